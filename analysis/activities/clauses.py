"""What a count counts, and the verb that governs it: the clause around a quantity.

Chinese reports put a quantity behind its noun (召开党组会议28次), before it (选派25名委员), or leave the noun to an
earlier count or clause (征集提案, 共261件; 立案283件).
"""

from __future__ import annotations

import re

from . import bounds
from .ellipsis import (
    ANSWERED,
    CARRY,
    LABEL,
    MEDIUM,
    PROPOSALS_ONLY,
    SOLVED,
    STATE,
    broken_down,
    distributed,
    elliptic,
    share,
    verb_alone,
)
from .governors import DELEXICAL, governor, last_verb, predicate, verb_before
from .nouns import event_behind, noun_phrase, object_of
from .quantities import Quantity
from .reading import AGENT, CONJUNCTIONS, PERSON_TIMES, STOPS, Clause, Reading
from .words import Actions, Word, bare, words_of

# 报送全国政协、省委500篇: who received them is not what was counted.
_SENDING = frozenset("报送 上报 呈报 呈送 转送 报 送".split())
# Between a noun and its number: totals, distribution, bounds, adverbs.
_LINK = re.compile(
    r"(?:平均每[个条件名人家次期位]?|人均|日均|年均|月均|户均|场均|平均|每(?:年|月|季度|周|人|期|户|位|名|次|个)|各(?=$)|分别(?:为|是|达到?|有|获|被)?|共计|总计|合计|累计|"
    r"总共|一共|共有|共|计|多达|高达|达到了?|达|为|有|约计|超过|超|突破|逾|均|都|已经|已|就|先后|占到?|至|仅|还|另|其中|总值|价值|折合|大约|约|近|人民币|总额|金额|"
    r"连续|也|在|不少于|不低于|至少|左右|了|过|[、,:—-])+$"
)


def analyse(text, q, history, following: Quantity | None, series, verbs: Actions, folder=None, topic="") -> Clause:
    """Object and action of a count.

    history: the (quantity, clause) pairs before it in the segment, in order. following: the next number, where reading
    to the right stops. series: (place, length) of the count in a list that 分别 distributes, or None.
    topic: the report's title and the headings above.
    """
    sentence = bounds.start(text, q.start, bounds.SENTENCE)
    same = history[-1] if history and history[-1][0].end > sentence else None
    things = [pair for pair in history if pair[0].kind not in ("percent", "score") and pair[1].object]
    earlier = next((pair for pair in reversed(things) if pair[0].unit == q.unit), things[-1] if things else None)
    comma = bounds.start(text, q.start)
    left_from = max(comma, same[0].end) if same else comma
    while left_from < q.start and (
        text[left_from] in "、,和及与(" or (text[left_from] == "并" and text[left_from + 1] not in "案入")
    ):
        left_from += 1
    right_to = bounds.end(text, q.end, STOPS + "…")
    if following is not None:
        right_to = min(right_to, max(q.end, following.start))
    written = text[left_from : q.start]
    noun_side = _LINK.sub("", written)
    left = words_of(text, left_from, left_from + len(noun_side), folder)
    while left and (
        left[0].text in CONJUNCTIONS
        or left[0].flag in ("c", "t")
        or left[0].text in ("其中", "含", "经", "全年", "年", "人均", "年均", "日均", "平均", "审查", "经审查")
    ):
        left = left[1:]
    right = words_of(text, q.end, right_to, folder)
    reading = Reading(text, q, left_from, sentence, left, right, same, earlier, verbs, folder, topic)
    if series and (clause := distributed(reading, series)):
        return clause
    if q.kind in ("percent", "score"):
        return share(reading, noun_side)
    if right and right[0].text == "的" and q.kind in ("money", "length", "area", "document"):
        right = right[1:]
        reading = Reading(**{**reading.__dict__, "right": right})
    if (
        q.kind == "event"
        and q.unit not in PERSON_TIMES
        and right
        and (verbs.pure(right[0]) or right[0].flag == "v")
        and (not left or AGENT.search(left[-1].text) or left[-1].text in ("分", "先后"))
    ):
        object_ = noun_phrase(right[1:], verbs, q)
        name = bare(right[0].text)
        if object_:
            return Clause(text[object_[0].start : object_[-1].end], name)
    if (
        q.kind == "event"
        and following is not None
        and following.kind == "person"
        and re.fullmatch(r"[共、,计]*", text[q.end : following.start])
    ) and (
        left
        and (verbs.pure(left[-1]) or verbs.pivot(left[-1]) or left[-1].text == "等")
        and (event := event_behind(text, following.end, verbs, folder))
    ):
        return Clause(event, last_verb(left, verbs, in_list=left[-1].text == "等"))
    if len(left) > 1 and left[-1].text in ("有", "中有") and right and (right[0].text == "被" or verbs.pure(right[0])):
        topic_ = object_of(reading, left[:-1])
        if topic_:
            return Clause(topic_, predicate(right, verbs))  # 提出的31条建议有20多条写进文件
    noun = noun_phrase(right, verbs, q)
    if noun and _stands_before(reading):
        return _before_noun(reading, noun)
    return _completed(reading, _after_noun(reading))


