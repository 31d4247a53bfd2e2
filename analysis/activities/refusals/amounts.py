"""Shares, lengths, areas, time and money: they count where they are of the body's work, or given, built or spent."""

from ..context import Context
from ..rules import only
from .of_place import names_economy

_MEASURED = ("energy", "length", "area")
_HELPED_TO_LOAN = "(?:{helping_to_loan}[^,。;]*{getting_loan}|(?:协调|争取))[^,。;]{0,4}贷款$"


def _share(around: Context) -> bool:
    return around.q.kind == "percent"


def _names_own_work(around: Context) -> bool:
    return around.pattern("{own_work}").search(around.clause) is not None


@only(_share)
def share_of_economy(around: Context) -> str | None:
    """税收占财政收入的72%; beside own work only what stands before the share tells: 委员提案办复率100%."""
    told_by = around.before if _names_own_work(around) else around.sentence
    return "economy" if names_economy(around, told_by) else None


@only(_share)
def share_of_count(around: Context) -> str | None:
    """立案283件,占88%: behind a count in its sentence."""
    return "" if around.follows_count else None


@only(_share)
def share_of_own_work(around: Context) -> str | None:
    """办复率100%; own work may stand earlier in the sentence, where the clause speaks of nothing else."""
    if _names_own_work(around):
        return ""
    own = around.pattern("{own_work}").search(around.sentence)
    return "" if own and not around.pattern("{often_of_economy}").search(around.clause) else None


@only(_share)
def share_of_something_else(_: Context) -> str:
    """增长5.2%: nothing of the body's own is named."""
    return "economy"


def physical(around: Context) -> str | None:
    """硬化村道3公里: lengths, areas, energy and tons count where members gave or built."""
    q = around.q
    if q.kind not in _MEASURED and not (q.kind == "weight" and q.unit == "吨"):
        return None
    built = around.pattern("{building}").search(around.sentence_before)
    return "" if built and not names_economy(around, around.clause) else "economy"


def day_alone(around: Context) -> str | None:
    """8日 is a date."""
    return "date" if around.q.kind == "time" and around.q.unit == "日" else None


def time(around: Context) -> str | None:
    """驻村服务120天: time counts where it was spent on something, but not 为期5天."""
    if around.q.kind != "time":
        return None
    duration = around.pattern("{before_duration}$").search(around.before)
    spent = around.pattern("{spending_time}").search(around.before)
    return "" if spent and not duration else "time_span"


def size_in_money(around: Context) -> str | None:
    """亿元以上项目: a scale alone says how large."""
    q = around.q
    bare_scale = q.kind == "money" and set(q.numeral) <= set("百千万亿") and q.start == q.digits_start
    return "economy" if bare_scale else None


def money(around: Context) -> str | None:
    """捐款20万元: money counts where it was given, raised or saved, and is not that of the place."""
    if around.q.kind != "money":
        return None
    given = around.pattern("{giving_money}").search(around.sentence_before[-40:]) or around.pattern("的?{gifts}").match(
        around.after
    )
    return "" if given and not _public(around) else "economy"


def _public(around: Context) -> bool:
    """财政收入, but not 帮助企业落实贷款."""
    public = around.pattern("{public_money}").search(around.before)
    return public is not None and not around.pattern(_HELPED_TO_LOAN).search(around.before)
