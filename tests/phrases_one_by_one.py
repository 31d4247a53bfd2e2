"""Recurring phrases found one by one, by plain searches and loops: what the fast search has to give, row by row."""

import re
from itertools import pairwise

import numpy as np

from analysis import tokens
from analysis.lexicons import Matcher
from analysis.slogans.wholeness import (
    CLOSERS,
    COMMA,
    MARKS,
    NOT_FIRST,
    NOT_LAST,
    PAIRS,
    Beside,
    a_piece,
    idle,
    modified,
    noun,
    words_of,
)

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]")
CLAUSE_END = COMMA | {"\0"}
BREAK = re.compile(r"[。！？；…：!?;:]+|——")
BLANK = re.compile(r"[\s\0]+")


def phrases_one_by_one(reports, lexicon, min_reports=2, min_chars=4, max_chars=40):
    """phrase -> how often it occurs."""
    matcher, joined, owner, edges = Matcher(lexicon), "", [], []
    for number, report in enumerate(reports):
        for segment in report.paragraphs:
            for run, cut in _clauses(segment):
                own = [True] + [False] * len(run)
                end = 0
                for word in cut:
                    end += len(word)
                    own[end] = not re.fullmatch(r"[0-9.%]+", word)
                for slogan in matcher.find(run):
                    own[slogan.start + 1 : slogan.end] = [False] * (slogan.end - slogan.start - 1)
                joined += run + "\0"
                edges += own
                owner += [number] * len(own)
    edges = np.array([*edges, False])
    found = {}
    for text, starts in _closed_repeats(joined, min_chars):
        if len({owner[s] for s in starts}) < min_reports:
            continue
        for a, b in _spans(joined, starts, len(text), edges, max_chars):
            phrase = text[a:b]
            if not min_chars <= len(phrase) <= max_chars or phrase in found:
                continue
            known = matcher.find(phrase)
            if not known and idle(phrase, words_of(phrase, tokens.tag)):
                continue
            places = _places(joined, phrase)
            slogan = bool(known), any(m.end == len(phrase) for m in known)
            if not _cut_off(joined, places, b - a, edges, slogan):
                found[phrase] = places
    return {p: len(s) for p, s in found.items() if not any(_always_in(p, s, q, found[q]) for q in found)}


def _places(joined, phrase):
    found = [joined.find(phrase)]
    while (at := joined.find(phrase, found[-1] + 1)) >= 0:
        found.append(at)
    return np.array(found)


def _always_in(phrase, starts, longer, starts_of_longer):
    if phrase == longer or phrase not in longer:
        return False
    return np.array_equal(starts_of_longer + longer.index(phrase), starts)


def _closed_repeats(joined, min_chars):
    """Strings within clauses that recur, and that neither one character more before nor one after stands beside."""
    length = min_chars
    while True:
        places = {}
        for i in range(len(joined) - length + 1):
            if "\0" not in joined[i : i + length]:
                places.setdefault(joined[i : i + length], []).append(i)
        places = {text: np.array(starts) for text, starts in places.items() if len(starts) > 1}
        if not places:
            return
        for text, starts in places.items():
            before = {joined[i - 1] if i else "\0" for i in starts}
            after = {joined[i + length] for i in starts}
            if all(len(beside) > 1 or "\0" in beside for beside in (before, after)):
                yield text, starts
        length += 1


def _clauses(segment):
    """The clauses of a paragraph without white space, each with its words.

    A clause ends at marks at which the segmenter always cuts, so its words are those of the paragraph; where white
    space is left out it is cut anew.
    """
    text = segment.simple
    edges = np.cumsum([0, *map(len, tokens.words(segment))])
    breaks = [m.span() for m in BREAK.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *breaks, (len(text), len(text))]):
        piece = text[start:end]
        run = BLANK.sub("", piece)
        if run and run != piece:
            yield run, tokens.segment(run)
        elif run:
            cuts = edges[np.searchsorted(edges, start) : np.searchsorted(edges, end) + 1].tolist()
            yield run, [text[a:b] for a, b in pairwise(cuts)]


def _spans(joined, starts, size, edges, max_chars):
    """(from, to) within a closed repeat: the widest span with the edges of a phrase; cut at commas if too long."""
    good = np.array([edges[starts + k].mean() > 0.5 for k in range(size + 1)])
    text = joined[starts[0] : starts[0] + size]
    a, b = _trim(text, 0, size, good, joined, starts)
    if b - a <= max_chars:
        return [(a, b)]
    cuts = [a - 1, *(i for i in range(a, b) if text[i] in COMMA), b]
    return [_trim(text, i + 1, j, good, joined, starts) for i, j in pairwise(cuts)]


