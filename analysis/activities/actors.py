"""Whose doing a count is: the body's own, that of the bodies below it, or somebody else's."""

from __future__ import annotations

import re

from . import bounds
from .patterns import either
from .surroundings import Surroundings

_PAPER = re.compile("稿件|报告|建议|信息|提案|成果|材料|论文|稿|意见|案$")
_ADOPTED = re.compile(
    either("""
    写[进入] 吸纳 批示 签批 采纳 采用 录用 转载 转发 纳入 列入 吸收 单篇 圈阅 肯定 选用 进入决策
    """)
)
# Behind the number, or as the last clause of the sentence: the papers were adopted, noted or listed.
_PASSIVE = re.compile(
    r"(?:[^。;,\d]{0,22}|,(?=[^,。;\d]*(?:[,。;]|$)))"
    # 提出的27条建议被采纳19条: the number behind is that of the adopted.
    + r"(?![^。;,\d]{0,24}(?:批示|签批|采纳|采用|吸纳|写[进入]|列入|纳入|转化)[^。;,\d]{0,8}\d)"
    + either("""
    被(?!评) (?:获|得到|受到)[^,。;]{0,12}(?:批示|采纳|采用|签批|转化|肯定) (?:全部|大多|多数)?(?:转化为|被吸纳)
    (?:纳入|列入)(?=.{0,6}[市县区州省])
    """)
)
_RECEIVED = re.compile(
    "(?:均|已|全部|先后|共|分别|多数|大多)*"
    "(?:获得?|得到|受到)(?![^,。;]{0,8}的)[^,。;]{0,20}(?:批示|采纳|采用|签批|肯定|奖|$)"
)
_USE_MADE = re.compile(r"批示|采纳率|采用率|采用数")

_MEDIA = re.compile(
    either("""
    日报 晚报 晨报 时报 政协报 杂志 电视台 广播 电台 新华社 新华网 人民网 政协网 媒体 学习强国 报刊 新闻网
    客户端
    """)
    + "等?.{0,16}(?:刊|播|报道|发表|采用|转载|推出|登|节目)"
)
_OWN_MEDIA = re.compile(
    either("""
    (?:本|政协).{0,4}(?:公众号|网站|网)
    (?:在|向|于|通过|依托|与|联合).{0,30}(?:报|台|网|媒体|杂志|刊物|平台).{0,10}(?:刊|播|发表|推送|宣传|开办|开设|创办|推出)
    """)
)
_PUBLISHED = re.compile(r"刊|播|报道|发表|稿|节目")

_OFFICES = re.compile(r"部门$|(?<!先进)单位$")
_ANSWERING = re.compile(r"办理|承办|答复")
# Authorities and their leaders as the subject of a clause: 承办单位走访委员, 市委书记出席.
_AUTHORITY = re.compile(
    "^(?:[^,。;]{0,12}(?:先后|多次|还|也|共|已|其中|由|经|,))?[^,。;邀请组织会同联合与向对请推动督促获得到被]{0,14}"
    + either(r"""
    承办单位 相关部门 有关部门 部门 [省市县区州][级]?领导(?:同志)? [\u4e00-\u9fff]{1,8}局
    [省市县区州旗]委、?(?:[省市县区州旗]?政府)? [省市县区州旗]政府 四套班子 党政 (?:市|县|区|州)?委?书记
    [市县区州旗省]长
    """)
    + "(?:主要|分管|班子|有关|相关|党政)*(?:负责人|负责同志|领导|书记|[市县区州]长|、)*"
    + r"(?:先后|分别|各|共|多次|亲自|认真|牵头|直接)*[\d一二两三四五六七八九十]{0,3}(?:余|多)?次?"
    + either("""
    走访 召开 领办 领衔 督办 办理 出席 参加 到会 采纳 研究 批示 批办 包案 听取 在办理 办结 收到 共收到
    """)
)
_LEADERS = re.compile(
    "(?:书记|[市县区州旗省]长|党政(?:主要|班子)?(?:领导|成员)|政府领导|[市县区州]级?领导)"
    ".{0,12}(?:领衔|督办|领办|批示|签批)"
)
# Members who live here but belong to a higher body, and authorities, act for themselves.
_OTHER_BODY = re.compile(
    either("""
    住(?:我|本|.{2,6})?[市州县区旗盟].{0,8}(?:全国|省|自治区|市|盟)政协委员
    (?:被评议单位|[市县区州旗](?:政府|委)(?:常务会议|常委会|办公室)?)(?:[^,。;]{0,8})(?:办理|落实|制定|采纳|研究|出台|听取)
    """)
)
# Unless the body's own verb opens the clause: 组织住市省政协委员视察.
_LED_BY_BODY = re.compile(r"[^,。;]{0,10}(?:组织|邀请|把|将|安排|协助|请)")

