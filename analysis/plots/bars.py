"""Bars: totals with their open-ended bounds, and the length of each report."""

from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ..codes import GENRES
from ..compare.bases import FEW_CHARS, require
from ..language import joined, text
from .labels import label
from .layout import ROW, figure, fitting, inches, inches_wide, left_out_of, legend, not_drawn, short_number, whole, wrap
from .marks import Signs, absent, beside
from .style import BLUE, DARK, GROUND, TONES, chart

MARKS = {"exact": "o", "over": ">", "under": "<", "about": "D", "range": "|"}
SPARSE = 0.5  # of a grid: with fewer of its cells stated, each panel has rows of its own
NARROW = 1.3  # inches that the bars of a panel need with the figures behind them


@chart
def bars(table: pd.DataFrame, row: str | None = None, *, width: str = "double") -> Figure:
    """A line from 0 to each total, one panel for every other key (category and unit), each with its own scale.

    table: as `compare.totals` gives it; row: its column for the rows (default: the first); a row belongs to one year,
    which its name gives. Sums over different years are refused: side by side they would look alike. The mark at the end
    shows the bound: a dot "exact", ▷ "at least" (the line goes on), ◁ "at most", a diamond "about"; a range is drawn
    from its lower to its upper end. A total with a warning has a sign, which the legend explains.
    A row without a total says "none stated" instead of showing zero, "left out" where the sum leaves out everything
    stated (five-year counts, plans; `left_out` says why), and "not extracted" where no report of it was read (n_reports
    0: `compare.complete` adds such rows). Rows and panels that state nothing at all are named under the chart. Where
    most cells are empty, each panel has only the rows that state something in it. What does not fit on the page is
    named, too.
    """
    spans = [span for span in table.get("years", pd.Series(dtype=object)).unique() if span]
    if len(spans) > 1:
        raise ValueError(f"bars: sums over different years ({'; '.join(spans[:3])}) side by side; draw them by year")
    keys = list(table.columns[: table.columns.get_loc("value")])
    row = row or keys[0]
    if "year" in keys and row != "year":
        table, keys = _of_year(table, row), [k for k in keys if k != "year"]
    facets = [k for k in keys if k != row]
    if table.duplicated(keys).any():
        raise ValueError("bars: several rows for one key; the table must be as totals gives it")
    table = table.assign(_panel=table.groupby(facets, sort=False, dropna=False).ngroup() if facets else 0)
    shown = table["value"].notna() | table.get("left_out", pd.Series("", index=table.index)).fillna("").ne("")
    if not shown.any():
        raise ValueError("bars: nothing to draw, no row has a total")
    stating = list(table.loc[shown, "_panel"].unique())
    parts = list(table.loc[table["value"].notna(), "_panel"].unique()) or stating  # no panel of what is left out alone
    found, silent = (
        set(table.loc[shown & table["_panel"].isin(parts), row]),
        set(table[row]) - set(table.loc[shown, row]),
    )
    rows = [r for r in table[row].unique() if r in found]
    named = {n: _named(table[table["_panel"] == n].iloc[0], facets) for n in table["_panel"].unique()}
    empty = [label(r, row) for r in table[row].unique() if r in silent]
    bare = [named[n] for n in named if n not in stating]
    summed_not = [named[n] for n in stating if n not in parts]
    wide = inches_wide(width) - inches(label(r, row) for r in rows)
    own = len(parts) > 1 and shown.sum() < SPARSE * len(rows) * len(parts)
    columns = max(1, min(len(parts), int((inches_wide(width) / (inches_wide(width) - wide + NARROW)) if own
                                         else wide / NARROW)))  # fmt: skip
    longest = int(table[shown].groupby("_panel")[row].nunique().max()) if own else len(rows)
    most, held = fitting(longest, len(parts), columns, 0.45, 1.5)
    beyond = [named[n] for n in parts[held:]]
    parts = parts[:held]
    rows, rest = left_out_of(rows, len(rows) if own else most)
    columns = min(columns, len(parts))
    of_panel = {n: _rows(table[(table["_panel"] == n) & shown], row, most) if own else rows for n in parts}
    fig, axes = _axes(list(of_panel.values()), columns, width)
    drawn = table[table["_panel"].isin(parts) & table[row].isin(rows) & table["value"].notna()]
    signs = Signs(drawn.get("warning", []), hollow=False)
    space = inches_wide(width) / columns - (inches_wide(width) - wide) / (1 if own else columns)
    seen: set[str] = set()
    for i, (n, ax) in enumerate(zip(parts, axes, strict=True)):
        seen |= _panel(ax, table[table["_panel"] == n], row, of_panel[n][::-1], signs)
        beside_it = parts[i - i % columns : i - i % columns + columns]
        ax.set_ylim(len(of_panel[n]) - max(len(of_panel[m]) for m in beside_it) - 0.6, len(of_panel[n]) - 0.4)
        title = named[n] + (text("of all", n=len(of_panel[n]), of=table[row].nunique()) if own else "")
        ax.set_title(wrap(title, space - 0.1), loc="left")
    handles = [
        Line2D([], [], color=BLUE, linewidth=1.2, marker=mark, markersize=4, label=text(kind))
        for kind, mark in MARKS.items() if kind in seen
    ]  # fmt: skip
    notes = [
        not_drawn("rows none stated", empty, width),
        not_drawn("panels none stated", bare, width),
        not_drawn("panels left out", summed_not, width),
        not_drawn("no room", [*(label(r, row) for r in rest), *beyond], width),
    ]
    legend(fig, [*handles, *signs.handles()], notes=notes)
    return fig


