"""Patterns that a researcher wrote: each is compiled only if no text can keep it busy.

Where a pattern fails, Python's `re` goes back and tries it in another way, and a few signs are enough for more ways
than can ever be tried: (.+)+ on forty characters. So what a pattern repeats is looked at before it sees a text, and one
that could be read in too many ways is refused with what to do. A limit of time would do, too, but would not give the
same tables on a slower computer. Source: Davis et al. (2018), The Impact of Regular Expression Denial of Service
(ReDoS) in Practice, ESEC/FSE, which names the same shapes. Patterns of the shipped lists are known to be quick.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from .files import SHIPPED

LONG = 1_000  # characters: what a repeat without end may run over
OFTEN = 10  # a repeat that may happen so often, or more often, must repeat something of one length
MOST = 2_000_000  # ways: two repeats without end, or four of thirty
OF_A_WORD = 1_000  # the same of a word of a list, which stands in patterns beside others
_REPEATS = tuple(
    getattr(code, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") if hasattr(code, name)
)
_TODO = "give repeats an end, as in .{0,20}, let none stand inside of another, or make two patterns of it"


def checked(pattern: str, most: int = MOST) -> re.Pattern[str]:
    """The pattern, compiled. Raises re.error for what is none, and where it could be read in more than `most` ways."""
    try:
        found = re.compile(pattern)
        if pattern not in _shipped() and ways(parser.parse(pattern)) > most:
            raise re.error(f"some texts could be read in more than {most:,} ways by it; {_TODO}")
    except (RecursionError, OverflowError):
        raise re.error("it is too deep or too large; write it shorter") from None
    return found


def ways(items: Iterable[tuple[Any, Any]]) -> int:
    """In how many ways a parsed pattern can be read from one place at most, above MOST not counted out."""
    n = 1
    for what, more in items:
        n = min(n * _of(what, more), MOST + 1)
    return n


def _of(what: Any, more: Any) -> int:
    if what in _REPEATS:
        least, most, body = more
        shortest, longest = body.getwidth()
        within = ways(body)
        if most >= OFTEN and (shortest != longest or within > 1):
            return MOST + 1
        size = min(int(most), LONG) - min(int(least), LONG) + 1
        return int(min(size * within ** min(int(most), OFTEN), MOST + 1))
    if what is code.BRANCH:
        several = [list(branch) for branch in more[1]]
        words = all(part[0] is code.LITERAL for branch in several for part in branch)
        if words:  # one of them fits, or one that is written twice
            return max(Counter(tuple(sign for _, sign in branch) for branch in several).values())
        return sum(map(ways, several))
    return max((ways(part) for part in _within(more)), default=1)


def _within(more: Any) -> Iterable[Any]:
    """The patterns in an item: of a group, a look around, an alternative."""
    if isinstance(more, parser.SubPattern):
        return [more]
    return [part for part in more if isinstance(part, parser.SubPattern)] if isinstance(more, tuple) else []


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    """Every cell of the shipped lists."""
    cells: set[str] = set()
    for file in SHIPPED.glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            cells.update(cell.strip() for row in csv.reader(opened) for cell in row)
    return frozenset(cells)
