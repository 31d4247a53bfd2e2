"""Texts -> tables: every measurement of a corpus, one report at a time."""

from __future__ import annotations

import hashlib
import multiprocessing
import platform
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from ... import __version__, activities, slogans, tables, themes, tokens
from ...codes import INCLUDED
from ...corpus import Document, Documents, Report, UnreadableError, reports_of, scan
from ...corpus.files.reports_csv import read_sheet
from ...corpus.metadata import COLUMNS
from ...corpus.places import name_cities, two_names
from ...lexicons import Lexicons, load_lexicons
from ..corrections import apply as corrections

PHRASES = {"min_reports": 2, "min_chars": 4, "max_chars": 40}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")
NO_BODY = "no paragraph of body text"
NO_HAN = "no Chinese character in its body text"
_PER_REPORT = [name for name in tables.SCHEMAS if name not in ("reports", "phrases")]
_BATCH = 200  # documents whose rows are kept as dicts, which take ten times the memory of a table


def rows_of(report: Report, lexicons: Lexicons) -> dict[str, list[dict]]:
    """All rows of one report: table name -> rows, for every table but phrases, which needs several reports.

    Depends on nothing but its arguments.
    """
    counts, refused = activities.extract(report, lexicons)
    terms = tokens.count(report, lexicons)
    paragraphs = []
    for segment in report.paragraphs:
        start, end = segment.span(0, len(segment.text))
        row = {"report": report.report, "paragraph": segment.paragraph, "source": report.source}
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


@dataclass(frozen=True)
class Measured:
    """What one document gave: rows by table, its reports cut down to what phrases need, and what went wrong."""

    source: str
    sha256: str = ""
    encoding: str = ""
    rows: dict[str, list[dict]] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    problems: tuple[tuple, ...] = ()


def measure(document: Document, lexicons: Lexicons) -> Measured:
    """Measure every report of a document. A report that fails is a problem, and the others are measured."""
    rows = {name: [] for name in ("reports", *_PER_REPORT)}
    slim, problems = [], []
    for report in reports_of(document):
        try:
            found = rows_of(report, lexicons)
        except Exception as error:  # a fault of ours in one report must not lose the work on all the others
            what = f"could not be measured: {type(error).__name__}: {error}"
            problems.append((document.source, None, report.report, what, "please report this, with the file"))
            row = {c: report.meta.get(c) for c in COLUMNS if c not in ("start", "end")}
            rows["reports"].append(row | {"report": report.report, "source": report.source, "status": what})
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


_worker: dict[str, Lexicons] = {}


def _start_worker(folder: Path | None) -> None:
    _worker["lexicons"] = load_lexicons(folder)


def _measure_one(one: Documents, lexicons: Lexicons | None = None) -> Measured:
    try:
        return measure(one[0], lexicons or _worker["lexicons"])
    except UnreadableError as error:  # it could be read when the folder was checked
        return Measured(one.sources[0], problems=((one.sources[0], None, "", *error.args),))


