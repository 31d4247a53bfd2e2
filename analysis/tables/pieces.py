"""Writing a table to a file piece by piece, so that it is never in memory as a whole."""

from pathlib import Path
from typing import Any

import pandas as pd

from ..formats.cells import FORMULA
from .contract import TEXT


class CsvFile:
    """A CSV file, UTF-8 with byte order mark."""

    def __init__(self, path: Path):
        self.path = path
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self.begun = False

    def write(self, piece: pd.DataFrame) -> None:
        """Append rows; the first piece gives the header."""
        plain = _guarded(piece)
        plain.to_csv(self._file, index=False, header=not self.begun, lineterminator="\n", float_format="%.15g")
        self.begun = True

    def close(self) -> None:
        """Write what is still buffered."""
        self._file.close()


_LEVEL = 12  # tables are written once and kept: a third smaller than the default, at a second for a million rows
_GROUP = 200_000  # rows held back for a row group; groups of some thousand rows make a file half as large again
_MOST = 1 << 24  # bytes held back: a phrase of all reports has a row as long as their names together


class ParquetFile:
    """A Parquet file whose row groups combine many pieces."""

    def __init__(self, path: Path):
        self.path = path
        self._writer: Any = None
        self._waiting: list[Any] = []

    @property
    def begun(self) -> bool:
        """Whether a piece has been written."""
        return self._writer is not None

    def write(self, piece: pd.DataFrame) -> None:
        """Append rows; the first piece gives the columns."""
        import pyarrow as pa
        from pyarrow import parquet

        table = pa.Table.from_pandas(piece, preserve_index=False)
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self.path, table.schema, compression="zstd", compression_level=_LEVEL)
        self._waiting.append(table.cast(self._writer.schema))
        rows, size = (sum(getattr(piece, what) for piece in self._waiting) for what in ("num_rows", "nbytes"))
        if rows >= _GROUP or size >= _MOST:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting))
            self._waiting.clear()

    def close(self) -> None:
        """Write what is still buffered, and the end of the file, without which it cannot be read."""
        if self._writer is not None:
            try:
                self._flush()
            finally:
                self._writer.close()


def _guarded(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts a spreadsheet takes for no formula."""
    text = [c for c in table.columns if table[c].dtype == TEXT]
    return table.assign(**{c: ("'" + table[c]).where(table[c].str.match(FORMULA).eq(True), table[c]) for c in text})


FILES: dict[str, type[CsvFile] | type[ParquetFile]] = {"csv": CsvFile, "parquet": ParquetFile}
