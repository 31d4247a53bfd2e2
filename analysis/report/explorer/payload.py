"""What the page to explore a corpus holds: its tables as columns, its texts, and every word that it says."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from ... import compare
from ...codes import DECIDED_BY, SURE
from ...compare.bases import PER, bases, group_warnings, grouped, in_body
from ...compare.counts.left_out import left_for, reasons
from ...corpus.script import simplify
from ...language import LANGUAGES, using, warning
from ...language.english import english
from ...language.texts import lists
from ...tables.corpus_tables import Corpus, CorpusError

WORDS = "explore "  # how the keys of the page's own texts begin
_KINDS = ("category", "theme", "genre", "unit", "actor")
_KEYS = ("city", "year")  # what the page tells groups of reports apart by
_DIGITS = 6  # of a rate that is shown with three


def head(corpus: Corpus, language: str) -> dict[str, Any]:
    """What the page needs before anything else: its language, its words in all languages, and what it is about."""
    return {
        "language": language,
        "corpus": corpus.folder.name,
        "version": corpus.manifest.get("version", ""),
        "per": PER,
        "ways": {"all": DECIDED_BY, "sure": SURE},
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "names": {kind: lists()[kind] for kind in _KINDS},
        "sources": _sources(corpus),
        "scripts": _scripts(),
    }


def _scripts() -> dict[str, str]:
    """Each character of simplified script with those of traditional script that are written so."""
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    found: dict[str, str] = {}
    for character, simple in zip(han, simplify("\n".join(han)).split("\n"), strict=True):
        if character != simple:
            found[simple] = found.get(simple, "") + character
    return found


def _words(lang: str) -> dict[str, str]:
    at = LANGUAGES.index(lang)
    return {key.removeprefix(WORDS): pair[at] for key, pair in lists()["text"].items() if key.startswith(WORDS)}


def _sources(corpus: Corpus) -> list[str]:
    """The sources of the reports, in their order: the number of one tells its text."""
    return list(dict.fromkeys(corpus.reports["source"].dropna()))


def texts(corpus: Corpus) -> list[str | None]:
    """The text of each source; None where it is not at hand."""
    found: list[str | None] = []
    for source in _sources(corpus):
        try:
            found.append(corpus.text(source))
        except CorpusError:
            found.append(None)
    return found


def tables(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """The tables of the page, name -> columns; a *group* is the reports of one city on one year.

    reports; groups; counts (a sum of `compare.totals` a group, category and unit) and records (the counts behind them);
    together (slogans of all kinds a group), slogans (each, where it occurs) and occurrences; entries (of the slogan
    list, those that occur); themes (a share a group and theme) and parts (a theme of a paragraph); paragraphs;
    warnings (in both languages).
    """
    reports = corpus.reports.reset_index(drop=True)
    reports["group"] = reports.groupby(list(_KEYS), sort=False, dropna=False).ngroup()
    number = pd.Series(reports.index, index=reports["report"])
    together, slogans, entries, none = _slogans(corpus, reports)
    groups = bases(reports, ["group", *_KEYS])
    groups["not_read"] = reports.groupby("group").size() - groups["n_reports"]
    groups = groups.assign(warning=group_warnings(groups), none=[none.get(group, "") for group in groups["group"]])
    counts, records = _counts(corpus, reports)
    rows = {
        "reports": _reports(reports, _sources(corpus)),
        "groups": groups.drop(columns="genres"),
        "counts": counts,
        "records": records,
        "together": together,
        "slogans": slogans,
        "entries": entries,
        "occurrences": _occurrences(corpus.slogans),
        "themes": _themes(corpus, reports),
        "parts": corpus.themes[["report", "paragraph", "theme", "primary", "weight"]].round({"weight": 2}),
        "paragraphs": corpus.paragraphs[["report", "paragraph", "start", "end"]],
    }
    said = dict.fromkeys(w for table in rows.values() if "warning" in table for w in table["warning"].unique() if w)
    said |= dict.fromkeys(w for w in groups["none"].unique() if w)
    rows["warnings"] = pd.DataFrame({lang: _said(said, lang) for lang in LANGUAGES})
    for name in ("records", "occurrences", "parts", "paragraphs"):
        rows[name] = rows[name].assign(report=rows[name]["report"].map(number))
    return {name: columns(_stepped(table)) for name, table in rows.items()}


def _stepped(table: pd.DataFrame) -> pd.DataFrame:
    """Places as *step* from the start of the row before and *length*, small numbers, few of them different."""
    if "end" not in table:
        return table
    places = {"step": table["start"].diff().fillna(table["start"]), "length": table["end"] - table["start"]}
    return table.drop(columns=["start", "end"]).assign(**places)


def _said(warnings: dict[str, None], lang: str) -> list[str]:
    with using(lang):
        return [warning(each) for each in warnings]


def _reports(reports: pd.DataFrame, sources: list[str]) -> pd.DataFrame:
    """The reports with the number of their source and an English name of their city."""
    named = zip(reports["city_en"].fillna(""), reports["city"].fillna(""), strict=True)
    found = [name or (english(city, "city") if city else "") for name, city in named]
    number = {source: i for i, source in enumerate(sources)}
    kept = reports[["report", "city", "year", "genre", "title", "url", "n_chars", "status", "start", "group"]]
    return kept.assign(city_en=found, source=reports["source"].map(number))


def _counts(corpus: Corpus, reports: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sums with what they leave out (repeat:2,plan:1) and how many of their records are sure; and the records."""
    keys = ["group", "category", "unit"]
    sums = compare.totals(corpus.activities, reports, by=["group", *_KEYS, "category", "unit"])
    rows = grouped(corpus.activities, reports, ["group"], "activities")
    rows["unit"] = rows["unit"].fillna("")
    of_sum = rows.groupby(keys, sort=False, dropna=False, observed=True).ngroup()
    rows["why"] = reasons(rows, group=of_sum)
    rows["sure"] = rows["decided_by"].isin(SURE)
    sure = rows[rows["why"].eq("") & rows["sure"]].groupby(keys).size().rename("n_sure").reset_index()
    sums = sums.merge(sure, on=keys, how="left").fillna({"n_sure": 0}).astype({"n_sure": int})
    sums["left"] = [",".join(f"{why}:{n}" for why, n in Counter(left_for(told)).items()) for told in sums["left_out"]]
    columns = ["value", "value_high", "bound", "count", "n_records", "n_sure", "left", "warning"]
    place = ["report", "paragraph", "start", "end", "quantity"]
    told = ["category", "unit", "object", "action", "actor", "decided_by", "why"]
    return sums[[*keys, *columns]], rows[[*place, *told]]


