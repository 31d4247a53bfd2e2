"""What every comparison rests on: which reports count, how much text a group has, and when to warn."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.codes import INCLUDED
from analysis.tables.contract import may_be

AT_ONCE = 1_000_000  # rows, so that what is worked out of each takes little memory

FEW_HITS = 5  # below it a rate moves by a fifth or more with a single hit
FEW_CHARS = 2_000  # Han characters; a news item, not a yearly report

PER = 10_000  # Han characters; what a rate is stated for

By = str | Sequence[str]  # one column or several that tell groups apart
Rule = tuple["pd.Series | np.ndarray", "str | pd.Series"]  # where it holds, and what a warning then says


def names(by: By) -> list[str]:
    """Column names as a list, whether one was given or several."""
    return [by] if isinstance(by, str) else list(by)


def require(table: pd.DataFrame, columns: Iterable[str], what: str) -> None:
    """Raise ValueError naming the columns that the table `what` lacks."""
    missing = [c for c in columns if c not in table.columns]
    if missing:
        raise ValueError(f"{what}: column {', '.join(missing)} is missing; found {', '.join(map(str, table.columns))}")


def numbered(values: pd.Series, among: pd.Index) -> NDArray[np.int32]:
    """The position of each value in an index, -1 if absent; each distinct value of some rows is looked up once."""
    at = np.empty(len(values), dtype=np.int32)  # of millions of rows: narrow, and what is made of them is made in parts
    for begin in range(0, len(values), AT_ONCE):
        code, found = pd.factorize(values.iloc[begin : begin + AT_ONCE], use_na_sentinel=False)
        at[begin : begin + len(code)] = among.get_indexer(pd.Index(found))[code]
    return at


def known(table: pd.DataFrame, reports: pd.DataFrame, what: str) -> NDArray[np.int32]:
    """The position in reports of the report of each row of the table `what`.

    Raises ValueError naming the first that is missing from reports.
    """
    require(table, ["report"], what)
    require(reports, ["report"], "reports")
    twice = reports["report"][reports["report"].duplicated()]
    if len(twice):
        raise ValueError(f"reports: {twice.iloc[0]!r} is listed more than once; keep one row a report")
    at = numbered(table["report"], pd.Index(reports["report"]))
    if len(at) and at.min() < 0:
        first = table["report"].iloc[[int(np.argmax(at < 0))]]
        raise ValueError(f"{what}: report {first.iloc[0]!r} (row {first.index[0]}) is missing from reports")
    return at


def included(reports: pd.DataFrame) -> pd.Series:
    """True for each report whose text was read: status "included", or no status given."""
    if "status" not in reports:
        return pd.Series(True, index=reports.index)
    status = reports["status"].astype("object")
    return status.isna() | status.isin(["", INCLUDED])


def read_for(table: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The reports, none of them read if the table was left out of the corpus: what it would hold is not known, and not
    zero. The attrs of either say what was left out (`Corpus.left_out`); the columns, which table it is.
    """
    left_out = table.attrs.get("left_out") or reports.attrs.get("left_out") or {}
    why = next((why for name, why in left_out.items() if table.empty and may_be(name, table.columns)), None)
    return reports.assign(status=why) if why else reports


def grouped(table: pd.DataFrame, reports: pd.DataFrame, by: list[str], what: str) -> pd.DataFrame:
    """The rows of included reports with the columns `by` of reports joined on; columns of the table itself stay."""
    at = known(table, reports, what)
    joined = [c for c in by if c not in table.columns]
    require(reports, joined, "reports")
    read = included(reports).to_numpy()[at]
    if not read.all():
        table, at = table[read], at[read]
    rows = table.reset_index(drop=True)
    return rows.assign(**{c: reports[c].take(at).set_axis(rows.index) for c in joined})


