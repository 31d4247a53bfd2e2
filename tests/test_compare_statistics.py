"""Over-dispersion, keyness, permutation, resampling, and what is held constant: published values, hand counts, relations."""

import importlib.util
import math
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import compare
from analysis.compare.statistics.draws import drawn
from analysis.compare.statistics.runs import effective
from analysis.plots.maps import scale

# Beall (1942), Biometrika 32:243-262: insects on twelve plots for each of six sprays; R's data set InsectSprays.
SPRAYS = {
    "A": [10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13],
    "B": [11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13],
    "C": [0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4],
    "D": [3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4],
    "E": [3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4],
    "F": [11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13],
}


def sprays():
    """The same as reports: a spray is a city, a plot a paragraph of 100 characters, an insect a hit."""
    reports = pd.DataFrame({"report": list(SPRAYS), "city": list(SPRAYS), "genre": "review", "year": 2024})
    reports["n_chars"] = 1200
    cells = [(spray, plot, n) for spray, counts in SPRAYS.items() for plot, n in enumerate(counts, 1)]
    hits = pd.DataFrame(cells, columns=["report", "paragraph", "n"])
    return hits, hits[["report", "paragraph"]].assign(n_chars=100), reports


@pytest.fixture
def reports():
    rows = [
        ("a1", "甲", "work_report", 2023, 10_000),
        ("a2", "甲", "work_report", 2023, 2_000),
        ("a3", "甲", "work_report", 2024, 10_000),
        ("b1", "乙", "work_report", 2023, 5_000),
        ("c1", "丙", "news", 2023, 500),
    ]
    return pd.DataFrame(rows, columns=["report", "city", "genre", "year", "n_chars"])


@pytest.fixture
def slogans():
    rows = [("a1", 1, "凝心聚力")] * 4 + [("a3", 1, "凝心聚力")] * 2 + [("b1", 1, "凝心聚力"), ("b1", 2, "双向发力")]
    return pd.DataFrame(rows, columns=["report", "paragraph", "slogan"])


@pytest.fixture
def paragraphs():
    rows = [(r, p, 250) for r in ("a1", "a2", "a3") for p in range(1, 9)] + [("b1", p, 250) for p in range(1, 5)]
    return pd.DataFrame([*rows, ("c1", 1, 500)], columns=["report", "paragraph", "n_chars"])


def row(table, **keys):
    found = table[np.logical_and.reduce([table[k] == v for k, v in keys.items()])]
    assert len(found) == 1, f"{len(found)} rows for {keys}"
    return found.iloc[0]


# Over-dispersion


@pytest.mark.parametrize(("lengths", "phi"), [([100], 1.6190856), ([100, 200, 300], 3.6359922)])
def test_overdispersion_is_the_robust_variance_of_r_s_poisson_model_over_poisson_s(lengths, phi):
    """R 4.2: m <- glm(count ~ spray + offset(log(n)), poisson, InsectSprays), n the lengths in turn;
    sum(residuals(m, "response")^2 / (1 - hatvalues(m))) / sum(InsectSprays$count)."""
    hits, clusters, reports = sprays()
    clusters = clusters.assign(n_chars=np.resize(lengths, len(clusters)))
    found = compare.statistics.overdispersion(hits, clusters, reports).iloc[0]
    assert found["overdispersion"] == pytest.approx(phi, abs=5e-8)
    assert (found["df"], found["n_clusters"]) == (66, 72)


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10_000), together=st.sampled_from([1, 4]))
def test_overdispersion_has_no_bias_where_the_variance_goes_with_the_mean(seed, together):
    """Hits that come `together` at a time, on paragraphs of very unequal length."""
    random = np.random.default_rng(seed)
    chars = np.exp(random.normal(5, 1, 12)).round()
    clusters = pd.DataFrame({"report": "A", "paragraph": range(12), "n_chars": chars})
    draws = together * random.poisson(chars[:, None] / 10 / together, (12, 400))
    paragraph, draw = np.nonzero(draws)
    hits = pd.DataFrame({"report": "A", "paragraph": paragraph, "draw": draw, "n": draws[paragraph, draw]})
    found = compare.statistics.overdispersion(hits, clusters, sprays()[2], feature="draw")["overdispersion"]
    assert found.mean() == pytest.approx(together, abs=4 * found.std() / 20 + 0.02 * together)


