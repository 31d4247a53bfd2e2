"""One row of the activities table, and one of the refusals table."""

from decimal import Decimal
from typing import Any

from ..corpus.records import Report, Segment, plain_quotes
from .attributes import Attributes
from .clauses import Counted
from .numbers import Quantity


def of_count(report: Report, segment: Segment, count: Counted, attributes: Attributes) -> dict[str, Any]:
    """The row of a count, without `repeat`."""
    q, clause = count.q, count.clause
    place = place_of(segment, q)
    start, end = segment.view.span(*place)
    return {
        "report": report.report,
        "paragraph": segment.paragraph,
        "source": report.source,
        "start": start,
        "end": end,
        "quantity": segment.view.written(*place),
        "value": _number(q.value),
        "value_high": _number(q.value_high),
        "bound": q.bound,
        "unit": q.unit,
        "action": clause.action,
        "object": _as_written(segment, clause.object, q),
        "category": attributes.category.code,
        "actor": attributes.actor,
        "status": attributes.status,
        "period": attributes.period,
        "decided_by": attributes.category.decided_by,
    }


def place_of(segment: Segment, q: Quantity) -> tuple[int, int]:
    """(start, end) in the view of a quantity; of its numeral alone where a page ends before its measure word."""
    return (q.start, q.end) if segment.view.whole(q.start, q.end) else (q.digits_start, q.digits_end)


def of_refusal(report: Report, segment: Segment, q: Quantity, reason: str) -> dict[str, Any]:
    """The row of a number that is no count."""
    start, end = segment.view.span(q.digits_start, q.digits_end)
    return {
        "report": report.report,
        "source": report.source,
        "start": start,
        "end": end,
        "quantity": segment.view.written(q.digits_start, q.digits_end),
        "reason": reason,
    }


def _as_written(segment: Segment, phrase: str, q: Quantity) -> str:
    """An object with the punctuation of the text, in simplified characters, without a lone quotation mark."""
    view = segment.view
    at = view.text.rfind(phrase, 0, q.start)
    at = at if at >= 0 else view.text.find(phrase, q.end)
    if phrase and at >= 0:
        phrase = plain_quotes(view.simple(at, at + len(phrase)))
    return phrase if phrase.count("“") == phrase.count("”") else phrase.strip("“”")


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
