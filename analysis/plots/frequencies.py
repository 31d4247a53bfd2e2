"""Rates and shares with their intervals: dot plots and bubbles."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from analysis.plots.labels import label, text
from analysis.plots.matrices import gap, name_columns, slanted, width_of
from analysis.plots.style import BLUE, DARK, DOUBLE, GREY, HATCH, LIGHT, ROW, SINGLE, chart, figure, foot, legend


def _measure(table) -> str:
    """Which column is drawn: rate, share or ratio."""
    found = [c for c in ("rate", "share", "ratio") if c in table.columns]
    if not found or not {"low", "high"} <= set(table.columns):
        raise ValueError(f"dots: no rate, share or ratio with low and high; found {', '.join(map(str, table.columns))}")
    return found[0]


def _once(table, keys, what) -> None:
    twice = table[table.duplicated(keys)]
    if len(twice):
        raise ValueError(f"{what}: several rows for {twice.iloc[0][keys[0]]!r}; give facet=, or choose rows first")


def _bases(table) -> str:
    """How long the texts are, for the axis label: a rate means little without it."""
    chars = table["n_chars"][table["n_chars"] > 0] if "n_chars" in table else pd.Series(dtype=int)
    # One base for all rows (all reports together) sets no row apart from another.
    if not len(chars) or (len(chars) > 1 and chars.min() == chars.max()):
        return ""
    return "\n" + text("texts of", low=f"{chars.min():,.0f}", high=f"{chars.max():,.0f}")


@chart
def dots(table, row=None, facet=None, width="single", title=""):
    """A dot with its 95 % interval for each row of a table of rates, shares or contrasts.

    row: the column that gives the rows (default the first). facet: a column to draw one panel each. Rows are sorted by
    value, largest on top; those without text come last and say so. Hollow dots carry a warning in the table.
    An interval that would squeeze all others ends in an arrow at the edge. Ratios have a logarithmic axis. title: what
    the axis shows, where it is not the usual rate, share or ratio (a ratio to one other group, a rate per paragraph).
    """
    row = row or table.columns[0]
    value = _measure(table)
    _once(table, [row, *([facet] if facet else [])], "dots")
    panels = list(table[facet].unique()) if facet else [None]
    order = table.groupby(row, sort=False, dropna=False)[value].mean().sort_values(ascending=True, na_position="first")
    place = {name: i for i, name in enumerate(order.index)}
    columns = min(len(panels), 4 if width == "double" else 2)
    titles = [label(panel, facet) for panel in panels] if facet else []
    # A half-width character of a title takes about 0.05 inches, and titles of neighbours must not meet.
    room = (DOUBLE if width == "double" else SINGLE) - 0.05 * max(map(width_of, map(str, order.index)))
    while columns > 1 and max(map(width_of, titles)) * 0.05 > room / columns:
        columns -= 1
    lines = -(-len(panels) // columns)
    fig = figure(width, (len(order) * ROW + 0.3) * lines + 0.75)
    axes = fig.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
    finite = table[value].replace([np.inf], np.nan)
    # Three times the largest dot leaves every dot readable; longer intervals come from very short texts.
    edge = 3 * finite.max() if finite.max() > 0 else table["high"].replace([np.inf], np.nan).max()
    edge = min(edge, 1.05 * table["high"].replace([np.inf], np.nan).max(), 1 if value == "share" else np.inf)
    # A ratio of 0 has no place on a logarithmic axis: it stands at its left edge.
    floor = finite[finite > 0].min() / 4 if value == "ratio" and (finite > 0).any() else 0
    seen = set()
    for panel, ax in zip(panels, axes.flat, strict=False):
        part = table[table[facet] == panel] if facet else table
        ax.grid(axis="y")
        for entry in part.to_dict("records"):
            seen |= _dot(ax, place[entry[row]], entry, value, floor, edge)
        if facet:
            ax.set_title(label(panel, facet), loc="left", color=DARK)
    show_ticks(axes, len(panels))
    first = axes[0, 0]
    if value == "ratio":
        first.set(xscale="log", xlim=(floor or 0.1, max(edge * 1.05, 1)))
        # Powers of ten alone would leave the axis of a few similar ratios with the 1 as its only number.
        steps = (1, 2, 5) if edge < 100 * (floor or 0.1) and columns < 3 else (1,)
        first.xaxis.set_major_locator(LogLocator(subs=steps))
        first.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
        first.xaxis.set_minor_locator(NullLocator())
        for ax in axes.flat[: len(panels)]:
            ax.axvline(1, color=GREY, linewidth=0.6)
    else:
        first.set_xlim(0, edge * 1.03)
        first.xaxis.set_major_locator(MaxNLocator(4 if columns > 1 else 6))
        if value == "share":
            first.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x * 100:.0f} %"))
    counts = {} if facet else {entry[row]: _count(entry, value) for entry in table.to_dict("records")}
    first.set_yticks(range(len(order)), [label(n, row) + counts.get(n, "") for n in order.index])
    first.set_ylim(-0.6, len(order) - 0.4)
    foot(fig, (title or text(value)) + _bases(table), [marks()[kind] for kind in ("few", "cut") if kind in seen])
    return fig


def show_ticks(axes, n) -> None:
    """Switch the axes after the first n off, and number the x axis of the lowest panel left in each column."""
    for i, ax in enumerate(axes.flat):
        if i >= n:
            ax.set_axis_off()
        elif i + axes.shape[1] >= n:
            ax.tick_params(labelbottom=True)


def _count(entry, value) -> str:
    """The cases behind a dot: hits of a rate, cases out of all of a share."""
    n, whole = entry.get("n", entry.get("k")), entry.get("n_paragraphs", entry.get("n_reports"))
    if n is None or not entry.get("n_chars"):
        return ""
    return f"  {n:,}/{whole:,}" if value == "share" else f"  n = {n:,}"


def _dot(ax, y, entry, value, floor, edge) -> set:
    """Draw one dot with its interval; return which marks of the legend it used."""
    used = set()
    if pd.isna(entry[value]) and pd.isna(entry["low"]):
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # else the grid line strikes it through
        place = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": 6, "bbox": ground}
        ax.text(0.01, y, text("no text"), color=GREY, **place)
        return used
    low, high = entry["low"], entry["high"]
    if not pd.isna(low):
        shown = np.clip([low, high], floor, edge)
        ax.plot(shown, [y, y], color=BLUE, linewidth=0.9, solid_capstyle="butt")
        for end, mark in zip((low, high), "<>", strict=True):
            if not floor <= end <= edge:
                ax.plot(np.clip(end, floor, edge), y, mark, color=BLUE, markersize=3, clip_on=False)
                used.add("cut")
    hollow = bool(entry.get("warning"))
    used |= {"few"} if hollow else set()
    fill = "white" if hollow else BLUE
    if not pd.isna(entry[value]):
        ax.plot(
            max(entry[value], floor), y, "o", color=BLUE, markerfacecolor=fill, markersize=3.6, clip_on=False, zorder=3
        )
    return used


def marks() -> dict:
    """Legend handles of the marks that dot plots share."""
    hollow = {"marker": "o", "markerfacecolor": "white", "linestyle": "none", "markersize": 3.6}
    return {
        "few": Line2D([], [], color=BLUE, label=text("few"), **hollow),
        "cut": Line2D([], [], color=BLUE, label=text("cut"), marker=">", markersize=3),
    }


@chart
def matrix_dots(table, row="slogan", column="city", width="double"):
    """Bubbles row × column, area by rate; a small cross where there was no hit, hatching where there is no text.

    table: rates by column and row. Rows and columns keep the order of the table. Hollow bubbles carry a warning.
    """
    _once(table, [row, column], "matrix_dots")
    rows, columns = list(table[row].unique())[::-1], list(table[column].unique())
    names = [label(c, column) for c in columns]
    slant = slanted([label(r, row) for r in rows], names, width)
    fig = figure(width, len(rows) * ROW * 1.15 + (0.9 if slant else 0.6))
    ax = fig.subplots()
    largest = table["rate"].max()
    most = 80 if width == "double" else 50  # points²; as wide as a row is high, or a little more
    seen = set()
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
