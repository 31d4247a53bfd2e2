"""The rooms of `analysis` and which imports which, read from the code and drawn.

    python docs/architecture.py      writes architecture.csv (importer, imported) and architecture.png beside this file

A room is a folder or a module right below `analysis`. Its floor is one above the highest room it imports; rooms that
import each other share one. The picture leaves out an arrow that follows from two others; the table has them all.
"""

import ast
import csv
import re
import textwrap
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "analysis"
TABLE, PICTURE = HERE / "architecture.csv", HERE / "architecture.png"
WIDE, HIGH, GAP, RISE = 2.05, 1.0, 0.26, 0.5  # of a box, and between boxes and floors, in inches


def modules() -> dict[str, Path]:
    """Dotted name -> file of every module of the package; a folder's name stands for its __init__."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): p for p in files}


def imported(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of the package that one of them imports, at its top or later, but not for types alone."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    found = set()
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*parts, *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names}
    return found & known.keys()


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node that is not for a type checker alone."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield child
            yield from statements(child)


def imports() -> list[tuple[str, str]]:
    """(importer, imported) of modules, sorted."""
    known = modules()
    return sorted((name, other) for name, path in known.items() for other in imported(name, path, known))


def room(module: str, of: str) -> str:
    """The room of a package that a module stands in; the package itself, which names what is public, is none."""
    return module[len(of) + 1 :].partition(".")[0] if module.startswith(f"{of}.") else ""


def edges(of: str = "analysis") -> list[tuple[str, str]]:
    """(importer, imported) of the rooms of a package, sorted."""
    pairs = {(room(a, of), room(b, of)) for a, b in imports()}
    return sorted((a, b) for a, b in pairs if a and b and a != b)


def rooms() -> dict[str, str]:
    """Room -> what the first sentence of its docstring says it is."""
    said = {}
    for name, path in modules().items():
        if name.count(".") == 1:
            line = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
            line = re.sub(r" ?\([^)]*\)", "", line).replace("->", "→")
            said[room(name, "analysis")] = re.split(r"[:;.](?: |$)", line)[0]
    return said


def folders(name: str) -> list[str]:
    """The folders in a room, the lowest first."""
    of = f"analysis.{name}"
    inside = sorted({room(n, of) for n, p in modules().items() if p.name == "__init__.py"} - {""})
    height = floors(edges(of), inside)
    return sorted(inside, key=lambda n: height[n])


def within(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Room -> every room it rests on, straight or through others."""
    below = {name: {b for a, b in pairs if a == name} for name in {name for pair in pairs for name in pair}}
    for middle in below:
        for name in below:
            if middle in below[name]:
                below[name] |= below[middle]
    return below


def floors(pairs: list[tuple[str, str]], names: list[str]) -> dict[str, int]:
    """Room -> floor, 0 for those that import no other."""
    below = {name: set() for name in names} | within(pairs)

    @cache
    def floor(name: str) -> int:
        lower = [b for b in below[name] if name not in below[b]]
        return 1 + max(map(floor, lower)) if lower else 0

    def of_circle(name: str) -> int:
        """Rooms that import each other share the highest floor."""
        return max(map(floor, [name, *(b for b in below[name] if name in below[b])]))

    return {name: of_circle(name) for name in below}


def arrows(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs but for those that follow from two others."""
    below = within(pairs)
    return [
        (a, b)
        for a, b in pairs
        if not any(c not in (a, b) and b in below[c] and a not in below[c] and c not in below[b] for c in below[a])
    ]


def places(pairs: list[tuple[str, str]], names: list[str]) -> dict[str, tuple[float, float]]:
    """Room -> the middle of its box; on each floor in the order of the rooms it rests on."""
    height = floors(pairs, names)
    found = {}
    for floor in range(max(height.values()) + 1):
        here = [name for name in names if height[name] == floor]
        under = {n: [found[b][0] for a, b in pairs if a == n and b in found] or [0] for n in here}
        here.sort(key=lambda n: (sum(under[n]) / len(under[n]), n))
        for i, name in enumerate(here):
            found[name] = (i - (len(here) - 1) / 2) * (WIDE + GAP), floor * (HIGH + RISE)
    return found


Point = tuple[float, float]


def route(start: Point, end: Point, at: dict[str, Point], lane: float) -> list[Point]:
    """The points of a line from box down to box that passes the floors between beside their boxes, off the middle."""
    points = [start]
    for y in sorted({y for _, y in at.values() if end[1] < y < start[1]}, reverse=True):
        (x, above), (u, below) = points[-1], end
        straight = x + (u - x) * (above - y) / (above - below)
        boxes = [c for c, height in at.values() if height == y]
        if any(abs(straight - c) <= WIDE / 2 for c in boxes):
            gaps = [c + side * (WIDE + GAP) / 2 for c in boxes for side in (-1, 1)]
            straight = min(gaps, key=lambda gap, x=straight: abs(gap - x)) + lane
        points += [(straight, y + HIGH / 2 + GAP / 2), (straight, y - HIGH / 2 - GAP / 2)]
    return [*points, end]


def draw(pairs: list[tuple[str, str]], said: dict[str, str]) -> None:
    """Floors of boxes, the lowest imports nothing; an arrow points to what is imported, a red one in a circle."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    from matplotlib.patches import FancyBboxPatch

    at = places(pairs, sorted(said))
    left, right = (edge(x for x, _ in at.values()) for edge in (min, max))
    top = max(y for _, y in at.values())
    fig, ax = plt.subplots(figsize=(right - left + WIDE + 0.2, top + HIGH + 0.2))
    fig.subplots_adjust(0, 0, 1, 1)
    ax.set(xlim=(left - WIDE / 2 - 0.1, right + WIDE / 2 + 0.1), ylim=(-HIGH / 2 - 0.1, top + HIGH / 2 + 0.1))
    ax.axis("off")
    for n, (a, b) in enumerate(arrows(pairs)):
        (x, y), (u, v) = at[a], at[b]
        level, lane = y == v, (n % 3 - 1) * GAP / 4
        *bends, last = [at[a], at[b]] if level else route((x, y - HIGH / 2), (u, v + HIGH / 2), at, lane)
        line = {"color": "crimson" if level else "0.45", "linewidth": 1.1}
        ax.plot(*zip(*bends, strict=True), zorder=1, **line)
        ax.annotate("", last, bends[-1], arrowprops={"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 1, **line}, zorder=1)
    for name, (x, y) in at.items():
        box = FancyBboxPatch((x - WIDE / 2, y - HIGH / 2), WIDE, HIGH, boxstyle="round,pad=0,rounding_size=0.08")
        box.set(facecolor="#eef3f8", edgecolor="#33536f", linewidth=1.1, zorder=2)
        ax.add_patch(box)
        text = partial(ax.text, x, ha="center", zorder=3)
        text(y=y + HIGH / 2 - 0.1, s=name, weight="bold", size=11, va="top")
        text(y=y - 0.05, s=textwrap.fill(said[name], 29), size=8.5, va="center")
        text(y=y - HIGH / 2 + 0.05, s=" · ".join(folders(name)), size=7, style="italic", va="bottom")
    fig.savefig(PICTURE, dpi=100, metadata={"Software": None})
    plt.close(fig)


def main() -> None:
    """Write the table and the picture."""
    pairs = edges()
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("importer", "imported"), *pairs])
    draw(pairs, rooms())


if __name__ == "__main__":
    main()
