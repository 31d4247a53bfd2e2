"""Where the clause and the sentence around a place in a text begin and end.

REACH bounds how far is looked, so that a text without punctuation costs time in proportion to its length.
"""

from __future__ import annotations

CLAUSE = ",。;:!?"
SENTENCE = "。;!?"
REACH = 400


def start(text: str, place: int, marks: str = CLAUSE) -> int:
    """Behind the last mark before a place; where there is none within reach, the reach's start."""
    floor = max(0, place - REACH)
    return max(max(text.rfind(mark, floor, place) for mark in marks) + 1, floor)


def end(text: str, place: int, marks: str = CLAUSE) -> int:
    """At the first mark from a place on; where there is none within reach, the reach's end."""
    limit = min(len(text), place + REACH)
    return min((at for at in (text.find(mark, place, limit) for mark in marks) if at >= 0), default=limit)
