"""The words that set a group apart."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.compare.keyness import CLEAR
from analysis.plots.labels import label, text
from analysis.plots.style import BLUE, GREY, ROW, chart, figure, foot, marks, show_ticks


@chart
def keyness(table: pd.DataFrame, by: str | None = None, *, top: int = 8, width: str = "double") -> Figure:
    """A panel for each group with its `top` words by z: log-odds against all other groups, with 95 % interval.

    table: as `compare.keyness` gives it; by: its column for the panels (default the first). Only words whose interval
    lies above 0 (z > CLEAR); a group that has none says so. Hollow dots carry a warning in the table. All panels share
    one scale. Raises ValueError where no group has such a word.
    """
    by = by or table.columns[0]
    best = table[table["z"] > CLEAR].sort_values("z", ascending=False, kind="stable").groupby(by, sort=False).head(top)
    panels = list(table[by].unique())
    if not len(best):
        raise ValueError("keyness: no word stands out; every interval holds 0")
    columns = min(len(panels), 4 if width == "double" else 2)
    lines = -(-len(panels) // columns)
    most = int(best.groupby(by).size().max())
    fig = figure(width, (most * ROW + 0.3) * lines + 0.5)
    axes = fig.subplots(lines, columns, sharex=True, squeeze=False)
    few = False
    for group, ax in zip(panels, axes.flat, strict=False):
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
    show_ticks(axes, len(panels))
    foot(fig, text("log_odds"), [marks()["few"]] if few else [])
    return fig
