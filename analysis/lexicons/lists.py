"""The word lists that rules name: persons, nouns, particles, fixed expressions, and verbs by what they do.

Code holds the structure of a rule, these lists its words: `{persons}们?$` is a pattern in which `{persons}` stands for
any word of the list `persons`. The fixed expressions of `fixed_expressions.csv` are such patterns too.
"""

import re
from collections.abc import Collection
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ..codes import REASONS
from .files import SHIPPED, LexiconError, Row, path, read, read_file
from .leaps import leaping
from .patterns import OF_A_WORD, checked

# File -> the columns that hold the list's name and the word.
FILES = {
    "actions": ("kind", "action"),
    "persons": ("list", "word"),
    "nouns": ("list", "word"),
    "particles": ("list", "word"),
    "expressions": ("list", "word"),
}
FIXED_EXPRESSIONS = ("reason", "name", "template", "example")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_HAN_ALONE = re.compile("[\u4e00-\u9fff]+")  # no regular expression that may be wrong


class Expression(NamedTuple):
    """A fixed expression: why the numbers in it are no counts, its name, the template that finds it, an example."""

    reason: str
    name: str
    template: str
    example: str


class Lists:
    """Every list by its name, and patterns made of them (`pattern`, each template once).

    A word may be a regular expression. In a pattern the words are tried in the order of the file, so a longer word
    stands before its own beginning. A list that a researcher's own file lacks is the shipped one.
    fixed_expressions: in the order of their file; where two hold a numeral, the first decides.
    Raises LexiconError naming every bad row with its file and line.
    """

    def __init__(self, folder: str | Path | None = None):
        self.file_of: dict[str, str] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        bad: list[str] = []
        for file, columns in FILES.items():
            known = _grouped(read_file(SHIPPED / f"{file}.csv", columns), *columns)
            rows = read(file, columns, folder)
            bad += _faults(path(file, folder), rows, known, *columns)
            for name, words in (known | _grouped(rows, *columns)).items():
                if self.file_of.setdefault(name, file) != file:
                    bad.append(f"{path(file, folder)}: {name} is a list of {self.file_of[name]}.csv too; name it anew")
                self._words[name] = words
        self.pattern = cache(self._pattern)
        here, expressions = path("fixed_expressions", folder), list[Expression]()
        for row in read("fixed_expressions", FIXED_EXPRESSIONS, folder):
            expressions.append(Expression(*(row[column] for column in FIXED_EXPRESSIONS)))
            bad += [f"{here}:{row['line']}: {fault}" for fault in self._faults(expressions)]
        if bad:
            raise LexiconError("\n".join(bad))
        self.fixed_expressions = tuple(expressions)

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of a list."""
        found = self._sets.get(name)
        if found is None:
            found = self._sets[name] = frozenset(self._words[name])
        return found

    @cached_property
    def expression_patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """(reason, pattern) of the fixed expressions of a reason that follow each other; the last group is the name.

        A list alone is a pattern of its own, since the engine can then leap to the first characters of its words.
        """
        groups = groupby(self.fixed_expressions, lambda e: (e.reason, _PLACE.fullmatch(e.template) is None))
        return [
            (reason, self.pattern("|".join(f"(?:{e.template})(?P<{e.name}>)" for e in group)))
            for (reason, _), group in groups
        ]

    def _pattern(self, template: str) -> re.Pattern[str]:
        """The pattern of a template. Raises KeyError for a list that no file has."""
        return re.compile(leaping(_PLACE.sub(self._any, template)))

    def _faults(self, expressions: list[Expression]) -> list[str]:
        """What is wrong with the last of some expressions."""
        *before, (reason, name, template, _) = expressions
        faults = [] if reason in REASONS else [f"column reason: {reason!r}; one of {', '.join(REASONS)} is wanted"]
        if not name.isidentifier() or name in {expression.name for expression in before}:
            faults.append(f"column name: {name!r}; write a new name of small letters and _")
        try:
            checked(template)  # a named list counts as its name: what is in it is looked at with its own file
            self.pattern(f"(?:{template})(?P<{name}>)" if not faults else template)
        except KeyError as missing:
            faults.append(f"column template: no list is named {missing.args[0]}")
        except re.error as error:
            faults.append(f"column template: {error}")
        return faults if template else [*faults, "column template: empty; write it or delete the row"]

    def _any(self, place: re.Match[str]) -> str:
        return "(?:" + "|".join(self._words[place[1]]) + ")"


def _grouped(rows: list[Row], name: str, word: str) -> dict[str, tuple[str, ...]]:
    """List -> its words, in the order of the file."""
    out: dict[str, list[str]] = {}
    for row in rows:
        out.setdefault(row[name], []).append(row[word])
    return {key: tuple(words) for key, words in out.items()}


def _faults(file: Path, rows: list[Row], known: Collection[str], name: str, word: str) -> list[str]:
    bad: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        where = f"{file}:{row['line']}"
        if row[name] not in known:
            bad.append(f"{where}: column {name}: no rule reads {row[name]!r}; one of {', '.join(known)}")
        if not row[word]:
            bad.append(f"{where}: column {word}: empty; write the word or delete the row")
        elif not _HAN_ALONE.fullmatch(row[word]):
            try:
                checked(row[word], OF_A_WORD)
            except re.error as error:
                bad.append(f"{where}: column {word}: {error}")
        first = seen.setdefault((row[name], row[word]), row["line"])
        if first != row["line"]:
            bad.append(f"{where}: {row[word]} already stands in line {first} under {row[name]}")
    return bad
