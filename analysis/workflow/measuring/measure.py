"""Measuring one report: every row of every table that it gives."""

from __future__ import annotations

import re

from ... import activities, slogans, tables, themes, tokens
from ...codes import INCLUDED
from ...corpus import Report
from ...corpus.folder.reports_csv import COLUMNS
from ...lexicons import Lexicons

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")
NO_BODY = "no paragraph of body text"
NO_HAN = "no Chinese character in its body text"


def rows_of(report: Report, lexicons: Lexicons) -> dict[str, list[dict]]:
    """All rows of one report: table name -> rows, for every table but phrases, which needs several reports.

    Depends on nothing but its arguments.
    """
    counts, refused = activities.extract(report, lexicons)
    terms = tokens.count(report, lexicons)
    paragraphs: list[dict] = []
    for segment in report.paragraphs:
        start, end = segment.span(0, len(segment.text))
        row: dict = {"report": report.report, "paragraph": segment.paragraph, "source": report.source}
        row |= {"start": start, "end": end, "heading": " / ".join(segment.headings)}
        paragraphs.append(row | {"n_chars": len(HAN.findall(segment.text))})
    own = {c: v for c, v in report.meta.items() if c not in tables.columns("reports")}
    summary = {c: report.meta.get(c) for c in COLUMNS} | {
        "report": report.report,
        "source": report.source,
        "start": report.start,
        "end": report.end,
        "n_chars": sum(row["n_chars"] for row in paragraphs),
        "n_paragraphs": len(paragraphs),
        "n_tokens": sum(row["n"] for row in terms),
        "status": _status(paragraphs),
    }
    return {
        "reports": [summary | own],
        "paragraphs": paragraphs,
        "terms": terms,
        "activities": counts,
        "refusals": refused,
        "slogans": slogans.find(report, lexicons.matcher, lexicons=lexicons),
        "themes": themes.classify(report, lexicons.themes),
    }


def _status(paragraphs: list[dict]) -> str:
    if not paragraphs:
        return NO_BODY
    return INCLUDED if any(row["n_chars"] for row in paragraphs) else NO_HAN
