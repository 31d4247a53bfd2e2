"""Which words a group uses more than the others, and how evenly."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from analysis.compare.bases import FEW_HITS, base_warnings, bases, grouped, names, require, warnings
from analysis.compare.comparability import SAME, together

CLEAR = 1.96  # z above which the 95 % interval of the log-odds lies above 0


def dispersion(counts, sizes, normalise: bool = True) -> float:
    """Gries' DP of a word: 0 spread over the parts as the text is, towards 1 clumped; NaN for a word that is not there.

    counts: its occurrences in each part; sizes: words in each part, same length. DP = ½ Σ |counts / n − sizes / N|;
    normalised by 1 − min(sizes) / N, so that 1 can be reached. Not comparable between texts cut into parts
    of very different number. Source: Gries (2008), Int. J. Corpus Linguistics 13:403-437; norm of
    Lijffijt & Gries (2012), ibid. 17:147-149.
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if counts.shape != sizes.shape:
        raise ValueError(f"dispersion: {counts.size} counts but {sizes.size} sizes")
    if counts.sum() == 0 or sizes.sum() == 0:
        return float("nan")
    part = sizes / sizes.sum()
    dp = np.abs(counts / counts.sum() - part).sum() / 2
    if not normalise:
        return float(dp)
    # A text of one part spreads every word perfectly; the norm would divide by zero there.
    return float(dp / (1 - part.min())) if part.min() < 1 else 0.0


def log_odds(n, n_rest, tokens, tokens_rest, prior=None):
    """Log-odds of a word in a group against the rest, with an informative Dirichlet prior, and its z: (log_odds, z).

    n, n_rest: occurrences; tokens, tokens_rest: words in all. prior: α₀, its weight in words, of which the word has
    its share in the whole corpus; default: as many words as the corpus has.
    log ((n + α) / (N + α₀ − n − α)) less the same of the rest; z: that over √(1 / (n + α) + 1 / (n_rest + α)).
    Source: Monroe, Colaresi & Quinn (2008), Political Analysis 16:372-403.
    """
    corpus = tokens + tokens_rest
    alpha0 = corpus if prior is None else prior
    alpha = (n + n_rest) / corpus * alpha0
    ours, theirs = n + alpha, n_rest + alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(ours / (tokens + alpha0 - ours)) - np.log(theirs / (tokens_rest + alpha0 - theirs))
    value = np.where(np.isnan(value), 0, value)  # the only word there is, on both sides alike
    return value, value / np.sqrt(1 / ours + 1 / theirs)


def log_ratio(n, n_rest, tokens, tokens_rest):
    """Binary logarithm of the ratio of two relative frequencies: 1 twice as frequent, 0 equally, −1 half.

    ½ is added to each count, so that a word that the rest has not gives a number; nearly unbiased.
    Source: Hardie (2014), “Log Ratio: an informal introduction” (CASS, Lancaster); the ½ from Walter (1975), “The
    distribution of Levin's measure of attributable risk”, Biometrika 62:371.
    """
    n, rest, tokens, tokens_rest = (np.asarray(x, dtype=float) for x in (n, n_rest, tokens, tokens_rest))
    return np.log2((n + 0.5) / (tokens + 0.5)) - np.log2((rest + 0.5) / (tokens_rest + 0.5))


def lrc(n, n_rest, tokens, tokens_rest, family: int = 1, level: float = 0.95):
    """Conservative log ratio: the bound of its interval that is nearer to 0, and 0 where the interval holds 0.

    It ranks words by the effect that the data assure, so that rare words do not lead. family: number of words tested,
    by which the error is divided (Bonferroni). The interval is the exact one (Clopper & Pearson 1934, Biometrika
    26:404-413). Still takes words as independent; see `permutation`.
    Source: Evert (2022), “Measuring Keyness”, Digital Humanities 2022, Tokyo; as the R package corpora computes it.
    """
    n, rest, tokens, tokens_rest = (np.asarray(x, dtype=float) for x in (n, n_rest, tokens, tokens_rest))
    tail, more = (1 - level) / family / 2, n * tokens_rest >= rest * tokens
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(n > 0, stats.beta.ppf(tail, n, rest + 1), 0)
        share = np.where(more, low, stats.beta.ppf(1 - tail, n + 1, rest))
        bound = np.log2(share / (1 - share) * tokens_rest / tokens)
        return np.where(more, np.maximum(bound, 0), np.minimum(bound, 0))


