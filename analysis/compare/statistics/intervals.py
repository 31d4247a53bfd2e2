"""Intervals for a share, for a rate and for a ratio of two rates."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]


def wilson(k: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Score interval of a share k / n: (low, high), each shaped like the broadcast of k and n.

    k may be fractional (an effective number of cases). n = 0 gives NaN: no cases, no share.
    Raises ValueError where k < 0 or k > n. Source: Wilson (1927), JASA 22:209-212; recommended for small n by
    Newcombe (1998), Statistics in Medicine 17:857-872.
    """
    k, n = np.broadcast_arrays(np.asarray(k, dtype=float), np.asarray(n, dtype=float))
    if np.any(k < 0) or np.any(k > n * (1 + 1e-12)):
        raise ValueError("wilson: k must lie between 0 and n")
    z = stats.norm.ppf((1 + level) / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.minimum(k / n, 1)
        middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = middle - half, middle + half
    # Rounding must not turn a bound of exactly 0 or 1 into a neighbour of it.
    return np.where(k == 0, low * 0, low), np.where(k == n, high * 0 + 1, high)


def poisson_interval(n: ArrayLike, exposure: ArrayLike = 1.0, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Jeffreys' interval of a Poisson rate n / exposure: (low, high). Exposure 0 or NaN gives NaN.

    Quantiles of a gamma law of shape n + ½; low is 0 where n = 0, and high never below that rate at which no hit at all
    has a chance of 1 − level (3.0 / exposure at 95 %). Chosen because it holds the truth as often as it says on average
    over rates, also with few hits, where the exact interval (Garwood 1936) holds it too often: Brown, Cai & DasGupta
    (2003), Statistica Sinica 13:19-49. It takes hits as independent, which those of a text are not: `deflated` counts
    make it wide enough. n may be fractional for that. Raises ValueError for a negative n or exposure.
    """
    n, exposure = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(exposure, dtype=float))
    if np.any(n < 0) or np.any(exposure < 0):
        raise ValueError("poisson_interval: n and exposure must not be negative")
    tail = (1 - level) / 2
    low = np.where(n == 0, 0.0, stats.gamma.ppf(tail, n + 0.5))
    high = np.maximum(stats.gamma.ppf(1 - tail, n + 0.5), -np.log(2 * tail))
    exposure = np.where(exposure > 0, exposure, np.nan)
    return low / exposure, high / exposure


def ratio_interval(
    n: ArrayLike, n_rest: ArrayLike, exposure: ArrayLike, exposure_rest: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Jeffreys' interval of the ratio of two Poisson rates, and its p: (low, high, p); NaN where an exposure is 0.

    Given n + n_rest, n is binomial (Przyborowski & Wilenski 1940, Biometrika 31:313-323); bounds of its share are
    quantiles of a beta law with n + ½ and n_rest + ½, which Brown, Cai & DasGupta (2001), Statistical Science
    16:101-133, recommend for few cases. p is twice the smaller tail of that law at equal rates, at most 1, so that it
    is below 1 − level exactly where the interval leaves out 1. low is 0 where n = 0, high infinite where n_rest = 0;
    p is NaN where both are 0. n and n_rest may be fractional (`deflated`).
    """
    n, rest, ours, theirs = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (n, n_rest, exposure, exposure_rest))
    )
    tail, law = (1 - level) / 2, stats.beta(n + 0.5, rest + 0.5)
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = np.where(n == 0, 0, law.ppf(tail)), np.where(rest == 0, 1, law.ppf(1 - tail))
        scale = np.where((ours > 0) & (theirs > 0), theirs / ours, np.nan)
        equal = 1 / (1 + scale)
        above, below = np.where(n == 0, 1, law.cdf(equal)), np.where(rest == 0, 1, law.sf(equal))
        p = np.where((n + rest > 0) & ~np.isnan(scale), np.minimum(1, 2 * np.minimum(above, below)), np.nan)
        return low / (1 - low) * scale, high / (1 - high) * scale, p


def deflated(overdispersion: ArrayLike, df: ArrayLike, *, level: float = 0.95) -> Floats:
    """By how much to divide counts and exposure, so that an interval of them allows for over-dispersion.

    overdispersion × (t / z)²: the variance of the count over that of a Poisson count, and the quantile of Student's t
    with df degrees of freedom over the normal one, because the over-dispersion itself is estimated. 1 at least (less
    spread than chance is not credited), 1 where it is NaN. Source: the effective sample size of Korn & Graubard (1998),
    Survey Methodology 24(2):193-201, there for a binomial share.
    """
    overdispersion, df = np.asarray(overdispersion, dtype=float), np.asarray(df, dtype=float)
    quantile = (1 + level) / 2
    with np.errstate(invalid="ignore"):
        student = stats.t.ppf(quantile, np.maximum(df, 1)) / stats.norm.ppf(quantile)
        return np.where(np.isnan(overdispersion) | (df < 1), 1.0, np.maximum(overdispersion, 1) * student**2)
