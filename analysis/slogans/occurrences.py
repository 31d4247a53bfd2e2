"""The slogans table: every occurrence of a slogan of the lexicon in a report."""

from ..corpus.records import Report
from ..lexicons import Lexicons, Matcher
from .chains import linked


def find(report: Report, matcher: Matcher, nested: bool = False, lexicons: Lexicons | None = None) -> list[dict]:
    """Rows of the slogans table for one report, in reading order: body paragraphs and headings, no page furniture.

    Keys: report, paragraph (None in a heading), source, start, end (offsets into the source), slogan (the entry),
    matched (as it stands in the cleaned text, in its script) and chain (the number, from 1 in the report, of the chain
    it is part of; None alone; see chains.linked). nested: as in Matcher.find. lexicons: those whose
    words the segmenter knows, by default the shipped ones.
    Counts of headings and of body text differ in kind: filter on paragraph.
    """
    rows, before = [], 0
    for segment in report.segments:
        if segment.kind not in ("paragraph", "heading"):
            continue
        matches = matcher.find(segment.simple, nested)
        in_chain = list(linked(segment.simple, matches, lexicons))
        for match, chain in zip(matches, in_chain, strict=True):
            start, end = segment.span(match.start, match.end)
            rows.append(
                {
                    "report": report.report,
                    "paragraph": segment.paragraph,
                    "source": report.source,
                    "start": start,
                    "end": end,
                    "slogan": match.slogan,
                    "matched": segment.text[match.start : match.end],
                    "chain": None if chain is None else before + chain + 1,
                }
            )
        before += len({chain for chain in in_chain if chain is not None})
    return rows
