"""One city on one page."""

from itertools import takewhile
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ..language import label, text
from .style import BLUE, DARK, GREY, LIGHT, ORANGE, beside, chart, figure, in_percent, legend

KINDS = {"counts": "category", "themes": "theme"}  # panels whose items are codes
ABSENT = {"counts": "none stated", "slogans": "none stated", "words": "no words"}  # what an empty panel says
NOTE = 34  # characters of sums that fit beside the longest bar


@chart
def profile(table: pd.DataFrame, *, height: float = 7.4) -> Figure:
    """A page on one city: counts it states, its themes, slogans, words and the cities nearest to it.

    table: as `compare.profile` gives it. Diamonds show the other cities, where a panel has them; hollow bars are pairs
    that should not be compared strictly. A panel without anything to show says so.
    """
    cities = table["city"].unique()
    if len(cities) != 1:
        raise ValueError(f"profile: a page is about one city; the table has {len(cities)}")
    fig = figure("double", height)
    fig.suptitle(_title(table), x=0.01, ha="left", fontsize=9, color=DARK)
    axes = fig.subplots(3, 2, height_ratios=(1, 1, 0.75))
    panels = {"themes": axes[0, 0], "counts": axes[0, 1], "slogans": axes[1, 0], "words": axes[1, 1]}
    panels |= {"nearest": axes[2, 0], "basis": axes[2, 1]}
    for panel, ax in panels.items():
        part = table[table["panel"] == panel].reset_index(drop=True)
        ax.set_title(text(f"profile {panel}"), loc="left", color=DARK, fontsize=7.5)
        if panel == "basis":
            _basis(ax, part)
        elif len(part):
            _bars(ax, part, panel)
        else:
            ax.set_axis_off()
            said = text(ABSENT.get(panel, "nothing"))
            ax.text(0, 0.9, said, color=GREY, transform=ax.transAxes, va="top", fontsize=6.5)
    if table.loc[table["panel"] == "themes", "others"].notna().any():
        mark = Line2D([], [], color=ORANGE, marker="D", markersize=3, linestyle="none", label=text("profile others"))
        legend(fig, [mark])
    return fig


def _title(table: pd.DataFrame) -> str:
    basis = table[table["panel"] == "basis"]
    genres = dict.fromkeys(" ".join(label(word, "genre") for word in note.split()) for note in basis["note"])
    return " · ".join(filter(None, [str(table["city"].iloc[0]), *genres]))


def _bars(ax: Axes, part: pd.DataFrame, panel: str) -> None:
    """A line from 0 to each value with what stands behind it, the largest on top."""
    y = np.arange(len(part))[::-1]
    hollow = (part["warning"] != "") if panel == "nearest" else np.zeros(len(part), dtype=bool)
    ax.barh(y, part["value"], height=0.62, color=np.where(hollow, "white", BLUE), edgecolor=BLUE, linewidth=0.6)
    if panel == "themes":
        ends = part[["low", "high"]].to_numpy()
        ax.hlines(y, ends[:, 0], ends[:, 1], color=DARK, linewidth=0.7)
        ax.plot(part["others"], y, "D", color=ORANGE, markersize=3, clip_on=False)
        ax.xaxis.set_major_formatter(in_percent)
    edge = float(np.nanmax([part["value"].max(), part["high"].max()]))
    for place, row in zip(y, part.to_dict("records"), strict=True):
        note = _note(row, panel)
        at = np.nanmax([row["value"], row["high"]]) if panel == "themes" else row["value"]
        beside(ax, note, at, place, color=DARK)
    ax.set_yticks(y, [label(item, KINDS.get(panel)) for item in part["item"]])
    # Few rows keep their height, and the room at the right holds the note behind the longest bar.
    ax.set(ylim=(len(part) - 1 - max(len(part), 5) + 0.4, len(part) - 0.4))
    ax.set(xlim=(0, edge * (2.1 if panel == "counts" else 1.4)))
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=panel not in ("themes", "nearest")))
    if panel in ("themes", "nearest"):  # a share ends at 1; a tick beyond the axis would stretch it
        ax.set_xticks([tick for tick in ax.get_xticks() if tick <= min(1, ax.get_xlim()[1])])
    ax.grid(axis="x", color=LIGHT)


def _note(row: dict[Any, Any], panel: str) -> str:
    if panel == "counts":
        sums = row["note"].split(", ")
        shown = list(takewhile(lambda n: len(", ".join(sums[:n])) < NOTE, range(1, len(sums) + 1)))
        return ", ".join(sums[: max(shown, default=1)]) + (" …" if len(shown) < len(sums) else "")
    if panel == "slogans":
        n = int(row["others"])
        return text(("profile in none", "profile in one")[n] if n < 2 else "profile in others", n=n)
    if panel == "words":
        return text("profile elsewhere", n=f"{row['others']:.0f}")
    return f"{row['value'] * 100:.0f} %" if panel == "themes" else f"{row['value']:.2f}"


def _basis(ax: Axes, part: pd.DataFrame) -> None:
    """What the page rests on, in words."""
    ax.set_axis_off()
    lines = [
        text("profile report", report=row["item"], chars=f"{row['value']:,.0f}", n=f"{row['others']:.0f}")
        for row in part.head(6).to_dict("records")
    ]
    lines += [text("profile more", n=len(part) - 6)] if len(part) > 6 else []
    lines += ["", *text("profile limits").split("\n")]
    ax.text(0, 0.95, "\n".join(lines), transform=ax.transAxes, va="top", fontsize=6.5, color=DARK, linespacing=1.6)
