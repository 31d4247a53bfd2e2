"""Slogans in reports older than they: misdated, edited later, or saying the words before they were a slogan."""

from typing import Protocol

import pandas as pd

from analysis.compare.bases import require
from analysis.lexicons import shipped

_PLACE = ("matched", "paragraph", "source", "start", "end")
COLUMNS = ("report", "city", "year", "written", "slogan", "first_year", *_PLACE)


class Tables(Protocol):
    """The two tables of a corpus that are looked at."""

    @property
    def reports(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def slogans(self) -> pd.DataFrame: ...  # noqa: D102


def anachronisms(corpus: Tables, *, lexicon: pd.DataFrame | None = None) -> pd.DataFrame:
    """Occurrences of slogans in reports written before the year of their first use, a row an occurrence.

    corpus: as analysis.load_corpus gives it. lexicon: from slogans.load, that which the corpus was measured with, by
    default the shipped one. Columns: report, city, year (that it covers), written (the last year in which it can have
    been written: the one after `year`, for a work report is read out early in the next; that of `published` where this
    is earlier), slogan, first_year (of the lexicon), matched, paragraph (missing in a heading), source, start, end;
    in the order of the reports. `analysis.behind(corpus, rows)` shows their sentences.

    Three things make such a row: the report has another date than it is said to have; its page was edited later, so
    that it is no witness of its year; or the words stood together before they were a slogan. A long name of a
    campaign, a thought or a leadership decides for one of the first two, a phrase of two common words does not.
    Slogans without a year and reports without a date are passed over, so an empty table proves nothing; nor does it
    show a slogan that came up later in the year of writing. Raises ValueError for a missing column.
    """
    hits, reports = corpus.slogans, corpus.reports
    require(hits, ["report", "slogan", *_PLACE], "slogans")
    require(reports, ["report", "city", "year", "published"], "reports")
    lexicon = shipped().slogans if lexicon is None else lexicon
    after = pd.to_numeric(reports["year"], errors="coerce").astype("Int64") + 1
    published = pd.to_numeric(reports["published"].astype("string").str[:4], errors="coerce").astype("Int64")
    dated = reports[["report", "city", "year"]].assign(
        written=after.where(published.isna() | (after <= published).fillna(False), published),
        order=range(len(reports)),
    )
    first = lexicon.set_index("slogan")["year"].astype("Int64").rename("first_year")
    found = hits.merge(dated, on="report").merge(first, left_on="slogan", right_index=True)
    early = found[(found["written"] < found["first_year"]).fillna(False).astype(bool)]
    return early.sort_values(["order", "start"], kind="stable", ignore_index=True)[list(COLUMNS)]
