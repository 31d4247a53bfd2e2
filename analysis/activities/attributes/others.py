"""Whether a count is somebody else's doing: of superiors, media, authorities, givers and guests.

Each rule is asked as those of `actor` are, and is one of its `RULES`.
"""

from typing import NamedTuple

from ..clauses import Clause
from ..context import Context
from ..rules import found

# --- what superiors and media do with the papers of the body: note, adopt, list, print
# Behind the number, or as the last clause of the sentence: the papers were adopted, noted or listed.
_BEHIND = r"(?:[^。;,\d]{0,22}|,(?=[^,。;\d]*(?:[,。;]|$)))"
# 提出的27条建议被采纳19条: the number behind is that of the adopted.
_NO_NUMBER_OF_ITS_OWN = r"(?![^。;\d]{0,24}{taken_with_number}[^。;,\d]{0,8}\d)"
_TAKEN_UP = (
    "(?:被(?!{named_as})|{gets}[^,。;]{0,12}(?:{noted}|{took}|转化)|{most_of_them}?{turned_into}"
    "|{put_on_list}(?=.{0,6}[市县区州省])|进入[^,。;]{0,4}决策)"
)
_PASSIVE = _BEHIND + _NO_NUMBER_OF_ITS_OWN + _TAKEN_UP
_GOT = "(?:获得|{gets})(?![^,。;]{0,8}的)[^,。;]{0,20}"
_RECEIVED = "(?:{most_of_them}|{before_getting})*" + _GOT + "(?:{noted}|{took}|奖|$)"
_NOTED = "获(?![^,。;]{0,8}的)[^,。;]{0,20}{noted}"
_IN_MEDIA = "{media}等?.{0,16}{media_do}"
_IN_OWN_MEDIA = "{of_this_body}.{0,4}{own_channels}|{through}.{0,30}{channels}.{0,10}{published_through}"
_LEAD = 24  # how far before the number its verb is looked for

# --- what authorities, givers, guests and members of higher bodies do: none of the body's doing
# Authorities and their leaders as the subject of a clause, and their verb: 承办单位走访委员, 市委书记出席. A subject
# that the body asks or joins with stands behind its verb: 邀请市领导参加.
_AUTHORITY = (
    "^(?:[^,。;]{0,12}(?:{before_subject}|,))?(?:(?!{asks_or_joins})[^,。;]){0,14}"
    r"(?:{authorities}|[\u4e00-\u9fff]{1,8}局){of_leaders}*(?:{leaders}|、)*{how_leaders_act}*"
    r"[\d一二两三四五六七八九十]{0,3}[余多]?次?{authorities_do}"
)
_VERB_BEHIND = 8  # how far behind the number the verb is looked for
# Members who live here but belong to a higher body, and authorities, act for themselves.
_HIGHER_MEMBERS = "住(?:[我本]|.{2,6})?[市州县区旗盟].{0,8}{higher_levels}政协委员"
_OTHER_BODY = (
    "(?<!被)(?<!被.)(?<!被..)(?<!被...)(?:被评议单位|[市县区州旗](?:政府|委){its_organs}?)[^,。;]{0,8}{other_body_does}"
)
_LED_BY_BODY = "[^,。;]{0,10}{body_leads}"  # unless its own verb opens the clause: 组织住市省政协委员视察
_LED_TO_NOTE = "[^,。;]{0,6}引起[^,。;]{0,16}(?:批示|重视)"
_GIVERS = "^(?!.*{members})[^,。;]{0,24}{givers}[^,。;捐赠]{0,12}{gives}"  # members' own firms are members
# A body higher up, as the subject of the clause: 省政协采用21条; 被省政协采用21条 is told by its verb.
_HIGHER_BODY_TAKES = "^[^,。;被向给]{0,8}(?:全国|省|自治区|上级)政协[^,。;被]{0,4}(?:{adopted}|编发|刊发)"
# Guests who come by themselves, named with the place they are from: 兄弟市州政协来访12批.
_GUESTS = (
    "(?:(?:兄弟|外省|外地|友邻|友好)[^,。;]{0,14}政协[^,。;]{0,6}来|政协[^,。;]{0,8}一行[^,。;]{0,8}来"
    "|政协[^,。;]{0,12}率[^,。;]{0,14}(?:到访|来))"
)
_OUTSIDERS_COMING = "^(?!.*{body_receives}).*" + _GUESTS + "[^,。;]*$"
_DELEGATION = (
    r"^(?!.*{body_receives})[^,。;\d]{0,14}(?<!互派)(?:考察|访问|参访|代表)团(?:一行\d|(?:还|先后)?(?:走|向|参观|考察))"
)
_COMING = "^(?!.*{body_receives}).*(?:前来|来到?[我本]?[省市县区州旗])[^,。;]{0,6}{guests_do}"


class Before(NamedTuple):
    """The count before a count in its sentence, which it may go on. action: its verb. actor: whose doing it is."""

    action: str
    actor: str


def received(around: Context, clause: Clause, same: Before | None) -> str | None:
    """调研报告获批示5篇: who 获 or 得到 something is the body itself, whoever gave it."""
    lead = around.text[max(around.clause_start, around.q.start - _LEAD) : around.q.start]
    return "city" if around.pattern(_RECEIVED).search(lead) else None


