"""Whether a text is a report of a consultative conference at all, or another document kept with such reports."""

import re

from ..formats.parts import HAN
from .metadata.bodies import CONFERENCE
from .script import simplify

_OURS = re.compile(
    r"(?:政协|政治协商会议)[^。,，;；]{0,40}?(?:工作报告|工作综述|工作回顾|工作总结|工作纪实)|政协[^。,，;；]{0,30}?常务委员会.{0,6}报告"
    r"|我(?:受|代表)(?:中国人民)?政(?:协|治协商会议).{0,60}?报告"
)
# What the heading or the address of a report says: whose it is. The first that fits.
_OTHERS = (
    ("a government work report", re.compile(r"政府工作报告|代表.{0,12}政府.{0,30}?报告")),
    ("a report of a people's congress", re.compile(r"(?:人民代表大会|人大)常(?:务委员|委)会.{0,8}工作报告")),
    ("a report of a court", re.compile(r"人民法院.{0,6}工作报告")),
    ("a report of a procuratorate", re.compile(r"人民检察院.{0,6}工作报告")),
    ("a report to a party congress", re.compile(r"中国共产党.{2,30}代表大会上的报告")),
    ("a budget or plan report", re.compile(r"(?:预算|国民经济和社会发展).{0,40}?(?:草案)?的?报告")),
    ("a statistical bulletin", re.compile(r"统计公报")),
)
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百\d]{1,4}条[\s\u3000]", re.M)
_NOTICE = re.compile(r"关于(?:印发|召开|开展|举办|做好|转发|报送|组织)[^\n。]{0,60}的?(?:通知|通告|公告|函)")
_HEAD, _WHOLE = 300, 200


def other_kind(text: str) -> str:
    """What a text is, if by its own words it is not a report of a consultative conference; "" if it may be one."""
    text = simplify(text)
    head = "".join(text[: 3 * _HEAD].split())[:_HEAD]
    if _OURS.search(head):
        return ""
    if len(_ARTICLE.findall(text)) >= 3:
        return "a law or rules"
    if _NOTICE.search(head):
        return "a notice"
    for kind, says in _OTHERS:
        if says.search(head):
            return kind
    if not CONFERENCE.search(text) and len(HAN.findall(text)) >= _WHOLE:
        return "a text that names no consultative conference"
    return ""
