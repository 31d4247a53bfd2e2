"""Whether a line continues the one above: how the text was laid out, and what stands at the break."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from operator import add

from .. import headings
from ..lines import Line, is_full, wrap_width

_OPENERS, _CLOSING = "《“(【「『", "》”)】」』"
# What no paragraph begins with: closing marks, particles bound to what stands before them, and a verb of one syllable
# with its aspect particle (为了, 随着, 通过 and their like are prepositions and may begin one).
_STARTS_MID = re.compile(
    r"^(?:[,。、;:!?》”)】」』%]|的(?!确)|了(?![解却然如不])|之(?!所以|[前后])|以及|(?![为除有到罢])[\u4e00-\u9fff]了(?![解却])"
    r"|(?![随沿向本朝按照有接])[\u4e00-\u9fff]着(?![力眼手重])|(?![经通超不路越])[\u4e00-\u9fff]过(?![去程渡]))"
)
# What no heading ends with: a comma, or a word that asks for its object; a clause breaks off after more of them.
_ENDS_OPEN = re.compile(
    r"(?:[,、]|(?<!目)的|(?<![谐平缓温柔祥调总共饱中附应唱亲])和|(?<![参赠])与|以及|关于|围绕|按照|根据)$"
)
_ENDS_MID = re.compile(
    r"(?:[和及或把被从让]|通过|等各|(?<!参)与|(?<![存所现])在|(?<![由处善勇敢])于|(?<![作行成有])为)$"
)
_NEW_START = re.compile(
    r"^(?:本[报网]|新华社|(?:\d{4}年)?\d{1,2}月\d{1,2}日|会议(?:指出|强调|认为|要求|传达|审议)|[一二三四五六七八九十]是|第[一二三四五六七八九十],"
    r"|各位(?:委员|代表)|同志们)"
)
_MEASURES = "人次|场次|[次件篇个名场条项家期户份部支批位人本册处]"
_UNIT_FIRST = re.compile(rf"[余多]?[万亿]?(?:{_MEASURES}|[元年月日])|\d")
# A count before a mark has its noun on the line above: 召开党组会议 / 18次,学习会26次.
_COUNT_FIRST = re.compile(rf"\d[\d,.]*[余多]?[万亿]?(?:{_MEASURES})[,、;。]")

_HANGING = re.compile(r"[\u4e00-\u9fff][\d.,]*\d$")
_INDENT = 4  # columns: two characters, with which a paragraph opens


class _Words:
    """Pairs of characters in a text, counted when first asked for: what is one word elsewhere is one across a break."""

    def __init__(self, lines: list[Line]):
        self._lines = lines

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(chain.from_iterable(map(add, line.key, line.key[1:]) for line in self._lines))

    def cut(self, before: str, after: str) -> bool:
        """Whether a break stands inside a word: the pair of characters across it is more usual than both beside it."""
        n = self._counts
        return n[before[-1] + after[0]] > max(n[before[-2:]], n[after[:2]])


@dataclass(frozen=True)
class Layout:
    """How the lines of a text were laid out.

    width: the column at which lines were wrapped, None if they were not. indented: whether the first lines of
    paragraphs have another indent than the others. margin: the indent of all lines. hanging: the indent of those others
    where theirs is the deeper one, as beneath the numbers of a list, else 0. spacing: the blank lines between any two
    lines. words: of the text.
    """

    width: int | None
    indented: bool
    margin: int
    hanging: int
    spacing: int
    words: _Words

    def _opens(self, line: Line) -> bool:
        """Whether a line is indented as the first one of a paragraph is."""
        if not self.indented:
            return False
        return line.indent < self.hanging if self.hanging else line.indent >= self.margin + 2

    def _close(self, line: Line) -> bool:
        """Whether no more stands between a line and the one above than between any two."""
        return line.gap <= self.spacing

    def joins(self, key: str, lines: list[Line], line: Line) -> bool:
        """Whether a line continues the lines above it, whose folded text is key."""
        new, previous, closed = line.key, lines[-1], headings.closed(key)
        opens = self._opens(line)
        if headings.mark(new) or headings.is_top(new) or headings.is_top(key) or new.startswith("——"):
            return False
        if opens and not self._opens(previous) and len(lines) > 1 and closed:
            return False
        if self.width is not None and is_full(previous, line, self.width):
            return not opens and (not closed or self.indented or self._close(line))
        if closed:
            return False
        follows = self.indented and not opens and self._close(line)
        if follows and self._opens(lines[0]) and not headings.numbered_heading(key):
            return True  # where first lines are indented, a line that is not goes on with the one above
        return self._goes_on(key, previous, line, opens)

    def tears_number(self, key: str, above: Line, line: Line) -> bool:
        """Whether digits stand on both sides of a break that may separate two numbers, such as those of two table rows.

        They are one number if the line was full, or if it is prose and the number belongs to its last word.
        """
        if not (key[-1].isdigit() and line.key[0].isdigit()):
            return False
        prose = _HANGING.search(key) is not None and re.search("[,。;]", above.key) is not None
        return not (prose or (self.width is not None and is_full(above, line, self.width)))

    def _goes_on(self, key: str, above: Line, line: Line, opens: bool) -> bool:
        """Whether the words at the break go on from one line to the next."""
        new = line.key
        if re.match(r"[\u4e00-\u9fff][,。、;]", new) or _COUNT_FIRST.match(new):
            return True
        if (key[-1].isdigit() and _UNIT_FIRST.match(new)) or _STARTS_MID.match(new):
            return True
        if _ENDS_OPEN.search(key) or _open_mark(key):
            return True
        if headings.numbered_heading(key):
            return False
        if heading_like(key):
            return (self.words.cut(key, new) or self._as_wide(key, above, line)) and not heading_like(new)
        if _ENDS_MID.search(key):
            return True
        long = len(key) > headings.MAX_LOOSE or self._as_wide(key, above, line)
        if self._close(line) and long and not opens:
            return True  # a sentence that breaks off on the line above goes on; a heading would wait for its end
        if heading_like(new) or _NEW_START.match(new) or opens:
            return False
        return "。" in key or bool(_NEW_START.match(key)) or ("," in key and len(key) > headings.MAX_LOOSE)

    def _as_wide(self, key: str, above: Line, line: Line) -> bool:
        """Whether two lines of a sentence are of one width, as those wrapped by hand; a heading is narrower."""
        width = above.indent + above.width
        return "," in key and self._close(line) and width >= 30 and abs(width - line.indent - line.width) <= 4


def layout_of(body: list[Line]) -> Layout:
    """The layout of a text from its lines, without those of page furniture."""
    width = wrap_width(body)
    hanging, spacing = _broken_off(body, width) if width else (0, 0)
    margin = min((line.indent for line in body), default=0)
    open_ = sum(line.indent >= margin + 2 for line in body)
    usual = any(line.indent == margin + _INDENT and line.width > _INDENT * 5 for line in body)
    indented = bool(hanging) or usual or open_ >= max(2, 0.1 * len(body))  # a usual one is enough in a short text
    return Layout(width, indented, margin, hanging, spacing, _Words(body))


def _broken_off(body: list[Line], width: int) -> tuple[int, int]:
    """(hanging, spacing) of a layout: how lines stand beneath full ones that break off in a sentence."""
    full = [
        (above, line)
        for above, line in pairwise(body)
        if not headings.closed(above.key) and is_full(above, line, width)
    ]
    deeper = [line.indent for above, line in full if line.indent >= above.indent + 2]
    shallower = sum(line.indent + 2 <= above.indent for above, line in full)
    hangs = len(deeper) > max(1, shallower)
    return min(deeper) if hangs else 0, Counter(line.gap for _, line in full).most_common(1)[0][0] if full else 0


def heading_like(key: str, limit: int = headings.MAX_LOOSE) -> bool:
    """Whether a line is short, without an end mark, and not the opening of a story or a speech."""
    return headings.looks_like_heading(key, limit) and not _NEW_START.match(key)


def _open_mark(key: str) -> bool:
    """Whether a quotation mark or bracket opened near the end has not been closed."""
    tail = key[-120:]
    return any(tail.rfind(a) > tail.rfind(b) for a, b in zip(_OPENERS, _CLOSING, strict=True))
