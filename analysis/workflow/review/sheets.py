"""Review sheets as files: written for a spreadsheet, read as a spreadsheet leaves them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from ...corpus.folder.encoding import NotText, decode
from ...corpus.folder.files import separator
from .columns import ALLOWED, CODER, COLUMNS

_WIDTHS = {"sentence": 70, "note": 30, "object": 18, "quantity": 14}
_FILL = PatternFill("solid", fgColor="FFF2CC")


def write_sheet(table: pd.DataFrame, out: str | Path) -> tuple[Path, Path]:
    """Write a sheet twice: OUT.xlsx, where the cells to fill are coloured, and OUT.csv (UTF-8 with byte order mark).

    table: as sample gives it. out: a path with or without .xlsx or .csv. Returns both paths. Raises FileExistsError:
    a sheet that is there may hold hours of coding.
    """
    out = Path(out).expanduser()
    if out.suffix.lower() in (".xlsx", ".csv"):
        out = out.with_suffix("")
    files = out.with_name(out.name + ".xlsx"), out.with_name(out.name + ".csv")
    for file in files:
        if file.exists():
            raise FileExistsError(
                f"{file}: is there already and may hold codings; move it away, or choose another name"
            )
    out.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(files[1], index=False, encoding="utf-8-sig", lineterminator="\n")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "review"
    for i, row in enumerate([list(table.columns), *table.itertuples(index=False, name=None)], 1):
        for j, value in enumerate(row, 1):
            _put(page.cell(i, j), value)
    _dress(page, list(table.columns))
    page = book.create_sheet("columns")
    for i, row in enumerate([("column", "what it holds"), *COLUMNS.items()], 1):
        for j, value in enumerate(row, 1):
            _put(page.cell(i, j), value)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, 120
    book.save(files[0])
    return files


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        if value:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"  # text that begins with = is no formula
    else:
        cell.value = value


def _dress(page: Any, columns: list[str]) -> None:
    last = max(page.max_row, 2)
    for j, column in enumerate(columns, 1):
        letter = get_column_letter(j)
        page.column_dimensions[letter].width = _WIDTHS.get(column, 12)
        page.cell(1, j).font = Font(bold=True)
        for i in range(2, last + 1):
            page.cell(i, j).alignment = Alignment(wrap_text=column in ("sentence", "note"), vertical="top")
            if column in CODER:
                page.cell(i, j).fill = _FILL
        allowed = ("yes", "no") if column == "right" else ALLOWED.get(column.removesuffix("_coder"))
        if column in CODER and allowed:
            choice = DataValidation("list", formula1=f'"{",".join(allowed)}"', allow_blank=True)
            choice.showErrorMessage = False  # a category of one's own (x_…) may be typed in
            choice.add(f"{letter}2:{letter}{last}")
            page.add_data_validation(choice)
    page.freeze_panes = "A2"


def read_sheet(file: str | Path) -> pd.DataFrame:
    """A sheet, coded or not: every cell as text without spaces around it; the index is the row in the file.

    file: .xlsx (its page `review`, else the first), or CSV in any encoding and with any separator that a spreadsheet
    writes. Raises ValueError where it is neither, and OSError.
    """
    file = Path(file).expanduser()
    if not file.is_file():
        raise ValueError(f"{file}: no such file; name a sheet that `review` wrote")
    rows = _xlsx(file) if file.suffix.lower() in (".xlsx", ".xlsm") else _csv(file)
    rows = [[cell_text(cell) for cell in row] for row in rows]
    if not rows or not any(rows[0]):
        raise ValueError(f"{file}: empty; its first row should name the columns")
    header = [name.lower() for name in rows[0]]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise ValueError(f"{file}: column {', '.join(twice)} stands there twice; delete one")
    width = len(header)
    lines = {i: (row + [""] * width)[:width] for i, row in enumerate(rows[1:], 2) if any(row)}
    table = pd.DataFrame(list(lines.values()), columns=header, index=list(lines), dtype=object)
    return table.loc[:, [bool(name) for name in header]]


def _xlsx(file: Path) -> list[tuple]:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        page = book["review"] if "review" in book.sheetnames else book.worksheets[0]
        rows = list(page.iter_rows(values_only=True))
        book.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        # SyntaxError: broken XML raises ParseError, which is one.
        raise ValueError(f"{file}: cannot be read as a workbook ({error}); save it as .xlsx or CSV UTF-8") from None
    return rows


def _csv(file: Path) -> list[list[str]]:
    try:
        text, *_ = decode(file.read_bytes())
        text = text.removeprefix("\ufeff").replace("\0", "")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)))
    except (NotText, csv.Error) as error:
        raise ValueError(f"{file}: cannot be read ({error}); save it as .xlsx or CSV UTF-8") from None


def cell_text(cell: Any) -> str:
    """A cell as text without spaces around it; "" for a missing one; 12.0 is 12."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
