"""The tables of one corpus together, and the way from them to its texts."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from ..corpus.folder.files import read_document
from ..formats import UnreadableError
from .contract import SCHEMAS
from .later import Later


class CorpusError(ValueError):
    """A folder cannot be used as a corpus; the message says why, and what to do."""


@dataclass(frozen=True)
class Corpus:
    """The tables of a corpus (columns: data/README.md) and where they come from.

    manifest: versions, lexicons, parameters and sources of the measurement. corrections: the outcome of each row of
    corrections.csv. problems: file, row, report, problem, what_to_do. origin: whether the tables were read or
    computed, and why. folder, files (source -> text file): absolute. A table that was given as `later.Later` is read
    when it is first asked for; CorpusError if its file has changed by then.
    """

    folder: Path
    reports: pd.DataFrame = field(repr=False)
    paragraphs: pd.DataFrame = field(repr=False)
    terms: pd.DataFrame = field(repr=False)
    activities: pd.DataFrame = field(repr=False)
    refusals: pd.DataFrame = field(repr=False)
    slogans: pd.DataFrame = field(repr=False)
    phrases: pd.DataFrame = field(repr=False)
    themes: pd.DataFrame = field(repr=False)
    manifest: dict[str, Any] = field(repr=False)
    corrections: pd.DataFrame = field(repr=False)
    problems: pd.DataFrame = field(repr=False)
    origin: str
    files: dict[str, Path] = field(repr=False)

    def __post_init__(self) -> None:
        for name in SCHEMAS if self.left_out else ():
            if not isinstance(table := object.__getattribute__(self, name), Later):
                object.__setattr__(self, name, self._telling(table))

    def __getattribute__(self, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if isinstance(value, Later):
            try:
                value = self._telling(value.read())
            except ValueError as error:
                raise CorpusError(str(error)) from None
            object.__setattr__(self, name, value)
        return value

    @property
    def left_out(self) -> dict[str, str]:
        """Table name -> why it was left out when the tables were written: what it would hold is not known, not zero."""
        return dict(self.manifest.get("left_out") or {})

    def _telling(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table, whose attrs say which tables were left out: the same for all, so that pandas keeps them when two
        are joined, and `compare` can tell a table that was left out by any of them.
        """
        if self.left_out:
            table = table.copy(deep=False)
            table.attrs["left_out"] = self.left_out
        return table

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Table name -> table."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def text(self, source: str) -> str:
        """The decoded text of a source (a name in the column `source`): text(source)[start:end] is what a row is about.

        Raises CorpusError if the text is not available.
        """
        if source in self.files:
            try:
                return read_document(self.files[source]).text
            except UnreadableError as error:
                raise CorpusError(f"{self.files[source]}: {error.args[0]}; {error.args[1]}") from None
        if source in set(self.reports["source"]):
            raise CorpusError(
                f"{self.folder}: the text {source} is not here, only tables measured on it; "
                "put the texts under texts/, or name their folder: load_corpus(folder, texts=…)"
            )
        known = ", ".join(list(dict.fromkeys(self.reports["source"]))[:5])
        raise CorpusError(f"{self.folder}: no source {source!r}; sources are {known} …")
