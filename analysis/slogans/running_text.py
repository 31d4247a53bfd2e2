"""The body texts of reports as one row of symbols, cut into clauses, with the edges of words."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .. import tokens
from ..corpus.records import Report, Segment
from ..corpus.script import HAN
from ..lexicons import Lexicons, Matcher
from .buckets import Buckets
from .excerpt import Alphabet, Array, Excerpt, Places, text_of

_BREAKS = "。！？；…：!?;:"
_BREAK = re.compile(rf"[{_BREAKS}]+|——")
_BLANK = re.compile(r"[\s\0]+")
BETWEEN = "。"  # stands between clauses where a text is searched for slogans: it ends a sentence, and no clause has it
LONGEST = 800  # characters: what goes on longer without an end of a clause is no clause and is cut
PIECE = 100  # characters of what is cut: how often it repeats itself makes up its cost, by the square of its length
AT_ONCE = 1 << 18  # symbols that are read together, and the rest of the last report
PADDING = 2 * LONGEST  # what stands behind a text, so that one may read on behind any place in it
SPAN = np.dtype([("place", np.int64), ("size", np.uint16)])
_N_POINTS = 0x110000


def _flags(characters: str) -> NDArray[np.bool_]:
    """By code point, whether it is one of the characters."""
    found = np.zeros(_N_POINTS, dtype=bool)
    found[[ord(c) for c in characters]] = True
    return found


_IS_BREAK, _IS_FIGURE = _flags(_BREAKS + "\0"), _flags("0123456789.%")


class Window(NamedTuple):
    """The symbols of some reports of a text, and of what comes behind them.

    first: the place of the first of them in the text. size: how many are of these reports.
    """

    first: int
    size: int
    symbols: Array


class RunningText:
    """All clauses of the body texts one behind the other, each followed by the symbol 0: on disk, read as excerpts.

    White space is left out. An edge stands before a symbol where a phrase may begin or end: there a word of the
    segmenter begins or ends, which is no number (a figure and its unit are one: 次 in 12次、专题 begins nothing), and
    no slogan is cut. size: of all, in symbols.
    reports: the id of each report. cities: by report, a number a city; one of its own where no city is known.
    """

    def __init__(self, reports: Sequence[Report], lexicons: Lexicons | None, matcher: Matcher):
        self.reports: list[str] = []
        cities: list[str] = []
        self._paragraphs: list[Places] = []  # of each report: where they begin in it, and its end
        first, seen = [0], np.zeros(_N_POINTS, dtype=bool)
        self._symbols, self._edges = TemporaryFile(), TemporaryFile()  # noqa: SIM115
        with TemporaryFile() as points:
            for report in reports:
                self.reports.append(report.report)
                cities.append(report.meta.get("city") or report.report)
                own, own_edges, begins = _clauses(report, lexicons)
                for slogan in matcher.find(text_of(own).replace("\0", BETWEEN)):
                    own_edges[slogan.start + 1 : slogan.end] = False
                seen[own] = True
                own.tofile(points)
                own_edges.tofile(self._edges)
                self._paragraphs.append(np.append(begins, len(own)))
                first.append(first[-1] + len(own))
            self.cities = np.unique(cities, return_inverse=True)[1]
            self.size, self._first = first[-1], np.array(first)
            self.alphabet = Alphabet(seen)
            self._number(points)
        self._windows = self._first[np.unique(self._first[:-1] // AT_ONCE, return_index=True)[1]]

    def _number(self, points: IO[bytes]) -> None:
        """Write the symbols of the code points in a file."""
        points.seek(0)
        while len(some := np.fromfile(points, dtype=np.uint32, count=AT_ONCE)):
            self.alphabet.symbols(some).tofile(self._symbols)
        np.zeros(PADDING, dtype=self.alphabet.type).tofile(self._symbols)

    @property
    def n_windows(self) -> int:
        """In how many windows it is read."""
        return len(self._windows)

    def window_of(self, places: Array) -> Places:
        """The number of the window in which each place lies."""
        return np.searchsorted(self._windows, places, side="right") - 1

    def windows(self) -> Iterator[Window]:
        """The whole text, some reports at a time: what is asked of all of it takes little room."""
        for first, last in pairwise([*self._windows.tolist(), self.size]):
            yield Window(first, last - first, _read(self._symbols, self.alphabet.type, first, last + PADDING))

    def excerpt(self, places: Array) -> Excerpt:
        """The clauses in which some places lie. places: in order."""
        symbols, edges, begins = [], [], [np.zeros(0, dtype=np.int64)]
        borders = np.searchsorted(places, [*self._windows, self.size]).tolist()
        for window, (first, last) in zip(self.windows(), pairwise(borders), strict=True):
            if first < last:
                ends = np.flatnonzero(window.symbols[: window.size] == 0) + 1
                clauses = np.unique(np.searchsorted(ends, places[first:last] - window.first, side="right"))
                sizes = np.diff(ends, prepend=0)[clauses]
                own = ends[clauses] - sizes
                at = np.arange(int(sizes.sum())) + np.repeat(own - np.cumsum(sizes) + sizes, sizes)
                symbols.append(window.symbols[at])
                edges.append(_read(self._edges, np.dtype(bool), window.first, window.first + window.size)[at])
                begins.append(window.first + own)
        symbols.append(np.zeros(PADDING, dtype=self.alphabet.type))
        edges.append(np.zeros(PADDING, dtype=bool))
        joined = np.concatenate(symbols), np.concatenate(edges), np.concatenate(begins)
        return Excerpt(self.alphabet, *joined, self._first)

    def han_within(self, spans: Buckets) -> Places:
        """For each paragraph of the body text how many Han characters stand in spans, which go over no end of a clause.

        spans: of `spans_of`, by window, the longest from each place on.
        """
        han = np.fromiter(map(HAN.match, map(chr, self.alphabet.points.tolist())), dtype=object).astype(bool)
        found = [np.zeros(0, dtype=np.int64)]
        borders = [*np.searchsorted(self._first[:-1], self._windows).tolist(), len(self.reports)]
        for number, (window, reports) in enumerate(zip(self.windows(), pairwise(borders), strict=True)):
            place = np.arange(window.size)
            end, own = place.copy(), spans[number]
            end[own["place"] - window.first] += own["size"]
            within = np.maximum.accumulate(end) > place if window.size else place > 0
            n = np.append(0, np.cumsum(within & han[window.symbols[: window.size]]))
            for report in range(*reports):
                found.append(np.diff(n[self._first[report] - window.first + self._paragraphs[report]]))
        return np.concatenate(found)


def spans_of(places: Array, sizes: Array) -> NDArray[np.void]:
    """Places and sizes as records of the type SPAN."""
    spans = np.empty(len(places), dtype=SPAN)
    spans["place"], spans["size"] = places, sizes
    return spans


def _read(file: IO[bytes], dtype: np.dtype, first: int, last: int) -> Array:
    file.seek(first * dtype.itemsize)
    return np.fromfile(file, dtype=dtype, count=last - first)


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
