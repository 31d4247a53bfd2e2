"""Text -> words; only this package imports a segmenter.

Two engines segment texts identically, with one dictionary and the words of the genre in `data/lexicons/words.csv`:

rjieba   jieba's algorithm compiled (`compiled`), the default
jieba    jieba 0.42.1 itself (`reference`), the standard of comparison, which takes seven times as long

The lexicons choose the engine (`load_lexicons(engine=…)`) and the manifest records it. No text is known that they
segment differently (tests/test_tokens.py looks for one); still, use one engine for all tables of a study.

Words are for describing texts. Quantities and slogans are matched on characters, because a segmenter splits
slogans and glues quantities (余名, 余万元).
"""

import re
from collections import Counter
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from itertools import accumulate
from typing import Protocol

from ..corpus.records import Cut, Report, Segment
from ..lexicons import Lexicons, shipped, stopwords

__all__ = ["count", "cut_by", "identity", "in_dictionary", "is_term", "lengths", "segment", "stopwords", "tag", "words"]

_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")
# 十二, 3.5万, 百分之三: what is made of digits and numerals only. 一 words such as 一些 are kept.
_NUMBER = re.compile(r"[\d.,%‰零〇一二三四五六七八九十百千万亿两廿卅几数半第之分余多]+")
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两廿卅]")


_MODULES = {"rjieba": "compiled", "jieba": "reference"}


class _Segmenter(Protocol):
    """What an engine can do."""

    def cut(self, text: str) -> list[str]:
        """The words of a text."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        """The words of a text as it is cut for this, each with its part of speech; "x" where it is not known."""

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""


@lru_cache(maxsize=4)
def _built(engine: str, words: tuple[str, ...]) -> _Segmenter:
    """An engine that knows the words, built once."""
    segmenter: _Segmenter = import_module(f".{_MODULES[engine]}", __name__).Segmenter(words)
    return segmenter


@lru_cache(maxsize=8)
def _segmenter(lexicons: Lexicons | None) -> _Segmenter:
    lexicons = lexicons or shipped()
    return _built(lexicons.engine, lexicons.words)


def segment(text: str, lexicons: Lexicons | None = None) -> list[str]:
    """The words of a text in reading order, punctuation and numbers included: "".join(words) == text.

    lexicons: as load_lexicons gives them, with the engine and the words added to it; default: the shipped ones.
    """
    return _segmenter(lexicons).cut(text)


def in_dictionary(word: str, lexicons: Lexicons | None = None) -> bool:
    """Whether the segmenter knows a word."""
    return _segmenter(lexicons).knows(word)


def cut_by(lexicons: Lexicons) -> tuple[str, tuple[str, ...]]:
    """What determines the segmentation, for `Cut.known`: the engine, and the words added to it."""
    return lexicons.engine, lexicons.words


def words(piece: Segment, lexicons: Lexicons | None = None) -> list[str]:
    """The words of a segment in simplified script, segmented once and cached with it."""
    known = cut_by(lexicons or shipped())
    if piece.cut is None or piece.cut.known != known:
        found = segment(piece.simple, lexicons)
        object.__setattr__(piece, "cut", Cut(known, tuple(map(len, found))))  # a view of its text, made once
        return found
    sizes = piece.cut.lengths
    return [piece.simple[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]


def lengths(piece: Segment, lexicons: Lexicons | None = None) -> tuple[int, ...]:
    """The lengths of the words of a segment, and so their positions; segmented as for `words`."""
    if piece.cut is None or piece.cut.known != cut_by(lexicons or shipped()):
        return tuple(map(len, words(piece, lexicons)))
    return piece.cut.lengths


@lru_cache(maxsize=1 << 16)
def is_term(word: str) -> bool:
    """Whether a word is counted: it holds a Han character or a Latin letter (APP) and is not a number (十二, 3.5万)."""
    if not _LETTER.search(word):
        return False
    return not (_NUMBER.fullmatch(word) and _NUMERAL.search(word))


def count(report: Report, lexicons: Lexicons | None = None) -> list[dict]:
    """Rows of the terms table: report, paragraph, term, n (occurrences of the word in the paragraph).

    Body paragraphs only, each paragraph's terms by falling n, then by code point. Terms are in simplified script, even
    those of a text in traditional script. Stop words are kept: which words do not matter is for the analysis to decide
    (see `stopwords`).
    """
    rows = []
    for paragraph in report.paragraphs:
        counts = Counter(words(paragraph, lexicons))
        terms = sorted(filter(is_term, counts))
        terms.sort(key=counts.__getitem__, reverse=True)  # equal ones stay in their order
        place = {"report": report.report, "paragraph": paragraph.paragraph}
        rows += [{**place, "term": term, "n": counts[term]} for term in terms]
    return rows


def identity(lexicons: Lexicons | None = None) -> dict[str, str]:
    """What determines the words, for the manifest: segmenter, version, and the SHA-256 of the word list."""
    lexicons = lexicons or shipped()
    return {"segmenter": lexicons.engine, "version": version(lexicons.engine), "words": lexicons.digests["words"]}


def tag(text: str, lexicons: Lexicons | None = None) -> list[tuple[str, str]]:
    """The words of a text, each with jieba's part of speech (n, v, a, p …); the genre's own words are nouns."""
    found = _segmenter(lexicons).tag(text)
    return [(word, "n" if flag == "x" and len(word) > 1 and _LETTER.search(word) else flag) for word, flag in found]
