"""Text -> activity counts: every number of a report is either a count or a refusal with its reason.

A sentence passes through four rooms. 市政协全年召开党组会议28次、集体学习会议14次 on its way:

`numbers`     its quantities: 28次, 14次, each with value, bound and measure word
`refusals`    which of them are not counts, and why: none here; 第十四届 would be an ordinal, 2024年 a date
`clauses`     what is counted, and the verb: 党组会议, 召开 (the object of the verb before the number);
              集体学习会议, 召开 (a noun alone, with the verb of the count before it in the list)
`attributes`  category (meeting, study: each by the rule on its object), actor (city), status (done), period (none),
              and at the end whether the report has stated the fact before (repeat)

`explain` shows the same for any text, with the rule that decided each step.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from ..corpus.records import Report, Segment
from ..lexicons import Lexicons, shipped
from . import attributes, clauses, columns, labels, numbers, refusals, table_rows
from .clauses.grammar import grammar_of

__all__ = ["extract", "read"]


class Read(NamedTuple):
    """A number of a segment as it was read: refused, or counted with its clause and attributes."""

    segment: Segment
    judged: refusals.Judged
    counted: clauses.Counted | None
    attributes: attributes.Attributes | None


def extract(report: Report, lexicons: Lexicons | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of the activities and refusals tables of one report, in reading order.

    lexicons: as load_lexicons gives them, by default the shipped ones.
    Unit, object and action are in simplified script, quantity as written.
    """
    counts: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    lexicons = lexicons or shipped()
    for segment, judged, count, found in read(report, lexicons):
        if count is not None and found is not None:
            counts.append(table_rows.of_count(report, segment, count, found))
        else:
            refused.append(table_rows.of_refusal(report, segment, judged.q, judged.reason))
    attributes.mark_repeats(counts, lexicons.lists)
    return counts, refused


def read(report: Report, lexicons: Lexicons) -> Iterator[Read]:
    """Every number of a report, in reading order."""
    grammar = grammar_of(lexicons)
    above, known = clauses.Above(), dict[int, attributes.Attributes]()
    table: columns.Columns | None = None
    caption = ""
    beside = labels.Labels(report.segments, grammar)
    for place, segment in enumerate(report.segments):
        table = columns.of(segment, table, caption)
        caption = columns.caption_of(caption, segment)
        text = segment.view.text
        quantities = numbers.find(text, lexicons)
        if not quantities:
            above = clauses.Above(text)
            continue
        furniture = segment.kind == "furniture" and place not in beside
        judged = refusals.judge(text, quantities, lexicons, furniture)
        if place in beside:
            judged, in_cells = beside.counted(place, judged)
        else:
            judged, in_cells = columns.counted(table, segment, judged, grammar)
        topic = report.simple_subject + "".join(segment.simple_headings)
        refused = [number.reason for number in judged]
        read_as = [number.q for number in judged]  # with the measure word of the head of the column
        counts = clauses.analyse(text, read_as, refused, topic, above, grammar, in_cells)
        found = attributes.describe(
            report, segment, topic, counts, [number.around for number in judged], lexicons, known
        )
        for number, count, said in zip(judged, counts, found, strict=True):
            if said and table and (aside := table.beside(segment, number.q.digits_start)):
                said = said._replace(status=aside, status_rule=f"{aside}_column")
            yield Read(segment, number, count, said)
        above = clauses.Above(text, [count for count in counts if count])


def __getattr__(name: str) -> Any:
    """`activities.evidence`, which notebooks call by this name, lives above this package."""
    if name == "evidence":
        return import_module("..evidence", __name__).evidence
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
