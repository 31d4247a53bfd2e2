"""Text -> themes: which of the codebook's fifteen themes a paragraph is about, by a dictionary and its position.

A dictionary of weighted terms (`data/lexicons/themes.csv`) is matched on characters, the longest term first, so
that no character counts twice (nested dictionary matching as in quanteda). Three places give evidence: the
paragraph itself, its opening clause, because work reports announce a topic before they treat it, and the headings it
stands under. Every step is a sum of contributions that `explain` lists.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from .codes import THEMES
from .corpus.lines import fold
from .corpus.records import Report
from .lexicons.themes import SENTENCE, Entry, ThemeLexicon, load

__all__ = ["SUBJECTS", "THEMES", "classify", "explain", "load", "opening", "weigh"]

# What is talked about, as against the forms (consultation, proposals …) and the body itself that talks about it.
SUBJECTS = frozenset({"economy", "livelihood", "unity", "stability", "ecology", "rural", "culture"})

EVIDENCE = ["place", "term", "theme", "n", "weight", "contribution"]

# How much each place can say at most, and how many points of weight make the opening or the headings half sure.
SHARES = {"body": 1.0, "opening": 0.5, "heading": 0.5}
HALF = 5.0
OPENING = 48  # characters: a topic sentence; further on a long sentence is already treating its topic
SECONDARY = 0.10  # a smaller share is an allusion, not a theme

# List marks and dates that stand before the topic: “(一)”, “一是”, “3.”, “7月16日,”.
_MARK = re.compile(
    r"^\s*(?:\(?[一二三四五六七八九十\d]+[)、..是]|[—–\-●■◆]+|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\S{1,6}日)?,)\s*"
)


def opening(text: str) -> str:
    """What announces a paragraph's topic: the first sentence, cut at a clause if it is long.

    text: as `Segment.narrow` gives it.
    """
    while mark := _MARK.match(text):
        text = text[mark.end() :]
    first = SENTENCE.match(text).group()
    if len(first) <= OPENING:
        return first
    cut = max(first.rfind(sign, 8, OPENING) for sign in ",、:")
    return first[:cut] if cut > 0 else first[:OPENING]


def _focus(entries: Iterable[Entry]) -> dict[str, float]:
    """Each subject's share of the points of all subjects: 1 where a paragraph has one subject, less where many."""
    points = Counter()
    for entry, n in Counter(e for e in entries if e.theme in SUBJECTS).items():
        points[entry.theme] += entry.weight * n**0.5
    total = sum(points.values())
    return {theme: value / total for theme, value in points.items()} if total else {}


def explain(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> pd.DataFrame:
    """Why a paragraph gets its themes: one row per (place, term, theme), the largest contribution first.

    Columns: place (body, opening, heading), term, theme, n (occurrences), weight (of the dictionary),
    contribution (share of the paragraph's score; they sum to 1). No row where nothing was found. text and headings
    may be in either script; terms are in simplified.
    """
    return pd.DataFrame(_evidence(fold(text), [*map(fold, headings)], lexicon), columns=EVIDENCE)


def _evidence(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> list[tuple]:
    places = {
        "body": lexicon.matches(text),
        "opening": lexicon.matches(opening(text)),
        "heading": [e for h in headings for e in lexicon.matches(h)],
    }
    focus = _focus(places["body"])
    rows = []
    for place, entries in places.items():
        counts = Counter(e for e in entries if e.weight > 0)
        points = {
            e: e.weight * n**0.5 * (focus.get(e.theme, 1) if e.theme in SUBJECTS else 1) for e, n in counts.items()
        }
        total = sum(points.values())
        # The body's share is fixed, so that length plays no part; a weak opening or heading says little.
        share = SHARES[place] * (1 if place == "body" else total / (total + HALF))
        rows += [(place, e.term, e.theme, counts[e], e.weight, share * v / total) for e, v in points.items()]
    total = sum(row[-1] for row in rows)
    rows = [(*row[:-1], row[-1] / total) for row in rows]
    return sorted(rows, key=lambda row: (-row[-1], row[0], row[1], row[2]))


def weigh(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> dict[str, float]:
    """Themes of a paragraph with their weights, the primary first; the weights sum to 1. In either script."""
    return _weigh(fold(text), [*map(fold, headings)], lexicon)


def _weigh(text: str, headings: Sequence[str], lexicon: ThemeLexicon) -> dict[str, float]:
    scores = defaultdict(float)
    for _, _, theme, _, _, contribution in _evidence(text, headings, lexicon):
        scores[theme] += contribution
    order = sorted(scores, key=lambda theme: (-round(scores[theme], 9), THEMES.index(theme)))
    if not order or order[0] == "none":
        return {"none": 1.0}
    kept = [order[0]] + [t for t in order[1:] if scores[t] >= SECONDARY and t != "none"]
    total = sum(scores[t] for t in kept)
    weights = {t: round(scores[t] / total, 4) for t in kept}
    rest = 1 - sum(weights.values())
    # What rounding leaves over is the first's, unless that would put it behind the second.
    taker = kept[0] if len(kept) == 1 or weights[kept[0]] + rest > weights[kept[1]] - 5e-5 else kept[-1]
    weights[taker] = round(weights[taker] + rest, 4)
    return weights


def classify(report: Report, lexicon: ThemeLexicon) -> list[dict]:
    """Rows of the themes table: report, paragraph, theme, primary, weight.

    One row per paragraph and theme; exactly one row of a paragraph is primary, and its weights sum to 1. `none`
    with weight 1 where no term is found, and for greetings, thanks and the formulas of a report.
    """
    rows = []
    for piece in report.paragraphs:
        place = {"report": report.report, "paragraph": piece.paragraph}
        for rank, (theme, weight) in enumerate(_weigh(piece.narrow, piece.narrow_headings, lexicon).items()):
            rows.append(place | {"theme": theme, "primary": rank == 0, "weight": weight})
    return rows
