"""How alike two groups are, and how firmly: every pair under resampling of paragraphs."""

from itertools import combinations

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from analysis.compare.bases import FEW_HITS, By, bases, group_warnings, grouped, names, require, size
from analysis.compare.comparability import SAME, together
from analysis.compare.matrices import BASE_COLUMNS, cells
from analysis.compare.statistics.intervals import Floats


def similarity(
    hits: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    feature: str = "slogan",
    *,
    method: str = "cosine",
    weight: str | None = None,
) -> pd.DataFrame:
    """How alike the groups' profiles are: a square matrix, 1 the same profile, 0 nothing shared.

    hits: slogans, terms, themes, activities or `occurrences` of phrases; a row counts n where the table has that
    column, `weight` where named (themes: weight="weight"), else once. method: "cosine" of the count vectors, or
    "jensen-shannon": 1 − the Jensen-Shannon distance (base 2) between the shares. Both compare proportions, so
    length cancels, but short texts look more different than they are: see n and warning. Columns: a group each, then
    n (hits), n_reports, n_chars, warning. A group without a hit has NaN: its profile is unknown.
    Source: Lin (1991), IEEE Trans. Inf. Theory 37:145-151; Endres & Schindelin (2003), ibid. 49:1858-1860.
    """
    if method not in ("cosine", "jensen-shannon"):
        raise ValueError(f"method: {method!r} is neither 'cosine' nor 'jensen-shannon'")
    by = names(by)
    if len(by) != 1:
        raise ValueError("similarity: by takes one column")
    require(hits, [feature], "hits")
    rows = grouped(hits, reports, by, "hits")
    rows = rows.assign(_n=size(rows, weight))
    base = bases(reports, by).set_index(by[0])
    wide = rows.pivot_table(index=by[0], columns=feature, values="_n", aggfunc="sum", fill_value=0, observed=True)
    wide = wide.reindex(base.index, fill_value=0)
    x = wide.to_numpy(dtype=float)
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


def alike(x: Floats, method: str) -> Floats:
    """Cosine, or 1 less the Jensen-Shannon distance, between the rows of counts x; rows without a count give NaN."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if method == "cosine":
            unit = x / np.linalg.norm(x, axis=1, keepdims=True)
            cosine: Floats = np.clip(unit @ unit.T, 0, 1)
            return cosine
        distance: Floats = np.sqrt(_divergence(x / x.sum(axis=1, keepdims=True)))
        return 1 - distance


def clustered(matrix: pd.DataFrame) -> pd.DataFrame:
    """A similarity matrix with alike groups beside each other, its base columns kept; groups without a profile leave.

    Order of the leaves of average linkage on 1 − similarity, optimal for neighbours (Bar-Joseph et al. 2001,
    Bioinformatics 17:S22-S29). An order shows blocks where there are some; it does not prove them.
    """
    square = cells(matrix)
    known = [g for g in square.index if square.loc[g, g] == 1]
    if len(known) > 2:
        distance = squareform(1 - square.loc[known, known].to_numpy(), checks=False)
        known = [known[i] for i in leaves_list(linkage(distance, "average", optimal_ordering=True))]
    rest = [c for c in matrix.columns if c in BASE_COLUMNS]
    return matrix.loc[known, [*known, *rest]].rename_axis(columns=str(square.columns.name))


def _divergence(p: Floats) -> Floats:
    """Jensen-Shannon divergence in bits between the rows of p: H of the mean minus the mean of H."""

    def entropy(q: Floats) -> Floats:
        bits: Floats = q * np.log2(np.where(q > 0, q, 1))
        return np.asarray(-bits.sum(axis=-1))

    h = entropy(p)
    return np.array([np.clip(entropy((row + p) / 2) - (h[i] + h) / 2, 0, 1) for i, row in enumerate(p)])


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
    """Each pair of groups: how alike, and how often that stays so when the paragraphs are drawn anew.

    hits, feature, method, weight: as in `similarity`, with a column paragraph (hits outside body text are left out).
    In each of `times` draws every group draws as many paragraphs from its own as it has, with replacement. Columns:
    a, b, similarity, nearest (share of the draws in which no other pair is more alike), nearest_of_a (in which b is
    the nearest to a), nearest_of_b, shorter (Han characters of the shorter text: likeness grows with it), comparable,
    reason, warning; most alike first. Draws repeat what bias there is: they show how much a paragraph more or less
    matters, not that a likeness is real. Groups without a hit are in no pair.
    Source: Efron (1979), Ann. Statist. 7:1-26.
    """
    by = names(by)
    require(hits, ["paragraph", feature], "hits")
    rows = grouped(hits[hits["paragraph"].notna()], reports, by, "hits")
    rows = rows.assign(_n=size(rows, weight))
    whole = similarity(rows.drop(columns=by), reports, by, feature, method=method, weight="_n")
    square = cells(whole)
    groups = [g for g in square.index if square.loc[g, g] == 1]
    use = paragraphs.loc[paragraphs["report"].isin(reports["report"]), ["report", "paragraph"]]
    body = grouped(use, reports, by, "paragraphs")
    found = rows.pivot_table(index=["report", "paragraph"], columns=feature, values="_n", aggfunc="sum", fill_value=0,
                            observed=True)  # fmt: skip
    of_all = found.reindex(pd.MultiIndex.from_frame(body[["report", "paragraph"]]), fill_value=0)
    wide = of_all.to_numpy(dtype=float)
    places = [np.flatnonzero(body[by[0]] == g) for g in groups]
    ends, nearest = np.zeros((len(groups), len(groups))), np.zeros((len(groups), len(groups)))
    random = np.random.default_rng(seed)
    for _ in range(times if len(groups) > 1 else 0):
        drawn = [random.multinomial(len(p), np.full(len(p), 1 / len(p))) @ wide[p] for p in places]
        square_drawn = np.nan_to_num(alike(np.array(drawn), method), nan=-1.0)
        np.fill_diagonal(square_drawn, -2)
        ends[np.arange(len(groups)), square_drawn.argmax(axis=1)] += 1
        first = np.unravel_index(square_drawn.argmax(), square_drawn.shape)
        nearest[first] += 1
        nearest[first[::-1]] += 1
    pairs: list[list[object]] = []
    for i, j in combinations(range(len(groups)), 2):
        pair = [groups[i], groups[j]]
        reason = together(reports[reports[by[0]].isin(pair)])
        warned = "; ".join(f"{group}: {warning}" for group, warning in whole.loc[pair, "warning"].items() if warning)
        shares = [nearest[i, j] / times, ends[i, j] / times, ends[j, i] / times]
        shorter = whole.loc[pair, "n_chars"].min()
        pairs.append([*pair, square.loc[pair[0], pair[1]], *shares, shorter, not reason, reason or SAME, warned])
    columns = "a b similarity nearest nearest_of_a nearest_of_b shorter comparable reason warning".split()
    table = pd.DataFrame(pairs, columns=columns)
    return table.sort_values(["similarity", "a", "b"], ascending=[False, True, True], ignore_index=True)
