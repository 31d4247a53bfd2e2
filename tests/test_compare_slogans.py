"""Comparisons made for slogans: temperature, position, formulaic share, echoes, years. Small tables counted by hand."""

import numpy as np
import pandas as pd
import pytest
from checks import assert_each
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import compare, plots
from analysis.compare.shares import CUTS
from analysis.workflow.check import Dated


def reports(n, **columns):
    table = pd.DataFrame({"report": [f"r{i}" for i in range(n)], "n_chars": 5000})
    return table.assign(city=table["report"], **columns)


def hits(*names, feature="slogan"):
    return pd.DataFrame([(r, s) for s, rs in names for r in rs], columns=["report", feature])


# --- temperature ---------------------------------------------------------------------------------------------------


def test_temperature_says_what_few_reports_cannot():
    table = compare.temperature(hits(("全有", [f"r{i}" for i in range(6)]), ("半数", ["r0", "r1", "r2"])), reports(6))
    assert table[["slogan", "k", "estimate", "coolest", "hottest", "temperature"]].to_numpy().tolist() == [
        ["全有", 6, "沸", "烫", "沸", "cannot tell"],
        ["半数", 3, "烫", "暖", "沸", "cannot tell"],
    ]


@pytest.mark.parametrize(("n", "told"), [(15, "cannot tell"), (16, "沸")])
def test_boiling_needs_sixteen_reports(n, told):
    """Wilson's lower bound of n out of n is n / (n + 1.96²): 0.796 for 15, 0.806 for 16."""
    all_of_them = hits(("全有", [f"r{i}" for i in range(n)]))
    assert compare.temperature(all_of_them, reports(n))["temperature"].tolist() == [told]


def test_cuts_can_be_set_and_must_fall_to_zero():
    half = hits(("半数", ["r0", "r1"]))
    table = compare.temperature(half, reports(4), cuts={"热": 0.1, "冷": 0})
    assert table[["estimate", "temperature"]].to_numpy().tolist() == [["热", "热"]]
    for cuts in ({}, {"热": 0.5}, {"热": 0.1, "温": 0.1, "冷": 0}, {"冷": 0, "热": 0.5}):
        with pytest.raises(ValueError, match="cuts"):
            compare.temperature(half, reports(4), cuts=cuts)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 40), st.integers(0, 40))
def test_degrees_keep_the_order_of_their_interval(n, k):
    k = min(n, k) or 1
    row = compare.temperature(hits(("某", [f"r{i}" for i in range(k)])), reports(n)).iloc[0]
    order = list(CUTS)[::-1]
    assert order.index(row["coolest"]) <= order.index(row["estimate"]) <= order.index(row["hottest"])
    assert (row["temperature"] == "cannot tell") == (row["coolest"] != row["hottest"])


# --- position ------------------------------------------------------------------------------------------------------


def paragraphs(*rows):
    table = pd.DataFrame(rows, columns=["report", "heading", "n_chars"])
    return table.assign(paragraph=table.groupby("report").cumcount() + 1)


WORK_REPORT = [
    ("r0", "2023年工作回顾", 100),
    ("r0", "2023年工作回顾 / 一、理论武装", 400),
    ("r0", "2023年工作回顾 / 二、工作安排有序", 300),
    ("r0", "2024年工作安排", 200),
]


def test_parts_of_a_work_report():
    assert compare.parts(paragraphs(*WORK_REPORT))["part"].tolist() == ["opening", "body", "body", "plans"]


def test_parts_of_other_reports():
    assert_each(
        lambda rows: compare.parts(paragraphs(*rows))["part"].tolist(),
        [
            ([("r0", "", 50), ("r0", "", 50), ("r0", "做法", 300)], ["opening", "opening", "body"]),
            ([("r0", "", 90), ("r0", "", 90), ("r0", "", 90)], ["opening", "body", "body"]),
            ([("r0", "", 90)], ["body"]),
            ([("r0", "下一步打算", 90)], ["plans"]),
            ([("r0", "", 10), ("r0", "过去五年的工作", 90), ("r0", "今后工作建议", 90)], ["opening", "body", "plans"]),
            ([("r0", "", 10), ("r1", "", 10), ("r1", "做法", 90)], ["body", "opening", "body"]),
        ],
    )


