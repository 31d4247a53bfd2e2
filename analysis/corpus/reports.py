"""A document to its reports, and what they say about themselves as rows for `reports.csv`."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from . import headings
from .folder.document import Document
from .folder.reports_csv import COLUMNS
from .layout.blocks import Block, blocks_of, mark_titles
from .layout.split import starts
from .metadata import describe
from .records import Report, Segment


def reports_of(document: Document) -> list[Report]:
    """The reports of a document, in reading order: those its rows of reports.csv name, else those found in the text.

    A row without start and end is the whole text. Found reports are called after the document: `hami-2024` where
    there is one, `page-1`, `page-2` … where there are several. meta holds the columns of reports_csv.COLUMNS from
    genre, year (int or None) to sha256: what the row says, else what the text says, else "".
    Each character of the text that is neither white space nor invisible is in exactly one segment (of the part
    that the rows cover, where there are rows), and segment.text[i] == normal(document.text[segment.offsets[i]]).
    """
    text = document.text
    if document.rows:
        parts = [(r["report"], r["start"], r["end"], blocks_of(text, r["start"], r["end"]), r) for r in document.rows]
        return [_report(document, *part) for part in parts]
    blocks = blocks_of(text)
    at = starts(blocks)
    edges = [0, *(blocks[i].start for i in at[1:]), len(text)]
    reports = []
    for n, (first, last) in enumerate(zip(at, [*at[1:], len(blocks)], strict=True)):
        name = document.name if len(at) == 1 else f"{document.name}-{n + 1}"
        reports.append(_report(document, name, edges[n], edges[n + 1], blocks[first:last], {}))
    return reports


def _report(document: Document, name: str, start: int, end: int, blocks: list[Block], row: dict) -> Report:
    mark_titles(blocks)
    said = describe(blocks) | {"sha256": document.sha256}
    said |= {c: v for c, v in row.items() if c not in ("report", "source", "start", "end") and v not in ("", None)}
    return Report(name, document.source, start, end, _segments(blocks), said)


def _segments(blocks: list[Block]) -> tuple[Segment, ...]:
    text = [b for b in blocks if b.kind != "furniture"]
    above = dict(zip(map(id, text), headings.paths([(b.kind, b.text) for b in text]), strict=True))
    segments, n = [], 0
    for block in blocks:
        kind = "heading" if block.kind == "title" else block.kind
        n += kind == "paragraph"
        number = n if kind == "paragraph" else None
        segments.append(Segment(kind, block.text, tuple(block.offsets), above.get(id(block), ()), number))
    return tuple(segments)


def suggest_rows(reports: Iterable[Report]) -> pd.DataFrame:
    """One row a report in the layout of `reports.csv` (reports_csv.COLUMNS), for a person to check and correct.

    What neither reports.csv nor the text gives is empty. start and end are filled where a source holds several
    reports. year is a nullable integer.
    """
    reports = list(reports)
    shared = pd.Series([r.source for r in reports], dtype="object").duplicated(keep=False)
    rows = []
    for report, several in zip(reports, shared, strict=True):
        place = {"start": report.start, "end": report.end} if several else {"start": None, "end": None}
        rows.append({**report.meta, **place, "report": report.report, "source": report.source})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"start": "Int64", "end": "Int64", "year": "Int64"})
