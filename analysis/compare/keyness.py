"""Which words a group uses more than the others, and which of these do not show emphasis."""

from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.compare.bases import (
    AT_ONCE,
    FEW_HITS,
    By,
    bases,
    group_warnings,
    included,
    known,
    names,
    require,
    runs,
    warnings,
)
from analysis.compare.comparability import SAME, together
from analysis.compare.statistics.association import log_odds, log_ratio, lrc
from analysis.compare.statistics.intervals import Floats
from analysis.tokens import stopwords

CLEAR = 1.96  # z above which the 95 % interval of the log-odds lies above 0


class Counts(NamedTuple):
    """Words as numbers, so that the whole table is never copied: units are paragraphs, in numbers from 0."""

    words: sparse.csc_array  # units × terms, word by word; the units of a report are neighbours
    size: Floats  # words of each unit, whether they are among the terms or not
    group: NDArray[np.intp]  # of each unit
    report: NDArray[np.int32]  # of each unit, its row of reports
    groups: pd.DataFrame  # their columns by, a row each
    terms: pd.Index  # in order


def word_counts(terms: pd.DataFrame, reports: pd.DataFrame, by: list[str], stop: Collection[str], min_n: int) -> Counts:
    """The words of included reports except stop words, those with min_n occurrences or more as terms. Groups in order
    of appearance.
    """
    require(terms, ["report", "paragraph", "term", "n"], "terms")
    # Of millions of rows, so small numbers, and none kept longer than it is needed.
    report = known(terms, reports, "terms")
    require(reports, by, "reports")
    code, words = _coded(terms["term"])
    left_out = np.append(pd.Index(words).isin(set(stop)), True)  # the last: no word at all
    kept = included(reports).to_numpy()[report] & ~left_out[code]
    some = slice(None) if kept.all() else kept
    unit, of_unit = _units(report[some], _coded(terms["paragraph"])[0][some])
    n, code = terms["n"].to_numpy(dtype=float)[some], code[some]
    del report, kept, some
    size = np.bincount(unit, n, len(of_unit)).astype(float)
    often = np.flatnonzero(np.bincount(code, n, len(words)) >= max(min_n, 1))
    often = often[np.argsort(np.asarray(words[often], dtype=object))]  # those of one z in order
    place = np.full(len(words), -1, dtype=np.int32)
    place[often] = np.arange(len(often))
    code = place[code]
    if len(code) and code.min() < 0:
        unit, n, code = unit[code >= 0], n[code >= 0], code[code >= 0]
    matrix = sparse.csc_array((n, (unit, code)), shape=(len(of_unit), len(often)))
    keys = reports[by].assign(_all="").groupby([*by, "_all"], dropna=False, sort=False).ngroup().to_numpy()
    group, seen = pd.factorize(keys[of_unit])
    groups = reports[by].iloc[[int(np.argmax(keys == key)) for key in seen]].reset_index(drop=True)
    return Counts(matrix, size, group, of_unit, groups, pd.Index(words[often]))


def _coded(values: pd.Series) -> tuple[NDArray[np.int32], pd.Index]:
    """Values as numbers in order of appearance, -1 for none, and what they stand for."""
    code, found = pd.factorize(values)
    return code.astype(np.int32), found


