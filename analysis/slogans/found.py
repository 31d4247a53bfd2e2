"""The phrases that were found, on disk, and their table piece by piece, in its order."""

from collections import Counter
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..corpus.ids import join_ids
from .buckets import Buckets
from .excerpt import Places
from .running_text import RunningText

COLUMNS = ("phrase", "n_chars", "n", "n_reports", "n_cities", "slogan", "quoted", "reports")
AT_ONCE = 1 << 14  # phrases in a table
_NUMBERS = ("n_chars", "n", "n_reports", "n_cities", "quoted")
_PLACED = np.dtype([("phrase", np.int64), ("place", np.int64), ("size", np.int64), ("n", np.int64)])


class Some(NamedTuple):
    """Some phrases by code points, a place in every column a phrase.

    slogan: its name. place: in the text, of the first occurrence. n, quoted: occurrences, and those in quotation marks.
    n_reports, n_cities: in how many it stands. reports: their numbers, those of one phrase behind those of another.
    """

    phrase: list[str]
    slogan: list[str]
    place: Places
    n: Places
    quoted: Places
    n_reports: Places
    n_cities: Places
    reports: Places


class Found:
    """Phrases of a text, each a record in a file; put in by code points. longest: characters of a phrase at most."""

    def __init__(self, text: RunningText, longest: int):
        self._text, self._n, self._n_numbers = text, 0, 0
        columns = [("phrase", f"U{longest}"), ("slogan", np.int32), *((name, np.int64) for name in _NUMBERS)]
        self._record = np.dtype([*columns, ("reports", np.int64), ("rank", np.int64)])  # reports: where in their file
        self._records, self._reports = TemporaryFile(), TemporaryFile()  # noqa: SIM115
        self._placed = Buckets(text.n_windows, _PLACED)
        self._slogans: dict[str, int] = {}

    def add(self, some: Some) -> None:
        """Put in phrases that come behind all others by code points."""
        sizes = np.fromiter(map(len, some.phrase), dtype=np.int64)
        records = np.zeros(len(sizes), dtype=self._record)
        records["phrase"], records["n_chars"] = some.phrase, sizes
        records["slogan"] = [self._slogans.setdefault(name, len(self._slogans)) for name in some.slogan]
        for name in _NUMBERS[1:]:
            records[name] = getattr(some, name)
        records["reports"] = self._n_numbers + np.cumsum(some.n_reports) - some.n_reports
        records.tofile(self._records)
        some.reports.astype(np.int32).tofile(self._reports)
        placed = np.empty(len(sizes), dtype=_PLACED)
        placed["phrase"], placed["size"] = self._n + np.arange(len(sizes)), sizes
        placed["place"], placed["n"] = some.place, some.n
        self._placed.add(self._text.window_of(some.place), placed)
        self._n += len(sizes)
        self._n_numbers += len(some.reports)

    def tables(self) -> Iterator[pd.DataFrame]:
        """The phrases as tables of AT_ONCE rows: most reports first, then n, length, code points."""
        closed, counts = self._closed(), Counter[int]()
        for records in self._those(closed):
            counts.update(self._keys(records).tolist())
        keys = np.array(sorted(counts), dtype=np.int64)
        ranks = np.cumsum([0, *(counts[key] for key in keys.tolist())])  # that the next phrase of each key has
        tables = Buckets(max(1, -(-int(ranks[-1]) // AT_ONCE)), self._record)
        for records in self._those(closed):
            key = np.searchsorted(keys, self._keys(records))
            order = np.argsort(key, kind="stable")
            in_order = key[order]
            records["rank"][order] = ranks[in_order] + np.arange(len(key)) - np.searchsorted(in_order, in_order)
            ranks[:-1] += np.bincount(key, minlength=len(keys))
            tables.add(records["rank"] // AT_ONCE, records)
        for number in range(len(tables)):
            records = tables[number]
            yield self._table(records[np.argsort(records["rank"])])

    def _closed(self) -> NDArray[np.bool_]:
        """Of each phrase whether it does not always stand inside the same longer one.

        It does where the longer one holds it and occurs as often. Then the first occurrence of the one lies in that
        of the other, so that a sweep over the first occurrences finds it.
        """
        closed = np.zeros(self._n, dtype=bool)
        for window in range(len(self._placed)):
            some = self._placed[window]
            some = some[np.lexsort((-some["size"], some["place"], some["n"]))]
            n, end = some["n"], some["place"] + some["size"]
            group = np.cumsum(np.append(False, n[1:] != n[:-1])) if len(n) else n
            reached = np.maximum.accumulate(end + group * (end.max(initial=0) + 1))  # of those before and of the same n
            closed[some["phrase"][np.append(True, np.diff(reached) > 0)[: len(n)]]] = True
        return closed

    def _those(self, wanted: NDArray[np.bool_]) -> Iterator[NDArray[np.void]]:
        """The records that are wanted, some at a time, in the order in which they were put in."""
        for first in range(0, self._n, AT_ONCE):
            self._records.seek(first * self._record.itemsize)
            records = np.fromfile(self._records, dtype=self._record, count=min(AT_ONCE, self._n - first))
            yield records[wanted[first : first + len(records)]]

    def _keys(self, records: NDArray[np.void]) -> Places:
        """Numbers that rise as n_reports, n and the length fall."""
        most, longest = self._text.size + 1, self._record["phrase"].itemsize
        return -((records["n_reports"] * most + records["n"]) * longest + records["n_chars"])

    def _table(self, records: NDArray[np.void]) -> pd.DataFrame:
        slogans = list(self._slogans)
        columns = {
            "phrase": records["phrase"].tolist(),
            **{name: records[name] for name in _NUMBERS[:-1]},
            "slogan": [slogans[i] for i in records["slogan"].tolist()],
            "quoted": list(map(_share, records["quoted"].tolist(), records["n"].tolist())),
            "reports": list(map(self._reports_of, records["reports"].tolist(), records["n_reports"].tolist())),
        }
        table = pd.DataFrame(columns, columns=list(COLUMNS))
        return table.astype(dict.fromkeys(COLUMNS[1:5], "int64") | {"quoted": "float64"})

    def _reports_of(self, begin: int, n: int) -> str:
        self._reports.seek(begin * np.dtype(np.int32).itemsize)
        numbers = np.fromfile(self._reports, dtype=np.int32, count=n)
        return join_ids(self._text.reports[r] for r in numbers.tolist())


def _share(part: int, n: int) -> float:
    return round(part / n, 4)
