"""Why a number is a count or not, and of what: every step of the reading with the rule that decided it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import pandas as pd

from ..corpus.records import Report, Segment
from ..lexicons import Lexicons, shipped
from . import Read, read, refusals
from .attributes.actor import RULES as ACTOR
from .attributes.category import RULES as CATEGORY
from .attributes.status import RULES as STATUS
from .attributes.weighing import WEIGHED
from .clauses import CONSTRUCTIONS
from .clauses.constructions import verb_alone
from .table_rows import place_of

# What has no function of its own: stretches in which no number counts, and where the words of a period stand.
_SAID = {
    "furniture": "share links, captions, bylines and the like",
    "slogan": "a slogan of the lexicon",
    "quotation": "“两个确立”, 《提案工作条例》: inside quotation marks",
    "sentence": "words before it in its sentence",
    "opening": "words that open its sentence or one before it",
    "heading": "words of a heading above it",
    "earlier_column": "in a table, under the year of an earlier column",
    "increase_column": "in a table, under a head of growth",
    "title": "words of the report's title",
    WEIGHED: "against the rules, what speaks most for it in hints.csv",
    "none": "nothing says that it covers several years",
}
COLUMNS = ("start", "end", "quantity", "step", "result", "rule", "meaning")


def explain(text: str | Report, lexicons: Lexicons | None = None, at: int | None = None) -> pd.DataFrame:
    """How each number of a text was read, one row per step.

    text: running text, each line a paragraph; or a report as `corpus.reports_of` gives it, with its headings.
    lexicons: as load_lexicons gives them, by default the shipped ones. at: only the number at this offset. Columns:
    start, end (offsets of the quantity in the text, or in the report's source), quantity (as written), step (number;
    refused, for a number that is not a count; else clause, category, actor, status, period), result, rule (the name of
    the function that decided, or the id of a row of categories.csv), meaning (that rule's own description).
    """
    report = _report(text) if isinstance(text, str) else text
    lexicons = lexicons or shipped()
    meanings = _meanings(lexicons)
    rows = []
    for number in read(report, lexicons):
        q, view = number.judged.q, number.segment.view
        place = place_of(number.segment, q)
        start, end = view.span(*place)
        if at is None or start <= at < end:
            quantity = view.written(*place)
            rows += [(start, end, quantity, *step, _meaning(meanings, step[2])) for step in _steps(number)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def told(table: pd.DataFrame) -> str:
    """The table of `explain` as readable lines, number by number."""
    blocks = []
    for (start, end), number in groupby(table.to_dict("records"), itemgetter("start", "end")):
        steps = list(number)
        lines = [f"{steps[0]['quantity']}  ({start}–{end})"]
        for step in steps:
            why = f"  [{step['rule']}] {step['meaning']}".rstrip() if step["rule"] else ""
            lines.append(f"  {step['step']:<9} {step['result']}{why}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _report(text: str) -> Report:
    segments: list[Segment] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            offsets = tuple(range(start, start + len(line)))
            segments.append(Segment("paragraph", line, offsets, (), len(segments) + 1))
        start += len(line) + 1
    return Report("text", "text", 0, len(text), tuple(segments))


def _steps(number: Read) -> Iterator[tuple[str, str, str]]:
    """(step, result, rule) of the reading of a number."""
    q = number.judged.q
    value = (
        "no value" if q.value is None else f"{q.value:f}" + ("" if q.value_high is None else f" to {q.value_high:f}")
    )
    unit = f"{q.unit} ({q.kind})" if q.unit else "none"
    yield "number", f"{value}, {q.bound}, measure word {unit}", ""
    if number.counted is None or number.attributes is None:
        yield "refused", number.judged.reason, number.judged.rule
        return
    clause, found = number.counted.clause, number.attributes
    carried = ", taken from what stands before" if clause.carried else ""
    yield "clause", f"{clause.action or '(no verb)'} {clause.object or '(no object)'}{carried}", clause.by
    yield "category", f"{found.category.code} (decided by: {found.category.decided_by})", found.category.rule
    yield "actor", found.actor, found.actor_rule
    yield "status", found.status, found.status_rule
    yield "period", found.period or "the year of the report", found.period_rule


def _meanings(lexicons: Lexicons) -> dict[str, str]:
    """What each rule says of itself: the first line of a docstring, the example of an expression or a row."""
    functions: Iterable[Callable[..., object]] = (
        *refusals.RULES,
        *CONSTRUCTIONS,
        *verb_alone.RULES,
        *verb_alone.OF_ROW,
        *CATEGORY,
        *ACTOR,
        *STATUS,
    )
    said = {rule.__name__.lstrip("_"): (rule.__doc__ or "").strip().split("\n")[0] for rule in functions}
    rows = {rule.id: f"row {rule.line} of categories.csv: {rule.example}".rstrip(": ") for rule in lexicons.categories}
    examples = {e.name: f"as in {e.example}" for e in lexicons.lists.fixed_expressions}
    return rows | examples | said | _SAID


def _meaning(meanings: dict[str, str], rule: str) -> str:
    """What a rule says of itself; of a rule within another what both say."""
    return " / ".join(filter(None, (meanings.get(name, "") for name in rule.split(": "))))
