"""Which script a Chinese text is in."""

from __future__ import annotations

import re
from functools import lru_cache

_SAMPLE = 4000  # characters


def is_traditional(text: str) -> bool:
    """Whether a tenth of the Han characters at its beginning or more are written otherwise in simplified script."""
    han = re.findall(r"[\u4e00-\u9fff]", text[:_SAMPLE])
    return sum(char != _simplified(char) for char in han) * 10 > len(han)


@lru_cache(maxsize=20000)
def _simplified(char: str) -> str:
    return _t2s().convert(char)


@lru_cache(maxsize=1)
def _t2s():
    import opencc  # slow to load, and needed for texts alone

    return opencc.OpenCC("t2s")
