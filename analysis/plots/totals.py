"""Totals with what their bounds leave open."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.plots.labels import label, text
from analysis.plots.style import BLUE, GREY, ROW, beside, chart, figure, legend

MARKS = {"exact": "o", "over": ">", "under": "<", "about": "D", "range": "|"}
FILLS = {"about": "white"}  # of the marks; the others are blue


@chart
def bars(table: pd.DataFrame, row: str | None = None, *, width: str = "double") -> Figure:
    """A line from 0 to each total, one panel for every other key (category and unit), each with its own scale.

    table: as `compare.totals` gives it; row: its column for the rows (default the first). The mark at the end
    says what the figure is: a dot exact, ▷ "at least" (the line goes on), ◁ "at most", a hollow diamond "about"; a
    range is drawn from its lower to its upper end. A total that carries a warning has a star. A row without a total
    says "none stated" instead of showing zero, "left out" where the sum leaves out all it states (of five years, plans;
    `left_out` says why), and "not extracted" where no report of it was read (n_reports 0: `compare.complete` adds such
    rows).
    """
    keys = list(table.columns[: table.columns.get_loc("value")])
    row = row or keys[0]
    facets = [k for k in keys if k != row]
    if table.duplicated(keys).any():
        raise ValueError("bars: several rows for one key; the table must be as totals gives it")
    rows = list(table[row].unique())[::-1]
    panels = table[facets].drop_duplicates() if facets else pd.DataFrame({"": [""]})
    columns = min(len(panels), 3 if width == "double" else 1)
    lines = -(-len(panels) // columns)
    fig = figure(width, (len(rows) * ROW + 0.42) * lines + 0.3)
    axes = fig.subplots(lines, columns, sharey=True, squeeze=False)
    seen: set[str] = set()
    for panel, ax in zip(panels.itertuples(index=False, name=None), axes.flat, strict=False):
        part = table
        for key, code in zip(facets, panel, strict=False):
            part = part[part[key] == code]
        seen |= _panel(ax, part, row, rows)
        unit = panel[facets.index("unit")] if "unit" in facets else ""
        named = [label(code, key) for key, code in zip(facets, panel, strict=False) if key != "unit"]
        ax.set_title(" · ".join(filter(None, [*named, unit])), loc="left")
    for ax in list(axes.flat)[len(panels) :]:
        ax.set_axis_off()
    axes[0, 0].set_yticks(range(len(rows)), [label(r, row) for r in rows])
    axes[0, 0].set_ylim(-0.6, len(rows) - 0.4)
    handles = [
        Line2D([], [], color=BLUE, linewidth=1.2, marker=mark, markersize=4, markerfacecolor=FILLS.get(kind, BLUE),
               label=text(kind)) for kind, mark in MARKS.items() if kind in seen
    ]  # fmt: skip
    handles += [Line2D([], [], linestyle="none", label=text("warned"))] if "warned" in seen else []
    legend(fig, handles, 6 if width == "double" else 3)
    return fig


def _panel(ax: Axes, part: pd.DataFrame, row: str, rows: list[Any]) -> set[str]:
    """Draw one panel; return the kinds of bound in it."""
    ends = part["value_high"].astype(float).fillna(part["value"].astype(float))
    largest = ends.max() if ends.max() > 0 else 1
    found = {entry[row]: entry for entry in part.to_dict("records")}
    seen: set[str] = set()
    for y, name in enumerate(rows):
        entry = found.get(name)
        if entry is None or pd.isna(entry["value"]):
            beside(ax, text(_absence(entry)), 0, y, 2, color=GREY)
            continue
        kind, value = entry["bound"], entry["value"]
        end = entry["value_high"] if kind == "range" and not pd.isna(entry["value_high"]) else value
        dashed: dict[str, Any] = {"linestyle": (0, (2, 1))} if kind in ("under", "about") else {}
        ax.plot([0, value], [y, y], color=BLUE, linewidth=1.4, solid_capstyle="butt", **dashed)
        if kind == "range":
            ax.plot([value, end], [y, y], color=BLUE, linewidth=0.7)
            ax.plot([value, end], [y, y], "|", color=BLUE, markersize=5)
        else:
            ax.plot(end, y, MARKS[kind], color=BLUE, markersize=4, markerfacecolor=FILLS.get(kind, BLUE), clip_on=False)
        star = " *" if entry.get("warning") else ""
        seen |= {"warned"} if star else set()
        beside(ax, _short(entry) + star, end, y, 5)
        seen.add(kind)
    # Room at the right for the figure behind the longest line.
    ax.set_xlim(0, largest * 1.45)
    ax.xaxis.set_major_locator(MaxNLocator(3, integer=largest >= 3))
    ax.xaxis.set_major_formatter("{x:,.6g}")
    ax.tick_params(axis="y", length=0)
    return seen


def _absence(entry: dict[Any, Any] | None) -> str:
    """Why a row has no total."""
    if entry is not None and entry.get("n_reports") == 0:
        return "not extracted"
    return "not in the sum" if entry is not None and entry.get("left_out") else "none stated"


def _short(entry: dict[Any, Any]) -> str:
    """The count without its unit, which the panel names."""
    count, unit = str(entry["count"]), str(entry.get("unit") or "")
    return count.removesuffix(unit).strip() if unit else count
