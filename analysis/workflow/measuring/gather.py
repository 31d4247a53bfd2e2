"""What the documents of a folder gave, put together: one table of each kind, and the reports in their order."""

from __future__ import annotations

import pandas as pd

from ... import tables
from ...corpus import Report
from ...corpus.folder.problems import Problem
from .workers import PER_REPORT, Measured

_BATCH = 200  # documents whose rows are kept as dicts, which take ten times the memory of a table


class Gathered:
    """Measured documents as they come in: rows of `reports`, reports cut down to what phrases need, and the rest."""

    def __init__(self) -> None:
        self.summaries: list[dict] = []
        self.reports: list[Report] = []
        self.sources: dict[str, dict[str, str]] = {}
        self.problems: list[Problem] = []
        self._waiting: list[dict[str, list[dict]]] = []
        self._parts: dict[str, list[pd.DataFrame]] = {name: [] for name in PER_REPORT}

    def add(self, one: Measured) -> None:
        """Take in one document."""
        self.summaries += one.rows.get("reports", [])
        self.reports += one.reports
        self.problems += one.problems
        if one.sha256:
            self.sources[one.source] = {"sha256": one.sha256, "encoding": one.encoding}
        self._waiting.append(one.rows)
        if len(self._waiting) == _BATCH:
            self._pack()

    def _pack(self) -> None:
        for name, parts in self._parts.items():
            parts.append(tables.frame(name, [row for rows in self._waiting for row in rows.get(name, [])]))
        self._waiting = []

    def joined(self) -> dict[str, pd.DataFrame]:
        """The tables of PER_REPORT, their rows in the order of the documents."""
        if self._waiting:
            self._pack()
        return {n: pd.concat(p, ignore_index=True) if p else tables.frame(n, []) for n, p in self._parts.items()}


def in_order(rows: list[dict], sheet: list[dict], problems: pd.DataFrame) -> list[dict]:
    """Rows of `reports` in the order of reports.csv, with those that could not be read and why, then the others.

    sheet: the rows of reports.csv.
    """
    by_id = {row["report"]: row for row in rows}
    asked = {row["report"] for row in sheet}
    why = {r.report: r.problem for r in problems[::-1].itertuples() if r.report}
    of_file = {r.file: r.problem for r in problems[::-1].itertuples()}
    out = []
    for row in sheet:
        lost = {c: v for c, v in row.items() if c not in ("row", "start", "end", "sha256")}
        source = row["source"] or row["report"]
        status = why.get(row["report"]) or of_file.get(source) or of_file.get(f"{source}.txt") or "not read"
        out.append(by_id.get(row["report"]) or lost | {"source": source, "status": status})
    out += [row for row in rows if row["report"] not in asked]
    known = {row["report"] for row in out}
    for problem in problems.itertuples():  # files without a row that could not be read
        if problem.report and problem.report not in known and problem.file != "reports.csv":
            known.add(problem.report)
            out.append({"report": problem.report, "source": problem.file, "status": problem.problem})
    return out
