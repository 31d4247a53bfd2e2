"""The contract of each table: its columns, types, keys and allowed values; checking, reading and writing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from .activities.categories import CATEGORIES
from .corpus.metadata import GENRES, LEVELS
from .relations import check_relations
from .themes import THEMES

BOUNDS = ("exact", "over", "under", "about", "range")
ACTORS = ("city", "system", "other")
STATUSES = ("done", "habit", "plan")
REASONS = (
    "date", "time_span", "ordinal", "list_marker", "name", "slogan", "word", "article", "grouping", "reference",
    "vague", "economy", "outcome", "code", "no_measure", "furniture",
)  # fmt: skip
INCLUDED = "included"
FORMATS = ("csv", "parquet")
MANIFEST = "manifest.json"

TEXT = pd.StringDtype(na_value=np.nan)  # pandas 3's own; named, so that pandas 2 gives the same


def _check(function, message: str) -> pa.Check:
    return pa.Check(function, error=message)


_FILLED = _check(lambda s: s != "", "is empty")


def _name(among: Iterable[str] = ()) -> pa.Column:
    """Text that is never empty."""
    among = tuple(among)
    return pa.Column(TEXT, [_check(lambda s: s.isin(among), f"is none of {', '.join(among)}") if among else _FILLED])


def _words() -> pa.Column:
    """Text; an empty one says that nothing is written there."""
    return pa.Column(TEXT)


def _known(among: Iterable[str] = ()) -> pa.Column:
    """Text, missing where it is not known; never empty."""
    return pa.Column(TEXT, _name(among).checks, nullable=True)


def _whole(least: int = 0, nullable: bool = False) -> pa.Column:
    dtype = "Int64" if nullable else "int64"
    return pa.Column(dtype, _check(lambda s: s >= least, f"is less than {least}"), nullable=nullable)


def _number(nullable: bool = False) -> pa.Column:
    return pa.Column(
        "float64", _check(lambda s: (s >= 0) & np.isfinite(s), "is no number of 0 or more"), nullable=nullable
    )


def _table(key: list[str], **columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, unique=key, metadata={"key": key})


_KEYS = {"report": _name(), "paragraph": _whole(1)}
_PLACE = {"source": _name(), "start": _whole(), "end": _whole(1)}
_SPOT = {"report": _name(), "paragraph": _whole(1, nullable=True), **_PLACE}

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "reports": _table(
        ["report"],
        report=_name(), source=_name(), start=_whole(0, nullable=True), end=_whole(1, nullable=True),
        city=_known(), city_en=_known(), province=_known(), level=_known(LEVELS), genre=_known(GENRES),
        year=_whole(1949, nullable=True), title=_known(), publisher=_known(), published=_known(), url=_known(),
        sha256=_known(), n_chars=_whole(0, nullable=True), n_paragraphs=_whole(0, nullable=True),
        n_tokens=_whole(0, nullable=True), status=_name(),
    ),
    "paragraphs": _table(["report", "paragraph"], **_KEYS, **_PLACE, heading=_words(), n_chars=_whole()),
    "terms": _table(["report", "paragraph", "term"], **_KEYS, term=_name(), n=_whole(1)),
    "activities": _table(
        ["source", "start", "end"],
        **_SPOT, quantity=_name(), value=_number(), value_high=_number(nullable=True), bound=_name(BOUNDS),
        unit=_words(), action=_words(), object=_words(), category=_name(CATEGORIES), actor=_name(ACTORS),
        status=_name(STATUSES), repeat=pa.Column(bool),
    ),
    "refusals": _table(["source", "start", "end"], report=_name(), **_PLACE, quantity=_name(), reason=_name(REASONS)),
    "slogans": _table(["source", "start", "end"], **_SPOT, slogan=_name(), matched=_name()),
    "phrases": _table(
        ["phrase"],
        phrase=_name(), n_chars=_whole(1), n=_whole(2), n_reports=_whole(1), n_cities=_whole(1), slogan=_words(),
        reports=_name(),
    ),
    "themes": _table(
        ["report", "paragraph", "theme"], **_KEYS, theme=_name(THEMES), primary=pa.Column(bool), weight=_number()
    ),
}  # fmt: skip
# Rows of a report stand in the order of the report in `reports`, then by these (- for falling).
_ORDER = {
    "paragraphs": ["paragraph"],
    "terms": ["paragraph", "-n", "term"],
    "activities": ["start", "end"],
    "refusals": ["start", "end"],
    "slogans": ["start", "end"],
    "themes": ["paragraph", "-primary", "-weight", "theme"],
}


def columns(name: str) -> list[str]:
    """The columns of a table in their order."""
    return list(SCHEMAS[name].columns)


def frame(name: str, rows: Iterable[Mapping]) -> pd.DataFrame:
    """Rows as a table of the contract's types; what a row does not have is missing.

    reports keeps columns of the researcher's own, as text, behind those of the contract.
    """
    rows = list(rows)
    own = list(dict.fromkeys(c for r in rows for c in r if c not in SCHEMAS[name].columns)) if name == "reports" else []
    data = {}
    for column in [*columns(name), *own]:
        schema = SCHEMAS[name].columns.get(column)
        values = [row.get(column) for row in rows]
        if schema is None or (schema.nullable and schema.dtype.type == TEXT):
            values = [None if value == "" else value for value in values]
        data[column] = pd.Series(values, dtype=TEXT if schema is None else schema.dtype.type)
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
            raise ValueError(f"{name}: column end, row {bad[0]}: {table.at[bad[0], 'end']} does not come after start")


def _fault(schema: pa.DataFrameSchema, cases: pd.DataFrame) -> str:
    """The first fault in words; types first, because wrong types break every other check."""
    types = cases[cases["check"].astype(str).str.startswith("dtype")]
    case = (types if len(types) else cases).iloc[0]
    what, value = str(case["check"]), case["failure_case"]
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
    """Hold every table against its contract, and the tables against each other (see relations.check_relations)."""
    missing = [name for name in SCHEMAS if name not in tables]
    if missing:
        raise ValueError(f"table {', '.join(missing)} is missing")
    for name in SCHEMAS:
        check(name, tables[name])
    check_relations(tables)


def ordered(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with their rows in the one order they are written in: reports as they stand, then by position."""
    place = {report: i for i, report in enumerate(tables["reports"]["report"])}
    out = {"reports": tables["reports"].reset_index(drop=True)}
    for name, keys in _ORDER.items():
        table = tables[name]
        sorting = {"_": table["report"].map(place)} | {
            k: -table[k[1:]].astype(float) if k[0] == "-" else table[k] for k in keys
        }
        order = pd.DataFrame(sorting).sort_values(list(sorting), kind="stable").index
        out[name] = table.loc[order].reset_index(drop=True)
    phrases = tables["phrases"]
    order = phrases.sort_values(["n_reports", "n", "n_chars", "phrase"], ascending=[False, False, False, True]).index
    out["phrases"] = phrases.loc[order].reset_index(drop=True)
    return {name: out[name] for name in SCHEMAS}


