"""A text file, read and decoded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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
    if not data.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    try:
        text, encoding, broken = decode(data)
    except NotText as error:
        raise UnreadableError(f"not read: {error}", "save its text as .txt in UTF-8") from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    note = "" if broken is None else f"byte {broken} is no {encoding}; such bytes are read as \ufffd"
    full = tuple(
        {**r, "start": r.get("start") or 0, "end": len(text) if r.get("end") is None else r["end"]} for r in rows
    )
    digest = hashlib.sha256(data).hexdigest()
    return Document(source or path.name, name or path.stem, text, encoding, digest, full, note)
