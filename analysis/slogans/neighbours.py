"""What stands beside strings, in all occurrences of many at once; each word beside them is tagged once."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from .repeats import Places
from .running_text import RunningText
from .wholeness import LIST_MARK, MARKS, Beside, Tag, modified, noun, words_of

_MODIFIED, _NOUN, _PREDICATE = 1, 2, 4
_OF = "的"


class Neighbours:
    """The words of a text that stand beside strings."""

    def __init__(self, text: RunningText, tag: Tag):
        self._text = text
        self._flags = _flags_of(tag)

    def beside(self, places: Places, sizes: Places, begins: Places) -> list[Beside]:
        """What stands beside each string in half of its occurrences or more.

        places: all occurrences of one string after the other. sizes: of the strings. begins: where in places the
        occurrences of each begin.
        """
        symbols = self._text.symbols
        n = np.diff(np.append(begins, len(places)))
        behind = places + np.repeat(sizes, n)
        end = self._end_of_word(behind)
        one = end == behind + 1
        before = self._parts(self._start_of_word(places), places, last=True)
        after = self._parts(behind, end, last=False)
        listed = np.flatnonzero(one & (symbols[behind] == self._text.symbol(LIST_MARK)))
        then = np.zeros(len(places), dtype=bool)
        next_word = behind[listed] + 1
        then[listed] = self._parts(next_word, self._end_of_word(next_word), last=False) & _NOUN > 0
        found = (
            before & _MODIFIED > 0,
            after & _MODIFIED > 0,
            one & (symbols[behind] == self._text.symbol(_OF)),
            after & _PREDICATE > 0,
            then,
        )
        half = [2 * np.add.reduceat(flags, begins, dtype=np.int64) >= n for flags in found]
        return [Beside(*flags) for flags in np.array(half).T.tolist()]

    def _end_of_word(self, starts: Places) -> Places:
        """Where the words end that begin at some places; there again at the end of a clause."""
        ends = starts + (self._text.symbols[starts] > 0)
        going = np.flatnonzero(ends > starts)
        while len(going):
            at = ends[going]
            going = going[(self._text.symbols[at] > 0) & ~self._text.edges[at]]
            ends[going] += 1
        return ends

    def _start_of_word(self, ends: Places) -> Places:
        """Where the words begin that end at some places; there again at the beginning of a clause."""
        starts = ends - (self._text.symbols[ends - 1] > 0)
        going = np.flatnonzero(starts < ends)
        while len(going):
            at = starts[going]
            going = going[(self._text.symbols[at - 1] > 0) & ~self._text.edges[at]]
            starts[going] -= 1
        return starts

    def _parts(self, starts: Places, ends: Places, last: bool) -> Places:
        """What the part of speech of the first or last word in each span tells."""
        found = np.zeros(len(starts), dtype=np.int64)
        bits, sizes = 8 * self._text.symbols.itemsize, ends - starts
        key = np.zeros(len(starts), dtype=np.uint64)
        for k in range(64 // bits):
            key = (key << np.uint64(bits)) | (self._text.symbols[starts + k] * (sizes > k)).astype(np.uint64)
        short, long = np.flatnonzero(sizes <= 64 // bits), np.flatnonzero(sizes > 64 // bits)
        which, keys = pd.factorize(key[short])
        one = np.empty(len(keys), dtype=np.int64)
        one[which] = short  # any of those that are alike
        for some, spans in ((short, one), (long, long)):
            words = self._text.strings(starts[spans], sizes[spans])
            flags = np.array([self._flags(word)[last] for word in words], dtype=np.int64)
            found[some] = flags[which] if some is short else flags
        return found


def _flags_of(tag: Tag) -> Callable[[str], tuple[int, int]]:
    """A function from a word to what the parts of speech of its first and its last word tell."""

    @lru_cache(maxsize=1 << 16)
    def flags(word: str) -> tuple[int, int]:
        if not word or MARKS.intersection(word):
            return 0, 0
        parts = [part for _, part in words_of(word, tag)]
        first, last = (
            _MODIFIED * modified(part) + _NOUN * noun(part) + _PREDICATE * (part in ("d", "p", "v"))
            for part in (parts[0], parts[-1])
        )
        return first, last

    return flags
