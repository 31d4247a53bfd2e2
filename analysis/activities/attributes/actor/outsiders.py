"""What authorities, givers, guests and members of higher bodies do: none of the body's doing."""

from __future__ import annotations

from ...clauses import Clause
from ...context import Context
from ..before import Before

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
# Unless the body's own verb opens the clause: 组织住市省政协委员视察.
_LED_BY_BODY = "[^,。;]{0,10}{body_leads}"
_GIVERS = "^(?!.*{members})[^,。;]{0,24}{givers}[^,。;捐赠]{0,12}{gives}"  # members' own firms are members
# Guests who come by themselves; those who are received or invited are the body's doing.
_COMING = "^(?!.*{body_receives}).*(?:前来|来到?[我本]?[省市县区州旗])[^,。;]{0,6}{guests_do}"


def offices_answer(around: Context, clause: Clause, same: Before | None) -> str | None:
    """提案由42个职能单位承办."""
    answering = around.re("{offices}$").search(clause.object) and around.re("{answering}").search(clause.action)
    return "other" if answering else None


def authorities_act(around: Context, clause: Clause, same: Before | None) -> str | None:
    """承办单位走访委员60人次, 市长领衔督办3件."""
    so_far = around.text[around.clause_start : around.q.end] + around.after[:_VERB_BEHIND]
    return "other" if around.re(_AUTHORITY).search(so_far) else None


def givers_give(around: Context, clause: Clause, same: Before | None) -> str | None:
    """爱心企业捐款20万元: firms, offices and friends who give."""
    return "other" if around.re(_GIVERS).search(around.before) else None


def guests_come(around: Context, clause: Clause, same: Before | None) -> str | None:
    """外地政协来我市考察12批次."""
    return "other" if around.re(_COMING).search(around.sentence) else None


def proposers_invited(around: Context, clause: Clause, same: Before | None) -> str | None:
    """邀请提案人30人次: only those who handle a proposal ask its author in."""
    asked_in = clause.action == "邀请" and around.re("{proposers}").match(clause.object)
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
    return "other" if clause.carried and not around.re("{own_people}").search(around.before) else None


def _unless_led(around: Context, doing: str) -> str | None:
    theirs = around.re(doing).search(around.clause) and not around.re(_LED_BY_BODY).match(around.clause)
    return "other" if theirs else None