def _completed(r: Reading, clause: Clause) -> Clause:
    """按提案内容分,经济建设类21件: a label of proposals, with the noun it leaves out."""
    label = re.sub(r"^(?:属于?|涉及|有关|关于)", "", clause.object)
    if label.endswith("类") and r.q.unit == "件" and "提案" in r.text[r.sentence : r.left_from]:
        return Clause(label + "提案", clause.action, clause.carried)
    return clause


def _stands_before(r: Reading) -> bool:
    """Whether the quantity belongs to the noun behind it (25名委员) rather than to the one before it (委员25名)."""
    first = r.right[0]
    if first.text in CONJUNCTIONS or first.text in ("等", "以上", "以下", "左右"):
        return False
    if not r.left or re.search(r"(?:等|的|各|把|将|由|向|对|从|以|用|与|在|每)$", r.text[r.left_from : r.q.start]):
        return True
    if r.q.kind == "event" and r.text[r.left_from : r.q.start].endswith("、") and first.flag[0] in "nvjl":
        return True  # 召开全体会议、5次常委会议
    last = r.left[-1]
    if (
        r.verbs.governing(last)
        or r.verbs.motion(last)
        or r.verbs.pivot(last)
        or last.flag in ("d", "p", "c", "t", "r", "v", "uj", "ul", "f", "m")
    ):
        return True
    if first.flag == "v" or r.verbs.governing(first):
        return False
    if r.q.kind in ("event", "money", "time") or r.q.unit == "人":
        return False
    return (
        AGENT.search(last.text) is not None
        or last.flag in ("ns", "nr", "s")
        or r.q.kind in ("person", "group")
        or last.text[0] in "《"
    )


def _before_noun(r: Reading, noun: list[Word]) -> Clause:
    start, end = noun[0].start, noun[-1].end
    written = r.text[r.left_from : r.q.start]
    action = ""
    behind = ""
    if _topic(r):
        rest = _rest_of_sentence(r, end, bounds.CLAUSE)
        light = next((i for i, w in enumerate(rest) if DELEXICAL.match(w.text)), 0)
        # 围绕8个课题开展调研 does not 调研 the topics; 对14个部门开展评议 does 评议 the departments.
        about = next((w.text for w in reversed(r.left) if w.text in ("对", "围绕", "聚焦", "就")), "对") != "对"
        behind = "开展" if about and rest and rest[light].text == "开展" else predicate(rest[light:], r.verbs)
    if behind:
        return Clause(r.text[start:end], behind)
    if written.endswith("的") or re.search(r"所[提作形]出?$", written):
        # 提出的35条建议全部转化为举措: what became of them is said behind.
        rest = _rest_of_sentence(r, end, bounds.CLAUSE)
        behind = "" if any(w.flag == "m" for w in rest) else predicate(rest, r.verbs)
        if behind:
            return Clause(r.text[start:end], behind)
    if not re.search(r"(?:把|将|由|与|和)$", written):
        action = last_verb(r.left, r.verbs, in_list=written.endswith("等"))
    if not action and r.listed and r.same[1].action:
        action = r.same[1].action
    if not action and written.endswith("等"):
        action = predicate(_rest_of_sentence(r, end, bounds.CLAUSE), r.verbs) or verb_before(r)
    if not action:
        action = predicate(_rest_of_sentence(r, end, bounds.SENTENCE), r.verbs)
    return Clause(r.text[start:end], action)


def _head(noun: str, label: str) -> str:
    """The noun that a label completes: 经济类69件 of 立案提案202件 are 经济类提案."""
    head = noun.rsplit("类", 1)[-1].rsplit("的", 1)[-1]
    return "提案" if label and head.endswith("提案") else head if label else noun


def _topic(r: Reading) -> bool:
    """Whether a preposition holds the noun behind the number: 对12个承办单位进行测评 counts what was 测评."""
    for word in reversed(r.left):
        if word.text in ("对", "就", "围绕", "针对", "与", "同", "和", "向", "为", "把", "将", "对于"):
            return True
        if r.verbs.pure(word) or r.verbs.motion(word) or r.verbs.pivot(word):
            return False
    return False


def _rest_of_sentence(r: Reading, start: int, marks: str) -> list[Word]:
    return words_of(r.text, start, min(bounds.end(r.text, start, marks), start + 36), r.folder)