def _trim(text, a, b, good, joined, starts):
    """Shrink text[a:b] until both edges hold; each step takes something off, so it ends."""
    while a < b:
        lone = _unpaired(text, a, b)
        if not good[a] or (text[a] in MARKS and (text[a] not in PAIRS or a in lone)):
            a += 1
        elif not good[b] or (text[b - 1] in MARKS and (text[b - 1] not in CLOSERS or b - 1 in lone)):
            b -= 1
        elif lone:
            at = lone[0]
            a, b = (at + 1, b) if b - at > at - a else (a, at)
        elif text[a : (first := next((k for k in range(a + 1, b) if good[k]), b))] in NOT_FIRST:
            a = first
        elif text[(last := next((k for k in range(b - 1, a, -1) if good[k]), a)) : b] in NOT_LAST:
            b = last
        elif text[a] in PAIRS and not _unpaired(text, a + 1, b - 1):  # brackets around the whole
            a, b = a + 1, b - 1
            break
        elif rest := _ragged_list(text, a, b, joined, starts) or _ragged_clause(text, a, b, joined, starts):
            a, b = rest
        else:
            break
    return a, b


def _ragged_list(text, a, b, joined, starts):
    """A narrower span where the first or last item of a list has lost characters to the outside.

    Items of a fixed list are of equal length; an outer one that is shorter, next to a Chinese character, is cut off.
    """
    items = text[a:b].split("、")
    if len(items) < 2:
        return None

    def touches_han(offset):
        return sum("一" <= joined[s + offset : s + offset + 1] <= "鿿" for s in starts) * 2 > len(starts)

    inner = items[1] if len(items) > 2 else None
    if a + starts[0] and touches_han(a - 1) and len(items[0]) < len(inner or items[1]):
        return a + len(items[0]) + 1, b
    if touches_han(b) and len(items[-1]) < len(items[-2] if len(items) > 2 else items[0]):
        return a, b - len(items[-1]) - 1
    return None


def _ragged_clause(text, a, b, joined, starts):
    """A narrower span where chance has joined the end of a clause to the beginning of another (工作,促进)."""
    commas = [i for i in range(a, b) if text[i] in COMMA]
    if not commas:
        return None
    if commas[0] - a < 4:
        return commas[0] + 1, b
    whole = sum(joined[s + b] in CLAUSE_END for s in starts) * 2 > len(starts)
    return None if whole else (a, commas[-1])


def _unpaired(text, a, b):
    open_at: list[int] = []
    lone = []
    for i in range(a, b):
        if text[i] in PAIRS:
            open_at.append(i)
        elif text[i] in CLOSERS:
            if open_at and text[open_at[-1]] == CLOSERS[text[i]]:
                open_at.pop()
            else:
                lone.append(i)
    return sorted(lone + open_at)


def _cut_off(joined, starts, size, edges, slogan):
    """Whether in half of its occurrences or more the phrase lacks something, for one and the same reason."""
    found = []
    for start in starts:
        right = _word_from(joined, start + size, edges)
        then = _word_from(joined, start + size + 1, edges) if right == "、" else ""
        before, after = _part(_word_to(joined, start, edges), -1), _part(right, 0)
        found.append([modified(before), modified(after), right == "的", after in ("d", "p", "v"), noun(_part(then, 0))])
    mostly = (2 * np.sum(found, axis=0) >= len(starts)).tolist()
    own = words_of(joined[starts[0] : starts[0] + size], tokens.tag)
    return any(a_piece(own, Beside(*(k == i and mostly[k] for k in range(5))), *slogan) for i in range(5))


def _part(word, which):
    return words_of(word, tokens.tag)[which][1] if word and not set(word) & MARKS else ""


def _word_from(joined, start, edges):
    """The word that begins at start; "" at the end of a clause."""
    end = start
    while joined[end] != "\0" and (end == start or not edges[end]):
        end += 1
    return joined[start:end]


def _word_to(joined, end, edges):
    """The word that ends at end; "" at the beginning of a clause."""
    start = end
    while start > 0 and joined[start - 1] != "\0" and (start == end or not edges[start]):
        start -= 1
    return joined[start:end]


def formulaic_one_by_one(reports, phrases):
    """For each paragraph how many of its Han characters stand in one of the phrases."""
    found = []
    for report in reports:
        for segment in report.paragraphs:
            text = "".join(segment.simple.split())
            spans = [(at, at + len(p)) for p in phrases for at in _places(text, p) if at >= 0]
            found.append(len({i for span in spans for i in range(*span) if HAN.match(text[i])}))
    return found
