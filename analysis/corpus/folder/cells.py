"""The cells of a CSV file that is kept by hand, whatever program saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from .encoding import NotText, decode


def read_cells(path: Path, say: Callable[[str, str], None], columns: Sequence[str]) -> list[list[str]]:
    """The lines of a CSV file as cells; [] where it cannot be used.

    say: is told what is wrong and what to do. columns: those it should have, for the message about an empty file.
    """
    try:
        data = path.read_bytes()
        text, encoding, broken = decode(data)
    except (OSError, NotText) as error:
        say(f"cannot be read: {error}", "save it as CSV UTF-8")
        return []
    if encoding != "utf-8" or broken is not None:
        say(
            f"not UTF-8 but {encoding}" if broken is None else f"byte {broken} is no {encoding}", "save it as CSV UTF-8"
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)))
    except csv.Error as error:
        say(f"no CSV: {error}", "look for a quotation mark that is not closed")
        return []
    if not cells or not any(map(str.strip, cells[0])):
        say("empty", f"begin with a line of column names: {', '.join(columns)}")
        return []
    return cells


def separator(text: str) -> str:
    """What separates the cells of a CSV text: comma, semicolon or tab, whichever its first line holds most of.

    Spreadsheets write semicolons where the comma is the decimal sign, and tabs in "Unicode text".
    """
    return max(",;\t", key=text.split("\n", 1)[0].count)
