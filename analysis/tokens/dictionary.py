"""What jieba is installed with, read without importing it, which takes a second."""

from importlib.util import find_spec
from pathlib import Path


def folder() -> Path:
    """Where jieba is installed."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(spec.submodule_search_locations[0])


def frequencies() -> tuple[dict[str, int], int]:
    """How often jieba's dictionary has each of its words, and all of them together."""
    cells = (folder() / "dict.txt").read_text(encoding="utf-8").split()
    known = dict(zip(cells[::3], map(int, cells[1::3]), strict=True))
    return known, sum(known.values())
