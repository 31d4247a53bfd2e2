"""Markup in a text: whether a file is a page whatever its name, and a text with some tags or Markdown as plain text."""

import html
import re

from .parts import row_line, tidy

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
_LINES = frozenset("tr li dt dd".split())  # follow each other; their starts alone begin lines
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.I)
_MARKS = (
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.M), ""),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$", re.M), ""),
    (re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)"), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"^[ \t]*[*+][ \t]+", re.M), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])"), r"\1"),
)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
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


def without_tags(text: str) -> str:
    """A text with some tags as plain text: its line ends stay, blocks and rows begin lines, cells stay apart."""
    text = _HIDDEN.sub("\n", text)
    out, at, cells = [], 0, False
    for found in _TAG.finditer(text):
        out.append(text[at : found.start()])
        at, name, ends = found.end(), found[2].lower(), found[1] == "/"
        if name in ("td", "th"):
            out.append("\0" if not ends else "")
            cells = True
        elif name in _BLOCKS and not (ends and name in _LINES):
            out.append("\n")
    plain = _ENTITY.sub(lambda m: html.unescape(m[0]), "".join([*out, text[at:]]))
    lines = plain.replace("\xa0", " ").split("\n")
    return tidy(row_line(line.split("\0")) if cells and "\0" in line else line for line in lines)


def without_marks(text: str) -> tuple[str, dict[str, str]]:
    """Markdown as plain text, and what its front matter says. Rows of a table stay lines, its cells apart."""
    told: dict[str, str] = {}
    if front := _FRONT.match(text):
        pairs = (line.partition(":") for line in front[1].split("\n") if ":" in line)
        told = {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}
        text = text[front.end() :]
    lines = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|") and line.count("|") > 1:
            lines.append("" if _RULE.match(line.strip()) else row_line(line.strip().strip("|").split("|")))
        else:
            lines.append(line)
    plain = "\n".join(lines)
    for mark, instead in _MARKS:
        plain = mark.sub(instead, plain)
    return tidy(plain.split("\n")), told
