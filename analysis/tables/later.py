"""A table from its file, at once or when it is first asked for."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd

from ..formats.cells import FORMULA
from .contract import SCHEMAS, TEXT


@dataclass(frozen=True)
class Later:
    """A table that is read when it is asked for. sha256: of its file, which was checked when it was written."""

    name: str
    file: Path
    sha256: str

    def read(self) -> pd.DataFrame:
        """The table. Raises ValueError if its file is another one by now: it belongs to other tables."""
        try:
            data = self.file.read_bytes()
        except OSError as error:
            raise ValueError(f"{self.file}: {error.strerror}; load the corpus again") from None
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ValueError(f"{self.file}: has changed since the corpus was loaded; load it again")
        return _read(self.name, self.file, data).reset_index(drop=True)


def read_file(name: str, file: Path) -> pd.DataFrame:
    """The table `name` in a file, its rows numbered as a spreadsheet does; raises ValueError naming file and column."""
    return _read(name, file, file.read_bytes())


def _read(name: str, file: Path, data: bytes) -> pd.DataFrame:
    try:
        return _read_csv(name, data) if file.suffix == ".csv" else _read_parquet(name, data)
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def _read_csv(name: str, data: bytes) -> pd.DataFrame:
    try:
        raw = pd.read_csv(BytesIO(data), dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start}): a program has saved it again") from None
    except pd.errors.EmptyDataError:
        raise ValueError("empty") from None
    raw.index = pd.RangeIndex(2, len(raw) + 2)
    return pd.DataFrame({c: _typed(name, raw[c]) for c in raw.columns}, index=raw.index)


def _read_parquet(name: str, data: bytes) -> pd.DataFrame:
    try:
        raw = pd.read_parquet(BytesIO(data))
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
        what = "not a number"
        if dtype != np.dtype("float64"):
            values, what = values.where(values % 1 == 0), "not a whole number"
    bad = cells.index[values.isna() & ((cells != "") | (schema is None or not schema.nullable))]
    if len(bad):
        raise ValueError(f"column {cells.name}, row {bad[0]}: {cells[bad[0]]!r} is {what}")
    if dtype not in (np.dtype(bool), np.dtype("float64")):  # whole numbers
        large = cells.index[(values.astype(float).abs() >= 2**53).fillna(False)]
        if len(large):
            raise ValueError(f"column {cells.name}, row {large[0]}: {cells[large[0]][:40]!r} is too large")
    return values.astype(dtype)
