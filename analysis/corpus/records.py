"""What a corpus consists of once it has been read: reports, the segments of their text, and the forms that rules
read.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from . import blanks
from .headings import announces_plans, tells_of_past
from .lines import narrow
from .script import simplify

# Dashes, quotation marks and brackets become one of a kind: “ ” and 《 》.
_QUOTES = {0x300C: "“", 0x300D: "”", 0x300E: "‘", 0x300F: "’"}
_PUNCTUATION = {0xFE6A: "%", 0x2013: "-", 0x2015: "—", 0x3008: "《", 0x3009: "》"} | _QUOTES
# Who reports, and the sitting at which it was read: 某市政协常委会工作报告——在政协某市第九届委员会第二次会议上.
_OCCASION = re.compile(
    r"(?:常务委员会|常委会)(?=的?工作(?:情况)?的?(?:报告|总结))|在[^在,。;()]{2,40}?(?:会议|大会|全会)上的?"
    r"|[(（][^()（）]*(?:会议|大会|全会)(?:上|通过)[^()（）]*[)）]"
)
_ANY = re.compile(f"[{''.join(map(chr, _PUNCTUATION))}]")  # most texts have none, and a translation looks at each sign
_DASH = re.compile(r"(?:(?<!\d)—{2,}|—{2,}(?!\d))(?![^《》]*》)")
# A heading stands above many segments.
_simple_heading = lru_cache(maxsize=4096)(simplify)


class Cut(NamedTuple):
    """The words of a text, as lengths. known: the segmenter, and the words of the genre that were added to it."""

    known: tuple[str, tuple[str, ...]]
    lengths: tuple[int, ...]


def plain_quotes(text: str) -> str:
    """The text with “ ” and ‘ ’ in place of the corner brackets 「 」 and 『 』."""
    return text.translate(_QUOTES)


class View:
    """text: what the rules read. origin[i]: where text[i] stands in segment.text.

    White space is dropped except between two numbers or two Latin words; the character kept between two numbers shows
    what separates them (see `blanks`).
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
    """A paragraph, a heading or a piece of page furniture, cleaned, with the origin of each character.

    kind: "paragraph", "heading" or "furniture".
    text: one line; broken lines joined, full-width letters and digits narrowed, unusual spaces made plain.
    offsets: offsets[i] is the position of text[i] in the decoded source (`\\n` line ends), strictly increasing.
    headings: the headings it stands under, outermost first.
    paragraph: its number in the report, from 1; None unless it is a paragraph.
    cut: the words of `simple`, stored here by `tokens.words` once found.
    breaks: the positions in text preceded by page furniture, or by a line end inside a number.

    Each form of the text is computed once: `simple`, `narrow`, `view`, and the words.
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
        """The text in simplified script and plain characters, character for character: what is searched and counted."""
        return simplify(self.text)

    @cached_property
    def narrow(self) -> str:
        """`simple` with all full-width forms narrowed, character for character: publishers mix them, even in one
        report.
        """
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
        """What the rules on counts read."""
        return View(self)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of text[start:end]; start < end."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Report:
    """One report: its metadata (the columns of the reports table) and its segments in reading order.

    start, end: its position in the source. meta: what reports.csv says, else what the text states.
    """

    report: str
    source: str
    start: int
    end: int
    segments: tuple[Segment, ...] = ()
    meta: dict = field(default_factory=dict, hash=False)

    @cached_property
    def simple_title(self) -> str:
        """The title in simplified script, "" if there is none."""
        return simplify(str(self.meta.get("title") or ""))

    @cached_property
    def simple_subject(self) -> str:
        """The subject of the report according to its title, without who reports and where it was read."""
        return _OCCASION.sub("", self.simple_title)

    @cached_property
    def plans(self) -> frozenset[str]:
        """The headings that announce plans, in simplified script, but for those whose text tells what was done."""
        under: dict[str, list[str]] = {}
        for segment in self.segments:
            for heading in filter(announces_plans, segment.simple_headings):
                under.setdefault(heading, []).append(segment.view.text)
        return frozenset(heading for heading, texts in under.items() if not tells_of_past("\n".join(texts)))

    @cached_property
    def paragraphs(self) -> tuple[Segment, ...]:
        """The paragraphs of body text."""
        return tuple(s for s in self.segments if s.kind == "paragraph")
