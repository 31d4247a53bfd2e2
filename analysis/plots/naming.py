"""Names of reports and places in charts, so that no number appears without its genre and year."""

import pandas as pd

from ..codes import INCLUDED
from ..language import current, label, text

_ORDER = {"work_report": 0, "review": 1, "news": 3}


def named(reports: pd.DataFrame) -> pd.DataFrame:
    """The reports with an added column body (city and in English its English name, year, genre), unique to each report.

    An unknown city is named after its report. Work reports come first, then reviews, others and news items; in each the
    longest first.
    """
    table = reports.assign(city=reports["city"].fillna(reports["report"]))
    genres = [None if pd.isna(genre) else label(genre, "genre") for genre in table["genre"]]
    others = table["city_en"].astype(object).where(table["city_en"].notna(), None)
    cities = [_both(*names) for names in zip(table["city"], others, strict=True)]
    parts = zip(cities, table["year"].astype("Int64"), genres, strict=True)
    table["body"] = [" ".join(str(part) for part in row if not pd.isna(part)) for row in parts]
    twice = table["body"].duplicated(keep=False)
    table["body"] = table["body"].where(~twice, table["body"] + " " + table["report"])
    table["_order"] = [_ORDER.get(genre, 2) for genre in table["genre"]]
    table = table.sort_values(["_order", "n_chars"], ascending=[True, False], kind="stable")
    return table.drop(columns="_order").reset_index(drop=True)


def _both(city: str, english: str | None) -> str:
    """The city as the language has it; in English with its English name."""
    named = label(city, "city")
    return named if named != city or current() == "zh" or not english else f"{city} {english}"


def news_apart(reports: pd.DataFrame, most: int = 25) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(All reports, those to compare): a news item covers one meeting, and is not a report on a year.

    Reports that were not read are dropped. In the first table the city of a news item says so ("Hami (news item)"); the
    second holds the yearly reports of the `most` cities with most text, or news items where there is nothing else. An
    unknown city is named after its report.
    """
    reports = reports[reports["status"].eq(INCLUDED)]
    reports = reports.assign(city=reports["city"].fillna(reports["report"])).reset_index(drop=True)
    news = reports["genre"].eq("news")
    if news.all():
        news = ~news
    yearly = reports[~news]
    longest = yearly.groupby("city")["n_chars"].sum().sort_values(ascending=False, kind="stable").head(most).index
    apart = reports["city"].map(lambda city: text("in unit", what=city, unit=label("news", "genre")))
    return reports.assign(city=reports["city"].where(~news, apart)), yearly[yearly["city"].isin(longest)]
