"""A number with its measure word, and the words around it that bound it: 近500场次, 300件以上, 至少召开一次."""

import re
from decimal import Decimal
from typing import NamedTuple

from ...corpus import sentences
from ...lexicons.lists import Lists

OVER, UNDER, ABOUT, EXACT, RANGE = "over", "under", "about", "exact", "range"
# How far before a quantity its bound may begin; with other words between them.
_REACH, _REACH_APART, _BETWEEN = 5, 12, 6

_SIGN = "(?P<over>{over_before})|(?P<scale>{over_before_scale})|(?P<under>{under_before})|(?P<about>{about_before})"
_BEFORE = f"(?:{_SIGN}){{behind_bound}}?$"
_APART = "(?P<over>{over_apart})|(?P<under>{under_apart})|(?P<about>{about_apart})"
_BEHIND = "(?P<over>{over_behind}|多(?=[,。;、)]|$))|(?P<about>{about_behind})|(?P<under>{under_behind})"
_ONLY_ENDS_LIKE = "{end_like_bounds}{behind_bound}?$"
_ONLY_BEGINS_LIKE = "{begin_like_bounds}"
_MARK_OR_DIGIT = re.compile(rf"[{sentences.CLAUSE}、\d]")
_SCALES = "百千万"


class Quantity(NamedTuple):
    """A number with what belongs to it; positions are in the view's text.

    start, end: the whole quantity; digits_start, digits_end: the numeral alone, written numeral. kind: the measure
    word's kind in `measures.csv`, "" without one. arabic: written in digits. vague: 数十, 几百: a number word without
    a numeral.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    value: Decimal | None
    value_high: Decimal | None
    bound: str
    unit: str
    kind: str
    arabic: bool
    vague: bool = False
    numeral: str = ""

    @property
    def of_times_persons_came(self) -> bool:
        """Whether the measure word counts persons (households, firms) as often as they took part."""
        return self.unit in ("人次", "户次", "家次")

    @property
    def of_persons(self) -> bool:
        """Whether persons are counted, or how often they took part."""
        return self.kind == "person" or self.of_times_persons_came


def bounded(text: str, floor: int, q: Quantity, lists: Lists) -> Quantity:
    """The quantity with the words before and behind that bound it: 近500场次, 300件以上, 约200人.

    floor: where the number before it ends. Of two bounds 以上 goes before 近, 近 before 约.
    """
    if q.kind == "grouping":
        return q
    before = _before(text, floor, q, lists)
    behind = lists.pattern(_BEHIND).match(text, q.end) if q.unit else None
    apart = None if before else _apart(text, floor, q, lists)
    if not (before or behind or apart):
        return q
    signs, bound = {_bound(sign) for sign in (before, behind, apart) if sign}, q.bound
    if bound != RANGE:
        bound = next(b for b in (OVER, UNDER, ABOUT) if b in signs | ({bound} - {EXACT}))
    return q._replace(start=before.start() if before else q.start, end=behind.end() if behind else q.end, bound=bound)


def _bound(sign: re.Match[str]) -> str:
    return OVER if sign.lastgroup == "scale" else str(sign.lastgroup)


def _before(text: str, floor: int, q: Quantity, lists: Lists) -> re.Match[str] | None:
    """The bound right before a quantity. 上千人次 and 过百件 are bounds, 会上3名 and 附近3名 are none."""
    sign = lists.pattern(_BEFORE).search(text, max(floor, q.start - _REACH), q.start)
    if sign is None or lists.pattern(_ONLY_ENDS_LIKE).search(text, max(0, q.start - 2 * _REACH), q.start):
        return None
    wants_scale = sign.lastgroup == "scale" and len(sign[0]) < 3 and q.kind != "percent"
    return None if wants_scale and q.numeral[:1] not in _SCALES else sign


def _apart(text: str, floor: int, q: Quantity, lists: Lists) -> re.Match[str] | None:
    """The bound that the verb parts from its quantity: 至少召开一次, 大约在450篇; but not 签约3家, 约谈干部3人."""
    for sign in lists.pattern(_APART).finditer(text, max(floor, q.start - _REACH_APART), q.start):
        between = text[sign.end() : q.start]
        if not 1 <= len(between) <= _BETWEEN or _MARK_OR_DIGIT.search(between):
            continue
        ends_like = lists.pattern(_ONLY_ENDS_LIKE).search(text, max(0, sign.end() - _REACH), sign.end())
        if not ends_like and not lists.pattern(_ONLY_BEGINS_LIKE).match(text, sign.start()):
            return sign
    return None
