"""The contract of the tables: columns, types, keys and allowed values of each, and what must hold between them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from .. import codes
from ..corpus.ids import split_ids, usable_id

TEXT = pd.StringDtype(na_value=np.nan)  # pandas 3's own; named, so that pandas 2 gives the same
_TOLERANCE = 1e-6  # weights are written with four decimals, their sum is exact but for binary fractions
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
    known = pa.Check(lambda s: (s >= 0) & np.isfinite(s), error="is no number of 0 or more")
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
        quoted=pa.Column("float64", pa.Check(lambda s: s.between(0, 1), error="is no share between 0 and 1")),
        reports=_name(),
    ),
    "themes": _table(
        ["report", "paragraph", "theme"], **_KEYS, theme=_name(codes.THEMES), primary=pa.Column(bool), weight=_number()
    ),
}  # fmt: skip


def columns(name: str) -> list[str]:
    """The columns of a table in their order."""
    return list(SCHEMAS[name].columns)


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a table of the contract's types; what a row does not have is missing.

    reports keeps columns of the researcher's own, as text, behind those of the contract.
    """
    rows = list(rows)
    own = dict.fromkeys(c for r in rows for c in r if c not in SCHEMAS[name].columns) if name == "reports" else {}
    return frame_of(name, {column: [row.get(column) for row in rows] for column in [*columns(name), *own]})


