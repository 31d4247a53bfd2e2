"""From a cell of any table of compare to its rows: as many as the cell says, each in its sentence."""

import pandas as pd
import pytest

from analysis import behind, compare, load_corpus

ANPING = """安康市政协2023年工作报告

2023年，安康市政协常委会团结务实，召开常委会会议6次。共收到提案156件，立案132件，重点提案8件，办复率100%。

2023年，市政协收到提案156件。每年组织视察10次，组织调研活动50余次。凝心聚力，聚焦高质量发展，服务高质量发展。

二、2024年工作安排

2024年，市政协计划召开协商座谈会20次，助力高质量发展。
"""
HEQING = """庄浪县政协2023年工作报告

庄浪县政协举办培训班3期，凝心聚力服务高质量发展。全县保护湿地生态，治理水污染，改善空气质量。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in (("anping", ANPING), ("heqing", HEQING), ("empty", " \n")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return load_corpus(folder)


def counted(shown):
    return int((~shown.table["remark"].str.startswith("left out")).sum())


def primary(shown):
    return int(shown.table["remark"].str.startswith("primary").sum())


def in_reports(shown):
    return shown.table["report"].nunique()


TABLES = {
    "totals": (lambda c: compare.totals(c.activities, c.reports), "n_records", counted, {}),
    "totals with all": (
        lambda c: compare.totals(c.activities, c.reports, include=compare.counts.left_out.LEFT_OUT),
        "n_records", counted, {},
    ),
    "totals by object": (
        lambda c: compare.totals(c.activities, c.reports, by=["city", "object"], include=["part"]),
        "n_records", counted, {},
    ),
    "rates of counts": (lambda c: compare.rates(c.activities, c.reports, feature="category"), "n", len, {}),
    "rates of slogans": (lambda c: compare.rates(c.slogans, c.reports), "n", len, {}),
    "rates of all": (lambda c: compare.rates(c.slogans, c.reports, feature=None), "n", len, {"hits": "slogans"}),
    "rates of words": (lambda c: compare.rates(c.terms, c.reports, feature="term"), "n", len, {}),
    "contrasts": (lambda c: compare.contrasts(c.slogans, c.reports), "n", len, {}),
    "keyness": (lambda c: compare.keyness(c.terms, c.reports, min_n=1), "n", len, {}),
    "shares": (lambda c: compare.shares(c.themes, c.paragraphs, c.reports), "n", primary, {}),
    "report_share": (lambda c: compare.report_share(c.slogans, c.reports), "k", in_reports, {}),
    "phrases": (
        lambda c: compare.report_share(compare.occurrences(c.phrases), c.reports, feature="phrase"),
        "k", in_reports, {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_cell_leads_to_as_many_rows_as_it_says_each_in_its_sentence(corpus, name):
    make, n, count, more = TABLES[name]
    table = make(corpus)
    assert table[n].sum() > 0
    for _, cell in table.iterrows():
        shown = behind(corpus, cell, **{key: getattr(corpus, value) for key, value in more.items()})
        assert count(shown) == cell[n], dict(cell)
        assert shown.table["sentence_before"].notna().all() and (not len(shown)) == bool(shown.note)


def test_what_a_sum_leaves_out_comes_last_with_the_reason(corpus):
    table = compare.totals(corpus.activities, corpus.reports)
    proposals = table[(table["category"] == "proposal") & (table["unit"] == "件")].iloc[0]
    assert proposals["count"] == "156 件"
    shown = behind(corpus, proposals)
    assert list(zip(shown.table["quantity"], shown.table["remark"], strict=True)) == [
        ("156件", ""),
        ("132件", "left out: part of 156件"),
        ("8件", "left out: part of 156件"),
        ("156件", "left out: repeat"),
    ]
    assert str(shown).splitlines()[1].endswith("[left out: part of 156件]")
    assert "<em>[left out: repeat]</em>" in shown._repr_html_()


def test_keys_alone_a_table_of_cells_and_a_piece_of_a_matrix_say_the_same(corpus):
    coverage = compare.coverage(corpus.activities, corpus.reports)
    city = coverage.index[coverage["proposal"].eq("stated")][0]
    table = compare.totals(corpus.activities, corpus.reports)
    ways = [
        {"city": city, "category": "proposal"},
        coverage.loc[[city], ["proposal"]],
        table[(table["city"] == city) & (table["category"] == "proposal")],
    ]
    places = [sorted(behind(corpus, way).table["start"]) for way in ways]
    assert places[0] == places[1] == places[2] and len(places[0]) == 5  # the rate is a row of its own in totals


def test_nothing_behind_a_cell_says_whether_the_reports_were_read(corpus):
    reports = corpus.reports.assign(city=corpus.reports["city"].fillna(corpus.reports["report"]))
    read = behind(corpus, {"city": "庄浪", "category": "honour"} | _city(reports, "heqing"), reports=reports)
    unread = behind(corpus, {"category": "honour"} | _city(reports, "empty"), reports=reports)
    assert str(read).endswith("heqing was read and has none.") and "empty was not read (" in str(unread)
    assert "has none" in read._repr_html_()


def _city(reports, report):
    return {"city": reports.set_index("report").loc[report, "city"]}


def test_a_plan_is_no_statement(corpus):
    coverage = compare.coverage(corpus.activities, corpus.reports, by="report")
    assert coverage.loc["anping", "consultation"] == "not stated"
    shown = behind(corpus, coverage.loc[["anping"], ["consultation"]])
    assert list(shown.table["remark"]) == ["left out: plan"]


def test_own_columns_come_with_the_tables_they_are_in(corpus):
    reports = corpus.reports.assign(region=["north", "south", "north"])
    hits = corpus.activities.assign(kind=corpus.activities["unit"].eq("次").map({True: "event", False: "thing"}))
    rates = compare.rates(hits, reports, by="region", feature="kind")
    for _, cell in rates.iterrows():
        assert len(behind(corpus, cell, hits=hits, reports=reports)) == cell["n"]
    with pytest.raises(ValueError, match="region, kind is not a column"):
        behind(corpus, rates.iloc[0])


def test_two_groups_that_are_alike_show_the_hits_of_both(corpus):
    alike = compare.similarity(corpus.slogans, corpus.reports, by="report")
    piece = alike.loc[["anping"], ["heqing"]]
    assert len(behind(corpus, piece, hits=corpus.slogans)) == len(corpus.slogans)


def test_themes_are_shown_by_the_opening_of_their_paragraph(corpus):
    shown = behind(corpus, {"report": "heqing", "theme": corpus.themes.iloc[-1]["theme"]})
    assert list(shown.table["quantity"]) == ["庄浪县政协举办培训班3期"]
    assert shown.table["remark"].str.contains("theme, weight").all()


def test_every_word_of_a_report_is_there(corpus):
    shown = behind(corpus, {"report": "anping"}, hits=corpus.terms)
    assert len(shown) == corpus.terms.loc[corpus.terms["report"] == "anping", "n"].sum()
    assert len(behind(corpus, corpus.activities)) == len(corpus.activities)
    assert len(behind(corpus, corpus.phrases)) == corpus.phrases["n"].sum()


def test_a_phrase_is_found_as_often_as_it_was_counted(corpus):
    for row in corpus.phrases.itertuples():
        assert len(behind(corpus, {"phrase": row.phrase})) == row.n


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"town": "甲", "category": "rule"}, "town is not a column"),
        ({"category": "rules"}, "no category is 'rules'; there are"),
        ({"report": "nowhere", "category": "rule"}, "no report is 'nowhere'; there are"),
        ({"report": "anping"}, "does not tell what was counted"),
        (7, "int is not a row"),
    ],
)
def test_a_cell_that_leads_nowhere_is_told(corpus, cell, said):
    with pytest.raises(ValueError, match=said):
        behind(corpus, cell)


def test_an_empty_table_of_cells_is_no_error(corpus):
    empty = compare.totals(corpus.activities, corpus.reports).head(0)
    assert str(behind(corpus, empty)) == "The table of cells is empty."


def test_without_texts_it_says_where_to_look(corpus):
    bare = type(corpus)(**{**vars(corpus), "files": {}})
    for cell in ({"term": "安康市"}, {"theme": "ecology"}, {"phrase": corpus.phrases["phrase"].iloc[0]}):
        shown = behind(bare, cell) if cell.get("term") in (None, *corpus.terms["term"]) else None
        if shown is not None:
            assert len(shown) and "is not here" in shown.note and shown.table["sentence_before"].isna().all()


def test_it_changes_none_of_its_arguments(corpus):
    table = compare.totals(corpus.activities, corpus.reports)
    before = [frame.copy() for frame in (table, corpus.activities, corpus.reports, corpus.terms, corpus.themes)]
    behind(corpus, table)
    behind(corpus, {"term": corpus.terms["term"].iloc[0]})
    for old, new in zip(before, (table, corpus.activities, corpus.reports, corpus.terms, corpus.themes), strict=True):
        pd.testing.assert_frame_equal(old, new)
