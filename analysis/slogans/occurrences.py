"""Every occurrence of a slogan of the lexicon, and the chains they form.

增强“四个意识”、坚定“四个自信”、做到“两个维护” is three slogans, and one formula of three.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from .. import tokens
from ..corpus.records import Report
from ..lexicons import Lexicons, Matcher
from ..lexicons.slogans import QUOTES

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("report", "paragraph", "source", "start", "end", "chain", "slogans", "n")
_JOINT = re.compile(r"[、,，/和与及]?(?P<verb>[一-鿿]{0,4})")
_QUOTED = re.compile(rf"[{re.escape(QUOTES)}]")


def find(report: Report, matcher: Matcher, nested: bool = False, lexicons: Lexicons | None = None) -> list[dict]:
    """Rows of the slogans table for one report, in reading order: body paragraphs and headings, not page furniture.

    Keys: report, paragraph (None in a heading), source, start, end (offsets into the source), slogan (the entry),
    matched (as it stands in the cleaned text, in its script) and chain (the number, from 1 in the report, of the chain
    it is part of; None if it stands alone; see `linked`). nested: as in Matcher.find. lexicons: those whose words the
    segmenter knows, by default the shipped ones. Counts of headings and of body text differ in kind: filter on
    paragraph.
    """
    rows, before = [], 0
    for segment in report.segments:
        if segment.kind not in ("paragraph", "heading"):
            continue
        matches = matcher.find(segment.simple, nested)
        in_chain = list(linked(segment.simple, matches, lexicons))
        for match, chain in zip(matches, in_chain, strict=True):
            start, end = segment.span(match.start, match.end)
            place = {"report": report.report, "paragraph": segment.paragraph, "source": report.source}
            number = None if chain is None else before + chain + 1
            found = {"slogan": match.slogan, "matched": segment.text[match.start : match.end], "chain": number}
            rows.append(place | {"start": start, "end": end} | found)
        before += len({*in_chain} - {None})
    return rows


def linked(text: str, matches: Sequence, lexicons: Lexicons | None = None) -> Iterator[int | None]:
    """For each match in a paragraph the number of its chain from 0, None if it stands alone.

    matches: as from Matcher.find, in reading order; one inside another belongs to no chain. Two matches form a chain if
    only a list mark, a comma, 和 or quotation marks separate them, and at most the verb of the second (、坚定,
    ,坚决做到). lexicons: those whose words the segmenter knows, by default the shipped ones.
    """
    reached = [0, *accumulate((m.end for m in matches), max)]
    outer = [i for i, m in enumerate(matches) if m.start >= reached[i]]
    chain_of: dict[int, int] = {}
    number = -1
    for a, b in pairwise(outer):
        if _joined(text[matches[a].end : matches[b].start], text, matches[b].start, lexicons):
            if a not in chain_of:
                number += 1
            chain_of[a] = chain_of[b] = number
    return (chain_of.get(i) for i in range(len(matches)))


def _joined(gap: str, text: str, start: int, lexicons: Lexicons | None) -> bool:
    """Whether what stands between two slogans only lists them."""
    bare = _QUOTED.sub("", "".join(gap.split()))
    # “两个确立”“两个维护”: the marks part them, and may belong to the spans.
    quoted = bool(_QUOTED.search(gap)) or text[start] in QUOTES
    found = _JOINT.fullmatch(bare)
    if not found or (not bare and not quoted):
        return False
    verb = found["verb"]
    return (verb != bare or quoted or not bare) and (not verb or _verbal(verb, lexicons))


@lru_cache(maxsize=4096)
def _verbal(piece: str, lexicons: Lexicons | None) -> bool:
    return all(part[0] in "vadz" for _, part in tokens.tag(piece, lexicons))


def chains(hits: "pd.DataFrame") -> "pd.DataFrame":
    """Runs of slogans that a report links into one formula, one row per chain, in the order of hits.

    hits: rows of the slogans table; not modified. Columns: report, paragraph (missing in a heading), source, start, end
    (of the whole chain), chain (its number in the report), slogans (the entries in their order, joined by 、), n (how
    many). Count a formula by its `slogans`: chains(hits)["slogans"].value_counts().
    Raises ValueError for a missing column.
    """
    missing = [c for c in (*COLUMNS[:6], "slogan") if c not in hits.columns]
    if missing:
        raise ValueError(f"hits: column {', '.join(missing)} is missing; found {', '.join(map(str, hits.columns))}")
    rows = hits[hits["chain"].notna()]
    if rows.empty:
        return hits.head(0)[list(COLUMNS[:6])].assign(slogans="", n=0)
    grouped = rows.groupby(["report", "chain"], sort=False)
    how = {"paragraph": "first", "source": "first", "start": "min", "end": "max"}
    table = grouped.agg(how).assign(slogans=grouped["slogan"].agg("、".join), n=grouped.size())
    return table.reset_index()[list(COLUMNS)]
