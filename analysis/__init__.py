"""What Chinese cities report about their political consultative conferences (政协): texts, tables, comparisons.

`load_corpus(folder)` gives a corpus as tables, for `compare` and `plots`.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .evidence.behind import behind
    from .tables.corpus_tables import Corpus, CorpusError
    from .workflow import review
    from .workflow.load import load_corpus

__version__ = "0.1.0"
__all__ = ["Corpus", "CorpusError", "__version__", "behind", "load_corpus", "review"]

# Where data/ and notebooks/ stand: in an installed package inside of it, in a clone beside it.
_HERE = Path(__file__).resolve().parent
PROJECT = _HERE / "_project" if (_HERE / "_project").is_dir() else _HERE.parent

_MODULES = {
    "behind": "evidence.behind",
    "Corpus": "tables.corpus_tables",
    "CorpusError": "tables.corpus_tables",
    "load_corpus": "workflow.load",
    "review": "workflow.review",
}


def __getattr__(name: str) -> Any:
    """The names of __all__ when they are first asked for: pandas and SciPy take seconds to import."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{_MODULES[name]}", __name__)
    return module if name == "review" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
