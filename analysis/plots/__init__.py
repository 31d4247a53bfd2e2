"""Tables of analysis.compare -> figures for a paper; only this package draws.

Every function takes a table and returns a matplotlib Figure; `save` writes it with its data. `use` sets language and
font, `letters` labels the panels, `caption` writes the caption. Parameters come in one order: the table, then which of
its columns to draw (row, column or facet, feature), all others by keyword only (title, width …). width: "single" (85
mm), "middle" (120), "double" (178), "slide", or a length ("88mm", "14cm").
"""

from ..language import label, text
from ..papers import Caption, caption
from .bars import bars, lengths
from .dots import dots, temperature
from .keywords import keyness, two_sided
from .layout import WIDTHS, letters
from .maps import map2d, network
from .matrices import heatmap, matrix_dots
from .naming import named, news_apart
from .paths import dispersion, paths
from .profile import profile
from .saved import FORMATS, read_caption, save
from .style import MissingGlyphError, use

__all__ = [
    "FORMATS", "WIDTHS", "Caption", "MissingGlyphError", "bars", "caption", "dispersion", "dots", "heatmap", "keyness",
    "label", "lengths", "letters", "map2d", "matrix_dots", "named", "network", "news_apart", "paths", "profile",
    "read_caption", "save", "temperature", "text", "two_sided", "use",
]  # fmt: skip
