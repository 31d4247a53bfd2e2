"""The measure words of `data/lexicons/measures.csv`."""

import re
from pathlib import Path

from .files import LexiconError, path, read
from .patterns import checked

KINDS = "event document person group thing time money weight length area energy percent score grouping".split()


class Measures:
    """kind: the kind of each measure word. Raises LexiconError naming every bad row with its line."""

    def __init__(self, folder: str | Path | None = None):
        rows = read("measures", ("measure", "kind", "not_before"), folder)
        self.kind = {r["measure"]: r["kind"] for r in rows}
        file = path("measures", folder)
        problems = [
            f"{file}:{r['line']}: column kind: {r['kind']!r}; one of {', '.join(KINDS)} is wanted"
            for r in rows
            if r["kind"] not in KINDS
        ]
        problems += [f"{file}:{r['line']}: column measure: empty" for r in rows if not r["measure"]]
        self._not_before = {}
        for row in rows:
            try:
                self._not_before[row["measure"]] = checked(row["not_before"]) if row["not_before"] else None
            except re.error as error:
                problems.append(f"{file}:{row['line']}: column not_before: {error}")
        if problems:
            raise LexiconError("\n".join(problems))
        self._by_first: dict[str, list[str]] = {}  # the longest first
        for measure in sorted(self.kind, key=len, reverse=True):
            self._by_first.setdefault(measure[0], []).append(measure)

    def at(self, text: str, position: int) -> str:
        """The longest measure word at a position, "" where there is none."""
        for word in self._by_first.get(text[position : position + 1], ()):
            if text.startswith(word, position):
                not_before = self._not_before[word]
                if not_before is None or not not_before.match(text, position + len(word)):
                    return word
        return ""
