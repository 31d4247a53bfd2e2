"""Whose doing a count is: the body's own (city), that of several bodies together (system), or somebody else's (other).

`RULES` are asked in turn with the number in its sentence, its clause and the count before it in the sentence, or None.
"""

from ...corpus import sentences
from ..clauses import Clause
from ..context import Context
from ..rules import first, found
from . import others
from .others import Before

# --- what this body and those below it do together
# Whom one reports to, helps or receives does nothing: 向省、市政协报送.
_NOT_ACTING = "".join(f"(?<!{word}{gap})" for word in ("向", "协助", "配合", "陪同") for gap in ("", ".", "..", "..."))
_BODIES = (
    _NOT_ACTING + r"(?:{several_bodies}|(?<![与同和])\d+个(?:试点)?[市州县区()、]{1,8}政协(?!{apart_from_bodies})"
    r"|{leads_bodies}各?[市县区](?:\([市、区]+\))?政协|政协系统(?!.{0,12}{for_whole_system}))"
)
_ROOMS = r"{whole_place}.{0,12}{rooms}|{whole_place}.{0,3}{set_up}|村\(?社区\)?.{0,12}{village_rooms}"
_MEMBERS = "(?:{whole_place}|全区)[^,。;]{0,12}{members_and_staff}"
_LARGEST = 1000  # members; no local body has more, so that 全省2万名委员 are those of all its bodies
_EACH_ROOM = "[^,。;]{0,8}各[^,。;]{0,14}{rooms_at_work}"


def actor(around: Context, clause: Clause, same: Before | None, lowest: bool) -> tuple[str, str]:
    """city, system or other: whose doing a count is, from the sentence it stands in; and the rule that says so.

    lowest: the body is a county's and has none below it, so that 全市 is what it does itself.
    """
    return first(_OF_LOWEST if lowest else RULES, around, clause, same)


def named_as_subject(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全市政协上下齐心,开展协商90次: named earlier in the sentence, and this body not since."""
    before = around.said_so_far
    subject = [m.end() for m in around.pattern(_BODIES).finditer(before)]
    return "system" if subject and not around.pattern("{this_body}").search(before, subject[-1]) else None


def members_of_whole_place(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全省2万名委员参加学习."""
    many = around.q.kind == "person" and around.value > _LARGEST
    return "system" if many and around.pattern(_MEMBERS).search(around.clause) else None


def rooms_of_whole_place(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全市建成议事室40个; but 全县 is one body's own."""
    one = around.pattern("{one_county}").search(around.clause)
    return "system" if not one and around.pattern(_ROOMS).search(around.clause) else None


def rooms_named_before(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全州75个联络站…。各联络站组织协商90场: the rooms of the whole place, named before."""
    passage = around.text[max(0, around.sentence_start - sentences.REACH) : around.sentence_start]
    rooms = around.pattern(_EACH_ROOM).match(around.clause) and around.pattern(_ROOMS).search(passage)
    return "system" if rooms else None


def several_bodies_go_on(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全市建成议事室40个,培训站长60名: a list that was about them."""
    return (
        "system"
        if same and same.actor == "system" and not around.pattern("{this_body}").search(around.before)
        else None
    )


def the_body_itself(around: Context, clause: Clause, same: Before | None) -> str | None:
    """召开党组会议28次: nobody else is named."""
    return "city"


RULES = (
    others.received,
    others.received_behind_number,
    others.noted_behind_noun,
    others.use_made,
    others.adopted,
    others.taken_up_by_others,
    others.published_by_media,
    others.offices_answer,
    others.authorities_act,
    others.leaders_note,
    others.outsiders_speak,
    others.delegation_acts,
    others.givers_give,
    others.higher_body_takes,
    others.outsiders_come,
    others.guests_come,
    others.proposers_invited,
    others.members_of_higher_body,
    others.other_body_acts,
    others.outsiders_go_on,
    others.guests_received,
    found("named_in_clause", "system", _BODIES, "clause", "三级政协开展协商90次."),
    named_as_subject,
    members_of_whole_place,
    rooms_of_whole_place,
    found("jointly", "system", "{jointly}", "sentence_before", "协同联动,建设工作站78个: two levels act as one."),
    rooms_named_before,
    several_bodies_go_on,
    the_body_itself,
)
_OF_LOWEST = tuple(r for r in RULES if r not in (members_of_whole_place, rooms_of_whole_place, rooms_named_before))
