"""The report: every notebook run on a folder of reports, and its results as pages to read, print and share."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from .. import tables
from ..corpus import scan
from .notebooks import Run, run_notebooks
from .page import MARK, index_page, page

__all__ = ["Run", "main", "run_notebooks", "write_report"]

ROOT = Path(__file__).resolve().parents[2]


class ReportError(ValueError):
    """The report cannot be written at all: what is wrong, and what to do."""


def _ready(out: Path) -> None:
    """Make an empty `out`; only what an earlier report wrote is removed.

    Raises ReportError where `out` holds anything else, which might be somebody's work.
    """
    index = out / "index.html"
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out}: is a file; name a folder for the report")
    if out.is_dir() and any(out.iterdir()):
        if not index.is_file() or MARK not in index.read_text(encoding="utf-8", errors="replace"):
            raise ReportError(f"{out}: holds other files; name a new or an empty folder for the report")
        for old in (out / "tables", out / "figures"):
            shutil.rmtree(old, ignore_errors=True)
        for old in out.glob("*.html"):
            old.unlink()
    for new in (out / "tables", out / "figures"):
        new.mkdir(parents=True, exist_ok=True)
    index.write_text(page("Report", "<p>The report is being written.</p>"), encoding="utf-8")


def _tabulate(folder: Path, to: Path) -> tuple[dict, str]:
    """Tables of a corpus in the folder `to`: measured on its texts, or copied where it holds tables and no texts.

    Returns the tables, {} where they could not be had, and what failed, or "".
    """
    if not len(scan(folder)[0]) and (folder / "tables").is_dir():
        shutil.copytree(folder / "tables", to, dirs_exist_ok=True)
    else:
        command = [sys.executable, "-m", "analysis", "tabulate", str(folder), "--out", str(to)]
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            return {}, f"python -m analysis tabulate {folder}: ended with status {status}; its message says why"
    try:
        return tables.read(to), ""
    except ValueError as error:
        return {}, str(error)


def write_report(folder: str | Path, out: str | Path, notebooks: str | Path = ROOT / "notebooks") -> list[str]:
    """Tabulate a corpus folder, run every notebook on it and write the pages; return what failed, one line each.

    folder: a corpus folder (see analysis.corpus.scan); the notebooks find it in the environment variable CORPUS.
    out: gets tables/, figures/, a page for each notebook, and index.html; an earlier report in it is replaced.
    notebooks: the folder of the .ipynb files, which are not changed.
    A notebook that fails has a page up to the failing cell, and the others are run all the same.
    Raises ReportError where folder, out or notebooks cannot be used.
    """
    folder, out, notebooks = (Path(p).expanduser().resolve() for p in (folder, out, notebooks))
    if not folder.is_dir():
        raise ReportError(f"{folder}: no such folder; name the folder that holds your reports")
    if out in (folder, *folder.parents):
        raise ReportError(f"{out}: the report would be written over the corpus; name another folder for it")
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise ReportError(f"{notebooks}: no notebook in it; the notebooks come with the project, not with the package")
    _ready(out)
    found, problem = _tabulate(folder, out / "tables")
    runs = run_notebooks(paths, folder, out)
    failures = [line for line in (problem, *(run.failure for run in runs)) if line]
    (out / "index.html").write_text(index_page(folder, out, found, runs, failures), encoding="utf-8")
    return failures


def main(argv: list[str] | None = None) -> int:
    """The command line; the exit status is 0 where everything ran, 1 where a part failed, 2 where nothing could."""
    parser = argparse.ArgumentParser(prog="python -m analysis.report", description=__doc__)
    parser.add_argument("folder", help="the folder of reports: reports.csv with texts/, or only .txt files, or tables/")
    parser.add_argument("--out", default="report", help="where the report goes (default: report)")
    args = parser.parse_args(argv)
    try:
        failures = write_report(args.folder, args.out)
    except ReportError as error:
        print(f"report: {error}", file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("analysis"):
            raise
        print(f"report: {error.name} is not installed; run: pip install -e '.[notebooks]'", file=sys.stderr)
        return 2
    for failure in failures:
        print(f"report: {failure}", file=sys.stderr)
    print(f"{Path(args.out) / 'index.html'} is written" + (f"; {len(failures)} part(s) failed" if failures else ""))
    return 1 if failures else 0
