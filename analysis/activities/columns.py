"""Tables: what the head of a column, or a label, says of the numbers under it, their year and what they count."""

import re
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from ..corpus.lines import TAB, is_wide
from ..corpus.records import Segment
from .clauses.grammar import Grammar, bare
from .clauses.reading import Clause
from .numbers import Quantity
from .refusals import Judged

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_ONLY_YEARS = re.compile(r"(?:(?:19|20)\d\d年?度? )+(?:19|20)\d\d年?度?")
_ONE_HAN = re.compile("[\u4e00-\u9fff]")
_WORDS = re.compile(r"[\w]")
# Heads that say nothing of what is counted, which then stands at the left of the row, or of its measure word.
_VALUES = re.compile(
    r"(?:工作|实际|全年|本年|累计|今年)?(?:数量?|完成(?:数量?|情况|量)?|实绩|合计|总数|总计|次数|件数|个数|数目)"
)
_UNITS = re.compile(r"(?:计量|计算)?单位")
# Why a number without a measure word is refused where no column says what it counts.
_FOR_WANT_OF_COLUMN = ("no_measure", "bare_year")


class Columns(NamedTuple):
    """heads: what stands above each column. boundary: what parts the cells of a row, " " for blanks. caption: the line
    above.
    """

    heads: tuple[str, ...]
    boundary: str
    caption: str

    @property
    def years(self) -> list[int]:
        """The year of each column, 0 where its head names none."""
        return [int(year[1]) if (year := _YEAR.fullmatch(head)) else 0 for head in self.heads]

    def head(self, segment: Segment, q: Quantity) -> str:
        """What stands above a number that fills its cell, its row's label where a year does; "" above any other."""
        cells, at = _cells(segment, self.boundary), _column(segment, self.boundary, q.digits_start)
        head = self._above(cells, at)
        if head is None or cells[at].text != segment.view.written(q.start, q.end):
            return ""
        return self._row_label(cells) if _YEAR.fullmatch(head) or _VALUES.fullmatch(head) else head

    def _above(self, cells: Sequence["_Cell"], at: int) -> str | None:
        """The head of a column of a row. Where blanks part the columns, none may stand above the labels at the left."""
        aside = len(cells) - len(self.heads)
        return self.heads[at - aside] if aside == 0 or (aside == 1 and self.boundary == " " and at > 0) else None

    def _row_label(self, cells: Sequence["_Cell"]) -> str:
        """What stands at the left of a row, with the measure word of its own column: 提案(件)."""
        units = [
            cell.text for i, cell in enumerate(cells) if cell.text and _UNITS.fullmatch(self._above(cells, i) or "")
        ]
        label = next((text for _, text in cells if not text.isdecimal() and _WORDS.search(text)), "")
        return f"{label}({units[0]})" if units and "(" not in label.replace("（", "(") else label

    def earlier(self, segment: Segment, place: int) -> bool:
        """Whether a place of a row's view stands under a year before the last one of the head."""
        cells = _cells(segment, self.boundary)
        year = _YEAR.fullmatch(self._above(cells, _column(segment, self.boundary, place)) or "")
        return year is not None and int(year[1]) < max(self.years)


def of(segment: Segment, above: Columns | None, caption: str) -> Columns | None:
    """The columns of a row that heads a table, of the row above for one that goes on, None outside of tables."""
    if above and not _WORDS.search(segment.text):
        return above  # |---|---| of a Markdown table, ├──┼──┤ of a drawn one
    boundary = _boundary(segment)
    if not boundary:
        return None
    cells = [cell.text for cell in _cells(segment, boundary)]
    numbers = [_YEAR.fullmatch(cell) for cell in cells if re.search(r"\d", cell)]
    if not numbers or (len(numbers) > 1 and all(numbers)):
        return Columns(tuple(cells), boundary, caption)
    return above if above and above.boundary == boundary else None


def counted(
    table: Columns | None, segment: Segment, judged: Sequence[Judged], grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers of a row, those under a head that says what they count no longer refused; and what these count."""
    heads = [table.head(segment, number.q) if table else "" for number in judged]
    return under(heads, judged, [table.caption if table else ""] * len(judged), grammar)


def under(
    heads: Sequence[str], judged: Sequence[Judged], captions: Sequence[str], grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers with what stands above or before each, "" for none: those it names are no longer refused; and what
    these count. captions: where else, for each, the noun is looked for that a verb alone leaves open.
    """
    out, clauses = list(judged), list[Clause | None]([None] * len(judged))
    for i, (number, written, caption) in enumerate(zip(judged, heads, captions, strict=True)):
        if number.q.unit or not number.q.arabic or (number.reason and number.rule not in _FOR_WANT_OF_COLUMN):
            continue
        head, _, unit = re.sub(r"[)）]$", "", written).replace("（", "(").partition("(")
        kind = grammar.measures.kind.get(unit, "")
        if kind or grammar.counted_in_tables(head):
            around = copy(number.around)
            around.q = number.q._replace(unit=unit if kind else "", kind=kind)
            out[i] = Judged(around, "", "under_column_head")
            clauses[i] = _clause(head, caption, grammar)
    return out, clauses


def _clause(head: str, caption: str, grammar: Grammar) -> Clause:
    """提案 names what is counted; 立案 says what was done to the 提案 of the caption."""
    words = grammar.words(head, 0, len(head))
    verb = words[0] if words and (grammar.governing(words[0]) or words[0].flag == "v") else None
    if verb is None:
        return Clause(head, "", by="under_column_head")
    noun = head[verb.end :] or next(reversed(grammar.pattern("{counted_in_tables}").findall(caption)), "")
    return Clause(noun or head, bare(verb.text), by="under_column_head")


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
