"""What authorities, givers, guests and members of higher bodies do: none of the body's doing."""

from __future__ import annotations

import re

from ..context import Context
from ..patterns import either

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
    + "(?:先后|分别|各|共|多次|亲自|认真|牵头|直接|按时|按期|及时|全部|均)*"
    + r"[\d一二两三四五六七八九十]{0,3}(?:余|多)?次?"
    + either("""
    走访 召开 承办 领办 领衔 督办 办理 出席 参加 到会 采纳 研究 (?:作出)?批示 批办 包案 听取 在办理 办结
    (?:书面)?答复 收到 共收到
    """)
)
# Members who live here but belong to a higher body, and authorities, act for themselves.
_OTHER_MEMBERS = re.compile("住(?:我|本|.{2,6})?[市州县区旗盟].{0,8}(?:全国|省|自治区|市|盟)政协委员")
_OTHER_BODY = re.compile(
    "(?<!被)(?<!被.)(?<!被..)(?<!被...)(?:被评议单位|[市县区州旗](?:政府|委)(?:常务会议|常委会|办公室)?)[^,。;]{0,8}(?:办理|落实|制定|采纳|研究|出台|听取)"
)
# Firms, offices and friends who give; members' own firms are members.
_GIVERS = re.compile(
    "^(?!.*(?:委员|常委))[^,。;]{0,24}"
    + either("公司 集团 企业 银行 医院 [^政]局 乡友 商会 协会 各单位 社会各界 爱心人士")
    + "[^,。;捐赠]{0,12}(?:捐|赠|出资|投资)"
)
# Guests who come by themselves; those who are received or invited are the body's doing.
_COMING = re.compile(
    "^(?!.*(?:接待|迎接|邀请|协助|配合|陪同|组织)).*"
    "(?:前来|来到?(?:我|本)?[省市县区州旗])[^,。;]{0,6}(?:考察|学习|交流|指导|调研|视察|参观|取经)"
)
_PROPOSERS = re.compile("提案(?:人|者)")  # only those who handle a proposal ask its author in
# Unless the body's own verb opens the clause: 组织住市省政协委员视察.
_LED_BY_BODY = re.compile(r"[^,。;]{0,10}(?:组织|邀请|把|将|安排|协助|请)")


def of_outsiders(around: Context, object_: str, action: str) -> bool:
    """Done by offices, leaders or a higher body: 承办单位走访委员60人次, 市长领衔督办3件."""
    if _OFFICES.search(object_) and _ANSWERING.search(action):
        return True
    if _AUTHORITY.search(around.text[around.clause_start : around.q.end] + around.after[:8]):
        return True
    if _GIVERS.search(around.before) or _COMING.search(around.sentence):
        return True
    if action == "邀请" and _PROPOSERS.match(object_):
        return True
    theirs = _OTHER_MEMBERS.search(around.clause) or _OTHER_BODY.search(around.clause)
    return bool(theirs) and not _LED_BY_BODY.match(around.clause)
