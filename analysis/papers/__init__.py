"""Tables as files for a paper: CSV, Excel, Word, LaTeX, Markdown and HTML, with title and notes."""

from .saving import FORMATS, save_table

__all__ = ["FORMATS", "save_table"]
