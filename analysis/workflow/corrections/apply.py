"""Corrections by hand: records of the activities table changed, dropped or added, each checked before it counts.

A correction says what it expects to find, and is not applied where the text or the extraction has changed since.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path

import pandas as pd

from ...codes import ACTORS, BOUNDS, CATEGORIES, INCLUDED, NEW_CATEGORY, STATUSES
from ...corpus.files.reports_csv import read_cells
from ...tables import frame
from ...tables.contract import TEXT

FILE = "corrections.csv"
COLUMNS = ("report", "start", "end", "quantity", "sentence", "column", "value", "expect", "reason", "who", "date")
# What an added record has where `value` does not say; these are the columns that can be corrected, with `value`.
DEFAULTS = {"value_high": math.nan, "bound": "exact", "unit": "", "object": "", "action": "", "category": "other"}
DEFAULTS |= {"actor": "city", "status": "done", "repeat": False, "period": ""}
EDITABLE = ("value", *DEFAULTS)
LOG = {"row": "int64", "report": TEXT, "start": "Int64", "end": "Int64", "column": TEXT, "from": TEXT, "to": TEXT}
LOG |= {"reason": TEXT, "who": TEXT, "date": TEXT, "applied": bool, "problem": TEXT, "what_to_do": TEXT}

_CODES = {"bound": BOUNDS, "actor": ACTORS, "status": STATUSES}
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_STOP = re.compile(r"[。！？!?]")
_NUMERAL = r"[\d.,，〇零一二两三四五六七八九十百千万亿]"
_CHANGED = "the text or the extraction has changed"
_TOUCHED = ("paragraphs", "activities", "refusals")
_ANEW = "look at what the tables hold now and write the correction anew, or delete the row"
_HALF = "bound `range` must stand with a value_high of value or more, and only there"
_BOTH = "correct bound and value_high of this record, one row each"


class _NotApplied(ValueError):
    """args: what is wrong, what to do."""


def read_corrections(folder: str | Path) -> tuple[list[dict], list[tuple], str | None]:
    """The rows of corrections.csv in a folder as texts (and `row`), problems of the file itself, and its SHA-256.

    No rows and None where there is no such file. Problems are tuples of file, row, report, problem, what_to_do.
    """
    path, problems = Path(folder) / FILE, []
    if not path.is_file():
        return [], [], None

    def say(problem: str, todo: str, row: int | None = None) -> None:
        problems.append((FILE, row, "", problem, todo))

    cells = read_cells(path, say, COLUMNS)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    header = [c.strip().lower() for c in cells[0]] if cells else []
    lost = [c for c in ("report", "column", "value", "expect") if c not in header]
    if cells and lost:
        what = f"column {', '.join(lost)} is missing; no correction is applied"
        say(what, f"begin with a line of column names: {', '.join(COLUMNS)}", 1)
        return [], problems, digest
    strange = [c for c in header if c and (c not in COLUMNS or header.count(c) > 1)]
    if strange:
        say(f"column {strange[0]} is unknown or stands there twice", f"columns are {', '.join(COLUMNS)}", 1)
    rows = []
    for number, line in enumerate(cells[1:], 2):
        if any(map(str.strip, line[len(header) :])):
            say(f"{len(line)} cells where the header has {len(header)}", "quote a cell that holds a comma", number)
        elif any(map(str.strip, line)):
            told = dict(zip(header, (" ".join(c.split()) for c in line), strict=False))
            told |= {c: v.strip() for c, v in zip(header, line, strict=False) if c == "report"}  # spaces are part of it
            rows.append({c: told.get(c, "") for c in COLUMNS} | {"row": number})
    return rows, problems, digest


def apply(
    found: Mapping[str, pd.DataFrame], rows: list[dict], text: Callable[[str], str]
) -> tuple[pd.DataFrame, pd.DataFrame, list[dict]]:
    """Activities and refusals with the corrections, and a dict (keys: LOG) for each row that says what became of it.

    found: the tables reports, paragraphs, activities and refusals. rows: from read_corrections, applied in order.
    text: gives the decoded text of a source. A row that cannot be applied changes nothing.
    """
    reports = found["reports"].set_index("report")
    parts = {name: found[name][found[name]["report"].isin([r["report"] for r in rows])] for name in _TOUCHED}
    pages, log = {}, []
    for row in rows:
        report, entry = row["report"], {c: row.get(c, "") for c in LOG}
        entry |= {"start": None, "end": None, "to": row["value"], "applied": True}
        log.append(entry)
        try:
            if report not in reports.index or reports.loc[report, "status"] != INCLUDED:
                raise _NotApplied(f"no report {report!r} was measured", "correct `report`, or delete the row")
            if report not in pages:
                own = {name: part[part["report"] == report].to_dict("records") for name, part in parts.items()}
                pages[report] = _Page(report, reports.loc[report], text, **own)
            pages[report].correct(row, entry)
        except _NotApplied as error:
            _reject(entry, *error.args)
    for page in pages.values():
        page.undo_half_ranges()
    out = []
    for name in ("activities", "refusals"):
        kept = found[name][~found[name]["report"].isin(pages)]
        new = [record for page in pages.values() for record in getattr(page, name)]
        out.append(pd.concat([kept, frame(name, new)], ignore_index=True) if pages else found[name])
    return *out, log


def corrections_table(log: Iterable[Mapping]) -> pd.DataFrame:
    """What became of each correction, as a table. Columns: LOG."""
    log = list(log)
    return pd.DataFrame({c: pd.Series([entry.get(c) for entry in log], dtype=t) for c, t in LOG.items()})


def problems_of(log: Iterable[Mapping]) -> list[tuple]:
    """The corrections that were not applied, as problems: file, row, report, problem, what_to_do."""
    return [(FILE, e["row"], e["report"], e["problem"], e["what_to_do"]) for e in log if not e["applied"]]


def _reject(entry: dict, problem: str, todo: str) -> None:
    entry |= {"applied": False, "problem": f"not applied: {problem}", "what_to_do": todo}


class _Page:
    """The records of one report while they are corrected."""

    def __init__(self, report: str, about: pd.Series, text: Callable[[str], str], paragraphs, activities, refusals):
        self.report, self.source, self.span = report, about["source"], (int(about["start"]), int(about["end"]))
        self.text = text(self.source)
        self.paragraphs, self.activities, self.refusals = paragraphs, activities, refusals
        self.before: dict[tuple, dict] = {}
        self.changes: dict[tuple, list[tuple[dict, str, object]]] = {}  # of a record: entry, column, value
        self.dropped: dict[tuple, int] = {}  # place and quantity of a record: the row that dropped it

    def correct(self, row: dict, entry: dict) -> None:
        column, expect = row["column"], row["expect"]
        if column not in (*EDITABLE, "drop", "add"):
            raise _NotApplied(f"no column {column!r} to correct", f"use one of {', '.join(EDITABLE)}, drop, add")
        if column in ("drop", "add") and not expect:
            raise _NotApplied("expect is empty", f"write the quantity to {column} into `expect`")
        start, end = (self._offset(row, c) for c in ("start", "end"))
        quantity = row["quantity"] or (expect if column in ("drop", "add") else "")
        if (start is None or end is None) and not (quantity and row["sentence"]):
            raise _NotApplied("names no place", "fill start and end, or quantity and sentence (a piece of it)")
        places = self._places(quantity) if column == "add" else [self._place(r) for r in self.activities]
        if column == "add" and start is not None and end is not None:
            low, high = self.span
            places = [(start, end, self.text[start:end])] if low <= start < end <= high else []

        def fitting(places: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
            return [
                (a, b)
                for a, b, written in places
                if start in (None, a)
                and end in (None, b)
                and (not quantity or _squeeze(quantity) == _squeeze(written))
                and _squeeze(row["sentence"]) in _squeeze(self._sentence(a, b))
            ]

        fits = fitting(places)
        if not fits and column != "add" and (gone := fitting(self.dropped)):
            by = next(number for (a, b, _), number in self.dropped.items() if (a, b) == gone[0])
            raise _NotApplied(f"row {by} dropped this record", "delete one of the two rows")
        if len(fits) != 1:
            what = "places fit" if fits else f"{'quantity' if column == 'add' else 'record'} fits: {_CHANGED}"
            raise _NotApplied(f"{len(fits) or 'no'} {what}", "give start and end" if fits else _ANEW)
        entry["start"], entry["end"] = fits[0]
        (self._add if column == "add" else self._change)(row, entry)

    def _change(self, row: dict, entry: dict) -> None:
        column, place = row["column"], (entry["start"], entry["end"])
        (at,) = [i for i, r in enumerate(self.activities) if self._place(r)[:2] == place]
        record = self.activities[at]
        held = entry["from"] = record["quantity"] if column == "drop" else _shown(column, record[column])
        wanted = row["expect"] if column == "drop" else _shown(column, row["expect"])
        if _squeeze(held) != _squeeze(wanted):
            done = column != "drop" and held == _shown(column, row["value"])
            todo = "the tables say what you want by now; delete the row" if done else _ANEW
            raise _NotApplied(f"{column}: {held!r} stands there, not {row['expect']!r}: {_CHANGED}", todo)
        if column == "drop":
            entry["to"] = ""
            del self.activities[at]
            self.dropped[self._place(record)] = entry["row"]
            self.before.pop(place, None)
            self.changes.pop(place, None)
            refusal = {c: record[c] for c in ("report", "source", "start", "end", "quantity")}
            self.refusals.append(refusal | {"reason": "corrected"})
            return
        value = _typed(column, row["value"])
        entry["to"] = _shown(column, value)
        self.before.setdefault(place, record)
        self.changes.setdefault(place, []).append((entry, column, value))
        self.activities[at] = _corrected(record, column, value)

    def _add(self, row: dict, entry: dict) -> None:
        start, end = entry["start"], entry["end"]
        if _squeeze(self.text[start:end]) != _squeeze(row["expect"]):
            raise _NotApplied(f"{self.text[start:end]!r} stands there, not {row['expect']!r}: {_CHANGED}", _ANEW)
        if any(r["start"] < end and start < r["end"] for r in self.activities):
            raise _NotApplied("a record stands there already", "correct its columns, or drop it first")
        cells: dict[str, str] = {}
        for part in filter(str.strip, re.split("[;；]", row["value"])):
            name, equals, cell = (p.strip() for p in part.partition("="))
            if name not in EDITABLE or not equals or name in cells:
                raise _NotApplied(f"{part!r} in value is no field", f"write value=12;unit=次 …: {', '.join(EDITABLE)}")
            cells[name] = cell
        if not cells.get("value"):
            raise _NotApplied("the added record has no value", "write value=12;unit=次 … into `value`")
        number = next((p["paragraph"] for p in self.paragraphs if p["start"] <= start and end <= p["end"]), None)
        record = {"report": self.report, "paragraph": number, "source": self.source, "start": start, "end": end}
        record |= {"quantity": " ".join(self.text[start:end].split())} | DEFAULTS | {"decided_by": "hand"}
        record |= {name: _typed(name, cell) for name, cell in cells.items()}
        if _half_range(record):
            raise _NotApplied(_HALF, _BOTH)
        self.activities.append(record)
        self.dropped.pop(self._place(record), None)
        self.refusals = [r for r in self.refusals if r["end"] <= start or end <= r["start"]]

    def undo_half_ranges(self) -> None:
        """Reject the rows that leave bound and value_high of a record in disagreement: as few, as late as can be."""
        for i, record in enumerate(self.activities):
            place = self._place(record)[:2]
            if place not in self.before or not _half_range(record):
                continue
            rows = [change for change in self.changes[place] if change[1] in ("value", "value_high", "bound")]
            choices = (left for n in (1, 2, len(rows)) for left in combinations(reversed(rows), n))
            for left in choices:
                whole = self._without(place, left)
                if whole is not None and not _half_range(whole):
                    self.activities[i] = whole
                    for entry, *_ in left:
                        _reject(entry, _HALF, _BOTH)
                    break

    def _without(self, place: tuple, left: Iterable[tuple]) -> dict | None:
        """A record with its changes but some; None where a change that stays would not find what it expects."""
        record, left = self.before[place], {id(change) for change in left}
        for change in self.changes[place]:
            if id(change) in left:
                continue
            entry, column, value = change
            if _shown(column, record[column]) != entry["from"]:
                return None
            record = _corrected(record, column, value)
        return record

    @staticmethod
    def _offset(row: dict, column: str) -> int | None:
        cell = row[column]
        if cell and not re.fullmatch(r"\d+(?:\.0+)?", cell):
            raise _NotApplied(f"{column} {cell} is no whole number", "correct it, or fill quantity and sentence")
        return int(cell.partition(".")[0]) if cell else None

    @staticmethod
    def _place(record: dict) -> tuple[int, int, str]:
        return int(record["start"]), int(record["end"]), record["quantity"]

    def _places(self, quantity: str) -> list[tuple[int, int, str]]:
        """Where a quantity stands in the report, not as the end of a longer number."""
        written = re.compile(rf"(?<!{_NUMERAL})" + r"\s*".join(map(re.escape, _squeeze(quantity))))
        return [(*m.span(), m[0]) for m in written.finditer(self.text, *self.span)]

    def _sentence(self, start: int, end: int) -> str:
        """The sentence around a place, within its paragraph, or within its line where it is in none."""
        low, high = self.text.rfind("\n", 0, start) + 1, end + len(self.text[end:].partition("\n")[0])
        for p in self.paragraphs:
            if p["start"] <= start and end <= p["end"]:
                low, high = p["start"], p["end"]
        low = max([low, *(m.end() for m in _STOP.finditer(self.text, low, start))])
        return self.text[low : next((m.end() for m in _STOP.finditer(self.text, end, high)), high)]


def _corrected(record: dict, column: str, value) -> dict:
    """A record with one cell anew; a category that a person gave is decided by hand."""
    return record | {column: value} | ({"decided_by": "hand"} if column == "category" else {})


def _half_range(record: Mapping) -> bool:
    high = record["value_high"]
    return (record["bound"] == "range") == math.isnan(high) or high < record["value"]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _shown(column: str, value) -> str:
    """A cell as text, the same for what means the same."""
    if column in ("value", "value_high"):
        if isinstance(value, str) and not _NUMBER.fullmatch(value):
            return value
        return "" if math.isnan(float(value)) else f"{float(value):.15g}"
    return str(value).capitalize() if column == "repeat" else " ".join(str(value).split())


def _typed(column: str, cell: str):
    """A cell as the contract wants it; raises _NotApplied."""
    if column in ("value", "value_high"):
        if column == "value_high" and not cell:
            return math.nan
        if not _NUMBER.fullmatch(cell) or math.isinf(float(cell)):
            raise _NotApplied(f"{column} {cell!r} is no number of 0 or more", "write it in plain digits: 120")
        return float(cell)
    if column == "repeat":
        if cell.capitalize() not in ("True", "False"):
            raise _NotApplied(f"repeat {cell!r} is neither True nor False", "write True or False")
        return cell.capitalize() == "True"
    if column == "category" and cell not in CATEGORIES and not NEW_CATEGORY.fullmatch(cell):
        raise _NotApplied(f"category {cell!r} is unknown", f"use one of {', '.join(CATEGORIES)}, or x_ and letters")
    if column in _CODES and cell not in _CODES[column]:
        raise _NotApplied(f"{column} {cell!r} is unknown", f"use one of {', '.join(_CODES[column])}")
    return cell
