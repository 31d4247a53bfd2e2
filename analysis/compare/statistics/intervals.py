"""Intervals for a share, a rate and a ratio of two rates, and the over-dispersion that widens them."""

import numpy as np
import pandas as pd
import scipy  # whose statistics, 60 MB, are loaded when one is first asked for
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis.compare.bases import By, grouped, names, places, require, size
from analysis.compare.matrices import counted

Floats = NDArray[np.float64]


def wilson(k: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Score interval of a share k / n: (low, high), each with the broadcast shape of k and n.

    k may be fractional (an effective number of cases). n = 0 gives NaN: no cases, no share.
    Raises ValueError where k < 0 or k > n. Source: Wilson (1927), JASA 22:209-212; recommended for small n by
    Newcombe (1998), Statistics in Medicine 17:857-872.
    """
    k, n = np.broadcast_arrays(np.asarray(k, dtype=float), np.asarray(n, dtype=float))
    if np.any(k < 0) or np.any(k > n * (1 + 1e-12)):
        raise ValueError("wilson: k must lie between 0 and n")
    z = scipy.stats.norm.ppf((1 + level) / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.minimum(k / n, 1)
        middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = middle - half, middle + half
    # Rounding must not turn a bound of exactly 0 or 1 into a neighbour of it.
    return np.where(k == 0, abs(low * 0), low), np.where(k == n, high * 0 + 1, high)


def poisson_interval(n: ArrayLike, exposure: ArrayLike = 1.0, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Jeffreys' interval of a Poisson rate n / exposure: (low, high). Exposure 0 or NaN gives NaN.

    Quantiles of a gamma law of shape n + ½; low is 0 where n = 0, and high never below the rate at which the chance of
    no hit at all is 1 − level (3.0 / exposure at 95 %). Chosen because its coverage is nominal on average over rates,
    even with few hits, where the exact interval (Garwood 1936) covers too often: Brown, Cai & DasGupta (2003),
    Statistica Sinica 13:19-49. It assumes independent hits, which those of a text are not: `deflated` counts make it
    wide enough. n may be fractional for that. Raises ValueError for a negative n or exposure.
    """
    n, exposure = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(exposure, dtype=float))
    if np.any(n < 0) or np.any(exposure < 0):
        raise ValueError("poisson_interval: n and exposure must not be negative")
    tail = (1 - level) / 2
    low = np.where(n == 0, 0.0, scipy.stats.gamma.ppf(tail, n + 0.5))
    high = np.maximum(scipy.stats.gamma.ppf(1 - tail, n + 0.5), -np.log(2 * tail))
    exposure = np.where(exposure > 0, exposure, np.nan)
    return low / exposure, high / exposure


