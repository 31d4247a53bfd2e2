"""Groups on a plane, near where they are similar, or on a circle with lines between those that share much."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from ..compare.matrices import cells
from ..language import text
from .labels import label
from .layout import figure, inches, inches_wide, legend, not_drawn
from .matrices import heatmap
from .style import BLUE, DARK, GREY, MUTED, chart, pale

# Where a label may stand around its point, in points (x, y) with its alignment; the first that is free is taken.
SIDES = {1: ("left", "bottom"), 0: ("center", "center"), -1: ("right", "top")}
AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
PLACES = [
    (x * r, y * r, SIDES[int(np.sign(x))][0], SIDES[int(np.sign(y))][1]) for r in (4, 9, 15, 22) for x, y in AROUND
]
TIES = 2  # ties drawn for each node: more would be a ball of wool
WIDEST = 4.0  # points a tie is wide
CIRCLE = 8  # groups that a circle of ties shows; more are a matrix
KEPT = 0.6  # of the squared distances: a plane that keeps less shows what is not there


def scale(distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Classical multidimensional scaling: points (n, 2) and the share of the squared distances they preserve, 0 to 1.

    Deterministic; signs are fixed so that the largest coordinate of each axis is positive.
    Source: Torgerson (1952), Psychometrika 17:401-419; Gower (1966), Biometrika 53:325-338.
    """
    n = len(distances)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centre @ distances**2 @ centre / 2)
    values, vectors = values[::-1], vectors[:, ::-1]
    points = np.zeros((n, 2))
    used = min(2, n)
    points[:, :used] = vectors[:, :used] * np.sqrt(np.clip(values[:used], 0, None))
    points *= np.sign(points[np.abs(points).argmax(axis=0), [0, 1]] + 1e-300)
    total = np.abs(values).sum()
    return points, float(np.clip(values[:2], 0, None).sum() / total) if total > 0 else 1.0


@chart
def map2d(similarity: pd.DataFrame, *, width: str = "single") -> Figure:
    """Groups of a similarity matrix on a plane by classical scaling of 1 − similarity; only distances have meaning.

    The axis label says how much of the squared distances the plane preserves and, below 60 % (KEPT), that the plane
    misleads. Groups without a profile are named below. Labels are placed where they cover nothing; a thin line leads to
    one that had to move, and a group whose name does not fit is named below. Raises ValueError with fewer than three
    groups that have a profile.
    """
    table = cells(similarity)
    known = np.diag(table.to_numpy(dtype=float)) == 1
    square = table.to_numpy(dtype=float)[np.ix_(known, known)]
    if len(square) < 3:
        raise ValueError(f"map2d: {len(square)} groups have a profile; a map takes three or more")
    points, kept = scale(1 - square)
    wide = inches_wide(width)
    high = min(wide, 4.5) * 0.9
    fig = figure(width, high)
    ax = fig.subplots()
    ax.scatter(points[:, 0], points[:, 1], s=12, color=BLUE, zorder=3)
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.15)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color("#cccccc")
    said = text("map" if kept >= KEPT else "map misleads", percent=f"{kept * 100:.0f}", least=f"{KEPT * 100:.0f}")
    names = [label(g, table.index.name) for g in table.index]
    missing = not_drawn("left out", [name for name, there in zip(names, known, strict=True) if not there], width)
    shown = [name for name, there in zip(names, known, strict=True) if there]
    unnamed: list[int] = []
    while True:
        legend(fig, [], said, [missing, not_drawn("unnamed", [shown[i] for i in unnamed], width)])
        fig.draw_without_rendering()
        places = _places(ax, points, shown, unnamed)
        more = [i for i in range(len(shown)) if i not in places and i not in unnamed]
        if not more:
            break
        unnamed += more  # their note takes room from the axes, whose dots then lie otherwise: names are placed anew
        fig.set_figheight(high)
    fig.set_layout_engine("none")  # what has been placed stays there
    _write(ax, points, shown, places)
    return fig


Place = tuple[float, float, str, str]  # beside a dot: points to the right and up, alignment across and up


def _places(ax: Axes, points: NDArray[np.float64], names: list[str], without: list[int]) -> dict[int, Place]:
    """For the number of each name the first place beside its point where it covers nothing and stays inside."""
    pixel = ax.figure.dpi / 72
    dots = ax.transData.transform(points)
    frame = ax.get_window_extent()
    taken = np.hstack([dots - 2 * pixel, dots + 2 * pixel])  # left, bottom, right, top
    # Crowded points choose first: they have the fewest places.
    near = np.sort(np.linalg.norm(dots[:, None] - dots[None], axis=2), axis=1)[:, 1]
    found: dict[int, Place] = {}
    for i in map(int, np.argsort(near, kind="stable")):
        if i in without:
            continue
        note = ax.annotate(names[i], points[i])
        size = note.get_window_extent()
        note.remove()
        others = np.delete(taken, i, axis=0)
        for dx, dy, ha, va in PLACES:
            left = dots[i, 0] + dx * pixel - {"left": 0.0, "center": 0.5, "right": 1.0}[ha] * size.width
            low = dots[i, 1] + dy * pixel - {"bottom": 0.0, "center": 0.5, "top": 1.0}[va] * size.height
            box = np.array([left, low, left + size.width, low + size.height])
            inside = box[0] >= frame.x0 and box[1] >= frame.y0 and box[2] <= frame.x1 and box[3] <= frame.y1
            if inside and not ((others[:, :2] < box[2:]) & (others[:, 2:] > box[:2])).all(axis=1).any():
                found[i] = (dx, dy, ha, va)
                taken = np.vstack([taken, box])
                break
    return found


