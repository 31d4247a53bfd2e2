"""Tables of analysis.compare -> figures for a paper; the only place that draws.

Every function takes a table and returns a matplotlib Figure; `save` writes it with its data. `use` sets the language.
"""

from analysis.plots.frequencies import dots, matrix_dots
from analysis.plots.labels import label, text, use
from analysis.plots.lengths import lengths
from analysis.plots.maps import map2d
from analysis.plots.matrices import heatmap
from analysis.plots.network import network
from analysis.plots.profile import profile
from analysis.plots.style import DOUBLE, SINGLE, MissingGlyphError, save
from analysis.plots.temperature import temperature
from analysis.plots.themes import stacked
from analysis.plots.totals import bars
from analysis.plots.words import keyness

__all__ = [
    "DOUBLE",
    "SINGLE",
    "MissingGlyphError",
    "bars",
    "dots",
    "heatmap",
    "keyness",
    "label",
    "lengths",
    "map2d",
    "matrix_dots",
    "network",
    "profile",
    "save",
    "stacked",
    "temperature",
    "text",
    "use",
]
