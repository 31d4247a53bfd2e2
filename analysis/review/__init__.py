"""Checking the activity counts by hand: a sample to code, and what the coded sheets say of the measurement."""

from .agreement import Agreement, agreement
from .alpha import krippendorff
from .coded import problem_lines
from .draw import sample
from .files import read_sheet, write_sheet

__all__ = ["Agreement", "agreement", "krippendorff", "problem_lines", "read_sheet", "sample", "write_sheet"]
