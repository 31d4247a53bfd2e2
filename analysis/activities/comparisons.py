"""Figures told beside this year's: what has been added (比上年增加1次), and how many there were before (去年4次).

Neither belongs to a sum of the year. What is compared keeps its noun: 办理满意率由85%提高到95% is 办理满意率 twice.
"""

import re
from collections.abc import Callable

from ..corpus import sentences
from .numbers import Quantity

INCREASE, EARLIER = "increase", "earlier"

# A character that every word of comparison has one of: most numbers have none before them.
_CUE = re.compile("[增减升降涨落缩简高扩多少由从自年届期季]")

_COMPARED_YEARS = 2  # a comparison is of two

_Pattern = Callable[[str], re.Pattern[str]]

# What may stand between the word of growth and its number, a noun too: 比上年增加提案12件; but not 增加到12件.
_GROWN = r"(?:{grown})(?![到至为])了?(?P<noun>[^,。;:!?、(\d到至为达]{0,8})$"
_COMPARED = r"(?:{compared}|(?:{compared_with}){earlier_time}(?:同期)?)"
_MORE = rf"{_COMPARED}(?:相比)?[^,。;:!?(]{{0,14}}?{_GROWN.replace('{grown}', '{grown}|{grown_beside}')}"
_MORE_THAN_BEFORE = rf"(?:{_COMPARED}|相比),[^,。;:!?\d]{{0,8}}?{_GROWN.replace('{grown}', '{grown}|[多少]')}"
_GROWN_BY = r"(?:{grown}|{growth}(?:达到?|为|约|是)?)了?(?P<noun>)$"
_ALONE = r"^(?:{grown}|[多少])了?(?P<noun>)$"
_NET = re.compile("净增加?了?[^,。;:!?、(\\d到至为达]{0,8}$")  # what is left of gains and losses
_BEFORE = r"(?P<than>{compared_with}|{exceeding})?{earlier_time}(?P<same>同期)?(?:{stated_as})?$"
_YEAR_BEFORE = r"(?<!\d)((?:19|20)\d\d)年度?(?:同期)?(?:{stated_as})?[^,。;:!?、(\d]{0,8}$"
_LATER_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年度?(?![^,。;:!?、(\d]{0,8}(?:将|要|拟|计划))[^,。;:!?、(\d月]{0,8}\d"
)
_IN_EARLIER = r"{earlier_time}[^,。;:!?]{1,12}$"
_THIS_YEAR = r"(?:今年|本年)(?![^,。;]{0,8}{intended})"
_FROM = r"(?:由|从|自)(?:原来|原有|原先|最初|[年当起]初|{earlier_time}|(?:19|20)\d\d年)?的?$"
_NOW = r"(?:了|今年的?|目前的?|现在的?|(?:19|20)\d\d年的?)"
_RISEN = rf"[^,。;:!?\d]{{0,6}}?{{risen}}[到至为成]{_NOW}?(?=[近约超]?[\d一二两三四五六七八九十百])"


def kind(text: str, q: Quantity, follows_count: bool, pattern: _Pattern) -> str:
    """increase, earlier or "" for a number. follows_count: whether a count stands before it in its sentence."""
    before = text[sentences.start(text, q.start) : q.start]
    if not _CUE.search(before):
        return ""
    if _more(text, q, before, follows_count, pattern):
        return INCREASE
    if not _earlier(text, q, before, follows_count, pattern):
        return ""
    return INCREASE if q.unit == "百分点" else EARLIER  # 高于上年3个百分点


def noun_side(text: str, start: int, q: Quantity, follows_count: bool, pattern: _Pattern) -> tuple[int, int]:
    """(start, end) of what may hold the noun between a place and a quantity, without the words of comparison."""
    if not kind(text, q, follows_count, pattern):
        return start, q.start
    side = text[start : q.start]
    if (came := pattern(_FROM).search(side)) and _goes_up(text, q, pattern):
        return start, start + came.start()
    for template in (_MORE, _BEFORE, *([_GROWN_BY] if _of_growth(q) else [_ALONE])):
        if found := pattern(template).search(side):
            if found.groupdict().get("noun"):
                return start + found.start("noun"), q.start
            return start, start + found.start()
    return start, q.start


def _of_growth(q: Quantity) -> bool:
    """Whether a number is by how much something grows: 18%, 3个百分点, 2倍."""
    return q.kind == "percent" or q.unit == "倍"


def _more(text: str, q: Quantity, before: str, follows_count: bool, pattern: _Pattern) -> bool:
    if pattern(_MORE).search(before) or (_of_growth(q) and pattern(_GROWN_BY).search(before)):
        return True
    if (
        follows_count
        and pattern(_ALONE).search(before.rsplit("(", 1)[-1])
        and text[q.end : q.end + 1] in ",。;)、和及与"
    ):
        return True  # 报送366条,增加66条
    if "净" in before and _NET.search(before):
        return True
    return pattern(_MORE_THAN_BEFORE).search(text[max(0, q.start - 40) : q.start]) is not None


def _earlier(text: str, q: Quantity, before: str, follows_count: bool, pattern: _Pattern) -> bool:
    if (found := pattern(_BEFORE).search(before)) and (found["than"] or found["same"] or follows_count):
        return True
    if pattern(_FROM).search(before) and _goes_up(text, q, pattern):
        return True
    rest = text[q.end : sentences.end(text, q.end, sentences.SENTENCE)]
    if pattern(_IN_EARLIER).search(before) and pattern(_THIS_YEAR).search(rest):
        return True
    year = pattern(_YEAR_BEFORE).search(before)
    if not year:
        return False
    sentence = text[sentences.start(text, q.start, sentences.SENTENCE) : q.start] + "," + rest
    years = {int(found) for found in _LATER_YEAR.findall(sentence)}
    series = len(years | {int(year[1])}) > _COMPARED_YEARS  # 1959年6次,1960年5次,1961年4次 are told for themselves
    return not series and any(later > int(year[1]) for later in years)


def _goes_up(text: str, q: Quantity, pattern: _Pattern) -> bool:
    """Whether the number changes to another behind it: 由85%提高到95%."""
    return pattern(_RISEN).match(text, q.end) is not None
