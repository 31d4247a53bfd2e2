"""A replication bundle: the tables without the texts, to share."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pandas as pd

from .. import tables
from ..corpus.folder import reports_csv
from ..lexicons import LEXICONS, load_lexicons
from ..lexicons.files import own_names
from ..tables.corpus_tables import CorpusError
from .corrections import FILE
from .load import load_corpus, no_folder, texts_in
from .measuring.tabulate import tabulate
from .suggest import suggested, write_suggested


def bundle(
    folder: str | Path,
    out: str | Path,
    texts: str | Path | None = None,
    lexicons: str | Path | None = None,
    format: str = "csv",
    workers: int = 1,
    progress: bool = False,
    strict: bool = False,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Write reports.csv, tables/ with the manifest, and lexicons/ where own ones are used, into the folder `out`.

    corrections.csv goes with them, and the tables are those with the corrections applied; rows that could not be are
    among the problems. Tables are measured on the texts; where the folder has none, its tables are copied.
    A folder without reports.csv gets one of what was found in the texts. strict: where there are problems, write
    nothing.
    Returns the tables and the problems. Raises CorpusError, LexiconError, ValueError.
    """
    folder, out = Path(folder).expanduser(), Path(out).expanduser()
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise CorpusError(f"{out}: is there already; name a new or an empty folder for the bundle")
    if not folder.is_dir():
        raise no_folder(folder)
    root = texts_in(texts or folder)
    at = folder if tables.holds_tables(folder) else folder / "tables"
    if not _has_texts(root) and not at.is_dir():
        raise CorpusError(f"{folder}: neither texts nor tables; put .txt files in it")
    with tempfile.TemporaryDirectory() as name:
        stage = Path(name) / "bundle"  # a temporary folder is readable by its owner alone, a bundle is to be shared
        stage.mkdir()
        own = _copy_lexicons(lexicons, stage)
        if at != folder:
            for file in (folder / FILE, folder / reports_csv.FILE):
                if file.is_file():
                    shutil.copyfile(file, stage / file.name)
        sheet = stage / reports_csv.FILE
        if _has_texts(root) and at != folder:
            if not sheet.is_file():
                write_suggested(suggested(folder, root), sheet)
            found, manifest, problems = tabulate(stage, root, load_lexicons(own), workers, progress)
        else:
            corpus = load_corpus(folder, lexicons=lexicons)
            found, manifest, problems = tables.read(at), corpus.manifest, corpus.problems
            if not sheet.is_file():
                write_suggested(found["reports"].drop(columns=list(reports_csv.COMPUTED)), sheet)
        if not (strict and len(problems)):
            tables.write(found, stage / "tables", format, manifest)
            shutil.copytree(stage, out, dirs_exist_ok=True)
    return found, problems


def _has_texts(folder: Path) -> bool:
    return any(path.suffix.lower() == ".txt" for path in folder.rglob("*"))


def _copy_lexicons(lexicons: str | Path | None, stage: Path) -> Path | None:
    """The researcher's own lexicons, copied into the bundle: without them nobody could measure the same."""
    if lexicons is None:
        return None
    load_lexicons(lexicons)
    own = stage / "lexicons"
    own.mkdir()
    for file in (Path(lexicons) / name for name in own_names(LEXICONS)):
        if file.is_file():
            shutil.copyfile(file, own / file.name)
    return own