def _of_year(table: pd.DataFrame, row: str) -> pd.DataFrame:
    """The table with the year in the name of each row, unless it stands there."""
    years = ["" if pd.isna(year) else str(int(year)) for year in table["year"]]
    names = [label(name, row) for name in table[row]]
    named = [name if not year or year in name else f"{name} {year}" for name, year in zip(names, years, strict=True)]
    return table.assign(**{row: named})


def _named(entry: Any, facets: list[str]) -> str:
    """What a panel is called: its keys, the unit in brackets."""
    what = joined(label(entry[key], key) for key in facets if key != "unit")
    unit = label(entry["unit"], "unit") if "unit" in facets else ""
    return text("in unit", what=what, unit=unit) if what and unit else what or unit


def _rows(part: pd.DataFrame, row: str, most: int) -> list[Any]:
    return left_out_of(list(part[row].unique()), most)[0]


def _axes(rows: list[list[Any]], columns: int, width: str) -> tuple[Figure, list[Axes]]:
    """Axes for panels with that many rows each; panels of the same rows share their labels."""
    lines = [rows[i : i + columns] for i in range(0, len(rows), columns)]
    heights = [max(map(len, line)) * ROW + 0.45 for line in lines]
    fig = figure(width, sum(heights))
    shared = all(each is rows[0] for each in rows)
    axes = fig.subplots(len(lines), columns, squeeze=False, height_ratios=heights, sharey=shared)
    for ax in axes.flat[len(rows) :]:
        ax.set_axis_off()
    return fig, list(axes.flat[: len(rows)])


def _panel(ax: Axes, part: pd.DataFrame, row: str, rows: list[Any], signs: Signs) -> set[str]:
    """Draw one panel; return the kinds of bound in it."""
    found = {entry[row]: entry for entry in part.to_dict("records") if entry[row] in rows}
    ends = pd.Series([_end(entry) for entry in found.values()], dtype=float)
    largest = ends.max() if ends.max() > 0 else 1
    seen: set[str] = set()
    for y, name in enumerate(rows):
        entry = found.get(name)
        if entry is None or pd.isna(entry["value"]):
            absent(ax, text(_absence(entry)), 0, y)
            continue
        kind, value, end = entry["bound"], entry["value"], _end(entry)
        dashed: dict[str, Any] = {"linestyle": (0, (2, 1))} if kind in ("under", "about") else {}
        ax.plot([0, value], [y, y], color=BLUE, linewidth=1.4, solid_capstyle="butt", **dashed)
        if kind == "range":
            ax.plot([value, end], [y, y], color=BLUE, linewidth=0.7)
            ax.plot([value, end], [y, y], "|", color=BLUE, markersize=5)
        else:
            ax.plot(end, y, MARKS[kind], color=BLUE, markersize=4, clip_on=False)
        count = str(entry["count"]).removesuffix(str(entry.get("unit") or "")).strip()  # the panel names the unit
        beside(ax, f"{count} {signs.of(entry.get('warning'))}".strip(), end, y, 5)
        seen.add(kind)
    # Room at the right for the figure behind the longest line.
    ax.set_xlim(0, largest * 1.5)
    ax.xaxis.set_major_locator(MaxNLocator(3 if largest < 10_000 else 2, integer=largest >= 3))
    ax.xaxis.set_major_formatter(short_number)
    ax.set_yticks(range(len(rows)), [label(r, row) for r in rows])
    ax.tick_params(axis="y", length=0)
    return seen


