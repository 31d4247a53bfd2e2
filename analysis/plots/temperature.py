"""How hot each slogan is, with the cut-offs of the scale."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.compare.temperature import CUTS
from analysis.plots.dots import dots
from analysis.plots.labels import label, text
from analysis.plots.style import GREY, chart

NARROW = 0.07  # share of the axis under which the name of a degree has no room beside the next


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
