"""Saved web pages: where the body of a page stands, what it says line by line, and what its head says about it."""

import re
from collections.abc import Iterator
from typing import Any

from .parts import CELL_LONGEST, HAN, Part, UnreadableError, row_line, tidy

_SKIPPED = frozenset(
    "script style noscript template head svg math select option button textarea object embed iframe "
    "audio video canvas map".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img input ins kbd label mark nobr o:p q s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.I)
# What the heads of Chinese government pages say, by the names that their standard for pages gives.
_LABELS = {
    "articletitle": "title", "pubdate": "published", "contentsource": "publisher", "source": "publisher",
    "sitename": "site", "url": "url",
}  # fmt: skip
_DATE = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_LONG, _SURE, _LINE = 30, 0.7, 8


def read_page(
    text: str, encoding: str, notes: tuple[tuple[str, str], ...] = (), before: str = "", url: str = ""
) -> Part:
    """A page as its body, line by line, rows of tables on lines of their own, with title, date, publisher and address.

    trafilatura says where the body stands; all lines from its first to its last, and from the headline above, are
    taken, so that none is lost in between. Where the body cannot be told from the rest, the whole page is read.
    before: what stands before the page in its file, which is kept where it holds Chinese. Raises UnreadableError.
    """
    root = _tree(text)
    lines = list(_lines(root))
    if not any(map(HAN.search, lines)):
        raise UnreadableError("a page without Chinese text (it may be filled by a program)", "save its text as .txt")
    found = _extracted(text)
    head = _head(root, found, url or next(iter(_SAVED_FROM.findall(text)), ""))
    first, last = _body(lines, found.text if found else "", _titles(root, head))
    kept = lines[first : last + 1]
    if HAN.search(before):
        kept = [*before.split("\n"), "", *kept]
    return Part("", tidy(kept), encoding, head=head, notes=notes)


def _tree(text: str) -> Any:
    import lxml.html
    from lxml import etree

    plain = re.sub(r"^\s*<\?xml[^<>]*\?>", "", text).replace("\0", "")
    try:
        return lxml.html.document_fromstring(plain, parser=lxml.html.HTMLParser(encoding=None, huge_tree=True))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError(f"no page that can be read ({error})", "save its text as .txt") from None


def _extracted(text: str) -> Any:
    """What trafilatura finds: text, title, date, sitename, url; None where it finds nothing."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            text, favor_recall=True, include_comments=False, include_tables=True, with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except Exception:  # a page that breaks it is read without it
        return None


def _lines(root: Any) -> Iterator[str]:
    """The lines that a browser would show, in order; the rows of tables of data are lines, their cells apart."""
    from lxml import etree

    out: list[str] = []
    most = _size(root) / 2
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipping = None
    for event, node in walker:
        if event in ("comment", "pi"):
            if skipping is None:
                out.append(node.tail or "")
            continue
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if skipping is not None:
                continue
            if name in _SKIPPED or _hidden(node, most):
                skipping = node
                walker.skip_subtree()
            elif name == "table" and _is_data(node):
                skipping = node
                out.append("\n")
                out += [row_line(cells) + "\n" for cells in _rows(node)]
                walker.skip_subtree()
            else:
                out.append(("" if name in _INLINE else "\n") + _plain(node.text))
            continue
        if node is skipping:
            skipping = None
        elif skipping is not None:
            continue
        out.append(("" if name in _INLINE else "\n") + _plain(node.tail))
    for line in "".join(out).split("\n"):
        yield line.replace("\xa0", " ").rstrip()


def _plain(text: str | None) -> str:
    """Text of a node; line ends in the code of a page are white space, between Chinese characters none."""
    first, *others = re.split(r"[\r\n]+", text or "")
    out = [first]
    for line in others:
        before, line = out[-1].rstrip(), line.lstrip()
        between = "" if before[-1:] > "\xff" and line[:1] > "\xff" else " "
        out[-1] = before
        out += [between, line] if line else []
    return "".join(out)


def _hidden(node: Any, most: float) -> bool:
    """Whether a browser does not show a node. One of most of the page's characters is shown later, by a program."""
    hidden = "hidden" in node.attrib or _HIDING.search(node.get("style") or "")
    return bool(hidden) and _size(node) < most


def _size(node: Any) -> int:
    """Chinese characters in a node."""
    return sum(len(HAN.findall(text)) for text in node.itertext())


def _is_data(table: Any) -> bool:
    """Whether a table holds data: rows of two cells or more, short ones, and no table inside."""
    rows = _rows(table)
    wide = any(len(row) > 1 for row in rows)
    return (
        wide
        and next(table.iterdescendants("table"), None) is None
        and all(len(c) <= CELL_LONGEST for r in rows for c in r)
    )


def _rows(table: Any) -> list[list[str]]:
    rows = []
    for row in table.iterdescendants("tr"):
        cells = [c for c in row if c.tag in ("td", "th")]
        rows.append([" ".join(" ".join(t for t in c.itertext() if t.strip()).split()) for c in cells])
    captions = [["".join(c.itertext())] for c in table.iterchildren("caption")]
    return captions + rows


def _squeeze(line: str) -> str:
    return re.sub(r"[\s|]+", "", line)


def _body(lines: list[str], extracted: str, titles: set[str]) -> tuple[int, int]:
    """First and last line of the body."""
    whole = _squeeze(extracted)
    at = [i for i, line in enumerate(lines) if len(key := _squeeze(line)) >= _LINE and key in whole]
    sizes = [len(HAN.findall(line)) for line in lines]
    everything = sum(n for n in sizes if n >= _LONG)
    if not at or sum(n for n in sizes[at[0] : at[-1] + 1] if n >= _LONG) < _SURE * everything:
        return 0, len(lines) - 1
    first = next((i for i in range(at[0], -1, -1) if _squeeze(lines[i]) in titles), at[0])
    return first, _with_short_lines(lines, at[-1], whole)


def _with_short_lines(lines: list[str], last: int, whole: str) -> int:
    """The last line with the short ones behind it that trafilatura has there too: the last row of a table, a date."""
    place = whole.rfind(key := _squeeze(lines[last])) + len(key)
    for i in range(last + 1, len(lines)):
        key = _squeeze(lines[i])
        if not whole.startswith(key, place):
            break
        if key:
            last, place = i, place + len(key)
    return last


def _titles(root: Any, head: dict[str, str]) -> set[str]:
    """What may stand as the headline of the body: the headings of the page and its title."""
    shown = {_squeeze("".join(h.itertext())) for tag in ("h1", "h2") for h in root.iter(tag)}
    return {title for title in shown | {_squeeze(head.get("title", ""))} if len(title) >= 6}


def _head(root: Any, found: Any, url: str) -> dict[str, str]:
    """Title, publisher, published and url, where the head of the page says them."""
    told: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = _LABELS.get((meta.get("name") or "").strip().lower())
        if name and (value := " ".join((meta.get("content") or "").split())):
            told.setdefault(name, value)
    title = told.get("title") or (found.title if found else "") or "".join(root.xpath("string(//title)").split("\n"))
    date = _DATE.search(told.get("published") or (found.date if found else "") or "")
    published = f"{date[1]}-{int(date[2]):02d}-{int(date[3]):02d}" if date else ""
    site = told.get("site") or (found.sitename if found else "") or ""
    publisher = told.get("publisher") or (site if HAN.search(site) else "")
    link = url or told.get("url") or (found.url if found else "") or ""
    head = {"title": " ".join(title.split()), "publisher": publisher, "published": published, "url": link}
    return {column: value for column, value in head.items() if value}
