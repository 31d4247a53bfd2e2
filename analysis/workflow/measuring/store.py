"""The measurements of each document, on disk: memory stays flat, and a later run measures only what is missing.

The part of a document is named by everything its rows depend on: its text, its rows of reports.csv, the lexicons, the
segmenter and the code. So a part is never out of date; parts no longer needed are deleted.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from ... import tokens
from ...corpus import Document
from ...corpus.records import Cut, Report, Segment
from ...lexicons import Lexicons
from .measure import Measured

_PACKAGE = Path(__file__).resolve().parents[2]
_IGNORE = ".gitignore"  # the parts hold the texts, which may not be anybody's to publish


def place_of(out: Path) -> Path:
    """The folder of parts for tables written to `out`: a hidden one beside it."""
    return out.with_name(f".{out.name[:100]}.measured")


class Store:
    """Parts in a folder, four files per document: what it is (`about`), its paragraphs, its other rows, and its text.

    Paragraphs and texts are read a second time, once the phrases of all documents are known.
    """

    def __init__(self, folder: Path, lexicons: Lexicons):
        self.folder = folder
        self._cut_by = tokens.cut_by(lexicons)
        same = [dict(lexicons.digests), tokens.identity(lexicons), _code()]
        self._same = json.dumps(same, sort_keys=True).encode()

    def key(self, document: Document) -> str:
        """The name of a document's part."""
        told = json.dumps(asdict(document), ensure_ascii=False, sort_keys=True, default=dict)
        return hashlib.sha256(self._same + b"\0" + told.encode(errors="surrogatepass")).hexdigest()

    def put(self, key: str, measured: Measured) -> None:
        """Store a part; `about` is written last, so that a part with it is complete. Raises OSError."""
        self._write(key, "texts", [_of_report(report) for report in measured.reports])
        tables = {name: _packed(rows) for name, rows in measured.rows.items() if name != "reports"}
        self._write(key, "paragraphs", {name: tables.pop(name) for name in ("paragraphs",) if name in tables})
        self._write(key, "rows", tables)
        rest = {"source": measured.source, "sha256": measured.sha256, "encoding": measured.encoding}
        self._write(key, "about", rest | {"reports": measured.rows.get("reports", []), "problems": measured.problems})

    def about(self, key: str) -> Measured | None:
        """A part with only the rows of `reports` and without texts; None if it is absent or incomplete."""
        found = self._read(key, "about")
        if found is None or not all(self._file(key, name).is_file() for name in ("paragraphs", "rows", "texts")):
            return None
        rows = {"reports": found.pop("reports")}
        problems = tuple((file, row, *rest) for file, row, *rest in found.pop("problems"))
        return Measured(**found, rows=rows, problems=problems)

    def key_of_fault(self, source: str, fault: str) -> str:
        """The name of the part of a document that can no longer be read."""
        return hashlib.sha256(self._same + f"\0\0{source}\0{fault}".encode(errors="surrogatepass")).hexdigest()

    def rows(self, key: str) -> dict[str, dict[str, list]]:
        """The rows of a part by table, as columns, without `reports`. Raises OSError if it has been damaged."""
        return self.paragraphs(key) | _unpacked(self._needed(key, "rows"))

    def paragraphs(self, key: str) -> dict[str, dict[str, list]]:
        """As `rows`, for the table `paragraphs` only."""
        return _unpacked(self._needed(key, "paragraphs"))

    def reports(self, key: str) -> list[Report]:
        """The reports of a part, reduced to what phrases need. Raises OSError if it has been damaged."""
        return [_report(told, self._cut_by) for told in self._needed(key, "texts")]

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Delete all parts except those with these keys."""
        wanted = set(keys)
        for file in self.folder.glob("??/*"):
            if file.parent.name + file.name.partition(".")[0] not in wanted:
                file.unlink(missing_ok=True)
        for folder in self.folder.glob("??"):
            if not any(folder.iterdir()):
                shutil.rmtree(folder, ignore_errors=True)

    def _file(self, key: str, name: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.{name}"

    def _write(self, key: str, name: str, told: Any) -> None:
        file = self._file(key, name)
        half = file.with_name(f"{file.name}.{os.getpid()}")
        file.parent.mkdir(parents=True, exist_ok=True)
        if not (ignore := self.folder / _IGNORE).exists():
            ignore.write_text("*\n", encoding="utf-8")
        data = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 1)
        try:
            half.write_bytes(hashlib.sha256(data).digest() + data)
            half.replace(file)
        except OSError:
            half.unlink(missing_ok=True)
            raise

    def _read(self, key: str, name: str) -> Any:
        """What `_write` wrote; None where it is not there or not whole."""
        try:
            whole = self._file(key, name).read_bytes()
            if hashlib.sha256(whole[32:]).digest() == whole[:32]:
                return json.loads(zlib.decompress(whole[32:]))
        except (OSError, ValueError, zlib.error):
            pass
        return None

    def _needed(self, key: str, name: str) -> Any:
        found = self._read(key, name)
        if found is None:
            raise OSError(0, "was damaged while it was in use; run again", str(self._file(key, name)))
        return found


@contextmanager
def opened(folder: Path | None, lexicons: Lexicons) -> Iterator[Store]:
    """The store in a folder, which is created when something is stored; None: a temporary one."""
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="measured-") as passing:
            yield Store(Path(passing), lexicons)
        return
    yield Store(folder, lexicons)


@lru_cache(maxsize=1)
def _code() -> str:
    """The digest of this package's code."""
    files = sorted(_PACKAGE.rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _packed(rows: list[dict]) -> tuple[int, dict[str, Any]]:
    """How many rows, and their columns, which take a fifth of the room; of a column of one value that value alone.

    No value is itself a list, and all rows have the same columns.
    """
    columns: dict[str, Any] = {}
    for name in rows[0] if rows else ():
        values = list(map(itemgetter(name), rows))
        columns[name] = values[0] if values.count(values[0]) == len(values) else values
    return len(rows), columns


def _unpacked(tables: dict[str, tuple[int, dict[str, Any]]]) -> dict[str, dict[str, list]]:
    """The columns of tables as they were before they were packed."""
    return {
        table: {name: values if isinstance(values, list) else [values] * n for name, values in columns.items()}
        for table, (n, columns) in tables.items()
    }


def _of_report(report: Report) -> list:
    pieces = [[p.text, p.paragraph, p.breaks, p.cut.lengths if p.cut else None] for p in report.segments]
    return [report.report, report.source, report.start, report.end, pieces]


def _report(told: list, cut_by: tuple[str, tuple[str, ...]]) -> Report:
    name, source, start, end, pieces = told
    segments = tuple(
        Segment(
            "paragraph", text, (), (), number, Cut(cut_by, tuple(lengths)) if lengths is not None else None, tuple(at)
        )
        for text, number, at, lengths in pieces
    )
    return Report(name, source, start, end, segments)
