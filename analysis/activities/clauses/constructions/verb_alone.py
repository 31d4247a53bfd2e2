"""A verb right before the number, with no noun between: 立案283件, 工作室建成52家, 宣讲27次.

Its noun is an earlier count's, the topic, that of the clause before; else the verb itself is counted. `RULES` are asked
in turn; each takes the reading, the verb, and the words before the verb.
"""

import re

from ...rules import first
from ..grammar import Word
from ..object_phrase import noun_before
from ..reading import Clause, Counted, Reading, taken_from

# 社情民意: before what was done to it.
_LABEL = re.compile(r"(?:^|[-•*·;,。])([\u4e00-\u9fff“”]{2,10}):$")
_LONGEST_LABEL = 12
# A kind of sitting that a paragraph begins with, as its heading: 主席会议 第五届.
_SITTING = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:会议|全会)(?=第|[一二]九|19|20|历届|每)")


def verb_alone(r: Reading, before: list[Word], verb: str) -> Clause:
    """The clause of a verb without a noun between it and the number. before: the words before the verb."""
    clause, rule = first(RULES, r, before, verb)
    return clause._replace(by=rule)


def _gift(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """委员捐款20万元: giving is counted."""
    return Clause(verb, verb) if r.pattern("{giving}").search(verb) else None


def _labelled(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """社情民意:编报205期: the label before the colon is what is counted."""
    label = None if before or r.is_share else _LABEL.search(r.text[max(0, r.left_from - _LONGEST_LABEL) : r.left_from])
    return Clause(label[1], verb) if label and not r.grammar.names_agent(label[1]) else None


def faults_mended(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """发现问题58个,发出监督建议书7份,督促整改51个: the faults counted before, whatever stands between."""
    faults = r.like_earlier and r.pattern("{faults}$").search(r.like_earlier.clause.object)
    mended = faults and r.pattern("{done_to_problems}").search(verb)
    return taken_from(r.like_earlier, verb) if r.like_earlier and mended else None


def _done_to_same(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """收集信息216条,编报112条; 发现问题263个,推动整改251个: done to the things counted before."""
    solved = r.pattern("{done_to_problems}").search(verb) or verb == "完成"
    carried = r.q.kind == "document" and r.pattern("{done_to_papers}").search(verb)
    alone = all(w.flag[0] in "dfst" for w in before)
    thing = r.q.kind in ("group", "thing") and alone and not _of_verb(r.like_same)
    return taken_from(r.like_same, verb) if r.like_same and (solved or carried or thing) else None


def _filed(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """联名提交12件: under the heading of proposals these are meant."""
    filed = r.q.unit == "件" and r.on_proposals and verb in r.grammar.lists["filing"]
    return Clause("提案", verb, True) if filed else None


def _persons_who_did(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """委员参加180人次: the persons are counted."""
    if not before or r.q.unit not in ("人", "名", "人次") or not r.grammar.names_person(before[-1].text):
        return None
    return Clause(before[-1].text, verb) if r.pattern("{taken_part_in}").search(verb) else None


def _topic_or_counted_before(r: Reading, before: list[Word], verb: str) -> Clause:
    """信息整理上报94条: of verbs in a row the whole row is the verb."""
    while before and before[-1].flag == "v" and before[-1].text not in r.grammar.lists["auxiliaries"]:
        verb, before = before[-1].text + verb, before[:-1]
    clause, rule = first(OF_ROW, r, before, verb)
    return clause._replace(by=rule)


def _topic(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """工作室建成52家, 庭院协商再开展90场: what stands right before the verb, unless it names the doer."""
    words = _without_adjuncts(r, before)
    if _held(r, verb) and words and r.grammar.nominal(words[-1]):
        return Clause(r.written_as(words) if all(w.flag[0] in "nvba" for w in words) else words[-1].text, verb)
    if not words or not (words[-1].flag[0] in "nlj" or _is_title(words[-1])):
        return None
    if r.grammar.names_agent(words[-1].text):
        return None
    if (
        r.q.kind == "event"
        and r.q.unit != "期"
        and not (_is_title(words[-1]) or r.pattern("{events}$").search(words[-1].text))
    ):
        return None
    start = len(words) - 1
    while start and (words[start - 1].flag[0] in "nabjl" or _is_title(words[start - 1])):
        if r.grammar.names_agent(words[start - 1].text):
            break
        start -= 1
    return Clause(r.written_as(words[start:]), verb)


def _done_to_earlier(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """批示15次 counts the notes, 采用13篇 the papers counted before."""
    came = r.q.kind == "person" and r.pattern("{attendance}").fullmatch(verb) and not _of_verb(r.like_same)
    if r.like_same and (r.q.kind == "document" or came):
        return taken_from(r.like_same, verb)
    uptake = (r.q.kind != "event" or r.q.unit == "期") and r.pattern("{done_to_papers}").search(verb)
    of_those = r.same or r.like_earlier or "其中" in r.text[r.sentence : r.q.start]
    return taken_from(r.earlier, verb) if uptake and r.earlier and of_those else None


def _noun_of_clause_before(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """编辑文史资料,印行3000册; an event only where its verb needs a noun: 定期召开座谈会,共举办6次."""
    of_doing = r.q.kind == "person" and r.grammar.nominal(Word(verb, "v", 0))
    needs_noun = r.q.kind not in ("event", "money", "time") and not of_doing
    if _of_verb(r.like_same) and not _held(r, verb):
        return None
    if verb in r.grammar.lists["benefiting"] and (r.q.of_persons or r.q.unit == "户"):
        return None  # 改造食堂,惠及3000人
    if (needs_noun or _held(r, verb)) and (noun := noun_before(r)):
        return Clause(noun, verb, True)
    return None


def _of_verb(count: Counted | None) -> bool:
    """走访120户: whether a verb is counted, so that of 慰问6户 behind it the noun is none before it."""
    return count is not None and count.clause.object == count.clause.action != ""


def _sitting_that_opens(r: Reading, before: list[Word], verb: str) -> Clause | None:
    """主席会议 第五届开29次,第六届开44次: what the paragraph is about stands at its head."""
    if r.q.unit not in ("次", "届") or not r.pattern("{holding}").fullmatch(verb):
        return None
    opens = _SITTING.match(r.text)
    return Clause(opens[0], verb, True) if opens else None


def _verb_itself(r: Reading, before: list[Word], verb: str) -> Clause:
    """宣讲27次."""
    return Clause(verb, verb)


def _without_adjuncts(r: Reading, before: list[Word]) -> list[Word]:
    """The words before a verb without its doer (被市委采用), its adverbs and its place (稿件在报刊上刊登30多篇)."""
    before_doer, modifiers = r.grammar.lists["before_doer"], r.pattern("{modifiers}+")
    before = before[: next((i for i, w in enumerate(before) if w.text in before_doer), len(before))]
    while before and (before[-1].flag[0] in "tmdc" or modifiers.fullmatch(before[-1].text)):
        before = before[:-1]
    place = next((i for i, w in enumerate(before) if w.text in ("在", "于", "用")), None)
    return before[:place] if place is not None and (not place or before[place - 1].flag[0] == "n") else before


def _held(r: Reading, verb: str) -> bool:
    """Whether events are counted and the verb only says that they took place: 召开, 举办."""
    return r.q.kind == "event" and r.pattern("{holding}").fullmatch(verb) is not None


def _is_title(word: Word) -> bool:
    return word.text[0] in "“《"


RULES = (_gift, _labelled, _done_to_same, faults_mended, _filed, _persons_who_did, _topic_or_counted_before)
OF_ROW = (_topic, _done_to_earlier, _sitting_that_opens, _noun_of_clause_before, _verb_itself)
