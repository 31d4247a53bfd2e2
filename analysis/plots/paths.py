"""Paths over the years, and the positions of slogans and counts in a report."""

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ..compare.bases import require
from ..language import text
from .labels import label
from .layout import PAGE, ROW, figure, inches_wide, left_out_of, legend, not_drawn, panels, wrap
from .marks import Signs, cut
from .style import BLUE, LIGHT, TONES, chart, in_percent, one_row_each, pale

HIGH = 1.05  # inches a panel of a path is high
LINES = ("rate", "share")
PARAGRAPH = "#bbbbbb"


@chart
def paths(table: pd.DataFrame, facet: str | None = None, *, title: str = "", width: str = "double") -> Figure:
    """A panel for each path: its value over the years with the 95 % interval as a band.

    table: as `compare.by_year` gives it: a row for every year of a path, with rate (or share), low, high and warning.
    facet: the column that distinguishes paths (default: the first that is not year; none: one path). A year without
    text is a gap in line and band, never a zero. Hollow dots carry a warning, which the legend names. All panels share
    one scale; a band that would squeeze all others is cut at the edge, marked by an arrow. Panels that do not fit on
    the page, and paths without any value, are named under the chart. Raises ValueError where a path has two rows for a
    year: choose one column of by or feature first, or join them.
    """
    measure = next((c for c in LINES if c in table.columns), "")
    require(table, ["year", measure or LINES[0], "low", "high"], "paths")
    columns_before = list(table.columns[: table.columns.get_loc("year")])
    facet = facet or (str(columns_before[0]) if columns_before else None)
    one_row_each(table.assign(**({} if facet else {"path": ""})), [facet or "path", "year"], "paths")
    groups = list(table[facet].unique()) if facet else [None]
    part_of = {g: table[table[facet] == g] if facet else table for g in groups}
    bare = [label(g, facet) for g in groups if part_of[g][measure].isna().all()]
    groups = [g for g in groups if part_of[g][measure].notna().any()]
    if not groups:
        raise ValueError("paths: nothing to draw, no year has a value")
    columns = max(1, min(len(groups), int(inches_wide(width) / 1.6)))
    held = max(1, int(8.2 / HIGH)) * columns
    groups, rest = left_out_of(groups, held)
    drawn = pd.concat([part_of[g] for g in groups])
    signs = Signs(drawn.get("warning", []), drawn[facet] if facet and "warning" in drawn else None)
    values, high = drawn[measure].astype(float), drawn["high"].replace([np.inf], np.nan).astype(float)
    edge = float(min(3 * values.max() if values.max() > 0 else high.max(), 1.03 * high.max()))
    edge = min(edge, 1.0) if measure == "share" else edge
    fig, axes = panels(len(groups), columns, width, HIGH, 0.2, sharex=True, sharey=True)
    seen: set[str] = set()
    for group, ax in zip(groups, axes.flat, strict=False):
        seen |= _path(ax, part_of[group].sort_values("year"), measure, edge, signs)
        name = label(group, facet) + signs.at(group) if facet else ""
        ax.set_title(wrap(name, inches_wide(width) / columns - 0.3), loc="left")
    years = drawn["year"].astype(int)
    first = axes[0, 0]
    first.set(xlim=(years.min() - 0.6, years.max() + 0.6), ylim=(0, (edge or 1) * 1.05))
    first.xaxis.set_major_locator(MaxNLocator(min(4, years.nunique()), integer=True))
    first.yaxis.set_major_locator(MaxNLocator(3))
    first.xaxis.set_major_formatter("{x:.0f}")
    if measure == "share":
        first.yaxis.set_major_formatter(in_percent)
    handles: list[Artist] = [*signs.handles(), *([cut("^")] if "cut" in seen else [])]
    notes = [not_drawn("rows no text", bare, width), not_drawn("no room", [label(g, facet) for g in rest], width)]
    legend(fig, handles, (title or text(measure)) + "\n" + text("gaps"), notes)
    return fig


