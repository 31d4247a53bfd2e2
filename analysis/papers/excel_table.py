"""A table as an Excel workbook."""

import io

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ..language import halves
from .packed import WRITTEN, same_bytes
from .printed import Column, Printed

_SMALL = "0.0E+00"  # of a number that the decimals of its column would show as 0
UPRIGHT = 90  # half-width characters that an upright page holds in print
LINE = 15  # points a line is high
_RULE = Side(style="thin", color="222222")


def as_xlsx(table: Printed) -> bytes:
    """A workbook of one page: title, headings that stay in view, cells, notes. Numbers are numbers, in full."""
    book = openpyxl.Workbook()
    page = book.active
    top = 1
    if table.title:
        _write(page, 1, 1, table.title).font = Font(bold=True)
        top = 2
    last = top + len(table.rows)
    for j, column in enumerate(table.columns, 1):
        page.column_dimensions[get_column_letter(j)].width = column.wide + 3
        side = "right" if column.right else "left"
        head = _write(page, top, j, column.heading)
        head.font = Font(bold=True)
        indent = int(not column.right and j > 1)  # a column of text stands apart from the numbers before it
        head.alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=True, indent=indent)
        for i, (value, shown) in enumerate(zip(column.values, column.printed, strict=True), top + 1):
            finite = not isinstance(value, float) or abs(value) != float("inf")
            cell = _write(page, i, j, value if finite else shown)
            cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, indent=indent)
            if column.decimals is not None:
                cell.number_format = _SMALL if shown[:1] in "<>" else _format(column)
        page.cell(top, j).border = Border(top=_RULE, bottom=_RULE)
        page.cell(last, j).border = Border(bottom=_RULE)
    wide = sum(column.wide + 3 for column in table.columns)
    for i, note in enumerate(table.notes, last + 2):
        _write(page, i, 1, note).alignment = Alignment(vertical="top", wrap_text=True)
        page.merge_cells(start_row=i, end_row=i, start_column=1, end_column=len(table.columns))
        page.row_dimensions[i].height = LINE * (1 + halves(note) // wide)  # merged cells do not grow by themselves
    page.freeze_panes = page.cell(top + 1, 1).coordinate
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape" if wide > UPRIGHT else "portrait"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0  # one page wide, as many high as it takes
    file = io.BytesIO()
    book.properties.created = WRITTEN
    book.save(file)
    return same_bytes(file.getvalue())


def _write(page: Worksheet, row: int, column: int, value: object) -> openpyxl.cell.Cell:
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # text that begins with = is no formula
    elif value is not None:
        cell.value = value
    return cell


def _format(column: Column) -> str:
    whole = "#,##0" if column.separated else "0"
    return whole + (f".{'0' * column.decimals}" if column.decimals else "")
