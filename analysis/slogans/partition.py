"""The places of a text in parts: strings that begin alike are in one part, and a part fits into memory."""

from collections.abc import Iterator

import numpy as np

from .buckets import Buckets
from .excerpt import Array, Places
from .repeats import keys, symbols_of_key
from .running_text import RunningText

AT_ONCE = 1 << 18  # places in a part, roughly; more where so many begin with the same symbols
STRIDE = 1 << 8  # of so many places one is looked at to find where parts should end


class Parts:
    """Where the strings of min_size symbols or more in a text begin, in the order of symbols.

    All occurrences of a string, and of those that begin with it, are in one part.
    """

    def __init__(self, text: RunningText, min_size: int):
        self._text = text
        self._size = max(1, min(min_size, symbols_of_key(text.alphabet.type)))  # symbols that decide on the part
        sample = [np.zeros(0, dtype=np.uint64)]
        sample += (keys(symbols, places[::STRIDE], self._size) for _, symbols, places in self._starts())
        self._borders = np.unique(np.sort(np.concatenate(sample))[AT_ONCE // STRIDE :: AT_ONCE // STRIDE])

    def __len__(self) -> int:
        return len(self._borders) + 1

    def of(self, symbols: Array, places: Places) -> Places:
        """The number of the part of each place. symbols: those among which the places are."""
        return np.searchsorted(self._borders, keys(symbols, places, self._size), side="right")

    def places(self) -> Buckets:
        """The places by part, in order."""
        found = Buckets(len(self), np.int32 if self._text.size < 1 << 31 else np.int64)
        for first, symbols, places in self._starts():
            found.add(self.of(symbols, places), first + places)
        return found

    def _starts(self) -> Iterator[tuple[int, Array, Places]]:
        """By window, where it begins, its symbols, and the places in it that have enough of them before an end."""
        for first, size, symbols in self._text.windows():
            enough = np.ones(size, dtype=bool)
            for k in range(self._size):
                enough &= symbols[k : size + k] > 0
            yield first, symbols, np.flatnonzero(enough)
