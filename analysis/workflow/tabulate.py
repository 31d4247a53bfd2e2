"""Texts -> tables: every measurement of a corpus folder, one report at a time; and what there is to say of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from .. import slogans, tables
from ..codes import INCLUDED
from ..corpus import Report, scan
from ..corpus.copies import COPY
from ..corpus.folder import reports_csv
from ..corpus.folder.problems import with_problems
from ..corpus.folder.scan import texts_of
from ..corpus.places import name_cities, two_names
from ..lexicons import Lexicons, load_lexicons
from .corrections import apply, problems_of
from .corrections_csv import read_corrections
from .manifest import manifest_of
from .measure import PER_REPORT, Measured, measure_all

_BATCH = 100  # documents whose rows are kept as dicts, which take ten times the memory of a table
_MEASURED = ("start", "end", "n_chars", "n_paragraphs", "n_tokens")
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
    bar = tqdm(results, total=len(documents), unit="file", disable=None if progress else True)
    measured, found = _gathered(iter(bar))
    sources = {one.source: {"sha256": one.sha256, "encoding": one.encoding} for one in measured if one.sha256}
    problems = with_problems(problems, [problem for one in measured for problem in one.problems])
    sheet = reports_csv.read_rows(folder)
    summaries = _in_order([row for one in measured for row in one.rows["reports"]], sheet, problems)
    summaries = name_cities(summaries, sheet)
    problems = with_problems(problems, two_names({row["city"]: row["report"] for row in summaries if row.get("city")}))
    reports = _of_cities([report for one in measured for report in one.reports], summaries)
    out = {"reports": tables.frame("reports", summaries)} | found
    phrases: list[dict] = []
    if reports:
        phrases = slogans.recurring_phrases(reports, lexicons.slogans, lexicons=lexicons, **_PHRASES).to_dict("records")
    out["phrases"] = tables.frame("phrases", phrases)
    out["paragraphs"] = _with_formulaic(out["paragraphs"], reports, out["phrases"])
    rows, more = read_corrections(folder)
    out["activities"], out["refusals"], log = apply(out, rows, texts_of(documents))
    problems = with_problems(problems, more + problems_of(log))
    tables.check_all(out)
    manifest = manifest_of(folder, lexicons, sources, {"phrases": _PHRASES, "slogans": {"nested": False}}, out)
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


def _gathered(results: Iterator[Measured]) -> tuple[list[Measured], dict[str, pd.DataFrame]]:
    """Measured documents, their rows but those of `reports` taken out, and these as the tables of PER_REPORT."""
    measured: list[Measured] = []
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in PER_REPORT}
    while batch := _sound(list(islice(results, _BATCH))):
        for name, part in parts.items():
            part.append(tables.frame(name, [row for one in batch for row in one.rows.get(name, [])]))
        measured += [replace(one, rows={"reports": one.rows.get("reports", [])}) for one in batch]
    return measured, {n: pd.concat(p, ignore_index=True) if p else tables.frame(n, []) for n, p in parts.items()}


def _sound(batch: list[Measured]) -> list[Measured]:
    """Measured documents; of those whose rows break the contract of a table, each report that does is left out."""
    if _fault([row for one in batch for row in one.rows.get("reports", [])], batch) == "":
        return batch
    return [one if _fault(one.rows.get("reports", []), [one]) == "" else _without_faults(one) for one in batch]


def _fault(summaries: list[dict], measured: list[Measured]) -> str:
    """What breaks the contract in the tables of some documents, "" where nothing does."""
    try:
        found = {n: tables.frame(n, [row for one in measured for row in one.rows.get(n, [])]) for n in PER_REPORT}
        tables.check_all(
            {"reports": tables.frame("reports", summaries)} | found | {"phrases": tables.frame("phrases", [])}
        )
    except (ValueError, TypeError, OverflowError) as error:
        return str(error)
    return ""


def _without_faults(one: Measured) -> Measured:
    """A document with the rows of those of its reports that keep the contract; the others are problems."""
    rows: dict[str, list[dict]] = {name: [] for name in one.rows}
    problems, kept = list(one.problems), []
    for summary in one.rows["reports"]:
        report = summary["report"]
        own = {name: [row for row in more if row["report"] == report] for name, more in one.rows.items()}
        if fault := _fault([summary], [replace(one, rows=own)]):
            status = f"could not be measured: {fault}"
            problems.append((one.source, None, report, status, "please report this, with the file"))
            known = {c: v for c, v in summary.items() if c not in _MEASURED}
            own = {"reports": [known | {"status": status}]}
        else:
            kept.append(report)
        for name, more in own.items():
            rows[name] += more
    reports = tuple(report for report in one.reports if report.report in kept)
    return replace(one, rows=rows, reports=reports, problems=tuple(problems))


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


def summary(found: Mapping[str, pd.DataFrame], manifest: dict, problems: pd.DataFrame) -> str:
    """One page on a measured corpus: how much was measured."""
    reports, counts, slogans = found["reports"], found["activities"], found["slogans"]
    read = reports[reports["status"] == INCLUDED]
    left = len(reports) - len(read)
    done = counts[(counts["status"] == "done") & ~counts["repeat"]]
    log = manifest["corrections"]
    fixed = sum(entry["applied"] for entry in log)
    copies = reports.loc[reports["status"].str.startswith(COPY), "report"].tolist()
    rows = [
        ("files", f"{len(manifest['sources']):,}"),
        ("reports", f"{len(read):,}" + (f" (and {left} left out)" if left else "") + _of(read["genre"])),
        ("paragraphs", f"{len(found['paragraphs']):,} with {read['n_chars'].sum():,} Han characters"),
        ("words", f"{read['n_tokens'].sum():,}, {found['terms']['term'].nunique():,} different"),
        ("activity counts", f"{len(counts):,}, {len(done):,} of them done and not repeats" + _of(done["category"])),
        ("refused numbers", f"{len(found['refusals']):,}" + _of(found["refusals"]["reason"])),
        ("slogans", f"{len(slogans):,} occurrences of {slogans['slogan'].nunique():,}"),
        ("recurring phrases", f"{len(found['phrases']):,}"),
        *([("corrections", f"{fixed:,} applied, {len(log) - fixed:,} not")] if log else []),
        *([("copies", f"{len(copies):,}, not counted: {', '.join(copies[:5])}")] if copies else []),
        ("problems", f"{len(problems):,}"),
    ]
    return "\n".join(f"{name + ':':<19}{value}" for name, value in rows)


def _of(column: pd.Series) -> str:
    """The values with how often each stands there, the most frequent first."""
    counts = column.fillna("unknown").value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return ": " + ", ".join(f"{name} {n:,}" for name, n in counts.items()) if len(counts) else ""
