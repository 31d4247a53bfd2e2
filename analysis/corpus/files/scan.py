"""A folder to documents: finding, reading and checking texts and `reports.csv`, one file at a time."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..ids import usable_id
from ..layout.blocks import blocks_of
from ..layout.split import starts
from .encoding import NotText, decode
from .reports_csv import read_sheet

COPY = "the same text as"
PROBLEM_COLUMNS = ("file", "row", "report", "problem", "what_to_do")
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|div|p|br|span)\b[^<>]*>", re.I)
_OTHER_KINDS = {".doc", ".docx", ".pdf", ".html", ".htm", ".rtf", ".wps", ".odt", ".wpd", ".md"}


class UnreadableError(ValueError):
    """A file that cannot be read as text; args: what is wrong, what to do."""


@dataclass(frozen=True)
class Document:
    """A text file, decoded.

    source: its path below the folder of texts; name: the report id it gives; text: decoded, `\\n` line ends, no byte
    order mark; encoding: as detected; sha256: of its bytes; rows: its usable rows of reports.csv as dicts, start
    and end integers, year an integer or None, the rest strings; note: what could not be decoded, "" if all could.
    """

    source: str
    name: str
    text: str
    encoding: str
    sha256: str
    rows: tuple[dict, ...] = ()
    note: str = ""


def read_document(
    path: str | Path, source: str | None = None, name: str | None = None, rows: Sequence = ()
) -> Document:
    """Read one file. source and name default to the file's name and stem; rows as in Document.

    Raises UnreadableError (what is wrong, what to do) where the file cannot be opened, is empty or is no text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {error.strerror}", "check the file and its permissions") from None
    if not data.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    try:
        text, encoding, broken = decode(data)
    except NotText as error:
        raise UnreadableError(f"not read: {error}", "save its text as .txt in UTF-8") from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    note = "" if broken is None else f"byte {broken} is no {encoding}; such bytes are read as \ufffd"
    full = tuple(
        {**r, "start": r.get("start") or 0, "end": len(text) if r.get("end") is None else r["end"]} for r in rows
    )
    digest = hashlib.sha256(data).hexdigest()
    return Document(source or path.name, name or path.stem, text, encoding, digest, full, note)


