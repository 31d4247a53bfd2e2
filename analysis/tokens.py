"""Text -> words: the only import of a segmenter.

jieba 0.42.1 with its default dictionary, hidden Markov model on, and the words of the genre in
`data/lexicons/words.csv`. The tokenizer is ours alone: it neither sees nor changes what other code does with jieba,
and it reads the dictionary itself instead of sharing jieba's cache file in the temporary folder, which any user of
the machine could have written.

Words are for describing texts. Quantities and slogans are matched on characters, because a segmenter splits
slogans and glues quantities (余名, 余万元).
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from analysis import lexicons
from analysis.corpus.records import Report

WORD_COLUMNS = ("word", "note")
STOPWORD_COLUMNS = ("word", "note")

_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")
# 十二, 3.5万, 百分之三: what is made of digits and numerals only. 一 words such as 一些 are kept.
_NUMBER = re.compile(r"[\d.,%‰零〇一二三四五六七八九十百千万亿两廿卅几数半第之分余多]+")
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两廿卅]")


def _words(folder: str | Path | None) -> list[str]:
    """The words of the genre, checked, in an order that does not depend on the order of the file."""
    file, bad, words = lexicons.path("words", folder), [], {}
    for row in lexicons.read("words", WORD_COLUMNS, folder):
        word, where = row["word"], f"{file}:{row['line']}: column word"
        if not word:
            bad.append(f"{where}: empty; write the word or delete the row")
        elif re.search(r"\s", word):
            bad.append(f"{where}: {word!r} holds a space, at which jieba always cuts; take it out")
        elif not re.fullmatch(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+", word):
            bad.append(
                f"{where}: {word!r} holds a sign at which jieba always cuts; use Han characters, letters, digits"
            )
        elif word in words:
            bad.append(f"{where}: {word} already stands in line {words[word]}")
        words.setdefault(word, row["line"])
    if bad:
        raise lexicons.LexiconError("\n".join(bad))
    return sorted(words, key=lambda word: (len(word), word))


@lru_cache(maxsize=4)
def _tokenizer(file: Path, stamp: int, folder: str | Path | None):
    """A tokenizer of our own, built once per word list; `stamp` renews it when the file is edited."""
    words = _words(folder)
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


def _current(folder: str | Path | None):
    file = lexicons.path("words", folder)
    return _tokenizer(file, file.stat().st_mtime_ns if file.is_file() else 0, folder)


def segment(text: str, folder: str | Path | None = None) -> list[str]:
    """The words of a text in reading order, punctuation and numbers included: "".join(words) == text.

    folder: a folder with a `words.csv` of the researcher's own; the shipped one where it has none.
    Raises LexiconError listing every bad row of the word list.
    """
    return _current(folder).lcut(text)


def is_term(word: str) -> bool:
    """Whether a word is counted: it holds a Han character or a Latin letter (APP) and is not a number (十二, 3.5万)."""
    if not _LETTER.search(word):
        return False
    return not (_NUMBER.fullmatch(word) and _NUMERAL.search(word))


def count(report: Report, folder: str | Path | None = None) -> list[dict]:
    """Rows of the terms table: report, paragraph, term, n (occurrences of the word in the paragraph).

    Body paragraphs only, each paragraph's terms by falling n, then by code point. Terms are in simplified script, that
    of a text in traditional script too. No stop word is left out: which words do not matter is the analysis's question
    (see `stopwords`).
    """
    rows = []
    for paragraph in report.paragraphs:
        counts = Counter(word for word in segment(paragraph.simple, folder) if is_term(word))
        rows += [
            {"report": report.report, "paragraph": paragraph.paragraph, "term": term, "n": n}
            for term, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
    return rows


def stopwords(folder: str | Path | None = None) -> frozenset[str]:
    """Words that carry grammar rather than content, for analyses that leave them out."""
    return frozenset(row["word"] for row in lexicons.read("stopwords", STOPWORD_COLUMNS, folder))


def identity(folder: str | Path | None = None) -> dict[str, str]:
    """What decides the words, for the manifest: segmenter, version, and the SHA-256 of the word list."""
    return {"segmenter": "jieba", "version": version("jieba"), "words": lexicons.digest("words", folder)}


@lru_cache(maxsize=4)
def _tagger(tokenizer):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    return jieba.posseg.POSTokenizer(tokenizer)


def tag(text: str, folder: str | Path | None = None) -> list[tuple[str, str]]:
    """The words of a text, each with jieba's part of speech (n, v, a, p …); the genre's own words are nouns."""
    words = _tagger(_current(folder)).lcut(text)
    return [(w.word, "n" if w.flag == "x" and len(w.word) > 1 and _LETTER.search(w.word) else w.flag) for w in words]
