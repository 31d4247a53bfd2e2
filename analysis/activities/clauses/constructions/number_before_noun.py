"""A quantity before its noun: 选派25名委员, 对12个承办单位进行测评."""

import re

from ....corpus import sentences
from ..grammar import CONJUNCTIONS, Word, bare
from ..noun_phrase import noun_phrase, up_to
from ..object_phrase import object_of
from ..predicate import last_verb, predicate, verb_before
from ..reading import Clause, Reading, taken_from

# How far behind the noun its predicate is looked for.
_PREDICATE_REACH = 36
_PLACE = re.compile("(?<!社)[区县乡镇]$")
_NO_NOUN_FLAGS = ("d", "ad", "p", "c", "t", "r", "v", "uj", "ul", "uz", "f", "m")


def money_got_as(r: Reading) -> Clause | None:
    """争取5万元赞助: the word behind the money, though it may be a verb too."""
    if r.q.kind != "money" or not r.left or not r.right or not r.pattern("{getting}[到了]?").fullmatch(r.left[-1].text):
        return None
    return Clause(r.right[0].text, bare(r.left[-1].text)) if r.pattern("{grants}").fullmatch(r.right[0].text) else None


def some_of_what_was_named(r: Reading) -> Clause | None:
    """提出的31条建议有20多条写进文件: how many of them, and what became of these."""
    if len(r.left) < 2 or r.left[-1].text not in ("有", "中有") or not r.right:
        return None
    became = r.right[0].text in r.grammar.lists["passive"]
    if not became and not r.grammar.pure(r.right[0]):
        return None
    if became and r.like_earlier and all(w.flag[0] in "dftm" for w in r.left[:-1]):
        return taken_from(r.like_earlier, predicate(r.right, r.grammar))  # 两周内已有14个得到解决
    named = object_of(r, r.left[:-1])
    return Clause(named, predicate(r.right, r.grammar)) if named else None


def rest_of_same(r: Reading) -> Clause | None:
    """答复21项,余下12项带回研究: what remains of the things just counted, and what became of it."""
    if not r.like_same or r.noun_side.removesuffix("的") not in r.grammar.lists["remaining"]:
        return None
    return taken_from(r.like_same, predicate(r.right, r.grammar) if r.right else "")


def number_before_noun(r: Reading) -> Clause | None:
    """选派25名委员: the noun behind the number, and the verb before or behind."""
    noun = noun_phrase(r.right, r.grammar, r.q) or _described(r)
    if not noun or not _stands_before(r) or _of_person_before(r, noun):
        return None
    end = noun[-1].end
    return Clause(r.written_as(noun), _of_topic(r, end) or _of_outcome(r, end) or _governing(r, end))


def _of_person_before(r: Reading, noun: list[Word]) -> bool:
    """选派干部11名驻村, 邀请提案者36人次参与面商: persons stand before the number, and none behind it."""
    before = r.q.of_persons and r.left and r.grammar.names_person(r.left[-1].text)
    return bool(before) and not any(r.grammar.names_person(w.text) or r.grammar.names_agent(w.text) for w in noun)


def _described(r: Reading) -> list[Word]:
    """深入5个受灾乡镇: behind a verb, or 的, the number needs a noun, so a verb before one describes it."""
    if not r.left or len(r.right) < 2 or not r.written.endswith(r.left[-1].text):
        return []
    behind_verb = r.grammar.pure(r.left[-1]) or r.grammar.motion(r.left[-1]) or r.left[-1].text == "的"
    topic = r.left[-1].text == "的" and any(w.text == "对" for w in r.left)  # 对滞后的5项发出提示单
    needs_noun = r.q.kind in ("group", "document") and behind_verb and not topic
    if needs_noun and r.q.kind == "document" and (form := up_to(r.pattern("{forms}$"), r.right[1:], r.grammar)):
        return [r.right[0], *form]
    verb, noun = r.right[:2]
    plain = verb.flag == "v" and len(verb.text) > 1 and not r.grammar.in_lexicon(verb)
    return [verb, noun] if needs_noun and plain and noun.flag == "n" else []


