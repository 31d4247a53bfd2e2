"""Resampling of texts: runs of paragraphs, since neighbours resemble each other, and whole reports."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.compare.statistics.intervals import Floats

Ints = NDArray[np.intp]


def drawn(report: Ints, group: Ints, times: int, seed: int) -> Iterator[Floats]:
    """How often each paragraph is drawn, `times` times over.

    report: of each paragraph, 0, 1, … in the order of the text; group: of each paragraph; rows of a report and of a
    group are contiguous. A group draws as many reports as it has, with replacement, and from each of these as many
    paragraphs as it has: runs that begin anywhere, continue after the last paragraph at the first and end after each
    paragraph with probability n to the power −1/3, for n paragraphs in the report.
    Sources: stationary bootstrap, Politis & Romano (1994), JASA 89:1303-1313; length of runs: Hall, Horowitz & Jing
    (1995), Biometrika 82:561-574; reports before paragraphs: Davison & Hinkley (1997), Bootstrap Methods, § 3.8.
    """
    random = np.random.default_rng(seed)
    first, n = np.unique(report, return_index=True, return_counts=True)[1:]
    begins, m = np.unique(group[first], return_index=True, return_counts=True)[1:]
    begins, m = np.repeat(begins, m), np.repeat(m, m)
    for _ in range(times):
        one = begins + (random.random(len(m)) * m).astype(np.intp)
        size = np.repeat(n[one], n[one])
        at = np.arange(len(size))
        fresh = random.random(len(size)) < size ** (-1 / 3)
        fresh[np.append(0, np.cumsum(n[one])[:-1])] = True
        since = np.maximum.accumulate(np.where(fresh, at, 0))
        start = (random.random(len(size)) * size).astype(np.intp)[since]
        yield np.bincount(np.repeat(first[one], n[one]) + (start + at - since) % size, minlength=len(report)).astype(
            float
        )