def received_behind_number(around: Context, clause: Clause, same: Before | None) -> str | None:
    """报送专报5篇均获市领导批示."""
    return "city" if around.pattern(_RECEIVED).match(around.after) else None


def noted_behind_noun(around: Context, clause: Clause, same: Before | None) -> str | None:
    """2份报告获市委领导批示."""
    follows = around.after.startswith(clause.object)
    return "city" if follows and around.pattern(_NOTED).match(around.after, len(clause.object)) else None


def use_made(around: Context, clause: Clause, same: Before | None) -> str | None:
    """批示15件: the noun says what others did."""
    return "other" if around.pattern("{use_made}").search(clause.object) else None


def adopted(around: Context, clause: Clause, same: Before | None) -> str | None:
    """采用信息14条: the verb does."""
    by_verb = around.pattern("{adopted}").search(clause.action)
    return "other" if by_verb and around.pattern("{papers}").search(clause.object + clause.action) else None


def taken_up_by_others(around: Context, clause: Clause, same: Before | None) -> str | None:
    """形成报告6份,被市委采用."""
    return "other" if taken_up(around, clause.object) else None


def taken_up(around: Context, object_: str) -> bool:
    """Whether the papers counted are said to have been adopted, noted or listed by somebody else: 12篇被采用."""
    return bool(around.pattern("{papers}").search(object_) and around.pattern(_PASSIVE).match(around.sentence_after))


def published_by_media(around: Context, clause: Clause, same: Before | None) -> str | None:
    """日报刊发稿件9篇: printed or broadcast by media that are not the body's own."""
    media, own = around.pattern(_IN_MEDIA), around.pattern(_IN_OWN_MEDIA)
    if not media.search(around.sentence) or own.search(
        around.clause if media.search(around.clause) else around.sentence
    ):
        return None
    if clause.object.endswith("栏目"):
        return None
    return "other" if around.pattern("{publishing}").search(clause.action + around.clause) else None


def offices_answer(around: Context, clause: Clause, same: Before | None) -> str | None:
    """提案由42个职能单位承办."""
    answering = around.pattern("{offices}$").search(clause.object) and around.pattern("{answering}").search(
        clause.action
    )
    return "other" if answering else None


def authorities_act(around: Context, clause: Clause, same: Before | None) -> str | None:
    """承办单位走访委员60人次, 市长领衔督办3件."""
    so_far = around.text[around.clause_start : around.q.end] + around.after[:_VERB_BEHIND]
    return "other" if around.pattern(_AUTHORITY).search(so_far) else None


def leaders_note(around: Context, clause: Clause, same: Before | None) -> str | None:
    """3位省领导作出批示, 48份引起市领导重视并批示."""
    by_leaders = around.pattern("{leaders}{noted}").search(clause.object + clause.action)
    return "other" if by_leaders or around.pattern(_LED_TO_NOTE).match(around.after) else None


def outsiders_speak(around: Context, clause: Clause, same: Before | None) -> str | None:
    """3位企业家先后发言: no members, and the body has not asked them in."""
    speak = around.pattern("{outsiders}(?:当场|现场)?{speaking_up}").search(clause.object + clause.action)
    return "other" if speak and not around.pattern("{body_receives}").search(around.sentence_before) else None


def proposers_invited(around: Context, clause: Clause, same: Before | None) -> str | None:
    """邀请提案人30人次: only those who handle a proposal ask its author in."""
    asked_in = clause.action == "邀请" and around.pattern("{proposers}").match(clause.object)
    return "other" if asked_in else None


def members_of_higher_body(around: Context, clause: Clause, same: Before | None) -> str | None:
    """住我市省政协委员提交提案18件."""
    return _unless_led(around, _HIGHER_MEMBERS)


def other_body_acts(around: Context, clause: Clause, same: Before | None) -> str | None:
    """县政府常务会议研究建议6条."""
    return _unless_led(around, _OTHER_BODY)


def outsiders_go_on(around: Context, clause: Clause, same: Before | None) -> str | None:
    """县政府办理提案324件,教育类107件: noun and verb of what others did, taken over."""
    if same is None or same.actor != "other" or clause.action not in ("占", same.action):
        return None
    return "other" if clause.carried and not around.pattern("{own_people}").search(around.before) else None


def _unless_led(around: Context, doing: str) -> str | None:
    theirs = around.pattern(doing).search(around.clause) and not around.pattern(_LED_BY_BODY).match(around.clause)
    return "other" if theirs else None


def guests_received(around: Context, clause: Clause, same: Before | None) -> str | None:
    """接待省、市政协领导和友邻县市政协来访38批: whoever comes, this body receives them."""
    return "city" if around.pattern("^[^,。;]{0,6}接待[^,。;]*政协").search(around.before) else None


delegation_acts = found("delegation_acts", "other", _DELEGATION, "clause", "考察团一行9人到我市, 考察团走进5个合作社.")
givers_give = found(
    "givers_give", "other", _GIVERS, "before", "爱心企业捐款20万元: firms, offices and friends who give."
)
higher_body_takes = found("higher_body_takes", "other", _HIGHER_BODY_TAKES, "clause", "省政协采用21条.")
outsiders_come = found("outsiders_come", "other", _OUTSIDERS_COMING, "sentence", "兄弟市州政协来考察207批.")
guests_come = found("guests_come", "other", _COMING, "sentence", "考察团前来我县学习12批次.")
