"""What charts call things, in English and Chinese, as labels.csv beside this module has it."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

_language = "en"


# Kind of code -> code -> its names: the columns of tables, and "text", what charts say themselves.
NAMES: dict[str, dict[str, tuple[str, str]]] = {}
with Path(__file__).with_name("labels.csv").open(encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        NAMES.setdefault(row["kind"], {})[row["code"]] = (row["en"], row["zh"])
TEXT = NAMES.pop("text")


def use(language: str = "en") -> None:
    """Draw all charts from now on in "en" (English) or "zh" (Chinese). What the data say (cities, slogans) stays."""
    global _language
    if language not in ("en", "zh"):
        raise ValueError(f"language: {language!r} is neither 'en' nor 'zh'")
    _language = language


def text(key: str, **values: object) -> str:
    """A fixed text in the language in use."""
    return TEXT[key][_language == "zh"].format(**values)


def label(code: Any, kind: object = None) -> str:
    """What to call a code of a column ("category", "theme", "genre", "level", "actor"); other values as they are."""
    if code is None or (not isinstance(code, str) and pd.isna(code)):
        return text("gap")
    names = NAMES.get(str(kind), {}).get(str(code))
    return names[_language == "zh"] if names else str(code)


def inches(names: Iterable[object]) -> float:
    """How wide the widest label is: about 0.05 inches a half-width character; a Han character takes two."""
    return 0.05 * max(sum(2 if ord(c) > 0x2E7F else 1 for c in str(name)) for name in names)
