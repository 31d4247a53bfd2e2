"""Ids of reports: what they may contain, several in one cell, and ids not given by a row of `reports.csv`."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from .folder.problems import Problem

_PARTED = "; "
_ENDING = re.compile(r"\.[A-Za-z]\w{1,7}(?=/|$)")
_FORBIDDEN = re.compile(r"\s*[;\x00-\x1f\x7f\x85\u2028\u2029]+\s*")


def join_ids(ids: Iterable[str]) -> str:
    """Several ids, each as `usable_id` gives it, in one cell. They may contain spaces and commas."""
    return _PARTED.join(ids)


def split_ids(cell: str) -> list[str]:
    """The ids of a cell that `join_ids` wrote."""
    return cell.split(_PARTED)


def without_endings(source: str) -> str:
    """A path without the endings of its files: .docx, and .zip of a file inside one."""
    return _ENDING.sub("", source)


def usable_id(name: str) -> str:
    """The name as an id: semicolons, line breaks and other control characters become dashes."""
    return _FORBIDDEN.sub("-", name)


def names_of(
    wanted: Mapping[str, str], listed: Collection[str], ids: Collection[str], problems: list[Problem]
) -> dict[str, str]:
    """Source → report id: what its file gives (its stem) or, if several give the same, its path with dashes, with its
    ending if that is taken, too.

    wanted: source → what its file gives. listed: the sources that rows name, whose own ids are not needed and so are
    free. ids: those of the rows.
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
    """The name, followed by plus signs if it is already used."""
    while name in used:
        name += "+"
    return name


def taken(source: str, name: str, other: str) -> Problem:
    """The problem that a text has a different id from the one its name would give."""
    problem = f"report id {name} is taken by another file or row; this one is {other}"
    return (source, None, name, problem, "rename the file, or give it a row with its own id in reports.csv")
