"""Phrases that recur in several reports, found without a word list, and how much of a paragraph they make up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import ahocorasick
import numpy as np
import pandas as pd
from pydivsufsort import divsufsort, kasai

from .. import tokens
from ..corpus.ids import join_ids
from ..corpus.records import Report, Segment
from ..lexicons import Lexicons, Matcher
from ..lexicons.matcher import CLOSE_MARKS, OPEN_MARKS
from ..lexicons.slogans import plain
from .wholeness import COMMA, cut_off, idle, trim

COLUMNS = ("phrase", "n_chars", "n", "n_reports", "n_cities", "slogan", "quoted", "reports")
_BREAK = re.compile(r"[。！？；…：!?;:]+|——")
_BLANK = re.compile(r"[\s\0]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")


class Index:
    """Suffix array and LCP array over several texts, which hold no NUL; a repeat never spans two of them.

    Suffix array by divsufsort, LCP by Kasai et al. 2001, both linear; the LCP is cut at the end of each text, where
    the array stays consistent because the end mark sorts first. Closed repeats are linear, but for the listing of
    occurrences: Abouelhoda, Kurtz & Ohlebusch 2004, Replacing suffix trees with enhanced suffix arrays.
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
        """(length, starts in `joined`) of each string of min_chars or more that recurs and that no longer one replaces.

        Closed: each longer string that contains it has fewer occurrences. They are the left-maximal nodes of the LCP
        interval tree; occurrences may overlap each other.
        """
        stack: list[tuple[int, int]] = []  # (length, first rank)
        for i, length in enumerate([*self.lcp[:-1].tolist(), 0] if len(self.sa) else []):
            first = i
            while stack and stack[-1][0] > length:
                size, first = stack.pop()
                if size >= min_chars and self._turns[i] > self._turns[first]:
                    yield size, np.sort(self.sa[first : i + 1])
            if length and (not stack or stack[-1][0] < length):
                stack.append((length, first))


