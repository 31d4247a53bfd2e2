"""One city on one page: the numbers by hand, every city of the case in both languages, and what is missing is said."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

import analysis
from analysis import compare, plots
from analysis.tokens import stopwords

CITIES = Path(__file__).resolve().parents[1] / "data" / "cities"


@pytest.fixture(scope="module")
def corpus():
    return analysis.load_corpus(CITIES)


@pytest.fixture(autouse=True)
def english():
    plots.use("en")
    yield
    plots.use("en")


def panel(table, name):
    return table[table["panel"] == name].set_index("item")


def test_numbers_agree_with_the_tables(corpus):
    table = compare.profile(corpus, "鹤岗")
    body = corpus.slogans[(corpus.slogans["report"] == "hegang-2023") & corpus.slogans["paragraph"].notna()]
    slogans = panel(table, "slogans")
    assert slogans["value"].iloc[0] == body["slogan"].value_counts().iloc[0]
    for slogan, row in slogans.iterrows():
        others = set(
            corpus.slogans.loc[(corpus.slogans["slogan"] == slogan) & corpus.slogans["paragraph"].notna(), "report"]
        )
        yearly = corpus.reports.loc[corpus.reports["genre"] != "news", "report"]
        assert row["value"] == (body["slogan"] == slogan).sum()
        assert row["others"] == len((others - {"hegang-2023"}) & set(yearly))
    heads = corpus.themes[corpus.themes["primary"] & (corpus.themes["report"] == "hegang-2023")]
    themes = panel(table, "themes")
    assert themes.loc["guidance", "value"] == (heads["theme"] == "guidance").mean()
    assert (themes["low"] < themes["value"]).all() and (themes["value"] < themes["high"]).all()
    done = corpus.activities[(corpus.activities["report"] == "hegang-2023") & (corpus.activities["status"] == "done")]
    done = done[~done["repeat"] & (done["unit"] != "%")]
    assert panel(table, "counts")["value"].to_dict().items() <= done["category"].value_counts().to_dict().items()


def test_words_have_intervals_above_0_and_texts_alike_have_none(corpus):
    yearly = corpus.reports[corpus.reports["genre"] != "news"]
    terms = corpus.terms[corpus.terms["report"].isin(yearly["report"])]
    stop = compare.stop_words(terms, corpus.reports)
    table = compare.keyness(terms[~terms["term"].isin(stop)], yearly)
    for city in ("哈密", "克拉玛依"):
        mine = table[(table["city"] == city) & (table["log_odds"] - 1.96 * table["log_odds"] / table["z"] > 0)]
        mine = mine[mine["log_odds"] > 0]
        assert set(panel(compare.profile(corpus, city), "words").index) == set(mine["term"].head(8))
    twin = corpus.terms[corpus.terms["report"] == "hami-2024"]
    twins = pd.concat([corpus.terms[corpus.terms["report"] != "changji-2024"], twin.assign(report="changji-2024")])
    alike = corpus.reports[corpus.reports["report"].isin(["hami-2024", "changji-2024"])]
    page = compare.profile(dataclasses.replace(corpus, reports=alike, terms=twins), "哈密")
    assert panel(page, "words").empty and not panel(page, "nearest").empty
    assert "none that stand out" in {t.get_text() for t in plots.profile(page).findobj(Text)}


def test_news_items_are_set_beside_news_items_only(corpus):
    assert "平凉" not in set(panel(compare.profile(corpus, "鹤岗"), "nearest").index)
    news = panel(compare.profile(corpus, "徽县"), "nearest")
    assert set(news.index) <= {"平凉", "临夏", "高台", "庄浪", "红古"}
    assert news["note"].str.contains("not a work report").all()


def test_a_pair_of_one_genre_and_year_carries_no_warning(corpus):
    near = panel(compare.profile(corpus, "嘉峪关"), "nearest")
    assert near.loc["天水", "warning"] == "" and near.loc["克拉玛依", "note"].startswith("genres differ")


def test_a_city_that_is_not_there_is_named_with_those_that_are(corpus):
    with pytest.raises(ValueError, match=r"no report of '北京' was read; there are 哈密, 鹤岗"):
        compare.profile(corpus, "北京")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_city_has_a_page_without_overlaps(corpus, language):
    plots.use(language)
    for city in corpus.reports["city"]:
        fig = plots.profile(compare.profile(corpus, city))
        fig.draw_without_rendering()
        for ax in fig.axes:
            frame, notes = ax.get_window_extent(), [t for t in ax.findobj(Text) if t in ax.texts and t.get_text()]
            boxes = [t.get_window_extent() for t in notes]
            assert all(box.x1 <= fig.bbox.x1 for box in boxes), f"{city}: a note runs off the page"
            assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i]), f"{city}: notes overlap"
            assert frame.width > 100


def test_sums_that_do_not_fit_are_left_out_whole():
    sums = {
        "meetings": "1,200 次, 3,400 人次, 15,600 场次, 7 个, > 19,658 户次",
        "study": "8 次, 3 期",
        "rules": "9 项",
    }
    rows = [{"panel": "counts", "item": i, "value": n, "note": s} for n, (i, s) in enumerate(sums.items(), 1)]
    rows += [{"panel": "slogans", "item": f"s{n}", "value": 3, "others": n} for n in range(3)]
    table = pd.DataFrame(rows).assign(city="甲", low=float("nan"), high=float("nan"), warning="").fillna({"note": ""})
    said = {t.get_text() for t in plots.profile(table).findobj(Text)}
    assert {"1,200 次, 3,400 人次, 15,600 场次, 7 个 …", "8 次, 3 期", "9 项"} <= said
    assert {"in no other city", "in 1 other city", "in 2 other cities"} <= said


def test_the_legend_of_a_page_has_a_hollow_dot_only_where_one_is_drawn():
    rows = [{"panel": "counts", "item": "meeting", "value": 3, "note": "3 次", "warning": "2 kinds of object"}]
    rows += [{"panel": "counts", "item": "study", "value": 1, "note": "1 次", "warning": ""}]
    rows += [{"panel": "nearest", "item": "乙", "value": 0.5, "note": "", "warning": ""}]
    table = pd.DataFrame(rows).assign(city="甲", low=float("nan"), high=float("nan"), others=float("nan"))
    hollow = [h for block in plots.profile(table).legends for h in block.legend_handles if h.get_marker() == "o"]
    assert not hollow
    doubtful = table.assign(warning=["2 kinds of object", "", "genres differ"])
    hollow = [h for block in plots.profile(doubtful).legends for h in block.legend_handles if h.get_marker() == "o"]
    assert len(hollow) == 1


def test_a_page_is_about_one_city(corpus):
    both = pd.concat([compare.profile(corpus, city) for city in ("鹤岗", "哈密")])
    with pytest.raises(ValueError, match="about one city; the table has 2"):
        plots.profile(both)


def test_one_report_without_hits_still_has_a_page(tmp_path):
    (tmp_path / "somewhere.txt").write_text("今天天气很好。\n", encoding="utf-8")
    corpus = analysis.load_corpus(tmp_path)
    table = compare.profile(corpus, corpus.reports["report"].iloc[0])
    assert set(table["panel"]) <= {"basis", "themes"}
    said = {t.get_text() for t in plots.profile(table).findobj(Text)}
    assert "none stated" in said


def test_stop_words_are_names_of_places_and_ranks():
    terms = pd.DataFrame({"term": ["哈密", "哈密市", "市委", "自治州政协", "协商", "的"]})
    found = compare.stop_words(terms, pd.DataFrame({"report": ["a"], "city": ["哈密"], "province": [None]}))
    assert {"哈密", "哈密市", "市委", "自治州政协", "的"} <= found and "协商" not in found
    assert stopwords() <= found


def test_a_panel_whose_table_was_left_out_does_not_say_that_there_is_none(corpus):
    manifest = corpus.manifest | {"left_out": {"activities": "another genre"}}
    without = dataclasses.replace(corpus, activities=corpus.activities.head(0), manifest=manifest)
    page = compare.profile(without, "鹤岗")
    row = panel(page, "counts").reset_index().squeeze()
    assert (row["item"], row["note"]) == ("", "another genre") and pd.isna(row["value"])
    said = {t.get_text() for t in plots.profile(page).findobj(Text)}
    assert "not extracted" in said and "none stated" not in said
