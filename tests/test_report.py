"""The report: notebooks run on a folder, pages, index; what happens when something is wrong."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import plots
from analysis.__main__ import main
from analysis.report import run_notebooks
from analysis.report.notebooks import _answer_first, _body, _describe, _figures, _heading
from analysis.report.page import heading, page, with_numbers_right
from analysis.workflow.publish import ReportError, write_report

ROOT = Path(__file__).resolve().parents[1]
TEXT = "一年来，市政协召开座谈会12次，开展视察活动3次。\n\n收到提案150件，全部办复。\n"
FIGURE = """
import os
from pathlib import Path

figures = Path(os.environ["FIGURES"])
for kind in ("pdf", "svg", "png", "csv"):
    (figures / f"counts-by-city.{kind}").write_bytes(b"x")
"""


def write(folder: Path, name: str, *cells) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Three notebooks run once: a good one, one with an error in its second cell, one whose kernel dies."""
    base = tmp_path_factory.mktemp("ran")
    good = write(
        base / "notebooks",
        "01_good",
        new_markdown_cell("# Which <cities>?\n\nA **question**.\n\n[next](02_bad.ipynb#top), [site](other.ipynb)"),
        new_code_cell("import os, sys\nprint(os.environ['CORPUS'])\nprint(sys.executable, os.getcwd())"),
        new_code_cell(FIGURE.strip()),
    )
    stale = new_output("stream", name="stdout", text="stale result")
    bad = write(
        base / "notebooks",
        "02_bad",
        new_markdown_cell("# Bad"),
        new_code_cell("print('before')"),
        new_code_cell("table = {}\n\ntable['town']", outputs=[stale]),
        new_code_cell("print('after')", outputs=[stale]),
    )
    dead = write(base / "notebooks", "03_dead", new_code_cell("import os\nos._exit(3)"))
    broken = base / "notebooks" / "04_broken.ipynb"
    broken.write_text("{", encoding="utf-8")
    paths = [good, bad, dead, broken]
    before = [path.read_bytes() for path in paths]
    # A kernel that the user has registered under the same name must not be taken.
    kernel = base / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(json.dumps({"argv": ["no-such-python"], "display_name": "x", "language": "x"}))
    out = base / "out"
    (out / "figures").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(base / "jupyter"))
        patch.setenv("CORPUS", "another")
        runs = run_notebooks(paths, base / "corpus", out)
    assert [path.read_bytes() for path in paths] == before
    return runs, out, base


def test_a_notebook_runs_here_with_the_corpus_and_its_folder(ran):
    runs, out, base = ran
    assert (runs[0].name, runs[0].failure) == ("01_good", "")
    text = (out / "01_good.html").read_text(encoding="utf-8")
    assert str(base / "corpus") in text
    assert f"{sys.executable} {base / 'notebooks'}" in text
    assert (out / "figures" / "counts-by-city.pdf").is_file()


def test_title_and_question_come_from_the_first_cell(ran):
    runs, out, _ = ran
    assert (runs[0].title, runs[0].question) == ("Which <cities>?", "A question.")
    assert "<title>Which &lt;cities&gt;?</title>" in (out / "01_good.html").read_text(encoding="utf-8")


def test_a_notebook_about_a_table_that_the_corpus_lacks_is_not_run(tmp_path):
    counts = write(tmp_path, "02_activities", new_markdown_cell("# Counts?"), new_code_cell("print('it ' + 'ran')"))
    (run,) = run_notebooks([counts], tmp_path, tmp_path, {"activities": "another <genre>"})
    assert (run.title, run.failure) == ("Counts?", "") and "another <genre>" in run.question
    page = (tmp_path / "02_activities.html").read_text(encoding="utf-8")
    assert "no table activities (another &lt;genre&gt;)" in page and "it ran" not in page


def test_links_between_notebooks_lead_to_their_pages(ran):
    text = (ran[1] / "01_good.html").read_text(encoding="utf-8")
    assert 'href="02_bad.html#top"' in text and 'href="other.ipynb"' in text


