"""`reports.csv`, the table a researcher keeps by hand: its usable rows, and the text each refers to."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ...codes import GENRES, LEVELS
from ..ids import usable_id
from .files import Document, read_cells
from .problems import Problem

FILE = "reports.csv"
COLUMNS = (
    "report", "source", "start", "end", "city", "city_en", "province", "level", "genre", "year",
    "title", "publisher", "published", "url", "sha256",
)  # fmt: skip
OPTIONAL = ("prefecture",)  # may be there, is not asked for
# Columns of the reports table that are computed: known here, and but for the status not read.
COMPUTED = ("n_chars", "n_paragraphs", "n_tokens", "status", "city_source", "year_source")
STATUS = "status"  # may be told by hand, too: `included`, or why a report is left out
GUESSED = "guessed"  # what `new` says of its guesses; for people, and not read
_OF_THE_TEXT = ("row", "report", "source", "start", "end", "sha256")  # facts about the text, not about the report
_GENRE = {"工作报告": "work_report", "综述": "review", "总结": "review", "新闻": "news"}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:.*)?")
_NUMBER = re.compile(r"(\d{1,15})(?:\.0{1,15})?")


def read_rows(folder: Path, problems: list[Problem] | None = None) -> list[dict[str, Any]]:
    """The usable rows of a folder's reports.csv: cells stripped; row, start, end, year integers or None; unknown
    columns kept. [] if there is no such file.

    problems: receives a Problem for each error.
    """
    path = folder / FILE
    if not path.is_file():
        return []

    def say(problem: str, todo: str, row: int | None = None, report: str = "") -> None:
        if problems is not None:
            problems.append((FILE, row, report, problem, todo))

    cells = read_cells(path, say, COLUMNS)
    header = _header(cells)
    if not cells or not _check_header(header, say):
        return []
    rows: list[dict] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(cells[1:], 2):
        if any(map(str.strip, line[len(header) :])):
            say(f"{len(line)} cells where the header has {len(header)}", "quote a cell that holds a comma", number)
        elif any(map(str.strip, line)):
            row = _row(header, line, number)
            if _named(row, seen, say) and _numbers(row, say):
                seen[row["report"]] = number
                rows.append(row)
    return rows


def own_columns(folder: Path) -> list[str]:
    """The columns of reports.csv that are a researcher's own: kept with the reports, for comparisons to group by."""
    path = folder / FILE
    return _own(_header(read_cells(path, lambda *told: None, COLUMNS))) if path.is_file() else []


def _header(cells: list[list[str]]) -> list[str]:
    return [c.strip().lower() for c in cells[0]] if cells else []


def _row(header: list[str], line: list[str], number: int) -> dict[str, Any]:
    """A line as a row with every column of reports.csv, the researcher's own behind them."""
    told = dict(zip(header, (c.strip() for c in [*line, *[""] * len(header)]), strict=False))
    more = {c: told[c] for c in (*OPTIONAL, *_own(told)) if c in told}
    return {c: told.get(c, "") for c in (*COLUMNS, STATUS)} | more | {"row": number}


def _named(row: dict, seen: dict[str, int], say: Callable[..., None]) -> bool:
    """Whether the row has a report id, which no row before it has. Makes the id one that can be used."""
    number, report = row["row"], usable_id(row["report"])
    if report != row["report"]:
        what = f"report id {row['report']!r} holds a semicolon or a line break; it is read as {report}"
        say(what, "write it so, too", number, report)
        row |= {"source": row["source"] or row["report"], "report": report}
    if not report:
        say("no report id; the row is not used", "fill `report`", number)
    elif report in seen:
        what = f"report id {report} stands in row {seen[report]} too; this row is not used"
        say(what, "give it its own id", number, report)
    return bool(report) and report not in seen


def _check_header(header: list[str], say: Callable[..., None]) -> bool:
    if twice := sorted(c for c, n in Counter(header).items() if c and n > 1):
        say(f"column {', '.join(twice)} stands there twice; the last is read", "delete one", 1)
    if "report" not in header:
        todo = f"begin with a line of column names: {', '.join(COLUMNS)}"
        say(f"column report is missing, so that no row is used; found {', '.join(header)}", todo, 1)
        return False
    missing = [c for c in COLUMNS if c not in header]  # of these what the texts say is used
    for column in _own(header):
        if near := difflib.get_close_matches(column, missing, 1):
            say(f"unknown column {column}", f"did you mean {near[0]}? Rename it, or add that column too", 1)
    return True


def _own(header: Iterable[str]) -> list[str]:
    return [c for c in header if c and c not in (*COLUMNS, *OPTIONAL, *COMPUTED, GUESSED)]


