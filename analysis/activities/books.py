"""The length of a book and its copies: 编辑《文史专辑》,全书22万字,印行6000册. What is counted of is the book."""

from __future__ import annotations

import re

from . import bounds
from .objects import noun_before
from .patterns import either
from .predicates import verb_before
from .reading import Clause, Reading, taken_from

_UNITS = ("字", "页", "册")
# What stands between the book and its number without naming another thing.
_OF_BOOK = re.compile(
    either("全书 该书 全文 书 总?字数 总?页数 总?印数 累计 篇幅 文字 内容 计 共 总计 约 为 达 印行 印发 印刷 发行 各")
    + "*"
)
_TITLE = re.compile("《[^《》]+》")


def of_book(r: Reading) -> Clause | None:
    """The clause of a length or a number of copies whose book stands in an earlier clause; None for other counts."""
    if r.q.unit not in _UNITS or not _OF_BOOK.fullmatch(r.noun_side):
        return None
    if r.same and r.same.q.kind == "document" and not r.noun_side.startswith(("全书", "该书")):
        return taken_from(r.same, verb_before(r))
    before = r.text[max(r.sentence, r.q.start - bounds.REACH) : r.left_from]
    titles = _TITLE.findall(before)
    if titles:
        return Clause(titles[-1], verb_before(r), True)
    noun = noun_before(r) if before else ""
    return Clause(noun, verb_before(r), True) if noun and not r.same else None