def recurring_phrases(
    reports: Sequence[Report],
    lexicon: pd.DataFrame,
    min_reports: int = 2,
    min_chars: int = 4,
    max_chars: int = 40,
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Phrases that stand word for word in the body text of min_reports reports or more, one row a phrase.

    Columns: phrase; n_chars (all its characters); n (occurrences); n_reports; n_cities (by meta["city"], else the
    report's id); slogan (the entry of the lexicon with the longest form in it, where the lexicon's forms cover half
    of the phrase or more, marks not counted; else ""); quoted (share of the occurrences that stand in quotation
    marks, 0 to 1); reports (ids as join_ids writes them). Most reports first, then n, length, code points.
    lexicons: those whose words the segmenter knows, by default the shipped ones.

    Method: closed repeats (see Index) between clause-final marks; white space is left out. Each is cut back
    to edges that are edges of phrases: in more than half of its occurrences a word of the segmenter begins or ends
    there (or the clause does) and no slogan of the lexicon is cut; no list mark or lone bracket; no function word
    (的 和 以 …); no cut-off item of a list whose items are of equal length (协商 in 政治协商、民主监督). What goes over
    a comma must end with its clause and begin with four characters of one. What is longer than max_chars is cut at
    its commas. Left out is vocabulary (see wholeness.idle) and what is a piece of a larger phrase (see
    wholeness.cut_off); what holds a slogan of the lexicon is no vocabulary.
    Texts in traditional script are read in simplified (Segment.simple), in which the phrases are given.
    n counts exact strings: 增强“四个意识” and 增强四个意识 are two phrases.
    """
    runs, owner = _runs(reports, lexicons)
    tag = lru_cache(maxsize=None)(lambda text: tokens.tag(text, lexicons))
    index = Index([run for run, _ in runs])
    matcher = Matcher(lexicon)
    edges = np.zeros(len(index.joined) + 1, dtype=bool)
    for (run, cut), first in zip(runs, index.first, strict=True):
        # A figure and its unit are one: 次 in 12次、专题 begins nothing.
        keep = [True, *(not re.fullmatch(r"[0-9.%]+", word) for word in cut)]
        edges[first + np.cumsum([0, *map(len, cut)])] = keep
        for slogan in matcher.find(run):
            edges[first + slogan.start + 1 : first + slogan.end] = False
    found: dict[str, np.ndarray] = {}
    for size, starts in index.closed(min_chars):
        if len(set(owner(starts))) < min_reports:
            continue
        for a, b in _candidates(index.joined, starts, size, edges, max_chars):
            phrase = index.joined[starts[0] + a : starts[0] + b]
            if not min_chars <= len(phrase) <= max_chars or phrase in found:
                continue
            if not (known := matcher.find(phrase)) and idle(phrase, tag):
                continue
            places = index.occurrences(int(starts[0]) + a, b - a)
            slogan = bool(known), any(m.end == len(phrase) for m in known)
            if not cut_off(index.joined, places, b - a, edges, tag, slogan):
                found[phrase] = places
    return _table(_closed_only(found), index.joined, reports, owner, matcher)


def _runs(reports: Sequence[Report], lexicons: Lexicons | None):
    """Clauses of the body text with their words, and a function from positions in the joined text to reports."""
    held = [[run for piece in report.paragraphs for run in _clauses(piece, lexicons)] for report in reports]
    runs = [run for own in held for run in own]
    first = np.cumsum([0, *(len(run) + 1 for run, _ in runs)])
    numbers = np.array([number for number, own in enumerate(held) for _ in own], dtype=int)
    return runs, lambda starts: numbers[np.searchsorted(first, starts, side="right") - 1].tolist()


def _clauses(segment: Segment, lexicons: Lexicons | None) -> Iterator[tuple[str, list[str]]]:
    """The clauses of a paragraph without white space, each with its words.

    A clause ends at marks at which the segmenter always cuts, so its words are those of the paragraph; where white
    space is left out it is cut anew.
    """
    text = segment.simple
    edges = np.cumsum([0, *map(len, tokens.words(segment, lexicons))])
    breaks = [m.span() for m in _BREAK.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *breaks, (len(text), len(text))]):
        piece = text[start:end]
        run = _BLANK.sub("", piece)
        if run and run != piece:
            yield run, tokens.segment(run, lexicons)
        elif run:
            cuts = edges[np.searchsorted(edges, start) : np.searchsorted(edges, end) + 1].tolist()
            yield run, [text[a:b] for a, b in pairwise(cuts)]


def _candidates(joined: str, starts: np.ndarray, size: int, edges: np.ndarray, max_chars: int):
    """(from, to) within a closed repeat: the widest span with the edges of a phrase; cut at commas if too long."""
    good = np.array([edges[starts + k].mean() > 0.5 for k in range(size + 1)])
    text = joined[starts[0] : starts[0] + size]
    a, b = trim(text, 0, size, good, joined, starts)
    if b - a <= max_chars:
        return [(a, b)]
    cuts = [a - 1, *(i for i in range(a, b) if text[i] in COMMA), b]
    return [trim(text, i + 1, j, good, joined, starts) for i, j in pairwise(cuts)]


def _closed_only(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Without a phrase that always stands inside the same longer one.

    It does where the longer one holds it and occurs as often. Then the first occurrence of the one lies in that of the
    other, so that a sweep over the first occurrences finds them.
    """
    kept = dict(found)
    furthest: dict[int, int] = {}  # n -> how far the phrases of n occurrences reach that begin here or before
    for phrase in sorted(found, key=lambda p: (found[p][0], -len(p))):
        starts = found[phrase]
        end = int(starts[0]) + len(phrase)
        if furthest.get(len(starts), 0) >= end:
            del kept[phrase]
        furthest[len(starts)] = max(end, furthest.get(len(starts), 0))
    return kept


def _table(
    found: dict[str, np.ndarray], joined: str, reports: Sequence[Report], owner, matcher: Matcher
) -> pd.DataFrame:
    rows = []
    named = [(report.report, report.meta.get("city") or report.report) for report in reports]  # each is asked for once
    for phrase, starts in found.items():
        held = [named[i] for i in sorted(set(owner(starts)))]
        matches = matcher.find(phrase)
        covered = sum(len(plain(phrase[m.start : m.end])) for m in matches) * 2 >= len(plain(phrase))
        best = max(matches, key=lambda m: (m.end - m.start, -m.start)).slogan if covered else ""
        spans = [(start, start + len(phrase)) for start in starts.tolist()]
        quoted = sum(joined[a - 1 : a] in OPEN_MARKS and joined[b] in CLOSE_MARKS for a, b in spans) / len(starts)
        cities = {city for _, city in held}
        ids = join_ids(report for report, _ in held)
        rows.append((phrase, len(phrase), len(starts), len(held), len(cities), best, round(quoted, 4), ids))
    rows.sort(key=lambda r: (-r[3], -r[2], -r[1], r[0]))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({c: "int64" for c in COLUMNS[1:5]} | {"quoted": "float64"})


def formulaic(reports: Sequence[Report], phrases: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """(report, paragraph, Han characters inside a phrase) for each paragraph; a character counts once.

    phrases: exact strings, as `recurring_phrases` finds them; white space in the text is passed over. Linear in text.
    """
    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()
    for report in reports:
        for segment in report.paragraphs:
            text = "".join(segment.simple.split())
            n = done = 0
            spans = sorted((last + 1 - size, last + 1) for last, size in automaton.iter(text)) if len(automaton) else ()
            for start, end in spans:
                n += len(_HAN.findall(text, max(start, done), end))
                done = max(done, end)
            yield report.report, segment.paragraph, n
