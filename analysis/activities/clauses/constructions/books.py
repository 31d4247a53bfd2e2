"""The length of a book and its copies: 编辑《文史专辑》,全书22万字,印行6000册. What is counted of is the book."""

from __future__ import annotations

import re

from ....corpus import sentences
from ..object_phrase import noun_before
from ..predicate import verb_before
from ..reading import Clause, Reading, taken_from

_TITLE = re.compile("《[^《》]+》")


def length_of_book(r: Reading) -> Clause | None:
    """全书22万字, 印行6000册: of the book that stands in an earlier clause."""
    if r.q.unit not in ("字", "页", "册") or not r.re("{of_book}*").fullmatch(r.noun_side):
        return None
    if r.same and r.same.q.kind == "document" and not r.noun_side.startswith(("全书", "该书")):
        return taken_from(r.same, verb_before(r))
    before = r.text[max(r.sentence, r.q.start - sentences.REACH) : r.left_from]
    titles = _TITLE.findall(before)
    if titles:
        return Clause(titles[-1], verb_before(r), True)
    noun = noun_before(r) if before else ""
    return Clause(noun, verb_before(r), True) if noun and not r.same else None
