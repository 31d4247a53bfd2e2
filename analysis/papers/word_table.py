"""A table as a Word file: a real table with three rules, its caption above and its notes below."""

import io
import re
from typing import Any

from .packed import WRITTEN, same_bytes
from .printed import Printed
from .widths import fitted

_LATIN, _CHINESE = "Times New Roman", "SimSun"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UPRIGHT, _ACROSS = 160, 247  # millimetres between the margins
_HALF = {9: 1.65, 7: 1.3}  # millimetres that a half-width character takes, by its points
_BETWEEN = 2.0  # of the same, between two columns


def as_docx(table: Printed) -> bytes:
    """A page (across, where the table is wide) with the table; its headings stand again on each page.

    Needs the package python-docx.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = docx.Document()
    section, (held, points, wides) = document.sections[0], _layout(table)
    across = held == _ACROSS
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(25)
    for name in ("Normal", "Caption"):
        _letters(document.styles[name])
    if table.title:
        caption = document.add_paragraph(_said(table.title), style="Caption")
        caption.paragraph_format.keep_with_next = True
    grid = document.add_table(rows=len(table.rows) + 1, cols=len(table.columns))
    grid.autofit = False
    _margins(grid)
    for cells, wide in zip(grid.columns, wides, strict=True):
        cells.width = Mm(wide)
    rows = [[column.heading for column in table.columns], *table.rows]
    for i, (row, said) in enumerate(zip(grid.rows, rows, strict=True)):
        _marked(row, "w:cantSplit", *(["w:tblHeader"] if i == 0 else []))
        for cell, one, column, wide in zip(row.cells, said, table.columns, wides, strict=True):
            cell.width = Mm(wide)
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(_said(one))
            run.font.size, run.font.bold = Pt(points), i == 0
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.right else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.space_after = Pt(1)
            if i == 0:
                _ruled(cell, "top", "bottom")
            elif i == len(table.rows):
                _ruled(cell, "bottom")
    for note in table.notes:
        below = document.add_paragraph()
        below.paragraph_format.space_before, below.paragraph_format.space_after = Pt(3), Pt(0)
        below.add_run(_said(note)).font.size = Pt(8)
    facts = document.core_properties
    facts.title, facts.author, facts.comments = _said(table.title), "", ""
    facts.created = facts.modified = WRITTEN
    file = io.BytesIO()
    document.save(file)
    return same_bytes(file.getvalue())


def _layout(table: Printed) -> tuple[int, int, list[float]]:
    """Millimetres between the margins, points of the letters, and millimetres of each column."""
    for held, points in ((_UPRIGHT, 9), (_ACROSS, 9), (_ACROSS, 7)):
        half = _HALF[points]
        wides = fitted(table.columns, held / half, _BETWEEN)
        if wides is not None:
            return held, points, [(wide + _BETWEEN) * half for wide in wides]
    wides = [column.wide + _BETWEEN for column in table.columns]  # wider than any page: numbers are broken
    return held, points, [held * wide / sum(wides) for wide in wides]


def _said(text: str) -> str:
    return _NO_XML.sub("", text)


def _letters(style: Any) -> None:
    """The fonts of a style: Latin and Chinese, in black."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = _LATIN, Pt(10), RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:  # a font of the theme goes before a named one
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), _CHINESE)


def _margins(grid: Any) -> None:
    """A millimetre left and right in every cell, where Word has two."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.append(margins)


def _marked(row: Any, *marks: str) -> None:
    from docx.oxml import OxmlElement

    for mark in marks:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _ruled(cell: Any, *sides: str) -> None:
    """Rules on those sides of a cell; the table itself has none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tcBorders")
    for side in sides:
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "222222")):
            rule.set(qn(f"w:{key}"), value)
        borders.append(rule)
    cell._tc.get_or_add_tcPr().append(borders)
