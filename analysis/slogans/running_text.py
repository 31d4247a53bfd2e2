"""The body texts of reports as one array of symbols, cut into clauses, with the edges of words."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from tempfile import TemporaryFile
from typing import IO

import numpy as np
from numpy.typing import NDArray

from .. import tokens
from ..corpus.records import Report, Segment
from ..corpus.script import HAN
from ..lexicons import Lexicons, Matcher
from .wholeness import PAIRS

Array = NDArray[np.generic]
Places = NDArray[np.int64]

_BREAKS = "。！？；…：!?;:"
_BREAK = re.compile(rf"[{_BREAKS}]+|——")
_BLANK = re.compile(r"[\s\0]+")
BETWEEN = "。"  # stands between clauses where a text is searched for slogans: it ends a sentence, and no clause has it
LONGEST = 800  # characters: what goes on longer without an end of a clause is no clause and is cut
PIECE = 100  # characters of what is cut: how often it repeats itself makes up its cost, by the square of its length
_AT_ONCE = 1 << 20  # symbols that are looked at together
PADDING = 2 * LONGEST  # what stands behind a text, so that one may read on behind any place in it
_N_POINTS = 0x110000


def _flags(characters: str) -> NDArray[np.bool_]:
    """By code point, whether it is one of the characters."""
    found = np.zeros(_N_POINTS, dtype=bool)
    found[[ord(c) for c in characters]] = True
    return found


def _smallest(n: int) -> type[np.unsignedinteger]:
    """A type for numbers below n."""
    return np.uint16 if n <= 1 << 16 else np.uint32


_IS_BREAK, _IS_FIGURE = _flags(_BREAKS + "\0"), _flags("0123456789.%")


class RunningText:
    """All clauses of the body texts one behind the other, each followed by the symbol 0.

    symbols: a number a character, from 1 in the order of code points; PADDING zeros stand at the end.
    edges[i]: whether a phrase may begin or end before symbol i: there a word of the segmenter begins or ends, which is
    no number (a figure and its unit are one: 次 in 12次、专题 begins nothing), and no slogan is cut.
    size: symbols without the padding. White space is left out.
    reports: the id of each report. cities: by report, a number a city; one of its own where no city is known.
    """

    def __init__(self, reports: Sequence[Report], lexicons: Lexicons | None, matcher: Matcher):
        self.reports: list[str] = []
        cities: list[str] = []
        self._paragraphs: list[Places] = []  # of each report: where they begin in it, and its end
        first, seen = [0], np.zeros(_N_POINTS, dtype=bool)
        seen[0] = True
        with TemporaryFile() as points, TemporaryFile() as edges:  # each is in memory once, when its size is known
            for report in reports:
                self.reports.append(report.report)
                cities.append(report.meta.get("city") or report.report)
                own, own_edges, begins = _clauses(report, lexicons)
                for slogan in matcher.find(_text(own).replace("\0", BETWEEN)):
                    own_edges[slogan.start + 1 : slogan.end] = False
                seen[own] = True
                own.tofile(points)
                own_edges.tofile(edges)
                self._paragraphs.append(np.append(begins, len(own)))
                first.append(first[-1] + len(own))
            self.cities = np.unique(cities, return_inverse=True)[1]
            self.size = first[-1]
            self._first = np.array(first)
            self.points = np.flatnonzero(seen).astype(np.uint32)
            self._symbol = np.where(seen, np.cumsum(seen) - 1, 0).astype(_smallest(len(self.points)))
            self.symbols = self._numbered(points)
            np.zeros(PADDING, dtype=bool).tofile(edges)
            edges.seek(0)
            self.edges = np.fromfile(edges, dtype=bool)
        self._brackets = self._matched()

    def _numbered(self, points: IO[bytes]) -> Array:
        """The symbols of the code points in a file."""
        points.seek(0)
        symbols = np.zeros(self.size + PADDING, dtype=self._symbol.dtype)
        for begin in range(0, self.size, _AT_ONCE):
            some = np.fromfile(points, dtype=np.uint32, count=_AT_ONCE)
            symbols[begin : begin + len(some)] = self._symbol[some]
        return symbols

    def some(self) -> Iterator[tuple[int, Array]]:
        """The symbols some at a time, each time with the place of the first: what is asked of all takes little room."""
        for first in range(0, self.size, _AT_ONCE):
            yield first, self.symbols[first : min(first + _AT_ONCE, self.size)]

    def places_of(self, wanted: NDArray[np.bool_]) -> Places:
        """Where some symbols stand. wanted: by symbol."""
        nothing = np.zeros(0, dtype=np.int64)
        return np.concatenate([nothing, *(first + np.flatnonzero(wanted[symbols]) for first, symbols in self.some())])

    def having(self, characters: str | frozenset[str]) -> NDArray[np.bool_]:
        """By symbol, whether it is one of the characters."""
        return np.isin(self.points, [ord(c) for c in characters])

    def between(self, first: str, last: str) -> NDArray[np.bool_]:
        """By symbol, whether it is one of the characters from one to another."""
        return (self.points >= ord(first)) & (self.points <= ord(last))

    def symbol(self, character: str) -> int:
        """The number of a character; one that nothing has if no text has it."""
        return int(self._symbol[ord(character)]) or len(self.points)

    def report_of(self, places: Array) -> NDArray[np.int64]:
        """The number of the report in which each place lies."""
        return np.searchsorted(self._first, places, side="right") - 1

    def han_within(self, sizes: Array) -> Places:
        """For each paragraph of the body text how many Han characters stand in spans. sizes: of the longest from each
        place on, 0 where none begins; no span goes over the end of a clause.
        """
        han = np.fromiter(map(HAN.match, map(chr, self.points.tolist())), dtype=object).astype(bool)
        found = [np.zeros(0, dtype=np.int64)]
        for paragraphs, (first, last) in zip(self._paragraphs, pairwise(self._first.tolist()), strict=True):
            place = np.arange(first, last)
            within = np.maximum.accumulate(place + sizes[first:last]) > place if last > first else place > 0
            n = np.append(0, np.cumsum(within & han[self.symbols[first:last]]))
            found.append(np.diff(n[paragraphs]))
        return np.concatenate(found)

    def strings(self, starts: Array, sizes: Array) -> list[str]:
        """The strings that begin at some places; they lie within clauses."""
        ends = np.cumsum(sizes.astype(np.int64) + 1)
        at = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes - 1, sizes + 1)
        points = self.points[self.symbols[np.repeat(starts, sizes + 1) + at]]
        points[ends - 1] = 0
        return _text(points).split("\0")[:-1]

    def partners(self, places: Array) -> NDArray[np.int64]:
        """Where the bracket or quotation mark stands that belongs to the one at each place; -1: there is none."""
        marks, partners = self._brackets
        if not len(marks):
            return np.full(places.shape, -1)
        at = np.minimum(np.searchsorted(marks, places), len(marks) - 1)
        return np.where(marks[at] == places, partners[at], -1)

    def _matched(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Places of brackets, and of their partners. A closing one belongs to the last one that is open, if of a kind.

        Pairs within a part of a clause are those pairs of the clause that lie within it.
        """
        opens = {self.symbol(a): self.symbol(b) for a, b in PAIRS.items()}
        wanted = self.having(frozenset(PAIRS) | frozenset(PAIRS.values()))
        wanted[0] = bool(wanted[1:].any())
        marks = self.places_of(wanted)
        partners = np.full(len(marks), -1)
        waiting: list[tuple[int, int]] = []
        for i, symbol in enumerate(self.symbols[marks].tolist()):
            if symbol == 0:
                waiting.clear()
            elif symbol in opens:
                waiting.append((i, opens[symbol]))
            elif waiting and waiting[-1][1] == symbol:
                j, _ = waiting.pop()
                partners[i], partners[j] = marks[j], marks[i]
        real = self.symbols[marks] > 0
        return marks[real], partners[real]


