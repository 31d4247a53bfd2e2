"""How tables were measured: the manifest beside them, and what has changed since it was written."""

import hashlib
import platform
from collections.abc import Mapping
from pathlib import Path

from .. import __version__, tables, tokens
from ..codes import ENGINES
from ..corpus import Documents
from ..corpus.folder import reports_csv
from ..lexicons import Lexicons
from . import corrections_csv

_SHEETS = (reports_csv.FILE, corrections_csv.FILE)  # kept by hand beside the texts


def manifest_of(folder: Path, lexicons: Lexicons, sources: dict, parameters: dict, rows: Mapping[str, int]) -> dict:
    """The manifest of tables measured now. sources: source -> sha256 and encoding. rows: number per table."""
    return {
        "package": tables.PACKAGE,
        "version": __version__,
        "python": platform.python_version(),
        "segmenter": tokens.identity(lexicons),
        "lexicons": dict(lexicons.digests),
        "parameters": parameters,
        **{file: digest(folder / file) for file in _SHEETS},
        "sources": sources,
        "rows": dict(rows),
    }


def digest(file: Path) -> str | None:
    """The SHA-256 of a file; None if there is no file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def stale(manifest: dict, folder: Path, documents: Documents, lexicons: Lexicons | None) -> str:
    """Why tables cannot be used for these texts and lexicons; "" if they can, or if lexicons is None."""
    if lexicons is None:
        return ""
    old = manifest.get("lexicons") or {}
    if changed := [name for name, own in lexicons.digests.items() if old.get(name) != own]:
        return f"the tables were measured with another lexicon ({', '.join(changed)})"
    if not documents:  # tables alone are taken as they are
        return ""
    if manifest.get("version") != __version__:
        return f"the tables were measured by version {manifest.get('version')}, this is {__version__}"
    if not tables.holds_tables(folder):
        for file in _SHEETS:
            if manifest.get(file) != digest(folder / file):
                return f"{file} has changed since"
    told, own = engine_told(manifest), engine_told({"segmenter": tokens.identity(lexicons)})
    if told != own:
        return f"the tables were measured with the segmenter {told}, texts would be with {own}, and the two do not mix"
    then, now = _texts(manifest), {document.source: document.sha256 for document in documents}
    changed = sorted(s for s in then.keys() | now.keys() if then.get(s) != now.get(s))
    some = ", ".join(changed[:3]) + (" …" if len(changed) > 3 else "")
    return f"the texts have changed since ({some})" if changed else ""


def engine_of(manifest: dict) -> str:
    """The segmenter with which tables were measured, if it is one of ours; else the default."""
    name = (manifest.get("segmenter") or {}).get("segmenter")
    return name if name in ENGINES else ENGINES[0]


def engine_told(manifest: dict) -> str:
    """The segmenter with which tables were measured and its version, in words."""
    known = manifest.get("segmenter") or {}
    return f"{known.get('segmenter', 'that is not known')} {known.get('version', '')}".strip()


def differences(then: dict, now: dict) -> list[str]:
    """The differences between two manifests that explain differences between their tables, a line each."""
    notes = []
    if engine_told(then) != engine_told(now):
        told = f"made with {engine_told(then)}, the texts were measured with {engine_told(now)}"
        notes.append(f"segmenter: the bundle was {told}; tables of two segmenters do not mix")
    for key in ("version", "parameters"):
        if then.get(key) != now[key]:
            what = "version of this package" if key == "version" else key
            notes.append(f"{what}: the bundle was made with {then.get(key)}, this is {now[key]}")
    old = then.get("lexicons") or {}
    notes += [f"lexicon {name}: not the one of the bundle" for name, d in now["lexicons"].items() if old.get(name) != d]
    notes += [f"{file}: changed since the tables were measured" for file in _SHEETS if then.get(file) != now[file]]
    old, new = _texts(then), _texts(now)
    for source in sorted(old.keys() | new.keys()):
        if old.get(source) != new.get(source):
            what = "is missing" if source not in new else "is not in the bundle" if source not in old else "is another"
            notes.append(f"text {source}: {what}")
    return notes


def _texts(manifest: dict) -> dict[str, str | None]:
    """Source -> sha256 of the texts that were measured."""
    return {source: about.get("sha256") for source, about in (manifest.get("sources") or {}).items()}
