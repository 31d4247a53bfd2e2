"""The tables of a corpus: their contract, and reading and writing them.

`tables.save` writes a table of results for a paper: `papers.save_table`, which belongs to a higher layer.
"""

from importlib import import_module
from typing import Any

from .contract import SCHEMAS, check, columns, frame, frame_of
from .later import Later
from .order import ordered
from .relations import check_all
from .storage import (
    FORMATS,
    MANIFEST,
    PACKAGE,
    changed,
    holds_tables,
    may_not_write,
    opened,
    read,
    read_manifest,
    write,
    write_pieces,
)

__all__ = [
    "FORMATS",
    "MANIFEST",
    "PACKAGE",
    "SCHEMAS",
    "Later",
    "changed",
    "check",
    "check_all",
    "columns",
    "frame",
    "frame_of",
    "holds_tables",
    "may_not_write",
    "opened",
    "ordered",
    "read",
    "read_manifest",
    "write",
    "write_pieces",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """`save`, when it is first asked for."""
    if name != "save":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("analysis.papers").save_table
