"""Which reports may be compared at all."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.bases import By, included, names, require

LENGTHS = 3  # the longest text may have this many times the characters of the shortest
SAME = "same genre, same year"
NEWS = "a news item is not a work report: it tells of one meeting, not of a year"
KINDS = {"work_report": "work report", "review": "year-end review", "news": "news item"}


def _kind(genre: Any) -> str:
    return "report of unknown genre" if pd.isna(genre) else KINDS.get(genre, str(genre))


def comparable(reports: pd.DataFrame) -> pd.DataFrame:
    """Which reports may be compared: one row per (genre, year), with its reports and the reason where not.

    Columns: genre, year, n_reports, n_cities, reports, cities, n_chars, comparable, reason, warning. Reports of one
    genre and year from at least two cities are comparable; news items never are, since each covers one meeting and not
    a year, so that a missing count means nothing. The warning flags mixed levels (a county does less than a prefecture)
    and lengths that differ by more than a factor of 3 (use rates, not totals).
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
    """Reports that agree in the columns `hold`: (values, reports, reason not to compare them or "").

    In the order of the values, without reports that were not read. Without columns: all reports, "".
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


class Held(NamedTuple):
    """What reports have in common: their genres and years, and the columns that are unknown for one of them."""

    genre: frozenset[str]
    year: frozenset[str]
    unknown: frozenset[str]

    def __or__(self, other: "Held") -> "Held":
        return Held(*(a | b for a, b in zip(self, other, strict=True)))

    @property
    def differs(self) -> str:
        """What differs, so that the reports should not be compared; "" where nothing does."""
        reasons = []
        for column, values in (("genre", {_kind(value) for value in self.genre}), ("year", self.year)):
            if column in self.unknown:
                reasons.append(f"{column} not known of every report")
            if len(values) > 1:
                reasons.append(f"{column}s differ ({', '.join(sorted(values))})")
        return "; ".join(reasons) or (NEWS if self.genre == {"news"} else "")


def held(reports: pd.DataFrame) -> Held:
    """What the reports that were read have in common."""
    use = reports[included(reports)]
    columns = {c: use[c] if c in use else pd.Series(pd.NA, index=use.index) for c in ("genre", "year")}
    found = [frozenset(map(str, column.dropna().unique())) for column in columns.values()]
    unknown = frozenset(name for name, column in columns.items() if column.isna().any())
    return Held(found[0], found[1], unknown)


def together(reports: pd.DataFrame) -> str:
    """What differs among the reports that were read, so that they should not be compared; "" where nothing does."""
    return held(reports).differs


def comparable_pairs(reports: pd.DataFrame) -> pd.DataFrame:
    """Every pair of reports that were read: whether it may be compared, and if not, why.

    Columns: a, b (reports), city_a, city_b, comparable, reason, warning. n reports give n (n − 1) / 2 rows.
    """
    require(reports, ["report", "city", "genre", "year", "n_chars"], "reports")
    use = reports[included(reports)].reset_index(drop=True)
    i, j = np.triu_indices(len(use), 1)
    a, b = use[["report", "city"]].take(i), use[["report", "city"]].take(j)
    # Few kinds of report (genre and year) make all pairs, and few levels.
    kind = use.groupby(["genre", "year"], dropna=False, sort=False).ngroup().to_numpy()
    first = use.drop_duplicates(["genre", "year"])[["genre", "year"]].to_dict("records")
    why = np.array([[_apart(x, y) for y in first] for x in first], dtype=object).reshape(len(first), len(first))
    level = use["level"] if "level" in use else pd.Series(pd.NA, index=use.index)
    levels, names_of = pd.factorize(level)
    mixed = (levels[i] != levels[j]) & (levels[i] >= 0) & (levels[j] >= 0)
    chars = pd.to_numeric(use["n_chars"]).fillna(0).to_numpy(dtype=float)
    less, more = np.minimum(chars[i], chars[j]), np.maximum(chars[i], chars[j])
    factor = np.divide(more, less, out=np.zeros_like(more), where=less > 0)
    warning = np.full(len(i), "", dtype=object)
    for at in np.flatnonzero(mixed | (less == 0) | (factor > LENGTHS)):
        told = []
        if mixed[at]:
            levels_of = {str(names_of[levels[x]]) for x in (i[at], j[at]) if levels[x] >= 0}
            told.append("levels mixed: " + ", ".join(sorted(levels_of)))
        told += ["a report without text"] * int(less[at] == 0)
        told += [f"lengths differ by a factor of {factor[at]:.1f}"] * int(factor[at] > LENGTHS)
        warning[at] = "; ".join(told)
    reason = why[kind[i], kind[j]] if len(i) else np.array([], dtype=object)
    return pd.DataFrame(
        {"a": a["report"].to_numpy(), "b": b["report"].to_numpy(), "city_a": a["city"].to_numpy(),
         "city_b": b["city"].to_numpy(), "comparable": reason == "",
         "reason": np.where(reason == "", SAME, reason), "warning": warning}
    )  # fmt: skip


def _apart(a: dict[Any, Any], b: dict[Any, Any]) -> str:
    """Why two reports of these genres and years may not be compared, or ""."""
    reasons = []
    unknown = [c for c in ("genre", "year") if pd.isna(a[c]) or pd.isna(b[c])]
    if unknown:
        reasons.append(f"{' and '.join(unknown)} not known: fill it in in reports.csv")
    if "genre" not in unknown and a["genre"] != b["genre"]:
        reasons.append(f"a {_kind(a['genre'])} is not a {_kind(b['genre'])}")
    elif "genre" not in unknown and a["genre"] == "news":
        reasons.append("news items each tell of one meeting, not of a year")
    if "year" not in unknown and a["year"] != b["year"]:
        reasons.append(f"years differ ({a['year']}, {b['year']})")
    return "; ".join(reasons)


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
