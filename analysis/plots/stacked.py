"""What a group's text is made of."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.plots.labels import label, text
from analysis.plots.style import COLOURS, DARK, GREY, PERCENT, ROW, chart, figure, legend

GREYS = {"rest": "#b5b5b5", "none": "#ebebeb"}  # parts that are no single theme


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
    ax.xaxis.set_major_formatter(PERCENT)
    ax.tick_params(axis="y", length=0)
    legend(fig, handles, 4 if width == "double" else 2)
    return fig


def _ink(colour: str) -> str:
    """Black or white, whichever reads better on the colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return DARK if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else "white"
