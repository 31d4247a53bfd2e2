"""What notebooks prepare with: names of reports, one quantity at a time, evenness over reports."""

import pandas as pd
import pytest

from analysis import compare, language, load_corpus, plots, report


@pytest.fixture(autouse=True)
def english():
    with language.using("en", names="chinese"):
        yield


def reports(*rows):
    columns = ["report", "city", "city_en", "genre", "year", "n_chars", "status"]
    return pd.DataFrame([(*row, "included") if len(row) == 6 else row for row in rows], columns=columns)


FOUR = (
    ("a", "甲", "Jia", "news", 2023, 300),
    ("b", "乙", "Yi", "review", 2023, 900),
    ("c", "丙", None, "work_report", 2023, 4000),
    ("d", None, None, None, None, 5000),
)


def test_every_report_has_a_name_of_its_own_and_kinds_come_in_order():
    table = plots.named(reports(*FOUR, ("e", "乙", "Yi", "review", 2023, 800)))
    assert table["report"].tolist() == ["c", "b", "e", "d", "a"]
    assert table["body"].tolist() == [
        "丙 2023 work report", "乙 Yi 2023 review b", "乙 Yi 2023 review e", "d", "甲 Jia 2023 news item",
    ]  # fmt: skip
    with language.using("zh"):
        assert plots.named(reports(FOUR[0]))["body"].tolist() == ["甲 2023 新闻报道"]


def test_news_items_stay_in_view_and_out_of_comparisons():
    table = reports(*FOUR, ("x", "丁", None, "review", 2023, 0, "no text"))
    every, yearly = plots.news_apart(table)
    assert every["city"].tolist() == ["甲 (news item)", "乙", "丙", "d"] and yearly["report"].tolist() == [
        "b",
        "c",
        "d",
    ]
    assert plots.news_apart(table, most=1)[1]["report"].tolist() == ["d"]
    every, yearly = plots.news_apart(reports(FOUR[0]))
    assert every["city"].tolist() == yearly["city"].tolist() == ["甲"]


ASKED = {"proposals": ("proposal", "提案"), "meetings": ("meeting", "会")}


@pytest.fixture(scope="module")
def stated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stated")
    said = {
        "甲": "一年来，市政协收到提案150件，督办重点提案8件。\n\n召开会议12次。\n\n办复率100%。",
        "乙": "一年来，市政协收到提案90余件。\n\n全年召开会议5场。\n\n近年来，市政协召开会议300次。",
    }
    (folder / "texts").mkdir()
    for city, text in said.items():
        (folder / "texts" / f"{city}.txt").write_text(text, encoding="utf-8")
    rows = "report,city,year,genre\n甲,甲市,2023,review\n乙,乙市,2022,review\n"
    (folder / "reports.csv").write_text(rows, encoding="utf-8")
    return load_corpus(folder)


def test_the_largest_count_of_each_quantity(stated):
    table = compare.largest(stated.activities, stated.reports, ASKED)
    shown = table[["quantity_asked", "unit", "report", "stated"]].to_numpy().tolist()
    assert shown == [
        ["proposals", "件", "甲", "150 件"], ["proposals", "件", "乙", "> 90 件"],
        ["meetings", "场", "乙", "5 场"], ["meetings", "次", "甲", "12 次"], ["meetings", "次", "乙", "300 次"],
    ]  # fmt: skip
    assert compare.largest(stated.activities.head(0), stated.reports, ASKED).empty
    with pytest.raises(ValueError, match="category"):
        compare.largest(stated.activities.drop(columns="category"), stated.reports, ASKED)


def test_why_they_stand_apart(stated):
    table = compare.why_apart(compare.largest(stated.activities, stated.reports, ASKED))
    assert table[["quantity_asked", "unit", "n_reports"]].to_numpy().tolist() == [
        ["proposals", "件", 2], ["meetings", "场", 1], ["meetings", "次", 2],
    ]  # fmt: skip
    assert table["reason"].tolist() == ["years differ", "one report only in this unit (others: 次)", "years differ"]


