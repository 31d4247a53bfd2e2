"""What a corpus is made of once it has been read: reports, the segments of their text, and how rules read them."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from . import blanks
from .lines import narrow
from .script import simplify

# Dashes, quotation marks and brackets become one of a kind: “ ” and 《 》.
_QUOTES = {0x300C: "“", 0x300D: "”", 0x300E: "‘", 0x300F: "’"}
_PUNCTUATION = {0xFE6A: "%", 0x2013: "-", 0x2015: "—", 0x3008: "《", 0x3009: "》"} | _QUOTES
_ANY = re.compile(f"[{''.join(map(chr, _PUNCTUATION))}]")  # most texts have none, and a translation looks at each sign
_DASH = re.compile(r"(?:(?<!\d)—{2,}|—{2,}(?!\d))(?![^《》]*》)")
# A heading stands above many segments.
_simple_heading = lru_cache(maxsize=4096)(simplify)


class Cut(NamedTuple):
    """The words of a text by their lengths. known: the segmenter, and the words of the genre that it was told."""

    known: tuple[str, tuple[str, ...]]
    lengths: tuple[int, ...]


def plain_quotes(text: str) -> str:
    """The text with “ ” and ‘ ’ for the corner marks 「 」 and 『 』."""
    return text.translate(_QUOTES)


class View:
    """text: what the rules read. origin[i]: where text[i] stands in segment.text.

    White space is left out but between two numbers or two Latin words; what stands between two numbers says what
    parts them (see `blanks`).
    """

    def __init__(self, segment: "Segment"):
        self.segment = segment
        narrow = segment.narrow
        plain = narrow.translate(_PUNCTUATION) if _ANY.search(narrow) else narrow
        pieces: list[str] | str = plain
        origin: list[int] | range = range(len(plain))
        changed = blanks.read(plain, segment.text, segment.offsets, segment.breaks)
        if changed:
            kept = [(changed.get(i, c), i) for i, c in enumerate(plain)]
            pieces = [piece for piece, _ in kept]
            origin = [i for piece, i in kept for _ in piece]
        # A dash between two clauses; 20——30 is a range.
        self.text = _DASH.sub(lambda m: ":" * len(m[0]), "".join(pieces))
        self.origin = origin

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of text[start:end]."""
        return self.segment.span(self.origin[start], self.origin[end - 1] + 1)

    def whole(self, start: int, end: int) -> bool:
        """Whether no page furniture stands inside text[start:end]."""
        breaks = self.segment.breaks
        return bisect_right(breaks, self.origin[start]) == bisect_right(breaks, self.origin[end - 1])

    def written(self, start: int, end: int) -> str:
        """text[start:end] as the segment has it, without spaces."""
        return self._piece(self.segment.text, start, end)

    def simple(self, start: int, end: int) -> str:
        """As `written`, in simplified script."""
        return self._piece(self.segment.simple, start, end)

    def _piece(self, whole: str, start: int, end: int) -> str:
        return "".join(whole[self.origin[start] : self.origin[end - 1] + 1].split()) if start < end else ""


@dataclass(frozen=True)
class Segment:
    """A paragraph, a heading or a piece of page furniture, cleaned, that still knows where it came from.

    kind: "paragraph", "heading" or "furniture".
    text: one line; broken lines joined, full-width letters and digits narrowed, odd spaces made plain.
    offsets: offsets[i] is where text[i] stands in the decoded source (`\\n` line ends), rising strictly.
    headings: the headings it stands under, outermost first.
    paragraph: its number in the report, from 1; None unless it is a paragraph.
    cut: the words of `simple`, which `tokens.words` keeps here once it has found them.
    breaks: the places in text before which page furniture stood, or a line ended inside a number.

    Each form in which the text is read is made once: `simple`, `narrow`, `view`, and the words.
    """

    kind: str
    text: str
    offsets: tuple[int, ...]
    headings: tuple[str, ...] = ()
    paragraph: int | None = None
    cut: Cut | None = field(default=None, compare=False, repr=False)
    breaks: tuple[int, ...] = ()

    @cached_property
    def simple(self) -> str:
        """The text in simplified script and plain characters, place for place: what is searched and counted."""
        return simplify(self.text)

    @cached_property
    def narrow(self) -> str:
        """`simple` with all full-width forms narrowed, place for place: publishers mix them, also in one report."""
        return narrow(self.simple)

    @cached_property
    def simple_headings(self) -> tuple[str, ...]:
        """The headings in simplified script."""
        return tuple(map(_simple_heading, self.headings))

    @cached_property
    def narrow_headings(self) -> tuple[str, ...]:
        """The headings in simplified script, all full-width forms narrowed."""
        return tuple(map(narrow, self.simple_headings))

    @cached_property
    def view(self) -> View:
        """What rules on counts read."""
        return View(self)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of text[start:end]; start < end."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Report:
    """One report: its metadata (the columns of the reports table) and its segments in reading order.

    start, end: where the report stands in its source. meta: what reports.csv says, else what the text gives.
    """

    report: str
    source: str
    start: int
    end: int
    segments: tuple[Segment, ...] = ()
    meta: dict = field(default_factory=dict, hash=False)

    @cached_property
    def simple_title(self) -> str:
        """The title in simplified script, "" where there is none."""
        return simplify(str(self.meta.get("title") or ""))

    @cached_property
    def paragraphs(self) -> tuple[Segment, ...]:
        """The body text alone."""
        return tuple(s for s in self.segments if s.kind == "paragraph")
