"""A string that recurs, cut back to the edges of a phrase: many strings at once, each rule on all that it concerns."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .excerpt import Alphabet, Excerpt, Places
from .repeats import Part, Repeats, occurrences
from .wholeness import CLOSERS, COMMA, LIST_MARK, MARKS, NOT_FIRST, NOT_LAST, PAIRS

CELLS = 1 << 19  # of a table of symbols by string that is made at once
_NO_PARTNER = -1
_SHORTEST_CLAUSE = 4  # characters before a comma that are more than the end of a clause

Flags = NDArray[np.bool_]
Rule = Callable[[Places, Places, Places], tuple[Places, Places]]


class Trimming:
    """What the rules ask about symbols, looked up once.

    ends: of clauses: commas and what is no symbol. not_first, not_last: words (see `_Words`).
    """

    def __init__(self, alphabet: Alphabet):
        self.comma, self.mark = alphabet.having(COMMA), alphabet.having(MARKS)
        self.opens, self.closes = alphabet.having(frozenset(PAIRS)), alphabet.having(frozenset(CLOSERS))
        self.bracket = self.opens | self.closes
        self.partners = {alphabet.symbol(closer): alphabet.symbol(opener) for closer, opener in CLOSERS.items()}
        self.ends, self.han = self.comma.copy(), alphabet.between("一", "鿿")
        self.ends[0] = True
        self.list_mark = alphabet.symbol(LIST_MARK)
        self.not_first, self.not_last = _Words(alphabet, NOT_FIRST), _Words(alphabet, NOT_LAST)

    def candidates(
        self, text: Excerpt, part: Part, repeats: Repeats, min_chars: int, max_chars: int
    ) -> Iterator[tuple[Places, Places]]:
        """(where it begins, its size) of what is left of each string; of one that is too long of each of its clauses.

        repeats: by size. What is left may be the same of several strings.
        """
        n = repeats.last - repeats.first + 1
        cells = np.cumsum(n * (repeats.size + 1)) // CELLS
        # Strings of about one size, so that a table of them has few empty cells.
        width = np.floor(np.log2(repeats.size) * 3).astype(int)
        borders = np.flatnonzero((np.diff(cells) != 0) | (np.diff(width) != 0)) + 1
        for first, last in pairwise([0, *borders.tolist(), len(n)]):
            if first < last:
                strings = _Strings(self, text, part, repeats.only(slice(first, last)))
                row = np.arange(last - first)
                a, b = strings.trim(row, np.zeros_like(row), strings.size.copy())
                row, a, b = strings.clauses_of_long_ones(row, a, b, max_chars)
                wanted = (b - a >= min_chars) & (b - a <= max_chars)
                yield strings.place[row[wanted]] + a[wanted], (b - a)[wanted]


class _Words:
    """Some short words, as numbers made of their symbols. begins: by symbol, whether one begins with it."""

    def __init__(self, alphabet: Alphabet, words: frozenset[str]):
        self.begins = alphabet.having("".join(word[0] for word in words))
        self.base = len(alphabet.points) + 1
        numbers: dict[int, list[int]] = {}
        for word in words:
            number = sum(alphabet.symbol(c) * self.base**k for k, c in enumerate(word))
            numbers.setdefault(len(word), []).append(number)
        self._numbers = {size: np.array(sorted(own)) for size, own in numbers.items()}
        self.sizes = sorted(numbers)

    def has(self, size: int, numbers: Places) -> Flags:
        """Whether each number is that of a word of this size. Called often, for few: isin takes four times as long."""
        own = self._numbers[size]
        found: Flags = own[np.searchsorted(own[:-1], numbers)] == numbers
        return found


class _Strings:
    """Strings of a part as a table, a symbol a column, and what stands around most of the occurrences of each."""

    def __init__(self, known: Trimming, text: Excerpt, part: Part, repeats: Repeats):
        self._known, self.size = known, repeats.size
        self.place = part.places[repeats.first]
        columns = np.arange(int(self.size.max()) + 1)
        self._symbols = text.symbols[self.place[:, None] + columns]
        places, begins = occurrences(part, repeats)
        n = repeats.last - repeats.first + 1
        self._good = np.add.reduceat(text.edges[places[:, None] + columns], begins, dtype=np.int64) * 2 > n[:, None]
        behind = text.symbols[places + np.repeat(self.size, n)]
        self._after_han = _mostly(known.han[text.symbols[places - 1]], begins, n)
        self._before_han = _mostly(known.han[behind], begins, n)
        self._before_end = _mostly(known.ends[behind], begins, n)
        self._partner = self._partners()
        self._next_good, self._last_good = _next(self._good), _last(self._good)
        listed = self._symbols == known.list_mark
        self._next_item, self._last_item = _next(listed), _last(listed)
        commas = known.comma[self._symbols]
        self._next_comma, self._last_comma = _next(commas), _last(commas)

    def _partners(self) -> Places:
        """By cell, the column of the bracket that belongs to the one in it; of a lone one, one outside the table."""
        found = np.full(self._symbols.shape, _NO_PARTNER)
        inside = np.arange(self._symbols.shape[1]) < self.size[:, None]  # nothing outside a string parts a pair in it
        rows, columns = np.nonzero(self._known.bracket[self._symbols] & inside)
        cells = (column.tolist() for column in (rows, self._symbols[rows, columns], columns))
        waiting: list[tuple[int, int, int]] = []  # row, symbol, column of the open ones: the last is closed first
        for row, symbol, column in zip(*cells, strict=True):
            if symbol not in self._known.partners:
                waiting.append((row, symbol, column))
            elif waiting and waiting[-1][:2] == (row, self._known.partners[symbol]):
                other = waiting.pop()[2]
                found[row, column], found[row, other] = other, column
        return found

    def trim(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        """Columns a to b of some rows, shrunk until both edges hold; each step takes something off, so it ends.

        The first rule that finds something to take off does so, and all are asked again.
        """
        a, b = a.copy(), b.copy()
        rules: list[Rule] = [
            self._left_edge,
            self._right_edge,
            self._lone_bracket,
            self._first_word,
            self._last_word,
            self._brackets_around,
            self._ragged_list,
            self._ragged_clause,
        ]
        going = np.flatnonzero(a < b)
        while len(going):
            rest, enclosed = going, going[:0]
            for rule in rules:
                new_a, new_b = rule(row[rest], a[rest], b[rest])
                moved = (new_a != a[rest]) | (new_b != b[rest])
                a[rest], b[rest] = new_a, new_b
                if rule == self._brackets_around:
                    enclosed = rest[moved]
                rest = rest[~moved]
                if not len(rest):
                    break
            on = a < b
            on[rest] = on[enclosed] = False
            going = going[on[going]]
        return a, b

    def _left_edge(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        symbol, partner = self._symbols[row, a], self._partner[row, a]
        paired = self._known.opens[symbol] & (partner > a) & (partner < b)
        return a + (~self._good[row, a] | (self._known.mark[symbol] & ~paired)), b

    def _right_edge(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        symbol, partner = self._symbols[row, b - 1], self._partner[row, b - 1]
        paired = self._known.closes[symbol] & (partner >= a)
        return a, b - (~self._good[row, b] | (self._known.mark[symbol] & ~paired))

    def _lone_bracket(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        """The longer side of the first bracket whose partner is not in it."""
        a, b = a.copy(), b.copy()
        bracket = self._known.bracket
        some = np.flatnonzero(bracket[self._symbols[row]].any(axis=1))
        partner, column = self._partner[row[some]], np.arange(self._symbols.shape[1])
        inside = (column >= a[some, None]) & (column < b[some, None])
        lone = bracket[self._symbols[row[some]]] & inside & ((partner < a[some, None]) | (partner >= b[some, None]))
        cut = lone.any(axis=1)
        some, at = some[cut], lone[cut].argmax(axis=1)
        behind = b[some] - at > at - a[some]
        a[some], b[some] = np.where(behind, at + 1, a[some]), np.where(behind, b[some], at)
        return a, b

    def _first_word(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        end = np.minimum(self._next_good[row, a + 1], b)
        return np.where(self._is_word(row, a, end, self._known.not_first), end, a), b

    def _last_word(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        start = np.maximum(self._last_good[row, b - 1], a)
        return a, np.where(self._is_word(row, start, b, self._known.not_last), start, b)

    def _is_word(self, row: Places, start: Places, end: Places, words: _Words) -> Flags:
        found = np.zeros(len(row), dtype=bool)
        some = np.flatnonzero(words.begins[self._symbols[row, start]])
        row, start, size = row[some], start[some], end[some] - start[some]
        for length in words.sizes:
            own = np.flatnonzero(size == length)
            if len(own):
                number = np.zeros(len(own), dtype=np.int64)
                for k in range(length):
                    number += self._symbols[row[own], start[own] + k].astype(np.int64) * words.base**k
                found[some[own]] = words.has(length, number)
        return found

    def _brackets_around(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        around = self._known.opens[self._symbols[row, a]] & (self._partner[row, a] == b - 1)
        return a + around, b - around

    def _ragged_list(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        """Without the first or last item of a list that has lost characters to the outside.

        Items of a fixed list are of equal length; an outer one that is shorter, next to a Chinese character, is cut
        off.
        """
        first, last = self._next_item[row, a], self._last_item[row, b - 1]
        listed = first < b
        second = np.minimum(self._next_item[row, np.minimum(first + 1, self._symbols.shape[1] - 1)], b)
        before = np.maximum(np.where(last > 0, self._last_item[row, last - 1], -1), a - 1)
        after_han = np.where(a > 0, self._known.han[self._symbols[row, a - 1]], self._after_han[row])
        before_han = np.where(b < self.size[row], self._known.han[self._symbols[row, b]], self._before_han[row])
        left = listed & after_han & (first - a < second - first - 1)
        right = listed & ~left & before_han & (b - 1 - last < last - before - 1)
        return np.where(left, first + 1, a), np.where(right, last, b)

    def _ragged_clause(self, row: Places, a: Places, b: Places) -> tuple[Places, Places]:
        """Without what chance has joined of a clause to the end or the beginning of another (工作,促进)."""
        first = self._next_comma[row, a]
        several = first < b
        left = several & (first - a < _SHORTEST_CLAUSE)
        whole = np.where(b < self.size[row], self._known.ends[self._symbols[row, b]], self._before_end[row])
        right = several & ~left & ~whole
        return np.where(left, first + 1, a), np.where(right, self._last_comma[row, b - 1], b)

    def clauses_of_long_ones(self, row: Places, a: Places, b: Places, max_chars: int) -> tuple[Places, Places, Places]:
        """The spans, and for one that is longer than max_chars what is left of each of its clauses."""
        long = np.flatnonzero(b - a > max_chars)
        if not len(long):
            return row, a, b
        column = np.arange(self._symbols.shape[1])
        inside = (column >= a[long, None]) & (column < b[long, None])
        which, comma = np.nonzero(self._known.comma[self._symbols[row[long]]] & inside)
        order = np.argsort(np.concatenate([np.arange(len(long)), which]), kind="stable")  # commas are in order
        of_row = np.concatenate([long, long[which]])[order]
        starts = np.concatenate([a[long], comma + 1])[order]
        ends = np.append(starts[1:] - 1, 0)
        ends[np.append(of_row[1:] != of_row[:-1], True)] = b[long]
        a_of_clause, b_of_clause = self.trim(row[of_row], starts, ends)
        rest = np.flatnonzero(b - a <= max_chars)
        return (
            np.concatenate([row[rest], row[of_row]]),
            np.concatenate([a[rest], a_of_clause]),
            np.concatenate([b[rest], b_of_clause]),
        )


def _mostly(flags: Flags, begins: Places, n: Places) -> Flags:
    found: Flags = np.add.reduceat(flags, begins, dtype=np.int64) * 2 > n
    return found


def _next(flags: Flags) -> Places:
    """By cell, the first column from it on that is flagged; one behind the table if there is none."""
    width = flags.shape[1]
    at = np.where(flags, np.arange(width), width)
    return np.minimum.accumulate(at[:, ::-1], axis=1)[:, ::-1]


def _last(flags: Flags) -> Places:
    """By cell, the last column up to it that is flagged; -1 if there is none."""
    return np.maximum.accumulate(np.where(flags, np.arange(flags.shape[1]), -1), axis=1)
