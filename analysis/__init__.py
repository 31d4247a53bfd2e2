"""What Chinese cities report about their political consultative conferences (政协): texts, tables, comparisons.

`load_corpus(folder)` gives a corpus as tables; `compare` and `plots` take it from there.
"""

__version__ = "0.1.0"

from .evidence import behind
from .load import Corpus, CorpusError, load_corpus

__all__ = ["Corpus", "CorpusError", "__version__", "behind", "load_corpus"]
