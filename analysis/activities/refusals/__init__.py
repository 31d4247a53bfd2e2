"""Numbers that are no counts, each with the reason why.

Reasons: date, time_span, ordinal, list_marker, name, slogan, word, article, grouping, reference, vague, economy,
outcome, code, no_measure, broken, furniture. A number inside one of `fixed_expressions.csv` has that one's reason; else
`RULES` are asked in turn, and the first that knows decides. A rule takes the number's Context and gives a reason, ""
for a count, or None where it cannot tell. To add one: a function in the module of its kind, and its place in the list.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...lexicons import Lexicons
from ..context import Context
from ..numbers import Quantity
from ..rules import applying, first, in_runs
from . import amounts, inside_expression, naming, number_itself, of_authorities, of_place, one

__all__ = ["RULES", "Judged", "judge"]

RULES = (
    number_itself.broken,
    number_itself.vague,
    number_itself.no_value,
    number_itself.grouping_measure,
    amounts.share_of_economy,
    amounts.share_of_count,
    amounts.share_of_own_work,
    amounts.share_of_something_else,
    naming.condition,
    naming.what_a_paper_is_about,
    naming.one_of,
    naming.task,
    number_itself.score,
    naming.motto_by_characters,
    number_itself.bare_in_words,
    number_itself.bare_year,
    number_itself.number_of_section,
    number_itself.before_persons_or_papers,
    number_itself.behind_what_it_measures,
    number_itself.no_measure,
    number_itself.zero_in_words,
    number_itself.leading_zero,
    number_itself.page_of_paper,
    number_itself.printed_copies,
    of_authorities.told_by_authority,
    of_authorities.carried_out,
    of_place.size,
    of_place.gained_by_place,
    amounts.physical,
    amounts.day_alone,
    amounts.time,
    amounts.size_in_money,
    amounts.money,
    naming.grouping_noun,
    naming.places_of_which_some,
    naming.eight_parties,
    naming.places_there_anyway,
    naming.demonstrative,
    naming.parties_together,
    of_authorities.brought_about,
    naming.second,
    naming.next_of_series,
    one.one_of_anything,
    one.one_event,
    one.one_asked_of_each,
    one.one_made,
    one.one_elected,
    one.article,
    naming.small_grouping,
    of_place.held_by_place,
    of_place.economy,
    of_place.grown,
    of_place.business,
    number_itself.counted,
)
_RUNS = in_runs(RULES)


class Judged(NamedTuple):
    """A number in its context. reason: why it is no count, "" for a count; rule: which rule decided."""

    around: Context
    reason: str
    rule: str

    @property
    def q(self) -> Quantity:
        """The number with its measure word."""
        return self.around.q


def judge(text: str, quantities: Sequence[Quantity], lexicons: Lexicons, furniture: bool = False) -> list[Judged]:
    """The numbers of a text in their order, each as a count or refused; in page furniture none is a count."""
    if furniture:
        return [Judged(Context(text, q, lexicons.lists), "furniture", "furniture") for q in quantities]
    judged: list[Judged] = []
    counted_to = -1
    for q, fixed in zip(quantities, inside_expression.find(text, quantities, lexicons), strict=True):
        around = Context(text, q, lexicons.lists, counted_to)
        reason, rule = fixed or first(applying(_RUNS, around), around)
        judged.append(Judged(around, reason, rule))
        counted_to = counted_to if reason else q.end
    return judged
