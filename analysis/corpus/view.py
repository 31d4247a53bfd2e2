"""The form of a segment that rules read: simplified script, no spaces, one punctuation; offsets kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import Segment

# Dashes, quotation marks and brackets become one of a kind: “ ” and 《 》.
_QUOTES = {0x300C: "“", 0x300D: "”", 0x300E: "‘", 0x300F: "’"}
_PUNCTUATION = {0xFE6A: "%", 0x2013: "-", 0x2015: "—", 0x3008: "《", 0x3009: "》"} | _QUOTES
# Thousands parted by a space, as GB/T 15835 writes them: 2 000多人次.
_THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{0,2} \d{3}(?!\d)")
_DASH = re.compile(r"(?:(?<!\d)—{2,}|—{2,}(?!\d))(?![^《》]*》)")


def plain_quotes(text: str) -> str:
    """The text with “ ” and ‘ ’ for the corner marks 「 」 and 『 』."""
    return text.translate(_QUOTES)


class View:
    """text: what the rules read. origin[i]: where text[i] stands in segment.text."""

    def __init__(self, segment: Segment):
        self.segment = segment
        plain = segment.narrow.translate(_PUNCTUATION)
        grouped = {m.start() + m[0].index(" ") for m in _THOUSANDS.finditer(plain)}
        keep = [i for i, c in enumerate(plain) if not c.isspace() or (_parts(plain, i) and i not in grouped)]
        # A dash between two clauses; 20——30 is a range.
        self.text = _DASH.sub(lambda m: ":" * len(m[0]), "".join(plain[i] for i in keep))
        self.origin = keep

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of text[start:end]."""
        return self.segment.span(self.origin[start], self.origin[end - 1] + 1)

    def written(self, start: int, end: int) -> str:
        """text[start:end] as the segment has it, without spaces."""
        return self._piece(self.segment.text, start, end)

    def simple(self, start: int, end: int) -> str:
        """As `written`, in simplified script."""
        return self._piece(self.segment.simple, start, end)

    def _piece(self, whole: str, start: int, end: int) -> str:
        return "".join(whole[self.origin[start] : self.origin[end - 1] + 1].split()) if start < end else ""


def _parts(text: str, i: int) -> bool:
    """A space that parts two numbers or two Latin words is kept: dropping it would make one of them."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
