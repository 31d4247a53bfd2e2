"""The look of every figure, what charts have in common, and how one is saved."""

import dataclasses
import functools
import importlib.util
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from ..language import text

SINGLE, DOUBLE = 89 / 25.4, 183 / 25.4  # inches: one and two columns of a journal page
INCHES = {"single": SINGLE, "double": DOUBLE}
ROW = 0.165  # inches a line of 7 pt text takes in a chart
LINES = 1.35  # Chinese characters fill their line: at the usual distance two lines of them touch
DPI = 300
GREY, LIGHT, DARK = "#8a8a8a", "#e4e4e4", "#222222"
BLUE, ORANGE = "#0072b2", "#d55e00"  # of the Okabe-Ito palette, apart for every kind of colour blindness
COLOURS = [sns.color_palette("colorblind").as_hex()[i] for i in (0, 1, 2, 4, 8, 9, 5, 6)]
HATCH = "//////"
GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # behind text that a line would strike through

P = ParamSpec("P")


class MissingGlyphError(ValueError):
    """A character that no font of ours can draw: it would be an empty box in the figure."""


@functools.cache
def _font() -> str:
    """Register Noto Sans SC as zhplot carries it, under a name of our own, and return that name.

    Under its own name another copy on the machine might be taken, an OTF among them, which a PDF embeds wrongly.
    """
    spec = importlib.util.find_spec("zhplot")
    folders = (spec and spec.submodule_search_locations) or []
    file = next((Path(folder) / "fonts" / "NotoSansSC-Regular.ttf" for folder in folders), None)
    if file is None or not file.is_file():
        raise MissingGlyphError("no font for Chinese: install zhplot (pip install zhplot), which carries Noto Sans SC")
    entry = font_manager.ttfFontProperty(font_manager.get_font(file))
    name = "Noto Sans SC (zhplot)"
    font_manager.fontManager.ttflist.append(dataclasses.replace(entry, name=name))
    return name


def style() -> dict[Any, Any]:
    """The rcParams of every chart: those of paper.mplstyle beside this module, and the fonts."""
    look = mpl.rc_params_from_file(Path(__file__).with_name("paper.mplstyle"), use_default_template=False)
    return {**look, "font.family": [_font(), "DejaVu Sans"]}


