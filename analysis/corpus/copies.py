"""Duplicate reports: the same text, nearly the same, or part of a longer one. One of them is kept.

Pairs that may be copies share samples of their shingles (the hashes of 16 characters that are 0 modulo 4: Broder 1997,
"On the resemblance and containment of documents", sampled "mod m", which estimates containment where MinHash estimates
resemblance alone and misses a report in a longer page). Each such pair is then aligned clause by clause.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO

import numpy as np

from .lines import narrow
from .places import place_core
from .script import OF_WORDS, simplify

_SHINGLE, _EVERY = 16, 4
_RANGES = 16  # of hashes
_BORDERS = np.arange(_RANGES, dtype=np.uint64) << np.uint64(60)
_MANY = 20  # reports; what stands in more of them is a formula, and pairs one of them alone with each of the others
_CANDIDATE = 0.15  # of the samples of the shorter one
_ALIGNED = 0.7  # of the characters of the shorter one
_ALIKE = 0.5  # of the length of the longer one: below, the shorter one is a part of it
_ORDERED = 3000  # clauses; a long report has 2,000
_EVEN = 0.95  # of the length of another: as long as that
COPY = "copy: "  # how the status of a copy begins
_SPACES = re.compile(r"[^\S\n]+")  # sites differ in them: 提 案
_CLAUSE = re.compile(f"[^{OF_WORDS}]+")
_BASE, _MIX = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Candidate:
    """A report to compare: its id, text, and what it says of its city and year ("" or None: unknown).

    rank: of several copies the one with the lowest rank is kept, and of equal ranks the longest.
    """

    report: str
    text: str = field(repr=False)
    city: str = ""
    year: int | None = None
    rank: int = 0


@dataclass(frozen=True)
class Copy:
    """An excluded report: which other it copies, how ("same", "near", "part", "page") and how much of it; why: the
    reason for keeping the other.
    """

    report: str
    of: str
    how: str
    share: float
    why: str

    @property
    def reason(self) -> str:
        """The status of the report."""
        per_cent = f"{min(99, round(100 * self.share))} %"
        what = {
            "same": f"the same text as {self.of}",
            "near": f"nearly the same text as {self.of} ({per_cent} of it)",
            "part": f"an abridged version or a part of {self.of} ({per_cent} of it stands there)",
            "page": f"a page that holds other reports ({self.of})",
        }[self.how]
        return f"{COPY}{what}, kept because {self.why}"


def clauses(text: str) -> list[str]:
    """The pieces between a text's punctuation marks, in simplified script and narrow forms."""
    return [clause for clause in _CLAUSE.split(_SPACES.sub("", narrow(simplify(text)))) if clause]


def sketch(text: str) -> np.ndarray:
    """The sampled hashes of a text, sorted, without duplicates."""
    codes = np.frombuffer(_CLAUSE.sub("", narrow(simplify(text))).encode("utf-32-le"), dtype=np.uint32).astype(
        np.uint64
    )
    if len(codes) < _SHINGLE:
        return np.empty(0, dtype=np.uint64)
    size = len(codes) - _SHINGLE + 1
    hashes = np.zeros(size, dtype=np.uint64)
    for i in range(_SHINGLE):  # wraps around, as it should
        hashes = hashes * _BASE + codes[i : i + size]
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes[hashes % np.uint64(_EVERY) == 0])


def candidates(sketches: Iterable[np.ndarray]) -> list[tuple[int, int]]:
    """Pairs of texts whose shorter one may be contained in the longer, by their sketches.

    These are taken one by one and kept in files by ranges of hashes, of which one is in memory at a time. What a pair
    shares in all, it shares on average in a range: only pairs that share as much in one of them are counted in all.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile()) for _ in range(_RANGES)]
        sizes = np.array([_put(one, files) for one in sketches], dtype=np.int64).reshape(-1, _RANGES)
        needed = _CANDIDATE * sizes.sum(axis=1)  # of a pair that with the shorter one

        def enough(pairs: np.ndarray, n: np.ndarray, ranges: int = 1) -> np.ndarray:
            one, other = np.divmod(pairs, len(sizes))
            return pairs[n * ranges >= np.minimum(needed[one], needed[other])]

        nothing = np.empty(0, dtype=np.int64)
        likely = [enough(*_shared(file, sizes[:, i]), _RANGES) for i, file in enumerate(files)]
        wanted = np.unique(np.concatenate([nothing, *likely]))
        n = np.zeros(len(wanted), dtype=np.int64)
        for i, file in enumerate(files if len(wanted) else ()):
            pairs, shared = _shared(file, sizes[:, i])
            known = np.isin(pairs, wanted)
            n[np.searchsorted(wanted, pairs[known])] += shared[known]
    one, other = np.divmod(enough(wanted, n), max(1, len(sizes)))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _put(hashes: np.ndarray, files: Sequence[IO[bytes]]) -> list[int]:
    """Append the hashes of a sketch to the file of their range, and tell how many went into each."""
    cuts = np.searchsorted(hashes, _BORDERS).tolist()
    for file, first, last in zip(files, cuts, [*cuts[1:], len(hashes)], strict=True):
        file.write(hashes[first:last].tobytes())
    return np.diff([*cuts, len(hashes)]).tolist()


def _shared(file: IO[bytes], sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of texts that share hashes in a range, as first · texts + second, and how many they share."""
    file.seek(0)
    hashes = np.frombuffer(file.read(), dtype=np.uint64)
    order = np.argsort(hashes, kind="stable")
    owners = np.repeat(np.arange(len(sizes)), sizes)[order]
    hashes = hashes[order]
    begins = np.flatnonzero(np.diff(hashes, prepend=hashes[:1] + np.uint64(1)))
    together = np.diff(begins, append=len(hashes))  # texts that have a hash
    group, many = np.repeat(np.arange(len(begins)), together), together > _MANY
    pairs = [np.empty(0, dtype=np.int64)]
    for step in range(1, min(_MANY, int(together.max(initial=1)))):
        i = np.flatnonzero((group[step:] == group[:-step]) & ~many[group[step:]])
        pairs.append(owners[i] * len(sizes) + owners[i + step])
    first = owners[begins][group]
    rest = many[group] & (first != owners)
    pairs.append(first[rest] * len(sizes) + owners[rest])
    return np.unique(np.concatenate(pairs), return_counts=True)


