"""Does a 95 % interval hold the true value 95 % of the time? Simulated reports, fixed seed.

    python benchmarks/intervals.py [DRAWS]

Reports have as many paragraphs as the six yearly ones of the case, of lengths that vary as theirs do. Hits fall on
paragraphs with a known rate by one of the `LAWS`. A line is a scene and an interval: the share of intervals that hold
the truth, the same in the report where it is least and most (named by its number of paragraphs), the shares that lie
above the truth and below it, and the median width of the interval of a rate. Where densities are `apart`, two short
reports, `DENSE`, have so many times the rate of the others.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from negative_binomial import interval as negative_binomial
from scipy import stats

from analysis import compare

PARAGRAPHS = {"甲": 16, "乙": 26, "丙": 15, "丁": 36, "戊": 6, "己": 5}
LENGTH, SPREAD = 200, 0.6  # Han characters of a paragraph: median, and standard deviation of the logarithm
DENSE = ("丙", "己")
CORPORA = 20  # texts of other lengths, among which the draws are divided


def clumps(random, mean, k):
    """Negative binomial: variance mean + k mean²."""
    return random.poisson(random.gamma(1 / k, mean * k))


LAWS = {
    "independent": lambda random, mean: random.poisson(mean),
    "negative binomial, k 0.3": lambda random, mean: clumps(random, mean, 0.3),
    "negative binomial, k 1": lambda random, mean: clumps(random, mean, 1),
    "negative binomial, k 3": lambda random, mean: clumps(random, mean, 3),
    "lists of five": lambda random, mean: 5 * random.poisson(mean / 5),
    "in 30 % of paragraphs": lambda random, mean: random.poisson(mean / 0.3) * (random.random(mean.shape) < 0.3),
}
# Hits per 10,000 characters (slogans, activity counts, one category of counts), the law, how far densities are apart.
SCENES = [
    *((rate, "independent", 1) for rate in (200, 40, 10)),
    *((200, f"negative binomial, k {k}", 1) for k in (0.3, 1)),
    *((40, f"negative binomial, k {k}", 1) for k in (1, 3)),
    (10, "negative binomial, k 1", 1),
    *((rate, law, 1) for law in ("lists of five", "in 30 % of paragraphs") for rate in (200, 40)),
    *((40, law, apart) for apart in (2, 4) for law in ("independent", "negative binomial, k 1", "lists of five")),
]
# The true share is drawn anew between these; a paragraph has the theme of the one before with this chance besides.
SHARES = [(least, most, runs) for least, most in ((0.02, 0.1), (0.1, 0.3), (0.3, 0.6)) for runs in (0, 0.3, 0.5)]
# Share of reports: twelve cities of five years, each by its own chance (beta law with this correlation of its reports).
PERSISTENT = [(share, alike) for share in (0.1, 0.3, 0.6) for alike in (0, 0.3, 0.8)]

# Share of characters inside phrases: years of a city, what a paragraph owes to the one before, and how far reports of
# a city and cities are apart (correlation under a beta law).
FORMULAIC = [(1, runs, 0.0) for runs in (0, 0.3, 0.5)] + [(5, 0.3, apart) for apart in (0.0, 0.01, 0.03)]
WITHIN = 0.08  # the same of the paragraphs of a report, as measured on work reports of city governments
# Two cities equally like a third: paragraphs of each, and how often one takes its subject from the one before.
TIES = [(n, runs) for n in (16, 36) for runs in (0, 0.3, 0.5)]


def corpus(random) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of paragraphs and of reports."""
    rows = [(city, p) for city, n in PARAGRAPHS.items() for p in range(1, n + 1)]
    paragraphs = pd.DataFrame(rows, columns=["report", "paragraph"])
    paragraphs["n_chars"] = np.exp(random.normal(np.log(LENGTH), SPREAD, len(rows))).round().astype(int) + 5
    reports = paragraphs.groupby("report", sort=False)["n_chars"].sum().reset_index()
    return paragraphs, reports.assign(city=reports["report"], genre="review", year=2024)


def table(paragraphs, counts) -> pd.DataFrame:
    """Counts (paragraphs × draws) as a table of hits in which each draw is a feature of its own."""
    paragraph, draw = np.nonzero(counts)
    found = paragraphs.iloc[paragraph][["report", "paragraph"]].reset_index(drop=True)
    return found.assign(draw=draw, n=counts[paragraph, draw])


def ends(found: pd.DataFrame, truth: pd.Series) -> pd.DataFrame:
    """The intervals of a table by city, each with its truth."""
    return found[["city", "low", "high"]].assign(truth=found["city"].map(truth))