@contextmanager
def _strict() -> Iterator[None]:
    """Within it, a missing glyph and a layout that does not fit are errors instead of warnings."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+")
        warnings.filterwarnings("error", message=r"(?s).*constrained_layout not applied")
        try:
            yield
        except UserWarning as warning:
            found = re.search(r"Glyph (\d+)", str(warning))
            if not found:
                raise ValueError("the chart does not fit: draw fewer rows or facets, or width='double'") from None
            sign = chr(int(found[1]))
            said = f"no font has {sign!r} (U+{ord(sign):04X}); write it otherwise, or plot without it"
            raise MissingGlyphError(said) from None


def chart(draw: Callable[Concatenate[pd.DataFrame, P], Figure]) -> Callable[Concatenate[pd.DataFrame, P], Figure]:
    """Make a drawing function work in our style, check what it drew, and leave nothing open in pyplot.

    A figure that pyplot still holds would be shown twice in a notebook.
    """

    @functools.wraps(draw)
    def wrapper(table: pd.DataFrame, /, *args: P.args, **kwargs: P.kwargs) -> Figure:
        if not len(table):
            raise ValueError(f"{draw.__name__}: nothing to draw, the table has no rows")
        with mpl.rc_context(style()):
            before = set(plt.get_fignums())
            try:
                fig = draw(table, *args, **kwargs)
                with _strict():
                    fig.draw_without_rendering()
            finally:
                for number in set(plt.get_fignums()) - before:
                    plt.close(number)
        return fig

    return wrapper


def figure(width: str, height: float) -> Figure:
    """An empty figure, `width` "single" or "double" column, height in inches."""
    if width not in INCHES:
        raise ValueError(f"width: {width!r} is neither 'single' nor 'double'")
    return plt.figure(figsize=(INCHES[width], height), layout="constrained")


def panels(n: int, columns: int, width: str, high: float, more: float, **shared: Any) -> tuple[Figure, NDArray[Any]]:
    """A figure with axes (lines × columns) for n panels, each `high` inches, and `more` for all else.

    The axes behind the n-th are off; the lowest left in each column has the numbers of the x axis.
    """
    lines = -(-n // columns)
    fig = figure(width, high * lines + more)
    axes = fig.subplots(lines, columns, squeeze=False, **shared)
    for i, ax in enumerate(axes.flat):
        if i >= n:
            ax.set_axis_off()
        elif i + columns >= n:
            ax.tick_params(labelbottom=True)
    return fig, axes


def inches(names: Iterable[object]) -> float:
    """How wide the widest label is: about 0.05 inches a half-width character; a Han character takes two."""
    return 0.05 * max(sum(2 if ord(c) > 0x2E7F else 1 for c in str(name)) for name in names)


def room(width: str, names: Iterable[object]) -> float:
    """Inches left beside row labels."""
    return INCHES.get(width, SINGLE) - inches(names)


def legend(fig: Figure, handles: Sequence[Artist], columns: int = 3) -> None:
    """A legend below the axes, where no mark can be under it."""
    if handles:
        columns = min(len(handles), columns)
        fig.legend(handles=handles, loc="outside lower center", ncols=columns, handlelength=1.6, columnspacing=1.2)


def foot(fig: Figure, label: str, handles: Sequence[Artist], columns: int = 2) -> None:
    """What the common x axis shows, and below it the legend: as one block, since the two would else overlap."""
    if not handles:
        fig.supxlabel(label, fontsize=7, linespacing=LINES)
        return
    columns = min(len(handles), columns)
    block = fig.legend(handles=handles, loc="outside lower center", ncols=columns, title=label, title_fontsize=7)
    block.get_title().set(multialignment="center", linespacing=LINES)


def save(fig: Figure, name: str, data: pd.DataFrame, folder: str | Path | None = None) -> list[Path]:
    """Write a figure as name.pdf, name.svg, name.png (300 dpi) and the table behind it as name.csv; return the paths.

    data: the table that was drawn (its index is written where it has a name). folder: made where missing; default:
    the environment variable FIGURES, else "figures". The same figure gives the same bytes each time.
    Raises ValueError for a name that is not letters, digits, - and _ (no folder, no ending).
    """
    if not re.fullmatch(r"\w[\w-]*", str(name)):
        raise ValueError(f"name: {name!r} may have letters, digits, - and _ only; the endings are added")
    folder = Path(folder or os.environ.get("FIGURES") or "figures")
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.{kind}" for kind in ("pdf", "svg", "png", "csv")]
    # The date and, for PNG, the version would make every file new.
    metadata: list[dict[str, Any]] = [{"CreationDate": None}, {"Date": None}, {"Software": None}]
    with mpl.rc_context(style()), _strict():
        for path, facts in zip(paths, metadata, strict=False):
            fig.savefig(path, dpi=DPI, metadata=facts)
    data.to_csv(paths[3], index=data.index.name is not None, encoding="utf-8-sig", lineterminator="\n")
    return paths


def marks() -> dict[str, Line2D]:
    """Legend handles of the marks that dot plots share."""
    hollow: dict[str, Any] = {"marker": "o", "markerfacecolor": "white", "linestyle": "none", "markersize": 3.6}
    return {
        "few": Line2D([], [], color=BLUE, label=text("few"), **hollow),
        "cut": Line2D([], [], color=BLUE, label=text("cut"), marker=">", markersize=3),
    }


def in_percent(share: float, _: object = None) -> str:
    """How an axis writes a share."""
    return f"{share * 100:.0f} %"


def unknown(said: str) -> Patch:
    """Legend handle of hatched cells, about which nothing is known."""
    return Patch(facecolor="white", edgecolor=GREY, hatch=HATCH, linewidth=0, label=text(said))


def gap(x: float, y: float) -> Rectangle:
    """A hatched cell around (x, y): nothing is known there."""
    return Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor="white", edgecolor=GREY, hatch=HATCH, linewidth=0)


def beside(ax: Axes, said: str, x: float, y: float, points: int = 3, **kwargs: Any) -> None:
    """Small text that many points at the right of a place."""
    ax.annotate(said, (x, y), (points, 0), textcoords="offset points", va="center", fontsize=6, **kwargs)


def one_row_each(table: pd.DataFrame, keys: list[str], what: str) -> None:
    """Raise ValueError naming the first key for which the table has several rows."""
    twice = table[table.duplicated(keys)]
    if len(twice):
        raise ValueError(f"{what}: several rows for {twice.iloc[0][keys[0]]!r}; give facet=, or choose rows first")
