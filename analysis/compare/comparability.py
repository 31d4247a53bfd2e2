"""Which reports may be laid side by side at all."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.compare.bases import included, require

LENGTHS = 3  # the longest text may have this many times the characters of the shortest
KINDS = {"work_report": "work report", "review": "year-end review", "news": "news item"}


def _kind(genre) -> str:
    return KINDS.get(genre, "report of unknown genre" if pd.isna(genre) else str(genre))


def comparable(reports) -> pd.DataFrame:
    """Which reports may be compared: one row per (genre, year), the reports in it, and why not where not.

    Columns: genre, year, n_reports, n_cities, reports, cities, n_chars, comparable, reason, warning. Comparable are
    reports of one genre and year from two cities or more; news items never, since each tells of one meeting and
    not of a year, so that a count missing there means nothing. The warning tells of levels mixed (a county does less
    than a prefecture) and of lengths apart by more than a factor of 3 (use rates, not totals).
    """
    require(reports, ["report", "city", "genre", "year", "n_chars"], "reports")
    rows = []
    for (genre, year), part in reports[included(reports)].groupby(["genre", "year"], sort=True, dropna=False):
        cities = list(dict.fromkeys(part["city"].dropna().astype(str)))
        reason = "same genre, same year"
        if pd.isna(genre) or pd.isna(year):
            reason = f"{'genre' if pd.isna(genre) else 'year'} not known: fill it in in reports.csv"
        elif genre == "news":
            reason = "a news item is not a work report: it tells of one meeting, not of a year"
        elif len(cities) < 2 and part["city"].isna().any():
            reason = "city not known: fill it in in reports.csv"
        elif len(cities) < 2:
            reason = f"no other city has a {_kind(genre)} of {year}"
        rows.append(
            {"genre": genre, "year": year, "n_reports": len(part), "n_cities": len(cities)}
            | {"reports": "; ".join(part["report"]), "cities": "; ".join(cities)}
            | {"n_chars": int(pd.to_numeric(part["n_chars"]).fillna(0).sum())}
            | {"comparable": reason == "same genre, same year", "reason": reason, "warning": _uneven(part)}
        )
    columns = ["genre", "year", "n_reports", "n_cities", "reports", "cities", "n_chars", "comparable", "reason"]
    return pd.DataFrame(rows, columns=[*columns, "warning"])


def comparable_pairs(reports) -> pd.DataFrame:
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
            | {"comparable": not reasons, "reason": "; ".join(reasons) or "same genre, same year"}
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