def test_rates_of_the_parts():
    rows = pd.DataFrame({"report": "r0", "paragraph": [1, 2, 2, 4, 4, pd.NA], "slogan": list("aabaab")})
    table = compare.positions(rows, paragraphs(*WORK_REPORT), reports(1))
    assert table[["part", "n", "n_chars", "rate"]].to_numpy().tolist() == [
        ["opening", 1, 100, 100.0],
        ["body", 2, 700, pytest.approx(28.571, abs=0.001)],
        ["plans", 2, 200, 100.0],
    ]
    each = compare.positions(rows, paragraphs(*WORK_REPORT), reports(1), by=[], feature="slogan")
    assert each[["slogan", "part", "n"]].to_numpy().tolist() == [
        ["a", "opening", 1], ["a", "body", 1], ["a", "plans", 2], ["b", "opening", 0], ["b", "body", 1], ["b", "plans", 0],
    ]  # fmt: skip
    with pytest.raises(ValueError, match="paragraph 9 of 'r0'"):
        compare.positions(rows.assign(paragraph=9), paragraphs(*WORK_REPORT), reports(1))


def test_intervals_of_parts_allow_for_slogans_that_come_together():
    text = paragraphs(*WORK_REPORT)
    spread = pd.DataFrame({"report": "r0", "paragraph": [2, 3] * 6, "slogan": "a"})
    clumped = spread.assign(paragraph=2)
    one, other = (compare.positions(t, text, reports(1)).set_index("part").loc["body"] for t in (spread, clumped))
    assert one["rate"] == other["rate"] and one["overdispersion"] < 1 < other["overdispersion"]
    assert other["low"] < one["low"] < one["high"] < other["high"]


def test_parts_of_reports_of_unknown_cities_are_a_group():
    rows = pd.DataFrame({"report": ["r0"], "paragraph": [2], "slogan": ["a"]})
    table = compare.positions(rows, paragraphs(*WORK_REPORT), reports(1).assign(city=None))
    assert table["part"].tolist() == ["opening", "body", "plans"] and table["n"].tolist() == [0, 1, 0]


def test_positions_of_nothing():
    empty = compare.positions(hits().assign(paragraph=pd.NA), paragraphs(*WORK_REPORT), reports(1))
    assert empty["n"].tolist() == [0, 0, 0]


# --- formulaic share -----------------------------------------------------------------------------------------------


def test_formulaic_share_by_hand():
    body = pd.DataFrame(
        {"report": ["r0", "r0", "r1"], "paragraph": [1, 2, 1], "n_chars": [300, 100, 50], "n_formulaic": [90, 10, 5]}
    )
    table = compare.formulaic_share(body, reports(3))
    assert table[["city", "formulaic", "n_paragraphs", "n_chars", "share"]].iloc[:2].to_numpy().tolist() == [
        ["r0", 100, 2, 400, 0.25],
        ["r1", 5, 1, 50, 0.1],
    ]
    # Deviations of 15 characters each way: (15² / ¼ + 15² / ¾) / (0.25 · 0.75 · (300² + 100²)), one degree of freedom.
    student = (stats.t.ppf(0.975, 1) / stats.norm.ppf(0.975)) ** 2
    cases = np.array([400**2 / (300**2 + 100**2), 1]) / (1200 / 18_750 * student)
    assert table["n_effective"].iloc[:2].to_numpy() == pytest.approx(cases)
    assert table["low"][0] < 0.25 < table["high"][0] and table["low"][1] < 0.1 < table["high"][1]
    assert table[["low", "high"]].iloc[2:].isna().all(axis=None) and pd.isna(table["share"][2])
    unknown = compare.formulaic_share(body.assign(n_formulaic=pd.array([pd.NA] * 3, dtype="Int64")), reports(3))
    assert unknown["share"].isna().all()


