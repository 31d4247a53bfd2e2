"""Whether what a count says is done, a norm (habit), planned, or told beside the figure of the year (see comparisons).

`RULES` are asked in turn, and the first that knows decides; a norm inside a plan is planned. What is planned stays so
over semicolons: 将开展协商20场;组织视察10次.
"""

import re

from ...corpus.script import OF_WORDS
from .. import comparisons
from ..clauses import Clause
from ..context import Context
from ..rules import first, found

# What is said up to the number begins with it, or a clause does: at most a subject stands before.
_OPENS = "(?:^|[,;、。:])[^,。;]{0,14}"
# 将 announces; where it only brings the object forward, 以, 纳入 and the like follow: 将成果以专报形式报送.
_WILL = _OPENS + "将(?![^,。;]{1,12}{brings_forward}).{0,8}{to_do}"
_WILL_IN_THIS_WAY = _OPENS + "将{in_this_way}(?![^,。;]{1,8}形式)"
_AIMS = _OPENS + "(?:{announce_plans}|争取(?=.{0,12}{reaches})|要(?={must_do}))"
_NEXT_YEAR = _OPENS + r"(?:(?<![\u4e00-\u9fff])|(?<=[到至从在对于及和是为]))明年"
_MUST = _OPENS + "(?:{who_must}要(?![求点素])|[省市县区州旗]要(?={place_must_do}))"
_NEXT_TERM = _OPENS + "建议(?:新一|下一?|[一二三四五六七八九十])届"
_INTENDED = "(?:^|[,、。:])[^,。;]{0,14}(?:{proposes_to}|{plans_to}(?=[^完的、,。]{1,12}))"
_IN_ALL = "{totals}|至今|迄今|[至到][^,。;]{0,6}[年止]|共|^每[辑期册本]印?$"  # a number reached, no norm
_BY_NOW = "(?:目前|迄今|至今|截至目前)[^,。;]{0,4}已[^,。;]{0,40}$"
# Only a conjunction parts it from the number before.
_LISTED = re.compile(f"[{OF_WORDS}%][、和及]$")
# We or this year, then a verb of intention and a colon: what follows in the paragraph is announced.
_ANNOUNCED = "{who_announces}[^,。;]{0,6}{announces}[^,。;:]{0,10}:"


def status(around: Context, clause: Clause, planned: bool, last: str) -> tuple[str, str]:
    """done, habit, plan, increase or earlier, and the rule that says so.

    planned: it stands under a heading of plans.
    last: the status of the count before it in its sentence, or of the one its noun was taken
    from, "" without one.
    """
    return first(RULES, around, clause, planned, last)


def _under_heading_of_plans(around: Context, clause: Clause, planned: bool, last: str) -> str | None:
    """2025年工作安排."""
    return "plan" if planned else None


def _compared(around: Context, clause: Clause, planned: bool, last: str) -> str | None:
    """比上年增加1次 is an increase, 去年4次 is of an earlier year."""
    return comparisons.kind(around.text, around.q, around.follows_count, around.pattern) or None


def _increase_goes_on(around: Context, clause: Clause, planned: bool, last: str) -> str | None:
    """分别比上年增加12件、66条: listed behind an increase."""
    listed = last == comparisons.INCREASE and _LISTED.search(around.sentence_before)
    return comparisons.INCREASE if listed else None


def _norm(around: Context, clause: Clause, planned: bool, last: str) -> str | None:
    """每季度走访3次, also with the period behind: 邀请委员回乡3至5次(每年); but not an average, 平均每月2次."""
    before = around.sentence_before
    said = before[max((before.rfind(c) for c in ",;:"), default=-1) + 1 :]
    text, q = around.text, around.q
    behind = re.split("[,。;:!?]", text[q.end : q.end + 4])[0]
    norm = around.pattern("{norms}").search(said + text[q.start : q.end] + behind)
    return "habit" if norm and not around.pattern("{averages}").search(said) else None


def _norm_goes_on(around: Context, clause: Clause, planned: bool, last: str) -> str | None:
    """每年收集信息20条,报送12条: with the noun of a norm, or listed behind one."""
    if last != "habit" or around.pattern(_IN_ALL).search(around.before):
        return None
    return "habit" if clause.carried or around.sentence_before.endswith("、") else None


def _done(around: Context, clause: Clause, planned: bool, last: str) -> str | None:
    """Nothing else is said."""
    return "done"


RULES = (
    _under_heading_of_plans,
    found("done_by_now", "done", _BY_NOW, "said_so_far", "计划安排课堂10讲,目前已完成3讲."),
    found("announced", "plan", _ANNOUNCED, "passage_before", "今年,我们将做好以下工作: before it in the paragraph."),
    found("will_be_done", "plan", _WILL, "said_so_far", "将开展视察10次."),
    found(
        "will_be_done_in_this_way", "plan", _WILL_IN_THIS_WAY, "said_so_far", "将紧扣全市高质量发展大局,开展视察10次."
    ),
    found("aimed_at", "plan", _AIMS, "said_so_far", "力争办结提案200件, 下一步组织视察10次."),
    found(
        "next_year", "plan", _NEXT_YEAR, "said_so_far", "明年召开协商会6次; 对明年, but not as a part of another word."
    ),
    found("must_be_done", "plan", _MUST, "said_so_far", "县政协要视察重点项目10个, 全市要建协商室100个."),
    found("advised_for_next_term", "plan", _NEXT_TERM, "said_so_far", "建议新一届政协每年视察4次."),
    found(
        "intended",
        "plan",
        _INTENDED,
        "said_in_sentence",
        "拟开展视察10次, 计划走访委员50名: by whomever, and up to the semicolon.",
    ),
    _compared,
    _increase_goes_on,
    _norm,
    _norm_goes_on,
    _done,
)
