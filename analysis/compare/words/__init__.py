"""Words that set groups apart, and whether shuffled texts would look as distinctive."""

from analysis.compare.words.keyness import CLEAR, keyness
from analysis.compare.words.permutation import permutation, permutation_summary
from analysis.compare.words.stop import stop_words

__all__ = ["CLEAR", "keyness", "permutation", "permutation_summary", "stop_words"]
