"""From lines to blocks: joining broken lines, separating headings and page furniture from body text."""

import re
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, pairwise, takewhile

from .. import headings
from ..lines import TAB, Line, fold, is_wide, lines_of, part
from .furniture import mark_lines
from .joins import heading_like, layout_of


@dataclass(slots=True)
class Block:
    """A segment in the making. kind: furniture, title, heading or paragraph; cue: what made it furniture.

    torn: which lines follow page furniture, or break a number although the line before was not full; breaks: the
    positions in text where they begin.
    """

    lines: list[Line]
    kind: str = "paragraph"
    cue: str | None = None
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    key: str = ""
    torn: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The position in the source of its first line."""
        return self.lines[0].start


# A row of a table: a cell begins with a digit; where blanks part the cells two or more are numbers.
_ROW = re.compile(rf"[|{TAB}]\s*\d")
_CELL, _LAST_CELL = re.compile(r"(?<!\S)\d[\d,.]*(?!\S)"), re.compile(r" \d[\d,.]*$")
_COUNT = re.compile(r"\d[余多万亿]*(?:人次|场次|次|件|篇|个|名|场|条|项|家|期|户|份|元|%|部|支|批)")
_TIME_FIRST = re.compile(r"(?:\d{4}年(?:度)?|[一二三四五]年来|今年以来|全年),")
_SUBTITLE = re.compile(r"^(?:[—―]|--)|^[(].*(?:会议上|会议通过|会议)[)]$")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?[+余多]?")
_MEASURE = re.compile("[余多]?[万亿]?(?:人次|场次|件次|户次|[次件条篇个名人位场期项家户份批部本册元%])")
_INLINE = {"prompt", "page", "caption", "rule", "share"}
_SPEECH = {"byline", "dateline", "greeting", "speaker"}
MAX_TITLE = 64
_ENDS = 300


def blocks_of(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks of text[start:end] in reading order; every non-blank character is in exactly one."""
    lines = _with_measures([*chain.from_iterable(map(_cut, lines_of(text, start, end)))])
    cues = mark_lines(lines)
    layout = layout_of([line for line, cue in zip(lines, cues, strict=True) if cue is None])
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
        rows = _is_row(line) or (last is not None and _is_row(last.lines[-1]))
        if last is not None and not rows and layout.joins(last.key, last.lines, line):
            if between or layout.tears_number(last.key, last.lines[-1], line):
                last.torn.append(len(last.lines))
            last.lines.append(line)
            last.key = last.key[:_ENDS] + last.key[_ENDS:][-_ENDS:] + line.key  # a join is decided at the ends
        else:
            last = Block([line], key=line.key)
            blocks.append(last)
        between = 0
    for block in blocks:
        _fill(block)
    read = [b for b in blocks if b.kind != "furniture"]
    following: Block | None = None
    for block in reversed(read):
        block.kind = _kind(block, following)
        following = block
    if len(read) > 1 and read[0].key.endswith("!") and not _COUNT.search(read[0].key):
        read[0].kind = "heading" if heading_like(read[0].key.rstrip("!")) else read[0].kind  # 工作报告全文来了!
    _keep_lists_of_counts(read)
    _mark_foot(read)
    return blocks


def _cut(line: Line) -> list[Line]:
    """A line as several where headings stand in it, as they do in a report that is one line."""
    edges = headings.glued(line.key) if len(line.key) > headings.MAX_LOOSE and "。" in line.key else []
    return [part(line, a, b) for a, b in pairwise([0, *edges, len(line.key)])] if edges else [line]


def _with_measures(lines: list[Line]) -> list[Line]:
    """The lines, a number on a line of its own with the measure word on the next as one: 提案 / 156 / 件."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        if last and not line.gap and _MEASURE.fullmatch(line.key) and _NUMBER.fullmatch(last.key):
            text, offsets = last.text + line.text, last.offsets + line.offsets
            out[-1] = replace(last, text=text, key=last.key + line.key, offsets=offsets, width=last.width + line.width)
        else:
            out.append(line)
    return out


def _is_row(line: Line) -> bool:
    if (TAB in line.text or "|" in line.text) and _ROW.search(line.text):
        return True
    cell = _CELL.search(line.text) if " " in line.text else None
    return (
        cell is not None and _LAST_CELL.search(line.text, cell.end()) is not None and is_wide(line.text, line.offsets)
    )


def _fill(block: Block) -> None:
    """Text and offsets from the lines; Latin words keep a space between them, which stands for the line break."""
    parts: list[str] = []
    offsets: list[int] = []
    torn = set(block.torn)
    for n, line in enumerate(block.lines):
        if n in torn:
            block.breaks.append(len(offsets))
        across = parts[-1][-1] + line.text[0] if parts else ""
        if across.isascii() and across.isalpha():
            parts.append(" ")
            offsets.append(line.start - 1)
        parts.append(line.text)
        offsets.extend(line.offsets)
    block.text, block.offsets = "".join(parts), offsets
    block.key = fold(block.text)


def _keep_lists_of_counts(text: list[Block]) -> None:
    """Statements of counts one to a line ("提案 261件") are body text, though each is as short as a heading."""

    def counts(block: Block) -> bool:
        return block.kind == "heading" and bool(_COUNT.search(block.key)) and not headings.mark(block.key)

    runs = [[*run] for states, run in groupby(text, counts) if states]
    for block in chain.from_iterable(run for run in runs if len(run) > 1):
        block.kind = "paragraph"


def _mark_foot(text: list[Block]) -> None:
    """What is left over after the last sentence, as short as a heading and over nothing, is the foot of the page."""
    foot = takewhile(lambda b: b.kind == "heading" and not headings.mark(b.key), reversed(text))
    for block in foot if any(b.kind == "paragraph" for b in text) else ():
        if _COUNT.search(block.key):
            block.kind = "paragraph"
            break
        block.kind, block.cue = "furniture", "foot"


def _kind(block: Block, following: Block | None) -> str:
    key = block.key
    if _ROW.search(block.text) or _is_row(block.lines[0]):
        return "paragraph"
    if found := headings.mark(key):
        if not headings.numbered_heading(key):
            return "paragraph"
        if not headings.closed(key):
            return "heading"
        if following is None or key.endswith(";") or _COUNT.search(key):
            return "paragraph"
        after = headings.mark(following.key)
        item = after is not None and after[0] <= found[0]  # a list of sentences, not a heading over text
        return "paragraph" if item else "heading"
    if headings.is_top(key) or heading_like(key) or (_SUBTITLE.match(key) and len(key) <= MAX_TITLE):
        return "heading"
    return "paragraph"


def _is_text(block: Block) -> bool:
    """Whether a line below a headline is the head of a table, or a sentence without its end: 2018年,开展视察5次."""
    in_table = TAB in block.text or "|" in block.text
    return in_table or ("," in block.key and bool(_COUNT.search(block.key) or _TIME_FIRST.match(block.key)))


def mark_titles(blocks: list[Block]) -> None:
    """The heading lines of a report before its body, until a number, a year or the names of the authors: its title."""
    seen = ""
    for block in blocks:
        if block.kind == "furniture":
            if seen and block.cue in _SPEECH:
                return
            continue
        title = block.kind == "heading" or (not seen and heading_like(block.key, MAX_TITLE))
        if not title or headings.mark(block.key) or headings.is_top(block.key) or (seen and _is_text(block)):
            return
        block.kind, seen = "title", seen + block.key
