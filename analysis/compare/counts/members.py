"""How many members a body has, by its own report, and counts per hundred members."""

import numpy as np
import pandas as pd

from analysis.compare.bases import Rule, require, warnings
from analysis.compare.counts.display import display
from analysis.compare.statistics.intervals import poisson_interval
from analysis.lexicons import shipped

LEAST = 50  # members; no body of a county or above has fewer, and smaller headcounts are of some members
_COMING_AND_GOING = "增补|补选|增选|递补|请辞|辞去|撤销|免去|免除|推荐|提名|表彰|评选|选派|培训"
_AMOUNTS = "字|时"  # 字, 学时, 课时: length of a text or a course, no event each
_ALL = r"(?:现有|共有|全体|市|县|区|州)?(?:政协)?委员"


def headcounts(activities: pd.DataFrame) -> pd.DataFrame:
    """The number of members that each report states: the rows of activities that give it, at most one per report.

    It is the largest count of 委员 (政协委员, 全体委员, not a kind of them) under the category `members` that is this
    body's own, done, and at least 50; appointments, resignations and the like are skipped. It may be the number of
    those who took part in something: read its sentence (activities.evidence takes these rows).
    """
    needed = ["report", "value", "bound", "unit", "object", "action", "category", "actor", "status", "source", "start"]
    require(activities, needed, "activities")
    rows = activities[
        (activities["category"] == "members")
        & activities["unit"].isin(["名", "人", "位", "个"])
        & activities["object"].fillna("").str.fullmatch(_ALL)
        & ~activities["action"].fillna("").str.contains(_COMING_AND_GOING)
        & (activities["actor"] == "city")
        & (activities["status"] == "done")
        & (activities["value"] >= LEAST)
    ]
    return rows.sort_values(["value", "start"], ascending=[False, True]).drop_duplicates("report").sort_index()


def events(units: pd.Series) -> pd.Series:
    """True for each unit that counts events or documents one by one (次, 场次, 件, 篇), by its kind in `measures.csv`.

    False for persons and places (名, 人次, 户次: one event brings many), things (个, 台), money, text and hours.
    """
    counted = units.fillna("").str.replace("(?<=.)次$", "", regex=True)  # 场次 as 场, 人次 as 人
    return counted.map(shipped().measures.kind).isin(["event", "document"]) & ~units.fillna("").str.contains(_AMOUNTS)


def per_100_members(totals: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """Sums of counts per 100 members of the body, where its report states how many it has.

    totals: as `totals` gives it, with `report` among its keys. Columns: those keys, count, members (as stated),
    per_100, low, high, bound, shown (as text), n_reports, n_chars, warning. per_100 is NaN where the report states no
    number of members or there is no sum; bound is that of the sum, or "about" where the number of members is itself
    bounded. low, high: 95 % interval (`statistics.poisson_interval`) that treats the sum as one year's outcome of a
    steady process of independent events; a body that works to a plan varies less from year to year, one that works in
    series more. NaN, with the reason in warning, where sum or members are bounded (50余), and where the unit does not
    count events (`events`). Raises ValueError where `report` is not a key.
    """
    keys = list(totals.columns[: totals.columns.get_loc("value")]) if "value" in totals.columns else []
    if "report" not in keys:
        raise ValueError("totals: report is not among its keys; use totals(…, by=['report', …])")
    found = headcounts(activities).set_index("report")
    members = totals["report"].map(found["value"]).astype(float)
    of_members = totals["report"].map(found["bound"]).astype(object).fillna("exact")
    bound = totals["bound"].where(of_members == "exact", "about").where(totals["value"].notna(), "")
    # A range has no single rate: its lower end would be taken for the whole.
    value = totals["value"].where(bound != "range", (totals["value"] + totals["value_high"]) / 2)
    bound = bound.replace("range", "about")
    per = (value / members * 100).astype(float)
    counted = events(totals["unit"])
    low, high = poisson_interval(value.where(counted & (bound == "exact")).astype(float), members / 100)
    stated = [display(*cells) for cells in zip(members, of_members, strict=True)]
    shown = [display(round(p, 1), b or "exact") if np.isfinite(p) else "" for p, b in zip(per, bound, strict=True)]
    out = totals[[*keys, "count"]].assign(members=stated, per_100=per, low=low, high=high, bound=bound, shown=shown)
    out = out.assign(n_reports=totals["n_reports"], n_chars=totals["n_chars"])
    rules: list[Rule] = [
        (totals["warning"] != "", totals["warning"]),
        (members.isna() & totals["value"].notna(), "number of members not stated"),
        (per.notna() & ~counted, "no interval: " + totals["unit"].replace("", "no unit") + " counts no events"),
        (per.notna() & counted & (bound != "exact"), "no interval: a figure is bounded"),
    ]
    return out.assign(warning=warnings(out, *rules))