def _write(ax: Axes, points: NDArray[np.float64], names: list[str], places: dict[int, Place]) -> None:
    """Write the names in their places; a thin line leads to one that stands away from its point."""
    back = ax.transData.inverted()
    for i, (dx, dy, ha, va) in sorted(places.items()):
        point = points[i]
        note = ax.annotate(names[i], point, (dx, dy), textcoords="offset points", ha=ha, va=va, color=DARK)
        note.set_in_layout(False)
        if np.hypot(dx, dy) > 6:
            box = note.get_window_extent()
            middle = back.transform([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
            # No line of the axes, whose limits it would widen, and with them the places of the dots.
            ax.add_artist(Line2D(*zip(point, middle, strict=True), color=GREY, linewidth=0.4, zorder=1))


@chart
def network(matrix: pd.DataFrame, *, title: str = "", width: str = "single") -> Figure:
    """Groups on a circle, joined by lines as thick as their ties; with more than eight groups, the matrix (`heatmap`).

    Groups with much in common are placed side by side, in the matrix too.

    matrix: a square matrix from compare (echoes, similarity); base columns are dropped. The strongest ties are drawn,
    twice as many as there are groups; the legend says out of how many. Groups without a tie are grey; those without a
    report that was read are dropped. title: what a tie is. The same table gives the same picture. Raises ValueError for
    a matrix that is not square.
    """
    if "n_reports" in matrix:
        read = matrix.index[matrix["n_reports"] > 0]
        matrix = matrix.loc[read, [c for c in matrix.columns if c in read or c not in matrix.index]]
    table = cells(matrix)
    if list(table.index) != list(table.columns):
        raise ValueError("network: the matrix is not square; it needs the same groups as rows and columns")
    if not len(table):
        raise ValueError("network: nothing to draw, no report was read")
    values = np.nan_to_num(table.to_numpy(dtype=float))
    np.fill_diagonal(values, 0)
    order = _neighbours(values)
    if len(table) > CIRCLE:
        return heatmap(table.iloc[order, order], title=title, width=width)
    values = values[np.ix_(order, order)]
    names = [label(table.index[i], table.index.name) for i in order]
    n = len(names)
    turn = np.pi / 2 - 2 * np.pi * np.arange(n) / n
    x, y = np.cos(turn), np.sin(turn)
    ties = sorted(((values[i, j], i, j) for i in range(n) for j in range(i + 1, n) if values[i, j] > 0), reverse=True)
    drawn = ties[: TIES * n]
    fig = figure(width, min(inches_wide(width), 5.2) * 0.92)
    ax = fig.subplots()
    most = drawn[0][0] if drawn else 1
    for value, i, j in reversed(drawn):
        ax.plot([x[i], x[j]], [y[i], y[j]], color=pale(BLUE, 0.55), linewidth=WIDEST * value / most, zorder=1)
    linked = {k for _, i, j in drawn for k in (i, j)}
    for k in range(n):
        colour = DARK if k in linked else MUTED
        ax.plot(x[k], y[k], "o", color=colour, markersize=4, zorder=2)
        side_of = "center" if abs(x[k]) < 0.2 else "left" if x[k] > 0 else "right"
        level = "center" if abs(x[k]) >= 0.2 else "bottom" if y[k] > 0 else "top"
        ax.text(1.09 * x[k], 1.09 * y[k], names[k], ha=side_of, va=level, color=colour)
    wide = inches_wide(width)
    room = max(
        1.3, 1.15 * wide / (wide - 2 * inches(names) - 0.1)
    )  # in radii: the circle leaves the names their inches
    ax.set(xlim=(-room, room), ylim=(-1.3, 1.3), aspect="equal")
    ax.set_axis_off()
    steps = dict.fromkeys(_round(most * share) for share in (0.33, 0.67, 1)) if drawn else ()
    tie: dict[str, Any] = {"color": pale(BLUE, 0.55)}
    legend(fig, [Line2D([], [], linewidth=WIDEST * float(step) / most, label=step, **tie) for step in steps])
    if title or len(ties) > len(drawn):
        cut = text("ties", n=len(drawn), of=len(ties)) if len(ties) > len(drawn) else ""
        ax.set_title("\n".join(filter(None, [title, cut])))
    return fig


def _neighbours(values: NDArray[np.float64]) -> NDArray[np.int_]:
    """An order of the groups that puts those with strong ties side by side."""
    if len(values) < 3 or not values.any():
        return np.arange(len(values))
    distance = squareform(values.max() - values, checks=False)  # which passes over the diagonal
    return np.asarray(leaves_list(linkage(distance, "average", optimal_ordering=True)))


def _round(value: float) -> str:
    return f"{value:.2f}" if value < 1 else f"{value:,.0f}"
