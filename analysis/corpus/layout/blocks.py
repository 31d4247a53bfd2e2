"""Lines to blocks: broken lines joined, headings and page furniture told from body text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from .. import headings
from ..lines import Line, fold, is_full, lines_of, wrap_width
from .furniture import mark_lines


@dataclass(slots=True)
class Block:
    """A segment in the making. kind: furniture, title, heading or paragraph; cue: what made it furniture."""

    lines: list[Line]
    kind: str = "paragraph"
    cue: str | None = None
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    key: str = ""

    @property
    def start(self) -> int:
        """Where its first line begins in the source."""
        return self.lines[0].start


_OPENERS, _CLOSING = "《“(【「『", "》”)】」』"
# What no paragraph begins with: closing marks, particles bound to what stands before them, and a verb of one syllable
# with its aspect particle (为了, 随着, 通过 and their like are prepositions and may begin one).
_STARTS_MID = re.compile(
    r"^(?:[,。、;:!?》”)】」』%]|的(?!确)|了(?![解却然如不])|之(?!所以|[前后])|以及|(?![为除有到罢])[\u4e00-\u9fff]了(?![解却])"
    r"|(?![随沿向本朝按照有接])[\u4e00-\u9fff]着(?![力眼手重])|(?![经通超不路越])[\u4e00-\u9fff]过(?![去程渡]))"
)
# What no heading ends with: a comma, or a word that asks for its object; a clause breaks off after more of them.
_ENDS_OPEN = re.compile(
    r"(?:[,、]|(?<!目)的|(?<![谐平缓温柔祥调总共饱中附应唱亲])和|(?<![参赠])与|以及|关于|围绕|按照|根据)$"
)
_ENDS_MID = re.compile(
    r"(?:[和及或把被从让]|通过|等各|(?<!参)与|(?<![存所现])在|(?<![由处善勇敢])于|(?<![作行成有])为)$"
)
_NEW_START = re.compile(
    r"^(?:本[报网]|新华社|(?:\d{4}年)?\d{1,2}月\d{1,2}日|会议(?:指出|强调|认为|要求|传达|审议)|[一二三四五六七八九十]是|第[一二三四五六七八九十],"
    r"|各位(?:委员|代表)|同志们)"
)
_COUNT = re.compile(r"\d[余多万亿]*(?:人次|场次|次|件|篇|个|名|场|条|项|家|期|户|份|元|%|部|支|批)")
_UNIT_FIRST = re.compile(r"[余多]?[万亿]?(?:人次|场次|[次件篇个名场条项家期户份元年月日部支批位人本册处])|\d")
_SUBTITLE = re.compile(r"^(?:——|--|—)|^[(].*(?:会议上|会议通过|会议)[)]$")
_INLINE = {"prompt", "page", "caption", "rule", "share"}
_SPEECH = {"byline", "dateline", "greeting", "speaker"}
MAX_TITLE = 64
_ENDS = 300


def blocks_of(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks of text[start:end] in reading order; every character that is not white space is in exactly one."""
    lines = lines_of(text, start, end)
    cues = mark_lines(lines)
    body = [line for line, cue in zip(lines, cues, strict=True) if cue is None]
    width = wrap_width(body)
    indented = sum(line.indent >= 2 for line in body) >= max(2, 0.1 * len(body)) and any(
        line.indent < 2 for line in body
    )
    words = _Words(body)
    blocks: list[Block] = []
    last: Block | None = None
    between = 0
    for line, cue in zip(lines, cues, strict=True):
        if cue is not None:
            blocks.append(Block([line], "furniture", cue, key=line.key))
            between += 1
            if cue not in _INLINE or between > 4:
                last = None
            continue
        if last is not None and _joins(last, line, width, indented, words):
            last.lines.append(line)
            last.key = last.key[:_ENDS] + last.key[_ENDS:][-_ENDS:] + line.key  # a join is decided at the ends
        else:
            last = Block([line], key=line.key)
            blocks.append(last)
        between = 0
    for block in blocks:
        _fill(block)
    _find_headings(blocks)
    return blocks


class _Words:
    """Pairs of characters in a text, counted when first asked for: what is one word elsewhere is one across a break."""

    def __init__(self, lines: list[Line]):
        self._lines, self._counts = lines, None

    def cut(self, before: str, after: str) -> bool:
        """Whether a break stands inside a word: the pair of characters across it is more usual than both beside it."""
        if self._counts is None:
            self._counts = Counter(a + b for line in self._lines for a, b in zip(line.key, line.key[1:], strict=False))
        n = self._counts
        return n[before[-1] + after[0]] > max(n[before[-2:]], n[after[:2]])


