"""The strata that counts are drawn from, the sure and the unsure ones of each category, and how many of each.

A coder who knew which counts are unsure would look at them harder than at the others, and their precisions could not be
compared. So a sheet gives the stratum of a count in sealed form: `agreement` can open it, a reader cannot.
"""

import hashlib
from typing import NamedTuple

LEAST_UNSURE = 3  # one count in so many is unsure, if the corpus has enough of them
_LARGEST = 10**9  # counts in a stratum; a seal that says more was changed


class Stratum(NamedTuple):
    """The counts of a category whose `decided_by` is in codes.SURE, or those whose is not."""

    category: str
    sure: bool


def allocate(sizes: dict[Stratum, int], n: int) -> dict[Stratum, int]:
    """How many of n counts to draw from each stratum.

    The unsure get their share of all counts, or a third of n if that is more: if they are few, a proportional sample
    would say nothing about them. This widens the interval of all counts by less than a quarter. Within the sure and
    within the unsure the allocation is `proportional`.
    """
    kinds = {sure: {s: size for s, size in sizes.items() if s.sure is sure} for sure in (True, False)}
    sure, unsure = (sum(kinds[kind].values()) for kind in (True, False))
    n = min(n, sure + unsure)
    of_unsure = min(unsure, max(n // LEAST_UNSURE, round(n * unsure / (sure + unsure)), n - sure))
    return proportional(kinds[True], n - of_unsure) | proportional(kinds[False], of_unsure)


def proportional(sizes: dict[Stratum, int], n: int) -> dict[Stratum, int]:
    """In proportion to size, at least one each if n allows; the next goes to the stratum furthest below its share."""
    total, n = sum(sizes.values()), min(n, sum(sizes.values()))
    out = dict.fromkeys(sizes, 1 if n >= len(sizes) else 0)
    for _ in range(n - sum(out.values())):
        open_ = [name for name in sizes if out[name] < sizes[name]]
        out[max(open_, key=lambda name: (n * sizes[name] / total - out[name], sizes[name]))] += 1
    return out


def seal(place: tuple[object, object, object], size: int, sure: bool) -> str:
    """The size of the stratum of the count at (source, start, end), and whether it is sure, in unreadable form.

    It begins with a letter, so that no spreadsheet takes it for a number.
    """
    return f"s{(2 * size + sure) ^ _mask(place):012x}"


def unseal(place: tuple[object, object, object], sealed: str) -> tuple[int, bool] | None:
    """(size, sure) of a seal; None if it is not one, or belongs to another count."""
    try:
        size, sure = divmod(int(sealed.removeprefix("s"), 16) ^ _mask(place), 2)
    except ValueError:
        return None
    return (size, bool(sure)) if 0 < size <= _LARGEST else None


def _mask(place: tuple[object, object, object]) -> int:
    return int(hashlib.sha256("\t".join(map(str, place)).encode()).hexdigest()[:12], 16)