# --- echoes --------------------------------------------------------------------------------------------------------

PHRASES = pd.DataFrame(
    [
        ("做到“两个维护”", "central", "两个维护", 9.0, 3, "r0; r1; r2"),
        ("凝聚人心力量", "shared", "凝聚人心力量", 7.0, 2, "r0; r1"),
        ("广泛凝聚人心力量", "shared", "凝聚人心力量", 6.0, 2, "r0; r2"),
        ("守望草原家园", "shared", "守望草原家园", 5.0, 2, "r0; r1"),
    ],
    columns=["phrase", "level", "group", "score", "n_reports", "reports"],
)


def test_echoes_by_hand():
    table = compare.echoes(PHRASES, reports(4))
    assert compare.cells(table).to_numpy().tolist() == [[2, 2, 1, 0], [2, 2, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0]]
    assert table["n"].tolist() == [2, 2, 1, 0] and "no shared wording" in table["warning"].iloc[3]
    scaled = compare.cells(compare.echoes(PHRASES, reports(4), scaled=True)).to_numpy()
    assert scaled[0, 1] == 1 and scaled[0, 2] == pytest.approx(1 / np.sqrt(2)) and np.isnan(scaled[3]).all()
    everything = compare.cells(compare.echoes(PHRASES, reports(4), beyond=())).to_numpy()
    assert everything[0, 1] == 3


def test_a_report_that_was_not_read_is_a_gap_and_no_zero():
    listed = reports(4).assign(status=["included", "included", "included", "no text"])
    for scaled in (False, True):
        table = compare.echoes(PHRASES, listed, scaled=scaled)
        square = compare.cells(table).to_numpy(dtype=float)
        assert np.isnan(square[3]).all() and np.isnan(square[:, 3]).all() and not np.isnan(square[:3, :3]).any()
        assert table["warning"].iloc[3] == "no text"
    hatched = [p for p in plots.heatmap(compare.echoes(PHRASES, listed)).axes[0].patches if p.get_hatch()]
    assert len(hatched) == 7, "its row and its column"
    assert len(plots.network(compare.echoes(PHRASES, listed)).axes[0].texts) == 3


def test_what_is_behind_a_cell():
    table = compare.echoed(PHRASES, reports(4), "r0", "r2")
    assert table.to_dict("records") == [
        {
            "group": "凝聚人心力量",
            "level": "shared",
            "in_a": "凝聚人心力量|广泛凝聚人心力量",
            "in_b": "广泛凝聚人心力量",
            "n_reports": 2,
            "score": 7.0,
        }
    ]
    assert compare.echoed(PHRASES, reports(4), "r0", "r3").empty
    with pytest.raises(ValueError, match="'r9' is not among"):
        compare.echoed(PHRASES, reports(4), "r0", "r9")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sets(st.integers(0, 3), min_size=1)), max_size=8))
def test_each_cell_counts_what_echoed_lists(rows):
    table = pd.DataFrame(
        [
            (f"{g}{i}", "shared", g, 1.0, len(rs), "; ".join(f"r{r}" for r in sorted(rs)))
            for i, (g, rs) in enumerate(rows)
        ],
        columns=PHRASES.columns,
    )
    square = compare.cells(compare.echoes(table, reports(4)))
    for a in square.index:
        for b in square.columns:
            assert square.loc[a, b] == len(compare.echoed(table, reports(4), a, b))


# --- years ---------------------------------------------------------------------------------------------------------