def test_rates_with_clusters_by_hand():
    hits, clusters, reports = sprays()
    a = row(compare.rates(hits, reports, feature=None, clusters=clusters), city="A")
    by = a["overdispersion"] * (stats.t.ppf(0.975, 66) / stats.norm.ppf(0.975)) ** 2
    n, exposure = 174, 0.12
    assert a["rate"] == n / exposure
    assert a["low"] == pytest.approx(stats.chi2.ppf(0.025, 2 * n / by + 1) / 2 * by / exposure)
    assert a["high"] == pytest.approx(stats.chi2.ppf(0.975, 2 * n / by + 1) / 2 * by / exposure)
    plain = row(compare.rates(hits, reports, feature=None), city="A")
    assert a["low"] < plain["low"] < plain["rate"] < plain["high"] < a["high"]


def test_overdispersion_by_hand_where_paragraphs_differ_in_length(reports):
    clusters = pd.DataFrame({"report": "a1", "paragraph": [1, 2, 3], "n_chars": [100, 200, 300]})
    hits = pd.DataFrame({"report": "a1", "paragraph": [1, 3], "n": [3, 3]})
    # 6 hits on 600 characters: 1, 2 and 3 expected where 3, 0 and 3 are: (4 · 6/5 + 4 · 6/4 + 0) / 6 = 1.8.
    assert compare.statistics.overdispersion(hits, clusters, reports)["overdispersion"].item() == pytest.approx(1.8)


def test_hits_that_come_together_widen_the_interval_and_evenly_spread_ones_do_not_narrow_it(paragraphs, reports):
    even = pd.DataFrame({"report": "a1", "paragraph": range(1, 9)})
    clumped = even.assign(paragraph=1)
    widths, spread = {}, {}
    for name, hits in {"even": even, "clumped": clumped}.items():
        table = row(compare.rates(hits, reports, feature=None, clusters=paragraphs), city="甲")
        widths[name], spread[name] = table["high"] - table["low"], table["overdispersion"]
    plain = row(compare.rates(even, reports, feature=None), city="甲")
    assert spread["even"] < 1 < spread["clumped"]
    assert plain["high"] - plain["low"] <= widths["even"] < widths["clumped"] / 2


def test_reports_may_be_the_clusters(slogans, reports):
    table = compare.statistics.overdispersion(slogans, reports, reports)
    # Three reports of 甲 with 4, 0 and 2 hits; the other cities have one report each and say nothing.
    r = 6 / 22_000
    long = (4 - 10_000 * r) ** 2 + (2 - 10_000 * r) ** 2
    assert (table["df"].item(), table["n_clusters"].item()) == (2, 5)
    assert table["overdispersion"].item() == pytest.approx((long * 22 / 12 + (2_000 * r) ** 2 * 22 / 20) / 6)


def test_one_cluster_a_group_says_so(slogans, reports):
    alone = reports[reports["report"].isin(["b1", "c1"])]
    hits = slogans[slogans["report"] == "b1"]
    table = compare.rates(hits, alone, feature=None, clusters=alone)
    b = row(table, city="乙")
    assert math.isnan(b["overdispersion"]) and "one cluster a group" in b["warning"]
    assert b["high"] == pytest.approx(row(compare.rates(hits, alone, feature=None), city="乙")["high"])


def test_a_hit_outside_the_clusters_is_named(slogans, paragraphs, reports):
    with pytest.raises(ValueError, match="paragraph 99 of 'a1' is missing from clusters"):
        compare.rates(slogans.assign(paragraph=99), reports, clusters=paragraphs)


def test_features_have_their_own_dispersion(slogans, paragraphs, reports):
    table = compare.rates(slogans, reports, clusters=paragraphs)
    assert table.groupby("slogan")["overdispersion"].nunique().eq(1).all()
    alone = compare.rates(slogans[slogans["slogan"] == "双向发力"], reports, clusters=paragraphs)
    one, two = row(table, city="乙", slogan="双向发力"), row(alone, city="乙")
    pd.testing.assert_series_equal(one, two, check_names=False)