def _measure_all(documents: Documents, lexicons: Lexicons, workers: int) -> Iterator[Measured]:
    each = [documents[i : i + 1] for i in range(len(documents))]
    if workers == 1 or len(each) < 2:
        yield from (_measure_one(one, lexicons) for one in each)
        return
    context = multiprocessing.get_context("spawn")  # forking a process that has threads may hang it
    with ProcessPoolExecutor(min(workers, len(each)), context, _start_worker, (lexicons.folder,)) as pool:
        yield from pool.map(_measure_one, each, chunksize=max(1, min(16, len(each) // (4 * workers))))


def tabulate(
    folder: str | Path,
    texts: str | Path | None = None,
    lexicons: Lexicons | None = None,
    workers: int = 1,
    progress: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict, pd.DataFrame]:
    """Measure every text of a corpus folder.

    folder, texts: as for corpus.scan. lexicons: from load_lexicons, by default the shipped ones. workers: processes.
    progress: a bar on stderr where that is a terminal. A corrections.csv in the folder is applied in the end.
    Returns the tables in their written order, checked; the manifest; and the problems (file, row, report, problem,
    what_to_do). A report that could not be read or measured is in `reports` with the reason as its status.
    """
    folder = Path(folder)
    lexicons = lexicons or load_lexicons()
    documents, problems = scan(folder, texts)
    summaries, parts, waiting = [], {name: [] for name in _PER_REPORT}, {name: [] for name in _PER_REPORT}
    reports, sources, more = [], {}, []
    results = _measure_all(documents, lexicons, workers)
    for n, done in enumerate(tqdm(results, total=len(documents), unit="file", disable=None if progress else True), 1):
        summaries += done.rows.get("reports", [])
        for name in _PER_REPORT:
            waiting[name] += done.rows.get(name, [])
            if n % _BATCH == 0 or n == len(documents):
                parts[name].append(tables.frame(name, waiting[name]))
                waiting[name] = []
        reports += done.reports
        more += done.problems
        if done.sha256:
            sources[done.source] = {"sha256": done.sha256, "encoding": done.encoding}
    problems = with_problems(problems, more)
    sheet = read_sheet(folder / "reports.csv", []) if (folder / "reports.csv").is_file() else []
    summaries = name_cities(_in_order(summaries, sheet, problems), sheet)
    problems = with_problems(problems, two_names({row["city"]: row["report"] for row in summaries if row.get("city")}))
    order = {row["report"]: i for i, row in enumerate(summaries)}
    reports = [replace(r, meta={"city": summaries[order[r.report]].get("city")}) for r in reports]
    reports.sort(key=lambda r: order[r.report])
    out = {"reports": tables.frame("reports", summaries)}
    out |= {n: pd.concat(p, ignore_index=True) if p else tables.frame(n, []) for n, p in parts.items()}
    out["phrases"] = _phrases(reports, lexicons)
    out["paragraphs"] = _with_formulaic(out["paragraphs"], reports, out["phrases"])
    rows, more, digest = corrections.read_corrections(folder)
    out["activities"], out["refusals"], log = corrections.apply(out, rows, texts_of(documents))
    problems = with_problems(problems, more + corrections.problems_of(log))
    tables.check_all(out)
    manifest = _manifest(folder, lexicons, sources, out) | {corrections.FILE: digest, "corrections": log}
    return tables.ordered(out), manifest, problems


def _phrases(reports: list[Report], lexicons: Lexicons) -> pd.DataFrame:
    found = slogans.recurring_phrases(reports, lexicons.slogans, lexicons=lexicons, **PHRASES) if reports else None
    return tables.frame("phrases", [] if found is None else found.to_dict("records"))


def _with_formulaic(paragraphs: pd.DataFrame, reports: list[Report], phrases: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs with n_formulaic; missing where there are too few reports for a phrase to recur."""
    if len(reports) < PHRASES["min_reports"]:
        return paragraphs
    counts = {(report, number): n for report, number, n in slogans.formulaic(reports, phrases["phrase"])}
    found = [counts[key] for key in zip(paragraphs["report"], paragraphs["paragraph"], strict=True)]
    return paragraphs.assign(n_formulaic=pd.Series(found, index=paragraphs.index, dtype="Int64"))


def texts_of(documents: Documents) -> Callable[[str], str]:
    """Gives the decoded text of a source; "" where it cannot be read any more."""

    @lru_cache(maxsize=4)  # the corrections of a report mostly stand together
    def text(source: str) -> str:
        try:
            return documents[documents.sources.index(source)].text
        except UnreadableError:  # it could be read when it was measured; without it no place is found
            return ""

    return text


def with_problems(problems: pd.DataFrame, more: list[tuple]) -> pd.DataFrame:
    """The problems and further ones, as tuples of the same columns."""
    added = pd.DataFrame(more, columns=problems.columns).astype(problems.dtypes)
    return pd.concat([problems, added], ignore_index=True) if len(more) else problems


def _in_order(rows: list[dict], sheet: list[dict], problems: pd.DataFrame) -> list[dict]:
    """Rows of `reports` in the order of reports.csv, with those that could not be read and why, then the others."""
    by_id = {row["report"]: row for row in rows}
    asked = {row["report"] for row in sheet}
    why = {r.report: r.problem for r in problems[::-1].itertuples() if r.report}
    of_file = {r.file: r.problem for r in problems[::-1].itertuples()}
    out = []
    for row in sheet:
        lost = {c: v for c, v in row.items() if c not in ("row", "start", "end", "sha256")}
        source = row["source"] or row["report"]
        status = why.get(row["report"]) or of_file.get(source) or of_file.get(f"{source}.txt") or "not read"
        out.append(by_id.get(row["report"]) or lost | {"source": source, "status": status})
    out += [row for row in rows if row["report"] not in asked]
    known = {row["report"] for row in out}
    for problem in problems.itertuples():  # files without a row that could not be read
        if problem.report and problem.report not in known and problem.file != "reports.csv":
            known.add(problem.report)
            out.append({"report": problem.report, "source": problem.file, "status": problem.problem})
    return out


def _manifest(folder: Path, lexicons: Lexicons, sources: dict, out: dict[str, pd.DataFrame]) -> dict:
    sheet = folder / "reports.csv"
    return {
        "package": "zhengxie-reports",
        "version": __version__,
        "python": platform.python_version(),
        "segmenter": tokens.identity(lexicons),
        "lexicons": dict(lexicons.digests),
        "parameters": {"phrases": PHRASES, "slogans": {"nested": False}},
        "reports.csv": hashlib.sha256(sheet.read_bytes()).hexdigest() if sheet.is_file() else None,
        "sources": sources,
        "rows": {name: len(table) for name, table in out.items()},
    }
