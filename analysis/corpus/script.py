"""Traditional to simplified script: reports in either are read alike, and what is found in them adds up."""

from __future__ import annotations

from functools import lru_cache


def simplify(text: str) -> str:
    """The text in simplified script, of the same length, so that a place in it is one in the text.

    Words decide where one character has two readings (瞭解 is 了解, 瞭望 stays). Script alone is changed, not wording:
    部份 stays. Simplified text stays as it is. Source: OpenCC, t2s (https://github.com/BYVoid/OpenCC).
    """
    if text.isascii():
        return text
    convert = _t2s().convert
    found = convert(text)
    # No word of OpenCC 1.4.2 is longer or shorter in the other script; a later one must not move what follows it.
    return found if len(found) == len(text) else "".join(s if len(s := convert(c)) == 1 else c for c in text)


@lru_cache(maxsize=1)
def _t2s():
    import opencc  # slow to load, and needed for texts alone

    return opencc.OpenCC("t2s")
