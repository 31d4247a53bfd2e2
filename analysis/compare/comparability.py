"""Which reports may be laid side by side at all."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.compare.bases import By, included, names, require

LENGTHS = 3  # the longest text may have this many times the characters of the shortest
SAME = "same genre, same year"
NEWS = "a news item is not a work report: it tells of one meeting, not of a year"
KINDS = {"work_report": "work report", "review": "year-end review", "news": "news item"}


def _kind(genre: Any) -> str:
    return "report of unknown genre" if pd.isna(genre) else KINDS.get(genre, str(genre))


def comparable(reports: pd.DataFrame) -> pd.DataFrame:
    """Which reports may be compared: one row per (genre, year), the reports in it, and why not where not.

    Columns: genre, year, n_reports, n_cities, reports, cities, n_chars, comparable, reason, warning. Comparable are
    reports of one genre and year from two cities or more; news items never, since each tells of one meeting and
    not of a year, so that a count missing there means nothing. The warning tells of levels mixed (a county does less
    than a prefecture) and of lengths apart by more than a factor of 3 (use rates, not totals).
    """
    require(reports, ["report", "city", "genre", "year", "n_chars"], "reports")
    rows = []
    for (genre, year), part, reason in strata(reports, "city", ["genre", "year"]):
        cities = list(dict.fromkeys(part["city"].dropna().astype(str)))
        rows.append(
            {"genre": genre, "year": year, "n_reports": len(part), "n_cities": len(cities)}
            | {"reports": "; ".join(part["report"]), "cities": "; ".join(cities)}
            | {"n_chars": int(pd.to_numeric(part["n_chars"]).fillna(0).sum())}
            | {"comparable": not reason, "reason": reason or SAME, "warning": _uneven(part)}
        )
    columns = ["genre", "year", "n_reports", "n_cities", "reports", "cities", "n_chars", "comparable", "reason"]
    return pd.DataFrame(rows, columns=[*columns, "warning"])


def strata(reports: pd.DataFrame, by: By, hold: By) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame, str]]:
    """Reports that agree in the columns `hold`: (values, reports, reason why they may not be compared or "").

    In the order of the values; reports that were not read are left out. Without columns: all reports, "".
    """
    hold, by = names(hold), names(by)
    if not hold:
        yield (), reports, ""
        return
    require(reports, hold, "reports")
    for values, part in reports[included(reports)].groupby(hold, sort=True, dropna=False):
        yield values, part, _refusal(dict(zip(hold, values, strict=True)), part, by)


def _refusal(held: dict[str, Any], part: pd.DataFrame, by: list[str]) -> str:
    """Why reports with these values in common may not be compared, or ""."""
    unknown = [column for column, value in held.items() if pd.isna(value)]
    if unknown:
        return f"{' and '.join(unknown)} not known: fill it in in reports.csv"
    if held.get("genre") == "news":
        return NEWS
    groups = part[by].dropna().drop_duplicates()
    if len(groups) > 1:
        return ""
    if part[by].isna().any(axis=None):
        return f"{' and '.join(by)} not known: fill it in in reports.csv"
    kind = f"a {_kind(held['genre'])}" if "genre" in held else "a report"
    of = ", ".join(str(v) if column == "year" else f"{column} {v}" for column, v in held.items() if column != "genre")
    return f"no other {' and '.join(by)} has {kind}{' of ' if of else ''}{of}"


def together(reports: pd.DataFrame) -> str:
    """What differs among the reports that were read, so that they should not be compared; "" where nothing does."""
    use = reports[included(reports)]
    reasons = []
    for column in ("genre", "year"):
        found = use[column] if column in use else pd.Series([None])
        values = sorted(map(str, found.dropna().unique()))
        if column == "genre":
            values = [_kind(value) for value in values]
        if found.isna().any() and len(use):
            reasons.append(f"{column} not known of every report")
        if len(values) > 1:
            reasons.append(f"{column}s differ ({', '.join(values)})")
    if not reasons and len(use) and use["genre"].eq("news").all():
        reasons.append(NEWS)
    return "; ".join(reasons)


def comparable_pairs(reports: pd.DataFrame) -> pd.DataFrame:
    """Every pair of reports that were read: may it be compared, and if not, why.

    Columns: a, b (reports), city_a, city_b, comparable, reason, warning. n reports give n (n − 1) / 2 rows.
    """
    require(reports, ["report", "city", "genre", "year", "n_chars"], "reports")
    use = reports[included(reports)]
    rows = []
    for i, j in combinations(range(len(use)), 2):
        a, b = use.iloc[i], use.iloc[j]
        reasons = []
        unknown = [c for c in ("genre", "year") if pd.isna(a[c]) or pd.isna(b[c])]
        if unknown:
            reasons.append(f"{' and '.join(unknown)} not known: fill it in in reports.csv")
        if "genre" not in unknown and a["genre"] != b["genre"]:
            reasons.append(f"a {_kind(a['genre'])} is not a {_kind(b['genre'])}")
        elif a["genre"] == "news" and b["genre"] == "news":
            reasons.append("news items each tell of one meeting, not of a year")
        if "year" not in unknown and a["year"] != b["year"]:
            reasons.append(f"years differ ({a['year']}, {b['year']})")
        rows.append(
            {"a": a["report"], "b": b["report"], "city_a": a["city"], "city_b": b["city"]}
            | {"comparable": not reasons, "reason": "; ".join(reasons) or SAME}
            | {"warning": _uneven(use.iloc[[i, j]])}
        )
    return pd.DataFrame(rows, columns=["a", "b", "city_a", "city_b", "comparable", "reason", "warning"])


def _uneven(part: pd.DataFrame) -> str:
    """Messages about levels and lengths that differ within the reports given."""
    messages = []
    levels = sorted(part["level"].dropna().astype(str).unique()) if "level" in part else []
    if len(levels) > 1:
        messages.append("levels mixed: " + ", ".join(levels))
    lengths = pd.to_numeric(part["n_chars"]).fillna(0)
    if lengths.min() == 0:
        messages.append("a report without text")
    elif lengths.max() / lengths.min() > LENGTHS:
        messages.append(f"lengths differ by a factor of {lengths.max() / lengths.min():.1f}")
    return "; ".join(messages)