class Documents(Sequence):
    """The documents of a folder in the order of their paths; each is read when it is asked for and kept nowhere."""

    def __init__(self, entries: Sequence[tuple[Path, str, str, tuple]]):
        self._entries = tuple(entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Documents(self._entries[index])
        return read_document(*self._entries[index])

    def __iter__(self) -> Iterator[Document]:
        return (read_document(*entry) for entry in self._entries)

    @property
    def sources(self) -> list[str]:
        """Paths below the folder of texts."""
        return [entry[1] for entry in self._entries]


def scan(folder: str | Path, texts: str | Path | None = None) -> tuple[Documents, pd.DataFrame]:
    """The documents of a corpus folder, and everything that is wrong with it.

    folder: holds `reports.csv` with `texts/`, or .txt files at any depth, or only `tables/` (no documents).
    texts: the folder of the texts where it is another one.
    Returns the documents (lazy: each file is read once here, to check it, and again when asked for) and a table of
    problems: file, row (of reports.csv as a spreadsheet numbers it, header = 1; NA), report, problem, what_to_do.
    A bad row or file is left out, the rest is used.
    """
    folder = Path(folder)
    problems: list[tuple] = []
    if not folder.is_dir():
        return Documents(()), _table([(str(folder), None, "", "no such folder", "check the path")])
    sheet = folder / "reports.csv"
    rows = read_sheet(sheet, problems) if sheet.is_file() else []
    root = Path(texts) if texts is not None else folder / "texts"
    bare = texts is None and not root.is_dir()
    root = folder if bare else root
    files = _text_files(root, bare, problems)
    has_tables = (folder / "tables").is_dir()
    if bare and has_tables and not files:
        return Documents(()), _table(problems)
    if not files:
        problems.append((_show(root, folder), None, "", "no .txt file in it", "put the reports there as .txt files"))
    matched = _match(rows, files, problems)
    names = _names(files, matched, {r["report"] for r in rows}, problems)
    ids = {r["report"] for r in rows} | {names[source] for source in files if source not in matched}
    numbered = {base for base, dash, n in (i.rpartition("-") for i in ids) if dash and n.isdigit()}
    entries, seen = [], {}
    for source, path in files.items():
        try:
            document = read_document(path, source, names[source])
        except UnreadableError as error:
            problems.append((source, None, names[source] if source not in matched else "", *error.args))
            continue
        if document.note:
            problems.append((source, None, "", document.note, "save the file again as UTF-8 from its source"))
        if _MARKUP.search(document.text[:2000]):
            problems.append((source, None, "", "holds HTML tags, which are read as words", "save the text of the page"))
        first = seen.setdefault(hashlib.sha256("".join(document.text.split()).encode()).digest(), source)
        if first != source:
            problems.append((source, None, "", f"{COPY} {first}: all of it is counted twice", "delete one of the two"))
        good = _check_rows(matched.get(source, []), document, problems)
        name = names[source]
        if not good:
            while source in matched and name in ids:
                name += "+"
            if sheet.is_file():
                todo = f"correct or add one; until then it is a report of its own, {name}"
                problems.append((source, None, name, "no usable row of reports.csv names it", todo))
            if name in numbered and len(starts(blocks_of(document.text))) > 1:
                problems.append(_taken(source, f"{name}-1", f"{name}+-1"))
                name += "+"
            ids.add(name)
        entries.append((path, source, name, tuple(good)))
    return Documents(entries), _table(problems)


def _table(problems: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(problems, columns=list(PROBLEM_COLUMNS)).astype({"row": "Int64"})


def _show(path: Path, folder: Path) -> str:
    return (
        path.relative_to(folder).as_posix() if path != folder and path.is_relative_to(folder) else path.resolve().name
    )


def _text_files(root: Path, bare: bool, problems: list[tuple]) -> dict[str, Path]:
    """Source → path of the .txt files below root, sorted; files of other kinds that may hold a report are named."""
    found = {}
    if not root.is_dir():
        problems.append((str(root), None, "", "no such folder", "check the path"))
        return found

    def failed(error: OSError) -> None:
        problems.append((str(error.filename), None, "", f"cannot be listed: {error.strerror}", "check its permissions"))

    for base, folders, files in os.walk(root, onerror=failed):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not (bare and base == str(root) and f == "tables")
        )
        for file in files:
            path = Path(base, file)
            source = path.relative_to(root).as_posix()
            if file.startswith((".", "~$")):
                continue
            if any("\ud800" <= c <= "\udfff" for c in source):  # how Python shows the bytes of another encoding
                shown = os.fsencode(source).decode("gb18030", "replace")
                todo = "rename it (an archive packed on Windows may need `unzip -O gb18030`)"
                problems.append((shown, None, "", "not read: its name or folder is not UTF-8", todo))
                continue
            if path.suffix.lower() == ".txt":
                found[source] = path
            elif path.suffix.lower() in _OTHER_KINDS - ({".md"} if bare else set()):
                problems.append((source, None, "", f"not read: a {path.suffix} file", "save its text as .txt"))
    return dict(sorted(found.items()))


def _key(source: str) -> str:
    return unicodedata.normalize("NFC", source.replace("\\", "/")).removeprefix("./").removeprefix("texts/").lower()


def _match(rows: list[dict], files: dict[str, Path], problems: list[tuple]) -> dict[str, list[dict]]:
    """Source → the rows that name it, with or without .txt; a row without a source is about the file named as it."""
    known = {_key(source): source for source in files}
    matched: dict[str, list[dict]] = {}
    for row in rows:
        asked = _key(row["source"] or row["report"])
        source = known.get(asked) or known.get(f"{asked}.txt")
        if source is None:
            problem = f"its text {row['source'] or row['report']} is missing"
            todo = "put the file under texts/ or correct `source`"
            problems.append(("reports.csv", row["row"], row["report"], problem, todo))
        else:
            matched.setdefault(source, []).append(row | {"source": source})
    return matched


def _names(files: dict[str, Path], matched: dict, ids: set[str], problems: list[tuple]) -> dict[str, str]:
    """Source → report id for the files without a row: the stem, or, where that is taken, the path with dashes."""
    stems = Counter(usable_id(path.stem) for source, path in files.items() if source not in matched)
    names, used = {}, set(ids)
    for source, path in files.items():
        name = usable_id(path.stem)
        if source not in matched and name != path.stem:
            what = f"its name holds a semicolon or a line break; its report id is {name}"
            problems.append((source, None, name, what, "rename the file, or give it a row with its own id"))
        if source not in matched and (stems[name] > 1 or name in used):
            other = usable_id(source[: -len(path.suffix)].replace("/", "-"))
            while other in used:
                other += "+"
            if other != name:
                problems.append(_taken(source, name, other))
            name = other
        names[source] = name
        if source not in matched:
            used.add(name)
    return names


def _taken(source: str, name: str, other: str) -> tuple:
    problem = f"report id {name} is taken by another file or row; this one is {other}"
    return (source, None, name, problem, "rename the file, or give it a row with its own id in reports.csv")


def _check_rows(rows: list[dict], document: Document, problems: list[tuple]) -> list[dict]:
    """The rows of a document that say where their report stands: inside the text, one after the other."""
    good, size, taken = [], len(document.text), []
    for row in rows:
        start, end = row["start"] or 0, size if row["end"] is None else row["end"]
        whole = row["start"] is None and row["end"] is None

        def say(problem: str, todo: str, row=row) -> None:
            problems.append(("reports.csv", row["row"], row["report"], problem, todo))

        if row.get("sha256") and row["sha256"].lower() != document.sha256:
            say(f"sha256 is not that of {document.source}: the text has changed", "check the text, then correct sha256")
        if whole and len(rows) > 1:
            say(f"other rows name {document.source} too, and this one has no start and end", "fill start and end")
        elif not 0 <= start < end <= size:
            say(f"start {start}, end {end} is no part of a text of {size} characters", "correct start and end")
        elif clash := next((other for a, b, other in taken if start < b and a < end), None):
            say(f"start {start}, end {end} overlaps report {clash}", "correct start and end")
        else:
            taken.append((start, end, row["report"]))
            good.append({c: v for c, v in row.items() if c != "row"} | {"start": start, "end": end})
    return sorted(good, key=lambda r: r["start"])
