"""Ids of reports as names of files give them: with spaces, and with marks that part ids in a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import behind, compare, load_corpus, slogans, tables
from analysis.corpus.ids import join_ids, split_ids, usable_id
from analysis.workflow.check import check

TEXTS = {
    "青泽 2023.txt": "青泽市政协召开会议6次，凝心聚力服务高质量发展。\n",
    "2023 年, 河清.txt": "河清县政协举办培训班3期，“凝心聚力服务高质量发展”。\n",
    "安 平.txt": "安平市政协收到提案12件，“凝心聚力服务高质量发展”。\n",
}
PHRASE = "凝心聚力服务高质量发展"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_corpus(folder)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_ids_that_are_joined_are_split_again(names):
    ids = [usable_id(name) for name in names]
    assert split_ids(join_ids(ids)) == ids and all(usable_id(i) == i for i in ids)
    assert not any(";" in i or len(i.splitlines()) > 1 for i in ids)


def test_reports_with_spaces_in_their_names_are_found_again(corpus):
    ids = {name.removesuffix(".txt") for name in TEXTS}
    assert set(corpus.reports["report"]) == ids
    row = corpus.phrases.set_index("phrase").loc[PHRASE]
    assert set(split_ids(row["reports"])) == ids and row["n_reports"] == 3
    assert set(compare.occurrences(corpus.phrases)["report"]) == ids
    shown = behind(corpus, {"phrase": PHRASE})
    assert set(shown.table["report"]) == ids and shown.table["sentence_before"].notna().all()
    lexicon = slogans.load()
    found = slogans.discovery(corpus.phrases, corpus.reports, lexicon).set_index("phrase").loc[PHRASE]
    assert set(split_ids(found["reports"])) == ids
    quoted = slogans.quotations(corpus, lexicon)
    assert quoted["reports"].map(split_ids).map(len).tolist() == quoted["n_reports"].tolist()


def test_a_phrase_of_one_province_is_regional_under_ids_with_spaces(corpus):
    provinces = corpus.reports["report"].map(lambda report: "西" if report.startswith("安") else "东")
    phrases = corpus.phrases.assign(phrase="山乡夜话", slogan="", n_cities=2, reports="青泽 2023; 2023 年, 河清").head(
        1
    )
    found = slogans.discovery(phrases, corpus.reports.assign(province=provinces), slogans.load())
    assert found["level"].tolist() == ["regional"]


def test_a_phrase_that_names_a_strange_report_is_told(corpus):
    found = dict(corpus.tables)
    found["phrases"] = found["phrases"].assign(reports=[join_ids(["青泽", "2023", "安 平"])] * len(found["phrases"]))
    with pytest.raises(ValueError, match="names a report that `reports` does not"):
        tables.check_all(found)


def test_marks_that_part_ids_are_changed_and_told(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in ("a;b", "c;d"):
        (tmp_path / "texts" / f"{name}.txt").write_text("某市政协召开座谈会2次。\n", encoding="utf-8")
    (tmp_path / "reports.csv").write_text('report,city\n"c;d",丙\n', encoding="utf-8")
    told = check(tmp_path).problems
    told = told[told["problem"].str.contains("semicolon")]
    assert set(told["file"]) == {"a;b.txt", "reports.csv"} and set(told["report"]) == {"a-b", "c-d"}
    reports = load_corpus(tmp_path).reports.set_index("report")
    assert reports.loc["c-d", ["city", "source", "status"]].tolist() == ["丙", "c;d.txt", "included"]
    assert reports.loc["a-b", "status"] == "included"


def test_a_correction_finds_an_id_with_two_spaces(tmp_path):
    (tmp_path / "青泽　 2023.txt").write_text(TEXTS["青泽 2023.txt"], encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(
        "report,quantity,sentence,column,value,expect\n青泽　 2023,6次,会议,category,organ,meeting\n", encoding="utf-8"
    )
    assert load_corpus(tmp_path).corrections["applied"].tolist() == [True]
