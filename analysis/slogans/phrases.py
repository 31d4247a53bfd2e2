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
from .buckets import Buckets
from .excerpt import Places
from .found import Found, Some
from .neighbours import Neighbours
from .partition import Parts
from .repeats import Part, beginning, closed, occurrences, ordered, same, together
from .running_text import BETWEEN, SPAN, RunningText, spans_of
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

    def tag(string: str) -> list[tuple[str, str]]:
        return tokens.tag(string, lexicons)

    neighbours, found, spans = Neighbours(tag), Found(text, max_chars), Buckets(text.n_windows, SPAN)
    for part, candidates in _candidates(text, min_reports, min_chars, max_chars):
        some, own = _found(text, part, candidates, neighbours, matcher, tag)
        found.add(some)
        spans.add(text.window_of(own["place"]), own)
    return found, text.han_within(spans)


def _candidates(
    text: RunningText, min_reports: int, min_chars: int, max_chars: int
) -> Iterator[tuple[Part, NDArray[np.void]]]:
    """Part by part, in the order of symbols: its suffixes by their places in the text, and the candidates in it.

    What is cut off at its beginning begins in another part, so that all are gone through before the first is given.
    """
    parts, trimming = Parts(text, min_chars), Trimming(text.alphabet)
    places, candidates = parts.places(), Buckets(len(parts), SPAN)

    def look_at(places: Places) -> Part:
        """Put in the candidates that strings of a part give; the part."""
        excerpt = text.excerpt(places)
        part = ordered(excerpt, excerpt.places(places), min_chars)
        if found := list(closed(excerpt, part, min_chars, min_reports)):
            trimmed = trimming.candidates(excerpt, part, together(found), min_chars, max_chars)
            starts, sizes = map(np.concatenate, zip(*trimmed, strict=True))
            candidates.add(parts.of(excerpt.symbols, starts), spans_of(excerpt.places_in_text(starts), sizes))
        return part._replace(places=excerpt.places_in_text(part.places).astype(places.dtype))

    with TemporaryFile() as aside:
        for number in range(len(parts)):
            for column in look_at(places[number]):
                np.save(aside, column)
        aside.seek(0)
        for number in range(len(parts)):
            part = Part(np.load(aside), np.load(aside))
            if len(own := candidates[number]):
                yield part, own


def _found(
    whole: RunningText,
    part: Part,
    candidates: NDArray[np.void],
    neighbours: Neighbours,
    matcher: Matcher,
    tag: Tag,
) -> tuple[Some, NDArray[np.void]]:
    """What of the candidates in a part is a phrase by itself, and from each place on the span of the longest."""
    part, repeats = beginning(part, same(part, candidates["place"], candidates["size"]))
    text = whole.excerpt(np.sort(part.places))
    part = part._replace(places=text.places(part.places))
    repeats = repeats.only(np.lexsort((repeats.size, repeats.first)))  # by code points, as the suffixes are
    strings = text.strings(part.places[repeats.first], repeats.size)
    places, begins = occurrences(part, repeats)
    beside = neighbours.beside(text, places, repeats.size, begins)
    slogans = _slogans(strings, matcher)
    kept = [i for i, string in enumerate(strings) if _whole(string, beside[i], slogans.get(i, []), tag)]
    own = repeats.only(np.array(kept, dtype=np.int64))
    places, begins = occurrences(part, own)
    n = np.diff(np.append(begins, len(places)))
    sizes = np.repeat(own.size, n)
    longest = np.zeros(text.size, dtype=SPAN["size"])
    np.maximum.at(longest, places, sizes.astype(longest.dtype))
    quoted = text.alphabet.having(OPEN_MARKS)[text.symbols[places - 1]]
    quoted &= text.alphabet.having(CLOSE_MARKS)[text.symbols[places + sizes]]
    string, report = np.repeat(np.arange(len(kept)), n), text.report_of(places)
    string, report = _pairs(string, report)
    some = Some(
        [strings[i] for i in kept],
        [_slogan(strings[i], slogans.get(i, [])) for i in kept],
        text.places_in_text(np.minimum.reduceat(places, begins)) if kept else n,
        n,
        np.add.reduceat(quoted, begins, dtype=np.int64) if kept else n,
        np.bincount(string, minlength=len(kept)),
        np.bincount(_pairs(string, whole.cities[report])[0], minlength=len(kept)),
        report,
    )
    begins = np.flatnonzero(longest)
    return some, spans_of(text.places_in_text(begins), longest[begins])


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
