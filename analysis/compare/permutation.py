"""Would words shuffled among the groups look as distinctive? Tests that do not assume independent words."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.compare.bases import By, names
from analysis.compare.keyness import CLEAR, Counts, measured, tabled, word_counts
from analysis.compare.statistics.association import log_odds
from analysis.compare.statistics.intervals import Floats

Numbers = NDArray[np.unsignedinteger]  # of shuffles

TIMES = 999
AT_ONCE = 512  # words, so that their numbers stay in the cache


def permutation(
    terms: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    *,
    unit: str = "paragraph",
    times: int = TIMES,
    seed: int = 0,
    min_n: int = 5,
    stop: Collection[str] = (),
) -> pd.DataFrame:
    """`keyness` with p from reassigning whole paragraphs (or reports) at random, and the false discovery rate q.

    unit: "paragraph" or "report", what is reassigned whole: a word used ten times in one paragraph is then one
    observation and not ten. Every group keeps its number of units. With one report per group use paragraphs: they test
    whether the groups' texts differ; reports test whether the groups do, whatever the report.
    Added columns, before warning: p (share of the shuffles, including the real arrangement, in which the word's |z| in
    that group is at least as large as observed), q (over all rows, Benjamini & Hochberg 1995), p_max (share in which
    any word in any group has one as large: the chance of even one false find, Westfall & Young 1993, Resampling-Based
    Multiple Testing). The draws depend only on seed. p cannot be below 1 / (times + 1), nor q below that times the
    number of rows over the number of finds: raise `times` for long lists.
    Source: Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9:39, for including the real arrangement; documents
    rather than words as the unit: Lijffijt et al. (2016), Digital Scholarship in the Humanities 31:374-397.
    Raises ValueError as `keyness` does, and for any other unit.
    """
    by = names(by)
    counts = word_counts(terms, reports, by, stop, min_n)
    found = measured(counts)
    own, any_word = _as_large(counts, found.figures["z"], unit, times, seed)
    del counts
    # Numbers of shuffles are small; the shares that they stand for come when the table has all else.
    found.figures.update({"p": own, "q": own, "p_max": any_word})
    share = np.arange(times + 2) / (times + 1)
    shares = {"p": share, "q": _false_discovery(own, share), "p_max": share}
    del own, any_word
    alone = unit == "report" and terms["report"].nunique() <= len(found.groups)
    table = tabled(found, reports, "one report a group: p says nothing" if alone else "")
    for name, of_number in shares.items():
        table[name] = pd.Series(of_number[table[name]], table.index, copy=False)
    return table


def _as_large(counts: Counts, z: Floats, unit: str, times: int, seed: int) -> tuple[Numbers, Numbers]:
    """In how many arrangements, the real one included, z (groups × words) is as large: its own, that of any word."""
    real = np.abs(z).T - 1e-9  # the same counts added up in another order
    small = np.min_scalar_type(times + 1)
    own, largest = np.ones(real.shape, dtype=small), []
    for drawn in _shuffles(counts, unit, times, seed):
        np.abs(drawn, out=drawn)
        own += drawn >= real
        largest.append(drawn.max(initial=0))
    return own.T, (1 + times - np.searchsorted(np.sort(largest), real.T)).astype(small)


def _false_discovery(own: Numbers, share: Floats) -> Floats:
    """`false_discovery` of each share there can be; so few are different that the million need not be sorted."""
    up_to = np.cumsum(np.bincount(own.ravel(), minlength=len(share)))
    q: Floats = np.minimum.accumulate((share * (own.size / np.maximum(up_to, 1)))[::-1])[::-1]
    return q


def permutation_summary(
    terms: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    *,
    unit: str = "paragraph",
    times: int = TIMES,
    seed: int = 0,
    min_n: int = 5,
    stop: Collection[str] = (),
) -> pd.DataFrame:
    """Do the groups' words differ at all? The real arrangement against shuffles, one row per statistic.

    Rows: the largest |z|, and how many (group, word) pairs have a z above 1.96. Columns: statistic, reported, shuffled
    (median), shuffled_95 (95 % of the shuffles are no higher), p. Arguments as in `permutation`.
    """
    by = names(by)
    counts = word_counts(terms, reports, by, stop, min_n)
    drawn = [(np.abs(z).max(initial=0), (z > CLEAR).sum()) for z in _shuffles(counts, unit, times, seed)]
    z = measured(counts).figures["z"]
    real = np.abs(z).max(initial=0), (z > CLEAR).sum()
    found = []
    for name, value, draws in zip(("largest |z|", "z above 1.96"), real, np.array(drawn, dtype=float).T, strict=True):
        p = (1 + (draws >= value - 1e-9).sum()) / (times + 1)
        found.append((name, value, np.median(draws), np.quantile(draws, 0.95), p))
    return pd.DataFrame(found, columns=["statistic", "reported", "shuffled", "shuffled_95", "p"])


def _shuffles(counts: Counts, unit: str, times: int, seed: int) -> Iterator[Floats]:
    """z of every word and group (words × groups) for each shuffle."""
    if unit not in ("paragraph", "report"):
        raise ValueError(f"unit: {unit!r} is neither 'paragraph' nor 'report'")
    words, sizes, label = counts.words, counts.size, counts.group
    if unit == "report":
        report, first = pd.factorize(counts.report)
        label = np.zeros(len(first), dtype=np.intp)
        label[report] = counts.group
        same = words.data.copy(), report[words.indices], words.indptr.copy()
        words, sizes = (
            sparse.csc_array(same, shape=(len(first), words.shape[1])),
            np.bincount(report, sizes).astype(float),
        )
        words.sum_duplicates()
    every, total, groups = words.sum(axis=0)[:, None], sizes.sum(), len(counts.groups)
    random = np.random.default_rng(seed)
    for _ in range(times):
        dealt = random.permutation(label)
        tokens = np.bincount(dealt, sizes, groups)
        z = np.empty((len(every), groups))
        for at in range(0, len(every), AT_ONCE):
            rest, some = every[at : at + AT_ONCE], slice(*words.indptr[[at, min(at + AT_ONCE, len(every))]])
            cell = dealt[words.indices[some]]
            cell += np.repeat(groups * np.arange(len(rest)), np.diff(words.indptr[at : at + AT_ONCE + 1]))
            n = np.bincount(cell, words.data[some], len(rest) * groups).reshape(-1, groups)
            z[at : at + AT_ONCE] = log_odds(n, rest - n, tokens, total - tokens)[1]
        yield z
