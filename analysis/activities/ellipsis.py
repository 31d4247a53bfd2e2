"""Counts whose noun stands elsewhere: in an earlier count (立案283件), in the topic, or in the clause before."""

from __future__ import annotations

import re

from .breakdowns import CARRY, SOLVED
from .nouns import MODIFIERS, clause_before
from .objects import noun_before
from .patterns import either
from .predicates import predicate, verb_before
from .reading import AGENT, PERSON, Clause, Reading, taken_from
from .words import Word

_FILING = ("提交", "提出", "联名", "联名提交")
_TAKING_PART = re.compile(either("参加 参与 出席 到会 投身 受益 参训 参学 述职 培训"))
# How many of the persons just counted came: 应到常委60人,实到56人.
ATTENDING = re.compile("(?:应|实)?(?:到|到会|出席|列席)|缺席|请假|因[事病公]请假")
# Verbs that stand before another without being one with it.
_AUXILIARIES = frozenset("被 获 有 会 要 能 可".split())
_BEFORE_DOER = frozenset("被 获 得到 受到 经 由 为".split())
# Nouns of events: what was held is its name, not the verb.
_EVENT_NAME = re.compile(either("会 班 活动 沙龙 讲座 论坛 节目 栏目 讲堂 课堂 讲坛 简报 专刊") + "$")
_HOLDING = re.compile(either("办 开 做 开讲 开课 播出 推出 组织 举办 召开 开展 举行 编 编发 印行 出版 进行"))


def elliptic(r: Reading) -> Clause:
    """Only 共, 累计 or nothing stands before the number: its noun is an earlier count's or the clause's before."""
    behind = predicate(r.right, r.verbs) if r.right and r.right[0].flag[0] in "vpd" else ""
    if r.same and r.of_persons and re.fullmatch("[、,共计]*", r.text[r.same.q.end : r.q.start]):
        return taken_from(r.same, behind)  # 座谈会12次、300人次
    if r.like_earlier and r.earlier is not r.same:
        return taken_from(r.earlier, behind)
    if r.same and (r.same.q.end >= clause_before(r)[0] or r.like_same):
        return taken_from(r.same, behind)
    noun = noun_before(r)
    if noun and not (AGENT.search(noun) and r.q.kind != "person"):
        return Clause(noun, verb_before(r) or behind, True)
    return taken_from(r.earlier, behind) if r.earlier else Clause(noun, behind)


def verb_alone(r: Reading, before: list[Word], name: str) -> Clause:
    """No noun between verb and number: an earlier count's (立案283件), the topic (工作室建成52家) or the verb.

    before: the words before the verb. name: the verb.
    """
    if re.search(r"捐|募", name):
        return Clause(name, name)
    if r.like_same and (SOLVED.search(name) or (r.q.kind == "document" and CARRY.search(name))):
        return taken_from(r.same, name)  # 发现问题263个,推动整改251个
    if r.q.unit == "件" and r.on_proposals and name in _FILING:
        return Clause("提案", name, True)
    if before and r.q.unit in ("人", "名", "人次") and PERSON.search(before[-1].text) and _TAKING_PART.search(name):
        return Clause(before[-1].text, name)  # 委员参加180人次
    while before and before[-1].flag == "v" and before[-1].text not in _AUXILIARIES:
        name, before = before[-1].text + name, before[:-1]  # 信息整理上报94条
    if topic := _topic(r, _without_adjuncts(before), name):
        return Clause(topic, name)
    return _of_earlier(r, name) or _of_clause_before(r, name) or Clause(name, name)


def _without_adjuncts(before: list[Word]) -> list[Word]:
    """The words before a verb without its doer (被市委采用), its adverbs and its place (稿件在报刊上刊登30多篇)."""
    doer = next((i for i, w in enumerate(before) if w.text in _BEFORE_DOER), len(before))
    before = before[:doer]
    while before and (before[-1].flag[0] in "tmdc" or MODIFIERS.fullmatch(before[-1].text)):
        before = before[:-1]
    place = next((i for i, w in enumerate(before) if i and w.text in ("在", "于", "用")), None)
    return before[:place] if place is not None and before[place - 1].flag[0] == "n" else before


def _topic(r: Reading, before: list[Word], name: str) -> str:
    """工作室建成52家, 庭院协商再开展90场: what stands right before the verb, unless it names the doer; "" for none."""
    held = r.q.kind == "event" and _HOLDING.fullmatch(name)
    if held and before and r.verbs.nominal(before[-1]):
        return r.text[before[0].start : before[-1].end] if all(w.flag[0] in "nvba" for w in before) else before[-1].text
    if not before or not (before[-1].flag[0] in "nlj" or _is_title(before[-1])) or AGENT.search(before[-1].text):
        return ""
    if r.q.kind == "event" and not (_is_title(before[-1]) or _EVENT_NAME.search(before[-1].text)):
        return ""
    start = len(before) - 1
    while start and (before[start - 1].flag[0] in "nabjl" or _is_title(before[start - 1])):
        if AGENT.search(before[start - 1].text):
            break
        start -= 1
    return r.text[before[start].start : before[-1].end]


def _is_title(word: Word) -> bool:
    return word.text[0] in "“《"


def _of_earlier(r: Reading, name: str) -> Clause | None:
    """收集信息216条,编报112条; 批示15次 counts the notes, 采用13篇 the papers counted before."""
    if r.like_same and (r.q.kind == "document" or (r.q.kind == "person" and ATTENDING.fullmatch(name))):
        return taken_from(r.same, name)
    uptake = (r.q.kind != "event" or r.q.unit == "期") and CARRY.search(name)
    return taken_from(r.earlier, name) if uptake and r.earlier and (r.same or r.like_earlier) else None


def _of_clause_before(r: Reading, name: str) -> Clause | None:
    """编辑文史资料,印行3000册; an event only where its verb needs a noun: 定期召开座谈会,共举办6次."""
    of_doing = r.q.kind == "person" and r.verbs.nominal(Word(name, "v", 0))
    needs_noun = r.q.kind not in ("event", "money", "time") and not of_doing
    if (needs_noun or _HOLDING.fullmatch(name)) and (noun := noun_before(r)):
        return Clause(noun, name, True)
    return None
