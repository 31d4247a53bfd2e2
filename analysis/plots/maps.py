"""Groups on a plane, near where they are alike."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from numpy.typing import NDArray

from analysis.compare.matrices import cells
from analysis.plots.labels import label, text
from analysis.plots.style import BLUE, DARK, GREY, chart, figure

# Where a label may stand around its point, in points (x, y) with its alignment; the first that is free is taken.
PLACES = [
    (dx * r, dy * r, ha, va)
    for r in (4, 9, 15, 22)
    for dx, dy, ha, va in [
        (1, 0, "left", "center"),
        (-1, 0, "right", "center"),
        (0, 1, "center", "bottom"),
        (0, -1, "center", "top"),
        (0.7, 0.7, "left", "bottom"),
        (-0.7, 0.7, "right", "bottom"),
        (0.7, -0.7, "left", "top"),
        (-0.7, -0.7, "right", "top"),
    ]
]

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in pixels


def scale(distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Classical multidimensional scaling: points (n, 2) and the share of the squared distances they keep, 0 to 1.

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
    """Groups of a similarity matrix on a plane by classical scaling of 1 − similarity; only distances mean something.

    The axis label says how much of the distances the plane keeps: below about 60 % read the heatmap instead. Groups
    without a profile are named below. Labels look for a place where they cover nothing; a thin line leads to one
    that had to move. Raises ValueError with fewer than three groups that have a profile.
    """
    table = cells(similarity)
    known = np.diag(table.to_numpy(dtype=float)) == 1
    square = table.to_numpy(dtype=float)[np.ix_(known, known)]
    if len(square) < 3:
        raise ValueError(f"map2d: {len(square)} groups have a profile; a map takes three or more")
    points, kept = scale(1 - square)
    fig = figure(width, 2.9 if width == "single" else 4.2)
    ax = fig.subplots()
    ax.scatter(points[:, 0], points[:, 1], s=12, color=BLUE, zorder=3)
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.15)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color("#cccccc")
    note = text("map", percent=f"{kept * 100:.0f}")
    missing = [label(g, table.index.name) for g, there in zip(table.index, known, strict=True) if not there]
    if missing:
        note += "\n" + text("left out", names=text("and").join(missing))
    ax.set_xlabel(note)
    fig.draw_without_rendering()
    _place(ax, points, [label(g, table.index.name) for g, there in zip(table.index, known, strict=True) if there])
    return fig


def _place(ax: Axes, points: NDArray[np.float64], names: list[str]) -> None:
    """Write each name beside its point, at the first place where it covers nothing and stays inside."""
    fig = ax.figure
    pixel = fig.dpi / 72
    dots = ax.transData.transform(points)
    taken = [(x - 2 * pixel, y - 2 * pixel, x + 2 * pixel, y + 2 * pixel) for x, y in dots]
    frame = ax.get_window_extent()
    # Crowded points choose first: they have the fewest places.
    near = np.sort(np.linalg.norm(dots[:, None] - dots[None], axis=2), axis=1)[:, 1]
    for i in np.argsort(near, kind="stable"):
        best: list[tuple[float, Annotation, Box, float]] = []  # one, once a place was tried
        for dx, dy, ha, va in PLACES:
            note = ax.annotate(names[i], points[i], (dx, dy), textcoords="offset points", ha=ha, va=va, fontsize=6.5)
            box = _box(note)
            others = [t for j, t in enumerate(taken) if j != i]
            covered = sum(_overlap(box, t) for t in others)
            outside = (box[0] < frame.x0) or (box[1] < frame.y0) or (box[2] > frame.x1) or (box[3] > frame.y1)
            cost = covered + 1e6 * outside
            if best and cost >= best[0][0]:
                note.remove()
                continue
            for _, worse, *_ in best:
                worse.remove()
            best = [(cost, note, box, np.hypot(dx, dy))]
            if cost == 0:
                break
        _, note, box, moved = best[0]
        note.set_color(DARK)
        taken.append(box)
        if moved > 6:
            middle = ax.transData.inverted().transform([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
            ax.plot(*zip(points[i], middle, strict=True), color=GREY, linewidth=0.4, zorder=1)


def _box(note: Annotation) -> Box:
    x0, y0, x1, y1 = note.get_window_extent().extents
    return x0, y0, x1, y1


def _overlap(a: Box, b: Box) -> float:
    """Area that two boxes (x0, y0, x1, y1) share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
