"""Neighbouring paragraphs resemble each other: how much less they tell than as many independent ones."""

import numpy as np
import scipy
from numpy.typing import NDArray

from analysis.compare.statistics.intervals import Floats

Ints = NDArray[np.intp]

MOST_ALIKE = 0.95  # correlation of neighbours above which there would be hardly a paragraph left


def correlation(near: float, far: float, lengths: Floats) -> float:
    """Correlation ρ of neighbours, from their similarity and that of paragraphs further apart.

    near, far: similarity within a text of neighbours, and of all other pairs, where that of a paragraph with itself is
    1 (share of pairs with one theme, mean product of deviations over the variance). lengths: paragraphs of each text.
    What distant pairs have in common is attributed to chance, except the ρ² and less that they owe to the correlation
    of neighbours; so chance may be negative, as it is among deviations from the mean of a short text. Between 0 and
    0.95.
    """
    distances = np.arange(2, int(lengths.max()))
    weights = np.clip(lengths[:, None] - distances, 0, None).sum(axis=0)
    rho = 0.0
    for _ in range(20):  # what is left of ρ between those further apart
        left = (weights * rho**distances).sum() / weights.sum()
        chance = min((far - left) / (1 - left), 1)
        rho = min(max((near - chance) / (1 - chance), 0), MOST_ALIKE) if chance < 1 else 0.0
    return rho


def inflation(rho: float, n: Floats) -> Floats:
    """1 + 2 Σ (1 − k/n) ρᵏ over the distances k in a text of n paragraphs.

    The variance of a mean relative to that of n independent values, where the correlation of neighbours is ρ and falls
    geometrically. Source: Bayley & Hammersley (1946), J. R. Statist. Soc. Suppl. 8:184-197.
    """
    inflated: Floats = 1 + 2 * (rho / (1 - rho) - rho * (1 - rho**n) / (n * (1 - rho) ** 2))
    return inflated


def effective(group: Ints, text: Ints, report: Ints, c: Floats, f: Floats) -> Floats:
    """Effective number of independent characters for each group's share p = Σ f / Σ c; NaN where it cannot be
    estimated.

    All arguments are per paragraph, in the order of the text: numbers of the group, the text (what is taken as
    independent within a group) and the report; characters; and those of them that are counted. Result: p (1 − p) over
    the variance of p (Korn & Graubard 1998, Survey Methodology 24:193-201), reduced as Student's t requires.

    Squared deviations f − p c are measured against their maximum p (1 − p) c² (all or nothing), over all groups
    together, since a group of five paragraphs says almost nothing: ψ of paragraphs, times what neighbours add
    (`inflation`); or, in groups of several texts, ψ of the sums of whole texts where it is larger, since years and
    cities differ by more than their paragraphs do. Squares are divided by 1 − h, h being the share in the group's text
    (HC2 of MacKinnon & White 1985, J. Econometrics 29:305-325).
    """
    whole, squares = np.bincount(group, c), np.bincount(group, c**2)
    p = np.bincount(group, f) / whole
    most, off = (p * (1 - p))[group] * c**2, f - p[group] * c

    def psi(unit: Ints) -> float:
        """Squares of the deviations of units over the most there can be, times (t / z)²."""
        first = np.unique(unit, return_index=True)[1]
        of, part = group[first], np.bincount(unit, c) / whole[group[first]]
        own = np.flatnonzero((part > 0) & (part < 1))
        df, all_or_nothing = len(own) - len(np.unique(of[own])), np.bincount(unit, most)[own].sum()
        if df < 1 or all_or_nothing == 0:
            return np.nan
        spread = (np.bincount(unit, off)[own] ** 2 / (1 - part[own])).sum() / all_or_nothing
        return float(spread * (scipy.stats.t.ppf(0.975, df) / scipy.stats.norm.ppf(0.975)) ** 2)

    lengths = np.bincount(report).astype(float)
    beside = report[1:] == report[:-1]
    near, alone = (off[1:] * off[:-1])[beside].sum(), (off**2).sum()
    further = ((np.bincount(report, off) ** 2).sum() - alone) / 2 - near
    n_near, n_further = beside.sum(), (lengths * (lengths - 1) / 2).sum() - beside.sum()
    rho = 0.0
    if n_further > 0 and alone > 0:
        variance = alone / len(off)
        rho = correlation(near / n_near / variance, further / n_further / variance, lengths)
    of_paragraphs = (
        psi(np.arange(len(group))) * np.bincount(group, inflation(rho, lengths[report])) / np.bincount(group)
    )
    several = np.bincount(group[np.unique(text, return_index=True)[1]]) > 1
    of_texts = np.where(several, psi(text), np.nan)
    with np.errstate(divide="ignore"):  # where paragraphs do not differ at all, each character is a case
        return np.minimum(whole**2 / squares / np.fmax(of_paragraphs, of_texts), whole)
