"""Everything about one city in one table: the numbers behind a page."""

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import pandas as pd

from analysis.compare.bases import included
from analysis.compare.comparability import SAME, together
from analysis.compare.counts.totals import totals
from analysis.compare.keyness import CLEAR, keyness, stop_words
from analysis.compare.matrices import cells
from analysis.compare.shares import shares
from analysis.compare.similarity import similarity

PANELS = ("basis", "counts", "slogans", "themes", "words", "nearest")
TABLES = {"counts": "activities", "slogans": "slogans", "themes": "themes", "words": "terms", "nearest": "terms"}
COLUMNS = ["city", "panel", "item", "value", "low", "high", "others", "note", "warning"]


class Tables(Protocol):
    """The tables of a corpus that `profile` uses."""

    @property
    def reports(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def paragraphs(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def terms(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def activities(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def slogans(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def themes(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def left_out(self) -> dict[str, str]: ...  # noqa: D102


def profile(corpus: Tables, city: str, *, year: int | None = None, top: int = 8) -> pd.DataFrame:
    """One city beside the others: one row per item of a panel, largest first, at most `top` per panel.

    corpus: as analysis.load_corpus gives it. year: which of the city's years; default: the last. A page is about one
    year, and every other city is represented by its year nearest to it, so that no city counts several times. News
    items are excluded on both sides; a city that has nothing else is compared with the other news items. Columns: city,
    panel, item, value, low, high (95 % interval), others, note, warning.

    basis: genre and year, characters, paragraphs of its reports. counts: value the number of counts stated in a
    category (those that `totals` adds), note their sums by unit. slogans: value occurrences in body text, others the
    number of other cities that have it. themes: value share of paragraphs with Wilson's interval, others the share in
    the other cities' paragraphs. words: value occurrences, others those in all other cities, note the log ratio; those
    whose log-odds interval lies wholly above 0, by z of `keyness`. nearest: value the cosine of word counts with
    another city, note why the two may not be compared ("" where they may). A panel with nothing to show has no row,
    and one whose table was left out of the corpus a row without item and value, whose note says why.
    Raises ValueError for a city none of whose reports (of that year) was read, naming those that have one.
    """
    reports = corpus.reports[included(corpus.reports)]
    reports = reports.assign(city=reports["city"].fillna(reports["report"]))
    if city not in set(reports["city"]):
        raise ValueError(
            f"profile: no report of {city!r} was read; there are {', '.join(reports['city'].unique()) or 'none'}"
        )
    news = reports["genre"].eq("news").fillna(False).astype(bool)
    reports = reports[~news] if city in set(reports["city"][~news]) else reports[news]
    reports = _one_year(reports, city, year)
    names = ("activities", "slogans", "themes", "terms", "paragraphs")
    tables = {n: t[t["report"].isin(reports["report"])] for n in names for t in [getattr(corpus, n)]}
    mine = reports[reports["city"] == city]
    rows = [*_basis(mine, tables["paragraphs"]), *_counts(tables["activities"], mine, top),
            *_slogans(tables["slogans"], reports, city, top), *_themes(tables, reports, city, top)]  # fmt: skip
    terms = tables["terms"]
    terms = terms[~terms["term"].isin(stop_words(terms, corpus.reports))]
    own = terms["report"].isin(mine["report"])
    if own.any() and not own.all():
        rows += [*_words(terms, reports, city, top), *_nearest(terms, reports, city, top)]
    left_out = corpus.left_out
    rows += [{"panel": p, "item": "", "note": left_out[name]} for p, name in TABLES.items() if name in left_out]
    table = pd.DataFrame(rows, columns=COLUMNS[1:])
    table.insert(0, "city", city)
    number = table[["value", "low", "high", "others"]].astype(float)
    return table.assign(**number, **table[["note", "warning"]].astype("object").fillna(""))


def _one_year(reports: pd.DataFrame, city: str, year: int | None) -> pd.DataFrame:
    """The reports of the year of this city, and of every other city those of the year nearest to it (the later one)."""
    known = pd.to_numeric(reports["year"]).astype(float)
    mine = known[reports["city"] == city]
    if year is not None and year not in set(mine):
        there = ", ".join(f"{y:.0f}" for y in sorted(set(mine.dropna()))) or "none with a year"
        raise ValueError(f"profile: no report of {city!r} on {year} was read; there are {there}")
    asked = mine.max() if year is None else float(year)
    if np.isnan(asked):
        return reports
    away = (known - asked).abs() - known.gt(asked) / 4
    away = away.fillna(np.inf)
    return reports[away == away.groupby(reports["city"]).transform("min")]


def _basis(mine: pd.DataFrame, paragraphs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for report in mine.to_dict("records"):
        kept = [str(report[c]) for c in ("genre", "year") if not pd.isna(report[c])]
        n = int(paragraphs["report"].eq(report["report"]).sum())
        yield dict(panel="basis", item=report["report"], value=report["n_chars"], others=n, note=" ".join(kept))


def _counts(activities: pd.DataFrame, mine: pd.DataFrame, top: int) -> Iterator[dict[str, Any]]:
    sums = totals(activities[activities["report"].isin(mine["report"])], mine)
    groups = sums[sums["n_records"] > 0].groupby("category", sort=False)
    order = groups["n_records"].sum().sort_values(ascending=False, kind="stable").head(top)
    for category, n in order.items():
        part = groups.get_group(category)
        warning = "; ".join(dict.fromkeys(filter(None, part["warning"])))
        yield {"panel": "counts", "item": category, "value": n, "note": ", ".join(part["count"]), "warning": warning}
    # A kind of which every count is left out (of five years, plans) is stated all the same: its note says what.
    nothing = sums[(sums["n_records"] == 0) & ~sums["category"].isin(groups.groups)]
    for category, told in (
        nothing.groupby("category", sort=False)["left_out"].agg("; ".join).head(top - len(order)).items()
    ):
        yield {"panel": "counts", "item": category, "value": 0, "note": told}


def _slogans(slogans: pd.DataFrame, reports: pd.DataFrame, city: str, top: int) -> Iterator[dict[str, Any]]:
    hits = slogans[slogans["paragraph"].notna()].merge(reports[["report", "city"]], on="report")
    cities = hits.groupby("slogan")["city"].nunique().to_dict()
    found = hits.loc[hits["city"] == city, "slogan"].value_counts()
    for n, others, slogan in sorted((-n, cities[slogan] - 1, slogan) for slogan, n in found.items())[:top]:
        yield dict(panel="slogans", item=slogan, value=-n, others=others)


def _themes(tables: dict[str, pd.DataFrame], reports: pd.DataFrame, city: str, top: int) -> Iterator[dict[str, Any]]:
    table = shares(tables["themes"], tables["paragraphs"], reports)
    table = table[table["theme"] != "none"]
    rest = table[table["city"] != city].groupby("theme")[["n", "n_paragraphs"]].sum()
    here = table[(table["city"] == city) & (table["n"] > 0)]
    for row in here.sort_values(["n", "theme"], ascending=[False, True], kind="stable").head(top).to_dict("records"):
        n, whole = rest.loc[row["theme"]] if row["theme"] in rest.index else (0, 0)
        kept = {"value": row["share"], **{c: row[c] for c in ("low", "high", "warning")}}
        yield {"panel": "themes", "item": row["theme"], "others": n / whole if whole else np.nan, **kept}


def _words(terms: pd.DataFrame, reports: pd.DataFrame, city: str, top: int) -> Iterator[dict[str, Any]]:
    table = keyness(terms, reports)
    for row in table[(table["city"] == city) & (table["z"] > CLEAR)].head(top).to_dict("records"):
        counts = dict(value=row["n"], others=row["n_rest"], note=f"{row['log_ratio']:+.1f}")
        yield dict(panel="words", item=row["term"], **counts, warning=row["warning"])


def _nearest(terms: pd.DataFrame, reports: pd.DataFrame, city: str, top: int) -> Iterator[dict[str, Any]]:
    square = cells(similarity(terms, reports, feature="term"))
    alike = square[city].drop(city).dropna()
    alike = alike[alike > 0]  # nobody is near where nothing is shared
    for other, value in alike.sort_values(ascending=False, kind="stable").head(top).items():
        reason = together(reports[reports["city"].isin([city, other])])
        yield dict(panel="nearest", item=other, value=value, note=reason, warning=reason and f"not {SAME}")
