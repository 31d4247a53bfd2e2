"""Reading `corrections.csv`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ...corpus.folder.files import read_cells
from ...corpus.folder.problems import Problem

FILE = "corrections.csv"
COLUMNS = ("report", "start", "end", "quantity", "sentence", "column", "value", "expect", "reason", "who", "date")


def read_corrections(folder: str | Path) -> tuple[list[dict[str, Any]], list[Problem], str | None]:
    """The rows of corrections.csv in a folder as texts (and `row`), problems of the file itself, and its SHA-256.

    No rows and None where there is no such file.
    """
    path = Path(folder) / FILE
    problems: list[Problem] = []
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
