"""Comparisons: small examples counted by hand, published values, and relations that must hold."""

import json
import math
import os
import pathlib

import numpy as np
import pandas as pd
import pytest
from checks import assert_each
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis import compare
from analysis.compare.counts.members import events


@pytest.fixture
def reports():
    rows = [
        ("a1", "甲", "work_report", 2023, "prefecture", 10_000, "included"),
        ("a2", "甲", "work_report", 2024, "prefecture", 10_000, "included"),
        ("b1", "乙", "work_report", 2023, "prefecture", 5_000, "included"),
        ("c1", "丙", "news", 2023, "county", 500, "included"),
        ("d1", "丁", "work_report", 2023, "prefecture", None, "no text: scanned"),
    ]
    return pd.DataFrame(rows, columns=["report", "city", "genre", "year", "level", "n_chars", "status"])


def activity(report, quantity, value, unit, category="meeting", bound="exact", **more):
    row = {"report": report, "source": f"{report}.txt", "start": 0, "end": 3, "quantity": quantity, "value": value}
    row |= {
        "value_high": np.nan,
        "bound": bound,
        "unit": unit,
        "category": category,
        "object": "会议",
        "action": "召开",
    }
    return row | {"actor": "city", "status": "done", "repeat": False} | more


@pytest.fixture
def activities():
    return pd.DataFrame(
        [
            activity("a1", "50余次", 50, "次", bound="over"),
            activity("a1", "12次", 12, "次"),
            activity("a1", "12次", 12, "次", repeat=True),
            activity("a1", "30人次", 30, "人次"),
            activity("a1", "95%", 95, "%", category="proposal"),
            activity("a1", "5次", 5, "次", status="plan"),
            activity("b1", "6次", 6, "次", status="habit"),
            activity("b1", "近40件", 40, "件", category="proposal", bound="under"),
            activity("b1", "3至5件", 3, "件", category="proposal", bound="range", value_high=5),
            activity("c1", "0次", 0, "次", category="study"),
        ]
    )


@pytest.fixture
def slogans():
    rows = [("a1", 1, "凝心聚力")] * 4 + [("a2", 1, "凝心聚力")] * 2 + [("b1", 1, "凝心聚力"), ("b1", 2, "双向发力")]
    return pd.DataFrame(rows, columns=["report", "paragraph", "slogan"])


def row(table, **keys):
    found = table[np.logical_and.reduce([table[k] == v for k, v in keys.items()])]
    assert len(found) == 1, f"{len(found)} rows for {keys}"
    return found.iloc[0]


# Intervals


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_values_of_newcombe_1998_table_i(k, n, low, high):
    assert compare.wilson(k, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("n", "low", "high"), [(1, 0.1078976, 4.6742018), (5, 1.9078741, 10.9600246), (10, 5.1414489, 17.7394380)]
)
def test_poisson_interval_is_that_of_jeffreys(n, low, high):
    """statsmodels 0.15.0: confint_poisson(n, 1, method="jeff")."""
    assert compare.poisson_interval(n) == (pytest.approx(low, abs=5e-8), pytest.approx(high, abs=5e-8))


def test_no_hit_leaves_open_every_rate_that_would_have_shown_none_one_time_in_twenty():
    low, high = compare.poisson_interval(0, 2)
    assert low == 0 and stats.poisson.pmf(0, 2 * high) == pytest.approx(0.05)
    highs = compare.poisson_interval(np.linspace(0, 3, 61))[1]
    assert (np.diff(highs) >= 0).all(), "a deflated hit never says less than none"


@given(k=st.integers(0, 50), more=st.integers(0, 50))
def test_wilson_holds_the_share_is_symmetric_and_agrees_with_scipy(k, more):
    n = k + more
    low, high = compare.wilson(k, n)
    if n == 0:
        assert np.isnan(low) and np.isnan(high)
        return
    assert 0 <= low <= k / n <= high <= 1
    other_low, other_high = compare.wilson(more, n)
    assert (low, high) == (pytest.approx(1 - other_high), pytest.approx(1 - other_low))
    theirs = stats.binomtest(k, n).proportion_ci(method="wilson")
    assert (low, high) == (pytest.approx(theirs.low, abs=1e-9), pytest.approx(theirs.high, abs=1e-9))


@given(n=st.integers(0, 200), exposure=st.floats(0.01, 1000))
def test_poisson_interval_holds_the_rate_and_scales_with_exposure(n, exposure):
    low, high = compare.poisson_interval(n, exposure)
    assert low <= n / exposure <= high
    assert high * exposure == pytest.approx(compare.poisson_interval(n)[1])


def test_intervals_refuse_impossible_counts():
    with pytest.raises(ValueError, match="between 0 and n"):
        compare.wilson(3, 2)
    with pytest.raises(ValueError, match="negative"):
        compare.poisson_interval(-1)
    assert np.isnan(compare.poisson_interval(0, 0)[1])


# Rates


