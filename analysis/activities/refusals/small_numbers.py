"""Small numbers in words that name rather than count: 一个平台, 两级政协, 这三项, and places that are there anyway.

Each rule takes the number's Context and gives the reason why it is no count, "" for a count, or None where it
cannot tell.
"""

from __future__ import annotations

import re

from ..context import Context
from ..patterns import either
from .not_its_own import BUILD

# Places that are there anyway: naming them counts no activity unless somebody went there or set something up.
_PLACES = re.compile(
    "(?:个)?"
    + either(r"""
    省(?:区|市)? 自治区 市(?:\(?州\)?|州|县区?)? 州 盟 县(?:\(?[市区]\)?|区)? 区(?:县)? 旗 乡镇? 镇街? 街道
    村(?!.?民) 社区 行政村 民族 民主党派 党派 界别 专委会 专门委员会
    """)
    + "(?!政协|人大|政府|委|领导|.{0,10}政协委员"
    "|镇政协|[^共已均都]{0,9}(?:组|队|站|室|点|家|基地|平台|中心|企业|项目|单位|部门|委员|群众|提案|书记|联络处|协商))"
)
_VISIT = re.compile(
    either("""
    深入 走访 走进 走遍 赴 前往 到 视察 调研 考察 覆盖 联系 实地 分别在 遍及 遍布 涉及 帮扶 结对 慰问 来自 下沉
    进驻 驻 包[联干抓保扶帮村] 挂[包联钩] 派 送 跑了 跑遍 驶过
    """)
)
_SET_UP = re.compile("设立|建立|建成|开展|试点|推行|召开|举办")
# 8 parties there are, and of what the place has in all a share is counted, or what was set up there.
_WHOLE_PLACE = re.compile("(?<!在)全[省市县区州旗]$")
_ALL_OF_PLACE = re.compile(r"[^,。;]{0,12}中的[\d百]")

_ARTICLE_BEFORE = re.compile("(?:[这那每另某同哪任唯新又首头末前上下]|(?<!先)后)$")
# These end in the same characters and are no articles.
_NO_ARTICLE = tuple("主任 责任 上下 以上 以下 以后 会前 会上".split())

_EVENT_UNITS = frozenset("次 场 场次 期 人次 届".split())
# Measure words that sum up parties, and what these do.
_PARTIES = ("家", "方", "头", "者", "队")
_TOGETHER = re.compile("联合|共同|一起|一道|合力|协同|协作|齐|形成(?:联合|合力)|都|均")
# Measure words of events, papers and persons, of which one may be counted.
_ONE_UNITS = frozenset("次 场 场次 期 人次 件 篇 份 名 人 届 本 册 部 辑 条 项 家 户 例".split())
_ONE_EVENT = re.compile(
    either("""
    召开 举办 举行 组织 开展 进行 主办 承办 办 视察 调研 考察 走访 协商 学习 培训 座谈 编印 出版 编辑 编撰 印发
    完成 形成 提交 报送 立案 撰写 刊发 获 评为 增补 推荐 增加 报告 通报 听取 研究 慰问 联系 捐 会议? 活动 会 班
    提案 建议案 通报 讲座 议案 例会 表彰 评选 评议 检查
    """)
    + "了?(?:各|共|为|计|过|到)?$"
)
_NORM = re.compile(
    either("""
    每[位名个].{0,12}(?:写|提|办|反映|撰写|提交|参加|联系|结对|帮)$
    (?:每[位名个年人]|人人).{0,30}(?:写|提|办|反映|撰写|提交|参加)$
    """)
)
_PAPER_UNITS = ("份", "件", "篇")
_PAPER = re.compile(either("建议案 提案 调研报告 报告 建议书"))
_MAKES = (
    either("""
    召开 举办 举行 组织 开展 主办 承办 提出 制定 出台 修订 建立 成立 组成 组建 设立 搭建 形成 完成 撰写 提交
    报送 办理 收到 征集 选派 推荐 邀请 增补 聘请 聘任 新增 新建 建成 打造 创建 编印 编辑 编撰 编写 出版 刊发
    发表 荣获 评选 表彰 遴选 确定 选定 解决 督办 捐赠 走访 调研 视察 考察 接待 听取 审议 印发 收集 整理 转化
    采纳 采用 选择 选取 开设 开办 参加 承担 撤销 任命 补选 举荐 开通 创办 协助 引进 对 就
    """)
    + "(?:了|出|过)?"
)
_MAKING = re.compile(_MAKES + ".{0,2}$")
_MAKING_TITLED = re.compile(_MAKES + ".{0,6}《[^》]*》.{0,6}$")

