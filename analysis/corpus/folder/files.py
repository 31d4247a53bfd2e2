"""Text files and tables kept by hand, read and decoded whatever program saved them."""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .encoding import NotText, decode


class UnreadableError(ValueError):
    """A file that cannot be read as text; args: what is wrong, what to do."""


@dataclass(frozen=True)
class Document:
    """A text file, decoded.

    source: its path below the folder of texts; name: the report id it gives; text: decoded, `\\n` line ends, no byte
    order mark; encoding: as detected; sha256: of its bytes; rows: its usable rows of reports.csv as dicts, start
    and end integers, year an integer or None, the rest strings; note: what could not be decoded, "" if all could.
    """

    source: str
    name: str
    text: str
    encoding: str
    sha256: str
    rows: tuple[dict, ...] = ()
    note: str = ""


def read_document(
    path: str | Path, source: str | None = None, name: str | None = None, rows: Sequence[dict] = ()
) -> Document:
    """Read one file. source and name default to the file's name and stem; rows as in Document.

    Raises UnreadableError (what is wrong, what to do) where the file cannot be opened, is empty or is no text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {error.strerror}", "check the file and its permissions") from None
    try:
        text, encoding, broken = decode(data)
    except NotText as error:
        raise UnreadableError(f"not read: {error}", "save its text as .txt in UTF-8") from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    note = "" if broken is None else f"byte {broken} is no {encoding}; such bytes are read as \ufffd"
    digest = hashlib.sha256(data).hexdigest()
    return Document(source or path.name, name or path.stem, text, encoding, digest, tuple(rows), note)


def read_cells(path: Path, say: Callable[[str, str], None], columns: Sequence[str]) -> list[list[str]]:
    """The lines of a CSV file as cells; [] where it cannot be used.

    say: is told what is wrong and what to do. columns: those it should have, for the message about an empty file.
    """
    try:
        text, encoding, broken = decode(path.read_bytes())
    except (OSError, NotText) as error:
        say(f"cannot be read: {error}", "save it as CSV UTF-8")
        return []
    if encoding != "utf-8" or broken is not None:
        what = f"not UTF-8 but {encoding}" if broken is None else f"byte {broken} is no {encoding}"
        say(what, "save it as CSV UTF-8")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)))
    except csv.Error as error:
        say(f"no CSV: {error}", "look for a quotation mark that is not closed")
        return []
    if not cells or not any(map(str.strip, cells[0])):
        say("empty", f"begin with a line of column names: {', '.join(columns)}")
        return []
    return cells


def separator(text: str) -> str:
    """What separates the cells of a CSV text: comma, semicolon or tab, whichever its first line holds most of.

    Spreadsheets write semicolons where the comma is the decimal sign, and tabs in "Unicode text".
    """
    return max(",;\t", key=text.split("\n", 1)[0].count)
