"""How often: hits per 10,000 Han characters or per report-year, and how many times as often as in the other groups."""

import numpy as np
import pandas as pd

from analysis.compare.bases import (
    FEW_HITS,
    PER,
    By,
    Rule,
    bases,
    group_warnings,
    grouped,
    in_body,
    included,
    names,
    read_for,
    require,
    size,
)
from analysis.compare.comparability import SAME, strata, together
from analysis.compare.statistics.association import false_discovery
from analysis.compare.statistics.intervals import deflated, overdispersion, poisson_interval, ratio_interval


def hits_of_groups(
    hits: pd.DataFrame, reports: pd.DataFrame, by: By, feature: str | None, clusters: pd.DataFrame | None = None
) -> pd.DataFrame:
    """n of every (group, feature) pair, zeros included; columns by, [feature], n, n_reports, n_chars, genres,
    [overdispersion], _deflate (the divisor of counts: 1 where no clusters are given).
    """
    by, features = names(by), [] if feature is None else [feature]
    require(hits, features, "hits")
    base = bases(read_for(hits, reports), by)
    rows = grouped(in_body(hits), reports, by, "hits")
    rows = rows.assign(_n=size(rows))
    found = rows.groupby([*by, *features], sort=False, dropna=False, observed=True)["_n"].sum().reset_index(name="n")
    if features:
        order = rows.groupby(feature, observed=True)["_n"].sum().sort_values(ascending=False, kind="stable")
        base = base.merge(pd.DataFrame({feature: order.index}), how="cross")
    table = base.merge(found, on=[*by, *features], how="left")
    table = table.assign(n=table["n"].fillna(0).astype(int))[[*by, *features, "n", "n_reports", "n_chars", "genres"]]
    if clusters is None:
        return table.assign(_deflate=1.0)
    found = overdispersion(hits, clusters, reports, by, feature)
    if not len(found):
        return table.assign(overdispersion=np.nan, _deflate=1.0)
    found = found.assign(_deflate=deflated(found["overdispersion"], found["df"])).drop(columns=["df", "n_clusters"])
    table = table.merge(found, on=feature, how="left") if feature else table.merge(found, how="cross")
    return table.assign(_deflate=table["_deflate"].fillna(1.0))


def with_intervals(table: pd.DataFrame, exposure: pd.Series) -> pd.DataFrame:
    """The table of `hits_of_groups` with rate, low and high for an exposure; NaN where there is none."""
    exposure = exposure.where(exposure > 0)
    low, high = poisson_interval(table["n"] / table["_deflate"], exposure / table["_deflate"])
    return table.assign(rate=table["n"] / exposure, low=low, high=high)


def report_years(table: pd.DataFrame, reports: pd.DataFrame, by: list[str]) -> pd.Series:
    """For each row of a table of groups, the number of report-years that were read; NaN where there is none.

    Two reports on the same year of a city are one report-year; a report whose city or year is unknown is one by itself.
    """
    use = reports[included(reports)]
    city, year = (use.get(c, pd.Series(pd.NA, index=use.index)) for c in ("city", "year"))
    unit = use["report"].where(city.isna() | year.isna(), city.astype(str) + "\t" + year.astype(str))
    found = use[by].assign(_years=unit).groupby(by, dropna=False)["_years"].nunique().reset_index()
    return table[by].merge(found, on=by, how="left")["_years"].set_axis(table.index)