def test_an_error_is_told_with_cell_line_and_message(ran):
    runs, out, _ = ran
    assert runs[1].failure == "02_bad.ipynb, code cell 2, line 3 (table['town']): KeyError: 'town'"
    text = (out / "02_bad.html").read_text(encoding="utf-8")
    assert "This notebook failed." in text and "before" in text
    assert "stale result" not in text and "<pre>after" not in text


def test_a_dead_kernel_and_a_broken_file_stop_nothing_else(ran):
    runs, out, _ = ran
    assert runs[2].failure.startswith("03_dead.ipynb, code cell 1: ") and "died" in runs[2].failure
    assert runs[3].failure.startswith("04_broken.ipynb: no notebook")
    assert all((out / f"{run.name}.html").is_file() for run in runs)


def test_without_notebooks_it_says_what_to_do(tmp_path):
    with pytest.raises(ReportError, match=r"no notebook in it; install the package again"):
        write_report(tmp_path, tmp_path / "out", tmp_path / "none")


def test_pages_load_nothing(ran):
    for path in ran[1].glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text and "<link" not in text
        assert not re.search(r"""(src|href)=["'](https?:)?//|@import|url\(""", text), path


def test_failure_and_title_are_escaped():
    text = page("<b>", "", notebook="a<b", failure="<i>&")
    assert "<title>&lt;b&gt;</title>" in text and "&lt;i&gt;&amp;" in text and "a&lt;b" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("name", "")),
        ("Only text\nin two lines", ("name", "Only text in two lines")),
        ("## Title\n\n| a |\n| - |\n\nSee [the *data*](x.md).", ("Title", "See the data.")),
    ],
)
def test_heading(text, expected):
    assert _heading(new_notebook(cells=[new_markdown_cell(text)]), "name") == expected


def test_pages_lead_to_the_ones_before_and_after(ran):
    ways = {
        path.stem: re.findall(r'href="([^"]+)"', re.search(r'<nav class="way">.*?</nav>', path.read_text("utf-8"))[0])
        for path in ran[1].glob("*.html")
    }
    assert ways == {
        "01_good": ["index.html", "02_bad.html"],
        "02_bad": ["01_good.html", "index.html", "03_dead.html"],
        "03_dead": ["02_bad.html", "index.html", "04_broken.html"],
        "04_broken": ["03_dead.html", "index.html"],
    }


def test_code_is_folded_and_outputs_are_not(ran):
    text = (ran[1] / "01_good.html").read_text(encoding="utf-8")
    folded = "".join(re.findall(r'<details class="code">.*?</details>', text, flags=re.S))
    assert "sys" in folded and str(ran[2] / "corpus") not in folded and "<details open" not in text
    assert re.search(r"^pre \{[^}]*pre-wrap", text, flags=re.M), "the ends of long lines are read, not cut off"


def test_the_answer_comes_first_and_the_rest_stays_in_order():
    said = ["# Why?", "## Data", "## Answer\n\nTherefore.", "## Limits"]
    node = new_notebook(cells=[new_markdown_cell(text) for text in said])
    _answer_first(node)
    assert [cell.source.split("\n")[0] for cell in node.cells] == ["# Why?", "## Answer", "## Data", "## Limits"]
    _answer_first(node)
    assert [cell.source for cell in node.cells][1] == said[2]


def test_a_figure_has_its_heading_and_the_sentence_below_it():
    saves = 'paths = plots.save(fig, "counts-by-city", data=table)'
    cells = [new_markdown_cell("# All\n\n## How *many*?"), new_code_cell(saves), new_markdown_cell("*Counts. More.*")]
    cells += [new_code_cell(saves.replace("counts", "sums"))]
    node = new_notebook(cells=cells)
    assert _figures(node) == {"counts-by-city": ("How many?", "Counts."), "sums-by-city": ("How many?", "")}


def test_contents_are_the_headings_of_the_page():
    text = page("t", heading("One & all", "a") + '<h2 id="b">Two<a class="anchor-link" href="#b">¶</a></h2>')
    assert re.findall(r'<li><a href="#(\w)">([^<]+)</a>', text) == [("a", "One &amp; all"), ("b", "Two")] * 2
    assert 'class="beside"' not in page("t", heading("One", "a"))


