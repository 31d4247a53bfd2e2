"""The one order in which the rows of each table are written."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .contract import SCHEMAS

# Rows of a report stand in the order of the report in `reports`, then by these (- for falling).
_ORDER = {
    "paragraphs": ["paragraph"],
    "terms": ["paragraph", "-n", "term"],
    "activities": ["start", "end"],
    "refusals": ["start", "end"],
    "slogans": ["start", "end"],
    "themes": ["paragraph", "-primary", "-weight", "theme"],
}


def ordered(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with their rows in the order in which they are written: reports as they are, then by position."""
    place = pd.Index(tables["reports"]["report"])
    out = {"reports": tables["reports"].reset_index(drop=True)}
    for name, keys in _ORDER.items():
        table = tables[name]
        ranks = [place.get_indexer(table["report"]), *(_ranks(table, key) for key in keys)]
        if not _in_order(ranks):  # as measured tables are, unless they have been corrected
            table = table.iloc[np.lexsort(ranks[::-1])]
        out[name] = table.reset_index(drop=True)
    phrases = tables["phrases"]
    order = phrases.sort_values(["n_reports", "n", "n_chars", "phrase"], ascending=[False, False, False, True]).index
    out["phrases"] = phrases.loc[order].reset_index(drop=True)
    return {name: out[name] for name in SCHEMAS}


def _ranks(table: pd.DataFrame, key: str) -> NDArray[np.number]:
    """Numbers that rise as the cells of a column do, or fall where - stands before its name."""
    cells = table[key.removeprefix("-")]
    if pd.api.types.is_numeric_dtype(cells):  # true and false too
        found = cells.to_numpy(dtype=np.float64)
    else:
        found = pd.factorize(cells, sort=True)[0]
    return -found if key[0] == "-" else found


def _in_order(ranks: list[NDArray[np.number]]) -> bool:
    """Whether rows stand in the order of these numbers, the first before the second."""
    open_ = np.ones(max(0, len(ranks[0]) - 1), dtype=bool)  # so far alike to the row before
    for numbers in ranks:
        step = np.diff(numbers)
        if (step[open_] < 0).any():
            return False
        open_ &= step == 0
    return True
