"""Whose doing a count is: the body's own, that of the bodies below it, or somebody else's."""

from __future__ import annotations

from . import papers
from .levels import of_several_bodies
from .outsiders import of_outsiders
from .surroundings import Surroundings


def actor(around: Surroundings, object_: str, action: str, previous: str | None) -> str:
    """city, system or other: whose doing a count is, from the sentence it stands in.

    previous: the actor of the count before it in the sentence, None without one.
    """
    if papers.received(around, object_):
        return "city"
    if (
        papers.used(around, object_, action)
        or papers.published(around, object_, action)
        or of_outsiders(around, object_, action)
    ):
        return "other"
    return "system" if of_several_bodies(around, previous) else "city"
