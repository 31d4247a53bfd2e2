"""One quantity at a time: the largest count of it in each report, and what makes these incomparable."""

from collections.abc import Mapping

import pandas as pd

from analysis.compare.bases import require
from analysis.compare.counts.display import display
from analysis.compare.counts.left_out import RATE_UNITS, stated

DIFFER = {"genre": "genres", "year": "years", "actor": "actors", "object": "objects counted"}


def largest(activities: pd.DataFrame, reports: pd.DataFrame, quantities: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """The largest count of each quantity that each report states, one row per (quantity, unit, report).

    quantities: name -> (category, pattern that its object must match). Other counts that match are mostly parts of the
    largest (重点提案 among all 提案). Only what was done, no repeats, no rates; a count of several years is used only
    where the report gives no other. Columns: quantity_asked, those of activities, city, genre and year of reports (and
    body, where they have it), stated (the count as text). Rows are in the order of quantities and reports.
    Raises ValueError for a missing column.
    """
    require(activities, ["report", "category", "object", "value", "unit", "bound", "period", "start"], "activities")
    about = [c for c in ("report", "body", "city", "genre", "year") if c in reports]
    usable = stated(activities)
    usable = usable[~usable["unit"].isin(RATE_UNITS) & usable["value"].notna()].merge(reports[about], on="report")
    usable = usable.assign(period=usable["period"].fillna(""), _several=usable["period"].fillna("").ne(""))
    found = []
    for name, (category, pattern) in quantities.items():
        fits = usable[usable["category"].eq(category) & usable["object"].fillna("").str.contains(pattern)]
        first = fits.sort_values(["_several", "value", "start"], ascending=[True, False, True], kind="stable")
        found.append(first.drop_duplicates(["report", "unit"]).assign(quantity_asked=name))
    table = pd.concat([usable.head(0).assign(quantity_asked=""), *found], ignore_index=True)
    order = dict(zip(reports["report"], range(len(reports)), strict=True))
    table = table.assign(
        stated=[display(*row) for row in table[["value", "bound", "unit", "value_high"]].itertuples(index=False)],
        _report=table["report"].map(order),
        _asked=table["quantity_asked"].map({name: i for i, name in enumerate(quantities)}),
    )
    table = table.sort_values(["_asked", "unit", "_report"], kind="stable", ignore_index=True)
    columns = [c for c in table.columns if not c.startswith("_") and c != "quantity_asked"]
    return table[["quantity_asked", *columns]]


def why_apart(table: pd.DataFrame) -> pd.DataFrame:
    """Why the counts of a quantity cannot be compared, one row per (quantity_asked, unit) of `largest`.

    Columns: quantity_asked, unit, n_reports, reason ("" where nothing in the table speaks against comparing them).
    """
    rows = []
    for (name, unit), part in table.groupby(["quantity_asked", "unit"], sort=False):
        if part["report"].nunique() < 2:
            others = sorted(set(table[table["quantity_asked"] == name]["unit"]) - {unit})
            reason = "one report only in this unit" + (f" (others: {', '.join(others)})" if others else "")
        else:
            reason = "; ".join(
                f"{what} differ" for column, what in DIFFER.items() if len(part[column].dropna().unique()) > 1
            )
        rows.append({"quantity_asked": name, "unit": unit, "n_reports": part["report"].nunique(), "reason": reason})
    return pd.DataFrame(rows, columns=["quantity_asked", "unit", "n_reports", "reason"])
