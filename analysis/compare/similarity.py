"""How similar two groups are, and how reliably: every pair under resampling of paragraphs."""

from itertools import combinations

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray
from scipy import sparse

from analysis.compare.bases import (
    FEW_HITS,
    By,
    bases,
    group_warnings,
    grouped,
    included,
    known,
    names,
    numbered,
    places,
    require,
    size,
)
from analysis.compare.comparability import SAME, held
from analysis.compare.matrices import BASE_COLUMNS, cells, counted
from analysis.compare.statistics.draws import Ints, drawn
from analysis.compare.statistics.intervals import Floats

MOST = 120  # groups that pairs are drawn for; more are a matrix to look at, not a list of pairs
SAME_AS_NOTHING = 1e-9  # differences that come from the order of adding up


def similarity(
    hits: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    feature: str = "slogan",
    *,
    method: str = "cosine",
    weight: str | None = None,
) -> pd.DataFrame:
    """How similar the groups' profiles are: a square matrix, 1 the same profile, 0 nothing shared.

    hits: slogans, terms, themes, activities or `occurrences` of phrases; a row counts n where the table has that
    column, `weight` where named (themes: weight="weight"), else once. method: "cosine" of the count vectors, or
    "jensen-shannon": 1 − the Jensen-Shannon distance (base 2) between the shares. Both compare proportions, so length
    cancels out, but short texts look more different than they are: see n and warning. Columns: one per group, then n
    (hits), n_reports, n_chars, warning. A group without a hit has NaN: its profile is unknown.
    Source: Lin (1991), IEEE Trans. Inf. Theory 37:145-151; Endres & Schindelin (2003), ibid. 49:1858-1860.
    """
    if method not in ("cosine", "jensen-shannon"):
        raise ValueError(f"method: {method!r} is neither 'cosine' nor 'jensen-shannon'")
    by = names(by)
    if len(by) != 1:
        raise ValueError("similarity: by takes one column")
    require(hits, [feature], "hits")
    base = bases(reports, by).set_index(by[0])
    _, group, code, n = _numbers(hits, reports, by[0], base.index, feature, weight)
    x = counted(group, code, n, (len(base), code.max(initial=-1) + 1))
    del group, code
    n = x.sum(axis=1)
    square = alike(x, method)
    known = n > 0
    square[~known, :] = np.nan
    square[:, ~known] = np.nan
    square[np.diag_indices_from(square)] = np.where(known, 1.0, np.nan)
    table = pd.DataFrame(square, index=base.index, columns=pd.Index(list(base.index), name=by[0]))
    few = pd.Series((n > 0) & (n < FEW_HITS), index=base.index)
    warning = group_warnings(base, (n == 0, "no hit"), (few, f"fewer than {FEW_HITS} hits"))
    return table.assign(n=n, n_reports=base["n_reports"], n_chars=base["n_chars"], warning=warning)


def _numbers(
    hits: pd.DataFrame, reports: pd.DataFrame, by: str, groups: pd.Index, feature: str, weight: str | None
) -> tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.int32], Floats]:
    """Which hits have a group and a feature; of these both, in numbers, and their weight. Of words there are
    millions.
    """
    at = known(hits, reports, "hits")
    require(reports, [] if by in hits else [by], "reports")
    group = numbered(hits[by], groups) if by in hits else numbered(reports[by], groups)[at]
    code = pd.factorize(hits[feature])[0].astype(np.int32)
    n, told = size(hits, weight).to_numpy(dtype=float), included(reports).to_numpy()[at] & (group >= 0) & (code >= 0)
    return told, *((group, code, n) if told.all() else (group[told], code[told], n[told]))


def alike(x: sparse.csr_array | Floats, method: str) -> Floats:
    """Cosine, or 1 minus the Jensen-Shannon distance, between the rows of counts x; rows without a count give NaN."""
    square: Floats
    if method == "cosine":
        shared = x @ x.T
        square = shared if isinstance(shared, np.ndarray) else shared.toarray()
        norm = np.sqrt(np.diag(square))
        with np.errstate(divide="ignore", invalid="ignore"):
            square = np.clip(square / np.outer(norm, norm), 0, 1)
    else:
        norm = x.sum(axis=1)
        with np.errstate(divide="ignore"):
            square = 1 - np.sqrt(_divergence(sparse.csr_array(sparse.diags_array(np.where(norm > 0, 1 / norm, 0)) @ x)))
    square[norm == 0, :] = square[:, norm == 0] = np.nan
    return square


