"""How much of the text, and how many of the reports."""

from __future__ import annotations

import pandas as pd

from analysis.compare.bases import FEW_PARAGRAPHS, FEW_REPORTS, base_warnings, bases, grouped, names, require, warnings
from analysis.compare.intervals import wilson
from analysis.compare.rates import counts


def shares(themes, paragraphs, reports, by="city", feature="theme", of="paragraphs") -> pd.DataFrame:
    """Share of a group's paragraphs, or of their characters, that a theme takes; one row per (by, theme).

    of="paragraphs": paragraphs whose primary theme it is, over all paragraphs. of="characters": n_chars × weight
    over all characters; weights of one paragraph that add up to more than 1 are scaled down to 1, so shares of a
    group never exceed 1. Columns: by, feature, n (paragraphs with that primary theme), n_reports, n_paragraphs,
    n_chars, share, low, high, warning. 95 % Wilson interval; that of a character share takes the
    paragraph for the unit observed, with Kish's effective number (Σc)² / Σc² of them, since the characters of one
    paragraph are not independent. Paragraphs are taken as independent of each other: where neighbours share a theme,
    the interval is too narrow. Groups without a paragraph get NaN. Paragraphs without a theme stay in the base.
    Raises ValueError for a theme of a paragraph that is not listed, or of a report missing from reports.
    """
    if of not in ("paragraphs", "characters"):
        raise ValueError(f"of: {of!r} is neither 'paragraphs' nor 'characters'")
    by, key = names(by), ["report", "paragraph"]
    require(themes, [*key, feature, "primary", *(["weight"] if of == "characters" else [])], "themes")
    require(paragraphs, [*key, "n_chars"], "paragraphs")
    body = grouped(paragraphs[[*key, "n_chars"]], reports, by, "paragraphs")
    rows = grouped(themes, reports, [], "themes").merge(body, on=key, how="left", validate="many_to_one")
    strange = rows[rows["n_chars"].isna()]
    if len(strange):
        first = strange.iloc[0]
        raise ValueError(f"themes: paragraph {first['paragraph']} of {first['report']!r} is missing from paragraphs")
    rows["_n"] = rows["primary"].astype(str).str.lower().isin(["true", "1", "1.0"]).astype(int)
    rows["_part"] = rows["_n"].astype(float)
    if of == "characters":
        whole = rows.groupby(key)["weight"].transform("sum").clip(lower=1)
        rows["_part"] = rows["n_chars"] * rows["weight"] / whole
    found = rows.groupby([*by, feature], dropna=False, observed=True)[["_n", "_part"]].sum().reset_index()
    order = rows.groupby(feature, observed=True)["_part"].sum().sort_values(ascending=False, kind="stable")
    text = body.assign(_square=body["n_chars"].astype(float) ** 2).groupby(by, dropna=False)
    text = text.agg(n_paragraphs=("paragraph", "size"), _chars=("n_chars", "sum"), _square=("_square", "sum"))
    base = bases(reports, by).drop(columns="n_chars").merge(text.reset_index(), on=by, how="left")
    table = base.merge(pd.DataFrame({feature: order.index}), how="cross").merge(found, on=[*by, feature], how="left")
    table[["_n", "_part", "_chars"]] = table[["_n", "_part", "_chars"]].fillna(0)
    table["n"], table["n_chars"] = table["_n"].astype(int), table["_chars"].astype(int)
    table["n_paragraphs"] = table["n_paragraphs"].fillna(0).astype(int)
    whole = table["n_paragraphs"] if of == "paragraphs" else table["n_chars"]
    cases = table["n_paragraphs"] if of == "paragraphs" else (table["_chars"] ** 2 / table["_square"]).fillna(0)
    table["share"] = table["_part"] / whole.where(whole > 0)
    table["low"], table["high"] = wilson(table["share"].fillna(0) * cases, cases)
    few = (table["n_paragraphs"] > 0) & (table["n_paragraphs"] < FEW_PARAGRAPHS)
    table["warning"] = warnings(table, *base_warnings(table), (few, f"fewer than {FEW_PARAGRAPHS} paragraphs"))
    columns = ["n", "n_reports", "n_paragraphs", "n_chars", "share", "low", "high", "warning"]
    return table[[*by, feature, *columns]]


def report_share(hits, reports, by="city", feature="slogan") -> pd.DataFrame:
    """Share of a group's reports in which a feature stands at least once; one row per (by, feature).

    Columns: by, feature, k (reports that have it), n_reports, n_chars, share, low, high, warning; 95 % Wilson interval.
    by=[] takes all reports together. A long report has more room for a slogan: read it beside `rates`.
    """
    by = names(by)
    together = not by
    if together:
        reports, by = reports.assign(_all="all"), ["_all"]
    require(hits, ["report", feature], "hits")
    once = hits[["report", feature]].drop_duplicates()
    table = counts(once, reports, by, feature).rename(columns={"n": "k"})
    table["share"] = table["k"] / table["n_reports"].where(table["n_reports"] > 0)
    table["low"], table["high"] = wilson(table["k"], table["n_reports"])
    few = (table["n_reports"] > 0) & (table["n_reports"] < FEW_REPORTS)
    table["warning"] = warnings(table, *base_warnings(table), (few, f"fewer than {FEW_REPORTS} reports"))
    table = table[[*by, feature, "k", "n_reports", "n_chars", "share", "low", "high", "warning"]]
    return table.drop(columns="_all") if together else table
