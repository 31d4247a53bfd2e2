"""Figures that are not the body's own: of the economy, of the population, of what authorities did in the end.

Each rule takes the number's Context and gives the reason why it is no count, "" for a count, or None where it
cannot tell.
"""

from __future__ import annotations

import re

from ..context import Context
from ..patterns import either

# What the sentence must name for a figure to be the body's own.
_OWN = re.compile(
    either("""
    提案 委员 政协 社情民意 信息 协商 视察 调研 建议 监督 会议 常委 界别 办复 答复 采纳 履职 捐 募 助学 义诊
    慰问 文史 议政 培训 宣讲 大会发言 立案 满意 困难 诉求 意见 出席 参会 参与率 签订率 落实率 办结 面商 议题
    促成 座谈 捐赠 义卖 党派 帮扶 救助 争取 协调 资助 联络站 工作室 走访
    """)
)
# Figures of the economy or the population: always, or where the sentence names nothing that a 政协 does.
_ECONOMY = re.compile(
    either(r"""
    生产总值 GDP GNP 增加值 总产值 产值 财政收入 财政支出 税收 固投 固定资产 可支配 进出口 规模以上 规上 总人口
    人口 户籍 常住 贫困发生率 城镇化率 森林覆盖率 优良天数 经营主体 公办学位 养老床位 规模工业 旅居 居住着
    绿化率 辖区 下辖 总投资 耕地 播种面积 总产 亿斤 吞吐 棚户区 老旧小区 居民楼 海拔 互市点 文物保护单位 全村\d
    """)
)
_ECONOMY_WEAK = re.compile(
    either("""
    投资 贷款 存款 收入 营收 利润 销售额 产量 面积 脱贫 就业 游客 旅游 客流 海拔 里程 通车 高速 铁路 装机 发电
    市场主体 专精特新 上市企业 开工 竣工 全长 占地 出口 进口 到位资金 追讨 更新 播放
    """)
)
# Firms that members called on are no figure: 联系规模以上工业企业95家.
_CALLED_ON = re.compile(r"(?:联系|走访|服务|帮扶|包联|调研|深入|邀请)[^,。;\d]{0,8}规(?:模以)?上[^,。;\d]{0,6}企业")
_GROWN = re.compile(r"(?<![交转])由$|增加到$|由[^,。;]{1,6}(?:增|提高|升)(?:加)?(?:到|至)$")
# What papers are about is no figure: 20件涉及税收减免的诉求.
_SUBJECT = re.compile("(?:涉及|关于|围绕|聚焦)[^,。;]*")
_HELD_BY_PLACE = re.compile("全[省市县区州旗](?:现|共|还)?有")
_OF_THE_PLACE = re.compile(r"全[省市县区州](?:全年)?(?:引进|新增|净增|完成|实现|新签)")

# What an authority did in the end is its own figure: 促使人社部门为2800名农民工追讨工资.
_OUTCOME = re.compile(
    either("""
    (?:促使|促成|推动|督促|助推).{0,6}(?:政府|部门|局|委(?!员)|全[省市县区州])
    (?:局|部门|政府)(?:采纳|根据|据此|投入|投资|安排)[^,。;]{3}
    """)
)
# So are the roads, schools and households that a proposal brought about, where an authority carried it out.
_CARRIED_OUT = re.compile(
    either("""
    (?:局|委|部门|政府|街道|办事处|单位|公司|住建|交通)[^,。;]{0,8}(?:采纳|办理|投入|投资|会同|重视|加大|据此|出台|实施|牵头)
    (?:提案|建议|信息|报告)》?[^。;]{0,24}(?:促成|推动|促使|反映后|采纳|办理[,后]|引起|开工|竣工)
    """)
)
_AUTHORITY = re.compile(
    r"(?<![向对报请由与和被受])(?:[省市县区州旗]政府|[\u4e00-\u9fff]{2,6}局|街道)"
    + "(?:先后|立即|随即|迅速|专门|今年|引进|成立|计划|安排|增加|组织|已)"
)
_PHYSICAL = re.compile(
    either("""
    渠 管道 管网 路灯 车位 停车 学位 学校 幼儿园 公里 亩 护栏 改造 建筑 骑楼 楼 桥 井 产业园 农户 居民
    贫困[村户] 资金 投资 工程 设施 床位 用地 面积 项目 税 产值 岸线 站前 劳力 收入 海上 密度 新增 治理村 环卫
    公厕 泵站 校车 僵尸车 车辆 学位 新建扩建 修缮
    """)
)
_PUT_RIGHT = re.compile("整改|办结|反馈|答复|回复|采纳")
_NEW_BUILT = re.compile("新建|改建|建成|扩建|增设|改造|整治|新开|增开|优化")
_OWN_ROOMS = re.compile(r"协商|议事|政协|委员|联络|工作室")
_SETTLED = re.compile("(?:问题|诉求|困难|纠纷|难题|事项)$")  # what was settled counts, whatever it was about
_DONOR = re.compile("委员|政协机关|捐|政协(?:组织|协调|争取)|界别")

