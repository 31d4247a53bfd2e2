"""Parts of what was counted before, named by who did them, where they are or how: 提案260件,其中委员个人201件."""

import re
from collections.abc import Sequence

from ...rules import only
from ..grammar import Word
from ..reading import Clause, Reading, taken_from
from . import something_before

_PLACE = re.compile("[省市县区州旗盟镇乡]$|街道$")
_LEVEL = re.compile("级(?:及?以[上下])?$|^全.$")


@only(something_before)
def part_by_agent(r: Reading) -> Clause | None:
    """提交提案260件,其中委员个人201件; 日报12篇; 林知远46则: who is named did, printed or gave the same."""
    if r.q.kind not in ("document", "event", "money") or not r.like_above:
        return None
    if r.left[-1].text in r.grammar.lists["taking_lead"] and _is_led(r):
        return taken_from(r.like_above, r.left[-1].text)  # 调研12次,其中主席会议成员带队6次
    outlet = r.pattern("^[^,。;、]{0,10}{media}$").search(r.phrase) and not any(map(r.grammar.pure, r.left[:-1]))
    if not outlet and not _is_person(r) and not _is_agent(r, r.left):
        return None
    clause = taken_from(r.like_above)
    if r.q.kind == "event" and r.listed and clause.object.endswith("会议") and r.phrase.endswith("委员会"):
        return clause._replace(object=r.phrase)  # 全体会议7次,常务委员会41次
    filed = r.q.unit == "件" and clause.object.endswith("提案")
    return clause._replace(object=_named(r) + "提案") if filed else clause


@only(something_before)
def part_by_place(r: Reading) -> Clause | None:
    """议事厅58个,其中社区10个、村44个; 协商议题15项,其中主席会议协商8项: where, of which level or how they are."""
    if not r.like_earlier or r.q.of_persons:
        return None
    of_noun = r.like_earlier.clause.object.startswith(r.left[-1].text)
    how = of_noun and r.q.kind != "event" and r.grammar.nominal(r.left[-1])
    if not how and not r.pattern("{parts_by_place}").fullmatch(r.phrase):
        return None
    if _LEVEL.search(r.phrase) and not how:
        return taken_from(r.like_earlier)
    if not r.like_same:
        return None
    goes_on = r.listed and r.like_same.clause.by == "part_by_place"
    among = "其中" in r.text[r.like_same.q.end : r.q.start]
    return taken_from(r.like_same) if goes_on or among else None


def _is_led(r: Reading) -> bool:
    """主席会议成员带队: whether who acts stands before the last word, and nothing that is done."""
    by = r.left[:-1]
    acts = by and (r.grammar.names_agent(by[-1].text) or r.grammar.names_person(by[-1].text))
    return bool(acts) and not any(r.grammar.in_lexicon(w) for w in by)


def _is_agent(r: Reading, words: Sequence[Word]) -> bool:
    """Whether only who acts stands before the number, with adverbs, times and places: 其中委员个人, 兴业县政协."""
    last, beside = words[-1], ("d", "t", "r", "m", "ns")
    if not r.grammar.names_agent(last.text):
        return all(w.flag in beside for w in words)
    return all(r.grammar.names_agent(w.text) or w.flag in (*beside, "nt", "c") or _PLACE.search(w.text) for w in words)


def _is_person(r: Reading) -> bool:
    """Whether a person's name stands before the number, perhaps with a title: 委员林知远46则."""
    return r.q.kind in ("document", "money") and r.grammar.names_somebody(r.phrase, r.left[-1].flag)


def _named(r: Reading) -> str:
    """Who is named, without the words before."""
    words = r.left
    while len(words) > 1 and not r.grammar.names_agent(words[0].text):
        words = words[1:]
    return r.written_as(words) if r.grammar.names_agent(words[-1].text) else ""
