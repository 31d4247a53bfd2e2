"""A corpus folder as tables: read if already measured, else computed from the texts."""

import shlex
import warnings
from pathlib import Path

import pandas as pd

from .. import tables
from ..codes import ENGINES
from ..corpus import Documents, scan
from ..corpus.folder import reports_csv
from ..corpus.folder.problems import Problem, problem_table, with_problems
from ..corpus.places import two_names
from ..lexicons import load_lexicons
from ..tables.corpus_tables import Corpus, CorpusError
from .corrections import corrections_table, problems_of
from .corrections_csv import FILE, read_corrections
from .manifest import digest, engine_of, stale
from .tabulate import tabulate

_ELSEWHERE = "measure again with the texts, or take the tables from where they came"
_MEASURED = (
    "source",
    "start",
    "end",
    "sha256",
    "status",
)  # facts about the text that was measured, not about the report


def load_corpus(
    folder: str | Path,
    texts: str | Path | None = None,
    lexicons: str | Path | None = None,
    workers: int = 1,
    progress: bool = False,
    engine: str | None = None,
) -> Corpus:
    """A corpus folder as tables.

    folder: `reports.csv` with `texts/` or `tables/` or both; or .txt files; or the tables of `tabulate` themselves.
    texts: the folder of the texts, if it is a different one. lexicons: a folder of lexicons of your own. engine: the
    segmenter, one of codes.ENGINES; default: that of the tables, if there are any.
    Tables are read if there are no texts, or if the manifest says that they were measured on these texts, with these
    lexicons, this reports.csv, this corrections.csv and this version; else they are computed, with a warning if
    existing tables were ignored. Each of the tables that are as this version wrote them is read when it is first asked
    for, so that terms, the largest, costs nothing where no word is counted. Without texts, what reports.csv says about
    a report now (city, genre, year …) replaces what it said then; corrections stay as they were.
    Raises CorpusError, or LexiconError listing every bad row of the lexicons.
    """
    folder = corpus_folder(folder)
    texts = None if texts is None else texts_in(texts)
    at = folder if tables.holds_tables(folder) else folder / "tables" if (folder / "tables").is_dir() else None
    documents, problems = (Documents(()), problem_table()) if at == folder and texts is None else scan(folder, texts)
    root = (texts or (folder / "texts" if (folder / "texts").is_dir() else folder)).absolute()  # whatever os.chdir does
    files = {source: root / source for source in documents.sources}
    engine = engine or (engine_of(_manifest(at)) if at is not None else ENGINES[0])
    known = load_lexicons(lexicons, engine) if files or lexicons is not None else None
    why = ""
    if at is not None:
        again = measure_again(*((texts, at) if at == folder else (folder, at, texts))) if files else _ELSEWHERE
        try:
            manifest = tables.read_manifest(at)
            why = stale(manifest, folder, documents, known)
            if not why:
                found, manifest, more = _measured(folder, at, manifest, bool(files), again)
                problems = with_problems(problems, more)
                origin = f"read from {at.name}/" + ("" if files else "; the texts are not here")
        except ValueError as error:
            if not files:
                raise CorpusError(f"{error}; {_ELSEWHERE}") from None
            why = str(error)
        if why and not files:
            raise CorpusError(f"{at}: {why}; the texts are needed to measure anew")
        if why:
            warnings.warn(f"{at} is not used: {why}; the tables are computed anew", stacklevel=2)
    if at is None or why:
        found, manifest, problems = tabulate(folder, texts, known, workers, progress)
        origin = "computed from the texts" + (f", because in {at.name}/ {why}" if at is not None else "")
    told = corrections_table(manifest.get("corrections") or [])
    return Corpus(
        folder.absolute(), **found, manifest=manifest, corrections=told, problems=problems, origin=origin, files=files
    )


