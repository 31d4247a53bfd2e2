"""A corpus folder as tables: read where they are measured already, computed from the texts where not."""

from __future__ import annotations

import hashlib
import shlex
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from .. import __version__, tables, tokens
from ..corpus import Documents, UnreadableError, read_document, scan
from ..corpus.files.reports_csv import read_sheet
from ..corpus.files.scan import PROBLEM_COLUMNS
from ..corpus.places import two_names
from ..lexicons import Lexicons, load_lexicons
from .corrections import apply as corrections
from .measuring.tabulate import tabulate, with_problems

TABLES = tuple(tables.SCHEMAS)
_MEASURED = ("source", "start", "end", "sha256")  # facts about the text that was measured, not about the report

_ELSEWHERE = "measure again with the texts, or take the tables from where they came"


class CorpusError(ValueError):
    """A folder cannot be used as a corpus; the message says why, and what to do."""


@dataclass(frozen=True)
class Corpus:
    """The tables of a corpus (columns: data/README.md) and where they come from.

    manifest: versions, lexicons, parameters and sources of the measurement. corrections: what became of each row of
    corrections.csv. problems: file, row, report, problem, what_to_do. origin: whether the tables were read or
    computed, and why. folder, files (source -> text file): absolute.
    """

    folder: Path
    reports: pd.DataFrame = field(repr=False)
    paragraphs: pd.DataFrame = field(repr=False)
    terms: pd.DataFrame = field(repr=False)
    activities: pd.DataFrame = field(repr=False)
    refusals: pd.DataFrame = field(repr=False)
    slogans: pd.DataFrame = field(repr=False)
    phrases: pd.DataFrame = field(repr=False)
    themes: pd.DataFrame = field(repr=False)
    manifest: dict = field(repr=False)
    corrections: pd.DataFrame = field(repr=False)
    problems: pd.DataFrame = field(repr=False)
    origin: str
    files: dict[str, Path] = field(repr=False)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Table name -> table."""
        return {name: getattr(self, name) for name in TABLES}

    def text(self, source: str) -> str:
        """The decoded text of a source (a name in the column `source`): text(source)[start:end] is what a row is about.

        Raises CorpusError where the text is not at hand.
        """
        if source in self.files:
            try:
                return read_document(self.files[source]).text
            except UnreadableError as error:
                raise CorpusError(f"{self.files[source]}: {error.args[0]}; {error.args[1]}") from None
        if source in set(self.reports["source"]):
            raise CorpusError(
                f"{self.folder}: the text {source} is not here, only tables measured on it; "
                "put the texts under texts/, or name their folder: load_corpus(folder, texts=…)"
            )
        known = ", ".join(list(dict.fromkeys(self.reports["source"]))[:5])
        raise CorpusError(f"{self.folder}: no source {source!r}; sources are {known} …")


def load_corpus(
    folder: str | Path,
    texts: str | Path | None = None,
    lexicons: str | Path | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Corpus:
    """A corpus folder as tables.

    folder: `reports.csv` with `texts/` or `tables/` or both; or .txt files; or the tables of `tabulate` themselves.
    texts: the folder of the texts where it is another one. lexicons: a folder of lexicons of your own.
    Tables are read where there are no texts, or where the manifest says that they were measured on these texts, with
    these lexicons, this reports.csv, this corrections.csv and this version; else they are computed, with a warning
    where tables were passed over. Without texts, what reports.csv says about a report now (city, genre, year …)
    replaces what it said then; corrections stay as they were.
    Raises CorpusError, or LexiconError listing every bad row of the lexicons.
    """
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise no_folder(folder)
    texts = None if texts is None else texts_in(texts)
    own = folder / "tables" if not tables.holds_tables(folder) and (folder / "tables").is_dir() else None
    at = folder if tables.holds_tables(folder) else own
    documents, problems = _documents(folder, texts, at)
    if documents is None and at is None:
        raise CorpusError(
            f"{folder}: neither texts nor tables; put .txt files under texts/, or tables/ beside reports.csv"
        )
    root = (texts or (folder / "texts" if (folder / "texts").is_dir() else folder)).absolute()  # whatever os.chdir does
    files = {} if documents is None else {source: root / source for source in documents.sources}
    known = load_lexicons(lexicons) if documents is not None or lexicons is not None else None
    if at is not None:
        try:
            manifest = tables.read_manifest(at)
            stale = _stale(manifest, folder, documents, known)
            if not stale:
                again = measure_again(folder if own else texts, at, texts if own else None) if files else _ELSEWHERE
                return _read(folder, at, manifest, problems, files, again)
        except ValueError as error:
            if documents is None or isinstance(error, CorpusError):
                raise CorpusError(str(error) if isinstance(error, CorpusError) else f"{error}; {_ELSEWHERE}") from None
            stale = str(error)
        if documents is None:
            raise CorpusError(f"{at}: {stale}; the texts are needed to measure anew")
        warnings.warn(f"{at} is not used: {stale}; the tables are computed anew", stacklevel=2)
    found, manifest, problems = tabulate(folder, texts, known, workers, progress)
    origin = "computed from the texts" + (f", because in {at.name}/ {stale}" if at is not None else "")
    told = corrections.corrections_table(manifest["corrections"])
    return Corpus(
        folder.absolute(), **found, manifest=manifest, corrections=told, problems=problems, origin=origin, files=files
    )


def no_folder(folder: Path) -> CorpusError:
    """What is wrong with the name of a corpus that is no folder."""
    if folder.exists():
        return CorpusError(f"{folder}: a file; name the folder it is in")
    return CorpusError(f"{folder}: no such folder; check the path")


def texts_in(folder: str | Path) -> Path:
    """The folder of texts that a person means: its own `texts/` where it has one."""
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder of texts; check the path")
    return folder / "texts" if (folder / "texts").is_dir() else folder


def _documents(folder: Path, texts: Path | None, at: Path | None) -> tuple[Documents | None, pd.DataFrame]:
    """The texts, None where there are none beside tables, and the problems."""
    if at == folder and texts is None:
        return None, pd.DataFrame(columns=list(PROBLEM_COLUMNS)).astype({"row": "Int64"})
    documents, problems = scan(folder, texts)
    return (documents if len(documents) or at is None else None), problems


def _stale(manifest: dict, folder: Path, documents: Documents | None, lexicons: Lexicons | None) -> str:
    """Why tables may not stand for these texts and lexicons; "" where they may."""
    if lexicons is not None:
        then = manifest.get("lexicons") or {}
        changed = [name for name, digest in lexicons.digests.items() if then.get(name) != digest]
        if changed:
            return f"the tables were measured with another lexicon ({', '.join(changed)})"
    if documents is None:
        return ""
    if manifest.get("version") != __version__:
        return f"the tables were measured by version {manifest.get('version')}, this is {__version__}"
    sheet = folder / "reports.csv"
    digest = hashlib.sha256(sheet.read_bytes()).hexdigest() if sheet.is_file() else None
    if not tables.holds_tables(folder) and manifest.get("reports.csv") != digest:
        return "reports.csv has changed since"
    if not tables.holds_tables(folder) and manifest.get(corrections.FILE) != corrections.read_corrections(folder)[2]:
        return f"{corrections.FILE} has changed since"
    if manifest.get("segmenter", {}).get("version") != tokens.identity()["version"]:
        return "the tables were measured with another version of the segmenter"
    then = {source: about.get("sha256") for source, about in (manifest.get("sources") or {}).items()}
    now = {document.source: document.sha256 for document in documents}
    changed = sorted(s for s in then.keys() | now.keys() if then.get(s) != now.get(s))
    return (
        f"the texts have changed since ({', '.join(changed[:3])}{' …' if len(changed) > 3 else ''})" if changed else ""
    )


def _read(folder: Path, at: Path, manifest: dict, problems: pd.DataFrame, files: dict[str, Path], again: str) -> Corpus:
    found = tables.read(at)
    sheet = folder / "reports.csv"
    if at != folder and sheet.is_file() and not files:
        found["reports"], more = _described(found["reports"], read_sheet(sheet, []))
        problems = with_problems(problems, more)
    edited = tables.changed(at, manifest)
    problems = with_problems(problems, told_edited(at, manifest, edited, again))
    if edited:
        manifest = manifest | {"edited": edited}  # so that a copy of them says so, too
    log = manifest.get("corrections") or []
    _, more, digest = corrections.read_corrections(folder)
    if at != folder and digest != manifest.get(corrections.FILE):
        what = "changed or removed since the tables were measured, which hold what it said then"
        more = [(corrections.FILE, None, "", what, "measure the tables again with the texts")]
    cities = found["reports"].dropna(subset=["city"]).set_index("city")["report"].to_dict()
    problems = with_problems(problems, more + corrections.problems_of(log) + two_names(cities))
    told = corrections.corrections_table(log)
    origin = f"read from {at.name}/" + ("" if files else "; the texts are not here")
    return Corpus(
        folder.absolute(), **found, manifest=manifest, corrections=told, problems=problems, origin=origin, files=files
    )


def told_edited(at: Path, manifest: dict, edited: list[str], again: str) -> list[tuple]:
    """Tables that are used though they are not what was measured, as problems.

    edited: as `tables.changed` gives it. again: what to do about it.
    """
    if "tables" not in manifest:
        what = "holds no digests of the tables: whether one was changed since cannot be told"
        return [(f"{at.name}/{tables.MANIFEST}", None, "", what, again)]
    what = "changed after it was measured, by hand or by a program that saved it again (line ends and byte order mark "
    what += "count); it is used as it is"
    return [(f"{at.name}/{file}", None, "", what, again) for file in edited]


def measure_again(folder: Path, at: Path, texts: str | Path | None = None) -> str:
    """What to do to have the tables `at` of a folder anew. texts: their folder, where it is another one."""
    where = ["--texts", str(texts)] if texts else []
    return "to measure anew: python -m analysis tabulate " + shlex.join([str(folder), *where, "--out", str(at)])


def _described(reports: pd.DataFrame, sheet: list[dict]) -> tuple[pd.DataFrame, list[tuple]]:
    """Measured reports with what reports.csv says about them now, and where it speaks of other texts."""
    rows = {row["report"]: row for row in sheet}
    bad, out = [], []
    for old in reports.astype(object).where(reports.notna(), None).to_dict("records"):
        row = rows.pop(old["report"], {})
        if row.get("sha256") and old["sha256"] and row["sha256"].lower() != old["sha256"]:
            what = "sha256 is not that of the text the tables were measured on"
            bad.append(("reports.csv", row["row"], old["report"], what, "correct it, or measure the tables again"))
        told = {c: v for c, v in row.items() if c not in ("row", *_MEASURED) and v not in ("", None)}
        out.append(old | told)
    for row in rows.values():
        todo = "delete the row, or measure the tables again with its text"
        bad.append(("reports.csv", row["row"], row["report"], "no such report in tables/", todo))
    return tables.frame("reports", out), bad
