"""The rooms of `analysis` and which imports which, read from the code and drawn.

    python docs/architecture.py      writes architecture.csv (importer, imported) and architecture.png beside this file

A room is a folder or a module right below `analysis`. Its floor is one above the highest room it imports; rooms that
import each other share one. The picture leaves out an arrow that follows from two others; the table has them all.
"""

import ast
import csv
import re
import textwrap
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "analysis"
TABLE, PICTURE = HERE / "architecture.csv", HERE / "architecture.png"
WIDE, HIGH, GAP, RISE = 2.05, 0.92, 0.22, 0.55  # of a box, and between boxes and floors, in inches


def modules() -> dict[str, Path]:
    """Dotted name -> file of every module of the package; a folder's name stands for its __init__."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): p for p in files}


def imported(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of the package that one of them imports, at its top or later."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*parts, *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names}
    return found & known.keys()


def room(module: str, of: str) -> str:
    """The room of a package that a module stands in; the package itself, which names what is public, is none."""
    return module[len(of) + 1 :].partition(".")[0] if module.startswith(f"{of}.") else ""


def edges(of: str = "analysis") -> list[tuple[str, str]]:
    """(importer, imported) of the rooms of a package, sorted."""
    known = modules()
    pairs = {(room(name, of), room(other, of)) for name, path in known.items() for other in imported(name, path, known)}
    return sorted((a, b) for a, b in pairs if a and b and a != b)


def rooms() -> dict[str, str]:
    """Room -> what the first sentence of its docstring says it is, and the folders in it, the lowest first."""
    known = modules()
    said = {}
    for name, path in known.items():
        if name.count(".") == 1:
            line = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
            line = re.split(r"[:;.](?: |$)", re.sub(r" ?\([^)]*\)", "", line))[0].replace("->", "→")
            inside = [room(n, name) for n, p in known.items() if p.name == "__init__.py" and room(n, name)]
            height = floors(edges(name), inside) if inside else {}
            said[room(name, "analysis")] = "\n".join(
                [textwrap.fill(line, 29), *textwrap.wrap(", ".join(sorted(inside, key=height.get)), 32)]
            )
    return said


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
    below = within(pairs)

    @cache
    def floor(name: str) -> int:
        lower = [b for b in below.get(name, ()) if name not in below[b]]
        return 1 + max(map(floor, lower)) if lower else 0

    found = {name: floor(name) for name in names}
    for name in names:  # rooms that import each other
        mates = [b for b in below.get(name, ()) if name in below[b]]
        found[name] = max([found[name], *(found[b] for b in mates)])
    return found


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


def route(start: tuple[float, float], end: tuple[float, float], at: dict[str, tuple[float, float]]) -> list[tuple]:
    """The points of a line down from box to box that passes every floor between beside its boxes."""
    points = [start]
    for y in sorted({y for _, y in at.values() if end[1] < y < start[1]}, reverse=True):
        (x, above), (u, below) = points[-1], end
        straight = x + (u - x) * (above - y) / (above - below)
        boxes = [c for c, height in at.values() if height == y]
        free = [c + side * (WIDE + GAP) / 2 for c in boxes for side in (-1, 1)]
        clear = all(abs(straight - c) > WIDE / 2 for c in boxes)
        x = straight if clear else min(free, key=lambda g: abs(g - straight))
        points += [(x, y + HIGH / 2 + GAP / 2), (x, y - HIGH / 2 - GAP / 2)]
    return [*points, end]


def draw(pairs: list[tuple[str, str]], said: dict[str, str]) -> None:
    """Floors of boxes, the lowest imports nothing; an arrow points to what is imported."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    from matplotlib.patches import FancyBboxPatch

    at = places(pairs, sorted(said))
    left, right = (edge(x for x, _ in at.values()) for edge in (min, max))
    top = max(y for _, y in at.values())
    size = right - left + WIDE + 0.2, top + HIGH + 0.2
    fig, ax = plt.subplots(figsize=size)
    fig.subplots_adjust(0, 0, 1, 1)
    ax.set(xlim=(left - WIDE / 2 - 0.1, right + WIDE / 2 + 0.1), ylim=(-HIGH / 2 - 0.1, top + HIGH / 2 + 0.1))
    ax.axis("off")
    for a, b in arrows(pairs):
        (x, y), (u, v) = at[a], at[b]
        colour = "crimson" if y == v else "0.45"
        *bends, last = route((x, y - HIGH / 2), (u, v + HIGH / 2), at) if y != v else [at[a], at[b]]
        ax.plot(*zip(*bends, strict=True), color=colour, linewidth=1.1, zorder=1)
        style = {"arrowstyle": "-|>", "color": colour, "lw": 1.1, "shrinkA": 0, "shrinkB": 1}
        ax.annotate("", last, bends[-1], arrowprops=style, zorder=1)
    for name, (x, y) in at.items():
        box = FancyBboxPatch((x - WIDE / 2, y - HIGH / 2), WIDE, HIGH, boxstyle="round,pad=0,rounding_size=0.08")
        ax.add_patch(box)
        box.set(facecolor="#eef3f8", edgecolor="#33536f", linewidth=1.1, zorder=2)
        ax.text(x, y + HIGH / 2 - 0.1, name, weight="bold", size=11, ha="center", va="top", zorder=3)
        ax.text(x, y - 0.1, said[name], size=8.5, ha="center", va="center", zorder=3)
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
