"""The interval that `intervals.py` holds ours against: a negative binomial model by maximum likelihood.

One rate a group, one dispersion k (variance mean + k mean²) for all, lengths as exposure; interval of a rate from the
likelihood ratio at the estimated k, as `confint` gives it for R's `glm.nb` (Venables & Ripley 2002, Modern Applied
Statistics with S, ch. 7). Many draws at once: counts are paragraphs × draws.
"""

from __future__ import annotations

import numpy as np
from scipy import special, stats

DISPERSIONS = np.geomspace(0.002, 50, 120)  # k is looked for among these; the least of them stands for 0 (Poisson)


def estimate(counts, chars, group):
    """(k, rates): the dispersion of each draw, and the rates, groups × draws; group: 0, 1, … for each paragraph."""
    counts, chars, member = _arrays(counts, chars, group)
    rate = np.maximum(member @ counts, 1e-9) / (member @ chars)
    found = np.full(counts.shape[1], -np.inf), np.zeros(counts.shape[1]), rate
    for k in DISPERSIONS:
        for _ in range(8):  # the score equation of each rate, from the rate at the k before
            weight = 1 / (1 + k * rate[group] * chars)
            rate = np.maximum(member @ (counts * weight), 1e-12) / (member @ (chars * weight))
        law = special.gammaln(counts + 1 / k) - special.gammaln(1 / k) + counts * np.log(k)
        whole = law.sum(axis=0) + _likelihood(rate, k, counts, chars, group, member).sum(axis=0)
        better = whole > found[0]
        found = tuple(np.where(better, new, old) for new, old in zip((whole, k, rate), found, strict=True))
    return found[1:]


def interval(counts, chars, group, level: float = 0.95):
    """(low, high) of the rate of each group in each draw, groups × draws."""
    k, rate = estimate(counts, chars, group)
    counts, chars, member = _arrays(counts, chars, group)
    least = _likelihood(rate, k, counts, chars, group, member) - stats.chi2.ppf(level, 1) / 2
    bounds = []
    for far in (rate * 1e-9, rate * 1e3 + 1e3 / (member @ chars)):
        inside = rate
        for _ in range(60):
            middle = (inside + far) / 2
            holds = _likelihood(middle, k, counts, chars, group, member) > least
            inside, far = np.where(holds, middle, inside), np.where(holds, far, middle)
        bounds.append(inside)
    return np.where(member @ counts > 0, bounds[0], 0), bounds[1]


def _arrays(counts, chars, group):
    """Counts, lengths as a column, and which paragraph is in which group (groups × paragraphs)."""
    return np.asarray(counts, float), np.asarray(chars, float)[:, None], np.eye(max(group) + 1)[group].T


def _likelihood(rate, k, counts, chars, group, member):
    """Log-likelihood of each group as far as it depends on its rate."""
    mean = rate[group] * chars
    return member @ (special.xlogy(counts, mean) - (counts + 1 / k) * np.log1p(k * mean))
