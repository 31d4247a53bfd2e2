"""A table written for a paper, in the formats that are asked for."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd

from ..compare import basis
from ..language import text
from .excel_table import as_xlsx
from .html_table import as_html
from .latex_table import as_latex
from .plain_table import as_csv, as_markdown
from .printed import Printed, printed
from .word_table import as_docx

FORMATS = ("csv", "xlsx", "docx", "tex", "md", "html")
_WRITERS: dict[str, Callable[[Printed], bytes]] = {
    "csv": as_csv, "xlsx": as_xlsx, "docx": as_docx, "md": as_markdown, "html": as_html,
}  # fmt: skip


def save_table(
    table: pd.DataFrame,
    name: str,
    formats: Iterable[str] = FORMATS,
    *,
    title: str = "",
    notes: str | Sequence[str] | None = None,
    folder: str | Path | None = None,
) -> list[Path]:
    """Write a table as name.csv, .xlsx, .docx, .tex, .md and .html, or in some of these; return the paths.

    Headings, codes, places and warnings stand in the language in use; an index that has a name is written, too.
    title stands above, notes below: a text, several, "" for none; default: what `compare.basis` says, of a table of
    totals. CSV and Excel hold numbers in full, the others as they are printed: thousands separated, to the right.
    folder: made where missing; default: the environment variable TABLES, else "paper_tables".
    The same table gives the same bytes each time, and no cell becomes a formula.
    Raises ValueError for an unknown format, a name that is not letters, digits, - and _, and a table without rows,
    and ImportError naming the package that Word (python-docx) or HTML (great_tables) needs, before anything is written.
    """
    wanted = [formats] if isinstance(formats, str) else list(formats)
    if odd := [one for one in wanted if one not in FORMATS]:
        raise ValueError(f"formats: {', '.join(map(str, odd))} is none of {', '.join(FORMATS)}")
    if not re.fullmatch(r"\w[\w-]*", str(name)):
        raise ValueError(f"name: {name!r} may have letters, digits, - and _ only; the endings are added")
    if notes is None:
        notes = basis(table) if {"bound", "left_out"} <= set(table.columns) else ()
    said = [notes] if isinstance(notes, str) else list(notes)
    made = printed(table, title, _noted([note for note in said if note]))
    data = [(one, as_latex(made, name) if one == "tex" else _made(made, one)) for one in wanted]
    folder = Path(folder or os.environ.get("TABLES") or "paper_tables")
    folder.mkdir(parents=True, exist_ok=True)
    for one, written in data:
        (folder / f"{name}.{one}").write_bytes(written)
    return [folder / f"{name}.{one}" for one in wanted]


def _noted(notes: list[str]) -> list[str]:
    """The notes, the first marked as such."""
    return [text("note", notes=notes[0]), *notes[1:]] if notes else []


def _made(table: Printed, form: str) -> bytes:
    try:
        return _WRITERS[form](table)
    except ModuleNotFoundError as error:
        todo = f"`pip install 'zhengxie-reports[papers]'`, or leave {form} out"
        raise ImportError(f"{form}: the package {error.name} is missing; {todo}") from None
