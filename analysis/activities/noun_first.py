"""A quantity behind its noun or its verb: 召开党组会议28次, 深入社区宣讲27次, 立案283件."""

from __future__ import annotations

import re

from .breakdowns import CARRY, SOLVED, label_of, part_of_earlier
from .ellipsis import ATTENDING, elliptic, verb_alone
from .governors import HELPING, governor
from .objects import object_of
from .predicates import verb_before
from .reading import AGENT, PERSON, Clause, Reading, taken_from
from .words import Word, bare

# 报送全国政协、省委500篇: who received them is not what was counted.
_SENDING = frozenset("报送 上报 呈报 呈送 转送 报 送".split())

_SPEECH_KINDS = frozenset("大会 口头 书面 即席 交流".split())
# What others do with papers, and what stands before the others.
_UPTAKE = re.compile("采用|采纳|录用|批示|签批|转载|刊发|刊登|播发|选用|吸纳|转发")
_PASSIVE = frozenset("被 获 获得 得到 受到 由".split())


def after_noun(r: Reading) -> Clause:
    """The clause of a quantity whose noun, if it has one, stands before it."""
    clause = _clause(r)
    label = label_of(clause.object)
    if label.endswith("类") and r.q.unit == "件" and "提案" in r.text[r.sentence : r.left_from]:
        return Clause(label + "提案", clause.action, clause.carried)  # 按提案内容分,经济建设类21件
    return clause


def _clause(r: Reading) -> Clause:
    if not r.left:
        return elliptic(r)
    if clause := part_of_earlier(r) or _taken_up(r) or _speeches(r) or _persons_moved(r):
        return clause
    at = governor(r.left, r.q, r.verbs)
    if at is None or _names_in_list(r, at):
        return _without_verb(r)
    return _with_verb(r, at)


def _taken_up(r: Reading) -> Clause | None:
    """信息获上级采用6篇, 被日报刊发9篇: who took the papers up is neither the object nor the verb."""
    if r.q.kind != "document" or not _UPTAKE.fullmatch(r.left[-1].text):
        return None
    by = next((i for i, w in enumerate(r.left) if w.text in _PASSIVE), None)
    return None if by is None else verb_alone(r, r.left[:by], r.left[-1].text)


def _speeches(r: Reading) -> Clause | None:
    """委员在会上发言20人次: speeches are counted, not the speakers; 大会口头发言 is their kind."""
    words = r.left
    if words[-1].text != "发言" or (r.q.kind == "document" and r.q.unit != "条"):
        return None
    start = len(words) - 1
    while start and words[start - 1].text in _SPEECH_KINDS:
        start -= 1
    return Clause(r.text[words[start].start : words[-1].end], "发言")


def _persons_moved(r: Reading) -> Clause | None:
    """委员走进社区300人次: of persons who went somewhere the persons are counted, not the place."""
    if r.q.unit not in ("人", "人次"):
        return None
    at = next((i for i, w in enumerate(r.left) if i and r.verbs.motion(w)), None)
    if at is None or not PERSON.search(r.left[at - 1].text) or any(r.verbs.in_lexicon(w) for w in r.left[:at]):
        return None
    place_only = all(w.flag[0] in "nsf" for w in r.left[at + 1 :])
    return Clause(r.left[at - 1].text, bare(r.left[at].text)) if place_only else None


def _names_in_list(r: Reading, at: int) -> bool:
    """In a list with a shared verb a verbal noun is a noun: 组织理论学习12次、机关集中学习44次."""
    words, verbs = r.left, r.verbs
    if not at or at < len(words) - 1 or not (r.listed or r.like_same):
        return False
    if not verbs.nominal(words[at]) or CARRY.search(words[at].text):
        return False
    if any(verbs.pure(w) or verbs.motion(w) for w in words):
        return False
    return r.q.kind == "event" or not AGENT.search(words[at - 1].text)


def _without_verb(r: Reading) -> Clause:
    """No verb governs: 全体会议3次. One verb alone is verb and object (打井31口), or its noun stands elsewhere."""
    words, verbs = r.left, r.verbs
    if len(words) == 1 and words[0].flag == "v":
        if len(r.phrase) > 1 and not CARRY.search(r.phrase) and not (r.like_same and ATTENDING.fullmatch(r.phrase)):
            return Clause(r.phrase, r.phrase)
        return verb_alone(r, [], bare(words[0].text))
    if len(words) == 1 and verbs.nominal(words[0]) and not r.listed:
        action = words[0].text  # 调研9次
    elif r.listed:
        action = _shared_verb(r)
    elif verbs.nominal(words[-1]) and r.q.kind == "event" and not r.same:
        action = words[-1].text  # 专题协商6次
    else:
        action = verb_before(r) or _shared_verb(r)
    return Clause(object_of(r, words) or r.phrase, action)


def _shared_verb(r: Reading) -> str:
    """The verb of the count before in the sentence; of a share it is that of what the share was taken of."""
    before = r.earlier if r.same and r.same.q.kind == "percent" else r.same
    return before.clause.action if before else ""


def _with_verb(r: Reading, at: int) -> Clause:
    """The governing verb with the verbal nouns that continue it, and what stands between it and the number."""
    words = r.left
    last = _end_of_verb(r, at)
    name = bare(words[at].text) + "".join(w.text for w in words[at + 1 : last + 1])
    rest = words[last + 1 :]
    if rest:
        done = "".join(w.text for w in rest)
        if r.q.kind in ("document", "group") and all(r.verbs.pure(w) for w in rest):
            return verb_alone(r, words[:at], name + done)  # 梳理归纳9条
        if _is_carrying_run(r, rest):
            return taken_from(r.earlier, name + done)  # 合并立案174件
        if r.like_same and SOLVED.fullmatch(done):
            return taken_from(r.same, done)  # 发现问题263个,推动整改251个
        if r.q.kind == "event" and all(w.flag == "vn" for w in words[at:]):
            return Clause(name + done, name + done)  # 考察学习4次
        object_ = object_of(r, rest)
        if name == "完成" and rest[-1].text == "建设":
            name = "建设"  # 完成议事室建设5个
        if object_ and not (name in _SENDING and all(_receives(w) for w in rest)):
            return Clause(object_, name)
    if any(w.text in HELPING for w in words[:at]):
        return Clause(name, name)  # 帮助企业融资300万元
    return verb_alone(r, words[:at], name)


def _end_of_verb(r: Reading, at: int) -> int:
    """The last of the verbal nouns in a row that a verb begins; the word before the number is left out."""
    words, last = r.left, at
    while last + 2 < len(words) and r.verbs.nominal(words[at]) and r.verbs.nominal(words[last + 1]):
        last += 1
    return last


def _is_carrying_run(r: Reading, rest: list[Word]) -> bool:
    """Whether only verbal nouns follow and the last of them is done to what was counted before."""
    papers = r.like_earlier and r.q.kind != "event"
    return papers and all(w.flag == "vn" for w in rest) and CARRY.search(rest[-1].text) is not None


def _receives(word: Word) -> bool:
    return bool(AGENT.search(word.text)) or word.flag in ("x", "c", "ns")
