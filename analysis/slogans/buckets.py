"""Records on disk by number: what does not fit into memory is put in as it comes, and read a number at a time."""

from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Records = NDArray[Any]


class Buckets:
    """Records of one type in a temporary file, which goes when this does."""

    def __init__(self, n: int, dtype: DTypeLike):
        self._file, self._dtype = TemporaryFile(), np.dtype(dtype)  # noqa: SIM115
        self._numbers = np.arange(n + 1, dtype=np.min_scalar_type(n))
        self._runs: list[NDArray[np.int64]] = []  # of what was put in at once: where each number begins in the file
        self._size = 0

    def __len__(self) -> int:
        return len(self._numbers) - 1

    def add(self, numbers: NDArray[np.integer], records: Records) -> None:
        """Put in records. numbers: of each, from 0 and below n."""
        numbers = numbers.astype(self._numbers.dtype)  # small ones are sorted in a fraction of the time
        order = np.argsort(numbers, kind="stable")
        self._runs.append(self._size + np.searchsorted(numbers[order], self._numbers))
        self._file.seek(self._size * self._dtype.itemsize)
        records.astype(self._dtype, copy=False)[order].tofile(self._file)
        self._size += len(records)

    def __getitem__(self, number: int) -> Records:
        """All records of a number, in the order in which they were put in."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        found = [np.zeros(0, dtype=self._dtype)]
        for run in self._runs:
            begin, end = run[number : number + 2].tolist()
            if begin < end:
                self._file.seek(begin * self._dtype.itemsize)
                found.append(np.fromfile(self._file, dtype=self._dtype, count=end - begin))
        return np.concatenate(found)
