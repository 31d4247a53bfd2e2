"""Text -> activity counts: every number of a report is either a count or a refusal with its reason."""

from __future__ import annotations

import re

from ..corpus.records import Report, Segment
from . import categories, clauses, facts, quantities, refusals, words
from .evidence import evidence
from .view import View

__all__ = ["evidence", "extract"]


def extract(report: Report, folder=None) -> tuple[list[dict], list[dict]]:
    """Rows of the activities and refusals tables of one report, in reading order.

    folder: a folder with lexicons of the researcher's own (measures, actions, categories), else the shipped ones.
    Traditional script is read as simplified (OpenCC, character by character): unit, object and action are given in
    simplified characters, quantity as written.
    """
    counts: list[dict] = []
    refused: list[dict] = []
    for segment in report.segments:
        found, no_counts = _segment(report, segment, folder)
        for row in found:
            row["repeat"] = any(facts.same_fact(earlier, row) for earlier in counts)
            counts.append(row)
        refused += no_counts
    return counts, refused


def _segment(report: Report, segment: Segment, folder) -> tuple[list[dict], list[dict]]:
    view = View(segment)
    text = view.text
    numbers = quantities.find(text, quantities.measures(folder))
    if segment.kind == "furniture":
        return [], [_refusal(report, view, q, "furniture") for q in numbers]
    covered = refusals.stretches(text)
    verbs = words.actions(folder)
    rows: list[dict] = []
    refused: list[dict] = []
    history: list = []
    reasons = []
    counted_from = -1
    for q in numbers:
        reasons.append(refusals.reason(text, q, covered, counted_from))
        counted_from = counted_from if reasons[-1] else q.end
    for i, q in enumerate(numbers):
        if reasons[i]:
            refused.append(_refusal(report, view, q, reasons[i]))
            continue
        # A number inside a name is no boundary: 5项专题调研和“双千双百”活动.
        following = next((n for n, why in zip(numbers[i + 1 :], reasons[i + 1 :], strict=True) if why not in ("name", "word", "slogan")), None)
        clause = clauses.analyse(text, q, history, following, _series(text, numbers, i), verbs, folder)
        last = rows[-1] if rows else None
        rows.append(_row(report, segment, view, q, clause, history[-1] if history else None, last, folder))
        history.append((q, clause))
    return rows, refused


def _row(report, segment, view, q, clause, previous, last, folder) -> dict:
    text = view.text
    sentence = (
        max(text.rfind(c, 0, q.start) for c in "。;!?") + 1,
        min([p for p in (text.find(c, q.end) for c in "。;!?") if p >= 0], default=len(text)),
    )
    clause_start = max((text.rfind(c, 0, q.start) for c in ",。;:!?"), default=-1) + 1
    clause_end = min([p for p in (text.find(c, q.end) for c in ",。;:!?") if p >= 0], default=len(text))
    same = previous is not None and previous[0].end > sentence[0]
    last = last if last and (same or clause.carried) else None
    category = categories.category(
        clause.object,
        clause.action,
        text[clause_start : text.find(",", clause_end + 1) if text.startswith(",被", clause_end) else clause_end],
        text[sentence[0] : max(clause_end, q.end)],
        str(report.meta.get("title") or "") + "".join(segment.headings) + text[: max(clause_end, q.end)],
        last["category"] if last else "",
        clause.carried,
        same and re.fullmatch(r"[、和及]?[^,。;:!?\d]*", text[previous[0].end : q.start]) is not None,
        folder,
    )
    start, end = view.span(q.start, q.end)
    row = {
        "report": report.report,
        "paragraph": segment.paragraph,
        "source": report.source,
        "start": start,
        "end": end,
        "quantity": view.written(q.start, q.end),
        "value": _number(q.value),
        "value_high": _number(q.value_high),
        "bound": q.bound,
        "unit": q.unit,
        "action": clause.action,
        "object": clause.object.strip("“”‘’")
        if clause.object.count("“") != clause.object.count("”")
        else clause.object,
        "category": category,
        "actor": facts.actor(
            text,
            sentence,
            clause_start,
            (q.start, q.end),
            clause.object,
            clause.action,
            last["actor"] if same and last else None,
        ),
        "status": facts.status(
            text, sentence, (q.start, q.end), segment.headings, last["status"] if last else "", clause.carried
        ),
    }
    return row


def _series(text: str, numbers, i: int) -> tuple[int, int] | None:
    """The place of a number in the list that 分别 distributes, and the list's length; None outside one."""
    first = i
    while first and re.fullmatch(r"[、和及与,]", text[numbers[first - 1].end : numbers[first].start]):
        first -= 1
    if not re.search(r"分别(?:为|是|有|达|达到|获|被)?$", text[: numbers[first].start]):
        return None
    last = i
    while last + 1 < len(numbers) and re.fullmatch(r"[、和及与,]", text[numbers[last].end : numbers[last + 1].start]):
        last += 1
    return (i - first, last - first + 1) if last > first else None


def _number(value):
    return None if value is None else float(value)


def _refusal(report: Report, view: View, q, reason: str) -> dict:
    start, end = view.span(q.digits_start, q.digits_end)
    return {
        "report": report.report,
        "source": report.source,
        "start": start,
        "end": end,
        "quantity": view.written(q.digits_start, q.digits_end),
        "reason": reason,
    }
