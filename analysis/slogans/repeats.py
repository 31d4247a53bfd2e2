"""Closed repeats: every string that recurs and cannot grow without losing an occurrence."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from pydivsufsort import divsufsort, kasai


class Repeat(NamedTuple):
    """text: the string; starts: where it begins, as (index into texts, offset) in order."""

    text: str
    starts: tuple[tuple[int, int], ...]


class Index:
    """Suffix array and LCP array over several texts, never across two of them.

    Suffix array by divsufsort, LCP by Kasai et al. 2001, both linear; the LCP is cut at the end of each text, where
    the array stays consistent because the end mark sorts first.
    """

    def __init__(self, texts: Sequence[str]):
        joined = "\0".join(texts) + "\0"
        codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
        _, dense = np.unique(codes, return_inverse=True)
        symbols = dense.astype(np.uint16 if dense.max(initial=0) < 2**16 else np.uint32)
        self.joined = joined
        self.first = np.cumsum([0, *(len(t) + 1 for t in texts)])[:-1] if texts else np.zeros(0, int)
        ends = np.flatnonzero(codes == 0)
        left = ends[np.searchsorted(ends, np.arange(len(joined)))] - np.arange(len(joined))
        self.sa = divsufsort(symbols).astype(np.int64)
        lcp = np.asarray(kasai(symbols, self.sa), dtype=np.int64)
        self.lcp = np.minimum(lcp, np.minimum(left[self.sa], np.append(left[self.sa[1:]], 0)))
        self.rank = np.empty_like(self.sa)
        self.rank[self.sa] = np.arange(len(self.sa))
        before = np.concatenate([[0], codes[:-1]])[self.sa]
        # A change of the character before, or none before: the set cannot grow to the left there.
        self._turns = np.concatenate([[0], np.cumsum((before[1:] != before[:-1]) | (before[1:] == 0))])

    def occurrences(self, start: int, length: int) -> np.ndarray:
        """Where in `joined` the string joined[start:start+length] begins, in order."""
        low = high = int(self.rank[start])
        while low and self.lcp[low - 1] >= length:
            low -= 1
        while high + 1 < len(self.sa) and self.lcp[high] >= length:
            high += 1
        return np.sort(self.sa[low : high + 1])

    def closed(self, min_chars: int) -> Iterator[tuple[int, np.ndarray]]:
        """(length, starts in `joined`) of each closed repeat: the left-maximal nodes of the LCP interval tree."""
        stack: list[tuple[int, int]] = []  # (length, first rank)
        for i, length in enumerate([*self.lcp[:-1].tolist(), 0] if len(self.sa) else []):
            first = i
            while stack and stack[-1][0] > length:
                size, first = stack.pop()
                if size >= min_chars and self._turns[i] > self._turns[first]:
                    yield size, np.sort(self.sa[first : i + 1])
            if length and (not stack or stack[-1][0] < length):
                stack.append((length, first))

    def place(self, start: int) -> tuple[int, int]:
        """(index into texts, offset) of a position in `joined`."""
        text = int(np.searchsorted(self.first, start, side="right")) - 1
        return text, int(start - self.first[text])


def closed_repeats(texts: Sequence[str], min_chars: int = 4) -> list[Repeat]:
    """Every string of at least min_chars characters that occurs twice or more and that no longer string replaces.

    texts: strings; a repeat never spans two. Closed: each longer string that contains it has fewer occurrences.
    Occurrences may overlap each other. In code point order. Linear in the total length of the texts, but for
    the listing of occurrences. NUL may not stand in a text. Raises ValueError where it does.
    Source: Abouelhoda, Kurtz & Ohlebusch 2004, Replacing suffix trees with enhanced suffix arrays.
    """
    if any("\0" in t for t in texts):
        raise ValueError("a text holds a NUL character; remove it first")
    index = Index(texts)
    return sorted(
        Repeat(index.joined[starts[0] : starts[0] + size], tuple(index.place(s) for s in starts))
        for size, starts in index.closed(min_chars)
    )
