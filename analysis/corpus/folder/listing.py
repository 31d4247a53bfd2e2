"""Which files of a folder may hold texts; every other file is named with the reason, and no special file is opened."""

import os
import stat
from pathlib import Path

from ...formats import IGNORED, READ, unknown
from .problems import Problem, shown

# What stands in a corpus folder beside its texts, where these have no folder of their own.
SHEETS = frozenset({"reports.csv", "corrections.csv", "sources.csv", "new.html", "reports.suggested.csv"})
FOLDERS = frozenset({"tables", "lexicons"})
_AWAY = "take it out of the folder"
_NOTES = ("readme", "license", "licence", "changelog", "citation")
_NO_FILE = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def text_files(root: Path, bare: bool, problems: list[Problem]) -> dict[str, Path]:
    """Source → path of the files below a folder that may hold texts, sorted.

    bare: the folder is itself a corpus folder, where `tables` and `lexicons` are not texts. problems: receives one for
    each file that is not read. Only links to files inside the folder are followed; pipes, sockets and devices are never
    opened. Files left by operating systems (formats.IGNORED) hold no text and are skipped.
    """
    found: dict[str, Path] = {}
    if not root.is_dir():
        problems.append((str(root), None, "", "no such folder", "check the path"))
        return found
    real, folders = root.resolve(), [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            place = folder.relative_to(root).as_posix()
            problems.append((place, None, "", f"cannot be listed: {error.strerror}", "check its permissions"))
            continue
        for entry in entries:
            path = Path(entry.path)
            source = path.relative_to(root).as_posix()
            if IGNORED.search(source) or (folder == root and _of_the_corpus(path, bare)):
                continue
            why = _why_not(entry, path, real)
            if why is None and entry.is_dir():
                folders.append(path)
                if path.suffix.lower() in READ:
                    problems.append((source, None, "", "a folder, not a file; what is in it is read", "rename it"))
            elif why is None:
                found[source] = path
            else:
                problems.append((_told(source), None, "", *why))
    return dict(sorted(found.items()))


def _of_the_corpus(path: Path, bare: bool) -> bool:
    """Whether what stands at the top of a folder is one of the sheets or folders of a corpus."""
    if path.name in FOLDERS:
        return bare or (path / "manifest.json").is_file()
    return path.name in SHEETS


def _why_not(entry: os.DirEntry, path: Path, real: Path) -> tuple[str, str] | None:
    """Why an entry of a folder is not read and what to do about it; None where it is."""
    name = entry.name
    if any("\ud800" <= c <= "\udfff" for c in name):  # how Python shows the bytes of another encoding
        todo = "rename it (an archive packed on Windows may need `unzip -O gb18030`)"
        return "not read: its name or folder is not UTF-8", todo
    if entry.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "not read: a link that leads nowhere", _AWAY
        if not target.is_relative_to(real):
            return "not read: a link that leaves the folder", "copy the file here, or take the link out of the folder"
        if not target.is_file():
            return "not read: a link to a folder or to no file", "what is there is read where it is"
    elif entry.is_dir(follow_symlinks=False):
        return ("not read: a hidden folder", "rename it, or leave it") if name.startswith(".") else None
    elif not entry.is_file(follow_symlinks=False):
        try:
            kind = _NO_FILE.get(stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode), "no file")
        except OSError:
            kind = "no file"
        return f"not read: {kind}", _AWAY
    if name.startswith("~$"):
        return "not read: a program has its document open", "save and close the document there"
    if name.startswith("."):
        return "not read: a hidden file", "rename it without the dot, or leave it"
    suffix = path.suffix.lower()
    if path.stem.lower() in _NOTES and suffix in ("", ".md", ".txt", ".rst"):
        return "not read: notes on the folder by their name", "where it is a report, rename it"
    return None if suffix in READ or _by_content(suffix) else unknown(suffix)


def _by_content(suffix: str) -> bool:
    """Whether a file of a kind that is not read may be one that is: pages and Word files are often called .doc."""
    return suffix in (".doc", ".wps", ".xls")


def _told(source: str) -> str:
    """A path to be shown, its bytes in another encoding decoded."""
    if any("\ud800" <= c <= "\udfff" for c in source):
        source = os.fsencode(source).decode("gb18030", "replace")
    return shown(source)
