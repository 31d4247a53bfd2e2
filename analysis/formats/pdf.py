"""PDF files with a layer of text: lines from where characters stand, paragraphs from lines, tables row by row."""

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from .parts import Part, UnreadableError, row_line, tidy

_SPACE, _COLUMN = 0.5, 2.0  # gaps in a line, in heights of its characters: a space, another column
_INDENT, _FULL = 1.2, 1.6  # how far from the left, from the right edge of the text a line begins or ends
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_RULES = 3  # lines drawn across and down at least, where a page may hold a table
_OCR = "recognise its text (OCR, for instance ocrmypdf -l chi_sim), then take that file"
_FEW = 5  # characters; a page with fewer holds no text


@dataclass
class _Line:
    """A line of a page: its text, left and right edge, bottom and top, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    last: float = 0.0  # where its last character begins

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 1.0)


def read_pdf(data: bytes) -> Part:
    """A PDF as text: paragraphs are put together across lines and pages, page numbers and running heads left out.

    Raises UnreadableError for a password, damage, and pages that are pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("a PDF with a password", "open it with its password and save it without") from None
        raise UnreadableError(f"a damaged PDF ({error})", "take it again from where it came from") from None
    pages: list[list[_Line]] = []
    without: list[int] = []
    try:
        for number in range(count):
            try:
                lines = _page_lines(document[number])
            except pypdfium2.PdfiumError:
                lines = []
            if sum(len(line.text.strip()) for line in lines) < _FEW:
                without.append(number + 1)
            elif _may_hold_table(document[number]):
                lines = _with_tables(data, number, lines)
            pages.append(lines)
    finally:
        document.close()
    if len(without) == count:
        what = f"a scanned PDF: its {count} pages are pictures without text" if count else "a PDF without pages"
        raise UnreadableError(what, _OCR)
    text = tidy(_paragraphs(_without_margins(pages)))
    if strange := _strange(text):
        raise UnreadableError(strange, _OCR)
    notes: tuple[tuple[str, str], ...] = ()
    if without:
        what = f"page {', '.join(map(str, without))} of {count} holds no text (a picture, or empty)"
        notes = ((what, f"look at it; where it belongs to the report, {_OCR}"),)
    return Part("", text, notes=notes)


def _strange(text: str) -> str:
    """What is wrong with a text whose fonts do not say which characters they draw; "" where they do."""
    marks = re.sub(r"\s", "", text)
    bad = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in marks)
    if bad > 0.05 * len(marks):
        return f"a PDF whose fonts do not say which characters they draw ({bad} of {len(marks)} are unknown)"
    return ""


