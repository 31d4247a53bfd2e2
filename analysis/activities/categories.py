"""The category of a count, by the rules of `data/lexicons/categories.csv`: the first that fits decides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from .. import lexicons

CATEGORIES = (
    "meeting study consultation inspection oversight proposal opinion output endorsement contact service platform "
    "rule publicity culture members exchange stability organ honour other"
).split()
COLUMNS = ("object", "action", "clause", "sentence")
# Papers of several kinds under one number are output: 提案、社情民意信息、大会发言材料43件.
_PAPERS = {"proposal", "opinion", "output"}
_TAKING_PART = re.compile(r"参加|参与|走进|到会|出席|受惠|受益|参会")
_PEOPLE = re.compile(r"委员$|群众$|干部$|代表$|人员$|人士$|部门$|居民$|听众$|嘉宾$|学员$|人$")


@dataclass(frozen=True)
class Rule:
    """Regular expressions searched in object, action, clause and sentence; an absent one fits anything."""

    category: str
    patterns: tuple[re.Pattern | None, ...]


@lru_cache(maxsize=4)
def rules(folder=None) -> tuple[Rule, ...]:
    """The rules in their order. Raises LexiconError naming every bad row with its line."""
    out, bad = [], []
    file = lexicons.path("categories", folder)
    for row in lexicons.read("categories", ("category", *COLUMNS), folder):
        if row["category"] not in CATEGORIES:
            bad.append(f"{file}:{row['line']}: category {row['category']!r}; one of {', '.join(CATEGORIES)} is wanted")
            continue
        patterns = []
        for column in COLUMNS:
            try:
                patterns.append(re.compile(row[column]) if row[column] else None)
            except re.error as error:
                bad.append(f"{file}:{row['line']}: column {column}: {error}")
        out.append(Rule(row["category"], tuple(patterns)))
    if bad:
        raise lexicons.LexiconError("\n".join(bad))
    return tuple(out)


def by_rule(object_: str, action: str, clause: str, sentence: str, folder=None) -> str:
    """The category of the first rule that fits; "" where none does."""
    for rule in rules(folder):
        if all(
            p is None or p.search(t) for p, t in zip(rule.patterns, (object_, action, clause, sentence), strict=True)
        ):
            return rule.category
    return ""


def category(object_: str, action: str, clause: str, sentence: str, last: str, carried: bool, folder=None) -> str:
    """The category of a count; "other" where no rule fits.

    clause: from the last punctuation mark to the next; sentence: from the sentence's start to the clause's end.
    last: the category of the count before it in the sentence, "" without one; carried: whether its noun is that
    count's. Of several kinds under one number the one with most items, on a tie the first named.
    """
    if last and _TAKING_PART.search(action) and _PEOPLE.search(object_) and last not in ("members", "contact"):
        return last
    found = by_rule(object_, action, clause, sentence, folder)
    if carried and last and found not in ("endorsement", "oversight", "honour"):
        return last
    parts = [p for p in re.split(r"、|和|及|与|等", object_) if len(p) > 1]
    if len(parts) > 1 and found not in ("endorsement", "platform", "rule", "members", "exchange", "honour"):
        kinds = [k for k in (by_rule(p, action if i == 0 else "", p, "", folder) for i, p in enumerate(parts)) if k]
        if len(set(kinds)) > 1:
            if set(kinds) <= _PAPERS:
                return "output"
            most = Counter(kinds).most_common()
            return next(k for k in kinds if dict(most)[k] == most[0][1])
    return found or last or "other"
