"""What the first page says of a corpus: sentences true for any corpus, and no finding where there is none."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from checks import assert_none

from analysis import compare, language, load_corpus, tables
from analysis.codes import INCLUDED
from analysis.report.citation import citation
from analysis.report.findings import Q, findings
from analysis.report.index import index_page
from analysis.report.notebooks import Run

ROOT = Path(__file__).resolve().parents[1]
PARAGRAPH = "市政协把凝聚共识贯穿工作始终，召开座谈会{n}次。{more}"
PLAIN = (
    "委员们走进社区，听取居民对道路、供水和绿化的看法，把大家的话记在本子上，回来以后逐条整理，交给有关部门研究处理。"
)


@pytest.fixture(scope="module")
def digests():
    return load_corpus(ROOT / "data" / "digests")


def corpus_of(folder: Path, texts: dict[str, str], rows: str = ""):
    (folder / "texts").mkdir(parents=True)
    for name, said in texts.items():
        (folder / "texts" / f"{name}.txt").write_text(said, encoding="utf-8")
    if rows:
        (folder / "reports.csv").write_text(rows, encoding="utf-8")
    return load_corpus(folder)


def said(corpus, lang="en"):
    with language.using(lang, names="chinese"):
        return [found.sentence for found in findings(corpus)]


def two_cities(folder: Path, one: str, other: str):
    """Two reports of one genre and year, of forty paragraphs each."""
    rows = "report,city,year,genre\na,甲市,2023,review\nb,乙市,2023,review\n"
    return corpus_of(folder, {"a": "\n\n".join([one] * 40), "b": "\n\n".join([other] * 40)}, rows)


def test_how_many_reports_have_what_they_count_most_widely(digests):
    counts = compare.stated(digests.activities)
    having = counts[counts["category"].ne("other")].groupby("category")["report"].nunique()
    sentence = next(s for s in said(digests) if s.startswith(f"{len(counts)} counts of what was done"))
    shown = [int(n) for n in re.findall(r"\((\d+) of 12\)", sentence)]
    assert shown == sorted(having, reverse=True)[:3]


def test_slogans_and_pairs_are_those_of_the_tables(digests):
    body = digests.slogans.dropna(subset=["paragraph"])
    having = body.groupby("slogan")["report"].nunique()
    told = " ".join(said(digests))
    assert f"{len(having)} slogans of the lexicon occur, {len(body)} times; {(having == 1).sum()} in one report" in told
    pairs = compare.comparable_pairs(digests.reports)["comparable"].sum()
    assert f"{pairs} pairs of reports may be compared" in told


def test_no_contrast_is_claimed_that_was_not_found(digests):
    table = compare.contrasts(
        digests.slogans.dropna(subset=["paragraph"]), digests.reports, feature=None,
        clusters=digests.paragraphs, hold=["genre", "year"],
    )  # fmt: skip
    assert table["q"].min() > Q
    assert not any("times as often" in s for s in said(digests))
    assert sum("by more than chance would explain" in s for s in said(digests)) == 4


def test_a_contrast_is_told_once_with_ratio_interval_and_q(tmp_path):
    corpus = two_cities(
        tmp_path / "c", PARAGRAPH.format(n=3, more=PLAIN), f"{PLAIN}{PLAIN}{PLAIN}{PLAIN}凝聚共识。{PLAIN}"
    )
    told = [s for s in said(corpus) if "the slogan 凝聚共识" in s]
    assert len(told) == 1
    ratio, low, high, q = map(
        float, re.search(r"([\d.]+) times as often.*interval ([\d.]+) to ([\d.]+), q [=<] ([\d.]+)\)", told[0]).groups()
    )
    assert low < ratio < high and (low > 1) == ("甲市" in told[0]) and (high < 1) == ("乙市" in told[0]) and q <= Q
    assert "review, 2023" in told[0]


def test_what_the_others_never_have_has_no_ratio(tmp_path):
    corpus = two_cities(tmp_path / "c", PARAGRAPH.format(n=3, more=PLAIN), PLAIN)
    told = [s for s in said(corpus) if "the slogan 凝聚共识" in s]
    assert len(told) == 1 and "甲市 has the slogan 凝聚共识 40 times, the other places never" in told[0]


def test_alike_cities_have_no_contrast(tmp_path):
    one, other = (PARAGRAPH.format(n=n, more=PLAIN) for n in (3, 4))
    told = said(two_cities(tmp_path / "c", one, other))
    assert any("by more than chance would explain" in s for s in told) and not any("times as often" in s for s in told)


def test_one_report_is_compared_with_none(tmp_path):
    corpus = corpus_of(tmp_path / "c", {"甲市-2023": PARAGRAPH.format(n=3, more="")})
    told = said(corpus)
    assert told[0].startswith("1 report from 1 place,") and told[1].startswith("No two places")
    assert any(s.startswith("1 count of what was done") for s in told)
    assert not any("chance" in s or "times as often" in s for s in told)


def test_nothing_said_of_nothing(tmp_path):
    corpus = corpus_of(tmp_path / "c", {"甲市-2023": "今天天气很好。\n"})
    told = said(corpus)
    assert "No report states a count of what was done in the year." in told
    assert "No slogan of the lexicon occurs." in told and "No paragraph has a theme of the lexicon." in told
    corpus.reports["status"] = "no text"
    assert said(corpus) == ["No report could be used, so there is nothing to find."]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_first_page_of_excerpts_in_both_languages(tmp_path, lang):
    corpus = load_corpus(ROOT / "tests" / "data" / "kinds" / "excerpts")
    tables.write(corpus.tables, tmp_path / "tables", manifest=corpus.manifest)
    run = Run("03_slogans", "Which <slogans>?", "A question. More.", "", 1.0, {})
    with language.using(lang):
        shown = index_page(corpus, tmp_path, [run])
        sentences = said(corpus, lang)
    assert f'<html lang="{lang}">' in shown
    assert not re.search(r"[{}]", re.sub(r"<style>.*?</style>", "", shown, flags=re.S))
    assert shown.count('href="03_slogans.html"') == 2 and "A question." in shown and "More." not in shown
    assert len(sentences) >= 5 and f"{corpus.reports['status'].eq(INCLUDED).sum()} " in sentences[0]
    assert_none(s for s in sentences if lang == "zh" and re.search(r"[a-z]{4,}", s))


def test_the_citation_is_that_of_the_project():
    cff = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    with language.using("en"):
        told = citation()
    for line in (r"- name: (.+)", r'date-released: "(\d{4})', r"^version: (.+)", r'title: "(.+)"'):
        assert re.search(line, cff, flags=re.M)[1] in told


def test_pairs_are_those_of_two_places(tmp_path):
    texts = dict(
        zip("abcd", ("市政协召开会议2次。", "委员走访企业30家。", "收到提案90件。", "举办讲座5场。"), strict=True)
    )
    rows = "report,city,year,genre\na,甲市,2023,review\nb,甲市,2023,review\nc,乙市,2023,review\nd,乙市,2022,review\n"
    corpus = corpus_of(tmp_path / "c", texts, rows)
    assert corpus.reports["status"].eq(INCLUDED).all()
    assert "2 pairs of reports may be compared directly" in " ".join(said(corpus))


def test_nothing_is_found_in_a_table_that_was_left_out(digests):
    corpus = replace(digests, activities=digests.activities.head(0), manifest={"left_out": {"activities": "too large"}})
    told = findings(corpus)
    assert told[0].sentence.endswith("Not among its tables: activities (too large).")
    assert {finding.topic for finding in told} == {"reports", "slogans", "themes"}
