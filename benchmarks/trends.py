"""How often does a corpus in which nothing changes show a trend, and does an interval hold the ratio?

    python benchmarks/trends.py [CORPORA]

Each corpus has `FEATURES` slogans of very different frequency, cities of different length and level, and reports of
unequal length that grow by 3 % a year. Hits of a report have a variance of `dispersion` times their mean (negative
binomial, or lists of three), or follow the year before (`repeats`: the logarithm of a city's level has the
autocorrelation named). A line is a kind of corpus. `p ≤ 0.05`: share of slogans; `false`: share of corpora with a
slogan that `over_time` calls a rise or fall; `holds`: share of 95 % intervals that hold the ratio; all where nothing
changes. `holds, ratio 1.2` and `found`: the same where every slogan grows by a fifth a year, and the share of those
with ten hits or more that are called a rise.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from analysis import compare

FEATURES = 100
KINDS = [(4, 5), (12, 5), (12, 10), (40, 10)]  # cities, years
LAWS = [("independent", 1), ("negative binomial", 2), ("negative binomial", 3), ("lists", 3), ("repeats 0.5", 1)]


def counts(random, mean: np.ndarray, law: str, dispersion: int, years: int) -> np.ndarray:
    """Hits of each report (rows: cities in order, each with its years) and slogan."""
    if law == "lists":
        return dispersion * random.poisson(mean / dispersion)
    if law.startswith("repeats"):
        after, noise = float(law.split()[1]), random.normal(size=(len(mean) // years, years, mean.shape[1]))
        for year in range(1, years):
            noise[:, year] = after * noise[:, year - 1] + np.sqrt(1 - after**2) * noise[:, year]
        return random.poisson(mean * np.exp(0.5 * noise.reshape(mean.shape) - 0.125))
    if dispersion == 1:
        return random.poisson(mean)
    return random.negative_binomial(mean / (dispersion - 1), 1 / dispersion)


def corpus(random, cities: int, years: int, law: str, dispersion: int, ratio: float) -> pd.DataFrame:
    """The table of `over_time` for one corpus."""
    city, year = np.repeat(np.arange(cities), years), np.tile(np.arange(years), cities)
    size = random.normal(0, 0.5, cities)[city] + random.normal(0, 0.2, len(city)) + 0.03 * year
    chars = (5000 * np.exp(size)).round()
    often = np.exp(random.uniform(np.log(0.05), np.log(12), FEATURES))
    level = np.exp(random.normal(0, 0.5, (cities, FEATURES)))[city]
    mean = chars[:, None] / 5000 * often * level * (ratio ** (year - year.mean()))[:, None]
    x = counts(random, mean, law, dispersion, years)
    names = [f"{c}-{y}" for c, y in zip(city, year, strict=True)]
    reports = pd.DataFrame(
        {"report": names, "city": city, "genre": "work_report", "year": 2010 + year, "n_chars": chars}
    )
    report, slogan = np.nonzero(x)
    hits = pd.DataFrame({"report": np.array(names)[report], "slogan": slogan, "n": x[report, slogan]})
    return compare.over_time(hits, reports)


def line(random, cities: int, years: int, law: str, dispersion: int, corpora: int) -> dict:
    """What `corpora` corpora of a kind give, half as many with a trend."""
    still = [corpus(random, cities, years, law, dispersion, 1.0) for _ in range(corpora)]
    moved = pd.concat([corpus(random, cities, years, law, dispersion, 1.2) for _ in range(max(corpora // 4, 1))])
    false = [table["trend"].ne("cannot tell").any() for table in still]
    whole = pd.concat(still)
    whole = whole[whole["p"].notna()]
    return {
        "cities": cities,
        "years": years,
        "hits": law,
        "dispersion": dispersion,
        "p ≤ 0.05": (whole["p"] <= 0.05).mean(),
        "false": np.mean(false),
        "holds": whole["low"].le(1).mul(whole["high"].ge(1)).mean(),
        "holds, ratio 1.2": moved["low"].le(1.2).mul(moved["high"].ge(1.2)).mean(),
        "found": moved.loc[moved["n"] >= 10, "trend"].eq("rise").mean(),
    }


def alarms(corpora: int = 20, seed: int = 0) -> pd.DataFrame:
    """A row for each kind of corpus."""
    random = np.random.default_rng(seed)
    return pd.DataFrame([line(random, *kind, *law, corpora) for kind in KINDS for law in LAWS])


if __name__ == "__main__":
    print(alarms(int(sys.argv[1]) if len(sys.argv) > 1 else 20).to_string(index=False, float_format="{:.3f}".format))
