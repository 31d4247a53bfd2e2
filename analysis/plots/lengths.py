"""How much text each report gives, before anything in it is compared."""

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.codes import GENRES
from analysis.compare.bases import FEW_CHARS, require
from analysis.plots.labels import label, text
from analysis.plots.style import COLOURS, DARK, GREY, GROUND, ROW, beside, chart, figure, legend


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
