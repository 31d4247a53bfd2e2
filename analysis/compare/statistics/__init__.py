"""The statistics of counts behind the comparisons, each with its source."""

from analysis.compare.statistics.alpha import krippendorff
from analysis.compare.statistics.association import dispersion, log_odds, log_ratio, lrc
from analysis.compare.statistics.intervals import deflated, overdispersion, poisson_interval, ratio_interval, wilson

__all__ = [
    "deflated",
    "dispersion",
    "krippendorff",
    "log_odds",
    "log_ratio",
    "lrc",
    "overdispersion",
    "poisson_interval",
    "ratio_interval",
    "wilson",
]