def panel(counts):
    """city -> hits in 2020, 2021, 2022 …: reports of equal length and the slogans in them."""
    rows, found = [], []
    for city, per_year in counts.items():
        for i, n in enumerate(per_year):
            rows.append({"report": f"{city}{i}", "city": city, "year": 2020 + i, "n_chars": 4000})
            found += [{"report": f"{city}{i}", "slogan": "某"}] * n
    return pd.DataFrame(found, columns=["report", "slogan"]), pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("counts", "trend"),
    [
        ({"甲": [1, 5, 12, 15], "乙": [0, 3, 9, 9], "丙": [2, 4, 4, 7]}, "rise"),
        ({"甲": [15, 12, 5, 1], "乙": [9, 9, 3, 0], "丙": [7, 4, 4, 2]}, "fall"),
        ({"甲": [4, 5, 4], "乙": [3, 3, 3]}, "cannot tell"),
        ({"甲": [1, 2, 2]}, "cannot tell"),
    ],
)
def test_rise_and_fall(counts, trend):
    assert compare.over_time(*panel(counts))["trend"].tolist() == [trend]


def test_ratio_interval_and_p_by_hand():
    """3 hits and 9: the ratio is 3. Two reports cannot tell a trend from chance, whatever they hold."""
    row = compare.over_time(*panel({"甲": [3, 9]})).iloc[0]
    assert row["ratio"] == pytest.approx(3) and (row["p"], row["low"], row["high"]) == (1, 0, np.inf)
    assert (row["first_year"], row["last_year"], row["n_groups"], row["n"], row["n_tested"]) == (2020, 2021, 1, 12, 12)
    assert "too few reports" in row["warning"]


def test_the_ratio_is_that_of_a_poisson_model_with_cities():
    """statsmodels 0.15.0: GLM(x, cities + year, Poisson, offset=log(n_chars)): exp of the year, residuals."""
    hits, listed = panel({"甲": [3, 4, 8, 7], "乙": [1, 3, 2, 6], "丙": [0, 2, 1, 5]})
    listed["n_chars"] = [4000, 5000, 6000, 5000, 3000, 3000, 4000, 4000, 2000, 3000, 2000, 3000]
    row = compare.over_time(hits, listed).iloc[0]
    assert row["ratio"] == pytest.approx(1.4462239647785182)
    assert row["overdispersion"] == 1, "0.40 is less than chance, which is not credited"
    # The interval is that of the likelihood where twice its fall is the square of Student's t with 12 − 3 − 1 degrees.
    years = np.arange(4)
    x = hits.merge(listed, on="report").pivot_table(index="city", columns="year", values="slogan", aggfunc="size",
                                                    fill_value=0).loc[["甲", "乙", "丙"]].to_numpy()  # fmt: skip
    chars = listed["n_chars"].to_numpy().reshape(3, 4)

    def likelihood(ratio):
        share = chars * ratio**years / (chars * ratio**years).sum(axis=1, keepdims=True)
        return (x * np.log(share)).sum()

    for end in (row["low"], row["high"]):
        fall = 2 * (likelihood(row["ratio"]) - likelihood(end))
        assert fall == pytest.approx(stats.t.ppf(0.975, 8) ** 2, rel=1e-6)


def test_one_hit_is_no_trend():
    counts = {city: [0] * 8 for city in "甲乙丙丁戊己庚辛"}
    counts["甲"][7] = 1
    row = compare.over_time(*panel(counts)).iloc[0]
    assert row["p"] == pytest.approx(2 / 8, abs=0.02), "it could have stood in each of the eight years"
    assert row["trend"] == "cannot tell" and row["low"] < 1 and "fewer than 5 hits tested" in row["warning"]


def test_the_warning_of_few_hits_is_about_those_tested():
    counts = {"甲": [1, 0, 1, 0], "乙": [30]}
    row = compare.over_time(*panel(counts)).iloc[0]
    assert (row["n"], row["n_tested"]) == (32, 2) and "fewer than 5 hits tested" in row["warning"]