def test_rates_by_hand(slogans, reports):
    table = compare.rates(slogans, reports)
    a = row(table, city="甲", slogan="凝心聚力")
    assert (a["n"], a["n_reports"], a["n_chars"], a["rate"]) == (6, 2, 20_000, 3.0)
    assert (a["low"], a["high"]) == tuple(pytest.approx(x) for x in compare.poisson_interval(6, 2))
    assert list(table["slogan"].unique()) == ["凝心聚力", "双向发力"], "most frequent first"
    assert len(table) == 4 * 2, "every city with every slogan"


def test_no_hit_is_zero_and_no_text_is_unknown(slogans, reports):
    table = compare.rates(slogans, reports, feature=None)
    c, d = row(table, city="丙"), row(table, city="丁")
    assert (c["n"], c["rate"], c["low"]) == (0, 0, 0) and c["high"] > 0
    assert d["n"] == 0 and np.isnan(d["rate"]) and np.isnan(d["high"]) and d["warning"] == "no text"
    assert "under 2,000 characters" in c["warning"] and "news" in c["warning"] and "fewer than 5 hits" in c["warning"]
    assert row(table, city="甲")["warning"] == ""


def test_a_table_with_n_counts_n_times(slogans, reports):
    counted = slogans.groupby(["report", "paragraph", "slogan"]).size().reset_index(name="n")
    pd.testing.assert_frame_equal(compare.rates(counted, reports), compare.rates(slogans, reports))


def test_several_columns_can_group(slogans, reports):
    table = compare.rates(slogans, reports, by=["city", "year"], feature=None)
    assert row(table, city="甲", year=2024)["rate"] == 2.0


def test_the_first_unknown_report_is_named(slogans, reports):
    strange = pd.concat([slogans, slogans.tail(1).assign(report="z9")], ignore_index=True)
    for call in (
        lambda: compare.rates(strange, reports),
        lambda: compare.report_share(strange, reports),
        lambda: compare.similarity(strange, reports),
        lambda: compare.contrasts(strange, reports),
    ):
        with pytest.raises(ValueError, match=r"'z9' \(row 8\) is missing from reports"):
            call()


def test_wrong_tables_are_refused_with_the_reason(slogans, reports):
    with pytest.raises(ValueError, match="column theme is missing; found report, paragraph, slogan"):
        compare.rates(slogans, reports, feature="theme")
    with pytest.raises(ValueError, match="column province is missing"):
        compare.rates(slogans, reports, by="province")
    with pytest.raises(ValueError, match="'a1' is listed more than once"):
        compare.rates(slogans, pd.concat([reports, reports.head(1)]))


def test_hits_of_a_report_that_is_left_out_do_not_count(slogans, reports):
    more = pd.concat([slogans, slogans.head(3).assign(report="d1")])
    pd.testing.assert_frame_equal(compare.rates(more, reports), compare.rates(slogans, reports))


@pytest.fixture
def paragraphs():
    rows = [("a1", p, 250) for p in range(1, 41)] + [("a2", p, 250) for p in range(1, 41)]
    rows += [("b1", 1, 1000), ("b1", 2, 4000), ("c1", 1, 500)]
    return pd.DataFrame(rows, columns=["report", "paragraph", "n_chars"])


def test_contrasts_by_hand(slogans, reports):
    table = compare.contrasts(slogans, reports)
    a = row(table, city="甲", slogan="凝心聚力")
    assert (a["n"], a["n_rest"], a["n_chars"], a["n_chars_rest"]) == (6, 1, 20_000, 5_500)
    assert a["ratio"] == pytest.approx((6 / 20_000) / (1 / 5_500))
    law = stats.beta(6.5, 1.5)
    tails = law.cdf(20_000 / 25_500), law.sf(20_000 / 25_500)
    assert a["p"] == pytest.approx(min(1, 2 * min(tails)))
    assert a["low"] < a["ratio"] < a["high"]
    assert (table["q"].dropna() >= table["p"].dropna() - 1e-12).all()
    assert np.isnan(row(table, city="丁", slogan="凝心聚力")["p"])
    only = row(table, city="乙", slogan="双向发力")
    assert np.isnan(only["ratio"]) and only["high"] == np.inf and only["low"] > 0


# Counts


def test_coverage_tells_four_things_apart(activities, reports):
    table = compare.coverage(activities, reports)
    assert table.loc["甲", "meeting"] == "stated"
    assert table.loc["甲", "study"] == "not stated"
    assert table.loc["丙", "study"] == "zero"
    assert set(compare.cells(table).loc["丁"]) == {"not extracted"}
    assert len(compare.cells(table).columns) == 21
    assert table.loc["甲", "n_chars"] == 20_000 and "news" in table.loc["丙", "warning"]


def test_a_plan_is_not_stated(reports):
    plan = pd.DataFrame([activity("b1", "9次", 9, "次", status="plan")])
    assert compare.coverage(plan, reports).loc["乙", "meeting"] == "not stated"


