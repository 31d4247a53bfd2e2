"""Each count in its sentence: marked at its place, escaped, searchable, and honest where there is no text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis import activities, load_corpus
from analysis.evidence.quote import SHOWN, TABLE_COLUMNS

DIGESTS = Path(__file__).resolve().parents[1] / "data" / "digests"
TEXT = """东湖市政协2021年工作综述

过去一年，东湖市政协召开党组会议12次，提交提案80件。委员走访企业30余家！还报送了信息近
20条，反响良好。
　　全年在<滨江>公园举办“读书日”活动５次；A&B沙龙开讲3期。
"""


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "donghu.txt").write_text(TEXT, encoding="utf-8")
    return load_corpus(tmp_path)


def without_texts(corpus):
    return type(corpus)(**{**vars(corpus), "files": {}})


class Reader(HTMLParser):
    """Cells of the table and the attributes of every tag."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.tags, self._cell = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self._cell = tag in ("td", "th", "mark") or self._cell
        if tag == "mark":
            self.rows[-1][-1] += "【"

    def handle_endtag(self, tag):
        if tag == "mark":
            self.rows[-1][-1] += "】"
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data):
        if self._cell:
            self.rows[-1][-1] += data


def test_each_count_is_marked_in_its_own_sentence(corpus):
    shown = activities.evidence(corpus, corpus.activities)
    sentences = [line.split("  ", 1)[1] for line in str(shown).splitlines()]
    assert sentences[:4] == [
        "过去一年，东湖市政协召开党组会议【12次】，提交提案80件。",
        "过去一年，东湖市政协召开党组会议12次，提交提案【80件】。",
        "委员走访企业【30余家】！",
        "还报送了信息【近20条】，反响良好。",
    ]
    assert shown.note == ""


def test_a_broken_line_is_joined_and_the_quantity_shown_as_the_table_has_it(corpus):
    rows = corpus.activities[corpus.activities["quantity"].isin(["近20条", "5次"])]
    table = activities.evidence(corpus, rows).table
    assert list(table["sentence_before"]) == ["还报送了信息", "全年在<滨江>公园举办“读书日”活动"]
    assert list(table["sentence_after"]) == ["，反响良好。", "；A&B沙龙开讲3期。"]


def test_the_table_keeps_rows_and_index_and_does_not_change_its_argument(corpus):
    rows = corpus.activities.iloc[[3, 0]]
    rows.index = ["same", "same"]
    before = rows.copy()
    table = activities.evidence(corpus, rows).table
    pd.testing.assert_frame_equal(rows, before)
    assert list(table.columns) == list(TABLE_COLUMNS) and list(table.index) == ["same", "same"]
    assert list(table["quantity"]) == ["近20条", "12次"]
    for column in ("report", "source", "start", "end", "quantity", "paragraph"):
        assert list(table[column]) == list(rows[column])


def test_refusals_get_their_paragraph_and_a_number_outside_body_text_its_line(corpus):
    table = activities.evidence(corpus, corpus.refusals).table
    year = table[table["quantity"].str.startswith("2021")].iloc[0]
    assert (year["sentence_before"], year["quantity"], year["sentence_after"]) == (
        "东湖市政协",
        year["quantity"],
        "年工作综述",
    )
    assert pd.isna(year["paragraph"])
    inside = table[table["paragraph"].notna()]
    assert len(inside) and inside["sentence_before"].notna().all()


def test_slogans_are_shown_as_they_are_written(tmp_path):
    (tmp_path / "a.txt").write_text("市政协增强“四个意识”，召开会议2次。\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    (slogan,) = corpus.slogans["matched"]
    assert str(activities.evidence(corpus, corpus.slogans)) == "a ¶1  " + corpus.text("a.txt").strip().replace(
        slogan, f"【{slogan}】"
    )


def test_html_says_the_same_as_the_text_and_is_escaped(corpus):
    shown = activities.evidence(corpus, corpus.activities)
    reader = Reader(shown._repr_html_())
    assert reader.rows[0] == ["report", "paragraph", "sentence"]
    printed = [f"{r} {p}  {s}" for r, p, s in reader.rows[1:]]
    assert printed == str(shown).splitlines()
    assert "<滨江>" not in shown._repr_html_()


def test_html_is_the_same_each_time_with_no_ids_or_scripts(corpus):
    first, again = (activities.evidence(corpus, corpus.activities)._repr_html_() for _ in range(2))
    assert first == again
    assert not re.search(r"<script|\bid=| at 0x", first)


def test_the_filter_finds_its_table_by_its_place(corpus):
    reader = Reader(activities.evidence(corpus, corpus.activities)._repr_html_())
    search = next(attrs for tag, attrs in reader.tags if tag == "input")
    assert "this.closest('.evidence')" in search["oninput"] and "r.hidden=" in search["oninput"]


def test_ten_thousand_rows_are_there_but_only_the_first_are_laid_out(corpus):
    rows = pd.concat([corpus.activities] * (10_000 // len(corpus.activities) + 1))
    shown = activities.evidence(corpus, rows)
    lines = [attrs for tag, attrs in Reader(shown._repr_html_()).tags if tag == "tr"][1:]
    assert len(lines) == len(rows) >= 10_000
    assert ["hidden" in attrs for attrs in lines] == [False] * SHOWN + [True] * (len(rows) - SHOWN)
    assert len(repr(shown)) < 200


def test_without_texts_it_says_which_are_needed(corpus):
    bare = without_texts(corpus)
    shown = activities.evidence(bare, bare.activities.head(2))
    start, end = bare.activities.loc[0, ["start", "end"]]
    assert shown.note.count("donghu.txt (2 rows)") == 1 and shown.note.count(". ") == 0
    assert f"【12次】 (donghu.txt, {start}–{end})" in str(shown)
    assert shown.table["sentence_before"].isna().all() and shown.table["sentence_after"].isna().all()
    assert "donghu.txt (2 rows)" in shown._repr_html_()


def test_rows_of_another_corpus_are_not_marked_where_something_else_stands(corpus):
    rows = corpus.activities.head(2)
    moved = rows.assign(start=rows["start"] + 1, end=rows["end"] + 1)
    shown = activities.evidence(corpus, moved)
    assert shown.table["sentence_before"].isna().all()
    assert "another corpus" in shown.note and "donghu.txt (2 rows)" in shown.note


@pytest.mark.parametrize("table", ["activities", "refusals", "slogans"])
def test_no_rows_are_no_error(corpus, table):
    shown = activities.evidence(corpus, getattr(corpus, table).head(0))
    assert str(shown) == "No rows to show." and "No rows" in shown._repr_html_() and len(shown.table) == 0


def test_a_missing_column_is_named(corpus):
    with pytest.raises(ValueError, match="rows: column start is missing"):
        activities.evidence(corpus, corpus.activities.drop(columns="start"))


def test_every_count_and_refusal_of_the_digests_has_its_sentence():
    corpus = load_corpus(DIGESTS)
    for rows in (corpus.activities, corpus.refusals, corpus.slogans):
        shown = activities.evidence(corpus, rows)
        assert len(shown) and shown.note == ""
        assert shown.table["sentence_before"].notna().all()
        for r in shown.table.itertuples():
            sentence = r.sentence_before + r.quantity + r.sentence_after
            assert "\n" not in sentence and not re.search("[。！？](?![”’」』）)]*$)", sentence)
