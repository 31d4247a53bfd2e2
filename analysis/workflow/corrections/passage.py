"""The text of a report, and the one place in it that a correction means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .corrections_csv import NotApplied, Record, alike, squeeze

CHANGED = "the text or the extraction has changed"
ANEW = "look at what the tables hold now and write the correction anew, or delete the row"
Span = tuple[int, int]  # start, end
Place = tuple[int, int, str]  # start, end, quantity
_STOP = re.compile(r"[。！？!?]")
_NUMERAL = r"[\d.,，〇零一二两三四五六七八九十百千万亿]"


@dataclass(frozen=True)
class Passage:
    """A report in its source: the whole text, from where to where it stands there, and its paragraphs (records)."""

    text: str
    start: int
    end: int
    paragraphs: list[Record]

    def paragraph(self, start: int, end: int) -> Record | None:
        """The paragraph that holds a place; None outside body text."""
        return next((p for p in self.paragraphs if p["start"] <= start and end <= p["end"]), None)

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a place, within its paragraph, or within its line where it is in none."""
        held = self.paragraph(start, end)
        low, high = self.text.rfind("\n", 0, start) + 1, end + len(self.text[end:].partition("\n")[0])
        low, high = (held["start"], held["end"]) if held else (low, high)
        low = max([low, *(m.end() for m in _STOP.finditer(self.text, low, start))])
        return self.text[low : next((m.end() for m in _STOP.finditer(self.text, end, high)), high)]

    def places(self, quantity: str, start: int | None, end: int | None) -> list[Place]:
        """Where a quantity stands in the report, not as the end of a longer number; or the place that is given."""
        if start is not None and end is not None:
            return [(start, end, self.text[start:end])] if self.start <= start < end <= self.end else []
        written = re.compile(rf"(?<!{_NUMERAL})" + r"\s*".join(map(re.escape, squeeze(quantity))))
        return [(*m.span(), m[0]) for m in written.finditer(self.text, self.start, self.end)]


def place_meant(row: Record, passage: Passage, records: Iterable[Place], dropped: Mapping[Place, int]) -> Span:
    """Start and end of the record that a correction means or, where it adds one, of the quantity.

    records: where there are records. dropped: where there were some, and the rows that dropped them. Raises NotApplied
    where no place fits, or several do.
    """
    adding, start, end = row["column"] == "add", _offset(row, "start"), _offset(row, "end")
    quantity = row["quantity"] or (row["expect"] if row["column"] in ("drop", "add") else "")
    if (start is None or end is None) and not (quantity and row["sentence"]):
        raise NotApplied("names no place", "fill start and end, or quantity and sentence (a piece of it)")

    def fits(place: Place) -> bool:
        a, b, written = place
        named = start in (None, a) and end in (None, b) and (not quantity or alike(quantity, written))
        return named and squeeze(row["sentence"]) in squeeze(passage.sentence(a, b))

    found = list(filter(fits, passage.places(quantity, start, end) if adding else records))
    if not found and not adding and (gone := list(filter(fits, dropped))):
        raise NotApplied(f"row {dropped[gone[0]]} dropped this record", "delete one of the two rows")
    if not found:
        raise NotApplied(f"no {'quantity' if adding else 'record'} fits: {CHANGED}", ANEW)
    if len(found) > 1:
        raise NotApplied(f"{len(found)} places fit", "give start and end")
    return found[0][:2]


def _offset(row: Record, column: str) -> int | None:
    cell = row[column]
    if cell and not re.fullmatch(r"\d+(?:\.0+)?", cell):
        raise NotApplied(f"{column} {cell} is no whole number", "correct it, or fill quantity and sentence")
    return int(cell.partition(".")[0]) if cell else None
