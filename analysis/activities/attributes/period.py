"""The words that say a count covers several years (五年来), so that nobody takes it for that of one."""

from __future__ import annotations

import re
from bisect import bisect_left

from ...corpus import sentences
from ..context import Context
from ..patterns import either

_FEW = r"(?<![\d〇零一二三四五六七八九十第])(?:[二三]?十[一二三四五六七八九]?|[二两三四五六七八九几]|[2-9]|[1-3]\d)"
_SEVERAL = re.compile(
    either(rf"""
    (?:过去|近|这|[上前])的?{_FEW}多?个?年(?:多?来|间|以来|里|时间)? {_FEW}多?个?年(?:多?来|间|以来|里)
    {_FEW}年(?=累计|[共总]计?|的?(?:主要)?(?:工作|履职)?(?:回顾|总结|报告)) (?:近些?|多|历)年以?来 历年(?!新)
    “?十[一二三四五六]五”?(?:期间|时期|以来)
    (?:[本上]|[一二三四五六七八九十]+|\d+)届[^,。;:!?\d次]{{0,8}}?(?:以来|任期内?|届内)
    届[省市县区州旗盟]?政协的?(?:主要)?工作回顾 换届以来 任期内 届内
    (?:成立|创[建办立]|组建|建[立成]|设立|开通)[^,。;:!?]{{0,2}}以来
    (?<!\d)(?:19|20)\d\d年[^,。;:!?]{{0,16}}?以来
    """)
)
# A session opens the year that is reported on: 五届二次会议以来.
_ONE = re.compile(
    either(r"""
    今年 本年度? 全年 一年来 [过去这近]的?一年 年内 年初 去年 上年度? 当年 [上下]半年 (?<!\d)(?:19|20)\d\d年(?!代)
    届[^,。;:!?]{0,4}次[^,。;:!?]{0,6}以来
    """)
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
# What opens a sentence frames all that follows, but not as an attribute: 五年来, not 五年来的变化.
_SENTENCE = re.compile(f"([^{sentences.CLAUSE}]{{0,14}})[^{sentences.SENTENCE}]*[{sentences.SENTENCE}]?")
_ATTRIBUTE = re.compile("年(?:多?来|间|以来)?的(?!(?:[一二两三四五六七八九十]|\\d+)年)")


class Periods:
    """What the counts of a segment cover.

    headings: those above it, outermost first. title: the report's. year: the one it reports on, where that is known:
    "2022年以来" covers several years in a report on 2024 and one in a report on 2022.
    """

    def __init__(self, text: str, headings, title: str, year: int | None, lexicons=None):
        said = [_last(line, year) for line in (title, *headings)]
        self._year = year
        self._above = next((words for words in reversed(said) if words is not None), "")
        self._starts, self._words = [-1], [self._above]
        for sentence in _SENTENCE.finditer(text):
            words = None if _ATTRIBUTE.search(sentence[1]) else _last(sentence[1], year)
            if words is not None:
                self._starts.append(sentence.start())
                self._words.append(words)

    def of(self, around: Context) -> str:
        """The words of several years that a count stands under, as the view has them; "": none, the report's own year.

        The nearest words hold: those before the quantity in its sentence, those that open a sentence of the paragraph
        before it, then headings and title; other paragraphs never, so that none changes what another says. A year of
        its own (今年, 2024年) ends what was said before.
        """
        said = _last(around.sentence_before, self._year)
        return self._words[bisect_left(self._starts, around.sentence_start) - 1] if said is None else said


def _last(text: str, year: int | None) -> str | None:
    """The last words of a period in a text: those of several years, "" for a single year, None where there are none."""
    several = list(_SEVERAL.finditer(text))
    found = [(m.end(), "" if _single(m[0], year) else m[0]) for m in several]
    found += [(m.end(), "") for m in _ONE.finditer(text) if not any(s.start() <= m.start() < s.end() for s in several)]
    return max(found)[1] if found else None


def _single(words: str, year: int | None) -> bool:
    """2024年以来 in a report on 2024."""
    since = _YEAR.search(words)
    return since is not None and year is not None and int(since[0]) >= year
