"""Whether a line continues the one above: how the text was laid out, and what stands at the break."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
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
_UNIT_FIRST = re.compile(r"[余多]?[万亿]?(?:人次|场次|[次件篇个名场条项家期户份元年月日部支批位人本册处])|\d")
# A count before a mark has its noun on the line above: 召开党组会议 / 18次,学习会26次.
_COUNT_FIRST = re.compile(r"\d[\d,.]*[余多]?[万亿]?(?:人次|场次|[次件篇个名场条项家期户份部支批位人本册处])[,、;。]")

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

    width: the column at which lines were wrapped, None if they were not. indented: whether some lines begin with white
    space, as the first line of a paragraph does. words: of the text.
    """

    width: int | None
    indented: bool
    words: _Words

    def joins(self, key: str, lines: list[Line], line: Line) -> bool:
        """Whether a line continues the lines above it, whose folded text is key."""
        new, previous, closed = line.key, lines[-1], headings.closed(key)
        opens = self.indented and line.indent >= 2
        if headings.mark(new) or headings.is_top(new) or headings.is_top(key) or new.startswith("——"):
            return False
        if opens and previous.indent < 2 and len(lines) > 1 and closed:
            return False
        if self.width is not None and is_full(previous, line, self.width):
            return not opens and (not closed or self.indented or line.gap == 0)
        if closed:
            return False
        flush = self.indented and not opens and line.gap == 0
        if flush and lines[0].indent >= 2 and not headings.numbered_heading(key):
            return True  # where paragraphs are indented, a line that is not goes on with the one above
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
            return (self.words.cut(key, new) or _as_wide(key, above, line)) and not heading_like(new)
        if _ENDS_MID.search(key):
            return True
        if line.gap == 0 and (len(key) > headings.MAX_LOOSE or _as_wide(key, above, line)) and not opens:
            return True  # a sentence that breaks off on the line above goes on; a heading would wait for its end
        if heading_like(new) or _NEW_START.match(new) or opens:
            return False
        return "。" in key or bool(_NEW_START.match(key)) or ("," in key and len(key) > headings.MAX_LOOSE)


def layout_of(body: list[Line]) -> Layout:
    """The layout of a text from its lines, without those of page furniture."""
    open_ = sum(line.indent >= 2 for line in body)
    usual = any(line.indent == _INDENT and line.width > _INDENT * 5 for line in body)  # one is enough in a short text
    indented = (usual or open_ >= max(2, 0.1 * len(body))) and open_ < len(body)
    return Layout(wrap_width(body), indented, _Words(body))


def _as_wide(key: str, above: Line, line: Line) -> bool:
    """Whether two lines of a sentence are of one width, as those of a text wrapped by hand; a heading is narrower."""
    width = above.indent + above.width
    return "," in key and line.gap == 0 and width >= 30 and abs(width - line.indent - line.width) <= 4


def heading_like(key: str, limit: int = headings.MAX_LOOSE) -> bool:
    """Whether a line is short, without an end mark, and not the opening of a story or a speech."""
    return headings.looks_like_heading(key, limit) and not _NEW_START.match(key)


def _open_mark(key: str) -> bool:
    """Whether a quotation mark or bracket opened near the end has not been closed."""
    tail = key[-120:]
    return any(tail.rfind(a) > tail.rfind(b) for a, b in zip(_OPENERS, _CLOSING, strict=True))
