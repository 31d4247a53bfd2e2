"""Zip files, and those that are zip files inside (.docx, .xlsx): opened within bounds, or told why not."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

from .parts import LARGEST, Fault, Part, UnreadableError, page_of

Reader = Callable[[bytes, str, int], Iterator[Part | Fault]]
_DEEPEST = 2
_MEMBERS = 20_000


def open_zip(data: bytes, kind: str = "zip file") -> zipfile.ZipFile:
    """The archive; raises UnreadableError where it is damaged, encrypted, or unpacks to more than LARGEST."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise UnreadableError(f"a damaged {kind} ({error})", "take it again from where it came from") from None
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError(f"a {kind} with a password", "open it with its password and save it without")
    size = sum(member.file_size for member in members)
    if size > LARGEST or len(members) > _MEMBERS:
        what = f"a {kind} that unpacks to {size / 2**20:,.0f} MiB in {len(members):,} files"
        raise UnreadableError(
            f"{what}; {LARGEST // 2**20} MiB are the most", "unpack it yourself, and take what is needed"
        )
    return archive


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """What a member holds, no more than it says; raises UnreadableError."""
    try:
        with archive.open(member) as file:
            return file.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error) as error:
        raise UnreadableError(f"cannot be unpacked ({error})", "pack it again, or take it out of the archive") from None


def check_members(data: bytes, kind: str) -> None:
    """Raise UnreadableError where any member of an archive cannot be unpacked: libraries tell it in many ways."""
    archive = open_zip(data, kind)
    for member in archive.infolist():
        try:
            with archive.open(member) as file:
                while file.read(2**20):
                    pass
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            ValueError,
            EOFError,
            OSError,
            zlib.error,
        ) as error:
            again = "open it with the program that wrote it and save it again"
            raise UnreadableError(f"a damaged {kind} ({error})", again) from None


def read_zip(data: bytes, read: Reader, ignored: re.Pattern[str], depth: int) -> Iterator[Part | Fault]:
    """The parts of every file in an archive, named by their path in it.

    read: reads a file inside, of its bytes, name and depth. ignored: files without a text. depth: archives around it.
    """
    archive = open_zip(data)
    members = [(name, m) for m in archive.infolist() if not m.is_dir() and not ignored.search(name := member_name(m))]
    if not members:
        raise UnreadableError("a zip file without a file in it", "take it again from where it came from, or delete it")
    pages, left = _saved_pages([name for name, _ in members]), LARGEST
    for folder, page in pages.items():
        todo = "where one of them holds a text, take it out of the archive"
        yield Fault(folder, f"not read: what the saved page {page} is made of", todo)
    for name, member in members:
        if any(name.startswith(f"{folder}/") for folder in pages):
            continue
        try:
            if depth >= _DEEPEST:
                raise UnreadableError("an archive in an archive in an archive", "unpack it yourself")
            left -= member.file_size
            if left < 0:
                raise UnreadableError("the archive unpacks to too much", "unpack it yourself, and take what is needed")
            for part in read(member_bytes(archive, member), name, depth + 1):
                yield replace(part, name=f"{name}/{part.name}" if part.name else name)
        except UnreadableError as error:
            yield Fault(name, *error.args)


def _saved_pages(names: list[str]) -> dict[str, str]:
    """The folders of an archive with what a saved page is made of, and the page."""
    beside: dict[str, set[str]] = {}
    for name in names:
        steps = name.split("/")
        for i, step in enumerate(steps):
            beside.setdefault("/".join(steps[:i]), set()).add(step)
    folders = {
        f"{above}/{name}".lstrip("/"): page_of(name, inside) for above, inside in beside.items() for name in inside
    }
    return {folder: page for folder, page in sorted(folders.items()) if page}


def member_name(member: zipfile.ZipInfo) -> str:
    """The path of a member; names packed on a Chinese Windows are in GB 18030 and do not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
            try:
                name = raw.decode("utf-8")
            except UnicodeDecodeError:
                name = raw.decode("gb18030", "replace")
        except UnicodeEncodeError:
            pass
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    return "/".join(steps) or "unnamed"
