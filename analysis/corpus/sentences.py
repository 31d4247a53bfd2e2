"""Where the clause and the sentence around a position in a text begin and end.

REACH limits the search, so that a text without punctuation takes time in proportion to its length.
"""

import re
from bisect import bisect_left
from functools import cache, lru_cache

CLAUSE = ",。;:!?"
SENTENCE = "。;!?"
REACH = 400


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


@lru_cache(maxsize=64)
def _places(text: str, marks: str) -> list[int]:
    """Where the marks of a text stand: every number of a text asks, so they are looked for once."""
    return [mark.start() for mark in _any_of(marks).finditer(text)]


def start(text: str, place: int, marks: str = CLAUSE) -> int:
    """The position after the last mark before a position; if there is none within reach, the start of the reach."""
    places = _places(text, marks)
    before = bisect_left(places, place)
    return max(0, place - REACH, places[before - 1] + 1 if before else 0)


def end(text: str, place: int, marks: str = CLAUSE) -> int:
    """The position of the first mark from a position on; if there is none within reach, the end of the reach."""
    places = _places(text, marks)
    behind = bisect_left(places, place)
    return min(len(text), place + REACH, places[behind] if behind < len(places) else len(text))
