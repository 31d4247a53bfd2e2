"""Who leads, and by more than chance? One finding under several analytic choices, each with its verdict."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.bases import require
from analysis.compare.rates import contrasts, rates
from analysis.compare.shares import shares
from analysis.compare.statistics.intervals import wilson

NONE = "none"
VERDICTS = ("holds", "changes", "cannot be said")


def rate_lead(
    hits: pd.DataFrame,
    reports: pd.DataFrame,
    clusters: pd.DataFrame | None,
    *,
    by: str = "body",
    per: str = "n_chars",
) -> dict[str, Any]:
    """The group with the highest rate of hits and the next one: first, second, n, n_rest, ratio, low, high, told, sure.

    per: the column of reports that is the denominator. ratio and its 95 % interval come from `contrasts` between these
    two only (clusters: as there); sure: the interval lies above 1. told: the ratio in words.
    """
    require(reports, ["report", by, per], "reports")
    reports = reports.assign(n_chars=reports[per])
    hits = hits[hits["report"].isin(reports["report"])]
    table = rates(hits, reports, by, None).sort_values("rate", ascending=False, kind="stable")
    first, second = _two(table[by])
    two = reports[reports[by].isin([first, second])]
    ratio = contrasts(hits[hits["report"].isin(two["report"])], two, by, None, clusters=clusters)
    row = ratio[ratio[by] == first].head(1).reindex(columns=["n", "n_rest", "ratio", "low", "high"])
    found = dict(zip(row.columns, row.iloc[0] if len(row) else [np.nan] * 5, strict=True))
    told = f"{found['ratio']:.2f} times ({found['low']:.2f}–{found['high']:.2f})"
    told = told if found["n_rest"] > 0 else "the second has none"
    return {"first": first, "second": second, **found, "told": told, "sure": bool(found["low"] > 1)}


def share_leads(
    themes: pd.DataFrame, paragraphs: pd.DataFrame, reports: pd.DataFrame, *, by: str = "body", of: str = "paragraphs"
) -> pd.DataFrame:
    """The leading theme of each group and the next one; columns by, first, second, told, sure.

    of: as in `shares`; paragraphs without a theme stay in the base. sure: the 95 % Wilson interval of the first theme's
    share among the paragraphs of the first two lies above one half.
    """
    themes, paragraphs = (table[table["report"].isin(reports["report"])] for table in (themes, paragraphs))
    table = shares(themes, paragraphs, reports, by, of=of)
    table = table[table["theme"] != "none"].sort_values(["share", "theme"], ascending=[False, True], kind="stable")
    rows = []
    for group, part in table.groupby(by, sort=False):
        a, b = [*part["share"].fillna(0), 0.0, 0.0][:2]
        n = part["n_paragraphs"].max()
        low = float(wilson(a * n, (a + b) * n)[0]) if (a + b) * n > 0 else 0.0
        first, second = _two(part["theme"])
        told = f"{100 * a:.0f} % to {100 * b:.0f} %"
        rows.append({by: group, "first": first, "second": second, "told": told, "sure": low > 0.5})
    return pd.DataFrame(rows, columns=[by, "first", "second", "told", "sure"])


def count_lead(records: pd.DataFrame, *, by: str = "body") -> dict[str, Any]:
    """The report with the largest sum of these counts and the runner-up: first, second, told, sure.

    records: rows of activities of one unit with the column by. sure: the order stays whatever the open-ended counts
    (余, 近) stand for.
    """
    require(records, ["report", by, "value", "value_high", "bound"], "records")
    low = records["value"].where(~records["bound"].isin(["under", "about"]), 0)
    high = records["value_high"].fillna(records["value"]).where(~records["bound"].isin(["over", "about"]), np.inf)
    rows = records.assign(_low=low, _high=high)
    sums = rows.groupby([by, "report"], as_index=False)[["value", "_low", "_high"]].sum()
    sums = sums.sort_values(["value", by], ascending=[False, True]).head(2)
    signs = [
        "> " if np.isinf(h) else "< " if small < v else ""
        for v, small, h in sums[["value", "_low", "_high"]].to_numpy()
    ]
    told = " to ".join(f"{sign}{value:,.0f}" for sign, value in zip(signs, sums["value"], strict=True))
    first, second = _two(sums[by])
    sure = len(sums) > 1 and sums["_low"].iloc[0] > sums["_high"].iloc[1]
    return {"first": first, "second": second, "told": told, "sure": bool(sure)}


def verdicts(leads: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The verdict on each variant of a finding; the first one is the finding itself.

    leads: variant, first, second, told, sure of each. Columns: variant, first, second, first to second, verdict: holds
    (the leader of the first variant leads, and surely), changes (another surely leads), cannot be said (the lead may be
    chance).
    """
    rows = [dict(lead) for lead in leads]
    for row in rows:
        same = row["first"] == rows[0]["first"]
        row["verdict"] = (VERDICTS[0] if same else VERDICTS[1]) if row["sure"] else VERDICTS[2]
        row["first to second"] = row["told"]
    return pd.DataFrame(rows, columns=["variant", "first", "second", "first to second", "verdict"])


def _two(names: Iterable[Any]) -> tuple[str, str]:
    first, second = [*names, NONE, NONE][:2]
    return first, second
