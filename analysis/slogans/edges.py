"""Where a phrase begins and ends: cutting a repeat back to the edges of words, lists, brackets and clauses."""

import numpy as np

from ..lexicons.slogans import LISTERS

PAIRS = dict(["“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "()", "【】", "[]"])
_CLOSERS = {v: k for k, v in PAIRS.items()}
COMMA = frozenset("，,")
_CLAUSE_END = COMMA | {"\0"}
MARKS = frozenset(LISTERS) | set(PAIRS) | set(_CLOSERS) | set("\"'—-–~～|")
# Function words that lean on what lies outside the phrase, locatives that close a frame opened before it (在…中), and
# words that point to the place or the case at hand (全市, 各项, 有关): they open or close no phrase.
_PLACES = "全市 全州 全县 全区 全省 我市 我州 我县 我区 我省 市 州 县 区 省".split()
_POINTING = "作为 以及 各项 各类 各级 有关 相关 两级".split()
_NOT_FIRST = frozenset([*"把将被与同的地得了着过和及等之中上下内外们性并而且也还是有所者后前在", *_POINTING, *_PLACES])
_LEANING = "的地得和与及以在把将对为向从由被让使按于不更也并而且是之所给到跟同第各每本该等了有暨中上下内外前后党们"
_NOT_LAST = frozenset([*_LEANING, "以及", *_PLACES])


def trim(text: str, a: int, b: int, good: np.ndarray, joined: str, starts: np.ndarray) -> tuple[int, int]:
    """Shrink text[a:b] until both edges hold; each step takes something off, so it ends."""
    while a < b:
        lone = _unpaired(text, a, b)
        if not good[a] or (text[a] in MARKS and (text[a] not in PAIRS or a in lone)):
            a += 1
        elif not good[b] or (text[b - 1] in MARKS and (text[b - 1] not in _CLOSERS or b - 1 in lone)):
            b -= 1
        elif lone:
            at = lone[0]
            a, b = (at + 1, b) if b - at > at - a else (a, at)
        elif text[a : (first := next((k for k in range(a + 1, b) if good[k]), b))] in _NOT_FIRST:
            a = first
        elif text[(last := next((k for k in range(b - 1, a, -1) if good[k]), a)) : b] in _NOT_LAST:
            b = last
        elif text[a] in PAIRS and not _unpaired(text, a + 1, b - 1):  # brackets around the whole
            a, b = a + 1, b - 1
            break
        elif rest := _ragged_list(text, a, b, joined, starts) or _ragged_clause(text, a, b, joined, starts):
            a, b = rest
        else:
            break
    return a, b


def _ragged_list(text: str, a: int, b: int, joined: str, starts: np.ndarray) -> tuple[int, int] | None:
    """A narrower span where the first or last item of a list has lost characters to the outside.

    Items of a fixed list are of equal length; an outer one that is shorter, next to a Chinese character, is cut off.
    """
    items = text[a:b].split("、")
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
    commas = [i for i in range(a, b) if text[i] in COMMA]
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
        if text[i] in PAIRS:
            open_at.append(i)
        elif text[i] in _CLOSERS:
            if open_at and text[open_at[-1]] == _CLOSERS[text[i]]:
                open_at.pop()
            else:
                lone.append(i)
    return sorted(lone + open_at)
