"""Strings that recur in a text: suffixes in order, part by part, and the intervals of them that begin alike.

A suffix ends with its clause. Those that begin with the same symbols make up a part, so that no more than a part is
sorted at once and nothing that recurs is torn apart. Intervals of suffixes by the longest common prefixes (LCP) of
neighbours: Abouelhoda, Kurtz & Ohlebusch 2004, Replacing suffix trees with enhanced suffix arrays, J. Discrete
Algorithms 2:53-86; here level by level, a length at a time, on arrays.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .excerpt import Array, Excerpt, Places

_BITS = 64


class Part(NamedTuple):
    """Suffixes in order that share some symbols with a neighbour. lcp[i]: how many with the one before; lcp[0] is 0."""

    places: NDArray[np.integer]
    lcp: NDArray[np.integer]


class Repeats(NamedTuple):
    """Strings of some lengths, each the beginning of the suffixes first … last of a part."""

    size: Places
    first: Places
    last: Places

    def only(self, wanted: NDArray[np.bool_ | np.int64] | slice) -> "Repeats":
        """Some of them, or all in another order."""
        return Repeats(self.size[wanted], self.first[wanted], self.last[wanted])


def ordered(text: Excerpt, places: Places, min_size: int) -> Part:
    """The suffixes at some places in order, without those that share fewer than min_size symbols with a neighbour.

    They are compared by as many symbols at a time as an integer holds, and only those are compared on that have been
    equal so far.
    """
    bits, at_once = 8 * text.symbols.itemsize, symbols_of_key(text.symbols.dtype)
    places, lcp = places.copy(), np.zeros(len(places), dtype=np.int64)
    open_, group, depth = np.arange(len(places)), np.zeros(len(places), dtype=np.int64), 0
    while len(open_):
        key = keys(text.symbols, places[open_] + depth, at_once)
        order = np.lexsort((key, group)) if depth else np.argsort(key)
        key = key[order]
        places[open_] = places[open_][order]
        alike = np.concatenate([[False], group[1:] == group[:-1]])
        differ = np.concatenate([key[:1], key[1:] ^ key[:-1]])
        # Two suffixes with one key share its symbols; those of a suffix that has ended are 0.
        shared = np.where(differ == 0, _symbols_before_end(key, at_once, bits), _equal_symbols(differ, at_once, bits))
        lcp[open_[alike]] = depth + shared[alike]
        on = alike & (shared == at_once)
        kept = on | np.concatenate([on[1:], [False]])
        group = np.cumsum(~on)[kept]
        open_, depth = open_[kept], depth + at_once
    near = lcp >= min_size
    kept = near | np.concatenate([near[1:], [False]])
    # What stands between two that are kept and are no neighbours has been less alike to both.
    small = np.uint16 if lcp.max(initial=0) < 1 << 16 else np.int64
    return Part(places[kept].astype(np.int32 if text.size < 1 << 31 else np.int64), (lcp * near)[kept].astype(small))


def symbols_of_key(dtype: np.dtype) -> int:
    """How many symbols of a type a key may hold."""
    return _BITS // (8 * dtype.itemsize)


def keys(symbols: Array, places: Places, size: int) -> NDArray[np.uint64]:
    """So many symbols from each place on as one integer, 0 from the end of the clause on."""
    bits = np.uint64(8 * symbols.itemsize)
    key = np.zeros(len(places), dtype=np.uint64)
    going = np.ones(len(places), dtype=bool)
    for k in range(size):
        some = symbols[places + k]
        going &= some > 0
        key = (key << bits) | (some * going).astype(np.uint64)
    return key


def _equal_symbols(differ: NDArray[np.uint64], at_once: int, bits: int) -> Places:
    """How many symbols of two keys are equal before the first that differs, by the bits in which they differ."""
    return np.sum([differ >> np.uint64(bits * k) == 0 for k in range(at_once)], axis=0, dtype=np.int64)


def _symbols_before_end(key: NDArray[np.uint64], at_once: int, bits: int) -> Places:
    return np.sum([key << np.uint64(bits * k) != 0 for k in range(at_once)], axis=0, dtype=np.int64)


def together(some: Iterable[Repeats]) -> Repeats:
    """All strings of several in one."""
    columns = zip(*some, strict=True)
    return Repeats(*(np.concatenate(column) for column in columns))


def closed(text: Excerpt, part: Part, min_size: int, min_reports: int = 2) -> Iterator[Repeats]:
    """Each string of min_size symbols or more that recurs, in min_reports reports, and that no longer one replaces.

    Closed: each longer string that contains it has fewer occurrences. What could grow to the right everywhere is no
    interval of its own; what could grow to the left has the same symbol before all of its occurrences, and no beginning
    of a clause. Occurrences may overlap each other. One length after another, each with all its strings.
    """
    places, lcp = part
    before = text.symbols[places - 1]  # of the first place of all the last of the padding, which is 0
    report = text.report_of(places)
    turns = np.concatenate([[0], np.cumsum((before[1:] != before[:-1]) | (before[1:] == 0))])
    reports = np.concatenate([[0], np.cumsum(report[1:] != report[:-1])])
    alike, size = np.flatnonzero(lcp >= min_size), min_size
    while len(alike):
        begins = np.flatnonzero(np.concatenate([[True], alike[1:] != alike[:-1] + 1]))
        ends = np.concatenate([begins[1:], [len(alike)]]) - 1
        branch = np.add.reduceat(lcp[alike] == size, begins, dtype=np.int64) > 0
        first, last = alike[begins[branch]] - 1, alike[ends[branch]]
        wanted = turns[last] > turns[first]
        if min_reports > 1:
            wanted &= reports[last] > reports[first]
        found = Repeats(np.full(len(first), size), first, last).only(wanted)
        if min_reports > 2:
            found = found.only(_reports_in(text, part, found) >= min_reports)
        if len(found.size):
            yield found
        alike, size = alike[lcp[alike] > size], size + 1


def _reports_in(text: Excerpt, part: Part, repeats: Repeats) -> Places:
    """In how many reports each string stands."""
    places, begins = occurrences(part, repeats)
    n = np.diff(np.append(begins, len(places)))
    string, report = np.repeat(np.arange(len(n)), n), text.report_of(places)
    string = np.unique(np.stack([string, report]), axis=1)[0]
    return np.bincount(string, minlength=len(n))


def same(part: Part, places: Places, sizes: Places) -> Repeats:
    """The strings of some sizes that begin at some places of a part, each once, with all their occurrences."""
    order = np.argsort(part.places)
    rank = order[np.searchsorted(part.places, places, sorter=order)]
    found = []
    for size in np.unique(sizes).tolist():
        borders = np.append(np.flatnonzero(part.lcp < size), len(part.places))
        run = np.unique(np.searchsorted(borders, rank[sizes == size], side="right") - 1)
        found.append(Repeats(np.full(len(run), size), borders[run], borders[run + 1] - 1))
    return together(found)


def beginning(part: Part, repeats: Repeats) -> tuple[Part, Repeats]:
    """The suffixes of a part that begin with one of some strings, and these strings as their beginnings."""
    steps = np.zeros(len(part.places) + 1, dtype=np.int64)
    np.add.at(steps, repeats.first, 1)
    np.add.at(steps, repeats.last + 1, -1)
    wanted = np.cumsum(steps[:-1]) > 0
    number = np.cumsum(wanted) - 1
    of_them = Repeats(repeats.size, number[repeats.first], number[repeats.last])
    return Part(part.places[wanted], part.lcp[wanted]), of_them


def occurrences(part: Part, repeats: Repeats) -> tuple[Places, Places]:
    """All places of each string, one string behind the other, and where in this list each begins."""
    n = repeats.last - repeats.first + 1
    begins = np.cumsum(n) - n
    at = np.arange(int(n.sum())) - np.repeat(begins - repeats.first, n)
    return part.places[at], begins
