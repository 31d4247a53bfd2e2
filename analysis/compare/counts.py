"""Activity counts: who states what, and sums that do not lie."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.compare.bases import PER, base_warnings, bases, exposure, grouped, names, require, warnings
from analysis.compare.display import SIGNS, display

CATEGORIES = [
    *("meeting", "study", "consultation", "inspection", "oversight", "proposal", "opinion", "output", "endorsement"),
    *("contact", "service", "platform", "rule", "publicity", "culture", "members", "exchange", "stability", "organ"),
    *("honour", "other"),
]
RATE_UNITS = ("%", "‰", "百分点", "个百分点", "成", "倍")  # ratios: a sum of them is no quantity
LEFT_OUT = ("repeat", "habit", "plan")


def _flags(rows: pd.DataFrame) -> pd.Series:
    """repeat as a boolean, also when a CSV brought it as text."""
    return rows["repeat"].astype(str).str.strip().str.lower().isin(["true", "1", "1.0", "yes"])


def coverage(activities, reports, by="city") -> pd.DataFrame:
    """Which categories of activity each group states: a matrix group × category, all codes of codebook.md.

    Cells: "stated" (a count, done or habit), "zero" (only counts of exactly 0), "not stated" (read, no count; the
    body may still have done it), "not extracted" (no report of the group was read, so nothing is known). Plans
    do not count as stated. Codes outside the codebook follow at the right, then n_reports, n_chars, warning.
    """
    by = names(by)
    require(activities, ["report", "category", "value", "status"], "activities")
    rows = grouped(activities, reports, by, "activities")
    rows = rows[rows["status"] != "plan"]
    base = bases(reports, by).set_index(by)
    extra = sorted(set(rows["category"].dropna()) - set(CATEGORIES))
    rows = rows.assign(_v=pd.to_numeric(rows["value"]))
    largest = rows.pivot_table(index=by, columns="category", values="_v", aggfunc="max", observed=True)
    largest = largest.reindex(index=base.index, columns=[*CATEGORIES, *extra])
    states = np.where(largest.isna(), "not stated", np.where(largest > 0, "stated", "zero"))
    states = states.astype(object)
    states[np.asarray(base["n_reports"] == 0), :] = "not extracted"
    table = pd.DataFrame(states, index=base.index, columns=pd.Index(list(largest.columns), name="category"))
    warning = warnings(base, *base_warnings(base))
    return table.assign(n_reports=base["n_reports"], n_chars=base["n_chars"], warning=warning)


def _bounds(rows: pd.DataFrame) -> tuple[float, float, str]:
    """(value, value_high, bound) of a sum, by interval arithmetic on what each record leaves open.

    50余 is [50, ∞), 近500 is (0, 500], 3至5 is [3, 5]. The sum is bounded on a side where every record is; where it
    is open on both sides, or a record is "about", only "about" the sum of the stated figures is left.
    """
    value = rows["value"].astype(float)
    high = rows["value_high"].astype(float).where(rows["bound"] == "range") if "value_high" in rows else value * np.nan
    high = high.fillna(value)
    kinds = set(rows["bound"])
    if "about" in kinds or {"over", "under"} <= kinds:
        return float(((value + high) / 2).sum()), np.nan, "about"
    if "over" in kinds:
        return float(value.sum()), np.nan, "over"
    if "under" in kinds:
        return float(high.sum()), np.nan, "under"
    if "range" in kinds:
        return float(value.sum()), float(high.sum()), "range"
    return float(value.sum()), np.nan, "exact"


def totals(activities, reports, by=("city", "category", "unit"), include=(), per=None) -> pd.DataFrame:
    """Sums of activity counts, one row a group; by: columns of activities and of reports.

    Left out are repeats, habits and plans, unless `include` names them ("repeat", "habit", "plan"), and rates
    (40 %), always. `unit` is always part of `by`: 次 and 人次 are never added. Columns: by, value, value_high
    (ranges only), bound, count (as text), n_records, objects, left_out (what and why), n_reports, n_chars, warning.
    bound says what the sum is: 50余 and 12 make "over" 62, an over with an under "about". A group whose records
    were all left out keeps its row, with value NaN. per: "report_years", "members" (100) or "chars" (10,000), as in
    `rates`, adds the exposure (in those units) and value_per, the sum over it, with the bound of the sum: a report
    states all that was done, so there is no sampling error to put around it. Raises ValueError for an unknown name in
    include, per or bound.

    The warning tells where a sum may still mislead: records of this body and of lower bodies together (put
    "actor" in by), several kinds of object under one unit, two reports of the same body and year.
    """
    by = list(dict.fromkeys([*names(by), "unit"]))
    wrong = sorted(set(include) - set(LEFT_OUT))
    if wrong:
        raise ValueError(f"include: {', '.join(wrong)} is none of {', '.join(LEFT_OUT)}")
    needed = ["report", "quantity", "value", "bound", "unit", "object", "actor", "status", "repeat"]
    require(activities, needed, "activities")
    odd = activities[~activities["bound"].isin(SIGNS)]
    if len(odd):
        raise ValueError(
            f"activities: bound {odd['bound'].iloc[0]!r} (row {odd.index[0]}) is none of {', '.join(SIGNS)}"
        )
    of_reports = [c for c in by if c not in activities.columns]
    base_by = of_reports or ["report"]
    base = bases(reports, base_by)
    extra = [c for c in ("city", "year") if c in reports.columns and c not in activities.columns]
    rows = grouped(activities, reports, list(dict.fromkeys([*of_reports, *extra])), "activities")
    rows["unit"] = rows["unit"].fillna("")
    rows["_why"] = ""
    for status in ("plan", "habit"):
        rows.loc[(rows["status"] == status) & (status not in include), "_why"] = status
    rows.loc[_flags(rows) & ("repeat" not in include), "_why"] = "repeat"
    rows.loc[rows["unit"].isin(RATE_UNITS), "_why"] = "rate"
    out = []
    for group, part in rows.groupby(by, sort=False, dropna=False, observed=True):
        used, dropped = part[part["_why"] == ""], part[part["_why"] != ""]
        value, high, bound = _bounds(used) if len(used) else (np.nan, np.nan, "")
        unit = group[by.index("unit")]
        objects = list(dict.fromkeys(used["object"].fillna("").astype(str)))
        out.append(
            dict(zip(by, group, strict=True))
            | {"value": value, "value_high": high, "bound": bound}
            | {"count": display(value, bound or "exact", unit, high), "n_records": len(used)}
            | {"objects": "; ".join(filter(None, objects))}
            | {"left_out": "; ".join(dropped["quantity"].astype(str) + " (" + dropped["_why"] + ")")}
            | {"_objects": len(objects), "_actors": "+".join(sorted(set(used["actor"].dropna())))}
            | {"_again": _same_year(used)}
        )
    columns = [*by, "value", "value_high", "bound", "count", "n_records", "objects", "left_out"]
    table = pd.DataFrame(out, columns=[*columns, "_objects", "_actors", "_again"])
    if of_reports:
        table = table.merge(base, on=base_by, how="left", validate="many_to_one")
    else:
        table = table.assign(n_reports=base["n_reports"].sum(), n_chars=base["n_chars"].sum(), genres="")
    rules, added = [], []
    if per is not None:
        table["exposure"] = exposure(table, reports, of_reports, per)
        table["value_per"], added = table["value"] / table["exposure"], ["exposure", "value_per"]
        rules = [(table["exposure"].isna(), PER[per][1])]
    table["warning"] = warnings(
        table,
        *base_warnings(table),
        *rules,
        (table["_actors"].str.contains("+", regex=False), "actors mixed: " + table["_actors"]),
        (table["_objects"] > 1, table["_objects"].astype(str) + " kinds of object"),
        (table["_again"] != "", table["_again"]),
    )
    return table[[*columns, "n_reports", "n_chars", *added, "warning"]]


def _same_year(rows: pd.DataFrame) -> str:
    """A message where two reports of one city and year are summed: both may state the same fact."""
    if not {"city", "year"} <= set(rows.columns):
        return ""
    several = rows.groupby(["city", "year"])["report"].nunique()
    several = several[several > 1]
    return f"{several.iloc[0]} reports of {several.index[0][0]} {several.index[0][1]}" if len(several) else ""
