"""What is guessed about a report in a pile, how sure each guess is, and what it rests on."""

import re

from ..corpus import Document, Report
from ..corpus.folder.reports_csv import beside_row
from ..corpus.metadata.gazetteer import mentions
from ..corpus.script import simplify

GUESSED = ("city", "year", "genre", "level")
SURE, LIKELY, UNSURE, NOT = "sure", "likely", "unsure", "not found"
# How sure a guess is by where it is told from.
_HOW = {"title": SURE, "heading": SURE, "file": UNSURE, "folder": UNSURE}
_YEAR = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)(?!\d)")


def guess(report: Report, document: Document, path: str) -> dict[str, tuple[object, str, str]]:
    """Column → value, how sure (sure, likely, unsure, not found), and from where. path: of the file in the pile."""
    beside, told = beside_row(document.beside)[0], {}
    for column in GUESSED:
        value = report.meta.get(column)
        if column in beside and str(value) == str(beside[column]):
            told[column] = (value, SURE, "column of the sheet")
        elif any(row["report"] == report.report and row.get(column) for row in document.rows):
            told[column] = (value, SURE, "reports.csv of the pile")
        elif column == "city":
            told[column] = _place(report, path)
        elif column == "year":
            told[column] = _year(report, path)
        else:
            told[column] = (value, LIKELY, "text") if value else ("", NOT, "")
    return told


def line(guesses: dict[str, tuple[object, str, str]]) -> str:
    """Guesses as one cell: city sure (title, file name); year unsure (file name)."""
    return "; ".join(f"{c} {how}" + (f" ({origin})" if origin else "") for c, (_, how, origin) in guesses.items())


def doubts(cell: str) -> int:
    """How many of a report's guesses a person should check first; comparisons can do without the level."""
    told = [guess for guess in cell.split("; ") if not guess.startswith("level ")]
    return sum(f" {UNSURE}" in guess or f" {NOT}" in guess for guess in told)


def _place(report: Report, path: str) -> tuple[str, str, str]:
    """The city with where it is told from, and what the path says to it."""
    city, origin = str(report.meta.get("city") or ""), str(report.meta.get("city_source") or "")
    in_path = [mention.place for mention in mentions(simplify(path))]
    if not city:
        return "", NOT, ""
    if in_path and origin not in ("file", "folder") and not any(city in (p.city, p.short, p.name) for p in in_path):
        return city, UNSURE, f"{origin}, but the file name says {in_path[-1].short}"
    return city, _HOW.get(origin, LIKELY), origin


def _year(report: Report, path: str) -> tuple[int | str, str, str]:
    """The year covered with where it is told from; one that the path alone names may be that of the meeting."""
    year, origin = report.meta.get("year"), str(report.meta.get("year_source") or "")
    in_path = [int(said) for said in _YEAR.findall(path)]
    if not isinstance(year, int):
        return "", NOT, ""
    if in_path and not {year, year + 1} & set(in_path):
        return year, UNSURE, f"{origin}, but the file name says {in_path[-1]}"
    return year, _HOW.get(origin, LIKELY), origin
