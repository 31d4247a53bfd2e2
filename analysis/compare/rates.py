"""How often: hits per 10,000 Han characters, with intervals, and contrasts between groups."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd
from scipy import stats

from analysis.compare.bases import (
    FEW_HITS,
    FEW_PARAGRAPHS,
    base_warnings,
    bases,
    grouped,
    included,
    names,
    require,
    size,
    warnings,
)
from analysis.compare.intervals import poisson_interval

PER = 10_000


def counts(hits, reports, by, feature, what="hits") -> pd.DataFrame:
    """n of every (group, feature) pair, zeros written out; columns by, [feature], n, n_reports, n_chars, genres."""
    by, features = names(by), [] if feature is None else [feature]
    require(hits, features, what)
    base = bases(reports, by)
    rows = grouped(hits, reports, by, what)
    rows = rows.assign(_n=size(rows))
    found = rows.groupby([*by, *features], sort=False, dropna=False, observed=True)["_n"].sum().reset_index(name="n")
    if features:
        order = rows.groupby(feature, observed=True)["_n"].sum().sort_values(ascending=False, kind="stable")
        base = base.merge(pd.DataFrame({feature: order.index}), how="cross")
    table = base.merge(found, on=[*by, *features], how="left")
    table["n"] = table["n"].fillna(0).astype(int)
    return table[[*by, *features, "n", "n_reports", "n_chars", "genres"]]


def rates(hits, reports, by="city", feature="slogan") -> pd.DataFrame:
    """Hits per 10,000 Han characters, one row per (by, feature), with exact 95 % Poisson intervals.

    hits: a table with a row a hit (slogans, activities, phrases spread by `occurrences`) or with a count n
    (terms). feature: its column to tell apart; None takes all hits together. by: columns of reports.
    Columns: by, feature, n, n_reports, n_chars, rate, low, high, warning. Features come in order of frequency;
    hits without a feature are left out.
    Groups without a hit get n = 0; groups without text get rate NaN ("no text").
    Raises ValueError naming the first report that is missing from reports.
    Not comparable between lexicons, nor between a news item and a yearly report (see `comparable`).
    """
    table = counts(hits, reports, by, feature)
    exposure = table["n_chars"].where(table["n_chars"] > 0)
    table["rate"] = table["n"] * PER / exposure
    low, high = poisson_interval(table["n"], exposure / PER)
    table["low"], table["high"] = low, high
    few = (table["n_chars"] > 0) & (table["n"] < FEW_HITS)
    table["warning"] = warnings(table, *base_warnings(table), (few, f"fewer than {FEW_HITS} hits"))
    return table.drop(columns="genres")


def bootstrap_rates(hits, paragraphs, reports, by="city", feature=None, times=2000, seed=0) -> pd.DataFrame:
    """Hits per 10,000 Han characters of body text, 95 % percentile intervals from resampled paragraphs.

    A slogan brings others along, so hits are not independent and a Poisson interval is too narrow; drawing
    whole paragraphs with replacement within each group keeps the clusters. Columns: by, [feature], n, n_reports,
    n_chars (of the paragraphs), n_paragraphs, rate, low, high, warning. The draws of a group depend on seed and
    its name alone, so another group more or less changes nothing. Hits outside body text (paragraph NA) are
    left out. Without a hit low and high are NaN (`rates` has an upper bound). Raises ValueError for a
    hit whose paragraph is not listed. Source: Efron (1979), Ann. Statist. 7:1-26.
    """
    by, features = names(by), [] if feature is None else [feature]
    require(hits, ["paragraph", *features], "hits")
    require(paragraphs, ["report", "paragraph", "n_chars"], "paragraphs")
    key = ["report", "paragraph"]
    rows = grouped(hits[hits["paragraph"].notna()], reports, [], "hits")
    rows = rows.assign(_n=size(rows), _f=rows[feature] if features else "")
    body = grouped(paragraphs[[*key, "n_chars"]], reports, by, "paragraphs")
    strange = rows[key].merge(body[key], how="left", indicator=True).query("_merge == 'left_only'")
    if len(strange):
        first = strange.iloc[0]
        raise ValueError(f"hits: paragraph {first['paragraph']} of {first['report']!r} is missing from paragraphs")
    wide = rows.pivot_table(index=key, columns="_f", values="_n", aggfunc="sum", fill_value=0)
    labels = list(rows.groupby("_f")["_n"].sum().sort_values(ascending=False, kind="stable").index)
    labels = labels or ([] if features else [""])
    wide = wide.reindex(pd.MultiIndex.from_frame(body[key]), fill_value=0).reindex(columns=labels, fill_value=0)
    out = []
    for _, group in bases(reports, by).iterrows():
        mine = np.logical_and.reduce([(body[c] == group[c]).to_numpy() for c in by])
        sizes = body.loc[mine, "n_chars"].to_numpy(dtype=float)
        found = wide.to_numpy(dtype=float)[mine]
        low = high = np.full(len(labels), np.nan)
        if sizes.sum() > 0:
            name = "\t".join(str(group[c]) for c in by)
            draw = np.random.default_rng([seed, zlib.crc32(name.encode())])
            picks = draw.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=times)
            drawn = picks @ sizes
            again = (picks @ found)[drawn > 0] / drawn[drawn > 0, None] * PER
            # A text without a hit gives only zeros again: that is no interval.
            low, high = np.where(found.sum(axis=0) > 0, np.percentile(again, [2.5, 97.5], axis=0), np.nan)
        for i, label in enumerate(labels):
            n, n_chars = int(found[:, i].sum()), int(sizes.sum())
            rate = n * PER / n_chars if n_chars else np.nan
            row = {c: group[c] for c in by} | {f: label for f in features}
            out.append(row | {"n": n, "n_reports": group["n_reports"], "n_chars": n_chars, "n_paragraphs": len(sizes),
                              "rate": rate, "low": low[i], "high": high[i], "genres": group["genres"]})  # fmt: skip
    columns = [*by, *features, "n", "n_reports", "n_chars", "n_paragraphs", "rate", "low", "high", "genres"]
    table = pd.DataFrame(out, columns=columns)
    few = (table["n_paragraphs"] > 0) & (table["n_paragraphs"] < FEW_PARAGRAPHS)
    table["warning"] = warnings(
        table,
        *base_warnings(table),
        (few, f"fewer than {FEW_PARAGRAPHS} paragraphs"),
        ((table["n"] == 0) & (table["n_chars"] > 0), "no hit: resampling gives no interval"),
    )
    return table.drop(columns="genres")


def contrasts(hits, reports, by="city", feature="slogan") -> pd.DataFrame:
    """Each group against all others: ratio of rates, exact 95 % interval, p and the false discovery rate q.

    Columns: by, feature, n, n_rest, n_reports, n_chars, n_chars_rest, ratio, low, high, p, q, warning. ratio is NaN
    where the rest has no hit (high is then infinite) or either side has no text; q adjusts p over all rows
    (Benjamini & Hochberg 1995). Given n + n_rest, n is binomial, hence exact: Przyborowski & Wilenski (1940),
    Biometrika 31:313-323; bounds after Clopper & Pearson (1934), Biometrika 26:404-413.
    """
    by, features = names(by), [] if feature is None else [feature]
    table = counts(hits, reports, by, feature)
    read = reports.loc[included(reports), "n_chars"]
    table["n_rest"] = (table.groupby(features)["n"].transform("sum") if features else table["n"].sum()) - table["n"]
    table["n_chars_rest"] = int(pd.to_numeric(read).fillna(0).sum()) - table["n_chars"]
    n, rest = table["n"].to_numpy(float), table["n_rest"].to_numpy(float)
    ours, theirs = table["n_chars"].to_numpy(float), table["n_chars_rest"].to_numpy(float)
    text = (ours > 0) & (theirs > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        low_p = np.where(n > 0, stats.beta.ppf(0.025, n, rest + 1), 0)
        high_p = np.where(rest > 0, stats.beta.ppf(0.975, n + 1, rest), 1)
        scale = np.where(text, theirs / ours, np.nan)
        table["ratio"] = np.where(rest > 0, n / rest, np.nan) * scale
        table["low"], table["high"] = low_p / (1 - low_p) * scale, high_p / (1 - high_p) * scale
    table["p"] = [
        stats.binomtest(int(a), int(a + b), x / (x + y)).pvalue if x > 0 and y > 0 and a + b > 0 else np.nan
        for a, b, x, y in zip(n, rest, ours, theirs, strict=True)
    ]
    tested = table["p"].notna()
    table["q"] = np.nan
    if tested.any():
        table.loc[tested, "q"] = stats.false_discovery_control(table.loc[tested, "p"])
    few = text & (n + rest < FEW_HITS)
    table["warning"] = warnings(table, *base_warnings(table), (few, f"fewer than {FEW_HITS} hits in all"))
    order = [*by, *features, "n", "n_rest", "n_reports", "n_chars", "n_chars_rest"]
    return table[[*order, "ratio", "low", "high", "p", "q", "warning"]]
