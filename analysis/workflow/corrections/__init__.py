"""Corrections by hand: records of the activities table changed, dropped or added, each checked before it counts.

A correction says what it expects to find, and is not applied where the text or the extraction has changed since.
"""

from .apply import LOG, apply, corrections_table, problems_of
from .corrections_csv import COLUMNS, EDITABLE, FILE, read_corrections

__all__ = ["COLUMNS", "EDITABLE", "FILE", "LOG", "apply", "corrections_table", "problems_of", "read_corrections"]
