"""What stands beside strings, in all occurrences of many at once; each word beside them is tagged once."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from .excerpt import Excerpt, Places
from .wholeness import LIST_MARK, MARKS, Beside, Tag, modified, noun, words_of

_MODIFIED, _NOUN, _PREDICATE = 1, 2, 4
_OF = "的"


class Neighbours:
    """The words that stand beside strings."""

    def __init__(self, tag: Tag):
        self._flags = _flags_of(tag)

    def beside(self, text: Excerpt, places: Places, sizes: Places, begins: Places) -> list[Beside]:
        """What stands beside each string in half of its occurrences or more.

        places: all occurrences of one string after the other. sizes: of the strings. begins: where in places the
        occurrences of each begin.
        """
        symbols, symbol = text.symbols, text.alphabet.symbol
        n = np.diff(np.append(begins, len(places)))
        behind = places + np.repeat(sizes, n)
        end = _end_of_word(text, behind)
        one = end == behind + 1
        before = self._parts(text, _start_of_word(text, places), places, last=True)
        after = self._parts(text, behind, end, last=False)
        listed = np.flatnonzero(one & (symbols[behind] == symbol(LIST_MARK)))
        then = np.zeros(len(places), dtype=bool)
        next_word = behind[listed] + 1
        then[listed] = self._parts(text, next_word, _end_of_word(text, next_word), last=False) & _NOUN > 0
        found = (
            before & _MODIFIED > 0,
            after & _MODIFIED > 0,
            one & (symbols[behind] == symbol(_OF)),
            after & _PREDICATE > 0,
            then,
        )
        half = [2 * np.add.reduceat(flags, begins, dtype=np.int64) >= n for flags in found]
        return [Beside(*flags) for flags in np.array(half).T.tolist()]

    def _parts(self, text: Excerpt, starts: Places, ends: Places, last: bool) -> Places:
        """What the part of speech of the first or last word in each span tells."""
        found = np.zeros(len(starts), dtype=np.int64)
        bits, sizes = 8 * text.symbols.itemsize, ends - starts
        key = np.zeros(len(starts), dtype=np.uint64)
        for k in range(64 // bits):
            key = (key << np.uint64(bits)) | (text.symbols[starts + k] * (sizes > k)).astype(np.uint64)
        short, long = np.flatnonzero(sizes <= 64 // bits), np.flatnonzero(sizes > 64 // bits)
        which, keys = pd.factorize(key[short])
        one = np.empty(len(keys), dtype=np.int64)
        one[which] = short  # any of those that are alike
        for some, spans in ((short, one), (long, long)):
            words = text.strings(starts[spans], sizes[spans])
            flags = np.array([self._flags(word)[last] for word in words], dtype=np.int64)
            found[some] = flags[which] if some is short else flags
        return found


def _end_of_word(text: Excerpt, starts: Places) -> Places:
    """Where the words end that begin at some places; there again at the end of a clause."""
    ends = starts + (text.symbols[starts] > 0)
    going = np.flatnonzero(ends > starts)
    while len(going):
        at = ends[going]
        going = going[(text.symbols[at] > 0) & ~text.edges[at]]
        ends[going] += 1
    return ends


def _start_of_word(text: Excerpt, ends: Places) -> Places:
    """Where the words begin that end at some places; there again at the beginning of a clause."""
    starts = ends - (text.symbols[ends - 1] > 0)
    going = np.flatnonzero(starts < ends)
    while len(going):
        at = starts[going]
        going = going[(text.symbols[at - 1] > 0) & ~text.edges[at]]
        starts[going] -= 1
    return starts


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
