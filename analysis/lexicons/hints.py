"""What speaks for a category, of `data/lexicons/hints.csv`: words in their places, and what single rules say."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..codes import CATEGORIES, NEW_CATEGORY
from .files import LexiconError, path, read

# Where a word stands: in what is counted, at its end, in its sentence, in title and headings.
WITHIN = ("object", "sentence", "heading")
ENDING = "end"
# What is known as a whole: verb and measure word; the category that one kind of rule gives, or that
# of the count before; the rule that decided, with the category.
WHOLE = ("verb", "unit", "by_object", "by_sentence", "by_passage", "in_general", "before", "rule")
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
            faults = list(_faults(row["place"], row["word"], row["category"], row["weight"]))
            if key in seen:
                faults.append("column word: stands there twice with this place and category; keep one")
            seen.add(key)
            bad += [f"{file}:{row['line']}: {fault}" for fault in faults]
            if not faults:
                vote = Vote(row["category"], int(row["weight"]), row["place"], row["word"])
                self._votes[row["place"]].setdefault(row["word"], []).append(vote)
        if bad:
            raise LexiconError("\n".join(bad))
        # Of the places WITHIN, words by their first two characters: most places of a text rule all of them out.
        self._beginning: dict[str, dict[str, list[str]]] = {place: {} for place in WITHIN}
        for place, beginning in self._beginning.items():
            for word in self._votes[place]:
                beginning.setdefault(word[:2], []).append(word)

    def votes(self, said: Iterable[tuple[str, str]]) -> list[Vote]:
        """The votes of what is said: (place, text) of each place; of a place WITHIN, of every word of it once."""
        return [
            vote
            for place, text in said
            for word in self._known(place, text)
            for vote in self._votes[place].get(word, ())
        ]

    def _known(self, place: str, text: str) -> Iterable[str]:
        if place in WHOLE:
            return (text,)
        if place == ENDING:
            return endings(text)
        beginning, found = self._beginning[place], set()
        for i in range(len(text) - 1):
            for word in beginning.get(text[i : i + 2], ()):
                if text.startswith(word, i):
                    found.add(word)
        return sorted(found)


def endings(text: str) -> tuple[str, ...]:
    """The ends of what is counted that may tell what it is: 会, 谈会, 座谈会."""
    return tuple(text[-n:] for n in range(1, min(3, len(text)) + 1))


def _faults(place: str, word: str, category: str, weight: str) -> Iterator[str]:
    if place not in PLACES:
        yield f"column place: {place!r}; one of {', '.join(PLACES)} is wanted"
    if place in WITHIN and len(word) < 2:
        yield f"column word: {word!r}; two characters at least"
    if category not in CATEGORIES and not NEW_CATEGORY.fullmatch(category):
        yield f"column category: {category!r}; one of the codebook ({', '.join(CATEGORIES)}), or one of your own x_…"
    if not weight.isdecimal() or not int(weight):
        yield f"column weight: {weight!r}; a whole number from 1 on, in tenths"
