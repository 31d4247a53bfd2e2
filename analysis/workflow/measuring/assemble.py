"""The tables of a corpus piece by piece, from its measured documents, with forty reports in memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress, islice
from pathlib import Path
from typing import overload

import pandas as pd
from tqdm import tqdm

from ... import slogans, tables
from ...codes import INCLUDED
from ...corpus import Documents, Report
from ...corpus.folder import reports_csv
from ...corpus.folder.problems import Problem, with_problems
from ...corpus.folder.scan import texts_of
from ...corpus.places import name_cities, two_names
from ...lexicons import Lexicons
from ..corrections import Entry, apply, problems_of
from ..corrections_csv import read_corrections
from .measure import FAILED, PER_REPORT
from .store import Store

PHRASES = {"min_reports": 2, "min_chars": 4, "max_chars": 40}
_AT_ONCE = 40  # reports whose rows are in memory: enough that checking them costs little
_MEASURED = ("start", "end", "n_chars", "n_paragraphs", "n_tokens")
_BROKEN = (ValueError, TypeError, OverflowError)  # what a row raises that is not as its table wants it
Piece = tuple[str, pd.DataFrame | None]  # name of a table, some of its rows; None: it has them all


class Assembly:
    """The tables assembled from the documents in a store.

    Consume `pieces` first: `problems` and the log of corrections are complete only after the last one.
    """

    def __init__(
        self,
        folder: Path,
        documents: Documents,
        keys: Sequence[str],
        store: Store,
        lexicons: Lexicons,
        problems: pd.DataFrame,
    ):
        self.problems = problems
        self.sources: dict[str, dict] = {}
        self.log: list[Entry] = []
        self.unmeasured: set[str] = set()  # keys of documents with a report that failed; they are tried again
        self._store, self._lexicons, self._text = store, lexicons, texts_of(documents)
        self._key: dict[str, str] = {}  # report → its part
        self._rows, self._wrong = read_corrections(folder)
        self._gather(keys, reports_csv.read_rows(folder))

    def _gather(self, keys: Sequence[str], sheet: list[dict]) -> None:
        """What the parts say of their reports, in the order of the sheet."""
        rows: list[dict] = []
        told: list[Problem] = []
        for key in keys:
            part = self._store.about(key)
            if part is None:
                raise OSError(0, "lost what was measured of a text; run again", str(self._store.folder))
            if part.sha256:
                self.sources[part.source] = {"sha256": part.sha256, "encoding": part.encoding}
            told += part.problems
            rows += part.rows["reports"]
            self._key |= {row["report"]: key for row in part.rows["reports"]}
            if any(what.startswith(FAILED) for *_, what, _ in part.problems):
                self.unmeasured.add(key)
        self.problems = with_problems(self.problems, told)
        self.summaries = name_cities(_in_order(rows, sheet, self.problems), sheet)
        cities = {row["city"]: row["report"] for row in self.summaries if row.get("city")}
        self.problems = with_problems(self.problems, two_names(cities))

    def pieces(self, progress: bool = False) -> Iterator[Piece]:
        """Every row of every table, checked, in the order of writing."""
        for some in _batches(len(self.summaries), "tables", progress):
            yield from self._of_reports(some)
        yield from ((name, None) for name in PER_REPORT if name != "paragraphs")
        strange = [row for row in self._rows if row["report"] not in {told["report"] for told in self.summaries}]
        self.log += apply(self._frames([], {}), strange, self._text)[2]
        self.log.sort(key=lambda entry: entry["row"])
        self.problems = with_problems(self.problems, self._wrong + problems_of(self.log))
        included = [row for row in self.summaries if row["status"] == INCLUDED]
        told = [(row["report"], self._key[row["report"]], row.get("city")) for row in included]
        reports = StoredReports(self._store, told)
        phrases, within = slogans.recurring(reports, self._lexicons.slogans, lexicons=self._lexicons, **PHRASES)
        told_of = map(int, within) if len(reports) >= PHRASES["min_reports"] else None
        for some in _batches(len(included), "recurring phrases", progress):
            yield "paragraphs", self._paragraphs(included[some], told_of)
        for found in phrases.tables():
            yield "phrases", _checked("phrases", tables.frame_of("phrases", {str(c): found[c].tolist() for c in found}))
        yield "reports", _checked("reports", tables.frame("reports", self.summaries))

    def _of_reports(self, some: slice) -> Iterator[tuple[str, pd.DataFrame]]:
        """The rows of some reports but their paragraphs, with the corrections."""
        found = self._sound(some)
        own = {row["report"] for row in self.summaries[some]}
        if rows := [row for row in self._rows if row["report"] in own]:
            found["activities"], found["refusals"], log = apply(found, rows, self._text)
            self.log += log
            tables.check_all(found)
        for name, piece in tables.ordered(found).items():
            if name in PER_REPORT and name != "paragraphs":
                yield name, piece

    def _sound(self, some: slice) -> dict[str, pd.DataFrame]:
        """The tables of some reports; a report that breaks the contract of one is left out and becomes a problem."""
        try:
            return self._checked(self.summaries[some])
        except _BROKEN:
            told: list[Problem] = []
        for i, row in zip(range(*some.indices(len(self.summaries))), self.summaries[some], strict=True):
            try:
                self._checked([row])
            except _BROKEN as error:
                status = f"{FAILED}: {error}"
                told.append((row["source"], None, row["report"], status, "please report this, with the file"))
                self.summaries[i] = {c: v for c, v in row.items() if c not in _MEASURED} | {"status": status}
        self.problems = with_problems(self.problems, told)
        return self._checked(self.summaries[some])

    def _checked(self, summaries: Sequence[Mapping]) -> dict[str, pd.DataFrame]:
        """The tables of some reports. Raises _BROKEN where a row breaks their contract."""
        found = self._frames(summaries, self._rows_of(summaries, self._store.rows))
        tables.check_all(found)
        return found

    def _rows_of(
        self, summaries: Sequence[Mapping], read: Callable[[str], dict[str, dict[str, list]]]
    ) -> dict[str, dict[str, list]]:
        """The rows of some reports by table, as columns; none of those that are not included. read: of the store."""
        wanted = {row["report"] for row in summaries if row["status"] == INCLUDED}
        out: dict[str, dict[str, list]] = {name: {} for name in PER_REPORT}
        for key in dict.fromkeys(self._key[row["report"]] for row in summaries if row["report"] in wanted):
            for name, columns in read(key).items():
                kept = [report in wanted for report in columns.get("report", [])]
                for column, values in columns.items():
                    out[name].setdefault(column, []).extend(values if all(kept) else compress(values, kept))
        return out

    def _frames(self, summaries: Sequence[Mapping], rows: Mapping[str, Mapping[str, list]]) -> dict[str, pd.DataFrame]:
        """Every table with these rows."""
        found = {name: tables.frame_of(name, rows.get(name, {})) for name in PER_REPORT}
        return {"reports": tables.frame("reports", summaries), **found, "phrases": tables.frame("phrases", [])}

    def _paragraphs(self, summaries: Sequence[Mapping], within: Iterator[int] | None) -> pd.DataFrame:
        """The paragraphs of some reports with n_formulaic; missing where there are too few reports for a phrase.

        within: of these and all later paragraphs, in the order of the texts.
        """
        found = self._frames(summaries, self._rows_of(summaries, self._store.paragraphs))
        table = tables.ordered(found)["paragraphs"]
        if within is not None:
            table = table.assign(n_formulaic=pd.Series(list(islice(within, len(table))), table.index, dtype="Int64"))
        return _checked("paragraphs", table)


def _checked(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table. Raises ValueError where a row breaks its contract."""
    tables.check(name, table)
    return table


