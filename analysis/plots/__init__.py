"""Tables of analysis.compare -> figures for a paper; the only place that draws.

Every function takes a table and returns a matplotlib Figure; `save` writes it with its data. `use` sets the language.
Parameters come in one order: the table, then which of its columns to draw (row, column or facet, feature), all others
by name alone (title, width …).
"""

from ..language import label, text, use
from .bars import bars, lengths, stacked
from .dots import dots, keyness, temperature
from .maps import map2d, network
from .matrices import heatmap, matrix_dots
from .profile import profile
from .style import DOUBLE, SINGLE, MissingGlyphError, save

__all__ = [
    "DOUBLE", "SINGLE", "MissingGlyphError", "bars", "dots", "heatmap", "keyness", "label", "lengths", "map2d",
    "matrix_dots", "network", "profile", "save", "stacked", "temperature", "text", "use",
]  # fmt: skip