def _joins(block: Block, line: Line, width: int | None, indented: bool, words: _Words) -> bool:
    key, new, previous = block.key, line.key, block.lines[-1]
    closed = headings.closed(key)
    if headings.mark(new) or headings.is_top(new) or headings.is_top(key) or new.startswith("——"):
        return False
    if indented and line.indent >= 2 and previous.indent < 2 and len(block.lines) > 1 and closed:
        return False
    if width is not None and is_full(previous, line, width):
        if indented and line.indent >= 2:
            return False
        return not closed or (line.indent < 2 if indented else line.gap == 0)
    if closed:
        return False
    if (
        indented
        and line.indent < 2
        and line.gap == 0
        and block.lines[0].indent >= 2
        and not headings.numbered_heading(key)
    ):
        return True  # where paragraphs are indented, a line that is not goes on with the one above
    if re.match(r"[\u4e00-\u9fff][,。、;]", new) or (key[-1].isdigit() and _UNIT_FIRST.match(new)):
        return True
    if _STARTS_MID.match(new) or _ENDS_OPEN.search(key) or _open_mark(key):
        return True
    if headings.numbered_heading(key):
        return False
    if _heading_like(key):
        return words.cut(key, new) and not _heading_like(new)
    if _ENDS_MID.search(key):
        return True
    if line.gap == 0 and len(key) > headings.MAX_LOOSE and not (indented and line.indent >= 2):
        return True  # a sentence that breaks off on the line above goes on; a heading would wait for its end
    if _heading_like(new) or _NEW_START.match(new) or (indented and line.indent >= 2):
        return False
    return "。" in key or bool(_NEW_START.match(key)) or ("," in key and len(key) > headings.MAX_LOOSE)


def _heading_like(key: str, limit: int = headings.MAX_LOOSE) -> bool:
    """Short and without an end, and not the first words of a story or a speech."""
    return headings.looks_like_heading(key, limit) and not _NEW_START.match(key)


def _open_mark(key: str) -> bool:
    """Whether a quotation mark or bracket opened near the end has not been closed."""
    tail = key[-120:]
    return any(tail.rfind(a) > tail.rfind(b) for a, b in zip(_OPENERS, _CLOSING, strict=True))


def _fill(block: Block) -> None:
    """Text and offsets from the lines; Latin words keep a space between them, which stands for the line break."""
    parts, offsets = [], []
    for line in block.lines:
        if (
            parts
            and parts[-1][-1].isascii()
            and parts[-1][-1].isalpha()
            and line.text[0].isascii()
            and line.text[0].isalpha()
        ):
            parts.append(" ")
            offsets.append(offsets[-1] + 1)
        parts.append(line.text)
        offsets.extend(line.offsets)
    block.text, block.offsets = "".join(parts), offsets
    block.key = fold(block.text)


def _find_headings(blocks: list[Block]) -> None:
    text = [b for b in blocks if b.kind != "furniture"]
    following: Block | None = None
    for block in reversed(text):
        block.kind = _kind(block, following)
        following = block
    # Statements of counts one to a line ("提案 261件") are body text, though each is as short as a heading.
    run: list[Block] = []
    for block in [*text, Block([], "end")]:
        if block.kind == "heading" and _COUNT.search(block.key) and not headings.mark(block.key):
            run.append(block)
            continue
        if len(run) > 1:
            for member in run:
                member.kind = "paragraph"
        run = []
    # What is left over after the last sentence, as short as a heading and over nothing, is the foot of the page.
    if any(b.kind == "paragraph" for b in text):
        for block in reversed(text):
            if block.kind != "heading" or headings.mark(block.key):
                break
            if _COUNT.search(block.key):
                block.kind = "paragraph"
                break
            block.kind, block.cue = "furniture", "foot"


def _kind(block: Block, following: Block | None) -> str:
    key = block.key
    found = headings.mark(key)
    if found:
        if not headings.numbered_heading(key):
            return "paragraph"
        if not headings.closed(key):
            return "heading"
        if following is None or key.endswith(";") or _COUNT.search(key):
            return "paragraph"
        after = headings.mark(following.key)
        item = after is not None and after[0] <= found[0]  # a list of sentences, not a heading over text
        return "paragraph" if item else "heading"
    if headings.is_top(key) or _heading_like(key) or (_SUBTITLE.match(key) and len(key) <= MAX_TITLE):
        return "heading"
    return "paragraph"


def mark_titles(blocks: list[Block]) -> None:
    """The heading lines of a report before its body, until a number, a year or the names of the authors: its title."""
    seen = ""
    for block in blocks:
        if block.kind == "furniture":
            if seen and block.cue in _SPEECH:
                return
            continue
        title = block.kind == "heading" or (not seen and _heading_like(block.key, MAX_TITLE))
        if not title or headings.mark(block.key) or headings.is_top(block.key):
            return
        block.kind, seen = "title", seen + block.key
