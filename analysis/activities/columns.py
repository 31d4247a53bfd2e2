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
# Heads that say nothing of what is counted, which then stands at the left of the row or in the caption.
_SAYS_NOTHING = re.compile(
    r"(?:工作|实际|全年|本年|累计|今年)?(?:数量?|完成(?:数量?|情况|量)?|实绩|合计|总数|总计|次数|件数|个数|数目)"
    r"|[人件次篇条期户场批]数|占?比[例重]?|百分比|[%‰]"
)
_NUMBER_OF = re.compile(r"(?<=..)(?:总?数量?|总量)$")
_UNITS = re.compile(r"(?:计量|计算)?单位")
# Why a number without a measure word is refused where no column says what it counts.
_FOR_WANT_OF_COLUMN = ("no_measure", "bare_year")
_OF_A_SHARE = ("%", "‰")
_SHARES = re.compile(r"率|占比|比[例重]|[%‰]")  # heads of shares, whose numbers have their sign or not


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

    def heads_of(self, segment: Segment, q: Quantity) -> tuple[str, ...]:
        """What may say what a number counts that fills its cell: the head of its column, before that the label of its
        row where the head is a year or says nothing of it.
        """
        cells, at = _cells(segment, self.boundary), _column(segment, self.boundary, q.digits_start)
        head = self._above(cells, at)
        if head is None or cells[at].text != segment.view.written(q.start, q.end):
            return ()
        return (self._row_label(cells), head) if _YEAR.fullmatch(head) or _SAYS_NOTHING.fullmatch(head) else (head,)

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
    heads = [table.heads_of(segment, number.q) if table else () for number in judged]
    return under(heads, judged, [table.caption if table else ""] * len(judged), grammar)


def under(
    heads: Sequence[Sequence[str]], judged: Sequence[Judged], captions: Sequence[str], grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers with what stands above or before each: those it names are no longer refused; and what these count.

    heads: of each number what may name it, the best first. captions: where else, for each, the noun is looked for that
    a verb alone leaves open.
    """
    out, clauses = list(judged), list[Clause | None]([None] * len(judged))
    for i, (number, names, caption) in enumerate(zip(judged, heads, captions, strict=True)):
        found = next((named for name in names if (named := _named(name, number, grammar))), None)
        if found:
            (head, unit), around = found, copy(number.around)
            if not number.q.unit:
                around.q = number.q._replace(unit=unit, kind=grammar.measures.kind.get(unit, ""))
            out[i] = Judged(around, "", "under_column_head")
            clauses[i] = _clause(head, caption, grammar)
    return out, clauses


def _named(name: str, number: Judged, grammar: Grammar) -> tuple[str, str] | None:
    """The head and the measure word, "" without one, if it says what a number counts: 提案(件) is 提案 and 件."""
    head, _, unit = re.sub(r"[)）]$", "", name).replace("（", "(").partition("(")
    head = name if re.search("[)）]", unit) else head  # 主席(扩大)会议
    measured = unit in grammar.measures.kind
    if number.q.unit in _OF_A_SHARE and _SHARES.search(name):
        return head, ""
    wanting = number.rule in _FOR_WANT_OF_COLUMN or number.q.numeral == "0"
    open_to_it = number.q.arabic and (not number.reason or wanting)
    if open_to_it and (measured or grammar.says_what_is_counted(head)):
        return head, unit if measured else ""
    return None


def _clause(head: str, caption: str, grammar: Grammar) -> Clause:
    """提案数 names what is counted; 立案 says what was done to the 提案 of the caption, and 件数 or 占比 nothing."""
    nouns = grammar.pattern("{counted_in_tables}").findall(caption)
    if _SAYS_NOTHING.fullmatch(head):
        return Clause(nouns[-1] if nouns else head, "", by="under_column_head")
    head = _NUMBER_OF.sub("", head)
    words = grammar.words(head, 0, len(head))
    verb = words[0] if words and (grammar.governing(words[0]) or words[0].flag == "v") else None
    if verb is None or grammar.pattern("{counted_in_tables}").fullmatch(head):  # 协商 is counted, 立案 is done
        return Clause(head, "", by="under_column_head")
    noun = head[verb.end :] or (nouns[-1] if nouns else "")
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
