"""Words: the segmenter is ours alone, quiet, the same every time, and loses no character."""

import os
import subprocess
import sys

import pytest
from checks import assert_none
from hypothesis import given
from hypothesis import strategies as st

from analysis import lexicons, tokens
from analysis.corpus.records import Report, Segment


def report(*paragraphs):
    segments = [Segment("heading", "一、工作回顾", tuple(range(6)))]
    segments += [Segment("paragraph", text, tuple(range(len(text))), (), n) for n, text in enumerate(paragraphs, 1)]
    return Report("somewhere-2020", "somewhere.txt", 0, 0, tuple(segments))


def test_words_of_the_genre_stay_whole():
    words = tokens.segment("召开专题议政性常委会会议和党组理论学习中心组学习会,编报社情民意信息")
    assert {"专题议政性常委会会议", "党组理论学习中心组", "社情民意信息"} <= set(words)


def test_every_shipped_word_is_one_word():
    words = [row["word"] for row in lexicons.read("words", ("word",))]
    assert len(words) >= 150
    assert [word for word in words if tokens.segment(word) != [word]] == []


@given(st.text(alphabet="政协提案12三,。 “”abc委员\t会x%", max_size=40))
def test_segmenting_loses_no_character(text):
    assert "".join(tokens.segment(text)) == text


def test_a_term_holds_a_han_character_or_a_letter_and_is_no_number():
    assert_none(word for word in ["提案", "APP", "5G", "一些", "多", "三农"] if not tokens.is_term(word))
    assert_none(word for word in ["12", "十二", "3.5万", "二十余", "百分之三", ",", "85%"] if tokens.is_term(word))


def test_count_by_hand():
    rows = tokens.count(report("提案,提案。委员提案3件", "APP"))
    assert rows == [
        {"report": "somewhere-2020", "paragraph": 1, "term": "提案", "n": 2},
        {"report": "somewhere-2020", "paragraph": 1, "term": "件", "n": 1},
        {"report": "somewhere-2020", "paragraph": 1, "term": "委员提案", "n": 1},
        {"report": "somewhere-2020", "paragraph": 2, "term": "APP", "n": 1},
    ]


def test_doubling_a_paragraph_doubles_its_counts():
    text = "委员们走进社区开展调研,形成调研报告。"
    once, twice = tokens.count(report(text)), tokens.count(report(text * 2))
    assert {r["term"]: 2 * r["n"] for r in once} == {r["term"]: r["n"] for r in twice}


def test_a_word_list_of_ones_own_and_its_edit(tmp_path):
    file = tmp_path / "words.csv"
    file.write_text("word,note\n紫藤议事廊,a brand\n", encoding="utf-8")
    before = lexicons.load_lexicons(tmp_path)
    assert "紫藤议事廊" in tokens.segment("建成紫藤议事廊十处", before)
    assert "紫藤议事廊" not in tokens.segment("建成紫藤议事廊十处")
    file.write_text("word,note\n紫藤议事廊十处,a brand\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    after = lexicons.load_lexicons(tmp_path)
    assert "紫藤议事廊十处" in tokens.segment("建成紫藤议事廊十处", after)
    assert tokens.identity(after) != tokens.identity(before) != tokens.identity(lexicons.shipped())


def test_order_of_the_word_list_does_not_matter(tmp_path):
    rows = [row["word"] for row in lexicons.read("words", ("word",))]
    (tmp_path / "words.csv").write_text("word,note\n" + "".join(f"{w},\n" for w in reversed(rows)), encoding="utf-8")
    text = "全年召开专题议政性常委会会议2次,组织委员视察考察,撰写社情民意信息,为高质量发展贡献力量。"
    assert tokens.segment(text, lexicons.load_lexicons(tmp_path)) == tokens.segment(text)


def test_bad_rows_are_all_named(tmp_path):
    (tmp_path / "words.csv").write_text("word,note\n提案,\n提案,\n双 向,\n“三会”,\n,x\n", encoding="utf-8")
    with pytest.raises(lexicons.LexiconError) as error:
        lexicons.load_lexicons(tmp_path)
    message = str(error.value)
    assert [f"words.csv:{n}:" in message for n in (2, 3, 4, 5, 6)] == [False, True, True, True, True]


def test_a_list_is_read_as_a_spreadsheet_saves_it(tmp_path):
    """Semicolons, a header in capitals, empty rows, line breaks in a cell; lines are still those of the file."""
    saved = 'Word ; Note\n# a "comment\n云溪夜话;"two\nlines"\n;\n\n双 向;\n'
    (tmp_path / "words.csv").write_text(saved, encoding="utf-8")
    with pytest.raises(lexicons.LexiconError) as error:
        lexicons.load_lexicons(tmp_path)
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [f"{tmp_path / 'words.csv'}:7"]
    (tmp_path / "words.csv").write_text(saved.replace("双 向", "双向"), encoding="utf-8")
    assert [row["word"] for row in lexicons.read("words", ("word",), tmp_path)] == ["云溪夜话", "双向"]


def test_the_tokenizer_is_isolated_and_quiet(tmp_path):
    """Nothing on stderr even where jieba is compiled anew; no cache file; the global tokenizer untouched."""
    code = (
        "from analysis import tokens\n"
        "tokens.segment('专题议政性常委会会议'); tokens.tag('专题议政性常委会会议')\n"
        "import jieba\n"
        "assert not jieba.dt.initialized and not jieba.dt.FREQ\n"
        "assert '专题议政性常委会会议' not in jieba.dt.user_word_tag_tab\n"
    )
    env = {"TMPDIR": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path / "pyc"), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [p.name for p in tmp_path.iterdir() if p.name != "pyc"] == []


def test_stopwords_are_grammar_not_content():
    stop = tokens.stopwords()
    assert {"的", "和", "我们"} <= stop
    assert not stop & {"提案", "协商", "委员", "民生"}


def test_parts_of_speech_cover_the_same_words():
    text = "委员视察社区"
    assert [word for word, _ in tokens.tag(text)] == tokens.segment(text)
    assert dict(tokens.tag("专题议政性常委会会议"))["专题议政性常委会会议"] == "n"
