"""Records on disk by number: what does not fit into memory is put in as it comes, and read a number at a time."""

from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Records = NDArray[Any]
_INDEX = np.dtype(np.int64)


class Buckets:
    """Records of one type in a temporary file, which goes when this does. n: numbers, from 0."""

    def __init__(self, n: int, dtype: DTypeLike):
        self._file, self._index = TemporaryFile(), TemporaryFile()  # noqa: SIM115
        self._dtype, self._numbers = np.dtype(dtype), np.arange(n + 1, dtype=np.min_scalar_type(n))
        self._size = self._runs = 0  # records; how often some were put in

    def __len__(self) -> int:
        return len(self._numbers) - 1

    def add(self, numbers: NDArray[np.integer], records: Records) -> None:
        """Put in records. numbers: of each."""
        numbers = numbers.astype(self._numbers.dtype)  # small ones are sorted in a fraction of the time
        order = np.argsort(numbers, kind="stable")
        self._file.seek(self._size * self._dtype.itemsize)
        records.astype(self._dtype, copy=False)[order].tofile(self._file)
        self._index.seek(self._runs * len(self._numbers) * _INDEX.itemsize)
        (self._size + np.searchsorted(numbers[order], self._numbers)).astype(_INDEX).tofile(self._index)
        self._size += len(records)
        self._runs += 1

    def __getitem__(self, number: int) -> Records:
        """All records of a number, in the order in which they were put in."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        found = [np.zeros(0, dtype=self._dtype)]
        for run in range(self._runs):
            self._index.seek((run * len(self._numbers) + number) * _INDEX.itemsize)
            begin, end = np.fromfile(self._index, dtype=_INDEX, count=2).tolist()
            if begin < end:
                self._file.seek(begin * self._dtype.itemsize)
                found.append(np.fromfile(self._file, dtype=self._dtype, count=end - begin))
        return np.concatenate(found)
