"""How alike groups are: in what they say how often, and in the wordings they share."""

from analysis.compare.likeness.echoes import echoed, echoes
from analysis.compare.likeness.pairs import similar_pairs
from analysis.compare.likeness.similarity import clustered, similarity

__all__ = ["clustered", "echoed", "echoes", "similar_pairs", "similarity"]
