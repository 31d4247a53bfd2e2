"""jieba's algorithm and dictionary, compiled (rjieba), adapted to segment and tag exactly as jieba does.

Where the two would differ:

signs        2017-2018 is one word to rjieba; jieba cuts at the sign.
characters   rjieba takes more characters for Chinese ones (㐀, 𠮷); a text that has any goes to it in jieba's runs.
own words    rjieba rounds their frequencies otherwise; they are worked out here as jieba does.
tags         rjieba looks words up; jieba guesses those that no dictionary has, with a model that is called here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import rjieba

from .dictionary import frequencies
from .unknown import guessed

_RUN = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")  # what jieba cuts at a time,
_TAGGED_RUN = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._]+)")  # and when it tags
_HAN = re.compile(r"[\u4e00-\u9fd5]+")
_SPACE = re.compile(r"(\r\n|\s)")
# Runs, and marks that both engines take one by one.
_PLAIN = re.compile(r"[\u4e00-\u9fd5 -~·\u2010-\u2027\u3000-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20]*")
_SIGN = re.compile(r"[+#&._%-]")
_LATIN = re.compile(r"[a-zA-Z0-9+#&._%-]+")
_LATIN_WORD = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_FILLER = "\ue000"  # of private use and in no run: a word that is never found


class Segmenter:
    """rjieba with its dictionary, which is jieba's, its hidden Markov model, and some added words."""

    def __init__(self, words: Iterable[str]):
        self._jieba = rjieba.Jieba()
        self._add(tuple(words))

    def _add(self, words: tuple[str, ...]) -> None:
        """Add words with the frequencies that jieba's `suggest_freq` gives them, one after another."""
        if not words:
            return
        known, total = frequencies(words)
        own = 0
        for word in words:
            likelihood = 1.0
            for part in self._jieba.cut(word, False):
                likelihood *= known.get(part, 1) / total
            frequency = max(int(likelihood * total) + 1, known.get(word, 1))
            own += known.get(word, 0)
            known[word] = frequency
            total += frequency
            self._jieba.add_word(word, frequency, None)
        self._jieba.add_word(_FILLER, own, None)  # jieba leaves the old frequency of a word in the total

    def cut(self, text: str) -> list[str]:
        """The words of a text."""
        if _PLAIN.fullmatch(text):
            return self._cut_run(text)
        return [word for piece, run in _pieces(_RUN, text) for word in (self._cut_run(piece) if run else [piece])]

    def _cut_run(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text)
        if not _SIGN.search(text):
            return words
        found: list[str] = []
        for new, group in groupby(words, self._is_new_latin):
            cut = list(group)
            found += filter(None, _LATIN_WORD.split("".join(cut))) if new else cut
        return found

    def _is_new_latin(self, word: str) -> bool:
        return word[0] < "\x80" and _LATIN.fullmatch(word) is not None and not self.knows(word)

    def tag(self, text: str) -> list[tuple[str, str]]:
        """The words of a text as jieba cuts it when it tags, each with its part of speech."""
        if _HAN.fullmatch(text):
            return self._tag_run(text)
        found: list[tuple[str, str]] = []
        for piece, run in _pieces(_TAGGED_RUN, text):
            found += self._tag_run(piece) if run else [(piece, "x")]
        return found

    def _tag_run(self, run: str) -> list[tuple[str, str]]:
        """Words of the dictionary as they are; what is left between them, if longer than a character, is guessed."""
        found: list[tuple[str, str]] = []
        left: list[tuple[str, str]] = []
        for pair in self._jieba.tag(run, False):
            word, flag = pair
            if len(word) == 1 or (word[0] < "\x80" and self._is_new_latin(word)):
                left.append(pair)
                continue
            if left:
                found += self._left_over(left)
                left = []
            found.append(pair if flag else (word, "x"))
        return [*found, *self._left_over(left)] if left else found

    def _left_over(self, words: list[tuple[str, str]]) -> Sequence[tuple[str, str]]:
        text = words[0][0] if len(words) == 1 else "".join([word for word, _ in words])
        if len(text) > 1 and not self.knows(text):
            return guessed(text)
        return [(word, flag if flag and self.knows(word) else "x") for word, flag in words]

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""
        known: bool = self._jieba.has_word(word)
        return known


def _pieces(runs: re.Pattern[str], text: str) -> Iterator[tuple[str, bool]]:
    """A text in runs, and sign by sign what stands between them; whether each is a run."""
    for i, piece in enumerate(runs.split(text)):
        if i % 2:
            yield piece, True
        else:
            for j, part in enumerate(_SPACE.split(piece)):
                yield from ((sign, False) for sign in ([part] if j % 2 else part))
