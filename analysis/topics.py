"""Terms -> themes by a topic model: a second opinion on the dictionary, from words that occur together.

Keyword-assisted topic model (keyATM): each theme is a topic that starts from its words in the dictionary, and learns
from the paragraphs which other words go with them; a few topics without keywords absorb what belongs to no theme.
Source: Eshima, Imai & Sasaki (2024), Keyword-Assisted Topic Models, American Journal of Political Science 68:730-750;
as the package topica computes it (extra `topics`: pip install 'zhengxie-reports[topics]').

It is not a test of the dictionary, whose words it is given; nor is it reliable on a few dozen reports. Two seeds give
the same theme to about half of the paragraphs of the worked case (`stability`), so a single run means nothing and
`themes` takes the mean of several.
"""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.codes import THEMES
from analysis.compare.bases import require
from analysis.compare.statistics.alpha import krippendorff
from analysis.lexicons.themes import ThemeLexicon

LEAST = 2.0  # weight in the dictionary from which a term is a keyword: what is typical of the theme
SEEDS = (1, 2, 3, 4, 5, 6)
OTHERS = 4  # topics without keywords: the formulas that every paragraph has
SWEEPS = 1_000


def keywords(terms: pd.DataFrame, lexicon: ThemeLexicon) -> dict[str, list[str]]:
    """Theme -> words of the table `terms` that the dictionary assigns only to it, with a weight of at least LEAST.

    Terms with conditions (requires, excludes) and terms that are not words of the segmenter are excluded. Themes with
    fewer than two words are not topics.
    """
    require(terms, ["term"], "terms")
    there = set(terms["term"])
    owners: dict[str, set[str]] = {}
    for entry in lexicon.entries:
        if entry.term in there and entry.weight >= LEAST and not entry.requires and not entry.excludes:
            owners.setdefault(entry.term, set()).add(entry.theme)
    found = {theme: sorted(t for t, owner in owners.items() if owner == {theme}) for theme in THEMES if theme != "none"}
    return {theme: words for theme, words in found.items() if len(words) > 1}


def fit(terms: pd.DataFrame, words: dict[str, list[str]], seeds: Iterable[int] = SEEDS) -> pd.DataFrame:
    """The model, once per seed: one row per seed, paragraph and theme; the same input gives the same rows.

    terms: report, paragraph, term, n, without stop words. words: as `keywords` gives them. Columns: seed, report,
    paragraph, theme, weight (share of the paragraph's words, 0 to 1; the sum lacks the share of topics without
    keywords). Raises ImportError with what to install, ValueError with fewer than two themes.
    """
    try:
        import topica
    except ImportError as error:
        raise ImportError("topics needs the package topica: pip install 'zhengxie-reports[topics]'") from error
    require(terms, ["report", "paragraph", "term", "n"], "terms")
    if len(words) < 2:
        raise ValueError(f"topics: {len(words)} theme has keywords among the terms; it takes two or more")
    key = ["report", "paragraph"]
    texts = {place: np.repeat(part["term"], part["n"]).tolist() for place, part in terms.groupby(key, sort=True)}
    index = pd.MultiIndex.from_tuples(list(texts), names=key)
    tables = []
    for seed in seeds:
        # One thread: several would add up in another order each time.
        model = topica.KeyATM(dict(words), num_topics=len(words) + OTHERS, seed=seed, num_threads=1)
        model.fit(list(texts.values()), iters=SWEEPS, keep_theta_draws=False)
        weights = np.asarray(model.doc_topic)[:, : len(words)]
        rows = index.repeat(len(words)).to_frame(index=False)
        tables.append(rows.assign(seed=seed, theme=list(words) * len(index), weight=weights.ravel()))
    return pd.concat(tables, ignore_index=True)[["seed", *key, "theme", "weight"]]


def _first(table: pd.DataFrame, key: list[str]) -> pd.Series:
    """The theme of the largest weight for each key; on a tie the first of the codebook."""
    rank = table["theme"].map({theme: i for i, theme in enumerate(THEMES)})
    order = table.assign(_w=-table["weight"], _r=rank).sort_values([*key, "_w", "_r"], kind="stable")
    return order.drop_duplicates(key).set_index(key)["theme"]


def themes(fits: pd.DataFrame) -> pd.DataFrame:
    """Mean of the seeds, with the columns of the table of themes: report, paragraph, theme, primary, weight.

    Weights of a paragraph are scaled to 1. Every paragraph gets a primary theme, even a greeting: the model has no
    theme `none`.
    """
    require(fits, ["seed", "report", "paragraph", "theme", "weight"], "fits")
    key = ["report", "paragraph"]
    table = fits.groupby([*key, "theme"])["weight"].mean().reset_index()
    first = _first(table, key)
    table["primary"] = table["theme"].to_numpy() == first.reindex(pd.MultiIndex.from_frame(table[key])).to_numpy()
    table["weight"] = table["weight"] / table.groupby(key)["weight"].transform("sum")
    return table[[*key, "theme", "primary", "weight"]]


def stability(fits: pd.DataFrame) -> pd.DataFrame:
    """How far two seeds agree: one row per pair, with agreement (share of paragraphs with the same theme) and alpha.

    alpha: Krippendorff's, which corrects for chance. Below about 0.67 no conclusion should be drawn from a single
    coder, nor from a single seed (Krippendorff 2004, Content Analysis, 2nd ed., ch. 11).
    """
    first = {seed: _first(part, ["report", "paragraph"]) for seed, part in fits.groupby("seed")}
    rows = [
        {"seed": a, "other": b, "n_paragraphs": len(first[a]), "agreement": (first[a] == first[b]).mean()}
        | {"alpha": krippendorff(zip(first[a], first[b], strict=True))[0]}
        for a, b in combinations(first, 2)
    ]
    return pd.DataFrame(rows, columns=["seed", "other", "n_paragraphs", "agreement", "alpha"])


def against(dictionary: pd.DataFrame, model: pd.DataFrame) -> pd.DataFrame:
    """The model compared with the dictionary: one row per theme, by the primary themes of paragraphs in both.

    dictionary, model: tables of themes. Columns: theme, n_dictionary, n_model, n_both (paragraphs with that theme),
    agreement (n_both / n_dictionary), often (the theme that the model gives most often to these paragraphs). Paragraphs
    without a theme in the dictionary are excluded. The last row, "all", is for all themes together.
    """
    key = ["report", "paragraph"]
    pair = [t[t["primary"]].set_index(key)["theme"].rename(n) for t, n in ((dictionary, "ours"), (model, "theirs"))]
    both = pd.concat(pair, axis=1, join="inner")
    both = both[both["ours"] != "none"]
    same = both["ours"] == both["theirs"]
    sides = {"n_dictionary": both["ours"], "n_model": both["theirs"], "n_both": both.loc[same, "ours"]}
    found = pd.DataFrame({name: side.value_counts() for name, side in sides.items()}).fillna(0).astype(int)
    found = found.reindex([theme for theme in THEMES if theme in found.index])
    found.loc["all"] = [len(both), len(both), int(same.sum())]
    found["agreement"] = found["n_both"] / found["n_dictionary"].where(found["n_dictionary"] > 0)
    most = {theme: part["theirs"].mode().iloc[0] for theme, part in both.groupby("ours")}
    return found.assign(often=[most.get(theme, "") for theme in found.index]).rename_axis("theme").reset_index()