def _end(entry: dict[Any, Any]) -> float:
    """Where the line of a total ends."""
    high = entry["value_high"] if entry["bound"] == "range" else None
    return float(entry["value"] if high is None or pd.isna(high) else high)


def _absence(entry: dict[Any, Any] | None) -> str:
    """Why a row has no total."""
    if entry is not None and entry.get("n_reports") == 0:
        return "not extracted"
    return "not in the sum" if entry is not None and entry.get("left_out") else "none stated"


@chart
def lengths(reports: pd.DataFrame, *, title: str = "", width: str = "double") -> Figure:
    """A bar per report for the length of its body text (Han characters), by genre, longest first within each.

    reports: report, city, genre, year, n_chars (missing: not read, and named under the chart). title: the corpus that
    the texts belong to. The dashed line marks the length from which `compare` no longer warns of short texts. Raises
    ValueError for a missing column.
    """
    require(reports, ["report", "city", "genre", "year", "n_chars"], "reports")
    genres = [g for g in dict.fromkeys([*GENRES, *reports["genre"].dropna()]) if (reports["genre"] == g).any()]
    rank = reports["genre"].map({g: i for i, g in enumerate(genres)}).fillna(len(genres))
    table = reports.assign(_rank=rank, _n=pd.to_numeric(reports["n_chars"]).astype(float), _name=_names(reports))
    table = table.sort_values(["_rank", "_n"], ascending=[True, False], kind="stable")
    unread, table = list(table.loc[table["_n"].isna(), "_name"]), table[table["_n"].notna()]
    kept, rest = left_out_of(list(table.index), fitting(len(table), 1, 1, 0, 1.2)[0])
    rest, table = list(table.loc[rest, "_name"]), table.loc[kept[::-1]]
    largest = table["_n"].max() if len(table) and table["_n"].max() > 0 else 1.0
    fig = figure(width, max(len(table), 1) * ROW + 0.25)
    ax = fig.subplots()
    tones = {g: TONES[min(i, len(TONES) - 1)] for i, g in enumerate(genres)}
    for y, entry in enumerate(table.to_dict("records")):
        tone = tones.get(entry["genre"], "white")
        ax.barh(y, entry["_n"], color=tone, edgecolor=TONES[0], linewidth=0.5, height=0.72)
        beside(ax, f"{entry['_n']:,.0f}", entry["_n"], y, bbox=GROUND)
    ax.axvline(FEW_CHARS, color=DARK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=0)
    ax.set_yticks(range(len(table)), table["_name"])
    ax.set(xlim=(0, max(largest, FEW_CHARS) * 1.15), ylim=(-0.6, max(len(table), 1) - 0.4))
    whole(ax, 6 if inches_wide(width) > 4 else 4)
    ax.tick_params(axis="y", length=0)
    edge: dict[str, Any] = {"edgecolor": TONES[0], "linewidth": 0.5}
    handles: list[Artist] = [
        Patch(facecolor=tones[g], label=label(g, "genre"), **edge) for g in genres if (table["genre"] == g).any()
    ]
    if table["genre"].isna().any():
        handles.append(Patch(facecolor="white", label=text("unknown genre"), **edge))
    few = text("few chars", n=f"{FEW_CHARS:,}")
    handles.append(Line2D([], [], color=DARK, linewidth=0.7, linestyle=(0, (3, 2)), label=few))
    notes = [not_drawn("rows no text", unread, width), not_drawn("no room", rest, width)]
    legend(fig, handles, text("chars") + (text("of corpus", corpus=title) if title else ""), notes)
    return fig


def _names(table: pd.DataFrame) -> list[str]:
    """City and year of each row; the report's id where they are unknown or not enough to tell reports apart."""
    year = table["year"]
    city = table["city"].map(lambda c: None if pd.isna(c) else label(c, "city")).astype("string")  # if none is known
    names = city.where(year.isna(), city + " " + year.astype("Int64").astype("string")).astype(object)
    own = table["report"].map(lambda report: label(report, "report"))
    return list(names.where(names.notna() & ~names.duplicated(keep=False), own))
