"""Page furniture: which lines stand around a report on its page and are none of its text."""

from __future__ import annotations

from ..headings import closed, is_top, mark
from ..lines import Line
from .cues import CUES, CUT, DATED, LIST_OPENER, MENU, SPEAKER

LONG, LINK = 60, 45  # a line of text at least; a link at most


def cue(key: str) -> str | None:
    """The name of the first cue that a folded line matches by itself, None if it may be text.

    A line of three sentences and more can be a disclaimer, nothing else.
    """
    rich = len(key) > 80 and key.count("。") > 2
    for name, longest, pattern in CUES:
        if rich and name != "legal":
            return None
        if len(key) <= longest and pattern.search(key):
            return name
    return None


def mark_lines(lines: list[Line]) -> list[str | None]:
    """For each line the cue that makes it furniture, None where it is text.

    Beside the cues of single lines: a list of links after its title, until a line that no such list holds; lines
    with a date, or cut short next to another such line; a menu; a position and name alone before the body.
    """
    found: list[str | None] = []
    in_list, body = False, False
    for i, line in enumerate(lines):
        key = line.key
        name = cue(key)
        if LIST_OPENER.match(key):
            in_list, name = True, "list"
        elif in_list and _ends_list(lines, i, body):
            in_list = False
        if in_list:
            name = name or "list"
        elif name is None and len(key) <= LONG:
            if _dated(key) or (_cut(key) and any(_link(lines[j]) for j in (i - 1, i + 1) if 0 <= j < len(lines))):
                name = "list"
            elif MENU.match(key) and (i < 8 or i >= len(lines) - 8):
                name = "place"
            elif not body and SPEAKER.match(key):
                name = "speaker"
        body = body or (name is None and len(key) >= LONG and "。" in key)
        found.append(name)
    return found


def _dated(key: str) -> bool:
    return len(key) <= LINK and bool(DATED.search(key)) and (not closed(key) or _cut(key))


def _cut(key: str) -> bool:
    return len(key) <= LINK and bool(CUT.search(key))


def _link(line: Line) -> bool:
    return _dated(line.key) or _cut(line.key)


def _ends_list(lines: list[Line], i: int, body: bool) -> bool:
    """Whether a list of links is over: at a line of text or a numbered heading; before the body also at a gap, or at
    a line that is no link after lines that are."""
    key = lines[i].key
    number = mark(key)
    if is_top(key) or (number and number[0] < 50) or (len(key) > LONG and closed(key) and not _cut(key)):
        return True
    return not body and not _link(lines[i]) and (lines[i].gap > 0 or _link(lines[i - 1]))
