"""Tables with a column a year: what stands under an earlier year is no figure of the year reported on."""

import re
from typing import NamedTuple

from ..corpus.lines import TAB
from ..corpus.records import Segment

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")


class Columns(NamedTuple):
    """years: the year of each column, 0 where its head names none. boundary: what parts the cells of a row."""

    years: tuple[int, ...]
    boundary: str

    def earlier(self, segment: Segment, place: int) -> bool:
        """Whether a place of a row's view stands under a year before the last one of the head."""
        text = segment.narrow if self.boundary != TAB else segment.text
        column = text.count(self.boundary, 0, segment.view.origin[place])
        return column < len(self.years) and 0 < self.years[column] < max(self.years)


def of(segment: Segment, above: Columns | None) -> Columns | None:
    """The columns of a row that heads a table, of the row above for one that goes on, None outside of tables."""
    boundary = next((mark for mark in (TAB, "|") if mark in (segment.text if mark == TAB else segment.narrow)), "")
    if not boundary:
        return None
    cells = (segment.text if boundary == TAB else segment.narrow).split(boundary)
    found = [_YEAR.fullmatch(cell.strip()) for cell in cells]
    if sum(map(bool, found)) > 1:
        return Columns(tuple(int(year[1]) if year else 0 for year in found), boundary)
    return above if above and above.boundary == boundary else None
