"""Notebooks run on a corpus, and their results as pages to read, print and share."""

from .index import index_page
from .notebooks import Run, run_notebooks

__all__ = ["Run", "index_page", "run_notebooks"]
