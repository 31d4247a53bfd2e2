"""Sums of activity counts that do not mislead."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analysis.codes import DECIDED_BY
from analysis.compare.bases import By, Rule, bases, group_warnings, grouped, names, require
from analysis.compare.counts.display import SIGNS, display
from analysis.compare.counts.left_out import LEFT_OUT, left_for, reasons
from analysis.language import joined, label, sentences, text


def _bounds(rows: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """value, value_high, bound of the sum of each group, by interval arithmetic on what each record leaves open.

    50余 is [50, ∞), 近500 is (0, 500], 3至5 is [3, 5]. The sum is bounded on a side where every record is; where it
    is open on both sides, or a record is "about", only "about" the sum of the stated figures is left.
    """
    value = rows["value"].astype(float)
    high = rows["value_high"].astype(float).where(rows["bound"] == "range") if "value_high" in rows else value * np.nan
    high = high.fillna(value)
    sums = pd.DataFrame({"low": value, "high": high, "middle": (value + high) / 2}).groupby(group).sum()
    over, under, about, ranges = (
        rows["bound"].eq(kind).groupby(group).any() for kind in ("over", "under", "about", "range")
    )
    bound = np.select(
        [about | (over & under), over, under, ranges], ["about", "over", "under", "range"], default="exact"
    )
    best = np.select([bound == "about", bound == "under"], [sums["middle"], sums["high"]], sums["low"])
    return pd.DataFrame(
        {"value": best, "value_high": sums["high"].where(bound == "range"), "bound": bound}, index=sums.index
    )


def totals(
    activities: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = ("city", "year", "category", "unit"),
    *,
    include: Collection[str] = (),
    over_years: bool = False,
    decided_by: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Sums of activity counts, one row per group; by: columns of activities and of reports.

    The sums leave out repeats, habits, plans, increases (比上年增加1次), figures of an earlier year (去年4次), counts
    of several years (五年来) and parts of a count of the group (`part_of`), unless `include` names them ("repeat",
    "habit", "plan", "increase", "earlier", "years", "part"), and rates (40 %) always. `unit` is always part of `by`: 次
    and 人次 are never added. `year` is, too (unless `report` is, which has one year): a sum over years must be
    requested with over_years, and then has a column `years` that names them.
    decided_by: sum only records whose category was found in these ways (codes of `decided_by`; "object": from what is
    counted, right far more often than the others) or set by hand; the others are left out as, for example, "unsure:
    context".
    Columns: by, value, value_high (ranges only), bound, count (as text), n_records, objects, left_out (what and why),
    [years], n_reports, n_chars, warning; `basis` says the same of the whole table in a sentence.
    bound is that of the sum: 50余 and 12 make "over" 62, an over and an under make "about". A group whose records are
    all left out keeps its row, with value NaN. Raises ValueError for an unknown name in include, decided_by or bound,
    and where over_years is combined with `year` in by.

    The warning says where a sum may still mislead: years added, records of this body and of lower bodies together (add
    "actor" to by), several kinds of object under one unit, several counts of one object in a paragraph (parts without
    a sign of it), two reports of the same body and year.
    """
    by = _keys(names(by), activities, reports, over_years)
    wrong = sorted(set(include) - set(LEFT_OUT))
    if wrong:
        raise ValueError(f"include: {', '.join(wrong)} is none of {', '.join(LEFT_OUT)}")
    ways = None if decided_by is None else names(decided_by)
    if ways is not None:
        require(activities, ["decided_by"], "activities")
        if odd_ways := sorted(set(ways) - set(DECIDED_BY)):
            raise ValueError(f"decided_by: {', '.join(odd_ways)} is none of {', '.join(DECIDED_BY)}")
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
    rows["unit"], rows["object"] = rows["unit"].fillna(""), rows["object"].fillna("").astype(str)
    group = rows.groupby(by, sort=False, dropna=False, observed=True).ngroup()
    table = rows[by].groupby(group).head(1).reset_index(drop=True)
    why = reasons(rows, include, group, ways)
    used, dropped = rows[why == ""], rows[why != ""]
    of_used = group[used.index]
    table = table.join(_bounds(used, of_used))
    table["bound"] = table["bound"].fillna("")
    table["count"] = [
        display(value, bound or "exact", unit, high)
        for value, bound, unit, high in zip(
            table["value"], table["bound"], table["unit"], table["value_high"], strict=True
        )
    ]
    table["n_records"] = of_used.value_counts().reindex(table.index, fill_value=0)
    told = dropped["quantity"].astype(str) + " (" + why[dropped.index] + ")"
    table["objects"] = _joined(used.loc[used["object"] != "", "object"], of_used, "; ", table.index)
    table["left_out"] = told.groupby(group[dropped.index]).agg("; ".join).reindex(table.index, fill_value="")
    table["_objects"] = used["object"].groupby(of_used).nunique().reindex(table.index, fill_value=0)
    table["_actors"] = _joined(used["actor"].dropna().astype(str).sort_values(), of_used, "+", table.index)
    columns = [*by, "value", "value_high", "bound", "count", "n_records", "objects", "left_out"]
    years = pd.Series("", table.index)
    if over_years and "year" in rows:
        of_year = used["year"].dropna().astype(int).groupby(of_used)
        years = of_year.agg(_spans).reindex(table.index, fill_value="")
        columns = [*columns, "years"]
        table["years"] = years
    rules: list[Rule] = [
        (years.str.contains("[–,]"), "sum over years: " + years),
        (table["_actors"].str.contains("+", regex=False), "actors mixed: " + table["_actors"]),
        (table["_objects"] > 1, table["_objects"].astype(str) + " kinds of object"),
        *_told(_alike(used, of_used), table.index, "several counts of ", " in one paragraph: parts?"),
        *_told(_same_year(used, of_used), table.index),
    ]
    if of_reports:
        table = table.astype(base.dtypes[base_by].to_dict())  # a year that is not known left the column without a type
        table = table.merge(base, on=base_by, how="left", validate="many_to_one")
    else:
        table = table.assign(n_reports=base["n_reports"].sum(), n_chars=base["n_chars"].sum(), genres="")
    table["warning"] = group_warnings(table, *rules)
    return table[[*columns, "n_reports", "n_chars", "warning"]]