def test_totals_leave_out_what_would_lie(activities, reports):
    table = compare.totals(activities, reports)
    a = row(table, city="甲", category="meeting", unit="次")
    assert (a["value"], a["bound"], a["n_records"], a["count"]) == (62, "over", 2, "> 62 次")
    assert a["left_out"] == "12次 (repeat); 5次 (plan)"
    assert row(table, city="甲", category="meeting", unit="人次")["value"] == 30
    rate = row(table, city="甲", unit="%")
    assert np.isnan(rate["value"]) and rate["left_out"] == "95% (rate)" and rate["n_records"] == 0
    b = row(table, city="乙", category="proposal")
    assert (b["value"], b["bound"]) == (45, "under"), "近40 and 3至5 stay below 45"
    asked = compare.totals(activities, reports, include=["repeat", "plan"])
    assert row(asked, city="甲", category="meeting", unit="次")["value"] == 79


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (["exact", "exact"], (20, "exact")),
        (["exact", "over"], (20, "over")),
        (["exact", "under"], (20, "under")),
        (["over", "under"], (20, "about")),
        (["about", "over"], (20, "about")),
        (["range", "exact"], (20, "range")),
        (["range", "over"], (20, "over")),
        (["range", "under"], (22, "under")),
        (["range", "about"], (21, "about")),
    ],
)
def test_bounds_of_a_sum(bounds, expected, reports):
    rows = [activity("a1", "10次", 10, "次", bound=b, value_high=12 if b == "range" else np.nan) for b in bounds]
    found = compare.totals(pd.DataFrame(rows), reports).iloc[0]
    assert (found["value"], found["bound"]) == expected
    if found["bound"] == "range":
        assert found["value_high"] == 22 and found["count"] == "20–22 次"


def test_units_are_never_added(activities, reports):
    table = compare.totals(activities, reports, by="category")
    assert "unit" in table.columns
    assert not table.duplicated(["category", "unit"]).any()
    assert set(table["year"]) == {2023} and table["n_reports"].eq(3).all(), "a sum over cities rests on all read"
    whole = compare.totals(activities, reports, by="category", over_years=True)
    assert whole["n_reports"].eq(4).all() and "year" not in whole


def test_years_are_added_only_when_asked_and_then_named(reports):
    """Five years of more than 50 are not more than 250 of anything, unless somebody wants to know just that."""
    five = pd.concat([reports.head(1).assign(report=f"a{y}", year=y) for y in (2019, 2020, 2021, 2023, 2024)])
    rows = pd.DataFrame([activity(r, "50余次", 50, "次", bound="over") for r in five["report"]])
    table = compare.totals(rows, five)
    assert list(table.columns[:4]) == ["city", "year", "category", "unit"]
    assert table["count"].tolist() == ["> 50 次"] * 5 and table["warning"].eq("").all()
    for by in ("city", ["city", "object"], "category"):
        assert compare.totals(rows, five, by=by)["count"].tolist() == ["> 50 次"] * 5
    whole = compare.totals(rows, five, by="city", over_years=True).iloc[0]
    assert (whole["count"], whole["years"]) == ("> 250 次", "2019–2021, 2023–2024")
    assert whole["warning"] == "sum over years: 2019–2021, 2023–2024"
    said = compare.basis(compare.totals(rows, five, by="city", over_years=True))
    assert "Sums over years: 2019–2021, 2023–2024" in said
    with pytest.raises(ValueError, match="take year out of by"):
        compare.totals(rows, five, over_years=True)
    assert len(compare.totals(rows, five, by="report")) == 5 and "year" not in compare.totals(rows, five, by="report")


def test_totals_warn_of_mixed_actors_objects_and_reports(reports):
    rows = [activity("a1", "3次", 3, "次"), activity("a1", "9次", 9, "次", actor="system", object="座谈会")]
    warning = compare.totals(pd.DataFrame(rows), reports)["warning"].iloc[0]
    assert "actors mixed: city+system" in warning and "2 kinds of object" in warning
    same_year = reports.assign(year=2023)
    rows = [activity("a1", "3次", 3, "次"), activity("a2", "3次", 3, "次")]
    assert "2 reports of 甲 2023" in compare.totals(pd.DataFrame(rows), same_year)["warning"].iloc[0]
    assert compare.totals(pd.DataFrame(rows), reports)["warning"].iloc[0] == ""


def in_text(text, *counts):
    """Rows for counts (quantity, value, object, more) that stand in a text one after the other, with their places."""
    rows, at = [], 0
    for quantity, value, what, *more in counts:
        at = text.index(quantity, at)
        place = {"paragraph": 1, "start": at, "end": at + len(quantity), "object": what}
        at += len(quantity)
        rows.append(activity("a1", quantity, value, quantity[-1], **place) | (more[0] if more else {}))
    return pd.DataFrame(rows)


OF_PROPOSALS = {"category": "proposal"}


