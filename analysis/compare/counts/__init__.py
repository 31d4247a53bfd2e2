"""Activity counts: who states what, sums that do not lie, and counts as a reader wants to see them."""

from analysis.compare.counts.display import counts_table, coverage, display
from analysis.compare.counts.left_out import LEFT_OUT, left_for, reasons
from analysis.compare.counts.members import headcounts, per_100_members
from analysis.compare.counts.totals import basis, complete, totals

__all__ = [
    "LEFT_OUT",
    "basis",
    "complete",
    "counts_table",
    "coverage",
    "display",
    "headcounts",
    "left_for",
    "per_100_members",
    "reasons",
    "totals",
]