def _after_noun(r: Reading) -> Clause:
    words, verbs = r.left, r.verbs
    if not words:
        return elliptic(r)
    phrase = "".join(w.text for w in words)
    headless = re.search(r"的(?:\([^()]*\))?(?:有|共|计)?$", r.text[r.left_from : r.q.start]) and r.q.kind in (
        "document",
        "group",
        "person",
    )
    if headless and r.earlier and r.q.unit == r.earlier[0].unit:
        about = words[0].text in ("关于", "涉及", "有关") or LABEL.search(phrase.removesuffix("的"))
        verb = "" if about else last_verb(words, verbs)
        return Clause(r.earlier[1].object, verb or r.earlier[1].action, True)  # 已经解决的121件
    if r.q.unit == "件" and not r.earlier and r.on_proposals:
        if PROPOSALS_ONLY.fullmatch(phrase) or ANSWERED.fullmatch(phrase):
            return Clause("提案", last_verb(words, verbs), True)
    answered = re.search(r"所提问题|\([ABC]类\)|[ABC]类", r.text[r.left_from : r.q.start])
    if headless and r.q.unit == "件" and (answered or not r.earlier) and r.on_proposals:
        return Clause("提案", last_verb(words, verbs), True)  # 委员提案所提问题已经解决的(A类)23件
    if r.earlier and (r.same or r.q.unit == r.earlier[0].unit):
        if STATE.fullmatch(phrase) or (
            (LABEL.search(phrase) or (r.q.unit != "期" and MEDIUM.fullmatch(phrase))) and r.q.unit == r.earlier[0].unit
        ):
            verb = last_verb(words, verbs) if STATE.fullmatch(phrase) else ""
            label = (
                re.sub(r"^(?:属于?|涉及|有关|关于)", "", phrase)
                if phrase.endswith("类") and not phrase.startswith(("其", "这"))
                else ""
            )
            return Clause(label + _head(r.earlier[1].object, label), verb or r.earlier[1].action, True)
        if (
            r.q.kind in ("document", "event")
            and r.q.unit == r.earlier[0].unit
            and all(AGENT.search(w.text) or w.flag in "dtrm" for w in words)
        ):
            return Clause(r.earlier[1].object, r.earlier[1].action, True)
    if broken_down(r, phrase):
        verb = last_verb(words, verbs) if any(verbs.pure(w) or CARRY.search(w.text) for w in words) else ""
        return Clause(r.earlier[1].object, verb or r.earlier[1].action, True)
    at = governor(words, r.q, verbs)
    series = r.listed or (r.same is not None and r.q.unit == r.same[0].unit)
    own = any(verbs.pure(w) or verbs.motion(w) for w in words)
    if (
        at == len(words) - 1
        and at
        and series
        and verbs.nominal(words[at])
        and not own
        and not CARRY.search(words[at].text)
        and not (r.q.kind != "event" and AGENT.search(words[at - 1].text))
    ):
        at = None  # in a list with a shared verb it is a noun: 组织理论学习12次、机关集中学习44次
    if at is None and len(words) == 1 and words[0].flag == "v" and len(phrase) > 1 and not CARRY.search(phrase):
        return Clause(phrase, phrase)  # 打井31口
    if at is None and len(words) == 1 and words[0].flag == "v":
        return verb_alone(r, [], bare(words[0].text))
    if at is None:
        object_ = object_of(r, words)
        if len(words) == 1 and verbs.nominal(words[0]) and not r.listed:
            action = words[0].text
        elif r.listed:
            action = r.same[1].action
        elif verbs.nominal(words[-1]) and r.q.kind == "event" and not r.same:
            action = words[-1].text
        else:
            action = verb_before(r) or (r.same[1].action if r.same else "")
        return Clause(object_ or phrase, action)
    name = bare(words[at].text)
    last = at
    while last + 2 < len(words) and verbs.nominal(words[at]) and verbs.nominal(words[last + 1]):
        last += 1
        name += words[last].text
    rest = words[last + 1 :]
    if (
        rest
        and all(w.flag == "vn" for w in rest)
        and r.earlier
        and r.q.unit == r.earlier[0].unit
        and CARRY.search(rest[-1].text)
    ):
        return Clause(r.earlier[1].object, name + "".join(w.text for w in rest), True)  # 合并立案174件
    done = "".join(w.text for w in rest)
    if rest and r.same and r.q.unit == r.same[0].unit and SOLVED.fullmatch(done):
        return Clause(r.same[1].object, done, True)  # 发现问题263个,推动整改251个
    if rest and all(w.flag == "vn" for w in words[at:]) and r.q.kind == "event":
        whole = name + "".join(w.text for w in rest)
        return Clause(whole, whole)  # 考察学习4次
    if last + 1 < len(words):
        object_ = object_of(r, words[last + 1 :])
        sent_to = name in _SENDING and all(
            AGENT.search(w.text) or w.flag in ("x", "c", "ns") for w in words[last + 1 :]
        )
        if object_ and not sent_to:
            return Clause(object_, name)
    return verb_alone(r, words[:at], name)
