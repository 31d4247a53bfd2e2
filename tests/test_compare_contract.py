"""Every comparison, by every column, of every kind of corpus: a table that keeps its contract, or what to do instead."""

import re
from inspect import isfunction, signature
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from analysis import compare

BY = {
    "report": "report", "city": "city", "year": "year", "city and year": ["city", "year"], "province": "province",
    "genre": "genre", "level": "level", "all": [],
}  # fmt: skip


class Tables(SimpleNamespace):
    """The tables of a corpus that has all of them."""

    left_out: ClassVar[dict[str, str]] = {}


def corpus(cities, years, seed=0):
    """Reports of cities × years with a few hits of everything."""
    random = np.random.default_rng(seed)
    rows = [(f"r{c}-{y}", f"城{c}", f"省{c % 4}", "prefecture" if c % 3 else "county",
             "work_report" if c % 2 else "review", 2019 + y, 4000) for c in range(cities) for y in range(years)]  # fmt: skip
    columns = ["report", "city", "province", "level", "genre", "year", "n_chars"]
    reports = pd.DataFrame(rows, columns=columns).astype({"year": "Int64"}).assign(status="included", published=None)
    paragraphs = reports[["report"]].merge(pd.DataFrame({"paragraph": [1, 2, 3]}), how="cross")
    paragraphs = paragraphs.assign(n_chars=1300, n_formulaic=200, heading="")
    places = paragraphs[["report", "paragraph"]]

    def drawn(column, values):
        found = places.sample(frac=0.8, random_state=seed).assign(source="t.txt", start=0, end=4, matched="凝心聚力")
        return found.assign(**{column: random.choice(values, len(found))}).sort_index()

    counts = drawn("object", ["会议", "调研"]).assign(
        source="t.txt", start=0, end=3, quantity="3次", value=3.0, value_high=np.nan, bound="exact", unit="次",
        action="开展", category="meeting", actor="city", status="done", repeat=False, period="",
    )  # fmt: skip
    phrase = pd.DataFrame({"phrase": ["凝心聚力干事"], "reports": ["; ".join(reports["report"])], "slogan": [None],
                           "group": ["凝心聚力干事"], "level": ["local"], "score": [1.0], "n_reports": [len(reports)]})  # fmt: skip
    return Tables(
        reports=reports, paragraphs=paragraphs, activities=counts, slogans=drawn("slogan", ["凝心聚力", "双向发力"]),
        themes=drawn("theme", ["economy", "unity"]).assign(primary=True, weight=1.0),
        terms=drawn("term", ["委员", "提案", "民生"]).assign(n=2), phrases=phrase,
    )  # fmt: skip


def with_missing_values():
    found = corpus(4, 2)
    found.reports.loc[0, ["city", "province", "genre", "level"]] = None
    found.reports.loc[0, "year"] = pd.NA
    found.reports.loc[1, ["year", "n_chars"]] = pd.NA
    found.reports.loc[3, "status"] = "no text: scanned"
    kept = {"r1-1"}  # whose text was not read: tables hold nothing of it
    for name in ("paragraphs", "activities", "slogans", "themes", "terms"):
        table = getattr(found, name)
        setattr(found, name, table[~table["report"].isin(kept)].reset_index(drop=True))
    found.slogans["paragraph"] = found.slogans["paragraph"].astype("Int64").mask(found.slogans.index < 2)
    found.activities["paragraph"] = found.activities["paragraph"].astype("Int64").mask(found.activities.index < 2)
    found.paragraphs["n_formulaic"] = found.paragraphs["n_formulaic"].astype("Int64").mask(found.paragraphs.index < 2)
    found.activities.loc[2, ["object", "action"]] = None
    return found


def empty():
    return Tables(**{name: table.head(0) for name, table in vars(corpus(1, 1)).items()})


def without_hits():
    found = corpus(3, 2)
    return Tables(**{name: t if name in ("reports", "paragraphs") else t.head(0) for name, t in vars(found).items()})


def coined(c):
    """A slogan for every year of the reports."""
    found, years = sorted(c.slogans["slogan"].dropna().unique()), sorted(c.reports["year"].dropna().unique())
    return pd.DataFrame(list(zip(found, years, strict=False)), columns=["slogan", "year"])


