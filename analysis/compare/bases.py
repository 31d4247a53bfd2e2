"""What every comparison rests on: which reports count, how much text a group has, and when to warn."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.codes import INCLUDED

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


def known(table: pd.DataFrame, reports: pd.DataFrame, what: str) -> None:
    """Raise ValueError naming the first report of the table `what` that reports does not list."""
    require(table, ["report"], what)
    require(reports, ["report"], "reports")
    twice = reports["report"][reports["report"].duplicated()]
    if len(twice):
        raise ValueError(f"reports: {twice.iloc[0]!r} is listed more than once; keep one row a report")
    strange = table["report"][~table["report"].isin(reports["report"])]
    if len(strange):
        raise ValueError(f"{what}: report {strange.iloc[0]!r} (row {strange.index[0]}) is missing from reports")


def included(reports: pd.DataFrame) -> pd.Series:
    """True for each report whose text was read: status "included", or no status given."""
    if "status" not in reports:
        return pd.Series(True, index=reports.index)
    status = reports["status"].astype("object")
    return status.isna() | status.isin(["", INCLUDED])


def grouped(table: pd.DataFrame, reports: pd.DataFrame, by: list[str], what: str) -> pd.DataFrame:
    """The rows of included reports with the columns `by` of reports joined on; columns of the table itself stay."""
    known(table, reports, what)
    joined = [c for c in by if c not in table.columns]
    require(reports, joined, "reports")
    use = reports.loc[included(reports), ["report", *joined]]
    return table.merge(use, on="report", how="inner", validate="many_to_one")


def placed(rows: pd.DataFrame, body: pd.DataFrame, key: list[str], what: str, of: str) -> pd.DataFrame:
    """The rows with the columns of body joined on by report [and paragraph]; ValueError naming the first not there."""
    table = rows.merge(body, on=key, how="left", validate="many_to_one", indicator=True)
    strange = table[table["_merge"] == "left_only"]
    if len(strange):
        first = strange.iloc[0]
        where = f"paragraph {first['paragraph']} of {first['report']!r}" if len(key) > 1 else repr(first["report"])
        raise ValueError(f"{what}: {where} is missing from {of}")
    return table.drop(columns="_merge")


def bases(reports: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row a group in order of appearance: columns by, n_reports, n_chars (Han characters read), genres.

    A group none of whose reports was read stays, with zeros: "not read" must not look like "not there".
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
    """How much each row counts: its `weight` column; else its n where the table has one (terms); else once."""
    if weight is not None:
        require(hits, [weight], "hits")
        return hits[weight]
    return hits["n"] if "n" in hits.columns else pd.Series(1, index=hits.index, dtype=int)


def in_body(hits: pd.DataFrame) -> pd.DataFrame:
    """The hits in body text: those with a paragraph, where hits have that column.

    Rates are hits in body text over the characters of body text, everywhere: what stands in a heading would be counted
    over characters among which it is not.
    """
    return hits[hits["paragraph"].notna()] if "paragraph" in hits else hits


def warnings(table: pd.DataFrame, *rules: Rule) -> pd.Series:
    """The messages of the rules (mask, message) that hold, joined by "; ", for each row."""
    text = np.full(len(table), "", dtype=object)
    for mask, message in rules:
        messages = message if isinstance(message, pd.Series) else pd.Series(message, index=table.index)
        for i in np.flatnonzero(np.asarray(mask, dtype=bool)):
            text[i] = f"{text[i]}; {messages.iloc[i]}" if text[i] else messages.iloc[i]
    return pd.Series(text, index=table.index, dtype="object")


def group_warnings(table: pd.DataFrame, *rules: Rule) -> pd.Series:
    """`warnings`, first those of every table with bases: no text, little text, news, genres mixed."""
    return warnings(
        table,
        (table["n_chars"] == 0, "no text"),
        ((table["n_chars"] > 0) & (table["n_chars"] < FEW_CHARS), f"under {FEW_CHARS:,} characters"),
        (table["genres"] == "news", "news items only"),
        (table["genres"].str.contains("+", regex=False), "genres mixed: " + table["genres"]),
        *rules,
    )
