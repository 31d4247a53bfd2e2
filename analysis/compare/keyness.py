"""Which words a group uses more than the others, and which of them are no emphasis."""

from collections.abc import Collection

import pandas as pd

from analysis.compare.bases import FEW_HITS, By, bases, group_warnings, grouped, names, require
from analysis.compare.comparability import SAME, together
from analysis.compare.statistics.association import log_odds, log_ratio, lrc
from analysis.tokens import stopwords

CLEAR = 1.96  # z above which the 95 % interval of the log-odds lies above 0


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


def keyness(
    terms: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    *,
    min_n: int = 5,
    stop: Collection[str] = (),
    prior: float | None = None,
) -> pd.DataFrame:
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
    table["warning"] = group_warnings(
        table,
        (table["_all"] < FEW_HITS, f"fewer than {FEW_HITS} in all"),
        ((table["n"] > 1) & (table["n_paragraphs"] == 1), "in one paragraph only"),
    )
    columns = ["n", "n_rest", "n_tokens", "n_reports", "n_paragraphs", "n_chars", "log_odds", "z", "log_ratio", "lrc"]
    return table[[*by, "term", *columns, "dispersion", "comparable", "reason", "warning"]]


# A prefecture (自治州) says 州委 where a city says 市委: that is its rank, not what it stresses.
RANKS = frozenset(
    [side + level for side in "我全" for level in "省市州县区"]
    + [level + body for level in "省 市 州 县 区 自治区 自治州".split() for body in ("", "委", "党委", "政协")]
    + "兵团 省市 市县 州市 县市 市区".split()
)


def stop_words(terms: pd.DataFrame, reports: pd.DataFrame) -> set[str]:
    """The list of stop words, the names of ranks, and every term that holds the name of a city or province of reports.

    That Hami (哈密) writes Hami is no emphasis. For `keyness`, `permutation` and likeness in words.
    """
    require(terms, ["term"], "terms")
    names = {name for column in ("city", "province") if column in reports for name in reports[column].dropna()}
    return set(stopwords()) | RANKS | {term for term in terms["term"].unique() if any(n in term for n in names)}