def scene(random, rate, law, apart, draws) -> dict[str, pd.DataFrame]:
    """The intervals of each kind on one corpus."""
    paragraphs, reports = corpus(random)
    rates = pd.Series({city: float(rate * (apart if city in DENSE else 1)) for city in PARAGRAPHS})
    chars = reports.set_index("report")["n_chars"]
    rest = ((rates * chars).sum() - rates * chars) / (chars.sum() - chars)
    mean = paragraphs["n_chars"] * paragraphs["report"].map(rates) / 10_000
    counts = LAWS[law](random, np.repeat(mean.to_numpy()[:, None], draws, axis=1))
    hits, found = table(paragraphs, counts), {}
    for name, clusters in (("independent", None), ("clusters", paragraphs)):
        found[f"rate, {name}"] = ends(compare.rates(hits, reports, feature="draw", clusters=clusters), rates)
        ratios = compare.contrasts(hits, reports, feature="draw", clusters=clusters)
        found[f"ratio, {name}"] = ends(ratios, rates / rest)
    low, high = negative_binomial(counts, paragraphs["n_chars"], pd.factorize(paragraphs["report"])[0])
    theirs = pd.DataFrame({"city": np.repeat(list(PARAGRAPHS), draws), "low": low.ravel(), "high": high.ravel()})
    theirs[["low", "high"]] *= 10_000
    return found | {"rate, negative binomial": ends(theirs, rates)}


def in_runs(found, random, runs) -> np.ndarray:
    """What each paragraph has, changed to what the one before has with the chance `runs`."""
    for i in np.flatnonzero(random.random(len(found) - 1) < runs) + 1:
        found[i] = found[i - 1]
    return found


def share_scene(random, least, most, runs, draws) -> dict[str, pd.DataFrame]:
    """The intervals of theme shares; each draw is a corpus of six cities."""
    found = {}
    for _ in range(draws):
        paragraphs, reports = corpus(random)
        truth = pd.Series(random.uniform(least, most, len(reports)), index=reports["report"])
        told = [in_runs(random.random(n) < truth[report], random, runs) for report, n in PARAGRAPHS.items()]
        other = [in_runs(random.choice(list("ABCD"), n), random, runs) for n in PARAGRAPHS.values()]
        themes = paragraphs[["report", "paragraph"]].assign(primary=True, weight=1.0)
        themes["theme"] = np.where(np.concatenate(told), "this", np.concatenate(other))
        for of in ("paragraphs", "characters"):
            shares = compare.shares(themes, paragraphs, reports, of=of)
            found.setdefault(f"share of {of}", []).append(ends(shares[shares["theme"] == "this"], truth))
    return {kind: pd.concat(tables) for kind, tables in found.items()}


def persistent_scene(random, share, alike, draws) -> pd.DataFrame:
    """The intervals of the share of reports that have a slogan; each draw is a corpus of 60 reports."""
    names = [f"{city}-{year}" for city in range(12) for year in range(5)]
    reports = pd.DataFrame({"report": names, "city": [n.split("-")[0] for n in names], "n_chars": 5000})
    chance = np.full((12, draws), share)
    if alike:
        scale = 1 / alike - 1
        chance = random.beta(share * scale, (1 - share) * scale, (12, draws))
    report, draw = np.nonzero(random.random((60, draws)) < np.repeat(chance, 5, axis=0))
    hits = pd.DataFrame({"report": np.array(names)[report], "slogan": draw})
    table = compare.report_share(hits, reports, by=[])
    return table[["low", "high"]].assign(city="甲", truth=share)


def around(random, share, alike):
    """Shares of a beta law with this mean and correlation."""
    scale = 1 / alike - 1 if alike else 1e9
    return random.beta(share * scale, (1 - share) * scale)


def formulaic_scene(random, years, runs, apart, draws) -> dict[str, pd.DataFrame]:
    """The intervals of the share inside phrases, by city and of all cities; each draw is a corpus of twelve cities."""
    found = {}
    for _ in range(draws):
        of_city = pd.Series(around(random, np.full(12, 0.35), apart), [f"city {c}" for c in range(12)])
        rows = []
        for city, mean in of_city.items():
            for year in range(years):
                n = list(PARAGRAPHS.values())[(int(city[5:]) + year) % 6]
                own = np.full(n, around(random, mean, apart)) if years > 1 else np.full(n, mean)
                scores = random.normal(size=n)
                for i in range(1, n):
                    scores[i] = runs * scores[i - 1] + np.sqrt(1 - runs**2) * scores[i]
                scale = 1 / WITHIN - 1
                part = stats.beta.ppf(stats.norm.cdf(scores), own * scale, (1 - own) * scale)
                rows += [(f"{city} {year}", city, p + 1, x) for p, x in enumerate(part)]
        body = pd.DataFrame(rows, columns=["report", "city", "paragraph", "part"])
        body["n_chars"] = np.exp(random.normal(np.log(LENGTH), SPREAD, len(body))).round() + 5
        body["n_formulaic"] = (body["part"] * body["n_chars"]).round()
        reports = body.groupby(["report", "city"], sort=False)["n_chars"].sum().reset_index().assign(genre="review")
        body = body.drop(columns="city")
        found.setdefault("by city", []).append(ends(compare.formulaic_share(body, reports), of_city))
        whole = compare.formulaic_share(body, reports, "genre")[["low", "high"]]
        found.setdefault("of all", []).append(whole.assign(city="甲", truth=0.35 if apart else of_city.mean()))
    return {f"formulaic share {kind}": pd.concat(tables) for kind, tables in found.items()}


