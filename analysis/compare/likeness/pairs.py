"""How firmly two groups resemble each other: every pair, under resampling of paragraphs."""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare.bases import By, grouped, names, require, size
from analysis.compare.comparability import SAME, together
from analysis.compare.likeness.similarity import alike, similarity
from analysis.compare.matrices import cells


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
    table = pd.DataFrame(
        [
            {"a": groups[i], "b": groups[j], "similarity": square.loc[groups[i], groups[j]]}
            | {"nearest": nearest[i, j] / times, "nearest_of_a": ends[i, j] / times, "nearest_of_b": ends[j, i] / times}
            | {"shorter": min(whole.loc[groups[i], "n_chars"], whole.loc[groups[j], "n_chars"])}
            | _comparable(reports, by[0], groups[i], groups[j])
            | {"warning": "; ".join(f"{g}: {w}" for g in (groups[i], groups[j]) if (w := whole.loc[g, "warning"]))}
            for i, j in combinations(range(len(groups)), 2)
        ],
        columns=["a", "b", "similarity", "nearest", "nearest_of_a", "nearest_of_b", "shorter", "comparable", "reason",
                 "warning"],
    )  # fmt: skip
    return table.sort_values(["similarity", "a", "b"], ascending=[False, True, True], ignore_index=True)


def _comparable(reports: pd.DataFrame, by: str, a: str, b: str) -> dict[str, object]:
    """Whether the reports of two groups are of one genre and year, and why not."""
    reason = together(reports[reports[by].isin([a, b])])
    return {"comparable": not reason, "reason": reason or SAME}