def test_columns_of_numbers_are_aligned_right():
    table = pd.DataFrame({"n": [1, 20_000], "share": [0.5, None], "name": ["甲", "2"]}, index=["x", "y"])
    cells = re.findall(r'<t[dh](?: class="(\w+)")?>([^<]*)<', with_numbers_right(f"<div>{table.to_html()}</div>"))
    assert [said for kind, said in cells if kind == "number"] == ["n", "share", "1", "0.5", "20000", "NaN"]
    assert ("", "甲") in cells and ("", "x") in cells and with_numbers_right("<p>1</p>") == "<p>1</p>"


def test_every_page_says_how_to_cite_it_and_under_which_licence(ran):
    for path in ran[1].glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "To cite: The zhengxie-reports contributors" in text and "MIT" in text and "CC BY 4.0" in text


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "my reports"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "甲市-2023.txt").write_text(TEXT, encoding="utf-8")
    (folder / "texts" / "empty.txt").write_text("", encoding="utf-8")
    return folder


def test_report_of_a_folder(corpus, tmp_path):
    notebooks = tmp_path / "notebooks"
    write(notebooks, "01_good", new_markdown_cell("# Good\n\nHow many?"), new_code_cell(FIGURE.strip()))
    out = tmp_path / "out"
    assert write_report(corpus, out, notebooks) == []
    text = (out / "index.html").read_text(encoding="utf-8")
    assert "甲市-2023" in text and '<a href="01_good.html">Good</a>' in text and "How many?" in text
    for kind in ("pdf", "svg", "png", "csv"):
        assert f'href="figures/counts-by-city.{kind}"' in text
    shown = (out / "01_good.html").read_text(encoding="utf-8")
    assert "measured on the folder <b>my reports</b>" in shown and "not about this folder" in shown
    problems = text.split('id="problems"')[1]
    assert "empty.txt" in problems and "put the text in, or delete the file" in problems
    for link in re.findall(r'(?:href|src)="([^"#]+)"', text):
        assert (out / link).is_file(), link

    # The tables alone give the same tables; an earlier report is replaced, and what it had is gone.
    bundle = tmp_path / "bundle"
    shutil.copytree(out / "tables", bundle / "tables")
    again = tmp_path / "again"
    (notebooks / "01_good.ipynb").rename(notebooks / "02_good.ipynb")
    for _ in range(2):
        assert write_report(bundle, again, notebooks) == []
    assert {p.name: p.read_bytes() for p in (again / "tables").iterdir()} == {
        p.name: p.read_bytes() for p in (out / "tables").iterdir()
    }
    assert write_report(bundle, out, notebooks) == []
    assert not (out / "01_good.html").exists() and (out / "02_good.html").is_file()


def test_a_folder_that_is_no_corpus_is_told_and_an_earlier_report_stays(tmp_path, corpus):
    write(tmp_path / "notebooks", "01_good", new_code_cell("1"))
    write_report(corpus, tmp_path / "out", tmp_path / "notebooks")
    before = (tmp_path / "out" / "index.html").read_bytes()
    (tmp_path / "empty" / "tables").mkdir(parents=True)
    with pytest.raises(ReportError, match="empty"):
        write_report(tmp_path / "empty", tmp_path / "out", tmp_path / "notebooks")
    (tmp_path / "unread").mkdir()
    (tmp_path / "unread" / "a.txt").write_bytes(b"")
    with pytest.raises(ReportError, match=r"a.txt .*empty(.|\n)*no report could be read"):
        write_report(tmp_path / "unread", tmp_path / "out", tmp_path / "notebooks")
    assert (tmp_path / "out" / "index.html").read_bytes() == before


def test_a_report_replaces_its_own_files_and_no_other(corpus, tmp_path):
    notebooks, out = tmp_path / "notebooks", tmp_path / "out"
    write(notebooks, "01_good", new_code_cell(FIGURE.strip()))
    write_report(corpus, out, notebooks)
    (out / "figures" / "mine.png").write_bytes(b"mine")
    (out / "notes.html").write_text("mine", encoding="utf-8")
    (notebooks / "01_good.ipynb").rename(notebooks / "mine.ipynb")
    write_report(corpus, out, notebooks)
    assert (out / "figures" / "mine.png").read_bytes() == b"mine" and (out / "notes.html").is_file()
    assert not (out / "01_good.html").exists() and (out / "mine.html").is_file()
    (notebooks / "mine.ipynb").rename(notebooks / "notes.ipynb")
    with pytest.raises(ReportError, match=r"notes.html: is of no earlier report"):
        write_report(corpus, out, notebooks)
    assert (out / "notes.html").read_text(encoding="utf-8") == "mine" and (out / "mine.html").is_file()


