"""Slogans (提法, fixed political phrases): counting those of a lexicon, and finding phrases that recur without one."""

from importlib import import_module
from typing import Any

from ..lexicons import Matcher
from ..lexicons.slogans import load
from .discovery import discovery, quotations
from .occurrences import chains, find
from .phrases import recurring, recurring_phrases

__all__ = [
    "Matcher", "chains", "discovery", "find", "kwic", "load", "quotations",
    "recurring", "recurring_phrases",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """`kwic`, which shows sentences and so stands above the tables, when it is first asked for."""
    if name != "kwic":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("analysis.evidence.kwic").kwic
