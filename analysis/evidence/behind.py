"""From a cell of a table of `compare`, and so from a mark of a chart, to the rows behind it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..codes import BESIDE_THE_YEAR, CATEGORIES
from ..compare.bases import grouped, included
from ..compare.counts.left_out import LEFT_OUT, left_for, reasons
from ..compare.matrices import cells
from ..corpus.ids import split_ids
from ..tables.corpus_tables import Corpus
from .quote import Evidence, evidence

# What `compare` computes, under names that tables of counts have as well; a key only where a person names it.
_COMPUTED = {"value", "value_high", "bound", "n", "k", "low", "high", "share", "rate", "warning", "count", "objects"}
_COMPUTED |= {"left_out", "years", "genres", "weight", "comparable", "reason"}
_PLACE = ("report", "source", "start", "end")
# A cell that names one of these was counted in that table.
_TABLES = {
    "phrases": ("phrase", "reports"),
    "slogans": ("slogan", "matched"),
    "themes": ("theme", "primary"),
    "terms": ("term",),
    "refusals": ("reason",),
    "activities": ("category", "unit", "object", "action", "actor", "status", "repeat"),
}


def behind(
    corpus: Corpus, cell: Any, hits: pd.DataFrame | None = None, reports: pd.DataFrame | None = None
) -> Evidence:
    """The rows from which a cell was counted, each in its sentence.

    corpus: as load_corpus gives it. cell: a row of any table of `compare` (totals.iloc[0]); several rows; a piece of a
    matrix (coverage.loc[["鹤岗"], ["rule"]]); or its keys ({"city": "鹤岗", "category": "rule"}; a list as a value: any
    of them). hits, reports: the tables that the cell was computed from, if not those of the corpus: others, or tables
    with columns of your own among the keys. Without hits the table is inferred from the keys (slogan, theme, term,
    phrase; category, unit, object, … for activities); a rate of all hits together has no such key, so pass its table. A
    theme is shown by the openings of its paragraphs, a word at each place where it occurs. Rows that are in the cell
    but not in its number come last, with the reason as their remark. Where there are no rows, the note says whether the
    reports were read. Raises ValueError for a key that no table has, or a value that occurs in no report.
    """
    if isinstance(cell, pd.DataFrame) and set(_PLACE) <= set(cell.columns):
        return evidence(corpus, cell)  # the rows themselves
    reports = corpus.reports if reports is None else reports
    asked = [_keys(one, hits, reports) for one in _cells(cell)]
    if not asked:
        return Evidence(evidence(corpus, corpus.refusals.head(0)).table, "The table of cells is empty.")
    hits = _hits(corpus, asked[0][0]) if hits is None else hits
    if "phrase" in hits.columns and "report" not in hits.columns:
        hits = hits.assign(report=hits["reports"].map(split_ids)).explode("report")
    hits = hits[hits["report"].isin(reports["report"])].reset_index(drop=True)
    hits["_row"] = hits.index
    found = [_rows(keys, told, hits, reports) for keys, told in asked]
    rows = pd.concat(found, ignore_index=True).drop_duplicates("_row").drop(columns="_row")
    rows = rows.sort_values("remark", key=lambda remark: remark.str.startswith("left out"), kind="stable")
    shown = evidence(corpus, rows.reset_index(drop=True))
    if len(shown):
        return shown
    return Evidence(shown.table, " ".join(dict.fromkeys(_nothing(keys, hits, reports) for keys, _ in asked)))


def _cells(cell: Any) -> list[Mapping]:
    """The cells as mappings of column to value."""
    if isinstance(cell, pd.Series):
        return [cell.to_dict()]
    if isinstance(cell, Mapping):
        return [{"\0": True, **cell}]  # named by a person: each is a key
    if not isinstance(cell, pd.DataFrame):
        raise ValueError(f"cell: {type(cell).__name__} is not a row, table or dict of keys")
    row, column = cell.index.name, cell.columns.name
    if not row or not column:
        return [*cell.to_dict("records")]
    table = cells(cell)
    if row == column:
        return [{row: [a, b]} for a in table.index for b in table.columns]
    return [{row: a, column: b, "state": table.loc[a, b]} for a in table.index for b in table.columns]


def _keys(cell: Mapping, hits: pd.DataFrame | None, reports: pd.DataFrame) -> tuple[dict, dict]:
    """What tells the rows of a cell from others, and the cell itself."""
    named = dict(cell)
    by_hand = named.pop("\0", False)
    if set(_PLACE) <= named.keys():
        return {c: named[c] for c in _PLACE}, named
    known = {*reports.columns, *(hits.columns if hits is not None else sum(_TABLES.values(), ()))}
    keys, strange = {}, []
    for column, value in named.items():
        number = value is None or value is pd.NA or isinstance(value, (bool, int, float, np.number, np.bool_))
        if column in known and (by_hand or not (column in _COMPUTED or column.startswith("n_"))):
            keys[column] = value
        elif by_hand or not (column in _COMPUTED or column == "state" or number):
            strange.append(str(column))
    if strange or not keys:
        what = f"{', '.join(strange)} is not a column" if strange else "no column of it is one"
        raise ValueError(
            f"cell: {what} of the reports or of the rows counted; give the tables that the chart was made from "
            "(hits=…, reports=…), or name the cell by its keys: {'city': …, 'category': …}"
        )
    return keys, named


def _hits(corpus: Corpus, keys: dict) -> pd.DataFrame:
    """The table of the corpus that the keys belong to."""
    for table, columns in _TABLES.items():
        if set(columns) & keys.keys():
            return getattr(corpus, table)
    if set(_PLACE) <= keys.keys():
        return pd.concat([corpus.activities, corpus.refusals, corpus.slogans.rename(columns={"matched": "quantity"})])
    raise ValueError(
        f"cell: {', '.join(map(str, keys))} does not tell what was counted; name the table: hits=corpus.activities"
    )


def _rows(keys: dict, cell: Mapping, hits: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The rows of a cell, with a remark each."""
    for column, value in keys.items():
        own = column in hits.columns
        among = {v for table in (hits, reports) if column in table.columns for v in table[column].dropna()}
        lost = [v for v in _listed(value) if pd.notna(v) and v not in among]
        if lost and len(among) and not (own and column == "category" and set(lost) <= set(CATEGORIES)):
            some = ", ".join(sorted(map(str, among))[:8])
            raise ValueError(f"cell: no {column} is {lost[0]!r}; there are {some}{' …' if len(among) > 8 else ''}")
    rows = grouped(hits, reports, [c for c in keys if c not in hits.columns], "hits")
    for column, value in keys.items():
        wanted = _listed(value)
        rows = rows[rows[column].isin(wanted) | (rows[column].isna() & any(pd.isna(v) for v in wanted))]
    return rows.assign(remark=_remarks(rows, cell))


