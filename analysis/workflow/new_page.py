"""The page on a pile: what to look at first, what was excluded, and what was not read."""

from html import escape
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from ..codes import INCLUDED
from ..corpus.folder.problems import shown
from ..corpus.folder.reports_csv import STATUS
from ..report.page import page
from .new import READ, New

PAGE = "new.html"
_REPORT = ("report", "city", "year", "genre", "level", "title", "published", "guessed")


def write_page(result: New, first: pd.DataFrame) -> Path:
    """Write new.html into the folder, replacing an earlier one of ours; return its path. first: what to look at
    first.
    """
    reports, sources = result.reports, result.sources
    counted = reports[STATUS].isin(["", INCLUDED]) if STATUS in reports else pd.Series(True, index=reports.index)
    rest = reports[counted & ~reports["report"].isin(first["report"])]
    unread = sources[sources["status"] != READ]
    parts = (
        ("Look at these first", "A guess is unsure, or nothing was found: correct the row.", first, _REPORT),
        ("Left out", "Not counted. To count one all the same, write included as its status.", reports[~counted],
         ("report", STATUS, "city", "year", "title")),
        ("Not read", "Files and parts of files without a text here.", unread, ("file", "part", "status", "what_to_do")),
        ("Doubtful", "Read all the same.", result.doubts, ("file", "report", "problem", "what_to_do")),
        ("The others", "As the texts say.", rest, _REPORT),
    )  # fmt: skip
    body = f"<h1>{escape(result.folder.resolve().name)}</h1>" + "".join(
        f"<h2>{title} ({len(table)})</h2><p>{says}</p>{_table(table, columns)}" for title, says, table, columns in parts
    )
    file = result.folder / PAGE
    file.write_text(page("A new corpus folder", body), encoding="utf-8", errors="replace")
    return file


def _table(table: pd.DataFrame, columns: tuple[str, ...]) -> str:
    if table.empty:
        return "<p>None.</p>"
    columns = tuple(c for c in columns if c in table)
    head = "".join(f"<th>{c}</th>" for c in columns)
    lines = []
    for row in table.to_dict("records"):
        cells = [escape(shown(str(row[c]))) for c in columns]
        if "report" in columns and row.get("source"):
            at = columns.index("report")
            cells[at] = f'<a href="texts/{quote(str(row["source"]))}">{cells[at]}</a>'
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
