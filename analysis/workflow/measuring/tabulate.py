"""Texts -> tables: every measurement of a corpus folder, one report at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from ... import slogans, tables
from ...corpus import Report, scan
from ...corpus.folder.problems import with_problems
from ...corpus.folder.reports_csv import read_rows
from ...corpus.folder.scan import texts_of
from ...corpus.places import name_cities, two_names
from ...lexicons import Lexicons, load_lexicons
from ..corrections import FILE, apply, problems_of, read_corrections
from .gather import Gathered, in_order
from .manifest import manifest_of
from .workers import measure_all

PHRASES = {"min_reports": 2, "min_chars": 4, "max_chars": 40}


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
    found = Gathered()
    for one in tqdm(results, total=len(documents), unit="file", disable=None if progress else True):
        found.add(one)
    problems = with_problems(problems, found.problems)
    sheet = read_rows(folder)
    summaries = name_cities(in_order(found.summaries, sheet, problems), sheet)
    problems = with_problems(problems, two_names({row["city"]: row["report"] for row in summaries if row.get("city")}))
    reports = _of_cities(found.reports, summaries)
    out = {"reports": tables.frame("reports", summaries)} | found.joined()
    out["phrases"] = _phrases(reports, lexicons)
    out["paragraphs"] = _with_formulaic(out["paragraphs"], reports, out["phrases"])
    rows, more, digest = read_corrections(folder)
    out["activities"], out["refusals"], log = apply(out, rows, texts_of(documents))
    problems = with_problems(problems, more + problems_of(log))
    tables.check_all(out)
    parameters = {"phrases": PHRASES, "slogans": {"nested": False}}
    manifest = manifest_of(folder, lexicons, found.sources, parameters, out)
    return tables.ordered(out), manifest | {FILE: digest, "corrections": log}, problems


def _of_cities(reports: list[Report], summaries: list[dict]) -> list[Report]:
    """The reports in the order of `reports`, with the city that it gives."""
    place = {row["report"]: i for i, row in enumerate(summaries)}
    named = (replace(r, meta={"city": summaries[place[r.report]].get("city")}) for r in reports)
    return sorted(named, key=lambda r: place[r.report])


def _phrases(reports: list[Report], lexicons: Lexicons) -> pd.DataFrame:
    rows: list[dict] = []
    if reports:
        rows += slogans.recurring_phrases(reports, lexicons.slogans, lexicons=lexicons, **PHRASES).to_dict("records")
    return tables.frame("phrases", rows)


def _with_formulaic(paragraphs: pd.DataFrame, reports: list[Report], phrases: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs with n_formulaic; missing where there are too few reports for a phrase to recur."""
    if len(reports) < PHRASES["min_reports"]:
        return paragraphs
    counts = {(report, number): n for report, number, n in slogans.formulaic(reports, phrases["phrase"])}
    found = [counts[key] for key in zip(paragraphs["report"], paragraphs["paragraph"], strict=True)]
    return paragraphs.assign(n_formulaic=pd.Series(found, index=paragraphs.index, dtype="Int64"))
