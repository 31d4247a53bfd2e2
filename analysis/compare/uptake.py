"""Who takes up new slogans first: the share of each year's new slogans that a group's report on that year contains."""

import pandas as pd
import scipy

from analysis.compare.bases import By, names, require, warnings
from analysis.compare.shares import FEW
from analysis.compare.statistics import wilson
from analysis.compare.statistics.association import false_discovery
from analysis.compare.years import dated_reports

FEW_NEW = 20  # below it a single slogan moves a share by more than a twentieth
COLUMNS = ("k", "n_new", "n_reports", "n_chars", "share", "low", "high", "expected", "p", "q", "warning")


def uptake(hits: pd.DataFrame, reports: pd.DataFrame, coined: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """How many of the slogans coined in a year occur in a group's reports on that year; one row per group.

    hits: slogan occurrences, including headings. coined: slogan and year (of first use), as slogans.load gives them;
    rows without a year are skipped, and so are slogans that no group has in their year: they distinguish no groups.
    Columns: by, k (slogans taken up in their year), n_new (that could have been: coined in a year on which the group
    reports), n_reports and n_chars (of those years), share (k of n_new), low, high (95 % Wilson interval), expected
    (the mean share over all groups that report on the year of the slogan: what a group of average speed would have), p
    (two-sided binomial test against `expected`; conservative, since slogans differ in their chances: Hoeffding 1956,
    Ann. Math. Statist. 27:713-721), q (false discovery rate over the groups), warning. Largest share first.
    A year is the year that a report covers: one on 2017, read out in January 2018, can contain a slogan of October
    2017, but hardly one of December 2017. A long report has more room for slogans; look at n_chars before calling a
    group quick. Slogans coined together spread together, which neither interval nor p allows for.
    Raises ValueError for a missing column, if year is in by, and if by is empty.
    """
    by = names(by)
    if "year" in by:
        raise ValueError("uptake: a slogan has one year of its own; take year out of by")
    if not by:
        raise ValueError("by takes a column at least, as by='city'")
    require(hits, ["report", "slogan"], "hits")
    require(reports, ["report", "year", "n_chars", *by], "reports")
    require(coined, ["slogan", "year"], "coined")
    texts = dated_reports(reports)[list(dict.fromkeys(["report", "year", "n_chars", *by]))].dropna(subset=by)
    new = coined.loc[coined["year"].notna(), ["slogan", "year"]].astype({"year": int}).drop_duplicates("slogan")
    chances = texts[[*by, "year"]].drop_duplicates().merge(new, on="year")
    seen = hits[["report", "slogan"]].drop_duplicates().merge(texts, on="report")
    chances = chances.merge(seen[[*by, "year", "slogan"]].drop_duplicates(), how="left", indicator="_taken")
    chances["_taken"] = (chances["_taken"] == "both").astype(float)
    chances["_all"] = chances.groupby("slogan")["_taken"].transform("mean")
    chances = chances[chances["_all"] > 0]
    table = chances.groupby(by, observed=True).agg(
        k=("_taken", "sum"), n_new=("_taken", "size"), expected=("_all", "mean")
    ).reset_index()  # fmt: skip
    used = texts.merge(chances[[*by, "year"]].drop_duplicates(), on=[*by, "year"])
    bases = used.groupby(by, observed=True).agg(n_reports=("report", "size"), n_chars=("n_chars", "sum"))
    table = table.merge(bases.reset_index(), on=by).astype({"k": int, "n_reports": int, "n_chars": int})
    table["share"] = table["k"] / table["n_new"]
    table["low"], table["high"] = wilson(table["k"], table["n_new"])
    tests = zip(table["k"], table["n_new"], table["expected"], strict=True)
    table["p"] = [scipy.stats.binomtest(k, n, min(expected, 1.0)).pvalue for k, n, expected in tests]
    table["q"] = false_discovery(table["p"])
    table["warning"] = warnings(
        table,
        (table["n_reports"] < FEW["reports"], f"fewer than {FEW['reports']} reports"),
        (table["n_new"] < FEW_NEW, f"fewer than {FEW_NEW} new slogans"),
    )
    table = table[[*by, *COLUMNS]]
    return table.sort_values(["share", *by], ascending=[False, *[True] * len(by)], kind="stable", ignore_index=True)
