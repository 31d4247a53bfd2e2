"""Matrices as coloured cells, rates row × column as bubbles."""

from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..compare.matrices import cells
from ..language import label, text
from .style import (
    BLUE,
    DARK,
    LIGHT,
    ROW,
    chart,
    figure,
    gap,
    in_percent,
    inches,
    legend,
    marks,
    one_row_each,
    room,
    unknown,
)

STATES = {"stated": BLUE, "zero": "#9ecae1", "not stated": LIGHT, "not extracted": "white"}


def slanted(rows: list[str], columns: list[str], width: str) -> bool:
    """Whether column labels are too long to stand side by side."""
    return inches(columns) + 0.05 > (room(width, rows) - 0.8) / len(columns)


def name_columns(ax: Axes, columns: list[str], slant: bool) -> None:
    """Column labels below the axes."""
    turned: dict[str, Any] = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"} if slant else {}
    ax.set_xticks(range(len(columns)), columns, **turned)


@chart
def heatmap(matrix: pd.DataFrame, *, title: str = "", percent: bool = False, width: str = "double") -> Figure:
    """A matrix of compare (coverage, matrix, similarity) as coloured cells; base columns are left off.

    Numbers get a colour scale named `title`, and stand in the cells where they fit; percent writes 0.25 as 25. States
    (coverage) get a legend. Gaps are hatched, never coloured. The diagonal of a matrix of the same groups in rows and
    columns is grey: what a group shares with itself is no finding, and no gap.
    """
    table = cells(matrix)
    states = not all(pd.api.types.is_numeric_dtype(d) for d in table.dtypes)
    rows = [label(r, table.index.name) for r in table.index]
    columns = [label(c, table.columns.name) for c in table.columns]
    square = list(table.index) == list(table.columns)
    slant = slanted(rows, columns, width)
    extra = 0.35 + (inches(columns) if slant else 0.1) + 0.2 * states
    fig = figure(width, max(len(rows) * ROW * 1.15, 0.5) + extra)
    ax = fig.subplots()
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    name_columns(ax, columns, slant)
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    if states:
        _states(fig, ax, table)
    else:
        _numbers(fig, ax, table, title, percent, square)
    return fig


def _states(fig: Figure, ax: Axes, table: pd.DataFrame) -> None:
    strange = sorted(set(table.to_numpy().ravel()) - set(STATES), key=str)
    if strange:
        raise ValueError(f"heatmap: {strange[0]!r} is neither a number nor one of {', '.join(STATES)}")
    handles = {s: Patch(facecolor=colour, linewidth=0, label=text(s)) for s, colour in STATES.items()}
    handles["not extracted"] = unknown("not extracted")
    for (y, x), state in np.ndenumerate(table.to_numpy()):
        cell = Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, facecolor=STATES[state], linewidth=0)
        ax.add_patch(gap(x, y) if state == "not extracted" else cell)
    legend(fig, [handle for state, handle in handles.items() if (table == state).to_numpy().any()], 4)


def _numbers(fig: Figure, ax: Axes, table: pd.DataFrame, title: str, percent: bool, square: bool) -> None:
    values = table.to_numpy(dtype=float)
    shown = np.where(np.eye(len(values), dtype=bool), np.nan, values) if square else values
    known = shown[~np.isnan(shown)]
    norm = Normalize(0, float(known.max()) if known.size and known.max() > 0 else 1)
    colours = mpl.colormaps["Blues"]
    edges = [np.arange(size + 1) - 0.5 for size in values.shape[::-1]]
    ax.pcolormesh(*edges, np.ma.masked_invalid(shown), cmap=colours, norm=norm, edgecolor="white", linewidth=0.6)
    gaps = np.argwhere(np.isnan(values))
    for y, x in gaps:
        ax.add_patch(gap(x, y))
    own = [i for i in range(len(values)) if square and not np.isnan(values[i, i])]
    for i in own:
        ax.add_patch(Rectangle((i - 0.5, i - 0.5), 1, 1, facecolor=LIGHT, edgecolor="white", linewidth=0.6))
    counts = not percent and bool((known == np.round(known)).all())
    ticks = MaxNLocator(nbins=8, steps=[1, 2, 5, 10], integer=counts)
    scale, written = mpl.cm.ScalarMappable(norm, colours), FuncFormatter(in_percent) if percent else None
    bar = fig.colorbar(scale, ax=ax, label=title, format=written, ticks=ticks, aspect=25, pad=0.01)
    bar.outline.set_visible(False)
    handles = [Patch(facecolor=LIGHT, linewidth=0, label=text("itself"))] if own else []
    legend(fig, handles + ([unknown("gap")] if len(gaps) else []))
    fig.draw_without_rendering()
    space = ax.get_window_extent().width / fig.dpi * 72 / values.shape[1]
    words = [[_word(v, percent) for v in line] for line in shown]
    longest = max((len(w) for line in words for w in line), default=0)
    if longest * 6 * 0.58 + 2 > space:
        return
    for (y, x), value in np.ndenumerate(shown):
        dark = not np.isnan(value) and np.dot(colours(norm(value))[:3], (0.299, 0.587, 0.114)) < 0.5
        ax.text(x, y, words[y][x], ha="center", va="center", fontsize=6, color="white" if dark else DARK)


def _word(value: float, percent: bool) -> str:
    if np.isnan(value):
        return ""
    if percent:
        return f"{value * 100:.0f}"
    if value == 0:
        return "0"
    return f"{value:.2f}".removeprefix("0") if abs(value) < 0.995 else f"{value:,.3g}"


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
        "gap": unknown("no text"),
    }
    legend(fig, [handle for kind, handle in kinds.items() if kind in seen])
    return fig
