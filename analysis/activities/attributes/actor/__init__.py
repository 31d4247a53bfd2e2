"""Whose doing a count is: the body's own (city), that of several bodies together (system), or somebody else's (other).

`RULES` are asked in turn with the number in its sentence, its clause, and the count before it in the sentence (None
without one); the first that knows decides. To add one: a function of these three that gives a code or None, in the
module of its idea, and its place in the list.
"""

from __future__ import annotations

from ...clauses import Clause
from ...context import Context
from ...rules import first
from ..before import Before
from . import outsiders, papers, several_bodies

__all__ = ["RULES", "actor"]


def actor(around: Context, clause: Clause, same: Before | None) -> tuple[str, str]:
    """city, system or other: whose doing a count is, from the sentence it stands in; and the rule that says so."""
    return first(RULES, around, clause, same)


def the_body_itself(around: Context, clause: Clause, same: Before | None) -> str | None:
    """召开党组会议28次: nobody else is named."""
    return "city"


RULES = (
    papers.received,
    papers.received_behind_number,
    papers.noted_behind_noun,
    papers.use_made,
    papers.adopted,
    papers.taken_up_by_others,
    papers.published_by_media,
    outsiders.offices_answer,
    outsiders.authorities_act,
    outsiders.givers_give,
    outsiders.guests_come,
    outsiders.proposers_invited,
    outsiders.members_of_higher_body,
    outsiders.other_body_acts,
    outsiders.outsiders_go_on,
    several_bodies.named_in_clause,
    several_bodies.named_as_subject,
    several_bodies.members_of_whole_place,
    several_bodies.rooms_of_whole_place,
    several_bodies.jointly,
    several_bodies.rooms_named_before,
    several_bodies.several_bodies_go_on,
    the_body_itself,
)