@pytest.mark.parametrize(
    ("text", "counts", "count", "left_out"),
    [
        (
            "收到提案320件，立案283件，其中重点提案12件",
            [
                ("320件", 320, "提案", {**OF_PROPOSALS, "action": "收到"}),
                ("283件", 283, "提案", {**OF_PROPOSALS, "action": "立案"}),
                ("12件", 12, "重点提案", OF_PROPOSALS),
            ],
            "320 件",
            "283件 (part of 320件); 12件 (part of 320件)",
        ),
        (
            "委员提案200件、集体提案83件",
            [("200件", 200, "委员提案", OF_PROPOSALS), ("83件", 83, "集体提案", OF_PROPOSALS)],
            "283 件",
            "",
        ),
        (
            "立案提案300余件，重点提案300件",
            [("300余件", 300, "立案提案", OF_PROPOSALS | {"bound": "over"}), ("300件", 300, "重点提案", OF_PROPOSALS)],
            "> 300 件",
            "300件 (part of 300余件)",
        ),
        (
            "召开会议50余次，其中主席会议12次、常委会会议6次",
            [("50余次", 50, "会议", {"bound": "over"}), ("12次", 12, "主席会议"), ("6次", 6, "常委会会议")],
            "> 50 次",
            "12次 (part of 50余次); 6次 (part of 50余次)",
        ),
        ("召开会议12次、专题会议3次", [("12次", 12, "会议"), ("3次", 3, "专题会议")], "15 次", ""),
        ("增补8名委员、2名常务委员", [("8名", 8, "委员"), ("2名", 2, "常务委员")], "10 名", ""),
        ("现有委员320名，其中女委员80名", [("320名", 320, "现有委员"), ("80名", 80, "女委员")], "320 名", "80名 (part of 320名)"),
        ("座谈会6次，其中会议5次", [("6次", 6, ""), ("5次", 5, "会议")], "11 次", ""),
        ("专题会议3次，会议共12次", [("3次", 3, "专题会议"), ("12次", 12, "会议")], "15 次", ""),
    ],
)  # fmt: skip
def test_parts_of_a_whole_beside_them_are_not_added(reports, text, counts, count, left_out):
    rows = in_text(text, *counts)
    found = compare.totals(rows, reports)
    assert found["count"].tolist() == [count] and found["left_out"].tolist() == [left_out]
    everything = compare.totals(rows, reports, include=["part"]).iloc[0]
    assert everything["value"] == sum(value for _, value, *_ in counts) and everything["left_out"] == ""


def test_a_part_in_another_group_or_report_or_without_its_whole_is_added(reports):
    rows = in_text("会议50次，其中主席会议12次", ("50次", 50, "会议"), ("12次", 12, "主席会议"))
    assert compare.totals(rows, reports, by=["city", "object"])["value"].tolist() == [50, 12]
    apart = rows.assign(report=["a1", "a2"])
    assert compare.totals(apart, reports, by="city", over_years=True)["value"].tolist() == [62]
    assert compare.totals(rows.assign(repeat=[True, False]), reports)["value"].tolist() == [12]
    assert compare.totals(rows.drop(columns=["paragraph", "start", "end"]), reports)["value"].tolist() == [62]


def test_several_counts_of_one_object_in_a_paragraph_are_warned_of(reports):
    rows = in_text("举办培训5期，其中线上2期", ("5期", 5, "培训"), ("2期", 2, "培训"))
    assert "several counts of 培训 in one paragraph" in compare.totals(rows, reports)["warning"].iloc[0]
    apart = rows.assign(paragraph=[1, 2])
    assert "several counts" not in compare.totals(apart, reports)["warning"].iloc[0]


def test_what_the_sums_rest_on_is_said_in_a_sentence(activities, reports):
    said = compare.basis(compare.totals(activities, reports))
    assert said.startswith("Left out of these sums: ") and said.endswith(".")
    for told in ("1 repeat", "1 plan", "1 habit", "1 rate", "> at least", "< at most"):
        assert told in said
    plain = compare.totals(activities.head(1).assign(bound="exact"), reports)
    assert compare.basis(plain) == "Nothing is left out of these sums; units are never added to each other."
    assert compare.basis(plain.head(0)).startswith("Nothing")


def test_a_year_that_is_not_known_is_a_group(activities, reports):
    unknown = reports.assign(year=pd.array([2023, 2024, None, None, None], dtype="Int64"))
    by = ["city", "year", "category", "unit"]
    table = compare.totals(activities, unknown, by=by)
    assert table.loc[table["city"] == "乙", "year"].isna().all() and table["n_records"].sum() == 6
    assert len(compare.totals(activities[activities["report"] == "b1"], unknown, by=by)) == 2
    assert len(compare.complete(table, unknown)) == 5 * len(table[["category", "unit"]].drop_duplicates())


def test_complete_totals_tell_a_gap_from_what_was_not_read(activities, reports):
    table = compare.totals(activities, reports)
    full = compare.complete(table, reports)
    assert list(full.columns) == list(table.columns)
    assert len(full) == 5 * len(table[["category", "unit"]].drop_duplicates())
    keys = ["city", "year", "category", "unit"]
    pd.testing.assert_frame_equal(
        table.set_index(keys).sort_index(),
        full.set_index(keys).loc[table.set_index(keys).index].sort_index(),
        check_dtype=False,
    )
    gap, unread = (row(full, city=city, year=2023, category="proposal", unit="件") for city in ("甲", "丁"))
    assert np.isnan(gap["value"]) and (gap["n_records"], gap["n_reports"]) == (0, 1)
    assert (unread["n_records"], unread["n_reports"], unread["warning"]) == (0, 0, "no text")


