"""What superiors and media do with the papers of the body: note, adopt, list, print."""

from __future__ import annotations

import re

from ..context import Context
from ..patterns import either

_PAPER = re.compile("稿件|报告|建议|信息|社情|民意|提案|成果|材料|论文|稿|意见|案$|《")
_ADOPTED = re.compile(
    either("""
    写[进入] 吸纳 批示 签批 采纳 采用 录用 转载 转发 纳入 列入 吸收 单篇 圈阅 肯定 选用 进入决策
    """)
)
# Behind the number, or as the last clause of the sentence: the papers were adopted, noted or listed.
_PASSIVE = re.compile(
    r"(?:[^。;,\d]{0,22}|,(?=[^,。;\d]*(?:[,。;]|$)))"
    # 提出的27条建议被采纳19条: the number behind is that of the adopted.
    + r"(?![^。;\d]{0,24}(?:批示|签批|采纳|采用|吸纳|写[进入]|列入|纳入|转化)[^。;,\d]{0,8}\d)"
    + either("""
    被(?!评|确定为|列为) (?:获|得到|受到)[^,。;]{0,12}(?:批示|采纳|采用|签批|转化|肯定)
    (?:全部|大多|多数)?(?:转化为|被吸纳)
    (?:纳入|列入)(?=.{0,6}[市县区州省]) 进入[^,。;]{0,4}决策
    """)
)
_RECEIVED = re.compile(
    "(?:均|已|全部|先后|共|分别|多数|大多)*"
    "(?:获得?|得到|受到)(?![^,。;]{0,8}的)[^,。;]{0,20}(?:批示|采纳|采用|签批|肯定|奖|$)"
)
_NOTED = re.compile(r"获(?![^,。;]{0,8}的)[^,。;]{0,20}(?:批示|签批|肯定)")  # 2份报告获市委领导批示
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
    (?:本|政协).{0,4}(?:公众号|网站)
    (?:在|向|于|通过|依托|与|联合).{0,30}(?:报|台|网|媒体|杂志|刊物|平台).{0,10}(?:刊|播|发表|推送|宣传|开办|开设|创办|推出)
    """)
)
_PUBLISHED = re.compile(r"刊|播|报道|发表|稿|节目")


def taken_up(around: Context, object_: str) -> bool:
    """Whether the papers counted are said to have been adopted, noted or listed by somebody else: 12篇被采用."""
    return bool(_PAPER.search(object_) and _PASSIVE.match(around.sentence_after))


def received(around: Context, object_: str) -> bool:
    """Who 获 or 得到 something is the body itself, whoever gave it: 调研报告获批示5篇."""
    lead = around.text[max(around.clause_start, around.q.start - 24) : around.q.start]
    noted = around.after.startswith(object_) and _NOTED.match(around.after, len(object_))
    return bool(_RECEIVED.search(lead) or _RECEIVED.match(around.after) or noted)


def used(around: Context, object_: str, action: str) -> bool:
    """What others did with the body's papers: 采用信息14条, 6份报告被批示."""
    if _USE_MADE.search(object_) or (_ADOPTED.search(action) and _PAPER.search(object_ + action)):
        return True
    return taken_up(around, object_)


def published(around: Context, object_: str, action: str) -> bool:
    """Printed or broadcast by media that are not the body's own: 日报刊发稿件9篇."""
    return bool(
        _MEDIA.search(around.sentence)
        and not _OWN_MEDIA.search(around.clause if _MEDIA.search(around.clause) else around.sentence)
        and not object_.endswith("栏目")
        and _PUBLISHED.search(action + around.clause)
    )
