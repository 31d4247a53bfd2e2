"""What a count counts, and the verb that governs it: the clause around a quantity.

Chinese reports put a quantity behind its noun (召开党组会议28次: `noun_first`), before it (选派25名委员:
`quantity_first`), or leave the noun to an earlier count or clause (征集提案, 共261件; 立案283件: `ellipsis`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from . import bounds
from .bare_persons import bare_persons
from .books import of_book
from .distribution import distributed
from .event_first import event_first
from .noun_first import after_noun
from .nouns import noun_phrase
from .objects import object_of
from .patterns import either
from .predicates import predicate
from .quantity import Quantity
from .quantity_first import before_noun, stands_before
from .reading import CONJUNCTIONS, Clause, Counted, Reading
from .shares import share
from .words import Actions, Word, bare, words_of

# Between a noun and its number: totals, distribution, bounds, adverbs.
_LINK = re.compile(
    either("""
    平均每[个条件名人家次期位]? 人均 日均 年均 月均 户均 场均 平均 每(?:年|月|季度|周|人|期|户|位|名|次|个)
    各(?=$) 分别(?:为|是|达到?|有|获|被)? 共计 总计 合计 累计 总共 一共 共有 共 计 多达 高达 达到了? 达 为 有
    约计 超过 超 突破 逾 均 都 已经 已 就 先后 占到? 至 仅 还 另 其中 总值 价值 折合 大约 约 近 人民币 总额 金额
    连续 也 在 不少于 不低于 至少 左右 了 过 [、,:—-]
    """)
    + "+$"
)
# What may stand between a number and the end of the clause that describes a noun.
_RELATIVE_END = re.compile(r"[^,。;:、\d]{0,6}的")
_GETTING = re.compile(either("争取 落实 获 获得 得到 协调 提供 发放 给予 筹集 募集 筹得 拉 申请") + "[到了]?")
_GRANT = re.compile(either("赞助 补助 补贴 奖励 资助 援助 捐款 捐赠 支持 救助"))
# What opens a clause without being part of its noun phrase.
_OPENERS = frozenset("其中 含 经 全年 年 人均 年均 日均 平均 审查 经审查".split())


def analyse(text, q, history, following: Quantity | None, series, verbs: Actions, folder=None, topic="") -> Clause:
    """Object and action of a count.

    history: the counts before it in the segment, in order. following: the next number, where reading to the right
    stops. series: (place, length) of the count in a list that 分别 distributes, or None.
    topic: the report's title and the headings above.
    """
    r = _reading(text, q, history, following, verbs, folder, topic)
    if series and (clause := distributed(r, series)):
        return clause
    if q.kind in ("percent", "score"):
        return share(r)
    if r.right and r.right[0].text == "的" and q.kind in ("money", "length", "area", "document"):
        r = replace(r, right=r.right[1:])  # 20万元的物资
    if clause := event_first(r) or of_book(r) or bare_persons(r) or _grant(r) or _some_of_topic(r):
        return clause
    noun = noun_phrase(r.right, verbs, q) or _described(r)
    return before_noun(r, noun) if noun and stands_before(r) else after_noun(r)


def _reading(text: str, q: Quantity, history: list[Counted], following, verbs, folder, topic) -> Reading:
    """The quantity with the words on both sides, and the counts that it may take its noun from."""
    sentence = bounds.start(text, q.start, bounds.SENTENCE)
    same = history[-1] if history and history[-1].q.end > sentence else None
    things = [count for count in history if count.q.kind not in ("percent", "score") and count.clause.object]
    earlier = next((count for count in reversed(things) if count.q.unit == q.unit), things[-1] if things else None)
    left_from = _left_boundary(text, q, same)
    noun_side = _LINK.sub("", text[left_from : q.start])
    left = _without_openers(words_of(text, left_from, left_from + len(noun_side), folder))
    right = _right(text, q, following, verbs, folder)
    return Reading(text, q, left_from, sentence, noun_side, left, right, same, earlier, following, verbs, folder, topic)


def _right(text: str, q: Quantity, following: Quantity | None, verbs: Actions, folder) -> list[Word]:
    """The words behind a quantity up to a mark or the next number; beyond a number that only describes the noun."""
    stop = bounds.end(text, q.end, bounds.CLAUSE + "…")
    if following is None or following.start >= stop:
        return words_of(text, q.end, stop, folder)
    right = words_of(text, q.end, max(q.end, following.start), folder)
    if any(w.text == "的" or w.text in CONJUNCTIONS for w in right):
        return right
    de = _RELATIVE_END.match(text, following.end)
    if de and right and right[0].flag[0] == "v" and not verbs.nominal(right[0]):
        return words_of(text, de.end(), stop, folder)  # 5次有80人参加的座谈会
    return right


def _left_boundary(text: str, q: Quantity, same: Counted | None) -> int:
    """Behind the last mark or count and the conjunctions that follow it; 并案 and 并入 begin with none."""
    place = bounds.start(text, q.start)
    if same:
        place = max(place, _behind_noun(text, same))
    while place < q.start and (text[place] in "、,和及与(" or (text[place] == "并" and text[place + 1] not in "案入")):
        place += 1
    return place


def _behind_noun(text: str, count: Counted) -> int:
    """The end of a count; behind its noun where that follows and a conjunction behind it: 1份报告和5份附件."""
    end, noun = count.q.end, count.clause.object
    at = end + text.startswith("的", end)
    spent = noun and text.startswith(noun, at) and text[at + len(noun) : at + len(noun) + 1] in tuple("、和及与")
    return at + len(noun) if spent else end


def _without_openers(words: list[Word]) -> list[Word]:
    """The words behind conjunctions, times and 其中."""
    start = 0
    while start < len(words) and (
        words[start].text in CONJUNCTIONS or words[start].flag in ("c", "t") or words[start].text in _OPENERS
    ):
        start += 1
    return words[start:]


def _grant(r: Reading) -> Clause | None:
    """争取5万元赞助: what money was got as, though the word may be a verb too."""
    if r.q.kind != "money" or not r.left or not r.right or not _GETTING.fullmatch(r.left[-1].text):
        return None
    return Clause(r.right[0].text, bare(r.left[-1].text)) if _GRANT.fullmatch(r.right[0].text) else None


def _described(r: Reading) -> list[Word]:
    """深入5个受灾乡镇: right behind a verb the number needs a noun, so a plain verb before one describes it."""
    if not r.left or len(r.right) < 2 or not r.written.endswith(r.left[-1].text):
        return []
    needs_noun = r.q.kind in ("group", "document") and (r.verbs.pure(r.left[-1]) or r.verbs.motion(r.left[-1]))
    verb, noun = r.right[:2]
    plain = verb.flag == "v" and len(verb.text) > 1 and not r.verbs.in_lexicon(verb)
    return [verb, noun] if needs_noun and plain and noun.flag == "n" else []


def _some_of_topic(r: Reading) -> Clause | None:
    """提出的31条建议有20多条写进文件: how many of the topic, and what became of them."""
    if len(r.left) < 2 or r.left[-1].text not in ("有", "中有") or not r.right:
        return None
    if r.right[0].text != "被" and not r.verbs.pure(r.right[0]):
        return None
    topic = object_of(r, r.left[:-1])
    return Clause(topic, predicate(r.right, r.verbs)) if topic else None
