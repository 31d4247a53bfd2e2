"""Who states what: the categories of activity of each group."""

import numpy as np
import pandas as pd

from analysis.codes import CATEGORIES
from analysis.compare.bases import By, base_warnings, bases, grouped, names, require, warnings


def coverage(activities: pd.DataFrame, reports: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Which categories of activity each group states: a matrix group × category, all codes of the codebook.

    Cells: "stated" (a count, done or habit), "zero" (only counts of exactly 0), "not stated" (read, no count; the
    body may still have done it), "not extracted" (no report of the group was read, so nothing is known). Plans
    do not count as stated. Codes outside the codebook follow at the right, then n_reports, n_chars, warning.
    """
    by = names(by)
    require(activities, ["report", "category", "value", "status"], "activities")
    rows = grouped(activities, reports, by, "activities")
    rows = rows[rows["status"] != "plan"]
    base = bases(reports, by).set_index(by)
    extra = sorted(set(rows["category"].dropna()) - set(CATEGORIES))
    rows = rows.assign(_v=pd.to_numeric(rows["value"]))
    largest = rows.pivot_table(index=by, columns="category", values="_v", aggfunc="max", observed=True)
    largest = largest.reindex(index=base.index, columns=[*CATEGORIES, *extra])
    states = np.where(largest.isna(), "not stated", np.where(largest > 0, "stated", "zero"))
    states = states.astype(object)
    states[np.asarray(base["n_reports"] == 0), :] = "not extracted"
    table = pd.DataFrame(states, index=base.index, columns=pd.Index(list(largest.columns), name="category"))
    warning = warnings(base, *base_warnings(base))
    return table.assign(n_reports=base["n_reports"], n_chars=base["n_chars"], warning=warning)
