"""A replication bundle: the tables without the texts, and whether given texts give those tables."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from . import tables
from .load import CorpusError, load_corpus, texts_in
from .sheet import suggested, write_sheet
from .tabulate import LEXICONS, load_lexicons, tabulate

SHOWN = 5  # differing rows of a table that are told


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

    Tables are measured on the texts; where the folder has none, its tables are copied. A folder without reports.csv
    gets one of what was found in the texts. strict: write nothing where there are problems.
    Returns the tables and the problems. Raises CorpusError, LexiconError, ValueError.
    """
    folder, out = Path(folder).expanduser(), Path(out).expanduser()
    must_be_free(out, folder, "tables")
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; check the path")
    with tempfile.TemporaryDirectory() as stage:
        stage = Path(stage)
        sheet = folder / "reports.csv"
        root = texts_in(texts or folder)
        if tables.holds_tables(folder) or not any(p.suffix.lower() == ".txt" for p in root.rglob("*")):
            corpus = load_corpus(folder, lexicons=lexicons)
            found, manifest, problems = corpus.tables, corpus.manifest, corpus.problems
            rows = found["reports"].drop(columns=["n_chars", "n_paragraphs", "n_tokens", "status"])
        else:
            rows = None if sheet.is_file() else suggested(folder, root)
        if rows is None:
            shutil.copyfile(sheet, stage / "reports.csv")
        else:
            write_sheet(rows, stage / "reports.csv")
        if lexicons is not None:
            load_lexicons(lexicons)
            (stage / "lexicons").mkdir()
            for file in (Path(lexicons) / f"{name}.csv" for name in LEXICONS):
                if file.is_file():
                    shutil.copyfile(file, stage / "lexicons" / file.name)
        if not tables.holds_tables(folder) and "found" not in locals():
            own = load_lexicons(stage / "lexicons" if lexicons is not None else None)
            found, manifest, problems = tabulate(stage, root, own, workers, progress)
        if not (strict and len(problems)):
            tables.write(found, stage / "tables", format, manifest)
            shutil.copytree(stage, out, dirs_exist_ok=True)
    return found, problems
