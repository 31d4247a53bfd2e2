"""Text -> activity counts: every number of a report is either a count or a refusal with its reason.

A segment is read in this order: `view` (one form of the text), `quantities` (its numbers), `refusals` (which are no
counts), `clauses` (what a count counts and the verb), `rows` (category, actor, status).
"""

from __future__ import annotations

from ..corpus.records import Report, Segment
from ..corpus.script import simplify
from ..evidence import evidence
from ..slogans.occurrences import matcher_of
from . import clauses, distribution, quantities, refusals, rows, shares, stretches, words
from .period import Periods
from .reading import Counted
from .repeats import same_fact
from .view import View

# How many counts back a count may take its noun from, and how many of one number are compared for repeats.
_MEMORY = 12

__all__ = ["evidence", "extract"]


def extract(report: Report, folder=None) -> tuple[list[dict], list[dict]]:
    """Rows of the activities and refusals tables of one report, in reading order.

    folder: a folder with lexicons of the researcher's own (measures, actions, categories), else the shipped ones.
    Unit, object and action are in simplified script, quantity as written.
    """
    counts: list[dict] = []
    refused: list[dict] = []
    stated: dict[tuple, list[dict]] = {}
    for segment in report.segments:
        found, no_counts = _segment(report, segment, folder)
        for row in found:
            alike = stated.setdefault((row["value"], row["bound"], row["unit"]), [])
            row["repeat"] = any(same_fact(earlier, row) for earlier in alike)
            alike[_MEMORY:] = []
            alike.append(row)
            counts.append(row)
        refused += no_counts
    return counts, refused


def _segment(report: Report, segment: Segment, folder) -> tuple[list[dict], list[dict]]:
    """The rows of the counts and of the refusals of one segment."""
    view = View(segment)
    numbers = quantities.find(view.text, quantities.measures(folder))
    if segment.kind == "furniture":
        return [], [rows.refused(report, view, q, "furniture") for q in numbers]
    reasons = _reasons(view.text, numbers, folder)
    no_counts = [rows.refused(report, view, q, why) for q, why in zip(numbers, reasons, strict=True) if why]
    following = _following(numbers, reasons)
    places = distribution.places(view.text, numbers)
    verbs = words.actions(folder)
    headings = [simplify(heading) for heading in segment.headings]
    title = simplify(str(report.meta.get("title") or ""))
    topic = title + "".join(headings)
    periods = Periods(view.text, headings, title, report.meta.get("year"))
    counts: list[dict] = []
    history: list[Counted] = []
    previous, last = None, None
    for q, why, after, place in zip(numbers, reasons, following, places, strict=True):
        if why:
            continue
        clause = clauses.analyse(view.text, q, history[-_MEMORY:], after, place, verbs, folder, topic)
        count = Counted(q, clause)
        counts.append(rows.counted(report, view, count, previous, last, headings, topic, periods, folder))
        if not shares.is_base(view.text, q, after):
            history.append(count)
            previous, last = count, counts[-1]
    return counts, no_counts


def _reasons(text: str, numbers, folder) -> list[str]:
    """For each number why it is no count, "" for a count."""
    why = stretches.covered(text, [m[:2] for m in matcher_of(folder).find(text)])
    reasons: list[str] = []
    counted_from = -1
    for q in numbers:
        reasons.append(refusals.reason(text, q, why, counted_from))
        counted_from = counted_from if reasons[-1] else q.end
    return reasons


def _following(numbers, reasons) -> list:
    """For each number the next that ends what can be read of it.

    A number inside a name is no boundary: 5项专题调研和“双千双百”活动.
    """
    out, after = [], None
    for q, why in zip(reversed(numbers), reversed(reasons), strict=True):
        out.append(after)
        after = after if why in ("name", "word", "slogan", "ordinal") else q
    return out[::-1]
