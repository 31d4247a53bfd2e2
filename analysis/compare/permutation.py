"""Would words shuffled among the groups look as distinctive? Tests that do not take words as independent."""

from collections.abc import Collection, Hashable, Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import sparse, stats

from analysis.compare.bases import By, grouped, names, warnings
from analysis.compare.keyness import keyness
from analysis.compare.statistics.association import log_odds
from analysis.compare.statistics.intervals import Floats

TIMES = 999


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
    """`keyness` with p by dealing whole paragraphs (or reports) anew to the groups, and the false discovery rate q.

    unit: "paragraph" or "report", what is dealt out whole: a word that is said ten times in one paragraph is then one
    observation and not ten. Every group keeps its number of units. With one report a group take paragraphs: they ask
    whether the groups' texts differ, reports ask whether the groups do, whatever the report.
    Added columns, before warning: p (share of the shuffles, the real one among them, in which the word has
    a |z| in that group as large as it really has), q (over all rows, Benjamini & Hochberg 1995), p_max (share in which
    any word in any group has one as large: the chance of a single false find, Westfall & Young 1993, Resampling-Based
    Multiple Testing). The draws depend on seed alone. p cannot be below 1 / (times + 1), nor q below that times the
    number of rows over the number of finds: raise `times` for long lists.
    Source: Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9:39, for counting the real one; documents rather
    than words as the unit: Lijffijt et al. (2016), Digital Scholarship in the Humanities 31:374-397.
    Raises ValueError as `keyness`, and for another unit.
    """
    by = names(by)
    table = keyness(terms, reports, by, min_n=min_n, stop=stop)
    groups, words = list(dict.fromkeys(table[by].itertuples(index=False, name=None))), list(table["term"].unique())
    wide = table.pivot_table(index=by, columns="term", values="z", sort=False).loc[_index(by, groups), words]
    one = np.abs(wide.to_numpy(dtype=float)) - 1e-9  # the same counts added up in another order
    as_large, max_as_large = np.ones(one.shape), np.ones(one.shape)
    for z in _shuffles(terms, reports, by, unit, groups, words, times, seed, stop):
        as_large += np.abs(z) >= one
        max_as_large += np.abs(z).max(initial=0) >= one
    place = [(groups.index(g), words.index(t)) for g, t in zip(table[by].itertuples(index=False, name=None),
                                                               table["term"], strict=True)]  # fmt: skip
    rows, columns = (list(x) for x in zip(*place, strict=True)) if place else ([], [])
    table = table.assign(p=(as_large / (times + 1))[rows, columns])
    table["q"] = stats.false_discovery_control(table["p"]) if len(table) else table["p"]
    table["p_max"] = (max_as_large / (times + 1))[rows, columns]
    alone = np.full(len(table), unit == "report" and terms["report"].nunique() <= len(groups))
    said = warnings(table, (table["warning"] != "", table["warning"]), (alone, "one report a group: p says nothing"))
    return table.drop(columns="warning").assign(warning=said)


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
    """Do the groups' words differ at all? As reported against shuffled, one row a statistic.

    Rows: the largest |z|, and how many (group, word) pairs have a z above 1.96. Columns: statistic, reported, shuffled
    (median), shuffled_95 (95 % of the shuffles lie at it or below), p. Arguments as in `permutation`.
    """
    by = names(by)
    table = keyness(terms, reports, by, min_n=min_n, stop=stop)
    groups, words = list(dict.fromkeys(table[by].itertuples(index=False, name=None))), list(table["term"].unique())
    drawn = [
        (np.abs(z).max(initial=0), (z > 1.96).sum())
        for z in _shuffles(terms, reports, by, unit, groups, words, times, seed, stop)
    ]
    real = np.abs(table["z"]).max() if len(table) else 0, (table["z"] > 1.96).sum()
    rows = []
    for name, value, draws in zip(("largest |z|", "z above 1.96"), real, np.array(drawn, dtype=float).T, strict=True):
        p = (1 + (draws >= value - 1e-9).sum()) / (times + 1)
        rows.append({"statistic": name, "reported": value, "shuffled": np.median(draws),
                     "shuffled_95": np.quantile(draws, 0.95), "p": p})  # fmt: skip
    return pd.DataFrame(rows)


def _index(by: list[str], groups: Sequence[tuple[Hashable, ...]]) -> pd.Index:
    return pd.MultiIndex.from_tuples(groups, names=by) if len(by) > 1 else pd.Index([g[0] for g in groups])


def _shuffles(
    terms: pd.DataFrame,
    reports: pd.DataFrame,
    by: list[str],
    unit: str,
    groups: Sequence[tuple[Hashable, ...]],
    words: Sequence[str],
    times: int,
    seed: int,
    stop: Collection[str],
) -> Iterator[Floats]:
    """z of every group × word, for each shuffle."""
    if unit not in ("paragraph", "report"):
        raise ValueError(f"unit: {unit!r} is neither 'paragraph' nor 'report'")
    if not words:  # none is frequent enough: every shuffle is as empty as the table
        yield from (np.zeros((0, 0)) for _ in range(times))
        return
    rows = grouped(terms[~terms["term"].isin(set(stop))], reports, by, "terms")
    units = rows.groupby(["report", "paragraph"] if unit == "paragraph" else ["report"], sort=True).ngroup()
    owner = dict(zip(groups, range(len(groups)), strict=True))
    mine = np.array([owner[g] for g in rows[by].itertuples(index=False, name=None)])
    n_units = int(units.max()) + 1 if len(units) else 0
    label = np.zeros(n_units, dtype=int)
    label[units] = mine
    sizes = np.bincount(units, weights=rows["n"], minlength=n_units)
    kept = rows["term"].isin(words).to_numpy()
    column = pd.Index(words).get_indexer(pd.Index(rows["term"][kept]))
    counts = sparse.csr_array((rows["n"][kept], (units[kept], column)), shape=(n_units, len(words)))
    every, whole = counts.sum(axis=0), sizes.sum()
    random = np.random.default_rng(seed)
    for _ in range(times):
        dealt = random.permutation(label)
        deal = sparse.csr_array((np.ones(n_units), (dealt, np.arange(n_units))), shape=(len(groups), n_units))
        n, tokens = (deal @ counts).toarray(), (deal @ sizes)[:, None]
        yield log_odds(n, every - n, tokens, whole - tokens)[1]
