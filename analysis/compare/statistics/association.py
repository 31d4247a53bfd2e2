"""How much more often a word stands in one group than in the rest, and how evenly it is spread."""

import numpy as np
import pandas as pd
import scipy
from numpy.typing import ArrayLike
from scipy import special

from analysis.compare.statistics.intervals import Floats


def false_discovery(p: pd.Series) -> pd.Series:
    """q of each p, adjusted over all: Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289-300. NaN where p is
    NaN.
    """
    tested = p[p.notna()]
    q = scipy.stats.false_discovery_control(tested) if len(tested) else []
    return pd.Series(q, tested.index, dtype=float).reindex(p.index)


def log_odds(
    n: ArrayLike, n_rest: ArrayLike, tokens: ArrayLike, tokens_rest: ArrayLike, *, prior: float | None = None
) -> tuple[Floats, Floats]:
    """Log-odds of a word in a group against the rest, with an informative Dirichlet prior, and its z: (log_odds, z).

    n, n_rest: occurrences; tokens, tokens_rest: all words. prior: α₀, the weight of the prior in words, of which each
    word gets its share in the whole corpus; default: the number of words in the corpus.
    log ((n + α) / (N + α₀ − n − α)) minus the same of the rest; z: that divided by √(1 / (n + α) + 1 / (n_rest + α)).
    Source: Monroe, Colaresi & Quinn (2008), Political Analysis 16:372-403.
    """
    n, n_rest, tokens, tokens_rest = (np.asarray(x, dtype=float) for x in (n, n_rest, tokens, tokens_rest))
    corpus = tokens + tokens_rest
    alpha0 = corpus if prior is None else prior
    alpha = (n + n_rest) / corpus * alpha0
    ours, theirs = n + alpha, n_rest + alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(ours * (tokens_rest + alpha0 - theirs) / (theirs * (tokens + alpha0 - ours)))
    value = np.where(np.isnan(value), 0, value)  # the only word there is, on both sides alike
    return value, value * np.sqrt(ours * theirs / (ours + theirs))


def log_ratio(n: ArrayLike, n_rest: ArrayLike, tokens: ArrayLike, tokens_rest: ArrayLike) -> Floats:
    """Binary logarithm of the ratio of two relative frequencies: 1 twice as frequent, 0 equally, −1 half as frequent.

    ½ is added to each count, so that a word absent from the rest gives a number; nearly unbiased.
    Source: Hardie (2014), “Log Ratio: an informal introduction” (CASS, Lancaster); the ½ from Walter (1975), “The
    distribution of Levin's measure of attributable risk”, Biometrika 62:371.
    """
    n, rest, tokens, tokens_rest = (np.asarray(x, dtype=float) for x in (n, n_rest, tokens, tokens_rest))
    return np.log2((n + 0.5) / (tokens + 0.5)) - np.log2((rest + 0.5) / (tokens_rest + 0.5))


def lrc(
    n: ArrayLike, n_rest: ArrayLike, tokens: ArrayLike, tokens_rest: ArrayLike, *, family: int = 1, level: float = 0.95
) -> Floats:
    """Conservative log ratio: the bound of its interval that is nearer to 0, and 0 where the interval contains 0.

    It ranks words by the effect that the data support, so that rare words do not lead. family: number of words tested,
    by which the error is divided (Bonferroni). The interval is the exact one (Clopper & Pearson 1934, Biometrika
    26:404-413). Still assumes independent words; see `permutation`.
    Source: Evert (2022), “Measuring Keyness”, Digital Humanities 2022, Tokyo; as the R package corpora computes it.
    """
    four = (np.asarray(x, dtype=float) for x in (n, n_rest, tokens, tokens_rest))
    n, rest, tokens, tokens_rest = np.broadcast_arrays(*four)
    tail, more = (1 - level) / family / 2, n * tokens_rest >= rest * tokens
    share = np.zeros(n.shape)
    low, less = more & (n > 0), ~more
    with np.errstate(divide="ignore", invalid="ignore"):
        share[low] = special.betaincinv(n[low], rest[low] + 1, tail)
        share[less] = special.betaincinv(n[less] + 1, rest[less], 1 - tail)
        bound: Floats = np.log2(share / (1 - share) * tokens_rest / tokens)
        return np.where(more, np.maximum(bound, 0), np.minimum(bound, 0))


def dispersion(counts: ArrayLike, sizes: ArrayLike, *, normalise: bool = True) -> float:
    """Gries' DP of a word: 0 spread over the parts as the text is, towards 1 clumped; NaN for a word that does not
    occur.

    counts: its occurrences in each part; sizes: words in each part, same length. DP = ½ Σ |counts / n − sizes / N|;
    normalised by 1 − min(sizes) / N, so that 1 can be reached. Not comparable between texts cut into very different
    numbers of parts. Source: Gries (2008), Int. J. Corpus Linguistics 13:403-437; norm of
    Lijffijt & Gries (2012), ibid. 17:147-149.
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if counts.shape != sizes.shape:
        raise ValueError(f"dispersion: {counts.size} counts but {sizes.size} sizes")
    if counts.sum() == 0 or sizes.sum() == 0:
        return float("nan")
    share = sizes / sizes.sum()
    dp = np.abs(counts / counts.sum() - share).sum() / 2
    if not normalise:
        return float(dp)
    # A text of one part spreads every word perfectly; the norm would divide by zero there.
    return float(dp / (1 - share.min())) if share.min() < 1 else 0.0
