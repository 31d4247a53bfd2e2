"""Slogans (提法, fixed political phrases): counting those of a lexicon, and finding phrases that recur without one."""

from ..lexicons import Matcher
from ..lexicons.slogans import load
from .chains import chains
from .discovery import discovery
from .formulaic import formulaic
from .kwic import kwic
from .occurrences import find
from .phrases import recurring_phrases
from .quotations import quotations
from .repeats import closed_repeats

__all__ = [
    "Matcher",
    "chains",
    "closed_repeats",
    "discovery",
    "find",
    "formulaic",
    "kwic",
    "load",
    "quotations",
    "recurring_phrases",
]