def rates(
    hits: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    feature: str | None = "slogan",
    *,
    per: str = "chars",
    clusters: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Hits in body text per 10,000 Han characters of it, one row per (by, feature), with 95 % intervals.

    hits: a table with one row per hit (slogans, activities, phrases spread by `occurrences`) or with a count n (terms);
    hits in headings are dropped (`bases.in_body`). feature: its column to distinguish; None takes all hits together.
    by: columns of reports. per: "chars" (10,000 Han characters) or "report_years" (1); for sums per 100 members see
    `per_100_members`.
    clusters: the table of paragraphs (of reports, where a group has several): the interval then allows for hits that
    cluster, and the column overdispersion is added (see `statistics.overdispersion`). Without it the interval treats
    hits as independent and is too narrow for slogans, themes and words; on simulated reports it contains the true rate
    far less often than 95 % of the time (benchmarks/intervals.py). Interval: `statistics.poisson_interval`.
    Columns: by, feature, n, n_reports, n_chars, [exposure], rate, low, high, [overdispersion], warning.
    Features are in order of frequency; hits without a feature are dropped. Groups without a hit get n = 0; groups
    without text get rate NaN and a warning.
    Raises ValueError naming the first report that is missing from reports, and for another `per`.
    Not comparable between lexicons, nor between a news item and a yearly report (see `comparable`).
    """
    if per not in ("chars", "report_years"):
        raise ValueError(f"per: {per!r} is neither 'chars' nor 'report_years'")
    table = hits_of_groups(hits, reports, by, feature, clusters)
    exposure = table["n_chars"] / PER if per == "chars" else report_years(table, reports, names(by))
    table = with_intervals(table.assign(exposure=exposure.where(exposure > 0)), exposure)
    few = (table["n_chars"] > 0) & (table["n"] < FEW_HITS)
    rules: list[Rule] = [(few, f"fewer than {FEW_HITS} hits")]
    if clusters is not None:
        rules.append(((table["n"] > 0) & table["overdispersion"].isna(), "one cluster a group: taken as independent"))
    table["warning"] = group_warnings(table, *rules)
    last = ["rate", "low", "high", *(["overdispersion"] if clusters is not None else []), "warning"]
    leave = (*last, "_deflate", "genres", *(["exposure"] if per == "chars" else []))
    return table[[c for c in table.columns if c not in leave] + last]


def contrasts(
    hits: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    feature: str | None = "slogan",
    *,
    clusters: pd.DataFrame | None = None,
    hold: By = (),
) -> pd.DataFrame:
    """Each group against all others: ratio of rates, 95 % interval, p and the false discovery rate q.

    clusters: as in `rates`; without it hits are treated as independent, the interval is too narrow and p too small.
    hold: columns of reports to hold constant, for example hold=["genre", "year"]: a group is then compared only with
    groups of the same genre and year, in one row for each; where there are none, or they are news items, the row has no
    ratio and its reason says why. Columns: [hold], by, feature, n, n_rest, n_reports, n_chars, n_chars_rest, ratio,
    low, high, p, q, comparable, reason (what differs between the group and the rest, see `comparable`),
    [overdispersion], warning.
    ratio is NaN where the rest has no hit (high is then infinite) or either side no text. q adjusts p over all rows:
    Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289-300. Interval and p: `statistics.ratio_interval`.
    """
    by, hold = names(by), names(hold)
    tables = []
    for values, part, reason in [*strata(reports, by, hold)] or [((pd.NA,) * len(hold), reports, "no report was read")]:
        inside = hits[hits["report"].isin(part["report"])] if hold else hits
        table = _against_rest(inside, part, by, feature, clusters)
        if reason:
            table[["ratio", "low", "high", "p"]] = np.nan
        held = {column: value for column, value in zip(hold, values, strict=True) if column not in by}
        table, reason = table.assign(**held), reason if hold else together(part)
        tables.append(table.assign(comparable=not reason, reason=reason or f"same {', same '.join(hold) or SAME[5:]}"))
    table = pd.concat(tables, ignore_index=True)
    table["q"] = false_discovery(table["p"])
    columns = [*(c for c in hold if c not in by), *by, *([] if feature is None else [feature])]
    columns += ["n", "n_rest", "n_reports", "n_chars", "n_chars_rest", "ratio", "low", "high", "p", "q"]
    columns += ["comparable", "reason", *(["overdispersion"] if clusters is not None else []), "warning"]
    return table[columns]


def _against_rest(
    hits: pd.DataFrame, reports: pd.DataFrame, by: list[str], feature: str | None, clusters: pd.DataFrame | None
) -> pd.DataFrame:
    """The table of `contrasts` without q, all groups of reports against the rest of reports."""
    table = hits_of_groups(hits, reports, by, feature, clusters)
    read = reports.loc[included(reports), "n_chars"]
    table["n_rest"] = (table["n"].sum() if feature is None else table.groupby(feature)["n"].transform("sum")) - table[
        "n"
    ]
    table["n_chars_rest"] = int(pd.to_numeric(read).fillna(0).sum()) - table["n_chars"]
    text = (table["n_chars"] > 0) & (table["n_chars_rest"] > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = (table["n_chars_rest"] / table["n_chars"]).where(text)
        table["ratio"] = (table["n"] / table["n_rest"].where(table["n_rest"] > 0)) * scale
    table["low"], table["high"], table["p"] = ratio_interval(
        table["n"] / table["_deflate"], table["n_rest"] / table["_deflate"], table["n_chars"], table["n_chars_rest"]
    )
    few = text & (table["n"] + table["n_rest"] < FEW_HITS)
    table["warning"] = group_warnings(table, (few, f"fewer than {FEW_HITS} hits in all"))
    return table
