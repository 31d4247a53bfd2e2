"""The cells of a CSV text, whatever wrote it: one bad line costs itself and no other."""

import csv
import io
import re
import sys
from collections.abc import Iterator

SPAN = 5000  # lines of the text that one record may take: a cell may hold a report
FORMULA = re.compile(r"'*[=+\-@\t\r]")
NOT_CLOSED = "a quotation mark is not closed; the line is not used"


def separator(text: str) -> str:
    """What separates the cells of a CSV text: comma, semicolon or tab, whichever its first line holds most of.

    Spreadsheets write semicolons where the comma is the decimal sign, and tabs in "Unicode text".
    """
    return max(",;\t", key=text.split("\n", 1)[0].count)


def records(text: str) -> Iterator[tuple[int, list[str], str]]:
    """The records of a CSV text: number (the header is 1), cells, and what is wrong ("" where nothing is).

    Of a record over several lines whose quotation marks do not fit, its first line alone is bad: reading goes on
    with the next. Cells may be of any length.
    """
    mark = separator(text)
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    before, at, number, width = csv.field_size_limit(sys.maxsize), 0, 0, 0
    try:
        while at < len(lines):
            number += 1
            used, cells, wrong = _record(lines, at, mark)
            if used > 1 and width and len(cells) > width:  # a quotation mark of a later line closed it
                used, cells, wrong = 1, [], NOT_CLOSED
            width = width or len(cells)
            at += used
            yield number, cells, wrong
    finally:
        csv.field_size_limit(before)


def _record(lines: list[str], at: int, mark: str) -> tuple[int, list[str], str]:
    """How many lines the record takes that begins at a line, its cells, and what is wrong."""
    if (cells := _cells(lines[at], mark)) is not None:
        return 1, cells, ""
    quotes = 0
    for used, line in enumerate(lines[at : at + SPAN], 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            cells = _cells("\n".join(lines[at : at + used]), mark)
            if cells is None and used == 1:  # "a"b: a mark inside a cell, which is read as programs do
                cells = next(csv.reader([lines[at]], delimiter=mark))
            return (used, cells, "") if cells is not None else (1, [], NOT_CLOSED)
    return 1, [], NOT_CLOSED


def _cells(piece: str, mark: str) -> list[str] | None:
    """The cells of one record; None where the text is less or more than one."""
    try:
        rows = list(csv.reader(io.StringIO(piece, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None if rows else []


def guarded(cell: str) -> str:
    """A cell for a CSV file that a spreadsheet takes for no formula: ' before one that begins with = + - @."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` wrote."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