def clustered(matrix: pd.DataFrame) -> pd.DataFrame:
    """A similarity matrix with similar groups side by side, its base columns kept; groups without a profile are
    dropped.

    Order of the leaves of average linkage on 1 − similarity, optimal for neighbours (Bar-Joseph et al. 2001,
    Bioinformatics 17:S22-S29). The order shows blocks if there are any; it does not prove them.
    """
    base = [isinstance(c, str) and c in BASE_COLUMNS for c in matrix.columns]
    rest, own = np.flatnonzero(base), np.flatnonzero(np.logical_not(base))  # by place: a group may have no name
    square = matrix.iloc[:, own].to_numpy(dtype=float)
    known = np.flatnonzero(np.diag(square) == 1)
    if len(known) > 2:
        hierarchy = scipy.cluster.hierarchy
        distance = scipy.spatial.distance.squareform(1 - square[np.ix_(known, known)], checks=False)
        known = known[hierarchy.leaves_list(hierarchy.linkage(distance, "average", optimal_ordering=True))]
    return matrix.iloc[known, [*own[known], *rest]].rename_axis(columns=str(matrix.columns.name))


def _divergence(p: sparse.csr_array) -> Floats:
    """Jensen-Shannon divergence in bits between the rows of p: H of the mean minus the mean of H.

    What stands in one row only adds half its share, so that only the words of one row are looked at.
    """

    def entropy(q: Floats) -> Floats:
        bits: Floats = q * np.log2(np.where(q > 0, q, 1))
        return bits

    columns = sparse.csc_array(p)
    square = np.zeros((p.shape[0], p.shape[0]))
    for i in range(p.shape[0]):
        inside = p.indices[p.indptr[i] : p.indptr[i + 1]]
        rest, own = columns[i:, inside].toarray(), p.data[p.indptr[i] : p.indptr[i + 1]]
        shared = (entropy(rest) + entropy(own)) / 2 - entropy((rest + own) / 2)
        square[i, i:] = square[i:, i] = np.clip(shared.sum(axis=1) + (1 - rest.sum(axis=1)) / 2, 0, 1)
    np.fill_diagonal(square, 0)
    return square


