"""Where slogans stand: in the opening, the body or the plans of a report, and how evenly across reports."""

import numpy as np
import pandas as pd

from analysis.compare.bases import FEW_HITS, PER, By, grouped, included, names, placed, require, warnings
from analysis.compare.rates import hits_of_groups, with_intervals
from analysis.compare.statistics.association import dispersion
from analysis.corpus.headings import announces_plans, reviews

PARTS = ("opening", "body", "plans")


def parts(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """The paragraphs with an added column: part, one of opening, body, plans.

    plans: a heading announces what is to come (工作安排, 下一步 …) and none above it looks back (回顾). opening: the
    paragraphs at the beginning, before the first heading below that of the first paragraph; where headings do not
    delimit them, or they would make up more than a third of the report, the first paragraph only. A report of one
    paragraph is body. Where no heading announces plans, they count as body. Raises ValueError for a missing column.
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


def positions(
    hits: pd.DataFrame, paragraphs: pd.DataFrame, reports: pd.DataFrame, by: By = "city", feature: str | None = None
) -> pd.DataFrame:
    """Hits per 10,000 Han characters in each part of the reports, one row per (by, [feature], part).

    hits: the slogans table, or any with report and paragraph; hits outside body text are dropped. Columns: by,
    [feature], part (see `parts`), n, n_reports (that have the part), n_chars (of the part), rate, low, high,
    overdispersion, warning. The 95 % interval allows for hits that cluster in a paragraph, as `rates` does with
    clusters. A part that no report of a group has gets no row. by=[] takes all reports together.
    Raises ValueError for a missing column or a hit whose paragraph is not listed.
    """
    by, features = names(by), [] if feature is None else [feature]
    require(hits, ["report", "paragraph", *features], "hits")
    key, groups = ["report", "paragraph"], [*by, "part"]
    body = grouped(parts(paragraphs)[[*key, "n_chars", "part"]], reports, by, "paragraphs")
    rows = grouped(hits[hits["paragraph"].notna()], reports, [], "hits")
    rows = placed(rows, body[[*key, "part"]], key, "hits", "paragraphs")
    body = body.assign(_report=body["report"])
    groups = ["_report" if c == "report" else c for c in groups]
    # Each part of a report is a report of its own.
    body, rows = (t.assign(report=t["report"].astype(str) + " " + t["part"]) for t in (body, rows))
    own = body.groupby(["report", *groups], sort=False, dropna=False)["n_chars"].sum().reset_index()
    rows, body = rows[[*key, *features]], body[[*key, "n_chars"]]
    table = hits_of_groups(rows, own, groups, feature, body)
    table = with_intervals(table, table["n_chars"] / PER)
    table = table.rename(columns={"_report": "report"})
    table["warning"] = warnings(table, (table["n"] < FEW_HITS, f"fewer than {FEW_HITS} hits"))
    order = {c: pd.Index(table[c].unique()) for c in [*features, *by]} | {"part": pd.Index(PARTS)}
    table = table.sort_values(list(order), key=lambda c: order[str(c.name)].get_indexer(c), ignore_index=True)
    columns = [*by, *features, "part", "n", "n_reports", "n_chars", "rate", "low", "high", "overdispersion", "warning"]
    return table[columns]


def evenness(
    hits: pd.DataFrame, reports: pd.DataFrame, feature: str = "slogan", *, draws: int = 500, seed: int = 0
) -> pd.DataFrame:
    """How evenly each feature is spread over reports, compared with chance; one row per feature, most even first.

    Columns: feature, n, n_reports (that have it), dp (Gries' DP over the reports, see `statistics.dispersion`: 0 where
    each has it in proportion to its length), dp_by_chance (mean DP of `draws` random scatterings of n hits over texts
    of these lengths), as_even (share of the scatterings that are at least as even: near 0 it is spread more evenly than
    chance, near 1 it is clumped). DP depends on n, so compare features of different n by as_even only. Hits in reports
    that were not read or have no text are dropped. Raises ValueError for a missing column.
    """
    require(hits, ["report", feature], "hits")
    require(reports, ["report", "n_chars"], "reports")
    sizes = reports[included(reports)].set_index("report")["n_chars"].fillna(0).astype(float)
    sizes = sizes[sizes > 0]
    rows = hits[hits["report"].isin(sizes.index) & hits[feature].notna()]
    counts = pd.crosstab(rows[feature], rows["report"]).reindex(columns=sizes.index, fill_value=0)
    random = np.random.default_rng(seed)
    found = []
    for name, row in counts.iterrows():
        n = int(row.sum())
        scattered = random.multinomial(n, sizes / sizes.sum(), draws)
        chance = np.array([dispersion(draw, sizes) for draw in scattered])
        dp = dispersion(row, sizes)
        figures = {"n": n, "n_reports": int((row > 0).sum()), "dp": dp, "dp_by_chance": chance.mean()}
        found.append({feature: name, **figures, "as_even": (chance <= dp + 1e-9).mean()})
    columns = [feature, "n", "n_reports", "dp", "dp_by_chance", "as_even"]
    return pd.DataFrame(found, columns=columns).sort_values(["dp", feature], ignore_index=True)