def aligned(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the shorter text's characters contained in the longer: in the same order, or in any order for texts
    of more than _ORDERED clauses, where alignment would take too long.
    """
    short, long = sorted((one, other), key=lambda text: sum(map(len, text)))
    size = max(1, sum(map(len, short)))
    if short == long:
        return 1.0
    if len(long) > _ORDERED:
        both = Counter(short) & Counter(long)
        return sum(n * len(clause) for clause, n in both.items()) / size
    blocks = difflib.SequenceMatcher(None, short, long).get_matching_blocks()
    return sum(len(clause) for block in blocks for clause in short[block.a : block.a + block.size]) / size


def find(reports: Iterable[Candidate]) -> list[Copy]:
    """The copies among reports, in their order. Reports of similar length that name different cities or years are not
    copies.
    """
    reports = list(reports)
    texts = [clauses(report.text) for report in reports]
    sizes = [sum(map(len, text)) for text in texts]
    shares: dict[tuple[int, int], float] = {}
    for i, j in candidates(sketch(report.text) for report in reports):
        if (share := aligned(texts[i], texts[j])) >= _ALIGNED:
            shares[i, j] = shares[j, i] = share
    out: dict[int, Copy] = {}
    for i in range(len(reports)):
        held = _held(i, shares, sizes)
        if len(held) > 1 and sum(sizes[j] for j in held) >= _ALIGNED * sizes[i]:
            names = ", ".join(reports[j].report for j in held)
            out[i] = Copy(reports[i].report, names, "page", 1.0, "each is a report of its own")

    of: dict[int, int] = {}
    kept: list[int] = []
    for i in sorted((i for i in range(len(reports)) if i not in out), key=lambda i: (reports[i].rank, -sizes[i], i)):
        like = [j for j in kept if (i, j) in shares and _same(reports[i], reports[j], sizes[i], sizes[j])]
        if like:
            of[i] = max(like, key=lambda j: (shares[i, j], sizes[j]))
        else:
            kept.append(i)
    for j in kept:  # of those that are as long as the longest, the first is kept
        even = [i for i in of if of[i] == j and reports[i].rank == reports[j].rank and sizes[i] >= _EVEN * sizes[j]]
        first = min([*even, j])
        if first != j:
            del of[first]
            of |= {i: first for i in [*(i for i in of if of[i] == j), j]}
    for i, j in of.items():
        share = shares.get((i, j), _ALIGNED)
        how = "same" if texts[i] == texts[j] else "near" if _alike(sizes[i], sizes[j]) else "part"
        ranks, longer = reports[j].rank < reports[i].rank, sizes[i] < _EVEN * sizes[j]
        why = "reports.csv has a row for it" if ranks else "it is longer" if longer else "it comes first"
        out[i] = Copy(reports[i].report, reports[j].report, how, share, why)
    return [out[i] for i in sorted(out)]


def _alike(size: int, other: int) -> bool:
    return min(size, other) >= _ALIKE * max(size, other)


def _same(one: Candidate, other: Candidate, size: int, larger: int) -> bool:
    """Whether an aligned pair is one report: about as long, and not of two places or two years; or a part."""
    if not _alike(size, larger):
        return True
    cities = {place_core(simplify(city)) for city in (one.city, other.city) if city}
    years = {year for year in (one.year, other.year) if year}
    return len(cities) < 2 and len(years) < 2


def _held(page: int, shares: dict[tuple[int, int], float], sizes: list[int]) -> list[int]:
    """The reports that are parts of a longer text, each once."""
    inside = [j for (i, j) in shares if i == page and not _alike(sizes[j], sizes[page]) and sizes[j] < sizes[page]]
    held: list[int] = []
    for j in sorted(inside, key=lambda j: -sizes[j]):
        if not any((j, k) in shares for k in held):
            held.append(j)
    return sorted(held)
