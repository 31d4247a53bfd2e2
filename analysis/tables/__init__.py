"""The tables of a corpus: their contract, and reading and writing them."""

from .contract import ACTORS, BOUNDS, INCLUDED, REASONS, SCHEMAS, STATUSES, check, check_all, columns, frame
from .files import FORMATS, MANIFEST, changed, holds_tables, ordered, read, read_manifest, write

__all__ = [
    "ACTORS",
    "BOUNDS",
    "FORMATS",
    "INCLUDED",
    "MANIFEST",
    "REASONS",
    "SCHEMAS",
    "STATUSES",
    "changed",
    "check",
    "check_all",
    "columns",
    "frame",
    "holds_tables",
    "ordered",
    "read",
    "read_manifest",
    "write",
]