def _text(points: NDArray[np.uint32]) -> str:
    return points.astype("<u4").tobytes().decode("utf-32-le", errors="surrogatepass")


def _clauses(report: Report, lexicons: Lexicons | None) -> tuple[NDArray[np.uint32], NDArray[np.bool_], Places]:
    """The code points of a report's clauses, each followed by 0, the edges of words, and where paragraphs begin."""
    pieces: list[tuple[str, Sequence[int]]] = []
    paragraphs = []
    for segment in report.paragraphs:
        paragraphs.append(len(pieces))
        pieces += _pieces(segment, lexicons)
    begins = np.cumsum([0, *(len(text) + 1 for text, _ in pieces)])[paragraphs]
    text = "".join(text + "\0" for text, _ in pieces).replace("——", "\0\0")
    points = np.array(np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype="<u4"))
    lengths = np.fromiter(chain.from_iterable((*own, 1) for _, own in pieces), dtype=np.int64)
    ends = np.cumsum(lengths)
    figures = np.concatenate([[0], np.cumsum(_IS_FIGURE[points])])
    edges = np.zeros(len(points) + 1, dtype=bool)
    edges[ends] = figures[ends] - figures[ends - lengths] < lengths
    over = _IS_BREAK[points]
    points[over] = 0
    starts = np.concatenate([[True], over[:-1]]) if len(over) else over
    edges[:-1][starts] = True
    kept = ~(over & starts)  # of several breaks the first
    begins = np.append(0, np.cumsum(kept))[begins]
    points, edges = points[kept], edges[:-1][kept]
    at = _too_long(points)
    return np.insert(points, at, 0), np.insert(edges, at, True), begins + np.searchsorted(at, begins)


def _too_long(points: NDArray[np.uint32]) -> list[int]:
    """Where an end is put in: after every PIECE characters of a clause that is longer than LONGEST."""
    ends = np.concatenate([[-1], np.flatnonzero(points == 0)])
    return [cut for a, b in pairwise(ends.tolist()) if b - a > LONGEST + 1 for cut in range(a + 1 + PIECE, b, PIECE)]


def _pieces(segment: Segment, lexicons: Lexicons | None) -> Iterator[tuple[str, Sequence[int]]]:
    """A paragraph, or the clauses of one in which white space stands, and the lengths of the words.

    Where white space is left out a clause is cut into words anew; the others keep their words.
    """
    text = segment.simple
    if not _BLANK.search(text):
        yield text, tokens.lengths(segment, lexicons)
        return
    edges = np.cumsum([0, *tokens.lengths(segment, lexicons)])
    breaks = [m.span() for m in _BREAK.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *breaks, (len(text), len(text))]):
        piece = text[start:end]
        run = _BLANK.sub("", piece)
        if run and run != piece:
            yield run, [len(word) for word in tokens.segment(run, lexicons)]
        elif run:
            yield run, np.diff(edges[np.searchsorted(edges, start) : np.searchsorted(edges, end) + 1]).tolist()