CORPORA = {
    "whole": lambda: corpus(4, 1), "panel": lambda: corpus(60, 5), "one report": lambda: corpus(1, 1), "empty": empty,
    "missing values": with_missing_values, "without hits": without_hits,
}  # fmt: skip
TAKES = {
    "anachronisms": lambda c, by: compare.anachronisms(c),
    "basis": lambda c, by: pd.DataFrame({"said": [compare.basis(compare.totals(c.activities, c.reports, by))]}),
    "by_year": lambda c, by: compare.by_year(c.slogans, c.reports, by),
    "comparable": lambda c, by: compare.comparable(c.reports),
    "comparable_pairs": lambda c, by: compare.comparable_pairs(c.reports),
    "contrasts": lambda c, by: compare.contrasts(c.slogans, c.reports, by),
    "contrasts held": lambda c, by: compare.contrasts(c.slogans, c.reports, by, hold=["genre", "year"]),
    "counts_table": lambda c, by: compare.counts_table(c.activities, c.reports, by),
    "coverage": lambda c, by: compare.coverage(c.activities, c.reports, by),
    "display": lambda c, by: pd.DataFrame({"said": [compare.display(3, "over", "次")]}),
    "echoes": lambda c, by: compare.echoes(c.phrases, c.reports, by),
    "formulaic_share": lambda c, by: compare.formulaic_share(c.paragraphs, c.reports, by),
    "keyness": lambda c, by: compare.keyness(c.terms, c.reports, by),
    "over_time": lambda c, by: compare.over_time(c.slogans, c.reports, by),
    "permutation": lambda c, by: compare.permutation(c.terms, c.reports, by, times=3),
    "permutation_summary": lambda c, by: compare.permutation_summary(c.terms, c.reports, by, times=3),
    "positions": lambda c, by: compare.positions(c.slogans, c.paragraphs, c.reports, by, "slogan"),
    "profile": lambda c, by: compare.profile(c, c.reports["city"].dropna().iloc[-1] if len(c.reports) else "城0"),
    "rates": lambda c, by: compare.rates(c.slogans, c.reports, by, clusters=c.paragraphs),
    "report_share": lambda c, by: compare.report_share(c.slogans, c.reports, by),
    "shares": lambda c, by: compare.shares(c.themes, c.paragraphs, c.reports, by, of="characters"),
    "similar_pairs": lambda c, by: compare.similar_pairs(c.slogans, c.paragraphs, c.reports, by, times=3),
    "similarity": lambda c, by: compare.similarity(c.slogans, c.reports, by),
    "similarity of words": lambda c, by: compare.similarity(c.terms, c.reports, by, "term", method="jensen-shannon"),
    "clustered": lambda c, by: compare.clustered(compare.similarity(c.slogans, c.reports, by)),
    "complete": lambda c, by: compare.complete(compare.totals(c.activities, c.reports, by), c.reports),
    "cells": lambda c, by: compare.cells(compare.coverage(c.activities, c.reports, by)),
    "echoed": lambda c, by: compare.echoed(c.phrases, c.reports, *[*c.reports["city"].dropna().unique(), "甲", "乙"][:2]),
    "headcounts": lambda c, by: compare.headcounts(c.activities),
    "matrix": lambda c, by: compare.matrix(compare.shares(c.themes, c.paragraphs, c.reports), "city", "theme"),
    "occurrences": lambda c, by: compare.occurrences(c.phrases),
    "parts": lambda c, by: compare.parts(c.paragraphs),
    "per_100_members": lambda c, by: compare.per_100_members(
        compare.totals(c.activities, c.reports, ["report", "category"]), c.activities
    ),
    "stated": lambda c, by: compare.stated(c.activities),
    "stop_words": lambda c, by: pd.DataFrame({"said": sorted(compare.stop_words(c.terms, c.reports))}),
    "temperature": lambda c, by: compare.temperature(c.slogans, c.reports),
    "totals": lambda c, by: compare.totals(c.activities, c.reports, by),
    "uptake": lambda c, by: compare.uptake(c.slogans, c.reports, coined(c), by),
}  # fmt: skip
ALIKE = ("anachronisms", "basis", "comparable", "comparable_pairs", "display", "echoed", "headcounts", "matrix",
         "occurrences", "parts", "per_100_members", "profile", "stated", "stop_words", "temperature")  # take no columns by  # fmt: skip
OF_NUMBERS = {"dispersion", "poisson_interval", "wilson"}  # take no tables
# Take comparisons that are made; tests/test_preparations.py asks them.
OF_COMPARISONS = {
    "count_lead", "evenness", "largest", "rate_lead", "share_leads", "verdicts", "why_apart",
}  # fmt: skip


def test_every_function_is_asked():
    functions = {name for name, value in vars(compare).items() if isfunction(value)}
    assert set(compare.__all__) <= functions
    assert functions - OF_NUMBERS - OF_COMPARISONS <= set(TAKES)


def test_the_page_lists_what_is_offered_and_parameters_come_in_one_order():
    listed = re.findall(r"^\| (\w+) +\|", compare.__doc__, re.MULTILINE)[1:]
    assert sorted(listed) == sorted(compare.__all__)
    order = ["reports", "city", "coined", "by", "feature"]
    for name in compare.__all__:
        parameters = [
            p.name for p in signature(getattr(compare, name)).parameters.values() if p.kind is not p.KEYWORD_ONLY
        ]
        known = [p for p in parameters if p in order]
        assert known == sorted(known, key=order.index), name
        assert parameters[len(parameters) - len(known) :] == known or name == "display", name


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("kind", CORPORA)
@pytest.mark.parametrize("name", TAKES)
def test_a_table_or_what_to_do(name, kind, by):
    if name in ALIKE and by != "city":
        return
    tables = CORPORA[kind]()
    try:
        found = TAKES[name](tables, BY[by])
    except ValueError as said:
        told = str(said)
        assert any(what in told for what in ("takes a column", "takes one column", "takes two", "take year out", "give ", "is not among",
                                             "there are")), told  # fmt: skip
        return
    assert isinstance(found, pd.DataFrame)
    if name in ALIKE or name in ("over_time", "similar_pairs", "permutation_summary"):
        return  # a row is no group
    asked = [BY[by]] if isinstance(BY[by], str) else BY[by]
    assert set(asked) <= {*found.columns, *found.index.names}
    if name == "cells":
        return
    assert found["warning"].notna().all()
    if {"low", "high"} <= set(found.columns):
        assert (found["low"].isna() | (found["low"] <= found["high"])).all()


def test_pairs_of_reports_whose_level_nobody_knows():
    """Of very different length, so that there is something to warn of."""
    told = {
        "report": ["a", "b"],
        "city": ["甲", "乙"],
        "genre": "review",
        "year": 2024,
        "level": pd.Series([pd.NA] * 2),
    }
    pairs = compare.comparable_pairs(pd.DataFrame(told | {"n_chars": [100, 9000], "status": "included"}))
    assert "factor of 90.0" in pairs["warning"].iloc[0] and "levels" not in pairs["warning"].iloc[0]
