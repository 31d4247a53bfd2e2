"""How much more counts vary than independent hits would: the dispersion that widens an interval."""

import numpy as np
import pandas as pd

from analysis.compare.bases import By, grouped, names, require, size


def overdispersion(
    hits: pd.DataFrame, clusters: pd.DataFrame, reports: pd.DataFrame, by: By = "city", feature: str | None = None
) -> pd.DataFrame:
    """Variance of counts over that of independent (Poisson) hits, one row a feature; 1: no more than chance.

    clusters: the table of paragraphs (report, paragraph, n_chars), or that of reports (report, n_chars) where groups
    have several reports; others than those of reports are passed over. Hits of one cluster may bring each other along,
    clusters are taken as independent. Columns: [feature], overdispersion, df (clusters less one, summed over the
    groups that have a hit; NaN and 0 where no such group has two clusters), n_clusters. Hits outside every cluster
    (in headings) are left out.

    φ = Σ (x − rc)² / (1 − h) / Σ x over all clusters, with x hits on c characters, r the rate of the cluster's group
    and h = c / Σ c its share of the group's text: the variance of the groups' sums (HC2 of MacKinnon & White 1985, J.
    Econometrics 29:305-325, unbiased where it goes with the mean) over Poisson's. One φ for all groups, since five
    paragraphs say almost nothing about their own; where hits come together the more the denser they are, and a group is
    much denser than the others, its interval is too narrow. A negative binomial law is the usual other choice. On
    simulated reports that follow it, its interval (maximum likelihood, likelihood ratio) is a little narrower and
    misses the truth more often; where hits come in lists, or in some paragraphs and not at all in others, it is far
    wider, and yet too narrow for some reports (`python benchmarks/intervals.py`; it does better only under its own law
    and densities far apart). Quasi-Poisson needs no law of the counts and gives long paragraphs their weight (Ver Hoef
    & Boveng 2007, Ecology 88:2766-2772).
    Source: Wedderburn (1974), Biometrika 61:439-447.
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
    spread, hits_of, df = np.zeros((3, counts.shape[1]))
    for place in body.groupby(by, dropna=False).indices.values():
        chars, x = body["n_chars"].to_numpy(dtype=float)[place, None], counts[place]
        m = (chars > 0).sum()
        if m < 2:
            continue
        share, n = chars / chars.sum(), x.sum(axis=0)
        spread += ((x - share * n) ** 2 / (1 - share)).sum(axis=0)
        hits_of += n
        df += np.where(n > 0, m - 1, 0)
    table = pd.DataFrame({feature or "_f": list(wide.columns)})
    table["overdispersion"] = np.divide(spread, hits_of, out=np.full(len(df), np.nan), where=df > 0)
    table["df"], table["n_clusters"] = df.astype(int), len(body)
    return table if features else table.drop(columns="_f")
