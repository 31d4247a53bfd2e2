"""Would words shuffled among the groups look as distinctive? Tests that do not assume independent words."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.compare.bases import By, Rule, names, warnings
from analysis.compare.keyness import CLEAR, Counts, of_counts, summed, word_counts
from analysis.compare.statistics.association import false_discovery, log_odds
from analysis.compare.statistics.intervals import Floats

Ints = NDArray[np.intp]

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
    counts = word_counts(terms, reports, by, stop)
    table = of_counts(counts, reports, by, min_n)
    words, place = _cells(counts, table, by)
    real = np.zeros((len(words), len(counts.groups)))
    real[place] = table["z"].abs() - 1e-9  # the same counts added up in another order
    as_large, largest = np.ones(real.shape), []
    for z in _shuffles(counts, words, unit, times, seed):
        np.abs(z, out=z)
        as_large += z >= real
        largest.append(z.max(initial=0))
    below = np.searchsorted(np.sort(largest), real[place])
    alone = unit == "report" and terms["report"].nunique() <= len(table[by].drop_duplicates())
    rules: list[Rule] = [
        (table["warning"] != "", table["warning"]),
        (np.full(len(table), alone), "one report a group: p says nothing"),
    ]
    p = pd.Series(as_large[place] / (times + 1), table.index)
    p_max = (1 + times - below) / (times + 1)
    return table.drop(columns="warning").assign(p=p, q=false_discovery(p), p_max=p_max, warning=warnings(table, *rules))


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
    counts = word_counts(terms, reports, by, stop)
    table = of_counts(counts, reports, by, min_n)
    shuffles = _shuffles(counts, _cells(counts, table, by)[0], unit, times, seed)
    drawn = [(np.abs(z).max(initial=0), (z > CLEAR).sum()) for z in shuffles]
    real = np.abs(table["z"]).max() if len(table) else 0, (table["z"] > CLEAR).sum()
    found = []
    for name, value, draws in zip(("largest |z|", "z above 1.96"), real, np.array(drawn, dtype=float).T, strict=True):
        p = (1 + (draws >= value - 1e-9).sum()) / (times + 1)
        found.append((name, value, np.median(draws), np.quantile(draws, 0.95), p))
    return pd.DataFrame(found, columns=["statistic", "reported", "shuffled", "shuffled_95", "p"])


def _cells(counts: Counts, table: pd.DataFrame, by: list[str]) -> tuple[pd.Index, tuple[Ints, Ints]]:
    """The words of a table of `keyness`, and the number of word and group of each of its rows."""
    words, of_group = pd.Index(table["term"].unique()), counts.groups.assign(_at=range(len(counts.groups)))
    return words, (words.get_indexer(table["term"]), table[by].merge(of_group, on=by, how="left")["_at"].to_numpy())


def _shuffles(counts: Counts, words: pd.Index, unit: str, times: int, seed: int) -> Iterator[Floats]:
    """z of every word and group (words × groups) for each shuffle."""
    if unit not in ("paragraph", "report"):
        raise ValueError(f"unit: {unit!r} is neither 'paragraph' nor 'report'")
    matrix, sizes, label = counts.words[:, counts.terms.get_indexer(words)], counts.size, counts.group
    if unit == "report":
        report, first = pd.factorize(counts.report)
        label = np.zeros(len(first), dtype=np.intp)
        label[report] = counts.group
        matrix, sizes = summed(report, len(first), matrix), np.bincount(report, sizes).astype(float)
    every, total, groups = matrix.sum(axis=0)[:, None], sizes.sum(), len(counts.groups)
    of_word = sparse.csc_array(matrix)  # word by word, so that sums stay in the cache
    del matrix
    random = np.random.default_rng(seed)
    for _ in range(times):
        dealt = random.permutation(label)
        tokens = np.bincount(dealt, sizes, groups)
        z = np.empty((len(words), groups))
        for at in range(0, len(words), AT_ONCE):
            rest, some = every[at : at + AT_ONCE], slice(*of_word.indptr[[at, min(at + AT_ONCE, len(words))]])
            cell = dealt[of_word.indices[some]]
            cell += np.repeat(groups * np.arange(len(rest)), np.diff(of_word.indptr[at : at + AT_ONCE + 1]))
            n = np.bincount(cell, of_word.data[some], len(rest) * groups).reshape(-1, groups)
            z[at : at + AT_ONCE] = log_odds(n, rest - n, tokens, total - tokens)[1]
        yield z
