"""The size of a figure, what fits on it, and the notes under it."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from ..language import halves, joined, text

# Millimetres. The columns fit every journal: one is 85 to 89 wide, two are 178 to 183. A slide is drawn small and shown
# large: over a slide of 13.33 inches its text of 7 pt has 18.
WIDTHS = {"single": 85, "middle": 120, "double": 178, "slide": 130}
PAGE = 9.0  # inches: the height of a journal's page, with its caption below
ROW = 0.165  # inches a line of 7 pt text takes in a chart
HALF = 0.0505  # inches a half-width character of 7 pt takes; a Han character takes two
LINES = 1.35  # Chinese characters fill their line: at the usual distance two lines of them touch
FEWEST = 12  # rows that a panel keeps before panels are left out for their sake
NAMED = 3  # lines of names of what is not drawn


def inches_wide(width: str) -> float:
    """The width of a figure in inches: of WIDTHS, or a length with its unit ("85mm", "12 cm", "3.5in").

    Raises ValueError for anything else, and for less than 40 mm or more than 600.
    """
    if width in WIDTHS:
        return WIDTHS[width] / 25.4
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?(mm|cm|in)", str(width))
    if not found:
        raise ValueError(f"width: {width!r} is none of {', '.join(WIDTHS)} and no length such as '85mm'")
    wide = float(found[1]) * {"mm": 1, "cm": 10, "in": 25.4}[found[2]]
    if not 40 <= wide <= 600:
        raise ValueError(f"width: {width} is less than 40 mm or more than 600")
    return wide / 25.4


def figure(width: str, height: float) -> Figure:
    """An empty figure, width as in `inches_wide`, height in inches."""
    return plt.figure(figsize=(inches_wide(width), height), layout="constrained")


def panels(n: int, columns: int, width: str, high: float, more: float, **shared: Any) -> tuple[Figure, NDArray[Any]]:
    """A figure with axes (lines × columns) for n panels, each `high` inches, plus `more` inches for everything else.

    Axes after the n-th are turned off; the lowest one left in each column has the tick labels of the x axis.
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
    """How wide the widest label is."""
    return HALF * max(map(halves, names), default=0)


def wrap(said: str, wide: float) -> str:
    """The text in lines of at most `wide` inches, broken at blanks, between Chinese characters, and in longer words."""
    most, lines = max(int(wide / HALF), 8), []
    pieces = rf"[\u2e80-\uffee][，。；：、）”]*|[^\s\u2e80-\uffee]{{1,{most}}}\s*|\s+"
    for paragraph in said.split("\n"):
        line = ""
        for piece in re.findall(pieces, paragraph):
            if line and halves((line + piece).rstrip()) > most:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return "\n".join(lines)


def in_lines(names: Iterable[str], width: str, share: float = 0.4) -> tuple[list[str], float]:
    """The names of rows, broken to fit a given share of the width, and the lines that two neighbours need."""
    wrapped = [wrap(name, inches_wide(width) * share) for name in names]
    lines = [name.count("\n") + 1 for name in wrapped]
    return wrapped, max([1, *((a + b) / 2 for a, b in itertools.pairwise(lines))])


def fitting(rows: int, parts: int, columns: int, line: float, more: float) -> tuple[int, int]:
    """How many rows and panels fit on a page: panels give way until FEWEST rows fit, then rows to the panels.

    line: inches that a line of panels takes beyond its rows; more: inches of everything else.
    """
    rows, lines = max(rows, 1), -(-parts // columns)
    hold = max(1, int((PAGE - more) / (min(rows, FEWEST) * ROW + line)))
    parts = min(parts, hold * columns)
    lines = min(lines, hold)
    return min(rows, max(1, int(((PAGE - more) / lines - line) / ROW))), parts


def not_drawn(key: str, names: Sequence[str], width: str) -> str:
    """A note that names what is not drawn, in at most NAMED lines; beyond that it gives the number.

    key: of the text, with {names} and {n}.
    """
    if not names:
        return ""
    wide, shown = inches_wide(width) - 0.35, list(names)
    while True:
        rest = len(names) - len(shown)
        told = joined(shown) + (text("and more", n=rest) if rest else "")
        note = wrap(text(key, names=told, n=len(names)), wide)
        if note.count("\n") < NAMED or len(shown) == 1:
            return note
        shown = shown[: max(1, min(len(shown) - 1, int(len(shown) * NAMED / (note.count("\n") + 1))))]


def legend(fig: Figure, handles: Sequence[Artist], label: str = "", notes: Sequence[str] = ()) -> None:
    """Under the axes, where there are no marks: what the x axis shows (label), notes, and the legend, as one block.

    (A label of the figure and a legend below it would overlap.) The figure grows by the height of the block, so that
    the axes keep theirs. Entries are set in as many columns as fit.
    """
    wide = fig.get_size_inches()[0]
    said = "\n".join(filter(None, [wrap(label, wide - 0.2), *(wrap(note, wide - 0.2) for note in notes)]))
    if not handles:
        if said:
            fig.supxlabel(said, fontsize=7, linespacing=LINES)
            fig.set_figheight(fig.get_figheight() + (said.count("\n") + 1) * 0.135 + 0.08)
        return
    for handle in handles:
        handle.set_label(wrap(str(handle.get_label()), wide - 0.45))
    columns = max(1, min(len(handles), int(wide / (inches(handle.get_label() for handle in handles) + 0.45))))
    block = fig.legend(
        handles=handles, loc="outside lower center", ncols=columns, title=said or None, title_fontsize=7,
        handlelength=1.4, columnspacing=1.0,
    )  # fmt: skip
    block.get_title().set(multialignment="center", linespacing=LINES)
    for entry in block.get_texts():
        entry.set_linespacing(LINES)
    high = block.get_window_extent(fig.canvas.get_renderer()).height / fig.dpi  # type: ignore[attr-defined]
    fig.set_figheight(fig.get_figheight() + high + 0.1)


def letters(fig: Figure) -> Figure:
    """The figure with a letter before the title of each of its panels: a, b, c …"""
    shown = [ax for ax in fig.axes if ax.axison and ax.get_label() != "<colorbar>"]
    for i, ax in enumerate(shown):
        ax.set_title(f"{_letter(i)}  {ax.get_title(loc='left')}".rstrip(), loc="left")
    return fig


def _letter(i: int) -> str:
    return (_letter(i // 26 - 1) if i > 25 else "") + chr(ord("a") + i % 26)


def left_out_of(names: Sequence[Any], most: int) -> tuple[list[Any], list[Any]]:
    """The first `most` names, and the others; a single extra one is kept, since naming it takes as much room."""
    most = most if len(names) > most + 1 else len(names)
    return list(names[:most]), list(names[most:])


def short_number(value: float, _: object = None) -> str:
    """A number as an axis writes it: with thousands separators, large ones in millions or 万 and 亿."""
    for unit in ("larger", "large"):
        least, sign = text(unit).split(" ")
        if abs(value) >= float(least):
            return f"{value / float(least):,.6g}{sign}"
    return f"{value:,.6g}"


def whole(ax: Axes, most: int = 4) -> None:
    """Ticks of an axis of counts: whole numbers, with thousands separators."""
    ax.xaxis.set_major_locator(MaxNLocator(most, integer=True))
    ax.xaxis.set_major_formatter("{x:,.0f}")