def ties(random, n, runs, draws) -> float:
    """How often one of two cities that are equally like a third is its nearest in 95 % of the draws or more."""
    subjects, sure = 8, 0
    for _ in range(draws):
        middle = random.dirichlet(np.ones(subjects))
        middle[:2] = middle[:2].mean()
        aside = np.r_[0.6, -0.6, np.zeros(subjects - 2)] * middle[0]
        rows = []
        for city, often in (("甲", middle), ("乙", middle + aside), ("丙", middle - aside)):
            subject = in_runs(random.choice(subjects, n, p=often / often.sum()), random, runs)
            for p, own in enumerate(subject):
                words = random.choice(subjects, random.poisson(4) + 1, p=0.7 * np.eye(subjects)[own] + 0.3 / subjects)
                rows += [(city, p + 1, word) for word in words]
        hits = pd.DataFrame(rows, columns=["report", "paragraph", "slogan"])
        reports = pd.DataFrame({"report": list("甲乙丙"), "city": list("甲乙丙"), "n_chars": 5000})
        pairs = compare.similar_pairs(hits, hits[["report", "paragraph"]].drop_duplicates(), reports, times=100)
        sure += pairs.loc[(pairs[["a", "b"]] == "甲").any(axis=1), "nearest_of_a"].max() >= 0.95
    return sure / draws


def line(intervals: pd.DataFrame) -> dict:
    """How many of the intervals hold the truth, in all and in the city where they do least and most."""
    above, below = intervals["low"] > intervals["truth"], intervals["high"] < intervals["truth"]
    by_city = (~above & ~below).groupby(intervals["city"]).mean().rename(index=PARAGRAPHS)
    return {
        "holds": (~above & ~below).mean(),
        "least": by_city.min(),
        "in": by_city.idxmin(),
        "most": by_city.max(),
        "of": by_city.idxmax(),
        "above": above.mean(),
        "below": below.mean(),
        "width": (intervals["high"] - intervals["low"]).median(),
        "intervals": len(intervals),
    }


def lines(scene_told: str, found: dict[str, pd.DataFrame]) -> list[dict]:
    """A row for each kind of interval of a scene that has no rate."""
    about = {"per 10,000": "", "hits": scene_told, "apart": ""}
    return [about | {"interval": kind} | line(found[kind]) for kind in found]


def coverage(draws: int = 400, seed: int = 0) -> pd.DataFrame:
    """A row for each scene and interval."""
    random = np.random.default_rng(seed)
    rows = []
    for rate, law, apart in SCENES:
        parts = [scene(random, rate, law, apart, max(draws // CORPORA, 1)) for _ in range(CORPORA)]
        about = {"per 10,000": rate, "hits": law, "apart": apart}
        rows += [about | {"interval": kind} | line(pd.concat([p[kind] for p in parts])) for kind in sorted(parts[0])]
    for least, most, runs in SHARES:
        found = share_scene(random, least, most, runs, max(draws // 4, 1))
        rows += lines(f"{least:.0%} to {most:.0%}, runs {runs}", found)
    for share, alike in PERSISTENT:
        found = {"share of reports": persistent_scene(random, share, alike, draws)}
        rows += lines(f"{share:.0%} of reports, alike {alike}", found)
    for years, runs, apart in FORMULAIC:
        found = formulaic_scene(random, years, runs, apart, max(draws // 4, 1))
        rows += lines(f"years {years}, runs {runs}, apart {apart}", found)
    for n, runs in TIES:
        about = {"per 10,000": "", "hits": f"two alike, {n} paragraphs, runs {runs}", "apart": ""}
        rows.append(about | {"interval": "nearest, sure of one", "holds": ties(random, n, runs, draws)})
    whole = pd.DataFrame(rows)
    return whole.assign(width=whole["width"].where(whole["interval"].str.startswith("rate")))


if __name__ == "__main__":
    whole = coverage(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    print(whole.to_string(index=False, na_rep="", float_format=lambda x: f"{x:.0f}" if x > 1 else f"{x:.3f}"))
