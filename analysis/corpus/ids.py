"""Ids of reports: what they may hold, several in one cell, and those that no row of `reports.csv` gives."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from .folder.problems import Problem

_PARTED = "; "
_ENDING = re.compile(r"\.[A-Za-z]\w{1,7}(?=/|$)")
_FORBIDDEN = re.compile(r"\s*[;\x00-\x1f\x7f\x85\u2028\u2029]+\s*")


def join_ids(ids: Iterable[str]) -> str:
    """Several ids, each as `usable_id` gives it, as one cell. Spaces and commas in them do no harm."""
    return _PARTED.join(ids)


def split_ids(cell: str) -> list[str]:
    """The ids of a cell that `join_ids` wrote."""
    return cell.split(_PARTED)


def without_endings(source: str) -> str:
    """A path without the endings of its files: .docx, and .zip of a file inside one."""
    return _ENDING.sub("", source)


def usable_id(name: str) -> str:
    """The name as an id: a semicolon, a line break or another control character in it becomes a dash."""
    return _FORBIDDEN.sub("-", name)


def names_of(
    wanted: Mapping[str, str], listed: Collection[str], ids: Collection[str], problems: list[Problem]
) -> dict[str, str]:
    """Source → report id: what its file gives (its stem), or, where several give the same, its path with dashes,
    with its ending where that is taken, too.

    wanted: source → what its file gives. listed: the sources that rows name, whose ids are not asked for and may be
    taken. ids: those of the rows.
    """
    often = Counter(usable_id(name) for source, name in wanted.items() if source not in listed)
    names, used = {}, set(ids)
    for source, given in wanted.items():
        name = names[source] = usable_id(given)
        if source in listed:
            continue
        if name != given:
            what = f"its name holds a semicolon or a line break; its report id is {name}"
            problems.append((source, None, name, what, "rename the file, or give it a row with its own id"))
        if often[name] > 1 or name in used:
            plain = usable_id(without_endings(source).replace("/", "-"))
            if plain in used:  # broken.pdf beside broken.docx
                plain = usable_id(re.sub(r"[/.]", "-", source))
            other = free(plain, used)
            if name in ids or other != plain:
                problems.append(taken(source, name, other))
            names[source] = other
        used.add(names[source])
    return names


def free(name: str, used: Collection[str]) -> str:
    """The name, with a plus or more where it is used already."""
    while name in used:
        name += "+"
    return name


def taken(source: str, name: str, other: str) -> Problem:
    """The problem that a text has another id than its name would give."""
    problem = f"report id {name} is taken by another file or row; this one is {other}"
    return (source, None, name, problem, "rename the file, or give it a row with its own id in reports.csv")