def runs(*columns: NDArray[np.integer]) -> NDArray[np.intp]:
    """The places where a row differs from the one before in any column, and the first: of words one a paragraph, where
    they are sorted.
    """
    differs = np.ones(len(columns[0]), dtype=bool)
    differs[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(differs)


def places(rows: pd.DataFrame, body: pd.DataFrame, key: list[str], what: str, of: str) -> NDArray[np.int32]:
    """The position in body of the report [and paragraph] of each row; ValueError naming the first that is missing."""
    among = {column: pd.Index(body[column].unique()) for column in key}
    digits = [numbered(rows[column], values) for column, values in among.items()]
    begins = runs(*digits)  # few, of millions of rows
    at, own = np.zeros(len(begins), dtype=np.intp), np.zeros(len(body), dtype=np.intp)
    for (column, values), digit in zip(among.items(), digits, strict=True):  # as one number, each column a digit
        at, own = at * len(values) + digit[begins], own * len(values) + numbered(body[column], values)
    index = pd.Index(own)
    if index.has_duplicates:
        raise ValueError(f"{of}: {_named(body.iloc[int(np.argmax(index.duplicated()))], key)} is listed more than once")
    lost = np.logical_or.reduce([digit[begins] < 0 for digit in digits])
    at = np.where(lost, -1, index.get_indexer(pd.Index(at))).astype(np.int32)
    if len(at) and at.min() < 0:
        first = rows.iloc[int(begins[np.argmax(at < 0)])]
        raise ValueError(f"{what}: {_named(first, key)} is missing from {of}")
    return np.repeat(at, np.diff(begins, append=len(rows)))


def _named(row: pd.Series, key: list[str]) -> str:
    return f"paragraph {row['paragraph']} of {row['report']!r}" if len(key) > 1 else repr(row["report"])


def placed(rows: pd.DataFrame, body: pd.DataFrame, key: list[str], what: str, of: str) -> pd.DataFrame:
    """The rows with the columns of body joined on by report [and paragraph]; ValueError as `places`."""
    more = body.drop(columns=key).take(places(rows, body, key, what, of))
    return pd.concat([rows, more.set_axis(rows.index)], axis=1)


def bases(reports: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per group in order of appearance: columns by, n_reports, n_chars (Han characters read), genres.

    A group none of whose reports was read is kept, with zeros: "not read" must not look like "not there".
    """
    known(reports, reports, "reports")
    if not by:
        raise ValueError("by takes a column at least; for all reports together reports.assign(all='all') and by='all'")
    require(reports, [*by, "n_chars"], "reports")
    read = included(reports)
    genre = reports["genre"] if "genre" in reports else pd.Series("", index=reports.index)
    rows = pd.DataFrame({c: reports[c] for c in by})
    rows = rows.assign(
        n_reports=read.astype(int),
        n_chars=pd.to_numeric(reports["n_chars"]).where(read, 0).fillna(0).astype(int),
        genres=genre.where(read),
    )
    return rows.groupby(by, sort=False, dropna=False, as_index=False).agg(
        n_reports=("n_reports", "sum"),
        n_chars=("n_chars", "sum"),
        genres=("genres", lambda g: "+".join(sorted({str(x) for x in g.dropna()} - {""}))),
    )


def size(hits: pd.DataFrame, weight: str | None = None) -> pd.Series:
    """How much each row counts: its `weight` column; else n, where the table has it (terms); else 1."""
    if weight is not None:
        require(hits, [weight], "hits")
        return hits[weight]
    return hits["n"] if "n" in hits.columns else pd.Series(1, index=hits.index, dtype=int)


def in_body(hits: pd.DataFrame) -> pd.DataFrame:
    """The hits in body text: those with a paragraph, where hits have that column.

    Rates are always hits in body text over characters of body text: a hit in a heading is not among those characters.
    """
    return hits[hits["paragraph"].notna()] if "paragraph" in hits else hits


def warnings(table: pd.DataFrame, *rules: Rule) -> pd.Series:
    """For each row, the messages of the rules (mask, message) that apply, joined by "; "."""
    text = np.full(len(table), "", dtype=object)
    for mask, message in rules:
        at = np.flatnonzero(np.asarray(mask, dtype=bool))
        if not len(at):
            continue
        # Few different texts of many rows: each is made once.
        before, found = pd.factorize(text[at])
        behind, said = pd.factorize(
            message.to_numpy(dtype=object)[at] if isinstance(message, pd.Series) else np.array([message])
        )
        both, seen = pd.factorize(before * len(said) + behind)
        pairs = [(found[i], said[j]) for i, j in zip(*np.divmod(seen, len(said)), strict=True)]
        text[at] = np.array([f"{old}; {new}" if old else new for old, new in pairs], dtype=object)[both]
    return pd.Series(text, index=table.index, dtype="object")


def group_warnings(table: pd.DataFrame, *rules: Rule) -> pd.Series:
    """`warnings`, preceded by those of every table with bases: no text, little text, news, mixed genres."""
    kind, genres = pd.factorize(table["genres"], use_na_sentinel=False)
    mixed = np.array([f"genres mixed: {genre}" if "+" in str(genre) else "" for genre in genres], dtype=object)
    return warnings(
        table,
        (table["n_chars"] == 0, "no text"),
        ((table["n_chars"] > 0) & (table["n_chars"] < FEW_CHARS), f"under {FEW_CHARS:,} characters"),
        (np.array([genre == "news" for genre in genres], dtype=bool)[kind], "news items only"),
        ((mixed != "")[kind], pd.Series(mixed[kind], table.index)),
        *rules,
    )
