"""One city on one page."""

import re
from itertools import takewhile
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ..language import halves, joined, text
from .labels import label
from .layout import LINES, figure, legend, wrap
from .marks import Signs, beside
from .style import BLUE, DARK, LIGHT, MUTED, ORANGE, chart, in_percent

KINDS = {"counts": "category", "themes": "theme", "slogans": "slogan", "nearest": "city"}  # of the items of a panel
ABSENT = {"counts": "none stated", "slogans": "none stated", "words": "no word"}  # what an empty panel says
NOTE = 40  # half-width characters of sums that fit in a line
LONG = 11  # Han characters of a slogan that fit beside its bar
REPORTS = 6  # that the page names


@chart
def profile(table: pd.DataFrame, *, height: float = 7.4) -> Figure:
    """A page on one city: sums of its stated counts, its themes, slogans and words, and the cities nearest to it.

    table: as `compare.profile` gives it. Diamonds show the other cities combined. A hollow dot carries a warning, and
    so do figures with a sign; the legend says which, and also what the sums leave out of a kind of activity. A panel
    with nothing to show says so.
    """
    cities = table["city"].unique()
    if len(cities) != 1:
        raise ValueError(f"profile: a page is about one city; the table has {len(cities)}")
    fig = figure("double", height)
    fig.suptitle(_title(table), x=0.01, ha="left", fontsize=9, color=DARK)
    axes = fig.subplots(3, 2, height_ratios=(1, 1, 0.75))
    panels = {"themes": axes[0, 0], "counts": axes[0, 1], "slogans": axes[1, 0], "words": axes[1, 1]}
    panels |= {"nearest": axes[2, 0], "basis": axes[2, 1]}
    signs = Signs(table.loc[table["panel"].isin(panels), "warning"], numbers=True)
    for panel, ax in panels.items():
        part = table[table["panel"] == panel].reset_index(drop=True)
        ax.set_title(text(f"profile {panel}"), loc="left", color=DARK)
        if panel == "basis":
            _basis(ax, part)
        elif not part["item"].any():
            ax.set_axis_off()
            said = text("not extracted" if len(part) else ABSENT.get(panel, "nothing"))
            ax.text(0, 0.9, said, color=MUTED, transform=ax.transAxes, va="top")
        elif panel == "counts":
            _sums(ax, part, signs)
        else:
            _values(ax, part, panel, signs)
    dotted = table.loc[table["panel"].isin(["themes", "nearest"]), "warning"]
    others = table.loc[table["panel"] == "themes", "others"].notna().any()
    mark = Line2D([], [], color=ORANGE, marker="D", markersize=3, linestyle="none", label=text("profile others"))
    legend(fig, [*([mark] if others else []), *signs.handles(dotted)])
    return fig


def _title(table: pd.DataFrame) -> str:
    basis = table[table["panel"] == "basis"]
    genres = dict.fromkeys(" ".join(label(word, "genre") for word in note.split()) for note in basis["note"])
    return " · ".join(filter(None, [label(str(table["city"].iloc[0]), "city"), *genres]))


def _sums(ax: Axes, part: pd.DataFrame, signs: Signs) -> None:
    """The sums of each kind of activity in words: units are never added, so that no line could show them together."""
    y = np.arange(len(part))[::-1]
    for place, row in zip(y, part.to_dict("records"), strict=True):
        stated = row["value"] > 0
        said = _cut(row["note"]) if stated else text("profile left out", what=_quantities(row["note"]))
        beside(ax, f"{said} {signs.of(row['warning'])}".strip(), 0, place, color=DARK if stated else MUTED)
    ax.set_yticks(y, [label(item, KINDS["counts"]) for item in part["item"]])
    ax.set(ylim=(len(part) - 1 - max(len(part), 5) + 0.4, len(part) - 0.4), xlim=(0, 1), xticks=[])
    ax.tick_params(axis="y", length=0)
    ax.spines["bottom"].set_visible(False)


def _cut(note: str) -> str:
    """The first sums of a note, as many as fit in a line, each with its unit as the language has it."""
    sums = [" ".join([*one.split(" ")[:-1], label(one.split(" ")[-1], "unit")]) for one in note.split(", ")]
    shown = list(takewhile(lambda n: halves(joined(sums[:n])) < NOTE, range(1, len(sums) + 1)))
    return joined(sums[: max(shown, default=1)]) + (" …" if len(shown) < len(sums) else "")


def _quantities(left_out: str) -> str:
    """The quantities that sums leave out, without the reasons, which the table has."""
    found = re.findall(r"(?:^|; )([^;()]+) \(", left_out)
    shown = list(takewhile(lambda n: halves(joined(found[:n])) < NOTE - 12, range(1, len(found) + 1)))
    return joined(found[: max(shown, default=1)]) + (" …" if len(shown) < len(found) else "")


def _values(ax: Axes, part: pd.DataFrame, panel: str, signs: Signs) -> None:
    """A dot with its interval for each share, a bar for each number of occurrences, the largest on top."""
    y = np.arange(len(part))[::-1]
    share = panel in ("themes", "nearest")
    if not share:
        ax.barh(y, part["value"], height=0.6, color=BLUE)
    for place, row in zip(y, part.to_dict("records"), strict=True):
        end = np.nanmax([row["value"], row["high"]]) if panel == "themes" else row["value"]
        beside(ax, f"{_note(row, panel)} {signs.of(row['warning'])}".strip(), end, place, 5 if share else 3, color=DARK)
        if panel == "themes":
            ax.hlines(place, row["low"], row["high"], color=BLUE, linewidth=0.9)
        if share:
            fill = signs.fill(row["warning"])
            ax.plot(row["value"], place, "o", color=BLUE, markerfacecolor=fill, markersize=3.6, zorder=3)
    if panel == "themes":
        ax.plot(part["others"], y - 0.28, "D", color=ORANGE, markersize=3, clip_on=False)
        ax.xaxis.set_major_formatter(in_percent)
    edge = float(np.nanmax([part["value"].max(), part["high"].max()]))
    ax.set_yticks(y, [_item(item, KINDS.get(panel)) for item in part["item"]])
    # Few rows keep their height, and the room at the right holds the note behind the longest bar.
    ax.set(ylim=(len(part) - 1 - max(len(part), 5) + 0.4, len(part) - 0.4), xlim=(0, edge * 1.45))
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=not share))
    if share:  # a share ends at 1; a tick beyond the axis would stretch it
        ax.set_xticks([tick for tick in ax.get_xticks() if tick <= min(1, ax.get_xlim()[1])])
    ax.grid(axis="x", color=LIGHT)


def _item(item: str, kind: str | None) -> str:
    """The name of a row, in two lines where it is long."""
    named = label(item, kind)
    return wrap(named, LONG * 0.101) if halves(named) > LONG * 2 else named


def _note(row: dict[Any, Any], panel: str) -> str:
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
        text(
            "profile report",
            report=label(row["item"], "report"),
            chars=f"{row['value']:,.0f}",
            n=f"{row['others']:.0f}",
        )
        for row in part.head(REPORTS).to_dict("records")
    ]
    lines += [text("profile more", n=len(part) - REPORTS)] if len(part) > REPORTS else []
    lines += ["", *text("profile limits").split("\n")]
    ax.text(0, 0.95, "\n".join(wrap(line, 2.3) for line in lines), transform=ax.transAxes, va="top", color=DARK,
            linespacing=LINES)  # fmt: skip
