"""Slogans (提法, fixed political phrases): counting those of a lexicon, and finding phrases that recur without one."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..lexicons import Matcher
from ..lexicons.slogans import load
from .discovery import discovery, quotations
from .occurrences import chains, find

if TYPE_CHECKING:
    from .phrases import recurring, recurring_phrases

__all__ = [
    "Matcher", "chains", "discovery", "find", "kwic", "load", "quotations",
    "recurring", "recurring_phrases",
]  # fmt: skip

_MODULES = {
    "recurring": "analysis.slogans.phrases",
    "recurring_phrases": "analysis.slogans.phrases",
    "kwic": "analysis.evidence.kwic",
}


def __getattr__(name: str) -> Any:
    """What is loaded when it is first asked for: recurring phrases need pandas, which takes a second and without which
    texts are measured; `kwic`, which shows sentences, stands above the tables.
    """
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