def _stands_before(r: Reading) -> bool:
    """Whether the quantity belongs to the noun behind it (25名委员) rather than to the one before it (委员25名)."""
    first, grammar = r.right[0], r.grammar
    if first.text in CONJUNCTIONS or first.text in ("等", "以上", "以下", "左右"):
        return False
    if not r.left or r.pattern("{leaves_noun_behind}$").search(r.written):
        return True
    if r.q.kind == "event" and r.written.endswith("、") and first.flag[0] in "nvjl":
        return True  # 召开全体会议、5次常委会议
    if r.q.kind == "event" and r.left[-1].flag == "s" and first.flag[0] in "nj":
        return True  # 省内外9批次考察团
    last = r.left[-1]
    if grammar.governing(last) or grammar.motion(last) or grammar.pivot(last) or last.flag in _NO_NOUN_FLAGS:
        return True
    if _PLACE.search(last.text) and last.flag[0] == "n" and r.q.kind == "group" and len(last.text) > 1:
        return True  # 走访了开发区5家制造企业
    if first.flag == "v" or grammar.governing(first):
        return False
    if r.q.kind in ("event", "money", "time") or r.q.unit == "人":
        return False  # 座谈会6次 and 干部30人 are read with the noun before
    no_object = grammar.names_agent(last.text) or last.flag in ("ns", "nr", "s") or last.text[0] == "《"
    return no_object or r.q.kind in ("person", "group")


def _of_topic(r: Reading, end: int) -> str:
    """围绕8个课题开展调研 does not 调研 the topics; 对14个部门开展评议 does 评议 the departments."""
    if not _is_topic(r):
        return ""
    about = r.grammar.lists["about"]
    rest = _rest(r, end, sentences.CLAUSE)
    carrying = next((i for i, w in enumerate(rest) if r.grammar.carries_another(w.text)), 0)
    marker = next((w.text for w in reversed(r.left) if w.text == "对" or w.text in about), "对")
    only_carried = marker in about and rest and rest[carrying].text == "开展"
    return "开展" if only_carried else predicate(rest[carrying:], r.grammar)


def _is_topic(r: Reading) -> bool:
    """Whether a preposition holds the noun behind the number: 对12个承办单位进行测评 counts what was 测评."""
    for word in reversed(r.left):
        if word.text in r.grammar.lists["topic_markers"]:
            return True
        if r.grammar.pure(word) or r.grammar.motion(word) or r.grammar.pivot(word):
            return False
    return False


def _of_outcome(r: Reading, end: int) -> str:
    """提出的35条建议全部转化为举措: what became of them is said behind."""
    if not re.search(r"的$|所[提作形]出?$", r.written):
        return ""
    rest = _rest(r, end, sentences.CLAUSE)
    return "" if any(w.flag == "m" for w in rest) else predicate(rest, r.grammar)


def _governing(r: Reading, end: int) -> str:
    """The verb before the number, of a list that of the count before, else the one behind the noun."""
    in_list = r.written.endswith("等")
    action = "" if re.search(r"(?:把|将|由|与|和)$", r.written) else last_verb(r.left, r.grammar, in_list=in_list)
    if not action and r.same and r.listed:
        action = r.same.clause.action
    last = r.words(r.q.end, end)[-1:]
    if not action and r.q.kind == "event" and last and r.grammar.nominal(last[0]):
        return last[0].text  # 先后5次查看
    if not action and in_list:
        action = predicate(_rest(r, end, sentences.CLAUSE), r.grammar) or verb_before(r)
    return action or predicate(_rest(r, end, sentences.SENTENCE), r.grammar)


def _rest(r: Reading, start: int, marks: str) -> list[Word]:
    """The words from a place to the next mark, within reach."""
    return r.words(start, min(sentences.end(r.text, start, marks), start + _PREDICATE_REACH))
