"""A number in its clause and sentence: what the rules on refusals and attributes look at."""

from decimal import Decimal
from functools import cached_property

from ..corpus import sentences
from ..lexicons.lists import Lists
from .numbers.quantity import Quantity


class Context:
    """A quantity with its clause and its sentence, as every rule on it asks for them.

    pattern: from a template that names word lists to the pattern. before, after: the clause up to the quantity and
    from its end on. sentence: the sentence up to the end of the clause, since what follows was written with other
    numbers in mind. sentence_before: the sentence up to the quantity.
    """

    def __init__(self, text: str, q: Quantity, lists: Lists, counted_to: int = -1):
        """counted_to: where the count before it in the text ends, -1 without one."""
        self.text, self.q, self.lists, self.pattern = text, q, lists, lists.pattern
        self.clause_start, self.clause_end = sentences.start(text, q.start), sentences.end(text, q.end)
        self.sentence_start = sentences.start(text, q.start, sentences.SENTENCE)
        self.before, self.after = text[self.clause_start : q.start], text[q.end : self.clause_end]
        self.clause = text[self.clause_start : self.clause_end]
        self.sentence = text[self.sentence_start : self.clause_end]
        self.sentence_before = text[self.sentence_start : q.start]
        self.follows_count = counted_to >= self.sentence_start

    @property
    def value(self) -> Decimal:
        """The number's value, for rules that are asked when `number_itself.no_value` was."""
        return self.q.value or Decimal(0)

    @property
    def closes(self) -> bool:
        """Whether nothing of its phrase stands behind it: a mark, a bracket or a conjunction: 提案320件、信息16条."""
        return not self.after or self.after[0] in "、)和及与"

    @property
    def sentence_after(self) -> str:
        """The sentence from the quantity's end on, later clauses too."""
        return self.text[self.q.end : sentences.end(self.text, self.q.end, sentences.SENTENCE)]

    @property
    def said_in_sentence(self) -> str:
        """The sentence up to the quantity, behind a comma: a pattern may ask for what opens a clause."""
        return "," + self.sentence_before

    @cached_property
    def said_so_far(self) -> str:
        """The same from the last full stop on, over semicolons."""
        start = self.q.start
        return "," + self.text[sentences.start(self.text, start, "。!?") : start].removesuffix("将")

    @property
    def passage_before(self) -> str:
        """The paragraph up to the quantity, within reach."""
        return self.text[max(0, self.q.start - sentences.REACH) : self.q.start]
