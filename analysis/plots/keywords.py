"""Keywords: a panel for each group, or one group's keywords against those of the others."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..compare.keyness import CLEAR
from ..language import text
from .labels import label
from .layout import ROW, fitting, inches, inches_wide, legend, not_drawn, panels, wrap
from .marks import Signs, beside
from .style import BLUE, GREY, chart

ASSURED = 0.05  # false discovery rate up to which a word is drawn
PLOT = 1.0  # inches that the dots of a panel need beside their words


@chart
def keyness(table: pd.DataFrame, by: str | None = None, *, top: int = 8, width: str = "double") -> Figure:
    """A panel for each group with its `top` words: log-odds against all other groups, with 95 % interval.

    table: as `compare.permutation` gives it, with words chosen by q (at most 0.05; written beside each), smallest
    first; or as `compare.keyness` gives it, without q: words by z whose interval lies above 0 (z > CLEAR). by: its
    column for the panels (default: the first). Groups without such a word are named under the chart. Hollow dots carry
    a warning, which the legend names. All panels share one scale. Raises ValueError where no group has such a word.
    """
    by = by or table.columns[0]
    best = _chosen(table, table["z"] > 0)
    if not len(best):
        raise ValueError("keyness: no word stands out from chance")
    best = best.groupby(by, sort=False).head(top)
    groups = [g for g in table[by].unique() if (best[by] == g).any()]
    bare = [label(g, by) for g in table[by].unique() if g not in groups]
    signs = Signs(best["warning"])
    words = {g: _words(best[best[by] == g], signs) for g in groups}
    columns = max(
        1, min(len(groups), int(inches_wide(width) / (inches(w for each in words.values() for w in each) + PLOT)))
    )
    most = int(best.groupby(by).size().max())
    most, held = fitting(most, len(groups), columns, 0.3, 1.4)
    beyond, groups = [label(g, by) for g in groups[held:]], groups[:held]
    room = max(inches_wide(width) / columns - inches(w for each in words.values() for w in each), 0.7)
    fig, axes = panels(len(groups), columns, width, most * ROW + 0.3, 0.22, sharex=True)
    for group, ax in zip(groups, axes.flat, strict=False):
        part = best[best[by] == group].head(most)
        _dots(ax, part, np.arange(len(part))[::-1] + most - len(part), words[group][: len(part)], signs)
        ax.set_title(wrap(label(group, by), room * 0.85), loc="left")
        ax.set_ylim(-0.6, most - 0.4)
    notes = [not_drawn("no words", bare, width), not_drawn("no room", beyond, width)]
    chosen = text("by q", q=ASSURED) if "q" in table else text("by interval")
    legend(fig, signs.handles(), text("log_odds") + "\n" + chosen, notes)
    return fig


@chart
def two_sided(
    table: pd.DataFrame, group: Any, by: str | None = None, *, top: int = 10, width: str = "single"
) -> Figure:
    """The `top` words of a group on the right and those of all others on the left: log-odds with 95 % interval.

    table, by: as in `keyness`; words are chosen in the same way, on both sides. The figures are a word's occurrences in
    the group and in the others. Raises ValueError for a group missing from the table, and where no word stands out on
    either side.
    """
    by = by or table.columns[0]
    part = table[table[by] == group]
    if not len(part):
        raise ValueError(
            f"two_sided: {by} {group!r} is not in the table; there are {', '.join(map(str, table[by].unique()))}"
        )
    sides = [_chosen(part, part["z"] > 0).head(top), _chosen(part, part["z"] < 0).head(top)]
    drawn = pd.concat(sides).sort_values("log_odds", kind="stable")
    if not len(drawn):
        raise ValueError("two_sided: no word stands out from chance")
    signs = Signs(drawn["warning"])
    named = [f"{label(t, 'term')}  {n} : {rest} {signs.of(w)}".rstrip() for t, n, rest, w in
             zip(drawn["term"], drawn["n"], drawn["n_rest"], drawn["warning"], strict=True)]  # fmt: skip
    fig, axes = panels(1, 1, width, len(drawn) * ROW + 0.05, 0.22)
    ax = axes[0, 0]
    _dots(ax, drawn, np.arange(len(drawn)), named, signs)
    ax.set_ylim(-0.6, len(drawn) - 0.4)
    left, right = ax.get_xlim()
    ax.set_xlim(min(left, -0.05 * (right - left)), max(right, 0.05 * (right - left)))
    name = label(group, by)
    chosen = text("by q", q=ASSURED) if "q" in table else text("by interval")
    legend(fig, signs.handles(), "\n".join([text("two sides", group=name), chosen, text("n to n", group=name)]))
    return fig


def _chosen(table: pd.DataFrame, side: pd.Series) -> pd.DataFrame:
    """The words of a side that are beyond chance, the surest first."""
    if "q" in table:
        rows = table[side & (table["q"] <= ASSURED)]
        return rows.assign(_z=-rows["z"].abs()).sort_values(["q", "_z"], kind="stable")
    rows = table[side & (table["z"].abs() > CLEAR)]
    return rows.assign(_z=-rows["z"].abs()).sort_values("_z", kind="stable")


def _words(part: pd.DataFrame, signs: Signs) -> list[str]:
    return [
        f"{label(t, 'term')}  {n} {signs.of(w)}".rstrip()
        for t, n, w in zip(part["term"], part["n"], part["warning"], strict=True)
    ]


def _dots(ax: Axes, part: pd.DataFrame, y: Any, words: list[str], signs: Signs) -> None:
    half = (1.96 * part["log_odds"] / part["z"]).abs()
    fills = [signs.fill(warning) for warning in part["warning"]]
    ax.hlines(y, part["log_odds"] - half, part["log_odds"] + half, color=BLUE, linewidth=0.9)
    ax.scatter(part["log_odds"], y, s=12, facecolor=fills, edgecolor=BLUE, zorder=3)
    ax.axvline(0, color=GREY, linewidth=0.6)
    ax.set_yticks(y, words)
    ax.tick_params(axis="y", length=0)
    if "q" in part:
        for at, end, q in zip(y, part["log_odds"] + half, part["q"], strict=True):
            beside(ax, f"q = {q:.3f}", end, at)
        ax.margins(x=0.25)