def frame_of(name: str, values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Columns as a table of the contract's types; one that is not there is empty where the others are."""
    data = {}
    for column in [*columns(name), *(c for c in values if c not in SCHEMAS[name].columns)]:
        schema = SCHEMAS[name].columns.get(column)
        cells = values.get(column, [])
        if schema is None or (schema.nullable and schema.dtype.type == TEXT):
            cells = [None if cell == "" else cell for cell in cells]
        data[column] = pd.Series(cells, dtype=TEXT if schema is None else schema.dtype.type)
    return pd.DataFrame(data)


def check(name: str, table: pd.DataFrame) -> None:
    """Hold a table against its contract: columns in order, types, missing values, allowed values, unique keys.

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


def check_all(tables: Mapping[str, pd.DataFrame]) -> None:
    """Hold every table against its contract, and the tables against each other (see check_relations)."""
    missing = [name for name in SCHEMAS if name not in tables]
    if missing:
        raise ValueError(f"table {', '.join(missing)} is missing")
    for name in SCHEMAS:
        check(name, tables[name])
    check_relations(tables)


def check_relations(tables: Mapping[str, pd.DataFrame], left_out: Collection[str] = ()) -> None:
    """Hold tables that each keep their contract against each other.

    Reports named elsewhere are in `reports` and included, at the source it gives and within its span; paragraphs are
    numbered from 1 and those named elsewhere exist; each paragraph has one primary theme, the heaviest, and its weights
    sum to 1; no paragraph has more formulaic characters than characters; a range has both ends; n_paragraphs, n_chars
    and n_tokens are the sums over paragraphs and terms. left_out: tables that are empty because they were left out.
    Raises ValueError with table, column, row (the index label) and what is wrong.
    """
    reports, paragraphs = tables["reports"], tables["paragraphs"]
    read = reports[reports["status"] == codes.INCLUDED]
    for column in ("start", "end", "sha256", "n_chars", "n_paragraphs", "n_tokens"):
        _first("reports", column, read, read[column].isna(), "is missing, though the report is included")
    spans = read.set_index("report")[["source", "start", "end"]]
    for name, table in tables.items():
        if "report" not in table or name == "reports":
            continue
        _first(name, "report", table, ~table["report"].isin(spans.index), "is not an included report of `reports`")
        if "source" in table:
            own = spans.loc[table["report"]].set_axis(table.index)
            _first(name, "source", table, table["source"] != own["source"], "is not the source of its report")
            outside = (table["start"] < own["start"]) | (table["end"] > own["end"])
            _first(name, "start", table, outside, "is outside the span of its report")
    numbers = paragraphs.sort_values(["report", "paragraph"]).groupby("report").cumcount() + 1
    gap = paragraphs["paragraph"] != numbers.reindex(paragraphs.index)
    _first("paragraphs", "paragraph", paragraphs, gap, "is out of order: paragraphs are numbered 1, 2, 3 … in a report")
    over = paragraphs["n_formulaic"] > paragraphs["n_chars"]
    _first("paragraphs", "n_formulaic", paragraphs, over, "is more than n_chars")
    known = pd.MultiIndex.from_frame(paragraphs[["report", "paragraph"]])
    for name in ("terms", "activities", "slogans", "themes"):
        table = tables[name].dropna(subset="paragraph")
        pairs = pd.MultiIndex.from_frame(table[["report", "paragraph"]].astype({"paragraph": "int64"}))
        _first(name, "paragraph", table, pd.Series(~pairs.isin(known), table.index), "is no paragraph of its report")
    if "themes" not in left_out:
        _themes(paragraphs, tables["themes"])
    activities = tables["activities"]
    half = (activities["bound"] == "range") != activities["value_high"].notna()
    _first("activities", "value_high", activities, half, "must stand with the bound `range`, and only there")
    turned = activities["value_high"] < activities["value"]
    _first("activities", "value_high", activities, turned, "is less than value")
    _sums(read, paragraphs, None if "terms" in left_out else tables["terms"])
    _phrases(reports, tables["phrases"])


def _first(name: str, column: str, table: pd.DataFrame, bad: pd.Series, what: str) -> None:
    """Raise ValueError about the first row where bad is true."""
    rows = table.index[bad.fillna(False).to_numpy(dtype=bool)]
    if len(rows):
        more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
        raise ValueError(f"{name}: column {column}, row {rows[0]}: {table.loc[rows[0], column]!r} {what}{more}")


def _themes(paragraphs: pd.DataFrame, themes: pd.DataFrame) -> None:
    keys = ["report", "paragraph"]
    groups = themes.groupby(keys, sort=False)
    several = groups["primary"].transform("sum") != 1
    _first("themes", "primary", themes, several, "of a paragraph must be True just once")
    uneven = (groups["weight"].transform("sum") - 1).abs() > _TOLERANCE
    _first("themes", "weight", themes, uneven, "and the paragraph's other weights do not sum to 1")
    light = themes["primary"] & (themes["weight"] < groups["weight"].transform("max") - _TOLERANCE)
    _first("themes", "weight", themes, light, "is not the heaviest of its paragraph, but it is the primary theme")
    classified = pd.MultiIndex.from_frame(themes[keys])
    bare = ~pd.MultiIndex.from_frame(paragraphs[keys]).isin(classified)
    _first("paragraphs", "paragraph", paragraphs, pd.Series(bare, paragraphs.index), "has no theme in `themes`")


def _sums(read: pd.DataFrame, paragraphs: pd.DataFrame, terms: pd.DataFrame | None) -> None:
    """The sums of a report's rows are those that `reports` states; without terms those of paragraphs alone."""
    by_report = paragraphs.groupby("report")["n_chars"]
    stated = [
        ("n_paragraphs", by_report.size(), "the number of its rows in `paragraphs`"),
        ("n_chars", by_report.sum(), "the sum over its rows in `paragraphs`"),
    ]
    if terms is not None:
        stated.append(("n_tokens", terms.groupby("report")["n"].sum(), "the sum over its rows in `terms`"))
    for column, sums, what in stated:
        wanted = sums.reindex(read["report"], fill_value=0).to_numpy()
        _first("reports", column, read, read[column] != wanted, f"is not {what}")


def _phrases(reports: pd.DataFrame, phrases: pd.DataFrame) -> None:
    _first("phrases", "n", phrases, phrases["n"] < phrases["n_reports"], "is less than n_reports")
    known = set(reports["report"])
    ids = phrases["reports"].map(split_ids)
    differs = ids.str.len() != phrases["n_reports"]
    _first("phrases", "n_reports", phrases, differs, "is not the number of ids in reports")
    strange = pd.Series([not known.issuperset(row) for row in ids], phrases.index, dtype=bool)
    _first("phrases", "reports", phrases, strange, "names a report that `reports` does not")
