"""Which words a group uses more than the others, and which of these do not show emphasis."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.compare.bases import (
    FEW_HITS,
    By,
    bases,
    group_warnings,
    included,
    known,
    names,
    numbered,
    require,
    warnings,
)
from analysis.compare.comparability import SAME, together
from analysis.compare.matrices import counted
from analysis.compare.statistics.association import log_odds, log_ratio, lrc
from analysis.compare.statistics.intervals import Floats
from analysis.tokens import stopwords

AT_ONCE = 1_000_000  # counts, so that what is worked out of each takes little memory
CLEAR = 1.96  # z above which the 95 % interval of the log-odds lies above 0


class Counts(NamedTuple):
    """Words as numbers, so that the whole table is never copied: units are paragraphs, in numbers from 0."""

    words: sparse.csr_array  # units × terms
    size: Floats  # words of each unit
    group: NDArray[np.intp]  # of each unit
    report: NDArray[np.intp]  # of each unit
    groups: pd.DataFrame  # their columns by, a row each
    terms: pd.Index

    def of_groups(self, matrix: sparse.csr_array) -> Floats:
        """The rows of a matrix of units, summed by group."""
        sums: Floats = summed(self.group, len(self.groups), matrix).toarray()
        return sums


def summed(place: NDArray[np.intp], n: int, matrix: sparse.csr_array) -> sparse.csr_array:
    """The rows of a matrix, summed: each is added to the row of the result given by place."""
    return sparse.csr_array(counted(place, range(len(place)), np.ones(len(place)), (n, len(place))) @ matrix)


def word_counts(terms: pd.DataFrame, reports: pd.DataFrame, by: list[str], stop: Collection[str]) -> Counts:
    """The words of included reports except stop words. Groups and terms in order of appearance."""
    require(terms, ["report", "paragraph", "term", "n"], "terms")
    known(terms, reports, "terms")
    require(reports, by, "reports")
    use = reports.loc[included(reports)]
    keys = use[by].assign(_all="").groupby([*by, "_all"], dropna=False, sort=False).ngroup().to_numpy()
    # Of millions of rows, so small numbers, and none kept longer than it is needed.
    report = numbered(terms["report"], pd.Index(use["report"])).astype(np.int32)
    code, words = pd.factorize(terms["term"])
    code = code.astype(np.int32)
    left_out = np.append(pd.Index(words).isin(set(stop)), True)  # the last: no word at all
    kept = (report >= 0) & ~left_out[code]
    unit = pd.factorize(terms["paragraph"])[0]
    unit += report * np.int64(unit.max(initial=0) + 2)
    unit, first = pd.factorize(unit[kept])
    unit, code, report = unit.astype(np.int32), code[kept], report[kept]
    of_unit = np.zeros(len(first), dtype=np.intp)
    of_unit[unit] = report
    n = terms["n"].to_numpy(dtype=float)[kept]
    group, seen = pd.factorize(keys[of_unit])
    groups = use[by].iloc[[int(np.argmax(keys == key)) for key in seen]].reset_index(drop=True)
    matrix = counted(unit, code, n, (len(first), len(words)))
    return Counts(matrix, np.bincount(unit, n, len(first)).astype(float), group, of_unit, groups, pd.Index(words))


def _spread(counts: Counts, kept: NDArray[np.intp]) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Of each group and word (groups × kept words): reports and paragraphs that have it, and its normalised DP.

    Parts where the word is absent add up to 1 minus the share of the parts where it stands.
    """
    words, groups = sparse.csr_array(counts.words[:, kept]), len(counts.groups)
    whole, least = np.bincount(counts.group, counts.size, groups), np.full(groups, np.inf)
    np.minimum.at(least, counts.group, counts.size)
    share = counts.size / whole[counts.group]
    n = counts.of_groups(words)
    off, paragraphs = np.zeros(n.size), np.zeros(n.size, dtype=np.intp)
    for units in np.array_split(np.arange(words.shape[0]), words.nnz // AT_ONCE + 1):
        some = slice(words.indptr[units[0]], words.indptr[units[-1] + 1]) if len(units) else slice(0)
        unit = np.repeat(units, np.diff(words.indptr)[units])
        cell = counts.group[unit] * len(kept) + words.indices[some]
        np.add.at(off, cell, np.abs(words.data[some] / n.ravel()[cell] - share[unit]) - share[unit])
        np.add.at(paragraphs, cell, 1)
    room = np.where(whole > least, 1 - least / whole, np.nan)
    dispersion = np.nan_to_num((off.reshape(n.shape) + 1) / 2 / room[:, None]).clip(min=0)
    report, first = pd.factorize(counts.report)
    group = np.zeros(len(first), dtype=np.intp)
    group[report] = counts.group
    having = summed(report, len(first), words)
    having.data[:] = 1
    return summed(group, groups, having).toarray(), paragraphs.reshape(n.shape), np.where(n > 0, dispersion, np.nan)


def keyness(
    terms: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    *,
    min_n: int = 5,
    stop: Collection[str] = (),
    prior: float | None = None,
) -> pd.DataFrame:
    """Each word in each group against all other groups combined: log-odds, log ratio, its bound, and dispersion.

    terms: report, paragraph, term, n. stop: words removed before anything is counted. min_n: words with fewer
    occurrences overall get no row (but count in the totals). prior: see `log_odds`; the default shrinks rare words
    strongly. Columns: by, term, n, n_rest, n_tokens, n_reports (of the group that have it), n_paragraphs (that have
    it), n_chars, log_odds, z, log_ratio, lrc (the family is all words of the table), dispersion (normalised DP over the
    group's paragraphs), comparable, reason, warning; within each group by z, largest first. Groups without a word get
    no row. |z| > 1.96 is not a valid test over thousands of words that cluster: read z as a ranking, and use
    `permutation` for a test. To hold genre and year constant, pass reports of one genre and year: comparable and reason
    say whether they were. Raises ValueError with fewer than two groups, or a prior that is not above 0.
    """
    by = names(by)
    return of_counts(word_counts(terms, reports, by, stop), reports, by, min_n, prior)


def of_counts(
    counts: Counts, reports: pd.DataFrame, by: list[str], min_n: int, prior: float | None = None
) -> pd.DataFrame:
    """The table of `keyness`."""
    groups = counts.groups
    if len(groups) < 2:
        what = f"{len(groups)} group of {', '.join(by) or 'all reports'}"
        raise ValueError(f"keyness: {what} has words; it takes two or more to compare")
    if prior is not None and not prior > 0:
        raise ValueError("keyness: prior must be above 0")
    total = counts.words.sum(axis=0)
    kept = np.flatnonzero(total >= max(min_n, 1))
    kept = kept[np.argsort(np.asarray(counts.terms[kept], dtype=object))]  # those of one z in order
    n = counts.of_groups(counts.words[:, kept])
    tokens = np.bincount(counts.group, counts.size, len(groups))[:, None]
    four = n, total[kept] - n, tokens, counts.size.sum() - tokens
    odds, z = log_odds(*four, prior=None if prior is None else float(prior))
    n_reports, n_paragraphs, dispersion = _spread(counts, kept)
    order = np.lexsort((-z.ravel(), np.repeat(np.arange(len(groups)), len(kept))))
    at, word = np.divmod(order, max(len(kept), 1))
    about = groups.merge(bases(reports, by).drop(columns="n_reports"), on=by, how="left")
    of_group = group_warnings(about).to_numpy()[at]
    table = about[by].take(at).reset_index(drop=True)
    table["term"] = counts.terms[kept].take(word)
    whole, chars = (np.broadcast_to(x, n.shape) for x in (tokens, about[["n_chars"]].to_numpy()))
    figures = {"n": n, "n_rest": four[1], "n_tokens": whole, "n_reports": n_reports, "n_paragraphs": n_paragraphs}
    for name, values in figures.items():
        table[name] = values[at, word].astype(int)
    table["n_chars"] = chars[at, word]
    table["log_odds"], table["z"] = odds[at, word], z[at, word]
    table["log_ratio"] = log_ratio(*four)[at, word]
    table["lrc"] = lrc(*four, family=max(len(kept), 1))[at, word]
    table["dispersion"] = dispersion[at, word]
    differs = together(reports[included(reports)].iloc[np.unique(counts.report)])
    table["comparable"] = differs == ""
    table["reason"] = pd.Series(differs or SAME, table.index, dtype=object)  # one text, not a million copies
    table["warning"] = warnings(
        table,
        (of_group != "", pd.Series(of_group)),
        (table["n"] + table["n_rest"] < FEW_HITS, f"fewer than {FEW_HITS} in all"),
        ((table["n"] > 1) & (table["n_paragraphs"] == 1), "in one paragraph only"),
    )
    return table


# A prefecture (自治州) says 州委 where a city says 市委: that is its rank, not what it stresses.
RANKS = frozenset(
    [side + level for side in "我全" for level in "省市州县区"]
    + [level + body for level in "省 市 州 县 区 自治区 自治州".split() for body in ("", "委", "党委", "政协")]
    + "兵团 省市 市县 州市 县市 市区".split()
)


def stop_words(terms: pd.DataFrame, reports: pd.DataFrame) -> set[str]:
    """The stop words, names of administrative ranks, and terms that contain the name of a city or province of reports.

    That Hami (哈密) writes Hami is not emphasis. For `keyness`, `permutation` and similarity of words.
    """
    require(terms, ["term"], "terms")
    names = {name for column in ("city", "province") if column in reports for name in reports[column].dropna()}
    return set(stopwords()) | RANKS | {term for term in terms["term"].unique() if any(n in term for n in names)}
