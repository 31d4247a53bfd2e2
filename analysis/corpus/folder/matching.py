"""Which rows of `reports.csv` are about which text, and which of them can be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from .document import Document
from .problems import Problem


def match(rows: list[dict], sources: Iterable[str], problems: list[Problem]) -> dict[str, list[dict]]:
    """Source → the rows that name it, with or without .txt; a row without a source is about the file named as it."""
    known = {_key(source): source for source in sources}
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


def _key(source: str) -> str:
    return unicodedata.normalize("NFC", source.replace("\\", "/")).removeprefix("./").removeprefix("texts/").lower()


def usable_rows(rows: list[dict], document: Document, problems: list[Problem]) -> list[dict]:
    """The rows of a document that say where their report stands: inside the text, one after the other."""
    size = len(document.text)
    good: list[dict] = []
    for row in rows:
        start, end = row["start"] or 0, size if row["end"] is None else row["end"]
        whole = row["start"] is None and row["end"] is None

        def say(problem: str, todo: str, row: dict = row) -> None:
            problems.append(("reports.csv", row["row"], row["report"], problem, todo))

        if row.get("sha256") and row["sha256"].lower() != document.sha256:
            say(f"sha256 is not that of {document.source}: the text has changed", "check the text, then correct sha256")
        if whole and len(rows) > 1:
            say(f"other rows name {document.source} too, and this one has no start and end", "fill start and end")
        elif not 0 <= start < end <= size:
            say(f"start {start}, end {end} is no part of a text of {size} characters", "correct start and end")
        elif clash := next((g["report"] for g in good if start < g["end"] and g["start"] < end), None):
            say(f"start {start}, end {end} overlaps report {clash}", "correct start and end")
        else:
            good.append({c: v for c, v in row.items() if c != "row"} | {"start": start, "end": end})
    return sorted(good, key=lambda r: r["start"])
