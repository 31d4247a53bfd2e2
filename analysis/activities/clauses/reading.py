"""A count with what is needed to read its clause, and the clause that is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...corpus import sentences
from ...corpus.blanks import APART
from .. import comparisons
from ..numbers import Quantity
from .governing_verb import governing_verb
from .grammar import CONJUNCTIONS, Grammar, Word

# Between a noun and its number: totals, distribution, bounds, adverbs, and marks: 提案(12件), 走访企业——8家.
_LINK = r"(?:{links}|[(\[{{【〔〖<…—–\-./|])+$"
# Marks that set items apart, and those that stand before an item: ★视察4次◎走访企业8家, - 提案12件.
_BETWEEN_ITEMS = re.compile("[★☆◎●◆◇■□▲△▶►※→|]")
# An open bracket with a noun in it: 委员(含港澳委员12名), but not 提案(12件).
_BRACKET = re.compile(r"\([\u4e00-\u9fff]{3}[^()]*$")
_BEFORE_ITEM = "、,和及与()]】〕•·・√○>*+-–—/"
# What may stand between a number and the end of the clause that describes a noun.
_RELATIVE_END = re.compile(r"[^,。;:、\d]{0,6}的")
# Amounts whose measure word 的 may part from its noun: 20万元的物资.
_WITH_DE = ("money", "length", "area", "document")


class Clause(NamedTuple):
    """object and action as the view has them; carried: the object was taken from an earlier count or clause.

    by: the construction that found them. source: the earlier count whose noun it is, None for that of a clause.
    """

    object: str
    action: str
    carried: bool = False
    by: str = ""
    source: "Counted | None" = None


class Counted(NamedTuple):
    """A quantity with the clause that was read for it. base: whether a share is taken of it (占总数300件的15%)."""

    q: Quantity
    clause: Clause
    base: bool = False


class Above(NamedTuple):
    """The paragraph above, and its counts: a list that it announces may be broken down in the next."""

    text: str = ""
    counts: Sequence[Counted] = ()


def taken_from(count: Counted, action: str = "") -> Clause:
    """A clause with the noun of an earlier count, and with its verb too where it has none of its own."""
    return Clause(count.clause.object, action or count.clause.action, True, source=count)


@dataclass(frozen=True)
class Reading:
    """A count with what is needed to read its clause.

    left_from: the last boundary before the number (a mark, or the count before); sentence: where its sentence starts.
    left: the words between the two, noun_side their text, both without the totals and adverbs before the number;
    right: the words up to the next boundary or number.
    same: the count before it in the sentence; earlier: the count of the segment whose noun it may share, the last
    one of its unit, else the last one that is no share. following: the next number.
    series: (place, length) of the count in a list that 分别 distributes, or None.
    topic: the report's title and the headings above; above: the paragraph before.
    """

    text: str
    q: Quantity
    left_from: int
    sentence: int
    noun_side: str
    left: list[Word]
    right: list[Word]
    same: Counted | None
    earlier: Counted | None
    following: Quantity | None
    grammar: Grammar
    series: tuple[int, int] | None = None
    topic: str = ""
    above: Above = Above()  # noqa: RUF009 - a tuple

    def pattern(self, template: str) -> re.Pattern[str]:
        """The pattern of a template that names word lists."""
        return self.grammar.pattern(template)

    def words(self, start: int, end: int) -> list[Word]:
        """The tagged words of a stretch of the text."""
        return self.grammar.words(self.text, start, end)

    def written_as(self, words: list[Word]) -> str:
        """What the text has from the first of some words to the last; "" for none."""
        return self.text[words[0].start : words[-1].end] if words else ""

    @property
    def written(self) -> str:
        """What stands between the boundary and the quantity."""
        return self.text[self.left_from : self.q.start]

    @property
    def phrase(self) -> str:
        """The words on the left, joined."""
        return "".join(w.text for w in self.left)

    @property
    def is_share(self) -> bool:
        """Whether it is not a number of things but a share or a score."""
        return self.q.kind in ("percent", "score")

    @property
    def like_same(self) -> Counted | None:
        """The count before it in the sentence, if that has its measure word."""
        return self.same if self.same and self.q.unit == self.same.q.unit else None

    @property
    def like_earlier(self) -> Counted | None:
        """The earlier count, if that has its measure word."""
        return self.earlier if self.earlier and self.q.unit == self.earlier.q.unit else None

    @property
    def like_above(self) -> Counted | None:
        """The earlier count, if that has its measure word, else the last one of the paragraph above that has."""
        above = (count for count in reversed(self.above.counts) if count.q.unit == self.q.unit and count.clause.object)
        return self.like_earlier or next(above, None)

    @cached_property
    def on_proposals(self) -> bool:
        """Whether the text up to the count, or what stands above it, speaks of proposals."""
        so_far = self.above.text + self.text[: self.q.start]
        return "提案" in so_far[-sentences.REACH :] or "提案" in self.topic

    @property
    def listed(self) -> bool:
        """Whether it continues a list: only a conjunction stands between it and the count before, or its noun."""
        same = self.same
        return same is not None and not re.search(f"[{sentences.CLAUSE}]", self.text[same.q.end : self.q.start])

    @cached_property
    def clause_before(self) -> tuple[int, int]:
        """(start, end) of the clause before the quantity's own; the sentence before where it opens its sentence."""
        stop = self.left_from
        while stop and self.text[stop - 1] in sentences.CLAUSE + "、和及与…":
            stop -= 1
        return sentences.start(self.text, stop), stop

    @cached_property
    def verb_at(self) -> int | None:
        """Which word on the left governs what stands before the number; None where no verb does."""
        at = governing_verb(self.left, self.q, self.grammar) if self.left else None
        return None if at is None or self._names_in_list(at) else at

    def _names_in_list(self, at: int) -> bool:
        """In a list with a shared verb a verbal noun is a noun: 组织理论学习12次、机关集中学习44次."""
        words, grammar = self.left, self.grammar
        if not at or at < len(words) - 1 or not (self.listed or self.like_same):
            return False
        if not grammar.nominal(words[at]) or self.pattern("{done_to_papers}").search(words[at].text):
            return False
        if any(grammar.pure(w) or grammar.motion(w) for w in words):
            return False
        return self.q.kind == "event" or not grammar.names_agent(words[at - 1].text)


