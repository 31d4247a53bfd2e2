"""Noun phrases: the one behind a quantity, the one between a verb and a quantity, the one of the clause before."""

from __future__ import annotations

import re

from . import bounds
from .quantities import Quantity
from .reading import CONJUNCTIONS, PERSON, PERSON_TIMES, STOPS, Reading
from .words import Actions, Word, words_of

MODIFIERS = re.compile(
    r"^(?:了|过|出|的|各级各类|各类|各种|各项|一批|一系列|相关|有关|其他|其它|其余|其中|其|全年|我[市县区州]|本[市县区州]|先后|分别|分批次?|分期|共同|认真|积极|主动|"
    r"精心|深入|及时|扎实|带头|成功|圆满|大力|统筹|累计|共|已|将|不断|广泛|重新|进一步|有序|定期|持续|顺利|按[时期]|首次|全部|力争|确保|现有|共有|一年来|五年来|本年度|年度内)+"
)


_LEADS = (*CONJUNCTIONS, "去", "来", "上", "出", "到", "给", "下", "入", "成", "好")


def noun_phrase(words: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    """The words of the noun phrase that a stretch begins with; [] where it begins with something else."""
    taken: list[Word] = []
    for i, word in enumerate(words):
        if word.text in CONJUNCTIONS:
            rest = noun_phrase(words[i + 1 :], verbs, q) if taken else []
            people = (
                q.kind != "person"
                or (rest and PERSON.search(rest[-1].text))
                or PERSON.search(taken[-1].text if taken else "") is None
            )
            return [*taken, word, *rest] if rest and people and word.text != "与" else taken
        if word.text == "的":
            behind = noun_phrase(words[i + 1 :], verbs, q)
            if (
                not taken
                or _relative(taken, verbs)
                or (q.kind == "event" and not q.arabic)
                or _described(taken, behind, q)
            ):
                return behind or taken
            return taken
        if (word.flag == "paren" or word.text == "类") and taken:
            taken.append(word)
            continue
        if word.text in (
            "等",
            "分别",
            "共",
            "均",
            "被",
            "获",
            "得到",
            "全部",
            "已",
            "在",
            "为",
            "中",
            "内",
            "上",
            "里",
            "来",
            "就",
            "向",
        ):
            break
        noun = (
            word.flag[0] in "nabjlzis"
            or word.text in ("年度", "全年", "季度")
            or word.flag in ("vn", "eng", "an", "f", "x")
        )
        if (
            ((noun and not re.match(r"\W", word.text[0])) or word.text[0] in "“《")
            and not (taken and verbs.governing(word) and word.flag == "v")
        ) or verbs.nominal(word):
            taken.append(word)
        elif word.flag == "v" and not taken and i + 1 < len(words) and words[i + 1].text in _BODIES:
            taken.append(word)  # 劝导组
        elif word.flag == "v" and not taken and any(w.text == "的" for w in words[i + 1 : i + 10]):
            at = next(k for k in range(i + 1, len(words)) if words[k].text == "的")
            return noun_phrase(words[at + 1 :], verbs, q)
        else:
            break
        if (
            (q.kind == "person" or (q.unit == "户" and word.text.endswith("户")))
            and (PERSON.search(word.text) or word.text.endswith("户"))
            and not (
                i + 1 < len(words) and (PERSON.search(words[i + 1].text) or words[i + 1].text in (*CONJUNCTIONS, "的"))
            )
        ):
            break
    if q.kind == "document":
        while len(taken) > 1 and verbs.nominal(taken[-1]) and taken[-2].text.endswith("提案"):
            taken.pop()  # 293件立案提案办理实现办复率100%
    if q.kind == "person":
        while len(taken) > 1 and verbs.nominal(taken[-1]) and PERSON.search(taken[-2].text):
            taken.pop()
    return taken


_BODIES = frozenset("组 队 员 站 室 点 班 团 小组 工作队 服务队".split())


def _described(taken: list[Word], behind: list[Word], q: Quantity) -> bool:
    """23名品学兼优、家庭困难的学生: persons behind 的, none before it."""
    persons = [any(PERSON.search(w.text) for w in part) for part in (taken, behind)]
    return q.kind == "person" and persons == [False, True]


def _relative(taken: list[Word], verbs: Actions) -> bool:
    """涉及民生的提案: a clause before 的, and the head behind it."""
    return any(w.text.endswith(("质量", "水平")) or (w.flag == "v" and not verbs.nominal(w)) for w in taken) or all(
        w.flag[0] in "abmdzil" for w in taken
    )


def object_of(r: Reading, words: list[Word]) -> str:
    """The object between the governing verb and the number: the head behind 等, else the phrase without its lead."""
    chosen = list(words)
    for i in range(len(chosen) - 1, -1, -1):
        if chosen[i].text in ("等", "等等"):
            head = chosen[i + 1 :]
            if "".join(w.text for w in head) not in ("活动", "工作", "事项", "形式"):
                chosen = head or chosen[:i]
            break
    coming = next((i for i, w in enumerate(chosen) if i and w.text in ("来", "前来", "来到", "莅临", "到访")), 0)
    if coming:
        chosen = chosen[:coming]
    if (r.q.kind == "person" or r.q.unit in PERSON_TIMES) and chosen[-1:] and chosen[-1].text != "批示":
        people = [i for i, w in enumerate(chosen) if PERSON.search(w.text)]
        if people:
            later = [
                i
                for i in range(people[0] + 1, len(chosen))
                if (r.verbs.verbal(chosen[i]) or chosen[i].flag == "p") and not PERSON.search(chosen[i].text)
            ]
            if later:
                chosen = chosen[: later[0]]
    for i in range(len(chosen) - 2, 0, -1):
        if chosen[i].text == "的":
            chosen = chosen[i + 1 :]
            break
    while chosen and (
        chosen[0].text in _LEADS or chosen[0].flag in ("ul", "uj", "ug", "c", "r", "d", "p", "t", "m", "f", "paren")
    ):
        chosen = chosen[1:]
    while chosen and chosen[-1].flag in ("uj", "d", "p", "c"):
        chosen = chosen[:-1]
    if not chosen:
        return ""
    found = r.text[chosen[0].start : chosen[-1].end]
    lead = MODIFIERS.match(found)
    return found[lead.end() :] if lead and lead.end() < len(found) - 1 else found


def clause_before(r: Reading) -> tuple[int, int]:
    """(start, end) of the clause before the quantity's own; the sentence before where it opens its sentence."""
    stop = r.left_from
    while stop and r.text[stop - 1] in STOPS + "、和及与…":
        stop -= 1
    return bounds.start(r.text, stop), stop


def noun_before(r: Reading) -> str:
    """The last noun phrase of the clause before."""
    start, stop = clause_before(r)
    words = [w for w in words_of(r.text, start, stop, r.folder) if w.flag != "paren"]
    end = len(words)
    while end and (
        (end > 1 and words[end - 2].flag == "m")  # a measure word
        or (end > 1 and words[end - 2].text == "经")
        or (len(words[end - 1].text) == 1 and words[end - 1].text not in "课稿树井桥路水")
        or not (words[end - 1].flag[0] in "nlj" or words[end - 1].flag == "vn" or words[end - 1].text[-1] in "”》")
    ):
        end -= 1
    begin = end
    while (
        begin
        and (words[begin - 1].flag[0] in "nabljs" or words[begin - 1].flag == "vn" or words[begin - 1].text[0] in "“《")
        and not (begin < end and r.verbs.governing(words[begin - 1]) and not r.verbs.nominal(words[begin - 1]))
    ):
        begin -= 1
    return r.text[words[begin].start : words[end - 1].end] if begin < end else ""


def event_behind(text: str, start: int, verbs: Actions, folder) -> str:
    """组织6期共200余名委员赴河南学习培训: what the persons behind the number of events took part in."""
    stop = bounds.end(text, start)
    run: list[Word] = []
    for word in words_of(text, start, stop, folder):
        if verbs.nominal(word):
            run.append(word)
        elif run:
            break
    return text[run[0].start : run[-1].end] if run else ""
