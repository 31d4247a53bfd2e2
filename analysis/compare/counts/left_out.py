"""Which counts a sum leaves out, and why."""

import re
from collections.abc import Collection

import pandas as pd

from analysis.compare.counts.wholes import part_of

RATE_UNITS = ("%", "‰", "百分点", "个百分点", "成", "倍")  # ratios: a sum of them is no quantity
# The reasons in `left_out`, which may quote what has brackets of its own.
_LEFT = re.compile(r"\((rate|repeat|habit|plan|(?:several years:|part of) [^()]*(?:\([^()]*\))?[^()]*)\)")
LEFT_OUT = ("repeat", "habit", "plan", "years", "part")  # what `totals` leaves out unless asked; rates it always does


def _flags(rows: pd.DataFrame) -> pd.Series:
    """repeat as a boolean, also when a CSV brought it as text."""
    return rows["repeat"].astype(str).str.strip().str.lower().isin(["true", "1", "1.0", "yes"])


def reasons(rows: pd.DataFrame, include: Collection[str] = ()) -> pd.Series:
    """Why a sum of these records leaves each out: "" (it does not), rate, repeat, habit, plan, "several years: 五年来"
    or "part of 156件".
    """
    why = pd.Series("", index=rows.index, dtype=object)
    if "period" in rows and "years" not in include:
        period = rows["period"].fillna("")
        why = why.mask(period != "", "several years: " + period)
    for status in ("plan", "habit"):
        why[(rows["status"] == status) & (status not in include)] = status
    why[_flags(rows) & ("repeat" not in include)] = "repeat"
    why[rows["unit"].isin(RATE_UNITS)] = "rate"
    if "part" not in include:
        wholes = part_of(rows[why == ""])
        why[wholes.index[wholes != ""]] = "part of " + wholes[wholes != ""]
    return why


def left_for(told: str) -> list[str]:
    """The reasons in a cell of `left_out`, as `include` names them, and "rate"."""
    return ["years" if why.startswith("several") else why.split()[0] for why in _LEFT.findall(told)]
