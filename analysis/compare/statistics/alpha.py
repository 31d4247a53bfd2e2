"""Krippendorff's alpha: agreement of coders beyond chance."""

from collections import Counter
from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd


def krippendorff(units: Iterable[Iterable[Hashable]]) -> tuple[float, pd.DataFrame]:
    """Alpha for nominal values, and the coincidence matrix it is computed from.

    units: for each unit the values that its coders gave it; a coder who gave none is omitted. Units with fewer than two
    values say nothing about agreement and are skipped. The matrix has a row and a column per value: o(c, k) is the
    number of pairs of c and k within units, each unit's pairs divided by its number of values minus one, so that the
    sum is the number of pairable values n. alpha = 1 - D_o / D_e, D_o the share of pairs off the diagonal, D_e
    the share expected where values are paired at random: 1 - sum n_c (n_c - 1) / (n (n - 1)). NaN where no unit has two
    values, or all values are the same (disagreement was not possible).
    Source: Krippendorff (2004), Content Analysis, 2nd ed., ch. 11; (2011), Computing Krippendorff's Alpha-Reliability.
    """
    counts = [Counter(values) for values in units]
    counts = [unit for unit in counts if unit.total() > 1]
    names = sorted({value for unit in counts for value in unit}, key=lambda value: (str(type(value)), value))
    place = {name: i for i, name in enumerate(names)}
    pairs = np.zeros((len(names), len(names)))
    for unit in counts:
        for c, n_c in unit.items():
            for k, n_k in unit.items():
                pairs[place[c], place[k]] += n_c * (n_k - (c == k)) / (unit.total() - 1)
    matrix = pd.DataFrame(pairs, index=names, columns=names)
    if len(names) < 2:
        return float("nan"), matrix
    n_c = pairs.sum(axis=1)
    n = n_c.sum()
    observed = 1 - np.trace(pairs) / n
    expected = 1 - (n_c * (n_c - 1)).sum() / (n * (n - 1))
    return float(1 - observed / expected), matrix
