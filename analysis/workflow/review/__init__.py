"""Checking the activity counts by hand: a sample to code, and what the coded sheets say of the measurement."""

from ...compare.statistics.alpha import krippendorff
from .agreement import Agreement, agreement
from .coded import problem_lines
from .draw import sample
from .sheets import read_sheet, write_sheet

__all__ = ["Agreement", "agreement", "krippendorff", "problem_lines", "read_sheet", "sample", "write_sheet"]
