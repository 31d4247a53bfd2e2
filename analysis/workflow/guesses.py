"""What is guessed about a report of a pile, how sure each guess is, and what it rests on."""

import re
from collections.abc import Iterable

from ..corpus import Document, Report
from ..corpus.folder.reports_csv import beside_row
from ..corpus.places import place_core
from ..corpus.script import simplify

GUESSED = ("city", "year", "genre", "level")
SURE, LIKELY, UNSURE, NOT = "sure", "likely", "unsure", "not found"
_CITY = re.compile(r"(?:^|[^\u4e00-\u9fff]|省|自治区|政协)([\u4e00-\u9fff]{2,7}?[市州县区旗盟])")
_BEFORE_YEAR = re.compile(r"(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[-_ .]*(?:19|20)\d\d")
_YEAR = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)(?!\d)")


def guess(report: Report, document: Document, path: str) -> dict[str, tuple[object, str, str]]:
    """Column → value, how sure (sure, likely, unsure, not found), and from where. path: of the file in the pile."""
    beside, told = beside_row(document.beside)[0], {}
    title = simplify(str(report.meta.get("title") or ""))
    for column in GUESSED:
        value = report.meta.get(column)
        if column in beside and str(value) == str(beside[column]):
            told[column] = (value, SURE, "column of the sheet")
        elif any(row["report"] == report.report and row.get(column) for row in document.rows):
            told[column] = (value, SURE, "reports.csv of the pile")
        elif column == "city":
            told[column] = _city(str(value or ""), title, path)
        elif column == "year":
            told[column] = _year(value if isinstance(value, int) else None, report, title, path)
        else:
            told[column] = (value, LIKELY, "text") if value else ("", NOT, "")
    return told


def line(guesses: dict[str, tuple[object, str, str]]) -> str:
    """Guesses as one cell: city sure (title, file name); year unsure (file name)."""
    return "; ".join(f"{c} {how}" + (f" ({origin})" if origin else "") for c, (_, how, origin) in guesses.items())


def doubts(cell: str) -> int:
    """How many guesses of a line, in its cell, a person should look at first; comparisons can do without the level."""
    told = [guess for guess in cell.split("; ") if not guess.startswith("level ")]
    return sum(f" {UNSURE}" in guess or f" {NOT}" in guess for guess in told)


def _city(value: str, title: str, path: str) -> tuple[str, str, str]:
    """The city that the text names, with what the title and the path say to it; else the one that the path names."""
    path = simplify(path)
    if value:
        name, places = place_core(simplify(value)), list(_in_path(path))
        if name in path:
            return value, SURE, "title and file name" if name in title else "text and file name"
        if places:
            return value, UNSURE, f"{'title' if name in title else 'text'}, but the file name says {places[-1]}"
        return value, SURE if name in title else LIKELY, "title" if name in title else "text"
    found = list(_in_path(path))
    return (found[-1], UNSURE, "file name alone") if found else ("", NOT, "")


def _in_path(path: str) -> Iterable[str]:
    """The places that the steps of a path name, the outermost first."""
    for step in path.split("/"):
        for pattern in (_CITY, _BEFORE_YEAR):
            if found := pattern.search(step):
                yield found[1]
                break


def _year(value: int | None, report: Report, title: str, path: str) -> tuple[int | str, str, str]:
    """The year that the text covers; one that the path alone names may be that of the meeting."""
    in_path = [int(year) for year in _YEAR.findall(path)]
    if value:
        headings = any(str(value) in s.narrow for s in report.segments if s.kind == "heading")
        origin = "title" if str(value) in title else "heading" if headings else "text"
        if in_path and value not in in_path and value + 1 not in in_path:
            return value, UNSURE, f"{origin}, but the file name says {in_path[-1]}"
        return value, LIKELY if origin == "text" else SURE, origin
    return (in_path[-1], UNSURE, "file name alone, perhaps of the meeting") if in_path else ("", NOT, "")
