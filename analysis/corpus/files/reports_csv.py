"""Reading `reports.csv`, the table a researcher keeps by hand."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Sequence
from pathlib import Path

from ...codes import GENRES, LEVELS
from ..ids import usable_id
from ..metadata import COLUMNS
from .encoding import NotText, decode

# Columns of the reports table that are computed: known here, and not read.
_COMPUTED = ("n_chars", "n_paragraphs", "n_tokens", "status")
_NUMBER = re.compile(r"(\d+)(?:\.0+)?")


def read_sheet(path: Path, problems: list[tuple]) -> list[dict]:
    """The usable rows of reports.csv: cells stripped; row, start, end, year integers or None; unknown columns kept.

    problems: gets a tuple (file, row, report, problem, what to do) for each thing that is wrong.
    """

    def say(problem: str, todo: str, row: int | None = None, report: str = "") -> None:
        problems.append((path.name, row, report, problem, todo))

    cells = read_cells(path, say, COLUMNS)
    if not cells:
        return []
    header = [c.strip().lower() for c in cells[0]]
    if not _check_header(header, say):
        return []
    rows, seen = [], {}
    for number, line in enumerate(cells[1:], 2):
        if not any(map(str.strip, line)):
            continue
        if len(line) > len(header) and any(map(str.strip, line[len(header) :])):
            say(f"{len(line)} cells where the header has {len(header)}", "quote a cell that holds a comma", number)
            continue
        row = dict(zip(header, (c.strip() for c in [*line, *[""] * len(header)]), strict=False))
        row = {c: row.get(c, "") for c in COLUMNS} | {
            c: v for c, v in row.items() if c and c not in (*COLUMNS, *_COMPUTED)
        }
        row["row"] = number
        report = usable_id(row["report"])
        if report != row["report"]:
            what = f"report id {row['report']!r} holds a semicolon or a line break; it is read as {report}"
            say(what, "write it so, too", number, report)
            row |= {"source": row["source"] or row["report"], "report": report}
        if not report:
            say("no report id; the row is not used", "fill `report`", number)
        elif report in seen:
            say(
                f"report id {report} stands in row {seen[report]} too; this row is not used",
                "give it its own id",
                number,
                report,
            )
        elif _numbers(row, lambda p, t, n=number, r=report: say(p, t, n, r)):
            seen[report] = number
            rows.append(row)
    return rows


def read_cells(path: Path, say, columns: Sequence[str]) -> list[list[str]]:
    """The lines of a CSV file kept by hand, as cells; [] where it cannot be used.

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


def _check_header(header: list[str], say) -> bool:
    twice = sorted({c for c in header if c and header.count(c) > 1})
    if twice:
        say(f"column {', '.join(twice)} stands there twice; the last is read", "delete one", 1)
    if "report" not in header:
        todo = f"begin with a line of column names: {', '.join(COLUMNS)}"
        say(f"column report is missing, so that no row is used; found {', '.join(header)}", todo, 1)
        return False
    missing = [c for c in COLUMNS if c not in header]
    if missing:
        say(f"column {', '.join(missing)} is missing", "add it; until then what the texts say is used", 1)
    for column in _own(header):
        near = difflib.get_close_matches(column, missing, 1)
        if near:
            say(f"unknown column {column}", f"did you mean {near[0]}? Rename it, or add that column too", 1)
    return True


def own_columns(path: Path) -> list[str]:
    """The columns of reports.csv that are a researcher's own: kept with the reports, for comparisons to group by."""
    cells = read_cells(path, lambda *said: None, COLUMNS) if path.is_file() else []
    return _own([c.strip().lower() for c in cells[0]]) if cells else []


def _own(header: Sequence[str]) -> list[str]:
    return [c for c in header if c and c not in (*COLUMNS, *_COMPUTED)]


def _numbers(row: dict, say) -> bool:
    """Make start, end and year integers or None; whether the row can be used."""
    usable = True
    for column in ("start", "end"):
        value = row[column]
        whole = _NUMBER.fullmatch(value)
        if value and not whole:
            say(f"{column} {value} is no whole number; the row is not used", "correct it, or leave start and end empty")
            usable = False
        row[column] = int(whole[1]) if whole else None
    value = row["year"]
    year = _NUMBER.fullmatch(value)
    if value and not (year and 1949 <= int(year[1]) <= 2100):
        say(f"year {value} is no year", "write it as 2024")
        year = None
    row["year"] = int(year[1]) if year else None
    for column, allowed in (("genre", GENRES), ("level", LEVELS)):
        if row[column] and row[column] not in allowed:
            say(f"{column} {row[column]} is unknown", f"use one of {', '.join(allowed)}")
            row[column] = ""
    return usable
