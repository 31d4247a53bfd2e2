"""Matrices as coloured cells, and rates by row and column as bubbles."""

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
from ..language import text
from .labels import label
from .layout import HALF, PAGE, ROW, figure, in_lines, inches, inches_wide, left_out_of, legend, not_drawn, wrap
from .marks import Signs, beside, gap, unknown
from .style import BLUE, GREY, LIGHT, chart, in_percent, ink, one_row_each

STATES = {"stated": BLUE, "zero": "#9ecae1", "not stated": LIGHT, "not extracted": "white"}


SLANT = 0.16  # inches from one slanted label to the next, so that they do not touch
BAR = 0.75  # inches that a scale of colours takes at the right


def room(width: str, rows: list[str]) -> float:
    """Inches left for the columns of a matrix beside its row labels."""
    return inches_wide(width) - inches(rows) - BAR


def slanted(rows: list[str], columns: list[str], width: str) -> bool:
    """Whether column labels are too long to fit side by side."""
    return inches(columns) + 0.05 > room(width, rows) / len(columns)


def page_holds(rows: list[str], columns: list[str], width: str, lines: float) -> tuple[int, int]:
    """How many rows and columns fit on a page."""
    slant = inches(columns) * 0.75
    return int((PAGE - slant - 1.1) / (ROW * (lines + 0.15))), max(1, int(room(width, rows) / SLANT))


def name_columns(ax: Axes, columns: list[str], slant: bool) -> None:
    """Column labels below the axes."""
    turned: dict[str, Any] = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"} if slant else {}
    ax.set_xticks(range(len(columns)), columns, **turned)


@chart
def heatmap(matrix: pd.DataFrame, *, title: str = "", percent: bool = False, width: str = "double") -> Figure:
    """A matrix from compare (coverage, matrix, similarity) as coloured cells; base columns are dropped.

    Numbers get a colour scale named `title`, and are printed in the cells where they fit; percent writes 0.25 as 25.
    States (coverage) get a legend. Gaps are hatched, never coloured. The diagonal of a matrix with the same groups in
    rows and columns is grey: what a group shares with itself is neither a finding nor a gap. Rows and columns that do
    not fit on the page are named.
    """
    table = cells(matrix)
    states = not all(pd.api.types.is_numeric_dtype(d) for d in table.dtypes)
    square = list(table.index) == list(table.columns)
    table, rest = _cut(table, square, width)
    rows, lines = in_lines([label(r, table.index.name) for r in table.index], width)
    columns = [label(c, table.columns.name) for c in table.columns]
    slant = slanted(rows, columns, width)
    extra = 0.1 + (inches(columns) * 0.75 if slant else 0.2)
    note = not_drawn("no room", rest, width)
    high = max(len(rows) * ROW * (lines + 0.15), 0.5 if states else 0.9)
    fig = figure(width, high + extra)
    ax = fig.subplots()
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    name_columns(ax, columns, slant)
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    if states:
        _states(fig, ax, table, note)
    else:
        _numbers(fig, ax, table, wrap(title, high), percent, square, note)
    return fig


def _cut(table: pd.DataFrame, square: bool, width: str) -> tuple[pd.DataFrame, list[str]]:
    """The part of a matrix that a page holds, its first rows and columns, and the names of the others."""
    of_rows, of_columns = ([label(c, axis.name) for c in axis] for axis in (table.index, table.columns))
    wrapped, lines = in_lines(of_rows, width)
    most_rows, most_columns = page_holds(wrapped, of_columns, width, lines)
    if square:
        most_rows = most_columns = min(most_rows, most_columns)
    rows, beyond = left_out_of(range(len(table)), most_rows)
    columns, outside = left_out_of(range(table.shape[1]), most_columns)
    rest = [of_rows[i] for i in beyond] + ([] if square else [of_columns[i] for i in outside])
    return table.iloc[rows, columns], rest


def _states(fig: Figure, ax: Axes, table: pd.DataFrame, note: str) -> None:
    strange = sorted(set(table.to_numpy().ravel()) - set(STATES), key=str)
    if strange:
        raise ValueError(f"heatmap: {strange[0]!r} is neither a number nor one of {', '.join(STATES)}")
    handles = {s: Patch(facecolor=colour, linewidth=0, label=text(s)) for s, colour in STATES.items()}
    handles["not extracted"] = unknown("not extracted")
    for (y, x), state in np.ndenumerate(table.to_numpy()):
        cell = Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, facecolor=STATES[state], linewidth=0)
        ax.add_patch(gap(x, y) if state == "not extracted" else cell)
    legend(fig, [handle for state, handle in handles.items() if (table == state).to_numpy().any()], notes=[note])


