"""Ids of reports: what they may hold, and several of them in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PARTED = "; "
_FORBIDDEN = re.compile(r"\s*[;\x00-\x1f\x7f\x85\u2028\u2029]+\s*")


def join_ids(ids: Iterable[str]) -> str:
    """Several ids, each as `usable_id` gives it, as one cell. Spaces and commas in them do no harm."""
    return _PARTED.join(ids)


def split_ids(cell: str) -> list[str]:
    """The ids of a cell that `join_ids` wrote."""
    return cell.split(_PARTED)


def usable_id(name: str) -> str:
    """The name as an id: a semicolon, a line break or another control character in it becomes a dash."""
    return _FORBIDDEN.sub("-", name)