def test_a_folder_that_holds_other_files_is_left_alone(corpus, tmp_path):
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "index.html").write_text("mine", encoding="utf-8")
    write(tmp_path / "notebooks", "01_good", new_code_cell("1"))
    with pytest.raises(ReportError, match="holds other files"):
        write_report(corpus, out, tmp_path / "notebooks")
    assert [p.name for p in out.iterdir()] == ["index.html"]


@pytest.mark.parametrize("out", ["my reports", "."])
def test_the_corpus_is_never_written_over(corpus, tmp_path, capsys, out):
    assert main(["report", str(corpus), "--out", str(tmp_path / out)]) == 2
    assert "written over the corpus" in capsys.readouterr().err
    assert len(list(corpus.rglob("*.txt"))) == 2


def test_a_missing_folder_is_told_without_a_traceback(tmp_path, capsys):
    assert main(["report", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "no such folder" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
class TestMake:
    def make(self, *args: str, cwd: Path, **variables: str) -> str:
        unset = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "CORPUS", "PWD", "VENV")
        env = {k: v for k, v in os.environ.items() if k not in unset} | {"PWD": str(cwd)} | variables
        return subprocess.run(["make", *args], cwd=cwd, env=env, text=True, capture_output=True, check=True).stdout

    def folder(self, *args: str, cwd: Path, **variables: str) -> str:
        show = ("--eval", 'show:;@echo "[$$FOLDER]"', "show")
        return re.search(r"\[(.*)\]", self.make(*args, *show, cwd=cwd, **variables))[1]

    def test_help_is_the_default_and_lists_every_target(self):
        text = self.make(cwd=ROOT)
        targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)[1].split()
        assert re.findall(r"^  make ([\w-]+) +[a-z]", text, flags=re.M) == targets

    def test_the_corpus_is_found_from_where_make_was_called(self, tmp_path):
        assert self.folder(cwd=ROOT) == str(ROOT / "data" / "digests")
        assert self.folder("CORPUS=my reports", cwd=ROOT) == str(ROOT / "my reports")
        assert self.folder("CORPUS=/a/b c", cwd=ROOT) == "/a/b c"
        assert self.folder("CORPUS=~/b", cwd=ROOT, HOME="/home/me") == "/home/me/b"
        assert self.folder(cwd=ROOT, CORPUS="x/y") == str(ROOT / "x" / "y")

    def test_make_from_another_folder(self, tmp_path):
        assert self.folder("-C", str(ROOT), cwd=tmp_path) == str(ROOT / "data" / "digests")
        assert self.folder("-C", str(ROOT), "CORPUS=mine", cwd=tmp_path) == str(tmp_path / "mine")


def test_images_of_a_page_have_the_alternative_text_saved_with_them(tmp_path):
    """One that was not saved by its cell, or is one of several, has none to give."""
    table = pd.DataFrame({"city": ["甲", "乙"], "rate": [1.0, 2], "low": [0.5, 1], "high": [2.0, 3], "n_chars": 5000})
    plots.save(plots.dots(table), "one", table, tmp_path)
    image = new_output("display_data", {"image/png": "aGk="})
    sources = [
        'plots.save(fig, "one", data=table)',
        'plots.save(fig, f"one-{n}", data=table)',
        'plots.save(fig, "none", t)',
    ]
    node = new_notebook(cells=[new_code_cell(source, outputs=[image]) for source in sources])
    _describe(node, tmp_path)
    told = re.findall(r'<img[^>]*alt="([^"]*)"', _body(node, []))
    assert told[0].startswith("Dots with 95 % intervals, a line each. city: 2.") and len(told) == 3
    assert not any("Dots" in alt for alt in told[1:])
