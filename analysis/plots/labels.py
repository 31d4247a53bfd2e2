"""Names as charts write them: in one line, in signs that a font has, and short enough for the figure."""

import unicodedata
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from .. import language
from ..language import halves

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # categories of characters that are no signs: joiners, marks of direction
SELECTORS = range(0xFE00, 0xFE10)  # which of two looks a sign has


@dataclass
class _Figure:
    """What names may be in the figure that is being drawn: half-width characters at most, and the signs there are."""

    most: int
    signs: Collection[int]
    names: dict[str, str] = field(default_factory=dict)  # shortened -> whole, so that no two are shortened alike
    lacking: set[str] = field(default_factory=set)


_figure: ContextVar[_Figure | None] = ContextVar("figure", default=None)


@contextmanager
def fitting_names(most: int, signs: Collection[int]) -> Iterator[None]:
    """Within it `label` keeps to `most` half-width characters and to these signs; afterwards it warns of others."""
    of = _Figure(most, signs)
    before = _figure.set(of)
    try:
        yield
    finally:
        _figure.reset(before)
    if of.lacking:
        said = ", ".join(f"{sign!r} (U+{ord(sign):04X})" for sign in sorted(of.lacking)[:5])
        todo = "plots.use(font=...) takes a font that has them"
        warnings.warn(f"no font has {said}; drawn as numbers, whole in the data: {todo}", stacklevel=3)


def label(code: Any, kind: object = None) -> str:
    """As `language.label`, and as the figure can show it.

    Line breaks are blanks; a sign that no font has is drawn as its number (U+1F600). A name that is too long keeps
    its beginning and its end; two that would then look alike are numbered. The data of a figure has names whole.
    """
    named, of = language.label(code, kind), _figure.get()
    if of is None:
        return named
    line = "".join(_drawn(sign, of) for sign in " ".join(named.split()))
    if halves(line) <= of.most:
        return line
    i = 1
    while True:
        short = _short(line, of.most, f" ({i})" if i > 1 else "")
        if of.names.setdefault(short, named) == named:
            return short
        i += 1


def _drawn(sign: str, of: _Figure) -> str:
    if unicodedata.category(sign) in INVISIBLE or ord(sign) in SELECTORS:
        return ""
    if ord(sign) in of.signs:
        return sign
    of.lacking.add(sign)
    return f"[U+{ord(sign):04X}]"


def _short(line: str, most: int, number: str) -> str:
    """The beginning, two thirds of what there is room for, and the end."""
    room = most - halves(number) - 2
    end = _first(line[::-1], room // 3)[::-1]
    return f"{_first(line, room - halves(end)).rstrip()}…{end.lstrip()}{number}"


def _first(line: str, most: int) -> str:
    """As much of the beginning of a line as `most` half-width characters hold."""
    n = len(line)
    while halves(line[:n]) > most:
        n -= 1
    return line[:n]
