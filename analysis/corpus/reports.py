"""From a document to its reports: where each begins, and what it says about itself, as a row for `reports.csv`."""

import re
from collections.abc import Iterable
from itertools import count, pairwise
from typing import TYPE_CHECKING

from . import headings
from .folder.files import Document
from .folder.reports_csv import COLUMNS, FILE, STATUS, beside_row
from .layout.blocks import Block, blocks_of, mark_titles
from .metadata import columns_of, describe
from .metadata.gazetteer import place_of
from .places import RANKS, place_core
from .records import Report, Segment

if TYPE_CHECKING:
    import pandas as pd

_CONTINUED = re.compile(r"^[(](?:上?接|紧接).{0,10}版.{0,8}[)]")
_DATELINE = re.compile(r"^(?:本[报网刊台站]|新华社|[\u4e00-\u9fff]{2,10}[报网])([\u4e00-\u9fff]{0,8})[^,。]{0,6}[讯电]")
_TERM = r"(?:第?[一二三四五六七八九十\d]{1,3}届)?"
_NAMED = re.compile(
    rf"政协{_TERM}([\u4e00-\u9fff]{{1,12}}?[{RANKS}]){_TERM}(?:常务)?委员会"
    rf"|(?:^|(?<=[^\u4e00-\u9fff])){_TERM}([\u4e00-\u9fff]{{1,9}}?[{RANKS}])政协"
)
_NO_NAME = re.compile(rf"[全各本我该两几多省市州县区来了的在][{RANKS}]$|^自治")
_SPEECH = {"dateline", "byline"}
_REACH, _LEAD = 5, 60
_PLACE = ("report", "source", "start", "end", STATUS)


def reports_of(document: Document) -> list[Report]:
    """The reports of a document, in reading order: those named in its rows of reports.csv, else those found in the
    text.

    A row without start and end is the whole text. Found reports are named after the document: `hami-2024` if there is
    one, `page-1`, `page-2` … if there are several. meta holds the columns of reports_csv.COLUMNS from genre, year (int
    or None) to sha256: what the row says, else what the text says, else "".
    Each character of the text that is neither white space nor invisible is in exactly one segment (of the part
    that the rows cover, where there are rows), and segment.text[i] == normal(document.text[segment.offsets[i]]).
    """
    if document.rows:
        return [_report(document, row, blocks_of(document.text, row["start"], row["end"])) for row in document.rows]
    blocks = blocks_of(document.text)
    at = starts(blocks)
    edges = [0, *(blocks[i].start for i in at[1:]), len(document.text)]
    reports = []
    for n, (first, last) in enumerate(pairwise([*at, len(blocks)])):
        name = document.name if len(at) == 1 else f"{document.name}-{n + 1}"
        row = {"report": name, "start": edges[n], "end": edges[n + 1]}
        reports.append(_report(document, row, blocks[first:last]))
    return reports


def _report(document: Document, row: dict, blocks: list[Block]) -> Report:
    mark_titles(blocks)
    page = {c: v for c, v in document.head.items() if c in COLUMNS}
    said = page | {c: v for c, v in describe(blocks, document.source).items() if v not in ("", None) or c not in page}
    said |= {"sha256": document.sha256}
    given = beside_row(document.beside)[0] | {c: v for c, v in row.items() if c not in _PLACE and v not in ("", None)}
    if given.get("city"):
        said |= _of_city(given, said)
    if given.get("year"):
        said["year_source"] = FILE
    return Report(row["report"], document.source, row["start"], row["end"], _segments(blocks), said | given)


def _of_city(given: dict, said: dict) -> dict:
    """What the list of places has on a city of reports.csv, which the text may tell from others of its name."""
    parents = [given.get(column, "") for column in ("province", "prefecture")]
    told = place_of(said["city"], said["province"], said["prefecture"]) if said["city"] else None
    same = told is not None and given["city"] in (told.name, told.city, told.short)
    place = place_of(given["city"], *parents) or (told if same else None)
    if place and given.get("level", place.level) != place.level:
        place = None  # another place of this name
    return columns_of(place) | {"city_source": FILE}


