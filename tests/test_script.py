"""Reports in traditional script: every table is that of the same reports in simplified, but for what is as written."""

from pathlib import Path

import opencc
import pandas as pd
import pytest
from checks import assert_each
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import activities, slogans, themes, tokens
from analysis.corpus import Document, reports_of
from analysis.corpus.headings import announces_plans, reviews
from analysis.corpus.places import two_names
from analysis.corpus.script import simplify
from analysis.lexicons import SHIPPED, load_lexicons
from analysis.workflow.tabulate import tabulate

DIGESTS = Path(__file__).parents[1] / "data" / "digests" / "texts"
AS_WRITTEN = ("title", "heading", "quantity", "matched")
# As the standard, Hong Kong and a converter of single characters write it, and as it is.
_standard, _hong_kong = (opencc.OpenCC(name).convert for name in ("s2t", "s2hk"))
SCRIPTS = (_standard, _hong_kong, lambda text: "".join(map(_standard, text)), str)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The digests as they are, and each in another script in turn, both without reports.csv: the texts tell it all."""
    before, after = tmp_path_factory.mktemp("simplified"), tmp_path_factory.mktemp("mixed")
    for n, file in enumerate(sorted(DIGESTS.glob("*.txt"))):
        text = file.read_text(encoding="utf-8")
        (before / file.name).write_text(text, encoding="utf-8")
        (after / file.name).write_text(SCRIPTS[n % len(SCRIPTS)](text), encoding="utf-8")
    return before, after


@pytest.fixture(scope="module")
def measured(folders):
    return [tabulate(folder) for folder in folders]


@pytest.fixture(scope="module")
def mixed(folders):
    return analysis.load_corpus(folders[1])


def as_read(text):
    """Simplified; a single form keeps 徵, which is a character of both scripts, where a whole text does not."""
    return simplify(text).replace("徵", "征")


def test_every_table_is_the_same_but_for_what_is_as_written(measured):
    (before, _, _), (after, _, problems) = measured
    assert problems.empty and list(before) == list(after)
    for name, table in before.items():
        table, other = (t.drop(columns="sha256", errors="ignore") for t in (table, after[name]))
        written = [c for c in AS_WRITTEN if c in table.columns]
        if len(table) and written:
            assert (table[written] != other[written]).any(axis=None), f"{name}: nothing was converted"
        for column in written:
            other[column] = other[column].map(as_read, na_action="ignore")
        pd.testing.assert_frame_equal(table, other)


def test_places_are_those_of_the_text_as_written(mixed):
    for rows, column in ((mixed.slogans, "matched"), (mixed.activities, "quantity")):
        assert len(rows)
        for row in rows.itertuples():
            piece = mixed.text(row.source)[row.start : row.end]
            assert "".join(piece.split()) == "".join(getattr(row, column).split())


def test_words_and_phrases_lead_to_what_is_written(mixed):
    found = analysis.behind(mixed, {"term": "协商"}).table
    assert {"协商", "協商"} == set(found["quantity"])
    assert found["sentence_before"].notna().all()
    phrase = mixed.phrases["phrase"].iloc[0]
    shown = analysis.behind(mixed, {"phrase": phrase}).table["quantity"]
    assert {simplify("".join(q.split())) for q in shown} == {phrase} and len(set(shown)) > 1


@pytest.mark.parametrize("simplified, traditional", [("两个维护", "兩個維護"), ("委员", "委員")])
def test_a_keyword_in_either_script_is_found_in_both(mixed, simplified, traditional):
    lines = slogans.kwic(mixed, simplified).table
    pd.testing.assert_frame_equal(lines, slogans.kwic(mixed, traditional).table)
    assert {simplified, traditional} <= {k.strip("“”「」") for k in lines["keyword"]}


def test_quotations_add_up(folders, mixed):
    lexicon = slogans.load()
    expected = slogans.quotations(analysis.load_corpus(folders[0]), lexicon)
    pd.testing.assert_frame_equal(slogans.quotations(mixed, lexicon), expected)


def test_what_a_report_says_of_itself_is_simplified_and_its_title_as_written():
    text = "江陵縣政協2023年工作報告\n\n2023年工作回顧\n\n江陵縣政協組織委員視察學校12所。\n\n2024年工作計劃\n\n江陵縣政協將召開會議。\n"
    (report,) = reports_of(Document("a.txt", "a", text, "utf-8", "0"))
    said = ("city", "level", "genre", "year", "title")
    assert [report.meta[c] for c in said] == ["江陵县", "county", "work_report", 2023, "江陵縣政協2023年工作報告"]
    assert [(p.text[:2], p.simple[:2], p.headings) for p in report.paragraphs] == [
        ("江陵", "江陵", ("2023年工作回顧",)),
        ("江陵", "江陵", ("2024年工作計劃",)),
    ]


def test_headings_that_announce_plans_are_known_in_either_script():
    for heading in ("2024年工作計劃", "2024年工作计划", "今後打算"):
        assert announces_plans(heading) and not reviews(heading)
    for heading in ("2023年工作回顧", "工作總結和打算"):
        assert reviews(heading) and not announces_plans(heading)


def test_themes_and_their_reasons_are_the_same():
    lexicon, text = themes.load(), "圍繞水污染防治開展專題協商，推動環境治理。"
    assert themes.explain(text, ["生態環境"], lexicon).equals(themes.explain(simplify(text), ["生态环境"], lexicon))
    assert "ecology" in themes.weigh(text, [], lexicon)


def test_lexicons_may_be_in_either_script(tmp_path):
    head = "slogan,variants,family,level,english,year,document,source,note\n"
    (tmp_path / "slogans.csv").write_text(
        head + "鄰里議事廳,“議事廳”,consultation/brand,local,,,,,\n", encoding="utf-8"
    )
    (tmp_path / "words.csv").write_text("word,note\n協商議事廳,\n", encoding="utf-8")
    matcher = slogans.Matcher(slogans.load(tmp_path))
    for text in ("建成鄰里議事廳，“議事廳”", "建成邻里议事厅，“议事厅”"):
        (report,) = reports_of(Document("a.txt", "a", text, "utf-8", "0"))
        rows = slogans.find(report, matcher)
        assert [row["slogan"] for row in rows] == ["邻里议事厅"] * 2
        assert [row["matched"] for row in rows] == [text[2:7], text[9:12]]
    assert "协商议事厅" in tokens.segment("在协商议事厅里", load_lexicons(tmp_path))


def test_words_decide():
    assert_each(
        simplify,
        [
            ("瞭解情況，登上瞭望臺", "了解情况，登上瞭望台"),  # one character, two readings
            ("乾隆年間，衣服乾淨", "乾隆年间，衣服干净"),
            ("今後", "今后"),
            ("防衞、敍事", "防卫、叙事"),  # of Hong Kong
            ("餘下一里，裏面、麵包，於是", "余下一里，里面、面包，于是"),
            ("后土、于謙、余姚、台州", "后土、于谦、余姚、台州"),
            ("乾县政协、哪吒、批覆、打坏", "乾县政协、哪吒、批覆、打坏"),  # simplified text with characters of both
        ],
    )


traditional = st.text(alphabet="協商議事廳後乾隆瞭解徵求著衞里裏臺𪛖豈a1 ，“", max_size=30)


@given(st.one_of(st.text(max_size=60), traditional))
def test_no_place_moves(text):
    assert len(simplify(text)) == len(text)
    for report in reports_of(Document("a.txt", "a", text + "。", "utf-8", "0")):
        assert all(len(s.simple) == len(s.text) for s in report.segments)


def test_simplified_text_stays_as_it_is():
    for file in [*DIGESTS.glob("*.txt"), *SHIPPED.glob("*.csv")]:
        text = file.read_text(encoding="utf-8")
        assert simplify(text) == text


def test_a_later_converter_that_changes_lengths_moves_nothing(monkeypatch):
    class Converter:
        convert = staticmethod(
            lambda text: text.replace("國", "国").replace("囍", "喜喜").replace("計程車", "出租汽车")
        )

    monkeypatch.setattr("analysis.corpus.script._converter", Converter)
    assert simplify("國囍計程車") == "国囍計程車"


def test_a_city_in_two_scripts_is_told():
    told = two_names({"江陵县": "a", "江陵縣": "b", "乾县": "c", "平涼": "d", "平凉市": "e"})
    assert [(report, what[: what.index(" of report")]) for _, _, report, what, _ in told] == [
        ("b", "its city 江陵縣 may be the 江陵县"),
        ("e", "its city 平凉市 may be the 平涼"),
    ]


def test_plain_characters_for_what_converters_write():
    rows = [
        ("⽴案⼆百⼋⼗六件，⾛访1500余⼾", "立案二百八十六件，走访1500余户"),
        ("⼈⺠⾄上、意⻅、⻓效、⻋⻔", "人民至上、意见、长效、车门"),  # Kangxi and the supplement
        ("\uf9dd\uf967\ufa1b", "利不福"),  # compatibility ideographs
        ("二Ｏ二四年、二○一九年、二0一八年", "二〇二四年、二〇一九年、二〇一八年"),
        ("2O23年，12OO件，3○名", "2023年，1200件，30名"),
        ("H2O、O2O模式、㎡、①", "H2O、O2O模式、㎡、①"),
        ("https://foo.example/o0/p2o", "https://foo.example/o0/p2o"),
    ]
    assert_each(simplify, rows)


def test_radicals_and_variation_selectors_change_no_table():
    pairs = dict(zip("二百八十六走户见人民至自立食", "⼆百⼋⼗六⾛⼾⻅⼈⺠⾄⾃⽴⻝", strict=True))
    text = "青禾市政协二〇二三年工作总结\n\n收到提案二百八十六件，走访群众1500余户，提出意见建议95条。\n\n坚持人民至上，增强“四个自信”。\n"
    garbled = "".join(pairs.get(c, c) for c in text).replace("提案", "提\ufe00案").replace("四个", "四\U000e0100个")
    assert garbled != text

    def read(text):
        (report,) = reports_of(Document("a.txt", "a", text, "utf-8", "0"))
        counts, refused = activities.extract(report)
        rows = [(r["value"], r["bound"], r["unit"], r["object"], r["action"], r["category"]) for r in counts]
        found = [row["slogan"] for row in slogans.find(report, slogans.Matcher(slogans.load()))]
        for row in counts:
            assert "".join(text[row["start"] : row["end"]].split()) == row["quantity"]
        return report.meta["year"], rows, [r["reason"] for r in refused], found, tokens.words(report.paragraphs[0])

    assert read(garbled) == read(text)
    assert read(text)[0] == 2023 and read(text)[1][0][0] == 286 and "人民至上" in read(text)[3]


def test_words_of_hong_kong_and_taiwan_are_those_used_here():
    assert simplify("透過網路報送社情民意資訊45條") == "通过网络报送社情民意信息45条"
    assert simplify("资讯科技") == "资讯科技"  # in simplified script a word is left as it is
