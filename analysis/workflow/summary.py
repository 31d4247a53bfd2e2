"""One page on a measured corpus: how much was found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from ..codes import INCLUDED
from ..corpus.copies import COPY


class Tally:
    """The figures of the summary, collected from tables that pass piece by piece."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.terms: set[str] = set()
        self.slogans: set[str] = set()
        self.reports = pd.DataFrame()

    def passing(self, pieces: Iterable[tuple[str, pd.DataFrame | None]]) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The same pieces, each counted as it passes."""
        for name, piece in pieces:
            if piece is not None:
                self._count(name, piece)
            yield name, piece

    def _count(self, name: str, piece: pd.DataFrame) -> None:
        self.rows[name] += len(piece)
        if name == "activities":
            self.categories.update(piece.loc[(piece["status"] == "done") & ~piece["repeat"], "category"])
        elif name == "refusals":
            self.reasons.update(piece["reason"])
        elif name == "terms":
            self.terms.update(piece["term"].unique())
        elif name == "slogans":
            self.slogans.update(piece["slogan"].unique())
        elif name == "reports":
            self.reports = piece

    def summary(self, manifest: Mapping, problems: pd.DataFrame) -> str:
        """A line for each thing that was measured."""
        read = self.reports[self.reports["status"] == INCLUDED]
        left = len(self.reports) - len(read)
        log = manifest["corrections"]
        fixed = sum(entry["applied"] for entry in log)
        copies = self.reports.loc[self.reports["status"].str.startswith(COPY), "report"].tolist()
        genres = Counter(read["genre"].fillna("unknown"))
        rows, done = self.rows, self.categories
        lines = [
            ("files", f"{len(manifest['sources']):,}"),
            ("reports", f"{len(read):,}" + (f" (and {left} left out)" if left else "") + _of(genres)),
            ("paragraphs", f"{rows['paragraphs']:,} with {read['n_chars'].sum():,} Han characters"),
            ("words", f"{read['n_tokens'].sum():,}, {len(self.terms):,} different"),
            ("activity counts", f"{rows['activities']:,}, {done.total():,} of them done and not repeats" + _of(done)),
            ("refused numbers", f"{rows['refusals']:,}" + _of(self.reasons)),
            ("slogans", f"{rows['slogans']:,} occurrences of {len(self.slogans):,}"),
            ("recurring phrases", f"{rows['phrases']:,}"),
            *([("corrections", f"{fixed:,} applied, {len(log) - fixed:,} not")] if log else []),
            *([("copies", f"{len(copies):,}, not counted: {', '.join(copies[:5])}")] if copies else []),
            ("problems", f"{len(problems):,}"),
        ]
        return "\n".join(f"{name + ':':<19}{value}" for name, value in lines)


def _of(counts: Counter[str]) -> str:
    """The values with how often each stands there, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ": " + ", ".join(f"{name} {n:,}" for name, n in ranked) if ranked else ""
