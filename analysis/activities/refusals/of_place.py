"""Numbers of the place and not of the body: of its economy, its population, what it has and gained."""

import re

from ..context import Context

# Firms that members called on count: 联系规模以上工业企业95家.
_FIRMS_CALLED_ON = r"{calling_on}[^,。;\d]{0,8}规(?:模以)?上[^,。;\d]{0,6}企业"
_SUBJECT = "{subject_openers}[^,。;]*"
_HELD = re.compile("全[省市县区州旗](?:现|共|还)?有")
_GAINED = "全[省市县区州](?:全年)?{gains_of_place}"
_GROWN = "(?<![交转])由$|增加到$|由[^,。;]{1,6}{rising}加?[到至]$"


def names_economy(around: Context, text: str) -> bool:
    """Whether a text names the economy or the population: 生产总值, 常住人口."""
    return around.pattern("{of_economy}").search(around.pattern(_FIRMS_CALLED_ON).sub("", text)) is not None


def size(around: Context) -> str | None:
    """5000吨级 is a size."""
    return "economy" if around.q.kind == "weight" and around.after.startswith("级") else None


def gained_by_place(around: Context) -> str | None:
    """全市新增市场主体3万户: what the place gained."""
    return "economy" if around.pattern(_GAINED).match(around.clause) else None


def held_by_place(around: Context) -> str | None:
    """全市现有古树300棵: what the place has, where the sentence names no own work."""
    if not _HELD.search(around.sentence_before):
        return None
    return None if around.pattern("{own_work}").search(around.sentence) else "economy"


def economy(around: Context) -> str | None:
    """常住人口120万人, in a clause that names no own work."""
    clause = _without_subject(around)
    return "economy" if names_economy(around, clause) and not around.pattern("{own_work}").search(clause) else None


def grown(around: Context) -> str | None:
    """由30户增加到85户, in a clause that names no own work; of events and papers the place has none."""
    if around.q.kind in ("event", "document") or not around.pattern(_GROWN).search(around.before):
        return None
    return None if around.pattern("{own_work}").search(_without_subject(around)) else "economy"


def business(around: Context) -> str | None:
    """接待游客300万人次, where its sentence names no own work."""
    if not around.pattern("{often_of_economy}").search(_without_subject(around)):
        return None
    return None if around.pattern("{own_work}").search(around.sentence) else "economy"


def _without_subject(around: Context) -> str:
    """The clause without what papers are about: 20件涉及税收减免的诉求."""
    up_to_number = around.text[around.clause_start : around.q.end]
    return up_to_number + around.pattern(_SUBJECT).sub("", around.after)
