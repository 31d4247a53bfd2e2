"""Lists that 分别 distributes: 提案、信息、报告分别为12件、34条、56篇, the first noun has the first number."""

from __future__ import annotations

import re

from . import bounds
from .objects import noun_before
from .quantity import Quantity
from .reading import AGENT, Clause, Reading, taken_from
from .words import bare, words_of

_BETWEEN = ("、", "和", "及", "与", ",")
_DISTRIBUTING = re.compile(r"分别(?:为|是|有|达到?|获|被|召开|举办|开展|完成|报送|组织)?$")


def places(text: str, numbers: list[Quantity]) -> list[tuple[int, int] | None]:
    """For each number its place in the list that 分别 distributes, and the list's length; None outside one."""
    out: list[tuple[int, int] | None] = [None] * len(numbers)
    first = 0
    while first < len(numbers):
        last = first
        while last + 1 < len(numbers) and text[numbers[last].end : numbers[last + 1].start] in _BETWEEN:
            last += 1
        lead = text[max(0, numbers[first].start - 8) : numbers[first].start]
        if last > first and _DISTRIBUTING.search(lead):
            out[first : last + 1] = [(i, last - first + 1) for i in range(last - first + 1)]
        first = last + 1
    return out


def distributed(r: Reading, series: tuple[int, int]) -> Clause | None:
    """The clause of a count in such a list; None where there are not as many nouns as numbers.

    Where the nouns name who acted (市、县分别为12次、30次) what was counted stands before them.
    """
    place, length = series
    at = r.text.rfind("分别", r.sentence, r.q.start)
    names = re.split(r"、|和|及|与", r.text[max(r.sentence, bounds.start(r.text, at)) : at])
    if len(names) != length:
        return None
    names[0] = names[0].rsplit("的", 1)[-1]
    names[-1], behind = _without_verb_behind(r, names[-1])
    names[0], before = _without_verb_before(r, names[0])
    action = behind or before
    if all(AGENT.search(name) for name in names) and r.q.kind != "person":
        if r.earlier and place:
            return taken_from(r.earlier)
        return Clause(r.earlier.clause.object if r.earlier else noun_before(r), action, True)
    return Clause(names[place], action or (r.same.clause.action if r.same else ""))


def _without_verb_behind(r: Reading, name: str) -> tuple[str, str]:
    """The last noun without the verb behind the list, and that verb: 提案、信息报送分别为12件、34条."""
    words = words_of(name, 0, len(name), r.folder)
    verb = next((w for w in words[1:] if w.flag[0] == "v"), None)
    if verb is None:
        return name, ""
    return name[: verb.start], bare(words[-1].text) if words[-1].flag[0] == "v" else ""


def _without_verb_before(r: Reading, name: str) -> tuple[str, str]:
    """The first noun without the verb before the list, and that verb: 报送提案、信息分别为12件、34条."""
    words = words_of(name, 0, len(name), r.folder)
    verb = next((w for w in reversed(words[:-1]) if r.verbs.governing(w)), None)
    return (name, "") if verb is None else (name[verb.end :], bare(verb.text))
