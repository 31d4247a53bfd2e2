"""Rates row × column, as bubbles."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.plots.labels import label, text
from analysis.plots.matrices import gap, name_columns, slanted
from analysis.plots.panels import marks, one_row_each
from analysis.plots.style import BLUE, GREY, HATCH, LIGHT, ROW, chart, figure, legend


@chart
def matrix_dots(table: pd.DataFrame, row: str = "slogan", column: str = "city", *, width: str = "double") -> Figure:
    """Bubbles row × column, area by rate; a small cross where there was no hit, hatching where there is no text.

    table: rates by column and row. Rows and columns keep the order of the table. Hollow bubbles carry a warning.
    """
    one_row_each(table, [row, column], "matrix_dots")
    rows, columns = list(table[row].unique())[::-1], list(table[column].unique())
    names = [label(c, column) for c in columns]
    slant = slanted([label(r, row) for r in rows], names, width)
    fig = figure(width, len(rows) * ROW * 1.15 + (0.9 if slant else 0.6))
    ax = fig.subplots()
    largest = table["rate"].max()
    most = 80 if width == "double" else 50  # points²; as wide as a row is high, or a little more
    seen: set[str] = set()
    for entry in table.to_dict("records"):
        x, y = columns.index(entry[column]), rows.index(entry[row])
        if pd.isna(entry["rate"]):
            ax.add_patch(gap(x, y))
            seen.add("gap")
        elif entry["n"] == 0:
            ax.plot(x, y, "x", color="#bdbdbd", markersize=2, markeredgewidth=0.5)
            seen.add("no hit")
        else:
            fill = "white" if entry.get("warning") else BLUE
            seen |= {"few"} if entry.get("warning") else set()
            ax.scatter(x, y, s=most * entry["rate"] / largest, facecolor=fill, edgecolor=BLUE, linewidth=0.8, zorder=3)
    name_columns(ax, names, slant)
    ax.set_yticks(range(len(rows)), [label(r, row) for r in rows])
    ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(-0.7, len(rows) - 0.3))
    ax.grid(color=LIGHT)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    steps = [m * 10.0**e for e in range(-4, 6) for m in (1, 2, 5) if m * 10.0**e <= largest]
    sizes = [
        Line2D([], [], marker="o", linestyle="none", color=BLUE, markersize=np.sqrt(most * s / largest), label=f"{s:g}")
        for s in steps[-3:]
    ]
    fig.legend(handles=sizes, loc="outside right upper", title=text("bubble"), title_fontsize=6.5, labelspacing=0.8)
    kinds = {
        "few": marks()["few"],
        "no hit": Line2D([], [], marker="x", linestyle="none", color="#bdbdbd", markersize=2.5, label=text("no hit")),
        "gap": Patch(facecolor="white", edgecolor=GREY, hatch=HATCH, linewidth=0, label=text("no text")),
    }
    legend(fig, [handle for kind, handle in kinds.items() if kind in seen])
    return fig
