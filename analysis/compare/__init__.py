"""Tables -> rates, intervals and contrasts.

Every function takes tables and returns a new one; none touches its arguments. Each returned table carries its bases
(`n_reports`, `n_chars`) and a `warning` column, empty where there is nothing to warn of. Where groups are set against
each other (contrasts, keyness, permutation, similar_pairs), `comparable` and `reason` say whether genre and year were
the same, and if not, what differs. A *matrix* (coverage, similarity, matrix) has one row a group, and the same base
columns at its right end; `cells` leaves them off.
"""

from analysis.compare.comparability import comparable, comparable_pairs
from analysis.compare.contrasts import contrasts
from analysis.compare.counts import basis, complete, coverage, totals
from analysis.compare.display import counts_table, display
from analysis.compare.echoes import echoed, echoes
from analysis.compare.formulas import formulaic_share
from analysis.compare.intervals import deflated, poisson_interval, ratio_interval, wilson
from analysis.compare.matrices import cells, clustered, matrix, occurrences, similarity
from analysis.compare.members import headcounts, per_100_members
from analysis.compare.overdispersion import overdispersion
from analysis.compare.pairs import similar_pairs
from analysis.compare.permutation import permutation, permutation_summary
from analysis.compare.positions import parts, positions
from analysis.compare.profile import profile
from analysis.compare.rates import rates
from analysis.compare.shares import report_share, shares
from analysis.compare.stop import stop_words
from analysis.compare.temperature import CUTS, temperature
from analysis.compare.words import dispersion, keyness, log_odds, log_ratio, lrc
from analysis.compare.years import over_time

__all__ = [
    "CUTS",
    "basis",
    "cells",
    "clustered",
    "comparable",
    "comparable_pairs",
    "complete",
    "contrasts",
    "counts_table",
    "coverage",
    "deflated",
    "dispersion",
    "display",
    "echoed",
    "echoes",
    "formulaic_share",
    "headcounts",
    "keyness",
    "log_odds",
    "log_ratio",
    "lrc",
    "matrix",
    "occurrences",
    "over_time",
    "overdispersion",
    "parts",
    "per_100_members",
    "permutation",
    "permutation_summary",
    "poisson_interval",
    "positions",
    "profile",
    "rates",
    "ratio_interval",
    "report_share",
    "shares",
    "similar_pairs",
    "similarity",
    "stop_words",
    "temperature",
    "totals",
    "wilson",
]
