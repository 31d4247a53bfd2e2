"""Markup in a text: whether a file is a page whatever its name, and a text with some tags or Markdown, whose signs
are made unseen where they stand, so that offsets in the text are those in the file."""

import html
import re

from .parts import CELL

_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.I)
_NAMES = (
    "a|abbr|article|b|big|blockquote|br|caption|center|code|dd|del|div|dl|dt|em|figure|font|footer|form|h[1-6]|header|hr|i|"
    "iframe|img|ins|li|link|main|meta|nav|o:p|ol|p|pre|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|"
    "thead|title|tr|u|ul|v:\\w+|w:\\w+"
)
_TAG = re.compile(rf"<(/?)({_NAMES})((?:\s[^<>]*)?)/?>", re.I)
_HIDDEN = re.compile(r"<(script|style|xml)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BLOCKS = frozenset(
    "article blockquote br caption center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table tbody tfoot thead title tr ul".split()
)
_LINES = frozenset("li dt dd".split())  # follow each other; their starts alone begin lines
_ROWS = frozenset("table tbody thead tfoot tr".split())
UNSEEN = "\u200b"  # takes no room; lines of reports are read without it
_ENDED = "\0"  # a line end that a tag stands for
# From the start of the white space on, and with no way back: a long run of blanks takes no longer than its length.
_BETWEEN_LINES = re.compile(rf"(?<![\s{UNSEEN}])[\s{UNSEEN}]*+{_ENDED}[\s{UNSEEN}{_ENDED}]*+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.I)
_MARKS = tuple(
    re.compile(mark, re.M)
    for mark in (
        r"^[ \t]{0,3}#{1,6}[ \t]+",
        r"^[ \t]{0,3}(?:>[ \t]?)+",
        r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$",
        r"!\[[^\[\]\n]*\]\([^()\n]*\)",
        r"\[([^\[\]\n]+)\]\([^()\n]*\)",
        r"(\*\*\*|\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1",
        r"^[ \t]*[*+][ \t]+",
        r"\\([\\`*_{}\[\]()#+.!|~-])",
    )
)
_FRONT = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){1,60}?)---[ \t]*\n")


def is_page(text: str) -> bool:
    """Whether a text is a whole HTML page: its frame stands somewhere in it."""
    return bool(_PAGE.search(text))


def page_of(text: str) -> tuple[str, str]:
    """The page in a text, and what stands before it."""
    found = _PAGE.search(text)
    return (text[found.start() :], text[: found.start()]) if found else ("", text)


def has_tags(text: str) -> bool:
    """Whether tags of HTML stand in a text."""
    return bool(_TAG.search(text)) or "<!--" in text


def tags_unseen(text: str) -> str:
    """A text with its tags and entities unseen and every other character in its place.

    A tag or entity is as long as before: a line end, the boundary of a cell or the character that it stands for, and
    then signs that take no room. Blocks and rows begin lines; a row with cells is one line.
    """
    text = _HIDDEN.sub(lambda m: _padded(_ENDED, m[0]), text)
    out, at, row, cells = [], 0, False, 0
    for found in _TAG.finditer(text):
        between, name, ends = text[at : found.start()], found[2].lower(), found[1] == "/"
        out.append(between.replace("\n", " ") if row and cells else between)
        at, seen = found.end(), ""
        if name in ("td", "th"):
            cells += not ends
            seen = CELL if cells > 1 and not ends else ""
        elif name in _ROWS:
            row, cells, seen = name == "tr" and not ends, 0, "" if name == "tr" and ends else _ENDED
        elif name in _BLOCKS:
            seen = " " if row and cells else "" if ends and name in _LINES else _ENDED
        out.append(_padded(seen, found[0]))
    plain = _ENTITY.sub(_character, "".join([*out, text[at:]]))
    return _BETWEEN_LINES.sub(_line_ends, plain)


def _line_ends(between: re.Match[str]) -> str:
    """The line ends of the file stay; tags add to them up to an empty line."""
    return between[0].replace(_ENDED, "\n", max(0, 2 - between[0].count("\n"))).replace(_ENDED, UNSEEN)


def _padded(seen: str, instead_of: str) -> str:
    return seen + UNSEEN * (len(instead_of) - len(seen))


def _character(entity: re.Match[str]) -> str:
    char = html.unescape(entity[0])
    return _padded(char.replace("\xa0", " "), entity[0]) if len(char) < len(entity[0]) else entity[0]


def marks_unseen(text: str) -> tuple[str, dict[str, str]]:
    """Markdown with its marks and its front matter unseen and every other character in its place, and what the front
    matter says. Tables stay as they are.
    """
    told: dict[str, str] = {}
    if front := _FRONT.match(text):
        pairs = (line.partition(":") for line in front[1].split("\n") if ":" in line)
        told = {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}
        text = UNSEEN * (front.end() - 1) + text[front.end() - 1 :]
    for mark in _MARKS:
        text = mark.sub(_said, text)
    return text, told


def _said(marked: re.Match[str]) -> str:
    """What is marked, the last group, in its place, the marks unseen."""
    last = marked.lastindex
    before = UNSEEN * (marked.start(last) - marked.start()) + marked[last] if last else ""
    return before.ljust(len(marked[0]), UNSEEN)