class StoredReports(Sequence[Report]):
    """Reports in a store, reduced to what phrases need; each is read on demand."""

    def __init__(self, store: Store, told: Sequence[tuple[str, str, str | None]]):
        self._store, self._told = store, told
        self._part = lru_cache(maxsize=2)(lambda key: {report.report: report for report in store.reports(key)})

    def __len__(self) -> int:
        return len(self._told)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> "StoredReports": ...
    def __getitem__(self, index: int | slice) -> "Report | StoredReports":
        if isinstance(index, slice):
            return StoredReports(self._store, self._told[index])
        name, key, city = self._told[index]
        return replace(self._part(key)[name], meta={"city": city})


def _batches(n: int, what: str, progress: bool) -> Iterator[slice]:
    """Slices over n reports, with a bar."""
    with tqdm(total=n, unit="report", desc=what, disable=None if progress else True) as bar:
        for first in range(0, n, _AT_ONCE):
            yield slice(first, min(first + _AT_ONCE, n))
            bar.update(min(_AT_ONCE, n - first))


def _in_order(rows: list[dict], sheet: list[dict], problems: pd.DataFrame) -> list[dict]:
    """Rows of `reports` as in `sheet` (reports.csv), with those that could not be read and why, then the others."""
    by_id = {row["report"]: row for row in rows}
    why = {r.report: r.problem for r in problems[::-1].itertuples() if r.report}
    of_file = {r.file: r.problem for r in problems[::-1].itertuples()}
    out = []
    for row in sheet:
        lost = {c: v for c, v in row.items() if c not in ("row", "start", "end", "sha256")}
        source = row["source"] or row["report"]
        status = why.get(row["report"]) or of_file.get(source) or of_file.get(f"{source}.txt") or "not read"
        out.append(by_id.get(row["report"]) or lost | {"source": source, "status": status})
    asked = {row["report"] for row in sheet}
    out += [row for row in rows if row["report"] not in asked]
    known = {row["report"] for row in out}
    for problem in problems.itertuples():  # files without a row that could not be read
        if problem.report and problem.report not in known and problem.file != reports_csv.FILE:
            known.add(problem.report)
            out.append({"report": problem.report, "source": problem.file, "status": problem.problem})
    return out
