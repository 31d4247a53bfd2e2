"""What comparisons cost on a large corpus: CPU and the most memory, each in a process of its own.

    python benchmarks/cost.py CORPUS [REPORTS …]

CORPUS: a folder as `load_corpus` takes it. Its reports are repeated under other ids, sixty cities and as many years as
it takes, until there are REPORTS (default 120 and 1200) of them. `tables`: what the tables themselves take.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

import analysis
from analysis import compare

CITIES = 60
COMPARISONS = {
    "tables": lambda c: None,
    "totals": lambda c: compare.totals(c.activities, c.reports),
    "coverage": lambda c: compare.coverage(c.activities, c.reports),
    "rates": lambda c: compare.rates(c.slogans, c.reports, clusters=c.paragraphs),
    "by_year": lambda c: compare.by_year(c.slogans, c.reports),
    "over_time": lambda c: compare.over_time(c.slogans, c.reports),
    "shares": lambda c: compare.shares(c.themes, c.paragraphs, c.reports),
    "report_share": lambda c: compare.report_share(c.slogans, c.reports, by=[]),
    "keyness": lambda c: compare.keyness(c.terms, c.reports),
    "similarity": lambda c: compare.similarity(c.terms, c.reports, feature="term"),
    "similar_pairs": lambda c: compare.similar_pairs(c.slogans, c.paragraphs, c.reports),
    "similar_pairs of words": lambda c: compare.similar_pairs(c.terms, c.paragraphs, c.reports, feature="term"),
    "comparable_pairs": lambda c: compare.comparable_pairs(c.reports),
    "permutation, 99 times": lambda c: compare.permutation(c.terms, c.reports, times=99),
}
NAMES = ("paragraphs", "activities", "slogans", "themes", "terms")


def repeated(folder: Path, n: int) -> SimpleNamespace:
    """A corpus of n reports made of those of a corpus."""
    small = analysis.load_corpus(folder)
    ids, size = small.reports["report"], len(small.reports)
    reports = pd.concat([small.reports.assign(report=ids + f"-{i}") for i in range(-(-n // size))], ignore_index=True)
    reports = reports.head(n)
    place = pd.Series(range(n))
    reports["city"], reports["year"] = "city " + (place % CITIES).astype(str), 2000 + place // CITIES
    tables = {}
    for name in NAMES:
        table = getattr(small, name)
        whole = [table.assign(report=table["report"] + f"-{i}") for i in range(-(-n // size))]
        whole = pd.concat(whole, ignore_index=True)
        tables[name] = whole[whole["report"].isin(reports["report"])].reset_index(drop=True)
    return SimpleNamespace(reports=reports, **tables)


def cost(folder: Path, n: int, name: str) -> tuple[float, float]:
    """CPU seconds and the most memory in GB of one comparison; that of the tables is in the memory."""
    corpus = repeated(folder, n)
    start = time.process_time()
    COMPARISONS[name](corpus)
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


if __name__ == "__main__":
    folder, *sizes = sys.argv[1:]
    for n in [int(size) for size in sizes] or [120, 1200]:
        for name in COMPARISONS:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                seconds, memory = pool.apply(cost, (Path(folder), n, name))
            print(f"{n:6,} reports  {name:24} {seconds:7.1f} s  {memory:5.2f} GB", flush=True)
