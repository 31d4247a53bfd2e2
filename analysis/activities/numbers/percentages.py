"""Shares in per cent, in digits and in words: 40%, 百分之九十五, 三分之二, 九成."""

import re
from decimal import Decimal

from ...lexicons.lists import Lists
from .numerals import ARABIC, CHINESE, value_of
from .quantity import EXACT, OVER, RANGE, Quantity

_PERCENT = re.compile(
    rf"(?P<low>{ARABIC})(?:%?(?:至|到|—{{1,2}}|-|~)(?P<high>{ARABIC}))?(?P<near>[余多])?"
    r"(?P<unit>%|‰|个?百分点)"
)
_WHOLE = "百分百"
_HUNDREDTHS = re.compile(rf"百分之(?P<value>{CHINESE}(?:点[零一二三四五六七八九]+)?|百|之百|{ARABIC})(?P<near>[多余])?")
_FRACTION = re.compile(r"(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])")
# 成 also ends and begins many words: 三成立, 九成新.
_TENTHS = "(?P<value>[一二两三四五六七八九1-9])成(?P<half>[半一二三四五六七八九])?(?!{behind_tenth})"


def percentage(text: str, start: int, lists: Lists) -> Quantity | None:
    """The share that begins at a place of the text; None where none does."""
    first, second = text[start], text[start + 1 : start + 2]  # most numbers are told from a share by these
    if first.isascii() and (found := _digits(text, start)):
        return found
    if first == "百":
        return _whole(text, start) or _hundredths(text, start)
    if second == "分":
        return _fraction(text, start)
    return _tenths(text, start, lists) if second == "成" else None


def _digits(text: str, start: int) -> Quantity | None:
    """40%, 20%—30%, 1.5个百分点."""
    found = _PERCENT.match(text, start)
    if not found:
        return None
    low, high = value_of(found["low"]), value_of(found["high"]) if found["high"] else None
    if low and high and high < low:
        low, high = high, low  # 95%至90%
    bound = RANGE if high else OVER if found["near"] else EXACT
    unit = found["unit"].removeprefix("个")
    return _share(text, start, found.end(), low, high or None, bound, unit, arabic=True)


def _whole(text: str, start: int) -> Quantity | None:
    """百分百."""
    return _share(text, start, start + len(_WHOLE), Decimal(100)) if text.startswith(_WHOLE, start) else None


def _hundredths(text: str, start: int) -> Quantity | None:
    """百分之九十五点六."""
    found = _HUNDREDTHS.match(text, start)
    if not found:
        return None
    whole, _, decimals = found["value"].partition("点")
    value = value_of(whole)
    if value is not None and decimals:
        value += Decimal("0." + "".join(str(value_of(c)) for c in decimals))
    return _share(text, start, found.end(), value, bound=OVER if found["near"] else EXACT)


def _fraction(text: str, start: int) -> Quantity | None:
    """三分之二, to two places."""
    found = _FRACTION.match(text, start)
    if not found:
        return None
    return _share(text, start, found.end(), round(100 * _digit(found["above"]) / _digit(found["below"]), 2))


def _tenths(text: str, start: int, lists: Lists) -> Quantity | None:
    """九成, 八成半."""
    found = lists.pattern(_TENTHS).match(text, start)
    if not found or (start and text[start - 1] in "一二三四五六七八九十百千分之"):
        return None
    half = (found["half"] or "零").replace("半", "五")
    return _share(text, start, found.end(), _digit(found["value"]) * 10 + _digit(half))


def _digit(numeral: str) -> Decimal:
    return value_of(numeral) or Decimal(0)


def _share(
    text: str,
    start: int,
    end: int,
    value: Decimal | None,
    high: Decimal | None = None,
    bound: str = EXACT,
    unit: str = "%",
    arabic: bool = False,
) -> Quantity:
    return Quantity(start, end, start, end, value, high, bound, unit, "percent", arabic, numeral=text[start:end])
