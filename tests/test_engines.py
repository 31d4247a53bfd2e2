"""The compiled segmenter cuts and tags as jieba does, whatever the text and whatever words it is told."""

import csv
import os
import re
from pathlib import Path

import pytest
from checks import assert_none
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import lexicons, tokens
from analysis.tokens import compiled, reference

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = [*(ROOT / "data" / "digests" / "texts").glob("*.txt"), *(ROOT / "tests" / "data").rglob("*.txt")]
SHEETS = [*(ROOT / "tests" / "data").rglob("*.csv"), *(ROOT / "data" / "lexicons").glob("*.csv")]
OWN = ["5G", "A股", "紫藤议事廊", "政协", "院坝协商", "1+3", "的的", "APP", "C++", "龘"]
ODD = "政协委员提案三个的12.5%-_+#&aBG股㐀𠮷鿖〇々龘 \t\r\n\u3000,，。·“”/—…①²é"


@pytest.fixture(scope="module")
def engines():
    words = lexicons.shipped().words
    return reference.Segmenter(words), compiled.Segmenter(words)


@pytest.fixture(scope="module")
def engines_with_own_words():
    return reference.Segmenter(OWN), compiled.Segmenter(OWN)


def differing(engines, texts):
    """Where the words of two engines, or their parts of speech, are not the same."""
    right, other = engines
    for where, text in texts:
        for what in ("cut", "tag"):
            one, two = getattr(right, what)(text), getattr(other, what)(text)
            if one != two:
                at = next(i for i, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1])
                yield f"{where} ({what}): {one[at : at + 3]} is {two[at : at + 3]}"


def lines_of(files):
    for file in files:
        for n, line in enumerate(file.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
            if line:
                yield f"{file.name}:{n}", line


def test_all_shipped_texts_are_cut_alike(engines):
    assert len(SHIPPED) > 40
    assert_none(differing(engines, lines_of(SHIPPED)))


def test_all_shipped_sentences_and_terms_are_cut_alike(engines):
    cells = [
        (f"{file.name}:{n}", cell)
        for file in SHEETS
        for n, row in enumerate(csv.reader(file.open(encoding="utf-8-sig", newline="")), 1)
        for cell in row
        if re.search("[\u4e00-\u9fff]", cell)
    ]
    assert len(cells) > 5000
    assert_none(differing(engines, cells))


def test_the_original_reports_are_cut_alike(engines, originals):
    assert_none(differing(engines, lines_of(originals.glob("*.txt"))))


def test_reports_of_many_years_are_cut_alike(engines):
    folder = os.environ.get("PANEL")
    if not folder:
        pytest.skip("PANEL names no folder of work reports")
    assert_none(differing(engines, lines_of(sorted(Path(folder).rglob("*.txt"))[::60])))


@given(st.text(alphabet=ODD, max_size=30))
def test_odd_texts_are_cut_alike(engines_with_own_words, text):
    assert_none(differing(engines_with_own_words, [(repr(text), text)]))


@given(st.text(max_size=30))
def test_any_characters_are_cut_alike(engines, text):
    assert_none(differing(engines, [(repr(text), text)]))


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=12))
def test_unknown_words_are_guessed_alike(engines, text):
    assert_none(differing(engines, [(text, text)]))


@settings(max_examples=8)
@given(st.lists(st.text(alphabet="政协委员提案龘的5G+a", min_size=1, max_size=5), max_size=4, unique=True))
def test_words_of_ones_own_weigh_alike(own):
    engines = reference.Segmenter(own), compiled.Segmenter(own)
    text = "政协委员" + "的".join(own) + "提案龘龘"
    assert_none(differing(engines, [(f"{own}", text)]))
    assert_none(f"{own}: {word}" for word in own if engines[0].knows(word) != engines[1].knows(word))


def test_text_without_a_mark_takes_as_long_as_it_is():
    """A megabyte of Han characters in one piece, in words that a tenth of it has in other numbers."""
    text = "政协委员提交提案龘靐协商议政" * 25_000
    words = tokens.segment(text)
    assert "".join(words) == text
    assert len(words) == 10 * len(tokens.segment(text[: len(text) // 10]))


def test_the_lexicons_say_the_engine():
    text = "全年召开专题议政性常委会会议2次。"
    by_name = {name: lexicons.load_lexicons(engine=name) for name in ("rjieba", "jieba")}
    assert {tokens.identity(known)["segmenter"] for known in by_name.values()} == {"rjieba", "jieba"}
    assert len({tuple(tokens.segment(text, known)) for known in by_name.values()}) == 1
    with pytest.raises(ValueError, match="rjieba or jieba"):
        lexicons.load_lexicons(engine="hanlp")
