"""How rules are asked: in their order, and the first that knows decides."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

from .context import Context

Fact = TypeVar("Fact")
Answer = TypeVar("Answer")


def first(rules: Sequence[Callable[..., Answer | None]], *facts: object) -> tuple[Answer, str]:
    """What the first rule says that says anything, with the rule's name. The last of them always knows."""
    for rule in rules:
        if (said := rule(*facts)) is not None:
            return said, rule.__name__.lstrip("_")
    raise LookupError(f"{rules[-1].__name__} is the last rule and says nothing")


def found(name: str, code: str, template: str, place: str, meaning: str) -> Callable[..., str | None]:
    """A rule that gives a code where a template is found in a part of the Context: `place`, an attribute of it."""

    def rule(around: Context, *_: object) -> str | None:
        return code if around.pattern(template).search(getattr(around, place)) else None

    rule.__name__, rule.__doc__ = name, meaning
    return rule


def only(
    condition: Callable[[Fact], object],
) -> Callable[[Callable[[Fact], Answer | None]], Callable[[Fact], Answer | None]]:
    """Decorator: a rule that knows nothing of facts for which the condition does not hold."""

    def decorate(rule: Callable[[Fact], Answer | None]) -> Callable[[Fact], Answer | None]:
        @wraps(rule)
        def asked(fact: Fact) -> Answer | None:
            return rule(fact) if condition(fact) else None

        return asked

    return decorate
