"""The rules of `data/lexicons/categories.csv`, which say what kind of activity a count is of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..codes import CATEGORIES, NEW_CATEGORY
from .files import LexiconError, Row, path, read_file
from .leaps import beginnings
from .patterns import checked

COLUMNS = ("object", "action", "clause", "sentence")  # of a rule: what is searched in what
RANKS = ("within", "object", "context", "general")


@dataclass(frozen=True)
class Rule:
    """Regular expressions searched in object, action, clause and sentence; an absent one fits anything.

    id: the rule's name. rank: "within" rules know what is done within something larger that the paragraph speaks of,
    and are asked first; "object" rules know what is counted, the first that fits decides; "context" rules know what a
    passage is about: in its sentence the one whose words stand nearest to the count decides, in the passage the one
    with most words; "general" rules are the last resort, in order. example: a sentence whose first count this rule
    decides. line: in its file.
    """

    id: str
    rank: str
    category: str
    patterns: tuple[re.Pattern[str] | None, ...]
    example: str
    line: int


class Categories:
    """The rules by rank, in their order. Raises LexiconError naming every bad row with its line."""

    def __init__(self, folder: str | Path | None = None):
        file = path("categories", folder)
        rules: list[Rule] = []
        bad: list[str] = []
        for row in read_file(file, ("id", "rank", "category", *COLUMNS, "example"), ("rank", "category", *COLUMNS)):
            where = f"{file}:{row['line']}"
            wrong = [f"{where}: {what}" for what in _faults(row)]
            patterns = []
            for column in COLUMNS:
                try:
                    patterns.append(checked(row[column]) if row[column] else None)
                except re.error as error:
                    wrong.append(f"{where}: column {column}: {error}")
            name = row["id"] or f"line {row['line']}"
            first = next((rule for rule in rules if rule.id == name), None)
            if first:
                wrong.append(f"{where}: column id: {name} already stands in line {first.line}; name the rule anew")
            if not wrong:
                rules.append(
                    Rule(name, row["rank"], row["category"], tuple(patterns), row["example"], int(row["line"]))
                )
            bad += wrong
        if bad:
            raise LexiconError("\n".join(bad))
        self._own = _own(rules, folder)
        self.by_rank = {rank: tuple(rule for rule in rules if rule.rank == rank) for rank in RANKS}
        self._indexes = {rank: _Index(self.by_rank[rank], 0) for rank in RANKS}
        # Reports have few verbs, and these rule most rules out: each is held against the rules once.
        self._of_action = lru_cache(maxsize=4096)(lambda rank, action: _fitting(self.by_rank[rank], 1, action))
        self._of_passages = [(rule, words) for rule in self.by_rank["context"] if (words := rule.patterns[-1])]

    def __iter__(self) -> Iterator[Rule]:
        return (rule for rules in self.by_rank.values() for rule in rules)

    def first(self, rank: str, object_: str, action: str, clause: str, sentence: str) -> Rule | None:
        """The first rule of a rank that fits; None where none does."""
        rules, left = self.by_rank[rank], self._indexes[rank].possible(object_) & self._of_action(rank, action)
        while left:
            lowest = left & -left
            rule = rules[lowest.bit_length() - 1]
            of_object, _, of_clause, of_sentence = rule.patterns
            if (
                (of_object is None or of_object.search(object_))
                and (of_clause is None or of_clause.search(clause))
                and (of_sentence is None or of_sentence.search(sentence))
            ):
                return rule
            left ^= lowest
        return None

    def is_own(self, rule: str, category: str) -> bool:
        """Whether an answer is the researcher's own, by a rule that the shipped file does not have or by its code."""
        return rule in self._own or NEW_CATEGORY.fullmatch(category) is not None

    def last_named(self, passage: str) -> Rule | None:
        """The context rule whose words stand nearest to the end of a passage; None where it has none."""
        best, nearest = None, -1
        for rule, words in self._of_passages:
            for match in words.finditer(passage):
                if match.end() > nearest:
                    best, nearest = rule, match.end()
        return best

    def most_named(self, passage: str) -> Rule | None:
        """The context rule whose words a passage has most often, of several the last named; None where it has none."""
        found = [
            (len(ends), ends[-1], rule)
            for rule, words in self._of_passages
            if (ends := [match.end() for match in words.finditer(passage)])
        ]
        return max(found, key=lambda place: place[:2])[2] if found else None

    def first_named(self, text: str) -> Rule | None:
        """The context rule whose words stand nearest to the beginning of a text, of several the longest; or None."""
        found = [
            (match.start(), -match.end(), rule.category, rule)
            for rule, words in self._of_passages
            if (match := words.search(text))
        ]
        return min(found, key=lambda place: place[:3])[3] if found else None


def _own(rules: list[Rule], folder: str | Path | None) -> frozenset[str]:
    """The ids of the rules that the shipped file does not have."""
    if path("categories", folder) == path("categories"):
        return frozenset()
    shipped = {_said(rule) for rule in Categories()}
    return frozenset(rule.id for rule in rules if _said(rule) not in shipped)


def _said(rule: Rule) -> tuple[object, ...]:
    return rule.rank, rule.category, rule.patterns


class _Index:
    """Rules by the characters that what they ask for in a column begins with: a short text rules most of them out."""

    def __init__(self, rules: Sequence[Rule], column: int):
        self._always = 0
        self._beginning: dict[str, int] = {}
        for i, rule in enumerate(rules):
            pattern = rule.patterns[column]
            signs = None if pattern is None else beginnings(pattern.pattern)
            if signs is None:
                self._always |= 1 << i
            for sign in signs or ():
                self._beginning[sign] = self._beginning.get(sign, 0) | 1 << i

    def possible(self, text: str) -> int:
        """The rules, but for those whose pattern cannot be found in a text: bit i stands for the i-th of them."""
        found = self._always
        for sign in text:
            found |= self._beginning.get(sign, 0)
        return found


def _fitting(rules: Sequence[Rule], column: int, text: str) -> int:
    """The rules whose pattern of a column is found in a text, or which have none there; a bit each, as above."""
    found = 0
    for i, rule in enumerate(rules):
        if (pattern := rule.patterns[column]) is None or pattern.search(text):
            found |= 1 << i
    return found


def _faults(row: Row) -> list[str]:
    faults = []
    if row["rank"] not in RANKS:
        faults.append(f"column rank: {row['rank']!r}; one of {', '.join(RANKS)} is wanted")
    if row["category"] not in CATEGORIES and not NEW_CATEGORY.fullmatch(row["category"]):
        faults.append(
            f"column category: {row['category']!r}; one of the codebook ({', '.join(CATEGORIES)}), or for one of "
            "your own x_ and small letters"
        )
    if row["rank"] == "context" and not row["sentence"]:
        faults.append("column sentence: empty; a context rule says in it which words tell what a passage is about")
    return faults
