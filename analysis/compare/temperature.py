"""How hot a slogan is: Qian Gang's scale, by the share of reports that have it."""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from analysis.compare.shares import report_share

# Least share of reports for each degree, hottest first: most of them, half, a quarter, a tenth, one in fifty.
CUTS = {"沸": 0.8, "烫": 0.5, "热": 0.25, "暖": 0.1, "温": 0.02, "冷": 0.0}
UNDECIDED = "cannot tell"


def temperature(
    hits: pd.DataFrame, reports: pd.DataFrame, feature: str = "slogan", *, cuts: Mapping[str, float] = CUTS
) -> pd.DataFrame:
    """Each feature's degree on the scale of 钱钢's 语象报告, by the share of the reports in which it stands.

    Columns: feature, k (reports that have it), n_reports, n_chars, share, low, high (95 % Wilson interval), estimate
    (the degree of the share), coolest, hottest (those of low and high), temperature (the degree where the whole
    interval lies in one; else "cannot tell"), warning. Most reports first. cuts: degree -> least share, falling to 0.
    The six degrees 沸 烫 热 暖 温 冷 (boiling, scalding, hot, warm, tepid, cold) are the China Media Project's, which
    measures the share of a year's articles in People's Daily: 沸 from 5.18 % (2,000 articles), 烫 from 1.29 % (500);
    we could not verify its lower cuts. Articles are short and of every kind, reports are long and of one kind; a slogan
    that one report in twenty has would be boiling. So the cuts here are our own, and degrees of the two scales are not
    comparable. Few reports settle little: 沸 needs 16 reports that all have it. A long report has more room for a
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
