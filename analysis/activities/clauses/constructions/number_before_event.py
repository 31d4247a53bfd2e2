"""The number of an event before what was done: 先后3次召开座谈会, 两次组织委员视察, 组织6期共200余名委员培训."""

import re

from ...rules import only
from ..governing_verb import attributive
from ..grammar import Word, bare
from ..noun_phrase import noun_phrase
from ..object_phrase import event_behind
from ..predicate import last_verb
from ..reading import Clause, Reading

_TIMES = ("次", "趟", "回")


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
    if r.grammar.motion(verb) and _done_there(r, right, 0) is not None:
        return None  # 3次赴外地考察
    if not _no_object(r) or not (r.grammar.pure(verb) or verb.flag == "v" or of_sitting):
        return None
    if r.grammar.pivot(verb) and (clause := _done_by_persons(r, right[1:])):
        return clause
    noun = noun_phrase(right[1:], r.grammar, r.q)
    return Clause(r.written_as(noun), bare(verb.text)) if noun else None


@only(_is_event)
def number_before_deed(r: Reading) -> Clause | None:
    """委员们3次赴外地取经, 市委书记2次批示: the deed, or what it was done to; but 6次专题研讨 has a noun."""
    if r.q.unit not in _TIMES or not r.right or not _no_object(r):
        return None
    words = r.right[next((i for i, w in enumerate(r.right) if not _leads_to_deed(r, i)), 0) :]
    at = _deed(r, words)
    if at is None:
        return None
    behind = words[at + 1 :]
    while behind and behind[0].text in r.grammar.lists["ways_of_inquiring"]:
        behind = behind[1:]  # 开展集中督办
    noun = noun_phrase(behind, r.grammar, r.q)
    if not at and not r.left and r.grammar.nominal(words[0]):
        done = noun and words[0] is not r.right[0] and not attributive(words, 0, r.grammar)
        if not done:
            return None  # 4次集中学习 and 5次视察活动 are named by it, 6次实地察看河道 tells what was done
    return Clause(r.written_as(noun) or bare(words[at].text), bare(words[at].text))


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


def _leads_to_deed(r: Reading, at: int) -> bool:
    """Whether a word only says how, or who led: 实地, 带队; but 深入 with its place is of going there."""
    word, behind = r.right[at], r.right[at + 1 : at + 2]
    place = r.grammar.motion(word) and behind and not r.grammar.verbal(behind[0])
    how = any(word.text in r.grammar.lists[name] for name in ("taking_lead", "ways_of_inquiring"))
    return not place and (how or _is_modifier(r, word))


def _deed(r: Reading, words: list[Word]) -> int | None:
    """Which word is what was done: behind a preposition or a way somewhere (向市委, 赴外地) the verb that follows."""
    verbs = [i for i, w in enumerate(words) if r.grammar.verbal(w)]
    prepositional = (words[0].flag == "p" and words[0].text != "被") or words[0].text in r.grammar.lists["coverbs"]
    if prepositional:
        verbs = [i for i in verbs if i > 1]
    if not verbs or (verbs[0] and not prepositional):
        return None
    if r.grammar.motion(words[verbs[0]]):
        there = _done_there(r, words, verbs[0])
        return verbs[0] if there is None else there
    return verbs[0]


def _done_there(r: Reading, words: list[Word], motion: int) -> int | None:
    """What was done where they went: 赴外地考察; but 走进协商议事厅 has none."""
    for i in range(motion + 2, len(words)):
        named = i + 1 < len(words) and attributive(words, i, r.grammar)
        if r.grammar.in_lexicon(words[i]) and not named:
            return i
    return None


def _no_object(r: Reading) -> bool:
    """Whether nothing that can be counted stands before the number: 市政协先后三次, 常委会会议两次研究."""
    if not r.left or r.left[-1].flag == "r" or r.left[-1].text in ("分", "先后"):
        return True
    if r.pattern("(?:{agents}们?|{investigators}|{appraisers})$").search(r.phrase):
        return True
    if r.grammar.names_person(r.left[-1].text) and not any(r.grammar.in_lexicon(w) for w in r.left):
        return True  # 主席会议成员3次
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
