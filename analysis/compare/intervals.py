"""Intervals for a share and for a rate."""

from __future__ import annotations

import numpy as np
from scipy import stats


def wilson(k, n, level: float = 0.95):
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


def poisson_interval(n, exposure=1.0, level: float = 0.95):
    """Exact interval of a Poisson rate n / exposure: (low, high). Exposure 0 or NaN gives NaN.

    Source: Garwood (1936), Biometrika 28:437-442, by quantiles of chi-squared. It takes hits as independent;
    bootstrap_rates does not, and is wider where hits come in clusters.
    """
    n, exposure = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(exposure, dtype=float))
    if np.any(n < 0) or np.any(exposure < 0):
        raise ValueError("poisson_interval: n and exposure must not be negative")
    tail = (1 - level) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.where(n == 0, 0.0, stats.chi2.ppf(tail, 2 * np.maximum(n, 1e-300)) / 2)
        high = stats.chi2.ppf(1 - tail, 2 * (n + 1)) / 2
        exposure = np.where(exposure > 0, exposure, np.nan)
        return low / exposure, high / exposure
