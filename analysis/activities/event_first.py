"""The number of an event before what was done: 先后3次召开座谈会, 两次组织委员视察, 组织6期共200余名委员培训."""

from __future__ import annotations

import re

from .nouns import MODIFIERS, noun_phrase
from .objects import event_behind
from .predicates import DELEXICAL, last_verb
from .reading import AGENT, PERSON, PERSON_TIMES, Clause, Reading
from .words import Word, bare

# What a sitting does with its item.
_SITTING = ("研究", "听取", "审议")
# Verbs whose object is the event: 参加检查, 进行考察.
_HOLDING = re.compile("(?:参加|参与|出席|列席|召开|举办|举行)了?$")


def event_first(r: Reading) -> Clause | None:
    """The clause of an event that is named behind its number by a verb; None where it is not."""
    if r.q.kind != "event":
        return None
    return _verb_behind(r) or _event_of_persons(r)


def _verb_behind(r: Reading) -> Clause | None:
    """先后3次召开座谈会: an event's verb and noun both stand behind the number."""
    if r.q.unit in PERSON_TIMES or not r.right:
        return None
    right = r.right[
        next((i for i, w in enumerate(r.right) if w.flag not in ("d", "ad") and not MODIFIERS.fullmatch(w.text)), 0) :
    ]
    verb = right[0]
    if not _no_object(r) or not (r.verbs.pure(verb) or verb.flag == "v" or verb.text in _SITTING):
        return None
    if r.verbs.pivot(verb) and (clause := _done_by_persons(r, right[1:])):
        return clause
    noun = noun_phrase(right[1:], r.verbs, r.q)
    return Clause(r.text[noun[0].start : noun[-1].end], bare(verb.text)) if noun else None


def _no_object(r: Reading) -> bool:
    """Whether nothing that can be counted stands before the number: 市政协先后三次, 常委会会议两次研究."""
    if not r.left or AGENT.search(r.left[-1].text) or r.left[-1].text in ("分", "先后"):
        return True
    sitting = r.left[-1].text.endswith(("会议", "常委会")) and r.right[0].text in _SITTING
    return sitting and not any(r.verbs.governing(w) for w in r.left)


def _done_by_persons(r: Reading, words: list[Word]) -> Clause | None:
    """两次组织委员参加市场检查, 三次组织委员视察: what those did who were organised, and not they, is the event."""
    person = next((i for i, w in enumerate(words) if PERSON.search(w.text) or AGENT.search(w.text)), None)
    if person is None:
        return None
    behind = words[person + 1 :]
    for i, word in enumerate(behind):
        if _HOLDING.match(word.text) and (noun := noun_phrase(behind[i + 1 :], r.verbs, r.q)):
            return Clause(r.text[noun[0].start : noun[-1].end], bare(word.text))
        if (r.verbs.nominal(word) or word.flag == "v") and not _leads_on(word, r):
            run = event_behind(r.text, word.start, r.verbs, r.folder)
            return Clause(*[run if r.text.startswith(run, word.start) and run else word.text] * 2)
    return None


def _leads_on(word: Word, r: Reading) -> bool:
    """到现场, 进行, 围绕: what was done stands behind."""
    return r.verbs.motion(word) or DELEXICAL.match(word.text) is not None or r.verbs.pure(word)


def _event_of_persons(r: Reading) -> Clause | None:
    """组织6期共200余名委员学习培训: the number of events, then that of persons, then the event."""
    if r.following is None or r.following.kind != "person" or not r.left:
        return None
    if not re.fullmatch(r"[共、,计]*", r.text[r.q.end : r.following.start]):
        return None
    last = r.left[-1]
    if not (r.verbs.pure(last) or r.verbs.pivot(last) or last.text == "等"):
        return None
    event = event_behind(r.text, r.following.end, r.verbs, r.folder)
    return Clause(event, last_verb(r.left, r.verbs, in_list=last.text == "等")) if event else None
