"""Small numbers in words that name, point or group rather than count: 这三项, 两家联合, 三项职能."""

from __future__ import annotations

from ..context import Context

MAKING = "{making}[了出过]?"
MADE = MAKING + ".{0,2}$"


def demonstrative(around: Context) -> str | None:
    """这三项, 另一件, 每2个: behind a demonstrative a number of up to ten points at what is known."""
    q = around.q
    before = around.text[max(0, q.start - 12) : q.start]
    if q.value > 10 or not around.re("{demonstratives}$").search(before):
        return None
    if around.re("{end_like_demonstratives}$").search(before):
        return None
    return "reference" if not q.arabic or before[-1] not in "上下" else None


def parties_together(around: Context) -> str | None:
    """提案委、督查室两家联合检查: those who were just named."""
    q = around.q
    if q.arabic or q.value > 5 or q.unit not in around.lists["measures_of_parties"]:
        return None
    return "reference" if around.re("{acting_together}").match(around.after) else None


def second(around: Context) -> str | None:
    """二次创业: two of something is 两."""
    return "ordinal" if around.q.numeral == "二" and not around.closes else None


def small_grouping(around: Context) -> str | None:
    """三项职能: before a noun 两 to 九 often group or refer, with a measure word that is not concrete (两篇, 三场)."""
    q = around.q
    if q.value >= 10 or q.arabic or q.bound != "exact" or q.unit not in around.lists["general_measures"]:
        return None
    return None if any(counts(around) for counts in _STILL_COUNTS) else "grouping"


def _behind_noun(around: Context) -> bool:
    """出台制度三项."""
    return around.closes and len(around.before) >= 2


def _before_paper(around: Context) -> bool:
    """两件重点提案."""
    return around.re("(?:重点)?{worth_counting}").match(around.after) is not None


def _behind_opener(around: Context) -> bool:
    """等三项制度."""
    return around.re("{before_small_count}$").search(around.before) is not None


def _made(around: Context) -> bool:
    """制定三项制度."""
    return around.re(MADE).search(around.before) is not None


def _visited(around: Context) -> bool:
    """走访三个社区."""
    return around.re("{visiting}").search(around.before[-8:]) is not None


def _taken_up(around: Context) -> bool:
    """三件提案被采纳."""
    return around.re(".{0,18}?{passed_or_taken_up}").match(around.after) is not None


_STILL_COUNTS = (_behind_noun, _before_paper, _behind_opener, _made, _visited, _taken_up)
