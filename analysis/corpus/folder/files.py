"""Text files and hand-kept tables, read and decoded whichever program saved them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ... import formats
from ...formats import Fault, Part, UnreadableError
from ...formats.cells import records, unguarded
from ...formats.encoding import NotText, decode

CHANGED = ("is no longer there", "check the folder again")


@dataclass(frozen=True)
class Document:
    """A text of a folder, decoded.

    source: its path relative to the folder of texts, followed by its name within the file if that holds several
    (`all.zip/hami.txt`, `all.xlsx/2`); name: the report id it gives; text: decoded, `\\n` line ends, no byte order
    mark; encoding: as detected; sha256: of its bytes if it is a plain text file, else of the text extracted from the
    file, in UTF-8; rows: its usable rows of reports.csv as dicts, start and end integers, year an integer or None, the
    rest strings; notes: what is doubtful, each with what to do; beside, head: what its file says in addition to the
    text (formats.Part); left_out: report id → why it is not measured.
    """

    source: str
    name: str
    text: str
    encoding: str
    sha256: str
    rows: tuple[dict, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    head: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)


def read_document(
    path: str | Path,
    source: str | None = None,
    name: str | None = None,
    rows: Sequence[dict] = (),
    left_out: Mapping[str, str] | None = None,
) -> Document:
    """Read one text. source and name default to the file's name and stem; rows and left_out: as in Document.

    path: a file that holds one text, or a file that holds several and the name of one: `all.zip/hami.txt`.
    Raises UnreadableError (what is wrong, what to do) if the file cannot be opened, is empty or is not text.
    """
    path = Path(path)
    file, inside = _inside(path)
    part = _part(file, inside)
    if isinstance(part, Fault):
        raise UnreadableError(part.what, part.todo)
    whole = part.text.encode() if part.converted or inside else file.read_bytes()
    digest = hashlib.sha256(whole).hexdigest()
    place, told = source or path.name, (part.beside, part.head, left_out or {})
    return Document(place, name or path.stem, part.text, part.encoding, digest, tuple(rows), part.notes, *told)


def _inside(path: Path) -> tuple[Path, str]:
    """The file that a path leads to, and the name of a text in it."""
    for file in (path, *path.parents):
        if file.is_file():
            return file, "" if file == path else path.relative_to(file).as_posix()
    return path, ""


def parts_of(path: Path) -> dict[str, Part | Fault]:
    """The parts of a file, by name. Raises UnreadableError if none of it can be read."""
    try:
        found = path.stat()
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {error.strerror}", "check the file and its permissions") from None
    several = path.suffix.lower() in formats.SEVERAL
    return (_kept if several else _parts)(path, found.st_mtime_ns, found.st_size)


def _parts(path: Path, changed: int, size: int) -> dict[str, Part | Fault]:
    if size > formats.LARGEST:
        raise UnreadableError(f"larger than {formats.LARGEST // 2**20} MiB", "split it")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {error.strerror}", "check the file and its permissions") from None
    return {part.name: part for part in formats.read(data, path.name)}


_kept = lru_cache(maxsize=1)(_parts)  # the texts of one file are asked for one after the other


def _part(file: Path, inside: str) -> Part | Fault:
    parts = parts_of(file)
    if not inside and len(parts) == 1:
        return next(iter(parts.values()))
    if not inside and len(parts) > 1:
        raise UnreadableError(f"holds {len(parts)} texts", f"name one: {file.name}/{next(iter(parts))}")
    if inside not in parts:
        raise UnreadableError(*CHANGED)
    return parts[inside]


def read_cells(path: Path, say: Callable[..., None], columns: Sequence[str]) -> list[list[str]]:
    """The lines of a CSV file as cells; [] if it cannot be used. A line that is not CSV is empty, the others stay.

    say: called with what is wrong, what to do, and the row. columns: those it should have, for the message about an
    empty file.
    """
    try:
        text, encoding, broken = decode(path.read_bytes())
    except OSError as error:
        say(f"cannot be read: {error.strerror}", "check the file and its permissions")
        return []
    except NotText as error:
        say(f"cannot be read: {error}", "save it as CSV UTF-8")
        return []
    if encoding != "utf-8" or broken is not None:
        what = f"not UTF-8 but {encoding}" if broken is None else f"byte {broken} is no {encoding}"
        say(what, "save it as CSV UTF-8")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    cells: list[list[str]] = []
    for number, record, wrong in records(text):
        if wrong:
            say(wrong, "look for a quotation mark that is not closed", number)
        cells.append([unguarded(cell) for cell in record])
    if not cells or not any(map(str.strip, cells[0])):
        say("empty", f"begin with a line of column names: {', '.join(columns)}")
        return []
    return cells
