"""Phrases that recur in several reports, found without a word list, and how much of a paragraph they make up."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import ahocorasick
import numpy as np
import pandas as pd

from .. import tokens
from ..corpus.ids import join_ids
from ..corpus.records import Report
from ..corpus.script import HAN
from ..lexicons import Lexicons, Matcher
from ..lexicons.matcher import CLOSE_MARKS, OPEN_MARKS, Match
from ..lexicons.slogans import plain
from .neighbours import Neighbours
from .repeats import Part, Places, Repeats, closed, occurrences, ordered, part_of_symbols, same
from .running_text import BETWEEN, RunningText
from .trimming import Trimming
from .wholeness import Beside, Tag, a_piece, idle, words_of

COLUMNS = ("phrase", "n_chars", "n", "n_reports", "n_cities", "slogan", "quoted", "reports")


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
    matcher = Matcher(lexicon)
    text = RunningText(reports, lexicons, matcher)
    parts, starts, sizes = _candidates(text, min_reports, min_chars, max_chars)

    def tag(string: str) -> list[tuple[str, str]]:
        return tokens.tag(string, lexicons)

    neighbours = Neighbours(text, tag)
    found = []
    for part, own in parts:
        repeats = same(part, starts[own], sizes[own])
        found += _found(text, part, repeats, neighbours, matcher, tag)
    return _table(_closed_only(found), text.reports)


class _Phrase(NamedTuple):
    phrase: str
    place: int  # of its first occurrence
    n: int
    quoted: int  # occurrences in quotation marks
    slogans: list[Match]
    reports: bytes  # their numbers, as integers of four bytes


def _candidates(
    text: RunningText, min_reports: int, min_chars: int, max_chars: int
) -> tuple[list[tuple[Part, Places]], Places, Places]:
    """The parts of the text with the numbers of the candidates in them; where these begin, and their sizes."""
    part_of, trimming = part_of_symbols(text), Trimming(text)
    parts: list[Part] = []
    begins, sizes = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for number in range(part_of.max(initial=-1) + 1):
        part = ordered(text, np.flatnonzero(part_of[text.symbols[: text.size]] == number), min_chars)
        parts.append(part)
        for repeats in closed(text, part, min_chars, min_reports):
            for starts, lengths in trimming.candidates(part, repeats, min_chars, max_chars):
                begins.append(starts)
                sizes.append(lengths)
    starts, lengths = np.concatenate(begins), np.concatenate(sizes)
    own = part_of[text.symbols[starts]]
    numbers = [np.flatnonzero(own == number) for number in range(len(parts))]
    return [(part, some) for part, some in zip(parts, numbers, strict=True) if len(some)], starts, lengths


def _found(
    text: RunningText, part: Part, repeats: Repeats, neighbours: Neighbours, matcher: Matcher, tag: Tag
) -> list[_Phrase]:
    """What of the candidates in a part is a phrase by itself."""
    strings = text.strings(part.places[repeats.first], repeats.size)
    places, begins = occurrences(part, repeats)
    beside = neighbours.beside(places, repeats.size, begins)
    slogans = _slogans(strings, matcher)
    kept = [i for i, string in enumerate(strings) if _whole(string, beside[i], slogans.get(i, []), tag)]
    if not kept:
        return []
    own = repeats.only(np.array(kept))
    places, begins = occurrences(part, own)
    n = np.diff(np.append(begins, len(places)))
    quoted = text.having(OPEN_MARKS)[text.symbols[places - 1]]
    quoted &= text.having(CLOSE_MARKS)[text.symbols[places + np.repeat(own.size, n)]]
    held = np.unique(np.repeat(np.arange(len(kept)) * len(text.reports), n) + text.report_of(places))
    borders = np.searchsorted(held, np.arange(1, len(kept)) * len(text.reports))
    return [
        _Phrase(strings[i], *row)
        for i, *row in zip(
            kept,
            np.minimum.reduceat(places, begins).tolist(),
            n.tolist(),
            np.add.reduceat(quoted, begins, dtype=np.int64).tolist(),
            [slogans.get(i, []) for i in kept],
            [some.tobytes() for some in np.split((held % len(text.reports)).astype(np.int32), borders)],
            strict=True,
        )
    ]


def _whole(string: str, beside: Beside, slogans: Sequence[Match], tag: Tag) -> bool:
    """Whether a string is a phrase by itself. slogans: those in it."""
    ends_in_slogan = any(match.end == len(string) for match in slogans)
    if beside.noun_after and not ends_in_slogan:
        return False  # a_piece says so of any words, and these need not be asked for
    words = words_of(string, tag)
    return (bool(slogans) or not idle(string, words)) and not a_piece(words, beside, bool(slogans), ends_in_slogan)


def _slogans(strings: Sequence[str], matcher: Matcher) -> dict[int, list[Match]]:
    """The slogans in those strings that hold one."""
    found: dict[int, list[Match]] = {}
    begins = np.cumsum([0, *(len(string) + 1 for string in strings)])
    for match in matcher.find(BETWEEN.join(strings)):
        i = int(np.searchsorted(begins, match.start, side="right")) - 1
        at = int(begins[i])
        found.setdefault(i, []).append(match._replace(start=match.start - at, end=match.end - at))
    return found


def _closed_only(found: Sequence[_Phrase]) -> list[_Phrase]:
    """Without a phrase that always stands inside the same longer one.

    It does where the longer one holds it and occurs as often. Then the first occurrence of the one lies in that of the
    other, so that a sweep over the first occurrences finds them.
    """
    kept = []
    furthest: dict[int, int] = {}  # n -> how far the phrases of n occurrences reach that begin here or before
    for row in sorted(found, key=lambda row: (row.place, -len(row.phrase))):
        end = row.place + len(row.phrase)
        if furthest.get(row.n, 0) < end:
            kept.append(row)
            furthest[row.n] = end
    return kept


def _table(found: Sequence[_Phrase], reports: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """The table of phrases. reports: id and city of each."""
    rows = []
    for phrase, _, n, quoted, matches, numbers in found:
        held = [reports[i] for i in np.frombuffer(numbers, dtype=np.int32).tolist()]
        covered = sum(len(plain(phrase[m.start : m.end])) for m in matches) * 2 >= len(plain(phrase))
        best = max(matches, key=lambda m: (m.end - m.start, -m.start)).slogan if matches and covered else ""
        cities = {city for _, city in held}
        ids = join_ids(report for report, _ in held)
        rows.append((phrase, len(phrase), n, len(held), len(cities), best, round(quoted / n, 4), ids))
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
                n += len(HAN.findall(text, max(start, done), end))
                done = max(done, end)
            yield report.report, segment.paragraph, n
