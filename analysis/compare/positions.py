"""Where in a report a slogan stands: in the opening, in the body, or in the plans."""

from __future__ import annotations

import pandas as pd

from analysis.compare.bases import FEW_HITS, PER, grouped, names, require, warnings
from analysis.compare.intervals import poisson_interval
from analysis.corpus.headings import announces_plans, reviews

PARTS = ("opening", "body", "plans")


def parts(paragraphs) -> pd.DataFrame:
    """The paragraphs with a column more: part, one of opening, body, plans.

    plans: a heading announces what is to come (工作安排, 下一步 …) and none above it looks back (回顾). opening: the
    paragraphs at the beginning before the first heading below that of the first paragraph; where headings do not set
    them apart, or would make more than a third of the report, the first paragraph alone. A report of one paragraph is
    body. Where no heading announces plans, they are part of the body. Raises ValueError for a missing column.
    """
    require(paragraphs, ["report", "paragraph", "heading", "n_chars"], "paragraphs")
    table = paragraphs.assign(part="body")
    headings = table["heading"].fillna("").str.split(" / ")
    plans = headings.map(lambda path: any(map(announces_plans, path)) and not any(map(reviews, path)))
    for _, own in table.groupby("report", sort=False):
        own = own.sort_values("paragraph")
        first = own["heading"].fillna("").ne(own["heading"].fillna("").iloc[0]).cumsum().eq(0)
        if own.loc[first, "n_chars"].sum() * 3 > own["n_chars"].sum():
            first = pd.Series(own.index == own.index[0], index=own.index)
        if len(own) > 1:
            table.loc[first.index[first], "part"] = "opening"
    return table.assign(part=table["part"].mask(plans, "plans"))


def positions(hits, paragraphs, reports, by="city", feature=None) -> pd.DataFrame:
    """Hits per 10,000 Han characters of each part of the reports, one row per (by, [feature], part).

    hits: the slogans table, or any with report and paragraph; those outside body text are left out. Columns: by,
    [feature], part (see `parts`), n, n_reports (that have the part), n_chars (of the part), rate, low, high (exact 95 %
    Poisson interval), warning. A part that no report of a group has is no row. by=[] takes all reports together.
    Raises ValueError for a missing column or a hit whose paragraph is not listed.
    """
    by, features = names(by), [] if feature is None else [feature]
    require(hits, ["report", "paragraph", *features], "hits")
    key = ["report", "paragraph"]
    body = grouped(parts(paragraphs)[[*key, "n_chars", "part"]], reports, by, "paragraphs")
    rows = grouped(hits[hits["paragraph"].notna()], reports, [], "hits")[[*key, *features]]
    rows = rows.merge(body, on=key, how="left", validate="many_to_one")
    if rows["part"].isna().any():
        first = rows[rows["part"].isna()].iloc[0]
        raise ValueError(f"hits: paragraph {first['paragraph']} of {first['report']!r} is missing from paragraphs")
    base = body.groupby([*by, "part"], sort=False, dropna=False)
    base = base.agg(n_reports=("report", "nunique"), n_chars=("n_chars", "sum")).reset_index()
    if features:
        order = rows[feature].value_counts(sort=True)
        base = pd.DataFrame({feature: order.index}).merge(base, how="cross")
    found = rows.groupby([*by, *features, "part"], dropna=False).size().rename("n").reset_index()
    table = base.merge(found, on=[*by, *features, "part"], how="left")
    table["n"] = table["n"].fillna(0).astype(int)
    exposure = table["n_chars"].where(table["n_chars"] > 0) / PER
    table["rate"] = table["n"] / exposure
    table["low"], table["high"] = poisson_interval(table["n"], exposure)
    table["warning"] = warnings(table, (table["n"] < FEW_HITS, f"fewer than {FEW_HITS} hits"))
    table["part"] = pd.Categorical(table["part"], PARTS, ordered=True)
    groups = [table[c].map({v: i for i, v in enumerate(table[c].unique())}) for c in [*features, *by]]
    table = table.assign(**{f"_{i}": g for i, g in enumerate(groups)})
    table = table.sort_values([*[f"_{i}" for i in range(len(groups))], "part"], ignore_index=True)
    columns = [*by, *features, "part", "n", "n_reports", "n_chars", "rate", "low", "high", "warning"]
    return table[columns].astype({"part": str})
