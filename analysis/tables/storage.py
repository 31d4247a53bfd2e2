"""Tables to files and back: CSV for spreadsheets, Parquet for large corpora, and the manifest beside them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .. import __version__
from ..formats.cells import FORMULA
from .contract import SCHEMAS, TEXT, check, frame
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
    pieces: Iterable[tuple[str, pd.DataFrame]],
    folder: str | Path,
    format: str = "csv",
    manifest: Callable[[dict[str, int]], dict[str, Any]] | None = None,
    left_out: Mapping[str, str] | None = None,
) -> None:
    """As `write`, for tables that come piece by piece and are never in memory as a whole.

    pieces: (name of a table, its next rows), checked, each table's in the order of writing. manifest: a function of the
    number of rows by table, called when all pieces have come. left_out: tables that are not written, and why; the
    manifest records it, and they are read as empty.
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
                if len(piece) or not files[name].begun:
                    with _naming(folder / files[name].path.name):
                        files[name].write(piece)
                rows[name] += len(piece)
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
    """The SHA-256 of each file of a table in a folder."""
    files = (folder / f"{name}.{format}" for name in SCHEMAS for format in FORMATS)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}


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
    tables = {}
    folder = Path(folder)
    try:
        manifest = read_manifest(folder)
    except ValueError:  # without a manifest every table has to be there
        manifest = {}
    left_out = manifest.get("left_out") or {}
    checked = manifest.get("version") == __version__ and bool(manifest.get("tables")) and not changed(folder, manifest)
    for name in SCHEMAS:
        files = [file for format in FORMATS if (file := folder / f"{name}.{format}").is_file()]
        if name in left_out and not files:
            tables[name] = frame(name, [])
            tables[name].attrs["left_out"] = left_out[name]  # pandas hands it on to a selection of the rows
            continue
        if len(files) != 1:
            what = "stands there as CSV and as Parquet; delete one" if files else "is missing"
            raise ValueError(f"{folder}: table {name} {what}")
        try:
            tables[name] = _read_csv(name, files[0]) if files[0].suffix == ".csv" else _read_parquet(name, files[0])
            if not checked:
                check(name, tables[name])
        except ValueError as error:
            raise ValueError(f"{files[0]}: {error}") from None
    if not checked:
        check_relations(tables, left_out)
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def _read_csv(name: str, file: Path) -> pd.DataFrame:
    try:
        raw = pd.read_csv(file, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start}): a program has saved it again") from None
    except pd.errors.EmptyDataError:
        raise ValueError("empty") from None
    raw.index = pd.RangeIndex(2, len(raw) + 2)
    return pd.DataFrame({c: _typed(name, raw[c]) for c in raw.columns}, index=raw.index)


def _read_parquet(name: str, file: Path) -> pd.DataFrame:
    try:
        raw = pd.read_parquet(file)
        known = {c: s.dtype.type for c, s in SCHEMAS[name].columns.items() if c in raw.columns}
        return raw.astype({c: TEXT for c in raw.columns if c not in known} | known)
    except (OSError, TypeError) as error:
        raise ValueError(f"cannot be read as Parquet ({error})") from None


def _typed(name: str, cells: pd.Series) -> pd.Series:
    """Cells of a CSV file as the contract's type. Raises ValueError naming the first cell that is none."""
    schema = SCHEMAS[name].columns.get(cells.name)
    dtype = TEXT if schema is None else schema.dtype.type
    if dtype == TEXT:
        text = cells.astype(TEXT)
        guarded = text.str.startswith("'") & text.str.match(FORMULA)
        text = text.str[1:].where(guarded, text) if guarded.any() else text
        return text.where(text != "") if schema is None or schema.nullable else text
    cells = cells.str.strip()
    if dtype == np.dtype(bool):
        values, what = cells.str.lower().map({"true": True, "false": False}), "neither True nor False"
    else:
        values = pd.to_numeric(cells.where(cells != ""), errors="coerce")
        what = "no number"
        if dtype != np.dtype("float64"):
            values, what = values.where(values % 1 == 0), "no whole number"
    bad = cells.index[values.isna() & ((cells != "") | (schema is None or not schema.nullable))]
    if len(bad):
        raise ValueError(f"column {cells.name}, row {bad[0]}: {cells[bad[0]]!r} is {what}")
    if dtype not in (np.dtype(bool), np.dtype("float64")):  # whole numbers
        large = cells.index[(values.astype(float).abs() >= 2**53).fillna(False)]
        if len(large):
            raise ValueError(f"column {cells.name}, row {large[0]}: {cells[large[0]][:40]!r} is too large")
    return values.astype(dtype)
