"""What the column `warning` of a table says, in either language, and in a word for a legend or a note."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from .switch import LANGUAGES, current
from .texts import label

OF_KIND = {"genres": "genre", "actors": "actor"}  # codes that a warning names, joined by +


@dataclass(frozen=True)
class Warned:
    """A kind of warning: how tables write it (en), the same in Chinese, and both in a few words."""

    kind: str
    en: str
    zh: str
    short_en: str
    short_zh: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches a warning of this kind; a group for each thing that it names."""
        pieces = re.split(r"\{(\w+)\}", self.en)
        return re.compile("".join(f"(?P<{p}>.+)" if i % 2 else re.escape(p) for i, p in enumerate(pieces)))


with Path(__file__).with_name("warnings.csv").open(encoding="utf-8-sig", newline="") as file:
    WARNINGS = tuple(Warned(**row) for row in csv.DictReader(file))
_PATTERNS = [(each, each.pattern) for each in WARNINGS]


def _of(said: str) -> tuple[Warned, dict[str, str]] | None:
    for each, pattern in _PATTERNS:
        if found := pattern.fullmatch(said):
            return each, found.groupdict()
    return None


def warning(said: str) -> str:
    """A warning of a table in the language in use; one that no list knows stays as it is."""
    if current() == LANGUAGES[0]:
        return said
    told = []
    for part in said.split("; ") if said else ():
        found = _of(part)
        if found is None:
            told.append(part)
            continue
        each, values = found
        for name, kind in OF_KIND.items():
            if name in values:
                values[name] = "、".join(label(code, kind) for code in values[name].split("+"))
        told.append(each.zh.format(**values))
    return "；".join(told)


def kinds(said: str) -> dict[str, str]:
    """The kinds of warning in it, each with what to call it in a few words; a warning of no list is its own."""
    found = {}
    for part in said.split("; ") if said else ():
        known = _of(part)
        if known is None:
            found[part] = part
            continue
        each, values = known
        found[each.kind] = (each.short_zh if current() == "zh" else each.short_en).format(**values)
    return found
