"""Tables: what the head of a column, or a label, says of the numbers under it, their year and what they count."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..corpus.lines import TAB, is_wide
from ..corpus.records import Segment
from .clauses.grammar import Grammar
from .clauses.reading import Clause
from .comparisons import EARLIER, INCREASE
from .heads import GROWTH, YEAR, says_nothing, under
from .numbers import Quantity
from .refusals import Judged

_ONLY_YEARS = re.compile(r"(?:(?:19|20)\d\d年?度? )+(?:19|20)\d\d年?度?")
_ONE_HAN = re.compile("[\u4e00-\u9fff]")
_WORDS = re.compile(r"[\w]")
_UNITS = re.compile(r"(?:计量|计算)?单位")
_UNIT_LINE = re.compile(r"[(（]?单位[:：][^()（）]{1,8}[)）]?")
# A caption that is a sentence speaks of much that the table does not count, unless it announces the table.
_SENTENCE = re.compile("[,，。;；](?!.*(?:[:：]|如下|下表)$)")
_OLDEST, _LATEST = 1, 9999  # the year before the report's, and the report's own
# Only members sit in sectors, so that a table by sector counts them.
_SECTORS = "界别"


class Columns(NamedTuple):
    """heads: what stands above each column. boundary: what parts the cells of a row, " " for blanks. caption: the line
    above.
    """

    heads: tuple[str, ...]
    boundary: str
    caption: str

    @property
    def years(self) -> list[int]:
        """The year of each column: 0 where its head names none, before all others for 去年, behind them for 今年."""
        return [_year(head) for head in self.heads]

    def heads_of(self, segment: Segment, q: Quantity) -> tuple[str, ...]:
        """What may say what a number counts that fills its cell: the head of its column, before that the label of its
        row where the head is a year or says nothing of it.
        """
        cells, at = _cells(segment, self.boundary), _column(segment, self.boundary, q.digits_start)
        head = self._above(cells, at)
        if head is None or cells[at].text.lstrip("+-") != segment.view.written(q.start, q.end):
            return ()
        return (self._row_label(cells), head) if says_nothing(head) else (head,)

    def _above(self, cells: Sequence["_Cell"], at: int) -> str | None:
        """The head of a column of a row. Where blanks part the columns, none may stand above the labels at the left."""
        aside = len(cells) - len(self.heads)
        if self.boundary == TAB and aside < 0:
            aside = 0  # the last cells are empty
        return self.heads[at - aside] if aside == 0 or (aside == 1 and self.boundary == " " and at > 0) else None

    def _row_label(self, cells: Sequence["_Cell"]) -> str:
        """What stands at the left of a row, with the measure word of its own column: 提案(件)."""
        units = [
            cell.text for i, cell in enumerate(cells) if cell.text and _UNITS.fullmatch(self._above(cells, i) or "")
        ]
        label = next((text for _, text in cells if not text.isdecimal() and _WORDS.search(text)), "")
        return f"{label}({units[0]})" if units and "(" not in label.replace("（", "(") else label

    @property
    def about(self) -> str:
        """What may say what a table counts: its caption, and the head of its labels."""
        titled = "" if _SENTENCE.search(self.caption) else self.caption
        return titled + ("委员" if _SECTORS in self.heads else "")

    def beside(self, segment: Segment, place: int) -> str:
        """increase or earlier for a place of a row's view that stands under a head of growth (同比), or of a year
        before the last one of the heads; else "".
        """
        head = self._above(_cells(segment, self.boundary), _column(segment, self.boundary, place)) or ""
        if GROWTH.search(head):
            return INCREASE
        return EARLIER if YEAR.fullmatch(head) and _year(head) < max(self.years) else ""


def of(segment: Segment, above: Columns | None, caption: str) -> Columns | None:
    """The columns of a row that heads a table, of the row above for one that goes on, None outside of tables."""
    if above and not _WORDS.search(segment.text):
        return above  # |---|---| of a Markdown table, ├──┼──┤ of a drawn one
    boundary = _boundary(segment)
    if not boundary:
        return None
    cells = [cell.text for cell in _cells(segment, boundary)]
    numbers = [YEAR.fullmatch(cell) for cell in cells if re.search(r"\d", cell)]
    compared = len(numbers) > 1 or any(map(GROWTH.search, cells))  # a year alone may be a cell of a row
    if not numbers or (compared and all(numbers)):
        return Columns(tuple(cells), boundary, caption)
    return above if above and above.boundary == boundary else None


def counted(
    table: Columns | None, segment: Segment, judged: Sequence[Judged], grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers of a row, those under a head that says what they count no longer refused; and what these count."""
    if table is None:
        return list(judged), [None] * len(judged)
    heads = [table.heads_of(segment, number.q) for number in judged]
    added = [table.beside(segment, number.q.digits_start) == INCREASE for number in judged]
    taken = [
        number._replace(reason="") if more and names else number
        for number, more, names in zip(judged, added, heads, strict=True)
    ]
    out, clauses = under(heads, taken, [table.about] * len(judged), grammar)
    return [new if clause else old for new, clause, old in zip(out, clauses, judged, strict=True)], clauses


def caption_of(above: str, segment: Segment) -> str:
    """The caption of what stands below a segment: the segment, with what stood above it where it says only the unit."""
    text = segment.view.text
    return above + text if _UNIT_LINE.fullmatch(text) else text


def _year(head: str) -> int:
    """The year that a head names; 0 for none."""
    named = YEAR.fullmatch(head)
    if not named:
        return 0
    return int(named["year"]) if named["year"] else _LATEST if named["this"] else _OLDEST


def _boundary(segment: Segment) -> str:
    if TAB in segment.text:
        return TAB
    if "|" in segment.narrow:
        return "|"
    return " " if is_wide(segment.text, segment.offsets) or _ONLY_YEARS.fullmatch(segment.text) else ""


class _Cell(NamedTuple):
    """start: where it begins in the text of the segment."""

    start: int
    text: str


def _cells(segment: Segment, boundary: str) -> list[_Cell]:
    """The cells of a row; a word that blanks draw apart (单 位) is one."""
    out: list[_Cell] = []
    place = 0
    for piece in (segment.narrow if boundary == "|" else segment.text).split(boundary):
        text = "".join(piece.split())
        if boundary == " " and out and _ONE_HAN.fullmatch(text) and _ONE_HAN.fullmatch(out[-1].text):
            out[-1] = _Cell(out[-1].start, out[-1].text + text)
        else:
            out.append(_Cell(place, text))
        place += len(piece) + 1
    return out


def _column(segment: Segment, boundary: str, place: int) -> int:
    """Which cell of a row a place of its view stands in."""
    at = segment.view.origin[place]
    return sum(cell.start <= at for cell in _cells(segment, boundary)) - 1
