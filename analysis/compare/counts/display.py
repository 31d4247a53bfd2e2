"""Counts in readable form: who states what at all, and each count in signs that need no Chinese."""

import numpy as np
import pandas as pd

from analysis.codes import BESIDE_THE_YEAR, CATEGORIES
from analysis.compare.bases import FEW_CHARS, By, bases, group_warnings, grouped, names, read_for, require, warnings


def coverage(activities: pd.DataFrame, reports: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Which categories of activity each group states: a matrix group × category, all codes of the codebook.

    Cells: "stated" (a count, done or habit), "zero" (only counts of exactly 0), "not stated" (read, no count; the
    body may still have done it), "not extracted" (no report of the group was read, so nothing is known). Plans,
    increases and figures of an earlier year do not count as stated. Codes outside the codebook follow on the right,
    then n_reports, n_chars, warning.
    """
    by = names(by)
    require(activities, ["report", "category", "value", "status"], "activities")
    rows = grouped(activities, reports, by, "activities")
    rows = rows[~rows["status"].isin(BESIDE_THE_YEAR)]
    base = bases(read_for(activities, reports), by).set_index(by)
    extra = sorted(set(rows["category"].dropna()) - set(CATEGORIES))
    rows = rows.assign(_v=pd.to_numeric(rows["value"]))
    largest = rows.pivot_table(index=by, columns="category", values="_v", aggfunc="max", observed=True)
    largest = largest.reindex(index=base.index, columns=[*CATEGORIES, *extra])
    states = np.where(largest.isna(), "not stated", np.where(largest > 0, "stated", "zero"))
    states = states.astype(object)
    states[np.asarray(base["n_reports"] == 0), :] = "not extracted"
    table = pd.DataFrame(states, index=base.index, columns=pd.Index(list(largest.columns), name="category"))
    warning = group_warnings(base)
    return table.assign(n_reports=base["n_reports"], n_chars=base["n_chars"], warning=warning)


SIGNS = {"exact": "", "over": "> ", "under": "< ", "about": "≈ ", "range": ""}


def number(value: float) -> str:
    """A number with thousands separators and without unnecessary decimals."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def display(value: float | None, bound: str = "exact", unit: str = "", value_high: float | None = None) -> str:
    """A count in signs that need no Chinese: 50余场次 -> "> 50 场次", 3至5次 -> "3–5 次"; "" where value is NA.

    bound: exact, over, under, about or range (see the codebook, data/README.md); anything else raises ValueError.
    """
    if pd.isna(value):
        return ""
    if bound not in SIGNS:
        raise ValueError(f"bound {bound!r} is none of {', '.join(SIGNS)}")
    unit = "" if pd.isna(unit) else unit
    shown = SIGNS[bound] + number(value)
    if bound == "range" and not pd.isna(value_high):
        shown += f"–{number(value_high)}"
    return shown + unit if unit in ("%", "‰") else f"{shown} {unit}".rstrip()


def counts_table(activities: pd.DataFrame, reports: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Every stated count in readable form, one row each: "28 次" of 党组会议 (meetings of the party group).

    Columns: by, year, report, category, count, object, action, actor, status, repeat, [period], quantity, source,
    start, end, n_reports, n_chars, warning. In the order of reports, then of the text. Nothing is omitted: `status`,
    `repeat` and `period` (where activities have it) show what `totals` would leave out.
    """
    by = names(by)
    needed = ["quantity", "value", "bound", "unit", "object", "action", "category", "actor", "status", "repeat"]
    require(activities, ["report", "source", "start", "end", *needed], "activities")
    extra = [c for c in ("year", "n_chars") if c not in activities.columns]
    require(reports, extra, "reports")
    rows = grouped(activities, reports, list(dict.fromkeys([*by, *extra])), "activities")
    order = {report: i for i, report in enumerate(reports["report"])}
    rows = rows.assign(_report=rows["report"].map(order)).sort_values(["_report", "start"], kind="stable")
    rows = rows.reset_index(drop=True)
    high = rows["value_high"] if "value_high" in rows else pd.Series(float("nan"), index=rows.index)
    rows["count"] = [display(*cells) for cells in zip(rows["value"], rows["bound"], rows["unit"], high, strict=True)]
    of_group = rows.assign(_all="").groupby([*by, "_all"], dropna=False)
    rows["n_reports"] = of_group["report"].transform("nunique")
    short = rows["n_chars"].fillna(0) < FEW_CHARS
    rows["warning"] = warnings(rows, (short, f"report under {FEW_CHARS:,} characters"))
    columns = [*by, "year", "report", "category", "count", "object", "action", "actor", "status", "repeat"]
    columns += ["period"] if "period" in rows else []
    columns += ["quantity", "source", "start", "end", "n_reports", "n_chars", "warning"]
    return rows[list(dict.fromkeys(columns))]