_SYSTEM = re.compile(
    either(r"""
    (?:两|二|三|四|五|各)级政协
    (?<![与同和])\d+个(?:试点)?[市州县区()、]{1,8}政协(?!委员|机关|考察|协商|联络|工作)
    [市州县区省]、?[县区乡市]?\(?[区市]?\)?(?:两|三)级 政协系统(?!.{0,12}(?:会(?!客)|培训|工作(?![室站]))) 各级政协
    全[市州省盟]政协(?!系统) (?<!周边)(?<!兄弟)(?<!外地)市县政协
    [省市州](?:\([州市、区]+\))?、[市州县区](?:\([市、区]+\))?(?:、乡镇)?政协 上下联动 县\(?[市区]\)?政协(?!来)
    """)
)
_SYSTEM_PLACES = re.compile(
    either(r"""
    全[市州省盟].{0,12}(?:站|室|点|厅|驿站|平台|之家|堂) 全[市州省盟].{0,3}(?:建成|建立|设立|共有|现有)
    村\(?社区\)?.{0,12}(?:议事室|协商室|议事厅)
    """)
)
# Bodies of two levels act as one: 召开市县政协座谈会,协同联动,建设工作站78个.
_JOINT = re.compile("(?:协同|上下|市县|[两三]级)联动")
# The stations of the whole place, named before: 全州75个联络站…。各联络站组织协商90场.
_STATIONS = re.compile("[^,。;]{0,8}各[^,。;]{0,14}(?:站|室|平台|阵地)")
_OWN_SUBJECT = re.compile("[市县区州旗]政协|机关|主席会议|常委会|我们")


def taken_up(around: Surroundings, object_: str) -> bool:
    """Whether the papers counted are said to have been adopted, noted or listed by somebody else: 12篇被采用."""
    return bool(_PAPER.search(object_) and _PASSIVE.match(around.sentence_after))


def actor(around: Surroundings, object_: str, action: str, previous: str | None) -> str:
    """city, system or other: whose doing a count is, from the sentence it stands in.

    previous: the actor of the count before it in the sentence, None without one.
    """
    if _is_received(around):
        return "city"
    if (
        _is_use_of_papers(around, object_, action)
        or _is_published(around, action)
        or _is_of_authority(around, object_, action)
    ):
        return "other"
    return "system" if _is_of_system(around, previous) else "city"


def _is_received(around: Surroundings) -> bool:
    """Who 获 or 得到 something is the body itself, whoever gave it: 调研报告获批示5篇."""
    lead = around.text[max(around.clause_start, around.q.start - 24) : around.q.start]
    return bool(_RECEIVED.search(lead) or _RECEIVED.match(around.after))


def _is_use_of_papers(around: Surroundings, object_: str, action: str) -> bool:
    """What others did with the body's papers: 采用信息14条, 6份报告被批示."""
    if _USE_MADE.search(object_) or (_ADOPTED.search(action) and _PAPER.search(object_ + action)):
        return True
    return taken_up(around, object_)


def _is_published(around: Surroundings, action: str) -> bool:
    """Printed or broadcast by media that are not the body's own: 日报刊发稿件9篇."""
    return bool(
        _MEDIA.search(around.sentence)
        and not _OWN_MEDIA.search(around.sentence)
        and _PUBLISHED.search(action + around.clause)
    )


def _is_of_authority(around: Surroundings, object_: str, action: str) -> bool:
    """Done by offices, leaders or a higher body: 承办单位走访委员60人次, 市长领衔督办3件."""
    if _OFFICES.search(object_) and _ANSWERING.search(action):
        return True
    if _AUTHORITY.search(around.text[around.clause_start : around.q.end] + around.after[:8]):
        return True
    if _LEADERS.search(around.before):
        return True
    return bool(_OTHER_BODY.search(around.clause)) and not _LED_BY_BODY.match(around.clause)


def _is_of_system(around: Surroundings, previous: str | None) -> bool:
    """Of several bodies together (全市政协开展协商90次, 全市建成议事室40个), or of a list that was about them."""
    if any(_SYSTEM.search(text) for text in (around.clause, around.sentence_before[:24])):
        return True
    if _SYSTEM_PLACES.search(around.clause) or _JOINT.search(around.sentence_before):
        return True
    passage = around.text[max(0, around.sentence_start - bounds.REACH) : around.sentence_start]
    if _STATIONS.match(around.clause) and _SYSTEM_PLACES.search(passage):
        return True
    return previous == "system" and not _OWN_SUBJECT.search(around.before)
