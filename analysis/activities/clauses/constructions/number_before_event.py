"""The number of an event before what was done: 先后3次召开座谈会, 两次组织委员视察, 组织6期共200余名委员培训."""

import re

from ...rules import only
from ..grammar import Word, bare
from ..noun_phrase import noun_phrase
from ..object_phrase import event_behind
from ..predicate import last_verb
from ..reading import Clause, Reading


def _is_event(r: Reading) -> bool:
    return r.q.kind == "event"


@only(_is_event)
def number_before_event(r: Reading) -> Clause | None:
    """先后3次召开座谈会: an event's verb and noun both stand behind the number."""
    if r.q.of_times_persons_came or not r.right:
        return None
    right = r.right[next((i for i, w in enumerate(r.right) if not _is_modifier(r, w)), 0) :]
    verb = right[0]
    of_sitting = verb.text in r.grammar.lists["of_sittings"]
    if r.q.unit == "期" and verb.text in r.grammar.lists["passive"]:
        return None  # 其中5期得到批示
    if not _no_object(r) or not (r.grammar.pure(verb) or verb.flag == "v" or of_sitting):
        return None
    if r.grammar.pivot(verb) and (clause := _done_by_persons(r, right[1:])):
        return clause
    noun = noun_phrase(right[1:], r.grammar, r.q)
    return Clause(r.written_as(noun), bare(verb.text)) if noun else None


@only(_is_event)
def number_before_persons_and_event(r: Reading) -> Clause | None:
    """组织6期共200余名委员学习培训: the number of events, then that of persons, then the event."""
    if r.following is None or r.following.kind != "person" or not r.left:
        return None
    if not re.fullmatch(r"[共、,计]*", r.text[r.q.end : r.following.start]):
        return None
    last = r.left[-1]
    if not (r.grammar.pure(last) or r.grammar.pivot(last) or last.text == "等"):
        return None
    event = event_behind(r, r.following.end)
    return Clause(event, last_verb(r.left, r.grammar, in_list=last.text == "等")) if event else None


def _is_modifier(r: Reading, word: Word) -> bool:
    return word.flag in ("d", "ad") or r.pattern("{modifiers}+").fullmatch(word.text) is not None


def _no_object(r: Reading) -> bool:
    """Whether nothing that can be counted stands before the number: 市政协先后三次, 常委会会议两次研究."""
    if (
        not r.left
        or r.left[-1].flag == "r"
        or r.grammar.names_agent(r.left[-1].text)
        or r.left[-1].text in ("分", "先后")
    ):
        return True
    sitting = r.left[-1].text.endswith(("会议", "常委会")) and r.right[0].text in r.grammar.lists["of_sittings"]
    return sitting and not any(r.grammar.governing(w) for w in r.left)


def _done_by_persons(r: Reading, words: list[Word]) -> Clause | None:
    """两次组织委员参加市场检查, 三次组织委员视察: what those did who were organised, and not they, is the event."""
    grammar = r.grammar
    acting = (i for i, w in enumerate(words) if grammar.names_person(w.text) or grammar.names_agent(w.text))
    person = next(acting, None)
    if person is None:
        return None
    behind = words[person + 1 :]
    for i, word in enumerate(behind):
        attended = r.pattern("{of_attending}了?$").match(word.text)
        if attended and (noun := noun_phrase(behind[i + 1 :], grammar, r.q)):
            return Clause(r.written_as(noun), bare(word.text))
        if (grammar.nominal(word) or word.flag == "v") and not _leads_on(r, word):
            run = event_behind(r, word.start)
            done = run if run and r.text.startswith(run, word.start) else word.text
            return Clause(done, done)
    return None


def _leads_on(r: Reading, word: Word) -> bool:
    """到现场, 进行, 围绕: what was done stands behind."""
    return r.grammar.motion(word) or r.grammar.carries_another(word.text) or r.grammar.pure(word)
