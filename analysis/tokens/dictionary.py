"""What jieba is installed with, read without importing it, which takes a second."""

from collections.abc import Iterable
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path


def folder() -> Path:
    """Where jieba is installed."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(spec.submodule_search_locations[0])


def frequencies(words: Iterable[str]) -> tuple[dict[str, int], int]:
    """How often jieba's dictionary has what is a piece of some words, and all of its words together."""
    pieces = {word[a:b].encode() for word in words for a, b in combinations(range(len(word) + 1), 2)}
    known: dict[str, int] = {}
    total = 0
    with (folder() / "dict.txt").open("rb") as dictionary:
        for line in dictionary:
            word, written, _ = line.split(b" ", 2)
            total += (n := int(written))
            if word in pieces:
                known[word.decode()] = n
    return known, total
