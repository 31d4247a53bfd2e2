"""Numbers in running text: numerals, percentages, measure words, and the words that bound a quantity."""

from .quantities import find
from .quantity import Quantity

__all__ = ["Quantity", "find"]