def _dispersions(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Normalised DP of each (group, term) over the group's paragraphs, without building zero rows.

    Parts where the word is absent add up to 1 minus the share of the parts where it stands.
    """
    part = rows.groupby([*by, "report", "paragraph"], dropna=False)["n"].sum().rename("_size").reset_index()
    whole = part.groupby(by, dropna=False)["_size"].agg(_whole="sum", _least="min").reset_index()
    part = part.merge(whole, on=by).assign(_share=lambda t: t["_size"] / t["_whole"])
    hits = rows.groupby([*by, "term", "report", "paragraph"], dropna=False)["n"].sum().reset_index()
    hits = hits.merge(part, on=[*by, "report", "paragraph"])
    total = hits.groupby([*by, "term"], dropna=False)["n"].transform("sum")
    hits["_off"] = (hits["n"] / total - hits["_share"]).abs()
    sums = hits.groupby([*by, "term"], dropna=False).agg(
        _off=("_off", "sum"), _share=("_share", "sum"), n_reports=("report", "nunique"), n_paragraphs=("n", "size")
    )
    sums = sums.reset_index().merge(whole, on=by)
    room = 1 - sums["_least"] / sums["_whole"]
    sums["dispersion"] = ((sums["_off"] + 1 - sums["_share"]) / 2 / room.where(room > 0)).fillna(0).clip(lower=0)
    return sums[[*by, "term", "n_reports", "n_paragraphs", "dispersion"]]


def keyness(terms, reports, by="city", min_n=5, stop=(), prior=None) -> pd.DataFrame:
    """Each word in each group against all other groups together: log-odds, log ratio, its bound, and dispersion.

    terms: report, paragraph, term, n. stop: words left out before anything is counted. min_n: words with fewer
    occurrences in all get no row (they still count in the totals). prior: see `log_odds`; its default shrinks rare
    words hard. Columns: by, term, n, n_rest, n_tokens, n_reports (of the group that have it), n_paragraphs (that have
    it), n_chars, log_odds, z, log_ratio, lrc (the family is all words of the table), dispersion (normalised DP over the
    group's paragraphs), comparable, reason, warning; within each group by z, largest first. Groups without a word get
    no row. |z| > 1.96 is no test over thousands of words that come in clusters: read it as a ranking, and
    `permutation` for a test. Give it reports of one genre and year to hold these constant: comparable and reason
    say whether they were. Raises ValueError with fewer than two groups, or a prior that is not above 0.
    """
    by = names(by)
    require(terms, ["report", "paragraph", "term", "n"], "terms")
    rows = grouped(terms[~terms["term"].isin(set(stop))], reports, by, "terms")
    groups = rows[by].drop_duplicates()
    if len(groups) < 2:
        raise ValueError(f"keyness: {len(groups)} group of {', '.join(by)} has words; it takes two or more to compare")
    if prior is not None and not prior > 0:
        raise ValueError("keyness: prior must be above 0")
    counts = rows.groupby([*by, "term"], dropna=False)["n"].sum().reset_index()
    tokens = rows.groupby(by, dropna=False)["n"].sum().rename("n_tokens").reset_index()
    total, corpus = rows.groupby("term")["n"].sum(), rows["n"].sum()
    total = total[total >= min_n]
    table = groups.merge(pd.DataFrame({"term": total.index, "_all": total.to_numpy()}), how="cross")
    table = table.merge(counts, on=[*by, "term"], how="left").merge(tokens, on=by)
    table["n"] = table["n"].fillna(0).astype(int)
    table["n_rest"] = table["_all"] - table["n"]
    four = table["n"], table["n_rest"], table["n_tokens"], corpus - table["n_tokens"]
    table["log_odds"], table["z"] = log_odds(*four, prior=None if prior is None else float(prior))
    table["log_ratio"], table["lrc"] = log_ratio(*four), lrc(*four, family=max(len(total), 1))
    table = table.merge(_dispersions(rows, by), on=[*by, "term"], how="left")
    table = table.merge(bases(reports, by).drop(columns="n_reports"), on=by, how="left")
    table[["n_reports", "n_paragraphs"]] = table[["n_reports", "n_paragraphs"]].fillna(0).astype(int)
    order = {tuple(group): i for i, group in enumerate(groups.itertuples(index=False))}
    table["_group"] = [order[g] for g in table[by].itertuples(index=False, name=None)]
    table = table.sort_values(["_group", "z", "term"], ascending=[True, False, True]).reset_index(drop=True)
    differs = together(reports[reports["report"].isin(rows["report"])])
    table["comparable"], table["reason"] = differs == "", differs or SAME
    table["warning"] = warnings(
        table,
        *base_warnings(table),
        (table["_all"] < FEW_HITS, f"fewer than {FEW_HITS} in all"),
        ((table["n"] > 1) & (table["n_paragraphs"] == 1), "in one paragraph only"),
    )
    columns = ["n", "n_rest", "n_tokens", "n_reports", "n_paragraphs", "n_chars", "log_odds", "z", "log_ratio", "lrc"]
    return table[[*by, "term", *columns, "dispersion", "comparable", "reason", "warning"]]
