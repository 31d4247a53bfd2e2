"""Numerals of Chinese reports: Arabic, Chinese and mixed, and their values."""

import re
from collections.abc import Sequence
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "廿": 20, "卅": 30}
DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "拾": 10, "佰": 100, "仟": 1000}

# 1,234 is one number only where groups of three follow; "12,34件" is two.
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,][0-9])|[0-9]+)(?:\.[0-9]+)?"
CHINESE = "[零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+"

# Digits with a scale and more behind it: 3万5千, 1亿3千万, 3万零50. The last may want its scale, as in words (3万5).
_SCALE = "(?:[十百千]?[万亿]|[十百千])"
_PART = rf"零?(?:{ARABIC}|[一二三四五六七八九])"
_LAST = rf"{_PART}(?![0-9一二三四五六七八九十百千万亿年月日])"
MIXED = rf"{ARABIC}{_SCALE}(?:(?:{_PART}{_SCALE})+(?:{_LAST})?|{_LAST})"
_TOKEN = re.compile(rf"{ARABIC}|.")
_NEIGHBOURS = re.compile("([一二两三四五六七八])([二三四五六七八九])([十百千万]?)")

LONGEST = 24  # a longer run of digits is a code or a slip, and no report counts that far


def value_of(numeral: str) -> Decimal | None:
    """The value of a numeral; None where the characters form no number (二十十).

    Takes 3,261 / 12.5 / 二十 / 两千零五 / 三百二 / 二〇二三 / 一亿零三万 / 3万5千. Exact: a Decimal.
    """
    if len(numeral) > LONGEST:
        return None
    scaled = not SCALES.keys().isdisjoint(numeral)
    if numeral[:1].isascii() and scaled:
        return _positional(_TOKEN.findall(numeral))
    if numeral[:1].isascii():
        try:
            return Decimal(numeral.replace(",", ""))
        except ArithmeticError:
            return None
    if not scaled:
        return _digit_string(numeral)
    return _positional(numeral)


def _positional(numeral: Sequence[str]) -> Decimal | None:
    """A numeral with 十百千万亿, character by character or with Arabic numbers as one: sections of up to four digits,
    each closed by 万 or 亿.
    """
    total = section = Decimal(0)
    digit: Decimal | None = None
    last_scale = 10**9
    for char in numeral:
        scale = SCALES.get(char)
        if scale is None:
            if digit not in (None, 0):
                return None
            digit = _digits(char)
        elif scale >= 10**4:
            bare = section == 0 and total == 0 and digit is None
            part = Decimal(1) if bare else section + (digit or 0)  # 万余: a bare scale counts once
            total = (total + part) * scale if scale == 10**8 else total + part * scale
            section, digit, last_scale = Decimal(0), None, scale
        else:
            if scale >= last_scale and section:
                return None
            section += (1 if digit is None else digit or 1) * scale
            digit, last_scale = None, scale
    if digit:
        # 三百二 is 320, 三百零二 is 302.
        short = numeral[-2] in "百千万" and last_scale >= 100 and digit < 10
        section += digit * (last_scale // 10) if short else digit
    return total + section


def _digits(token: str) -> Decimal:
    return Decimal(DIGITS[token]) if token in DIGITS else Decimal(token.replace(",", ""))


def _digit_string(numeral: str) -> Decimal | None:
    """A run without 十百千万: one digit, a year written digit by digit, or neighbours (三五), which is no number."""
    if len(numeral) == 1:
        return Decimal(DIGITS[numeral])
    if len(numeral) >= 3 and all(DIGITS[c] < 10 for c in numeral):
        return Decimal("".join(str(DIGITS[c]) for c in numeral))
    if numeral[0] in "廿卅" and len(numeral) == 2:
        return Decimal(DIGITS[numeral[0]] + DIGITS[numeral[1]])
    return None


def neighbours(numeral: str) -> tuple[int, int] | None:
    """Two digits side by side say a range: 三五 (次) is 3 to 5, 七八十 is 70 to 80."""
    found = _NEIGHBOURS.fullmatch(numeral)
    if not found:
        return None
    low, high = DIGITS[found[1]], DIGITS[found[2]]
    scale = SCALES.get(found[3], 1)
    return (low * scale, high * scale) if low < high <= low + 2 else None


def scale_of(text: str) -> int:
    """The factor of 万, 千万, 亿 … behind a numeral; 1 for none."""
    factor = 1
    for char in text:
        factor *= SCALES[char]
    return factor
