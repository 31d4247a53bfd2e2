"""The word lists that rules name: persons, nouns, particles, fixed expressions, and verbs by what they do.

Code holds the structure of a rule, these lists its words: `{persons}们?$` is a pattern in which `{persons}` stands for
any word of the list `persons`.
"""

import re
from collections.abc import Collection
from pathlib import Path

from .files import SHIPPED, LexiconError, Row, path, read, read_file

# File -> the columns that hold the list's name and the word.
FILES = {
    "actions": ("kind", "action"),
    "persons": ("list", "word"),
    "nouns": ("list", "word"),
    "particles": ("list", "word"),
    "expressions": ("list", "word"),
}
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Lists:
    """Every list by its name, and patterns made of them.

    A word may be a regular expression. In a pattern the words are tried in the order of the file, so a longer word
    stands before its own beginning. A list that a researcher's own file lacks is the shipped one.
    Raises LexiconError naming every bad row with its file and line.
    """

    def __init__(self, folder: str | Path | None = None):
        self.file_of: dict[str, str] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        bad: list[str] = []
        for file, columns in FILES.items():
            known = _grouped(read_file(SHIPPED / f"{file}.csv", columns), *columns)
            rows = read(file, columns, folder)
            bad += _faults(path(file, folder), rows, known, *columns)
            for name, words in (known | _grouped(rows, *columns)).items():
                if self.file_of.setdefault(name, file) != file:
                    bad.append(f"{path(file, folder)}: {name} is a list of {self.file_of[name]}.csv too; name it anew")
                self._words[name] = words
        if bad:
            raise LexiconError("\n".join(bad))

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of a list."""
        if name not in self._sets:
            self._sets[name] = frozenset(self._words[name])
        return self._sets[name]

    def pattern(self, template: str) -> re.Pattern[str]:
        """The pattern of a template, made once. Raises KeyError for a list that no file has."""
        pattern = self._patterns.get(template)
        if pattern is None:
            pattern = self._patterns[template] = re.compile(_PLACE.sub(self._any, template))
        return pattern

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
        else:
            try:
                re.compile(row[word])
            except re.error as error:
                bad.append(f"{where}: column {word}: {error}")
        first = seen.setdefault((row[name], row[word]), row["line"])
        if first != row["line"]:
            bad.append(f"{where}: {row[word]} already stands in line {first} under {row[name]}")
    return bad
