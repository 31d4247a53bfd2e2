"""What a count says beside its number: who acted, whether it is done, and whether it was said before."""

from __future__ import annotations

import re

_SYSTEM = re.compile(
    r"(?:两|二|三|四|各)级政协|[市县区州省]、?[县区乡市]?\(?[区市]?\)?(?:两|三)级|政协系统|各级政协|全[市州省县区]政协|市县(?:两级)?政协|[市州]、[县区](?:\([市区]\))?政协|上下联动|县\(?[市区]\)?政协"
)
_SYSTEM_PLACES = re.compile(
    r"全[市州省盟](?:共|已|累计|各地|上下|范围内)?.{0,12}(?:建成|建立|设立|打造|建|共有|现有|有)?.{0,14}(?:站|室|点|厅|驿站|平台|之家|堂)|村\(?社区\)?.{0,12}(?:议事室|协商室|议事厅)"
)
_SUPERIOR = re.compile(
    r"(?:省|市|县|区|州|自治区|全国|旗|盟|中央|国家|党和国家)?(?:委|政府|政协|人大|党委)?(?:主要|党政|分管|有关|省政协|市|县|区|州|旗|国家)?领导(?:同志)?(?!班子|小组|干部|.{0,4}(?:领衔|牵头)?督办)|(?:省|市|县|区|州|旗|盟)(?:委|政府)?(?:书记|市长|县长|区长|州长|旗长|省长|主席)|"
    r"(?:全国|省|自治区|中央|上级|市)政协(?=.{0,8}(?:采用|采纳|转发|批示|刊发|单篇|录用|收录|评|列入|表彰|选用))|(?:省|市|县|区|州|旗)(?:委|政府)(?:常委会|常务会|办公|督查|主要|研究室)|常务会议|部门|承办单位"
)
_ADOPTED = re.compile(r"批示|签批|采纳|采用|录用|转载|转发|纳入|列入|吸收|单篇|圈阅|肯定|选用|进入决策")
_MEDIA = re.compile(
    r"(?:日报|晚报|晨报|时报|政协报|杂志|电视台|广播|电台|新华社|新华网|人民网|政协网|媒体|学习强国|报刊|新闻网|客户端)(?:等)?.{0,16}(?:刊|播|报道|发表|采用|转载|推出|登|节目)"
)
_OWN_MEDIA = re.compile(r"(?:在|向|于|通过|依托).{0,30}(?:报|台|网|媒体|杂志|刊物|平台).{0,10}(?:刊|播|发表|推送|宣传)")
_OTHER_BODY = re.compile(
    r"住(?:我|本|.{2,6})?[市州县区旗盟].{0,8}(?:全国|省|自治区|市|盟)政协委员|(?:承办单位|各部门|有关部门|被评议单位|市政府|县政府|区政府)(?:[^,。;]{0,10})(?:办|落实|制定|采纳|研究)"
)
_PLAN_HEADING = re.compile(
    r"(?:20\d\d年)?.{0,8}(?:工作安排|工作思路|工作打算|今后.{0,6}(?:工作|任务|打算|建议)|主要任务|重点任务|工作任务|下一步|明年|新一年|来年|工作计划|工作建议|展望|努力方向|工作部署|打算)"
)
_DONE_HEADING = re.compile(r"回顾|总结|成效|过去|主要工作(?!安排|任务)|情况")
_PLAN = re.compile(
    r"(?:^|[,;、。:])(?:[^,。;]{0,14})(?:将(?!.{1,16}(?:下沉|纳入|编入|分组|列入|转化为|进驻|打造成))|拟|力争|计划(?!.{0,4}(?:完成|、))|争取(?=.{0,12}(?:达到|完成|突破))|打算|预计|要求(?=.{0,8}不少于)|今后|下一步|明年|新的一年|要(?=[加强继续开展完成组织举召确]))"
)
_HABIT = re.compile(
    r"每(?:年|月|季度|周|个?季|半年|学期|届|逢|人每|[两三二半]个?[月年周])|(?:年均|月均|平均每年)(?=.{0,4}至少)|每[名位]委员(?:每年|一年)|定期每"
)
_HABIT_NOT = re.compile(r"平均每|年均|每(?:年|月|季度)平均|五年|累计")