def _numbers(fig: Figure, ax: Axes, table: pd.DataFrame, title: str, percent: bool, square: bool, note: str) -> None:
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
    legend(fig, handles + ([unknown("gap")] if len(gaps) else []), notes=[note])
    fig.draw_without_rendering()
    space = ax.get_window_extent().width / fig.dpi * 72 / values.shape[1]
    words = [[_word(v, percent) for v in line] for line in shown]
    longest = max((len(w) for line in words for w in line), default=0)
    if longest * HALF * 72 * 1.1 + 2 > space:
        return
    for (y, x), value in np.ndenumerate(shown):
        if not np.isnan(value):
            ax.text(x, y, words[y][x], ha="center", va="center", color=ink(colours(norm(value))))


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
    """Bubbles by row and column, area by rate; a small cross where there was no hit, hatching where there is no text.

    table: rates by column and row. Rows and columns keep the order of the table; those that do not fit on the page are
    named. Hollow bubbles carry a warning, which the legend names; a warning that applies to whole columns (a short
    text) has its sign at their names instead.
    """
    one_row_each(table, [row, column], "matrix_dots")
    wrapped, lines = in_lines([label(r, row) for r in table[row].unique()], width)
    named = wrapped, [label(c, column) for c in table[column].unique()]
    most = page_holds(*named, width, lines)
    (rows, rest), (columns, outside) = (
        left_out_of(list(table[key].unique()), n) for key, n in zip((row, column), most, strict=True)
    )
    rest = [*(label(r, row) for r in rest), *(label(c, column) for c in outside)]
    table, rows = table[table[row].isin(rows) & table[column].isin(columns)], rows[::-1]
    hit = table[(table["n"] > 0) & table["rate"].notna()]
    signs = Signs(hit.get("warning", []), hit[column] if "warning" in hit else None)
    names = [label(c, column) + signs.at(c) for c in columns]
    shown = in_lines([label(r, row) for r in rows], width)[0]
    slant = slanted(shown, names, width)
    fig = figure(width, len(rows) * ROW * (lines + 0.15) + 0.3 + (inches(names) * 0.75 if slant else 0))
    ax = fig.subplots()
    largest = hit["rate"].max() if len(hit) else 1.0
    space = room(width, shown) / len(columns) * 72
    area = min(80.0, (0.8 * space) ** 2)  # points²; as wide as a row is high, or a little more
    seen: set[str] = set()
    for entry in table.to_dict("records"):
        x, y = columns.index(entry[column]), rows.index(entry[row])
        if pd.isna(entry["rate"]):
            ax.add_patch(gap(x, y))
            seen.add("gap")
        elif entry["n"] == 0:
            ax.plot(x, y, "x", color=GREY, markersize=2.4, markeredgewidth=0.6)
            seen.add("no hit")
        else:
            fill = signs.fill(entry.get("warning"))
            size = area * entry["rate"] / largest
            ax.scatter(x, y, s=size, facecolor=fill, edgecolor=BLUE, linewidth=0.8, zorder=3)
            if signs.of(entry.get("warning")):
                beside(ax, signs.of(entry["warning"]), x, y + 0.12, int(np.sqrt(size) / 2 + 1))
    name_columns(ax, names, slant)
    ax.set_yticks(range(len(rows)), shown)
    ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(-0.7, len(rows) - 0.3))
    ax.grid(color=LIGHT)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    steps = [m * 10.0**e for e in range(-4, 6) for m in (1, 2, 5) if m * 10.0**e <= largest]
    sizes = [
        Line2D([], [], marker="o", linestyle="none", color=BLUE, markersize=np.sqrt(area * s / largest), label=f"{s:g}")
        for s in steps[-3:]
    ]
    fig.legend(handles=sizes, loc="outside right upper", title=text("bubble"), title_fontsize=7, labelspacing=0.8)
    cross: dict[str, Any] = {
        "marker": "x",
        "linestyle": "none",
        "color": GREY,
        "markersize": 3.0,
        "markeredgewidth": 0.6,
    }
    kinds = {"no hit": Line2D([], [], label=text("no hit"), **cross), "gap": unknown("no text")}
    handles = [*signs.handles(), *(handle for kind, handle in kinds.items() if kind in seen)]
    legend(fig, handles, notes=[not_drawn("no room", rest, width)])
    return fig
