"""Segmenting and tagging words that no dictionary has: jieba's hidden Markov model of parts of speech, on arrays.

The tables are those of `jieba.posseg`, and so is the result, to the last tie: sums are made in its order, and of states
that are equally likely the last in the order of their names is taken.
"""

import pickle
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .dictionary import folder

State = tuple[str, str]  # B, M, E or S (where in a word a character stands), and the part of speech
States = tuple[int, ...]

_UNSEEN = -3.14e100  # of a character in a state, as in jieba.posseg.viterbi
_HAN = re.compile(r"([\u4e00-\u9fd5]+)")
_LATIN = re.compile(r"([.0-9]+|[a-zA-Z0-9]+)")


def guessed(text: str) -> list[tuple[str, str]]:
    """The words of a text without spaces and marks, each with its part of speech."""
    found: list[tuple[str, str]] = []
    for i, piece in enumerate(_HAN.split(text)):
        if i % 2:
            found += _guessed_han(piece)
            continue
        for part in filter(None, _LATIN.split(piece)):
            found.append((part, "m" if part[0] in ".0123456789" else "eng" if _LATIN.match(part) else "x"))
    return found


@lru_cache(maxsize=1 << 16)
def _guessed_han(piece: str) -> tuple[tuple[str, str], ...]:
    """The same of Chinese characters alone: the figures before 件 are many, 件 is one."""
    return tuple(_words(piece, _model().states_of(piece)))


def _words(text: str, states: list[State]) -> Iterator[tuple[str, str]]:
    begin = done = 0
    for i, (place, flag) in enumerate(states):
        if place == "B":
            begin = i
        elif place in "ES":
            yield text[begin if place == "E" else i : i + 1], flag
            done = i + 1
    if done < len(text):
        yield text[done:], states[done][1]


class _Model:
    """The likeliest states of a text's characters (Viterbi 1967)."""

    def __init__(self) -> None:
        transitions: dict[State, dict[State, float]] = _table("prob_trans")
        self._start, emissions, self._known = _table("prob_start"), _table("prob_emit"), _table("char_state_tab")
        self._states = sorted(transitions, reverse=True)  # so that the first of several maxima is the one to take
        self._index = {state: i for i, state in enumerate(self._states)}
        self._all = tuple(range(len(self._states)))
        self._emit: list[dict[str, float]] = [emissions[state] for state in self._states]
        self._transitions = np.full((len(self._states),) * 2, -np.inf)
        for i, state in enumerate(self._states):
            for to, likelihood in transitions[state].items():
                self._transitions[i, self._index[to]] = likelihood
        self._follows = self._transitions > -np.inf
        self._first = lru_cache(maxsize=1 << 14)(self._first_of)
        self._states_for = lru_cache(maxsize=1 << 13)(self._known_of)
        self._following = lru_cache(maxsize=1 << 12)(self._possible_behind)

    def states_of(self, text: str) -> list[State]:
        """A state a character."""
        states, score = self._first(text[0])
        path: list[tuple[States, NDArray[np.intp]]] = []
        for character in text[1:]:
            before, (states, transitions, emitted) = states, self._step(states, character)
            each = (score[:, None] + transitions) + emitted
            best = each.argmax(axis=0)
            score = each[best, np.arange(len(states))]
            path.append((before, best))
        at = int(score.argmax())
        found = [self._states[states[at]]]
        for before, best in reversed(path):
            at = int(best[at])
            found.append(self._states[before[at]])
        return found[::-1]

    def _first_of(self, character: str) -> tuple[States, NDArray[np.float64]]:
        """The states that a character can begin with, and how likely each is."""
        states = self._states_for(character)
        return states, np.array([self._start[self._states[i]] for i in states]) + self._emitted(character, states)

    def _known_of(self, character: str) -> States:
        known = self._known.get(character)
        return self._all if known is None else tuple(sorted(self._index[state] for state in known))

    def _emitted(self, character: str, states: States) -> NDArray[np.float64]:
        return np.array([self._emit[i].get(character, _UNSEEN) for i in states])

    def _step(self, before: States, character: str) -> tuple[States, NDArray[np.float64], NDArray[np.float64]]:
        """The states that a character can have behind others, how likely each follows, and how likely it is it."""
        follows = self._following(before)
        known = [i for i in self._states_for(character) if follows >> i & 1]
        states = tuple(known or [i for i in self._all if follows >> i & 1] or self._all)
        return states, self._transitions[np.ix_(before, states)], self._emitted(character, states)

    def _possible_behind(self, states: States) -> int:
        """The states that one of some states may be followed by, a bit each: many of these are remembered."""
        return sum(1 << i for i in np.flatnonzero(self._follows[list(states)].any(axis=0)).tolist())


def _table(name: str) -> Any:
    """A table of the model, as jieba ships it for those to whom its modules are too slow to import."""
    return pickle.loads((folder() / "posseg" / f"{name}.p").read_bytes())


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()
