"""The category of a count, by the rules of `data/lexicons/categories.csv`: the first that fits decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .. import lexicons

CATEGORIES = (
    "meeting study consultation inspection oversight proposal opinion output endorsement contact service platform "
    "rule publicity culture members exchange stability organ honour other"
).split()


@dataclass(frozen=True)
class Rule:
    """Regular expressions searched in object, action, unit and clause; an empty one fits anything."""

    category: str
    object: re.Pattern | None
    action: re.Pattern | None
    unit: re.Pattern | None
    context: re.Pattern | None


@lru_cache(maxsize=4)
def rules(folder=None) -> tuple[Rule, ...]:
    """The rules in their order. Raises LexiconError naming every bad row with its line."""
    out, bad = [], []
    file = lexicons.path("categories", folder)
    for row in lexicons.read("categories", ("category", "object", "action", "unit", "context"), folder):
        if row["category"] not in CATEGORIES:
            bad.append(f"{file}:{row['line']}: category {row['category']!r}; one of {', '.join(CATEGORIES)} is wanted")
            continue
        patterns = []
        for column in ("object", "action", "unit", "context"):
            try:
                patterns.append(re.compile(row[column]) if row[column] else None)
            except re.error as error:
                bad.append(f"{file}:{row['line']}: {column}: {error}")
                break
        else:
            out.append(Rule(row["category"], *patterns))
    if bad:
        raise lexicons.LexiconError("\n".join(bad))
    return tuple(out)


def category(object_: str, action: str, unit: str, context: str, folder=None) -> str:
    """The category of a count; "other" where no rule fits."""
    for rule in rules(folder):
        if (
            (rule.object is None or rule.object.search(object_))
            and (rule.action is None or rule.action.search(action))
            and (rule.unit is None or rule.unit.search(unit))
            and (rule.context is None or rule.context.search(context))
        ):
            return rule.category
    return "other"
