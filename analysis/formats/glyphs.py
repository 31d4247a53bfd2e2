"""The characters of a page of a PDF to its lines, by where each is drawn."""

import ctypes
from bisect import bisect
from dataclasses import dataclass, field
from typing import Any

_SPACE, _COLUMN = 0.5, 2.0  # gaps in a line, in heights of its characters: a space, another column
_DRAWN_TOGETHER = "—…-.·_ \u3000"  # a glyph of a font may stand for two of them, and both have its place


@dataclass
class Line:
    """A line of a page: its text, left and right edge, bottom and top, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    glyphs: list[tuple[float, float, str]] = field(default_factory=list)  # left, right, character
    drawn: dict[str, list[float]] = field(default_factory=dict)  # character: where it stands, from the left

    def add(self, char: str, left: float, right: float, bottom: float, top: float) -> None:
        """Add a character, if it is not drawn there already: some programs make bold by drawing twice."""
        drawn, near = self.drawn.setdefault(char, []), 0.3 * (right - left)
        at = bisect(drawn, left)
        if char not in _DRAWN_TOGETHER and any(abs(other - left) < near for other in drawn[max(0, at - 1) : at + 1]):
            return
        drawn.insert(at, left)
        self.glyphs.append((left, right, char))
        self.right = max(self.right, right)
        self.bottom, self.top = min(self.bottom, bottom), max(self.top, top)

    def holds(self, other: "Line") -> bool:
        """Whether another line stands in the gaps of this one."""
        level = min(self.top, other.top) - max(self.bottom, other.bottom) > 0.5 * min(self.size, other.size)
        if not level or other.left <= self.left or other.right >= self.right + 1:
            return False
        own = sorted((left, right) for left, right, _ in self.glyphs)
        for left, right, _ in other.glyphs:
            at = bisect(own, (left + 1, left))
            if own[at - 1][1] > left + 1 or (at < len(own) and own[at][0] < right - 1):
                return False
        return True

    @property
    def size(self) -> float:
        """Its height."""
        return max(self.top - self.bottom, 1.0)


def lines_of_page(page: Any) -> list[Line]:
    """The lines of a page in the order of its file, the characters of each from left to right."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    lines: list[Line] = []
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
        if lines and _same_line(lines[-1], left, bottom, top):
            lines[-1].add(char, left, right, bottom, top)
        elif not char.isspace():
            lines.append(Line("", left, right, bottom, top))
            lines[-1].add(char, left, right, bottom, top)
    whole = lines[:1]
    for line in lines[1:]:
        if line.holds(whole[-1]):  # its marks of another font were written first
            for left, right, char in whole.pop().glyphs:
                line.add(char, left, right, line.bottom, line.top)
        whole.append(line)
    for line in whole:
        line.text = _written(line)
    return whole


def _same_line(line: Line, left: float, bottom: float, top: float) -> bool:
    """Whether a character stands on a line: as high, and not left of it. Programs write marks of another font last."""
    shared = min(line.top, top) - max(line.bottom, bottom)
    beside = left > min(line.right - line.size, line.left - 1)
    return shared > 0.5 * min(line.size, max(top - bottom, 1.0)) and beside


def _written(line: Line) -> str:
    """The characters of a line from left to right; a gap is a space, a wide one parts columns."""
    out, end = "", line.left
    for left, right, char in sorted(line.glyphs, key=lambda glyph: glyph[0]):
        gap = (left - end) / line.size
        if out and not char.isspace() and not out.endswith((" ", "\t", "\u3000")):
            out += "\t" if gap >= _COLUMN else " " if gap >= _SPACE else ""
        out, end = out + char, max(end, right)
    return out
