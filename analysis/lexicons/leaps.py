"""Patterns that leap: a look at the first character before any alternative is tried.

Python's `re` leaps to where a pattern may begin only if it begins with a literal or a set of characters. A rule is
mostly an alternation of words, sets and looks around, and each is tried at every character of a text. A look ahead at
all the characters that it may begin with says no at once and changes nothing that is found.
"""

import re
from collections.abc import Iterable
from typing import Any

try:
    from re import _constants as code  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # where they have moved nothing leaps
    parser = None

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}
_MANY = 100  # characters of a range: more are no longer named one by one
_Part = tuple[int, int] | str  # of a set: the first and the last of a range, or a category


def leaping(pattern: str) -> str:
    """The pattern, with a look at its first character in front where that can be told."""
    if parser is None:
        return pattern
    parsed = parser.parse(pattern)
    if _leaps(parsed):
        return pattern
    firsts, may_be_empty = _first(parsed)
    return pattern if may_be_empty or not firsts else f"(?=[{''.join(sorted(map(_written, firsts)))}])(?:{pattern})"


def beginnings(pattern: str) -> frozenset[str] | None:
    """The characters one of which whatever it finds begins with; None where they cannot be told or are many."""
    if parser is None:
        return None
    parsed = parser.parse(pattern)
    firsts, may_be_empty = _first(parsed)
    if may_be_empty or firsts is None or parsed.state.flags & re.IGNORECASE:
        return None
    signs: set[str] = set()
    for part in firsts:
        if isinstance(part, str) or part[1] - part[0] > _MANY:
            return None
        signs.update(map(chr, range(part[0], part[1] + 1)))
    return frozenset(signs)


def _written(part: _Part) -> str:
    """A part of a set as a pattern has it."""
    if isinstance(part, str):
        return part
    return "-".join(re.escape(chr(sign)) for sign in (part if part[0] < part[1] else part[:1]))


def _leaps(items: Any) -> bool:
    """Whether `re` leaps by itself: to a literal, a set, or one of several literals."""
    if not len(items):
        return False
    what, more = items[0]
    if what is code.SUBPATTERN:
        return _leaps(more[-1])
    if what is code.BRANCH:
        return all(len(branch) and branch[0][0] is code.LITERAL for branch in more[1])
    return what is code.LITERAL or (what is code.IN and more[0][0] is not code.NEGATE)


def _first(items: Iterable[tuple[Any, Any]]) -> tuple[set[_Part] | None, bool]:
    """What a sequence may begin with, as parts of a set, None where it cannot be told; and whether it may be empty."""
    firsts: set[_Part] = set()
    for what, more in items:
        found, empty = _first_of(what, more)
        if found is None:
            return None, empty
        firsts |= found
        if not empty:
            return firsts, False
    return firsts, True


def _first_of(what: Any, more: Any) -> tuple[set[_Part] | None, bool]:
    if what is code.LITERAL:
        return {(more, more)}, False
    if what is code.IN:
        return _of_set(more), False
    if what is code.BRANCH:
        found = [_first(branch) for branch in more[1]]
        known = [firsts for firsts, _ in found if firsts is not None]
        return set().union(*known) if len(known) == len(found) else None, any(empty for _, empty in found)
    if what is code.SUBPATTERN:
        return _first(more[-1]) if not (more[1] or more[2]) else (None, True)
    if what in (code.MAX_REPEAT, code.MIN_REPEAT):
        firsts, empty = _first(more[-1])
        return firsts, empty or more[0] == 0
    if what in (code.AT, code.ASSERT, code.ASSERT_NOT):
        return set(), True
    return None, True


def _of_set(items: Iterable[tuple[Any, Any]]) -> set[_Part] | None:
    parts: set[_Part] = set()
    for what, more in items:
        if what is code.LITERAL:
            parts.add((more, more))
        elif what is code.RANGE:
            parts.add(more)
        elif what is code.CATEGORY and str(more) in _CATEGORIES:
            parts.add(_CATEGORIES[str(more)])
        else:
            return None
    return parts
