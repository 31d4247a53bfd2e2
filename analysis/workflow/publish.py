"""The report on a corpus folder: its tables, every notebook run on it, and the pages."""

import json
import os
import shutil
from pathlib import Path

from .. import PROJECT, tables
from ..codes import INCLUDED
from ..corpus.folder.problems import problem_lines
from ..language import current
from ..lexicons import LexiconError
from ..report import explorer, index_page, run_notebooks
from ..report.page import MARK
from ..tables.corpus_tables import CorpusError
from ..tables.swap import write_folder
from .load import load_corpus

LIST = "files.json"
DIGESTS = PROJECT / "data" / "digests"


class ReportError(ValueError):
    """The report cannot be written at all: what is wrong, and what to do."""


def _check(out: Path, folder: Path) -> None:
    """Raise ReportError where a report written to `out` would replace anything but an earlier report."""
    if out in (folder, *folder.parents):
        raise ReportError(f"{out}: the report would be written over the corpus; name another folder for it")
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out}: is a file; name a folder for the report")
    if out.is_dir() and any(out.iterdir()) and not _is_page(out / "index.html"):
        raise ReportError(f"{out}: holds other files; name a new or an empty folder for the report")
    if why := tables.may_not_write(out / "tables"):
        raise ReportError(why)


def _is_page(file: Path) -> bool:
    return file.is_file() and MARK in file.read_text(encoding="utf-8", errors="replace")


def _listed(out: Path) -> list[str]:
    """The files that an earlier report in the folder wrote, below it; those that lead out of it are none of them."""
    try:
        names = json.loads((out / LIST).read_text(encoding="utf-8"))["files"]
        return [name for name in names if (out / name).resolve().is_relative_to(out)]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _put(stage: Path, out: Path) -> None:
    """Move the files of a new report into `out`, instead of those of the earlier one; what is not on its list stays.

    Raises ReportError where a file of somebody else has the name of a new one; nothing is changed then.
    """
    old = set(_listed(out))
    files = sorted(file.relative_to(stage).as_posix() for file in stage.rglob("*") if file.is_file())
    for name in files:
        if (out / name).exists() and name not in old and not _is_page(out / name):
            raise ReportError(f"{out / name}: is of no earlier report; move it away, or name another folder")
    for name in old - set(files):
        if (out / name).is_file():
            (out / name).unlink()
    (out / "figures").mkdir(parents=True, exist_ok=True)
    (stage / LIST).write_text(json.dumps({"files": files}, ensure_ascii=False, indent=1), encoding="utf-8")
    for name in (LIST, *files):  # the list first: broken off here, the next run knows what is ours
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).replace(out / name)


def write_report(
    folder: str | Path | None, out: str | Path, notebooks: str | Path = PROJECT / "notebooks"
) -> list[str]:
    """Write the tables of a corpus folder, run every notebook on it and write the pages; return failures, a line each.

    folder: as for load_corpus; the notebooks find it in the environment variable CORPUS. None: the worked case, where
    data/digests is tabulated and each notebook runs on the corpus that it names.
    out: gets tables/, figures/, a page for each notebook, index.html, and files.json, which lists them; the files of an
    earlier report are replaced once all are made, and nothing else in the folder is touched.
    notebooks: the folder of the .ipynb files, which are not changed.
    A notebook that fails has a page up to the failing cell, and the others still run. Raises ReportError if folder, out
    or notebooks cannot be used, or no report was read.
    """
    own, folders = folder is not None, (DIGESTS if folder is None else folder, out, notebooks)
    folder, out, notebooks = (Path(path).expanduser().resolve() for path in folders)
    _check(out, folder)
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise ReportError(f"{notebooks}: no notebook in it; install the package again, or name a folder with notebooks")
    try:
        corpus = load_corpus(folder, progress=True)
    except (CorpusError, LexiconError) as error:
        raise ReportError(str(error)) from None
    if not corpus.reports["status"].eq(INCLUDED).any():
        raise ReportError("\n".join([*problem_lines(corpus.problems), f"{folder}: no report could be read"]))
    stage = out.with_name(f".{out.name}.{os.getpid()}.part")
    made = stage.with_suffix(".tables")
    try:
        (stage / "figures").mkdir(parents=True)
        tables.write(corpus.tables, stage / "tables", manifest=corpus.manifest)
        runs = run_notebooks(paths, folder if own else None, stage, corpus.left_out)
        explorer.write(corpus, stage / "explore.html", current())
        (stage / "index.html").write_text(index_page(corpus, stage, runs, own), encoding="utf-8")
        (stage / "tables").rename(made)
        _put(stage, out)
        write_folder(out / "tables", lambda place: shutil.copytree(made, place, dirs_exist_ok=True))
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)
    return [run.failure for run in runs if run.failure]
