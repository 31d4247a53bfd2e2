"""From a folder to documents: its texts and their rows of `reports.csv`, checked one file at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ... import formats
from ...codes import INCLUDED
from ...formats import Fault, UnreadableError
from ..copies import candidates, sketch
from ..ids import free, names_of, taken, usable_id
from ..kinds import other_kind
from ..layout.blocks import blocks_of
from ..reports import starts
from .documents import Documents, Entry
from .files import parts_of, read_document
from .listing import text_files
from .problems import Problem, problem_table
from .reports_csv import FILE, beside_row, match, read_rows, usable_rows
from .twice import leave_out_copies

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def scan(folder: str | Path, texts: str | Path | None = None) -> tuple[Documents, "pd.DataFrame"]:
    """The documents of a corpus folder, and all its problems.

    folder: holds `reports.csv` with `texts/`, or files with texts at any depth, or only `tables/` (no documents).
    texts: the folder of the texts, if it is a different one.
    Returns the documents (lazy: each file is read once here, to check it, and again when asked for) and a table of
    problems (problems.COLUMNS). A bad row or file is excluded, the rest is used. Of copies only one is measured
    (copies.py).
    """
    folder = Path(folder)
    if not folder.is_dir():
        return Documents(()), problem_table([(str(folder), None, "", "no such folder", "check the path")])
    problems: list[Problem] = []
    rows = read_rows(folder, problems)
    root = Path(texts) if texts is not None else folder / "texts"
    bare = texts is None and not root.is_dir()
    root = folder if bare else root
    files = text_files(root, bare, problems)
    if not files and bare and (folder / "tables").is_dir():
        return Documents(()), problem_table(problems)
    if not files:
        inside = root != folder and root.is_relative_to(folder)
        place = root.relative_to(folder).as_posix() if inside else root.resolve().name
        todo = "put the reports there: .txt, .html, .docx, .pdf, sheets with a column of texts, or a .zip of them"
        problems.append((place, None, "", "no file with a text in it", todo))
    told = {row["report"] for row in rows}
    found = _texts_in(files, problems)
    if not found and bare and (folder / "tables").is_dir():  # data beside the tables: that no text is here is no fault
        return Documents(()), problem_table(problems)
    matched = match(rows, found, problems)
    names = names_of({source: name for source, (_, name) in found.items()}, matched, told, problems)
    ids = told | {names[source] for source in found if source not in matched}
    numbered = {base for base, dash, n in (i.rpartition("-") for i in ids) if dash and n.isdigit()}
    entries: list[Entry] = []

    def sketches() -> Iterator["np.ndarray"]:
        """Of each text as it is read: none is read for copies alone, and no sketch is kept in memory."""
        for source, (path, _) in found.items():
            name = names[source]
            try:
                document = read_document(path, source, name)
            except UnreadableError as error:
                problems.append((source, None, name if source not in matched else "", *error.args))
                continue
            notes = [*document.notes, *beside_row(document.beside)[1]]
            problems.extend((source, None, "", *note) for note in notes)
            good = usable_rows(matched.get(source, []), document, problems)
            if not good:
                name = free(name, ids) if source in matched else name
                if (folder / FILE).is_file():
                    todo = f"correct or add one; until then it is a report of its own, {name}"
                    problems.append((source, None, name, "no usable row of reports.csv names it", todo))
                if (
                    name in numbered and len(starts(blocks_of(document.text))) > 1
                ):  # its reports would be NAME-1, NAME-2 …
                    problems.append(taken(source, f"{name}-1", f"{name}+-1"))
                    name += "+"
                ids.add(name)
                if kind := other_kind(document.text):
                    todo = "take it out, or add a row to reports.csv with the reason as its status"
                    problems.append(
                        (source, None, name, f"may be no report of a consultative conference: {kind}", todo)
                    )
            entries.append((path, source, name, tuple(good), _left_out(good)))
            yield sketch(document.text)

    pairs = candidates(sketches())
    return leave_out_copies(Documents(entries), pairs, problems), problem_table(problems)


def _left_out(rows: Sequence[dict]) -> dict[str, str]:
    """The reports that their rows leave out, and why."""
    return {row["report"]: row["status"] for row in rows if row["status"] not in ("", INCLUDED)}


def _texts_in(files: Mapping[str, Path], problems: list[Problem]) -> dict[str, tuple[Path, str]]:
    """Source → path and the report id that it gives, of every text in the files; what cannot be read is named."""
    found: dict[str, tuple[Path, str]] = {}
    for source, path in files.items():
        if path.suffix.lower() not in formats.SEVERAL:
            found[source] = (path, path.stem)
            continue
        try:
            parts = parts_of(path)
        except UnreadableError as error:
            problems.append((source, None, "", *error.args))
            continue
        for name, part in parts.items():
            place = f"{source}/{name}" if name else source
            if isinstance(part, Fault):
                problems.append((place, None, "", part.what, part.todo))
                continue
            row = name.rpartition("/")[2]
            stem = Path(name).stem if not row.isdigit() else "-".join([path.stem, *name.split("/")])
            found[place] = (path / name, usable_id(part.beside.get("report") or stem))
    return found


def texts_of(documents: Documents) -> Callable[[str], str]:
    """A function that gives the decoded text of a source; "" if it can no longer be read."""
    places = {source: i for i, source in enumerate(documents.sources)}

    @lru_cache(maxsize=4)  # the corrections of a report mostly stand together
    def text(source: str) -> str:
        try:
            return documents[places[source]].text
        except (UnreadableError, KeyError):  # it could be read when it was measured; without it no place is found
            return ""

    return text
