"""How rules are asked: in their order, and the first that knows decides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from itertools import groupby
from typing import Any, TypeVar

from .context import Context

Fact = TypeVar("Fact")
Answer = TypeVar("Answer")
# A condition that several rules share, None for those without one, and the rules themselves.
Run = tuple[Callable[..., object] | None, tuple[Callable[..., Any], ...]]


def first(rules: Iterable[Callable[..., Answer | None]], *facts: object) -> tuple[Answer, str]:
    """What the first rule says that says anything, with the rule's name. The last of them always knows."""
    name = "none"
    for rule in rules:
        name = rule.__name__
        if (said := rule(*facts)) is not None:
            return said, name.lstrip("_")
    raise LookupError(f"{name} is the last rule and says nothing")


def in_runs(rules: Sequence[Callable[..., Any]]) -> tuple[Run, ...]:
    """Rules in their order, neighbours with one condition (`only`) together, so that it is asked once for all."""
    return tuple(
        (condition, tuple(some) if condition is None else tuple(rule.__wrapped__ for rule in some))  # type: ignore[attr-defined]
        for condition, some in groupby(rules, lambda rule: getattr(rule, "condition", None))
    )


def applying(runs: Iterable[Run], fact: object) -> Iterator[Callable[..., Any]]:
    """The rules whose condition holds."""
    for condition, rules in runs:
        if condition is None or condition(fact):
            yield from rules


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

        asked.condition = condition  # type: ignore[attr-defined]
        return asked

    return decorate