def test_even_is_under_chance_and_clumped_above():
    table = reports(*((str(i), f"城{i}", None, "review", 2023, 1000) for i in range(4)))
    hits = pd.DataFrame({"report": list("0123") * 5 + ["0"] * 20, "slogan": ["even"] * 20 + ["clumped"] * 20})
    found = compare.evenness(hits, table)
    assert found[["slogan", "n", "n_reports"]].to_numpy().tolist() == [["even", 20, 4], ["clumped", 20, 1]]
    assert found["dp"].tolist() == pytest.approx([0, 1])
    assert found["as_even"].iloc[0] < 0.1 and found["as_even"].iloc[1] == 1
    assert found["dp_by_chance"].nunique() == 2 and found["dp_by_chance"].between(0.05, 0.5).all()
    assert compare.evenness(hits, table).equals(found), "the same seed, the same figures"
    assert compare.evenness(hits.head(0), table).empty


def test_what_is_held_in_one_sentence(stated):
    chars = stated.reports["n_chars"].sum()
    assert report.held(stated) == f"2 reports from 2 places, on 2022 to 2023: {chars} Chinese characters of body text."


def test_who_leads_and_whether_by_chance():
    table = reports(("a", "甲", None, "review", 2023, 10_000), ("b", "乙", None, "review", 2023, 10_000))
    table["body"] = table["city"]
    hits = pd.DataFrame({"report": ["a"] * 60 + ["b"] * 20})
    lead = compare.rate_lead(hits, table, None)
    assert (lead["first"], lead["second"], lead["n"], lead["n_rest"], lead["sure"]) == ("甲", "乙", 60, 20, True)
    assert lead["ratio"] == pytest.approx(3) and lead["told"].startswith("3.00 times (1.")
    assert not compare.rate_lead(pd.DataFrame({"report": ["a"] * 6 + ["b"] * 5}), table, None)["sure"]
    assert compare.rate_lead(hits[hits["report"] == "a"], table, None)["told"] == "the second has none"
    half = table.assign(n_words=[6000, 1000])
    assert compare.rate_lead(hits, half, None, per="n_words")["first"] == "乙"


def test_open_ends_are_no_lead():
    columns = ["report", "body", "value", "value_high", "bound"]
    rows = [("a", "甲", 300, None, "over"), ("b", "乙", 293, None, "exact")]
    lead = compare.count_lead(pd.DataFrame(rows, columns=columns).astype({"value_high": float}))
    assert lead == {"first": "甲", "second": "乙", "told": "> 300 to 293", "sure": True}
    rows[1] = ("b", "乙", 290, None, "over")
    lead = compare.count_lead(pd.DataFrame(rows, columns=columns).astype({"value_high": float}))
    assert lead["told"] == "> 300 to > 290" and not lead["sure"]
    assert compare.count_lead(pd.DataFrame(columns=columns))["first"] == "none"


def test_the_leading_theme_of_each_and_of_all():
    table = reports(("a", "甲", None, "review", 2023, 4000)).assign(body="甲")
    paragraphs = pd.DataFrame({"report": "a", "paragraph": range(40), "n_chars": 100})
    themes = paragraphs.assign(theme=["unity"] * 30 + ["organ"] * 10, primary=True, weight=1.0)
    lead = compare.share_leads(themes, paragraphs, table)
    assert lead.to_numpy().tolist() == [["甲", "unity", "organ", "75 % to 25 %", True]]
    few = compare.share_leads(themes.iloc[28:33], paragraphs.iloc[28:33], table)
    assert few[["first", "second", "sure"]].to_numpy().tolist() == [["organ", "unity", False]]


def test_verdicts_are_against_the_first_variant():
    leads = [("start", "甲", True), ("same", "甲", True), ("other", "乙", True), ("chance", "甲", False)]
    table = compare.verdicts({"variant": v, "first": f, "second": "丙", "told": "", "sure": s} for v, f, s in leads)
    assert table["verdict"].tolist() == ["holds", "holds", "changes", "cannot be said"]
