"""What became of each correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ...corpus.folder.problems import Problem
from ...tables.contract import TEXT
from .corrections_csv import FILE

LOG: dict[str, Any] = {
    **{"row": "int64", "report": TEXT, "start": "Int64", "end": "Int64", "column": TEXT, "from": TEXT, "to": TEXT},
    **{"reason": TEXT, "who": TEXT, "date": TEXT, "applied": bool, "problem": TEXT, "what_to_do": TEXT},
}  # column -> type
Entry = dict[str, Any]  # keys: LOG


class NotApplied(ValueError):
    """A correction that cannot be applied; args: what is wrong, what to do."""


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry of a correction before it is tried: applied, at no place yet."""
    said = {c: row.get(c, "") for c in LOG}
    return said | {"start": None, "end": None, "to": row["value"], "applied": True}


def reject(entry: Entry, problem: str, todo: str) -> None:
    """Say that a correction is not applied."""
    entry |= {"applied": False, "problem": f"not applied: {problem}", "what_to_do": todo}


def corrections_table(log: Iterable[Mapping]) -> pd.DataFrame:
    """What became of each correction, as a table. Columns: LOG."""
    log = list(log)
    return pd.DataFrame({c: pd.Series([entry.get(c) for entry in log], dtype=t) for c, t in LOG.items()})


def problems_of(log: Iterable[Mapping]) -> list[Problem]:
    """The corrections that were not applied, as problems."""
    return [(FILE, e["row"], e["report"], e["problem"], e["what_to_do"]) for e in log if not e["applied"]]
