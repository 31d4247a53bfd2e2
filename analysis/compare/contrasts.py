"""Each group against the others: ratios of rates."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.compare.bases import FEW_HITS, By, base_warnings, included, names, warnings
from analysis.compare.comparability import SAME, strata, together
from analysis.compare.rates import hits_of_groups, widening
from analysis.compare.statistics.intervals import ratio_interval


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

    clusters: as in `rates`; without it hits are taken as independent, the interval is too narrow and p too small.
    hold: columns of reports held constant, hold=["genre", "year"] say: a group then meets only groups of the same genre
    and year, in one row for each of them; where there is none, or they are news items, the row has no ratio and its
    reason says why. Columns: [hold], by, feature, n, n_rest, n_reports, n_chars, n_chars_rest, ratio, low, high, p, q,
    comparable, reason (what differs between the group and the rest, see `comparable`), [overdispersion], warning.
    ratio is NaN where the rest has no hit (high is then infinite) or either side has no text. q adjusts p over all
    rows: Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289-300. Interval and p: `statistics.ratio_interval`.
    """
    by, hold = names(by), names(hold)
    tables = []
    for values, part, reason in strata(reports, by, hold):
        inside = hits[hits["report"].isin(part["report"])] if hold else hits
        table = _against_rest(inside, part, by, feature, clusters)
        if reason:
            table[["ratio", "low", "high", "p"]] = np.nan
        for place, (column, value) in enumerate(zip(hold, values, strict=True)):
            if column not in by:
                table.insert(place, column, value)
        reason = reason if hold else together(part)
        tables.append(table.assign(comparable=not reason, reason=reason or f"same {', same '.join(hold) or SAME[5:]}"))
    table = pd.concat(tables, ignore_index=True)
    tested = table["p"].notna()
    table["q"] = np.nan
    if tested.any():
        table.loc[tested, "q"] = stats.false_discovery_control(table.loc[tested, "p"])
    last = ["ratio", "low", "high", "p", "q", "comparable", "reason"]
    last += [*(["overdispersion"] if clusters is not None else []), "warning"]
    return table[[c for c in table.columns if c not in last] + last]


def _against_rest(
    hits: pd.DataFrame, reports: pd.DataFrame, by: list[str], feature: str | None, clusters: pd.DataFrame | None
) -> pd.DataFrame:
    """The table of `contrasts` without q, all groups of reports against the rest of reports."""
    features = [] if feature is None else [feature]
    table = hits_of_groups(hits, reports, by, feature)
    table = widening(table, hits, clusters, reports, by, feature)
    read = reports.loc[included(reports), "n_chars"]
    table["n_rest"] = (table.groupby(features)["n"].transform("sum") if features else table["n"].sum()) - table["n"]
    table["n_chars_rest"] = int(pd.to_numeric(read).fillna(0).sum()) - table["n_chars"]
    text = (table["n_chars"] > 0) & (table["n_chars_rest"] > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = (table["n_chars_rest"] / table["n_chars"]).where(text)
        table["ratio"] = (table["n"] / table["n_rest"].where(table["n_rest"] > 0)) * scale
    table["low"], table["high"], table["p"] = ratio_interval(
        table["n"] / table["_deflate"], table["n_rest"] / table["_deflate"], table["n_chars"], table["n_chars_rest"]
    )
    few = text & (table["n"] + table["n_rest"] < FEW_HITS)
    table["warning"] = warnings(table, *base_warnings(table), (few, f"fewer than {FEW_HITS} hits in all"))
    columns = [*by, *features, "n", "n_rest", "n_reports", "n_chars", "n_chars_rest", "ratio", "low", "high", "p"]
    return table[[*columns, *(["overdispersion"] if clusters is not None else []), "warning"]]
