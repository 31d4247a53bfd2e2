"""Slogans in reports older than the slogan: misdated, edited later, or using the words before they were a slogan."""

from typing import Protocol

import pandas as pd

from analysis.compare.bases import require
from analysis.lexicons import shipped

_PLACE = ("matched", "paragraph", "source", "start", "end")
COLUMNS = ("report", "city", "year", "written", "slogan", "first_year", *_PLACE)


class Tables(Protocol):
    """The two tables of a corpus that `anachronisms` uses."""

    @property
    def reports(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def slogans(self) -> pd.DataFrame: ...  # noqa: D102


def anachronisms(corpus: Tables, *, lexicon: pd.DataFrame | None = None) -> pd.DataFrame:
    """Occurrences of slogans in reports written before the year of their first use, a row per occurrence.

    corpus: as analysis.load_corpus gives it. lexicon: from slogans.load, the one with which the corpus was measured;
    default: the shipped one. Columns: report, city, year (that it covers), written (the latest year in which it can
    have been written: the one after `year`, since a work report is read out early in the next; that of `published` if
    earlier), slogan, first_year (from the lexicon), matched, paragraph (missing in a heading), source, start, end;
    in the order of the reports. `analysis.behind(corpus, rows)` shows their sentences.

    Such a row has one of three causes: the report is misdated; its page was edited later, so that it is no evidence for
    its year; or the words stood together before they were a slogan. The long name of a campaign, a thought or a
    leadership points to one of the first two, a phrase of two common words does not.
    Slogans without a year and reports without a date are skipped, so an empty table proves nothing; nor is a slogan
    detected that arose later in the year of writing. Raises ValueError for a missing column.
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
