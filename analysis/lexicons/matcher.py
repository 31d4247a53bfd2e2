"""Finding the slogans of a lexicon in a string: the longest form first, each character counted once."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import ahocorasick

from .conditions import EVERY, Condition
from .slogans import LISTERS, QUOTES, forms, plain

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
_NUMERAL = frozenset("0123456789〇零一二两三四五六七八九十百千万亿")
# 一 that ends one of these is part of a word, not of a number: 统一“四个意识”.
_WORD_IN_ONE = re.compile(r"(?:统|唯|同|之|专|单|合|归|划)一$")
_CLOSING = dict(zip("“‘「『", "”’」』", strict=True))
_OPENING = {v: k for k, v in _CLOSING.items()}
OPEN_MARKS, CLOSE_MARKS = frozenset("“‘「『\"'"), frozenset("”’」』\"'")
_LISTER = frozenset(LISTERS)
_SKIP = _LISTER | frozenset(QUOTES)
_PARAGRAPH = 5000  # characters; what is longer is no paragraph, comes once, and would fill the memory if it were kept
_KEPT = re.compile(rf"[^\s{re.escape(''.join(sorted(_SKIP)))}]+")


class Match(NamedTuple):
    """An occurrence in a string: text[start:end] is a form of the entry `slogan`."""

    start: int
    end: int
    slogan: str


class _Form(NamedTuple):
    size: int  # characters in its plain form
    slogan: str
    quoted: bool
    cuts: frozenset[int]  # after how many plain characters the form itself has a list mark or a space
    conditions: tuple[Condition, ...]  # all must hold


class Matcher:
    """All forms of a lexicon in one automaton (Aho & Corasick 1975, by pyahocorasick).

    lexicon: a table as from `load`, or its columns by name. A form is found whatever quotation marks and spaces stand
    in it. List marks (、 , / ·) are passed over where the form has one, or where they cut it into parts of equal length
    (共商、共建、共享), so that a slogan is never pieced together across a clause. A form with a condition is found
    only where it holds (做强县 | 域经济 is no 强县域).
    """

    def __init__(self, lexicon: "pd.DataFrame | Mapping[str, Sequence[Any]]"):
        self._automaton = ahocorasick.Automaton()
        asked: Iterable[dict[str, Condition]] = lexicon.get("conditions", [{}] * len(lexicon["slogan"]))
        for slogan, variants, conditions in zip(lexicon["slogan"], lexicon["variants"], asked, strict=True):
            for form, quoted in forms(slogan, variants):
                key = plain(form)
                known = self._automaton.get(key, None)
                if known is None or known.quoted:
                    own = tuple(conditions[k] for k in (key, EVERY) if k in conditions)
                    found = _Form(len(key), slogan, quoted, _cuts(form), own)
                    self._automaton.add_word(key, found)
        if len(self._automaton):
            self._automaton.make_automaton()

    def find(self, text: str, nested: bool = False, at: Sequence[int] | None = None) -> list[Match]:
        """Occurrences in reading order; no two overlap.

        nested: also those that lie inside the occurrence of another entry (中国特色社会主义 in a longer title).
        at: for who asks what stands at some places alone; of a text without a form at one of them none is given.
        """
        if not len(self._automaton):
            return []
        kept = list(_KEPT.finditer(text))
        bare = "".join([part[0] for part in kept])
        hits = _hits_of_paragraph(self._automaton, bare) if len(bare) < _PARAGRAPH else _hits(self._automaton, bare)
        if not hits or (at is not None and not _any_at(_places_in_plain(kept, at), hits)):
            return []  # as in most texts
        keep = list(chain.from_iterable(range(*part.span()) for part in kept))
        spans_of_hits = sorted(((last + 1 - f.size, last + 1, f) for last, f in hits), key=_longest_first)

        def stands(hit: tuple[int, int, _Form]) -> bool:
            first, end, form = hit
            return _stands_alone(text, keep[first], keep[end - 1]) and _fits(text, keep, first, form)

        if nested:
            found = [(first, end, form.slogan) for first, end, form in filter(stands, spans_of_hits)]
            chosen = _without_overlap(found)
            chosen += _inside(found, chosen)
        else:  # of what lies in a longer one nothing need be asked
            chosen = [(first, end, form.slogan) for first, end, form in _without_overlap(spans_of_hits, stands)]
        spans = ((*_with_quotes(text, keep[a], keep[b - 1] + 1), slogan) for a, b, slogan in chosen)
        return sorted((Match(*m) for m in spans), key=lambda m: (m.start, -m.end, m.slogan))


def _hits(automaton: ahocorasick.Automaton, bare: str) -> list[tuple[int, _Form]]:
    """(where it ends, form) for each form in a plain text."""
    return list(automaton.iter(bare))


_hits_of_paragraph = lru_cache(maxsize=512)(_hits)  # counts and slogans are read from one paragraph


def _places_in_plain(kept: Sequence[re.Match[str]], places: Iterable[int]) -> set[int]:
    """Where places of a text lie in its plain form, of which kept are the parts."""
    begins = [part.start() for part in kept]
    before = [0, *accumulate(part.end() - part.start() for part in kept)]
    parts = ((place, bisect_right(begins, place) - 1) for place in places)
    return {before[i] + place - begins[i] for place, i in parts if i >= 0}


def _any_at(places: set[int], hits: Iterable[tuple[int, _Form]]) -> bool:
    """Whether one of the forms holds one of the places."""
    return any(not places.isdisjoint(range(last + 1 - form.size, last + 1)) for last, form in hits)


def _cuts(form: str) -> frozenset[int]:
    cuts, size = set(), 0
    for c in form:
        if c.isspace() or c in _LISTER:
            cuts.add(size)
        elif c not in _SKIP:
            size += 1
    return frozenset(cuts)


def _gaps(text: str, keep: list[int], first: int, size: int) -> Iterator[tuple[int, str]]:
    """(characters of the form before it, what was passed over) for each gap inside a match."""
    for k in range(1, size):
        left, right = keep[first + k - 1] + 1, keep[first + k]
        if left < right:
            yield k, text[left:right]


def _fits(text: str, keep: list[int], first: int, form: _Form) -> bool:
    """Whether what stands between and around the characters may stand there."""
    start, end = keep[first], keep[first + form.size - 1] + 1
    if form.quoted and not (start and text[start - 1] in OPEN_MARKS and end < len(text) and text[end] in CLOSE_MARKS):
        return False
    if not all(condition.holds(text, start, end) for condition in form.conditions):
        return False
    if end - start == form.size:
        return True  # nothing stands between its characters
    listed = {k for k, gap in _gaps(text, keep, first, form.size) if set(gap) & _LISTER}
    if listed <= form.cuts:
        return True
    edges = [0, *sorted(listed), form.size]
    lengths = {b - a for a, b in pairwise(edges)}
    return not form.cuts and form.size >= 6 and len(lengths) == 1 and lengths != {1}


def _stands_alone(text: str, start: int, last: int) -> bool:
    """Not inside a longer number (四个意识 in 十四个意识), ordinal (三农 in 第三农场) or formula (1+3 in 1+3+N)."""
    before, after = text[start - 1 : start], text[last + 1 : last + 2]
    if text[start] in _NUMERAL:
        if before == "第" or (text[start].isascii() and before and before in "+＋."):
            return False
        if before in _NUMERAL and not _WORD_IN_ONE.search(text[max(0, start - 2) : start]):
            return False
    if text[last] in _NUMERAL or (text[last].isascii() and text[last].isalnum()):
        if after in _NUMERAL or (after and after in "+＋%％"):
            return False
        if text[last].isascii() and after.isascii() and after.isalnum():
            return False
    return True


def _longest_first(match: tuple[int, int, Any]) -> tuple[int, int]:
    """Sorts by falling length, then from left to right."""
    return match[0] - match[1], match[0]


def _without_overlap(
    found: Iterable[tuple[int, int, T]], stands: Callable[[tuple[int, int, T]], bool] = lambda _: True
) -> list[tuple[int, int, T]]:
    """Those that are left where each that stands takes its place from those behind it. found: the longest first."""
    taken: set[int] = set()
    chosen = []
    for match in found:
        place = range(match[0], match[1])
        if taken.isdisjoint(place) and stands(match):
            taken.update(place)
            chosen.append(match)
    return chosen


def _inside(found: list[tuple[int, int, str]], chosen: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Those that lie in one of the chosen that is of another entry; of one entry no two overlap."""
    outer = sorted(chosen)
    begins = [match[0] for match in outer]
    of_entry: dict[str, list[tuple[int, int, str]]] = {}
    for match in found:
        around = outer[max(0, bisect_right(begins, match[0]) - 1)]
        if around[0] <= match[0] and match[1] <= around[1] and around[2] != match[2]:
            of_entry.setdefault(match[2], []).append(match)
    for match in chosen:
        if match[2] in of_entry:
            of_entry[match[2]].append(match)
    known = set(chosen)
    kept = (_without_overlap(sorted(own, key=_longest_first)) for own in of_entry.values())
    return [match for own in kept for match in own if match not in known]


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, with the outer marks whose partners lie inside: 增强“四个意识”, not 增强“四个意识."""
    waiting: list[str] = []
    lone: deque[str] = deque()
    for c in text[start:end]:
        if c in _CLOSING:
            waiting.append(c)
        elif c in _OPENING:
            if waiting and waiting[-1] == _OPENING[c]:
                waiting.pop()
            else:
                lone.append(c)
    while lone and text[start - 1 : start] == _OPENING[lone[0]]:
        start -= 1
        lone.popleft()
    while waiting and text[end : end + 1] == _CLOSING[waiting[-1]]:
        end += 1
        waiting.pop()
    return start, end
