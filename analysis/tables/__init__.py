"""The tables of a corpus: their contract, and reading and writing them."""

from .contract import SCHEMAS, check, check_all, columns, frame
from .storage import FORMATS, MANIFEST, changed, holds_tables, ordered, read, read_manifest, write

__all__ = [
    "FORMATS", "MANIFEST", "SCHEMAS", "changed", "check", "check_all", "columns", "frame", "holds_tables", "ordered",
    "read", "read_manifest", "write",
]  # fmt: skip
