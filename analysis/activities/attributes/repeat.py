"""Whether two counts of one report state the same fact."""

from typing import Any

from ...lexicons.lists import Lists

# How many counts of one number are compared with the next.
_MEMORY = 12


def mark_repeats(rows: list[dict[str, Any]], lists: Lists) -> None:
    """Set `repeat` of the rows of a report, in reading order: whether the report has stated the fact before."""
    stated: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        alike = stated.setdefault((row["value"], row["bound"], row["unit"]), [])
        row["repeat"] = any(same_fact(earlier, row, lists) for earlier in alike)
        alike[_MEMORY:] = []
        alike.append(row)


def same_fact(a: dict[str, Any], b: dict[str, Any], lists: Lists) -> bool:
    """Whether two rows of the activities table agree in the number and in what is counted.

    A small number recurs by chance, so below ten the noun and the verb must agree too; a large one that is not round
    hardly recurs by chance, so from 100 on the same category is enough.
    """
    if (a["value"], a["bound"], a["unit"]) != (b["value"], b["bound"], b["unit"]) or a["unit"] == "%":
        return False
    if a["status"] != b["status"] or (a["category"] == "endorsement") != (b["category"] == "endorsement"):
        return False
    if a["value"] < 10:
        return (a["object"], a["action"]) == (b["object"], b["action"]) and a["paragraph"] != b["paragraph"]
    unlikely_by_chance = a["value"] >= 100 and a["value"] % 100 != 0
    alike = _alike(a["object"], b["object"], lists["common_endings"])
    return alike or (unlikely_by_chance and a["category"] == b["category"])


def _alike(a: str, b: str, common_endings: frozenset[str]) -> bool:
    """One names the other, or they share their last two characters or half of their characters.

    common_endings: those that say little when shared: any two meetings end in 会议.
    """
    if not a or not b or a in b or b in a:
        return True
    if a[-2:] == b[-2:] and a[-2:] not in common_endings:
        return True
    shared = set(a) & set(b)
    return len(shared) >= 2 and len(shared) >= 0.5 * min(len(set(a)), len(set(b)))
