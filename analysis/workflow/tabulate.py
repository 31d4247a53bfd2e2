"""Texts -> tables: every measurement of a corpus folder, one report at a time."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from .. import slogans, tables
from ..corpus import Report, scan
from ..corpus.folder.problems import Problem, with_problems
from ..corpus.folder.reports_csv import FILE as REPORTS
from ..corpus.folder.reports_csv import read_rows
from ..corpus.folder.scan import texts_of
from ..corpus.places import name_cities, two_names
from ..lexicons import Lexicons, load_lexicons
from .corrections import apply, problems_of, read_corrections
from .manifest import manifest_of
from .measure import PER_REPORT, Measured, measure_all

_BATCH = 200  # documents whose rows are kept as dicts, which take ten times the memory of a table
_PHRASES = {"min_reports": 2, "min_chars": 4, "max_chars": 40}


def tabulate(
    folder: str | Path,
    texts: str | Path | None = None,
    lexicons: Lexicons | None = None,
    workers: int = 1,
    progress: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict, pd.DataFrame]:
    """Measure every text of a corpus folder.

    folder, texts: as for corpus.scan. lexicons: from load_lexicons, by default the shipped ones. workers: processes.
    progress: a bar on stderr where that is a terminal. A corrections.csv in the folder is applied in the end.
    Returns the tables in their written order, checked; the manifest; and the problems (file, row, report, problem,
    what_to_do). A report that could not be read or measured is in `reports` with the reason as its status.
    """
    folder = Path(folder)
    lexicons = lexicons or load_lexicons()
    documents, problems = scan(folder, texts)
    results = measure_all(documents, lexicons, workers)
    found = _Gathered()
    for one in tqdm(results, total=len(documents), unit="file", disable=None if progress else True):
        found.add(one)
    problems = with_problems(problems, found.problems)
    sheet = read_rows(folder)
    summaries = name_cities(_in_order(found.summaries, sheet, problems), sheet)
    problems = with_problems(problems, two_names({row["city"]: row["report"] for row in summaries if row.get("city")}))
    reports = _of_cities(found.reports, summaries)
    out = {"reports": tables.frame("reports", summaries)} | found.joined()
    phrases = slogans.recurring_phrases(reports, lexicons.slogans, lexicons=lexicons, **_PHRASES) if reports else None
    out["phrases"] = tables.frame("phrases", [] if phrases is None else phrases.to_dict("records"))
    out["paragraphs"] = _with_formulaic(out["paragraphs"], reports, out["phrases"])
    rows, more = read_corrections(folder)
    out["activities"], out["refusals"], log = apply(out, rows, texts_of(documents))
    problems = with_problems(problems, more + problems_of(log))
    tables.check_all(out)
    parameters = {"phrases": _PHRASES, "slogans": {"nested": False}}
    manifest = manifest_of(folder, lexicons, found.sources, parameters, out)
    return tables.ordered(out), manifest | {"corrections": log}, problems


def _of_cities(reports: list[Report], summaries: list[dict]) -> list[Report]:
    """The reports in the order of `reports`, with the city that it gives."""
    place = {row["report"]: i for i, row in enumerate(summaries)}
    named = (replace(r, meta={"city": summaries[place[r.report]].get("city")}) for r in reports)
    return sorted(named, key=lambda r: place[r.report])


def _with_formulaic(paragraphs: pd.DataFrame, reports: list[Report], phrases: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs with n_formulaic; missing where there are too few reports for a phrase to recur."""
    if len(reports) < _PHRASES["min_reports"]:
        return paragraphs
    counts = {(report, number): n for report, number, n in slogans.formulaic(reports, phrases["phrase"])}
    found = [counts[key] for key in zip(paragraphs["report"], paragraphs["paragraph"], strict=True)]
    return paragraphs.assign(n_formulaic=pd.Series(found, index=paragraphs.index, dtype="Int64"))


class _Gathered:
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
        if self._waiting or not self._parts["terms"]:
            self._pack()
        return {name: pd.concat(parts, ignore_index=True) for name, parts in self._parts.items()}


def _in_order(rows: list[dict], sheet: list[dict], problems: pd.DataFrame) -> list[dict]:
    """Rows of `reports` in the order of reports.csv, with those that could not be read and why, then the others.

    sheet: the rows of reports.csv.
    """
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
        if problem.report and problem.report not in known and problem.file != REPORTS:
            known.add(problem.report)
            out.append({"report": problem.report, "source": problem.file, "status": problem.problem})
    return out
