"""How much more counts vary than independent hits would: the dispersion that widens an interval."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.compare.bases import grouped, names, require, size


def overdispersion(hits, clusters, reports, by="city", feature=None) -> pd.DataFrame:
    """Variance of counts over that of independent (Poisson) hits, one row a feature; 1: no more than chance.

    clusters: the table of paragraphs (report, paragraph, n_chars), or that of reports (report, n_chars) where groups
    have several reports; others than those of reports are passed over. Hits of one cluster may bring each other along,
    clusters are taken as independent. Columns: [feature], overdispersion, df (clusters less one, summed over the
    groups that have a hit; NaN and 0 where no such group has two clusters), n_clusters. Hits outside every cluster
    (in headings) are left out.

    For a group with rate r, m clusters of size c and counts x: φ = m / (m − 1) · Σ(x − r c)² / Σx, the variance of a
    ratio estimator over Poisson's; over groups the mean weighted by m − 1. With clusters of one size this is Pearson's
    statistic of a quasi-Poisson model with a mean for each group. One φ for all groups, since five paragraphs say
    almost nothing about their own. A negative binomial law is the usual other choice; quasi-Poisson needs no law of
    the counts and gives long paragraphs their weight (Ver Hoef & Boveng 2007, Ecology 88:2766-2772).
    Source: Wedderburn (1974), Biometrika 61:439-447; Cochran (1977), Sampling Techniques, 3rd ed., ch. 6.
    Raises ValueError for a hit whose cluster is not listed.
    """
    by, features = names(by), [] if feature is None else [feature]
    key = ["report", "paragraph"] if "paragraph" in clusters.columns else ["report"]
    require(clusters, [*key, "n_chars"], "clusters")
    require(hits, [*key, *features], "hits")
    use = clusters.loc[clusters["report"].isin(reports["report"]), [*key, "n_chars"]]
    body = grouped(use, reports, by, "clusters")
    rows = grouped(hits[hits[key[-1]].notna()], reports, [], "hits")
    rows = rows.assign(_n=size(rows), _f=rows[feature] if features else "")
    strange = rows[key].merge(body[key], how="left", indicator=True).query("_merge == 'left_only'")
    if len(strange):
        first = strange.iloc[0]
        where = f"paragraph {first['paragraph']} of {first['report']!r}" if len(key) > 1 else repr(first["report"])
        raise ValueError(f"hits: {where} is missing from clusters")
    wide = rows.pivot_table(index=key, columns="_f", values="_n", aggfunc="sum", fill_value=0, observed=True)
    index = pd.MultiIndex.from_frame(body[key]) if len(key) > 1 else pd.Index(body["report"])
    counts = wide.reindex(index, fill_value=0).to_numpy(dtype=float)
    spread, df = np.zeros(counts.shape[1]), np.zeros(counts.shape[1])
    for place in body.groupby(by, dropna=False).indices.values():
        chars, x = body["n_chars"].to_numpy(dtype=float)[place], counts[place]
        n, m = x.sum(axis=0), len(place)
        if m < 2 or chars.sum() == 0:
            continue
        squares = ((x - chars[:, None] * n / chars.sum()) ** 2).sum(axis=0)
        spread += np.divide(m * squares, n, out=np.zeros_like(n), where=n > 0)
        df += np.where(n > 0, m - 1, 0)
    table = pd.DataFrame({feature or "_f": list(wide.columns)})
    table["overdispersion"] = np.divide(spread, df, out=np.full(len(df), np.nan), where=df > 0)
    table["df"], table["n_clusters"] = df.astype(int), len(body)
    return table if features else table.drop(columns="_f")
