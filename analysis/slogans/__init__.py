"""Slogans (提法, fixed political phrases): counting those of a lexicon, and finding phrases that recur without one."""

from .lexicon import load
from .occurrences import Matcher, find
from .phrases import recurring_phrases
from .repeats import closed_repeats

__all__ = ["Matcher", "closed_repeats", "find", "load", "recurring_phrases"]
