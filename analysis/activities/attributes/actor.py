"""Whose doing a count is: the body's own, that of the bodies below it, or somebody else's."""

from __future__ import annotations

import re

from ..clauses import Clause
from ..context import Context
from . import papers
from .levels import of_several_bodies
from .outsiders import of_outsiders

_OWN = re.compile("政协|主席|常委会|委员|机关|我们")


def actor(around: Context, clause: Clause, same: tuple | None) -> tuple[str, str]:
    """city, system or other: whose doing a count is, from the sentence it stands in; and the rule that says so.

    same: the count before it in the sentence with its attributes, None without one.
    """
    object_, action = clause.object, clause.action
    last = same and {"actor": same[1].actor, "action": same[0].clause.action}
    if papers.received(around, object_):
        return "city", "received"
    if (
        papers.used(around, object_, action)
        or papers.published(around, object_, action)
        or of_outsiders(around, object_, action)
        or _goes_on(around, clause, last)
    ):
        return "other", "other"
    return ("system", "levels") if of_several_bodies(around, last and last["actor"]) else ("city", "city")


def _goes_on(around: Context, clause: Clause, last: dict | None) -> bool:
    """Noun and verb of what others did, taken over: 县政府办理提案324件,教育类107件."""
    same = last is not None and last["actor"] == "other" and clause.action in ("占", last["action"])
    return same and clause.carried and not _OWN.search(around.before)
