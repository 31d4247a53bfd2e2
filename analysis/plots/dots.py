"""Dots with their intervals: rates, shares and ratios, slogans over the degrees of their scale, key words."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from ..compare.keyness import CLEAR
from ..compare.shares import CUTS
from ..language import label, text
from .style import BLUE, DARK, GREY, GROUND, ROW, chart, foot, in_percent, inches, marks, one_row_each, panels, room

NARROW = 0.07  # share of the axis under which the name of a degree has no room beside the next
MEASURES = ("rate", "share", "ratio")  # what a table may hold; the first that it has is drawn


@chart
def dots(
    table: pd.DataFrame, row: str | None = None, facet: str | None = None, *, title: str = "", width: str = "single"
) -> Figure:
    """A dot with its 95 % interval for each row of a table of rates, shares or contrasts.

    row: the column that gives the rows (default the first). facet: a column to draw one panel each. Rows are sorted by
    value, largest on top; those without text come last and say so. Hollow dots carry a warning in the table.
    An interval that would squeeze all others ends in an arrow at the edge. Ratios have a logarithmic axis. title: what
    the axis shows, where it is not the usual rate, share or ratio (a ratio to one other group, a rate per paragraph).
    """
    row = row or str(table.columns[0])
    measure = next((c for c in MEASURES if c in table.columns), "")
    if not measure or not {"low", "high"} <= set(table.columns):
        raise ValueError(f"dots: no rate, share or ratio with low and high; found {', '.join(map(str, table.columns))}")
    one_row_each(table, [row, *([facet] if facet else [])], "dots")
    parts = list(table[facet].unique()) if facet else [None]
    means = table.groupby(row, sort=False, dropna=False)[measure].mean()
    names = list(means.sort_values(ascending=True, na_position="first").index)
    columns = _columns([label(part, facet) for part in parts] if facet else [], names, width)
    fig, axes = panels(len(parts), columns, width, len(names) * ROW + 0.3, 0.75, sharex=True, sharey=True)
    floor, edge = _limits(table, measure)
    seen: set[str] = set()
    for part, ax in zip(parts, axes.flat, strict=False):
        ax.grid(axis="y")
        for entry in (table[table[facet] == part] if facet else table).to_dict("records"):
            seen |= _dot(ax, names.index(entry[row]), entry, measure, floor, edge)
        if facet:
            ax.set_title(label(part, facet), loc="left", color=DARK)
        if measure == "ratio":
            ax.axvline(1, color=GREY, linewidth=0.6)
    first = axes[0, 0]
    _scale(first, measure, floor, edge, columns)
    cases = {} if facet else {entry[row]: _cases(entry, measure) for entry in table.to_dict("records")}
    first.set_yticks(range(len(names)), [label(name, row) + cases.get(name, "") for name in names])
    first.set_ylim(-0.6, len(names) - 0.4)
    foot(fig, (title or text(measure)) + _bases(table), [marks()[kind] for kind in ("few", "cut") if kind in seen])
    return fig


def _bases(table: pd.DataFrame) -> str:
    """How long the texts are, for the axis label: a rate means little without it."""
    chars = table["n_chars"][table["n_chars"] > 0] if "n_chars" in table else pd.Series(dtype=int)
    # One base for all rows (all reports together) sets no row apart from another.
    if not len(chars) or (len(chars) > 1 and chars.min() == chars.max()):
        return ""
    return "\n" + text("texts of", low=f"{chars.min():,.0f}", high=f"{chars.max():,.0f}")


def _columns(titles: list[str], names: list[Any], width: str) -> int:
    """How many panels stand side by side: up to 2, or 4 where the figure is wide, so that no two titles meet."""
    columns = min(len(titles) or 1, 4 if width == "double" else 2)
    while columns > 1 and inches(titles) > room(width, names) / columns:
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
    return floor, edge


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


def _cases(entry: dict[Any, Any], measure: str) -> str:
    """The cases behind a dot: hits of a rate, cases out of all of a share."""
    n, whole = entry.get("n", entry.get("k")), entry.get("n_paragraphs", entry.get("n_reports"))
    if n is None or not entry.get("n_chars"):
        return ""
    return f"  {n:,}/{whole:,}" if measure == "share" else f"  n = {n:,}"


def _dot(ax: Axes, y: int, entry: dict[Any, Any], measure: str, floor: float, edge: float) -> set[str]:
    """Draw one dot with its interval; return which marks of the legend it used."""
    used: set[str] = set()
    if pd.isna(entry[measure]) and pd.isna(entry["low"]):
        place: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": 6, "bbox": GROUND}
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
    used |= {"few"} if entry.get("warning") else set()
    if not pd.isna(entry[measure]):
        dot: dict[str, Any] = {"markerfacecolor": "white" if "few" in used else BLUE, "markersize": 3.6, "zorder": 3}
        ax.plot(max(entry[measure], floor), y, "o", color=BLUE, clip_on=False, **dot)
    return used


@chart
def temperature(table: pd.DataFrame, *, cuts: Mapping[str, float] = CUTS, width: str = "double") -> Figure:
    """Each slogan's share of reports with its 95 % interval, over the degrees of the scale.

    table: rows of compare.temperature, made with the same cuts. An interval that crosses a line leaves the degree open.
    """
    fig = dots(table, width=width, title=text("reports having"))
    ax = fig.axes[0]
    ax.set_xlim(0, 1)
    upper = 1.0
    for degree, least in cuts.items():
        if least > 0:
            ax.axvline(least, color=GREY, linewidth=0.6, linestyle=(0, (3, 2)), zorder=0)
        if upper - least >= NARROW:
            place: dict[str, Any] = {"ha": "center", "va": "bottom", "transform": ax.get_xaxis_transform()}
            ax.text((least + upper) / 2, 1.01, label(degree, "temperature"), color=GREY, fontsize=6.5, **place)
        upper = least
    return fig


@chart
def keyness(table: pd.DataFrame, by: str | None = None, *, top: int = 8, width: str = "double") -> Figure:
    """A panel for each group with its `top` words by z: log-odds against all other groups, with 95 % interval.

    table: as `compare.keyness` gives it; by: its column for the panels (default the first). Only words whose interval
    lies above 0 (z > CLEAR); a group that has none says so. Hollow dots carry a warning in the table. All panels share
    one scale. Raises ValueError where no group has such a word.
    """
    by = by or table.columns[0]
    best = table[table["z"] > CLEAR].sort_values("z", ascending=False, kind="stable").groupby(by, sort=False).head(top)
    groups = list(table[by].unique())
    if not len(best):
        raise ValueError("keyness: no word stands out; every interval holds 0")
    columns = min(len(groups), 4 if width == "double" else 2)
    most = int(best.groupby(by).size().max())
    fig, axes = panels(len(groups), columns, width, most * ROW + 0.3, 0.5, sharex=True)
    few = False
    for group, ax in zip(groups, axes.flat, strict=False):
        ax.set_title(label(group, by), loc="left")
        ax.set_ylim(-0.6, most - 0.4)
        ax.tick_params(axis="y", length=0)
        part = best[best[by] == group]
        if not len(part):
            ax.set_yticks([])
            ax.text(0.02, 0.9, text("no words"), color=GREY, va="top", fontsize=6.5, transform=ax.transAxes)
            continue
        y = np.arange(len(part))[::-1] + most - len(part)
        half = 1.96 * part["log_odds"] / part["z"]
        hollow = part["warning"].ne("").to_numpy()
        few |= hollow.any()
        ax.hlines(y, part["log_odds"] - half, part["log_odds"] + half, color=BLUE, linewidth=0.9)
        ax.scatter(part["log_odds"], y, s=12, facecolor=np.where(hollow, "white", BLUE), edgecolor=BLUE, zorder=3)
        ax.axvline(0, color=GREY, linewidth=0.6)
        ax.set_yticks(y, [f"{t}  {n}" for t, n in zip(part["term"], part["n"], strict=True)])
    foot(fig, text("log_odds"), [marks()["few"]] if few else [])
    return fig
