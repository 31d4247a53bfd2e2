"""Who echoes whom: the phrases that two reports or cities share beyond those of the centre."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.compare.bases import By, bases, group_warnings, grouped, names, require
from analysis.compare.matrices import occurrences
from analysis.compare.statistics.intervals import Floats

BEYOND = ("central", "system")


def echoes(
    phrases: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    *,
    beyond: Collection[str] = BEYOND,
    scaled: bool = False,
) -> pd.DataFrame:
    """How many recurring wordings each pair of groups shares: a square matrix with bases.

    phrases: from slogans.discovery; near-variants (its `group`) count once, and phrases of the levels `beyond` not at
    all, since everybody repeats them. reports: those to compare, all of the corpus or some. by: one of its columns. A
    cell is the number of shared wordings; with scaled it is divided by the geometric mean of the two groups' numbers
    (Ochiai 1957, Bull. Japan. Soc. Sci. Fish. 22:526-530): 0 nothing, 1 the same list; NaN where either has none. A
    group none of whose reports was read has NaN throughout. The diagonal is how many a group has, or 1. Columns: one
    per group, then n (wordings it has), n_reports, n_chars, warning. `echoed` lists what is behind a cell. A long
    report shares more with everybody, and scaling removes that only in part. Shared wording is no proof that one has
    copied the other: both may follow a third text. Raises ValueError for a missing column or several of `by`.
    """
    by = names(by)
    if len(by) != 1:
        raise ValueError("echoes: by takes one column")
    base = bases(reports, by).set_index(by[0])
    spread = _spread(_beyond(phrases, beyond), reports, by[0])
    presence = pd.crosstab(spread["group"], spread[by[0]]).gt(0)  # wording × group
    has = presence.reindex(columns=base.index, fill_value=False).to_numpy(dtype=float)
    shared = has.T @ has
    own = np.diag(shared).copy()
    if scaled:
        with np.errstate(invalid="ignore", divide="ignore"):
            square: Floats = shared / np.sqrt(np.outer(own, own))
    else:
        square = shared.astype(int)
    unread = np.asarray(base["n_reports"] == 0)
    if unread.any():  # nothing is known of it, which is not the same as nothing shared
        square = square.astype(float)
        square[unread, :] = square[:, unread] = np.nan
    table = pd.DataFrame(square, index=base.index, columns=pd.Index(list(base.index), name=by[0]))
    warning = group_warnings(base, ((own == 0) & ~unread, "no shared wording"))
    return table.assign(n=own.astype(int), n_reports=base["n_reports"], n_chars=base["n_chars"], warning=warning)


def echoed(
    phrases: pd.DataFrame, reports: pd.DataFrame, a: str, b: str, by: str = "city", *, beyond: Collection[str] = BEYOND
) -> pd.DataFrame:
    """The wordings behind a cell of `echoes`: those that groups a and b both have, one row each.

    Arguments as for `echoes`. Columns: group (the wording), level, in_a, in_b (the phrases each has of it, joined by
    |), n_reports (reports of the corpus with the most frequent of them), score. The likeliest formulas first.
    Raises ValueError for a group that is missing from reports.
    """
    require(reports, [by], "reports")
    for name in (a, b):
        if name not in set(reports[by]):
            raise ValueError(f"{by}: {name!r} is not among the reports")
    rows = _beyond(phrases, beyond)
    spread = _spread(rows, reports, by)
    lists = {
        name: spread[spread[by] == name].groupby("group")["phrase"].agg(lambda p: "|".join(dict.fromkeys(p)))
        for name in (a, b)
    }
    both = [group for group in lists[a].index if group in lists[b].index]
    about = rows.groupby("group").agg(level=("level", "first"), n_reports=("n_reports", "max"), score=("score", "max"))
    table = about.loc[both].reset_index()
    table["in_a"], table["in_b"] = table["group"].map(lists[a]), table["group"].map(lists[b])
    columns = ["group", "level", "in_a", "in_b", "n_reports", "score"]
    return table[columns].sort_values(["score", "group"], ascending=[False, True], ignore_index=True)


def _beyond(phrases: pd.DataFrame, levels: Collection[str]) -> pd.DataFrame:
    require(phrases, ["phrase", "reports", "group", "level", "score", "n_reports"], "phrases")
    return phrases[~phrases["level"].isin(list(levels))]


def _spread(rows: pd.DataFrame, reports: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per phrase and report of `reports` that has it, with its group and `by`."""
    found = occurrences(rows).merge(rows[["phrase", "group"]], on="phrase")
    return grouped(found[found["report"].isin(reports["report"])], reports, [by], "phrases")
