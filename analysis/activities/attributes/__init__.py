"""What is said of a count besides: its category, whose doing it is, whether it is done, what time it covers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...corpus.records import Report, Segment
from ...lexicons import Lexicons
from ..clauses import Counted
from ..context import Context
from . import actor, category, status
from .others import Before
from .period import Periods
from .question import Category, Question
from .repeat import mark_repeats

__all__ = ["Attributes", "describe", "mark_repeats"]

# Only a conjunction and words without a mark stand between two counts of one list.
_LISTED = re.compile(r"[、和及]?[^,。;:!?\d]*")


class Attributes(NamedTuple):
    """category with how it was found; actor and status, codes, and period, words or ""; each with the rule that gave
    it.
    """

    category: Category
    actor: str
    actor_rule: str
    status: str
    status_rule: str
    period: str
    period_rule: str


def describe(
    report: Report,
    segment: Segment,
    topic: str,
    counts: Sequence[Counted | None],
    contexts: Sequence[Context],
    lexicons: Lexicons,
    known: dict[int, Attributes],
) -> list[Attributes | None]:
    """The attributes of each count of a segment, None for a number that is none.

    topic: the report's title and the headings above the segment.
    A count may take them over from the one whose noun it has, or the one before it, which a share is not taken of
    (Counted.base). known: those of the counts before, by id; these are added.
    """
    if not any(counts):
        return [None] * len(counts)
    headings, year = segment.simple_headings, report.meta.get("year")
    lowest = report.meta.get("level") == "county"
    planned = not report.plans.isdisjoint(headings)
    periods = Periods(segment.view.text, headings, report.simple_title, year, lexicons.lists)
    out: list[Attributes | None] = []
    before: tuple[Counted, Attributes] | None = None
    for count, around in zip(counts, contexts, strict=True):
        if count is None:
            out.append(None)
            continue
        same = before if before and before[0].q.end > around.sentence_start else None
        source = known.get(id(count.clause.source)) or (before[1] if before and count.clause.carried else None)
        last = source or (same[1] if same else None)
        said = same[1] if same else source
        listed = same is not None and _LISTED.fullmatch(around.text[same[0].q.end : count.q.start]) is not None
        since = around.text[same[0].q.end : around.clause_end] if same else None
        earlier = Before(same[0].clause.action, same[1].actor) if same else None
        code = last.category.code if last else ""
        of_before = before[1].category.code if before else ""
        asked = Question(around, count, topic, code, of_before, since, listed, lexicons.categories, lexicons.hints)
        found = Attributes(
            category.category(asked),
            *actor.actor(around, count.clause, earlier, lowest),
            *status.status(around, count.clause, planned, said.status if said else ""),
            *periods.of(around),
        )
        out.append(found)
        known[id(count)] = found
        if not count.base:
            before = count, found
    return out
