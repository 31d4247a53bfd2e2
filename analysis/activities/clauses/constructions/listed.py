"""Lists that 分别 distributes: 提案、信息、报告分别为12件、34条、56篇, the first noun has the first number."""

import re
from collections.abc import Sequence

from ....corpus import sentences
from ...numbers import Quantity
from ..grammar import Grammar, Word, bare
from ..object_phrase import noun_before
from ..reading import Clause, Reading, taken_from

# The verb between 分别 and the first number: 分别召开12次、6次.
_HELD = re.compile(r"分别([\u4e00-\u9fff]{2})(?=\d|[一二两三四五六七八九十])")
_BETWEEN = ("、", "和", "及", "与", ",")


def places(text: str, quantities: Sequence[Quantity], grammar: Grammar) -> list[tuple[int, int] | None]:
    """For each number its place in the list that 分别 distributes, and the list's length; None outside one."""
    out: list[tuple[int, int] | None] = [None] * len(quantities)
    first = 0
    while first < len(quantities):
        last = first
        while last + 1 < len(quantities) and text[quantities[last].end : quantities[last + 1].start] in _BETWEEN:
            last += 1
        lead = text[max(0, quantities[first].start - 8) : quantities[first].start]
        if last > first and grammar.pattern("{distributing}$").search(lead):
            out[first : last + 1] = [(i, last - first + 1) for i in range(last - first + 1)]
        first = last + 1
    return out


def distributed(r: Reading) -> Clause | None:
    """提案、信息分别为12件、34条; where the list names who acted (市、县分别为12次、30次) the noun stands before."""
    if r.series is None:
        return None
    place, length = r.series
    at = r.text.rfind("分别", r.sentence, r.q.start)
    names = re.split(r"、|和|及|与", r.text[max(r.sentence, sentences.start(r.text, at)) : at])
    if len(names) != length:
        return None
    names[0] = names[0].rsplit("的", 1)[-1]
    names[-1], behind = _without_verb_behind(r, names[-1])
    names[0], before = _without_verb_before(r, names[0])
    held = _HELD.match(r.text, at)
    action = behind or before or (held[1] if held and r.grammar.governing(Word(held[1], "v", 0)) else "")
    if all(r.grammar.names_agent(name) for name in names) and r.q.kind != "person":
        if r.earlier and place:
            return taken_from(r.earlier)
        return Clause(r.earlier.clause.object if r.earlier else noun_before(r), action, True)
    return Clause(names[place], action or (r.same.clause.action if r.same else ""))


def _without_verb_behind(r: Reading, name: str) -> tuple[str, str]:
    """The last noun without the verb behind the list, and that verb: 提案、信息报送分别为12件、34条."""
    words = r.grammar.words(name, 0, len(name))
    verb = next((w for w in words[1:] if w.flag[0] == "v"), None)
    if verb is None:
        return name, ""
    return name[: verb.start], bare(words[-1].text) if words[-1].flag[0] == "v" else ""


def _without_verb_before(r: Reading, name: str) -> tuple[str, str]:
    """The first noun without the verb before the list, and that verb: 报送提案、信息分别为12件、34条."""
    words = r.grammar.words(name, 0, len(name))
    verb = next((w for w in reversed(words[:-1]) if r.grammar.governing(w) or r.grammar.motion(w)), None)
    return (name, "") if verb is None else (name[verb.end :], bare(verb.text))
