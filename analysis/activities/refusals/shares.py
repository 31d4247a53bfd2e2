"""Shares in per cent: they count where they are of the body's work or follow a count in their sentence."""

from __future__ import annotations

from ..context import Context
from ..rules import only
from .of_place import names_economy


def _share(around: Context) -> bool:
    return around.q.kind == "percent"


def _names_own_work(around: Context) -> bool:
    return around.re("{own_work}").search(around.clause) is not None


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
    own = around.re("{own_work}").search(around.sentence)
    return "" if own and not around.re("{often_of_economy}").search(around.clause) else None


@only(_share)
def share_of_something_else(_: Context) -> str:
    """增长5.2%: nothing of the body's own is named."""
    return "economy"
