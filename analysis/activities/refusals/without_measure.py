"""Numbers without a measure word: they count only in digits, before persons or behind a noun that they measure."""

from __future__ import annotations

import re

from ..context import Context
from ..rules import only

_NOUN = re.compile(r"[\u4e00-\u9fff]{2}$")


def _bare(around: Context) -> bool:
    return not around.q.unit


@only(_bare)
def bare_in_words(around: Context) -> str | None:
    """一二三: in words a number without a measure word is part of a word or a name."""
    return None if around.q.arabic else "word"


@only(_bare)
def bare_year(around: Context) -> str | None:
    """2024 alone is a year."""
    return "date" if 1900 <= around.q.value <= 2100 and around.q.numeral.isdigit() else None


@only(_bare)
def number_of_section(around: Context) -> str | None:
    """03 is the number of a section."""
    return "code" if around.q.numeral.startswith("0") else None


@only(_bare)
def before_persons_or_papers(around: Context) -> str | None:
    """走访320农户."""
    return "" if around.re("{counted_without_measure}").match(around.after) else None


@only(_bare)
def behind_what_it_measures(around: Context) -> str | None:
    """收到提案320,立案283: behind a noun of the body's own, or what was given away, and nothing behind the number."""
    before = around.before
    noun = _NOUN.search(before) and not around.re("{never_end_noun}$").search(before)
    if not noun or not around.closes:
        return None
    given = around.re("{giving_away}").search(around.sentence_before)
    return "" if given or around.re("{measured_by_bare_number}").search(before) else None


@only(_bare)
def no_measure(_: Context) -> str:
    """得票320: of what, is not said."""
    return "no_measure"
