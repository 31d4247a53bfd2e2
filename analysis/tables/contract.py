"""The contract of the tables: columns, types, keys and allowed values of each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from .. import codes
from ..corpus.ids import usable_id

TEXT = pd.StringDtype(na_value=np.nan)  # pandas 3's own; named, so that pandas 2 gives the same
_FILLED = pa.Check(lambda s: s != "", error="is empty")


def _name(among: Iterable[str] = (), own: re.Pattern[str] | None = None) -> pa.Column:
    """Text that is never empty. among: what it may be; own: a pattern for what a researcher may add."""
    among = tuple(among)

    def known(column: pd.Series) -> pd.Series:
        values = column.dropna().unique()  # few, of many rows
        return ~column.isin([text for text in values if text not in among and not (own and own.fullmatch(text))])

    return pa.Column(TEXT, [pa.Check(known, error=f"is none of {', '.join(among)}") if among else _FILLED])


def _words() -> pa.Column:
    """Text; an empty one says that nothing is written there."""
    return pa.Column(TEXT)


def _known(among: Iterable[str] = ()) -> pa.Column:
    """Text, missing where it is not known; never empty."""
    return pa.Column(TEXT, _name(among).checks, nullable=True)


def _whole(least: int = 0, nullable: bool = False) -> pa.Column:
    dtype = "Int64" if nullable else "int64"
    return pa.Column(dtype, pa.Check(lambda s: s >= least, error=f"is less than {least}"), nullable=nullable)


def _number(nullable: bool = False) -> pa.Column:
    known = pa.Check(lambda s: (s >= 0) & np.isfinite(s), error="is not a number of 0 or more")
    return pa.Column("float64", known, nullable=nullable)


def _table(key: list[str], **columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, unique=key, metadata={"key": key})


_ID = pa.Column(TEXT, [_FILLED, pa.Check(lambda s: s == s.map(usable_id), error="holds a semicolon or a line break")])
_KEYS = {"report": _name(), "paragraph": _whole(1)}
_PLACE = {"source": _name(), "start": _whole(), "end": _whole(1)}
_SPOT = {"report": _name(), "paragraph": _whole(1, nullable=True), **_PLACE}

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "reports": _table(
        ["report"],
        report=_ID, source=_name(), start=_whole(0, nullable=True), end=_whole(1, nullable=True),
        city=_known(), city_en=_known(), province=_known(), level=_known(codes.LEVELS), genre=_known(codes.GENRES),
        year=_whole(1949, nullable=True), title=_known(), publisher=_known(), published=_known(), url=_known(),
        sha256=_known(), n_chars=_whole(0, nullable=True), n_paragraphs=_whole(0, nullable=True),
        n_tokens=_whole(0, nullable=True), status=_name(),
    ),
    "paragraphs": _table(
        ["report", "paragraph"], **_KEYS, **_PLACE, heading=_words(), n_chars=_whole(),
        n_formulaic=_whole(nullable=True),
    ),
    "terms": _table(["report", "paragraph", "term"], **_KEYS, term=_name(), n=_whole(1)),
    "activities": _table(
        ["source", "start", "end"],
        **_SPOT, quantity=_name(), value=_number(), value_high=_number(nullable=True), bound=_name(codes.BOUNDS),
        unit=_words(), action=_words(), object=_words(), category=_name(codes.CATEGORIES, codes.NEW_CATEGORY),
        actor=_name(codes.ACTORS), status=_name(codes.STATUSES), repeat=pa.Column(bool),
        period=_words(), decided_by=_name(codes.DECIDED_BY),
    ),
    "refusals": _table(
        ["source", "start", "end"], report=_name(), **_PLACE, quantity=_name(), reason=_name(codes.REASONS)
    ),
    "slogans": _table(
        ["source", "start", "end"], **_SPOT, slogan=_name(), matched=_name(), chain=_whole(1, nullable=True)
    ),
    "phrases": _table(
        ["phrase"],
        phrase=_name(), n_chars=_whole(1), n=_whole(2), n_reports=_whole(1), n_cities=_whole(1), slogan=_words(),
        quoted=pa.Column("float64", pa.Check(lambda s: s.between(0, 1), error="is not a share between 0 and 1")),
        reports=_name(),
    ),
    "themes": _table(
        ["report", "paragraph", "theme"], **_KEYS, theme=_name(codes.THEMES), primary=pa.Column(bool), weight=_number()
    ),
}  # fmt: skip


def columns(name: str) -> list[str]:
    """The columns of a table in their order."""
    return list(SCHEMAS[name].columns)


def may_be(name: str, found: Iterable[Any]) -> bool:
    """Whether columns are those of a table, or some of them; those of reports, which may be joined on, tell nothing."""
    shared = {*columns("reports"), "paragraph"}
    known = {c for table in SCHEMAS for c in columns(table)} - shared
    told = known.intersection(found)
    return bool(told) and told <= set(columns(name))


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a table with the contract's types; what a row lacks is missing.

    reports keeps the researcher's own columns, as text, after those of the contract.
    """
    rows = list(rows)
    own = dict.fromkeys(c for r in rows for c in r if c not in SCHEMAS[name].columns) if name == "reports" else {}
    return frame_of(name, {column: [row.get(column) for row in rows] for column in [*columns(name), *own]})


