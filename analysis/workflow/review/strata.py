"""What counts are drawn from: the sure and the unsure ones of each category, and how many of each.

A coder who read which counts are unsure would look at them harder than at the others, and their precisions could not be
set side by side. So a sheet names the stratum of a count sealed: `agreement` opens it, a reader cannot.
"""

import hashlib
from typing import NamedTuple

LEAST_UNSURE = 3  # one count in so many is unsure, if the corpus has enough of them
_LARGEST = 10**9  # counts in a stratum; a seal that says more was changed


class Stratum(NamedTuple):
    """The counts of a category whose `decided_by` is among codes.SURE, or those where it is not."""

    category: str
    sure: bool


def allocate(sizes: dict[Stratum, int], n: int) -> dict[Stratum, int]:
    """How many of n counts to draw of each stratum.

    The unsure get their share of all counts, or a third of n if that is more: where they are few, a sample in
    proportion would say nothing of them. The interval of all counts is the wider for it, by less than a quarter.
    Within the sure and within the unsure it is `proportional`.
    """
    kinds = {sure: {s: size for s, size in sizes.items() if s.sure is sure} for sure in (True, False)}
    sure, unsure = (sum(kinds[kind].values()) for kind in (True, False))
    n = min(n, sure + unsure)
    of_unsure = min(unsure, max(n // LEAST_UNSURE, round(n * unsure / (sure + unsure)), n - sure))
    return proportional(kinds[True], n - of_unsure) | proportional(kinds[False], of_unsure)


def proportional(sizes: dict[Stratum, int], n: int) -> dict[Stratum, int]:
    """In proportion to size, at least one each where n allows: the next goes where the share is missed by most."""
    total, n = sum(sizes.values()), min(n, sum(sizes.values()))
    out = dict.fromkeys(sizes, 1 if n >= len(sizes) else 0)
    for _ in range(n - sum(out.values())):
        open_ = [name for name in sizes if out[name] < sizes[name]]
        out[max(open_, key=lambda name: (n * sizes[name] / total - out[name], sizes[name]))] += 1
    return out


def seal(place: tuple[object, object, object], size: int, sure: bool) -> str:
    """How many counts the stratum of the count at (source, start, end) has, and whether they are sure, unreadable.

    It begins with a letter, so that no spreadsheet takes it for a number.
    """
    return f"s{(2 * size + sure) ^ _mask(place):012x}"


def unseal(place: tuple[object, object, object], sealed: str) -> tuple[int, bool] | None:
    """(size, sure) of a seal; None where it is none, or that of another count."""
    try:
        size, sure = divmod(int(sealed.removeprefix("s"), 16) ^ _mask(place), 2)
    except ValueError:
        return None
    return (size, bool(sure)) if 0 < size <= _LARGEST else None


def _mask(place: tuple[object, object, object]) -> int:
    return int(hashlib.sha256("\t".join(map(str, place)).encode()).hexdigest()[:12], 16)
