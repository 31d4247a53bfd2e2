"""The plan of the package: imports go one way and never in a circle, no folder or module grows past reading, and the
picture and the page in docs/ are those of the code."""

import csv
import re
import runpy
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from checks import assert_none

DOCS = Path(__file__).resolve().parents[1] / "docs"
DRAWN = runpy.run_path(str(DOCS / "architecture.py"))
MODULES, IMPORTS = DRAWN["modules"](), DRAWN["imports"]()
# From the bottom to the top; the rooms of a floor do not know of each other.
FLOORS = (
    ("codes",),
    ("formats",),
    ("corpus",),
    ("lexicons",),
    ("language",),
    ("tokens",),
    ("activities", "slogans", "themes"),
    ("tables",),
    ("compare",),
    ("papers",),
    ("topics",),
    ("plots",),
    ("evidence",),
    ("report",),
    ("workflow",),
    ("__main__",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MEASURING = {"activities", "slogans", "themes"}  # what stands on the tables alone asks none of these
ON_TABLES = {"tables", "compare", "papers", "plots", "evidence", "report"}
SAME_THING = {"shares", "words"}  # modules of several rooms, each about parts of a whole or the words of a text
MODULES_OF_A_FOLDER = 14  # beside __init__.py; a module a chart in plots/
LINES_OF_A_MODULE = 260


def room(name: str) -> str:
    return DRAWN["room"](name, "analysis")


def test_every_room_has_its_floor():
    assert {room(name) for name in MODULES} - {""} == set(FLOOR)


def test_imports_go_down():
    assert_none(
        f"{a} imports {b}"
        for a, b in IMPORTS
        if room(a) and room(b) and room(a) != room(b)
        if FLOOR[room(a)] <= FLOOR[room(b)] or (room(a) in ON_TABLES and room(b) in MEASURING)
    )


def test_no_imports_in_a_circle():
    graph = defaultdict(set)
    for a, b in IMPORTS:
        graph[a].add(b)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None
    for package in ("analysis", "analysis.activities"):
        below = DRAWN["within"](DRAWN["edges"](package))
        assert_none(f"{package}: {a} and {b} import each other" for a in below for b in below[a] if a in below[b])


def test_no_folder_holds_more_than_one_can_keep_in_mind():
    sizes = defaultdict(int)
    for file in MODULES.values():
        sizes[file.parent] += file.name != "__init__.py"
    assert_none(f"{folder.name}: {n} modules" for folder, n in sizes.items() if n > MODULES_OF_A_FOLDER)


def test_no_module_is_longer_than_a_few_screens():
    lines = {name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in MODULES.items()}
    assert_none(f"{name}: {n} lines" for name, n in lines.items() if n > LINES_OF_A_MODULE)


def test_a_name_stands_for_one_thing():
    """A chart in plots/ is called after the comparison it draws, a list in lexicons/ after what is found with it."""
    places = defaultdict(list)
    for name in MODULES:
        if room(name) not in ("plots", "lexicons", ""):
            places[name.split(".")[-1]].append(name)
    assert_none(", ".join(names) for last, names in places.items() if len(names) > 1 and last not in SAME_THING)


# --- the picture and the page


def test_the_drawn_imports_are_those_of_the_code():
    with DRAWN["TABLE"].open(encoding="utf-8", newline="") as file:
        drawn = [tuple(row) for row in csv.reader(file)][1:]
    now = DRAWN["edges"]()
    assert len(now) > 20
    assert set(drawn) ^ set(now) == set(), "run `make architecture` and commit docs/"


def test_the_page_names_every_room_and_no_other():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", page, flags=re.M)
    assert sorted(named) == sorted(room for room in DRAWN["rooms"]() if room != "__main__")


def test_floors_and_arrows_by_hand():
    pairs = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "c")]
    assert DRAWN["floors"](pairs, list("abcde")) == {"a": 2, "b": 1, "c": 0, "d": 0, "e": 0}
    assert DRAWN["arrows"](pairs) == [("a", "b"), ("b", "c"), ("c", "d"), ("d", "c")]


def test_an_import_is_found_wherever_and_however_it_stands(tmp_path):
    known = {f"analysis.{name}": tmp_path / f"{name}.py" for name in ("a", "b", "c", "d")}
    known["analysis.deep.e"] = tmp_path / "deep" / "e.py"
    known["analysis.deep.e"].parent.mkdir()
    text = "import pandas\nfrom .. import a, x\nfrom ..b import f\ndef g():\n    import analysis.c\n    from analysis import d\n"
    known["analysis.deep.e"].write_text(text, encoding="utf-8")
    found = DRAWN["imported"]("analysis.deep.e", known["analysis.deep.e"], known)
    assert found == {f"analysis.{name}" for name in "abcd"}
