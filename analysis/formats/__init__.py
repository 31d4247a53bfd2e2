"""Files of any kind to texts: a module a family of formats; the libraries are imported when a file asks for them."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from .parts import CELL, LARGEST, Fault, Part, UnreadableError, page_of

__all__ = ["BY_CONTENT", "CELL", "IGNORED", "LARGEST", "READ", "Fault", "Part", "UnreadableError", "page_of", "read"]

PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"})
SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".parquet"})
READ = PLAIN | PAGES | SHEETS | {".docx", ".docm", ".pdf", ".zip"}
SEVERAL = SHEETS | {".zip"}
# Pages and Word files are often saved under other names: as the address of a page ends, or as an older kind of file.
BY_CONTENT = re.compile(r"|\.(?:doc|wps|xls|\d{1,3}|(?:php|aspx?|jspx?|do|action|cgi|s?html?)(?:[?@;#].*)?)", re.I)
# What systems and programs leave beside files: it holds no text of anyone's.
IGNORED = re.compile(
    r"(?:^|/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|__MACOSX/.*|\.git(?:/.*|ignore|keep)?|\.[^/]+\.measured(?:/.*)?)$"
)
_WORD = "open it in Word or LibreOffice and save it as .docx"
_PICTURE = ("a picture", "recognise its text (OCR) and save it as .txt")
_TODO = {
    ".doc": ("an old Word file", _WORD),
    ".wps": ("a WPS file", "open it in WPS or LibreOffice and save it as .docx"),
    ".rtf": ("an RTF file", _WORD),
    ".odt": ("an OpenDocument file", _WORD),
    ".xls": ("an old Excel file", "open it in a spreadsheet and save it as .xlsx"),
    ".et": ("a WPS sheet", "open it in a spreadsheet and save it as .xlsx"),
    ".ofd": ("an OFD file", "open it in an OFD reader and save it as .pdf"),
    ".caj": ("a CAJ file", "open it in its reader and print it as .pdf"),
    ".ceb": ("a CEB file", "open it in its reader and print it as .pdf"),
    ".rar": ("a RAR archive", "unpack it"),
    ".7z": ("a 7-Zip archive", "unpack it"),
    ".gz": ("a gzip archive", "unpack it"),
    ".tar": ("a tar archive", "unpack it"),
    ".epub": ("an EPUB book", "save its text as .txt"),
    ".ppt": ("slides", "save their text as .txt"),
    ".pptx": ("slides", "save their text as .txt"),
    ".xml": ("an XML file", "where it is a page or a text, rename it to .html or .txt"),
    ".json": ("a JSON file", "write it as .jsonl, one object a line"),
} | dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), _PICTURE)


def read(data: bytes, name: str, depth: int = 0) -> Iterator[Part | Fault]:
    """The texts in a file, and what in it cannot be read. name: of the file, whose end says what it is.

    What the bytes themselves say goes before the name: a PDF called .txt, a page called .doc, is read as what it is.
    Raises UnreadableError where nothing of it can be read.
    """
    if not data:
        raise UnreadableError("empty", "put the text in, or delete the file")
    if len(data) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST // 2**20} MiB", "split it")
    suffix = suffix_of(name)
    kind = _kind(data, suffix)
    try:
        yield from _read(kind, data, suffix, depth)
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        todo = "pip install 'zhengxie-reports[formats]'"
        raise UnreadableError(f"not read: {missing}, which reads {suffix} files, is not installed", todo) from None


def suffix_of(name: str) -> str:
    """The end of a name in small letters: .docx."""
    return PurePosixPath(name).suffix.lower()


def _kind(data: bytes, suffix: str) -> str:
    """The suffix of what the bytes are; that of the name where they do not say it."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:1024].find(b"%PDF-") != -1 and suffix not in (".zip", ".docx", ".xlsx"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04") and suffix != ".zip":
        if b"word/document.xml" in data or suffix in (".docx", ".docm"):
            return ".docx"
        return ".xlsx" if b"xl/workbook.xml" in data or suffix in (".xlsx", ".xlsm") else ".zip"
    if data.startswith(b"PAR1"):
        return ".parquet"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return ".ole"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if suffix not in READ and re.match(rb"<(?:!doctype html|html|head|body)\b", start, re.I):
        return ".html"
    if suffix not in READ and re.match(rb"mime-version:", start, re.I):
        return ".mht"
    return suffix


def _read(kind: str, data: bytes, suffix: str, depth: int) -> Iterator[Part | Fault]:
    if kind == ".pdf":
        from .pdf import read_pdf

        yield read_pdf(data)
    elif kind in (".docx", ".docm"):
        from .word import read_docx

        yield read_docx(data)
    elif kind in (".mht", ".mhtml"):
        from .mht import read_mht

        yield read_mht(data)
    elif kind == ".zip":
        from .archives import read_zip

        yield from read_zip(data, read, IGNORED, depth)
    elif kind in SHEETS:
        from . import workbooks

        readers = {".csv": workbooks.read_csv, ".tsv": workbooks.read_csv, ".parquet": workbooks.read_parquet}
        readers |= dict.fromkeys((".xlsx", ".xlsm"), workbooks.read_xlsx)
        yield from readers.get(kind, workbooks.read_jsonl)(data)
    elif kind in PLAIN or kind in PAGES:
        from .plain import read_text

        yield read_text(data, markdown=kind in (".md", ".markdown"))
    elif kind == ".ole":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError("a file with a password", "open it with its password and save it without")
        raise UnreadableError(*_TODO.get(suffix, ("an old Word or Excel file", "save it as .docx or .xlsx")))
    else:
        raise UnreadableError(*unknown(kind))


def unknown(suffix: str) -> tuple[str, str]:
    """What is said of a file of a kind that is not read, and what to do."""
    what, todo = _TODO.get(suffix, (f"a {suffix} file" if suffix else "a file without an ending", ""))
    return f"not read: {what}", todo or "where it is a text, rename it to .txt; where not, take it out of the folder"