def _units(report: NDArray[np.int32], paragraph: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The unit of each row, and the report of each unit: a report's own follow each other, all in order of
    appearance.
    """
    begins = runs(report, paragraph)
    most = paragraph.max(initial=0) + np.int64(2)
    unit, first = pd.factorize(report[begins] * most + paragraph[begins] + 1)
    of_unit = (first // most).astype(np.int32)
    order = np.argsort(pd.factorize(of_unit)[0], kind="stable")
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    return np.repeat(place[unit], np.diff(begins, append=len(report))), of_unit[order]


class Measured(NamedTuple):
    """What `keyness` knows of each group and word; the counts themselves are no longer needed."""

    figures: dict[str, NDArray[Any]]  # column -> groups × terms
    tokens: Floats  # words of each group
    report: NDArray[np.int32]  # the rows of reports that have words
    groups: pd.DataFrame
    terms: pd.Index


def measured(counts: Counts, prior: float | None = None) -> Measured:
    """The figures of each group and word. Raises ValueError as `keyness` does."""
    if len(counts.groups) < 2:
        what = f"{len(counts.groups)} group of {', '.join(counts.groups.columns) or 'all reports'}"
        raise ValueError(f"keyness: {what} has words; it takes two or more to compare")
    if prior is not None and not prior > 0:
        raise ValueError("keyness: prior must be above 0")
    figures = _spread(counts)
    n, total = figures["n"], counts.words.sum(axis=0)
    tokens: Floats = np.bincount(counts.group, counts.size, len(counts.groups)).astype(float)
    figures |= {name: np.empty(n.shape) for name in ("log_odds", "z", "log_ratio", "lrc")}
    for g, own in enumerate(tokens):  # one group after the other: it takes many intermediate results
        four = n[g], total - n[g], own, tokens.sum() - own
        figures["log_odds"][g], figures["z"][g] = log_odds(*four, prior=None if prior is None else float(prior))
        figures["log_ratio"][g], figures["lrc"][g] = log_ratio(*four), lrc(*four, family=max(len(total), 1))
    return Measured(figures, tokens, np.unique(counts.report), counts.groups, counts.terms)


def _spread(counts: Counts) -> dict[str, NDArray[Any]]:
    """Of each group and word: n, the reports and paragraphs that have it, and its normalised DP.

    Parts where the word is absent add up to 1 minus the share of the parts where it stands.
    """
    groups, terms = len(counts.groups), len(counts.terms)
    whole, least = np.bincount(counts.group, counts.size, groups), np.full(groups, np.inf)
    np.minimum.at(least, counts.group, counts.size)
    share = counts.size / whole[counts.group]
    room = np.where(whole > least, 1 - least / whole, np.nan)[:, None]
    found = {"n": float, "n_reports": np.int32, "n_paragraphs": np.int32, "dispersion": float}
    figures = {name: np.empty((groups, terms), dtype) for name, dtype in found.items()}
    for words in np.array_split(np.arange(terms), counts.words.nnz // AT_ONCE + 1):
        part, shape = counts.words[:, words], (groups, len(words))
        unit, word = part.indices, np.repeat(np.arange(len(words)), np.diff(part.indptr))
        cell, report = counts.group[unit] * len(words) + word, counts.report[unit]
        n = np.bincount(cell, part.data, groups * len(words))
        off = np.abs(part.data / n[cell] - share[unit]) - share[unit]
        dispersion = (np.bincount(cell, off, len(n)).reshape(shape) + 1) / 2 / room
        another = runs(report, word)
        figures["n"][:, words] = n = n.reshape(shape)
        figures["n_reports"][:, words] = np.bincount(cell[another], minlength=n.size).reshape(shape)
        figures["n_paragraphs"][:, words] = np.bincount(cell, minlength=n.size).reshape(shape)
        figures["dispersion"][:, words] = np.where(n > 0, np.nan_to_num(dispersion).clip(min=0), np.nan)
    return figures


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
    return tabled(measured(word_counts(terms, reports, by, stop, min_n), prior), reports)


def tabled(found: Measured, reports: pd.DataFrame, of_all: str = "") -> pd.DataFrame:
    """The table of `keyness`, with the figures beyond its own before the warning; found loses them on the way.

    of_all: a warning for every row.
    """
    by, groups, figures, size = found.groups.columns.tolist(), found.groups, found.figures, len(found.terms)
    order = np.concatenate([g * size + np.argsort(-z, kind="stable") for g, z in enumerate(figures["z"])])
    group = order // max(size, 1)
    about = groups.merge(bases(reports, by).drop(columns="n_reports"), on=by, how="left")
    table = pd.DataFrame(index=range(len(order)))
    n = figures.pop("n")
    table["n"], table["n_rest"] = (x.ravel()[order].astype(int) for x in (n, n.sum(axis=0) - n))
    table["n_tokens"] = found.tokens.astype(int)[group]
    for name in ("n_reports", "n_paragraphs"):
        table[name] = figures.pop(name).ravel()[order].astype(int)
    table["n_chars"] = about["n_chars"].to_numpy()[group]
    of_group = group_warnings(about)
    warned = (of_group != "").to_numpy()[group], of_group.take(group).reset_index(drop=True)
    del n, group
    warning = warnings(
        table,
        warned,
        (table["n"] + table["n_rest"] < FEW_HITS, f"fewer than {FEW_HITS} in all"),
        ((table["n"] > 1) & (table["n_paragraphs"] == 1), "in one paragraph only"),
        (np.full(len(table), of_all != ""), of_all),
    )
    del warned
    for name in ("log_odds", "z", "log_ratio", "lrc", "dispersion"):
        table[name] = figures.pop(name).ravel()[order]
    columns = {name: figures.pop(name).ravel()[order] for name in list(figures)}
    # Texts are large: they come when no figure is there in two orders.
    for at, name in enumerate(by):
        table.insert(at, name, about[name].take(order // max(size, 1)).set_axis(table.index))
    order %= max(size, 1)
    table.insert(len(by), "term", found.terms.take(order))
    del order
    differs = together(reports.iloc[found.report])
    table["comparable"] = differs == ""
    table["reason"] = pd.Series(differs or SAME, table.index, dtype=object)  # one text, not a million copies
    for name in list(columns):
        table[name] = columns.pop(name)
    return table.assign(warning=warning)


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
