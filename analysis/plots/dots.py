"""Dots with their intervals: rates, shares and ratios, and slogans on the scale of degrees."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from ..compare.shares import CUTS
from ..language import joined, text
from .labels import label
from .layout import ROW, fitting, inches, inches_wide, left_out_of, legend, not_drawn, panels, wrap
from .marks import Signs, beside, cut
from .style import BLUE, DARK, GREY, GROUND, MUTED, chart, in_percent, one_row_each

NARROW = 0.07  # share of the axis under which the name of a degree has no room beside the next
MEASURES = ("rate", "share", "ratio")  # what a table may hold; the first that it has is drawn


@chart
def dots(
    table: pd.DataFrame, row: str | None = None, facet: str | None = None, *, title: str = "", width: str = "single"
) -> Figure:
    """A dot with its 95 % interval for each row of a table of rates, shares or contrasts.

    row: the column that gives the rows (default: the first). facet: a column to draw in one panel per value. Rows are
    sorted by value, largest on top; a categorical column (`pd.Categorical`) keeps the order of its categories. Rows
    without text, and what does not fit on the page, are named under the chart. A hollow dot carries a warning, which
    the legend names (with a sign, if there are several kinds). An interval that would squeeze all others ends in an
    arrow at the edge. Ratios have a logarithmic axis. title: what the axis shows, if not the usual rate, share or ratio
    (a ratio to one other group, a rate per paragraph).
    """
    row = row or str(table.columns[0])
    measure = next((c for c in MEASURES if c in table.columns), "")
    if not measure or not {"low", "high"} <= set(table.columns):
        raise ValueError(f"dots: no rate, share or ratio with low and high; found {', '.join(map(str, table.columns))}")
    one_row_each(table, [row, *([facet] if facet else [])], "dots")
    table, unread = _read(table, row, measure)
    if not len(table):
        raise ValueError("dots: nothing to draw, no row has a value")
    parts = list(table[facet].unique()) if facet else [None]
    means = table.groupby(row, sort=False, dropna=False, observed=True)[measure].mean()
    ranked = list(means.sort_values(ascending=False, na_position="last", kind="stable").index)
    if isinstance(table[row].dtype, pd.CategoricalDtype):
        ranked = [name for name in table[row].cat.categories if name in set(ranked)]
    signs = Signs(table.get("warning", []), table[row] if facet and "warning" in table else None)
    behind = {entry[row]: _cases(entry, measure, signs) for entry in table.to_dict("records")}
    cases = {name: signs.at(name) for name in ranked} if facet else behind
    titles = [label(part, facet) for part in parts] if facet else []
    columns = _columns(titles, [label(name, row) + cases.get(name, "") for name in ranked], width)
    most, held = fitting(len(ranked), len(parts), columns, 0.3, 1.4)
    names, rest = left_out_of(ranked, most)
    names, beyond, parts = names[::-1], titles[held:], parts[:held]
    table = table[table[row].isin(names) & (table[facet].isin(parts) if facet else True)]
    fig, axes = panels(
        len(parts), columns, width, max(len(names), 1) * ROW + 0.25 * bool(facet) + 0.05, 0.22, sharex=True, sharey=True
    )
    floor, edge = _limits(table, measure)
    seen: set[str] = set()
    for part, ax in zip(parts, axes.flat, strict=False):
        ax.grid(axis="y")
        for entry in (table[table[facet] == part] if facet else table).to_dict("records"):
            seen |= _dot(ax, names.index(entry[row]), entry, measure, floor, edge, signs.fill(entry.get("warning")))
            if facet and signs.of(entry.get("warning")) and not pd.isna(entry["low"]):
                beside(
                    ax, signs.of(entry["warning"]), float(np.clip(entry["high"], floor, edge)), names.index(entry[row])
                )
        if facet:
            ax.set_title(wrap(label(part, facet), _room(width, names) / columns - 0.2), loc="left", color=DARK)
        if measure == "ratio":
            ax.axvline(1, color=GREY, linewidth=0.6)
    first = axes[0, 0]
    _scale(first, measure, floor, edge, columns)
    first.set_yticks(range(len(names)), [label(name, row) + cases.get(name, "") for name in names])
    first.set_ylim(-0.6, max(len(names), 1) - 0.4)
    unnamed = [label(name, row) for name in unread]
    notes = [
        not_drawn("rows no text", unnamed, width),
        not_drawn("no room", [*(label(name, row) for name in rest), *beyond], width),
    ]
    handles = [*signs.handles(), *([cut()] if "cut" in seen else [])]
    legend(fig, handles, (title or text(measure)) + _bases(table), notes)
    return fig


def _read(table: pd.DataFrame, row: str, measure: str) -> tuple[pd.DataFrame, list[Any]]:
    """The rows of groups with a value or an interval, and the groups without any."""
    known = table[measure].notna() | table["low"].notna()
    there = set(table.loc[known, row])
    return table[table[row].isin(there)], [name for name in table[row].unique() if name not in there]


def _bases(table: pd.DataFrame) -> str:
    """How long the texts are, for the axis label: a rate means little without it."""
    chars = table["n_chars"][table["n_chars"] > 0] if "n_chars" in table else pd.Series(dtype=int)
    # One base for all rows (all reports together) sets no row apart from another.
    if not len(chars) or (len(chars) > 1 and chars.min() == chars.max()):
        return ""
    return "\n" + text("texts of", low=f"{chars.min():,.0f}", high=f"{chars.max():,.0f}")


def _room(width: str, names: list[Any]) -> float:
    """Inches left beside row labels."""
    return inches_wide(width) - inches(names)


def _columns(titles: list[str], names: list[Any], width: str) -> int:
    """How many panels stand side by side, so that each has room for its dots and no two titles meet."""
    space = _room(width, names)
    columns = max(1, min(len(titles) or 1, int(space / 1.05)))
    while columns > 1 and inches(titles) > space / columns - 0.2:
        columns -= 1
    return columns


def _limits(table: pd.DataFrame, measure: str) -> tuple[float, float]:
    """(floor, edge): the values at which the axis begins and ends."""
    finite, high = (table[column].replace([np.inf], np.nan) for column in (measure, "high"))
    # Three times the largest dot leaves every dot readable; longer intervals come from very short texts.
    edge = 3 * finite.max() if finite.max() > 0 else high.max()
    edge = min(edge, 1.05 * high.max(), 1 if measure == "share" else np.inf)
    # A ratio of 0 has no place on a logarithmic axis: it stands at its left edge.
    floor = finite[finite > 0].min() / 4 if measure == "ratio" and (finite > 0).any() else 0
    return floor, edge if edge > 0 else 1  # shares of 0 without an interval leave nothing to measure by


def _scale(ax: Axes, measure: str, floor: float, edge: float, columns: int) -> None:
    """Limits, ticks and numbers of the x axis: logarithmic for ratios, in % for shares."""
    if measure == "ratio":
        ax.set(xscale="log", xlim=(floor or 0.1, max(edge * 1.05, 1)))
        # Powers of ten alone would leave the axis of a few similar ratios with the 1 as its only number.
        steps = (1, 2, 5) if edge < 100 * (floor or 0.1) and columns < 3 else (1,)
        ax.xaxis.set_major_locator(LogLocator(subs=steps))
        ax.xaxis.set_major_formatter("{x:g}")
        ax.xaxis.set_minor_locator(NullLocator())
        return
    ax.set_xlim(0, edge * 1.03)
    ax.xaxis.set_major_locator(MaxNLocator(4 if columns > 1 else 6))
    if measure == "share":
        ax.xaxis.set_major_formatter(in_percent)


def _cases(entry: dict[Any, Any], measure: str, signs: Signs) -> str:
    """The cases behind a dot (hits of a rate, cases out of all of a share), and the signs of its warnings."""
    n, whole = entry.get("n", entry.get("k")), entry.get("n_new", entry.get("n_paragraphs", entry.get("n_reports")))
    sign = f" {signs.of(entry.get('warning'))}".rstrip()
    if n is None or not entry.get("n_chars"):
        return sign
    return (f"  {n:,}/{whole:,}" if measure == "share" else f"  n = {n:,}") + sign


def _dot(ax: Axes, y: int, entry: dict[Any, Any], measure: str, floor: float, edge: float, fill: str) -> set[str]:
    """Draw one dot with its interval; return which marks of the legend it used."""
    used: set[str] = set()
    if pd.isna(entry[measure]) and pd.isna(entry["low"]):
        ax.text(0.01, y, text("no text"), color=MUTED, transform=ax.get_yaxis_transform(), va="center", bbox=GROUND)
        return used
    low, high = entry["low"], entry["high"]
    if not pd.isna(low):
        shown = np.clip([low, high], floor, edge)
        ax.plot(shown, [y, y], color=BLUE, linewidth=0.9, solid_capstyle="butt")
        for end, mark in zip((low, high), "<>", strict=True):
            if not floor <= end <= edge:
                ax.plot(np.clip(end, floor, edge), y, mark, color=BLUE, markersize=3, clip_on=False)
                used.add("cut")
    if not pd.isna(entry[measure]):
        dot: dict[str, Any] = {"markerfacecolor": fill, "markersize": 3.6, "zorder": 3}
        ax.plot(max(entry[measure], floor), y, "o", color=BLUE, clip_on=False, **dot)
    return used


@chart
def temperature(table: pd.DataFrame, *, cuts: Mapping[str, float] = CUTS, width: str = "double") -> Figure:
    """Each slogan's share of reports with its 95 % interval, on the scale of degrees.

    table: rows of compare.temperature, made with the same cuts. An interval that crosses a line leaves the degree open.
    """
    degrees = {degree: label(degree, "temperature") for degree in cuts}
    room = inches_wide(width) - inches(f"{label(name, 'slogan')}  999/999" for name in table.iloc[:, 0]) - 0.3
    ends = [1.0, *cuts.values()]
    wide = [(upper - least) * room for upper, least in itertools.pairwise(ends)]
    tight = any(inches([said]) > w > NARROW * room for said, w in zip(degrees.values(), wide, strict=True))
    title = [text("reports having"), *([joined(degrees.values())] if tight else [])]
    fig = dots(table, width=width, title="\n".join(title))
    ax = fig.axes[0]
    ax.set_xlim(0, 1)
    upper = 1.0
    for degree, least in cuts.items():
        if least > 0:
            ax.axvline(least, color=GREY, linewidth=0.6, linestyle=(0, (3, 2)), zorder=0)
        if upper - least >= NARROW:
            place: dict[str, Any] = {"ha": "center", "va": "bottom", "transform": ax.get_xaxis_transform()}
            said = degrees[degree].split()[0] if tight else degrees[degree]
            ax.text((least + upper) / 2, 1.01, said, color=MUTED, **place)
        upper = least
    return fig