BUILD = re.compile("捐|赠|挖|种|栽|修|建|硬化|铺|架设|安装|帮|协调|争取|买|购|送")
_SPAN_BEFORE = re.compile(either("为期 历时 历经 用时 时长 连续 持续 提前 不到 近 耗时 长达 最近 前 过去 每") + "$")
_TIME_SPENT = re.compile(
    either("""
    下基层 下乡 蹲点 培训 学习 服务 驻村 住村 值班 值守 坐诊 志愿 集中 累计 调研 宣讲 授课 接访 录制 录音 录像 口述 视频
    播出
    """)
)
_MONEY_VERBS = re.compile(
    either("""
    捐 募 筹 资助 争取 协调 帮扶 帮助 慰问 救助 投入 发放 落实 引进 扶持 助学 解决 价值 折合 拨付 垫 奖励 出资
    援助 赞助 补助 补贴 减免 拿出 义卖 献爱心 节约 压缩 认购 签约 协议
    """)
)
_GIFT = re.compile("(?:的)?(?:资助|助学|奖学|慰问|救助|捐|善款|爱心|帮扶)")
_HELPED_TO = re.compile(
    "(?:帮助|帮|协助|协调|促成|为|争取)[^,。;]*(?:落实|争取|协调|解决|申请|获得|办理)[^,。;]{0,4}贷款$"
)
_PUBLIC_MONEY = re.compile(r"总投资|产值|GDP|生产总值|增加值|财政|收入|营收|贷款|税")


def _is_of_economy(text: str) -> bool:
    return _ECONOMY.search(_CALLED_ON.sub("", text)) is not None


def share(around: Context) -> str | None:
    """Shares count where they are of the body's work (办复率100%) or follow a count in their sentence."""
    if around.q.kind != "percent":
        return None
    own_clause = _OWN.search(around.clause)
    own = (
        around.follows_count or own_clause or (_OWN.search(around.sentence) and not _ECONOMY_WEAK.search(around.clause))
    )
    return "economy" if _is_of_economy(around.before if own_clause else around.sentence) or not own else ""


def carried_out(around: Context) -> str | None:
    """住建部门采纳后改造管网12公里: what offices did with a proposal, unless members gave or built it."""
    clause, earlier = around.clause, around.sentence_before
    by_office = _CARRIED_OUT.search(earlier) or (_AUTHORITY.search(earlier) and not _OWN.search(clause))
    put_right = around.q.kind == "document" and _PUT_RIGHT.search(around.before)
    if not by_office or put_right or _DONOR.search(clause) or _SETTLED.search(around.before):
        return None
    things = (
        around.q.kind in ("length", "area", "money", "weight")
        or _PHYSICAL.search(clause)
        or re.match(r"全[省市县区州]", clause)
        or _AUTHORITY.search(earlier)
        or (_NEW_BUILT.search(clause) and not _OWN_ROOMS.search(clause))
    )
    return "outcome" if things else None


def size(around: Context) -> str | None:
    """5000吨级 names a size; 全市新增 opens a figure of the place."""
    if around.q.kind == "weight" and around.after.startswith("级"):
        return "economy"
    return "economy" if _OF_THE_PLACE.match(around.clause) else None


def physical(around: Context) -> str | None:
    """Lengths, areas, energy and tons count where members gave or built: 硬化村道3公里."""
    q = around.q
    if q.kind not in ("energy", "length", "area") and not (q.kind == "weight" and q.unit == "吨"):
        return None
    return "" if BUILD.search(around.sentence_before) and not _is_of_economy(around.clause) else "economy"


def time(around: Context) -> str | None:
    """Time counts where it was spent on something: 驻村服务120天, but not 为期5天."""
    if around.q.kind != "time":
        return None
    if around.q.unit == "日":
        return "date"
    return "time_span" if _SPAN_BEFORE.search(around.before) or not _TIME_SPENT.search(around.before) else ""


def money(around: Context) -> str | None:
    """Money counts where it was given, raised or saved (捐款20万元); 亿元以上项目 names a size."""
    q = around.q
    if q.kind != "money":
        return None
    if set(q.numeral) <= set("百千万亿") and q.start == q.digits_start:
        return "economy"
    given = _MONEY_VERBS.search(around.sentence_before[-40:]) or _GIFT.match(around.after)
    public = _PUBLIC_MONEY.search(around.before) and not _HELPED_TO.search(around.before)
    return "" if given and not public else "economy"


def outcome(around: Context) -> str | None:
    """推动全市整治沟渠30条, but not 推动部门整改问题12个: what was put right was the body's to count."""
    brought_about = _OUTCOME.search(around.sentence_before) and not _OWN.search(around.after[:6])
    return "outcome" if brought_about and not _PUT_RIGHT.search(around.before) else None


def economy(around: Context) -> str | None:
    """Figures of the economy or the population where nothing of the body's own is named."""
    clause = around.text[around.clause_start : around.q.end] + _SUBJECT.sub("", around.after)
    if _HELD_BY_PLACE.search(around.sentence_before) and not _OWN.search(around.sentence):
        return "economy"
    if not _OWN.search(clause) and (_is_of_economy(clause) or _GROWN.search(around.before)):
        return "economy"
    return "economy" if _ECONOMY_WEAK.search(clause) and not _OWN.search(around.sentence) else None
