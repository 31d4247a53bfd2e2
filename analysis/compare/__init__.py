"""Tables -> rates, intervals and contrasts.

Every function takes tables and returns a new one; none touches its arguments. Each returned table carries its bases
(`n_reports`, `n_chars`) and a `warning` column, empty where there is nothing to warn of. A *matrix* (coverage,
similarity, matrix) has one row a group, and the same base columns at its right end; `cells` leaves them off.
"""

from analysis.compare.comparability import comparable, comparable_pairs
from analysis.compare.counts import coverage, totals
from analysis.compare.display import counts_table, display
from analysis.compare.echoes import echoed, echoes
from analysis.compare.formulas import formulaic_share
from analysis.compare.intervals import poisson_interval, wilson
from analysis.compare.matrices import cells, matrix, occurrences, similarity
from analysis.compare.positions import parts, positions
from analysis.compare.rates import bootstrap_rates, contrasts, rates
from analysis.compare.shares import report_share, shares
from analysis.compare.temperature import CUTS, temperature
from analysis.compare.words import dispersion, keyness
from analysis.compare.years import over_time

__all__ = [
    "CUTS",
    "bootstrap_rates",
    "cells",
    "comparable",
    "comparable_pairs",
    "contrasts",
    "counts_table",
    "coverage",
    "dispersion",
    "display",
    "echoed",
    "echoes",
    "formulaic_share",
    "keyness",
    "matrix",
    "occurrences",
    "over_time",
    "parts",
    "poisson_interval",
    "positions",
    "rates",
    "report_share",
    "shares",
    "similarity",
    "temperature",
    "totals",
    "wilson",
]
