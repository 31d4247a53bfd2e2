"""jieba itself, the reference engine.

The tokenizer is private: it neither sees nor changes what other code does with jieba, and it reads the dictionary
itself instead of sharing jieba's cache file in the temporary folder, which any user of the machine could have written.
"""

import warnings
from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any


class Segmenter:
    """jieba with its default dictionary, its hidden Markov model, and some added words."""

    def __init__(self, words: Iterable[str]):
        self._jieba = quietly("jieba").Tokenizer()
        # What Tokenizer.initialize() does, without its cache file and its log lines on stderr.
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True
        for word in words:
            self._jieba.add_word(word)

    @cached_property
    def _tagger(self) -> Any:
        return quietly("jieba.posseg").POSTokenizer(self._jieba)

    def cut(self, text: str) -> list[str]:
        """The words of a text."""
        words: list[str] = self._jieba.lcut(text)
        return words

    def tag(self, text: str) -> list[tuple[str, str]]:
        """The words of a text as jieba cuts it when it tags, each with its part of speech."""
        return [(pair.word, pair.flag) for pair in self._tagger.lcut(text)]

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""
        return bool(self._jieba.FREQ.get(word))


def quietly(module: str) -> ModuleType:
    """A module of jieba 0.42.1, which has invalid escapes (a warning from Python 3.12) and imports pkg_resources."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(module)
