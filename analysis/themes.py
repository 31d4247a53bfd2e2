"""Text -> themes: which of the codebook's fifteen themes a paragraph is about, by a dictionary, clause by clause.

A dictionary of weighted terms (`data/lexicons/themes.csv`) is matched on characters, the longest term first, so
that no character counts twice (nested dictionary matching as in quanteda). Each clause of the paragraph has a vote,
which is divided among the themes of its terms: a subject has the share of the clauses that it fills, wherever they
stand, and subjects listed in one clause share one vote. The headings count for at most half a paragraph. Every step is
a sum of contributions that `explain` lists.

Sums are exact (`math.fsum`), so that neither the order of clauses nor the version of Python changes a weight.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .codes import THEMES
from .corpus.lines import fold
from .corpus.records import Report
from .lexicons.themes import SENTENCE, Entry, ThemeLexicon, load

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SUBJECTS", "THEMES", "classify", "clauses", "explain", "load", "weigh"]

# What is talked about, as against the forms (consultation, proposals …) and the body itself that talks about it.
SUBJECTS = frozenset({"economy", "livelihood", "unity", "stability", "ecology", "rural", "culture"})

EVIDENCE = ["place", "term", "theme", "n", "weight", "contribution"]

CLAUSE = 3.0  # points of weight that make a clause half sure of what it is about
HEADING = 5.0  # the same of the headings, which may hold many terms
HEADINGS = 0.5  # what headings that are wholly sure say, the paragraph itself saying 1
SECONDARY = 0.10  # a smaller share is an allusion, not a theme,
EVEN = 3  # unless the first theme has hardly more: a third of its share is enough where many share a paragraph

_CLAUSE = re.compile(r"[^,。;:!?\n]*[,。;:!?\n]|[^,。;:!?\n]+$")


def clauses(text: str) -> list[str]:
    """The pieces between commas, stops or colons, each with its mark; joined, they are the text.

    text: as `Segment.narrow` gives it. Enumeration commas (、) do not divide clauses: a list belongs to one.
    """
    return _CLAUSE.findall(text)


def explain(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> "pd.DataFrame":
    """Why a paragraph gets its themes: one row per (place, term, theme), the largest contribution first.

    Columns: place (body, heading), term, theme, n (occurrences), weight (of the dictionary),
    contribution (share of the paragraph's score; they sum to 1). No row if nothing was found. text and headings
    may be in either script; terms are in simplified.
    """
    import pandas as pd  # which those that measure texts do without

    found = _contributions(fold(text), [*map(fold, headings)], lexicon)
    rows = [(place, entry.term, entry.theme, n, entry.weight, said) for place, entry, n, said in found]
    return pd.DataFrame(sorted(rows, key=lambda row: (-row[-1], *row[:3])), columns=EVIDENCE)


def _counted(entries: Iterable[Entry]) -> dict[Entry, int]:
    """How often each stands there; a Counter is slow for the few of a clause."""
    counts: dict[Entry, int] = {}
    for entry in entries:
        counts[entry] = counts.get(entry, 0) + 1
    return counts


def _entries(text: str, lexicon: ThemeLexicon) -> Iterator[dict[Entry, int]]:
    """The terms of each clause; one that reaches over a comma counts where it begins.

    A formula of thanks or of the report itself is said with a whole sentence (whom it thanks, for what): each clause of
    that sentence has the formula alone.
    """
    for sentence in SENTENCE.findall(text):
        found = [(at, entry) for at, entry in lexicon.matches(sentence) if entry.weight > 0]
        formulas = _counted(entry for _, entry in found if entry.theme == "none")
        end = done = 0
        if not found:
            continue
        for clause in clauses(sentence):
            end, first = end + len(clause), done
            while done < len(found) and found[done][0] < end:
                done += 1
            yield formulas or _counted(entry for _, entry in found[first:done])


def _points(counts: dict[Entry, int]) -> dict[Entry, float]:
    return {entry: entry.weight * math.sqrt(n) for entry, n in counts.items()}


def _vote(counts: dict[Entry, int], half: float) -> dict[Entry, float]:
    """P / (P + half), P the points found, divided among the terms by their points: a weak term says little."""
    points = _points(counts)
    total = math.fsum(points.values())
    return {entry: value / (total + half) for entry, value in points.items()}


def _contributions(
    text: str, headings: Sequence[str], lexicon: ThemeLexicon
) -> Iterator[tuple[str, Entry, int, float]]:
    """(place, entry, occurrences, contribution) for each term of the body and of the headings."""
    parts = defaultdict(list)
    counts: dict[Entry, int] = {}
    for clause in _entries(text, lexicon):
        for entry, share in _vote(clause, CLAUSE).items():
            parts[entry].append(share)
            counts[entry] = counts.get(entry, 0) + clause[entry]
    body = {entry: math.fsum(shares) for entry, shares in parts.items()}
    # The body's share is fixed, so that length plays no part.
    total = math.fsum(body.values())
    body = {entry: value / total for entry, value in body.items()}
    above = _counted(entry for h in headings for _, entry in lexicon.matches_in_heading(h) if entry.weight > 0)
    heading = {entry: HEADINGS * share for entry, share in _vote(above, HEADING).items()}
    total = math.fsum([*body.values(), *heading.values()])
    yield from (("body", entry, counts[entry], share / total) for entry, share in body.items())
    yield from (("heading", entry, above[entry], share / total) for entry, share in heading.items())


def weigh(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> dict[str, float]:
    """Themes of a paragraph with their weights, the primary first; the weights sum to 1. In either script."""
    return _weigh(fold(text), [*map(fold, headings)], lexicon)


def _weigh(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> dict[str, float]:
    parts = defaultdict(list)
    for _, entry, _, contribution in _contributions(text, headings, lexicon):
        parts[entry.theme].append(contribution)
    # Decided on rounded numbers: two themes that tie stay tied whatever the last digit of their sums.
    scores = {theme: round(math.fsum(values), 9) for theme, values in parts.items()}
    order = sorted(scores, key=lambda theme: (-scores[theme], THEMES.index(theme)))
    if not order or order[0] == "none":
        return {"none": 1.0}
    least = min(SECONDARY, scores[order[0]] / EVEN)
    kept = [order[0]] + [t for t in order[1:] if t != "none" and scores[t] >= least]
    total = math.fsum(scores[t] for t in kept)
    weights = {t: round(scores[t] / total, 4) for t in kept}
    rest = 1 - math.fsum(weights.values())
    # What rounding leaves over is the first's, unless that would put it behind the second.
    taker = kept[0] if len(kept) == 1 or weights[kept[0]] + rest > weights[kept[1]] - 5e-5 else kept[-1]
    weights[taker] = round(weights[taker] + rest, 4)
    return weights


def classify(report: Report, lexicon: ThemeLexicon) -> list[dict]:
    """Rows of the themes table: report, paragraph, theme, primary, weight.

    One row per paragraph and theme; exactly one row of a paragraph is primary, and its weights sum to 1. `none` has
    weight 1 if no term is found, and for greetings, thanks and the formulas of a report.
    """
    rows = []
    for piece in report.paragraphs:
        place = {"report": report.report, "paragraph": piece.paragraph}
        for rank, (theme, weight) in enumerate(_weigh(piece.narrow, piece.narrow_headings, lexicon).items()):
            rows.append(place | {"theme": theme, "primary": rank == 0, "weight": weight})
    return rows
