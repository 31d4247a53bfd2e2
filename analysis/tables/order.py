"""The one order in which the rows of each table are written."""

from collections.abc import Mapping

import pandas as pd

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
    place = {report: i for i, report in enumerate(tables["reports"]["report"])}
    out = {"reports": tables["reports"].reset_index(drop=True)}
    for name, keys in _ORDER.items():
        table = tables[name]
        sorting = {"_": table["report"].map(place)}
        sorting |= {k: -table[k[1:]].astype(float) if k[0] == "-" else table[k] for k in keys}
        order = pd.DataFrame(sorting).sort_values(list(sorting), kind="stable").index
        out[name] = table.loc[order].reset_index(drop=True)
    phrases = tables["phrases"]
    order = phrases.sort_values(["n_reports", "n", "n_chars", "phrase"], ascending=[False, False, False, True]).index
    out["phrases"] = phrases.loc[order].reset_index(drop=True)
    return {name: out[name] for name in SCHEMAS}
