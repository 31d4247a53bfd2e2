"""Corrections by hand: records of the activities table changed, dropped or added, and the outcome of each row.

A correction says what it expects to find, and is not applied if the text or the extraction has since changed.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations
from operator import itemgetter
from typing import Any

import pandas as pd

from ..codes import INCLUDED
from ..corpus.folder.problems import Problem
from ..evidence.quote import in_sentence
from ..tables import frame
from ..tables.contract import TEXT
from .corrections_csv import DEFAULTS, EDITABLE, FILE, NotApplied, Record, alike, shown, squeeze, typed, typed_fields

LOG: dict[str, Any] = {
    **{"row": "int64", "report": TEXT, "start": "Int64", "end": "Int64", "column": TEXT, "from": TEXT, "to": TEXT},
    **{"reason": TEXT, "who": TEXT, "date": TEXT, "applied": bool, "problem": TEXT, "what_to_do": TEXT},
}  # column -> type
Span = tuple[int, int]  # start, end
Place = tuple[int, int, str]  # start, end, quantity
Entry = dict[str, Any]  # what became of a correction; keys: LOG
Change = tuple[Entry, str, Any]  # of a record: entry, column, value
CHANGED = "the text or the extraction has changed"
ANEW = "look at what the tables hold now and write the correction anew, or delete the row"
_NUMERAL = r"[\d.,，〇零一二两三四五六七八九十百千万亿]"
_TOUCHED = ("paragraphs", "activities", "refusals")
_TRIED = 30  # rows of a record, the last ones
_HALF = "bound `range` must stand with a value_high of value or more, and only there"
_BOTH = "correct bound and value_high of this record, one row each"


def apply(
    found: Mapping[str, pd.DataFrame], rows: list[Record], text: Callable[[str], str]
) -> tuple[pd.DataFrame, pd.DataFrame, list[Entry]]:
    """Activities and refusals with the corrections, and for each row a dict with its outcome (keys: LOG).

    found: the tables reports, paragraphs, activities and refusals. rows: from read_corrections, applied in order.
    text: a function that gives the decoded text of a source. A row that cannot be applied changes nothing.
    """
    reports: dict[str, dict] = {row["report"]: row for row in found["reports"].to_dict("records")}
    parts = {name: found[name][found[name]["report"].isin([r["report"] for r in rows])] for name in _TOUCHED}
    pages: dict[str, _Page] = {}
    log = []
    for row in rows:
        report = row["report"]
        entry = {c: row.get(c, "") for c in LOG} | {"start": None, "end": None, "to": row["value"], "applied": True}
        log.append(entry)
        try:
            if report not in reports or reports[report]["status"] != INCLUDED:
                raise NotApplied(f"no report {report!r} was measured", "correct `report`, or delete the row")
            if report not in pages:
                own = {name: part[part["report"] == report].to_dict("records") for name, part in parts.items()}
                pages[report] = _Page(reports[report], text, own)
            pages[report].correct(row, entry)
        except NotApplied as error:
            _reject(entry, *error.args)
    for page in pages.values():
        page.undo_half_ranges()
    out = []
    for name in ("activities", "refusals"):
        kept = found[name][~found[name]["report"].isin(pages)]
        new = [record for page in pages.values() for record in getattr(page, name)]
        out.append(pd.concat([kept, frame(name, new)], ignore_index=True) if pages else found[name])
    return out[0], out[1], log


def corrections_table(log: Sequence[Mapping]) -> pd.DataFrame:
    """The outcome of each correction, as a table. Columns: LOG."""
    return pd.DataFrame({c: pd.Series([entry.get(c) for entry in log], dtype=t) for c, t in LOG.items()})


def problems_of(log: Iterable[Mapping]) -> list[Problem]:
    """The corrections that were not applied, as problems."""
    return [(FILE, e["row"], e["report"], e["problem"], e["what_to_do"]) for e in log if not e["applied"]]


def _reject(entry: Entry, problem: str, todo: str) -> None:
    entry |= {"applied": False, "problem": f"not applied: {problem}", "what_to_do": todo}


def _half_range(record: Record) -> bool:
    """Whether bound and value_high of a record disagree."""
    high = record["value_high"]
    return (record["bound"] == "range") == math.isnan(high) or high < record["value"]


def _place(record: Record) -> Place:
    return int(record["start"]), int(record["end"]), record["quantity"]


def _corrected(record: Record, column: str, value: Any) -> Record:
    """A record with another cell; who sets a category has decided it."""
    return record | {column: value} | ({"decided_by": "hand"} if column == "category" else {})


class _Page:
    """A report in its source, whose records are corrected."""

    def __init__(self, about: dict, text: Callable[[str], str], records: dict[str, list[Record]]):
        self.report, self.source = about["report"], about["source"]
        self.text, self.start, self.end = text(self.source), int(about["start"]), int(about["end"])
        self.paragraphs, found, self.refusals = (records[name] for name in _TOUCHED)
        self.paragraphs.sort(key=itemgetter("start"))
        self._records: dict[Span, Record] = {_place(record)[:2]: record for record in found}
        self._of_quantity: dict[str, list[Place]] = {}
        for record in found:
            self._of_quantity.setdefault(squeeze(record["quantity"]), []).append(_place(record))
        self.before: dict[Span, Record] = {}
        self.changes: dict[Span, list[Change]] = {}
        self.dropped: dict[Place, int] = {}  # where a record was: the row that dropped it

    @property
    def activities(self) -> list[Record]:
        """The records as they are by now."""
        return list(self._records.values())

    def correct(self, row: Record, entry: Entry) -> None:
        """Apply one row; raises NotApplied."""
        column = row["column"]
        if column not in (*EDITABLE, "drop", "add"):
            raise NotApplied(f"no column {column!r} to correct", f"use one of {', '.join(EDITABLE)}, drop, add")
        if column in ("drop", "add") and not row["expect"]:
            raise NotApplied("expect is empty", f"write the quantity to {column} into `expect`")
        place = entry["start"], entry["end"] = self._meant(row)
        if column == "add":
            self._add(row, *place)
            return
        record, dropping = self._records[place], column == "drop"
        held = entry["from"] = record["quantity"] if dropping else shown(column, record[column])
        if not alike(held, row["expect"] if dropping else shown(column, row["expect"])):
            done = not dropping and held == shown(column, row["value"])
            todo = "the tables say what you want by now; delete the row" if done else ANEW
            raise NotApplied(f"{column}: {held!r} stands there, not {row['expect']!r}: {CHANGED}", todo)
        if dropping:
            self._drop(entry, record)
        else:
            value = typed(column, row["value"])
            entry["to"] = shown(column, value)
            self.before.setdefault(place, record)
            self.changes.setdefault(place, []).append((entry, column, value))
            self._records[place] = _corrected(record, column, value)

    def _drop(self, entry: Entry, record: Record) -> None:
        entry["to"] = ""
        place = _place(record)
        del self._records[place[:2]]
        self._of_quantity[squeeze(place[2])].remove(place)
        self.dropped[place] = entry["row"]
        self.before.pop(place[:2], None)
        self.changes.pop(place[:2], None)
        refusal = {c: record[c] for c in ("report", "source", "start", "end", "quantity")}
        self.refusals.append(refusal | {"reason": "corrected"})

    def _add(self, row: Record, start: int, end: int) -> None:
        written = self.text[start:end]
        if not alike(written, row["expect"]):
            raise NotApplied(f"{written!r} stands there, not {row['expect']!r}: {CHANGED}", ANEW)
        if any(a < end and start < b for a, b in self._records):
            raise NotApplied("a record stands there already", "correct its columns, or drop it first")
        held = self._paragraph(start, end)
        record = {"report": self.report, "paragraph": held and held["paragraph"], "source": self.source}
        record |= {"start": start, "end": end, "quantity": " ".join(written.split()), "decided_by": "hand"}
        record |= DEFAULTS | typed_fields(row["value"])
        if _half_range(record):
            raise NotApplied(_HALF, _BOTH)
        self._records[start, end] = record
        self._of_quantity.setdefault(squeeze(record["quantity"]), []).append(_place(record))
        self.dropped.pop(_place(record), None)
        self.refusals = [r for r in self.refusals if r["end"] <= start or end <= r["start"]]

    def undo_half_ranges(self) -> None:
        """Reject the rows that leave bound and value_high in disagreement: one or two of the last, else all."""
        for place, record in self._records.items():
            if place not in self.before or not _half_range(record):
                continue
            rows = [change for change in self.changes[place] if change[1] in ("value", "value_high", "bound")]
            last = rows[: -_TRIED - 1 : -1]
            for left in chain(combinations(last, 1), combinations(last, 2), [rows]):
                whole = self._without(place, left)
                if whole is not None and not _half_range(whole):
                    self._records[place] = whole
                    for entry, *_ in left:
                        _reject(entry, _HALF, _BOTH)
                    break

    def _without(self, place: Span, left: Iterable[Change]) -> Record | None:
        """A record with its changes but some; None where a change that stays would not find what it expects."""
        record, without = self.before[place], {id(change) for change in left}
        for change in self.changes[place]:
            entry, column, value = change
            if id(change) not in without:
                if shown(column, record[column]) != entry["from"]:
                    return None
                record = _corrected(record, column, value)
        return record

    def _paragraph(self, start: int, end: int) -> Record | None:
        """The paragraph that holds a place; None outside body text."""
        held = bisect_right(self.paragraphs, start, key=itemgetter("start"))
        return self.paragraphs[held - 1] if held and end <= self.paragraphs[held - 1]["end"] else None

    def _sentence(self, start: int, end: int) -> str:
        """The sentence around a place, within its paragraph, or within its line where it is in none."""
        held = self._paragraph(start, end)
        before, after = in_sentence(self.text, start, end, (held["start"], held["end"]) if held else None)
        return before + self.text[start:end] + after

    def _places(self, quantity: str, start: int | None, end: int | None) -> list[Place]:
        """Where a quantity stands in the report, not as the end of a longer number; or the place that is given."""
        if start is not None and end is not None:
            return [(start, end, self.text[start:end])] if self.start <= start < end <= self.end else []
        written = re.compile(rf"(?<!{_NUMERAL})" + r"\s*".join(map(re.escape, squeeze(quantity))))
        return [(*m.span(), m[0]) for m in written.finditer(self.text, self.start, self.end)]

    def _held(self, quantity: str, start: int | None, end: int | None) -> Iterable[Place]:
        """The records that may be meant: the one at a place, or those of a quantity."""
        if start is not None and end is not None:
            return [_place(self._records[start, end])] if (start, end) in self._records else []
        return self._of_quantity.get(squeeze(quantity), [])

    def _meant(self, row: Record) -> Span:
        """Start and end of the record that a correction means or, where it adds one, of the quantity.

        Raises NotApplied where no place fits, or several do.
        """
        adding, start, end = row["column"] == "add", _offset(row, "start"), _offset(row, "end")
        quantity = row["quantity"] or (row["expect"] if row["column"] in ("drop", "add") else "")
        if (start is None or end is None) and not (quantity and row["sentence"]):
            raise NotApplied("names no place", "fill start and end, or quantity and sentence (a piece of it)")

        def fits(place: Place) -> bool:
            a, b, written = place
            named = start in (None, a) and end in (None, b) and (not quantity or alike(quantity, written))
            return named and (not row["sentence"] or squeeze(row["sentence"]) in squeeze(self._sentence(a, b)))

        found = list(filter(fits, self._places(quantity, start, end) if adding else self._held(quantity, start, end)))
        if not found and not adding and (gone := list(filter(fits, self.dropped))):
            raise NotApplied(f"row {self.dropped[gone[0]]} dropped this record", "delete one of the two rows")
        if not found:
            raise NotApplied(f"no {'quantity' if adding else 'record'} fits: {CHANGED}", ANEW)
        if len(found) > 1:
            raise NotApplied(f"{len(found)} places fit", "give start and end")
        return found[0][:2]


def _offset(row: Record, column: str) -> int | None:
    cell = row[column]
    if cell and not re.fullmatch(r"\d+(?:\.0+)?", cell):
        raise NotApplied(f"{column} {cell} is not a whole number", "correct it, or fill quantity and sentence")
    return int(cell.partition(".")[0]) if cell else None
