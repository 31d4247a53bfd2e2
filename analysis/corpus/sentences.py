"""Where the clause and the sentence around a place in a text begin and end.

REACH bounds how far is looked, so that a text without punctuation costs time in proportion to its length.
"""

import re
from functools import lru_cache

CLAUSE = ",。;:!?"
SENTENCE = "。;!?"
REACH = 400

_any_of = lru_cache(maxsize=None)(lambda marks: re.compile(f"[{re.escape(marks)}]"))


def start(text: str, place: int, marks: str = CLAUSE) -> int:
    """Behind the last mark before a place; where there is none within reach, the reach's start."""
    floor = max(0, place - REACH)
    return max(floor, *[text.rfind(mark, floor, place) + 1 for mark in marks])


def end(text: str, place: int, marks: str = CLAUSE) -> int:
    """At the first mark from a place on; where there is none within reach, the reach's end."""
    limit = min(len(text), place + REACH)
    found = _any_of(marks).search(text, place, limit)
    return found.start() if found else limit
