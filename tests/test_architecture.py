"""The plan of the package: imports go one way and never in a circle, and no folder or module grows past reading."""

import ast
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "analysis"
# From the bottom to the top; the rooms of a floor do not know of each other.
FLOORS = (
    ("codes",),
    ("corpus",),
    ("lexicons",),
    ("tokens",),
    ("activities", "slogans", "themes"),
    ("tables",),
    ("compare",),
    ("topics",),
    ("plots",),
    ("evidence",),
    ("report",),
    ("workflow",),
    ("__main__",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MEASURING = {"activities", "slogans", "themes"}  # what stands on the tables alone asks none of these
ON_TABLES = {"tables", "compare", "plots", "evidence", "report"}
SAME_THING = {"shares", "words"}  # modules of several rooms, each about parts of a whole or the words of a text
MODULES_OF_A_FOLDER = 12  # beside __init__.py
LINES_OF_A_MODULE = 260


@cache
def modules() -> dict[str, Path]:
    """Name below `analysis` -> file: tables, tables.contract; "" is the package itself."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {
        ".".join(f.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip("."): f for f in files
    }


@cache
def imports() -> frozenset[tuple[str, str]]:
    """(module, module that it imports), within functions too; imports for types alone are left out."""
    found = set()
    for name, file in modules().items():
        parts = name.split(".") if name else []
        package = parts if file.name == "__init__.py" else parts[:-1]
        for node in _statements(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                wanted = [alias.name.split(".") for alias in node.names]
            else:
                above = package[: len(package) - node.level + 1]
                base = ["analysis", *above] if node.level else []
                base += node.module.split(".") if node.module else []
                wanted = [[*base, alias.name] for alias in node.names]
            for path in (path[1:] for path in wanted if path[0] == "analysis"):
                whole, folder = ".".join(path), ".".join(path[:-1])
                found.add((name, whole if whole in modules() else folder))
    return frozenset((a, b) for a, b in found if a != b)


def _statements(node):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        yield from _statements(child)


def room(name: str) -> str:
    return name.split(".")[0]


def test_every_room_has_its_floor():
    assert {room(name) for name in modules()} - {""} == set(FLOOR)


def test_imports_go_down():
    bad = [
        f"{a} imports {b}"
        for a, b in sorted(imports())
        if b not in modules()
        or ("" not in (a, b) and room(a) != room(b) and FLOOR[room(a)] <= FLOOR[room(b)])
        or (room(a) in ON_TABLES and room(b) in MEASURING)
    ]
    assert not bad, "\n".join(bad)


def test_no_imports_in_a_circle():
    graph = defaultdict(set)
    for a, b in imports():
        graph[a].add(b)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(name or "analysis" for name in error.args[1])) from None


def test_no_folder_holds_more_than_one_can_keep_in_mind():
    sizes = defaultdict(int)
    for file in modules().values():
        sizes[file.parent] += file.name != "__init__.py"
    bad = [f"{folder.name}: {n} modules" for folder, n in sizes.items() if n > MODULES_OF_A_FOLDER]
    assert not bad, "\n".join(bad)


def test_no_module_is_longer_than_a_few_screens():
    lines = {name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in modules().items()}
    bad = [f"{name}: {n} lines" for name, n in lines.items() if n > LINES_OF_A_MODULE]
    assert not bad, "\n".join(bad)


def test_a_name_stands_for_one_thing():
    """A chart in plots/ is called after the comparison it draws, a list in lexicons/ after what is found with it."""
    places = defaultdict(list)
    for name in modules():
        if room(name) not in ("plots", "lexicons", ""):
            places[name.split(".")[-1]].append(name)
    bad = [", ".join(names) for last, names in places.items() if len(names) > 1 and last not in SAME_THING]
    assert not bad, "\n".join(bad)
