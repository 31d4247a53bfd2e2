"""The panel: its tables are what its texts give, hold no text, and are small; one report in ten is measured again."""

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import compare
from analysis.workflow.tabulate import tabulate

HERE = Path(__file__).parents[1] / "data" / "panel"
MOST = 6_000_000  # bytes of all files together: every version of them stays in the history
STEP = 10


@pytest.fixture(scope="module")
def panel():
    return analysis.load_corpus(HERE)


@pytest.fixture(scope="module")
def words():
    return pd.read_parquet(HERE / "words.parquet")


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """One report in ten, measured now."""
    if "PANEL" not in os.environ:
        pytest.skip("PANEL names no folder of work reports")
    folder, texts = tmp_path_factory.mktemp("panel"), Path(os.environ["PANEL"]) / "texts"
    (folder / "texts").mkdir()
    sheet = pd.read_csv(HERE / "reports.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")[::STEP]
    sheet.to_csv(folder / "reports.csv", index=False, encoding="utf-8-sig")
    for source in sheet["source"]:
        shutil.copy(texts / source, folder / "texts" / source)
    return tabulate(folder)[0]


def test_it_is_small_and_holds_no_text():
    assert sum(file.stat().st_size for file in HERE.rglob("*") if file.is_file()) < MOST
    assert {file.name for file in HERE.rglob("*") if file.is_file()} == {
        "measure.py", "reports.csv", "words.parquet", "manifest.json",
        *(f"{name}.parquet" for name in ("reports", "paragraphs", "slogans", "phrases", "themes")),
    }  # fmt: skip


def test_it_says_what_is_left_out_and_why(panel):
    assert set(panel.left_out) == {"activities", "refusals", "terms"} and all(panel.left_out.values())
    assert panel.activities.empty and panel.terms.empty and len(panel.slogans) and len(panel.themes)


def test_what_is_left_out_is_not_taken_for_nothing_when_tables_are_joined(panel):
    joined = panel.activities.merge(panel.reports[["report", "title"]], on="report")
    for table in (joined, panel.activities[["report", "paragraph", "category"]]):
        assert compare.rates(table, panel.reports, feature=None)["rate"].isna().all()
    no_slogan = panel.slogans[panel.slogans["slogan"] == ""]
    assert (compare.rates(no_slogan, panel.reports, feature=None)["rate"] == 0).all(), "looked for"


@pytest.mark.parametrize("name", ["slogans", "themes", "paragraphs", "reports"])
def test_tables_are_what_the_texts_give(name, panel, again):
    wanted, found = again[name], panel.tables[name]
    found = found[found["report"].isin(again["reports"]["report"])].reset_index(drop=True)
    whole = ["n_formulaic"] if name == "paragraphs" else []  # which rests on all reports together
    pd.testing.assert_frame_equal(found.drop(columns=whole), wanted.drop(columns=whole))


def test_words_are_those_of_the_texts(words, panel, again):
    year = panel.reports.set_index("report")["year"].astype(int)
    terms = again["terms"].groupby(["term", "report"], as_index=False)["n"].sum()
    terms = terms.assign(year=terms["report"].map(year))[terms["term"].isin(set(words["term"]))]
    wanted, found = terms.groupby(["term", "year"])["n"].agg(["sum", "size"]), words.set_index(["term", "year"])
    found = found.reindex(wanted.index)
    assert len(wanted) > 10_000
    assert (found["n"] >= wanted["sum"]).all() and (found["n_reports"] >= wanted["size"]).all()


def test_words_stand_in_five_reports_or_more(words):
    assert words.groupby("term")["n_reports"].sum().min() >= 5
    assert not words.duplicated(["term", "year"]).any() and (words["n"] >= words["n_reports"]).all()
