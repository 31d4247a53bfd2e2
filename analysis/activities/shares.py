"""What a share is a share of: the rate's name (办复率100%), or the noun (民生类提案占40%)."""

from __future__ import annotations

import re

from . import bounds
from .breakdowns import STATE
from .nouns import MODIFIERS, noun_phrase
from .objects import noun_before
from .quantity import Quantity
from .reading import Clause, Reading, taken_from
from .words import bare, words_of

_RATE = re.compile("(?:[^,。;:、的和及达为]{0,8})(?:率|度|比例|比重|占比|得分|面)$")
# 满意和基本满意的占97%: the judgement names the share; 所提建议已经采纳的占91%: so does what was said.
_JUDGED = re.compile("(?P<noun>满意[和或、及]基本满意)")
_OF_WHAT_WAS_SAID = re.compile("(?:委员)?(?:所提)?(?:的)?(?P<noun>意见(?:和?建议)?|建议|问题)(?:已经?|被|得到|基本|均)")
_BARE_RATE = re.compile("占比|比重|比例|占比重")
_VERB = re.compile(r"(占(?!比)|达到|达|为|实现|提高|增长|上升|下降|降低)[^,。;]{0,12}$")
_CHANGED = re.compile(r"(?:提高|上升|增长|增加|下降|降低|增|降)了?(?:到|至|为)?(?:今年的?|本届的?|届末的?)?$")


def is_base(text: str, q: Quantity, following: Quantity | None) -> bool:
    """占总数300件的15%: a number that a share is taken of; what was counted stands before it."""
    if following is None or following.kind != "percent" or text[q.end : following.start] not in ("的", "的约", "的近"):
        return False
    return "占" in text[bounds.start(text, q.start) : q.start]


def share(r: Reading) -> Clause:
    """The clause of a quantity in per cent, or of a score."""
    verb = _VERB.search(r.written)
    action = verb[1] if verb else ""
    if r.same and r.same.q.kind == "percent" and _CHANGED.search(r.written):
        return taken_from(r.same, action)  # 办结率86.3%,比上年提高4.1个百分点
    if r.earlier and _BARE_RATE.fullmatch(r.noun_side):
        return taken_from(r.earlier, r.noun_side)  # 民生类60件,占比50%
    if rate := _RATE.search(r.noun_side):
        return _rate(r, rate[0], action)
    if noun := _noun_behind(r):
        return Clause(noun, action or "占")
    if named := _JUDGED.search(r.noun_side) or _OF_WHAT_WAS_SAID.match(r.noun_side):
        return Clause(named["noun"], "占")
    if r.earlier and re.search(r"的(?:约|共)?占$|^占$", r.written):
        return taken_from(r.earlier, "占")  # 其中当面答复的占82%
    phrase = _phrase(r)
    if phrase and not STATE.fullmatch(phrase) and not (r.earlier and "满意" in phrase):
        return Clause(phrase, action or "占")
    return taken_from(r.earlier, action or "占") if r.earlier else Clause(noun_before(r), action)


def _rate(r: Reading, name: str, action: str) -> Clause:
    """推动提案办理实现办复率100%: the name without the verb before it, which governs it."""
    end = r.left_from + len(r.noun_side)
    for word in reversed(words_of(r.text, r.left_from, end, r.folder)):
        if r.verbs.governing(word) and not r.verbs.nominal(word) and word.end <= end - 2:
            name = name[-(end - word.end) :]
            action = action or bare(word.text)
            break
    if name.startswith("实现"):
        name, action = name.removeprefix("实现"), "实现"
    name = re.sub(r"^(?:力争|确保|推动)", "", name)
    return Clause(name.removeprefix("委员") if len(name) > 4 else name, action)


def _noun_behind(r: Reading) -> str:
    """95%的提案, 有80%委员: the noun behind the share; "" where there is none."""
    of_noun = r.right and r.right[0].text == "的"
    if not of_noun and r.noun_side not in ("", "有", "其中"):
        return ""
    noun = noun_phrase(r.right[1:] if of_noun else r.right, r.verbs, r.q)
    return r.text[noun[0].start : noun[-1].end] if noun else ""


def _phrase(r: Reading) -> str:
    """The noun before 占, 达, 比 …: 民生类提案约占40%."""
    phrase = re.split(r"占|达|为|比|较|同比", r.noun_side)[0].removesuffix("的")
    return MODIFIERS.sub("", phrase.rsplit("的", 1)[-1].removesuffix("约"))
