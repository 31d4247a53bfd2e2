"""Which strings are pieces of larger phrases, by the words right before and after their occurrences.

A Chinese phrase ends in its head, and its modifiers come first: what stands beside a string tells what has been cut
from it. Looked at are all occurrences of many strings at once; each word beside them is tagged once.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .repeats import Places
from .running_text import RunningText
from .wholeness import LIST_MARK, MARKS, Tag, modified, noun, words_of

Flags = NDArray[np.bool_]
_MODIFIED, _NOUN, _STARTS_ITS_PREDICATE = 1, 2, 4
_OF = "的"


class Look(NamedTuple):
    """What decides whether a string can be a piece of a larger phrase (see `kind_of`).

    slogan: whether it holds one of the lexicon. ends_in_slogan: whether it ends in one.
    """

    noun_first: bool
    relative: bool
    verb_last: bool
    pivotal: bool
    noun_last: bool
    slogan: bool
    ends_in_slogan: bool


class Fragments:
    """Tells pieces of larger phrases from phrases."""

    def __init__(self, text: RunningText, tag: Tag):
        self.text, self.tag = text, tag
        self._flags = _flags_of(tag)

    def among(self, strings: Sequence[Look], places: Places, sizes: Places, begins: Places) -> Flags:
        """Of each string, whether in half of its occurrences or more it lacks something for one and the same reason.

        A slogan has its modifiers in it, and its end is an end. places: all occurrences of one string after the other.
        sizes: of the strings. begins: where the places of each begin.
        On the left, after a noun or an adjective: a noun without its modifier (难点问题 in 热点难点问题), a relative
        clause without its subject (关注的问题 in 群众关注的问题).
        On the right, before a noun without 的 or a mark: a modifier, or a verb without its object (新时代政协 in
        新时代政协工作, 深入推进 in 深入推进改革); a verb that 的 follows (群众关注 in 群众关注的问题); a verb whose
        object does something that is cut off (确保工作 in 确保工作有序推进); a verb with the first only of several
        objects (落实中央 in 落实中央、省委决定).
        """
        n = np.diff(np.append(begins, len(places)))
        noun_first, relative, verb_last, pivotal, noun_last, slogan, ends_in_slogan = np.array(strings, dtype=bool).T
        behind = places + np.repeat(sizes, n)
        end = self._end_of_word(behind)
        before = self._parts(self._start_of_word(places), places, last=True) & _MODIFIED > 0
        after = self._parts(behind, end, last=False)
        one = end == behind + 1
        listed = np.flatnonzero(one & (self.text.symbols[behind] == self.text.symbol(LIST_MARK)))
        then = np.zeros(len(places), dtype=bool)
        next_word = behind[listed] + 1
        then[listed] = self._parts(next_word, self._end_of_word(next_word), last=False) & _NOUN > 0
        of = one & (self.text.symbols[behind] == self.text.symbol(_OF))
        reasons = (
            (~slogan & noun_first, before),
            (~slogan & relative, before),
            (~ends_in_slogan, after & _MODIFIED > 0),
            (~ends_in_slogan & verb_last, of),
            (~ends_in_slogan & pivotal, after & _STARTS_ITS_PREDICATE > 0),
            (~ends_in_slogan & noun_last, then),
        )
        found = np.zeros(len(strings), dtype=bool)
        for of_string, beside in reasons:
            found |= of_string & (2 * np.add.reduceat(beside, begins, dtype=np.int64) >= n)
        return found

    def _end_of_word(self, starts: Places) -> Places:
        """Where the words end that begin at some places; there again at the end of a clause."""
        ends = starts + (self.text.symbols[starts] > 0)
        going = np.flatnonzero(ends > starts)
        while len(going):
            at = ends[going]
            going = going[(self.text.symbols[at] > 0) & ~self.text.edges[at]]
            ends[going] += 1
        return ends

    def _start_of_word(self, ends: Places) -> Places:
        """Where the words begin that end at some places; there again at the beginning of a clause."""
        starts = ends - (self.text.symbols[ends - 1] > 0)
        going = np.flatnonzero(starts < ends)
        while len(going):
            at = starts[going]
            going = going[(self.text.symbols[at - 1] > 0) & ~self.text.edges[at]]
            starts[going] -= 1
        return starts

    def _parts(self, starts: Places, ends: Places, last: bool) -> Places:
        """What the part of speech of the first or last word in each span tells."""
        found = np.zeros(len(starts), dtype=np.int64)
        bits = 8 * self.text.symbols.itemsize
        sizes = ends - starts
        for some, short in ((sizes <= 64 // bits, True), (sizes > 64 // bits, False)):
            some = np.flatnonzero(some & (sizes > 0))
            if not short:
                words = self.text.strings(starts[some], sizes[some])
                found[some] = [self._flags(word)[last] for word in words]
                continue
            key = np.zeros(len(some), dtype=np.uint64)
            for k in range(64 // bits):
                symbols = self.text.symbols[starts[some] + k] * (sizes[some] > k)
                key = (key << np.uint64(bits)) | symbols.astype(np.uint64)
            _, one, which = np.unique(key, return_index=True, return_inverse=True)
            words = self.text.strings(starts[some[one]], sizes[some[one]])
            found[some] = np.array([self._flags(word)[last] for word in words], dtype=np.int64)[which]
        return found


def _flags_of(tag: Tag) -> Callable[[str], tuple[int, int]]:
    """A function from a word to what the parts of speech of its first and its last word tell."""

    @lru_cache(maxsize=1 << 16)
    def flags(word: str) -> tuple[int, int]:
        if MARKS.intersection(word):
            return 0, 0
        parts = [part for _, part in words_of(word, tag)]
        first, last = (
            _MODIFIED * modified(part) + _NOUN * noun(part) + _STARTS_ITS_PREDICATE * (part in ("d", "p", "v"))
            for part in (parts[0], parts[-1])
        )
        return first, last

    return flags
