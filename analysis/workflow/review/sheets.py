"""Review sheets: their columns, and their files, written for a spreadsheet and read as a spreadsheet saves them."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ...codes import ACTORS, BOUNDS, CATEGORIES, STATUSES
from ...formats import UnreadableError
from ...formats.cells import guarded, records, unguarded
from ...formats.encoding import NotText, decode
from ...formats.workbooks import sheets_of

FACTS = ("value", "value_high", "bound", "unit", "object", "action", "category", "actor", "status", "repeat")
NOTHING = "-"  # a correction that says: this cell should be empty

_GIVEN = {
    "part": "count: one count to judge; paragraph: a whole paragraph to search for counts that were missed",
    **{"report": "the report", "paragraph": "its paragraph; empty in a heading", "source": "the text"},
    **{"start": "where it begins in the text", "end": "where it ends in the text"},
    "sentence": "count: the sentence, quantity in 【】; paragraph: all of it, counted numbers in 【】, others in 〖〗",
    "quantity": "as written",
    **{c: "as computed; see data/README.md" for c in FACTS},
    "stratum": "count: the stratum it was drawn from, sealed so as not to sway you; do not change it, weights need it",
    **{"counted": "paragraph: how many numbers were taken as counts", "refused": "paragraph: how many were not"},
}
_FILLED = {
    "right": "count: yes if it is an activity count and every cell is right; else no. No without a correction means: "
    "this is not an activity count at all",
    **{f"{c}_coder": f"count: what {c} should be, if it is wrong; {NOTHING} for empty" for c in FACTS},
    "counts_coder": "paragraph: how many activity counts it states, by your own reading",
    "missed_coder": "paragraph: how many of these are not in 【】 (0: none)",
    "note": "anything",
}
CODER = tuple(_FILLED)
COLUMNS = _GIVEN | _FILLED  # column -> what it holds
ALLOWED = {"bound": BOUNDS, "category": CATEGORIES, "actor": ACTORS, "status": STATUSES, "repeat": ("yes", "no")}
_WIDTHS = {"sentence": 70, "note": 30, "object": 18, "quantity": 14}
_TO_FILL = PatternFill("solid", fgColor="FFF2CC")


def write_sheet(
    table: pd.DataFrame, out: str | Path, columns: Mapping[str, str] = COLUMNS, filled: Collection[str] = CODER
) -> tuple[Path, Path]:
    """Write a sheet twice: OUT.xlsx, where the cells to fill are coloured, and OUT.csv (UTF-8 with byte order mark).

    table: as sample or doubtful gives it. out: a path with or without .xlsx or .csv. columns: what each holds; filled:
    those to fill in. Returns both paths. Raises FileExistsError: an existing sheet may hold hours of coding.
    """
    out = Path(out).expanduser()
    name = out.stem if out.suffix.lower() in (".xlsx", ".csv") else out.name
    files = out.with_name(f"{name}.xlsx"), out.with_name(f"{name}.csv")
    for file in files:
        if file.exists():
            todo = "move it away, or choose another name"
            raise FileExistsError(f"{file}: is there already and may hold codings; {todo}")
    out.parent.mkdir(parents=True, exist_ok=True)
    plain = table.map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
    plain.to_csv(files[1], index=False, encoding="utf-8-sig", lineterminator="\n")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "review"
    _fill(page, [tuple(table.columns), *table.itertuples(index=False, name=None)])
    _dress(page, list(table.columns), filled)
    page = book.create_sheet("columns")
    _fill(page, [("column", "what it holds"), *columns.items()])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, 120
    book.save(files[0])
    return files


def _fill(page: Any, rows: Iterable[tuple]) -> None:
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row, 1):
            if isinstance(value, str) and value:
                page.cell(i, j).value = ILLEGAL_CHARACTERS_RE.sub("", value)
                page.cell(i, j).data_type = "s"  # text that begins with = is no formula
            elif value != "":
                page.cell(i, j).value = value


def _dress(page: Any, columns: list[str], filled: Collection[str]) -> None:
    last = max(page.max_row, 2)
    for j, column in enumerate(columns, 1):
        letter = get_column_letter(j)
        page.column_dimensions[letter].width = _WIDTHS.get(column, 12)
        page.cell(1, j).font = Font(bold=True)
        for i in range(2, last + 1):
            page.cell(i, j).alignment = Alignment(wrap_text=column in ("sentence", "note"), vertical="top")
            if column in filled:
                page.cell(i, j).fill = _TO_FILL
        allowed = ("yes", "no") if column == "right" else ALLOWED.get(column.removesuffix("_coder"))
        if column in filled and allowed:
            choice = DataValidation("list", formula1=f'"{",".join(allowed)}"', allow_blank=True)
            choice.showErrorMessage = False  # a category of one's own (x_…) may be typed in
            choice.add(f"{letter}2:{letter}{last}")
            page.add_data_validation(choice)
    page.freeze_panes = "A2"


def read_sheet(file: str | Path) -> pd.DataFrame:
    """A sheet, coded or not: every cell as stripped text; the index is the row in the file.

    file: .xlsx (its page `review`, else the first), or CSV in any encoding and with any separator that a spreadsheet
    writes. Raises ValueError if it is neither, and OSError.
    """
    file = Path(file).expanduser()
    if not file.is_file():
        raise ValueError(f"{file}: no such file; name a sheet that `review` wrote")
    rows = _xlsx(file) if file.suffix.lower() in (".xlsx", ".xlsm") else _csv(file)
    rows = [(number, [cell_text(cell) for cell in row]) for number, row in rows]
    if not rows or not any(rows[0][1]):
        raise ValueError(f"{file}: empty; its first row should name the columns")
    header = [name.lower() for name in rows[0][1]]
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise ValueError(f"{file}: column {', '.join(twice)} stands there twice; delete one")
    lines = {number: (row + [""] * len(header))[: len(header)] for number, row in rows[1:] if any(row)}
    table = pd.DataFrame(list(lines.values()), columns=header, index=list(lines), dtype=object)
    return table.loc[:, [bool(name) for name in header]]


def _xlsx(file: Path) -> list[tuple[int, list[str]]]:
    try:
        book = sheets_of(file.read_bytes())
    except UnreadableError as error:
        raise ValueError(f"{file}: cannot be read: {error.args[0]}; {error.args[1]}") from None
    return book["review"] if "review" in book else next(iter(book.values()), [])


def _csv(file: Path) -> list[tuple[int, list[str]]]:
    try:
        text, *_ = decode(file.read_bytes())
    except NotText as error:
        raise ValueError(f"{file}: cannot be read ({error}); save it as .xlsx or CSV UTF-8") from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    rows = list(records(text))
    if bad := next((number for number, _, wrong in rows if wrong), None):
        raise ValueError(f"{file}: row {bad}: a quotation mark is not closed; correct it, or save it as .xlsx")
    return [(number, [unguarded(cell) for cell in cells]) for number, cells, _ in rows]


def cell_text(cell: Any) -> str:
    """A cell as stripped text; "" for a missing one; 12.0 is 12."""
    if cell is None or cell != cell:
        return ""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