MEMBERS = {"category": "members", "object": "委员", "action": ""}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([("320名", 320, MEMBERS), ("80名", 80, MEMBERS | {"object": "女委员"})], [320]),
        ([("300余名", 300, MEMBERS | {"bound": "over"})], [300]),
        ([("8名", 8, MEMBERS | {"action": "增补"}), ("60名", 60, MEMBERS | {"action": "请辞"})], []),
        ([("1900多名", 1900, MEMBERS | {"actor": "system"})], []),
        ([("249名", 249, {"category": "study", "object": "委员"})], []),
        ([("9名", 9, MEMBERS)], []),
        ([("249名", 249, MEMBERS), ("251名", 251, MEMBERS | {"object": "全体委员"})], [251]),
    ],
)
def test_the_number_of_members_is_the_largest_headcount_of_all(counts, expected):
    rows = pd.DataFrame([activity("a1", q, v, "名", start=i, **more) for i, (q, v, more) in enumerate(counts)])
    assert compare.headcounts(rows)["value"].tolist() == expected


def test_counts_per_100_members_by_hand(reports):
    rows = [
        activity("a1", "50次", 50, "次"),
        activity("a1", "200名", 200, "名", **MEMBERS),
        activity("b1", "近30次", 30, "次", bound="under"),
        activity("b1", "300余名", 300, "名", bound="over", **MEMBERS),
        activity("c1", "7次", 7, "次"),
        activity("a1", "3至5件", 3, "件", bound="range", value_high=5),
    ]
    rows = pd.DataFrame(rows)
    totals = compare.totals(rows, reports, by=["report", "category", "unit"])
    table = compare.per_100_members(totals, rows)
    a = row(table, report="a1", unit="次")
    assert (a["per_100"], a["bound"], a["shown"], a["members"], a["count"]) == (25, "exact", "25", "200", "50 次")
    b = row(table, report="b1", unit="次")
    assert (b["per_100"], b["bound"], b["shown"], b["members"]) == (10, "about", "≈ 10", "> 300")
    c = row(table, report="c1", unit="次")
    assert np.isnan(c["per_100"]) and c["shown"] == "" and "number of members not stated" in c["warning"]
    assert row(table, report="a1", unit="件")["per_100"] == 2 and row(table, report="a1", unit="件")["bound"] == "about"
    assert (a["low"], a["high"], a["warning"]) == (*map(pytest.approx, compare.poisson_interval(50, 2)), "")
    no_interval = {"名": "no interval: 名 counts no events", "件": "no interval: a figure is bounded"}
    for unit, why in no_interval.items():
        other = row(table, report="a1", unit=unit)
        assert np.isnan(other["low"]) and np.isnan(other["high"]) and other["warning"].endswith(why)
    assert np.isnan(b["high"]) and "a figure is bounded" in b["warning"]
    assert np.isnan(c["low"]) and "no interval" not in c["warning"]
    with pytest.raises(ValueError, match="report is not among its keys"):
        compare.per_100_members(compare.totals(rows, reports), rows)


def test_events_are_doings_and_papers_not_people_places_money_text_or_hours():
    yes, no = "次 场次 期 批 件 件次 篇 条".split(), "人次 名 户次 个 家 元 字 学时 小时 %".split()
    assert events(pd.Series(yes)).all() and not events(pd.Series([*no, "", None])).any()


def test_totals_refuse_unknown_words(activities, reports):
    with pytest.raises(ValueError, match="habits is none of repeat, habit, plan, increase, earlier, years, part"):
        compare.totals(activities, reports, include=["habits"])
    with pytest.raises(ValueError, match=r"bound 'more' \(row 1\)"):
        compare.totals(activities.assign(bound=["exact", "more"] + ["exact"] * 8), reports)


def test_display():
    rows = [
        ((28, "exact", "次"), "28 次"),
        ((50, "over", "场次"), "> 50 场次"),
        ((500, "under", "场次"), "< 500 场次"),
        ((30, "about", "件"), "≈ 30 件"),
        ((3, "range", "次", 5), "3–5 次"),
        ((97.5, "exact", "%"), "97.5%"),
        ((5_000_000, "over", "元"), "> 5,000,000 元"),
        ((540, "exact", ""), "540"),
        ((np.nan, "exact", "次"), ""),
    ]
    assert_each(compare.display, ((*cells, shown) for cells, shown in rows))


def test_counts_table_keeps_every_record(activities, reports):
    table = compare.counts_table(activities, reports)
    assert len(table) == len(activities)
    assert table["count"].iloc[0] == "> 50 次" and table["object"].iloc[0] == "会议"
    assert {"year", "repeat", "status", "source", "start", "end", "warning"} <= set(table.columns)


# Themes


@pytest.fixture
def themes():
    rows = [("b1", 1, "guidance", True, 0.75), ("b1", 1, "unity", False, 0.25), ("b1", 2, "unity", True, 1.0)]
    return pd.DataFrame(rows, columns=["report", "paragraph", "theme", "primary", "weight"])


