"""Which counts a sum leaves out, and why; among them parts of another count, so that nothing is added twice.

The table has no sentence and so no 其中 ("of which"); a part is recognised by what it counts. A part without such a
sign (培训5期, 其中线上2期) is kept, and `totals` warns of it.
"""

import re
from collections.abc import Collection, Hashable
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.codes import BESIDE_THE_YEAR

RATE_UNITS = ("%", "‰", "百分点", "个百分点", "成", "倍")  # ratios: a sum of them is no quantity
# The reasons in `left_out`, which may quote what has brackets of its own.
REASON = re.compile(
    r"\((rate|repeat|habit|plan|increase|earlier|unsure: \w+|(?:several years:|part of) [^()]*(?:\([^()]*\))?[^()]*)\)"
)
# What `totals` leaves out unless asked; rates it always does.
LEFT_OUT = ("repeat", "habit", *BESIDE_THE_YEAR, "years", "part")


def _flags(rows: pd.DataFrame) -> pd.Series:
    """repeat as a boolean, also when a CSV brought it as text."""
    return rows["repeat"].astype(str).str.strip().str.lower().isin(["true", "1", "1.0", "yes"])


def reasons(
    rows: pd.DataFrame,
    include: Collection[str] = (),
    group: pd.Series | None = None,
    decided_by: Collection[str] | None = None,
) -> pd.Series:
    """Why a sum of these records leaves each out: "" (it does not), rate, repeat, habit, plan, increase, earlier,
    "several years: 五年来", "unsure: context" or "part of 156件". group: which sum each record belongs to, where there
    are several. decided_by: how the category of the records to be summed was found; None: in any way.
    """
    why = pd.Series("", index=rows.index, dtype=object)
    if decided_by is not None:
        why = why.mask(~rows["decided_by"].isin([*decided_by, "hand"]), "unsure: " + rows["decided_by"].astype(str))
    if "period" in rows and "years" not in include:
        period = rows["period"].fillna("")
        why = why.mask(period != "", "several years: " + period)
    for status in (*BESIDE_THE_YEAR, "habit"):
        why[(rows["status"] == status) & (status not in include)] = status
    why[_flags(rows) & ("repeat" not in include)] = "repeat"
    why[rows["unit"].isin(RATE_UNITS)] = "rate"
    if "part" not in include:
        wholes = part_of(rows[why == ""], group)
        why[wholes.index[wholes != ""]] = "part of " + wholes[wholes != ""]
    return why


def stated(activities: pd.DataFrame) -> pd.DataFrame:
    """The counts that show how densely a report counts: done in the year, each fact once (no repeats)."""
    return activities[(activities["status"] == "done") & ~_flags(activities)]


def left_for(told: str) -> list[str]:
    """The reasons in a cell of `left_out`, named as in `include`, and "rate"."""
    return ["years" if why.startswith("several") else why.split()[0].rstrip(":") for why in REASON.findall(told)]


# The stock of a year: what was filed, admitted, handled and followed up are all among these.
_STOCK = re.compile(r"(?:立案|政协|全部|委员)?提案(?:办理|工作)?")
_ALL = re.compile("^(?:现有|共有|全体|各类|全部)")  # 现有委员320名, 其中女委员80名
_NO_MEMBERS = re.compile("集体|党派|团体|界别|小组|工商联")  # who else files proposals; none of theirs is a 委员提案


def part_of(rows: pd.DataFrame, group: pd.Series | None = None) -> pd.Series:
    """The quantity of the whole that each record is part of, "" where it is part of none.

    rows: records of activities that would be summed; group: which sum each belongs to. Part and whole are of the same
    sum, report, category and unit, the whole is the larger, and
    - proposals (提案): the whole counts proposals as such, the part any of them (立案提案, 重点提案, 提案 again at
      another stage: 收到156件, 立案132件);
    - anything else: the whole stands before the part in its paragraph under the same verb, the part's object names a
      kind of the whole's, and there is more between them than a list has (会议12次, 其中专题协商会议3次; not
      会议12次、专题协商会议3次, which may be 15).
    """
    out = [""] * len(rows)
    cells = rows[["report", "category", "unit", "quantity", "value", "bound"]]
    cells = cells.assign(_at=range(len(rows)), object=rows["object"].fillna(""), action=rows["action"].fillna(""))
    for column in ("paragraph", "start", "end"):  # without them nothing stands near anything
        cells[column] = rows[column].astype(float) if column in rows else float("nan")
    together = ["report", "category", "unit"]
    # A whole that is no proposal stands in the paragraph of its part.
    place = cells["paragraph"].where(cells["category"] != "proposal", -1)
    keys = [cells[c] for c in together] + [place] + ([] if group is None else [group[rows.index]])
    cells["_group"] = cells.groupby(keys, dropna=False, observed=True).ngroup()
    cells = cells[cells.duplicated("_group", keep=False)].sort_values(
        ["_group", "value", "start"], ascending=[True, False, True], kind="stable"
    )
    for _, records in groupby(cells.to_dict("records"), key=lambda record: record["_group"]):
        larger: list[dict[Hashable, Any]] = []
        for part in records:
            whole = next((w for w in larger if _holds(w, part)), None)
            out[part["_at"]] = "" if whole is None else whole["quantity"]
            larger.append(part)
    return pd.Series(out, index=rows.index, dtype=object)


def _holds(whole: dict[Hashable, Any], part: dict[Hashable, Any]) -> bool:
    larger = whole["value"] > part["value"] or (whole["bound"], part["bound"]) == ("over", "exact")
    if not larger:
        return False
    if part["category"] == "proposal":
        apart = whole["object"].startswith("委员") and _NO_MEMBERS.search(part["object"])
        return bool(_STOCK.fullmatch(whole["object"])) and "提案" in part["object"] and not apart
    near = whole["paragraph"] == part["paragraph"] and whole["end"] <= part["start"]
    same = whole["action"] == part["action"] or not part["action"]
    name = _ALL.sub("", whole["object"])
    kind = name and name != part["object"] and part["object"].endswith(name)
    return bool(near and same and kind and not _listed(whole, part))


def _listed(whole: dict[Hashable, Any], part: dict[Hashable, Any]) -> bool:
    """Whether only a separator stands between two counts beside the noun of one of them."""
    return part["start"] - whole["end"] - 1 in (0, len(part["object"]), len(whole["object"]))
