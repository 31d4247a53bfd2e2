"""Whether what a count says is done, planned, or a norm."""

from __future__ import annotations

import re

from ...corpus import sentences
from ...corpus.headings import announces_plans
from ..context import Context
from ..patterns import either

_TO_DO = either("""
开展 举办 召开 组织 完成 建 打造 推 实施 继续 进一步 围绕 着力 力争 邀 办 协商 聚焦 安排 视察 调研
""")
# 将 announces; where it only brings the object forward, 以, 纳入 and the like follow: 将成果以专报形式报送.
_BROUGHT_FORWARD = "(?![^,。;]{1,12}(?:以|[纳列]入|列为|作为|转为|转化|报送|分送|送|交|编印|融入|贯穿))"
_PLAN = re.compile(
    "(?:^|[,;、。:])[^,。;]{0,14}"
    + either(f"""
    将{_BROUGHT_FORWARD}.{{0,8}}{_TO_DO}
    将(?:紧扣|围绕|聚焦|锚定|坚持|以|按照|把|切实|认真|充分|持续|深入)(?![^,。;]{{1,8}}形式)
    力争
    争取(?=.{{0,12}}(?:达到|完成|突破)) 打算 预计 今后 下一步 新的一年 要(?=加强|继续|开展|完成|组织|召开|确保)
    (?:(?<![\u4e00-\u9fff])|(?<=[到至从在对于及和是为]))明年
    (?:政协|我们|委员会|常委会)要(?![求点素]) [省市县区州旗]要(?=建|办|完成|开展|组织)
    建议(?:新一|下一?|[一二三四五六七八九十])届
    """)
)
# One clause is intended, by whomever: 计划帮助该村种植果树;走访群众20户.
_INTENDED = re.compile(
    "(?:^|[,、。:])[^,。;]{0,14}(?:(?<![选模虚])拟(?!定|采纳)|"
    "(?<![列纳]入)(?<!协商)(?<!年度)(?<!规划)(?<!工作)计划(?![专课议]题)(?=[^完的、,。]{1,12}))"
)
# We or this year, then a verb of intention and a colon: what follows in the paragraph is announced.
_ANNOUNCED = re.compile(r"(?:我们|政协|今年|常委会)[^,。;]{0,6}(?:将|要|打算)[^,。;:]{0,10}:")
_HABIT = re.compile(
    either("""
    每(?:年|月|季度|周|个?季|半年|学期|届|逢|人(?:每|至少)|[两三二半]个?[月年周]) 每[名位]委员(?:每年|一年|全年|年内)
    每次 定期每
    """)
)
_AVERAGE = re.compile("平均每|年均|每(?:年|月|季度)平均|五年|累计")


def status(around: Context, headings, last: str = "", carried: bool = False) -> tuple[str, str]:
    """done, habit (每年: a norm) or plan (a plan section, 将, 力争).

    last, carried: the status of the count before it in its sentence, and whether the noun was taken from there.
    A norm inside a plan is planned.
    """
    if any(map(announces_plans, headings)):
        return "plan", "plan"
    if _is_announced(around):
        return "plan", "plan"
    if _is_norm(around) or (last == "habit" and (carried or around.sentence_before.endswith("、"))):
        return "habit", "habit"
    return "done", "done"


def _is_norm(around: Context) -> bool:
    """每季度走访3次, also with the period behind: 邀请委员回乡3至5次(每年); but not an average, 平均每月2次."""
    before = around.sentence_before
    clause = before[max((before.rfind(c) for c in ",;:"), default=-1) + 1 :]
    text, q = around.text, around.q
    behind = re.match(r"[^,。;:!?]{0,4}", text[q.end :])[0]
    return bool(_HABIT.search(clause + text[q.start : q.end] + behind)) and not _AVERAGE.search(clause)


def _is_announced(around: Context) -> bool:
    """What is planned stays so over semicolons: 将开展协商20场;组织视察10次."""
    text, start = around.text, around.q.start
    if _ANNOUNCED.search(text[max(0, start - sentences.REACH) : start]):
        return True
    so_far = text[sentences.start(text, start, "。!?") : start]
    return bool(_PLAN.search("," + so_far.removesuffix("将")) or _INTENDED.search("," + around.sentence_before))
