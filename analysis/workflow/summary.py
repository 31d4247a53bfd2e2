"""What a run has to say on one page: how much was measured."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..codes import INCLUDED
from ..corpus.folder.scan import COPY


def summary(found: Mapping[str, pd.DataFrame], manifest: dict, problems: pd.DataFrame) -> str:
    """One page on a measured corpus. Raises nothing where a table is empty."""
    reports, counts, slogans = found["reports"], found["activities"], found["slogans"]
    read = reports[reports["status"] == INCLUDED]
    left = len(reports) - len(read)
    done = counts[(counts["status"] == "done") & ~counts["repeat"]]
    log = manifest.get("corrections") or []
    fixed = sum(entry["applied"] for entry in log)
    copies = problems.loc[problems["problem"].str.startswith(COPY), "file"].tolist()
    rows = [
        ("files", f"{len(manifest['sources']):,}"),
        ("reports", f"{len(read):,}" + (f" (and {left} not read)" if left else "") + _of(read["genre"])),
        ("paragraphs", f"{len(found['paragraphs']):,} with {_sum(read['n_chars'])} Han characters"),
        ("words", f"{_sum(read['n_tokens'])}, {found['terms']['term'].nunique():,} different"),
        ("activity counts", f"{len(counts):,}, {len(done):,} of them done and not repeats" + _of(done["category"])),
        ("refused numbers", f"{len(found['refusals']):,}" + _of(found["refusals"]["reason"])),
        ("slogans", f"{len(slogans):,} occurrences of {slogans['slogan'].nunique():,}"),
        ("recurring phrases", f"{len(found['phrases']):,}"),
        *([("corrections", f"{fixed:,} applied, {len(log) - fixed:,} not")] if log else []),
        *([("copies", f"{len(copies):,}, counted twice: {', '.join(copies[:5])}")] if copies else []),
        ("problems", f"{len(problems):,}"),
    ]
    return "\n".join(f"{name + ':':<19}{value}" for name, value in rows)


def _sum(column: pd.Series) -> str:
    return f"{int(column.sum()):,}"


def _of(column: pd.Series) -> str:
    """The values with how often each stands there, the most frequent first."""
    counts = column.fillna("unknown").value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return ": " + ", ".join(f"{name} {n:,}" for name, n in counts.items()) if len(counts) else ""
