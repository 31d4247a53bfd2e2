"""The places of the rows of each table: words, phrases and themes record a paragraph, not a place in it."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

import pandas as pd

from ..corpus import Document, reports_of
from ..corpus.ids import split_ids
from ..corpus.records import Segment
from ..tables.corpus_tables import Corpus
from ..tokens import segment

PLACE = ("source", "start", "end", "quantity")
Finder = Callable[[str, str], list[tuple[int, int]]]  # of a word, phrase or theme in a text
_cut = lru_cache(maxsize=256)(segment)  # many words stand in one paragraph
_OPENING = re.compile(r"[^，,；;：:。！？!?]*")


def located(corpus: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with source, start, end and quantity (the text to mark); unchanged where they have these already.

    Rows of slogans are marked where they are `matched`. Rows of terms (report, paragraph, term) and of phrases (phrase,
    and report or reports) give a row per occurrence, with the index of the original row; rows of themes (report,
    paragraph, theme) give one with the opening of the paragraph. If the text is not available, there is one row with
    the place of the paragraph. Raises ValueError for a column that is missing.
    """
    if "quantity" not in rows.columns and "matched" in rows.columns:
        rows = rows.rename(columns={"matched": "quantity"})
    if {"report", *PLACE} <= set(rows.columns):
        return rows
    if "phrase" in rows.columns and "report" not in rows.columns and "reports" in rows.columns:
        rows = rows.assign(report=rows["reports"].map(split_ids)).explode("report")
    key = next((c for c in ("term", "phrase", "theme") if c in rows.columns), None)
    needed = ("report", *PLACE) if key is None else ("report",) if key == "phrase" else ("report", "paragraph")
    missing = [c for c in needed if c not in rows.columns]
    if missing:
        raise ValueError(f"rows: column {', '.join(missing)} is missing; found {', '.join(map(str, rows.columns))}")
    finders: dict[str | None, Finder] = {"term": _terms, "phrase": _phrases, "theme": _opening}
    paragraphs = {
        report: part[["paragraph", *PLACE[:3]]].to_dict("records")
        for report, part in corpus.paragraphs.groupby("report", sort=False)
    }
    segments = lru_cache(maxsize=8)(lambda report: _segments(corpus, report))
    out, index = [], []
    for at, row in zip(rows.index, rows.to_dict("records"), strict=True):
        own = paragraphs.get(row["report"], [])
        if key != "phrase":
            own = [place for place in own if place["paragraph"] == row["paragraph"]]
        found = _found(row[key], own, segments(row["report"]), finders[key])
        out += [row | place for place in found]
        index += [at] * len(found)
    columns = list(dict.fromkeys([*rows.columns, "paragraph", *PLACE]))
    table = pd.DataFrame(out, columns=columns, index=pd.Index(index, dtype=rows.index.dtype))
    return table.astype({"start": "Int64", "end": "Int64", "paragraph": "Int64"})


def _found(what: str, paragraphs: list[dict], segments: dict[int | None, Segment], find: Finder) -> list[dict]:
    """The places of a word, phrase or theme in paragraphs; the first paragraph where nothing can be found."""
    out = []
    for row in paragraphs:
        piece = segments.get(row["paragraph"])
        if piece is None:
            continue
        for start, end in find(what, piece.simple):
            first, last = piece.span(start, end)
            out.append(row | {"start": first, "end": last, "quantity": piece.text[start:end]})
    unread = "" if segments or find is _opening else what
    return out or [row | {"quantity": unread} for row in paragraphs[:1]]


def _segments(corpus: Corpus, report: str) -> dict[int | None, Segment]:
    """The paragraphs of a report by their number, as they were measured; none where the text is not at hand."""
    row = corpus.reports[corpus.reports["report"] == report]
    if not len(row) or row["start"].isna().any():
        return {}
    source, place = row["source"].iloc[0], {c: int(row[c].iloc[0]) for c in ("start", "end")}
    try:
        text = corpus.text(source)
    except ValueError:
        return {}
    if place["end"] > len(text):
        return {}
    (found,) = reports_of(Document(source, report, text, "", "", ({"report": report, **place},)))
    return {piece.paragraph: piece for piece in found.paragraphs}


def _terms(term: str, text: str) -> list[tuple[int, int]]:
    """Where the segmenter has the word; where it has it nowhere (another word list), where the characters stand."""
    words = _cut(text)
    ends = zip(words, accumulate(map(len, words)), strict=True)
    places = [(end - len(word), end) for word, end in ends if word == term]
    return places or [m.span() for m in re.finditer(re.escape(term), text)]


def _phrases(phrase: str, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\s*".join(map(re.escape, phrase)), text)]


def _opening(theme: str, text: str) -> list[tuple[int, int]]:
    opening = _OPENING.match(text)
    return [(0, (opening and opening.end()) or len(text))]
