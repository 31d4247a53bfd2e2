"""Every notebook runs on every kind of corpus, or says in a sentence what is missing."""

import io
import os
import re
import runpy
import sys
import warnings
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path

import nbformat
import pytest

import analysis
from analysis import plots
from analysis.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ANNOTATED = ROOT / "tests" / "data" / "annotated"
# Nothing known, nothing counted, no slogan, one report alone.
BARE = "冬天来了。\n\n湖面结了冰，孩子们在岸上看鸟，老人在屋里读书写字。\n"


def bare(folder):
    (folder / "a.txt").write_text(BARE, encoding="utf-8")


def mixed(folder):
    for name in ("bailing-2024", "dongpu-2014", "qilu-page-2021"):
        (folder / f"{name}.txt").write_bytes((ANNOTATED / f"{name}.txt").read_bytes())
    (folder / "news.txt").write_text(
        "砚湖市政协召开提案工作座谈会\n\n本报讯　昨日，市政协召开座谈会1次。\n", encoding="utf-8"
    )
    (folder / "bare.txt").write_text(BARE, encoding="utf-8")


def many(folder):
    for n in range(60):
        text = f"政协砚湖市委员会{1960 + n}年工作报告\n\n一年来，召开会议{n + 2}次，收到提案{n + 70}件，开展视察{n % 7 + 1}次。\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    rows = [f"r{n},{n}.txt,城{n},{1960 + n},work_report,included" for n in range(60)]
    (folder / "reports.csv").write_text(
        "report,source,city,year,genre,status\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    assert main(["tabulate", str(folder), "--out", str(folder / "tables")]) in (0, 1)


def tables_alone(folder):
    texts = folder.with_name("texts-of-it")
    texts.mkdir()
    mixed(texts)
    assert main(["bundle", str(texts), "--out", str(folder)]) in (0, 1)


@pytest.fixture(scope="module", params=[bare, mixed, many, tables_alone], ids=lambda kind: kind.__name__)
def corpus(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any") / "corpus"
    folder.mkdir()
    if request.param is tables_alone:
        folder.rmdir()
    request.param(folder)
    return folder


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(notebook, corpus, tmp_path, monkeypatch):
    """The code cells as one module: no kernel, whose start takes longer than most cells."""
    cells = [c.source for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
    if notebook.stem == "07_your_reports":  # most of it is an example of its own, the same whatever the corpus
        cells = [cell for cell in cells if re.search(r"(?<!-)\bcorpus\b|CORPUS", cell)]
    code = tmp_path / "cells.py"
    code.write_text("\n".join(f"# --- cell {n}\n{cell}" for n, cell in enumerate(cells, 1)), encoding="utf-8")
    monkeypatch.chdir(ROOT / "notebooks")
    monkeypatch.setitem(os.environ, "CORPUS", str(corpus))
    monkeypatch.setitem(os.environ, "FIGURES", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(code)])
    # What is drawn is laid out and checked; writing it in three formats takes longer, and has its own tests.
    monkeypatch.setattr(plots, "save", partial(plots.save, formats=()))
    opened, load = set(), analysis.load_corpus
    monkeypatch.setattr(analysis, "load_corpus", lambda place, **more: opened.add(Path(place)) or load(place, **more))
    with redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
        runpy.run_path(str(code), {"display": lambda *things: [repr(thing) for thing in things]})
    # Another corpus is opened by the notebook alone that compares with it.
    assert opened == {corpus} or notebook.stem == "01_reports"
