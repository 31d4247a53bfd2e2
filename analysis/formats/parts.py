"""What the reading of a file gives: the texts in it, and what in it could not be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

CELL = "\t"  # between the cells of a row: no number may melt with its neighbour
CELL_LONGEST = 200  # characters; a longer cell is a column of the page, not of a table
HAN = re.compile(r"[\u3400-\u9fff]")
_MADE_OF = re.compile(r"(.+?)(?:_files|\.files|_文件)")  # how browsers call the folder with the pictures of a page
_SAVED_PAGE = re.compile(r"(.+)\.(?:s?html?|xhtml)", re.I)
LARGEST = 200 * 2**20  # bytes of a file, or of what an archive unpacks to


class UnreadableError(ValueError):
    """A file, or a part of one, that cannot be read as text; args: what is wrong, what to do."""


@dataclass(frozen=True)
class Part:
    """A text in a file.

    name: which of several it is (a member of an archive, a row of a sheet), "" where the file is one text.
    text: decoded, `\\n` line ends, no byte order mark. encoding: of the file, "" where its format says it.
    beside: what columns beside the text say about the report, by the names of reports.csv (others as they are).
    head: what the head of a page or the properties of a file say, which the text itself may say better.
    notes: what is doubtful, each with what to do. converted: whether the text is more than the decoded file.
    """

    name: str
    text: str
    encoding: str = ""
    beside: dict[str, str] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    converted: bool = True


@dataclass(frozen=True)
class Fault:
    """A part of a file that could not be read: its name as in Part, what is wrong, what to do."""

    name: str
    what: str
    todo: str


def row_line(cells: Iterable[str]) -> str:
    """A row of a table as a line: its filled cells, each on one line, with CELL between them."""
    return CELL.join(filter(None, (" ".join(cell.split()) for cell in cells)))


def tidy(lines: Iterable[str]) -> str:
    """Lines as a text: no white space at their ends, no more than one empty line in a row, none at the ends."""
    kept: list[str] = []
    for line in lines:
        line = line.rstrip()
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def page_of(folder: str, beside: Iterable[str]) -> str:
    """The saved page that a folder of this name belongs to, of the files beside it; "" where there is none."""
    found = _MADE_OF.fullmatch(folder)
    pages = (page for name in beside if found and (page := _SAVED_PAGE.fullmatch(name)) and page[1] == found[1])
    return next((page[0] for page in pages), "")
