"""Notebooks run on a corpus, and their results as pages to read, print and share."""

from .findings import findings, held
from .index import index_page
from .notebooks import Run, run_notebooks

__all__ = ["Run", "findings", "held", "index_page", "run_notebooks"]