@settings(deadline=None, max_examples=40)
@given(counts=st.lists(st.integers(0, 20), min_size=2, max_size=12))
def test_clusters_never_narrow_an_interval(counts):
    reports = pd.DataFrame({"report": ["a"], "city": ["甲"], "genre": ["review"], "year": [2024], "n_chars": [5_000]})
    clusters = pd.DataFrame({"report": "a", "paragraph": range(len(counts)), "n_chars": 100})
    hits = clusters.assign(n=counts)[["report", "paragraph", "n"]]
    wide = compare.rates(hits, reports, feature=None, clusters=clusters).iloc[0]
    plain = compare.rates(hits, reports, feature=None).iloc[0]
    assert wide["low"] <= plain["low"] + 1e-9 and wide["high"] >= plain["high"] - 1e-9


# Intervals and tests of ratios


def test_ratio_interval_is_that_of_jeffreys_for_the_share():
    """statsmodels 0.15.0: proportion_confint(7, 9, method="jeffreys"), 0.4561756 to 0.9506981, as odds × 2."""
    low, high, _ = compare.statistics.ratio_interval(7, 2, 1e4, 2e4)
    assert (low, high) == (pytest.approx(1.6776575, abs=5e-8), pytest.approx(38.5663690, abs=5e-7))


@settings(deadline=None)
@given(n=st.integers(0, 30), rest=st.integers(0, 30), scale=st.floats(0.05, 20), by=st.sampled_from([1, 1.7, 6]))
def test_the_p_of_a_ratio_agrees_with_its_interval_and_mirrors(n, rest, scale, by):
    n, rest = n / by, rest / by
    low, high, p = compare.statistics.ratio_interval(n, rest, 1, scale)
    assert 0 <= low <= high and np.isfinite(high) == (rest > 0)
    if n + rest == 0:
        assert np.isnan(p)
        return
    assert (p < 0.05) == (low > 1 or high < 1)
    low_m, high_m, p_m = compare.statistics.ratio_interval(rest, n, scale, 1)
    assert p == pytest.approx(p_m)
    if n and rest:
        assert (low, high) == (pytest.approx(1 / high_m), pytest.approx(1 / low_m))


