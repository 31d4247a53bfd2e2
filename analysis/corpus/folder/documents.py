"""The documents of a folder, read one at a time."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import overload

from .files import Document, read_document

Entry = tuple[Path, str, str, tuple, Mapping[str, str]]  # what read_document takes


class Documents(Sequence[Document]):
    """The documents of a folder in the order of their paths; each is read on demand and not kept."""

    def __init__(self, entries: Sequence[Entry]):
        self._entries = tuple(entries)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> "Documents": ...
    def __getitem__(self, index: int | slice) -> "Document | Documents":
        if isinstance(index, slice):
            return Documents(self._entries[index])
        return read_document(*self._entries[index])

    @property
    def sources(self) -> list[str]:
        """Paths relative to the folder of texts."""
        return [entry[1] for entry in self._entries]

    def left_out_of(self, index: int) -> Mapping[str, str]:
        """The reports of a document that are not measured, and why."""
        return self._entries[index][4]

    def leaving_out(self, reasons: Mapping[str, Mapping[str, str]]) -> "Documents":
        """The same documents, with more reports marked as not measured. reasons: source → report id → why."""
        return Documents([(*e[:4], {**reasons.get(e[1], {}), **e[4]}) for e in self._entries])
