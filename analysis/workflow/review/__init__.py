"""Checking the activity counts by hand: a sample to code, what coded sheets show, and what to correct first."""

from ...compare.statistics.alpha import krippendorff
from .agreement import Agreement, agreement
from .coded import problem_lines
from .doubtful import doubtful
from .draw import sample
from .sheets import read_sheet, write_sheet

__all__ = [
    "Agreement", "agreement", "doubtful", "krippendorff", "problem_lines", "read_sheet", "sample", "write_sheet",
]  # fmt: skip