def test_shares_by_hand(themes, paragraphs, reports):
    table = compare.shares(themes, paragraphs, reports)
    b = row(table, city="乙", theme="unity")
    assert (b["n"], b["n_paragraphs"], b["share"]) == (1, 2, 0.5)
    assert (b["low"], b["high"]) == tuple(pytest.approx(x) for x in compare.wilson(1, 2))
    chars = row(compare.shares(themes, paragraphs, reports, of="characters"), city="乙", theme="unity")
    assert chars["share"] == pytest.approx((1000 * 0.25 + 4000) / 5000)
    effective = 5000**2 / (1000**2 + 4000**2)
    assert chars["low"] == pytest.approx(compare.wilson(0.85 * effective, effective)[0])
    assert np.isnan(row(table, city="丁", theme="unity")["share"])
    assert row(table, city="甲", theme="unity")["share"] == 0


def test_character_shares_never_exceed_one(themes, paragraphs, reports):
    heavy = compare.shares(themes.assign(weight=1.0), paragraphs, reports, of="characters")
    assert heavy[heavy["city"] == "乙"]["share"].sum() == pytest.approx(1)


def test_shares_name_the_stray_paragraph(themes, paragraphs, reports):
    with pytest.raises(ValueError, match="paragraph 7 of 'b1' is missing from paragraphs"):
        compare.shares(themes.assign(paragraph=7), paragraphs, reports)
    with pytest.raises(ValueError, match="neither 'paragraphs' nor 'characters'"):
        compare.shares(themes, paragraphs, reports, of="words")


def test_report_share_counts_a_report_once(slogans, reports):
    table = compare.report_share(slogans, reports)
    assert row(table, city="甲", slogan="凝心聚力")[["k", "n_reports", "share"]].tolist() == [2, 2, 1]
    whole = compare.report_share(slogans, reports, by=[])
    assert row(whole, slogan="双向发力")[["k", "n_reports", "share"]].tolist() == [1, 4, 0.25]


# Words


def test_dispersion_gives_the_example_of_gries_2008():
    # Five parts of 9, 10, 10, 10 and 11 words with the word a one to five times.
    counts, sizes = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]
    assert compare.dispersion(counts, sizes, normalise=False) == pytest.approx(0.18)
    assert compare.dispersion(counts, sizes) == pytest.approx(0.18 / 0.82)


def test_dispersion_at_its_ends():
    assert compare.dispersion([2, 4], [50, 100]) == pytest.approx(0)
    assert compare.dispersion([0, 0, 3], [10, 10, 10]) == pytest.approx(1)
    assert compare.dispersion([3], [10]) == 0
    assert math.isnan(compare.dispersion([0, 0], [10, 10]))
    with pytest.raises(ValueError, match="2 counts but 1 sizes"):
        compare.dispersion([1, 1], [10])


@pytest.fixture
def terms():
    rows = [
        ("a1", 1, "协商", 6),
        ("a1", 2, "提案", 2),
        ("a1", 2, "委员", 2),
        ("b1", 1, "协商", 2),
        ("b1", 1, "提案", 8),
    ]
    return pd.DataFrame(rows, columns=["report", "paragraph", "term", "n"])


def test_keyness_by_hand(terms, reports):
    found = row(compare.keyness(terms, reports, prior=10), city="甲", term="协商")
    # 20 words, 8 of them 协商, so a prior of 10 words gives it 4; 甲 has 6 of its 10 words, the rest 2 of 10.
    odds, odds_rest = (6 + 4) / (10 + 10 - 6 - 4), (2 + 4) / (10 + 10 - 2 - 4)
    expected = math.log(odds / odds_rest)
    assert found["log_odds"] == pytest.approx(expected)
    assert found["z"] == pytest.approx(expected / math.sqrt(1 / 10 + 1 / 6))
    assert found[["n", "n_rest", "n_tokens", "n_reports", "n_paragraphs"]].tolist() == [6, 2, 10, 1, 1]
    assert found["dispersion"] == pytest.approx(compare.dispersion([6, 0], [6, 4]))


def test_two_groups_mirror_each_other(terms, reports):
    table = compare.keyness(terms, reports, min_n=1)
    z = table.pivot_table(index="term", columns="city", values="z")
    assert z["甲"].to_numpy() == pytest.approx(-z["乙"].to_numpy())


def test_min_n_hides_rows_only_and_stop_words_leave_first(terms, reports):
    full, short = compare.keyness(terms, reports, min_n=1), compare.keyness(terms, reports, min_n=5)
    assert set(full["term"]) - set(short["term"]) == {"委员"}
    key = {"city": "甲", "term": "协商"}
    assert row(full, **key)["z"] == row(short, **key)["z"]
    stopped = compare.keyness(terms, reports, stop=["提案"])
    assert "提案" not in set(stopped["term"]) and row(stopped, **key)["n_tokens"] == 8
    with pytest.raises(ValueError, match="1 group of city has words"):
        compare.keyness(terms[terms["report"] == "a1"], reports)


def test_keyness_dispersion_agrees_with_dispersion(reports):
    rng = np.random.default_rng(1)
    rows = [
        (r, p, t, int(rng.integers(1, 9)))
        for r in ("a1", "a2", "b1")
        for p in range(5)
        for t in "甲乙丙"
        if rng.random() < 0.7
    ]
    terms = pd.DataFrame(rows, columns=["report", "paragraph", "term", "n"])
    mine = terms[terms["report"] != "b1"]
    sizes = mine.groupby(["report", "paragraph"])["n"].sum()
    counts = mine[mine["term"] == "乙"].set_index(["report", "paragraph"])["n"].reindex(sizes.index, fill_value=0)
    found = row(compare.keyness(terms, reports, min_n=1), city="甲", term="乙")
    assert found["dispersion"] == pytest.approx(compare.dispersion(counts, sizes))


