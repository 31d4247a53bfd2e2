"""From a number to the sentences behind it; `behind`, which needs SciPy, is in a module of its own."""

from .quote import Evidence, evidence

__all__ = ["Evidence", "evidence"]
