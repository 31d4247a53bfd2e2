"""Text -> words: the only import of a segmenter.

jieba 0.42.1 with its default dictionary, hidden Markov model on, and the words of the genre in
`data/lexicons/words.csv`. The tokenizer is ours alone: it neither sees nor changes what other code does with jieba,
and it reads the dictionary itself instead of sharing jieba's cache file in the temporary folder, which any user of
the machine could have written.

Words are for describing texts. Quantities and slogans are matched on characters, because a segmenter splits
slogans and glues quantities (余名, 余万元).
"""

import re
import warnings
from collections import Counter
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate

from .corpus.records import Cut, Report, Segment
from .lexicons import Lexicons, shipped, stopwords

__all__ = ["count", "identity", "is_term", "segment", "stopwords", "tag", "words"]

_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")
# 十二, 3.5万, 百分之三: what is made of digits and numerals only. 一 words such as 一些 are kept.
_NUMBER = re.compile(r"[\d.,%‰零〇一二三四五六七八九十百千万亿两廿卅几数半第之分余多]+")
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两廿卅]")


@lru_cache(maxsize=4)
def _tokenizer(words: tuple[str, ...]):
    """A tokenizer of our own, built once a word list."""
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes (SyntaxWarning from Python 3.12) and imports pkg_resources (deprecated).
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    # What Tokenizer.initialize() does, without its cache file and its log lines on stderr.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


def segment(text: str, lexicons: Lexicons | None = None) -> list[str]:
    """The words of a text in reading order, punctuation and numbers included: "".join(words) == text.

    lexicons: as load_lexicons gives them, whose words the segmenter knows; by default the shipped ones.
    """
    return _tokenizer((lexicons or shipped()).words).lcut(text)


def in_dictionary(word: str, lexicons: Lexicons | None = None) -> bool:
    """Whether the segmenter knows a word."""
    return bool(_tokenizer((lexicons or shipped()).words).FREQ.get(word))


def words(piece: Segment, lexicons: Lexicons | None = None) -> list[str]:
    """The words of a segment in simplified script, cut once and kept with it for the next who asks."""
    known = (lexicons or shipped()).words
    if piece.cut is None or piece.cut.known != known:
        found = segment(piece.simple, lexicons)
        object.__setattr__(piece, "cut", Cut(known, tuple(map(len, found))))  # a view of its text, made once
        return found
    ends = accumulate(piece.cut.lengths)
    return [piece.simple[end - size : end] for size, end in zip(piece.cut.lengths, ends, strict=True)]


def is_term(word: str) -> bool:
    """Whether a word is counted: it holds a Han character or a Latin letter (APP) and is not a number (十二, 3.5万)."""
    if not _LETTER.search(word):
        return False
    return not (_NUMBER.fullmatch(word) and _NUMERAL.search(word))


def count(report: Report, lexicons: Lexicons | None = None) -> list[dict]:
    """Rows of the terms table: report, paragraph, term, n (occurrences of the word in the paragraph).

    Body paragraphs only, each paragraph's terms by falling n, then by code point. Terms are in simplified script, that
    of a text in traditional script too. No stop word is left out: which words do not matter is the analysis's question
    (see `stopwords`).
    """
    rows = []
    for paragraph in report.paragraphs:
        counts = Counter(word for word in words(paragraph, lexicons) if is_term(word))
        rows += [
            {"report": report.report, "paragraph": paragraph.paragraph, "term": term, "n": n}
            for term, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
    return rows


def identity(lexicons: Lexicons | None = None) -> dict[str, str]:
    """What decides the words, for the manifest: segmenter, version, and the SHA-256 of the word list."""
    return {"segmenter": "jieba", "version": version("jieba"), "words": (lexicons or shipped()).digests["words"]}


@lru_cache(maxsize=4)
def _tagger(tokenizer):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    return jieba.posseg.POSTokenizer(tokenizer)


def tag(text: str, lexicons: Lexicons | None = None) -> list[tuple[str, str]]:
    """The words of a text, each with jieba's part of speech (n, v, a, p …); the genre's own words are nouns."""
    words = _tagger(_tokenizer((lexicons or shipped()).words)).lcut(text)
    return [(w.word, "n" if w.flag == "x" and len(w.word) > 1 and _LETTER.search(w.word) else w.flag) for w in words]