def beside_row(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the columns beside a text in a sheet say about its report, typed; and which of it cannot be used."""
    wrong: list[tuple[str, str]] = []
    row: dict[str, Any] = {c: cells.get(c, "") for c in (*COLUMNS, *OPTIONAL)} | {"row": None, "report": ""}
    row |= {"start": "", "end": ""}
    _numbers(row, lambda problem, todo, *at: wrong.append((problem, todo)))
    told = {c: v for c, v in row.items() if c not in _OF_THE_TEXT and v not in ("", None)}
    own = {c.lower(): v for c, v in cells.items() if c.lower() in _own([c.lower()])}
    return told | own, wrong


def _numbers(row: dict, say: Callable[..., None]) -> bool:
    """Make start, end and year integers or None; whether the row can be used."""
    usable, at = True, (row["row"], row["report"])
    for column in ("start", "end"):
        whole = _NUMBER.fullmatch(row[column])
        if row[column] and not whole:
            what = f"{column} {row[column]} is not a whole number; the row is not used"
            say(what, "correct it, or leave start and end empty", *at)
            usable = False
        row[column] = int(whole[1]) if whole else None
    year = _NUMBER.fullmatch(re.sub("年度?$", "", row["year"]))
    if row["year"] and not (year and 1949 <= int(year[1]) <= 2100):
        say(f"year {row['year']} is not a year", "write it as 2024", *at)
        year = None
    row["year"] = int(year[1]) if year else None
    row["published"] = iso_date(row["published"])
    row["genre"] = _GENRE.get(row["genre"], row["genre"].lower().replace(" ", "_"))
    for column, allowed in (("genre", GENRES), ("level", LEVELS)):
        if row[column] and row[column] not in allowed:
            say(f"{column} {row[column]} is unknown", f"use one of {', '.join(allowed)}", *at)
            row[column] = ""
    return usable


def iso_date(written: str) -> str:
    """A date as spreadsheets and people write it, as 2025-01-05; anything else unchanged.

    2025/1/5, 2025.1.5, 2025年1月5日, 2025-01-05 00:00:00, and the number of days since 1899-12-30 that a sheet stores.
    """
    found = _DATE.fullmatch(written.strip())
    try:
        if found:
            return date(*map(int, found.groups())).isoformat()
        days = re.fullmatch(r"([2-6]\d{4})(?:\.0+)?", written.strip())
        return (date(1899, 12, 30) + timedelta(int(days[1]))).isoformat() if days else written
    except ValueError:
        return written


def match(rows: list[dict], sources: Iterable[str], problems: list[Problem]) -> dict[str, list[dict]]:
    """Source → the rows that name it, with or without .txt; a row without a source refers to the file named like its
    report.
    """
    known = {_key(source): source for source in sources}
    matched: dict[str, list[dict]] = {}
    for row in rows:
        asked = _key(row["source"] or row["report"])
        source = known.get(asked) or known.get(f"{asked}.txt")
        if source is None:
            what = f"its text {row['source'] or row['report']} is missing"
            problems.append((FILE, row["row"], row["report"], what, "put the file under texts/ or correct `source`"))
        else:
            matched.setdefault(source, []).append(row | {"source": source})
    return matched


def _key(source: str) -> str:
    return unicodedata.normalize("NFC", source.replace("\\", "/")).removeprefix("./").removeprefix("texts/").lower()


def usable_rows(rows: list[dict], document: Document, problems: list[Problem]) -> list[dict]:
    """The rows of a document whose start and end are usable: inside the text, without overlaps."""
    size = len(document.text)
    good: list[dict] = []
    for row in rows:
        start, end = row["start"] or 0, size if row["end"] is None else row["end"]
        whole = row["start"] is None and row["end"] is None

        def say(problem: str, todo: str, row: dict = row) -> None:
            problems.append((FILE, row["row"], row["report"], problem, todo))

        if row.get("sha256") and row["sha256"].lower() != document.sha256:
            say(f"sha256 is not that of {document.source}: the text has changed", "check the text, then correct sha256")
        if whole and len(rows) > 1:
            say(f"other rows name {document.source} too, and this one has no start and end", "fill start and end")
        elif not 0 <= start < end <= size:
            say(f"start {start}, end {end} is not a part of a text of {size} characters", "correct start and end")
        elif clash := next((g["report"] for g in good if start < g["end"] and g["start"] < end), None):
            say(f"start {start}, end {end} overlaps report {clash}", "correct start and end")
        else:
            good.append({c: v for c, v in row.items() if c != "row"} | {"start": start, "end": end})
    return sorted(good, key=lambda r: r["start"])
