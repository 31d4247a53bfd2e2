"""From a folder of texts to reports; only this package reads texts."""

from ..formats import UnreadableError
from .folder.documents import Documents
from .folder.files import Document, read_document
from .folder.scan import scan
from .records import Report, Segment
from .reports import reports_of, suggest_rows

__all__ = [
    "Document", "Documents", "Report", "Segment", "UnreadableError", "read_document", "reports_of", "scan",
    "suggest_rows",
]  # fmt: skip
