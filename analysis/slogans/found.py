"""The phrases that were found, as columns, and their table piece by piece, in its order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..corpus.ids import join_ids
from .repeats import Places
from .running_text import RunningText

COLUMNS = ("phrase", "n_chars", "n", "n_reports", "n_cities", "slogan", "quoted", "reports")
AT_ONCE = 1 << 14  # phrases in a table


class Some(NamedTuple):
    """Some phrases by code points, a place in every column a phrase.

    slogan: its name. place: of the first occurrence. size: in characters. n, quoted: occurrences, and those in
    quotation marks. n_reports, n_cities: in how many it stands. reports: their numbers, those of one phrase behind
    those of another.
    """

    slogan: list[str]
    place: Places
    size: Places
    n: Places
    quoted: Places
    n_reports: Places
    n_cities: Places
    reports: Places


class Found:
    """Phrases of several parts of a text together, all by code points. They are kept as places, and read when told."""

    def __init__(self, parts: Sequence[Some], text: RunningText):
        self._text = text
        self._slogan = [slogan for part in parts for slogan in part.slogan]
        nothing = [np.zeros(0, dtype=np.int64)]
        self._place, self._size, self._n, self._quoted, self._n_reports, self._n_cities, self._reports = (
            np.concatenate([getattr(part, column) for part in parts] or nothing) for column in Some._fields[1:]
        )
        self._ends = np.cumsum(self._n_reports)

    def _closed(self) -> Places:
        """Those that do not always stand inside the same longer one.

        They do where the longer one holds them and occurs as often. Then the first occurrence of the one lies in that
        of the other, so that a sweep over the first occurrences finds them.
        """
        order = np.lexsort((-self._size, self._place, self._n))
        n, end = self._n[order], (self._place + self._size)[order]
        group = np.cumsum(np.append(False, n[1:] != n[:-1])) if len(n) else n
        reached = np.maximum.accumulate(end + group * (end.max(initial=0) + 1))  # of those before and of the same n
        return order[np.append(True, np.diff(reached) > 0)[: len(order)]]

    def tables(self) -> Iterator[pd.DataFrame]:
        """The phrases as tables of AT_ONCE rows: most reports first, then n, length, code points."""
        kept = np.sort(self._closed())
        order = kept[np.lexsort([-key[kept] for key in (self._size, self._n, self._n_reports)])]
        for first in range(0, max(1, len(order)), AT_ONCE):
            yield self._table(order[first : first + AT_ONCE])

    def _table(self, rows: Places) -> pd.DataFrame:
        columns = {
            "phrase": self._text.strings(self._place[rows], self._size[rows]),
            "n_chars": self._size[rows],
            "n": self._n[rows],
            "n_reports": self._n_reports[rows],
            "n_cities": self._n_cities[rows],
            "slogan": [self._slogan[i] for i in rows.tolist()],
            "quoted": list(map(_share, self._quoted[rows].tolist(), self._n[rows].tolist())),
            "reports": [self._reports_of(i) for i in rows.tolist()],
        }
        table = pd.DataFrame(columns, columns=list(COLUMNS))
        return table.astype(dict.fromkeys(COLUMNS[1:5], "int64") | {"quoted": "float64"})

    def _reports_of(self, i: int) -> str:
        end = self._ends[i]
        return join_ids(self._text.reports[r] for r in self._reports[end - self._n_reports[i] : end].tolist())


def _share(part: int, n: int) -> float:
    return round(part / n, 4)
