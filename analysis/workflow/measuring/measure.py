"""Measuring a report, which gives rows of every table, and a document, which may hold several."""

from dataclasses import dataclass, field, replace

from ... import activities, slogans, themes, tokens
from ...codes import INCLUDED
from ...corpus import Document, Report, reports_of
from ...corpus.folder.problems import Problem
from ...corpus.folder.reports_csv import COLUMNS, STATUS
from ...corpus.script import HAN
from ...lexicons import Lexicons

FAILED = "could not be measured"  # the status of a report that code of ours broke on, and why
PER_REPORT = ("paragraphs", "terms", "activities", "refusals", "slogans", "themes")  # all that is no sum


def rows_of(report: Report, lexicons: Lexicons) -> dict[str, list[dict]]:
    """All rows of one report by table, except phrases, which needs several; depends only on its arguments."""
    counts, refused = activities.extract(report, lexicons)
    terms = tokens.count(report, lexicons)
    paragraphs: list[dict] = []
    for segment in report.paragraphs:
        start, end = segment.span(0, len(segment.text))
        row: dict = {"report": report.report, "paragraph": segment.paragraph, "source": report.source}
        row |= {"start": start, "end": end, "heading": " / ".join(segment.headings)}
        paragraphs.append(row | {"n_chars": len(HAN.findall(segment.text))})
    n_chars = sum(row["n_chars"] for row in paragraphs)
    no_text = "no Chinese character in its body text" if paragraphs else "no paragraph of body text"
    place = {"report": report.report, "source": report.source, "start": report.start, "end": report.end}
    sizes = {"n_chars": n_chars, "n_paragraphs": len(paragraphs), "n_tokens": sum(row["n"] for row in terms)}
    summary = {c: report.meta.get(c) for c in COLUMNS} | place | sizes | {"status": INCLUDED if n_chars else no_text}
    own = {c: v for c, v in report.meta.items() if c not in summary}
    return {
        "reports": [summary | own],
        "paragraphs": paragraphs,
        "terms": terms,
        "activities": counts,
        "refusals": refused,
        "slogans": slogans.find(report, lexicons.matcher, lexicons=lexicons),
        "themes": themes.classify(report, lexicons.themes),
    }


@dataclass(frozen=True)
class Measured:
    """The result of one document: rows by table, its reports reduced to what phrases need, and what went wrong."""

    source: str
    sha256: str = ""
    encoding: str = ""
    rows: dict[str, list[dict]] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()


def measure(document: Document, lexicons: Lexicons) -> Measured:
    """Measure every report of a document. A report that fails becomes a problem, and the others are measured."""
    rows: dict[str, list[dict]] = {name: [] for name in ("reports", *PER_REPORT)}
    slim: list[Report] = []
    problems: list[Problem] = []
    for report in reports_of(document):
        if why := document.left_out.get(report.report):
            rows["reports"].append(_described(report, document) | {"status": why})
            continue
        try:
            found = rows_of(report, lexicons)
        except Exception as error:  # a fault of ours in one report must not lose the work on all the others
            what = f"{FAILED}: {type(error).__name__}: {error}"
            problems.append((document.source, None, report.report, what, "please report this, with the file"))
            rows["reports"].append(_described(report, document) | {"status": what})
            continue
        status = found["reports"][0]["status"]
        if status != INCLUDED:  # what stands in headings alone, or in another language, is no report
            todo = "check that the file holds running text in Chinese, and that start and end are right"
            problems.append((document.source, None, report.report, status, todo))
            found = {"reports": found["reports"]}
        else:
            bare = tuple(replace(p, offsets=(), headings=()) for p in report.paragraphs)
            slim.append(replace(report, segments=bare, meta={}))
        found["reports"][0]["sha256"] = document.sha256  # of what was measured, whatever reports.csv says
        for name, more in found.items():
            rows[name] += more
    return Measured(document.source, document.sha256, document.encoding, rows, tuple(slim), tuple(problems))


def _described(report: Report, document: Document) -> dict:
    """The row of a report that is not measured, without its status."""
    known = {c: v for c, v in report.meta.items() if c not in ("start", "end", STATUS)}
    return known | {"report": report.report, "source": report.source, "sha256": document.sha256}
