"""Who takes up a new slogan first, on small corpora that can be counted by hand."""

import pandas as pd
import pytest

from analysis import compare

NEW = pd.DataFrame({"slogan": ["新一", "新二", "新三", "无年", "无人"], "year": [2017, 2017, 2018, None, 2017]})


def corpus(*rows):
    """Reports and hits of (city, year, slogans)."""
    reports = pd.DataFrame({"city": [r[0] for r in rows], "year": [r[1] for r in rows]})
    reports = reports.assign(report=[f"{c}{y}" for c, y, _ in rows], n_chars=5000, status="included", genre="review")
    hits = [(f"{c}{y}", slogan) for c, y, found in rows for slogan in found]
    return pd.DataFrame(hits, columns=["report", "slogan"]), reports


ROWS = [
    ("甲", 2017, ["新一", "新二", "新一"]), ("甲", 2018, ["新三"]),
    ("乙", 2017, ["新一"]), ("乙", 2018, ["新一", "新二"]),
    ("丙", 2018, []),
]  # fmt: skip


def test_counted_by_hand():
    table = compare.uptake(*corpus(*ROWS), NEW).set_index("city")
    assert list(table.index) == ["甲", "乙", "丙"]
    assert table["k"].tolist() == [3, 1, 0] and table["n_new"].tolist() == [3, 3, 1]
    assert table["n_reports"].tolist() == [2, 2, 1] and table["n_chars"].tolist() == [10000, 10000, 5000]
    # 新一: both of two cities, 新二: one of two, 新三: one of three; 无人 nobody has, so it parts nobody
    assert table["expected"].tolist() == pytest.approx([(1 + 1 / 2 + 1 / 3) / 3] * 2 + [1 / 3])
    assert (table["low"] <= table["share"]).all() and (table["share"] <= table["high"]).all()


def test_a_slogan_of_a_later_year_or_without_a_report_is_no_chance():
    table = compare.uptake(*corpus(("甲", 2016, ["新一"]), ("甲", 2017, ["新一"])), NEW)
    assert table[["k", "n_new", "n_reports"]].to_numpy().tolist() == [[1, 1, 1]]


def test_a_report_twice_or_hits_repeated_change_no_share():
    hits, reports = corpus(*ROWS)
    once = compare.uptake(hits, reports, NEW)
    again = compare.uptake(
        pd.concat([hits, hits, hits.assign(report=hits["report"] + "b")]),
        pd.concat([reports, reports.assign(report=reports["report"] + "b")]),
        NEW,
    )
    same = ["city", "k", "n_new", "share", "low", "high", "expected", "p", "q"]
    pd.testing.assert_frame_equal(once[same], again[same])
    assert again["n_chars"].tolist() == [2 * n for n in once["n_chars"]]


def test_a_city_that_is_always_first_is_told_from_chance():
    years = range(1990, 2020)
    new = pd.DataFrame(
        {"slogan": [f"提法{y}{i}" for y in years for i in (1, 2)], "year": [y for y in years for _ in "12"]}
    )
    rows = [
        (c, y, [s for s, of in new.to_numpy() if of == y and (c == "甲" or y % 3 == 0)])
        for c in "甲乙丙丁"
        for y in years
    ]
    table = compare.uptake(*corpus(*rows), new)
    assert table["city"].iloc[0] == "甲" and table["share"].iloc[0] == 1
    assert (table["q"] < 0.05).tolist()[0] and table["warning"].iloc[0] == ""


def test_a_year_is_no_group():
    with pytest.raises(ValueError, match="take year out of by"):
        compare.uptake(*corpus(*ROWS), NEW, by="year")
