"""A number with its measure word, and the words around it that bound it (近500场次, 300件以上)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

OVER, UNDER, ABOUT, EXACT, RANGE = "over", "under", "about", "exact", "range"

# 预约, 签约, 公约 … end in 约 and do not mean about.
_ABOUT_SIGN = r"(?<![预节签特履合邀制公条誓])约"
_BEFORE = [
    (OVER, r"超过了?|(?<![高赶])超|逾|突破|(?<![突打冲])破|不少于|不低于|不下|至少|(?<![通经])过|上"),
    (UNDER, r"将近|接近|(?<![最附临靠远亲邻])近|不足|不到|不满|至多|最多|不超过|不多于"),
    (ABOUT, rf"大约|约计|{_ABOUT_SIGN}|大概|左右"),
]
_BEFORE_RE = re.compile("(?:" + "|".join(f"(?P<{b}>{p})" for b, p in _BEFORE) + r")(?:了|达到?|有)?$")
# The bound may stand before the verb: 至少召开一次, 至多安排6场, 大约在450篇.
_APART = re.compile(
    rf"(?:(?P<over>至少|不少于|不低于)|(?P<under>至多|最多)|(?P<about>大约|{_ABOUT_SIGN}(?![谈请见束定会访])))"
    r"[^,。;:!?、\d]{1,6}$"
)
_AFTER = re.compile("(?P<over>以上|之多|多(?=[,。;、)]|$)|有余)|(?P<about>左右|上下)|(?P<under>以内|以下)")


@dataclass(frozen=True)
class Quantity:
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


def bounded(text: str, floor: int, q: Quantity) -> Quantity:
    """The quantity with the words before and behind that bound it: 近500场次, 300件以上, 约200人.

    floor: where the number before it ends. Of two bounds 以上 goes before 近, 近 before 约.
    """
    if q.kind == "grouping":
        return q
    before = _before(text, floor, q)
    after = _AFTER.match(text, q.end) if q.unit else None
    apart = None if before else _APART.search(text, max(floor, q.start - 12), q.start)
    marks = {found.lastgroup for found in (before, after, apart) if found} | ({q.bound} - {EXACT, RANGE})
    bound = q.bound
    if bound != RANGE and marks:
        bound = next(b for b in (OVER, UNDER, ABOUT) if b in marks)
    return replace(q, start=before.start() if before else q.start, end=after.end() if after else q.end, bound=bound)


def _before(text: str, floor: int, q: Quantity) -> re.Match | None:
    """The bound right before a quantity. 上千人次 and 过百件 are bounds, 会上3名 is none."""
    found = _BEFORE_RE.search(text, max(floor, q.start - 5), q.start)
    one_sign = found and found[0][0] in "上过破" and len(found[0]) < 3
    return None if one_sign and q.kind != "percent" and q.numeral[:1] not in "百千万" else found
