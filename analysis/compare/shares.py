"""Shares: of the text, of the reports (and how hot that makes a slogan), of the characters inside recurring phrases."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
import scipy

from analysis.compare.bases import By, Rule, bases, group_warnings, grouped, included, names, placed, require
from analysis.compare.rates import hits_of_groups
from analysis.compare.statistics.intervals import wilson
from analysis.compare.statistics.runs import correlation, effective, inflation

FEW = {"paragraphs": 20, "reports": 5}  # below it a single case moves a share by more than a twentieth, or a fifth
# Least share of reports for each degree, hottest first: most of them, half, a quarter, a tenth, one in fifty.
CUTS = {"沸": 0.8, "烫": 0.5, "热": 0.25, "暖": 0.1, "温": 0.02, "冷": 0.0}
UNDECIDED = "cannot tell"


def _few(table: pd.DataFrame, units: str) -> Rule:
    n = table[f"n_{units}"]
    return (n > 0) & (n < FEW[units]), f"fewer than {FEW[units]} {units}"


def shares(
    themes: pd.DataFrame,
    paragraphs: pd.DataFrame,
    reports: pd.DataFrame,
    by: By = "city",
    feature: str = "theme",
    *,
    of: str = "paragraphs",
) -> pd.DataFrame:
    """Share of a group's paragraphs, or of their characters, that a theme takes up; one row per (by, theme).

    of="paragraphs": paragraphs whose primary theme it is, over all paragraphs. of="characters": n_chars × weight
    over all characters; weights of one paragraph that sum to more than 1 are scaled down to 1, so a group's shares
    never exceed 1. Columns: by, feature, n (paragraphs with that primary theme), n_reports, n_paragraphs, n_chars,
    n_effective, share, low, high, warning. 95 % Wilson interval for n_effective cases: neighbours share themes, so
    paragraphs carry less information than as many independent ones (`_runs`); for a character share the paragraph is
    the unit of observation, with Kish's effective number (Σc)² / Σc² of them. Groups without a paragraph get NaN.
    Paragraphs without a theme stay in the base.
    Raises ValueError for a theme whose paragraph is not listed, or whose report is missing from reports.
    """
    if of not in ("paragraphs", "characters"):
        raise ValueError(f"of: {of!r} is neither 'paragraphs' nor 'characters'")
    by, key = names(by), ["report", "paragraph"]
    require(themes, [*key, feature, "primary", *(["weight"] if of == "characters" else [])], "themes")
    require(paragraphs, [*key, "n_chars"], "paragraphs")
    base = bases(reports, by).drop(columns="n_chars")
    body = grouped(paragraphs[[*key, "n_chars"]], reports, by, "paragraphs")
    rows = placed(grouped(themes, reports, [], "themes"), body, key, "themes", "paragraphs")
    rows["_n"] = rows["primary"].astype(str).str.lower().isin(["true", "1", "1.0"]).astype(int)
    rows["_part"] = rows["_n"].astype(float)
    if of == "characters":
        whole = rows.groupby(key)["weight"].transform("sum").clip(lower=1)
        rows["_part"] = rows["n_chars"] * rows["weight"] / whole
    found = rows.groupby([*by, feature], dropna=False, observed=True)[["_n", "_part"]].sum().reset_index()
    order = rows.groupby(feature, observed=True)["_part"].sum().sort_values(ascending=False, kind="stable")
    first = rows[rows["_n"] == 1].drop_duplicates(key)[[*key, feature]]
    body = body.assign(_square=body["n_chars"].astype(float) ** 2, _runs=_runs(first, body, feature))
    groups = body.groupby(by, dropna=False)
    text = groups.agg(n_paragraphs=("paragraph", "size"), _chars=("n_chars", "sum"), _square=("_square", "sum"),
                      _runs=("_runs", "mean"))  # fmt: skip
    base = base.merge(text.reset_index(), on=by, how="left")
    table = base.merge(pd.DataFrame({feature: order.index}), how="cross").merge(found, on=[*by, feature], how="left")
    table[["_n", "_part", "_chars"]] = table[["_n", "_part", "_chars"]].fillna(0)
    table["n"], table["n_chars"] = table["_n"].astype(int), table["_chars"].astype(int)
    table["n_paragraphs"] = table["n_paragraphs"].fillna(0).astype(int)
    whole = table["n_paragraphs"] if of == "paragraphs" else table["n_chars"]
    cases = table["n_paragraphs"] if of == "paragraphs" else (table["_chars"] ** 2 / table["_square"]).fillna(0)
    table["n_effective"] = (cases / table["_runs"]).fillna(0)
    table["share"] = table["_part"] / whole.where(whole > 0)
    table["low"], table["high"] = wilson(table["share"].fillna(0) * table["n_effective"], table["n_effective"])
    table["warning"] = group_warnings(table, _few(table, "paragraphs"))
    columns = ["n", "n_reports", "n_paragraphs", "n_chars", "n_effective", "share", "low", "high", "warning"]
    return table[[*by, feature, *columns]]


def _runs(first: pd.DataFrame, body: pd.DataFrame, feature: str) -> pd.Series:
    """For each paragraph of body by how much its report's paragraphs tell less than independent ones.

    One correlation for all reports, since one says almost nothing on its own: how much oftener neighbours have one
    primary theme than paragraphs further apart (`statistics.runs`).
    """
    order = body.reset_index().merge(first, on=["report", "paragraph"], how="left", validate="one_to_one")
    order = order.sort_values(["report", "paragraph"])
    theme, report = pd.factorize(order[feature])[0], pd.factorize(order["report"])[0]
    beside = report[1:] == report[:-1]
    lengths = np.bincount(report).astype(float)
    of_theme = pd.DataFrame({"r": report, "t": theme}).value_counts().to_numpy()
    alike, pairs = (theme[1:] == theme[:-1])[beside].sum(), (lengths * (lengths - 1) / 2).sum()
    apart, far = (of_theme * (of_theme - 1) / 2).sum() - alike, pairs - beside.sum()
    rho = correlation(alike / beside.sum(), apart / far, lengths) if far > 0 else 0.0
    return pd.Series(inflation(rho, lengths[report]), order["index"]).reindex(body.index)


def report_share(hits: pd.DataFrame, reports: pd.DataFrame, by: By = "city", feature: str = "slogan") -> pd.DataFrame:
    """Share of a group's reports in which a feature occurs at least once; one row per (by, feature).

    Columns: by, feature, k (reports that have it), n_reports, n_chars, share, low, high, warning; 95 % Wilson interval
    that allows for cities whose reports resemble each other (`_of_cities`). by=[] takes all reports together. A long
    report has more room for a slogan: read it beside `rates`.
    """
    by = names(by)
    together = not by
    if together:
        reports, by = reports.assign(_all="all"), ["_all"]
    require(hits, ["report", feature], "hits")
    once = hits.loc[hits[feature].notna(), ["report", feature]].drop_duplicates()
    table = hits_of_groups(once, reports, by, feature).rename(columns={"n": "k"})
    table["share"] = table["k"] / table["n_reports"].where(table["n_reports"] > 0)
    effective, n_cities = _of_cities(once, reports, by, feature, table)
    table["low"], table["high"] = wilson(table["share"].fillna(0) * effective, effective)
    alone = (n_cities == 1) & (table["n_reports"] > 1)
    table["warning"] = group_warnings(
        table, _few(table, "reports"), (alone, "one city: its reports taken as independent")
    )
    table = table[[*by, feature, "k", "n_reports", "n_chars", "share", "low", "high", "warning"]]
    return table.drop(columns="_all") if together else table


def _of_cities(
    once: pd.DataFrame, reports: pd.DataFrame, by: list[str], feature: str, table: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """For each row of the table as how many independent reports its own tell, and from how many cities they are.

    Their number over the design effect: the variance of a share of clusters (cities) over that of independent reports,
    and the quantile of Student's t with as many degrees of freedom as cities less one over the normal one (Korn &
    Graubard 1998, Survey Methodology 24:193-201). At least what there would be if the reports of a city were all the
    same (Σm)² / Σm², also where all or none have it; at most their number. Where each city has one report, or there is
    one city, it is the number of reports.
    """
    use = reports.loc[included(reports)]
    city = use["city"] if "city" in use else pd.Series(pd.NA, index=use.index)
    city = city.astype(object).where(city.notna(), "\t" + use["report"].astype(str))
    use = use[list(dict.fromkeys(["report", *by]))].assign(_city=city)
    own = use.groupby([*by, "_city"], dropna=False).size().rename("_m").reset_index()
    groups = own.assign(_square=own["_m"] ** 2).groupby(by, dropna=False)
    about = groups.agg(_cities=("_m", "size"), _square=("_square", "sum")).reset_index()
    counted = once.merge(use, on="report").groupby([*by, "_city", feature], dropna=False, observed=True).size()
    have = counted.rename("_k").reset_index().merge(own, on=[*by, "_city"])
    have = have.assign(_kk=have["_k"] ** 2, _km=have["_k"] * have["_m"])
    sums = have.groupby([*by, feature], dropna=False, observed=True)[["_kk", "_km"]].sum().reset_index()
    wide = table[[*by, feature, "k", "n_reports", "share"]]
    wide = wide.merge(about, on=by, how="left").merge(sums, on=[*by, feature], how="left").fillna({"_kk": 0, "_km": 0})
    n, p, cities = wide["n_reports"], wide["share"], wide["_cities"].fillna(0)
    least = n**2 / wide["_square"].where(wide["_square"] > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = wide["_kk"] - 2 * p * wide["_km"] + p**2 * wide["_square"]
        effective = p * (1 - p) / (squares * cities / (cities - 1)) * n**2
        student = (scipy.stats.norm.ppf(0.975) / scipy.stats.t.ppf(0.975, np.maximum(cities - 1, 1))) ** 2
    effective = effective.where(effective.notna() & (p > 0) & (p < 1), least).clip(least, n) * student
    plain = (cities <= 1) | (wide["_square"] == n)
    return effective.where(~plain, n).fillna(0).set_axis(table.index), cities.set_axis(table.index)


def formulaic_share(paragraphs: pd.DataFrame, reports: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Share of a group's Han characters that lie inside any recurring phrase; one row per group.

    paragraphs: with n_formulaic, its Han characters in the union of all phrases of the table `phrases` (each counted
    once). Columns: by, formulaic (characters), n_reports, n_paragraphs, n_chars (the base: body text), n_effective,
    share, low, high, warning. 95 % Wilson interval for n_effective independent characters, which allows for differences
    between paragraphs, similar neighbours, and similar reports (or cities, if the group has several) (`_of_texts`).
    NaN where the corpus has fewer than two reports, the group no text, or no group two paragraphs.
    The share rises with the size of the corpus: the more reports, the more recurs. Compare only groups of one corpus
    and one genre. Raises ValueError for a missing column.
    """
    by = names(by)
    require(paragraphs, ["report", "paragraph", "n_chars", "n_formulaic"], "paragraphs")
    columns = ["report", "paragraph", "n_chars", "n_formulaic"]
    table = bases(reports, by).drop(columns="n_chars")
    body = grouped(paragraphs[columns], reports, [c for c in by if c != "report"], "paragraphs")
    body = body.merge(table[by].assign(_group=table.index), on=by, how="left")
    body = body.assign(_c=body["n_chars"].astype(float), _f=body["n_formulaic"].astype("float64"))
    sums = body.groupby("_group").agg(n_paragraphs=("_c", "size"), n_chars=("_c", "sum"), formulaic=("_f", "sum"))
    counts = ["n_paragraphs", "n_chars", "formulaic"]
    table[counts] = sums.reindex(table.index, fill_value=0)[counts].astype(int)
    unknown = body["_f"].isna().groupby(body["_group"]).any().reindex(table.index, fill_value=False)
    table["share"] = (table["formulaic"] / table["n_chars"].where((table["n_chars"] > 0) & ~unknown)).astype(float)
    table["n_effective"] = _of_texts(body, reports, table["share"])
    n = table["n_effective"].fillna(0)
    table["low"], table["high"] = wilson(table["share"].fillna(0) * n, n)
    table["warning"] = group_warnings(table, _few(table, "paragraphs"))
    columns = ["formulaic", "n_reports", "n_paragraphs", "n_chars", "n_effective", "share", "low", "high", "warning"]
    return table[[*by, *columns]]