def actor(
    text: str,
    sentence: tuple[int, int],
    clause_start: int,
    quantity: tuple[int, int],
    object_: str,
    action: str,
    previous: str | None,
) -> str:
    """city, system or other: whose doing a count is, from the sentence it stands in.

    sentence, quantity: (start, end) in the text. previous: the actor of the count before it in the sentence.
    """
    before = text[sentence[0] : quantity[0]]
    clause_end = min([p for p in (text.find(c, quantity[1]) for c in ",。;:!?") if p >= 0], default=len(text))
    clause = text[clause_start:clause_end]
    around = before + text[quantity[0] : clause_end]
    if _ADOPTED.search(action) or (_ADOPTED.search(clause) and re.search(r"批示|被|采用|采纳率|采用率", clause)):
        if re.search(r"^(?:获|荣获)", action):
            return "city"
        return "other"
    following = text[quantity[1] : sentence[1]]
    if (
        re.match(r"[^。;]{0,22}[,]?(?:被|获得?.{0,10}(?:批示|采纳|采用|签批|转化))", following)
        and "评" not in following[:24]
    ):
        return "other"
    if (
        _MEDIA.search(around)
        and not _OWN_MEDIA.search(around)
        and re.search(r"刊|播|报道|发表|稿|节目", action + clause)
    ):
        return "other"
    subject = text[clause_start : quantity[0]]
    if _OTHER_BODY.search(around):
        return "other"
    if re.search(
        r"(?:书记|市长|县长|区长|州长|党政(?:主要)?领导|政府领导).{0,10}(?:领衔|督办|领办|批示|签批)", subject
    ):
        return "other"
    if _SYSTEM.search(around):
        return "system"
    if _SYSTEM_PLACES.search(clause) or _SYSTEM_PLACES.search(text[clause_start : clause_end + 1]):
        return "system"
    if previous in ("system",) and not re.search(r"市政协|县政协|区政协|州政协|机关|主席会议|常委会", subject):
        return previous
    return "city"


def status(text: str, sentence: tuple[int, int], quantity: tuple[int, int], headings: tuple[str, ...]) -> str:
    """done, habit (每年: a norm) or plan (a plan section, 将, 力争)."""
    before = text[sentence[0] : quantity[0]]
    clause_start = max((before.rfind(c) for c in ",;:"), default=-1) + 1
    clause = before[clause_start:]
    if _HABIT.search(clause + text[quantity[0] : quantity[1] + 4]) and not _HABIT_NOT.search(clause):
        return "habit"
    if (
        re.search(r"每(?:年|月|季度|学期)", before[-30:])
        and not _HABIT_NOT.search(before)
        and not re.search(r"[,;].*[,;]", before[-30:])
    ):
        return "habit"
    if any(_PLAN_HEADING.search(h) and not _DONE_HEADING.search(h) for h in headings):
        return "plan"
    return "plan" if _PLAN.search("," + before) else "done"


def same_fact(a: dict, b: dict) -> bool:
    """Whether two counts of one report state the same fact: the number, and what is counted.

    A small number recurs by chance, so below ten the verb must agree too.
    """
    if (a["value"], a["bound"], a["unit"]) != (b["value"], b["bound"], b["unit"]) or a[
        "category"
    ] == "endorsement" != b["category"]:
        return False
    if b["category"] == "endorsement" != a["category"] or a["actor"] == "other" != b["actor"] or a["unit"] == "%":
        return False
    alike = _alike(a["object"], b["object"])
    if a["value"] < 10:
        return alike and a["object"] == b["object"] and a["action"] == b["action"] and a["paragraph"] != b["paragraph"]
    return alike or (a["value"] >= 100 and a["category"] == b["category"] and a["value"] % 100 != 0)


def _alike(a: str, b: str) -> bool:
    """One names the other, or they share their last two characters or half of their characters."""
    if not a or not b:
        return True
    if a in b or b in a or a[-2:] == b[-2:]:
        return True
    return len(set(a) & set(b)) >= 0.5 * min(len(set(a)), len(set(b))) and len(set(a) & set(b)) >= 2