# Likeness


@pytest.mark.parametrize("method", ["cosine", "jensen-shannon"])
def test_similarity_is_symmetric_and_length_cancels(method, slogans, reports):
    doubled = pd.concat([slogans, slogans[slogans["report"] == "b1"]])
    one, two = (compare.similarity(s, reports, method=method) for s in (slogans, doubled))
    square = compare.cells(one).to_numpy(dtype=float)
    np.testing.assert_allclose(square, square.T)
    np.testing.assert_allclose(square, compare.cells(two).to_numpy(dtype=float))
    assert one.loc["甲", "甲"] == 1 and np.isnan(one.loc["甲", "丙"]) and "no hit" in one.loc["丙", "warning"]
    assert one.loc["甲", "n"] == 6


def test_similarity_by_hand(slogans, reports):
    assert compare.similarity(slogans, reports).loc["甲", "乙"] == pytest.approx(1 / math.sqrt(2))
    p, q = np.array([1, 0]), np.array([0.5, 0.5])
    middle = (p + q) / 2
    divergence = stats.entropy(middle, base=2) - (stats.entropy(p, base=2) + stats.entropy(q, base=2)) / 2
    found = compare.similarity(slogans, reports, method="jensen-shannon").loc["甲", "乙"]
    assert found == pytest.approx(1 - math.sqrt(divergence))
    with pytest.raises(ValueError, match="'euclid' is neither"):
        compare.similarity(slogans, reports, method="euclid")


def test_nothing_shared_is_zero_and_weights_count(themes, reports):
    apart = pd.DataFrame({"report": ["a1", "b1"], "slogan": ["甲", "乙"]})
    for method in ("cosine", "jensen-shannon"):
        assert compare.similarity(apart, reports, method=method).loc["甲", "乙"] == pytest.approx(0)
    assert compare.similarity(themes, reports, feature="theme", weight="weight").loc["乙", "n"] == pytest.approx(2)


def test_occurrences_spread_phrases_over_reports(reports):
    phrases = pd.DataFrame({"phrase": ["有事好商量", "微协商"], "n": [5, 2], "reports": ["a1; b1", ["b1"]]})
    spread = compare.occurrences(phrases)
    assert spread.to_numpy().tolist() == [["a1", "有事好商量"], ["b1", "有事好商量"], ["b1", "微协商"]]
    assert row(compare.report_share(spread, reports, by=[], feature="phrase"), phrase="有事好商量")["share"] == 0.5


def test_matrix_keeps_gaps_and_bases(slogans, reports):
    table = compare.rates(slogans, reports)
    wide = compare.matrix(table, columns="slogan", value="rate")
    assert wide.loc["甲", "凝心聚力"] == 3 and np.isnan(wide.loc["丁", "凝心聚力"])
    assert wide.loc["甲", "n_chars"] == 20_000 and wide.loc["丁", "warning"] == "no text"
    with pytest.raises(ValueError, match="more than one row for '甲', '凝心聚力'"):
        compare.matrix(pd.concat([table, table]), columns="slogan", value="rate")


# What may be compared


def test_comparable_gives_the_reason(reports):
    table = compare.comparable(reports)
    good = row(table, genre="work_report", year=2023)
    assert good["comparable"] and good["cities"] == "甲; 乙" and good["n_chars"] == 15_000
    assert "not a work report" in row(table, genre="news", year=2023)["reason"]
    assert row(table, genre="work_report", year=2024)["reason"] == "no other city has a work report of 2024"
    assert "d1" not in " ".join(table["reports"])
    unknown = compare.comparable(reports.assign(year=[2023, None, 2023, 2023, 2023]))
    assert any("year not known" in r for r in unknown["reason"])


def test_reports_of_unknown_cities_are_not_comparable_and_do_no_harm(reports):
    alike = reports.assign(genre="review", year=2023)
    none = compare.comparable(alike.assign(city=pd.Series([None] * len(alike), dtype="str")))
    assert len(none) == 1 and not none["comparable"].item() and none["n_cities"].item() == 0
    assert none["reason"].item() == "city not known: fill it in in reports.csv" and none["cities"].item() == ""
    first = alike["city"].where(alike["city"] == alike["city"].iloc[0])
    assert compare.comparable(alike.assign(city=first))["reason"].item() == none["reason"].item()
    some = compare.comparable(alike.assign(city=alike["city"].where(alike.index > 0)))
    assert some["comparable"].item(), "two known cities are enough"


