"""Word files (.docx): paragraphs, rows of tables and notes in reading order."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from .archives import check_members
from .parts import CELL_LONGEST, Part, UnreadableError, row_line, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}rPr", f"{_W}pPr", f"{_W}delText"}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same once more
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DIGITS = "〇一二三四五六七八九"


def read_docx(data: bytes) -> Part:
    """A Word file as text: a paragraph a line, a row of a table a line, numbers of lists written out.

    Deleted text of tracked changes is left out, inserted text is read; foot- and endnotes stand at the end. Headers
    and footers of the pages are not read. Raises UnreadableError.
    """
    import docx

    check_members(data, "Word file")
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
        numbers = _Numbers(document)
        lines = list(_lines(body, numbers))
        notes = _notes(document)
    except Exception as error:  # the library tells what is wrong with a file in many ways
        what = f"a damaged Word file ({type(error).__name__})"
        raise UnreadableError(what, "open it in Word or LibreOffice and save it again as .docx") from None
    text = tidy([*lines, *(["", *notes] if notes else [])])
    if not text.strip():
        pictures = any(True for _ in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        what = "a Word file that holds pictures and no text" if pictures else "a Word file without text"
        raise UnreadableError(what, "recognise its text (OCR) and save it as .txt" if pictures else "delete it")
    return Part("", text)


def _lines(block: Any, numbers: "_Numbers") -> Iterator[str]:
    for node in block:
        if node.tag == f"{_W}p":
            number = numbers.of(node)
            yield from (number + _text(node)).split("\n")
            for box in node.iter(f"{_W}txbxContent"):
                if not any(above.tag == _ALTERNATE for above in box.iterancestors()):
                    yield from _lines(box, numbers)
        elif node.tag == f"{_W}tbl":
            yield from _rows(node, numbers)
        elif node.tag not in _SKIPPED and len(node):  # content controls, inserted paragraphs
            yield from _lines(node, numbers)


def _rows(table: Any, numbers: "_Numbers") -> Iterator[str]:
    """The rows of a table; a cell over several rows is read in its first. A table inside a cell follows its row.

    A row of one cell, or with a cell too long for a table of data, lays out a page: its paragraphs are lines.
    """
    for row in table.iterchildren(f"{_W}tr", f"{_W}sdt"):
        cells, inner, whole = [], [], []
        for cell in row.iter(f"{_W}tc"):
            if next((a for a in cell.iterancestors() if a.tag == f"{_W}tbl"), None) is not table:
                continue
            own = [p for p in cell.iter(f"{_W}p") if next(a for a in p.iterancestors() if a.tag == f"{_W}tc") is cell]
            whole.append(cell)
            cells.append(own)
            inner += list(cell.iterchildren(f"{_W}tbl"))
        if len(cells) == 1 or any(sum(len(_text(p)) for p in own) > CELL_LONGEST for own in cells):
            for cell in whole:
                yield from _lines(cell, numbers)
            continue
        yield row_line(" ".join(numbers.of(p) + _text(p) for p in own) for own in cells)
        for other in inner:
            yield from _rows(other, numbers)


def _text(paragraph: Any) -> str:
    out: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == f"{_W}t":
            out.append(node.text or "")
        elif node.tag in _MARKS:
            out.append(_MARKS[node.tag])
        elif node.tag not in _SKIPPED and node.tag not in (_ALTERNATE, f"{_W}txbxContent"):
            stack.append(iter(node))
    return "".join(out)


def _notes(document: Any) -> list[str]:
    from lxml import etree

    lines = []
    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in ("footnotes", "endnotes"):
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            lines += ["".join(_text(p) for p in note.iter(f"{_W}p")) for note in root]
    return [line for line in lines if line.strip()]


class _Numbers:
    """The numbers that Word shows before paragraphs of lists, which are not in their text."""

    def __init__(self, document: Any):
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {s.style_id: s.element for s in document.styles if getattr(s, "style_id", None)}
        try:
            root = document.part.numbering_part.element
        except (NotImplementedError, KeyError, AttributeError):
            return
        drawn = {a.get(f"{_W}abstractNumId"): a for a in root.iterchildren(f"{_W}abstractNum")}
        for num in root.iterchildren(f"{_W}num"):
            link = num.find(f"{_W}abstractNumId")
            abstract = drawn.get(link.get(f"{_W}val")) if link is not None else None
            for level in abstract.iterchildren(f"{_W}lvl") if abstract is not None else ():
                told = [level.find(f"{_W}{tag}") for tag in ("numFmt", "lvlText", "start")]
                form, pattern, start = (t.get(f"{_W}val") or "" if t is not None else "" for t in told)
                key = (num.get(f"{_W}numId"), level.get(f"{_W}ilvl"))
                self._levels[key] = (form, pattern, int(start) if start.isdigit() else 1)

    def of(self, paragraph: Any) -> str:
        """The number of a paragraph, "" where it has none (bullets are none)."""
        list_, depth = self._place(paragraph)
        if (list_, depth) not in self._levels:
            return ""
        level = int(depth)
        start = self._levels[list_, depth][2]
        self._counts[list_, level] = self._counts.get((list_, level), start - 1) + 1
        for below in range(level + 1, 9):
            self._counts.pop((list_, below), None)
        form, pattern, _ = self._levels[list_, depth]
        if form in ("bullet", "none", ""):
            return ""

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            kind, _, first = self._levels.get((list_, str(at)), (form, "", 1))
            return _written(self._counts.get((list_, at), first), kind)

        return re.sub(r"%(\d)", counted, pattern)

    def _place(self, paragraph: Any) -> tuple[str, str]:
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if found is None and style is not None and (of := self._styles.get(style.get(f"{_W}val"))) is not None:
            found = of.find(f"{_W}pPr/{_W}numPr")
        if found is None:
            return "", ""
        told = [found.find(f"{_W}{tag}") for tag in ("numId", "ilvl")]
        list_, depth = (t.get(f"{_W}val") or "" if t is not None else "" for t in told)
        return list_, depth or "0"


def _written(number: int, form: str) -> str:
    """A number as a list shows it: in Chinese where the form says so and it is below 100, else in digits."""
    if not re.search("chinese|japanese|taiwanese|ideograph", form, re.I) or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
