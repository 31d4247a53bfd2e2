"""A table as it is printed: what each column is called and how each cell is written, the same in every format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .. import language
from ..compare.counts.left_out import REASON
from ..language import halves, label, text

WHOLE_YEARS = ("year", "first_year", "last_year")  # 2024, not 2,024
STATES = ("stated", "zero", "not stated", "not extracted")  # the cells of compare.coverage
MOST = 3  # decimals; what is not 0 and would look like it is "< 0.001"
MISSING = "–"
WIDEST = 40  # half-width characters; longer cells are broken into lines


@dataclass(frozen=True)
class Column:
    """A column: heading, values (None where missing), the same as printed, and how a number of it is written.

    right: whether it is set to the right. decimals: of its numbers, None for text. separated: thousands by commas.
    """

    heading: str
    values: list[Any]
    printed: list[str]
    right: bool = False
    decimals: int | None = None
    separated: bool = True

    @property
    def wide(self) -> int:
        """Half-width characters that it needs without a break, at most WIDEST."""
        return min(max(map(halves, [self.heading, *self.printed])), WIDEST)


@dataclass(frozen=True)
class Printed:
    """A table with what stands above it (title) and under it (notes)."""

    title: str
    columns: list[Column]
    notes: list[str]

    @property
    def rows(self) -> list[list[str]]:
        """The cells as printed, line by line."""
        return [list(row) for row in zip(*(c.printed for c in self.columns), strict=True)]


def printed(table: pd.DataFrame, title: str = "", notes: Sequence[str] = ()) -> Printed:
    """The table in the language in use; an index that has a name is its first columns.

    Codes, places and warnings are written as charts write them. Whole numbers have separators of thousands, others as
    many decimals in the whole column as its largest needs for three digits, at most MOST.
    Raises ValueError for a table without rows or columns.
    """
    of = str(table.columns.name or "")
    if any(name is not None for name in table.index.names):
        table = table.reset_index()
    if not len(table) or not len(table.columns):
        raise ValueError("save: the table has no rows, or no columns; there is nothing to write")
    return Printed(title, [_column(table.iloc[:, i], of) for i in range(len(table.columns))], list(notes))


def heading(column: Any, of: str = "") -> str:
    """What a column is called; of: what the columns of a matrix are (a category, a city)."""
    parts = column if isinstance(column, tuple) else (column,)
    names = [str(part) for part in parts if str(part)]
    known = [label(name, "column") for name in names]
    return " ".join(label(name, of) if shown == name else shown for name, shown in zip(names, known, strict=True))


def _column(cells: pd.Series, of: str) -> Column:
    values = [None if pd.isna(cell) else cell for cell in cells]
    there = [value for value in values if value is not None]
    name = heading(cells.name, of)
    if there and pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        numbers = [None if value is None else _plain(value) for value in values]
        decimals, separated = _decimals([n for n in numbers if n is not None]), cells.name not in WHOLE_YEARS
        return Column(name, numbers, [_number(n, decimals, separated) for n in numbers], True, decimals, separated)
    told = [None if value is None else _text(value, str(cells.name)) for value in values]
    return Column(name, told, [MISSING if one is None else one for one in told], cells.name == "count")


def _plain(value: Any) -> float | int:
    number = float(value)
    return int(value) if number.is_integer() else number


def _decimals(numbers: list[float | int]) -> int:
    finite = [abs(n) for n in numbers if abs(n) != float("inf")]
    if all(isinstance(n, int) for n in numbers if abs(n) != float("inf")):
        return 0
    largest = max(finite, default=0)
    return next((d for d, least in enumerate((100, 10, 1)) if largest >= least), MOST)


def _number(number: float | int | None, decimals: int, separated: bool) -> str:
    if number is None:
        return MISSING
    if abs(number) == float("inf"):
        return "∞" if number > 0 else "−∞"
    said = f"{abs(number):{',' if separated else ''}.{decimals}f}"
    if number and float(said.replace(",", "")) == 0:
        least = f"{10**-decimals:.{decimals}f}"
        return f"< {least}" if number > 0 else f"> −{least}"
    return f"−{said}" if number < 0 else said


def _text(value: Any, column: str) -> str:
    """A cell of text as charts write it."""
    if isinstance(value, bool | np.bool_):
        return text("yes" if value else "no")
    said = str(value)
    if column == "warning":
        return language.warning(said)
    if column == "left_out":
        return _left_out(said)
    shown = label(said, column)
    return text(said) if shown == said and said in STATES else shown


def _left_out(said: str) -> str:
    """What a sum leaves out and why: the reasons in the language in use, what they quote as it is."""
    if language.current() == language.LANGUAGES[0]:
        return said

    def told(found: re.Match[str]) -> str:
        why = found[1]
        for start, code in (("several years: ", "years"), ("part of ", "part"), ("unsure: ", "unsure")):
            if why.startswith(start):
                return f"（{label(code, 'left_out')}{text('of what', what=why.removeprefix(start))}）"
        return f"（{label(why, 'left_out')}）"

    return REASON.sub(told, said).replace(" （", "（").replace("; ", "；")
