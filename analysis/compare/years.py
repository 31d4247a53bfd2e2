"""Over the years: how often a slogan occurs in each, when it is first and last seen, and whether it rises or falls."""

import numpy as np
import pandas as pd

from analysis.compare.bases import FEW_HITS, By, grouped, in_body, included, names, require, size, warnings
from analysis.compare.rates import rates
from analysis.compare.statistics.association import false_discovery
from analysis.compare.statistics.trend import SERIES, trend

TRENDS = ("rise", "fall", "cannot tell")
ALPHA = 0.05


def over_time(hits: pd.DataFrame, reports: pd.DataFrame, by: By = "city", feature: str = "slogan") -> pd.DataFrame:
    """First and last year of each feature, and whether it rises or falls within the groups; one row per feature.

    Only reports with a year; hits in body text, where hits have a paragraph. Columns: feature, n, n_reports (that have
    it), first_year, last_year (in which it is seen), n_groups (groups that have it and reports of at least two years:
    only they can show a trend), n_tested (their hits), ratio (of its rate from one year to the next), low, high (95 %
    interval), overdispersion, p, q (false discovery rate over all rows, Benjamini & Hochberg 1995), trend (rise or fall
    where q ≤ 0.05; else "cannot tell"), warning. Most hits first.
    Each group is compared only with itself, genre by genre: a city that turns from reviews to work reports has not
    changed its slogans. Model, interval and p: `statistics.trend`, which assumes neither the hits of a report nor the
    reports of a group to be independent; null corpora show a trend less than one time in twenty
    (`python benchmarks/trends.py`). Few reports decide little: with two cities of three years nothing is a trend. A
    corpus with one year per city can show when a slogan is seen, but never that it rises or falls, since years and
    cities are confounded. First seen in a corpus does not mean coined then. A trend is one factor for all years: look
    at the path itself (`by_year`). Raises ValueError for a missing column, and if year is in by.
    """
    by = names(by)
    if "year" in by:
        raise ValueError("over_time: a group of one year has no trend; take year out of by")
    require(hits, ["report", feature], "hits")
    require(reports, ["report", "year", "n_chars", *by], "reports")
    dated = dated_reports(reports)
    rows = grouped(in_body(hits[hits["report"].isin(dated["report"])]), dated, [], "hits")
    rows = rows[rows[feature].notna()]
    rows = rows.assign(_n=size(rows), _year=rows["report"].map(dated.set_index("report")["year"]))
    table = rows.groupby(feature, observed=True).agg(
        n=("_n", "sum"), n_reports=("report", "nunique"), first_year=("_year", "min"), last_year=("_year", "max")
    ).reset_index()  # fmt: skip
    genre = ["genre"] if "genre" in dated and "genre" not in by else []
    table = table.merge(_trends(rows, dated, [*by, *genre], feature), on=feature, how="left")
    counts = ["n_groups", "n_tested"]
    table[counts] = table[counts].fillna(0).astype(int)
    table["q"] = false_discovery(table["p"])
    clear = table["q"] <= ALPHA
    table["trend"] = np.select([clear & (table["ratio"] > 1), clear & (table["ratio"] < 1)], TRENDS[:2], TRENDS[2])
    tested = table["n_tested"] > 0
    table["warning"] = warnings(
        table,
        (~tested, "no group has it in reports of two years"),
        (tested & (table["n_tested"] < FEW_HITS), f"fewer than {FEW_HITS} hits tested"),
        (tested & table["overdispersion"].isna(), "too few reports to tell a trend from chance"),
        (tested & (table["n_groups"] < SERIES), f"fewer than {SERIES} groups: their years taken as independent"),
        (table["_genres"].fillna("").str.contains("+", regex=False), "genres mixed: " + table["_genres"].fillna("")),
    )
    columns = ["n", "n_reports", "first_year", "last_year", *counts[:1], "n_tested", "ratio", "low", "high"]
    table = table[[feature, *columns, "overdispersion", "p", "q", "trend", "warning"]]
    return table.sort_values(["n", feature], ascending=[False, True], kind="stable", ignore_index=True)


