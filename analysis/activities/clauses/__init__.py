"""What a count counts, and the verb that governs it: the clause around a quantity.

Chinese reports put a quantity behind its noun (召开党组会议28次), before it (选派25名委员), or leave the noun to an
earlier count or clause (征集提案, 共261件; 立案283件). `CONSTRUCTIONS` names every way that is known; they are asked in
turn, and the first that knows decides. To add one: a function of a Reading that gives a Clause or None, in a module of
`constructions/`, and its place in the list.
"""

import re
from collections.abc import Sequence

from ..numbers import Quantity
from ..rules import applying, in_runs
from .constructions import (
    listed,
    noun_elsewhere,
    number_after_noun,
    number_before_event,
    number_before_noun,
    part_by_whom,
    part_of_earlier,
    shares,
    unnamed_persons,
)
from .grammar import Grammar
from .reading import Above, Clause, Counted, Reading, read

__all__ = ["CONSTRUCTIONS", "Above", "Clause", "Counted", "analyse", "clause_of"]

# A number outside quotation marks and titles.
_QUANTITY = re.compile(r"(?<![A-Za-z\d“《第.])\d[\d,.]*[多余]?[十百千]?[万亿]{0,2}(?![^“”]*”)")
# A date is no part of a noun behind it: 全委会 of 四届(1961—1966)全委会, 工资 of 2个月内工资.
_DATE = re.compile(r"^[^《“]*\d(?:年度?|个月|月|日)(?:[以之]?[内里间前后来]|多)?|^[—–~-]\d+\)")
# How many counts back a count may take its noun from.
_MEMORY = 12

CONSTRUCTIONS = (
    listed.distributed,
    shares.share_that_changed,
    shares.share_of_count,
    shares.rate,
    shares.share_before_noun,
    shares.share_of_answers,
    shares.share_of_earlier,
    shares.share_behind_noun,
    shares.share_of_what_stands_before,
    number_before_event.number_before_event,
    number_before_event.number_before_deed,
    number_before_event.number_before_persons_and_event,
    noun_elsewhere.copies_of_title,
    noun_elsewhere.length_of_book,
    unnamed_persons.persons_in_role,
    unnamed_persons.persons_served,
    unnamed_persons.persons_drawn,
    unnamed_persons.persons_taking_part,
    number_before_noun.money_got_as,
    number_before_noun.some_of_what_was_named,
    number_before_noun.rest_of_same,
    number_before_noun.number_before_noun,
    noun_elsewhere.total_behind_bracket,
    noun_elsewhere.label_before_mark,
    noun_elsewhere.worth_of_same,
    noun_elsewhere.persons_at_same,
    noun_elsewhere.more_of_earlier,
    noun_elsewhere.more_of_same,
    noun_elsewhere.noun_of_clause_before,
    noun_elsewhere.nothing_named,
    part_of_earlier.headless,
    part_of_earlier.some_of_the_persons,
    part_of_earlier.ended_proposals,
    part_of_earlier.unnamed_proposals,
    part_of_earlier.urged_proposals,
    part_of_earlier.answered_proposals,
    part_of_earlier.proposals_by_field,
    part_of_earlier.items_about,
    part_of_earlier.stated_or_labelled,
    part_by_whom.part_by_agent,
    part_by_whom.part_by_place,
    part_of_earlier.part_of_proposals,
    part_of_earlier.came_to_event,
    part_of_earlier.grown_to,
    number_after_noun.paper_taken_up,
    number_after_noun.verb_with_its_noun,
    number_after_noun.speeches,
    number_after_noun.persons_who_went,
    number_after_noun.one_verb,
    number_after_noun.noun_alone,
    number_after_noun.verbs_in_a_row,
    number_after_noun.done_to_earlier_papers,
    number_after_noun.same_problems_solved,
    number_after_noun.event_named_by_verbs,
    number_after_noun.object_of_verb,
    number_after_noun.verb_helped_to,
    number_after_noun.governing_verb_alone,
)
_RUNS = in_runs(CONSTRUCTIONS)


