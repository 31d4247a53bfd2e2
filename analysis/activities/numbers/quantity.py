"""A number with its measure word and bound."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

OVER, UNDER, ABOUT, EXACT, RANGE = "over", "under", "about", "exact", "range"


@dataclass(frozen=True)
class Quantity:
    """A number with what belongs to it; positions are in the view's text.

    start, end: the whole quantity; digits_start, digits_end: the numeral alone, written numeral. kind: the measure
    word's kind in `measures.csv`, "" without one. arabic: written in digits. vague: 数十, 几百: a number word without
    a numeral.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    value: Decimal | None
    value_high: Decimal | None
    bound: str
    unit: str
    kind: str
    arabic: bool
    vague: bool = False
    numeral: str = ""

    @property
    def of_times_persons_came(self) -> bool:
        """Whether the measure word counts persons (households, firms) as often as they took part."""
        return self.unit in ("人次", "户次", "家次")

    @property
    def of_persons(self) -> bool:
        """Whether persons are counted, or how often they took part."""
        return self.kind == "person" or self.of_times_persons_came