def test_false_discovery_rate_finds_what_benjamini_and_hochberg_1995_find():
    """Their example of 15 p-values: four are kept at 0.05, where Bonferroni keeps three; adjusted values from R 4.2."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
         0.7590, 1.0]  # fmt: skip
    q = stats.false_discovery_control(p)
    assert (q < 0.05).sum() == 4 and (np.array(p) < 0.05 / 15).sum() == 3
    assert q[3:8] == pytest.approx([0.035625, 0.0603, 0.0638571, 0.0638571, 0.0645], abs=5e-7)


def test_contrasts_with_clusters_are_wider_by_hand():
    hits, clusters, reports = sprays()
    plain = row(compare.contrasts(hits, reports, feature=None), city="D")
    wide = row(compare.contrasts(hits, reports, feature=None, clusters=clusters), city="D")
    by = float(compare.statistics.deflated(wide["overdispersion"], 66))
    assert (wide["n"], wide["n_rest"], wide["ratio"]) == (59, 625, plain["ratio"])
    expected = compare.statistics.ratio_interval(59 / by, 625 / by, 1_200, 6_000)
    assert (wide["low"], wide["high"], wide["p"]) == tuple(pytest.approx(x) for x in expected)
    assert wide["low"] < plain["low"] and wide["high"] > plain["high"] and wide["p"] > plain["p"]


# Denominators


def test_rates_per_report_year(slogans, reports):
    a = row(compare.rates(slogans, reports, feature=None, per="report_years"), city="甲")
    assert (a["n"], a["exposure"], a["rate"]) == (6, 2, 3.0), "two reports on 2023 are one report-year"
    undated = compare.rates(slogans, reports.assign(year=None), feature=None, per="report_years")
    assert row(undated, city="甲")["exposure"] == 3, "a report whose year is not known is one of its own"
    with pytest.raises(ValueError, match="per: 'words' is neither 'chars' nor 'report_years'"):
        compare.rates(slogans, reports, per="words")


# Keyness


@pytest.mark.parametrize(
    ("n", "n_rest", "odds", "z"),
    [
        (7, 2, 0.6362212, 1.6243612),
        (3, 5, 0.0592590, 0.1446495),
        (0, 4, -0.4823241, -0.7876320),
        (40, 89, -0.2228476, -2.1743236),
    ],
)
def test_log_odds_give_the_values_of_another_implementation(n, n_rest, odds, z):
    """logodds 0.1.0 (PyPI), log_odds_details of these four words, their sums as prior_counts, alpha 1e-12."""
    assert compare.statistics.log_odds(n, n_rest, 50, 100) == (
        pytest.approx(odds, abs=1e-7),
        pytest.approx(z, abs=1e-7),
    )


@pytest.mark.parametrize(
    ("n", "n_rest", "ratio", "bound", "bound_of_four"),
    [
        (7, 2, 2.584926, 0.41447498, 0.0),
        (70, 20, 2.781963, 2.07338666, 1.8949726),
        (0, 50, -5.658248, -2.70712708, -2.2265604),
        (2000, 1000, 1.999603, 1.88975672, 1.8599903),
    ],
)
def test_log_ratio_and_lrc_give_the_values_of_the_r_package_corpora(n, n_rest, ratio, bound, bound_of_four):
    """Formulas of keyness() in corpora 0.6 (measures LogRatio and LRC; p.adjust FALSE and 4), run in R 4.2."""
    assert compare.statistics.log_ratio(n, n_rest, 1e4, 2e4) == pytest.approx(ratio, abs=5e-7)
    assert compare.statistics.lrc(n, n_rest, 1e4, 2e4) == pytest.approx(bound, abs=5e-8)
    assert compare.statistics.lrc(n, n_rest, 1e4, 2e4, family=4) == pytest.approx(bound_of_four, abs=5e-8)


@settings(deadline=None)
@given(n=st.integers(0, 60), rest=st.integers(0, 60))
def test_lrc_is_never_beyond_the_ratio_and_mirrors(n, rest):
    if n + rest == 0:
        return
    bound = float(compare.statistics.lrc(n, rest, 1_000, 3_000))
    raw = math.inf if rest == 0 else math.log2(n / 1_000 / (rest / 3_000)) if n else -math.inf
    assert abs(bound) <= abs(raw) + 1e-9 and (bound == 0 or (bound > 0) == (raw > 0))
    assert bound == pytest.approx(-float(compare.statistics.lrc(rest, n, 3_000, 1_000)))


def test_keyness_carries_both_measures_and_what_differs(reports):
    terms = pd.DataFrame(
        [("a1", 1, "协商", 6), ("a1", 2, "提案", 4), ("b1", 1, "协商", 2), ("b1", 1, "提案", 8)],
        columns=["report", "paragraph", "term", "n"],
    )
    found = row(compare.keyness(terms, reports, min_n=1), city="甲", term="协商")
    assert found["log_ratio"] == pytest.approx(math.log2(6.5 / 10.5) - math.log2(2.5 / 10.5))
    assert found["lrc"] == pytest.approx(float(compare.statistics.lrc(6, 2, 10, 10, family=2)))
    assert found["comparable"] and found["reason"] == "same genre, same year"
    mixed = compare.keyness(terms.replace({"b1": "c1"}), reports, min_n=1)
    assert not mixed["comparable"].any() and mixed["reason"].iloc[0] == "genres differ (news item, work report)"


# Permutation


@pytest.fixture
def six_paragraphs():
    reports = pd.DataFrame(
        {"report": ["a", "b"], "city": ["甲", "乙"], "genre": "review", "year": 2024, "n_chars": 900}
    )
    counts = {
        ("a", 1): (5, 1),
        ("a", 2): (4, 3),
        ("a", 3): (1, 2),
        ("b", 1): (0, 4),
        ("b", 2): (1, 5),
        ("b", 3): (2, 2),
    }
    rows = [(r, p, t, n) for (r, p), ns in counts.items() for t, n in zip(("协商", "提案"), ns, strict=True) if n]
    return pd.DataFrame(rows, columns=["report", "paragraph", "term", "n"]), reports


def test_permutation_gives_the_p_of_all_arrangements(six_paragraphs):
    terms, reports = six_paragraphs
    cells = terms.pivot_table(index=["report", "paragraph"], columns="term", values="n", fill_value=0)

    def z(mine):
        ours, theirs = (
            cells.to_numpy()[list(mine)].sum(axis=0),
            cells.to_numpy()[[i for i in range(6) if i not in mine]].sum(axis=0),
        )
        return abs(compare.statistics.log_odds(ours[0], theirs[0], ours.sum(), theirs.sum())[1])

    every = [z(order[:3]) for order in permutations(range(6))]
    exact = np.mean(np.array(every) >= z([0, 1, 2]) - 1e-9)
    found = row(compare.permutation(terms, reports, times=4_000, min_n=1), city="甲", term="协商")
    assert found["p"] == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 4_000))


def test_permutation_without_a_frequent_word_is_an_empty_table_and_finds_nothing(six_paragraphs):
    terms, reports = six_paragraphs
    assert compare.permutation(terms, reports, times=9, min_n=1_000).empty
    summary = compare.permutation_summary(terms, reports, times=9, min_n=1_000)
    assert summary["reported"].eq(0).all() and summary["p"].eq(1).all()


def test_permutation_is_seeded_and_adjusts_for_many_words(six_paragraphs):
    terms, reports = six_paragraphs
    one = compare.permutation(terms, reports, times=99, min_n=1)
    pd.testing.assert_frame_equal(one, compare.permutation(terms, reports, times=99, min_n=1))
    assert not one["p"].equals(compare.permutation(terms, reports, times=99, min_n=1, seed=1)["p"])
    assert one["q"].tolist() == stats.false_discovery_control(one["p"]).tolist()
    assert (one["p_max"] >= one["p"]).all()
    assert one["p"].min() >= 1 / 100
    with pytest.raises(ValueError, match="'word' is neither 'paragraph' nor 'report'"):
        compare.permutation(terms, reports, unit="word")


def test_a_word_said_ten_times_in_one_paragraph_is_one_observation(six_paragraphs):
    terms, reports = six_paragraphs
    clumped = pd.DataFrame({"report": ["a"], "paragraph": [1], "term": ["石榴"], "n": [30]})
    found = row(compare.permutation(pd.concat([terms, clumped]), reports, times=999), city="甲", term="石榴")
    assert found["z"] > 2 and found["lrc"] > 0, "both measures call it distinctive"
    assert found["p"] > 0.5, "wherever that paragraph goes, the word goes with it"


def test_shuffled_reports_of_one_report_a_group_say_nothing(six_paragraphs):
    terms, reports = six_paragraphs
    table = compare.permutation(terms, reports, unit="report", times=99, min_n=1)
    assert table["p"].eq(1).all() and table["warning"].str.contains("p says nothing").all()


def test_permutation_holds_its_level_where_groups_do_not_differ():
    random = np.random.default_rng(0)
    reports = pd.DataFrame(
        {"report": list("abc"), "city": list("甲乙丙"), "genre": "review", "year": 2024, "n_chars": 9}
    )
    low, wrong = [], []
    for _ in range(40):
        # Words come in clumps: negative binomial counts in each paragraph.
        counts = random.negative_binomial(0.5, 0.2, size=(30, 12))
        rows = [("abc"[i % 3], i, f"词{j}", int(n)) for (i, j), n in np.ndenumerate(counts) if n]
        terms = pd.DataFrame(rows, columns=["report", "paragraph", "term", "n"])
        found = compare.permutation(terms, reports, times=199, min_n=1)
        low.append((found["p"] <= 0.05).mean())
        wrong.append((found["p_max"] <= 0.05).any())
    assert 0.03 < np.mean(low) < 0.07
    assert np.mean(wrong) < 0.15, "0.05 expected; 0.15 is four standard errors off"


def test_summary_sees_a_planted_difference_and_none_where_there_is_none(six_paragraphs):
    terms, reports = six_paragraphs
    planted = [(r, p, "石榴" if r == "a" else "连心", 6) for r in "ab" for p in range(1, 16)]
    planted += [(r, p, "工作", 6) for r in "ab" for p in range(1, 16)]
    table = compare.permutation_summary(pd.DataFrame(planted, columns=terms.columns), reports, times=99)
    assert table["statistic"].tolist() == ["largest |z|", "z above 1.96"]
    assert row(table, statistic="largest |z|")["p"] == 0.01
    same = compare.permutation_summary(terms.assign(term="工作"), reports, times=99)
    assert row(same, statistic="z above 1.96")["reported"] == 0 and same["p"].eq(1).all()


# Pairs, clusters, map


def test_pairs_of_a_clear_case(reports):
    whole = pd.concat([reports.head(1), reports.iloc[3:4], reports.tail(1)]).assign(genre="work_report")
    rows = [(r, p, w) for r, ws in {"a1": "甲乙", "b1": "甲乙", "c1": "丙丁"}.items() for p in range(1, 7) for w in ws]
    hits = pd.DataFrame([*rows, ("c1", 1, "甲")], columns=["report", "paragraph", "slogan"])
    paragraphs = hits[["report", "paragraph"]].drop_duplicates().assign(n_chars=100)
    for method in ("cosine", "jensen-shannon"):
        table = compare.similar_pairs(hits, paragraphs, whole, method=method, times=50)
        first = table.iloc[0]
        assert (first["a"], first["b"], first["nearest"], first["nearest_of_a"]) == ("甲", "乙", 1, 1)
        assert first["similarity"] == pytest.approx(compare.similarity(hits, whole, method=method).loc["甲", "乙"])
        assert first["shorter"] == 5_000 and first["comparable"]
        pd.testing.assert_frame_equal(table, compare.similar_pairs(hits, paragraphs, whole, method=method, times=50))
    news = compare.similar_pairs(hits, paragraphs, whole.assign(genre=["work_report", "news", "news"]), times=5)
    assert row(news, a="甲", b="乙")["reason"] == "genres differ (news item, work report)"
    assert "not a work report" in row(news, a="乙", b="丙")["reason"]


def test_characters_of_paragraphs_all_or_nothing_are_as_many_cases_as_paragraphs():
    """Of 400 paragraphs alike in length half stand inside phrases: 400 cases, but for Student's t and what ψ loses."""
    f = np.random.default_rng(0).permuted(np.repeat([0.0, 100.0], 200))
    group = report = np.zeros(400, dtype=int)
    alone = effective(group, report, report, np.full(400, 100.0), f).item()
    assert alone == pytest.approx(400, rel=0.1)
    assert effective(group, report, report, np.full(400, 100.0), np.sort(f)).item() < 40, "two blocks"
    half = effective(group, report, report, np.full(400, 100.0), f / 2 + 25).item()
    assert half == pytest.approx(4 * alone), "half as far from the mean, a quarter of the variance"
    texts = np.repeat(range(20), 20)
    apart = effective(group, texts, texts, np.full(400, 100.0), np.repeat(np.tile([0.0, 100.0], 10), 20)).item()
    assert apart == pytest.approx(20 / (stats.t.ppf(0.975, 19) / stats.norm.ppf(0.975)) ** 2, rel=0.06), "20 texts"


