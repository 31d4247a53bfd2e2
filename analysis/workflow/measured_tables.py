"""Tables that were measured before, as a corpus: what reports.csv says now, and whether they are what was measured."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from .. import tables
from ..corpus.folder.problems import Problem, with_problems
from ..corpus.folder.reports_csv import FILE as REPORTS
from ..corpus.folder.reports_csv import read_rows
from ..corpus.places import two_names
from ..tables.corpus_tables import Corpus
from .corrections import FILE, corrections_table, problems_of, read_corrections

ELSEWHERE = "measure again with the texts, or take the tables from where they came"
_MEASURED = ("source", "start", "end", "sha256")  # facts about the text that was measured, not about the report


def measured_tables(
    folder: Path, at: Path, manifest: dict, problems: pd.DataFrame, files: dict[str, Path], again: str
) -> Corpus:
    """The tables in `at` as a corpus, with what is wrong with them.

    problems: of the texts. files: source -> text; without them reports.csv describes the reports anew. again: what to
    do to have the tables anew. Raises ValueError as tables.read does.
    """
    found = tables.read(at)
    more: list[Problem] = []
    if at != folder and (folder / REPORTS).is_file() and not files:
        found["reports"], more = _described(found["reports"], read_rows(folder))
    edited = tables.changed(at, manifest)
    more += told_edited(at, manifest, edited, again)
    if edited:
        manifest = manifest | {"edited": edited}  # so that a copy of them says so, too
    _, wrong, digest = read_corrections(folder)
    if at != folder and digest != manifest.get(FILE):
        what = "changed or removed since the tables were measured, which hold what it said then"
        wrong = [(FILE, None, "", what, "measure the tables again with the texts")]
    named = found["reports"].dropna(subset=["city"])
    cities = dict(zip(named["city"], named["report"], strict=True))
    more += wrong + problems_of(manifest.get("corrections") or []) + two_names(cities)
    origin = f"read from {at.name}/" + ("" if files else "; the texts are not here")
    return corpus_of(folder, found, manifest, with_problems(problems, more), files, origin)


def corpus_of(
    folder: Path,
    found: Mapping[str, pd.DataFrame],
    manifest: dict,
    problems: pd.DataFrame,
    files: dict[str, Path],
    origin: str,
) -> Corpus:
    """Tables, their manifest and the rest as a corpus."""
    told = corrections_table(manifest.get("corrections") or [])
    return Corpus(
        folder.absolute(), **found, manifest=manifest, corrections=told, problems=problems, origin=origin, files=files
    )


def told_edited(at: Path, manifest: dict, edited: list[str], again: str) -> list[Problem]:
    """Tables that are used though they are not what was measured, as problems.

    edited: as `tables.changed` gives it. again: what to do about it.
    """
    if "tables" not in manifest:
        what = "holds no digests of the tables: whether one was changed since cannot be told"
        return [(f"{at.name}/{tables.MANIFEST}", None, "", what, again)]
    what = "changed after it was measured, by hand or by a program that saved it again (line ends and byte order mark "
    what += "count); it is used as it is"
    return [(f"{at.name}/{file}", None, "", what, again) for file in edited]


def measure_again(folder: Path, at: Path, texts: str | Path | None = None) -> str:
    """What to do to have the tables `at` of a folder anew. texts: their folder, where it is another one."""
    where = ["--texts", str(texts)] if texts else []
    return "to measure anew: python -m analysis tabulate " + shlex.join([str(folder), *where, "--out", str(at)])


def _described(reports: pd.DataFrame, sheet: list[dict]) -> tuple[pd.DataFrame, list[Problem]]:
    """Measured reports with what reports.csv says about them now, and where it speaks of other texts."""
    rows = {row["report"]: row for row in sheet}
    bad: list[Problem] = []
    out = []
    for old in reports.astype(object).where(reports.notna(), None).to_dict("records"):
        row = rows.pop(old["report"], {})
        if row.get("sha256") and old["sha256"] and row["sha256"].lower() != old["sha256"]:
            what = "sha256 is not that of the text the tables were measured on"
            bad.append((REPORTS, row["row"], old["report"], what, "correct it, or measure the tables again"))
        told = {c: v for c, v in row.items() if c not in ("row", *_MEASURED) and v not in ("", None)}
        out.append(old | told)
    for row in rows.values():
        todo = "delete the row, or measure the tables again with its text"
        bad.append((REPORTS, row["row"], row["report"], "no such report in tables/", todo))
    return tables.frame("reports", out), bad