def _of_texts(body: pd.DataFrame, reports: pd.DataFrame, share: pd.Series) -> pd.Series:
    """As how many independent characters those of each group tell of its share: `statistics.runs.effective`.

    Texts of a group are its reports, or its cities where there are several, whose reports resemble each other.
    """
    body = body[body["_group"].map(share).notna()].sort_values(["_group", "report", "paragraph"])
    city = reports["city"].astype(object) if "city" in reports else pd.Series(pd.NA, reports.index, dtype=object)
    city = city.where(city.notna(), "\t" + reports["report"].astype(str))
    of_city = body["report"].map(dict(zip(reports["report"], city, strict=True)))
    several = of_city.groupby(body["_group"]).transform("nunique") > 1
    text = body.groupby([body["_group"], of_city.where(several, body["report"])]).ngroup()
    group, groups = pd.factorize(body["_group"])
    report = pd.factorize(body["report"])[0]
    n = effective(group, np.asarray(text, dtype=np.intp), report, body["_c"].to_numpy(), body["_f"].to_numpy())
    return pd.Series(n, groups, dtype=float).reindex(share.index)


def temperature(
    hits: pd.DataFrame, reports: pd.DataFrame, feature: str = "slogan", *, cuts: Mapping[str, float] = CUTS
) -> pd.DataFrame:
    """Each feature's degree on the scale of 钱钢's 语象报告, by the share of reports in which it occurs.

    Columns: feature, k (reports that have it), n_reports, n_chars, share, low, high (95 % interval of `report_share`),
    estimate (the degree of the share), coolest, hottest (those of low and high), temperature (the degree, if the whole
    interval lies in one; else "cannot tell"), warning. Most reports first. cuts: degree -> lowest share, falling to 0.
    The six degrees 沸 烫 热 暖 温 冷 (boiling, scalding, hot, warm, tepid, cold) are the China Media Project's, which
    measures the share of a year's articles in People's Daily: 沸 from 5.18 % (2,000 articles), 烫 from 1.29 % (500);
    we could not verify its lower cuts. Articles are short and of every kind, reports long and of one kind: a slogan in
    one report of twenty would be boiling. So the cuts here are our own, and degrees of the two scales are not
    comparable. Few reports decide little: 沸 needs 16 reports that all have it. A long report has more room for a
    slogan; give reports of one genre.
    Raises ValueError where cuts do not fall to 0. Sources: Qian Gang (錢鋼), 2017上半年語象觀察, Storm Media,
    2017-07-12 (the two cuts); China Media Project, Discourse climate report, July 2018 (the six degrees).
    """
    steps = list(cuts.values())
    if not steps or steps[-1] != 0 or any(a <= b for a, b in pairwise(steps)):
        raise ValueError(f"cuts: {dict(cuts)} must fall from the hottest degree to 0 for the coldest")

    def degree(share: float) -> str | None:
        return None if pd.isna(share) else next(name for name, least in cuts.items() if share >= least)

    table = report_share(hits, reports, by=[], feature=feature)
    table = table.assign(
        estimate=table["share"].map(degree), coolest=table["low"].map(degree), hottest=table["high"].map(degree)
    )
    table["temperature"] = table["coolest"].where(table["coolest"] == table["hottest"], UNDECIDED)
    order = [c for c in table.columns if c != "warning"] + ["warning"]
    return table[order].sort_values(["k", feature], ascending=[False, True], kind="stable", ignore_index=True)
