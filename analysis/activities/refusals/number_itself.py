"""Numbers that count nothing by their own form, or for want of a measure word: 数十次, 零, 03版, 9分, 2024."""

import re

from ...corpus import blanks
from ..context import Context
from ..rules import only

_TORN_BEFORE = re.compile(rf"(?:(?<=\d){blanks.UNSURE}|{blanks.BROKEN})$")
_TORN_BEHIND = re.compile(rf"{blanks.UNSURE}(?=\d)|[-~至到—]*{blanks.BROKEN}")
_PAPER = re.compile("(?:[》报刊]|[日月号])(?:第|头版)?$")
_IMPRINT = re.compile(r"[(（]共印(?:刷)?$")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}$")


def broken(around: Context) -> str | None:
    """12 15件: a blank or a page break beside it may stand inside a number, and nobody can tell."""
    text, q = around.text, around.q
    before, behind = text[max(0, q.digits_start - 2) : q.digits_start], text[q.digits_end : q.digits_end + 3]
    return "broken" if _TORN_BEFORE.search(before) or _TORN_BEHIND.match(behind) else None


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
    rated = around.q.arabic and around.pattern("{rating}[^,。;]{0,6}$").search(around.before)
    return None if rated else "no_measure"


def zero_in_words(around: Context) -> str | None:
    """零 is no number."""
    return "word" if around.q.value == 0 and not around.q.arabic else None


def page_of_paper(around: Context) -> str | None:
    """载《湖滨日报》10月13日4版: a page of a newspaper."""
    return "code" if around.q.unit == "版" and _PAPER.search(around.before) else None


def printed_copies(around: Context) -> str | None:
    """(共印280份): the imprint of an official paper says how many copies were made of it."""
    return "furniture" if around.q.unit == "份" and _IMPRINT.search(around.before) else None


def leading_zero(around: Context) -> str | None:
    """03版 names a page."""
    return "code" if around.q.arabic and re.match(r"0\d", around.q.numeral) else None


def counted(_: Context) -> str:
    """召开党组会议28次: nothing speaks against it."""
    return ""


def _bare(around: Context) -> bool:
    return not around.q.unit


@only(_bare)
def bare_in_words(around: Context) -> str | None:
    """一二三: in words a number without a measure word is part of a word or a name."""
    return None if around.q.arabic else "word"


@only(_bare)
def bare_year(around: Context) -> str | None:
    """2024 alone is a year."""
    return "date" if 1900 <= around.value <= 2100 and around.q.numeral.isdigit() else None


@only(_bare)
def number_of_section(around: Context) -> str | None:
    """03 is the number of a section."""
    return "code" if around.q.numeral.startswith("0") else None


@only(_bare)
def before_persons_or_papers(around: Context) -> str | None:
    """走访320农户."""
    return "" if around.pattern("{counted_without_measure}").match(around.after) else None


@only(_bare)
def behind_what_it_measures(around: Context) -> str | None:
    """收到提案320,立案283: behind a noun of the body's own, or what was given away, and nothing behind the number."""
    before = around.pattern("{reached}$").sub("", around.before)
    noun = _NOUN.search(before) and not around.pattern("{never_end_noun}$").search(before)
    if not noun or not around.closes:
        return None
    given = around.pattern("{giving_away}").search(around.sentence_before)
    return "" if given or around.pattern("{measured_by_bare_number}").search(before) else None


@only(_bare)
def no_measure(_: Context) -> str:
    """得票320: of what, is not said."""
    return "no_measure"