def analyse(
    text: str,
    quantities: Sequence[Quantity],
    refused: Sequence[str],
    topic: str,
    above: Above,
    grammar: Grammar,
    in_cells: Sequence[Clause | None],
) -> list[Counted | None]:
    """For each quantity of a text what it counts; None where it is refused.

    refused: for each quantity why it is no count, "" for a count. topic: the report's title and the headings above.
    in_cells: for each quantity the clause that the head of its column gives, None where none does.
    """
    following = _following(quantities, refused)
    series = listed.places(text, quantities, grammar)
    out: list[Counted | None] = []
    history: list[Counted] = []
    for q, why, after, place, cell in zip(quantities, refused, following, series, in_cells, strict=True):
        if why:
            out.append(None)
            continue
        r = read(text, q, history[-_MEMORY:], after, place, grammar, topic, above)
        counted = Counted(q, cell or clause_of(r), shares.is_base(text, q, after))
        out.append(counted)
        if not counted.base:
            history.append(counted)
    return out


def clause_of(r: Reading) -> Clause:
    """The clause that the first construction finds which knows one with an object that can be counted."""
    clause, construction = Clause("", ""), ""
    for rule in applying(_RUNS, r):
        if (found := rule(r)) is None:
            continue
        clause, construction = found._replace(object=_what_is_counted(r, found.object)), rule.__name__
        if clause.object or not found.object:
            break
    if not clause.object and (elsewhere := noun_elsewhere.nothing_but_words_about(r)):
        clause = elsewhere._replace(action=clause.action or elsewhere.action)
        construction = noun_elsewhere.nothing_but_words_about.__name__
    by = f"{construction}: {clause.by}" if clause.by else construction
    return clause._replace(object=_with_head(r, clause.object), by=by)


def _what_is_counted(r: Reading, object_: str) -> str:
    """An object without what grew and with what is behind another number; "" for what is never counted.

    敏感时段每日巡查, 提案办复率保持在; 增加湿地2200公顷; 公共服务站 of 标准化仓储设施10万平方米、公共服务站800个.
    """
    if not object_.startswith(("《", "“")):
        object_ = _without_date(object_)
    object_ = r.pattern("^(?:.*{before_what_is_counted}|\\(?\\d[).、])(?=..)").sub("", object_)
    object_ = r.pattern("(?<=..){behind_what_is_counted}$").sub("", object_)
    without_growth = r.pattern("^{changing}(?=..)|(?<=..){changing}$|、{changing}$").sub("", object_)
    *numbers, last = _QUANTITY.split(without_growth)
    unit = r.grammar.measures.at(last, 0) if numbers else ""
    tail = last.removeprefix(unit).lstrip("、,和及与的") if unit else without_growth
    if numbers and not unit and "、" in last:
        tail = last.rpartition("、")[2]  # of a measure word that is not listed
    about = r.pattern("{never_counted}").fullmatch(tail) and (not r.is_share or re.search(r"\d", tail))
    return "" if about else tail


def _without_date(object_: str) -> str:
    """What stands behind a date in an object; before it, where that is nothing: 提案五届委员会3年收."""
    date = _DATE.match(object_)
    pieces = (object_[date.end() :], re.split(r"\d", object_)[0].strip("、—")) if date else (object_,)
    return next((piece for piece in pieces if len(piece) > 1 or not date), "")


def _with_head(r: Reading, object_: str) -> str:
    """按提案内容分,经济建设类21件: a label of proposals with its noun."""
    label = part_of_earlier.label_of(object_)
    proposals = label.endswith("类") and r.q.unit == "件" and "提案" in r.text[r.sentence : r.left_from]
    return label + "提案" if proposals else object_


def _following(quantities: Sequence[Quantity], refused: Sequence[str]) -> list[Quantity | None]:
    """For each number the next that ends what can be read of it.

    A number inside a name is no boundary: 5项专题调研和“双千双百”活动.
    """
    out: list[Quantity | None] = []
    after = None
    for q, why in zip(reversed(quantities), reversed(refused), strict=True):
        out.append(after)
        after = after if why in ("name", "word", "slogan", "ordinal", "time_span") else q
    return out[::-1]