def _segments(blocks: list[Block]) -> tuple[Segment, ...]:
    paths = iter(headings.paths([(b.kind, b.text) for b in blocks if b.kind != "furniture"]))
    segments, numbers = [], count(1)
    for block in blocks:
        above = () if block.kind == "furniture" else next(paths)
        kind = "heading" if block.kind == "title" else block.kind
        number = next(numbers) if kind == "paragraph" else None
        segments.append(Segment(kind, block.text, tuple(block.offsets), above, number, breaks=tuple(block.breaks)))
    return tuple(segments)


def starts(blocks: list[Block]) -> list[int]:
    """Positions of the blocks at which a report begins; the first is always 0.

    A report begins at heading lines without a number that name a body other than the one before, if close below a
    speaker says to report for the same body, or a dateline or a byline stands over a text that names it, or, on a page
    that is no speech (no numbered or yearly sections, no address), if the text below begins by naming it. It also
    begins where an article continues from another page. A work report that mentions other bodies has none of these.
    """
    found, current = [0], ""
    speech = any(b.cue == "greeting" for b in blocks) or any(
        b.kind == "heading" and (headings.is_top(b.key) or headings.mark(b.key)) for b in blocks
    )
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if block.kind == "paragraph" or block.cue == "continued":
            if _CONTINUED.match(block.key) and _has_body(blocks[found[-1] : i]):
                found.append(i)
                current = ""
            i += 1
            continue
        if not _headline(block):
            i += 1
            continue
        end = next((k for k in range(i, len(blocks)) if not _headline(blocks[k])), len(blocks))
        named = [n for b in blocks[i:end] if (n := body_as_written(b.key))]
        body = next((n for n in named if _opens(blocks[end : end + _REACH], n, speech)), "")
        if body:
            before = blocks[found[-1] : i]
            if _has_body(before):
                known = current or next((core for b in before if (core := place_core(body_as_written(b.key)))), "")
                if place_core(body) != known:
                    found.append(i)
            current = place_core(body)
        i = end
    return found


def body_as_written(line: str) -> str:
    """The name with a rank before 政协, where it begins as the line or a clause does, or in 政协…委员会; else "".

    A page is split where the name changes, whether or not it is in the list of places; who reports is decided by the
    list.
    """
    return next((name for found in _NAMED.finditer(line) if not _NO_NAME.search(name := found[1] or found[2])), "")


def _headline(block: Block) -> bool:
    return block.kind in ("heading", "title") and not headings.mark(block.key) and not headings.is_top(block.key)


def _has_body(blocks: list[Block]) -> bool:
    return any(b.kind == "paragraph" for b in blocks)


def _opens(below: list[Block], body: str, speech: bool) -> bool:
    """Whether what stands below a headline opens a report about the body."""
    core, signed = place_core(body), False
    for block in below:
        if block.cue in _SPEECH:
            if block.cue == "dateline" and core in block.key:
                return True
            signed = True
        elif block.cue == "greeting" and core in block.key and "报告" in block.key:
            return True  # 我代表政协平凉市委员会……报告工作
        elif block.kind == "paragraph":
            dateline = _DATELINE.match(block.key)
            if dateline and core in block.key[:40]:
                return True
            names = body in block.key[:_LEAD] or f"{core}政协" in block.key[:_LEAD]
            return names and (signed or not speech)
        elif block.kind != "furniture":
            return False
    return False


def suggest_rows(reports: Iterable[Report]) -> "pd.DataFrame":
    """One row per report in the layout of `reports.csv` (reports_csv.COLUMNS), for a person to check and correct.

    What neither reports.csv nor the text gives is empty. start and end are filled if a source holds several reports.
    year is a nullable integer.
    """
    import pandas as pd  # which those that measure texts do without

    reports = list(reports)
    shared = pd.Series([r.source for r in reports], dtype="object").duplicated(keep=False)
    rows = []
    for report, several in zip(reports, shared, strict=True):
        place = {"start": report.start, "end": report.end} if several else {"start": None, "end": None}
        rows.append({**report.meta, **place, "report": report.report, "source": report.source})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"start": "Int64", "end": "Int64", "year": "Int64"})
