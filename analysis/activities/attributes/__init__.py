"""What is said of a count besides: its category, whose doing it is, whether it is done, what time it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...corpus.records import Report, Segment
from ...lexicons import Lexicons
from ..clauses import Counted
from ..context import Context
from . import actor, status
from .category import Category, Question, category
from .period import Periods
from .repeat import mark_repeats

__all__ = ["Attributes", "describe", "mark_repeats"]

# Only a conjunction and words without a mark stand between two counts of one list.
_LISTED = re.compile(r"[、和及]?[^,。;:!?\d]*")


class Attributes(NamedTuple):
    """category with how it was found; actor and status, codes, each with the rule that gave it; period, words or ""."""

    category: Category
    actor: str
    actor_rule: str
    status: str
    status_rule: str
    period: str


def describe(
    report: Report, segment: Segment, counts: Sequence[Counted | None], contexts: Sequence[Context], lexicons: Lexicons
) -> list[Attributes | None]:
    """The attributes of each count of a segment, None for a number that is none.

    A count may take them over from the one before it, which a share is not taken of (Counted.base).
    """
    topic = report.simple_title + "".join(segment.simple_headings)
    periods = Periods(
        segment.view.text, segment.simple_headings, report.simple_title, report.meta.get("year"), lexicons
    )
    out: list[Attributes | None] = []
    before: tuple[Counted, Attributes] | None = None
    for count, around in zip(counts, contexts, strict=True):
        if count is None:
            out.append(None)
            continue
        same = before if before and before[0].q.end > around.sentence_start else None
        last = before if same or count.clause.carried else None
        listed = same is not None and _LISTED.fullmatch(around.text[same[0].q.end : count.q.start]) is not None
        kind = category(
            Question(around, count, topic, last[1].category.code if last else "", listed, lexicons.categories)
        )
        doer = actor.actor(around, count.clause, same)
        state = status.status(around, segment.simple_headings, last[1].status if last else "", count.clause.carried)
        out.append(Attributes(kind, *doer, *state, periods.of(around)))
        if not count.base:
            before = count, out[-1]
    return out
