"""Recurring phrases: the closed repeats against a brute-force count, and the edges of phrases. All texts are made up."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from checks import assert_each, assert_none
from hypothesis import given, settings
from hypothesis import strategies as st
from phrases_one_by_one import formulaic_one_by_one, phrases_one_by_one

from analysis import slogans
from analysis.corpus import reports_of, scan
from analysis.corpus.records import Report, Segment
from analysis.lexicons import Matcher
from analysis.slogans.found import COLUMNS as PHRASE_COLUMNS
from analysis.slogans.repeats import closed, occurrences, ordered
from analysis.slogans.running_text import RunningText

NO_LEXICON = pd.DataFrame({"slogan": [], "variants": []})


def brute_force(texts, min_chars):
    """Every repeated string with its places, then those that no repeated longer string replaces."""
    places = {}
    for t, text in enumerate(texts):
        for i in range(len(text)):
            for j in range(i + 1, len(text) + 1):
                places.setdefault(text[i:j], []).append((t, i))
    closed = {}
    for phrase, where in places.items():
        longer = [p for p in places if len(p) == len(phrase) + 1 and phrase in p]
        grown = any(
            [(t, i + shift) for t, i in places[p]] == where
            for p in longer
            for shift in (0, 1)
            if p[shift : shift + len(phrase)] == phrase
        )
        if len(where) > 1 and len(phrase) >= min_chars and not grown:
            closed[phrase] = tuple(where)
    return closed


def whole(*texts):
    """All clauses of some texts."""
    text = RunningText(reports(*texts), None, Matcher(NO_LEXICON))
    return text.excerpt(np.arange(text.size))


def closed_repeats(texts, min_chars=4):
    """Text -> where it begins, as (index into texts, offset) in order."""
    text = whole(*texts)
    part = ordered(text, np.flatnonzero(text.symbols[: text.size]), min_chars)
    first = np.cumsum([0, *(len(t) + 1 if t else 0 for t in texts)])
    found = {}
    for repeats in closed(text, part, min_chars, min_reports=1):
        places, begins = occurrences(part, repeats)
        ends = [*begins[1:].tolist(), len(places)]
        for size, begin, end in zip(repeats.size.tolist(), begins.tolist(), ends, strict=True):
            starts = np.sort(places[begin:end])
            [phrase] = text.strings(starts[:1], np.array([size]))
            assert phrase not in found
            held = (text.report_of(starts)).tolist()
            found[phrase] = tuple((i, int(start - first[i])) for i, start in zip(held, starts, strict=True))
    return found


@settings(deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙", max_size=12), max_size=4), st.integers(1, 4))
def test_closed_repeats_equal_brute_force(texts, min_chars):
    assert closed_repeats(texts, min_chars) == brute_force(texts, min_chars)


WORDS = "石榴 小院 协商 共建 的 和 全市 、 , 。 “ ” 《 》 12 次 使 推进 民生 问题".split()
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join)


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXT, min_size=1, max_size=3), st.integers(1, 3), st.integers(2, 4), st.sampled_from([6, 40]))
def test_phrases_equal_those_found_one_by_one(texts, min_reports, min_chars, max_chars):
    lexicon = pd.DataFrame({"slogan": ["石榴小院"], "variants": ["石榴籽小院"]})
    texts = [*texts, texts[0] + "推进" + texts[-1]]
    given = {"min_reports": min_reports, "min_chars": min_chars, "max_chars": max_chars}
    table = phrases(*texts, lexicon=lexicon, **given)
    assert dict(zip(table["phrase"], table["n"], strict=True)) == phrases_one_by_one(reports(*texts), lexicon, **given)
    _, within = slogans.recurring(reports(*texts), lexicon, **given)
    assert within.tolist() == formulaic_one_by_one(reports(*texts), table["phrase"])


def test_closed_repeats_by_hand():
    repeats = closed_repeats(["履职为民新平台", "打造履职为民", "为民办事为民"], min_chars=2)
    assert repeats == {"为民": ((0, 2), (1, 4), (2, 0), (2, 4)), "履职为民": ((0, 0), (1, 2))}


def test_closed_repeats_of_nothing():
    assert closed_repeats([]) == closed_repeats([""]) == closed_repeats(["无重复"]) == {}


def reports(*texts, cities=None):
    out = []
    for n, text in enumerate(texts, 1):
        meta = {"city": cities[n - 1]} if cities else {}
        segments = tuple(
            Segment("paragraph", line, tuple(range(len(line))), (), k) for k, line in enumerate(text.split("\n"), 1)
        )
        out.append(Report(f"r{n}", f"r{n}.txt", 0, 99, segments, meta))
    return out


def phrases(*texts, lexicon=NO_LEXICON, **kwargs):
    return slogans.recurring_phrases(reports(*texts), lexicon, **kwargs)


def test_columns_and_counts():
    table = slogans.recurring_phrases(
        reports("大家共建石榴小院。又说共建石榴小院!", "他们共建石榴小院", "无关内容", cities=["甲市", "甲市", "乙市"]),
        NO_LEXICON,
    )
    assert list(table.columns) == list(PHRASE_COLUMNS)
    assert table.iloc[0].tolist() == ["共建石榴小院", 6, 3, 2, 1, "", 0.0, "r1; r2"]
    assert len(table) == 1


def test_without_a_city_each_report_is_its_own():
    assert phrases("共建石榴小院", "也共建石榴小院")["n_cities"].tolist() == [2]


def test_a_phrase_of_one_report_only_is_left_out():
    assert phrases("共建石榴小院。共建石榴小院。", "别的").empty


def test_never_across_the_end_of_a_sentence_or_a_paragraph():
    table = phrases("推进石榴小院。建设幸福家园", "推进石榴小院。建设幸福家园", "推进石榴小院\n建设幸福家园")
    assert sorted(table["phrase"]) == ["建设幸福家园", "推进石榴小院"]
    assert table["n"].tolist() == [3, 3]


def test_a_list_is_not_cut_inside_its_first_item():
    table = phrases("搞好政治协商、民主监督、参政议政", "所谓民主协商、民主监督、参政议政")
    assert not table["phrase"].str.startswith("协商、").any()
    assert "民主监督、参政议政" in set(table["phrase"])


def test_marks_stand_at_an_edge_only_in_pairs():
    table = phrases("增强“石榴意识”、坚定信心", "增强“石榴意识”、筑牢防线", "他“石榴意识”强")
    for phrase in table["phrase"]:
        assert phrase[0] not in "、”," and phrase[-1] not in "、“,"
        assert phrase.count("“") == phrase.count("”")
    assert "增强“石榴意识”" in set(table["phrase"])


def test_function_words_open_and_close_no_phrase():
    for phrase in phrases("推动的协商平台建设和甲", "推动的协商平台建设和乙", "的协商平台建设和")["phrase"]:
        assert phrase[0] not in "的和" and phrase[-1] not in "的和"


def test_numbers_dates_meetings_and_names_are_left_out():
    texts = [
        "2024年7月16日。十三届三次会议。王建国、李志强。第二十次",
        "2024年7月16日。十三届三次会议。王建国、李志强。第二十次",
    ]
    assert phrases(*texts).empty


def test_the_lexicon_names_slogans_and_keeps_them_whole():
    lexicon = pd.DataFrame({"slogan": ["石榴小院"], "variants": ["石榴籽小院"]})
    table = phrases("共建石榴小院", "大家共建石榴小院", "幸福家园协商平台", "幸福家园协商平台", lexicon=lexicon)
    assert dict(zip(table["phrase"], table["slogan"], strict=True)) == {
        "共建石榴小院": "石榴小院",
        "幸福家园协商平台": "",
    }
    texts = ["共同走进石榴籽的小院", "共同走进石榴籽,大院"]
    assert phrases(*texts)["phrase"].tolist() == ["共同走进石榴籽"]
    assert phrases(*texts, lexicon=pd.DataFrame({"slogan": ["石榴籽的小院"], "variants": [""]})).empty


def test_lengths_are_kept():
    texts = ["创新推进石榴小院协商平台,努力建设幸福美好家园"] * 2
    assert phrases(*texts)["phrase"].tolist() == texts[:1]
    cut = phrases(*texts, max_chars=15)
    assert cut["phrase"].tolist() == ["创新推进石榴小院协商平台", "努力建设幸福美好家园"]
    assert phrases(*texts, max_chars=15, min_chars=11)["phrase"].tolist() == ["创新推进石榴小院协商平台"]


def test_twice_the_text_is_twice_the_count_and_nothing_else():
    texts = ["共建石榴小院,畅通协商渠道。", "大家共建石榴小院;拓宽协商渠道"]
    once, twice = phrases(*texts), phrases(*(t + "\n" + t for t in texts))
    joined = once.merge(twice, on="phrase", suffixes=("", "_2"))
    assert len(joined) == len(once) > 0
    assert (joined["n_2"] == 2 * joined["n"]).all()


def test_the_cost_of_text_that_repeats_itself_without_an_end_is_linear():
    """Occurrences that are looked at, a symbol, of strings that recur: as many in four times the text."""

    def looked_at(n):
        text = whole(*["推动石榴院建设" * n] * 2)
        part = ordered(text, np.flatnonzero(text.symbols[: text.size]), 4)
        n = sum(int(((r.last - r.first + 1) * (r.size + 1)).sum()) for r in closed(text, part, 4))
        return n / text.size

    few, many = looked_at(300), looked_at(1200)
    assert few > 0 and many < 1.1 * few


def test_no_text_gives_an_empty_table_with_columns():
    for table in (phrases(), phrases(""), phrases("。")):
        assert table.empty
        assert "phrase" in table.columns


def test_the_same_input_gives_the_same_table():
    texts = ["凝聚共识画出同心圆,共建石榴小院", "凝聚共识画出同心圆、共建石榴小院", "共建石榴小院"]
    pd.testing.assert_frame_equal(phrases(*texts), phrases(*texts))


# --- phrases by themselves -----------------------------------------------------------------------------------------


def test_vocabulary_is_no_phrase():
    vocabulary = [
        "深入推进开展",  # a predicate without its object
        "各级工作方案",  # a term of two nouns, after a word that only points
        "广大政协委员",  # persons
        "党组理论学习中心组",  # a body
        "召开民主评议座谈会",  # the record of an activity
        "始终与党中央",  # a preposition without its predicate
    ]
    assert_none(words for words in vocabulary if not phrases(f"{words}。", f"{words}。").empty)


def test_formulas_are_phrases():
    formulas = ["广泛凝聚人心", "解民忧、暖民心", "画出最大同心圆", "根本政治原则"]
    assert_each(lambda words: phrases(f"{words}。", f"我们{words}。")["phrase"].tolist(), [(f, [f]) for f in formulas])


def test_a_piece_of_a_larger_phrase_is_left_out():
    """力量 follows 凝聚人心 in two of three occurrences, 大局 in one of three."""
    assert "凝聚广大人心" not in set(phrases("凝聚广大人心力量。", "凝聚广大人心力量。凝聚广大人心,好")["phrase"])
    assert "凝聚广大人心" in set(phrases("凝聚广大人心。凝聚广大人心。", "凝聚广大人心大局。")["phrase"])


def test_a_beginning_without_its_end_is_left_out():
    pieces = [
        (
            "关注的民生问题",
            ["收集居民关注的民生问题。", "围绕群众关注的民生问题,"],
        ),  # a relative clause without its subject
        ("居民普遍关注", ["居民普遍关注的大事。", "居民普遍关注的小事"]),  # one without its head
        ("确保石榴小院", ["确保石榴小院始终热闹。", "确保石榴小院沿着河修"]),  # the clause that it ensures is cut off
        ("贯彻落实市委", ["贯彻落实市委、县委要求。", "贯彻落实市委、区委决定"]),  # the first of several objects
        ("难点民生问题", ["解决热点难点民生问题。", "聚焦痛点难点民生问题"]),  # a head without its modifier
    ]
    assert_none(piece for piece, texts in pieces if piece in set(phrases(*texts)["phrase"]))
    assert_none(piece for piece, _ in pieces if piece not in set(phrases(f"{piece}。", f"{piece}。")["phrase"]))


def test_no_single_reason_holds_in_half_of_the_occurrences():
    """Once a noun follows, once 、 and a noun: each in one of four occurrences, together in half."""
    texts = ["凝聚广大人心力量。凝聚广大人心、社会共识。", "凝聚广大人心。凝聚广大人心。"]
    assert "凝聚广大人心" in set(phrases(*texts)["phrase"])


def test_a_slogan_goes_no_further_than_a_noun_that_is_cut_off():
    lexicon = pd.DataFrame({"slogan": ["石榴小院"], "variants": [""]})
    texts = ["共建“石榴小院”的文化阵地。共建“石榴小院”", "共建“石榴小院”的文化课堂"]
    assert phrases(*texts, lexicon=lexicon)["phrase"].tolist() == ["共建“石榴小院”"]


def test_quoted_is_the_share_of_occurrences_in_quotation_marks():
    table = phrases("走进“共建美好家园”。走进“共建美好家园”。", "说“共建美好家园”,共建美好家园").set_index("phrase")
    assert table.loc["共建美好家园", ["n", "quoted"]].tolist() == [4, 0.75]


# --- the digests ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def digests():
    folder = Path(__file__).parents[1] / "data" / "digests"
    documents, _ = scan(folder)
    return [report for document in documents for report in reports_of(document)]


def test_phrases_of_the_digests_equal_those_found_one_by_one(digests):
    found, within = slogans.recurring(digests, slogans.load())
    table = pd.concat(found.tables())
    assert dict(zip(table["phrase"], table["n"], strict=True)) == phrases_one_by_one(digests, slogans.load())
    assert within.tolist() == formulaic_one_by_one(digests, table["phrase"])


def test_a_character_counts_once_and_marks_do_not():
    _, within = slogans.recurring(reports("共建“石榴小院”的好\n别的", "共建“石榴小院”,共建 “石榴小院”。"), NO_LEXICON)
    assert within.tolist() == [6, 0, 12]


def brute_closed(texts, min_chars):
    """By length: a string is closed where neither one character more before it nor after it stands everywhere it does."""
    closed, length = {}, min_chars
    while True:
        places = {}
        for t, text in enumerate(texts):
            for i in range(len(text) - length + 1):
                places.setdefault(text[i : i + length], []).append((t, i))
        places = {phrase: where for phrase, where in places.items() if len(where) > 1}
        if not places:
            return closed
        for phrase, where in places.items():
            before = {texts[t][i - 1] if i else None for t, i in where}
            after = {texts[t][i + length] if i + length < len(texts[t]) else None for t, i in where}
            if (len(before) > 1 or None in before) and (len(after) > 1 or None in after):
                closed[phrase] = tuple(where)
        length += 1


def test_closed_repeats_of_the_digests_equal_brute_force(digests):
    whole = [re.sub(r"\s", "", segment.text) for report in digests for segment in report.paragraphs]
    texts = [clause for text in whole for clause in re.split("[。！？；…：!?;:]|——", text)]
    found = closed_repeats(texts, 4)
    assert len(found) > 500 and found == brute_closed(texts, 4)


def test_phrases_of_the_digests_are_counted_as_a_plain_search_counts(digests):
    table = slogans.recurring_phrases(digests, slogans.load())
    texts = {r.report: ["".join(s.text.split()) for s in r.paragraphs] for r in digests}
    assert len(table) > 50
    for row in table.itertuples():
        n = {report: sum(map(counts(row.phrase), own)) for report, own in texts.items()}
        assert row.n == sum(n.values()) and row.reports.split("; ") == [report for report in texts if n[report]]


def counts(phrase):
    """Occurrences of the phrase, which may overlap each other."""
    return lambda text: sum(text.startswith(phrase, i) for i in range(len(text)))
