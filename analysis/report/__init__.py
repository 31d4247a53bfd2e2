"""Notebooks run on a corpus, and their results as pages."""