def test_draws_take_runs_of_neighbours_and_whole_reports():
    report = np.repeat([0, 1, 2], [64, 10, 10])
    group = np.repeat([0, 1], [64, 20])
    picks = np.array(list(drawn(report, group, 2_000, 0)))
    assert (picks.sum(axis=1) == 84).all() and (picks[:, :64].sum(axis=1) == 64).all()
    assert picks.mean(axis=0) == pytest.approx(1, abs=0.15)
    near = np.mean([np.corrcoef(picks[:, i], picks[:, i + 1])[0, 1] for i in range(63)])
    far = np.mean([np.corrcoef(picks[:, i], picks[:, (i + 32) % 64])[0, 1] for i in range(32)])
    assert near == pytest.approx(1 - 64 ** (-1 / 3), abs=0.1) and far < 0, "there are always 64 in all"
    both = picks[:, 64:74].sum(axis=1)
    assert set(both) == {0, 10, 20} and (both == 10).mean() == pytest.approx(0.5, abs=0.05)
    assert (picks == np.array(list(drawn(report, group, 2_000, 0)))).all()


def test_a_hit_whose_paragraph_is_not_listed_is_told(slogans, paragraphs, reports):
    stray = pd.concat([slogans, slogans.tail(1).assign(paragraph=99)], ignore_index=True)
    with pytest.raises(ValueError, match=r"paragraph 99 of '.*' is missing from paragraphs"):
        compare.similar_pairs(stray, paragraphs, reports, times=2)
    twice = pd.concat([paragraphs, paragraphs.head(1)])
    with pytest.raises(ValueError, match=r"paragraphs: paragraph 1 of '.*' is listed more than once"):
        compare.similar_pairs(slogans, twice, reports, times=2)


