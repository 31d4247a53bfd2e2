"""Over the years: when a slogan is first and last seen, and whether cities use it more or less."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.compare.bases import FEW_HITS, By, grouped, names, require, warnings
from analysis.compare.statistics.association import false_discovery

TRENDS = ("rise", "fall", "cannot tell")
ALPHA = 0.05


def over_time(hits: pd.DataFrame, reports: pd.DataFrame, by: By = "city", feature: str = "slogan") -> pd.DataFrame:
    """First and last year of each feature, and whether it rises or falls within the groups; one row a feature.

    Only reports with a year. Columns: feature, n, n_reports (that have it), first_year, last_year (in which it is
    seen), n_groups (groups that have it and reports of two years or more: all that a trend can rest on), ratio (of its
    rate from one year to the next, an estimate), z, p, q (false discovery rate over all rows, Benjamini & Hochberg
    1995), trend (rise or fall where q ≤ 0.05; else "cannot tell"), warning. Most hits first.
    Each group is compared with itself only: given its hits, the years share them in proportion to their Han characters
    where nothing changes (score test for a trend in Poisson rates, stratified: Armitage 1966, Biometrika 53:85-91).
    So a corpus with one year a city can say when a slogan is seen, but never that it rises or falls: there, years and
    cities cannot be told apart. First seen in a corpus is not coined. Raises ValueError for a missing column.
    """
    by = names(by)
    require(hits, ["report", feature], "hits")
    require(reports, ["report", "year", "n_chars", *by], "reports")
    dated = reports[reports["year"].notna() & (pd.to_numeric(reports["n_chars"]) > 0)]
    text = dated.assign(year=dated["year"].astype(int), _chars=pd.to_numeric(dated["n_chars"]).astype(float))
    text = text.groupby([*by, "year"], dropna=False)["_chars"].sum().reset_index()
    panel = text[text.groupby(by, dropna=False)["year"].transform("size") > 1]
    x, weight = panel["year"], panel["_chars"] / panel.groupby(by, dropna=False)["_chars"].transform("sum")
    moments = panel[by].assign(_mean=weight * x, _square=weight * x**2).groupby(by, dropna=False).sum().reset_index()
    rows = grouped(hits[hits["report"].isin(dated["report"])], reports, [*by, "year"], "hits")
    rows = rows[rows[feature].notna()].astype({"year": int})
    seen = rows.groupby(feature, observed=True).agg(
        n=("report", "size"), n_reports=("report", "nunique"), first_year=("year", "min"), last_year=("year", "max")
    )
    # Given a group's hits, each falls in a year with the weight of its text: mean and variance of that year.
    own = rows.merge(moments, on=by, how="inner")
    own["_score"], own["_variance"] = own["year"] - own["_mean"], own["_square"] - own["_mean"] ** 2
    sums = own.groupby(feature, observed=True)[["_score", "_variance"]].sum()
    groups = own[[feature, *by]].drop_duplicates().groupby(feature, observed=True).size()
    table = seen.join(groups.rename("n_groups")).join(sums).reset_index()
    table["n_groups"] = table["n_groups"].fillna(0).astype(int)
    table["ratio"] = np.exp(table["_score"] / table["_variance"])
    table["z"] = table["_score"] / np.sqrt(table["_variance"])
    table = table.drop(columns=["_score", "_variance"])
    table["p"] = 2 * stats.norm.sf(table["z"].astype(float).abs())
    table["q"] = false_discovery(table["p"])
    clear = table["q"] <= ALPHA
    table["trend"] = np.select([clear & (table["z"] > 0), clear & (table["z"] < 0)], TRENDS[:2], TRENDS[2])
    table["warning"] = warnings(
        table,
        (table["n_groups"] == 0, "no group has it in reports of two years"),
        (table["n"] < FEW_HITS, f"fewer than {FEW_HITS} hits"),
    )
    return table.sort_values(["n", feature], ascending=[False, True], kind="stable", ignore_index=True)
