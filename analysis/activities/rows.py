"""One row of the activities table, and one of the refusals table."""

from __future__ import annotations

import re

from ..corpus.records import Report
from . import bounds, categories
from .actors import actor
from .papers import taken_up
from .quantity import Quantity
from .reading import Clause, Counted
from .status import status
from .surroundings import Surroundings
from .view import View, plain_quotes

_UP_TO_A_NUMBER = re.compile(r"\D*")
# Only a conjunction and words without a mark stand between two counts of one list.
_LISTED = re.compile(r"[、和及]?[^,。;:!?\d]*")


def counted(report: Report, view: View, count: Counted, previous, last, headings, topic, periods, folder) -> dict:
    """The row of a count.

    previous, last: the count before it in the segment and that one's row, or None. headings: those above it; topic: the
    report's title and these, both in simplified characters. periods: those of the segment.
    """
    q, clause = count.q, count.clause
    around = Surroundings.of(view.text, q)
    same = previous is not None and previous.q.end > around.sentence_start
    last = last if last and (same or clause.carried) else None
    listed = same and _LISTED.fullmatch(view.text[previous.q.end : q.start]) is not None
    category = _category(around, clause, last["category"] if last else "", listed, folder, topic)
    start, end = view.span(q.start, q.end)
    return {
        "report": report.report,
        "paragraph": view.segment.paragraph,
        "source": report.source,
        "start": start,
        "end": end,
        "quantity": view.written(q.start, q.end),
        "value": _number(q.value),
        "value_high": _number(q.value_high),
        "bound": q.bound,
        "unit": q.unit,
        "action": clause.action,
        "object": _as_written(view, clause.object, q),
        "category": category,
        "actor": actor(around, clause, last if same else None),
        "status": status(around, headings, last["status"] if last else "", clause.carried),
        "period": periods.of(around),
    }


def refused(report: Report, view: View, q: Quantity, reason: str) -> dict:
    """The row of a number that is no count."""
    start, end = view.span(q.digits_start, q.digits_end)
    return {
        "report": report.report,
        "source": report.source,
        "start": start,
        "end": end,
        "quantity": view.written(q.digits_start, q.digits_end),
        "reason": reason,
    }


def _category(around: Surroundings, clause: Clause, last: str, listed: bool, folder, topic: str) -> str:
    """The category of a count; papers that somebody else took up are endorsements, proposals excepted."""
    text, q, end = around.text, around.q, around.clause_end
    # 报告8篇,被采纳: the passive belongs to the clause.
    clause_end = bounds.end(text, end + 1) if text.startswith(",被", end) else end
    category = categories.category(
        clause.object,
        clause.action,
        clause=text[around.clause_start : clause_end],
        sentence=around.sentence,
        paragraph=topic + text[max(0, q.start - bounds.REACH) : end],
        last=last,
        carried=clause.carried,
        listed=listed,
        follows=_what_persons_do(around, clause.object, clause.action),
        folder=folder,
    )
    return "endorsement" if category != "proposal" and taken_up(around, clause.object) else category


def _what_persons_do(around: Surroundings, object_: str, action: str) -> str:
    """The rest of the sentence, behind persons that are counted before what they do; else ""."""
    if object_ and around.text.startswith(object_, around.q.end):
        return around.sentence_after  # 18名委员参与结对帮扶
    # 组织委员70余人次,视察重点项目; but whom one visits does nothing: 走访委员20名,召开会议
    return _UP_TO_A_NUMBER.match(around.sentence_after)[0] if categories.LEADING.fullmatch(action) else ""


def _as_written(view: View, phrase: str, q: Quantity) -> str:
    """An object with the punctuation of the text, in simplified characters, without a lone quotation mark."""
    at = view.text.rfind(phrase, 0, q.start)
    at = at if at >= 0 else view.text.find(phrase, q.end)
    if phrase and at >= 0:
        phrase = plain_quotes(view.simple(at, at + len(phrase)))
    return phrase if phrase.count("“") == phrase.count("”") else phrase.strip("“”")


def _number(value) -> float | None:
    return None if value is None else float(value)
