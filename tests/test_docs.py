"""The documentation site: it builds without a warning, and the code on its pages runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["tutorial", "howto"])
def test_the_code_on_a_page_runs(page, tmp_path, monkeypatch):
    blocks = CODE.findall((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))
    assert blocks
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    names: dict = {}
    for block in blocks:
        exec(block.replace("path/to/panel", "data/digests"), names)


def test_what_the_tutorial_says_is_so(monkeypatch):
    import analysis
    from analysis import compare

    corpus = analysis.load_corpus(ROOT / "data" / "digests")
    assert len(corpus.reports) == 12 and (corpus.reports["genre"] == "news").sum() == 6
    totals = compare.totals(corpus.activities, corpus.reports)
    proposals = totals[(totals["category"] == "proposal") & (totals["unit"] == "件")].set_index("city")
    assert proposals.loc["哈密", "count"] == "> 300 件" and proposals.loc["鹤岗", "count"] == "261 件"
    assert proposals.loc["鹤岗", "left_out"] == "261件 (repeat); 10件 (part of 261件)"


def test_the_site_builds_without_a_warning(tmp_path):
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        ROOT / "docs",
        tmp_path / "site",
    ]
    run = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False
    )
    assert run.returncode == 0, run.stderr
    page = (tmp_path / "site" / "reference.html").read_text(encoding="utf-8")
    assert "Hits in body text per 10,000 Han characters" in page
    assert all(
        (tmp_path / "site" / "_copies" / f"{file.stem}.html").is_file()
        for file in (ROOT / "notebooks").glob("0*.ipynb")
    )
