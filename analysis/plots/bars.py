"""Bars: totals with what their bounds leave open, what a group's text is made of, how much text each report gives."""

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
from ..language import label, text
from .style import BLUE, COLOURS, DARK, GREY, GROUND, ROW, beside, chart, figure, in_percent, legend, panels

GREYS = {"rest": "#b5b5b5", "none": "#ebebeb"}  # parts that are no single theme
MARKS = {"exact": "o", "over": ">", "under": "<", "about": "D", "range": "|"}
FILLS = {"about": "white"}  # of the marks; the others are blue


@chart
def bars(table: pd.DataFrame, row: str | None = None, *, width: str = "double") -> Figure:
    """A line from 0 to each total, one panel for every other key (category and unit), each with its own scale.

    table: as `compare.totals` gives it; row: its column for the rows (default the first); a row is a year's, which its
    name says. Sums over different years are refused: they would stand side by side as if alike. The mark at the end
    says what the figure is: a dot exact, ▷ "at least" (the line goes on), ◁ "at most", a hollow diamond "about"; a
    range is drawn from its lower to its upper end. A total that carries a warning has a star. A row without a total
    says "none stated" instead of showing zero, "left out" where the sum leaves out all it states (of five years, plans;
    `left_out` says why), and "not extracted" where no report of it was read (n_reports 0: `compare.complete` adds such
    rows).
    """
    spans = [span for span in table.get("years", pd.Series(dtype=object)).unique() if span]
    if len(spans) > 1:
        raise ValueError(f"bars: sums over different years ({'; '.join(spans[:3])}) side by side; draw them by year")
    keys = list(table.columns[: table.columns.get_loc("value")])
    row = row or keys[0]
    if "year" in keys and row != "year":  # each bar is a year's
        of_year = ["" if pd.isna(year) else f" {int(year)}" for year in table["year"]]
        of_year = [label(name, row) + year for name, year in zip(table[row], of_year, strict=True)]
        table, keys = table.assign(**{row: of_year}), [k for k in keys if k != "year"]
    facets = [k for k in keys if k != row]
    if table.duplicated(keys).any():
        raise ValueError("bars: several rows for one key; the table must be as totals gives it")
    rows = list(table[row].unique())[::-1]
    parts = table[facets].drop_duplicates() if facets else pd.DataFrame({"": [""]})
    columns = min(len(parts), 3 if width == "double" else 1)
    fig, axes = panels(len(parts), columns, width, len(rows) * ROW + 0.42, 0.3, sharey=True)
    seen: set[str] = set()
    for panel, ax in zip(parts.itertuples(index=False, name=None), axes.flat, strict=False):
        part = table
        for key, code in zip(facets, panel, strict=False):
            part = part[part[key] == code]
        seen |= _panel(ax, part, row, rows)
        unit = panel[facets.index("unit")] if "unit" in facets else ""
        named = [label(code, key) for key, code in zip(facets, panel, strict=False) if key != "unit"]
        ax.set_title(" · ".join(filter(None, [*named, unit])), loc="left")
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
        count = str(entry["count"]).removesuffix(str(entry.get("unit") or "")).strip()  # the panel names the unit
        beside(ax, count + star, end, y, 5)
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


