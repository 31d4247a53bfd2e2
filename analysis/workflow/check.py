"""All problems of a corpus folder at once, and a `reports.csv` to start from."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from .. import slogans, tables
from ..codes import ENGINES
from ..corpus import Documents, UnreadableError, reports_of, scan, suggest_rows
from ..corpus.folder.problems import Problem, with_problems
from ..corpus.folder.reports_csv import COLUMNS, own_columns, read_rows
from ..corpus.folder.scan import texts_of
from ..corpus.places import name_cities, two_names
from ..lexicons import Lexicons, load_lexicons
from . import corrections
from .corrections_csv import read_corrections
from .load import load_corpus, measure_again, told_edited
from .manifest import engine_of
from .measuring.measure import measure


@dataclass(frozen=True)
class Check:
    """What was found in a folder.

    documents: its texts. problems: file, row, report, problem, what_to_do. corrections: the outcome of each row of
    corrections.csv (keys: corrections.LOG). own_columns: of reports.csv. anachronisms: as compare.anachronisms gives
    them; they may be correct, and so are not problems. engine: the segmenter of the tables beside the texts, if it is
    not the default; else "".
    """

    documents: Documents = field(repr=False)
    problems: pd.DataFrame = field(repr=False)
    corrections: list[dict] = field(repr=False)
    own_columns: list[str]
    anachronisms: pd.DataFrame = field(repr=False)
    engine: str = ""


@dataclass(frozen=True)
class Dated:
    """What compare.anachronisms needs: the reports of some documents and the slogans in them."""

    reports: pd.DataFrame
    slogans: pd.DataFrame


def check(folder: str | Path, texts: str | Path | None = None, lexicons: str | Path | None = None) -> Check:
    """Check the texts, reports.csv, corrections.csv and tables of a folder; nothing is written.

    folder, texts, lexicons: as for load_corpus. Each correction is tried on the texts; if there are none, its outcome
    when the tables were measured is shown. Raises CorpusError if a folder of tables cannot be read, and LexiconError.
    """
    from ..compare import anachronisms  # SciPy, which other commands do without

    folder = Path(folder)
    own, at = own_columns(folder), folder / "tables"
    if tables.holds_tables(folder) and texts is None:
        corpus = load_corpus(folder)
        fixed = corpus.manifest.get("corrections") or []
        return Check(Documents(()), corpus.problems, fixed, own, anachronisms(corpus))
    documents, problems = scan(folder, texts)
    again = measure_again(folder, at, texts or (None if documents else "FOLDER"))
    wrong = _wrong_tables(at, again, len(documents) > 0) if at.is_dir() else []
    log: list[dict] = []
    known = load_lexicons(lexicons)
    seen = dated(documents, known)
    if documents:
        problems = with_problems(problems, two_names(_cities(folder, documents)))
        rows, more = read_corrections(folder)
        log = _tried(rows, documents, known)
        problems = with_problems(problems, more + corrections.problems_of(log))
    elif at.is_dir() and not wrong:
        corpus = load_corpus(folder)
        problems, log = corpus.problems, corpus.manifest.get("corrections") or []
        seen = Dated(corpus.reports, corpus.slogans)
    late = anachronisms(seen, lexicon=known.slogans)
    engine = engine_of(tables.read_manifest(at)) if at.is_dir() and not wrong else ENGINES[0]
    told = "" if engine == ENGINES[0] else engine
    return Check(documents, with_problems(problems, wrong), log, own, late, told)


def dated(documents: Documents, lexicons: Lexicons) -> Dated:
    """Reports and slogans of documents, without the other measurements."""
    reports: list[dict] = []
    hits: list[dict] = []
    for document in documents:
        try:
            found = list(reports_of(document))
        except UnreadableError:
            continue  # gone since it was listed; scan names it among the problems next time
        for report in found:
            reports.append({**report.meta, "report": report.report})
            hits += slogans.find(report, lexicons.matcher, lexicons=lexicons)
    return Dated(tables.frame("reports", reports), tables.frame("slogans", hits))


def _wrong_tables(at: Path, again: str, edited: bool) -> list[Problem]:
    """Tables that break their contract or, where it is asked, are not what was measured. again: what to do about it."""
    try:
        manifest = tables.read_manifest(at)
        tables.read(at)
    except ValueError as error:
        return [(at.name, None, "", str(error), again)]
    return told_edited(at, manifest, again) if edited else []


def _cities(folder: Path, documents: Documents) -> dict[str, str]:
    """City -> a report of it, as the tables will have them; a text is looked through only where its rows name none."""
    rows: list[dict] = []
    for document in documents:
        if document.rows and all(row["city"] for row in document.rows):
            rows += document.rows
        else:
            rows += [report.meta | {"report": report.report} for report in reports_of(document)]
    return {row["city"]: row["report"] for row in name_cities(rows, read_rows(folder)) if row["city"]}


def _tried(rows: list[dict], documents: Documents, lexicons: Lexicons) -> list[dict]:
    """What becomes of each correction; only the documents of the reports that they name are measured."""
    named = {row["report"] for row in rows}
    found: dict[str, list[dict]] = {name: [] for name in tables.SCHEMAS}
    for document in documents if rows else ():
        if named & {report.report for report in reports_of(document)}:
            for name, more in measure(document, lexicons).rows.items():
                found[name] += more
    measured = {name: tables.frame(name, more) for name, more in found.items()}
    return corrections.apply(measured, rows, texts_of(documents))[2]


def suggested(folder: str | Path, texts: str | Path | None = None) -> pd.DataFrame:
    """Rows for reports.csv: one per report found, then those of an existing reports.csv without a text.

    folder, texts: as for corpus.scan. Columns: corpus.folder.reports_csv.COLUMNS, then the researcher's own columns.
    """
    folder = Path(folder)
    documents, _ = scan(folder, texts)
    found = []
    for i in range(len(documents)):
        try:
            found += [replace(report, segments=()) for report in reports_of(documents[i])]
        except UnreadableError:
            continue  # gone since it was listed; scan names it among the problems next time
    sheet = read_rows(folder)
    table = suggest_rows(found)
    told = [report.meta | {"report": report.report} for report in found]
    table["city"] = [row["city"] for row in name_cities(told, sheet)]
    own = dict.fromkeys(c for report in found for c in report.meta if c not in COLUMNS)
    table = table.assign(**{c: [report.meta.get(c, "") for report in found] for c in own})
    ids = set(table["report"])
    left = pd.DataFrame([row for row in sheet if row["report"] not in ids]).drop(columns="row", errors="ignore")
    if left.empty:
        return table
    left = left.astype({c: "Int64" for c in ("start", "end", "year")})
    return pd.concat([table, left], ignore_index=True) if len(table) else left


def write_suggested(table: pd.DataFrame, file: Path) -> None:
    """Write rows of reports.csv for a spreadsheet (UTF-8 with BOM); overwrites nothing: raises FileExistsError."""
    with file.open("x", encoding="utf-8-sig", newline="") as out:
        table.to_csv(out, index=False, lineterminator="\n")
