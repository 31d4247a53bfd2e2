"""How rules are asked: in their order, and the first that knows decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Answer = TypeVar("Answer")


def first(rules: Sequence[Callable[..., Answer | None]], *facts: object) -> tuple[Answer, str] | None:
    """What the first rule says that says anything, with the rule's name; None where all are silent."""
    for rule in rules:
        if (said := rule(*facts)) is not None:
            return said, rule.__name__.lstrip("_")
    return None
