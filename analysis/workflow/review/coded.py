"""Reading the cells of a coded sheet, and finding those that cannot be used."""

from collections.abc import Callable

import pandas as pd

from ...codes import NEW_CATEGORY
from .sheets import ALLOWED, FACTS, NOTHING, cell_text
from .strata import unseal

PROBLEM_COLUMNS = ("sheet", "row", "column", "problem", "what_to_do")
NEEDED = (
    "part", "source", "start", "end", "quantity", "category", "stratum", "right", "category_coder", "counted",
    "counts_coder", "missed_coder",
)  # fmt: skip
_YES, _NO = ("yes", "y", "true", "1", "是", "对"), ("no", "n", "false", "0", "否", "错")
_TRUTH = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)
NO_COUNT = "no count"  # the coder's category for what is no activity count
_UNFILLED = "not filled"


def read_codes(name: str, sheet: pd.DataFrame, problems: list[tuple]) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """The counts and the paragraphs of a sheet; None if it is not a review sheet.

    counts: key, quantity, category, sure, stratum_size (counts of its stratum in the corpus), right (True, False, None:
    not coded), is_count (the same), wrong (the set of cells corrected), label (the coder's category; no count; None).
    paragraphs: key, stated, missed; None where not coded. problems: receives a tuple (PROBLEM_COLUMNS) for each cell
    that is empty or cannot be used.
    """
    if missing := [c for c in NEEDED if c not in sheet.columns]:
        todo = "use a sheet that `review` wrote, with all of its columns"
        problems.append((name, None, ", ".join(missing), "column is missing; the sheet is not used", todo))
        return None
    found: dict[str, list[dict]] = {"count": [], "paragraph": []}
    seen: dict[tuple, int] = {}
    for row, filled in zip(sheet.index, sheet.to_dict("records"), strict=True):
        cells = {str(column): cell_text(value) for column, value in filled.items()}

        def say(column: str, problem: str, todo: str, row: int = row) -> None:
            problems.append((name, int(row), column, problem, todo))

        part = cells["part"].casefold()
        key = (part, cells["source"], cells["start"], cells["end"])
        if part not in found:
            say("part", f"{cells['part']!r} is neither count nor paragraph; the row is not used", "restore it")
        elif key in seen:
            say("start", f"the place stands in row {seen[key]} too; this row is not used", "delete one of the two")
        else:
            seen[key] = row
            out = (_count if part == "count" else _paragraph)(cells, say)
            found[part] += [] if out is None else [{"key": key[1:], **out}]
    columns = ["key", "quantity", "category", "sure", "stratum_size", "right", "is_count", "wrong", "label"]
    counts = pd.DataFrame(found["count"], columns=columns, dtype=object)
    return counts, pd.DataFrame(found["paragraph"], columns=["key", "stated", "missed"], dtype=object)


def _count(cells: dict[str, str], say: Callable[[str, str, str], None]) -> dict | None:
    stratum = unseal((cells["source"], cells["start"], cells["end"]), cells["stratum"])
    if stratum is None:
        problem = f"{cells['stratum']!r} is not what stood there; the row is not used"
        say("stratum", problem, "restore it: the weights rest on it")
        return None
    size, sure = stratum
    right = _TRUTH.get(cells["right"].casefold())
    if right is None:
        problem = f"{cells['right']!r} is neither yes nor no" if cells["right"] else _UNFILLED
        say("right", problem, "write yes or no")
    wrong, category, unclear = set(), cells["category"], False
    written = {column: told for column in FACTS if (told := cells.get(f"{column}_coder"))}
    for column, told in written.items():
        value = correction(column, told)
        if value is None:
            wanted = f"one of {', '.join(ALLOWED[column])}" if column in ALLOWED else "a number"
            wanted += {"category": ", or x_ and small letters", "value_high": f", or {NOTHING}"}.get(column, "")
            say(f"{column}_coder", f"{told!r} cannot stand there; the cell is not used", wanted)
            unclear = unclear or column == "category"
        elif correction(column, cells.get(column) or NOTHING) != value:
            wrong.add(column)
            category = str(value) if column == "category" else category
    if right and wrong:
        problem = f"yes, but {', '.join(f'{c}_coder' for c in sorted(wrong))} corrects the count"
        say("right", f"{problem}; the judgement is not used", "write no, or empty the other")
        right = None
    is_count = None if right is None else right or bool(written)
    told_nothing = unclear or (right is None and not wrong)
    label = None if told_nothing else NO_COUNT if is_count is False else category
    facts = {"quantity": cells["quantity"], "category": cells["category"]} | {"sure": sure, "stratum_size": size}
    return facts | {"right": right, "is_count": is_count, "wrong": wrong, "label": label}


def _paragraph(cells: dict[str, str], say: Callable[[str, str, str], None]) -> dict:
    stated, missed, counted = (whole(cells[column]) for column in ("counts_coder", "missed_coder", "counted"))
    for column, value in (("counts_coder", stated), ("missed_coder", missed)):
        if value is None:
            problem = f"{cells[column]!r} is not a whole number" if cells[column] else _UNFILLED
            say(column, problem, "write a whole number, 0 for none")
    if stated is not None and missed is not None:
        if missed > stated:
            problem = f"{missed} missed of {stated} that are stated; the row is not used"
            say("missed_coder", problem, "correct one of the two")
        elif counted is not None and stated - missed > counted:
            problem = f"{stated} stated less {missed} missed is more than the {counted} that were counted; not used"
            say("missed_coder", problem, "count again what is in 【】 and what is not")
        else:
            return {"stated": stated, "missed": missed}
    return {"stated": None, "missed": None}


def number(cell: str) -> float | None:
    """A number of 0 or more; None for any other cell."""
    try:
        value = float(cell.replace(",", "").replace("，", ""))
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def whole(cell: str) -> int | None:
    """A whole number of 0 or more; None for any other cell."""
    value = number(cell)
    return int(value) if value is not None and value == int(value) else None


def correction(column: str, cell: str) -> str | float | bool | None:
    """What a coder wrote in `<column>_coder`, in comparable form; None if it is not allowed there."""
    if cell == NOTHING and column in ("value_high", "unit", "object", "action"):
        return ""
    if column in ("value", "value_high"):
        return number(cell)
    if column == "repeat":
        return _TRUTH.get(cell.casefold())
    own = column == "category" and NEW_CATEGORY.fullmatch(cell)
    return cell if own or cell in ALLOWED.get(column, (cell,)) else None


def problem_lines(problems: pd.DataFrame) -> list[str]:
    """One line per problem; empty cells in one line per column."""
    empty = problems["problem"] == _UNFILLED
    lines = []
    for sheet, row, column, problem, todo in problems[~empty].itertuples(index=False, name=None):
        lines.append(f"{sheet}{'' if pd.isna(row) else f', row {row}'}, column {column}: {problem}; {todo}")
    for (sheet, column), group in problems[empty].groupby(["sheet", "column"], sort=False):
        rows = ", ".join(f"{a}–{b}" if b > a else f"{a}" for a, b in _runs(set(group["row"])))
        lines.append(f"{sheet}, column {column}: {len(group)} cells not filled, rows {rows}")
    return lines


def _runs(rows: set[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    firsts, lasts = rows - {row + 1 for row in rows}, rows - {row - 1 for row in rows}
    return list(zip(sorted(firsts), sorted(lasts), strict=True))
