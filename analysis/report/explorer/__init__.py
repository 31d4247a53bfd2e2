"""explore.html: the tables of a corpus to choose, sort, chart and read back to their sentences, in one page."""

import base64
import gzip
import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from ...language import LANGUAGES
from ...tables.corpus_tables import Corpus
from ..page import MARK
from .payload import head, tables, texts

__all__ = ["write"]

_HERE = Path(__file__).parent
_LIBRARIES = ("d3.min.js", "plot.umd.min.js", "tabulator.min.js", "write-excel-file.min.js")
_OWN = (
    "store.js", "wording.js", "looks.js", "chart.js", "grid.js", "exports.js", "passages.js", "kwic.js", "controls.js",
    "main.js",
)  # fmt: skip
_BUNDLE = 16  # texts compressed as one: smaller, and sooner unpacked, than one by one
_MAP = re.compile(r"^(?://|/\*)# sourceMappingURL=\S+(?: \*/)?\s*$", flags=re.M)  # a browser would look for that file


def write(corpus: Corpus, path: Path, language: str = LANGUAGES[0]) -> None:
    """Write the page to explore a corpus: one HTML file that needs no network and no other file.

    language: in which it opens, "en" or "zh"; the page can switch. It holds every text of the corpus that is at hand,
    compressed, since the sentences are read from them: a page about texts that may not be passed on may not be, either.
    Only scripts named by their digest run, so that nothing that stands in a text or a table can.
    Raises ValueError for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: {language!r} is none of {', '.join(LANGUAGES)}")
    scripts = [_file("vendored", name) for name in _LIBRARIES]
    scripts.append("(() => {\n'use strict';\n" + "\n".join(_file("page", name) for name in _OWN) + "\n})();\n")
    held = texts(corpus)
    known = {**head(corpus, language), "bundle": _BUNDLE, "n_texts": sum(text is not None for text in held)}
    blocks = [_data("head", json.dumps(known, ensure_ascii=False, allow_nan=False))]
    blocks += [_packed(f"table-{name}", table) for name, table in tables(corpus).items()]
    for first in range(0, len(held), _BUNDLE):
        blocks.append(_packed(f"texts-{first // _BUNDLE}", held[first : first + _BUNDLE], "utf-16le"))
    page = _file("page", "page.html")
    parts = {
        "language": language,
        "mark": MARK,
        "policy": escape(_policy(scripts)),
        "style": _file("vendored", "tabulator_simple.min.css") + _file("page", "explorer.css"),
        "data": "\n".join(blocks),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    path.write_text(re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], page), encoding="utf-8", newline="\n")


def _file(folder: str, name: str) -> str:
    return _MAP.sub("", (_HERE / folder / name).read_text(encoding="utf-8"))


def _policy(scripts: list[str]) -> str:
    """What the page may do: run these scripts, and load nothing."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    run = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {run}; style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:"


def _data(name: str, text: str) -> str:
    """Data in the page, which no text in it can leave: JSON may hold any character as its number."""
    inert = text.replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{inert}</script>'


def _packed(name: str, value: Any, charset: str = "utf-8") -> str:
    """Data that is read when it is first asked for: JSON, compressed, as letters and digits.

    charset: "utf-16le" makes Chinese text a sixth smaller once it is compressed.
    """
    plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(charset, "replace")
    packed = base64.b64encode(gzip.compress(plain, compresslevel=9, mtime=0)).decode()
    return f'<script type="application/gzip" id="{name}" data-charset="{charset}">{packed}</script>'
