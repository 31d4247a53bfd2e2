"""Sums of activity counts that do not lie."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.compare.bases import By, bases, group_warnings, grouped, names, require
from analysis.compare.counts.display import SIGNS, display
from analysis.compare.counts.left_out import LEFT_OUT, left_for, reasons


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


def totals(
    activities: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = ("city", "category", "unit"),
    *,
    include: Collection[str] = (),
) -> pd.DataFrame:
    """Sums of activity counts, one row a group; by: columns of activities and of reports.

    Left out are repeats, habits, plans, increases (比上年增加1次), figures of an earlier year (去年4次), counts of
    several years (五年来) and parts of a count of the group (`part_of`), unless `include` names them ("repeat",
    "habit", "plan", "increase", "earlier", "years", "part"), and rates (40 %), always. `unit` is always part of `by`:
    次 and 人次 are never added. Columns: by, value, value_high (ranges only), bound, count (as text), n_records,
    objects, left_out (what and why), n_reports, n_chars, warning; `basis` says the same of the whole table in a
    sentence.
    bound says what the sum is: 50余 and 12 make "over" 62, an over with an under "about". A group whose records
    were all left out keeps its row, with value NaN. Raises ValueError for an unknown name in
    include or bound.

    The warning tells where a sum may still mislead: records of this body and of lower bodies together (put
    "actor" in by), several kinds of object under one unit, several counts of one object in a paragraph (parts without
    a sign of it), two reports of the same body and year.
    """
    by = list(dict.fromkeys([*names(by), "unit"]))
    wrong = sorted(set(include) - set(LEFT_OUT))
    if wrong:
        raise ValueError(f"include: {', '.join(wrong)} is none of {', '.join(LEFT_OUT)}")
    needed = ["report", "quantity", "value", "bound", "unit", "object", "action", "category", "actor", "status"]
    require(activities, [*needed, "repeat"], "activities")
    odd = activities[~activities["bound"].isin(SIGNS)]
    if len(odd):
        bound = odd["bound"].iloc[0]
        raise ValueError(f"activities: bound {bound!r} (row {odd.index[0]}) is none of {', '.join(SIGNS)}")
    of_reports = [c for c in by if c not in activities.columns]
    base_by = of_reports or ["report"]
    base = bases(reports, base_by)
    extra = [c for c in ("city", "year") if c in reports.columns and c not in activities.columns]
    rows = grouped(activities, reports, list(dict.fromkeys([*of_reports, *extra])), "activities")
    rows["unit"] = rows["unit"].fillna("")
    out = []
    for group, part in rows.groupby(by, sort=False, dropna=False, observed=True):
        why = reasons(part, include)
        used, dropped = part[why == ""], part[why != ""]
        value, high, bound = _bounds(used) if len(used) else (np.nan, np.nan, "")
        unit = str(group[by.index("unit")])
        objects = list(dict.fromkeys(used["object"].fillna("").astype(str)))
        out.append(
            dict(zip(by, group, strict=True))
            | {"value": value, "value_high": high, "bound": bound}
            | {"count": display(value, bound or "exact", unit, high), "n_records": len(used)}
            | {"objects": "; ".join(filter(None, objects))}
            | {"left_out": "; ".join(dropped["quantity"].astype(str) + " (" + why[why != ""] + ")")}
            | {"_objects": len(objects), "_actors": "+".join(sorted(set(used["actor"].dropna())))}
            | {"_alike": _alike(used), "_again": _same_year(used)}
        )
    columns = [*by, "value", "value_high", "bound", "count", "n_records", "objects", "left_out"]
    table = pd.DataFrame(out, columns=[*columns, "_objects", "_actors", "_alike", "_again"])
    if of_reports:
        table = table.astype(base.dtypes[base_by].to_dict())  # a year that is not known left the column without a type
        table = table.merge(base, on=base_by, how="left", validate="many_to_one")
    else:
        table = table.assign(n_reports=base["n_reports"].sum(), n_chars=base["n_chars"].sum(), genres="")
    table["warning"] = group_warnings(
        table,
        (table["_actors"].str.contains("+", regex=False), "actors mixed: " + table["_actors"]),
        (table["_objects"] > 1, table["_objects"].astype(str) + " kinds of object"),
        (table["_alike"] != "", "several counts of " + table["_alike"] + " in one paragraph: parts?"),
        (table["_again"] != "", table["_again"]),
    )
    return table[[*columns, "n_reports", "n_chars", "warning"]]


def complete(totals: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """A table of `totals` with a row for every group of reports under every other key, so that a chart shows its gaps.

    reports: as given to totals. The rows added have value NaN, n_records 0 and the bases of their group: n_reports 0
    where none of its reports was read, so that "not stated" and "not extracted" stay apart. Groups in the order of
    reports, the other keys (category, unit …) in that of totals.
    """
    keys = list(totals.columns[: totals.columns.get_loc("value")])
    by = [c for c in keys if c in reports.columns]
    others = totals[[c for c in keys if c not in by]].drop_duplicates()
    base = bases(reports, by)
    table = others.merge(base, how="cross") if len(others.columns) else base
    rest = totals.drop(columns=["n_reports", "n_chars", "warning"])
    table = table.merge(rest, on=keys, how="left", validate="one_to_one")
    said = table[keys].merge(totals[[*keys, "warning"]], on=keys, how="left")["warning"]
    table["warning"] = said.fillna(group_warnings(table))
    texts = ["bound", "count", "objects", "left_out"]
    table[texts] = table[texts].fillna("")
    return table.fillna({"n_records": 0}).astype({"n_records": int})[list(totals.columns)]


def basis(totals: pd.DataFrame) -> str:
    """What the sums of a table of `totals` rest on, to stand under it: what they leave out, and what the signs mean."""
    found = pd.Series([why for told in totals["left_out"] for why in left_for(told)], dtype=object).value_counts()
    parts = [f"{n:,} of several years" if why == "years" else f"{n:,} {why}{'s' * (n > 1)}" for why, n in found.items()]
    over, under, about = "> at least (余, 多, 以上)", "< at most (近, 不足)", "≈ bounds that do not add up"
    marks = {"over": over, "under": under, "about": about}
    seen = [mark for bound, mark in marks.items() if (totals["bound"] == bound).any()]
    left = f"Left out of these sums: {', '.join(parts)}" if parts else "Nothing is left out of these sums"
    return ". ".join([left + "; units are never added to each other", *([", ".join(seen)] if seen else [])]) + "."


def _alike(rows: pd.DataFrame) -> str:
    """An object of which a paragraph has several counts; "" where there is none."""
    if "paragraph" not in rows:
        return ""
    named = rows[(rows["object"].fillna("") != "") & rows["paragraph"].notna()]
    twice = named[named.duplicated(["report", "paragraph", "object"], keep=False)]
    return str(twice["object"].iloc[0]) if len(twice) else ""


def _same_year(rows: pd.DataFrame) -> str:
    """A message where two reports of one city and year are summed: both may state the same fact."""
    if not {"city", "year"} <= set(rows.columns):
        return ""
    several = rows.groupby(["city", "year"])["report"].nunique()
    several = several[several > 1]
    return f"{several.iloc[0]} reports of {several.index[0][0]} {several.index[0][1]}" if len(several) else ""
