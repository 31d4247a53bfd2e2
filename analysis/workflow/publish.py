"""The report on a corpus folder: its tables, every notebook run on it, and the pages, written to a folder."""

import shutil
from pathlib import Path

from .. import tables
from ..codes import INCLUDED
from ..corpus.folder.problems import problem_lines
from ..lexicons import LexiconError
from ..report import index_page, run_notebooks
from ..report.notebooks import MARK, page
from ..tables.corpus_tables import CorpusError
from .load import load_corpus

ROOT = Path(__file__).resolve().parents[2]
DIGESTS = ROOT / "data" / "digests"


class ReportError(ValueError):
    """The report cannot be written at all: what is wrong, and what to do."""


def _check(out: Path, folder: Path) -> None:
    """Raise ReportError where a report written to `out` would replace anything but an earlier report."""
    if out in (folder, *folder.parents):
        raise ReportError(f"{out}: the report would be written over the corpus; name another folder for it")
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out}: is a file; name a folder for the report")
    index = out / "index.html"
    ours = index.is_file() and MARK in index.read_text(encoding="utf-8", errors="replace")
    if out.is_dir() and any(out.iterdir()) and not ours:
        raise ReportError(f"{out}: holds other files; name a new or an empty folder for the report")


def write_report(folder: str | Path | None, out: str | Path, notebooks: str | Path = ROOT / "notebooks") -> list[str]:
    """Write the tables of a corpus folder, run every notebook on it, write the pages; return what failed, a line each.

    folder: as for load_corpus; the notebooks find it in the environment variable CORPUS. None: the worked case, where
    data/digests is tabulated and each notebook runs on the corpus that it names.
    out: gets tables/, figures/, a page for each notebook, and index.html; an earlier report in it is replaced.
    notebooks: the folder of the .ipynb files, which are not changed.
    A notebook that fails has a page up to the failing cell, and the others are run all the same.
    Raises ReportError where folder, out or notebooks cannot be used, or no report was read.
    """
    own, folders = folder is not None, (DIGESTS if folder is None else folder, out, notebooks)
    folder, out, notebooks = (Path(path).expanduser().resolve() for path in folders)
    _check(out, folder)
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise ReportError(
            f"{notebooks}: no notebook in it; the notebooks come with the project, not with the package: download or "
            "clone the project, go into its folder and run there: python -m analysis report FOLDER --out report"
        )
    try:
        corpus = load_corpus(folder, progress=True)
    except (CorpusError, LexiconError) as error:
        raise ReportError(str(error)) from None
    if not corpus.reports["status"].eq(INCLUDED).any():
        raise ReportError("\n".join([*problem_lines(corpus.problems), f"{folder}: no report could be read"]))
    for old in (out / "tables", out / "figures"):
        shutil.rmtree(old, ignore_errors=True)
        old.mkdir(parents=True)
    for old in out.glob("*.html"):
        old.unlink()  # the index stays one of ours, should this report be broken off
    (out / "index.html").write_text(page("Report", "<p>This report is not complete.</p>"), encoding="utf-8")
    tables.write(corpus.tables, out / "tables", manifest=corpus.manifest)
    runs = run_notebooks(paths, folder if own else None, out)
    (out / "index.html").write_text(index_page(corpus, out, runs, own), encoding="utf-8")
    return [run.failure for run in runs if run.failure]