def _path(ax: Axes, part: pd.DataFrame, measure: str, edge: float, signs: Signs) -> set[str]:
    """One path: a line and a band over each run of years with text."""
    seen: set[str] = set()
    year, value = part["year"].to_numpy(dtype=float), part[measure].to_numpy(dtype=float)
    low, high = part["low"].to_numpy(dtype=float), part["high"].to_numpy(dtype=float)
    breaks = np.flatnonzero(np.isnan(value) | (np.diff(year, prepend=year[0]) > 1))
    for run in np.split(np.arange(len(part)), breaks):
        run = run[~np.isnan(value[run])]
        if not len(run):
            continue
        top = np.clip(high[run], 0, edge)
        if len(run) == 1:  # a band of one year has no width
            ax.plot([year[run[0]]] * 2, [low[run[0]], top[0]], color=BLUE, linewidth=0.9)
        else:
            ax.fill_between(year[run], low[run], top, color=pale(TONES[2], 0.6), linewidth=0)
            ax.plot(year[run], value[run], color=BLUE, linewidth=1)
    for entry in part[part[measure].notna()].to_dict("records"):
        fill = signs.fill(entry.get("warning"))
        ax.plot(entry["year"], entry[measure], "o", color=BLUE, markerfacecolor=fill, markersize=3.2, zorder=3)
        if signs.of(entry.get("warning")):
            at = (entry["year"], entry[measure])
            ax.annotate(signs.of(entry["warning"]), at, (2, 4), textcoords="offset points")
        if entry["high"] > edge:
            ax.plot(entry["year"], edge, "^", color=BLUE, markersize=3, clip_on=False)
            seen.add("cut")
    ax.grid(axis="y", color=LIGHT)
    return seen


@chart
def dispersion(
    hits: pd.DataFrame, paragraphs: pd.DataFrame, reports: pd.DataFrame, row: str = "report", *, width: str = "double"
) -> Figure:
    """The position of each report's hits: a tick for each, from the first character of the report to the last.

    hits: slogans or activities: report, source, start. paragraphs: report, source, start, end, which give the ends of
    the report; grey lines separate them. reports: those to draw, in this order; row: the column that names them. The
    figure after a name is the number of hits. All reports are drawn at the same length: read where hits cluster and
    where there are none, not how many there are. Reports without a hit, and those that do not fit on the page, are
    named. Raises ValueError for a missing column, and if a hit lies outside its report.
    """
    require(hits, ["report", "start"], "dispersion: hits")
    require(paragraphs, ["report", "start", "end"], "dispersion: paragraphs")
    require(reports, ["report", row], "dispersion: reports")
    ends = paragraphs.groupby("report").agg(start=("start", "min"), end=("end", "max"))
    drawn = reports[reports["report"].isin(hits["report"]) & reports["report"].isin(ends.index)]
    bare = [label(name, row) for name in reports.loc[~reports["report"].isin(drawn["report"]), row]]
    if not len(drawn):
        raise ValueError("dispersion: nothing to draw, no hit stands in these reports")
    kept, rest = left_out_of(list(drawn.index), int((PAGE - 1.2) / (ROW * 1.3)))
    rest_names, drawn = [label(drawn.loc[i, row], row) for i in rest], drawn.loc[kept[::-1]]
    fig = figure(width, len(drawn) * ROW * 1.3 + 0.25)
    ax = fig.subplots()
    names = []
    for y, entry in enumerate(drawn.to_dict("records")):
        start, end = ends.loc[entry["report"]]
        own = hits.loc[hits["report"] == entry["report"], "start"].to_numpy(dtype=float)
        place = (own - start) / max(end - start, 1)
        inside = (place >= 0) & (place <= 1)  # a heading before the first paragraph is no body text
        cuts = paragraphs.loc[paragraphs["report"] == entry["report"], "end"].to_numpy(dtype=float)
        ax.vlines((cuts - start) / max(end - start, 1), y - 0.36, y + 0.36, color=PARAGRAPH, linewidth=0.4, zorder=1)
        ax.vlines(place[inside], y - 0.36, y + 0.36, color=BLUE, linewidth=0.7, zorder=2)
        names.append(f"{label(entry[row], row)}  n = {inside.sum():,}")
    ax.set_yticks(range(len(drawn)), names)
    ax.set(xlim=(-0.005, 1.005), ylim=(-0.7, len(drawn) - 0.3))
    ax.xaxis.set_major_formatter(in_percent)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    handles: list[Artist] = [
        Line2D([], [], color=BLUE, linewidth=0.9, marker="|", linestyle="none", markersize=6, label=text("a hit")),
        Line2D([], [], color=PARAGRAPH, marker="|", linestyle="none", markersize=6, label=text("paragraph ends")),
    ]
    legend(
        fig, handles, text("place"), [not_drawn("rows no hit", bare, width), not_drawn("no room", rest_names, width)]
    )
    return fig