def write(tables: Mapping[str, pd.DataFrame], folder: str | Path, format: str = "csv", manifest: dict | None = None):
    """Check the tables and write them into a folder, one file a table, with manifest.json where one is given.

    csv: UTF-8 with byte order mark, `\\n` line ends, floats with up to 15 digits, True and False; an empty cell is a
    missing value or an empty text, whichever the contract allows. parquet: the same columns. The same tables give
    the same bytes. Tables of the other format are removed, and the manifest is written last, so that a folder with
    one is complete. Raises ValueError as check_all does.
    """
    if format not in FORMATS:
        raise ValueError(f"format {format!r} is none of {', '.join(FORMATS)}")
    check_all(tables)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    for name, table in ordered(tables).items():
        if format == "csv":
            table.to_csv(
                folder / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n", float_format="%.15g"
            )
        else:
            table.to_parquet(folder / f"{name}.parquet", index=False)
        for other in FORMATS:
            if other != format:
                (folder / f"{name}.{other}").unlink(missing_ok=True)
    if manifest is not None:
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / MANIFEST).write_bytes(text.encode())


def holds_tables(folder: str | Path) -> bool:
    """Whether a folder holds tables as `write` leaves them."""
    return (Path(folder) / MANIFEST).is_file() and any(
        (Path(folder) / f"paragraphs.{format}").is_file() for format in FORMATS
    )


def read_manifest(folder: str | Path) -> dict:
    """The manifest of a folder of tables. Raises ValueError where there is none or it is no JSON."""
    file = Path(folder) / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{file}: missing; write the tables again with `python -m analysis tabulate`") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{file}: no JSON ({error}); write the tables again") from None
    if not isinstance(manifest, dict):
        raise ValueError(f"{file}: no manifest; write the tables again")
    return manifest


def read(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a folder, checked. Rows in messages are counted as a spreadsheet does (header = 1).

    Raises ValueError naming the file, the column and the row.
    """
    tables = {}
    for name in SCHEMAS:
        files = [file for format in FORMATS if (file := Path(folder) / f"{name}.{format}").is_file()]
        if len(files) != 1:
            what = "stands there as CSV and as Parquet; delete one" if files else "is missing"
            raise ValueError(f"{Path(folder)}: table {name} {what}")
        try:
            tables[name] = _read_csv(name, files[0]) if files[0].suffix == ".csv" else _read_parquet(name, files[0])
            check(name, tables[name])
        except ValueError as error:
            raise ValueError(f"{files[0]}: {error}") from None
    check_relations(tables)
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def _read_csv(name: str, file: Path) -> pd.DataFrame:
    raw = pd.read_csv(file, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    raw.index = pd.RangeIndex(2, len(raw) + 2)
    return pd.DataFrame({c: _typed(name, raw[c]) for c in raw.columns}, index=raw.index)


def _read_parquet(name: str, file: Path) -> pd.DataFrame:
    try:
        raw = pd.read_parquet(file)
        known = {c: s.dtype.type for c, s in SCHEMAS[name].columns.items() if c in raw.columns}
        return raw.astype({c: TEXT for c in raw.columns if c not in known} | known)
    except (OSError, TypeError) as error:
        raise ValueError(f"cannot be read as Parquet ({error}); write the tables again") from None


def _typed(name: str, cells: pd.Series) -> pd.Series:
    """Cells of a CSV file as the contract's type. Raises ValueError naming the first cell that is none."""
    schema = SCHEMAS[name].columns.get(cells.name)
    dtype = TEXT if schema is None else schema.dtype.type
    if dtype == TEXT:
        text = cells.astype(TEXT)
        return text.where(text != "") if schema is None or schema.nullable else text
    cells = cells.str.strip()
    if dtype == np.dtype(bool):
        values, what = cells.str.lower().map({"true": True, "false": False}), "neither True nor False"
    else:
        values = pd.to_numeric(cells.where(cells != ""), errors="coerce")
        what = "no number"
        if dtype != np.dtype("float64"):
            values, what = values.where(values % 1 == 0), "no whole number"
    bad = cells.index[values.isna() & ((cells != "") | (not schema.nullable))]
    if len(bad):
        raise ValueError(f"column {cells.name}, row {bad[0]}: {cells[bad[0]]!r} is {what}")
    return values.astype(dtype)
