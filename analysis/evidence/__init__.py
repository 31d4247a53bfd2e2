"""From a number to the sentences of the reports behind it."""

from .behind import behind
from .sentences import evidence
from .show import Evidence

__all__ = ["Evidence", "behind", "evidence"]
