"""The theme dictionary, `data/lexicons/themes.csv`: weighted terms, matched on characters.

The longest term first, so that no character counts twice (nested dictionary matching as in quanteda).
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import ahocorasick

from ..codes import THEMES
from ..corpus.lines import narrow
from .files import LexiconError, path, read

COLUMNS = ("theme", "term", "weight", "requires", "excludes", "note")

SENTENCE = re.compile(r"[^。!?;]*[。!?;]?")


@dataclass(frozen=True, eq=False)  # each is itself alone, and is counted by that
class Entry:
    """A row of the dictionary: `weight` points for `theme` where `term` stands in a fitting sentence."""

    theme: str
    term: str
    weight: float
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()

    def fits(self, sentence: str) -> bool:
        """Whether the sentence holds one of the required and none of the excluded terms."""
        if not self.requires and not self.excludes:
            return True
        rest = sentence.replace(self.term, "\0")
        return (not self.requires or any(t in rest for t in self.requires)) and not any(
            t in rest for t in self.excludes
        )


@dataclass(frozen=True)
class ThemeLexicon:
    """A checked theme dictionary."""

    entries: tuple[Entry, ...] = field(repr=False)

    @cached_property
    def automaton(self) -> ahocorasick.Automaton:
        """Finds each term; its value is the entries with that term."""
        terms = defaultdict(list)
        for entry in self.entries:
            terms[entry.term].append(entry)
        automaton = ahocorasick.Automaton()
        for term, entries in terms.items():
            automaton.add_word(term, (term, tuple(entries)))
        automaton.make_automaton()
        return automaton

    def matches(self, text: str) -> list[tuple[int, Entry]]:
        """Each entry and where it begins in a text (as `Segment.narrow`), in order.

        Matched by sentence, leftmost and longest, no character twice.
        """
        found, at = [], 0
        for sentence in SENTENCE.findall(text):
            hits = []
            known: dict[str, list[Entry]] = {}  # a sentence may hold a term often, and is asked once
            for last, (term, entries) in self.automaton.iter(sentence):
                if term not in known:
                    known[term] = [e for e in entries if e.fits(sentence)]
                fitting = known[term]
                if fitting:
                    hits.append((last + 1 - len(term), -len(term), fitting))
            end = 0
            for start, length, fitting in sorted(hits, key=lambda hit: hit[:2]):
                if start >= end:
                    found += [(at + start, entry) for entry in fitting]
                    end = start - length
            at += len(sentence)
        return found


def load(folder: str | Path | None = None) -> ThemeLexicon:
    """The theme dictionary, the researcher's own `themes.csv` in `folder` or the shipped one.

    Columns: theme (a code of the codebook), term, weight (points, 0 or more; 0 keeps a phrase from counting in its
    parts), requires and excludes (terms joined by "|": one of them must, none of them may stand in the same
    sentence), note. A term may stand under several themes, once under each.
    Raises LexiconError listing every bad row with its file and line.
    """
    file = path("themes", folder)
    entries, bad = [], []
    seen: dict[tuple[str, str], int] = {}
    for row in read("themes", COLUMNS, folder):
        where, theme, term = f"{file}:{row['line']}", row["theme"], narrow(row["term"])
        if theme not in THEMES:
            bad.append(f"{where}: column theme: {theme!r} is not a theme; use one of {', '.join(THEMES)}")
        if not term:
            bad.append(f"{where}: column term: empty; write the term or delete the row")
        elif (theme, term) in seen:
            bad.append(f"{where}: column term: {term} already stands under {theme} in line {seen[theme, term]}")
        seen.setdefault((theme, term), row["line"])
        try:
            weight = float(row["weight"])
        except ValueError:
            weight = -1.0
        if not 0 <= weight < 1000:
            bad.append(f"{where}: column weight: {row['weight']!r} is not a number from 0 to 1000")
        requires, excludes = (tuple(filter(None, narrow(row[c]).split("|"))) for c in ("requires", "excludes"))
        entries.append(Entry(theme, term, weight, requires, excludes))
    if bad:
        raise LexiconError("\n".join(bad))
    return ThemeLexicon(tuple(entries))
