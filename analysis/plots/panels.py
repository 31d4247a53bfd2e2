"""What charts of several panels, or of dots, have in common."""

from typing import Any

import pandas as pd
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from analysis.plots.labels import text
from analysis.plots.style import BLUE

Grid = NDArray[Any]  # the axes of a figure, lines × columns


def show_ticks(axes: Grid, n: int) -> None:
    """Switch the axes after the first n off, and number the x axis of the lowest panel left in each column."""
    for i, ax in enumerate(axes.flat):
        if i >= n:
            ax.set_axis_off()
        elif i + axes.shape[1] >= n:
            ax.tick_params(labelbottom=True)


def marks() -> dict[str, Line2D]:
    """Legend handles of the marks that dot plots share."""
    hollow: dict[str, Any] = {"marker": "o", "markerfacecolor": "white", "linestyle": "none", "markersize": 3.6}
    return {
        "few": Line2D([], [], color=BLUE, label=text("few"), **hollow),
        "cut": Line2D([], [], color=BLUE, label=text("cut"), marker=">", markersize=3),
    }


def one_row_each(table: pd.DataFrame, keys: list[str], what: str) -> None:
    """Raise ValueError naming the first key for which the table has several rows."""
    twice = table[table.duplicated(keys)]
    if len(twice):
        raise ValueError(f"{what}: several rows for {twice.iloc[0][keys[0]]!r}; give facet=, or choose rows first")
