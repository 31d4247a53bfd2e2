"""Numbers that name or group what is said: 十六字方针, 五个方面, 三篇大文章."""

from __future__ import annotations

import re

from ..context import Context

_ONE_OF = re.compile(r"[^,。;、\d]{0,12}之一")
_ESSAY = re.compile("大?文章")


def one_of(around: Context) -> str | None:
    """全国45个重点提案之一: so many there are, and one of them is meant."""
    return "reference" if _ONE_OF.match(around.after) else None


def task(around: Context) -> str | None:
    """做好“融合、提升”两篇文章, 三篇大文章: what is to be done, not what was written."""
    q = around.q
    if q.arabic or q.value >= 10 or q.unit != "篇" or not _ESSAY.match(around.after):
        return None
    return "name" if around.re("”$|{to_be_done}").search(around.before) else None


def motto_by_characters(around: Context) -> str | None:
    """十六字方针: a motto by the number of its characters."""
    q = around.q
    by_characters = q.unit == "字" and q.value < 100 and q.start
    return "name" if by_characters and around.text.startswith("方针", q.end) else None


def grouping_noun(around: Context) -> str | None:
    """五个方面, 三项原则."""
    return "grouping" if around.re("“?大?{grouping_nouns}").match(around.text, around.q.end) else None
