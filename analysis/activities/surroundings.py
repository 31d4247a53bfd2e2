"""A number in its clause and sentence."""

from __future__ import annotations

from dataclasses import dataclass

from . import bounds
from .quantity import Quantity


@dataclass(frozen=True)
class Surroundings:
    """A quantity with the places in the text where its clause and its sentence begin and end."""

    text: str
    q: Quantity
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int

    @classmethod
    def of(cls, text: str, q: Quantity) -> Surroundings:
        """The surroundings of a quantity of the text."""
        return cls(
            text,
            q,
            bounds.start(text, q.start),
            bounds.end(text, q.end),
            bounds.start(text, q.start, bounds.SENTENCE),
            bounds.end(text, q.end, bounds.SENTENCE),
        )

    @property
    def clause(self) -> str:
        """The whole clause."""
        return self.text[self.clause_start : self.clause_end]

    @property
    def before(self) -> str:
        """The clause up to the quantity."""
        return self.text[self.clause_start : self.q.start]

    @property
    def after(self) -> str:
        """The clause from the quantity's end on."""
        return self.text[self.q.end : self.clause_end]

    @property
    def sentence(self) -> str:
        """The sentence up to the end of the clause: what follows was written with other numbers in mind."""
        return self.text[self.sentence_start : self.clause_end]

    @property
    def sentence_before(self) -> str:
        """The sentence up to the quantity."""
        return self.text[self.sentence_start : self.q.start]

    @property
    def sentence_after(self) -> str:
        """The sentence from the quantity's end on, later clauses too."""
        return self.text[self.q.end : self.sentence_end]
