"""The columns of a review sheet, with what a coder needs to know of each."""

from __future__ import annotations

from ...codes import ACTORS, BOUNDS, CATEGORIES, NEW_CATEGORY, STATUSES

FACTS = ("value", "value_high", "bound", "unit", "object", "action", "category", "actor", "status", "repeat")
NOTHING = "-"  # a correction that says: this cell should be empty
YES = ("yes", "y", "true", "1", "是", "对")
NO = ("no", "n", "false", "0", "否", "错")

_GIVEN = {
    "part": "count: one count to judge; paragraph: a whole paragraph to look through for counts that were missed",
    "report": "the report",
    "paragraph": "its paragraph; empty in a heading",
    "source": "the text",
    "start": "place in it",
    "end": "place in it",
    "sentence": "count: the sentence, the quantity in 【】; paragraph: all of it, numbers counted in 【】, not in 〖〗",
    "quantity": "as written",
    **{c: "as computed; see data/README.md" for c in FACTS},
    "stratum_size": "counts of this category in the corpus; do not change it, the weights rest on it",
    "counted": "paragraph: numbers taken as counts",
    "refused": "paragraph: numbers that were not",
}
_FILLED = {
    "right": "count: yes where it is an activity count and every cell is right; else no. No without a correction says: "
    "this is no activity count at all",
    **{f"{c}_coder": f"count: what {c} should be, where it is wrong; {NOTHING} for nothing" for c in FACTS},
    "counts_coder": "paragraph: how many activity counts it states, by your own reading",
    "missed_coder": "paragraph: how many of these are not in 【】 (0: none)",
    "note": "anything",
}
GIVEN = tuple(_GIVEN)
CODER = tuple(_FILLED)
COLUMNS = _GIVEN | _FILLED  # column -> what it holds
ALLOWED = {"bound": BOUNDS, "category": CATEGORIES, "actor": ACTORS, "status": STATUSES, "repeat": ("yes", "no")}


def number(cell: str) -> float | None:
    """A number of 0 or more; None where the cell is none."""
    try:
        value = float(cell.replace(",", "").replace("，", ""))
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def whole(cell: str) -> int | None:
    """A whole number of 0 or more; None where the cell is none."""
    value = number(cell)
    return int(value) if value is not None and value == int(value) else None


def truth(cell: str) -> bool | None:
    """Yes or no; None where the cell says neither."""
    return {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}.get(cell.casefold())


def correction(column: str, cell: str) -> str | float | bool | None:
    """What a coder wrote in `<column>_coder`, to be compared; None where it is not allowed there."""
    if cell == NOTHING and column in ("value_high", "unit", "object", "action"):
        return ""
    if column in ("value", "value_high"):
        return number(cell)
    if column == "repeat":
        return truth(cell)
    if column in ALLOWED:
        known = cell in ALLOWED[column] or (column == "category" and NEW_CATEGORY.fullmatch(cell))
        return cell if known else None
    return cell
