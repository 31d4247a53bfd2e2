"""A folder of texts to reports: the only reader of texts."""

from .folder.files import Document, UnreadableError, read_document
from .folder.scan import Documents, scan
from .records import Report, Segment
from .reports import reports_of, suggest_rows

__all__ = [
    "Document", "Documents", "Report", "Segment", "UnreadableError", "read_document", "reports_of", "scan",
    "suggest_rows",
]  # fmt: skip
