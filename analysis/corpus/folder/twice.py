"""Copies among the documents of a folder: one of each is measured, the others are excluded with the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...formats import UnreadableError
from ..copies import Candidate, find
from ..reports import body_as_written, reports_of
from .documents import Documents
from .problems import Problem

_TOP = 6  # lines in which a report names its body
_TODO = "it is not counted; delete it, or to count both write included as its status in reports.csv"


def leave_out_copies(documents: Documents, pairs: Sequence[tuple[int, int]], problems: list[Problem]) -> Documents:
    """The documents, with all but one of several copies excluded.

    pairs: places of documents of which one may be a copy of the other (copies.candidates). problems: receives one for
    each exclusion.

    Documents that share nothing are never compared; others are split into their reports and aligned. A row of
    reports.csv with the status `included` is never excluded; otherwise a copy with a row is kept before one without, a
    longer one before a shorter, an earlier one before a later.
    """
    doubtful = sorted({i for pair in pairs for i in pair})
    if not doubtful:
        return documents
    reports = list(_reports(documents, doubtful))
    stays = {candidate.report for _, candidate, status in reports if status == "included"}
    sources = {candidate.report: source for source, candidate, _ in reports}
    reasons: dict[str, dict[str, str]] = {}
    for copy in find(candidate for _, candidate, status in reports if status in ("", "included")):
        if copy.report not in stays:
            source = sources[copy.report]
            reasons.setdefault(source, {})[copy.report] = copy.reason
            problems.append((source, None, copy.report, copy.reason, _TODO))
    return documents.leaving_out(reasons)


def _reports(documents: Documents, which: list[int]) -> Iterator[tuple[str, Candidate, str]]:
    """Source, report to compare, and the status that its row gives, of some documents."""
    for i in which:
        try:
            document = documents[i]
        except UnreadableError:  # gone since it was listed
            continue
        rows = {row["report"]: row for row in document.rows}
        # The city as the text has it: one corrected by hand makes no other report of a text that was not.
        beside = {column: cell for column, cell in document.beside.items() if column != "city"}
        plain = replace(document, beside=beside, rows=tuple(row | {"city": ""} for row in document.rows))
        for report in reports_of(plain):
            status = rows.get(report.report, {}).get("status", "")
            text = "\n".join(segment.text for segment in report.segments if segment.kind != "furniture")
            # Also a body that the list of places does not have is another one than that of the next report.
            city = report.meta["city"] or next(filter(None, map(body_as_written, text.split("\n")[:_TOP])), "")
            rank = 0 if status == "included" else 1 if rows else 2
            yield document.source, Candidate(report.report, text, city, report.meta["year"], rank), status