def test_where_nothing_is_shared_nobody_is_nearest_and_ties_are_shared_out(reports):
    whole = pd.DataFrame(
        {"report": list("abcd"), "city": list("甲乙丙丁"), "genre": "review", "year": 2023, "n_chars": 9000}
    )
    of = {"a": "子", "b": "丑", "c": "丑", "d": "丑"}
    hits = pd.DataFrame(
        [(r, p, w) for r, w in of.items() for p in range(1, 7)], columns=["report", "paragraph", "slogan"]
    )
    paragraphs = hits[["report", "paragraph"]].assign(n_chars=100)
    for method in ("cosine", "jensen-shannon"):
        table = compare.similar_pairs(hits, paragraphs, whole, method=method, times=20)
        alone = table[table["a"].eq("甲") | table["b"].eq("甲")]
        assert len(alone) == 3 and alone[["similarity", "nearest", "nearest_of_a", "nearest_of_b"]].eq(0).all(axis=None)
        tied = table[~table.index.isin(alone.index)]
        assert tied["nearest"].tolist() == pytest.approx([1 / 3] * 3)
        assert tied[["nearest_of_a", "nearest_of_b"]].to_numpy() == pytest.approx(np.full((3, 2), 0.5))


def test_pairs_of_many_groups_are_refused_with_what_to_do():
    names = [f"r{i}" for i in range(130)]
    whole = pd.DataFrame({"report": names, "city": names, "genre": "review", "year": 2023, "n_chars": 9000})
    hits = pd.DataFrame({"report": names, "paragraph": 1, "slogan": "子"})
    with pytest.raises(ValueError, match="130 groups make 8,385 pairs; give reports of at most 120"):
        compare.similar_pairs(hits, hits[["report", "paragraph"]], whole)


