"""The count before a count in its sentence, which it may go on."""

from __future__ import annotations

from typing import NamedTuple


class Before(NamedTuple):
    """action: its verb. actor: whose doing it is."""

    action: str
    actor: str
