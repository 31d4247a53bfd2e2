"""How right counts are, by kind of text, as measured in texts that the rules had not seen."""

import functools
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd

from ..compare.bases import FEW_CHARS
from ..language import label, text

LAST_OF_GAZETTEERS = 2000  # the year up to which the gazetteers of the measurement go
UNKNOWN = ("report", "excerpt", "news")  # what reports may be of which nothing is known


@functools.cache
def first_readings() -> pd.DataFrame:
    """Each first reading: kind, set, texts, counts, F1, object, category, actor, record, commit.

    F1 is of counts with value, bound and unit right; object, category, actor are shares of those met; record is the F1
    of records right in all. data/README.md says how each was measured.
    """
    return pd.read_csv(Path(__file__).with_name("first_readings.csv"), dtype={"set": "string", "commit": "string"})


def latest() -> pd.DataFrame:
    """The last first reading of each kind of text: kind, counts, F1, object, category, record."""
    columns = ["kind", "counts", "F1", "object", "category", "record"]
    return first_readings().drop_duplicates("kind", keep="last")[columns].reset_index(drop=True)


def kinds(reports: pd.DataFrame) -> list[str]:
    """The kinds of text among the reports, as first_readings names them.

    reports: genre, year, n_chars, as far as there. News are news, texts of up to 2000 are taken for gazetteers, texts
    under FEW_CHARS characters for excerpts, the others for whole reports.
    """
    known = {
        c: reports[c] if c in reports else pd.Series(pd.NA, index=reports.index) for c in ("genre", "year", "n_chars")
    }
    kind = pd.Series("report", index=reports.index)
    kind[pd.to_numeric(known["n_chars"]).lt(FEW_CHARS).fillna(False).astype(bool)] = "excerpt"
    kind[pd.to_numeric(known["year"]).le(LAST_OF_GAZETTEERS).fillna(False).astype(bool)] = "gazetteer"
    kind[known["genre"].eq("news").fillna(False).astype(bool)] = "news"
    return [one for one in first_readings()["kind"].unique() if (kind == one).any()]


def measured(of: Iterable[str] = UNKNOWN) -> str:
    """What to expect of counts in texts of these kinds, a sentence in the language in use, without its full stop."""
    told = []
    for kind in of:
        table = first_readings()[first_readings()["kind"] == kind]
        figures = {name: _span(table[name]) for name in ("F1", "category", "record")}
        told.append(text("accuracy of kind", kind=label(kind, "kind"), n=f"{table['counts'].sum():,}", **figures))
    return text("accuracy", kinds=text("semicolon").join(told))


def _span(figures: pd.Series) -> str:
    """0.97, or 0.97–1.00 where sets differ."""
    low, high = in_print(figures.min()), in_print(figures.max())
    return low if low == high else f"{low}–{high}"


def in_print(figure: float) -> str:
    """Two decimals; a half is rounded up, as by hand."""
    return str(Decimal(str(figure)).quantize(Decimal("0.01"), ROUND_HALF_UP))
