"""How wide the columns of a printed table are, so that no number and no word is broken."""

import re
from collections.abc import Sequence

from ..language import halves
from .printed import Column

SHORT = 14  # half-width characters; text up to this length is not broken
_HAN = re.compile(r"[\u2e80-\uffee]")
_PIECE = re.compile(r"[\u2e80-\uffee]{1,3}|[^\s\u2e80-\uffee]+")  # of a heading: what stays in one line


def fitted(columns: Sequence[Column], room: float, between: float) -> list[float] | None:
    """The width of each column in half-width characters, all together with `between` beside each at most `room`.

    Columns that need less have what they need; otherwise headings and long texts are broken. None where the numbers
    and words alone are wider than the room.
    """
    room -= between * len(columns)
    wide, least = [float(column.wide) for column in columns], [float(_least(column)) for column in columns]
    if sum(wide) <= room:
        return wide
    if sum(least) > room:
        return None
    share = (room - sum(least)) / (sum(wide) - sum(least))
    return [low + (high - low) * share for low, high in zip(least, wide, strict=True)]


def _least(column: Column) -> int:
    """The half-width characters under which a number, a word or a short text would be broken."""
    needs = [halves(piece) for piece in _PIECE.findall(column.heading)]
    if column.right:
        needs += map(halves, column.printed)
    else:
        needs += [halves(word) for said in column.printed for word in said.split() if not _HAN.search(word)]
        needs.append(min(max(map(halves, column.printed), default=0), SHORT))
    return min(max(needs, default=0), column.wide)