def _page_lines(page: Any) -> list[_Line]:
    """The lines of a page in the order of its file; a gap in a line is a space, a wide one parts columns."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    lines: list[_Line] = []
    current: _Line | None = None
    box = [ctypes.c_double() for _ in range(4)]
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in "\r\n" or char == "\0" or pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        if char in "\ufffe\u0002":  # how PDFium shows a hyphen at a line's end
            char = "-"
        if not pdfium.FPDFText_GetLooseCharBox(text, i, rect := pdfium.FS_RECTF()):
            pdfium.FPDFText_GetCharBox(text, i, *box)
            left, right, bottom, top = (value.value for value in box)
        else:
            left, right, bottom, top = rect.left, rect.right, rect.bottom, rect.top
        if current is not None and _same_line(current, left, bottom, top):
            gap = (left - current.right) / current.size
            if not char.isspace() and not current.text.endswith((" ", "\t", "\u3000")):
                current.text += "\t" if gap >= _COLUMN else " " if gap >= _SPACE else ""
            current.text += char
            current.last = left
            current.right = max(current.right, right)
            current.bottom, current.top = min(current.bottom, bottom), max(current.top, top)
        elif not char.isspace():
            current = _Line(char, left, right, bottom, top, left)
            lines.append(current)
    return lines


def _same_line(line: _Line, left: float, bottom: float, top: float) -> bool:
    """Whether a character goes on with a line: as high, and not left of its end. One glyph may draw two (——)."""
    shared = min(line.top, top) - max(line.bottom, bottom)
    return shared > 0.5 * min(line.size, max(top - bottom, 1.0)) and left > min(line.right - line.size, line.last - 1)


def _may_hold_table(page: Any) -> bool:
    """Whether lines are drawn on a page both across and down."""
    import pypdfium2.raw as pdfium

    across = down = 0
    for shape in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = shape.get_bounds() if hasattr(shape, "get_bounds") else shape.get_pos()
        wide, high = right - left, top - bottom
        across += wide > 20
        down += high > 8
        if across >= _RULES and down >= 2:
            return True
    return False


def _with_tables(data: bytes, number: int, lines: list[_Line]) -> list[_Line]:
    """The lines of a page, those inside its ruled tables as rows."""
    import pdfplumber

    try:
        with pdfplumber.open(BytesIO(data), pages=[number + 1]) as document:
            page = document.pages[0]
            high = float(page.height)
            tables = [(t.bbox, [r.bbox for r in t.rows], t.extract()) for t in page.find_tables()]
    except Exception:  # a page that breaks it is read line by line
        return lines
    for (left, top, right, bottom), boxes, rows in tables:
        if not any(sum(bool(cell) for cell in row) > 1 for row in rows):
            continue  # a frame round a text
        inside = [
            i for i, line in enumerate(lines)
            if left - 2 <= (line.left + line.right) / 2 <= right + 2
            and top - 2 <= high - (line.bottom + line.top) / 2 <= bottom + 2
        ]  # fmt: skip
        told = re.sub(r"\s", "", "".join(cell or "" for row in rows for cell in row))
        drawn = re.sub(r"\s", "", "".join(lines[i].text for i in inside))
        if not inside or Counter(told) != Counter(drawn):
            continue  # it does not hold all that stands there
        new = [
            _Line(row_line(map(_cell, row)) + "\t", box[0], box[2], high - box[3], high - box[1])
            for row, box in zip(rows, boxes, strict=True)
        ]
        first = inside[0]
        lines = [*lines[:first], *new, *(line for i, line in enumerate(lines) if i > first and i not in set(inside))]
    return lines


def _cell(cell: str | None) -> str:
    """The text of a cell; a break inside it parts no Chinese word."""
    return re.sub(r"(?<=[^\x00-\xff])\s*\n\s*(?=[^\x00-\xff\d])", "", cell or "")


def _without_margins(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without page numbers, and without what stands at the same height at the edge of most of them."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({re.sub(r"\d+", "0", line.text.strip()) for line in _outer(lines)})
    often = {text for text, n in edges.items() if n >= 3 and n > 0.5 * len(pages)}
    kept = []
    for lines in pages:
        outer = {id(line) for line in _outer(lines)}
        kept.append([
            line for line in lines
            if id(line) not in outer
            or not (_PAGE_NUMBER.fullmatch(line.text) or re.sub(r"\d+", "0", line.text.strip()) in often)
        ])  # fmt: skip
    return kept


def _outer(lines: list[_Line]) -> list[_Line]:
    """The highest and the lowest line of a page."""
    by_height = sorted(lines, key=lambda line: line.bottom)
    return [*by_height[:1], *by_height[-1:]]


def _paragraphs(pages: list[list[_Line]]) -> list[str]:
    """Lines put together into paragraphs: a line that reaches the right edge goes on with the next, if that is not
    indented and of the same size.
    """
    lines = [line for page in pages for line in page]
    body = [line for line in lines if "\t" not in line.text and len(line.text) > 10] or lines
    left = Counter(round(line.left) for line in body).most_common(1)[0][0] if body else 0.0
    left = min([line.left for line in body if line.left > left - 3 * line.size] or [left])
    right = max((line.right for line in body), default=0.0)
    out: list[str] = []
    before: _Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, left, right):
            both_latin = out[-1][-1:].isascii() and line.text[:1].isascii() and out[-1][-1:].isalpha()
            out[-1] += (" " if both_latin else "") + line.text.strip()
        else:
            out.append(line.text.strip())
        before = line
    return out


def _goes_on(before: _Line, line: _Line, left: float, right: float) -> bool:
    if "\t" in before.text or "\t" in line.text:
        return False
    same = abs(before.size - line.size) < 0.2 * line.size
    full = before.right >= right - _FULL * before.size
    return same and full and line.left < left + _INDENT * line.size
