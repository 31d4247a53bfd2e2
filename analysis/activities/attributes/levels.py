"""What this body and those below it do together."""

from __future__ import annotations

import re

from ...corpus import sentences
from ..context import Context
from ..patterns import either

_SYSTEM = re.compile(
    either(r"""
    (?:两|二|三|四|五|各)级政协
    (?<![与同和])\d+个(?:试点)?[市州县区()、]{1,8}政协(?!委员|机关|考察|协商|联络|工作|前?来|到)
    [市州县区省]、?[县区乡市]?\(?[区市]?\)?(?:两|三)级 各级政协
    (?:带动|指导|联动|联合|会同)各?[市县区](?:\([市、区]+\))?政协
    政协系统(?!.{0,12}(?:会(?!客)|优秀|先进|典型|示范|经验|培训|工作(?![室站])))
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
_ONE_COUNTY = re.compile("全[县区旗]")  # a county body's own stations
_LARGEST = 1000  # members; no local body has more, so that 全省2万名委员 are those of all its bodies
_MEMBERS_OF_PLACE = re.compile("全[省市州盟区][^,。;]{0,12}(?:委员|机关干部)")
# Bodies of two levels act as one: 召开市县政协座谈会,协同联动,建设工作站78个.
_JOINT = re.compile("(?:协同|上下|市县|[两三]级)联动")
# The stations of the whole place, named before: 全州75个联络站…。各联络站组织协商90场.
_STATIONS = re.compile("[^,。;]{0,8}各[^,。;]{0,14}(?:站|室|平台|阵地)")
_OWN_SUBJECT = re.compile("[市县区州旗]政协|机关|主席会议|常委会|我们")


def of_several_bodies(around: Context, previous: str | None) -> bool:
    """Of several bodies together (全市政协开展协商90次, 全市建成议事室40个), or of a list that was about them."""
    subject = [m.end() for m in _SYSTEM.finditer(around.sentence_before)]
    if _SYSTEM.search(around.clause) or (subject and not _OWN_SUBJECT.search(around.sentence_before, subject[-1])):
        return True
    if around.q.kind == "person" and around.q.value > _LARGEST and _MEMBERS_OF_PLACE.search(around.clause):
        return True
    if _SYSTEM_PLACES.search(around.clause) and not _ONE_COUNTY.search(around.clause):
        return True
    if _JOINT.search(around.sentence_before):
        return True
    passage = around.text[max(0, around.sentence_start - sentences.REACH) : around.sentence_start]
    if _STATIONS.match(around.clause) and _SYSTEM_PLACES.search(passage):
        return True
    return previous == "system" and not _OWN_SUBJECT.search(around.before)