# Measure words so general that a small number before them often groups.
_GENERAL_UNITS = frozenset("个 项 条 种 类 大 点 套 门 块 件".split())
_OF_PROPOSALS = re.compile(r"(?:重点)?(?:提案|建议案|调研报告|课题|社情民意|信息)")
_PASSIVE = re.compile(
    ".{0,18}?"
    + either("""
    被 获 得到 荣获 入选 列入 纳入 转化 采纳 采用 批示 立案 进入 参加 当选 受到 刊发 通过 发言 被评
    (?<![工合协创写])作(?![用品为风]) 在
    """)
)


def place(around: Context) -> str | None:
    """全市12个县区, unless somebody went there (走访12个乡镇) or something was set up in them."""
    if around.q.kind not in ("group", "person") or not _PLACES.match(around.text, around.q.end):
        return None
    if _ALL_OF_PLACE.match(around.after) or (around.q.value == 8 and around.after.startswith("民主党派")):
        return "reference"
    setting_up = _SET_UP.search(around.after) and not _WHOLE_PLACE.search(around.before)
    setting_up = setting_up or "全覆盖" in around.after or around.before.endswith(("设", "设置", "设立"))
    return None if _VISIT.search(around.before) or setting_up else "reference"


def article(around: Context) -> str | None:
    """这三项, 另一件, 每2个: behind a demonstrative a number of up to ten points at what is known."""
    q = around.q
    tight = around.text[max(0, q.start - 12) : q.start]
    if q.value > 10 or not _ARTICLE_BEFORE.search(tight) or tight.endswith(_NO_ARTICLE):
        return None
    return "reference" if not q.arabic or tight[-1] not in "上下" else None


def together(around: Context) -> str | None:
    """提案委、督查室两家联合检查: those who were just named."""
    q = around.q
    if q.arabic or q.value > 5 or q.unit not in _PARTIES:
        return None
    return "reference" if _TOGETHER.match(around.after) else None


def second(around: Context) -> str | None:
    """二次创业: two of something is 两."""
    after = around.after
    return "ordinal" if around.q.numeral == "二" and after and after[0] not in "、)和及与" else None


def one(around: Context) -> str | None:
    """一 is an article (一个平台) unless an event, a paper or a person is counted: 召开一次, 全体会议一次."""
    q, before, after = around.q, around.before, around.after
    if q.value != 1 or q.arabic or q.bound != "exact":
        return None
    closed = not after or after[0] in "、)和及;"
    given = BUILD.search(before[-6:])
    if q.unit not in _ONE_UNITS and not (closed and given):
        return "article"
    if q.unit in _EVENT_UNITS:
        counted = _ONE_EVENT.search(before) or before.endswith("其中") or (closed and len(before) >= 2)
        return "" if counted else "article"
    if _NORM.search(before):
        return ""
    paper = q.unit in (*_PAPER_UNITS, "项") and _PAPER.match(after)
    taken_up = q.unit in _PAPER_UNITS and after.startswith(("被", "获"))
    made = (
        before.endswith("其中")
        or _ONE_EVENT.search(before)
        or _MAKING.search(before[-8:])
        or _MAKING_TITLED.search(before)
        or given
    )
    return "" if (closed or paper or taken_up) and made else "article"


def small(around: Context) -> str | None:
    """两 to 九 before a noun often group or refer (三项职能).

    They count where the measure word is concrete (两篇, 三场), behind a noun (座谈会三次), behind 等, or straight
    after a verb of making (制定三项制度).
    """
    q, before, after = around.q, around.before, around.after
    if q.value >= 10 or q.arabic or q.bound != "exact" or q.unit not in _GENERAL_UNITS:
        return None
    closed = not after or after[0] in "、)和及与,"
    counts = (
        (closed and len(before) >= 2)
        or _OF_PROPOSALS.match(after)
        or before.endswith(("等", "了", "》", "由", "各"))
        or _MAKING.search(before)
        or _VISIT.search(before[-8:])
        or _PASSIVE.match(after)
    )
    return None if counts else "grouping"
