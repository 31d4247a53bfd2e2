"""What a count says beside its number: who acted, whether it is done, and whether it was said before."""

from __future__ import annotations

import re

from . import bounds

_ADOPTED = re.compile(r"写[进入]|吸纳|批示|签批|采纳|采用|录用|转载|转发|纳入|列入|吸收|单篇|圈阅|肯定|选用|进入决策")
_PAPER = re.compile(r"稿件|报告|建议|信息|提案|成果|材料|论文|稿|意见|案$")
_PASSIVE = re.compile(
    r"(?:[^。;,\d]{0,22}|,(?=[^,。;\d]*(?:[,。;]|$)))(?:被(?!评)|(?:获|得到|受到)[^,。;]{0,12}(?:批示|采纳|采用|签批|转化|肯定)|(?:全部|大多|多数)?(?:转化为|被吸纳)|(?:纳入|列入)(?=.{0,6}[市县区州省]))"
)
_LEADERS = re.compile(
    r"(?:书记|[市县区州旗省]长|党政(?:主要|班子)?(?:领导|成员)|政府领导|[市县区州]级?领导).{0,12}(?:领衔|督办|领办|批示|签批)"
)
_MEDIA = re.compile(
    r"(?:日报|晚报|晨报|时报|政协报|杂志|电视台|广播|电台|新华社|新华网|人民网|政协网|媒体|学习强国|报刊|新闻网|客户端)等?.{0,16}(?:刊|播|报道|发表|采用|转载|推出|登|节目)"
)
_OWN_MEDIA = re.compile(
    r"(?:本|政协).{0,4}(?:公众号|网站|网)|(?:在|向|于|通过|依托|与|联合).{0,30}(?:报|台|网|媒体|杂志|刊物|平台).{0,10}(?:刊|播|发表|推送|宣传|开办|开设|创办|推出)"
)
# Members who live here but belong to a higher body, and authorities, act for themselves.
_OTHER_BODY = re.compile(
    r"住(?:我|本|.{2,6})?[市州县区旗盟].{0,8}(?:全国|省|自治区|市|盟)政协委员|(?:被评议单位|[市县区州旗](?:政府|委)(?:常务会议|常委会|办公室)?)"
    r"(?:[^,。;]{0,8})(?:办理|落实|制定|采纳|研究|出台|听取)"
)
_SYSTEM = re.compile(
    r"(?:两|二|三|四|五|各)级政协|(?<![与同和])\d+个(?:试点)?[市州县区()、]{1,8}政协(?!委员|机关|考察|协商|联络|工作)|[市州县区省]、?[县区乡市]?\(?[区市]?\)?(?:两|三)级|政协系统(?!.{0,12}(?:会|培训|工作))|各级政协|全[市州省盟]政协|(?<!周边)(?<!兄弟)(?<!外地)市县政协|"
    r"[省市州](?:\([州市、区]+\))?、[市州县区](?:\([市、区]+\))?(?:、乡镇)?政协|上下联动|县\(?[市区]\)?政协(?!来)"
)
_SYSTEM_PLACES = re.compile(
    r"全[市州省盟].{0,12}(?:站|室|点|厅|驿站|平台|之家|堂)|全[市州省盟].{0,3}(?:建成|建立|设立|共有|现有)|村\(?社区\)?.{0,12}(?:议事室|协商室|议事厅)"
)
_OWN_SUBJECT = re.compile(r"[市县区州旗]政协|机关|主席会议|常委会|我们")
_PLAN_HEADING = re.compile(
    r"工作安排|工作思路|工作打算|今后|主要任务|重点任务|工作任务|下一步|明年|新一年|来年|怎么[干办做]|今年(?:工作|任务|重点|要)|新的一年|\d年(?:主要|重点)?(?:工作)?(?:任务|重点(?!提案|督办|协商)|要点|计划|建议)|工作计划|工作建议|展望|努力方向|工作部署|打算"
)
_DONE_HEADING = re.compile(r"回顾|总结|成效|过去")
_PLAN = re.compile(
    r"(?:^|[,;、。:])[^,。;]{0,14}(?:将(?=.{0,8}(?:开展|举办|召开|组织|完成|建|打造|推|实施|继续|进一步|围绕|着力|力争|邀|办|协商|聚焦|安排|视察|调研))"
    r"|(?<!选)拟(?!定|采纳)|力争|(?<![列纳]入)(?<!协商)(?<!年度)(?<!规划)(?<!工作)计划(?=[^完的、,。]{1,12})|争取(?=.{0,12}(?:达到|完成|突破))|打算|预计|今后|下一步|明年|新的一年"
    r"|(?:政协|我们|委员会|常委会)要(?![求点素])|要(?=加强|继续|开展|完成|组织|召开|确保))"
)
_HABIT = re.compile(
    r"每(?:年|月|季度|周|个?季|半年|学期|届|逢|人每|[两三二半]个?[月年周])|每[名位]委员(?:每年|一年|全年|年内)|每次|定期每"
)
_AVERAGE = re.compile(r"平均每|年均|每(?:年|月|季度)平均|五年|累计")


