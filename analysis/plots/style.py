"""The style of all figures, and what charts have in common."""

import dataclasses
import functools
import importlib.util
import inspect
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from .. import language
from .labels import fitting_names
from .layout import HALF, inches_wide

GREY, LIGHT, DARK = "#8a8a8a", "#e4e4e4", "#222222"
MUTED = "#666666"  # of text: its contrast on white is over 4.5, which GREY's is not
BLUE, ORANGE = "#0072b2", "#d55e00"  # of the Okabe-Ito palette, apart for every kind of colour blindness
TONES = ("#08306b", "#2f7fbf", "#8fc1e3", "#e3eef9")  # four in order, apart in print without colour
CHINESE_FONT = "Noto Sans SC (zhplot)"
HATCH = "//////"
NAMES = {"profile": 0.25, "network": 0.2, "others": 0.5}  # of the width of a figure: what a name takes at most
GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # behind text that a line would strike through

P = ParamSpec("P")

_own_font: list[str] = []  # none, or the one that `use` was given


class MissingGlyphError(ValueError):
    """A character missing from all our fonts, which would be an empty box in the figure."""


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
    font_manager.fontManager.ttflist.append(dataclasses.replace(entry, name=CHINESE_FONT))
    return CHINESE_FONT


@functools.cache
def _signs(*own: str) -> frozenset[int]:
    """The characters that these fonts and those behind them have."""
    files = [font_manager.findfont(name) for name in (*own, _font(), "DejaVu Sans")]
    return frozenset(code for file in files for code in font_manager.get_font(file).get_charmap())


def style() -> dict[Any, Any]:
    """The rcParams of every chart: those of paper.mplstyle beside this module, and the fonts."""
    look = mpl.rc_params_from_file(Path(__file__).with_name("paper.mplstyle"), use_default_template=False)
    return {**look, "font.family": [*_own_font, _font(), "DejaVu Sans"]}


def use(lang: str | None = None, *, names: str | None = None, font: str | None = None) -> None:
    """Set language and font for all charts from now on; None leaves a setting unchanged.

    lang, names: as `language.use`. font: the name of an installed font ("Arial") or a font file; what it lacks, above
    all Chinese, is drawn in Noto Sans SC; "" is Noto Sans SC throughout. Raises ValueError for a font that cannot be
    found.
    """
    language.use(lang, names=names)
    if font is not None:
        _own_font[:] = [_family(font)] if font else []


def _family(font: str) -> str:
    """The name of a font that matplotlib has."""
    if Path(font).suffix.lower() in (".ttf", ".otf", ".ttc"):
        if not Path(font).is_file():
            raise ValueError(f"font: no file {font}")
        font_manager.fontManager.addfont(font)
        return font_manager.FontProperties(fname=font).get_name()
    if font not in font_manager.get_font_names():
        raise ValueError(f"font: {font!r} is not installed; give the name of one that is, or a .ttf file")
    return font


@contextmanager
def strict() -> Iterator[None]:
    """A context in which a missing glyph and a layout that does not fit are errors instead of warnings."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+")
        warnings.filterwarnings("error", message=r"(?s).*constrained_layout not applied")
        try:
            yield
        except UserWarning as warning:
            found = re.search(r"Glyph (\d+)", str(warning))
            if not found:
                raise ValueError("the chart does not fit: draw fewer rows or facets, or a wider figure") from None
            sign = chr(int(found[1]))
            said = f"no font has {sign!r} (U+{ord(sign):04X}); write it otherwise, or plot without it"
            raise MissingGlyphError(said) from None


def chart(draw: Callable[Concatenate[pd.DataFrame, P], Figure]) -> Callable[Concatenate[pd.DataFrame, P], Figure]:
    """Decorate a drawing function: apply our style, check what was drawn, and leave nothing open in pyplot.

    A figure still open in pyplot would be shown twice in a notebook.
    """

    @functools.wraps(draw)
    def wrapper(table: pd.DataFrame, /, *args: P.args, **kwargs: P.kwargs) -> Figure:
        if not len(table):
            raise ValueError(f"{draw.__name__}: nothing to draw, the table has no rows")
        drawn_at = inspect.signature(draw).bind(table, *args, **kwargs)
        drawn_at.apply_defaults()
        share = NAMES.get(draw.__name__, NAMES["others"])
        most = int(inches_wide(str(drawn_at.arguments.get("width", "double"))) * share / HALF)
        with mpl.rc_context(style()), fitting_names(most, _signs(*_own_font)):
            before = set(plt.get_fignums())
            try:
                fig = draw(table, *args, **kwargs)
                with strict():
                    fig.draw_without_rendering()
            finally:
                for number in set(plt.get_fignums()) - before:
                    plt.close(number)
        fig.set_label(draw.__name__)
        return fig

    return wrapper


def pale(colour: str, share: float) -> str:
    """A share of a colour on white: EPS and RGB files have no transparency."""
    red, green, blue = (1 - share * (1 - channel) for channel in to_rgb(colour))
    return to_hex((red, green, blue))


def in_percent(share: float, _: object = None) -> str:
    """How an axis writes a share."""
    return f"{share * 100:.0f} %"


def luminance(colour: Any) -> float:
    """Relative luminance, 0 black to 1 white. Source: WCAG 2.2, W3C 2023."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2])


def ink(colour: Any) -> str:
    """Black or white, whichever reads better on the colour: one of them has a contrast of 4.5 on any background."""
    return "black" if luminance(colour) > 0.179 else "white"


def one_row_each(table: pd.DataFrame, keys: list[str], what: str) -> None:
    """Raise ValueError naming the first key for which the table has several rows."""
    twice = table[table.duplicated(keys)]
    if len(twice):
        raise ValueError(f"{what}: several rows for {twice.iloc[0][keys[0]]!r}; give facet=, or choose rows first")
