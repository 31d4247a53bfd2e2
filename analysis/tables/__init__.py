"""The tables of a corpus: their contract, and reading and writing them."""

from .contract import SCHEMAS, check, columns, frame, frame_of
from .order import ordered
from .relations import check_all
from .storage import (
    FORMATS,
    MANIFEST,
    PACKAGE,
    changed,
    holds_tables,
    may_not_write,
    read,
    read_manifest,
    write,
    write_pieces,
)

__all__ = [
    "FORMATS", "MANIFEST", "PACKAGE", "SCHEMAS", "changed", "check", "check_all", "columns", "frame", "frame_of",
    "holds_tables", "may_not_write", "ordered", "read", "read_manifest", "write", "write_pieces",
]  # fmt: skip
