"""Tables to files and back: CSV for spreadsheets, Parquet for large corpora, and the manifest beside them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from .. import __version__
from .contract import SCHEMAS, check, frame
from .later import Later, read_file
from .order import ordered
from .pieces import FILES
from .relations import check_all, check_relations
from .swap import write_folder

FORMATS = tuple(FILES)
MANIFEST = "manifest.json"
PACKAGE = "zhengxie-reports"


def write(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, format: str = "csv", manifest: dict[str, Any] | None = None
) -> None:
    """Check the tables and write them into a folder, one file per table, with manifest.json if one is given.

    csv: UTF-8 with byte order mark, `\\n` line ends, floats with up to 15 digits, True and False; an empty cell is a
    missing value or an empty text, whichever the contract allows; a text that a spreadsheet would take for a formula
    has ' before it, which `read` removes. parquet: the same columns. The same tables give the same bytes. The folder is
    written beside its destination and then replaces it in one step: whatever happens, either the old or the new tables
    are there. manifest.json gets `tables`, the SHA-256 of each file (see changed); that of a Parquet file holds for the
    versions of pandas and pyarrow that wrote it. Tables that `manifest` says were left out are left out again.
    Raises ValueError as check_all does, and if the folder holds anything other than tables (see may_not_write); OSError
    naming the file that could not be written.
    """
    left_out = (manifest or {}).get("left_out") or {}
    check_all(tables, left_out)
    told = None if manifest is None else lambda rows: manifest
    write_pieces(ordered(tables).items(), folder, format, told, left_out)


def write_pieces(
    pieces: Iterable[tuple[str, pd.DataFrame | None]],
    folder: str | Path,
    format: str = "csv",
    manifest: Callable[[dict[str, int]], dict[str, Any]] | None = None,
    left_out: Mapping[str, str] | None = None,
) -> None:
    """As `write`, for tables that come piece by piece and are never in memory as a whole.

    pieces: (name of a table, its next rows), checked, each table's in the order of writing; None instead of rows says
    that a table has them all, and none need be held back in memory. manifest: a function of the number of rows by
    table, called when all pieces have come. left_out: tables that are not written, and why; the manifest records it,
    and they are read as empty.
    """
    left_out = left_out or {}
    names = [name for name in SCHEMAS if name not in left_out]
    if format not in FORMATS:
        raise ValueError(f"format {format!r} is none of {', '.join(FORMATS)}")
    folder = Path(folder)
    if why := may_not_write(folder):
        raise ValueError(why)

    def fill(stage: Path) -> None:
        with ExitStack() as stack:
            files = {name: FILES[format](stage / f"{name}.{format}") for name in names}
            rows = dict.fromkeys(SCHEMAS, 0)
            for file in files.values():
                stack.callback(file.close)
            for name, piece in chain(pieces, ((name, frame(name, [])) for name in names)):
                if name in left_out:
                    continue
                with _naming(folder / files[name].path.name):
                    if piece is not None and (len(piece) or not files[name].begun):
                        files[name].write(piece)
                    elif piece is None and files[name].begun:
                        files[name].close()
                rows[name] += 0 if piece is None else len(piece)
            for file in files.values():
                with _naming(folder / file.path.name):
                    file.close()
        if manifest is not None:
            whole = manifest(rows) | {"tables": _digests(stage)} | ({"left_out": dict(left_out)} if left_out else {})
            text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (stage / MANIFEST).write_bytes(text.encode())

    write_folder(folder, fill)


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """An OSError within names this file."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or 0, error.strerror or str(error), str(file)) from None


def may_not_write(folder: str | Path) -> str:
    """Why tables may not be written into a folder: it holds something that `write` did not write. "" if they may."""
    folder = Path(folder)
    other = "name a new or an empty folder for the tables"
    if folder.is_symlink():
        return f"{folder}: a link; {other}"
    if folder.exists() and not folder.is_dir():
        return f"{folder}: a file; {other}"
    above = next((place for place in folder.absolute().parents if place.exists()), folder)
    if above != folder and not above.is_dir():
        return f"{folder}: {above} is a file; {other}"
    found = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    if not found:
        return ""
    try:
        manifest = read_manifest(folder)
    except ValueError:
        manifest = {}
    if not manifest.get("tables") and manifest.get("package") != PACKAGE:
        shown = ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
        return f"{folder}: holds {shown} and no manifest of ours; {other}"
    ours = set(manifest.get("tables") or [f"{name}.{format}" for name in SCHEMAS for format in FORMATS])
    if strange := [name for name in found if name not in ours | {MANIFEST} or not (folder / name).is_file()]:
        return f"{folder}: holds {strange[0]}, which is not a table of ours; move it away, or {other}"
    return ""