def test_hits_of_one_report_are_no_independent_witnesses():
    """Each city has all its hits in one report, in whatever year: as many as there are prove nothing."""
    counts = {"甲": [0, 0, 0, 20], "乙": [20, 0, 0, 0], "丙": [0, 0, 20, 0], "丁": [0, 0, 0, 40], "戊": [0, 20, 0, 0]}
    assert compare.over_time(*panel(counts))["p"].item() > 0.2


def test_a_city_that_turns_from_news_to_work_reports_has_not_changed():
    hits, listed = panel({city: [0, 0, 8, 8] for city in "甲乙丙丁戊"})
    listed["genre"] = np.where(listed["year"] < 2022, "news", "work_report")
    row = compare.over_time(hits, listed).iloc[0]
    assert row["ratio"] == pytest.approx(1) and row["trend"] == "cannot tell"
    both = compare.over_time(pd.concat([hits, hits.assign(report=hits["report"].str[0] + "0")]), listed).iloc[0]
    assert "genres mixed: news+work_report" in both["warning"]


def test_one_year_a_city_shows_no_trend_whatever_the_years_are():
    table, listed = panel({"甲": [0, 0, 9], "乙": [0]})
    listed = listed[listed["report"].isin(["甲2", "乙0"])]
    row = compare.over_time(table, listed).iloc[0]
    assert (row["first_year"], row["n_groups"], row["trend"]) == (2022, 0, "cannot tell")
    assert "no group has it in reports of two years" in row["warning"] and pd.isna(row["ratio"])


def test_cities_of_different_level_make_no_trend():
    """The city that uses it more reports later; within each nothing changes."""
    table, listed = panel({"甲": [2, 2, 0, 0], "乙": [0, 0, 20, 20]})
    listed = listed[~listed["report"].isin(["甲2", "甲3", "乙0", "乙1"])]
    row = compare.over_time(table, listed).iloc[0]
    assert row["ratio"] == pytest.approx(1) and row["p"] == 1 and row["n_groups"] == 2


def test_years_that_are_not_known_are_left_out():
    table, listed = panel({"甲": [1, 4]})
    assert compare.over_time(table, listed.assign(year=pd.NA)).empty
    assert compare.over_time(table.head(0), listed).empty


def test_a_group_of_one_year_has_no_trend_and_is_told_so():
    with pytest.raises(ValueError, match="take year out of by"):
        compare.over_time(*panel({"甲": [1, 4]}), by=["city", "year"])


def test_the_path_has_a_row_a_year_and_gaps_are_no_zeros():
    hits, listed = panel({"甲": [2, 0, 4, 1], "乙": [4, 0, 0, 0]})
    listed = listed[~listed["report"].isin(["甲1", "乙1", "乙3"])]
    table = compare.by_year(hits, listed)
    assert table["year"].tolist() == [2020, 2021, 2022, 2023]
    assert table["rate"].tolist()[::2] == [6 / 0.8, 4 / 0.8] and table["n_reports"].tolist() == [2, 0, 2, 1]
    gap = table.iloc[1]
    assert np.isnan(gap["rate"]) and np.isnan(gap["high"]) and gap["n"] == 0 and gap["warning"] == "no text"
    cities = compare.by_year(hits, listed, "city").set_index(["city", "year"])
    assert len(cities) == 8 and cities.loc[("乙", 2022), "rate"] == 0 and np.isnan(cities.loc[("乙", 2023), "rate"])
    assert compare.by_year(hits, listed, feature=None)["n"].tolist() == [6, 0, 4, 1]
    assert compare.by_year(hits, listed.assign(year=pd.NA)).empty


def test_hits_in_headings_are_no_hits_on_the_characters_of_the_body():
    hits, listed = panel({"甲": [2, 4]})
    headed = pd.concat([hits.assign(paragraph=1.0), hits.assign(paragraph=np.nan)])
    for table in (compare.rates(headed, listed), compare.contrasts(headed, listed, by="year", feature=None)):
        assert table["n"].sum() == 6
    assert compare.over_time(headed, listed)["n"].item() == 6
    assert compare.report_share(headed, listed, by=[])["k"].item() == 2


