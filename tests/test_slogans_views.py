"""What is built on occurrences and phrases: chains, discovery, formulaic characters, keyword in context. Made-up texts."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from checks import assert_each

import analysis
from analysis import slogans
from analysis.corpus.records import Report, Segment
from analysis.evidence.kwic import display_width
from analysis.lexicons import load_lexicons, shipped
from analysis.slogans.discovery import variant_key
from analysis.slogans.formulas import c_values, form, formula_scores
from analysis.workflow.bundle import bundle, verify

LEXICON = pd.DataFrame(
    [("四个意识", "", "central"), ("四个自信", "", "central"), ("两个维护", "", "central"), ("石榴小院", "", "local")],
    columns=["slogan", "variants", "level"],
)
MATCHER = slogans.Matcher(LEXICON)


def report(*paragraphs, name="r1", **meta):
    segments = tuple(Segment("paragraph", t, tuple(range(len(t))), (), k) for k, t in enumerate(paragraphs, 1))
    return Report(name, f"{name}.txt", 0, 999, segments, meta)


# --- chains --------------------------------------------------------------------------------------------------------


def numbers(*paragraphs, **kwargs):
    return [row["chain"] for row in slogans.find(report(*paragraphs), MATCHER, **kwargs)]


def test_what_is_a_chain():
    assert_each(
        numbers,
        [
            ("全体委员增强“四个意识”、坚定“四个自信”、做到“两个维护”。", [1, 1, 1]),
            ("增强四个意识,坚定四个自信,坚决做到两个维护", [1, 1, 1]),
            ("“四个意识”“四个自信”都要讲", [1, 1]),
            ("四个意识和四个自信", [1, 1]),
            ("四个意识、四个自信。两个维护、石榴小院", [1, 1, 2, 2]),
            ("增强四个意识。坚定四个自信", [None, None]),
            ("增强四个意识;坚定四个自信", [None, None]),
            ("增强四个意识,全市政协坚定四个自信", [None, None]),
            ("四个意识四个自信", [None, None]),
            ("四个意识", [None]),
        ],
    )


def test_chains_are_numbered_through_a_report_and_never_cross_a_paragraph():
    assert numbers("四个意识、四个自信", "两个维护", "四个意识、两个维护") == [1, 1, None, 2, 2]


def test_what_lies_inside_another_is_in_no_chain():
    lexicon = pd.DataFrame({"slogan": ["共建石榴小院", "石榴小院", "两个维护"], "variants": [""] * 3})
    rows = slogans.find(report("两个维护、共建石榴小院"), slogans.Matcher(lexicon), nested=True)
    assert [(r["slogan"], r["chain"]) for r in rows] == [("两个维护", 1), ("共建石榴小院", 1), ("石榴小院", None)]


def test_a_row_a_chain():
    text = "增强“四个意识”、坚定“四个自信”、做到“两个维护”。建石榴小院。"
    hits = pd.DataFrame(slogans.find(report(text, "四个意识、两个维护"), MATCHER))
    table = slogans.chains(hits)
    assert table.to_dict("records") == [
        {
            "report": "r1",
            "paragraph": 1,
            "source": "r1.txt",
            "start": 3,
            "end": text.index("”。"),
            "chain": 1,
            "slogans": "四个意识、四个自信、两个维护",
            "n": 3,
        },
        {
            "report": "r1",
            "paragraph": 2,
            "source": "r1.txt",
            "start": 0,
            "end": 9,
            "chain": 2,
            "slogans": "四个意识、两个维护",
            "n": 2,
        },
    ]
    assert list(slogans.chains(hits.head(0))) == list(table)
    with pytest.raises(ValueError, match="chain is missing"):
        slogans.chains(hits.drop(columns="chain"))


# --- discovery -----------------------------------------------------------------------------------------------------


def phrases(*rows):
    names = ["phrase", "n", "n_reports", "n_cities", "slogan", "reports"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(n_chars=table["phrase"].str.len(), quoted=0.0)


REPORTS = pd.DataFrame(
    {"report": ["a", "b", "c", "d"], "city": ["甲", "甲", "乙", "丙"], "province": ["东", "东", "东", "西"]}
)


def test_levels_of_new_phrases_and_of_entries():
    table = slogans.discovery(
        phrases(
            ("共建石榴小院", 2, 2, 2, "石榴小院", "a; d"),
            ("走进大山深处", 2, 2, 1, "", "a; b"),
            ("守望草原家园", 2, 2, 2, "", "b; c"),
            ("凝聚人心力量", 2, 2, 2, "", "c; d"),
        ),
        REPORTS,
        LEXICON,
    )
    assert dict(zip(table["phrase"], table["level"], strict=True)) == {
        "共建石榴小院": "local",
        "走进大山深处": "local",
        "守望草原家园": "regional",
        "凝聚人心力量": "shared",
    }


def test_without_provinces_or_with_one_nothing_is_regional():
    rows = phrases(("守望草原家园", 2, 2, 2, "", "b; c"))
    for reports in (REPORTS[["report", "city"]], REPORTS.assign(province="东"), REPORTS.assign(province=None)):
        assert slogans.discovery(rows, reports, LEXICON)["level"].tolist() == ["shared"]


def test_near_variants_share_a_group_and_chains_do_not():
    table = slogans.discovery(
        phrases(
            ("做到“两个维护”", 6, 4, 4, "两个维护", "a; b; c; d"),
            ("坚决做到“两个维护”", 3, 3, 3, "两个维护", "a; b; c"),
            ("增强“四个意识”、坚定“四个自信”、做到“两个维护”", 3, 3, 3, "四个意识", "a; b; c"),
            ("凝聚人心力量", 3, 3, 3, "", "a; b; c"),
            ("广泛凝聚人心力量", 2, 2, 2, "", "a; b"),
            ("凝聚人心的力量", 2, 2, 2, "", "a; c"),
        ),
        REPORTS,
        LEXICON,
    )
    groups = table.groupby("group")["phrase"].agg(set)
    assert groups["两个维护"] == {"做到“两个维护”", "坚决做到“两个维护”"}
    assert {"凝聚人心力量", "广泛凝聚人心力量", "凝聚人心的力量"} in groups.tolist()
    assert len(groups) == 3


def test_what_makes_a_variant():
    assert_each(
        lambda a, b: variant_key(a) == variant_key(b),
        [
            ("参政议政、民主监督", "民主监督、参政议政", True),
            ("增强“四个意识”", "增强四个意识", True),
            ("切实增强四个意识", "增强四个意识", True),
            ("增强四个意识", "淡化四个意识", False),
            ("深入", "大力", False),
        ],
    )


def test_c_values_by_hand():
    """log2(8)·(3 − 0) for the long one; log2(4)·(5 − 3) for the short one inside it."""
    table = phrases(("共建石榴", 5, 5, 4, "", "a; b; c; d"), ("大家共建石榴小院", 3, 3, 3, "", "a; b; c"))
    assert c_values(table) == [4.0, 9.0]


def test_score_by_hand():
    """Four characters in four reports, words of entries alone (2 at most), half in quotation marks, two words of two
    characters, and a form of the lexicon itself.
    """
    table = phrases(("守望草原", 6, 4, 4, "", "a; b; c; d")).assign(quoted=0.5)
    lexicon = pd.DataFrame({"slogan": ["守望草原", "守望"], "variants": ["", ""]})
    [score] = formula_scores(table, lexicon)
    assert score == round(0.3 * math.log2(1 + 2 * 4) + 0.7 * 2 + 1.0 * 0.5 - 1.0, 4)


def test_what_makes_a_formula_likelier():
    """The first of each pair ranks first, for the reason beside it."""
    pairs = [
        ("抢抓机遇、乘势而上", "蔬菜水果、粮食棉花"),  # items that say something
        ("学得深、用得好、做得实", "学得深、用得好"),  # three of them
        ("人民至上", "粮食产量"),  # the words of slogans
        ("一树一景", "树木风景"),  # a numeral, and short words
        ("真诚倾听呼声，关心疾苦", "教育、卫生"),  # no list of words
        ("坚持开门办会", "准备开门办会"),  # what is held to
        ("坚持以民主促团结", "坚持以民主建设"),  # to its end
        ("守望草原、家园", "守望草原和家园"),  # side by side
        ("守望草原家园", "出席市政协会议"),  # no name of a body
        ("走访年老牧民", "走访年老干部"),  # nor of persons
    ]
    for likelier, other in pairs:
        table = phrases(*((phrase, 3, 3, 3, "", "a; b; c") for phrase in (other, likelier)))
        assert slogans.discovery(table, REPORTS, slogans.load())["phrase"].tolist() == [likelier, other]
    row = ("守望草原家园", 4, 4, 4, "", "a; b; c; d")
    [plain_score] = formula_scores(phrases(row), LEXICON)
    [quoted_score] = formula_scores(phrases(row).assign(quoted=1.0), LEXICON)
    [known_score] = formula_scores(phrases(row), pd.DataFrame({"slogan": ["共同守望草原家园"], "variants": [""]}))
    assert plain_score < quoted_score
    [new_score] = formula_scores(phrases(row), pd.DataFrame({"slogan": ["共同守望家园草原"], "variants": [""]}))
    assert known_score < new_score


def test_form_by_hand():
    assert_each(
        lambda phrase: set(form(phrase)) - {"terse"},
        [
            ("抢抓机遇、乘势而上", {"said", "even"}),
            ("“抢抓机遇”，乘势而上", {"said", "even"}),
            ("学得深、用得好、做得实", {"said", "even", "three"}),
            ("电子信息、生物医药", set()),
            ("继续教育、社区教育", set()),  # 继续 is a verb elsewhere
            ("办好民族、宗教、侨务", set()),  # the verb belongs to all
            ("蔬菜、水果", {"short"}),
            ("抢抓机遇，更加奋力前行", {"said"}),
            ("坚持开门办会", {"professed"}),
            ("坚持以民主建设", set()),
            ("坚持", set()),
            ("一户一策", {"number"}),
            ("学习和实践", {"joined"}),
            ("老干部、志愿者", {"name"}),
            ("、", set()),
        ],
    )
    assert [form(phrase)["terse"] for phrase in ("守望草原", "守草原", "草原的家园", "基础设施", "、")] == [
        0,
        0.5,
        0,
        -1,
        0,
    ]


def test_discovery_leaves_its_arguments_and_takes_an_empty_table():
    rows = phrases(("凝聚人心力量", 2, 2, 2, "", "c; d"))
    before = rows.copy()
    slogans.discovery(rows, REPORTS, LEXICON)
    pd.testing.assert_frame_equal(rows, before)
    assert slogans.discovery(rows.head(0), REPORTS, LEXICON).empty
    with pytest.raises(ValueError, match="slogan is missing"):
        slogans.discovery(rows.drop(columns="slogan"), REPORTS, LEXICON)


# --- keyword in context --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "a.txt").write_text(
        "甲市政协工作报告\n\n一年来,我们坚决做到“两个维护”,履职尽责。甲<乙,石榴\n小院建成了。\n", encoding="utf-8"
    )
    (folder / "b.txt").write_text("乙市政协工作报告\n\n委员们做到两个维护、共建石榴小院。\n", encoding="utf-8")
    return analysis.load_corpus(folder)


def test_lines_of_an_entry(corpus):
    found = slogans.kwic(corpus, "两个维护")
    assert list(found.table) == ["report", "paragraph", "source", "start", "end", "left", "keyword", "right"]
    assert found.table["keyword"].tolist() == ["两个维护", "两个维护"]
    assert found.table["left"].tolist() == ["一年来,我们坚决做到“", "委员们做到"]
    assert found.table["right"].str.slice(0, 4).tolist() == ["”,履职", "、共建石"]
    for row in found.table.itertuples():
        assert "两个维护" in corpus.text(row.source)[row.start : row.end]
    assert len(found) == 2 and repr(found).startswith("2 lines in 2 reports")


def test_the_keyword_stands_in_one_column(corpus):
    lines = str(slogans.kwic(corpus, "两个维护", width=20)).splitlines()
    assert len({display_width(line.partition("【")[0]) for line in lines}) == 1


def test_any_other_string_is_searched_in_body_text(corpus):
    found = slogans.kwic(corpus, "石榴小院")
    assert found.table["keyword"].tolist() == ["石榴小院", "石榴小院"] and found.note == ""
    assert slogans.kwic(corpus, "没有的话").table.empty
    assert str(slogans.kwic(corpus, "没有的话")) == "The keyword stands nowhere."


def test_sorted_by_what_stands_around(corpus):
    left = slogans.kwic(corpus, "石榴小院", sort="left").table["left"].map(lambda t: t[::-1]).tolist()
    right = slogans.kwic(corpus, "石榴小院", sort="right").table["right"].tolist()
    assert left == sorted(left) and right == sorted(right)
    with pytest.raises(ValueError, match="none of"):
        slogans.kwic(corpus, "石榴小院", sort="middle")
    with pytest.raises(ValueError, match="too short"):
        slogans.kwic(corpus, "“石”")


def test_html_is_escaped(corpus):
    page = slogans.kwic(corpus, "石榴小院")._repr_html_()
    assert "甲&lt;乙" in page and "甲<乙" not in page and page.count("<mark>") == 2


def test_without_the_texts_the_lines_keep_their_place(corpus, tmp_path):
    from analysis import tables

    tables.write(corpus.tables, tmp_path / "tables", "csv", json.loads(json.dumps(corpus.manifest)))
    bare = analysis.load_corpus(tmp_path)
    found = slogans.kwic(bare, "两个维护")
    assert len(found) == 2 and found.table["left"].isna().all() and "not here" in found.note
    assert "not here" in str(found)
    other = slogans.kwic(bare, "石榴大院")
    assert other.table.empty and "without the text" in other.note


def test_width_in_a_terminal():
    assert_each(display_width, [("", 0), ("政协", 4), ("“A”", 3), ("，。", 4), ("ab1", 3)])


# --- quotation marks -----------------------------------------------------------------------------------------------


def test_candidates_in_quotation_marks(tmp_path):
    (tmp_path / "a.txt").write_text(
        "甲市政协工作报告\n\n坚持“议医保、解民忧、惠民生”,落实“两个维护”,办好“四结合”“四 结合”。出台“民主评议工作方案”。\n",
        encoding="utf-8",
    )
    mine = analysis.load_corpus(tmp_path)
    table = slogans.quotations(mine, LEXICON)
    assert table[["phrase", "n", "n_reports", "slogan"]].to_numpy().tolist() == [
        ["四结合", 2, 1, ""],
        ["两个维护", 1, 1, "两个维护"],
        ["议医保、解民忧、惠民生", 1, 1, ""],
    ]
    assert slogans.quotations(mine, LEXICON.head(0))["slogan"].eq("").all()


# --- the researcher's own slogans ----------------------------------------------------------------------------------

HEADER = "slogan,variants,family,level,english,year,document,source,note\n"


def test_own_slogans_are_added_and_clashes_told_with_both_files(tmp_path):
    own = tmp_path / "slogans_added.csv"
    own.write_text(HEADER + "甲乙丙丁,甲乙丁,own/brand,local,,,,,\n", encoding="utf-8")
    table = slogans.load(tmp_path)
    assert len(table) == len(slogans.load()) + 1 and table["slogan"].iloc[-1] == "甲乙丙丁"
    own.write_text(HEADER + "两个 维护,,own/brand,local,,,,,\n", encoding="utf-8")
    with pytest.raises(analysis.lexicons.LexiconError) as error:
        slogans.load(tmp_path)
    assert "slogans_added.csv:2: 两个 维护 already stands at line" in str(error.value)
    assert str(Path("lexicons") / "slogans.csv") in str(error.value) and "(entry 两个维护)" in str(error.value)


def test_an_added_or_edited_list_is_read_anew(tmp_path):
    added = tmp_path / "slogans_added.csv"
    assert not shipped().matcher.find("建设青石板说事亭")
    for slogan in ("青石板说事亭", "老槐树下议家常"):
        added.write_text(f"slogan,family,level\n{slogan},unity/front,local\n", encoding="utf-8")
        assert [m.slogan for m in load_lexicons(tmp_path).matcher.find(f"建设{slogan}")] == [slogan]
    assert not load_lexicons().matcher.find("建设青石板说事亭")


def test_added_slogans_are_counted_and_recorded(tmp_path):
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "slogans_added.csv").write_text(
        HEADER + "甲乙丙丁,,own/brand,local,,,,,\n", encoding="utf-8"
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("市政协坚持甲乙丙丁,做到两个维护。\n", encoding="utf-8")
    mine = analysis.load_corpus(tmp_path, lexicons=tmp_path / "lexicons")
    shipped = analysis.load_corpus(tmp_path)
    assert mine.slogans["slogan"].tolist() == ["甲乙丙丁", "两个维护"]
    assert shipped.slogans["slogan"].tolist() == ["两个维护"]
    assert mine.manifest["lexicons"]["slogans"] != shipped.manifest["lexicons"]["slogans"]
    assert mine.manifest["lexicons"]["words"] == shipped.manifest["lexicons"]["words"]
    bundle(tmp_path, tmp_path / "bundle", lexicons=tmp_path / "lexicons")
    assert [p.name for p in (tmp_path / "bundle" / "lexicons").iterdir()] == ["slogans_added.csv"]
    assert not verify(tmp_path / "bundle", tmp_path / "texts").differences


def test_own_words_decide_what_is_a_phrase(tmp_path):
    """A single word of the segmenter is vocabulary; which strings are words, the researcher's list says."""
    (tmp_path / "words.csv").write_text("word,note\n委员共建石榴小院,own\n", encoding="utf-8")
    texts = [report("委员共建石榴小院", name="a"), report("委员共建石榴小院", name="b")]
    none = LEXICON.head(0)
    assert slogans.recurring_phrases(texts, none)["phrase"].tolist() == ["委员共建石榴小院"]
    assert slogans.recurring_phrases(texts, none, lexicons=load_lexicons(tmp_path))["phrase"].tolist() == []
