"""How to cite the software, and a methods paragraph with everything that the figures depend on."""

from pathlib import Path
from typing import Any

from .. import __version__, language, tokens
from ..codes import INCLUDED
from ..language import label, text
from ..lexicons import load_lexicons
from ..papers.accuracy import in_print, latest
from ..report.citation import citation
from .load import load_corpus

DIGITS = 12  # of a SHA-256: enough to tell any two lexicons apart, and still to be printed


def cite(folder: str | Path | None = None) -> str:
    """The reference and a paragraph for the methods, in English and then in Chinese.

    folder: a corpus folder, for its numbers of reports and the versions and lexicons with which its tables were
    measured; None: those of this installation. Raises CorpusError as load_corpus does. Error rates: `papers.accuracy`.
    """
    held: dict[str, int] = {}
    if folder is None:
        lexicons = load_lexicons()
        manifest: dict[str, Any] = {"segmenter": tokens.identity(lexicons), "lexicons": dict(lexicons.digests)}
    else:
        corpus = load_corpus(folder, progress=True)
        manifest = corpus.manifest
        used = corpus.reports[corpus.reports["status"].eq(INCLUDED)]
        places = used["city"].fillna(used["report"]).nunique()
        held = {"reports": len(used), "places": places, "chars": int(used["n_chars"].sum())}
    told = []
    for lang in language.LANGUAGES:
        with language.using(lang):
            told += [text("cite title"), citation(), "", text("cite methods"), _methods(held, manifest), ""]
    return "\n".join(told).rstrip()


def _methods(held: dict[str, int], manifest: dict[str, Any]) -> str:
    """The paragraph for the methods in the language in use."""
    segmenter, digests = manifest.get("segmenter") or {}, manifest.get("lexicons") or {}
    listed = text("cite next").join(f"{name} {digest[:DIGITS]}" for name, digest in sorted(digests.items()))
    sentences = [
        text("cite corpus", **held) if held else "",
        text(
            "cite measured",
            version=manifest.get("version") or __version__,
            segmenter=f"{segmenter.get('segmenter', '?')} {segmenter.get('version', '')}".strip(),
        ),
        text("cite intervals"),
        _errors(),
        text("cite lexicons", digits=DIGITS, digests=listed),
    ]
    return (" " if language.current() == "en" else "").join(filter(None, sentences))


def _errors() -> str:
    """How right counts are, by kind of text."""
    rows = [
        text("cite error", kind=label(row["kind"], "kind"), F1=in_print(row["F1"]),
             category=in_print(row["category"]), record=in_print(row["record"]), n=row["counts"])
        for row in latest().to_dict("records")
    ]  # fmt: skip
    return text("cite errors", kinds=text("cite next").join(rows))
