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
_WORDS = re.compile(r"[\w]")
_COUNTS = "{column_heads}$"
# Heads that say nothing of what is counted, which then stands at the left of the row, or of its measure word.
_VALUES = re.compile(
    r"(?:工作|实际|全年|本年|累计|今年)?(?:数量?|完成(?:数量?|情况|量)?|实绩|合计|总数|总计|次数|件数|个数|数目)"
)
_UNITS = re.compile(r"(?:计量|计算)?单位")
# Why a number without a measure word is refused where no column says what it counts.
_FOR_WANT_OF_COLUMN = ("no_measure", "bare_year")


class Columns(NamedTuple):
    """heads: what stands above each column. boundary: what parts the cells of a row. caption: what stands above."""

    heads: tuple[str, ...]
    boundary: str
    caption: str

    @property
    def years(self) -> list[int]:
        """The year of each column, 0 where its head names none."""
        return [int(year[1]) if (year := _YEAR.fullmatch(head)) else 0 for head in self.heads]

    def head(self, segment: Segment, q: Quantity) -> str:
        """What stands above a number that fills its cell, its row's label where a year does; "" above any other."""
        cells = _cells(segment, self.boundary)
        at = _column(segment, self.boundary, q.digits_start)
        filled = len(cells) == len(self.heads) and cells[at] == segment.view.written(q.start, q.end)
        if not filled:
            return ""
        return self._row_label(cells) if self.years[at] or _VALUES.fullmatch(self.heads[at]) else self.heads[at]

    def _row_label(self, cells: Sequence[str]) -> str:
        """What stands at the left of a row, with the measure word of its own column: 提案(件)."""
        units = [cell for cell, head in zip(cells, self.heads, strict=True) if cell and _UNITS.fullmatch(head)]
        label = next((cell for cell in cells if not cell.isdecimal() and _WORDS.search(cell)), "")
        return f"{label}({units[0]})" if units and "(" not in label.replace("（", "(") else label

    def earlier(self, segment: Segment, place: int) -> bool:
        """Whether a place of a row's view stands under a year before the last one of the head."""
        years, column = self.years, _column(segment, self.boundary, place)
        return column < len(years) and 0 < years[column] < max(years)


def of(segment: Segment, above: Columns | None, caption: str) -> Columns | None:
    """The columns of a row that heads a table, of the row above for one that goes on, None outside of tables."""
    boundary = _boundary(segment)
    if not boundary:
        return None
    cells = _cells(segment, boundary)
    if above and not any(map(_WORDS.search, cells)):
        return above  # |---|---| of a Markdown table
    numbers = [_YEAR.fullmatch(cell) for cell in cells if re.search(r"\d", cell)]
    if not numbers or (len(numbers) > 1 and all(numbers)):
        return Columns(tuple(cells), boundary, caption)
    return above if above and above.boundary == boundary else None


def counted(
    table: Columns | None, segment: Segment, judged: Sequence[Judged], grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers of a row, those under a head that says what they count no longer refused; and what these count."""
    heads = [table.head(segment, number.q) if table else "" for number in judged]
    return under(heads, judged, table.caption if table else "", grammar)


def under(
    heads: Sequence[str], judged: Sequence[Judged], caption: str, grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers with what stands above or before each, "" for none: those it names are no longer refused; and what
    these count. caption: where else the noun is looked for that a verb alone leaves open.
    """
    out, clauses = list(judged), list[Clause | None]([None] * len(judged))
    for i, (number, written) in enumerate(zip(judged, heads, strict=True)):
        if number.q.unit or number.rule not in _FOR_WANT_OF_COLUMN or not number.q.arabic:
            continue
        head, _, unit = re.sub(r"[)）]$", "", written).replace("（", "(").partition("(")
        kind = grammar.measures.kind.get(unit, "")
        if kind or grammar.pattern(_COUNTS).search(head):
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
    return " " if is_wide(segment.text, segment.offsets) else ""


def _written(segment: Segment, boundary: str) -> str:
    return segment.narrow if boundary == "|" else segment.text


def _cells(segment: Segment, boundary: str) -> list[str]:
    return ["".join(cell.split()) for cell in _written(segment, boundary).split(boundary)]


def _column(segment: Segment, boundary: str, place: int) -> int:
    return _written(segment, boundary).count(boundary, 0, segment.view.origin[place])