def dated_reports(reports: pd.DataFrame) -> pd.DataFrame:
    """The reports with text and a year, the year as a whole number."""
    chars = pd.to_numeric(reports["n_chars"]).astype(float)
    use = included(reports) & reports["year"].notna() & (chars > 0)
    return reports[use].astype({"year": int}).assign(_chars=chars[use])


def by_year(
    hits: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = (),
    feature: str | None = "slogan",
    *,
    clusters: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The path of each feature: hits per 10,000 Han characters of body text, one row per (by, feature, year).

    by: columns of reports (by="city": a path for each city); without it all reports of a year together. clusters: as in
    `rates`; default: the reports, so that the interval of a year allows for hits that cluster in one of them. Columns:
    by, feature, year, n, n_reports, n_chars, rate, low, high, overdispersion, warning; sorted by year within each path.
    Every path has a row for every year from the first to the last of reports: in a year without text n is 0 and rate
    NaN: a gap, not a zero. Reports without a year are dropped. Raises ValueError as `rates` does.
    """
    by, features = [c for c in names(by) if c != "year"], [] if feature is None else [feature]
    require(reports, ["report", "year", "n_chars", *by], "reports")
    dated = dated_reports(reports).drop(columns="_chars")
    of_dated = hits[hits["report"].isin(dated["report"])]
    table = rates(of_dated, dated, [*by, "year"], feature, clusters=dated if clusters is None else clusters)
    paths = table[[*by, *features]].drop_duplicates() if by or features else pd.DataFrame(index=[0])
    paths = paths.assign(_path=range(len(paths)))
    years = pd.DataFrame({"year": range(dated["year"].min(), dated["year"].max() + 1) if len(dated) else []}, dtype=int)
    table = paths.merge(years, how="cross").merge(table, on=[*by, *features, "year"], how="left")
    table = table.fillna({"n": 0, "n_reports": 0, "n_chars": 0, "warning": "no text"})
    table = table.astype({"n": int, "n_reports": int, "n_chars": int})
    table = table.sort_values(["_path", "year"], ignore_index=True)
    columns = ["n", "n_reports", "n_chars", "rate", "low", "high", "overdispersion", "warning"]
    return table[[*by, *features, "year", *columns]]


def _trends(rows: pd.DataFrame, dated: pd.DataFrame, by: list[str], feature: str) -> pd.DataFrame:
    """The columns of `statistics.trend` for each feature, with n_groups, n_tested and the genres tested."""
    group = dated[by].assign(_all=0).groupby([*by, "_all"], dropna=False, sort=True).ngroup()
    units = dated.assign(_group=group).groupby(["_group", "year"])["_chars"].sum().reset_index()
    units = units[units.groupby("_group")["year"].transform("size") > 1].reset_index(drop=True)
    place = units.assign(_unit=units.index).set_index(["_group", "year"])["_unit"]
    of_report = pd.Series(place.reindex(pd.MultiIndex.from_arrays([group, dated["year"]])).to_numpy(), dated["report"])
    inside = rows.assign(_unit=rows["report"].map(of_report)).dropna(subset=["_unit"])
    codes, found = pd.factorize(inside[feature])
    x = np.zeros((len(units), len(found)))
    np.add.at(x, (inside["_unit"].to_numpy(dtype=int), codes), inside["_n"].to_numpy(dtype=float))
    of_group = pd.factorize(units["_group"])[0]
    result = trend(x, units["_chars"].to_numpy(), of_group, units["year"].to_numpy(dtype=float))
    groups = [len(np.unique(of_group[column > 0])) for column in x.T]
    table = pd.DataFrame({feature: found, "n_groups": groups, "n_tested": x.sum(axis=0), **result._asdict()})
    if "genre" not in dated:
        return table.assign(_genres="")
    kinds = inside.merge(dated[["report", "genre"]], on="report", suffixes=("_own", ""))
    kinds = kinds.loc[kinds["genre"].notna(), [feature, "genre"]].drop_duplicates().sort_values("genre")
    genres = kinds.groupby(feature, observed=True)["genre"].agg("+".join).rename("_genres")
    return table.merge(genres, on=feature, how="left")
