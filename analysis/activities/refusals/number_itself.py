"""Numbers whose own form counts nothing: 数十次, 零, 03版, 五大类, 9分."""

from __future__ import annotations

import re

from ..context import Context


def vague(around: Context) -> str | None:
    """数十次, 几百人 give no number."""
    return "vague" if around.q.vague else None


def no_value(around: Context) -> str | None:
    """二十十 has no value."""
    return "word" if around.q.value is None else None


def grouping_measure(around: Context) -> str | None:
    """五大类, 三方面: the measure word groups."""
    return "grouping" if around.q.kind == "grouping" else None


def score(around: Context) -> str | None:
    """9分 measures nothing, but 考核得分95分 is a score."""
    if around.q.kind != "score":
        return None
    rated = around.q.arabic and around.re("{rating}[^,。;]{0,6}$").search(around.before)
    return None if rated else "no_measure"


def zero_in_words(around: Context) -> str | None:
    """零 is no number."""
    return "word" if around.q.value == 0 and not around.q.arabic else None


def leading_zero(around: Context) -> str | None:
    """03版 names a page."""
    return "code" if around.q.arabic and re.match(r"0\d", around.q.numeral) else None
