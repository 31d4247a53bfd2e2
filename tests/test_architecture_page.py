"""The picture and the page of the architecture are those of the code."""

import csv
import re
import runpy
from pathlib import Path

from checks import assert_none

DOCS = Path(__file__).resolve().parents[1] / "docs"
CODE = runpy.run_path(str(DOCS / "architecture.py"))


def test_the_drawn_imports_are_those_of_the_code():
    with CODE["TABLE"].open(encoding="utf-8", newline="") as file:
        drawn = [tuple(row) for row in csv.reader(file)][1:]
    now = CODE["edges"]()
    assert len(now) > 20
    assert set(drawn) ^ set(now) == set(), "run `make architecture` and commit docs/"


def test_no_two_rooms_rest_on_each_other():
    for package in ("analysis", "analysis.activities"):
        below = CODE["within"](CODE["edges"](package))
        assert_none(f"{package}: {a} and {b} import each other" for a in below for b in below[a] if a in below[b])


def test_the_page_names_every_room_and_no_other():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", page, flags=re.M)
    assert sorted(named) == sorted(room for room in CODE["rooms"]() if room != "__main__")


def test_floors_and_arrows_by_hand():
    pairs = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "c")]
    assert CODE["floors"](pairs, list("abcde")) == {"a": 2, "b": 1, "c": 0, "d": 0, "e": 0}
    assert CODE["arrows"](pairs) == [("a", "b"), ("b", "c"), ("c", "d"), ("d", "c")]


def test_an_import_is_found_wherever_and_however_it_stands(tmp_path):
    known = {f"analysis.{name}": tmp_path / f"{name}.py" for name in ("a", "b", "c", "d")}
    known["analysis.deep.e"] = tmp_path / "deep" / "e.py"
    known["analysis.deep.e"].parent.mkdir()
    text = "import pandas\nfrom .. import a, x\nfrom ..b import f\ndef g():\n    import analysis.c\n    from analysis import d\n"
    known["analysis.deep.e"].write_text(text, encoding="utf-8")
    found = CODE["imported"]("analysis.deep.e", known["analysis.deep.e"], known)
    assert found == {f"analysis.{name}" for name in "abcd"}