@chart
def stacked(
    table: pd.DataFrame,
    row: str | None = None,
    feature: str = "theme",
    *,
    top: int = 7,
    of: str = "paragraphs",
    width: str = "double",
) -> Figure:
    """One bar a group, cut into the shares of its themes; n is the number of paragraphs behind it.

    table: as `compare.shares` gives it (say `of` as there); of="slogans" for shares of slogan occurrences, with their
    number in a column n_slogans instead of n_paragraphs. The `top` themes with the largest mean share have a colour
    each, at most 8; the others are one grey part, and what no theme covers ends the bar in a lighter grey.
    """
    row = row or table.columns[0]
    if table.duplicated([row, feature]).any():
        raise ValueError("stacked: several rows for one group and theme; the table must be as shares gives it")
    if not 1 <= top <= len(COLOURS):
        raise ValueError(f"stacked: top must be 1 to {len(COLOURS)}; more colours cannot be told apart")
    wide = table.pivot_table(index=row, columns=feature, values="share", aggfunc="first", dropna=False, observed=True)
    wide = wide.reindex(table[row].unique()[::-1])
    order = [c for c in wide.mean().sort_values(ascending=False, kind="stable").index if c != "none"]
    parts = {c: wide[c] for c in order[:top]}
    rest = [c for c in order if c not in parts]
    if rest:
        parts["rest"] = wide[rest].sum(axis=1, min_count=1)
    bare = (1 - wide[order].sum(axis=1, min_count=1)).clip(lower=0)
    if (bare > 5e-4).any():
        parts["none"] = bare
    bases = table.groupby(row)["n_slogans" if of == "slogans" else "n_paragraphs"].first()
    fig = figure(width, len(wide) * ROW * 1.15 + (0.95 if width == "double" else 1.3))
    ax = fig.subplots()
    left = pd.Series(0.0, index=wide.index)
    handles = []
    narrow = 0.04 if width == "double" else 0.09  # two digits need that much of the bar
    for i, (code, part) in enumerate(parts.items()):
        colour = GREYS.get(code) or COLOURS[i]
        ax.barh(range(len(wide)), part.fillna(0), left=left, color=colour, height=0.8, edgecolor="white", linewidth=0.4)
        for y, (start, size) in enumerate(zip(left, part.fillna(0), strict=True)):
            if size >= narrow:
                at, said = start + size / 2, f"{size * 100:.0f}"
                ax.text(at, y, said, ha="center", va="center", fontsize=6, color=_ink(colour))
        left = left + part.fillna(0)
        handles.append(Patch(facecolor=colour, label=text("rest") if code == "rest" else label(code, feature)))
    for y, name in enumerate(wide.index):
        if wide.loc[name].isna().all():
            ax.text(0.01, y, text("no text"), color=GREY, va="center", fontsize=6)
    ax.set_yticks(range(len(wide)), [f"{label(n, row)}  n = {bases[n]}" for n in wide.index])
    ax.set(xlim=(0, 1), ylim=(-0.6, len(wide) - 0.4), xlabel=text(of))
    ax.xaxis.set_major_formatter(in_percent)
    ax.tick_params(axis="y", length=0)
    legend(fig, handles, 4 if width == "double" else 2)
    return fig


def _ink(colour: str) -> str:
    """Black or white, whichever reads better on the colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return DARK if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else "white"


@chart
def lengths(reports: pd.DataFrame, *, width: str = "double") -> Figure:
    """A bar for each report as long as its body text (Han characters), by genre, the longest first within each.

    reports: report, city, genre, year, n_chars (missing: not read, and the row says so). The dashed line stands where
    `compare` stops warning of short texts. Raises ValueError for a missing column.
    """
    require(reports, ["report", "city", "genre", "year", "n_chars"], "reports")
    genres = [g for g in dict.fromkeys([*GENRES, *reports["genre"].dropna()]) if (reports["genre"] == g).any()]
    rank = reports["genre"].map({g: i for i, g in enumerate(genres)}).fillna(len(genres))
    table = reports.assign(_rank=rank, _n=pd.to_numeric(reports["n_chars"]).astype(float))
    table = table.sort_values(["_rank", "_n"], ascending=[True, False], kind="stable")[::-1]
    largest = table["_n"].max() if table["_n"].max() > 0 else 1.0
    fig = figure(width, len(table) * ROW + 0.75)
    ax = fig.subplots()
    for y, entry in enumerate(table.to_dict("records")):
        if pd.isna(entry["_n"]):
            beside(ax, text("no text"), 0, y, 2, color=GREY)
            continue
        colour = GREY if pd.isna(entry["genre"]) else COLOURS[genres.index(entry["genre"]) % len(COLOURS)]
        ax.barh(y, entry["_n"], color=colour, height=0.72)
        beside(ax, f"{entry['_n']:,.0f}", entry["_n"], y, bbox=GROUND)
    ax.axvline(FEW_CHARS, color=DARK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=0)
    ax.set_yticks(range(len(table)), _names(table))
    ax.set(xlim=(0, max(largest, FEW_CHARS) * 1.12), ylim=(-0.6, len(table) - 0.4), xlabel=text("chars"))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_locator(MaxNLocator(6 if width == "double" else 4))
    ax.tick_params(axis="y", length=0)
    handles: list[Artist] = [
        Patch(facecolor=COLOURS[i % len(COLOURS)], label=label(g, "genre")) for i, g in enumerate(genres)
    ]
    handles += [Patch(facecolor=GREY, label=text("unknown genre"))] if table["genre"].isna().any() else []
    few = text("few chars", n=f"{FEW_CHARS:,}")
    handles += [Line2D([], [], color=DARK, linewidth=0.7, linestyle=(0, (3, 2)), label=few)]
    legend(fig, handles, 5 if width == "double" else 2)
    return fig


def _names(table: pd.DataFrame) -> list[str]:
    """City and year of each row; the report's id where they are unknown or not enough to tell reports apart."""
    city, year = table["city"], table["year"]
    names = city.where(year.isna(), city + " " + year.astype("Int64").astype(str)).astype(object)
    return list(names.where(names.notna() & ~names.duplicated(keep=False), table["report"]))
