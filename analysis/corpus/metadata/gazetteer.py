"""Every province, prefecture and county of China since 1980: the only list of places that is used.

The list is data/places/places.csv. A place not in it is not known; nothing is guessed from how a name ends. A name may
be full (兰州市, 临夏回族自治州), in its everyday form (临夏州) or without its rank (兰州).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ... import PROJECT

FOLDER = PROJECT / "data" / "places"
_SPLIT_OFF = {"重庆": "四川", "海南": "广东"}  # provinces made of parts of others
_COMMON = re.compile(
    r"(?:.|[老新旧]城|[新旧]市|市[郊中])区"
)  # said of parts of every city: no place without its parent
_AUTONOMOUS = {"自治区": "自治区", "自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit under one name: a row of places.csv, with its columns. since, until: years, None if open."""

    code: str
    name: str
    short: str
    level: str
    province: str
    prefecture: str
    name_en: str
    pinyin: str
    since: int | None
    until: int | None
    now: str

    @property
    def city(self) -> str:
        """Its single name in a corpus, without the rank; if it was renamed, today's name (襄樊: 襄阳)."""
        return self.now or self.short

    def lies_in(self, other: "Place") -> bool:
        """Whether the other place is its province or prefecture."""
        if other.level == "province":
            return self.province == other.short
        return other.level == "prefecture" and (self.province, self.prefecture) == (other.province, other.city)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text: text[start:end] is its name, including its parents' names where they precede it."""

    start: int
    end: int
    place: Place


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Every row of places.csv, in its order."""
    with (FOLDER / "places.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return tuple(
            Place(code, name, short, level, province, prefecture, english, pinyin, _year(since), _year(until), now)
            for code, name, short, level, province, prefecture, english, pinyin, since, until, now in rows
        )


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def ranked_names(place: Place) -> tuple[str, ...]:
    """The names of a place that include its rank: 临夏回族自治州, 临夏州."""
    end = next((e for e in _AUTONOMOUS if place.name.endswith(e)), "")
    return (place.name, place.short + _AUTONOMOUS[end]) if end else (place.name,)


@lru_cache(maxsize=1)
def _by_name() -> tuple[dict[str, tuple[Place, ...]], int]:
    """Name of any form -> the places called so; and the length of the longest name."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places():
        for name in ranked_names(place):
            found[name].append(place)
    ranked = set(found)
    for place in places():
        if place.short not in ranked:  # 开县 is that county, not 开县市 without its rank
            found[place.short].append(place)
    return {name: tuple(rows) for name, rows in found.items()}, max(map(len, found))


def named(name: str) -> tuple[Place, ...]:
    """The places with this name, in any of the three forms; () if the list has none."""
    return _by_name()[0].get(name, ())


def one_of(found: Iterable[Place], within: Iterable[Place] = ()) -> Place | None:
    """The place that is meant among several of the same name; None if undecided.

    within: places in each of which it must lie. Today's units take precedence over former ones, and several names of
    one place are one (江川县 until 2014, 江川区 since: the last).
    """
    rows = [p for p in found if all(p.lies_in(w) for w in within)]
    rows = [p for p in rows if p.until is None] or rows
    if len({_identity(p) for p in rows}) != 1:
        return None
    return max(rows, key=lambda p: p.until or 9999)


def _identity(place: Place) -> tuple[str, ...]:
    if place.until is None:
        return place.level, place.province, place.prefecture, place.city
    return _SPLIT_OFF.get(place.province, place.province), place.city


def today(place: Place) -> Place:
    """The present unit that a former one has become, if the list has it: 江川县 -> 江川区, 襄樊市 -> 襄阳市."""
    if place.until is None:
        return place
    now = [p for p in named(place.city) if p.until is None and p.level == place.level and p.province == place.province]
    near = [p for p in now if p.prefecture == place.prefecture] or now
    return near[0] if len(near) == 1 else place


def place_of(city: str, province: str = "", prefecture: str = "") -> Place | None:
    """The place with this name, if the list has only one; province and prefecture, short or full, distinguish
    namesakes.
    """
    found = named(city)
    for parent, column in ((province, "province"), (prefecture, "prefecture")):
        if parent:
            names = {p.city for p in named(parent)} | {parent}
            found = tuple(p for p in found if getattr(p, column) in names or p.city in names)
    return one_of(found)


def mention_before(text: str, end: int) -> Mention | None:
    """The place whose name ends at a position in a text (the longest such name), identified with the help of preceding
    parents.

    None if no name in the list ends there or if several places could be meant (鼓楼区 alone).
    """
    chain = chain_before(text, end)
    if chain is None:
        return None
    start, found, within = chain
    place = one_of(found, within)
    return Mention(start, end, place) if place else None


def chain_before(text: str, end: int) -> tuple[int, tuple[Place, ...], list[Place]] | None:
    """(start, the places that the name may mean, the parents before it) of the longest name that ends at end.

    None if none ends there, or only one that is not a name by itself (新区).
    """
    start = _start_of_name(text, end)
    if start is None:
        return None
    found, within = named(text[start:end]), []
    while (above := _start_of_name(text, start)) is not None:
        parents = [p for p in named(text[above:start]) if any(f.lies_in(p) for f in found)]
        if not parents:
            break
        found = tuple(f for f in found if any(f.lies_in(p) for p in parents))
        within.append(parents[-1])
        start = above
    return None if not within and _COMMON.fullmatch(text, start, end) else (start, found, within)


def _start_of_name(text: str, end: int) -> int | None:
    names, longest = _by_name()
    for start in range(max(0, end - longest), end - 1):
        if text[start:end] in names:
            return start
    return None


def mentions(text: str) -> list[Mention]:
    """The places that a text names with their rank, in order, without nesting; linear in the text.

    A name without a rank counts only as a parent before another: 甘肃兰州市红古区 is one mention, of 红古区. A name
    shared by several places is dropped unless a parent shows which is meant.
    """
    found: list[Mention] = []
    last = 0
    for end, size in _automaton().iter_long(text):
        if end + 1 - size < last:
            continue
        mention = mention_before(text, end + 1)
        last = end + 1
        if mention and found and found[-1].end > mention.start:
            found.pop()
        if mention:
            found.append(mention)
    return found


@lru_cache(maxsize=1)
def _automaton() -> Any:
    import ahocorasick  # built on first use, for a module that is mostly asked for single names

    automaton = ahocorasick.Automaton()
    for place in places():
        for name in ranked_names(place):
            automaton.add_word(name, len(name))
    automaton.make_automaton()
    return automaton
