"""A corpus folder as tables: read where they are measured already, computed from the texts where not."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd

from .. import tables
from ..corpus import Documents, scan
from ..corpus.folder.problems import problem_table
from ..lexicons import load_lexicons
from ..tables.corpus_tables import Corpus, CorpusError
from .measured_tables import ELSEWHERE, corpus_of, measure_again, measured_tables
from .measuring.manifest import stale
from .measuring.tabulate import tabulate


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
    at = folder if tables.holds_tables(folder) else folder / "tables" if (folder / "tables").is_dir() else None
    documents, problems = _documents(folder, texts, at)
    if documents is None and at is None:
        raise CorpusError(
            f"{folder}: neither texts nor tables; put .txt files under texts/, or tables/ beside reports.csv"
        )
    root = (texts or (folder / "texts" if (folder / "texts").is_dir() else folder)).absolute()  # whatever os.chdir does
    files = {} if documents is None else {source: root / source for source in documents.sources}
    known = load_lexicons(lexicons) if documents is not None or lexicons is not None else None
    why = ""
    if at is not None:
        again = measure_again(*((texts, at) if at == folder else (folder, at, texts))) if files else ELSEWHERE
        try:
            manifest = tables.read_manifest(at)
            why = stale(manifest, folder, documents, known)
            if not why:
                return measured_tables(folder, at, manifest, problems, files, again)
        except ValueError as error:
            if documents is None or isinstance(error, CorpusError):
                raise CorpusError(str(error) if isinstance(error, CorpusError) else f"{error}; {ELSEWHERE}") from None
            why = str(error)
        if documents is None:
            raise CorpusError(f"{at}: {why}; the texts are needed to measure anew")
        warnings.warn(f"{at} is not used: {why}; the tables are computed anew", stacklevel=2)
    found, manifest, problems = tabulate(folder, texts, known, workers, progress)
    origin = "computed from the texts" + (f", because in {at.name}/ {why}" if at is not None else "")
    return corpus_of(folder, found, manifest, problems, files, origin)


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
        return None, problem_table()
    documents, problems = scan(folder, texts)
    return (documents if len(documents) or at is None else None), problems