_RECEIVED = re.compile(
    r"(?:均|已|全部|先后|共|分别|多数|大多)*(?:获得?|得到|受到)(?![^,。;]{0,8}的)[^,。;]{0,20}(?:批示|采纳|采用|签批|肯定|奖|$)"
)
# Authorities and their leaders as the subject of a clause: 承办单位走访委员, 市委书记出席.
_AUTHORITY = re.compile(
    r"^(?:[^,。;]{0,12}(?:先后|多次|还|也|共|已|其中|由|经|,))?[^,。;邀请组织会同联合与向对请推动督促获得到被]{0,14}"
    r"(?:承办单位|相关部门|有关部门|部门|[省市县区州][级]?领导(?:同志)?|[\u4e00-\u9fff]{1,8}局|[省市县区州旗]委、?(?:[省市县区州旗]?政府)?|[省市县区州旗]政府|四套班子|党政|(?:市|县|区|州)?委?书记|[市县区州旗省]长)"
    r"(?:主要|分管|班子|有关|相关|党政)*(?:负责人|负责同志|领导|书记|[市县区州]长|、)*(?:先后|分别|各|共|多次|亲自|认真|牵头|直接)*[\d一二两三四五六七八九十]{0,3}(?:余|多)?次?"
    r"(?:走访|召开|领办|领衔|督办|办理|出席|参加|到会|采纳|研究|批示|批办|包案|听取|在办理|办结|收到|共收到)"
)


def taken_up(text: str, sentence, quantity, object_: str) -> bool:
    """Whether the papers counted are said to have been adopted, noted or listed by somebody else."""
    return bool(_PAPER.search(object_) and _PASSIVE.match(text[quantity[1] : sentence[1]]))


def actor(text: str, sentence, clause_start: int, quantity, object_: str, action: str, previous: str | None) -> str:
    """city, system or other: whose doing a count is, from the sentence it stands in.

    sentence, quantity: (start, end) in the text. previous: the actor of the count before it in the sentence.
    """
    before = text[sentence[0] : quantity[0]]
    clause_end = bounds.end(text, quantity[1])
    clause = text[clause_start:clause_end]
    around = before + text[quantity[0] : clause_end]
    # Who 获 or 得到 something is the body itself, whoever gave it.
    if _RECEIVED.search(text[max(clause_start, quantity[0] - 24) : quantity[0]]) or _RECEIVED.match(
        text[quantity[1] : clause_end]
    ):
        return "city"
    if re.search(r"批示|采纳率|采用率|采用数", object_) or (
        _ADOPTED.search(action) and _PAPER.search(object_ + action)
    ):
        return "other"
    if taken_up(text, sentence, quantity, object_):
        return "other"
    if (
        _MEDIA.search(around)
        and not _OWN_MEDIA.search(around)
        and re.search(r"刊|播|报道|发表|稿|节目", action + clause)
    ):
        return "other"
    if re.search(r"部门$|(?<!先进)单位$", object_) and re.search(r"办理|承办|答复", action):
        return "other"
    if _AUTHORITY.search(text[clause_start : quantity[1]] + text[quantity[1] : clause_end][:8]):
        return "other"
    if _LEADERS.search(text[clause_start : quantity[0]]) or (
        _OTHER_BODY.search(clause) and not re.match(r"[^,。;]{0,10}(?:组织|邀请|把|将|安排|协助|请)", clause)
    ):
        return "other"
    if _SYSTEM.search(clause) or _SYSTEM.search(before[:24]):
        return "system"
    if _SYSTEM_PLACES.search(clause):
        return "system"
    if previous == "system" and not _OWN_SUBJECT.search(text[clause_start : quantity[0]]):
        return "system"
    return "city"


def status(text: str, sentence, quantity, headings, last: str = "", carried: bool = False) -> str:
    """done, habit (每年: a norm) or plan (a plan section, 将, 力争).

    last, carried: the status of the count before it in its sentence, and whether the noun was taken from there.
    """
    before = text[sentence[0] : quantity[0]]
    clause = before[max((before.rfind(c) for c in ",;:"), default=-1) + 1 :]
    behind = re.match(r"[^,。;:!?]{0,4}", text[quantity[1] :])[0]  # 邀请委员回乡3至5次(每年)
    norm = _HABIT.search(clause + text[quantity[0] : quantity[1]] + behind) and not _AVERAGE.search(clause)
    # A norm inside a plan is planned.
    if any(_PLAN_HEADING.search(h) and not _DONE_HEADING.search(h) for h in headings):
        return "plan"
    if norm or (last == "habit" and (carried or before.endswith("、"))):
        return "habit"
    # 我们将:… and 今年要:… announce the rest of the paragraph.
    if re.search(
        r"(?:我们|政协|今年|常委会)[^,。;]{0,6}(?:将|要|打算)[^,。;:]{0,10}:",
        text[max(0, quantity[0] - bounds.REACH) : quantity[0]],
    ):
        return "plan"
    # What is planned stays so over semicolons: 将开展协商20场;组织视察10次.
    whole = text[bounds.start(text, quantity[0], "。!?") : quantity[0]]
    return "plan" if _PLAN.search("," + whole.removesuffix("将")) else "done"


def same_fact(a: dict, b: dict) -> bool:
    """Whether two counts of one report state the same fact: the number, and what is counted.

    A small number recurs by chance, so below ten the noun and the verb must agree too.
    """
    if (a["value"], a["bound"], a["unit"]) != (b["value"], b["bound"], b["unit"]) or a["unit"] == "%":
        return False
    if a["status"] != b["status"] or (a["category"] == "endorsement") != (b["category"] == "endorsement"):
        return False
    if a["value"] < 10:
        return (a["object"], a["action"]) == (b["object"], b["action"]) and a["paragraph"] != b["paragraph"]
    return _alike(a["object"], b["object"]) or (
        a["value"] >= 100 and a["category"] == b["category"] and a["value"] % 100 != 0
    )


def _alike(a: str, b: str) -> bool:
    """One names the other, or they share their last two characters or half of their characters."""
    if not a or not b or a in b or b in a:
        return True
    if a[-2:] == b[-2:] and a[-2:] not in ("会议", "活动", "工作", "报告", "委员"):
        return True
    shared = set(a) & set(b)
    return len(shared) >= 2 and len(shared) >= 0.5 * min(len(set(a)), len(set(b)))
