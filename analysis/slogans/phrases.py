"""Phrases that recur in several reports, found without a word list, and how much of a paragraph they make up."""

from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .. import tokens
from ..corpus.records import Report
from ..lexicons import Lexicons, Matcher
from ..lexicons.matcher import CLOSE_MARKS, OPEN_MARKS, Match
from ..lexicons.slogans import plain
from .found import Found, Some
from .neighbours import Neighbours
from .repeats import (
    Part,
    Places,
    Repeats,
    closed,
    occurrences,
    ordered,
    part_of_symbols,
    places_of_parts,
    same,
    together,
)
from .running_text import BETWEEN, RunningText
from .trimming import Trimming
from .wholeness import Beside, Tag, a_piece, idle_by_characters, idle_by_words, words_of


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
    found, _ = recurring(reports, lexicon, min_reports, min_chars, max_chars, lexicons)
    return pd.concat(list(found.tables()), ignore_index=True)


def recurring(
    reports: Sequence[Report],
    lexicon: pd.DataFrame,
    min_reports: int = 2,
    min_chars: int = 4,
    max_chars: int = 40,
    lexicons: Lexicons | None = None,
) -> tuple[Found, Places]:
    """The same phrases, to be taken piece by piece, and for each paragraph its Han characters inside a phrase.

    Paragraphs: those of the body text, report by report. A character that stands in several phrases counts once.
    """
    matcher = Matcher(lexicon)
    text = RunningText(reports, lexicons, matcher)
    candidates = _candidates(text, min_reports, min_chars, max_chars)

    def tag(string: str) -> list[tuple[str, str]]:
        return tokens.tag(string, lexicons)

    neighbours = Neighbours(text, tag)
    longest = np.zeros(text.size, dtype=np.min_scalar_type(max_chars))  # of the phrases that begin at a place
    found = []
    for part, begins, lengths in candidates:
        repeats = same(part, begins, lengths)
        found.append(_found(text, part, repeats, neighbours, matcher, tag, longest))
    return Found(found, text), text.han_within(longest)


def _candidates(
    text: RunningText, min_reports: int, min_chars: int, max_chars: int
) -> Iterator[tuple[Part, Places, Places]]:
    """Part by part, in the order of symbols: a part, and where the candidates in it begin, and their sizes.

    What is cut off at its beginning begins in another part, so that all are gone through before the first is given.
    Until then they are in a file, as together they take more room than the text.
    """
    part_of, trimming = part_of_symbols(text), Trimming(text)
    begins, sizes = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.min_scalar_type(max_chars))]
    with TemporaryFile() as aside:
        for places in places_of_parts(text, part_of):
            part = ordered(text, places, min_chars)
            for column in part:
                np.save(aside, column)
            if found := list(closed(text, part, min_chars, min_reports)):
                for starts, lengths in trimming.candidates(part, together(found), min_chars, max_chars):
                    begins.append(starts.astype(part.places.dtype))
                    sizes.append(lengths.astype(sizes[0].dtype))
        starts, lengths = np.concatenate(begins), np.concatenate(sizes)
        begins.clear()
        sizes.clear()
        own = part_of[text.symbols[starts]]
        aside.seek(0)
        for number in range(int(part_of.max(initial=-1)) + 1):
            part = Part(np.load(aside), np.load(aside))
            some = np.flatnonzero(own == number)
            if len(some):
                yield part, starts[some].astype(np.int64), lengths[some].astype(np.int64)


def _found(
    text: RunningText,
    part: Part,
    repeats: Repeats,
    neighbours: Neighbours,
    matcher: Matcher,
    tag: Tag,
    longest: NDArray[np.unsignedinteger],
) -> Some:
    """What of the candidates in a part is a phrase by itself. longest: by place, of the phrases; these are added."""
    repeats = repeats.only(np.lexsort((repeats.size, repeats.first)))  # by code points, as the suffixes are
    strings = text.strings(part.places[repeats.first], repeats.size)
    places, begins = occurrences(part, repeats)
    beside = neighbours.beside(places, repeats.size, begins)
    slogans = _slogans(strings, matcher)
    kept = [i for i, string in enumerate(strings) if _whole(string, beside[i], slogans.get(i, []), tag)]
    own = repeats.only(np.array(kept, dtype=np.int64))
    places, begins = occurrences(part, own)
    n = np.diff(np.append(begins, len(places)))
    sizes = np.repeat(own.size, n)
    np.maximum.at(longest, places, sizes.astype(longest.dtype))
    quoted = text.having(OPEN_MARKS)[text.symbols[places - 1]]
    quoted &= text.having(CLOSE_MARKS)[text.symbols[places + sizes]]
    string, report = np.repeat(np.arange(len(kept)), n), text.report_of(places)
    string, report = _pairs(string, report)
    return Some(
        [_slogan(strings[i], slogans.get(i, [])) for i in kept],
        np.minimum.reduceat(places, begins).astype(np.int64) if kept else n,
        own.size,
        n,
        np.add.reduceat(quoted, begins, dtype=np.int64) if kept else n,
        np.bincount(string, minlength=len(kept)),
        np.bincount(_pairs(string, text.cities[report])[0], minlength=len(kept)),
        report.astype(np.int32),
    )


def _pairs(one: Places, other: Places) -> tuple[Places, Places]:
    """Each pair of two numbers once, in order."""
    base = int(other.max(initial=0)) + 1
    pairs = np.unique(one * base + other)
    return pairs // base, pairs % base


def _whole(string: str, beside: Beside, slogans: Sequence[Match], tag: Tag) -> bool:
    """Whether a string is a phrase by itself. slogans: those in it."""
    ends_in_slogan = any(match.end == len(string) for match in slogans)
    if beside.noun_after and not ends_in_slogan:
        return False  # a_piece says so of any words, and these need not be asked for
    if not slogans and idle_by_characters(string):
        return False
    words = words_of(string, tag)
    if not slogans and idle_by_words(string, words):
        return False
    return not a_piece(words, beside, bool(slogans), ends_in_slogan)


def _slogans(strings: Sequence[str], matcher: Matcher) -> dict[int, list[Match]]:
    """The slogans in those strings that hold one."""
    found: dict[int, list[Match]] = {}
    begins = np.cumsum([0, *(len(string) + 1 for string in strings)])
    for match in matcher.find(BETWEEN.join(strings)):
        i = int(np.searchsorted(begins, match.start, side="right")) - 1
        at = int(begins[i])
        found.setdefault(i, []).append(match._replace(start=match.start - at, end=match.end - at))
    return found


def _slogan(phrase: str, matches: Sequence[Match]) -> str:
    """The entry of the longest form in it, where forms cover half of it or more; else ""."""
    if not matches or sum(len(plain(phrase[m.start : m.end])) for m in matches) * 2 < len(plain(phrase)):
        return ""
    return max(matches, key=lambda m: (m.end - m.start, -m.start)).slogan
