"""Numbers that stand behind a label and nothing else: 视察 9, 提案(件):156, 提案 156 / 立案 132, or one cell a line."""

import re
from collections import deque
from collections.abc import Iterable, Sequence

from ..corpus.records import Segment
from .clauses.grammar import Grammar
from .clauses.reading import Clause
from .heads import under
from .refusals import Judged

# A comma is of a number before three digits only: if it could be of either side, a list would be tried in all ways.
_NUMBER = r"(?!(?:19|20)\d\d(?!\d))\d+(?:,\d{3})*(?:\.\d+)?"
_NUMBER_ALONE = re.compile(r"\d[\d,]*(?:\.\d+)?[+余多]?[万亿]?[\u4e00-\u9fff]{0,2}%?")
_IN_TURN = re.compile("n?(?:ln){2,}l?|(?:nl){2,}n?")
_PAGE = re.compile(r"(?:…|\.{3,})(\d{1,3})$")
_CELL = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_HEAD = re.compile(r"[\u4e00-\u9fff“”、]{2,10}(?:[(（][^()（）]{1,3}[)）])?")
# The heads are one more than the numbers of a row, of which there are at most seven.
_ROWS = re.compile("|".join(f"l{{{n + 1}}}(?:l(?P<numbers{n}>n{{{n}}})){{2,}}" for n in range(2, 8)))
_DIGIT = re.compile(r"\d")
_BETWEEN = "[:：.…—=|-]*[(（]?"
_LABEL = r"[\u4e00-\u9fff“”]{2,12}(?:[(（][^()（）]{1,3}[)）])?"
_NAMED = re.compile(_LABEL)
_ITEM = re.compile(f"({_LABEL}){_BETWEEN}{_NUMBER}[)）]?")
_LINE = re.compile(f"[•·●■◆▪▌|*-]?{_ITEM.pattern}(?:[ /|▌;,、]*{_ITEM.pattern})*[;,。|]?")
_AT_LEAST = 3  # items of a line by itself; a line of fewer has one like it above or below
_REACH = 40  # so many labels above a number are looked through for what it counts


class Labels:
    """The labels of the numbers of a report, found once; `counted` is asked of its lines in their order."""

    def __init__(self, segments: Sequence[Segment], grammar: Grammar):
        self._grammar = grammar
        lines = [segment.text.strip() for segment in segments]
        self._of = _one_cell_a_line(lines, grammar) | _rows_of_lines(lines) | _beside(segments, grammar)
        self._so_far = deque[str](maxlen=_REACH)

    def __contains__(self, place: int) -> bool:
        """Whether the line at a place, a segment of the report, is of labels and numbers alone."""
        return place in self._of

    def counted(self, place: int, judged: Sequence[Judged]) -> tuple[list[Judged], list[Clause | None]]:
        """The numbers of such a line, no longer refused, and what these count: 立案 is of the 提案 before."""
        labels = self._of[place]
        captions = []
        for label in labels:
            self._so_far.append(label)
            captions.append("".join(self._so_far))
        if len(labels) != len(judged):  # a number that is none, or two in one
            labels = captions = [""] * len(judged)
        return under([(label,) for label in labels], judged, captions, self._grammar)


def _one_cell_a_line(lines: Sequence[str], grammar: Grammar) -> dict[int, list[str]]:
    """Labels and numbers on lines in turn, two of each or more, since the number of a page may stand behind any line.

    The label is the line before, in tiles that begin with the number (156 / 提案) the line behind.
    """
    kinds = "".join(
        "n" if _NUMBER_ALONE.fullmatch(line) else "l" if _is_label(line, grammar) else " " for line in lines
    )
    found: dict[int, list[str]] = {}
    for run in _IN_TURN.finditer(kinds):
        step = 1 if run[0].startswith("n") and run[0].endswith("l") else -1
        places = [i for i in range(*run.span()) if kinds[i] == "n" and run.start() <= i + step < run.end()]
        found |= {i: [lines[i + step]] for i in places}
    return found


def _rows_of_lines(lines: Sequence[str]) -> dict[int, list[str]]:
    """A table of three columns or more with one cell a line: the heads, then in each row a label and its numbers."""
    kinds = "".join("n" if _CELL.fullmatch(x) else "l" if _HEAD.fullmatch(x) else " " for x in lines)
    found: dict[int, list[str]] = {}
    for table in _ROWS.finditer(kinds):
        width = len(table[table.lastgroup or 0]) + 1
        heads = lines[table.start() : table.start() + width]
        for i in range(table.start() + width, table.end()):
            if column := (i - table.start()) % width:
                found[i] = [heads[column]]
    return found


def _beside(segments: Sequence[Segment], grammar: Grammar) -> dict[int, list[str]]:
    """Label and number in one line: several in it, or lines of the kind one after the other."""
    found: dict[int, list[str]] = {}
    for i, segment in enumerate(segments):
        text = segment.view.text
        if _DIGIT.search(text[-3:]) and _LINE.fullmatch(text):
            labels = [item[1] for item in _ITEM.finditer(text)]
            if all(_is_label(label, grammar) for label in labels):
                found[i] = labels
    for run in _runs(found):
        pages = [int(page[1]) for i in run if (page := _PAGE.search(segments[i].view.text))]
        if len(pages) == len(run) > 1 and pages == sorted(pages):  # a table of contents
            for i in run:
                del found[i]
    return {i: labels for i, labels in found.items() if len(labels) >= _AT_LEAST or i - 1 in found or i + 1 in found}


def _runs(places: Iterable[int]) -> list[list[int]]:
    """Places that follow each other."""
    out: list[list[int]] = []
    for i in places:
        if out and out[-1][-1] == i - 1:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _is_label(words: str, grammar: Grammar) -> bool:
    """Whether words say what is counted, with or without a measure word in brackets: 提案, 提案(件)."""
    return _NAMED.fullmatch(words) is not None and grammar.says_what_is_counted(re.split("[(（]", words)[0])
