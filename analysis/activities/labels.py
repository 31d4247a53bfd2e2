"""Numbers that stand behind a label and nothing else: 视察 9, 提案(件):156, 提案 156 / 立案 132, or one cell a line."""

import re
from collections import deque
from collections.abc import Sequence

from ..corpus.records import Segment
from .clauses.grammar import Grammar
from .clauses.reading import Clause
from .columns import under
from .refusals import Judged

_LABEL = r"[\u4e00-\u9fff]{0,8}{column_heads}(?:[(（].{1,3}[)）])?"
_NUMBER = r"(?!(?:19|20)\d\d(?!\d))\d[\d,]*(?:\.\d+)?"
_NUMBER_ALONE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_IN_TURN = re.compile("n?(?:ln){2,}l?|(?:nl){2,}n?")
_DIGIT = re.compile(r"\d")
_BETWEEN = "[:：.…—=-]*[(（]?"
_ITEM = f"({_LABEL}){_BETWEEN}{_NUMBER}[)）]?"
_LINE = f"[•·●■◆▪▌*-]?{_ITEM}(?:[ /|▌;,、]*{_ITEM})*[;,。]?"
_AT_LEAST = 3  # items of a line by itself; a line of fewer has one like it above or below
_REACH = 40  # so many labels above a number are looked through for what it counts


class Labels:
    """The labels of the numbers of a report, found once; `counted` is asked of its lines in their order."""

    def __init__(self, segments: Sequence[Segment], grammar: Grammar):
        self._grammar = grammar
        self._of = _one_cell_a_line(segments, grammar) | _beside(segments, grammar)
        self._so_far = deque[str](maxlen=_REACH)

    def __contains__(self, place: int) -> bool:
        """Whether the line at a place, a segment of the report, is of labels and numbers alone."""
        return place in self._of

    def counted(self, place: int, judged: Sequence[Judged]) -> tuple[list[Judged], list[Clause | None]]:
        """The numbers of such a line, no longer refused, and what these count: 立案 is of the 提案 before."""
        labels = self._of[place]
        self._so_far.extend(labels)
        return under(
            labels if len(labels) == len(judged) else [""] * len(judged), judged, "".join(self._so_far), self._grammar
        )


def _one_cell_a_line(segments: Sequence[Segment], grammar: Grammar) -> dict[int, list[str]]:
    """Labels and numbers on lines in turn, two of each or more, since the number of a page may stand behind any line.

    The label is the line before, in tiles that begin with the number (156 / 提案) the line behind.
    """
    lines = [segment.text.strip() for segment in segments]
    label = grammar.pattern(_LABEL)
    kinds = "".join("n" if _NUMBER_ALONE.fullmatch(x) else "l" if label.fullmatch(x) else " " for x in lines)
    found = {}
    for run in _IN_TURN.finditer(kinds):
        step = 1 if run[0].startswith("n") and run[0].endswith("l") else -1
        places = [i for i in range(*run.span()) if kinds[i] == "n" and run.start() <= i + step < run.end()]
        found |= {i: [lines[i + step]] for i in places}
    return found


def _beside(segments: Sequence[Segment], grammar: Grammar) -> dict[int, list[str]]:
    """Label and number in one line: several in it, or lines of the kind one after the other."""
    line, item = grammar.pattern(_LINE), grammar.pattern(_ITEM)
    found = {
        i: [label[1] for label in item.finditer(text)]
        for i, segment in enumerate(segments)
        if _DIGIT.search((text := segment.view.text)[-3:]) and line.fullmatch(text)
    }
    return {i: labels for i, labels in found.items() if len(labels) >= _AT_LEAST or i - 1 in found or i + 1 in found}
