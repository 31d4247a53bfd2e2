"""A `reports.csv` to begin with: what was found in the texts, for a person to correct."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from ..corpus import UnreadableError, reports_of, scan, suggest_rows
from ..corpus.folder.reports_csv import COLUMNS, read_rows
from ..corpus.places import name_cities


def suggested(folder: str | Path, texts: str | Path | None = None) -> pd.DataFrame:
    """Rows for reports.csv: one a report found, then those of an existing reports.csv that no text was found for.

    folder, texts: as for corpus.scan. Columns: corpus.folder.reports_csv.COLUMNS, then the researcher's own.
    """
    folder = Path(folder)
    documents, _ = scan(folder, texts)
    found = []
    for i in range(len(documents)):
        try:
            found += [replace(report, segments=()) for report in reports_of(documents[i])]
        except UnreadableError:
            continue  # gone since it was listed; scan names it among the problems next time
    sheet = read_rows(folder)
    table = suggest_rows(found)
    table["city"] = [row["city"] for row in name_cities(table[["report", "city"]].to_dict("records"), sheet)]
    own = list(dict.fromkeys(c for report in found for c in report.meta if c not in COLUMNS))
    table = table.assign(**{c: [report.meta.get(c, "") for report in found] for c in own})
    ids = set(table["report"])
    left = pd.DataFrame([row for row in sheet if row["report"] not in ids]).drop(columns="row", errors="ignore")
    if len(left) == 0:
        return table
    left = left.astype({c: "Int64" for c in ("start", "end", "year")})
    return pd.concat([table, left], ignore_index=True) if len(table) else left


def write_suggested(table: pd.DataFrame, file: Path) -> None:
    """Write rows of reports.csv as a spreadsheet opens them (UTF-8 with byte order mark). Never overwrites.

    Raises FileExistsError.
    """
    with file.open("x", encoding="utf-8-sig", newline="") as out:
        table.to_csv(out, index=False, lineterminator="\n")