def _digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a table in a folder; none is in memory as a whole."""
    found = {}
    for file in (folder / f"{name}.{format}" for name in SCHEMAS for format in FORMATS):
        if file.is_file():
            with file.open("rb") as data:
                found[file.name] = hashlib.file_digest(data, "sha256").hexdigest()
    return found


def changed(folder: str | Path, manifest: Mapping[str, Any]) -> list[str]:
    """The table files that differ from those that were measured, by the digests in their manifest.

    Files that a person has edited, or a program has saved again with other line ends or without the byte order mark;
    files added to the folder or missing from it; and those that had been changed before they were copied here (`edited`
    in the manifest). The manifest itself is trusted.
    """
    written, found = manifest.get("tables") or {}, _digests(Path(folder))
    edited = manifest.get("edited") or []
    return sorted({*edited, *(name for name in written.keys() | found.keys() if written.get(name) != found.get(name))})


def holds_tables(folder: str | Path) -> bool:
    """Whether a folder holds tables written by `write`."""
    folder = Path(folder)
    return (folder / MANIFEST).is_file() and any((folder / f"paragraphs.{format}").is_file() for format in FORMATS)


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """The manifest of a folder of tables. Raises ValueError if there is none or it is not JSON."""
    file = Path(folder) / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{file}: missing") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{file}: no JSON ({error})") from None
    if not _is_manifest(manifest):
        raise ValueError(f"{file}: no manifest")
    return manifest


def _is_manifest(data: object) -> bool:
    """Whether the parts that are read from a manifest are of their kinds."""
    if not isinstance(data, dict):
        return False
    log, sources = data.get("corrections") or [], data.get("sources") or {}
    maps = [data.get(key) or {} for key in ("lexicons", "segmenter", "rows", "tables", "left_out")]
    return (
        isinstance(log, list)
        and isinstance(data.get("edited") or [], list)
        and isinstance(sources, dict)
        and all(isinstance(part, dict) for part in [*maps, *log, *sources.values()])
    )


def read(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a folder, checked. Messages number rows as a spreadsheet does (header = 1).

    A table that was not written, according to the manifest (`left_out`), is empty, and its attrs say why. Files
    identical to those that this version wrote were checked then, and are not checked again.
    Raises ValueError naming the file, the column and the row.
    """
    return {name: table.read() if isinstance(table, Later) else table for name, table in opened(folder).items()}


def opened(folder: str | Path) -> dict[str, pd.DataFrame | Later]:
    """The tables of a folder as `read` gives them, but Parquet to be read when it is asked for where it needs no check:
    where the files are identical to those that this version wrote. CSV, which is for small corpora, is read at once, so
    that a corpus stays what it was when its tables are written anew.
    """
    folder = Path(folder)
    try:
        manifest = read_manifest(folder)
    except ValueError:  # without a manifest every table has to be there
        manifest = {}
    left_out, written = manifest.get("left_out") or {}, manifest.get("tables") or {}
    checked = manifest.get("version") == __version__ and bool(written) and not changed(folder, manifest)
    files: dict[str, Path] = {}
    for name in SCHEMAS:
        found = [file for format in FORMATS if (file := folder / f"{name}.{format}").is_file()]
        if len(found) > 1 or not (found or name in left_out):
            what = "stands there as CSV and as Parquet; delete one" if found else "is missing"
            raise ValueError(f"{folder}: table {name} {what}")
        if found:
            files[name] = found[0]
    empty = {name: _left_out(name, why) for name, why in left_out.items() if name in SCHEMAS and name not in files}
    if checked:
        later = {name: Later(name, file.absolute(), written[file.name]) for name, file in files.items()}
        at_once = {name: table.read() for name, table in later.items() if table.file.suffix == ".csv"}
        return {name: (empty | later | at_once)[name] for name in SCHEMAS}
    tables = {name: empty[name] if name in empty else _checked(name, files[name]) for name in SCHEMAS}
    check_relations(tables, left_out)
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def _left_out(name: str, why: str) -> pd.DataFrame:
    table = frame(name, [])
    table.attrs["left_out"] = {name: why}  # pandas hands it on to a selection of the rows
    return table


def _checked(name: str, file: Path) -> pd.DataFrame:
    table = read_file(name, file)
    try:
        check(name, table)
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None
    return table
