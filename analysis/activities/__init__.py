"""Text -> activity counts: every number of a report is either a count or a refusal with its reason."""

from __future__ import annotations

import re

from .. import lexicons
from ..corpus.records import Report, Segment
from ..evidence import evidence
from ..slogans.lexicon import load as load_slogans
from ..slogans.occurrences import Matcher
from . import bounds, categories, clauses, facts, quantities, refusals, words
from .view import View, plain_quotes, simplify

# How many counts back a count may take its noun from.
_MEMORY = 12

__all__ = ["evidence", "extract"]


def extract(report: Report, folder=None) -> tuple[list[dict], list[dict]]:
    """Rows of the activities and refusals tables of one report, in reading order.

    folder: a folder with lexicons of the researcher's own (measures, actions, categories), else the shipped ones.
    Traditional script is read as simplified (OpenCC, character by character): unit, object and action are given in
    simplified characters, quantity as written.
    """
    counts: list[dict] = []
    refused: list[dict] = []
    stated: dict[tuple, list[dict]] = {}
    for segment in report.segments:
        found, no_counts = _segment(report, segment, folder)
        for row in found:
            alike = stated.setdefault((row["value"], row["bound"], row["unit"]), [])
            row["repeat"] = any(facts.same_fact(earlier, row) for earlier in alike)
            alike[_MEMORY:] = []
            alike.append(row)
            counts.append(row)
        refused += no_counts
    return counts, refused


@lexicons.once("slogans")
def _slogans(folder=None) -> Matcher:
    return Matcher(load_slogans(folder))


def _segment(report: Report, segment: Segment, folder) -> tuple[list[dict], list[dict]]:
    view = View(segment)
    text = view.text
    numbers = quantities.find(text, quantities.measures(folder))
    if segment.kind == "furniture":
        return [], [_refusal(report, view, q, "furniture") for q in numbers]
    why = refusals.covered(text, [m[:2] for m in _slogans(folder).find(text)])
    verbs = words.actions(folder)
    rows: list[dict] = []
    refused: list[dict] = []
    history: list = []
    topic = str(report.meta.get("title") or "") + "".join(segment.headings)
    reasons = []
    counted_from = -1
    for q in numbers:
        reasons.append(refusals.reason(text, q, why, counted_from))
        counted_from = counted_from if reasons[-1] else q.end
    # A number inside a name is no boundary: 5项专题调研和“双千双百”活动.
    following = _following(numbers, reasons)
    places = _places(text, numbers)
    for q, reason, after, place in zip(numbers, reasons, following, places, strict=True):
        if reason:
            refused.append(_refusal(report, view, q, reason))
            continue
        clause = clauses.analyse(text, q, history[-_MEMORY:], after, place, verbs, folder, topic)
        last = rows[-1] if rows else None
        rows.append(_row(report, segment, view, q, clause, history[-1] if history else None, last, folder, topic))
        history.append((q, clause))
    return rows, refused


def _row(report, segment, view, q, clause, previous, last, folder, topic) -> dict:
    text = view.text
    sentence = bounds.start(text, q.start, bounds.SENTENCE), bounds.end(text, q.end, bounds.SENTENCE)
    clause_start, clause_end = bounds.start(text, q.start), bounds.end(text, q.end)
    passage = text[max(0, q.start - bounds.REACH) : max(clause_end, q.end)]
    same = previous is not None and previous[0].end > sentence[0]
    last = last if last and (same or clause.carried) else None
    category = categories.category(
        clause.object,
        clause.action,
        text[clause_start : bounds.end(text, clause_end + 1) if text.startswith(",被", clause_end) else clause_end],
        text[sentence[0] : max(clause_end, q.end)],
        topic + passage,
        last["category"] if last else "",
        clause.carried,
        same and re.fullmatch(r"[、和及]?[^,。;:!?\d]*", text[previous[0].end : q.start]) is not None,
        folder,
        text[q.end : sentence[1]] if clause.object and text.startswith(clause.object, q.end) else "",
    )
    if facts.taken_up(text, sentence, (q.start, q.end), clause.object) and category != "proposal":
        category = "endorsement"
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
        "object": _as_written(view, clause.object, q),
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


def _as_written(view: View, phrase: str, q) -> str:
    """An object with the punctuation of the text, in simplified characters, without a lone quotation mark."""
    at = view.text.rfind(phrase, 0, q.start)
    at = at if at >= 0 else view.text.find(phrase, q.end)
    if phrase and at >= 0:
        phrase = plain_quotes(simplify(view.written(at, at + len(phrase))))
    return phrase if phrase.count("“") == phrase.count("”") else phrase.strip("“”")


def _following(numbers, reasons) -> list:
    """For each number the next one that is no part of a name."""
    out, after = [], None
    for q, why in zip(reversed(numbers), reversed(reasons), strict=True):
        out.append(after)
        after = after if why in ("name", "word", "slogan") else q
    return out[::-1]


def _places(text: str, numbers) -> list[tuple[int, int] | None]:
    """For each number its place in the list that 分别 distributes, and the list's length; None outside one."""
    out: list[tuple[int, int] | None] = [None] * len(numbers)
    first = 0
    while first < len(numbers):
        last = first
        while last + 1 < len(numbers) and text[numbers[last].end : numbers[last + 1].start] in (
            "、",
            "和",
            "及",
            "与",
            ",",
        ):
            last += 1
        lead = text[max(0, numbers[first].start - 8) : numbers[first].start]
        if last > first and re.search(r"分别(?:为|是|有|达到?|获|被|召开|举办|开展|完成|报送|组织)?$", lead):
            out[first : last + 1] = [(i, last - first + 1) for i in range(last - first + 1)]
        first = last + 1
    return out


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
