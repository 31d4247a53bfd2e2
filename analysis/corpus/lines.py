"""Lines of a text that record the origin of each character, and how the text was laid out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .script import simplify

LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
# What takes no room and no part in a word is dropped: joiners, marks of direction, variation selectors.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)
_UNSEEN = frozenset(INVISIBLE)
_PIECE = re.compile(rf"[^\s{INVISIBLE}]+")
# Emphasis of Markdown says nothing: 召开会议**12次**, 提案`86`件; 3*4*5 is none.
_EMPHASIS = re.compile(r"(?<![A-Za-z\d*_`])(\*\*?|__|`)(?=\S)[^*_`]+(?<=\S)\1(?![A-Za-z\d*_`])")
_PIECE_OF_SEEN = re.compile(r"\S+")  # the same where nothing is invisible, which is faster to find
# White space that says more than a blank: the boundary of a cell, and the narrow blanks that part thousands.
TAB, THIN = "\t", "\u2009"
_SAYS_MORE = {TAB: TAB, THIN: THIN, "\u202f": THIN}
_FULL = "".join(map(chr, [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E]))
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_BARS = "│┃║"  # of tables that are drawn
_FOLD = str.maketrans(
    _WIDE + "\u2236\uff5e" + TAB + THIN + _BARS, "".join(chr(ord(c) - 0xFEE0) for c in _WIDE) + ":~" + "  " + "|||"
)
# A translation takes a look at every character: the usual marks are changed one by one, and most texts have no other.
_USUAL = "，；：（）！？"
_ANY_WIDE = re.compile(f"[\uff01-\uff5e\u2236\t\u2009{_BARS}]")
_ANY_FULL = re.compile(f"[{_FULL}]")
_FOLD_USUAL = {mark: mark.translate(_FOLD) for mark in _USUAL}
_HALF = str.maketrans(_FULL, "".join(chr(ord(c) - 0xFEE0) for c in _FULL))


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. text, offsets: as in Segment; key: the folded text; start: its position in the source;
    indent, width: of its white space and of the rest, in columns (a Han character takes two); gap: blank lines before.
    """

    text: str
    key: str
    offsets: list[int]
    start: int
    indent: int
    width: int
    gap: int


def fold(text: str) -> str:
    """The text in simplified script with all full-width forms narrowed, one to one: what rules are matched against,
    since both scripts and widths are in use and a rule would otherwise need all forms.
    """
    return narrow(simplify(text))


def narrow(text: str) -> str:
    """The text with all full-width forms narrowed, one to one."""
    for mark in _USUAL:
        text = text.replace(mark, _FOLD_USUAL[mark])
    return text.translate(_FOLD) if _ANY_WIDE.search(text) else text


def normal(char: str) -> str:
    """The one-to-one change that cleaning makes: full-width digits, letters, % and . narrowed; white space plain except
    for tabs and narrow blanks.
    """
    return _SAYS_MORE.get(char, " ") if char.isspace() else char.translate(_HALF)


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of text[start:end] that are not blank; a run of white space inside a line becomes one space, or one tab
    if it contains one.
    """
    end = len(text) if end is None else end
    pieces_of = (_PIECE_OF_SEEN if _UNSEEN.isdisjoint(text[start:end]) else _PIECE).finditer
    lines, gap, after = [], 0, start
    for found in LINE.finditer(text, start, end):
        gap += max(0, text.count("\n", after, found.start()) - 1)
        after = found.end()
        pieces: list[str] = []
        offsets: list[int] = []
        last: int | None = None
        emphasis = signs_of_emphasis(text, *found.span())
        for piece in pieces_of(text, *found.span()):
            a, b = piece.span()
            kept = [i for i in range(a, b) if i not in emphasis] if emphasis else range(a, b)
            if last is not None and kept:
                spaces = [i for i in range(last, a) if text[i].isspace()]
                if spaces:
                    space = next((i for i in spaces if text[i] == TAB), spaces[0])
                    pieces.append(normal(text[space]))
                    offsets.append(space)
            pieces.append("".join(text[i] for i in kept) if emphasis else piece[0])
            offsets.extend(kept)
            last = b
        if not offsets:
            gap += 1
            continue
        indent = _columns(text[found.start() : offsets[0]])
        content = "".join(pieces)
        width = _columns(content)
        halved = content.translate(_HALF) if _ANY_FULL.search(content) else content
        lines.append(Line(halved, fold(content), offsets, found.start(), indent, width, gap))
        gap = 0
    return lines


def signs_of_emphasis(text: str, start: int, end: int) -> set[int]:
    """The positions of the signs of emphasis in a stretch of a text."""
    if all(text.find(sign, start, end) < 0 for sign in "*_`"):
        return set()
    found = _EMPHASIS.finditer(text, start, end)
    return {i for f in found for a, b in (f.span(1), (f.end() - len(f[1]), f.end())) for i in range(a, b)}


def part(line: Line, start: int, end: int) -> Line:
    """line.text[start:end], without blanks at its ends, as a line of its own."""
    start, end = start + (line.text[start] == " "), end - (line.text[end - 1] == " ")
    text = line.text[start:end]
    begins, indent, gap = (line.offsets[start], 0, 0) if start else (line.start, line.indent, line.gap)
    return Line(text, line.key[start:end], line.offsets[start:end], begins, indent, _columns(text), gap)


def is_wide(text: str, offsets: Sequence[int]) -> bool:
    """Whether blanks divide a line into columns: more than one blank in two places.

    text, offsets: as in Segment, with a run of white space as one blank.
    """
    blanks = (i for i, c in enumerate(text[:-1]) if c == " ") if text.count(" ") > 1 else ()
    return sum(offsets[i + 1] - offsets[i] > 1 for i in blanks) > 1


def _columns(text: str) -> int:
    if len(text) > 120:
        return 2 * len(text)
    return sum(0 if c in _UNSEEN else 1 if c < "\u2000" else 2 for c in text)


def wrap_width(lines: list[Line]) -> int | None:
    """The column at which a text was wrapped by hand or by a PDF reader; None if a line is a paragraph.

    Wrapped lines that do not end a paragraph are all about equally wide, and hardly any is wider; unwrapped paragraphs
    have no common width.
    """
    if len(lines) < 4:
        return None
    counts = Counter(line.width + line.indent for line in lines)
    best, near = max(((w, sum(counts[w + d] for d in (-3, -2, -1, 0, 1))) for w in counts), key=lambda p: (p[1], p[0]))
    wider = sum(n for w, n in counts.items() if w > best + 4)
    if 30 <= best <= 120 and near >= max(3, 0.35 * len(lines)) and wider <= 0.05 * len(lines):
        return best
    return None


_TOKEN = re.compile(r"[A-Za-z0-9.%,+/:-]+|.[,。、;:?!”’)》】.%]*")


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the line ended only because no more fitted: the first word of the next would have exceeded the width.

    Two Han characters are allowed for, because proportional type and punctuation make lines uneven.
    """
    word = _TOKEN.match(following.key)
    return line.indent + line.width + _columns(word[0] if word else "") > width - 4
