"""Chinese and English: every text in both, one switch, names of places and slogans, warnings of tables."""

import csv
import json
import re
import string
from pathlib import Path

import pandas as pd
import pytest
from checks import assert_none

import analysis
from analysis import compare, language, plots
from analysis.codes import CATEGORIES, REASONS
from analysis.compare.years import TRENDS
from analysis.language.texts import LISTS, lists, read
from analysis.plots.matrices import STATES

ROOT = Path(__file__).resolve().parents[1]
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.delenv(language.VARIABLE, raising=False)
    with language.using("en", names="chinese"):
        yield


def fields(template):
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name)


def test_every_text_stands_in_both_languages():
    assert set(lists()["category"]) == set(CATEGORIES)
    assert set(STATES) <= set(lists()["text"])
    for kind, names in lists().items():
        assert_none(f"{kind} {code}: {pair}" for code, pair in names.items() if not all(pair) or len(pair) != 2)
        assert_none(f"{code}: {pair}" for code, pair in names.items() if fields(pair[0]) != fields(pair[1]))
        assert_none(f"{code}: {pair[1]}" for code, pair in names.items() if HALF_WIDTH.search(pair[1]))
        if kind not in ("text", "unit"):  # 名 and 人 are both persons
            for chosen in zip(*names.values(), strict=True):
                assert len(set(chosen)) == len(chosen), "two codes of a kind may not look alike"


def test_a_code_in_two_lists_is_an_error(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("kind,code,en,zh\ntext,title,Title,标题\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.csv: text 'title' stands twice"):
        read(sorted(tmp_path.iterdir()))
    assert LISTS and read(LISTS) == lists()


def test_one_switch():
    assert language.text("no text") == "no text"
    with language.using("zh"):
        assert (language.current(), language.text("no text")) == ("zh", "无文本")
        assert language.joined(["甲", "乙"]) == "甲、乙"
        assert (language.label("organ", "theme"), language.label("organ", "category")) == ("机关建设", "机关")
    assert language.current() == "en" and language.joined(["a", "b"]) == "a, b"
    assert language.label("自定", "theme") == "自定", "a code of one's own stands as it is"
    with pytest.raises(ValueError, match="lang: 'fr' is none of en, zh"):
        language.use("fr")
    with pytest.raises(ValueError, match="names: 'latin' is none of"):
        language.use(names="latin")


def test_the_environment_says_it_where_nobody_did(monkeypatch):
    monkeypatch.setattr("analysis.language.switch._chosen", {})
    assert language.current() == "en"
    monkeypatch.setenv(language.VARIABLE, "zh")
    assert language.current() == "zh"
    language.use("en")
    assert language.current() == "en", "the code goes before the environment"
    monkeypatch.setattr("analysis.language.switch._chosen", {})
    monkeypatch.setenv(language.VARIABLE, "en_GB:en")
    with pytest.raises(ValueError, match="REPORT_LANGUAGE=en_GB:en in the environment"):
        language.current()


def test_names_in_english():
    with language.using("en", names="both"):
        assert language.label("哈密", "city") == "Hami 哈密"
        assert language.label("次", "unit") == "times 次"
        assert language.label("一委一品", "slogan") == "yī wěi yī pǐn 一委一品", "pinyin where there is no English"
        assert language.label("无此市", "city") == "无此市", "what no list knows stays as it is"
    with language.using("en", names="english"):
        assert language.label("克拉玛依", "city") == "Karamay"
    with language.using("zh", names="english"):
        assert language.label("哈密", "city") == "哈密", "Chinese has names in Chinese"


def test_warnings_in_chinese():
    said = "under 2,000 characters; genres mixed: news+review; fewer than 5 hits"
    assert list(language.kinds(said)) == ["short", "genres", "few hits"]
    assert next(iter(language.kinds(said).values())) == "under 2,000 characters"
    assert language.warning(said) == said
    assert language.kinds("") == {} and language.warning("") == ""
    with language.using("zh"):
        assert language.warning(said) == "不足 2,000 字；体裁混杂：新闻报道、工作综述；不足 5 次"
        assert language.warning("a warning of one's own") == "a warning of one's own"
        assert language.kinds("a warning of one's own") == {"a warning of one's own": "a warning of one's own"}


def test_every_warning_of_the_worked_case_is_known():
    corpus = analysis.load_corpus(ROOT / "data" / "cities")
    reports, slogans, activities = corpus.reports, corpus.slogans, corpus.activities
    found = [
        compare.totals(activities, reports, by=("city", "category"), over_years=True),
        compare.totals(activities, reports, by=("province", "category"), over_years=True),
        compare.rates(slogans, reports),
        compare.rates(slogans, reports, by="province", clusters=corpus.paragraphs),
        compare.contrasts(slogans, reports, by="province"),
        compare.shares(corpus.themes, corpus.paragraphs, reports),
        compare.report_share(slogans, reports, by="province"),
        compare.keyness(corpus.terms, reports),
        compare.similarity(slogans, reports),
        compare.positions(slogans, corpus.paragraphs, reports),
        compare.over_time(slogans, reports),
        compare.counts_table(activities, reports),
    ]
    said = {part for table in found for text in table["warning"] for part in text.split("; ") if part}
    assert len({kind for part in said for kind in language.kinds(part)}) > 8
    known = {each.kind for each in language.WARNINGS}
    assert_none(part for part in said if not set(language.kinds(part)) <= known)
    with language.using("zh"):
        assert_none(part for part in said if not re.search(r"[\u4e00-\u9fff]", language.warning(part)))


def test_the_warnings_are_listed_once():
    with (ROOT / "analysis" / "language" / "warnings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pd.DataFrame(rows)
    assert not table["en"].duplicated().any() and (table != "").all(axis=None)
    assert_none(row["en"] for row in rows if fields(row["en"]) != fields(row["zh"]))
    for lang in ("en", "zh"):  # a word for a legend may leave things out, and names none that the warning lacks
        assert_none(row["en"] for row in rows if set(fields(row[f"short_{lang}"])) - set(fields(row["en"])))


def test_codes_that_charts_and_tables_write_out_have_names():
    assert set(REASONS) | {"count"} <= set(lists()["outcome"])
    assert set(TRENDS) == set(lists()["trend"])


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_chart_of_a_notebook_says_anything_in_one_language_alone(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    drawing = [code for c in cells if c["cell_type"] == "code" and "plots." in (code := "".join(c["source"]))]
    assert_none(said for code in drawing for said in re.findall(r"""(?:title|label)=f?["'].+""", code))
    assert_none(said for code in drawing for said in re.findall(r"""title = f?["'].+""", code))


def test_chinese_names_of_reports_have_no_english():
    reports = pd.DataFrame({"report": ["a"], "city": ["哈密"], "city_en": ["Hami"], "year": [2024], "n_chars": [9]})
    reports = reports.assign(genre="review", status="included")
    for lang, names, said in (
        ("en", "chinese", "哈密 Hami 2024 review"),
        ("en", "english", "Hami 2024 review"),
        ("en", "both", "Hami 哈密 2024 review"),
        ("zh", "chinese", "哈密 2024 工作综述"),
    ):
        with language.using(lang, names=names):
            assert plots.named(reports)["body"].tolist() == [said]
            news = reports.assign(report="b", genre="news")
            apart, _ = plots.news_apart(pd.concat([reports, news]))
            assert apart["city"].tolist()[1] == ("哈密（新闻报道）" if lang == "zh" else "哈密 (news item)")
