"""The files of the lexicons, `data/lexicons/*.csv`: finding, reading and checking their rows."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import PROJECT
from ..corpus.script import simplify
from ..formats.cells import separator

SHIPPED = PROJECT / "data" / "lexicons"

Row = dict[str, Any]  # column -> text; `line`: where it stands in its file
ADDED = ("slogans",)  # lexicons that a file NAME_added.csv adds rows to


class LexiconError(ValueError):
    """Something is wrong in a lexicon; the message lists every bad row with its file and line."""


def path(name: str, folder: str | Path | None = None) -> Path:
    """The file of a lexicon: the researcher's own in `folder` where it is there, else the shipped one."""
    own = Path(folder) / f"{name}.csv" if folder else None
    return own if own and own.is_file() else SHIPPED / f"{name}.csv"


def files(name: str, folder: str | Path | None = None) -> list[Path]:
    """The files of a lexicon: that of `path`, and the researcher's NAME_added.csv where a lexicon may have one."""
    added = Path(folder) / f"{name}_added.csv" if folder and name in ADDED else None
    return [path(name, folder), *([added] if added and added.is_file() else [])]


def own_names(names: tuple[str, ...]) -> list[str]:
    """The file names that a researcher's own folder of these lexicons may hold."""
    return [f"{name}.csv" for name in names] + [f"{name}_added.csv" for name in names if name in ADDED]


def read(name: str, columns: tuple[str, ...], folder: str | Path | None = None) -> list[Row]:
    """Rows of a lexicon as dicts of stripped strings in simplified script, each with its `line` in the file.

    columns: the columns that must be there. A line that starts with # is a comment.
    Raises LexiconError naming the file and every bad line.
    """
    return read_file(path(name, folder), columns)


def read_file(file: Path, columns: tuple[str, ...], needed: tuple[str, ...] | None = None) -> list[Row]:
    """Rows of one file, as `read` gives them. needed: the columns that must be there; the others are "" where not."""
    try:
        text = simplify(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise LexiconError(f"{file}: no such lexicon") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file}: not UTF-8 ({error.reason} at byte {error.start}); save it as CSV UTF-8") from None
    numbered = list(_records(file, text))
    if not numbered:
        raise LexiconError(f"{file}: empty; begin with a line of column names: {', '.join(columns)}")
    first, header = numbered[0]
    header = [c.strip().lower() for c in header]
    missing = [c for c in needed or columns if c not in header]
    if missing:
        raise LexiconError(
            f"{file}:{first}: column {', '.join(missing)} is missing; found {', '.join(header)}; "
            "add it (the shipped file has every column)"
        )
    if twice := sorted({c for c in header if c and header.count(c) > 1}):
        raise LexiconError(f"{file}:{first}: column {', '.join(twice)} stands there twice; keep one")
    if not numbered[1:]:
        raise LexiconError(f"{file}:{first}: column names and no row; add rows, or delete the file for the shipped one")
    rows, bad = [], []
    for n, cells in numbered[1:]:
        if len(cells) != len(header):
            bad.append(
                f"{file}:{n}: {len(cells)} cells where the header has {len(header)}; quote a cell that holds a comma"
            )
            continue
        told = {c: v.strip() for c, v in zip(header, cells, strict=True)}
        rows.append(dict.fromkeys(columns, "") | told | {"line": n})
    if bad:
        raise LexiconError("\n".join(bad))
    return rows


def _records(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a lexicon with the lines they begin in, without comments and the empty rows a spreadsheet leaves."""
    lines = ["\n" if line.startswith("#") else line for line in io.StringIO(text)]
    reader = csv.reader(lines, delimiter=separator("".join(lines).lstrip()))
    begin = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        raise LexiconError(f"{file}:{begin}: {error}; look for a quotation mark that is not closed") from None


def digest(name: str, folder: str | Path | None = None) -> str:
    """SHA-256 of a lexicon's bytes, which the manifest records; those of an added file follow the others."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files(name, folder))).hexdigest()