def similar_pairs(
    hits: pd.DataFrame,
    paragraphs: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    feature: str = "slogan",
    *,
    method: str = "cosine",
    weight: str | None = None,
    times: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Each pair of groups: how similar, and how often that holds when the text is resampled.

    hits, feature, method, weight: as in `similarity`, with a column paragraph (hits outside body text are dropped). In
    each of `times` draws every group's text is resampled from its own: reports, and within them runs of paragraphs,
    since neighbours are not independent (`statistics.draws`). Columns:
    a, b, similarity, nearest (share of the draws in which no other pair is more similar), nearest_of_a (in which b is
    the nearest to a), nearest_of_b (ties are split, and without anything in common there is no nearest), shorter (Han
    characters of the shorter text: similarity grows with it), comparable, reason, warning; most similar first. Draws
    repeat any bias: they show how much a paragraph more or less matters, not that a similarity is real. Groups without
    a hit are in no pair.
    Raises ValueError for more than 120 groups, several columns in by, and a hit whose paragraph is not listed.
    """
    by = names(by)
    if len(by) != 1:
        raise ValueError("similar_pairs: by takes one column")
    require(hits, ["paragraph", feature], "hits")
    key = ["report", "paragraph"]
    rows = hits[[c for c in dict.fromkeys([*key, *by, feature, "n", weight]) if c in hits]]
    placed = rows["paragraph"].notna() & rows[feature].notna()
    rows = rows if placed.all() else rows[placed]  # that would copy millions of words
    whole = similarity(rows, reports, by, feature, method=method, weight=weight)
    square = cells(whole).to_numpy()
    kept = np.flatnonzero(np.diag(square) == 1)
    groups = whole.index[kept]
    if len(groups) > MOST:
        raise ValueError(
            f"similar_pairs: {len(groups)} groups make {len(groups) * (len(groups) - 1) // 2:,} pairs; "
            f"give reports of at most {MOST}, or use similarity"
        )
    square = square[np.ix_(kept, kept)]
    body = grouped(paragraphs.loc[paragraphs["report"].isin(reports["report"]), key], reports, by, "paragraphs")
    units = _by_paragraph(rows, body, reports, by[0], feature, weight, groups)
    nearest, ends = _drawn(*units, method, times, seed)
    own = [held(reports[whole.index.get_indexer(pd.Index(reports[by[0]])) == at]) for at in kept]
    pairs: list[list[object]] = []
    for i, j in combinations(range(len(groups)), 2):
        about = whole.iloc[kept[[i, j]]]
        reason = (own[i] | own[j]).differs
        warned = "; ".join(f"{group}: {warning}" for group, warning in about["warning"].items() if warning)
        shares = [nearest[i, j], ends[i, j], ends[j, i]]
        pairs.append(
            [groups[i], groups[j], square[i, j], *shares, about["n_chars"].min(), not reason, reason or SAME, warned]
        )
    columns = "a b similarity nearest nearest_of_a nearest_of_b shorter comparable reason warning".split()
    table = pd.DataFrame(pairs, columns=columns)
    return table.sort_values(["similarity", "a", "b"], ascending=[False, True, True], ignore_index=True)


def _by_paragraph(
    rows: pd.DataFrame,
    body: pd.DataFrame,
    reports: pd.DataFrame,
    by: str,
    feature: str,
    weight: str | None,
    groups: pd.Index,
) -> tuple[list[sparse.csr_array], Ints, Ints]:
    """The counts of each group, features × paragraphs; and the report and the group of each paragraph, in numbers."""
    key = ["report", "paragraph"]
    body = body.assign(_group=numbered(body[by], groups), _report=pd.factorize(body["report"])[0])
    body = body[body["_group"] >= 0].sort_values(["_group", "_report", "paragraph"], ignore_index=True)
    group, report = body["_group"].to_numpy(dtype=np.intp), pd.factorize(body["_report"])[0]
    told, _, code, n = _numbers(rows, reports, by, groups, feature, weight)
    place = places(rows[key] if told.all() else rows.loc[told, key], body, key, "hits", "paragraphs")
    wide = counted(place, code, n, (len(body), code.max(initial=-1) + 1))
    del told, code, n, place
    return [sparse.csr_array(wide[np.flatnonzero(group == g)].T) for g in range(len(groups))], report, group


def _drawn(
    of_group: list[sparse.csr_array], report: Ints, group: Ints, method: str, times: int, seed: int
) -> tuple[Floats, Floats]:
    """For each two groups the share of draws in which they are the most alike of all, and the nearest to the first."""
    m = len(of_group)
    own = [np.flatnonzero(group == g) for g in range(m)]
    nearest, ends = np.zeros((2, m, m))
    for picks in drawn(report, group, times, seed) if m > 1 else ():
        counts = np.array([x @ picks[units] for x, units in zip(of_group, own, strict=True)])
        square = np.nan_to_num(alike(counts if method == "cosine" else sparse.csr_array(counts), method))
        np.fill_diagonal(square, 0)
        ends += _shared(square, square.max(axis=1, keepdims=True))
        nearest += _shared(square, square.max(), 2)
    return nearest / times, ends / times


def _shared(square: Floats, best: Floats | float, of: int = 1) -> Floats:
    """Who is nearest: 1 shared out among those that are as alike as the best; nobody where nothing is shared."""
    first = (square > SAME_AS_NOTHING) & (square >= best - SAME_AS_NOTHING)
    several = first.sum(axis=1, keepdims=True) if of == 1 else first.sum() / of
    shared: Floats = first / np.maximum(several, 1)
    return shared