def _manifest(at: Path) -> dict:
    """The manifest of tables; empty where it cannot be read, which is told when the tables are."""
    try:
        return tables.read_manifest(at)
    except ValueError:
        return {}


def corpus_folder(folder: str | Path) -> Path:
    """The folder that the user names as a corpus; raises CorpusError if it is not one."""
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        what = "a file; name the folder it is in" if folder.exists() else "no such folder; check the path"
        raise CorpusError(f"{folder}: {what}")
    return folder


def texts_in(folder: str | Path) -> Path:
    """The folder of texts that the user means: its `texts/`, if it has one."""
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder of texts; check the path")
    return folder / "texts" if (folder / "texts").is_dir() else folder


def _measured(folder: Path, at: Path, manifest: dict, texts: bool, again: str) -> tuple[dict, dict, list[Problem]]:
    """The tables in `at`, their manifest, and what is wrong with them; raises ValueError as tables.read does.

    texts: whether they are here; without them reports.csv describes the reports anew. again: as for told_edited.
    """
    found: dict = tables.opened(at)
    if isinstance(found["reports"], tables.Later):
        found["reports"] = found["reports"].read()
    problems: list[Problem] = []
    if at != folder and (folder / reports_csv.FILE).is_file() and not texts:
        found["reports"], problems = _described(found["reports"], reports_csv.read_rows(folder))
    edited = tables.changed(at, manifest)
    problems += told_edited(at, manifest, again)
    _, wrong = read_corrections(folder)
    if at != folder and digest(folder / FILE) != manifest.get(FILE):
        what = "changed or removed since the tables were measured, which hold what it said then"
        wrong = [(FILE, None, "", what, "measure the tables again with the texts")]
    named = found["reports"].dropna(subset=["city"])
    cities = dict(zip(named["city"], named["report"], strict=True))
    problems += wrong + problems_of(manifest.get("corrections") or []) + two_names(cities)
    return found, manifest | ({"edited": edited} if edited else {}), problems  # a copy of edited tables says so, too


def told_edited(at: Path, manifest: dict, again: str) -> list[Problem]:
    """Tables that are used although they have changed since they were measured, as problems. again: what to do about
    it.
    """
    if "tables" not in manifest:
        what = "holds no digests of the tables: whether one was changed since cannot be told"
        return [(f"{at.name}/{tables.MANIFEST}", None, "", what, again)]
    what = "changed after it was measured, by hand or by a program that saved it again (line ends and byte order mark "
    what += "count); it is used as it is"
    return [(f"{at.name}/{file}", None, "", what, again) for file in tables.changed(at, manifest)]


def measure_again(folder: Path, at: Path, texts: str | Path | None = None) -> str:
    """How to renew the tables `at` of a folder. texts: the folder of the texts, if it is a different one."""
    where = ["--texts", str(texts)] if texts else []
    return "to measure anew: python -m analysis tabulate " + shlex.join([str(folder), *where, "--out", str(at)])


def _described(reports: pd.DataFrame, sheet: list[dict]) -> tuple[pd.DataFrame, list[Problem]]:
    """Measured reports with what reports.csv says about them now, and where it speaks of other texts."""
    rows = {row["report"]: row for row in sheet}
    bad: list[Problem] = []
    out = []
    for old in reports.astype(object).where(reports.notna(), None).to_dict("records"):
        row = rows.pop(old["report"], {})
        if row.get("sha256") and old["sha256"] and row["sha256"].lower() != old["sha256"]:
            what = "sha256 is not that of the text the tables were measured on"
            bad.append((reports_csv.FILE, row["row"], old["report"], what, "correct it, or measure the tables again"))
        out.append(old | {c: v for c, v in row.items() if c not in ("row", *_MEASURED) and v not in ("", None)})
    todo = "delete the row, or measure the tables again with its text"
    bad += [(reports_csv.FILE, row["row"], row["report"], "no such report in tables/", todo) for row in rows.values()]
    return tables.frame("reports", out), bad