def ratio_interval(
    n: ArrayLike, n_rest: ArrayLike, exposure: ArrayLike, exposure_rest: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Jeffreys' interval of the ratio of two Poisson rates, and its p: (low, high, p); NaN where an exposure is 0.

    Given n + n_rest, n is binomial (Przyborowski & Wilenski 1940, Biometrika 31:313-323); bounds of its share are
    quantiles of a beta law with n + ½ and n_rest + ½, which Brown, Cai & DasGupta (2001), Statistical Science
    16:101-133, recommend for few cases. p is twice the smaller tail of that law at equal rates, at most 1, so that it
    is below 1 − level exactly where the interval excludes 1. low is 0 where n = 0, high infinite where n_rest = 0;
    p is NaN where both are 0. n and n_rest may be fractional (`deflated`).
    """
    n, rest, ours, theirs = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (n, n_rest, exposure, exposure_rest))
    )
    tail, law = (1 - level) / 2, scipy.stats.beta(n + 0.5, rest + 0.5)
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = np.where(n == 0, 0, law.ppf(tail)), np.where(rest == 0, 1, law.ppf(1 - tail))
        scale = np.where((ours > 0) & (theirs > 0), theirs / ours, np.nan)
        equal = 1 / (1 + scale)
        above, below = np.where(n == 0, 1, law.cdf(equal)), np.where(rest == 0, 1, law.sf(equal))
        p = np.where((n + rest > 0) & ~np.isnan(scale), np.minimum(1, 2 * np.minimum(above, below)), np.nan)
        return low / (1 - low) * scale, high / (1 - high) * scale, p


def deflated(overdispersion: ArrayLike, df: ArrayLike, *, level: float = 0.95) -> Floats:
    """The divisor of counts and exposure that makes their interval allow for over-dispersion.

    overdispersion × (t / z)²: the variance of the count relative to that of a Poisson count, and the quantile of
    Student's t with df degrees of freedom relative to the normal one, because the over-dispersion itself is estimated.
    At least 1 (less spread than chance is not credited), and 1 where it is NaN. Source: the effective sample size of
    Korn & Graubard (1998), Survey Methodology 24(2):193-201, there for a binomial share.
    """
    overdispersion, df = np.asarray(overdispersion, dtype=float), np.asarray(df, dtype=float)
    quantile = (1 + level) / 2
    with np.errstate(invalid="ignore"):
        student = scipy.stats.t.ppf(quantile, np.maximum(df, 1)) / scipy.stats.norm.ppf(quantile)
        return np.where(np.isnan(overdispersion) | (df < 1), 1.0, np.maximum(overdispersion, 1) * student**2)


def overdispersion(
    hits: pd.DataFrame, clusters: pd.DataFrame, reports: pd.DataFrame, by: By = "city", feature: str | None = None
) -> pd.DataFrame:
    """Variance of counts relative to that of independent (Poisson) hits, one row per feature; 1: no more than chance.

    clusters: the table of paragraphs (report, paragraph, n_chars), or that of reports (report, n_chars) where groups
    have several reports; clusters of other reports are skipped. Hits within a cluster may depend on each other;
    clusters are assumed independent. Columns: [feature], overdispersion, df (clusters minus one, summed over the groups
    that have a hit; NaN and 0 where no such group has two clusters), n_clusters. Hits outside every cluster (in
    headings) are dropped.

    φ = Σ (x − rc)² / (1 − h) / Σ x over all clusters, with x hits on c characters, r the rate of the cluster's group
    and h = c / Σ c its share of the group's text: the variance of the groups' sums (HC2 of MacKinnon & White 1985, J.
    Econometrics 29:305-325, unbiased where it goes with the mean) over Poisson's. One φ for all groups, since five
    paragraphs say almost nothing about their own; where hits cluster more the denser they are, and a group is much
    denser than the others, its interval is too narrow. The usual alternative is a negative binomial model. On simulated
    reports that follow it, its interval (maximum likelihood, likelihood ratio) is a little narrower and misses the true
    value more often; where hits come in lists, or in some paragraphs only, it is far wider, and yet too narrow for some
    reports (`python benchmarks/intervals.py`; it does better only under its own distribution with widely different
    densities). Quasi-Poisson assumes no distribution of the counts and gives long paragraphs their weight (Ver Hoef &
    Boveng 2007, Ecology 88:2766-2772).
    Source: Wedderburn (1974), Biometrika 61:439-447.
    Raises ValueError for a hit whose cluster is not listed.
    """
    by, features = names(by), [] if feature is None else [feature]
    key = ["report", "paragraph"] if "paragraph" in clusters.columns else ["report"]
    require(clusters, [*key, "n_chars"], "clusters")
    require(hits, [*key, *features], "hits")
    use = clusters.loc[clusters["report"].isin(reports["report"]), [*key, "n_chars"]]
    body = grouped(use, reports, by, "clusters")
    columns = [c for c in dict.fromkeys([*key, *features, "n"]) if c in hits]
    rows = grouped(hits.loc[hits[key[-1]].notna(), columns], reports, [], "hits")
    at = places(rows, body, key, "hits", "clusters")
    code, found = pd.factorize(rows[feature], sort=True) if feature else (np.zeros(len(rows), dtype=int), [""])
    x = counted(at[code >= 0], code[code >= 0], size(rows)[code >= 0], (len(body), len(found)))
    chars = body["n_chars"].to_numpy(dtype=float)
    group = body.groupby(by, dropna=False, sort=False).ngroup().to_numpy()
    clusters_of, whole = np.bincount(group, chars > 0), np.bincount(group, chars)
    kept = clusters_of[group] > 1
    share = np.divide(chars, whole[group], out=np.zeros_like(chars), where=kept)
    weight = kept / (1 - share)

    def sums(y: sparse.csr_array, scale: Floats) -> sparse.csr_array:
        return sparse.csr_array(counted(group, range(len(body)), scale, (len(whole), len(body))) @ y)

    # Σ (x − share · n)² over the clusters of a group, of which few have a hit.
    n = sums(x, kept.astype(float))
    crossed = sums(x, weight * share).multiply(n).sum(axis=0)
    spread = sums(x.power(2), weight).sum(axis=0) - 2 * crossed
    spread += n.power(2).T @ np.bincount(group, weight * share**2)
    hits_of = n.sum(axis=0)
    df = (n > 0).T.astype(int) @ np.where(clusters_of > 1, clusters_of - 1, 0)
    table = pd.DataFrame({feature or "_f": found})
    table["overdispersion"] = np.divide(spread, hits_of, out=np.full(len(df), np.nan), where=df > 0)
    table["df"], table["n_clusters"] = df.astype(int), len(body)
    return table if features else table.drop(columns="_f")
