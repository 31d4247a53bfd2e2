"""What this body and those below it do together."""

from __future__ import annotations

from ....corpus import sentences
from ...clauses import Clause
from ...context import Context
from ..before import Before

_BODIES = (
    r"(?:{several_bodies}|(?<![与同和])\d+个(?:试点)?[市州县区()、]{1,8}政协(?!{apart_from_bodies})"
    r"|{leads_bodies}各?[市县区](?:\([市、区]+\))?政协|政协系统(?!.{0,12}{for_whole_system}))"
)
_ROOMS = r"{whole_place}.{0,12}{rooms}|{whole_place}.{0,3}{set_up}|村\(?社区\)?.{0,12}{village_rooms}"
_MEMBERS = "(?:{whole_place}|全区)[^,。;]{0,12}{members_and_staff}"
_LARGEST = 1000  # members; no local body has more, so that 全省2万名委员 are those of all its bodies
_EACH_ROOM = "[^,。;]{0,8}各[^,。;]{0,14}{rooms_at_work}"


def named_in_clause(around: Context, clause: Clause, same: Before | None) -> str | None:
    """三级政协开展协商90次."""
    return "system" if around.re(_BODIES).search(around.clause) else None


def named_as_subject(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全市政协上下齐心,开展协商90次: named earlier in the sentence, and this body not since."""
    before = around.sentence_before
    subject = [m.end() for m in around.re(_BODIES).finditer(before)]
    return "system" if subject and not around.re("{this_body}").search(before, subject[-1]) else None


def members_of_whole_place(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全省2万名委员参加学习."""
    many = around.q.kind == "person" and around.q.value > _LARGEST
    return "system" if many and around.re(_MEMBERS).search(around.clause) else None


def rooms_of_whole_place(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全市建成议事室40个; but 全县 is one body's own."""
    rooms = around.re(_ROOMS).search(around.clause) and not around.re("{one_county}").search(around.clause)
    return "system" if rooms else None


def jointly(around: Context, clause: Clause, same: Before | None) -> str | None:
    """协同联动,建设工作站78个: bodies of two levels act as one."""
    return "system" if around.re("{jointly}").search(around.sentence_before) else None


def rooms_named_before(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全州75个联络站…。各联络站组织协商90场: the rooms of the whole place, named before."""
    passage = around.text[max(0, around.sentence_start - sentences.REACH) : around.sentence_start]
    each = around.re(_EACH_ROOM).match(around.clause)
    return "system" if each and around.re(_ROOMS).search(passage) else None


def several_bodies_go_on(around: Context, clause: Clause, same: Before | None) -> str | None:
    """全市建成议事室40个,培训站长60名: a list that was about them."""
    theirs = same is not None and same.actor == "system"
    return "system" if theirs and not around.re("{this_body}").search(around.before) else None
