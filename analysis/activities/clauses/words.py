"""Tagged words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word with jieba's part of speech; what stands in “ ” or 《 》 is one noun, a bracket is a "paren"."""

    text: str
    flag: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def bare(verb: str) -> str:
    """A verb without its aspect particle; 有 of 共有, 现有."""
    return "有" if verb in ("共有", "现有", "拥有", "设有") else verb.rstrip("了过") or verb