def _listed(value: Any) -> list:
    return list(value) if isinstance(value, (list, tuple, set)) else [value]


def _remarks(rows: pd.DataFrame, cell: Mapping) -> pd.Series:
    """What a reader of the cell must know of each row."""
    if {"primary", "weight"} <= set(rows.columns):
        first = rows["primary"].astype(str).str.lower().isin(["true", "1", "1.0"])
        told = zip(first.map({True: "primary", False: "secondary"}), rows["weight"], strict=True)
        return pd.Series([f"{rank} theme, weight {w:.2f}" for rank, w in told], index=rows.index, dtype=object)
    if {"rate", "ratio"} & cell.keys() and "paragraph" in rows:
        return rows["paragraph"].isna().map({True: "left out: in a heading", False: ""}).astype(object)
    if {"status", "repeat", "paragraph", "action"} <= set(rows.columns):
        out = left_for(str(cell.get("left_out", "")))
        why = reasons(rows, [name for name in LEFT_OUT if "left_out" in cell and name not in out])
        left = (why != "") & ("left_out" in cell) | why.isin(BESIDE_THE_YEAR) & ("state" in cell)
        return why.where(~left, "left out: " + why)
    return pd.Series("", index=rows.index, dtype=object)


def _nothing(keys: dict, hits: pd.DataFrame, reports: pd.DataFrame) -> str:
    """Why a cell has no row: its reports were read and state nothing, or were not read."""
    own = reports
    for column, value in keys.items():
        if column not in hits.columns or column == "report":
            own = own[own[column].isin(_listed(value))]
    what = ", ".join(f"{column} {value}" for column, value in keys.items())
    told = [
        f"{row['report']} was read and has none" if read else f"{row['report']} was not read ({row['status']})"
        for row, read in zip(own.to_dict("records"), included(own), strict=True)
    ]
    return f"{what}: {'; '.join(told[:5])}{' …' if len(told) > 5 else ''}." if told else f"{what}: no report."
