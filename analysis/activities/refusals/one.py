"""一: an article (一个平台) unless an event, a paper or a person is counted: 召开一次, 形成一份调研报告."""

import re

from ..context import Context
from ..rules import only
from .naming import MADE, MAKING

_COUNTED_BEFORE = "{before_one}了?{between_verb_and_one}?$"
# Another number before it with its measure word, in the same list.
_LISTED = r"(?:\d|[二两三四五六七八九十])(?P<unit>[次场期])[^,。;、\d]{2,10}[、和及]$"
_MADE_TITLED = f"{MAKING}.{{0,6}}《[^》]*》.{{0,6}}$"
_SUPERLATIVE = re.compile("最[^,。;]{1,8}的$")
_ELECTED = "{electing}了?[^,。;、\\d]{1,10}$"
_NORM = "每[位名个].{0,12}{asked_of_each_member}$|(?:每[位名个年人]|人人).{0,30}{asked_of_each}$"


def _one(around: Context) -> bool:
    q = around.q
    return q.value == 1 and not q.arabic and q.bound == "exact"


@only(_one)
def one_of_anything(around: Context) -> str | None:
    """一个平台, but not 捐建学校一所, 成立联谊会一个: of other things one counts where it was made."""
    if around.q.unit in around.lists["measures_of_one"] or (_ends(around) and (_given(around) or _set_up(around))):
        return None
    return "article"


@only(_one)
def one_event(around: Context) -> str | None:
    """召开一次, 全体会议一次: behind a verb that holds events, or a name; but not 最快的一次."""
    if around.q.unit not in around.lists["measures_of_events"]:
        return None
    if _SUPERLATIVE.search(around.before):
        return "article"
    named = _ends(around) and len(around.before) >= 2
    return "" if named or _counted_before(around) else "article"


@only(_one)
def one_asked_of_each(around: Context) -> str | None:
    """每位委员每年提交一件提案: a norm counts."""
    return "" if around.pattern(_NORM).search(around.before) else None


@only(_one)
def one_made(around: Context) -> str | None:
    """形成一份调研报告, 编印《履职风采》一册: behind a verb of making, and nothing but a paper behind it."""
    alone = _ends(around) or _before_paper(around) or _before_taking_up(around)
    return "" if alone and (_counted_before(around) or _made(around) or _given(around)) else None


@only(_one)
def one_elected(around: Context) -> str | None:
    """选举主席一人: behind its noun no number is an article."""
    chosen = around.q.kind == "person" and _ends(around)
    return "" if chosen and around.pattern(_ELECTED).search(around.before) else None


@only(_one)
def article(_: Context) -> str:
    """一名优秀委员: else 一 is an article."""
    return "article"


def _ends(around: Context) -> bool:
    """Whether nothing of its phrase stands behind it."""
    return not around.after or around.after[0] in "、)和及"


def _given(around: Context) -> bool:
    return around.pattern("{building}(?:.{0,8}|“[^”]*”)$").search(around.before) is not None


def _set_up(around: Context) -> bool:
    """成立联谊会一个."""
    return around.pattern(f"{MAKING}[^,。;]{{2,16}}$").search(around.before) is not None


def _counted_before(around: Context) -> bool:
    """召开了一次, 其中一次, 两次专题视察、一次协商."""
    in_list = around.before.endswith(("、", "和", "及")) and around.pattern(_LISTED).search(around.before)
    if in_list and in_list["unit"] == around.q.unit:
        return True
    return around.before.endswith("其中") or around.pattern(_COUNTED_BEFORE).search(around.before) is not None


def _made(around: Context) -> bool:
    """制定一项, 编印《履职风采》一册."""
    tight = around.pattern(MADE).search(around.before[-8:])
    return tight is not None or around.pattern(_MADE_TITLED).search(around.before) is not None


def _before_paper(around: Context) -> bool:
    """一份调研报告."""
    papers = around.q.unit == "项" or around.q.unit in around.lists["measures_of_papers"]
    return papers and around.pattern("{papers_of_one}").match(around.after) is not None


def _before_taking_up(around: Context) -> bool:
    """一篇被采用."""
    return around.q.unit in around.lists["measures_of_papers"] and around.after.startswith(("被", "获"))
