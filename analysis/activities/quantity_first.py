"""A quantity before its noun: 选派25名委员, 对12个承办单位进行测评."""

from __future__ import annotations

import re

from . import bounds
from .predicates import DELEXICAL, last_verb, predicate, verb_before
from .reading import AGENT, CONJUNCTIONS, Clause, Reading
from .words import Word, words_of

# How far behind the noun its predicate is looked for.
_PREDICATE_REACH = 36
_LEAVES_NOUN_BEHIND = re.compile(r"(?:等|的|了|各|把|将|由|向|对|从|以|用|与|在|每)$")
_NO_NOUN_FLAGS = ("d", "ad", "p", "c", "t", "r", "v", "uj", "ul", "uz", "f", "m")
_ABOUT = ("围绕", "聚焦", "就")
_TOPIC_MARKERS = frozenset("对 就 围绕 针对 与 同 和 向 为 把 将 对于".split())


def stands_before(r: Reading) -> bool:
    """Whether the quantity belongs to the noun behind it (25名委员) rather than to the one before it (委员25名)."""
    first = r.right[0]
    if first.text in CONJUNCTIONS or first.text in ("等", "以上", "以下", "左右"):
        return False
    if not r.left or _LEAVES_NOUN_BEHIND.search(r.written):
        return True
    if r.q.kind == "event" and r.written.endswith("、") and first.flag[0] in "nvjl":
        return True  # 召开全体会议、5次常委会议
    if r.q.kind == "event" and r.left[-1].flag == "s" and first.flag[0] in "nj":
        return True  # 省内外9批次考察团
    last = r.left[-1]
    if r.verbs.governing(last) or r.verbs.motion(last) or r.verbs.pivot(last) or last.flag in _NO_NOUN_FLAGS:
        return True
    if first.flag == "v" or r.verbs.governing(first):
        return False
    if r.q.kind in ("event", "money", "time") or r.q.unit == "人":
        return False  # 座谈会6次 and 干部30人 are read with the noun before
    no_object = AGENT.search(last.text) or last.flag in ("ns", "nr", "s") or last.text[0] == "《"
    return bool(no_object) or r.q.kind in ("person", "group")


def before_noun(r: Reading, noun: list[Word]) -> Clause:
    """The clause of a quantity with its noun behind it: the noun, and the verb before or behind."""
    end = noun[-1].end
    object_ = r.text[noun[0].start : end]
    return Clause(object_, _of_topic(r, end) or _of_outcome(r, end) or _governing(r, end))


def _of_topic(r: Reading, end: int) -> str:
    """围绕8个课题开展调研 does not 调研 the topics; 对14个部门开展评议 does 评议 the departments."""
    if not _is_topic(r):
        return ""
    rest = _rest(r, end, bounds.CLAUSE)
    light = next((i for i, w in enumerate(rest) if DELEXICAL.match(w.text)), 0)
    marker = next((w.text for w in reversed(r.left) if w.text == "对" or w.text in _ABOUT), "对")
    return "开展" if marker in _ABOUT and rest and rest[light].text == "开展" else predicate(rest[light:], r.verbs)


def _is_topic(r: Reading) -> bool:
    """Whether a preposition holds the noun behind the number: 对12个承办单位进行测评 counts what was 测评."""
    for word in reversed(r.left):
        if word.text in _TOPIC_MARKERS:
            return True
        if r.verbs.pure(word) or r.verbs.motion(word) or r.verbs.pivot(word):
            return False
    return False


def _of_outcome(r: Reading, end: int) -> str:
    """提出的35条建议全部转化为举措: what became of them is said behind."""
    if not re.search(r"的$|所[提作形]出?$", r.written):
        return ""
    rest = _rest(r, end, bounds.CLAUSE)
    return "" if any(w.flag == "m" for w in rest) else predicate(rest, r.verbs)


def _governing(r: Reading, end: int) -> str:
    """The verb before the number, of a list that of the count before, else the one behind the noun."""
    in_list = r.written.endswith("等")
    action = "" if re.search(r"(?:把|将|由|与|和)$", r.written) else last_verb(r.left, r.verbs, in_list=in_list)
    if not action and r.listed:
        action = r.same.clause.action
    last = words_of(r.text, r.q.end, end, r.folder)[-1:]
    if not action and r.q.kind == "event" and last and r.verbs.nominal(last[0]):
        return last[0].text  # 先后5次查看
    if not action and in_list:
        action = predicate(_rest(r, end, bounds.CLAUSE), r.verbs) or verb_before(r)
    return action or predicate(_rest(r, end, bounds.SENTENCE), r.verbs)


def _rest(r: Reading, start: int, marks: str) -> list[Word]:
    """The words from a place to the next mark, within reach."""
    return words_of(r.text, start, min(bounds.end(r.text, start, marks), start + _PREDICATE_REACH), r.folder)