def frame_of(name: str, values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Columns as a table with the contract's types; a column that is absent is filled with missing values."""
    data = {}
    for column in [*columns(name), *(c for c in values if c not in SCHEMAS[name].columns)]:
        schema = SCHEMAS[name].columns.get(column)
        cells = values.get(column, [])
        if schema is None or (schema.nullable and schema.dtype.type == TEXT):
            cells = [None if cell == "" else cell for cell in cells]
        data[column] = pd.Series(cells, dtype=TEXT if schema is None else schema.dtype.type)
    return pd.DataFrame(data)


def check(name: str, table: pd.DataFrame) -> None:
    """Check a table against its contract: columns in order, types, missing values, allowed values, unique keys.

    Raises ValueError with table, column, row (the index label) and what is wrong. reports may have further columns.
    """
    schema = SCHEMAS[name]
    wanted, found = columns(name), list(table.columns)
    missing = [c for c in wanted if c not in found]
    extra = [c for c in found if c not in wanted]
    if missing:
        raise ValueError(f"{name}: column {', '.join(missing)} is missing; found {', '.join(map(str, found))}")
    if extra and name != "reports":
        raise ValueError(f"{name}: column {', '.join(map(str, extra))} is unknown; the columns are {', '.join(wanted)}")
    if found[: len(wanted)] != wanted:
        raise ValueError(f"{name}: columns are not in the order {', '.join(wanted)}")
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise ValueError(f"{name}: {_fault(schema, errors.failure_cases)}") from None
    if {"start", "end"} <= set(found):
        bad = table.index[(table["start"] >= table["end"]).fillna(False).astype(bool)]
        if len(bad):
            raise ValueError(f"{name}: column end, row {bad[0]}: {table.loc[bad[0], 'end']} does not come after start")


def _fault(schema: pa.DataFrameSchema, cases: pd.DataFrame) -> str:
    """The first fault in words; types first, because wrong types break every other check."""
    types = cases[cases["check"].astype(str).str.startswith("dtype")]
    case = (types if len(types) else cases).iloc[0]
    what, value = str(case["check"]), case["failure_case"]
    value = value.item() if hasattr(value, "item") else value  # -4.0, not np.float64(-4.0)
    if what.startswith("dtype"):
        return f"column {case['column']} is of type {value}, not {schema.columns[case['column']].dtype}"
    if what.endswith("uniqueness"):
        key = ", ".join(schema.metadata["key"])
        return f"column {key}, row {case['index']}: {value!r} stands there twice; a row must be the only one of its key"
    what = "is missing" if what == "not_nullable" else what
    more = f" (and {len(cases) - 1} more faults)" if len(cases) > 1 else ""
    shown = "" if what in ("is missing", "is empty") else f"{value!r} "
    return f"column {case['column']}, row {case['index']}: {shown}{what}{more}"