def read(
    text: str,
    q: Quantity,
    history: list[Counted],
    following: Quantity | None,
    series: tuple[int, int] | None,
    grammar: Grammar,
    topic: str,
    above: Above,
) -> Reading:
    """The quantity with the words on both sides, and the counts that it may take its noun from.

    history: the counts before it in the segment, in order. following: the next number, where reading to the right
    stops.
    """
    sentence = sentences.start(text, q.start, sentences.SENTENCE)
    same = history[-1] if history and history[-1].q.end > sentence else None
    things = [count for count in history if count.q.kind not in ("percent", "score") and count.clause.object]
    alike = [count for count in things if count.q.unit == q.unit]
    named = [count for count in alike if grammar.names_person(count.clause.object)] if q.of_persons else []
    earlier = next(reversed(named or alike or things), None)  # 妇女19名,大专以上文化程度38名,增补9名: of members
    left_from = _left_boundary(text, q, same)
    left_from = _behind_item(text, left_from, q, grammar)
    left_from, end = comparisons.noun_side(text, left_from, q, same is not None, grammar.pattern)
    noun_side = grammar.pattern(_LINK).sub("", text[left_from:end])
    left = _without_openers(grammar.words(text, left_from, left_from + len(noun_side)), grammar)
    if len(left) == 1 and left[0].text in ("从", "在") and text.startswith("中", q.end):
        left = []  # 从96件中抽出35件
    right = _right(text, q, following, grammar)
    if right and right[0].text == "的" and q.kind in _WITH_DE:
        right = right[1:]
    return Reading(
        text, q, left_from, sentence, noun_side, left, right, same, earlier, following, grammar, series, topic, above
    )


def _right(text: str, q: Quantity, following: Quantity | None, grammar: Grammar) -> list[Word]:
    """The words behind a quantity up to a mark or the next number; beyond a number that only describes the noun."""
    stop = sentences.end(text, q.end, sentences.CLAUSE + "…")
    if following is None or following.start >= stop:
        return grammar.words(text, q.end, stop)
    right = grammar.words(text, q.end, max(q.end, following.start))
    if any(w.text == "的" or w.text in CONJUNCTIONS for w in right):
        return right
    de = _RELATIVE_END.match(text, following.end)
    if de and right and right[0].flag[0] == "v" and not grammar.nominal(right[0]):
        return grammar.words(text, de.end(), stop)  # 5次有80人参加的座谈会
    return right


def _left_boundary(text: str, q: Quantity, same: Counted | None) -> int:
    """Behind the last mark or count and the conjunctions that follow it; 并案 and 并入 begin with none."""
    place = sentences.start(text, q.start)
    place = max(place, text.rfind(APART, place, q.start) + 1)  # a cell of a table
    place = max(place, text.rfind("】", place, q.start) + 1)  # 【摘要】
    place = max([place, *(bracket.start() + 1 for bracket in _BRACKET.finditer(text, place, q.start))])
    if same:
        place = max(place, _behind_noun(text, same))
    place = max([place, *(mark.end() for mark in _BETWEEN_ITEMS.finditer(text, place, q.start))])
    while place < q.start and (text[place] in _BEFORE_ITEM or (text[place] == "并" and text[place + 1] not in "案入")):
        place += 1
    return place


def _behind_item(text: str, start: int, q: Quantity, grammar: Grammar) -> int:
    """编印《湖滨文史》第15辑、印发1000册: behind a noun a verb right before the number begins an item of its own."""
    at = text.rfind("、", start, q.start)
    words = grammar.words(text, at + 1, q.start) if at > start else []
    alone = words and grammar.pure(words[-1]) and all(w.flag == "d" for w in words[:-1])
    return at + 1 if alone and not grammar.verbal(grammar.words(text, start, at)[-1]) else start  # 梳理、归纳9条


def _behind_noun(text: str, count: Counted) -> int:
    """The end of a count; behind its noun where that follows and a conjunction behind it: 1份报告和5份附件."""
    end, noun = count.q.end, count.clause.object
    at = end + text.startswith("的", end)
    spent = noun and text.startswith(noun, at) and text[at + len(noun) : at + len(noun) + 1] in tuple("、和及与")
    return at + len(noun) if spent else end


def _without_openers(words: list[Word], grammar: Grammar) -> list[Word]:
    """The words behind conjunctions, times and 其中."""
    start = 2 if len(words) > 2 and words[0].text in ("到", "至") and words[1].flag == "t" else 0  # 到年底已实现
    while start < len(words) and (
        words[start].text in CONJUNCTIONS
        or words[start].flag in ("c", "t")
        or words[start].text in grammar.lists["clause_openers"]
    ):
        start += 1
    return words[start:]
