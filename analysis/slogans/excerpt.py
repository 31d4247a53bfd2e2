"""Some clauses of a text in memory, and the characters for which its symbols stand."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.generic]
Places = NDArray[np.int64]


class Alphabet:
    """The characters of a text, numbered from 1 in the order of code points; 0 is the end of a clause.

    seen: by code point, whether a text has it. points: by symbol, its code point.
    """

    def __init__(self, seen: NDArray[np.bool_]):
        seen[0] = True
        self.points = np.flatnonzero(seen).astype(np.uint32)
        self.type = np.dtype(np.uint16 if len(self.points) <= 1 << 16 else np.uint32)
        self._symbol = np.where(seen, np.cumsum(seen) - 1, 0).astype(self.type)

    def symbols(self, points: NDArray[np.uint32]) -> Array:
        """The symbols of some code points."""
        return self._symbol[points]

    def having(self, characters: str | frozenset[str]) -> NDArray[np.bool_]:
        """By symbol, whether it is one of the characters."""
        return np.isin(self.points, [ord(c) for c in characters])

    def between(self, first: str, last: str) -> NDArray[np.bool_]:
        """By symbol, whether it is one of the characters from one to another."""
        return (self.points >= ord(first)) & (self.points <= ord(last))

    def symbol(self, character: str) -> int:
        """The number of a character; one that nothing has if no text has it."""
        return int(self._symbol[ord(character)]) or len(self.points)


class Excerpt:
    """Some clauses of a text, in its order one behind the other, each followed by the symbol 0.

    symbols: a number a character; zeros stand at the end, so that one may read on behind any place in it.
    edges[i]: whether a phrase may begin or end before symbol i.
    size: symbols without the zeros at the end. Places in an excerpt are counted from its own beginning.
    """

    def __init__(self, alphabet: Alphabet, symbols: Array, edges: NDArray[np.bool_], own: Places, reports: Places):
        """own: where each clause begins in the text. reports: where each report begins in the text."""
        self.alphabet, self.symbols, self.edges = alphabet, symbols, edges
        ends = np.flatnonzero(symbols == 0)[: len(own)] + 1
        self.size = int(ends.max(initial=0))
        self._begins, self._own = np.append(0, ends[:-1])[: len(own)], own
        self._reports = np.append(self._begins, self.size)[np.searchsorted(own, reports)]

    def places(self, places_in_text: Array) -> Places:
        """Where those places of the text that lie in these clauses lie in the excerpt."""
        clause = np.searchsorted(self._own, places_in_text, side="right") - 1
        return places_in_text + (self._begins - self._own)[clause]

    def places_in_text(self, places: Array) -> Places:
        """Where these places lie in the text."""
        clause = np.searchsorted(self._begins, places, side="right") - 1
        return places + (self._own - self._begins)[clause]

    def report_of(self, places: Array) -> Places:
        """The number of the report in which each place lies."""
        return np.searchsorted(self._reports, places, side="right") - 1

    def strings(self, starts: Array, sizes: Array) -> list[str]:
        """The strings that begin at some places; they lie within clauses."""
        ends = np.cumsum(sizes.astype(np.int64) + 1)
        at = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes - 1, sizes + 1)
        points = self.alphabet.points[self.symbols[np.repeat(starts, sizes + 1) + at]]
        points[ends - 1] = 0
        return text_of(points).split("\0")[:-1]


def text_of(points: NDArray[np.uint32]) -> str:
    """The text of some code points."""
    return points.astype("<u4").tobytes().decode("utf-32-le", errors="surrogatepass")
