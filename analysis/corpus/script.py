"""Traditional to simplified script: reports in either are read alike, and what is found in them adds up."""

from functools import lru_cache
from typing import Any


def simplify(text: str) -> str:
    """The text in simplified script, of the same length, so that a place in it is one in the text.

    Words decide where one character has two readings (瞭解 is 了解, 瞭望 stays). Script alone is changed, not wording.
    A text without any character that only traditional script has stays as it is: 乾县 keeps its 乾, which is 干
    elsewhere. Taiwan's 著 for 着 stays, as 原著 and the like cannot be told from it. Source: OpenCC, hk2s, which knows
    the characters of Hong Kong (衞) beside those of the standard (https://github.com/BYVoid/OpenCC).
    """
    if _is_simplified(text):
        return text  # most are: OpenCC need not be asked
    convert = _converter().convert
    found = convert(text)
    if len(found) != len(text):  # no word of OpenCC 1.4.2 gets longer or shorter; no later one may move the others
        found = "".join(s if len(s := convert(c)) == 1 else c for c in text)
    changed = {a for a, b in zip(text, found, strict=True) if a != b} if found != text else ()
    return text if all(map(_is_simplified, changed)) else found


def _is_simplified(text: str) -> bool:
    """Whether the standard set of simplified script has every character; it has 後 by mistake."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return "後" not in text


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc  # slow to load, and needed for texts alone

    return opencc.OpenCC("hk2s")
