"""Numbers that are no counts, each with the reason why.

Reasons: date, time_span, ordinal, list_marker, name, slogan, word, article, grouping, reference, vague, economy,
outcome, code, no_measure, furniture. A number inside a fixed expression (`fixed_expressions`) has that one's reason;
else the rules of this module, of `not_its_own` and of `small_numbers` are asked in turn, and the first that knows
decides. A rule takes the number's Context and gives a reason, "" for a count, or None where it cannot tell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ...lexicons import Lexicons
from ..context import Context
from ..numbers.quantity import Quantity
from ..patterns import either
from ..rules import first
from . import fixed_expressions, not_its_own, small_numbers

# Nouns after N个/N项 that group what is said, and count nothing that was done.
_GROUPING = re.compile(
    "“?(?:大)?"
    + either("""
    进一步 方面 领域 环节 层面 维度 阶段 步骤 关键 要点 重点(?=[,。、;]|$|发力|上|突破) 着力点 抓手 目标 原则 关系 字
    突出 坚持 更加 注重 聚焦 结合 提升 转变 统一 到位 意识 自信 维护 确立
    主题(?!党日|团日|活动|教育|实践|讲座|研讨|协商|沙龙) 角度 特点 层次 板块 篇章 全面
    革命 文明 走在前 全覆盖 必须 务必 不动摇 优先 先行 相统一 作用 定位 关键词 体系 维 根本 主攻方向 支点 支撑
    保障 主线 优势 流程 程序 步骤 标准 工作(?!站|室|者|小组|组|队|规则|制度|机制|报告|简报|任务)
    """)
)
_RATED = re.compile(r"(?:得分|平均|积分|评分|打分|考核|测评)[^,。;]{0,6}$")

# A bare number counts where persons, firms or papers stand behind it (走访320农户) …
_COUNTED_BEHIND = re.compile(
    either("委员 提案 企业 群众 专家 干部 农户 贫困户 困难户 贫困群众 困难群众 村民 代表 学生")
)
# … or behind what it measures, where that is said to be the body's own or given away.
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}$")
_NO_NOUN = re.compile(r"[第约于在是为至到]$")
_OWN_BEFORE = re.compile(
    either("""
    提案 信息 报告 会议 活动 建议 立案 答复 办结 采纳 委员 人次 送 口罩 调研 视察 落实 资金 受益 惠及
    """)
)
_GIVEN = re.compile(r"捐|赠|发放")
_TO_DO = re.compile("”$|做[好足实强大活]|写好|聚焦")
_ONE_OF = re.compile(r"[^,。;、\d]{0,12}之一")
_EVENT_VERB = re.compile("期?(?:举办|召开|组织|开展|进行|培训|赴)")


class Judged(NamedTuple):
    """A number in its context. reason: why it is no count, "" for a count; rule: which rule decided."""

    around: Context
    reason: str
    rule: str

    @property
    def q(self) -> Quantity:
        """The number with its measure word."""
        return self.around.q


def judge(text: str, quantities: list[Quantity], lexicons: Lexicons, furniture: bool = False) -> list[Judged]:
    """The numbers of a text in their order, each as a count or refused; in page furniture none is a count."""
    if furniture:
        return [Judged(Context(text, q, lexicons.lists), "furniture", "furniture") for q in quantities]
    why = fixed_expressions.covered(text, [m[:2] for m in lexicons.matcher.find(text)], lexicons.lists)
    judged: list[Judged] = []
    counted_from = -1
    for q in quantities:
        around = Context(text, q, lexicons.lists, _fixed(why, q))
        around = replace(around, follows_count=counted_from >= around.sentence_start)
        reason, rule = first(RULES, around) or ("", "counted")
        judged.append(Judged(around, reason, rule))
        counted_from = counted_from if reason else q.end
    return judged


def _fixed(why: list[str], q: Quantity) -> str:
    """The reason of the fixed expression that a numeral stands in; a word must hold the whole of it."""
    known = why[q.digits_start]
    return known if known != "word" or "word" in why[q.digits_end - 1 : q.digits_end] else ""


def _fixed_expression(around: Context) -> str | None:
    """第十三届, 2023年, “两个确立”."""
    return around.fixed or None


def _unreadable(around: Context) -> str | None:
    """数十次 and 二十十 have no value, N大类 groups."""
    q = around.q
    if q.vague:
        return "vague"
    if q.value is None:
        return "word"
    return "grouping" if q.kind == "grouping" else None


def _score(around: Context) -> str | None:
    """考核得分95分 is a score, 9分 elsewhere is no measure of anything."""
    q = around.q
    rated = q.arabic and _RATED.search(around.before)
    return "no_measure" if q.kind == "score" and not rated else None


def _motto(around: Context) -> str | None:
    """十六字方针: a motto by the number of its characters."""
    q = around.q
    motto = q.unit == "字" and q.value < 100 and q.start and around.text.startswith("方针", q.end)
    return "name" if motto else None


def _without_measure(around: Context) -> str | None:
    """A bare number counts only in digits, behind a noun that it measures: 收到提案320,立案283."""
    q, before, after = around.q, around.before, around.after
    if q.unit:
        return None
    if not q.arabic:
        return "" if before.endswith("分") and _EVENT_VERB.match(after) else "word"
    if 1900 <= q.value <= 2100 and q.numeral.isdigit():
        return "date"
    if q.numeral.startswith("0"):
        return "code"  # 03 is a number of a section
    if _COUNTED_BEHIND.match(after):
        return ""
    closed = not after or after[0] in "、)和及与"
    noun = _NOUN.search(before) and not _NO_NOUN.search(before)
    given = _GIVEN.search(around.sentence_before) or _OWN_BEFORE.search(before)
    return "" if closed and noun and given else "no_measure"


def _numeral(around: Context) -> str | None:
    """零 in words is no number, and 03版 names a page."""
    q = around.q
    if q.value == 0 and not q.arabic:
        return "word"
    return "code" if q.arabic and re.match(r"0\d", q.numeral) else None


def _grouping(around: Context) -> str | None:
    """五个方面, 三项原则."""
    return "grouping" if _GROUPING.match(around.text, around.q.end) else None


def _one_of(around: Context) -> str | None:
    """全国45个重点提案之一: so many there are, and one of them is meant."""
    return "reference" if _ONE_OF.match(around.after) else None


def _metaphor(around: Context) -> str | None:
    """做好“融合、提升”两篇文章, 三篇大文章: what is to be done, not what was written."""
    q = around.q
    if q.arabic or q.value >= 10:
        return None
    written = q.unit == "篇" and re.match("大?文章", around.after) and _TO_DO.search(around.before)
    return "name" if written else None


RULES = (
    _fixed_expression,
    _unreadable,
    not_its_own.share,
    _one_of,
    _metaphor,
    _score,
    _motto,
    _without_measure,
    _numeral,
    not_its_own.carried_out,
    not_its_own.size,
    not_its_own.physical,
    not_its_own.time,
    not_its_own.money,
    _grouping,
    small_numbers.place,
    small_numbers.article,
    small_numbers.together,
    not_its_own.outcome,
    small_numbers.second,
    small_numbers.one,
    small_numbers.small,
    not_its_own.economy,
)