def test_clustered_puts_like_beside_like_and_keeps_the_bases():
    names = ["甲", "子", "乙", "丑", "无"]
    values = [[1, 0.1, 0.9, 0.2, np.nan], [0.1, 1, 0.2, 0.8, np.nan], [0.9, 0.2, 1, 0.1, np.nan],
              [0.2, 0.8, 0.1, 1, np.nan], [np.nan] * 5]  # fmt: skip
    table = pd.DataFrame(values, index=pd.Index(names, name="city"), columns=pd.Index(names, name="city"))
    found = compare.clustered(table.assign(n=9))
    order = "".join(found.index)
    assert {order[:2], order[2:]} in ({"甲乙", "子丑"}, {"乙甲", "子丑"}, {"甲乙", "丑子"}, {"乙甲", "丑子"})
    assert list(compare.cells(found).columns) == list(found.index) and found["n"].eq(9).all()


def test_cosine_and_jensen_shannon_agree_with_scipy(slogans, reports):
    from scipy.spatial.distance import cosine, jensenshannon

    found = compare.similarity(slogans, reports, method="cosine").loc["甲", "乙"]
    assert found == pytest.approx(1 - cosine([6, 0], [1, 1]))
    found = compare.similarity(slogans, reports, method="jensen-shannon").loc["甲", "乙"]
    assert found == pytest.approx(1 - jensenshannon([1, 0], [0.5, 0.5], base=2))


def test_the_map_is_classical_scaling_as_r_computes_it():
    """R 4.2: cmdscale() of six of its eurodist road distances, in km."""
    distances = np.array(
        [
            [0, 3313, 2963, 3175, 3339, 2762],
            [3313, 0, 1318, 1326, 1294, 1498],
            [2963, 1318, 0, 204, 583, 206],
            [3175, 1326, 204, 0, 460, 409],
            [3339, 1294, 583, 460, 0, 785],
            [2762, 1498, 206, 409, 785, 0],
        ],
        dtype=float,
    )
    first = [2549.6344334, -613.8388421, -392.6456834, -604.1619743, -767.3319569, -171.6559767]
    second = [64.01301933, 1044.24553946, -255.30977378, -283.96484917, -181.83062673, -387.15330910]
    points, _ = scale(distances)
    assert points == pytest.approx(np.array([first, second]).T, abs=5e-7)


# What is held constant


def test_contrasts_hold_genre_and_year_or_refuse_with_the_reason(slogans, reports):
    table = compare.contrasts(slogans, reports, feature=None, hold=["genre", "year"])
    a = row(table, city="甲", year=2023)
    assert (a["n"], a["n_rest"], a["n_chars"], a["n_chars_rest"]) == (4, 2, 12_000, 5_000)
    assert a["comparable"] and a["reason"] == "same genre, same year" and a["p"] <= a["q"]
    alone, news = row(table, city="甲", year=2024), row(table, city="丙")
    assert not alone["comparable"] and alone["reason"] == "no other city has a work report of 2024"
    assert "not a work report" in news["reason"]
    assert np.isnan([alone["ratio"], alone["p"], news["ratio"], news["high"]]).all()


