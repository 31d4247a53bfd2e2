"""Groups side by side: matrices with their bases on the right."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

from analysis.compare.bases import require
from analysis.corpus.ids import split_ids

BASE_COLUMNS = ("n", "n_reports", "n_chars", "warning")


def cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """The matrix without its base columns."""
    return matrix[[c for c in matrix.columns if not (isinstance(c, str) and c in BASE_COLUMNS)]]


def counted(row: ArrayLike, column: ArrayLike, n: ArrayLike, shape: tuple[int, int]) -> sparse.csr_array:
    """Counts summed in a sparse matrix, from the numbers of their rows and columns."""
    return sparse.csr_array((np.asarray(n, dtype=float), (np.asarray(row), np.asarray(column))), shape=shape)


def matrix(table: pd.DataFrame, rows: str = "city", columns: str = "theme", value: str = "share") -> pd.DataFrame:
    """A long table (rates, shares …) as a matrix rows × columns, in order of appearance; gaps stay NaN.

    Where the rows are groups with bases, n_reports, n_chars and a warning follow on the right.
    Raises ValueError if a (row, column) pair is not unique.
    """
    require(table, [rows, columns, value], "table")
    twice = table[table.duplicated([rows, columns])]
    if len(twice):
        first = twice.iloc[0]
        raise ValueError(f"table: more than one row for {first[rows]!r}, {first[columns]!r}; choose or sum them first")
    wide = table.pivot_table(index=rows, columns=columns, values=value, aggfunc="first", observed=True)
    wide = wide.reindex(index=table[rows].unique(), columns=table[columns].unique())
    wide.columns = pd.Index(list(wide.columns), name=columns)
    groups = table.groupby(rows)
    constant = [c for c in ("n_reports", "n_chars") if c in table and (groups[c].min() == groups[c].max()).all()]
    for column in constant:
        wide[column] = groups[column].first()
    if constant and "warning" in table:
        wide["warning"] = groups["warning"].agg(lambda w: "; ".join(_common(w)))
    return wide


def _common(messages: Iterable[str]) -> list[str]:
    """Messages that every row of a group carries: those about the group, not about one cell."""
    split = [str(m).split("; ") if m else [] for m in messages]
    return [m for m in split[0] if all(m in other for other in split)]


def occurrences(phrases: pd.DataFrame) -> pd.DataFrame:
    """One row per phrase and report that has it (report, phrase, slogan), from the `reports` column of phrases.

    It shows where a phrase occurs, not how often: use it with report_share, or with similarity as presence.
    `reports` holds a list, or text as `corpus.ids.join_ids` writes it.
    """
    require(phrases, ["phrase", "reports"], "phrases")
    kept = [c for c in ("phrase", "slogan") if c in phrases.columns]
    split = phrases["reports"].map(lambda ids: split_ids(ids) if isinstance(ids, str) else ids)
    spread = phrases[kept].assign(report=split).explode("report")
    spread = spread[spread["report"].notna() & (spread["report"] != "")]
    return spread[["report", *kept]].drop_duplicates(ignore_index=True)
