"""From a number to the sentences of the reports behind it; `behind`, which needs SciPy, is in a module of its own."""

from .quote import evidence
from .show import Evidence

__all__ = ["Evidence", "evidence"]
