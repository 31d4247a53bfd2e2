"""Word lists as regular expressions."""

from __future__ import annotations


def either(words: str) -> str:
    """A regular expression for any of the words, which white space parts; each may be an expression itself.

    As in every alternation the first that fits is taken, so a longer word stands before its own beginning.
    """
    return "(?:" + "|".join(words.split()) + ")"
