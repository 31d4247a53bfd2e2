"""Quantities in running text: number, bound and measure word, before it is asked whether they are counts."""

import re
from decimal import Decimal

from ...lexicons import Lexicons
from ...lexicons.leaps import leaping
from .numerals import ARABIC, CHINESE, MIXED, neighbours, scale_of, value_of
from .percentages import percentage
from .quantity import ABOUT, EXACT, OVER, RANGE, Quantity, bounded

_NUMBER = re.compile(leaping(rf"(?P<arabic>{MIXED}|{ARABIC})|(?P<chinese>{CHINESE})"))
_JOINT = re.compile("至|到|—{1,2}|-|~")
_JOINTS = frozenset("至到—-~")  # what it begins with
# What may stand between a numeral and its measure word: 80余万元, 1.2万, 3千多.
_TAIL = (
    "(?P<near>[余多来几+])?(?P<scale>[十百千]?[万亿]|[百千](?!{measures_of_thousand}))?(?P<near_behind>[余多来几+])?"
)
_TAIL_BEGINS = frozenset("余多来几+十百千万亿")
# 听众3500多, 播放量18万+: more than a number without a measure word.
_MORE_ALONE = re.compile("[多+](?:[,。;、)]|$)")
# Jiao and fen behind yuan, and the name of the money: 12元5角, 20万元人民币.
_SMALL_MONEY = re.compile(r"(?P<jiao>[0-9一二三四五六七八九])角(?:(?P<fen>[0-9一二三四五六七八九])分)?")
_MONEY_NAME = "人民币"
_BRACKET = r"\({bracketed_measures}{1,2}\)"


def find(text: str, lexicons: Lexicons) -> list[Quantity]:
    """Every number of the text, in order, not overlapping, with the measure word and bound that belong to it."""
    found: list[Quantity] = []
    position = 0
    while number := _NUMBER.search(text, position):
        quantity = percentage(text, number.start(), lexicons.lists) or _amount(text, number, lexicons, position)
        found.append(bounded(text, position, quantity, lexicons.lists))
        position = found[-1].end
    return found


def _amount(text: str, number: re.Match[str], lexicons: Lexicons, floor: int) -> Quantity:
    """A number with its scale (1.2万) and measure word, or the two of a range (3至5次, 三五次)."""
    start, numeral, arabic = number.start(), number[0], number["arabic"] is not None
    near, scale, end = _tail(text, number.end(), lexicons)
    low, high, bound = value_of(numeral), None, EXACT
    if not arabic and (pair := neighbours(numeral)):
        low, high, bound = scale * Decimal(pair[0]), scale * Decimal(pair[1]), RANGE
    elif not near and (span := _range(text, end, low, scale, arabic, lexicons)):
        low, high, end = span
        bound = RANGE
    elif low is not None:
        low *= scale
    if near and bound != RANGE:
        bound = ABOUT if "来" in near else OVER
    unit, digits_end = lexicons.measures.at(text, end), end
    end += len(unit)
    if unit == "元":
        low, digits_end, end = _money(text, end, low)
    elif unit and (bracket := lexicons.lists.pattern(_BRACKET).match(text, end)):
        end = bracket.end()  # 12场(次)
    vague = not arabic and numeral[0] in "十百千万亿" and start > floor and text[start - 1] in "数几"
    kind = lexicons.measures.kind.get(unit, "")
    return Quantity(start, end, start, digits_end, low, high, bound, unit, kind, arabic, vague, text[start:digits_end])


def _money(text: str, end: int, value: Decimal | None) -> tuple[Decimal | None, int, int]:
    """An amount of yuan with what follows it: (its value, where its last number ends, where it ends)."""
    digits_end = end - 1
    if value is not None and (small := _SMALL_MONEY.match(text, end)):
        value += (value_of(small["jiao"]) or 0) / Decimal(10) + (value_of(small["fen"] or "零") or 0) / Decimal(100)
        digits_end = small.end("fen") if small["fen"] else small.end("jiao")
        end = small.end()
    return value, digits_end, end + len(_MONEY_NAME) * text.startswith(_MONEY_NAME, end)


def _tail(text: str, position: int, lexicons: Lexicons) -> tuple[str, int, int]:
    """What follows a numeral: signs of more or less (余, 多, 来, 几, +), the factor of its scale, and where it ends.

    The signs belong to the number where a measure word follows or nothing does: 50余场次, 3500多; but not 2023来.
    """
    if text[position : position + 1] not in _TAIL_BEGINS:
        return "", 1, position
    tail = _written_tail(text, position, lexicons)
    near = (tail["near"] or "") + (tail["near_behind"] or "")
    alone = text[tail.end() - 1] == "余" or _MORE_ALONE.match(text, tail.end() - 1)
    if near and not lexicons.measures.at(text, tail.end()) and not alone:
        return "", 1, position
    return near, scale_of(tail["scale"] or ""), tail.end()


def _written_tail(text: str, position: int, lexicons: Lexicons) -> re.Match[str]:
    tail = lexicons.lists.pattern(_TAIL).match(text, position)
    assert tail is not None  # every part of it may be missing
    return tail


def _range(
    text: str, end: int, low: Decimal | None, scale: int, arabic: bool, lexicons: Lexicons
) -> tuple[Decimal, Decimal, int] | None:
    """(low, high, end) of a range whose first number ends at a place; None where no second number follows.

    The measure word may stand behind the second number or behind both: 20—30件, 3次至5次. A scale behind the second
    holds for the first too: 3至5万元. Of a falling range the lower end is given first.
    """
    if low is None:
        return None
    first = lexicons.measures.at(text, end)
    places = [(end, "")] + (
        [(end + len(first), first)] if first and lexicons.measures.kind[first] not in ("time", "grouping") else []
    )
    for at, unit in places:
        joint = _JOINT.match(text, at) if text[at : at + 1] in _JOINTS else None
        second = _NUMBER.match(text, joint.end()) if joint else None
        if not second or (second["arabic"] is not None) != arabic:
            continue
        tail = _written_tail(text, second.end(), lexicons)
        unit_behind, value = lexicons.measures.at(text, tail.end()), value_of(second[0])
        if not unit_behind or lexicons.measures.kind[unit_behind] == "grouping" or value is None:
            continue
        factor = scale_of(tail["scale"] or "")
        lower, upper = low * (scale if scale != 1 else factor), value * factor
        if lower > upper > low:
            lower = low  # 5000至3万元: the scale is of the second alone
        if lower != upper and unit in ("", unit_behind):
            return min(lower, upper), max(lower, upper), tail.end()
    return None
