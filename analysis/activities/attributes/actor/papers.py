"""What superiors and media do with the papers of the body: note, adopt, list, print."""

from __future__ import annotations

from ...clauses import Clause
from ...context import Context
from ..before import Before

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


def received(around: Context, clause: Clause, same: Before | None) -> str | None:
    """调研报告获批示5篇: who 获 or 得到 something is the body itself, whoever gave it."""
    lead = around.text[max(around.clause_start, around.q.start - _LEAD) : around.q.start]
    return "city" if around.re(_RECEIVED).search(lead) else None


def received_behind_number(around: Context, clause: Clause, same: Before | None) -> str | None:
    """报送专报5篇均获市领导批示."""
    return "city" if around.re(_RECEIVED).match(around.after) else None


def noted_behind_noun(around: Context, clause: Clause, same: Before | None) -> str | None:
    """2份报告获市委领导批示."""
    noun = clause.object
    noted = around.after.startswith(noun) and around.re(_NOTED).match(around.after, len(noun))
    return "city" if noted else None


def use_made(around: Context, clause: Clause, same: Before | None) -> str | None:
    """批示15件: the noun says what others did."""
    return "other" if around.re("{use_made}").search(clause.object) else None


def adopted(around: Context, clause: Clause, same: Before | None) -> str | None:
    """采用信息14条: the verb does."""
    by_verb = around.re("{adopted}").search(clause.action)
    return "other" if by_verb and around.re("{papers}").search(clause.object + clause.action) else None


def taken_up_by_others(around: Context, clause: Clause, same: Before | None) -> str | None:
    """形成报告6份,被市委采用."""
    return "other" if taken_up(around, clause.object) else None


def taken_up(around: Context, object_: str) -> bool:
    """Whether the papers counted are said to have been adopted, noted or listed by somebody else: 12篇被采用."""
    return bool(around.re("{papers}").search(object_) and around.re(_PASSIVE).match(around.sentence_after))


def published_by_media(around: Context, clause: Clause, same: Before | None) -> str | None:
    """日报刊发稿件9篇: printed or broadcast by media that are not the body's own."""
    media, own = around.re(_IN_MEDIA), around.re(_IN_OWN_MEDIA)
    if not media.search(around.sentence) or own.search(
        around.clause if media.search(around.clause) else around.sentence
    ):
        return None
    if clause.object.endswith("栏目"):
        return None
    return "other" if around.re("{publishing}").search(clause.action + around.clause) else None
