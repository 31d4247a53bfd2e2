"""A folder to documents: its texts and the rows of `reports.csv` about them, checked one file at a time."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import overload

import pandas as pd

from ..ids import free, names_of, taken
from ..layout.blocks import blocks_of
from ..reports import starts
from .files import Document, UnreadableError, read_document
from .problems import Problem, problem_table
from .reports_csv import FILE, match, read_rows, usable_rows

COPY = "the same text as"
_OTHER_KINDS = {".doc", ".docx", ".pdf", ".html", ".htm", ".rtf", ".wps", ".odt", ".wpd", ".md"}
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|div|p|br|span)\b[^<>]*>", re.I)


class Documents(Sequence[Document]):
    """The documents of a folder in the order of their paths; each is read when it is asked for and kept nowhere."""

    def __init__(self, entries: Sequence[tuple[Path, str, str, tuple]]):
        self._entries = tuple(entries)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> "Documents": ...
    def __getitem__(self, index: int | slice) -> "Document | Documents":
        if isinstance(index, slice):
            return Documents(self._entries[index])
        return read_document(*self._entries[index])

    @property
    def sources(self) -> list[str]:
        """Paths below the folder of texts."""
        return [entry[1] for entry in self._entries]


def scan(folder: str | Path, texts: str | Path | None = None) -> tuple[Documents, pd.DataFrame]:
    """The documents of a corpus folder, and everything that is wrong with it.

    folder: holds `reports.csv` with `texts/`, or .txt files at any depth, or only `tables/` (no documents).
    texts: the folder of the texts where it is another one.
    Returns the documents (lazy: each file is read once here, to check it, and again when asked for) and a table of
    problems (problems.COLUMNS). A bad row or file is left out, the rest is used.
    """
    folder = Path(folder)
    if not folder.is_dir():
        return Documents(()), problem_table([(str(folder), None, "", "no such folder", "check the path")])
    problems: list[Problem] = []
    rows = read_rows(folder, problems)
    root = Path(texts) if texts is not None else folder / "texts"
    bare = texts is None and not root.is_dir()
    root = folder if bare else root
    files = _text_files(root, bare, problems)
    if not files and bare and (folder / "tables").is_dir():
        return Documents(()), problem_table(problems)
    if not files:
        inside = root != folder and root.is_relative_to(folder)
        shown = root.relative_to(folder).as_posix() if inside else root.resolve().name
        problems.append((shown, None, "", "no .txt file in it", "put the reports there as .txt files"))
    matched = match(rows, files, problems)
    names = names_of(files, matched, {row["report"] for row in rows}, problems)
    ids = {row["report"] for row in rows} | {names[source] for source in files if source not in matched}
    numbered = {base for base, dash, n in (i.rpartition("-") for i in ids) if dash and n.isdigit()}
    entries = []
    known: dict[bytes, str] = {}
    for source, path in files.items():
        name = names[source]
        try:
            document = read_document(path, source, name)
        except UnreadableError as error:
            what, todo = error.args
            problems.append((source, None, name if source not in matched else "", what, todo))
            continue
        problems += _doubts(document, known)
        good = usable_rows(matched.get(source, []), document, problems)
        if not good:
            name = free(name, ids) if source in matched else name
            if (folder / FILE).is_file():
                todo = f"correct or add one; until then it is a report of its own, {name}"
                problems.append((source, None, name, "no usable row of reports.csv names it", todo))
            if name in numbered and len(starts(blocks_of(document.text))) > 1:  # its reports would be NAME-1, NAME-2 …
                problems.append(taken(source, f"{name}-1", f"{name}+-1"))
                name += "+"
            ids.add(name)
        entries.append((path, source, name, tuple(good)))
    return Documents(entries), problem_table(problems)


def _text_files(root: Path, bare: bool, problems: list[Problem]) -> dict[str, Path]:
    """Source → path of the .txt files below root, sorted; files of other kinds that may hold a report are named.

    bare: root is the corpus folder itself, where `tables` holds no texts and .md files are notes.
    """
    found: dict[str, Path] = {}
    if not root.is_dir():
        problems.append((str(root), None, "", "no such folder", "check the path"))
        return found

    def failed(error: OSError) -> None:
        problems.append((str(error.filename), None, "", f"cannot be listed: {error.strerror}", "check its permissions"))

    others = _OTHER_KINDS - ({".md"} if bare else set())
    for base, folders, files in os.walk(root, onerror=failed):
        measured = bare and base == str(root)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not (measured and f == "tables"))
        for file in files:
            path = Path(base, file)
            source = path.relative_to(root).as_posix()
            if file.startswith((".", "~$")):
                continue
            if any("\ud800" <= c <= "\udfff" for c in source):  # how Python shows the bytes of another encoding
                shown = os.fsencode(source).decode("gb18030", "replace")
                todo = "rename it (an archive packed on Windows may need `unzip -O gb18030`)"
                problems.append((shown, None, "", "not read: its name or folder is not UTF-8", todo))
            elif path.suffix.lower() == ".txt":
                found[source] = path
            elif path.suffix.lower() in others:
                problems.append((source, None, "", f"not read: a {path.suffix} file", "save its text as .txt"))
    return dict(sorted(found.items()))


def texts_of(documents: Documents) -> Callable[[str], str]:
    """Gives the decoded text of a source; "" where it cannot be read any more."""

    @lru_cache(maxsize=4)  # the corrections of a report mostly stand together
    def text(source: str) -> str:
        try:
            return documents[documents.sources.index(source)].text
        except UnreadableError:  # it could be read when it was measured; without it no place is found
            return ""

    return text


def _doubts(document: Document, known: dict[bytes, str]) -> Iterator[Problem]:
    """What is doubtful about a text that is read all the same. known: digest of a text → its first source."""
    source = document.source
    if document.note:
        yield source, None, "", document.note, "save the file again as UTF-8 from its source"
    if _MARKUP.search(document.text[:2000]):
        yield source, None, "", "holds HTML tags, which are read as words", "save the text of the page"
    first = known.setdefault(hashlib.sha256("".join(document.text.split()).encode()).digest(), source)
    if first != source:
        yield source, None, "", f"{COPY} {first}: all of it is counted twice", "delete one of the two"
