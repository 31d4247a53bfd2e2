"""From a pile of files to a corpus folder that a person can check: texts, what they are, and how each file was read."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..codes import INCLUDED
from ..corpus import Document, reports_of, scan
from ..corpus.folder.files import read_cells
from ..corpus.folder.problems import shown
from ..corpus.folder.reports_csv import COLUMNS, FILE, GUESSED, STATUS
from ..corpus.ids import free, without_endings
from ..corpus.kinds import other_kind
from ..corpus.places import name_cities
from ..formats import UnreadableError
from ..formats.cells import guarded
from ..tables.corpus_tables import CorpusError
from . import guesses

SOURCES = "sources.csv"
# A row is a text of the pile or a file that holds none. file, part: where it is in the pile; sha256: of the file;
# text, text_sha256: where it went, below texts/; status: read, or why not.
SOURCE_COLUMNS = ("file", "part", "sha256", "text", "text_sha256", "status", "what_to_do")
READ = "read"
NOT_OURS = "no report of a consultative conference"
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\;\u200b-\u200f\u2028-\u202e]+')
_LONGEST = 60  # characters of a step of a path


@dataclass(frozen=True)
class New:
    """The result for a pile. reports: the rows of reports.csv; added: how many of them are new; sources: the rows of
    sources.csv; doubts: problems of texts that were read (file, row, report, problem, what_to_do).
    """

    folder: Path
    reports: pd.DataFrame = field(repr=False)
    added: int
    sources: pd.DataFrame = field(repr=False)
    doubts: pd.DataFrame = field(repr=False)


def new(pile: str | Path, out: str | Path) -> New:
    """Write the texts of a pile, reports.csv and sources.csv into a folder; a repeated run adds what is new.

    pile: files of any kind at any depth, or a corpus folder, whose reports.csv is then followed. out: a new or empty
    folder, or one written by an earlier run: what a person changed, deleted or added there stays. Of several copies one
    is `included`; the others, and texts that are not reports of a consultative conference, are rows with the reason as
    their status.
    Raises CorpusError.
    """
    pile, out = Path(pile).expanduser(), Path(out).expanduser()
    _check(pile, out)
    known = _known(out / SOURCES)
    header, old = _sheet(out / FILE)
    documents, problems = scan(pile)
    (out / "texts").mkdir(parents=True, exist_ok=True)
    if not known:
        _write(out / SOURCES, SOURCE_COLUMNS, [])
    sources = [row for row in known.values() if row["status"] == READ]
    ids = {row["report"] for row in old}
    placed = {row["source"] for row in old}
    names = {row["text"].lower() for row in sources}
    rows: list[dict] = []
    digests: dict[Path, str] = {}
    for i, source in enumerate(documents.sources):
        file, part = _file_and_part(pile, source)
        digest = digests.setdefault(file, hashlib.sha256(file.read_bytes()).hexdigest())
        place = {"file": file.relative_to(_root(pile)).as_posix(), "part": part, "sha256": digest}
        before = known.get((place["file"], part))
        try:
            document = documents[i]
        except UnreadableError as error:  # it could be read a moment ago
            sources.append(place | {"status": error.args[0], "what_to_do": error.args[1]})
            continue
        text_digest = hashlib.sha256(document.text.encode()).hexdigest()
        if before and before["status"] == READ:
            if before["text_sha256"] != text_digest:
                before["what_to_do"] = f"has changed in the pile since: to read it again, delete its line in {SOURCES}"
            continue
        name = _text_name(source, document.text, out / "texts", names)
        names.add(name.lower())
        sources.append(place | {"text": name, "text_sha256": text_digest, "status": READ, "what_to_do": ""})
        if name not in placed:
            rows += _rows(document, source, name, text_digest, ids)
    unread = problems[~problems["file"].isin([*documents.sources, FILE])]
    for problem in unread.drop_duplicates("file", keep="last").to_dict("records"):
        sources.append({"file": problem["file"], "status": problem["problem"], "what_to_do": problem["what_to_do"]})
    header = [*header, *(c for c in dict.fromkeys(c for row in rows for c in row) if c not in header)]
    _write(out / FILE, header, [*old, *rows])
    _decide(out, header, old, rows)
    _write(out / SOURCES, SOURCE_COLUMNS, sources)
    doubtful = problems[problems["file"].isin(documents.sources) & ~problems["problem"].str.startswith("copy: ")]
    told = pd.DataFrame([*old, *rows], columns=header).fillna("")
    return New(out, told, len(rows), pd.DataFrame(sources, columns=list(SOURCE_COLUMNS)).fillna(""), doubtful)


def _check(pile: Path, out: Path) -> None:
    if not pile.is_dir():
        raise CorpusError(f"{pile}: no such folder; check the path")
    here, there = pile.resolve(), out.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise CorpusError(f"{out}: pile and corpus folder may not lie in each other; name another folder")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CorpusError(f"{out}: a link or a file; name a new folder for the corpus")
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out / SOURCES):
        raise CorpusError(f"{out}: holds other files; name a new or an empty folder, or one that `new` wrote")


def _is_ours(file: Path) -> bool:
    cells = read_cells(file, lambda *told: None, SOURCE_COLUMNS) if file.is_file() else []
    return bool(cells) and set(SOURCE_COLUMNS) <= set(cells[0])


def _known(file: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(file, part) → row of sources.csv of an earlier run."""
    cells = read_cells(file, lambda *told: None, SOURCE_COLUMNS) if file.is_file() else []
    rows = [dict.fromkeys(SOURCE_COLUMNS, "") | dict(zip(cells[0], line, strict=False)) for line in cells[1:]]
    return {(row["file"], row["part"]): row for row in rows}


