"""Fixed texts and the names of codes, as the lists beside this module have them."""

import csv
import functools
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from .english import english
from .switch import NAMES, current, names_in

LISTS = [file for file in sorted(Path(__file__).parent.glob("*.csv")) if file.name != "warnings.csv"]

Pair = tuple[str, str]  # English, Chinese


def read(files: Iterable[Path]) -> dict[str, dict[str, Pair]]:
    """Kind of code -> code -> its names, of lists with the columns kind, code, en, zh.

    Raises ValueError for a code that stands twice, in one list or in two.
    """
    found: dict[str, dict[str, Pair]] = {}
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["code"] in found.setdefault(row["kind"], {}):
                    raise ValueError(f"{path.name}: {row['kind']} {row['code']!r} stands twice")
                found[row["kind"]][row["code"]] = (row["en"], row["zh"])
    return found


@functools.cache
def lists() -> dict[str, dict[str, Pair]]:
    """All lists as one; the kind "text" is what charts, captions, tables and pages say themselves."""
    return read(LISTS)


def text(key: str, /, **values: object) -> str:
    """A fixed text in the language in use, with the values put in."""
    return lists()["text"][key][current() == "zh"].format(**values)


def label(code: Any, kind: object = None) -> str:
    """What to call a value of a column: a code (of category, theme, genre …), a place, a slogan or a unit.

    kind: the column. Names of places, slogans and units are as `language.use` was told; other values stay as they are.
    """
    if code is None or (not isinstance(code, str) and pd.isna(code)):
        return text("gap")
    known = lists().get(str(kind), {}).get(str(code))
    if str(kind) == "unit":
        return _named(str(code), known[0] if known else "")
    if known:
        return known[current() == "zh"]
    return _named(str(code), english(str(code), str(kind))) if names_in() != NAMES[0] else str(code)


def _named(chinese: str, other: str) -> str:
    """A name in the form in use; the Chinese alone where there is no other."""
    if not other or names_in() == "chinese":
        return chinese
    return other if names_in() == "english" else f"{other} {chinese}"


def joined(parts: Iterable[str]) -> str:
    """Names in a row, as the language in use sets them apart."""
    return text("and").join(parts)


def halves(said: object) -> int:
    """The width of a line of text in half-width characters; of several lines the widest."""
    wide = ("W", "F")
    return max(sum(1 + (unicodedata.east_asian_width(c) in wide) for c in line) for line in str(said).split("\n"))


def sentences(*parts: str) -> str:
    """Sentences, given without their full stops, as one text; empty ones are left out."""
    stop = text("full stop")
    return "".join(part + stop for part in parts if part).rstrip()
