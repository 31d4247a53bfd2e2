"""Numbers inside a fixed expression, a slogan or quotation marks: 第十四届, 2024年, “两个确立”."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...lexicons import Lexicons
from ..numbers import Quantity

# What is quoted with a comma or a full stop in it is speech, no name.
_QUOTED = re.compile("“[^“”,。;]{1,40}”|‘[^‘’,。;]{1,40}’|《[^《》]{0,120}》")


class Fixed(NamedTuple):
    """Why a number inside a fixed expression is no count, and which expression it is."""

    reason: str
    rule: str


def find(text: str, quantities: Sequence[Quantity], lexicons: Lexicons) -> list[Fixed | None]:
    """For each number of a text the fixed expression that its numeral stands in, None for none.

    A word must hold the whole numeral: 一百 is no 一定.
    """
    asked = sorted({place for q in quantities for place in (q.digits_start, q.digits_end - 1)})
    known: dict[int, Fixed] = {}
    for start, end, fixed in _stretches(text, asked, lexicons):
        for place in asked[bisect_left(asked, start) : bisect_left(asked, end)]:
            known.setdefault(place, fixed)
    return [_of(known.get(q.digits_start), known.get(q.digits_end - 1)) for q in quantities]


def _of(first: Fixed | None, last: Fixed | None) -> Fixed | None:
    whole = first is None or first.reason != "word" or (last is not None and last.reason == "word")
    return first if whole else None


def _stretches(text: str, asked: Sequence[int], lexicons: Lexicons) -> Iterator[tuple[int, int, Fixed]]:
    """(start, end, what) of the expressions that may hold one of the places, in the order in which they decide."""
    for start, end, *_ in lexicons.matcher.find(text, at=asked):
        yield start, end, Fixed("slogan", "slogan")
    for found in _QUOTED.finditer(text):
        yield *found.span(), Fixed("name", "quotation")
    for reason, pattern in lexicons.lists.expression_patterns:
        for found in pattern.finditer(text):
            yield *found.span(), Fixed(reason, str(found.lastgroup))
