"""A table for a spreadsheet or another program (CSV), and as text with bars (Markdown)."""

import csv
import io
import re

from ..formats.cells import guarded
from .printed import Printed

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$])")


def as_csv(table: Printed) -> bytes:
    """Headings and cells, numbers in full and without separators, missing ones empty; for formulas see `guarded`."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([guarded(column.heading) for column in table.columns])
    for row in zip(*(column.values for column in table.columns), strict=True):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")


def as_markdown(table: Printed) -> bytes:
    """A table of GitHub's and Pandoc's Markdown with title and notes; what Markdown would read as a sign is escaped."""
    lines = [f"**{escaped(table.title)}**", ""] if table.title else []
    lines.append(_line([escaped(column.heading) for column in table.columns]))
    lines.append(_line(["---:" if column.right else ":---" for column in table.columns]))
    lines += [_line([escaped(cell) for cell in row]) for row in table.rows]
    lines += [part for note in table.notes for part in ("", escaped(note))]
    return ("\n".join(lines) + "\n").encode("utf-8")


def escaped(said: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(said.split()))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