def test_contrasts_say_what_was_not_held(slogans, reports):
    table = compare.contrasts(slogans, reports, feature=None)
    assert not table["comparable"].any()
    assert table["reason"].iloc[0] == "genres differ (news item, work report); years differ (2023, 2024)"
    strict = compare.contrasts(slogans[slogans["report"] != "a3"], reports[reports["report"].isin(["a1", "b1"])])
    assert strict["comparable"].all() and strict["reason"].eq("same genre, same year").all()


def test_hold_takes_any_column(slogans, reports):
    regions = reports.assign(province=["东", "东", "东", "东", "西"])
    table = compare.contrasts(slogans, regions, feature=None, hold="province")
    assert row(table, city="乙")["reason"] == "same province"
    assert row(table, city="丙")["reason"] == "no other city has a report of province 西"


# Do the intervals hold what they promise?


@pytest.fixture
def benchmark(monkeypatch):
    folder = Path(__file__).resolve().parents[1] / "benchmarks"
    monkeypatch.syspath_prepend(folder)
    spec = importlib.util.spec_from_file_location("intervals_benchmark", folder / "intervals.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_on_simulated_reports_intervals_hold_the_truth_as_often_as_they_say(benchmark, monkeypatch):
    """The benchmark with fewer scenes: 2,400 intervals each, standard error half a per cent."""
    alone, few, clumped, lists = (
        (40, "independent", 1), (10, "independent", 1), (40, "negative binomial, k 1", 1), (40, "lists of five", 1)
    )  # fmt: skip
    monkeypatch.setattr(benchmark, "CORPORA", 4)
    monkeypatch.setattr(benchmark, "SCENES", [alone, few, clumped, lists])
    monkeypatch.setattr(benchmark, "SHARES", [(0.1, 0.3, 0.5)])
    monkeypatch.setattr(benchmark, "PERSISTENT", [(0.3, 0.8)])
    monkeypatch.setattr(benchmark, "FORMULAIC", [(5, 0.3, 0.03)])
    monkeypatch.setattr(benchmark, "TIES", [])
    table = benchmark.coverage(draws=400)
    holds = table.set_index(["hits", "per 10,000", "interval"])["holds"]
    sure = table["interval"].str.contains("clusters|share") | table["hits"].eq("independent")
    sure &= ~table["interval"].str.contains("binomial")
    assert sure.sum() == 4 * 2 + 2 * 2 + 3 + 2
    shares = table["interval"].str.contains("share")  # 600 intervals each, standard error one per cent
    wrong = table[sure & ~table["holds"].between(0.93 - 0.02 * shares, 0.975 + 0.02 * shares)]
    assert wrong.empty, wrong.to_string()
    assert (table.loc[sure & ~shares, "least"] > 0.9).all(), "no report is worse off than the others"
    assert holds.xs("rate, independent", level="interval")[["negative binomial, k 1", "lists of five"]].max() < 0.85
    width = table.set_index(["hits", "interval"])["width"]
    assert width["lists of five", "rate, negative binomial"] > 1.5 * width["lists of five", "rate, clusters"]


def test_of_two_cities_equally_like_a_third_neither_is_surely_the_nearest(benchmark):
    """One in ten would be by chance, were the draws exact; paragraphs drawn one by one are sure of it twice as often."""
    assert benchmark.ties(np.random.default_rng(0), 16, 0.3, 60) <= 0.2


def test_the_negative_binomial_interval_of_the_benchmark_is_the_likelihood_s(benchmark):
    """statsmodels 0.15.0 on InsectSprays, lengths 100, 200, 300 in turn: NegativeBinomial(…).fit() gives k 0.18416 and
    rates; bounds from its loglike at that k, by scipy's brentq."""
    counts = np.array([list(SPRAYS.values())]).reshape(-1, 1)
    low, high = benchmark.negative_binomial(counts, np.tile([100, 200, 300], 24), np.repeat(range(6), 12))
    assert low[[0, 2], 0] == pytest.approx([0.061613, 0.0063164], rel=0.01)
    assert high[[0, 2], 0] == pytest.approx([0.110306, 0.0162149], rel=0.01)
