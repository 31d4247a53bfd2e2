"""What must hold between the tables of a corpus, beyond the contract of each."""

from collections.abc import Collection, Mapping

import pandas as pd

from .. import codes
from ..corpus.ids import split_ids
from .contract import SCHEMAS, check

_TOLERANCE = 1e-6  # weights are written with four decimals, their sum is exact but for binary fractions


def check_all(tables: Mapping[str, pd.DataFrame], left_out: Collection[str] = ()) -> None:
    """Check every table against its contract, and the tables against each other (see check_relations)."""
    missing = [name for name in SCHEMAS if name not in tables]
    if missing:
        raise ValueError(f"table {', '.join(missing)} is missing")
    for name in SCHEMAS:
        check(name, tables[name])
    check_relations(tables, left_out)


def check_relations(tables: Mapping[str, pd.DataFrame], left_out: Collection[str] = ()) -> None:
    """Check tables that each satisfy their contract against each other.

    Reports named elsewhere are in `reports` and included, at the source it gives and within its span; paragraphs are
    numbered from 1 and those named elsewhere exist; each paragraph has one primary theme, the heaviest, and its weights
    sum to 1; no paragraph has more formulaic characters than characters; a range has both ends; n_paragraphs, n_chars
    and n_tokens are the sums over paragraphs and terms. left_out: tables that are empty because they were not written.
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
        _first(name, "paragraph", table, pd.Series(~pairs.isin(known), table.index), "is not a paragraph of its report")
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
