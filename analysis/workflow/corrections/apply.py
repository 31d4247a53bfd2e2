"""Corrections applied to the tables, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from ...codes import INCLUDED
from ...tables import frame
from .log import Entry, NotApplied, entry_of, reject
from .passage import ANEW, CHANGED, Passage, Place, place_meant
from .values import DEFAULTS, EDITABLE, Record, alike, corrected, half_range, shown, typed, typed_fields

_TOUCHED = ("paragraphs", "activities", "refusals")
_HALF = "bound `range` must stand with a value_high of value or more, and only there"
_BOTH = "correct bound and value_high of this record, one row each"
Change = tuple[Entry, str, Any]  # of a record: entry, column, value


def apply(
    found: Mapping[str, pd.DataFrame], rows: list[dict[str, Any]], text: Callable[[str], str]
) -> tuple[pd.DataFrame, pd.DataFrame, list[Entry]]:
    """Activities and refusals with the corrections, and a dict (keys: LOG) for each row that says what became of it.

    found: the tables reports, paragraphs, activities and refusals. rows: from read_corrections, applied in order.
    text: gives the decoded text of a source. A row that cannot be applied changes nothing.
    """
    reports = found["reports"].set_index("report")
    parts = {name: found[name][found[name]["report"].isin([r["report"] for r in rows])] for name in _TOUCHED}
    pages: dict[str, _Page] = {}
    log = []
    for row in rows:
        report, entry = row["report"], entry_of(row)
        log.append(entry)
        try:
            if report not in reports.index or reports.loc[report, "status"] != INCLUDED:
                raise NotApplied(f"no report {report!r} was measured", "correct `report`, or delete the row")
            if report not in pages:
                own = {name: part[part["report"] == report].to_dict("records") for name, part in parts.items()}
                pages[report] = _Page(reports.loc[report], text, **own)
            pages[report].correct(row, entry)
        except NotApplied as error:
            reject(entry, *error.args)
    for page in pages.values():
        page.undo_half_ranges()
    out = []
    for name in ("activities", "refusals"):
        kept = found[name][~found[name]["report"].isin(pages)]
        new = [record for page in pages.values() for record in getattr(page, name)]
        out.append(pd.concat([kept, frame(name, new)], ignore_index=True) if pages else found[name])
    return out[0], out[1], log


class _Page:
    """The records of one report while they are corrected."""

    def __init__(
        self,
        about: pd.Series,
        text: Callable[[str], str],
        paragraphs: list[Record],
        activities: list[Record],
        refusals: list[Record],
    ):
        self.report, self.source = about.name, about["source"]
        self.passage = Passage(text(self.source), int(about["start"]), int(about["end"]), paragraphs)
        self.activities, self.refusals = activities, refusals
        self.before: dict[tuple[int, int], Record] = {}
        self.changes: dict[tuple[int, int], list[Change]] = {}
        self.dropped: dict[Place, int] = {}  # where a record was: the row that dropped it

    def correct(self, row: dict[str, Any], entry: Entry) -> None:
        """Apply one row; raises NotApplied."""
        column = row["column"]
        if column not in (*EDITABLE, "drop", "add"):
            raise NotApplied(f"no column {column!r} to correct", f"use one of {', '.join(EDITABLE)}, drop, add")
        if column in ("drop", "add") and not row["expect"]:
            raise NotApplied("expect is empty", f"write the quantity to {column} into `expect`")
        place = place_meant(row, self.passage, map(_place, self.activities), self.dropped)
        entry["start"], entry["end"] = place
        if column == "add":
            self._add(row, *place)
            return
        at = next(i for i, record in enumerate(self.activities) if _place(record)[:2] == place)
        (self._drop if column == "drop" else self._change)(row, entry, at)

    def _change(self, row: dict[str, Any], entry: Entry, at: int) -> None:
        column, record = row["column"], self.activities[at]
        held = entry["from"] = shown(column, record[column])
        if not alike(held, shown(column, row["expect"])):
            done = "the tables say what you want by now; delete the row"
            raise _not_expected(column, held, row, done if held == shown(column, row["value"]) else ANEW)
        value = typed(column, row["value"])
        entry["to"] = shown(column, value)
        place = _place(record)[:2]
        self.before.setdefault(place, record)
        self.changes.setdefault(place, []).append((entry, column, value))
        self.activities[at] = corrected(record, column, value)

    def _drop(self, row: dict[str, Any], entry: Entry, at: int) -> None:
        record = self.activities[at]
        held = entry["from"] = record["quantity"]
        if not alike(held, row["expect"]):
            raise _not_expected("drop", held, row, ANEW)
        entry["to"] = ""
        del self.activities[at]
        place = _place(record)
        self.dropped[place] = entry["row"]
        self.before.pop(place[:2], None)
        self.changes.pop(place[:2], None)
        refusal = {c: record[c] for c in ("report", "source", "start", "end", "quantity")}
        self.refusals.append(refusal | {"reason": "corrected"})

    def _add(self, row: dict[str, Any], start: int, end: int) -> None:
        written = self.passage.text[start:end]
        if not alike(written, row["expect"]):
            raise NotApplied(f"{written!r} stands there, not {row['expect']!r}: {CHANGED}", ANEW)
        if any(r["start"] < end and start < r["end"] for r in self.activities):
            raise NotApplied("a record stands there already", "correct its columns, or drop it first")
        held = self.passage.paragraph(start, end)
        record = {"report": self.report, "paragraph": held and held["paragraph"], "source": self.source}
        record |= {"start": start, "end": end, "quantity": " ".join(written.split()), "decided_by": "hand"}
        record |= DEFAULTS | typed_fields(row["value"])
        if half_range(record):
            raise NotApplied(_HALF, _BOTH)
        self.activities.append(record)
        self.dropped.pop(_place(record), None)
        self.refusals = [r for r in self.refusals if r["end"] <= start or end <= r["start"]]

    def undo_half_ranges(self) -> None:
        """Reject the rows that leave bound and value_high of a record in disagreement: as few, as late as can be."""
        for i, record in enumerate(self.activities):
            place = _place(record)[:2]
            if place not in self.before or not half_range(record):
                continue
            rows = [change for change in self.changes[place] if change[1] in ("value", "value_high", "bound")]
            choices = (left for n in (1, 2, len(rows)) for left in combinations(reversed(rows), n))
            for left in choices:
                whole = self._without(place, left)
                if whole is not None and not half_range(whole):
                    self.activities[i] = whole
                    for entry, *_ in left:
                        reject(entry, _HALF, _BOTH)
                    break

    def _without(self, place: tuple[int, int], left: Iterable[Change]) -> Record | None:
        """A record with its changes but some; None where a change that stays would not find what it expects."""
        record, without = self.before[place], {id(change) for change in left}
        for change in self.changes[place]:
            if id(change) in without:
                continue
            entry, column, value = change
            if shown(column, record[column]) != entry["from"]:
                return None
            record = corrected(record, column, value)
        return record


def _place(record: Record) -> Place:
    return int(record["start"]), int(record["end"]), record["quantity"]


def _not_expected(column: str, held: str, row: Mapping[str, Any], todo: str) -> NotApplied:
    return NotApplied(f"{column}: {held!r} stands there, not {row['expect']!r}: {CHANGED}", todo)