def test_comparable_pairs(reports):
    table = compare.comparable_pairs(reports)
    assert len(table) == 6
    assert row(table, a="a1", b="b1")["comparable"]
    assert row(table, a="a1", b="a2")["reason"] == "years differ (2023, 2024)"
    mixed = row(table, a="b1", b="c1")
    assert mixed["reason"] == "a work report is not a news item"
    assert "levels mixed" in mixed["warning"] and "factor of 10.0" in mixed["warning"]
    years = pd.array([2023, None, 2023, 2023, 2023], dtype="Int64")  # as a corpus without reports.csv has them
    unknown = compare.comparable_pairs(reports.assign(year=years, genre=["review", "review", None, "news", "review"]))
    assert row(unknown, a="a1", b="a2")["reason"] == "year not known: fill it in in reports.csv"
    assert row(unknown, a="a2", b="b1")["reason"] == "genre and year not known: fill it in in reports.csv"
    assert row(unknown, a="b1", b="c1")["reason"] == "genre not known: fill it in in reports.csv"
    assert not unknown["comparable"].any()


def test_no_function_touches_its_arguments(activities, slogans, themes, terms, paragraphs, reports):
    tables = [activities, slogans, themes, terms, paragraphs, reports]
    before = [t.copy(deep=True) for t in tables]
    compare.coverage(activities, reports)
    compare.totals(activities, reports)
    compare.counts_table(activities, reports)
    compare.rates(slogans, reports)
    compare.contrasts(slogans, reports)
    compare.rates(slogans, reports, clusters=paragraphs, per="report_years")
    compare.contrasts(slogans, reports, clusters=paragraphs, hold=["genre", "year"])
    compare.permutation(terms, reports, times=5)
    compare.similar_pairs(slogans, paragraphs, reports, times=5)
    compare.shares(themes, paragraphs, reports, of="characters")
    compare.report_share(slogans, reports, by=[])
    compare.keyness(terms, reports)
    compare.similarity(slogans, reports)
    compare.comparable(reports)
    compare.comparable_pairs(reports)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_empty_tables_give_empty_or_zero_answers(activities, slogans, reports):
    assert (compare.coverage(activities.head(0), reports).loc["甲", "meeting"]) == "not stated"
    assert compare.totals(activities.head(0), reports).empty
    years = reports.astype({"year": "Int64"})
    empty = compare.totals(activities.head(0), years, by=["city", "year", "report"])
    assert empty.empty and compare.complete(empty, years).empty
    assert compare.per_100_members(empty, activities.head(0)).empty and compare.headcounts(activities.head(0)).empty
    assert compare.rates(slogans.head(0), reports).empty
    assert compare.rates(slogans.head(0), reports, feature=None)["n"].eq(0).all()
    assert compare.counts_table(activities.head(0), reports).empty
    assert compare.similarity(slogans.head(0), reports)["n"].eq(0).all()


@pytest.mark.skipif("ORIGINALS" not in os.environ, reason="ORIGINALS names no folder of original reports")
def test_totals_of_the_annotated_reports():
    gold = pathlib.Path(os.environ["ORIGINALS"]).parent / "gold" / "activities.jsonl"
    records = pd.DataFrame([json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()])
    names = records["report"].unique()
    reports = pd.DataFrame({"report": names, "city": names, "year": 2022, "n_chars": 5_000})
    table = compare.totals(records, reports, include=["part"])
    kept = table[table["n_records"] > 0]
    assert (
        kept["n_records"].sum() == (~records["repeat"] & (records["status"] == "done") & (records["unit"] != "%")).sum()
    )
    assert not kept["unit"].isin(["%"]).any()
    study = row(table, city="karamay-2019", category="study", unit="次")
    assert study["count"] == "62 次", "12 + 44 + 6"


def test_sums_can_rest_on_sure_records_alone(reports):
    rows = pd.DataFrame(
        [
            activity("a1", "7次", 7, "次", decided_by="object"),
            activity("a1", "5次", 5, "次", decided_by="context"),
            activity("a1", "2次", 2, "次", decided_by="hand"),
        ]
    )
    assert compare.totals(rows, reports)["value"].tolist() == [14]
    sure = compare.totals(rows, reports, decided_by="object").iloc[0]
    assert (sure["value"], sure["left_out"]) == (9, "5次 (unsure: context)")
    with pytest.raises(ValueError, match="decided_by: sure is none of object"):
        compare.totals(rows, reports, decided_by="sure")


def test_what_a_left_out_table_would_hold_is_not_known(activities, reports):
    nothing = activities.head(0).copy()
    nothing.attrs["left_out"] = {"activities": "another genre"}  # as tables.read says it
    chosen = nothing[nothing["report"].isin(reports["report"])]
    assert set(np.ravel(compare.cells(compare.coverage(chosen, reports)))) == {"not extracted"}
    rates = compare.rates(chosen, reports, by="city", feature=None)
    assert rates["rate"].isna().all() and (rates["n_reports"] == 0).all()
    empty = compare.rates(activities.head(0), reports, by="city", feature=None).set_index("city")
    assert empty["rate"]["甲"] == 0, "read, and nothing found"
    joined = activities.head(0).merge(reports[["report", "genre"]], on="report")
    told = reports.copy()
    told.attrs["left_out"] = {"activities": "another genre"}  # as a corpus says it with all its tables
    assert compare.rates(joined, told, by="city", feature=None)["rate"].isna().all()
    slogans = pd.DataFrame({"report": [], "paragraph": [], "slogan": []})
    another = compare.rates(slogans, told, by="city", feature=None).set_index("city")
    assert another["rate"]["甲"] == 0, "another table, which was read"
