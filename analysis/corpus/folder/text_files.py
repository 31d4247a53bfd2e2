"""Which files below a folder are texts, and which may hold a report but cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

from .problems import Problem

_OTHER_KINDS = {".doc", ".docx", ".pdf", ".html", ".htm", ".rtf", ".wps", ".odt", ".wpd", ".md"}


def text_files(root: Path, bare: bool, problems: list[Problem]) -> dict[str, Path]:
    """Source → path of the .txt files below root, sorted; files of other kinds that may hold a report are named.

    bare: root is the corpus folder itself, where `tables` holds no texts and .md files are notes.
    """
    found: dict[str, Path] = {}
    if not root.is_dir():
        problems.append((str(root), None, "", "no such folder", "check the path"))
        return found

    def failed(error: OSError) -> None:
        problems.append((str(error.filename), None, "", f"cannot be listed: {error.strerror}", "check its permissions"))

    others = _OTHER_KINDS - ({".md"} if bare else set())
    for base, folders, files in os.walk(root, onerror=failed):
        skipped = {"tables"} if bare and base == str(root) else set()
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in skipped)
        for file in files:
            path = Path(base, file)
            source = path.relative_to(root).as_posix()
            if file.startswith((".", "~$")):
                continue
            if any("\ud800" <= c <= "\udfff" for c in source):  # how Python shows the bytes of another encoding
                shown = os.fsencode(source).decode("gb18030", "replace")
                todo = "rename it (an archive packed on Windows may need `unzip -O gb18030`)"
                problems.append((shown, None, "", "not read: its name or folder is not UTF-8", todo))
            elif path.suffix.lower() == ".txt":
                found[source] = path
            elif path.suffix.lower() in others:
                problems.append((source, None, "", f"not read: a {path.suffix} file", "save its text as .txt"))
    return dict(sorted(found.items()))
