"""The lists that a researcher edits (`data/lexicons/*.csv`), read and checked once: one object that is handed down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..codes import ENGINES
from . import slogans, themes, words
from .categories import Categories
from .files import SHIPPED, LexiconError, Row, digest, own_names, path, read
from .hints import Hints
from .lists import FILES as LISTS
from .lists import Lists
from .matcher import Matcher
from .measures import Measures
from .themes import ThemeLexicon
from .words import stopwords

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "LEXICONS",
    "SHIPPED",
    "LexiconError",
    "Lexicons",
    "Matcher",
    "load_lexicons",
    "path",
    "read",
    "shipped",
    "stopwords",
]

# Those that decide what is measured.
LEXICONS = (
    "slogans", "slogan_conditions", "themes", "words", "measures", "categories", "hints", *LISTS, "fixed_expressions"
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lexicons:
    """Every lexicon that measures.

    folder: the researcher's own, None for the shipped ones alone. engine: what cuts texts into words, one of
    codes.ENGINES. entries: of the slogan lexicon, with the conditions
    of their forms. words: those of the genre, for the segmenter. lists: the word lists that rules name.
    digests: SHA-256 of each file in use.
    """

    folder: Path | None
    engine: str
    digests: Mapping[str, str] = field(repr=False)
    entries: list[Row] = field(repr=False)
    themes: ThemeLexicon = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    measures: Measures = field(repr=False)
    categories: Categories = field(repr=False)
    hints: Hints = field(repr=False)
    lists: Lists = field(repr=False)

    @cached_property
    def slogans(self) -> "pd.DataFrame":
        """The table of `slogans.load`."""
        return slogans.table_of(self.entries)

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the slogans in a string."""
        columns = ("slogan", "variants", "conditions")
        return Matcher({column: [entry[column] for entry in self.entries] for column in columns})


def load_lexicons(folder: str | Path | None = None, engine: str = ENGINES[0]) -> Lexicons:
    """Every lexicon that measures: from `folder` where it holds a file of that name, else the shipped one.

    A slogans_added.csv in the folder adds to the slogans instead (see slogans.load).

    engine: what is to cut texts into words with them.
    They are read anew each time, so that an edited file counts. Raises LexiconError listing every bad row of every
    file, or saying that the folder is missing or holds none; ValueError for an engine that is none.
    """
    if engine not in ENGINES:
        raise ValueError(f"{engine} is not a segmenter here; use {' or '.join(ENGINES)}")
    folder = None if folder is None else Path(folder)
    own = own_names(LEXICONS)
    if folder is not None and not any((folder / name).is_file() for name in own):
        what = "holds none of" if folder.is_dir() else "no such folder; it should hold one or more of"
        raise LexiconError(f"{folder}: {what} {', '.join(own)}")
    loaders: tuple[Callable[..., Any], ...] = (
        slogans.entries,
        themes.load,
        words.load_words,
        Measures,
        Categories,
        Hints,
        Lists,
    )
    found, bad = [], []
    for load in loaders:
        try:
            found.append(load(folder))
        except LexiconError as error:
            bad.append(str(error))
    if bad:
        raise LexiconError("\n".join(bad))
    return Lexicons(folder, engine, {name: digest(name, folder) for name in LEXICONS}, *found)


@lru_cache(maxsize=1)
def shipped() -> Lexicons:
    """The shipped lexicons, read once."""
    return load_lexicons()
