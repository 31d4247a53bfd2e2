"""Phrases that recur in several reports, found without a word list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from .. import tokens
from ..corpus.records import Report
from .lexicon import LISTERS
from .occurrences import Matcher
from .repeats import Index

COLUMNS = ("phrase", "n_chars", "n", "n_reports", "n_cities", "slogan", "reports")
_BREAK = re.compile(r"[。！？；…：!?;:]+|——")
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
}
_CLOSERS = {v: k for k, v in _PAIRS.items()}
_COMMA = frozenset("，,")
_CLAUSE_END = _COMMA | {"\0"}
_MARKS = frozenset(LISTERS) | set(_PAIRS) | set(_CLOSERS) | set("\"'—-–~～|")
# Function words that lean on what lies outside the phrase: they open or close no phrase.
_NOT_FIRST = frozenset([*"把将被与同的地得了着过和及等之中上下内外们性并而且也还是有所者后前", "以及"])
_NOT_LAST = frozenset([*"的地得和与及以在把将对为向从由被让使按于不更也并而且是之所给到跟同第各每本该等了有暨", "以及"])
_NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿"
_NUMBERS_ONLY = re.compile(
    rf"(?:第?[{_NUMERALS}.]+|年|月|日|号|时|分|点|上午|下午|上半|下半|届|次|期|周年|余|多|约|近|个|件|项|名|人|场|条|篇|份|户|元"
    r"|中全会|全会|全体会议|常委会|会议|代表大会|全国|委员会|至|到|和|以来|期间|、|，|,|—|-)+"
)


def recurring_phrases(
    reports: Sequence[Report],
    lexicon: pd.DataFrame,
    min_reports: int = 2,
    min_chars: int = 4,
    max_chars: int = 40,
) -> pd.DataFrame:
    """Phrases that stand word for word in the body text of min_reports reports or more, one row a phrase.

    Columns: phrase; n_chars (all its characters); n (occurrences); n_reports; n_cities (by meta["city"], else the
    report's id); slogan (the entry of the lexicon with the longest form in it, where the lexicon's forms cover half
    of the phrase or more; else ""); reports (ids joined by a space). Most reports first, then n, length, code points.

    Method: closed repeats (see closed_repeats) between clause-final marks; white space is left out. Each is cut back
    to edges that are edges of phrases: in more than half of its occurrences a word of the segmenter begins or ends
    there (or the clause does) and no slogan of the lexicon is cut; no list mark or lone bracket; no function word
    (的 和 以 …); no cut-off item of a list whose items are of equal length (协商 in 政治协商、民主监督). What goes over
    a comma must end with its clause and begin with four characters of one. What is longer than max_chars is cut at
    its commas. Left out: what is only numbers, dates or numbered meetings; what is only names of persons; a single
    word of the segmenter (人民政协), which is vocabulary. A slogan of the lexicon stays in any case.
    n counts exact strings: 增强“四个意识” and 增强四个意识 are two phrases.
    """
    runs, owner = _runs(reports)
    index = Index([run for run, _ in runs])
    matcher = Matcher(lexicon)
    edges = np.zeros(len(index.joined) + 1, dtype=bool)
    for (run, words), first in zip(runs, index.first, strict=True):
        # A figure and its unit are one: 次 in 12次、专题 begins nothing.
        keep = [True, *(not re.fullmatch(r"[0-9.%]+", word) for word in words)]
        edges[first + np.cumsum([0, *map(len, words)])] = keep
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
            if matcher.find(phrase) or not _idle(phrase):
                found[phrase] = index.occurrences(int(starts[0]) + a, b - a)
    return _table(_closed_only(found), reports, owner, matcher)


def _runs(reports: Sequence[Report]):
    """Clauses of the body text with their words, and a function from positions in the joined text to reports."""
    runs, of_run = [], []
    for number, report in enumerate(reports):
        for segment in report.paragraphs:
            for piece in _BREAK.split(segment.text.replace("\0", "")):
                run = re.sub(r"\s+", "", piece)
                if run:
                    runs.append((run, tokens.segment(run)))
                    of_run.append(number)
    first = np.cumsum([0, *(len(run) + 1 for run, _ in runs)])
    numbers = np.array(of_run, dtype=int)
    return runs, lambda starts: numbers[np.searchsorted(first, starts, side="right") - 1].tolist()


def _candidates(joined: str, starts: np.ndarray, size: int, edges: np.ndarray, max_chars: int):
    """(from, to) within a closed repeat: the widest span with the edges of a phrase; cut at commas if too long."""
    good = np.array([edges[starts + k].mean() > 0.5 for k in range(size + 1)])
    text = joined[starts[0] : starts[0] + size]
    a, b = _trim(text, 0, size, good, joined, starts)
    if b - a <= max_chars:
        return [(a, b)]
    cuts = [a - 1, *(i for i in range(a, b) if text[i] in _COMMA), b]
    return [_trim(text, i + 1, j, good, joined, starts) for i, j in pairwise(cuts)]


def _trim(text: str, a: int, b: int, good: np.ndarray, joined: str, starts: np.ndarray) -> tuple[int, int]:
    """Shrink text[a:b] until both edges hold; each step takes something off, so it ends."""
    while a < b:
        lone = _unpaired(text, a, b)
        if not good[a] or (text[a] in _MARKS and (text[a] not in _PAIRS or a in lone)):
            a += 1
        elif not good[b] or (text[b - 1] in _MARKS and (text[b - 1] not in _CLOSERS or b - 1 in lone)):
            b -= 1
        elif lone:
            at = lone[0]
            a, b = (at + 1, b) if b - at > at - a else (a, at)
        elif (word := next((w for w in _words_at(text, a, b, good, True) if w in _NOT_FIRST), None)) is not None:
            a += len(word)
        elif (word := next((w for w in _words_at(text, a, b, good, False) if w in _NOT_LAST), None)) is not None:
            b -= len(word)
        elif text[a] in _PAIRS and _partner(text, a, b) == b - 1:
            a, b = a + 1, b - 1
            break
        elif cut := _ragged_list(text, a, b, joined, starts) or _ragged_clause(text, a, b, joined, starts):
            a, b = cut
        else:
            break
    return a, b


def _words_at(text: str, a: int, b: int, good: np.ndarray, left: bool):
    """The first (or last) word by the edges in `good`."""
    inner = range(a + 1, b) if left else range(b - 1, a, -1)
    cut = next((k for k in inner if good[k]), b if left else a)
    yield text[a:cut] if left else text[cut:b]


def _ragged_list(text: str, a: int, b: int, joined: str, starts: np.ndarray) -> tuple[int, int] | None:
    """A narrower span where the first or last item of a list has lost characters to the outside.

    Items of a fixed list are of equal length; an outer one that is shorter, next to a Chinese character, is cut off.
    """
    items = re.split("、", text[a:b])
    if len(items) < 2:
        return None

    def touches_han(offset: int) -> bool:
        return sum("一" <= joined[s + offset : s + offset + 1] <= "鿿" for s in starts) * 2 > len(starts)

    inner = items[1] if len(items) > 2 else None
    if a + starts[0] and touches_han(a - 1) and len(items[0]) < len(inner or items[1]):
        return a + len(items[0]) + 1, b
    if touches_han(b) and len(items[-1]) < len(items[-2] if len(items) > 2 else items[0]):
        return a, b - len(items[-1]) - 1
    return None


def _ragged_clause(text: str, a: int, b: int, joined: str, starts: np.ndarray) -> tuple[int, int] | None:
    """A narrower span where chance has joined the end of a clause to the beginning of another (工作,促进)."""
    commas = [i for i in range(a, b) if text[i] in _COMMA]
    if not commas:
        return None
    if commas[0] - a < 4:
        return commas[0] + 1, b
    whole = sum(joined[s + b] in _CLAUSE_END for s in starts) * 2 > len(starts)
    return None if whole else (a, commas[-1])


def _unpaired(text: str, a: int, b: int) -> list[int]:
    open_at: list[int] = []
    lone = []
    for i in range(a, b):
        if text[i] in _PAIRS:
            open_at.append(i)
        elif text[i] in _CLOSERS:
            if open_at and text[open_at[-1]] == _CLOSERS[text[i]]:
                open_at.pop()
            else:
                lone.append(i)
    return sorted(lone + open_at)


def _partner(text: str, a: int, b: int) -> int:
    """Where the bracket that opens at a is closed, in a balanced text."""
    depth = 0
    for i in range(a, b):
        depth += (text[i] in _PAIRS) - (text[i] in _CLOSERS)
        if not depth:
            return i
    return b


def _idle(phrase: str) -> bool:
    """Only numbers, dates and numbered meetings, only names of persons, or a single word of the segmenter."""
    if _NUMBERS_ONLY.fullmatch(phrase) or not re.search("[一-鿿]{2}", re.sub(f"[{LISTERS}]", "", phrase)):
        return True
    words = [(word, part) for word, part in tokens.tag(phrase) if word not in _MARKS]
    return len(words) == 1 or all(part.startswith("nr") for _, part in words)


def _closed_only(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Without a phrase that always stands inside the same longer one."""
    kept: dict[str, np.ndarray] = {}
    by_count: dict[int, list[str]] = {}
    for phrase in sorted(found, key=lambda p: (-len(p), p)):
        starts = found[phrase]
        longer = (q for q in by_count.get(len(starts), ()) if phrase in q)
        if not any(np.array_equal(found[q] + q.index(phrase), starts) for q in longer):
            kept[phrase] = starts
            by_count.setdefault(len(starts), []).append(phrase)
    return kept


def _table(found: dict[str, np.ndarray], reports: Sequence[Report], owner, matcher: Matcher) -> pd.DataFrame:
    rows = []
    for phrase, starts in found.items():
        held = [reports[i] for i in sorted(set(owner(starts)))]
        matches = matcher.find(phrase)
        covered = sum(m.end - m.start for m in matches) * 2 >= len(phrase)
        best = max(matches, key=lambda m: (m.end - m.start, -m.start)).slogan if covered else ""
        cities = {r.meta.get("city") or r.report for r in held}
        ids = " ".join(r.report for r in held)
        rows.append((phrase, len(phrase), len(starts), len(held), len(cities), best, ids))
    rows.sort(key=lambda r: (-r[3], -r[2], -r[1], r[0]))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({c: "int64" for c in COLUMNS[1:5]})
