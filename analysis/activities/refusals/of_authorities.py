"""Numbers of what authorities did in the end, at the body's proposal or urging: these are the authorities' own."""

import re

from ..context import Context

_CARRIED_OUT = "{carrying_out}[^,。;]{0,8}{ways_of_carrying_out}|{papers_carried_out}》?[^。;]{0,24}{set_going}"
_AUTHORITY_ACTS = r"(?<![向对报请由与和被受])(?:[省市县区州旗]政府|[\u4e00-\u9fff]{2,6}局|街道){authority_goes_on}"
_BROUGHT_ABOUT = "{urging}.{0,6}{urged}|{acting_offices}{acts_of_offices}[^,。;]{3}"
_SAYS = re.compile("(?:表示|介绍|告诉记者|称|承诺)[,:]")  # rare, and found sooner than who says it
_SPOKESMAN = (
    r"[\u4e00-\u9fff]{2,8}(?:局|委|厅|公司|集团|镇|街道|乡|政府|部门)(?:主要|相关|有关|分管)?"
    r"(?:负责人|负责同志|局长|主任|镇长|乡长|书记|经理)?[\u4e00-\u9fff]{0,3}" + _SAYS.pattern
)
_WHOLE_PLACE = re.compile("全[省市县区州]")


def carried_out(around: Context) -> str | None:
    """住建部门采纳后改造管网12公里: what offices did with a proposal, unless members gave or built it."""
    if not (_by_office(around) or _by_authority(around)) or any(own(around) for own in _STILL_OWN):
        return None
    return "outcome" if any(work(around) for work in _WORKS) else None


def brought_about(around: Context) -> str | None:
    """推动全市整治沟渠30条, but not 推动部门整改问题12个: what was put right was the body's to count."""
    if not around.pattern(_BROUGHT_ABOUT).search(around.sentence_before):
        return None
    own = around.pattern("{own_work}").search(around.after[:6]) or around.pattern("{put_right}").search(around.before)
    return None if own else "outcome"


def told_by_authority(around: Context) -> str | None:
    """市教育局负责人表示,力争改造食堂40所: what an authority tells of its own work, unless it speaks of the body's."""
    if not _SAYS.search(around.sentence_before):
        return None
    told = [found.end() for found in around.pattern(_SPOKESMAN).finditer(around.sentence_before)]
    own = not told or around.pattern("{own_work}").search(around.sentence_before, told[-1])
    return None if own or around.pattern("{own_work}").search(around.after) else "outcome"


def _by_office(around: Context) -> bool:
    """住建部门采纳后, 提案办理后."""
    return around.pattern(_CARRIED_OUT).search(around.sentence_before) is not None


def _authority_acts(around: Context) -> bool:
    """市政府立即."""
    return around.pattern(_AUTHORITY_ACTS).search(around.sentence_before) is not None


def _by_authority(around: Context) -> bool:
    """市政府立即安排资金, in a clause that names no own work."""
    return _authority_acts(around) and not around.pattern("{own_work}").search(around.clause)


def _papers_put_right(around: Context) -> bool:
    """部门办理后答复提案30件."""
    return around.q.kind == "document" and around.pattern("{put_right}").search(around.before) is not None


def _noted(around: Context) -> bool:
    """被县委采纳38条,县委书记批示3次."""
    return around.pattern("{noted}$").search(around.before) is not None


def _given_by_own(around: Context) -> bool:
    """委员捐建路灯30盏."""
    return around.pattern("{own_givers}").search(around.clause) is not None


def _settled(around: Context) -> bool:
    """解决问题12个."""
    return around.pattern("{settled}$").search(around.before) is not None


def _amount(around: Context) -> bool:
    """管网12公里."""
    return around.q.kind in ("length", "area", "money", "weight")


def _works(around: Context) -> bool:
    """路灯30盏."""
    return around.pattern("{works}").search(around.clause) is not None


def _of_whole_place(around: Context) -> bool:
    """全市共更换30台."""
    return _WHOLE_PLACE.match(around.clause) is not None


def _built_for_others(around: Context) -> bool:
    """新建站点5个, but not 新建议事室5个."""
    new = around.pattern("{building_new}").search(around.clause)
    return new is not None and not around.pattern("{own_rooms}").search(around.clause)


_STILL_OWN = (_papers_put_right, _noted, _given_by_own, _settled)
_WORKS = (_amount, _works, _of_whole_place, _authority_acts, _built_for_others)