def _slogans(corpus: Corpus, reports: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, dict[int, str]]:
    """Rates of all slogans together and of each where it occurs; the entries; what is warned of where one does not.

    Where a slogan does not occur, its interval is from 0 to `zero` (of the entry) over the characters / PER.
    """
    of_all = compare.rates(corpus.slogans, reports, by="group", feature=None, clusters=corpus.paragraphs)
    each = compare.rates(corpus.slogans, reports, by="group", clusters=corpus.paragraphs)
    without = each[each["n"].eq(0) & each["n_chars"].gt(0)]
    none = dict(zip(without["group"], without["warning"], strict=True))
    zero = (without["high"] * without["n_chars"] / PER).groupby(without["slogan"]).first()
    body = in_body(corpus.slogans)["slogan"].value_counts()
    entries = pd.DataFrame({"slogan": body.index, "n": body.to_numpy()})
    entries["english"] = [english(name, "slogan") for name in entries["slogan"]]
    entries["zero"] = _short(entries["slogan"].map(zero))
    kept = ["group", "n", "rate", "low", "high", "warning"]
    for table in (of_all, each):
        table[["rate", "low", "high"]] = table[["rate", "low", "high"]].apply(_short)
    return of_all[kept], each.loc[each["n"] > 0, ["slogan", *kept]], entries, none


def _occurrences(slogans: pd.DataFrame) -> pd.DataFrame:
    """Where slogans stand; how one is worded only where that is not its name."""
    found = slogans[["report", "paragraph", "start", "end", "slogan", "matched"]].astype({"slogan": str})
    return found.assign(matched=found["matched"].astype(str).where(found["matched"].astype(str) != found["slogan"]))


def _themes(corpus: Corpus, reports: pd.DataFrame) -> pd.DataFrame:
    """Share of the paragraphs of a group that each theme takes."""
    table = compare.shares(corpus.themes, corpus.paragraphs, reports, by="group")
    table = table[table["n_paragraphs"] > 0].copy()
    table[["share", "low", "high"]] = table[["share", "low", "high"]].apply(_short)
    return table[["group", "theme", "n", "n_paragraphs", "share", "low", "high", "warning"]]


def _short(numbers: pd.Series) -> pd.Series:
    """Numbers with no more digits than a reader can use."""
    return numbers.map(lambda x: float(f"{x:.{_DIGITS}g}"), na_action="ignore")


def columns(table: pd.DataFrame) -> dict[str, Any]:
    """A table as column -> list, missing values as null; a column of few different texts as their list and numbers."""
    return {str(name): _column(table[name]) for name in table.columns}


def _column(values: pd.Series) -> Any:
    if pd.api.types.is_bool_dtype(values):
        return [int(v) for v in values]
    if pd.api.types.is_numeric_dtype(values):
        found = values.astype("float64").replace([np.inf, -np.inf], np.nan)
        return [None if np.isnan(v) else int(v) if v.is_integer() else v for v in found]
    codes, known = pd.factorize(values)  # a missing value is -1
    if len(known) * 2 < len(values):
        return {"of": [str(v) for v in known], "at": codes.tolist()}
    return [None if pd.isna(v) else str(v) for v in values]
