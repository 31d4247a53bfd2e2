"""A number in its clause and sentence: what the rules on refusals and attributes look at."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ..corpus import sentences
from ..lexicons.lists import Lists
from .numbers.quantity import Quantity


@dataclass(frozen=True)
class Context:
    """A quantity with the places in the text where its clause and its sentence begin and end.

    lists: the word lists that rules name. counted_to: where the count before it in the text ends, -1 without one.
    """

    text: str
    q: Quantity
    lists: Lists
    counted_to: int = -1

    def pattern(self, template: str) -> re.Pattern[str]:
        """The pattern of a template that names word lists."""
        return self.lists.pattern(template)

    @property
    def value(self) -> Decimal:
        """The number's value, for rules that are asked when `number_itself.no_value` was."""
        return self.q.value or Decimal(0)

    @cached_property
    def clause_start(self) -> int:
        """Where the clause begins."""
        return sentences.start(self.text, self.q.start)

    @cached_property
    def clause_end(self) -> int:
        """Where the clause ends."""
        return sentences.end(self.text, self.q.end)

    @cached_property
    def sentence_start(self) -> int:
        """Where the sentence begins."""
        return sentences.start(self.text, self.q.start, sentences.SENTENCE)

    @cached_property
    def sentence_end(self) -> int:
        """Where the sentence ends."""
        return sentences.end(self.text, self.q.end, sentences.SENTENCE)

    @property
    def follows_count(self) -> bool:
        """Whether a count stands before it in its sentence."""
        return self.counted_to >= self.sentence_start

    @cached_property
    def clause(self) -> str:
        """The whole clause."""
        return self.text[self.clause_start : self.clause_end]

    @cached_property
    def before(self) -> str:
        """The clause up to the quantity."""
        return self.text[self.clause_start : self.q.start]

    @cached_property
    def after(self) -> str:
        """The clause from the quantity's end on."""
        return self.text[self.q.end : self.clause_end]

    @property
    def closes(self) -> bool:
        """Whether nothing of its phrase stands behind it: a mark, a bracket or a conjunction: 提案320件、信息16条."""
        return not self.after or self.after[0] in "、)和及与"

    @cached_property
    def sentence(self) -> str:
        """The sentence up to the end of the clause: what follows was written with other numbers in mind."""
        return self.text[self.sentence_start : self.clause_end]

    @cached_property
    def sentence_before(self) -> str:
        """The sentence up to the quantity."""
        return self.text[self.sentence_start : self.q.start]

    @cached_property
    def sentence_after(self) -> str:
        """The sentence from the quantity's end on, later clauses too."""
        return self.text[self.q.end : self.sentence_end]
