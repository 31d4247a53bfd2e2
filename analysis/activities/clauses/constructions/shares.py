"""What a share is a share of: the rate's name (办复率100%), or the noun (民生类提案占40%)."""

import re

from ....corpus import sentences
from ...numbers import Quantity
from ...rules import only
from ..grammar import bare
from ..noun_phrase import noun_phrase, without_modifiers
from ..object_phrase import noun_before
from ..reading import Clause, Reading, taken_from
from .part_of_earlier import is_state

_RATE = re.compile("(?:[^,。;:、的和及达为]{0,8})(?:率|度|比例|比重|占比|得分|面)$")
# 满意和基本满意的占97%: the judgement names the share; 所提建议已经采纳的占91%: so does what was said.
_JUDGED = re.compile("(?P<noun>满意[和或、及]基本满意)")
_OF_WHAT_WAS_SAID = re.compile("(?:委员)?(?:所提)?(?:的)?(?P<noun>意见(?:和?建议)?|建议|问题)(?:已经?|被|得到|基本|均)")
_NAME_OF_ANY_SHARE = re.compile("占比|比重|比例|占比重")
_VERB = re.compile(r"(占(?!比)|达到|达|为|实现|提高|增长|上升|下降|降低)[^,。;]{0,12}$")
_CHANGED = re.compile(r"(?:提高|上升|增长|增加|下降|降低|增|降)了?(?:到|至|为)?(?:今年的?|本届的?|届末的?)?$")


def is_base(text: str, q: Quantity, following: Quantity | None) -> bool:
    """占总数300件的15%: a number that a share is taken of; what was counted stands before it."""
    if following is None or following.kind != "percent" or text[q.end : following.start] not in ("的", "的约", "的近"):
        return False
    return "占" in text[sentences.start(text, q.start) : q.start]


def _is_share(r: Reading) -> bool:
    return r.is_share


def _verb(r: Reading) -> str:
    verb = _VERB.search(r.written)
    return verb[1] if verb else ""


@only(_is_share)
def share_that_changed(r: Reading) -> Clause | None:
    """办结率86.3%,比上年提高4.1个百分点: of what the share before it was of."""
    if r.same and r.same.q.kind == "percent" and _CHANGED.search(r.written):
        return taken_from(r.same, _verb(r))
    return None


@only(_is_share)
def share_of_count(r: Reading) -> Clause | None:
    """民生类60件,占比50%."""
    return taken_from(r.earlier, r.noun_side) if r.earlier and _NAME_OF_ANY_SHARE.fullmatch(r.noun_side) else None


@only(_is_share)
def rate(r: Reading) -> Clause | None:
    """推动提案办理实现办复率100%: the rate's name without the verb before it, which governs it."""
    found = _RATE.search(r.noun_side)
    if not found:
        return None
    name, action = found[0], _verb(r)
    end = r.left_from + len(r.noun_side)
    for word in reversed(r.words(r.left_from, end)):
        if r.grammar.governing(word) and not r.grammar.nominal(word) and word.end <= end - 2:
            name = name[-(end - word.end) :]
            action = action or bare(word.text)
            break
    if name.startswith("实现"):
        name, action = name.removeprefix("实现"), "实现"
    name = re.sub(r"^(?:力争|确保|推动)", "", name)
    return Clause(name.removeprefix("委员") if len(name) > 4 else name, action)


@only(_is_share)
def share_before_noun(r: Reading) -> Clause | None:
    """95%的提案, 有80%委员."""
    of_noun = r.right and r.right[0].text == "的"
    if not of_noun and r.noun_side not in ("", "有", "其中"):
        return None
    noun = noun_phrase(r.right[1:] if of_noun else r.right, r.grammar, r.q)
    return Clause(r.written_as(noun), _verb(r) or "占") if noun else None


@only(_is_share)
def share_of_answers(r: Reading) -> Clause | None:
    """满意和基本满意的占97%, 所提建议已经采纳的占91%."""
    named = _JUDGED.search(r.noun_side) or _OF_WHAT_WAS_SAID.match(r.noun_side)
    return Clause(named["noun"], "占") if named else None


@only(_is_share)
def share_of_earlier(r: Reading) -> Clause | None:
    """其中当面答复的占82%: of what was counted before."""
    return taken_from(r.earlier, "占") if r.earlier and re.search(r"的(?:约|共)?占$|^占$", r.written) else None


@only(_is_share)
def share_behind_noun(r: Reading) -> Clause | None:
    """民生类提案约占40%: the noun before 占, 达, 比."""
    phrase = re.split(r"占|达|为|比|较|同比", r.noun_side)[0].removesuffix("的")
    phrase = without_modifiers(phrase.rsplit("的", 1)[-1].removesuffix("约"), r.grammar)
    if not phrase or is_state(r, phrase) or (r.earlier and "满意" in phrase):
        return None
    return Clause(phrase, _verb(r) or "占")


@only(_is_share)
def share_of_what_stands_before(r: Reading) -> Clause | None:
    """Nothing names it: a share of the count before, or of the noun of the clause before."""
    return taken_from(r.earlier, _verb(r) or "占") if r.earlier else Clause(noun_before(r), _verb(r))