# --- the network ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_network_draws_any_square(language):
    plots.use(language)
    try:
        for n in (1, 2, 4):
            fig = plots.network(compare.echoes(PHRASES, reports(n + 1)).iloc[: n + 1], title="共有表述")
            assert len(fig.axes[0].texts) == n + 1
    finally:
        plots.use("en")


def test_network_needs_a_square():
    with pytest.raises(ValueError, match="not square"):
        plots.network(pd.DataFrame([[1, 2]], index=["a"], columns=["a", "b"]))


# --- the degrees ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "name"), [("en", "沸 boiling"), ("zh", "沸")])
def test_the_degrees_are_named_and_parted(language, name):
    plots.use(language)
    try:
        fig = plots.temperature(compare.temperature(hits(("半数", ["r0", "r1"])), reports(4)))
    finally:
        plots.use("en")
    ax = fig.axes[0]
    assert name in [t.get_text() for t in ax.texts]
    lines = [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == "--"]
    assert sorted(lines) == [0.02, 0.1, 0.25, 0.5, 0.8]


# --- anachronisms --------------------------------------------------------------------------------------------------

YEARS = pd.DataFrame({"slogan": ["甲", "乙", "丙"], "year": pd.array([2016, 2012, None], dtype="Int64")})


def held(*rows, published=None):
    """A corpus of reports (name, year covered) that each hold 甲, 乙 and 丙 once, in that order."""
    table = pd.DataFrame(rows, columns=["report", "year"]).astype({"year": "Int64"})
    table = table.assign(city="安平", published=published)
    places = [(r, s, s, 1, f"{r}.txt", i, i + 1) for r in table["report"] for i, s in enumerate("甲乙丙")]
    names = ["report", "slogan", "matched", "paragraph", "source", "start", "end"]
    return Dated(table, pd.DataFrame(places, columns=names))


def found(corpus):
    return (
        compare.anachronisms(corpus, lexicon=YEARS)[["report", "slogan", "written", "first_year"]].to_numpy().tolist()
    )


def test_a_report_of_a_year_may_be_written_in_the_next():
    assert found(held(("z", 2014), ("a", 2015), ("b", 2010))) == [
        ["z", "甲", 2015, 2016],
        ["b", "甲", 2011, 2016],
        ["b", "乙", 2011, 2012],
    ]


def test_an_earlier_publication_dates_a_report_and_a_later_one_does_not():
    assert found(held(("a", 2015), published="2015-12-30")) == [["a", "甲", 2015, 2016]]
    assert found(held(("a", 2014), published="2020-08-13")) == [["a", "甲", 2015, 2016]]
    assert found(held(("a", None), published="2013-01-05")) == [["a", "甲", 2013, 2016]]
    assert found(held(("a", None))) == []


def test_anachronisms_have_their_place_and_touch_nothing():
    corpus = held(("a", 2013))
    before = corpus.slogans.copy()
    table = compare.anachronisms(corpus, lexicon=YEARS)
    assert list(table) == list(compare.anachronisms(held(("a", 2020)), lexicon=YEARS))
    assert table[["city", "year", "source", "start", "end", "paragraph"]].to_numpy().tolist() == [
        ["安平", 2013, "a.txt", 0, 1, 1]
    ]
    pd.testing.assert_frame_equal(corpus.slogans, before)
    with pytest.raises(ValueError, match="published"):
        compare.anachronisms(Dated(corpus.reports.drop(columns="published"), corpus.slogans))


def test_the_shipped_years_are_asked_by_default():
    corpus = held(("a", 2013))
    named = Dated(corpus.reports, corpus.slogans.assign(slogan="以习近平同志为核心的党中央"))
    assert compare.anachronisms(named)["first_year"].tolist() == [2016, 2016, 2016]
