"""`corrections.csv`: its rows, and the cells of a record as shown, as compared, and as the contract requires."""

import math
import re
from pathlib import Path
from typing import Any

from ..codes import ACTORS, BOUNDS, CATEGORIES, NEW_CATEGORY, STATUSES
from ..corpus.folder.files import read_cells
from ..corpus.folder.problems import Problem

FILE = "corrections.csv"
COLUMNS = ("report", "start", "end", "quantity", "sentence", "column", "value", "expect", "reason", "who", "date")
SECOND_READER = "second_reader"  # a column of the list of doubtful counts, which may stay where rows of it are kept
Record = dict[str, Any]  # a row of a table
# What an added record has where `value` does not say; these are the columns that can be corrected, with `value`.
DEFAULTS: Record = {"value_high": math.nan, "bound": "exact", "unit": "", "object": "", "action": ""}
DEFAULTS |= {"category": "other", "actor": "city", "status": "done", "repeat": False, "period": ""}
EDITABLE = ("value", *DEFAULTS)
_CODES = {"bound": BOUNDS, "actor": ACTORS, "status": STATUSES}
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


class NotApplied(ValueError):
    """A correction that cannot be applied; args: what is wrong, what to do."""


def read_corrections(folder: str | Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows of corrections.csv in a folder as texts (and `row`), and problems of the file; none if there is no
    file.
    """
    path = Path(folder) / FILE
    problems: list[Problem] = []
    if not path.is_file():
        return [], []

    def say(problem: str, todo: str, row: int | None = None) -> None:
        problems.append((FILE, row, "", problem, todo))

    cells = read_cells(path, say, COLUMNS)
    header = [c.strip().lower() for c in cells[0]] if cells else []
    lost = [c for c in ("report", "column", "value", "expect") if c not in header]
    if cells and lost:
        what = f"column {', '.join(lost)} is missing; no correction is applied"
        say(what, f"begin with a line of column names: {', '.join(COLUMNS)}", 1)
        return [], problems
    strange = [c for c in header if c and (c not in (*COLUMNS, SECOND_READER) or header.count(c) > 1)]
    if strange:
        say(f"column {strange[0]} is unknown or stands there twice", f"columns are {', '.join(COLUMNS)}", 1)
    rows = []
    for number, line in enumerate(cells[1:], 2):
        if any(map(str.strip, line[len(header) :])):
            say(f"{len(line)} cells where the header has {len(header)}", "quote a cell that holds a comma", number)
        elif any(map(str.strip, line)):
            told = dict(zip(header, line, strict=False))  # spaces are part of the name of a report
            told = {c: v.strip() if c == "report" else " ".join(v.split()) for c, v in told.items()}
            rows.append({c: told.get(c, "") for c in COLUMNS} | {"row": number})
    return rows, problems


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same except for white space."""
    return squeeze(one) == squeeze(other)


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def shown(column: str, value: Any) -> str:
    """A cell as text, identical for equal values."""
    if column in ("value", "value_high"):
        if isinstance(value, str) and not _NUMBER.fullmatch(value):
            return value
        return "" if math.isnan(float(value)) else f"{float(value):.15g}"
    return str(value).capitalize() if column == "repeat" else " ".join(str(value).split())


def typed(column: str, cell: str) -> str | float | bool:
    """A cell as the contract requires it; raises NotApplied."""
    if column in ("value", "value_high"):
        if column == "value_high" and not cell:
            return math.nan
        if not _NUMBER.fullmatch(cell) or math.isinf(float(cell)):
            raise NotApplied(f"{column} {cell!r} is not a number of 0 or more", "write it in plain digits: 120")
        return float(cell)
    if column == "repeat":
        if cell.capitalize() not in ("True", "False"):
            raise NotApplied(f"repeat {cell!r} is neither True nor False", "write True or False")
        return cell.capitalize() == "True"
    if column == "category" and cell not in CATEGORIES and not NEW_CATEGORY.fullmatch(cell):
        raise NotApplied(f"category {cell!r} is unknown", f"use one of {', '.join(CATEGORIES)}, or x_ and letters")
    if column in _CODES and cell not in _CODES[column]:
        raise NotApplied(f"{column} {cell!r} is unknown", f"use one of {', '.join(_CODES[column])}")
    return cell


def typed_fields(value: str) -> Record:
    """The cells of a record to be added, from value=12;unit=次 …; raises NotApplied."""
    cells: dict[str, str] = {}
    for part in filter(str.strip, re.split("[;；]", value)):
        name, equals, cell = (p.strip() for p in part.partition("="))
        if name not in EDITABLE or not equals or name in cells:
            raise NotApplied(f"{part!r} in value is not a field", f"write value=12;unit=次 …: {', '.join(EDITABLE)}")
        cells[name] = cell
    if not cells.get("value"):
        raise NotApplied("the added record has no value", "write value=12;unit=次 … into `value`")
    return {name: typed(name, cell) for name, cell in cells.items()}
