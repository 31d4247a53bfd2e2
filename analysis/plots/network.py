"""Who shares with whom, as a network."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

from analysis.compare.matrices import cells
from analysis.plots.labels import label, text
from analysis.plots.matrices import width_of
from analysis.plots.style import BLUE, DARK, GREY, chart, figure, legend

TIES = 2  # ties drawn for each node: more would be a ball of wool
WIDEST = 4.0  # points


@chart
def network(matrix: pd.DataFrame, *, title: str = "", width: str = "single") -> Figure:
    """Groups on a circle, a line between two as thick as their tie; groups with much in common stand side by side.

    matrix: a square one of compare (echoes, similarity); base columns are left off. The strongest ties are drawn, twice
    as many as there are groups; the legend says how many of all that is. Groups without a tie are grey; those of which
    no report was read are left off. title: what a tie is. The same table gives the same picture. Raises ValueError for
    a matrix that is not square.
    """
    if "n_reports" in matrix:
        read = matrix.index[matrix["n_reports"] > 0]
        matrix = matrix.loc[read, [c for c in matrix.columns if c in read or c not in matrix.index]]
    table = cells(matrix)
    if list(table.index) != list(table.columns):
        raise ValueError("network: the matrix is not square; it needs the same groups as rows and columns")
    values = np.nan_to_num(table.to_numpy(dtype=float))
    np.fill_diagonal(values, 0)
    order = _neighbours(values)
    values = values[np.ix_(order, order)]
    names = [label(table.index[i], table.index.name) for i in order]
    n = len(names)
    turn = np.pi / 2 - 2 * np.pi * np.arange(n) / n
    x, y = np.cos(turn), np.sin(turn)
    ties = sorted(((values[i, j], i, j) for i in range(n) for j in range(i + 1, n) if values[i, j] > 0), reverse=True)
    drawn = ties[: TIES * n]
    side = {"single": 1.0, "double": 1.6}[width] if width in ("single", "double") else 1.0
    fig = figure(width, 3.2 * side)
    ax = fig.subplots()
    most = drawn[0][0] if drawn else 1
    for value, i, j in reversed(drawn):
        ax.plot([x[i], x[j]], [y[i], y[j]], color=BLUE, alpha=0.55, linewidth=WIDEST * value / most, zorder=1)
    linked = {k for _, i, j in drawn for k in (i, j)}
    for k in range(n):
        ax.plot(x[k], y[k], "o", color=DARK if k in linked else GREY, markersize=4, zorder=2)
        side_of = "center" if abs(x[k]) < 0.2 else "left" if x[k] > 0 else "right"
        level = "center" if abs(x[k]) >= 0.2 else "bottom" if y[k] > 0 else "top"
        colour = DARK if k in linked else GREY
        ax.text(1.09 * x[k], 1.09 * y[k], names[k], ha=side_of, va=level, fontsize=6.5, color=colour)
    room = 1.15 + 0.05 * max(map(width_of, names))
    ax.set(xlim=(-room, room), ylim=(-1.3, 1.3), aspect="equal")
    ax.set_axis_off()
    steps = dict.fromkeys(_round(most * share) for share in (0.33, 0.67, 1)) if drawn else ()
    handles = [
        Line2D([], [], color=BLUE, alpha=0.55, linewidth=WIDEST * float(step) / most, label=step) for step in steps
    ]
    legend(fig, handles)
    if title or len(ties) > len(drawn):
        cut = text("ties", n=len(drawn), of=len(ties)) if len(ties) > len(drawn) else ""
        ax.set_title("\n".join(filter(None, [title, cut])), fontsize=7)
    return fig


def _neighbours(values: NDArray[np.float64]) -> NDArray[np.int_]:
    """An order of the groups that puts those with strong ties side by side."""
    if len(values) < 3 or not values.any():
        return np.arange(len(values))
    distance = squareform(values.max() - values, checks=False)  # which passes over the diagonal
    return np.asarray(leaves_list(optimal_leaf_ordering(linkage(distance, "average"), distance)))


def _round(value: float) -> str:
    return f"{value:.2f}" if value < 1 else f"{value:,.0f}"