def _sheet(file: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows of reports.csv as they stand; raises CorpusError where it cannot be added to without loss."""
    if not file.is_file():
        return [*COLUMNS, STATUS, GUESSED], []
    wrong: list[str] = []
    cells = read_cells(file, lambda what, todo, row=1: wrong.append(f"row {row}: {what}; {todo}"), COLUMNS)
    lost = [told for told in wrong if "not UTF-8" not in told]
    if lost or not cells or "report" not in cells[0]:
        raise CorpusError(f"{file}: cannot be added to: {'; '.join(lost) or 'no column report'}; correct it first")
    header = cells[0]
    if long := next((i for i, line in enumerate(cells[1:], 2) if any(line[len(header) :])), None):
        raise CorpusError(f"{file}: cannot be added to: row {long} has more cells than the header; correct it first")
    rows = [dict.fromkeys(header, "") | dict(zip(header, line, strict=False)) for line in cells[1:]]
    return header, [dict.fromkeys(("source", "report"), "") | row for row in rows if any(row.values())]


def _root(pile: Path) -> Path:
    return pile / "texts" if (pile / "texts").is_dir() else pile


def _file_and_part(pile: Path, source: str) -> tuple[Path, str]:
    path = _root(pile) / source
    file = next(p for p in (path, *path.parents) if p.is_file())
    return file, "" if file == path else path.relative_to(file).as_posix()


def _text_name(source: str, text: str, folder: Path, taken: Iterable[str]) -> str:
    """The path of a text below texts/, after its path in the pile; the text is written there, over no other."""
    steps = [
        _FORBIDDEN.sub("-", step).strip(" .")[:_LONGEST] or "unnamed" for step in without_endings(source).split("/")
    ]
    name, data = f"{'/'.join(steps)}.txt", text.encode()
    while name.lower() in taken or ((folder / name).exists() and (folder / name).read_bytes() != data):
        name = f"{name.removesuffix('.txt')}+.txt"
    file = folder / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, data)
    return name


def _rows(document: Document, source: str, name: str, digest: str, ids: set[str]) -> list[dict]:
    """Rows of reports.csv for the reports of a document."""
    rows = []
    reports = reports_of(document)
    for report in reports:
        whole = report.start == 0 and report.end == len(document.text)
        told = guesses.guess(report, document, source)
        row = {c: report.meta.get(c) or "" for c in COLUMNS} | {c: v for c, (v, *_) in told.items()}
        row |= {"report": free(report.report, ids), "source": name, "sha256": digest}
        row |= {"start": "", "end": ""} if whole else {"start": report.start, "end": report.end}
        kind = "" if document.rows else other_kind(document.text[report.start : report.end])
        by_hand = {r["report"]: r[STATUS] for r in document.rows}.get(report.report, "")
        row |= {STATUS: by_hand or (f"{NOT_OURS}: {kind}" if kind else ""), GUESSED: guesses.line(told)}
        own = {c: v for c, v in report.meta.items() if c not in row}
        ids.add(row["report"])
        rows.append({c: str(v) for c, v in (row | own).items()})
    return rows


def _decide(out: Path, header: list[str], old: list[dict], rows: list[dict]) -> None:
    """Write reports.csv once more with the status of each new row, and its city under the name that this corpus has."""
    documents, _ = scan(out)
    left = {report: why for i in range(len(documents)) for report, why in documents.left_out_of(i).items()}
    named = {
        row["report"]: row["city"] for row in name_cities(rows, [row | {"city": row.get("city", "")} for row in old])
    }
    for row in rows:
        row[STATUS] = row[STATUS] or left.get(row["report"], INCLUDED)
        row["city"] = named[row["report"]]
    _write(out / FILE, header, [*old, *rows])


def _write(file: Path, header: Iterable[str], rows: Iterable[Mapping[str, object]]) -> None:
    """A CSV file as spreadsheets open it, written at once: killed at any moment, the old or the new one is there."""
    header, text = list(header), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(str(row.get(c, ""))) for c in header] for row in rows)
    _replace(file, ("\ufeff" + text.getvalue()).encode("utf-8", "replace"))


def _replace(file: Path, data: bytes) -> None:
    part = file.with_name(f".{file.name[:40]}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


def told(result: New) -> str:
    """What a person should know and look at first, as a page of lines."""
    reports, sources = result.reports, result.sources
    unread, status = sources[sources["status"] != READ], reports[STATUS] if STATUS in reports else pd.Series(dtype=str)
    counted = status.isin(["", INCLUDED])
    lines = [f"{shown(r['file'])}: {shown(r['status'])}; {r['what_to_do']}" for r in unread.to_dict("records")]
    lines += [f"{shown(p['file'])}: {shown(p['problem'])}; {p['what_to_do']}" for p in result.doubts.to_dict("records")]
    lines += [f"{shown(r)}: {shown(s)}" for r, s in zip(reports["report"][~counted], status[~counted], strict=True)]
    look = first(reports)
    lines += [f"look first: {shown(r['report'])}: {shown(r[GUESSED])}" for r in look.to_dict("records")]
    lines.append(
        f"{len(sources) - len(unread)} texts read, {len(unread)} files or parts not read; {len(reports)} reports "
        f"({result.added} of them new), {int(counted.sum())} counted, {int((~counted).sum())} left out, "
        f"{len(look)} to look at first."
    )
    return "\n".join(lines)


def first(reports: pd.DataFrame) -> pd.DataFrame:
    """The measured reports with a guess that is unsure or missing, those with most of them first."""
    if GUESSED not in reports or STATUS not in reports:
        return reports.head(0).assign(**{GUESSED: ""})
    counted = reports[reports[STATUS].isin(["", INCLUDED])]
    n = counted[GUESSED].map(guesses.doubts)
    return counted.assign(_n=n)[n > 0].sort_values("_n", ascending=False, kind="stable").drop(columns="_n")
