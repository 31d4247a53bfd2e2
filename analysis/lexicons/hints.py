"""What speaks for a category, of `data/lexicons/hints.csv`: words in their places, and what single rules say."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..codes import CATEGORIES, NEW_CATEGORY
from .files import LexiconError, path, read

# Where a word stands: in what is counted, at its end, in its sentence, in title and headings.
WITHIN = ("object", "sentence", "heading")
ENDING = "end"
# What is known as a whole: verb and measure word; the category that one kind of rule gives, or that of the count before.
WHOLE = ("verb", "unit", "by_object", "by_sentence", "by_passage", "in_general", "before")
PLACES = (*WITHIN, ENDING, *WHOLE)


class Vote(NamedTuple):
    """What a word in its place weighs for a category."""

    category: str
    weight: int
    place: str
    word: str


class Hints:
    """The votes of words by place. Raises LexiconError naming every bad row with its line."""

    def __init__(self, folder: str | Path | None = None):
        file = path("hints", folder)
        self._votes: dict[str, dict[str, list[Vote]]] = {place: {} for place in PLACES}
        bad, seen = [], set()
        for row in read("hints", ("place", "word", "category", "weight"), folder):
            key = row["place"], row["word"], row["category"]
            faults = list(_faults(row["place"], row["category"], row["weight"]))
            if key in seen:
                faults.append("column word: stands there twice with this place and category; keep one")
            seen.add(key)
            bad += [f"{file}:{row['line']}: {fault}" for fault in faults]
            if not faults:
                vote = Vote(row["category"], int(row["weight"]), row["place"], row["word"])
                self._votes[row["place"]].setdefault(row["word"], []).append(vote)
        if bad:
            raise LexiconError("\n".join(bad))
        self._longest = {place: max(map(len, words), default=0) for place, words in self._votes.items()}
        self._of = lru_cache(maxsize=4096)(self._found)  # counts of one sentence ask for the same words

    def votes(self, said: Iterable[tuple[str, str]]) -> list[Vote]:
        """The votes of what is said: (place, text) of each place; of a place WITHIN, of every word of it once."""
        return [vote for place, text in said for vote in self._of(place, text)]

    def _found(self, place: str, text: str) -> tuple[Vote, ...]:
        known = self._votes[place]
        found = {word for word in parts(place, text, self._longest[place]) if word in known}
        return tuple(vote for word in sorted(found) for vote in known[word])


def parts(place: str, text: str, longest: int) -> Iterator[str]:
    """What of a text may be a word of a place, up to a length."""
    if place in WHOLE:
        yield text
    elif place == ENDING:
        yield from (text[-n:] for n in range(1, min(longest, len(text)) + 1))
    else:
        yield from (text[i : i + n] for i in range(len(text)) for n in range(2, min(longest, len(text) - i) + 1))


def _faults(place: str, category: str, weight: str) -> Iterator[str]:
    if place not in PLACES:
        yield f"column place: {place!r}; one of {', '.join(PLACES)} is wanted"
    if category not in CATEGORIES and not NEW_CATEGORY.fullmatch(category):
        yield f"column category: {category!r}; one of the codebook ({', '.join(CATEGORIES)}), or one of your own x_…"
    if not weight.isdecimal() or not int(weight):
        yield f"column weight: {weight!r}; a whole number from 1 on, in tenths"