def _keys(by: list[str], activities: pd.DataFrame, reports: pd.DataFrame, over_years: bool) -> list[str]:
    """The columns by, with unit, and with year behind the leading columns of reports unless years are to be added."""
    by = list(dict.fromkeys([*by, "unit"]))
    if over_years and "year" in by:
        raise ValueError("totals: over_years adds the years up; take year out of by")
    if over_years or {"year", "report"} & set(by) or "year" not in {*reports.columns, *activities.columns}:
        return by
    lead = next((i for i, c in enumerate(by) if c in activities.columns or c not in reports.columns), len(by))
    return [*by[:lead], "year", *by[lead:]]


def _joined(texts: pd.Series, group: pd.Series, mark: str, index: pd.Index) -> pd.Series:
    """The different texts of each group in their order, as one text."""
    one = pd.DataFrame({"text": texts, "group": group.reindex(texts.index)}).drop_duplicates()
    return one.groupby("group")["text"].agg(mark.join).reindex(index, fill_value="")


def _spans(years: pd.Series) -> str:
    """Years as text: 2019–2021, 2023."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _told(found: pd.Series, index: pd.Index, before: str = "", behind: str = "") -> list[Rule]:
    """A rule for the groups of which something was found."""
    found = found.reindex(index, fill_value="")
    return [(found != "", before + found + behind)]


def complete(totals: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """A table of `totals` with a row for every group of reports and every other key, so that a chart shows gaps.

    reports: as given to totals. Added rows have value NaN, n_records 0 and the bases of their group: n_reports 0 where
    none of its reports was read, so that "not stated" and "not extracted" stay distinct. Groups in the order of
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
    texts = [c for c in ("bound", "count", "objects", "left_out", "years") if c in table]
    table[texts] = table[texts].fillna("")
    return table.fillna({"n_records": 0}).astype({"n_records": int})[list(totals.columns)]


def basis(totals: pd.DataFrame) -> str:
    """A note to print under a table of `totals`: what its sums leave out, and what the signs mean.

    In the current language.
    """
    found = pd.Series([why for told in totals["left_out"] for why in left_for(told)], dtype=object).value_counts()
    parts = [
        text("basis part", n=f"{n:,}", what=label(why, "left_out_many" if n > 1 else "left_out"))
        for why, n in found.items()
    ]
    seen = [text(f"basis {bound}") for bound in ("over", "under", "about") if (totals["bound"] == bound).any()]
    years = sorted({told for told in totals.get("years", []) if told})
    return sentences(
        text("basis left out", parts=joined(parts)) if parts else text("basis nothing"),
        joined(seen),
        text("basis years", years="; ".join(years)) if years else "",
    )


def _alike(rows: pd.DataFrame, group: pd.Series) -> pd.Series:
    """For each group an object of which a paragraph has several counts."""
    if "paragraph" not in rows:
        return pd.Series(dtype=object)
    named = rows[(rows["object"] != "") & rows["paragraph"].notna()]
    named = named[["report", "paragraph", "object"]].assign(_group=group[named.index])
    return named[named.duplicated(keep=False)].groupby("_group")["object"].first()


def _same_year(rows: pd.DataFrame, group: pd.Series) -> pd.Series:
    """For each group a message where two reports of one city and year are summed: both may state the same fact."""
    if not {"city", "year"} <= set(rows.columns):
        return pd.Series(dtype=object)
    found = rows["report"].groupby([group.rename("_group"), rows["city"], rows["year"]]).nunique()
    several = found[found > 1].reset_index()
    n, city, year = (several[c].astype(str) for c in ("report", "city", "year"))
    told: pd.Series = (n + " reports of " + city + " " + year).groupby(several["_group"]).first()
    return told
