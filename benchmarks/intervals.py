"""Does a 95 % interval hold the true value 95 % of the time? Simulated reports, fixed seed.

    python benchmarks/intervals.py [DRAWS]

Reports have as many paragraphs as the six yearly ones of the case, of lengths that vary as theirs do. Hits fall on
paragraphs by a negative binomial law with a known rate; `together` is its k: 0 independent hits, 1 a variance of
mean + mean². Per line: the share of intervals that hold the truth, that lie above it, and that lie below it.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from analysis import compare

PARAGRAPHS = {"甲": 16, "乙": 26, "丙": 15, "丁": 36, "戊": 6, "己": 5}
LENGTH, SPREAD = 200, 0.6  # Han characters of a paragraph: median, and standard deviation of the logarithm
# Hits per 10,000 characters and how much they come together: slogans, activity counts, one category of counts.
SCENES = [(200, 0), (200, 0.3), (200, 1), (40, 0), (40, 1), (40, 3), (10, 0), (10, 1)]
SHARES = [0.05, 0.15, 0.3]


def corpus(random) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of paragraphs and of reports."""
    rows = [(city, p) for city, n in PARAGRAPHS.items() for p in range(1, n + 1)]
    paragraphs = pd.DataFrame(rows, columns=["report", "paragraph"])
    paragraphs["n_chars"] = np.exp(random.normal(np.log(LENGTH), SPREAD, len(rows))).round().astype(int) + 5
    reports = paragraphs.groupby("report", sort=False)["n_chars"].sum().reset_index()
    return paragraphs, reports.assign(city=reports["report"], genre="review", year=2024)


def scatter(random, paragraphs, rate, together, draws) -> pd.DataFrame:
    """A table of hits in which each draw is a feature of its own."""
    mean = np.outer(paragraphs["n_chars"].to_numpy() * rate / 10_000, np.ones(draws))
    n = random.poisson(random.gamma(1 / together, mean * together) if together else mean)
    paragraph, draw = np.nonzero(n)
    found = paragraphs.iloc[paragraph][["report", "paragraph"]].reset_index(drop=True)
    return found.assign(draw=draw, n=n[paragraph, draw])


def line(name, low, high, truth) -> dict:
    """Shares of the intervals that hold the truth, lie above it, lie below it."""
    above, below = np.mean(np.asarray(low) > truth), np.mean(np.asarray(high) < truth)
    return {"interval": name, "holds": 1 - above - below, "above": above, "below": below, "intervals": len(low)}


def coverage(draws: int = 400, seed: int = 0) -> pd.DataFrame:
    """A row for each scene and interval."""
    random = np.random.default_rng(seed)
    rows = []
    for rate, together in SCENES:
        paragraphs, reports = corpus(random)
        hits = scatter(random, paragraphs, rate, together, draws)
        scene = {"per 10,000": rate, "together": together}
        for name, clusters in (("exact Poisson", None), ("with clusters", paragraphs)):
            rates = compare.rates(hits, reports, feature="draw", clusters=clusters)
            rows.append(scene | line(f"rate, {name}", rates["low"], rates["high"], rate))
            ratios = compare.contrasts(hits, reports, feature="draw", clusters=clusters)
            rows.append(scene | line(f"ratio, {name}", ratios["low"], ratios["high"], 1))
    for share in SHARES:
        paragraphs, reports = corpus(random)
        low, high = [], []
        for _ in range(max(draws // 4, 25)):
            theme = np.where(random.random(len(paragraphs)) < share, "this", "other")
            themes = paragraphs[["report", "paragraph"]].assign(theme=theme, primary=True, weight=1.0)
            found = [compare.shares(themes, paragraphs, reports, of=of) for of in ("paragraphs", "characters")]
            found = [table[table["theme"] == "this"] for table in found]
            low.append([table["low"] for table in found])
            high.append([table["high"] for table in found])
        for i, of in enumerate(("paragraphs", "characters")):
            ends = [np.concatenate([pair[i] for pair in side]) for side in (low, high)]
            rows.append({"per 10,000": np.nan, "together": np.nan} | line(f"share of {of}, {share:.0%}", *ends, share))
    return pd.DataFrame(rows)


if __name__ == "__main__":
    table = coverage(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    print(table.to_string(index=False, na_rep="", float_format=lambda x: f"{x:g}" if x >= 1 else f"{x:.3f}"))
