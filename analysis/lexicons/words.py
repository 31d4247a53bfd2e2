"""The words of the genre that the segmenter is to know, and the words that carry grammar (stop words)."""

import re
from pathlib import Path

from .files import LexiconError, path, read

WORD_COLUMNS = ("word", "note")
STOPWORD_COLUMNS = ("word", "note")
LONGEST = 30  # characters: a segmenter looks at every beginning of every word


def load_words(folder: str | Path | None = None) -> tuple[str, ...]:
    """The words of the genre, checked, in an order that does not depend on the order of the file."""
    file, bad = path("words", folder), []
    words: dict[str, int] = {}
    for row in read("words", WORD_COLUMNS, folder):
        word, where = row["word"], f"{file}:{row['line']}: column word"
        if not word:
            bad.append(f"{where}: empty; write the word or delete the row")
        elif re.search(r"\s", word):
            bad.append(f"{where}: {word!r} holds a space, at which the segmenter always cuts; take it out")
        elif not re.fullmatch(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+", word):
            bad.append(
                f"{where}: {word!r} holds a sign at which words are always cut; use Han characters, letters, digits"
            )
        elif len(word) > LONGEST:
            bad.append(f"{where}: {word[:10]}… has {len(word)} characters; the longest word has {LONGEST}")
        elif word in words:
            bad.append(f"{where}: {word} already stands in line {words[word]}")
        words.setdefault(word, row["line"])
    if bad:
        raise LexiconError("\n".join(bad))
    return tuple(sorted(words, key=lambda word: (len(word), word)))


def stopwords(folder: str | Path | None = None) -> frozenset[str]:
    """Words that carry grammar rather than content, for analyses that leave them out."""
    return frozenset(row["word"] for row in read("stopwords", STOPWORD_COLUMNS, folder))
