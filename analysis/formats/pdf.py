"""PDF files with a layer of text: lines from where characters stand, paragraphs from lines, tables row by row."""

import re
from collections import Counter
from io import BytesIO
from typing import Any

from .glyphs import Line, lines_of_page
from .parts import Part, UnreadableError, row_line, tidy

_INDENT, _FULL = 1.2, 1.6  # how far from the left, from the right edge of the text a line begins or ends
_DEEPEST, _RAGGED = 3.5, 3.5  # the same where paragraphs are indented, of a line that does not end a sentence
_ENDS = tuple("。！？；：!?;:…")
_OFTEN, _NARROWEST = 0.2, 10  # of the lines that begin where most do; width of a column, in heights of characters
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_RULES = 3  # lines drawn across and down at least, where a page may hold a table
_OCR = "recognise its text (OCR, for instance ocrmypdf -l chi_sim), then take that file"
_FEW = 5  # characters; a page with fewer holds no text


# Left and right edge of a column, and whether paragraphs begin with a blank: what does not goes on with one.
_Column = tuple[float, float, bool]


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
    pages: list[list[Line]] = []
    without: list[int] = []
    try:
        for number in range(count):
            try:
                lines = lines_of_page(document[number])
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


def _with_tables(data: bytes, number: int, lines: list[Line]) -> list[Line]:
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
            Line(row_line(map(_cell, row)) + "\t", box[0], box[2], high - box[3], high - box[1])
            for row, box in zip(rows, boxes, strict=True)
        ]
        first = inside[0]
        lines = [*lines[:first], *new, *(line for i, line in enumerate(lines) if i > first and i not in set(inside))]
    return lines


def _cell(cell: str | None) -> str:
    """The text of a cell; a break inside it parts no Chinese word."""
    return re.sub(r"(?<=[^\x00-\xff])\s*\n\s*(?=[^\x00-\xff\d])", "", cell or "")


def _without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without page numbers, and without what stands at the same height at the edge of most of them."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({re.sub(r"\d+", "0", line.text.strip()) for line in _outer(lines)})
    often = {text for text, n in edges.items() if n >= 2 and n > 0.5 * len(pages)}
    kept = []
    for lines in pages:
        outer = {id(line) for line in _outer(lines)}
        kept.append([
            line for line in lines
            if id(line) not in outer
            or not (_PAGE_NUMBER.fullmatch(line.text) or re.sub(r"\d+", "0", line.text.strip()) in often)
        ])  # fmt: skip
    return kept


def _outer(lines: list[Line]) -> list[Line]:
    """The highest and the lowest line of a page."""
    by_height = sorted(lines, key=lambda line: line.bottom)
    return [*by_height[:1], *by_height[-1:]]


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    """Lines put together into paragraphs: a line that reaches the right edge goes on with the next, if that is not
    indented and of the same size.
    """
    lines = [line for page in pages for line in page]
    columns = _columns([line for line in lines if "\t" not in line.text and len(line.text) > 10] or lines)
    out: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, columns):
            both_latin = out[-1][-1:].isascii() and line.text[:1].isascii() and out[-1][-1:].isalpha()
            out[-1] += (" " if both_latin else "") + line.text.strip()
        else:
            out.append(line.text.strip())
        before = line
    return out


def _columns(lines: list[Line]) -> list[_Column]:
    """The columns of text, from the left: where many lines begin, far from the next column."""
    if not lines:
        return [(0.0, 0.0, False)]
    often = Counter(round(line.left) for line in lines)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    lefts: list[float] = []
    for left in sorted(left for left, n in often.items() if n >= _OFTEN * max(often.values())):
        if not lefts or left > lefts[-1] + _NARROWEST * size:
            lefts.append(left - 1)
    ends = [*lefts[1:], float("inf")]
    rights = [
        max((line.right for line in lines if left <= line.left and line.right < end), default=left)
        for left, end in zip(lefts, ends, strict=True)
    ]
    first = [
        (line.left - max(left for left in lefts if left <= line.left)) / line.size
        for line in lines
        if line.left >= lefts[0]
    ]
    indented = sum(_INDENT < indent < _DEEPEST for indent in first) > _OFTEN / 2 * len(lines)
    return [(left, right, indented) for left, right in zip(lefts, rights, strict=True)]


def _goes_on(before: Line, line: Line, columns: list[_Column]) -> bool:
    if "\t" in before.text or "\t" in line.text:
        return False
    same = abs(before.size - line.size) < 0.2 * line.size
    right, ragged = _column(before, columns)[1:]
    open_ = ragged and not before.text.rstrip().endswith(_ENDS)
    full = before.right >= right - (_RAGGED if open_ else _FULL) * before.size
    return same and full and line.left < _column(line, columns)[0] + _INDENT * line.size


def _column(line: Line, columns: list[_Column]) -> _Column:
    """The column in which a line begins."""
    return next((c for c in reversed(columns) if c[0] <= line.left + 1), columns[0])
