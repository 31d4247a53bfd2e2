"""English names of places and slogans; pinyin where there is none."""

import functools

from ..corpus.metadata.gazetteer import named
from ..lexicons import slogans

PLACES = ("city", "province", "prefecture", "a", "b")  # columns that hold places


@functools.cache
def english(name: str, kind: str) -> str:
    """The English name of a place or slogan, or "" where none is known or places of that name differ in it."""
    if kind in PLACES:
        names = {place.name_en for place in named(name)}
        return names.pop() if len(names) == 1 else ""
    return _slogans().get(name, "") if kind == "slogan" else ""


@functools.cache
def _slogans() -> dict[str, str]:
    table = slogans.load()
    return dict(zip(table["slogan"], table["english"].where(table["english"] != "", table["pinyin"]), strict=True))
