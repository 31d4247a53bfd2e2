"""Texts to tables: counts by hand, what is left out and why, and when tables may be read instead of computed."""

import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import tables
from analysis.corpus import Document, reports_of
from analysis.lexicons import SHIPPED, LexiconError, load_lexicons
from analysis.tables.corpus_tables import CorpusError
from analysis.workflow.measuring import measure_all
from analysis.workflow.measuring.measure import PER_REPORT, measure, rows_of
from analysis.workflow.tabulate import tabulate

DIGESTS = Path(__file__).parents[1] / "data" / "digests"
TEXT = """安平市政协一年来的履职

一、提案办理

2023年,安平市政协召开常委会会议6次,收到委员提案120件,凝心聚力服务高质量发展。

组织委员走访企业30余家,收集意见建议45条。
"""
OTHER = "2023年,河清县政协举办培训班3期,凝心聚力服务高质量发展。\n"


@pytest.fixture(scope="module")
def lexicons():
    return load_lexicons()


@pytest.fixture
def folder(tmp_path):
    """Two texts with reports.csv; the second row's report has a region."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "anping.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts" / "heqing.txt").write_text(OTHER, encoding="gb18030")
    head = "report,source,start,end,city,city_en,province,level,genre,year,title,publisher,published,url,sha256"
    rows = [
        "heqing,heqing.txt,,,河清,,,county,news,2023,,,,,",
        "anping,anping.txt,,,安平,,,prefecture,review,2023,,,,,",
    ]
    (tmp_path / "reports.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return tmp_path


def same(a, b):
    assert list(a) == list(b)
    for name in a:
        pd.testing.assert_frame_equal(a[name], b[name])


def test_a_report_gives_rows_counted_by_hand(lexicons):
    (report,) = reports_of(Document("a.txt", "a", TEXT, "utf-8", "0"))
    rows = rows_of(report, lexicons)
    assert set(rows) == set(tables.SCHEMAS) - {"phrases"}
    assert [(r["value"], r["unit"]) for r in rows["activities"]] == [(6, "次"), (120, "件"), (30, "家"), (45, "条")]
    assert [TEXT[r["start"] : r["end"]] for r in rows["activities"]] == ["6次", "120件", "30余家", "45条"]
    assert [r["paragraph"] for r in rows["activities"]] == [1, 1, 2, 2]
    assert [r["n_chars"] for r in rows["paragraphs"]] == [32, 17]
    assert rows["paragraphs"][0]["heading"].endswith("提案办理")
    assert [r["slogan"] for r in rows["slogans"]] == ["提案办理", "委员提案", "凝心聚力", "高质量发展"]
    (summary,) = rows["reports"]
    assert (summary["n_chars"], summary["n_paragraphs"], summary["status"]) == (49, 2, "included")
    assert summary["n_tokens"] == sum(r["n"] for r in rows["terms"])


def test_rows_depend_on_the_report_alone(lexicons):
    (report,) = reports_of(Document("a.txt", "a", TEXT, "utf-8", "0"))
    first = rows_of(report, lexicons)
    rows_of(reports_of(Document("b.txt", "b", OTHER, "utf-8", "0"))[0], lexicons)
    assert rows_of(report, lexicons) == first


def test_a_folder_gives_tables_in_the_order_of_reports_csv(folder, lexicons):
    found, manifest, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty
    assert found["reports"]["report"].tolist() == ["heqing", "anping"]
    assert found["activities"]["report"].tolist() == ["heqing", *["anping"] * 4]
    assert found["reports"]["city"].tolist() == ["河清", "安平"] and found["reports"]["year"].tolist() == [2023, 2023]
    phrase = found["phrases"].set_index("phrase").loc["凝心聚力服务高质量发展"]
    assert (phrase["n"], phrase["n_reports"], phrase["n_cities"], phrase["reports"]) == (2, 2, 2, "heqing; anping")
    assert manifest["sources"]["heqing.txt"]["encoding"] == "gb18030"
    assert manifest["rows"] == {name: len(table) for name, table in found.items()}


def test_the_manifest_names_no_place_and_no_time(folder, lexicons, tmp_path_factory):
    copy = tmp_path_factory.mktemp("other") / "copy"
    shutil.copytree(folder, copy)
    first, second = (tabulate(f, lexicons=lexicons)[1] for f in (folder, copy))
    assert first == second and str(folder) not in json.dumps(first)


def test_processes_give_the_same_tables(folder, lexicons, monkeypatch):
    monkeypatch.setattr(measure_all, "AT_ONCE", 1)
    same(tabulate(folder, lexicons=lexicons)[0], tabulate(folder, lexicons=lexicons, workers=2)[0])


def test_what_measures_imports_no_tables():
    """A process for each core would otherwise load pandas and pandera first, which takes longer than forty reports."""
    code = (
        "import sys; from analysis.corpus import Document, reports_of; from analysis.lexicons import shipped; "
        "from analysis.workflow.measuring import measure_all; from analysis.workflow.measuring.measure import measure; "
        "found = measure(Document('a.txt', 'a', '2023年,市政协围绕民生召开协商会议6次。', 'utf-8', ''), shipped()); "
        "assert found.rows['activities'] and found.rows['terms'] and found.rows['themes'], found; "
        "assert not {'pandas', 'pandera', 'pyarrow'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_rows_of_a_report_are_those_of_its_tables(lexicons):
    (report,) = reports_of(Document("a.txt", "a", "2023年,市政协围绕民生召开协商会议6次。", "utf-8", ""))
    found = rows_of(report, lexicons)
    assert set(PER_REPORT) == set(tables.SCHEMAS) - {"reports", "phrases"} == set(found) - {"reports"}
    assert set(found["reports"][0]) >= set(tables.columns("reports"))


def test_adding_a_report_changes_no_row_of_the_others(folder, lexicons):
    before, _, _ = tabulate(folder, lexicons=lexicons)
    (folder / "texts" / "third.txt").write_text("某市政协召开座谈会2次。\n", encoding="utf-8")
    after, _, problems = tabulate(folder, lexicons=lexicons)
    for name in set(tables.SCHEMAS) - {"phrases"}:
        old = after[name][after[name]["report"] != "third"].reset_index(drop=True)
        pd.testing.assert_frame_equal(old, before[name])
    assert problems["file"].tolist() == ["third.txt"]  # no row names it


def test_what_cannot_be_read_is_a_row_with_its_reason(folder, lexicons):
    with (folder / "reports.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("lost,lost.txt,,,失落,,,,,2023,,,,,\nblank,blank,,,,,,,,,,,,,\nmute,mute.txt,,,,,,,,,,,,,\n")
    (folder / "texts" / "blank.txt").write_text(" \n")
    (folder / "texts" / "mute.txt").write_text("一、提案办理\n", encoding="utf-8")
    (folder / "texts" / "stray.txt").write_bytes(b"%PDF-1.7")
    found, _, problems = tabulate(folder, lexicons=lexicons)
    status = found["reports"].set_index("report")["status"]
    assert status["anping"] == status["heqing"] == "included"
    assert status["lost"] == "its text lost.txt is missing" and status["blank"] == "empty"
    assert status["mute"] == "no paragraph of body text" and "PDF" in status["stray"]
    assert found["reports"].set_index("report").loc["lost", "city"] == "失落"
    assert set(found["activities"]["report"]) == {"anping", "heqing"}
    assert {"blank.txt", "mute.txt", "stray.txt", "reports.csv"} <= set(problems["file"])
    assert (problems["what_to_do"] != "").all()


def test_a_text_without_a_chinese_character_is_not_included(folder, lexicons):
    (folder / "texts" / "english.txt").write_text("In 2023 the conference held 6 meetings.\n", encoding="utf-8")
    found, _, problems = tabulate(folder, lexicons=lexicons)
    row = found["reports"].set_index("report").loc["english"]
    assert row["status"] == "no Chinese character in its body text" and row["n_chars"] == 0
    assert "english" not in set(found["terms"]["report"]) | set(found["activities"]["report"])
    assert row["status"] in problems.set_index("file").loc["english.txt", "problem"].tolist()


def test_one_place_under_two_names_is_told_and_others_are_not(folder, lexicons):
    with (folder / "reports.csv").open("a", encoding="utf-8") as sheet:
        for name, city in [("a", "吉林省"), ("b", "吉林市"), ("c", "安平县")]:
            sheet.write(f"{name},,,,{city},,,,,2022,,,,,\n")
            (folder / "texts" / f"{name}.txt").write_text(f"{city}政协召开座谈会2次。\n", encoding="utf-8")
    found, manifest, problems = tabulate(folder, lexicons=lexicons)
    what = "its city 安平县 may be the 安平 of report anping; now they are two places"
    assert problems[["report", "problem"]].to_numpy().tolist() == [["c", what]]
    tables.write(found, folder / "tables", manifest=manifest)
    assert analysis.load_corpus(folder).problems["problem"].tolist() == [what]


def test_a_report_that_fails_does_not_lose_the_others(lexicons, monkeypatch):
    def fail(report, folder=None):
        if report.report == "a":
            raise IndexError("boom")
        return [], []

    monkeypatch.setattr("analysis.activities.extract", fail)
    good, bad = (measure(Document(f"{n}.txt", n, TEXT, "utf-8", "0"), lexicons) for n in "ba")
    assert len(good.rows["paragraphs"]) == 2 and not good.problems
    assert bad.rows["paragraphs"] == [] and "IndexError: boom" in bad.problems[0][3]
    assert "boom" in bad.rows["reports"][0]["status"]


def test_a_report_that_breaks_the_contract_is_left_out_alone(folder, lexicons, monkeypatch):
    before = {name: table for name, table in tabulate(folder, lexicons=lexicons)[0].items()}
    (folder / "texts" / "bad.txt").write_text(TEXT.replace("安平", "白鹭"), encoding="utf-8")
    measured = rows_of

    def broken(report, lexicons):
        rows = measured(report, lexicons)
        if report.report == "bad":
            rows["activities"][0]["value"] = -1.0
        return rows

    monkeypatch.setattr("analysis.workflow.measuring.measure.rows_of", broken)
    found, _, problems = tabulate(folder, lexicons=lexicons)
    status = found["reports"].set_index("report")["status"]
    assert (
        status["bad"].startswith("could not be measured: activities: column value")
        and status.drop("bad").eq("included").all()
    )
    assert problems["problem"].tolist()[-1] == status["bad"]
    for name in ("activities", "paragraphs", "terms", "themes", "slogans"):
        assert "bad" not in set(found[name]["report"]) and len(found[name]) == len(before[name])


def test_a_status_by_hand_decides_what_is_measured(tmp_path, lexicons):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")

    def status(**told):
        rows = [f"{name},{told.get(name, '')}" for name in "abc"]
        (tmp_path / "reports.csv").write_text("\n".join(["report,status", *rows]) + "\n", encoding="utf-8")
        return tabulate(tmp_path, lexicons=lexicons)[0]["reports"].set_index("report")["status"].to_dict()

    copy = "copy: the same text as {}, kept because it comes first"
    assert status() == {"a": "included", "b": copy.format("a"), "c": copy.format("a")}
    by_hand = "copy: the same text as c, kept because reports.csv has a row for it"
    assert status(c="included") == {"a": by_hand, "b": by_hand, "c": "included"}
    assert status(a="a law", b="included", c="included") == {"a": "a law", "b": "included", "c": "included"}


def test_sha256_is_that_of_the_text_whatever_reports_csv_says(folder, lexicons):
    text = (folder / "reports.csv").read_text(encoding="utf-8").replace("news,2023,,,,,", "news,2023,,,,," + "0" * 64)
    (folder / "reports.csv").write_text(text, encoding="utf-8")
    found, manifest, problems = tabulate(folder, lexicons=lexicons)
    assert found["reports"]["sha256"][0] == manifest["sources"]["heqing.txt"]["sha256"] != "0" * 64
    assert "sha256" in problems["problem"][0]


def test_an_empty_folder_gives_empty_tables(tmp_path, lexicons):
    found, manifest, problems = tabulate(tmp_path, lexicons=lexicons)
    assert all(table.empty for table in found.values()) and manifest["sources"] == {} and len(problems) == 1


def test_own_lexicons_replace_the_shipped_file_and_no_other(folder, tmp_path_factory):
    own = tmp_path_factory.mktemp("own")
    head = (SHIPPED / "slogans.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    (own / "slogans.csv").write_text(f"{head}\n常委会会议,,consultation/role,system,,,,,,\n", encoding="utf-8")
    corpus = analysis.load_corpus(folder, lexicons=own)
    assert corpus.slogans["slogan"].tolist() == ["常委会会议"] and len(corpus.activities) == 5
    shipped = load_lexicons().digests
    assert [n for n, d in corpus.manifest["lexicons"].items() if d != shipped[n]] == ["slogans"]


def test_an_edited_lexicon_counts_at_once(folder, tmp_path_factory):
    own = tmp_path_factory.mktemp("own")
    rows = (SHIPPED / "measures.csv").read_text(encoding="utf-8-sig")
    (own / "measures.csv").write_text(rows, encoding="utf-8")
    assert "家" in analysis.load_corpus(folder, lexicons=own).activities["unit"].tolist()
    kept = "\n".join(line for line in rows.splitlines() if not line.startswith("家,")) + "\n"
    (own / "measures.csv").write_text(kept, encoding="utf-8")
    assert "家" not in analysis.load_corpus(folder, lexicons=own).activities["unit"].tolist()


def test_every_bad_row_of_every_lexicon_is_told(tmp_path):
    (tmp_path / "themes.csv").write_text(
        "theme,term,weight,requires,excludes,note\nsport,跑步,1,,,\n", encoding="utf-8"
    )
    (tmp_path / "actions.csv").write_text("action,kind,note\n跑,running,\n", encoding="utf-8")
    (tmp_path / "measures.csv").write_text("measure,kind,not_before,note\n个,thing,(,\n", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_lexicons(tmp_path)
    for where in ("themes.csv:2", "actions.csv:2", "measures.csv:2"):
        assert where in str(error.value)


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_folder_without_lexicons_is_told(tmp_path, name):
    with pytest.raises(LexiconError, match=r"slogans\.csv"):
        load_lexicons(tmp_path / name)


# Loading a corpus


def written(folder, to=None):
    found, manifest, _ = tabulate(folder)
    tables.write(found, to or folder / "tables", "csv", manifest)
    return found


def quietly(*args, **kwargs):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return analysis.load_corpus(*args, **kwargs)


def test_texts_alone_are_computed_and_a_row_leads_to_its_sentence(folder):
    corpus = quietly(folder)
    assert corpus.origin == "computed from the texts" and corpus.problems.empty
    same(corpus.tables, tabulate(folder)[0])
    for row in corpus.activities.itertuples():
        assert corpus.text(row.source)[row.start : row.end] == row.quantity


def test_a_bare_folder_of_texts_is_a_corpus(tmp_path):
    (tmp_path / "河清.txt").write_text(OTHER, encoding="utf-8")
    corpus = quietly(tmp_path)
    assert corpus.reports["report"].tolist() == ["河清"] and len(corpus.activities) == 1
    assert corpus.text("河清.txt") == OTHER


def test_tables_alone_are_read_and_say_that_the_text_is_away(folder):
    found = written(folder)
    shutil.rmtree(folder / "texts")
    corpus = quietly(folder)
    same(corpus.tables, found)
    assert "read from tables/" in corpus.origin
    with pytest.raises(CorpusError, match=r"heqing\.txt is not here"):
        corpus.text("heqing.txt")
    with pytest.raises(CorpusError, match="no source 'x'"):
        corpus.text("x")


def test_a_table_of_parquet_is_read_when_it_is_asked_for_and_is_that_of_the_corpus(folder, tmp_path_factory):
    found, manifest, _ = tabulate(folder)
    at = tmp_path_factory.mktemp("tables")
    tables.write(found, at, "parquet", manifest)
    corpus = quietly(at)
    pd.testing.assert_frame_equal(corpus.slogans, found["slogans"])
    assert corpus.slogans is corpus.slogans
    (at / "terms.parquet").write_bytes((at / "terms.parquet").read_bytes() + b"\n")
    (at / "themes.parquet").unlink()
    with pytest.raises(CorpusError, match=r"terms\.parquet: has changed since the corpus was loaded; load it again"):
        corpus.terms  # noqa: B018
    with pytest.raises(CorpusError, match=r"themes\.parquet: .*; load the corpus again"):
        corpus.themes  # noqa: B018
    pd.testing.assert_frame_equal(corpus.slogans, found["slogans"])


def test_a_corpus_of_csv_stays_what_it_was_when_its_tables_are_written_anew(folder, tmp_path_factory):
    found, manifest, _ = tabulate(folder)
    at = tmp_path_factory.mktemp("tables")
    tables.write(found, at, "csv", manifest)
    corpus = quietly(at)
    (at / "terms.csv").unlink()
    same(corpus.tables, found)


def test_data_beside_the_tables_are_no_texts_whose_others_are_missing(folder):
    found = written(folder)
    shutil.rmtree(folder / "texts")
    pd.DataFrame({"term": ["会议", "提案"], "n": [6, 120]}).to_parquet(folder / "words.parquet")
    corpus = quietly(folder)
    same(corpus.tables, found)
    assert corpus.problems["file"].tolist() == ["words.parquet"]


@pytest.mark.parametrize("format", tables.FORMATS)
def test_a_folder_of_tables_is_a_corpus(folder, tmp_path_factory, format):
    found, manifest, _ = tabulate(folder)
    at = tmp_path_factory.mktemp("tables")
    tables.write(found, at, format, manifest)
    same(quietly(at).tables, found)
    texts = quietly(at, texts=folder / "texts")
    assert texts.origin.startswith("read from") and texts.text("anping.txt") == TEXT


def test_metadata_corrected_after_measuring_count(folder):
    written(folder)
    shutil.rmtree(folder / "texts")
    text = (
        (folder / "reports.csv")
        .read_text(encoding="utf-8")
        .replace("安平,,,prefecture,review,2023", "安平,Anping,,county,review,2022")
    )
    (folder / "reports.csv").write_text(text + "new,new.txt,,,,,,,,,,,,,\n", encoding="utf-8")
    corpus = quietly(folder)
    row = corpus.reports.set_index("report").loc["anping"]
    assert (row["city_en"], row["level"], row["year"], row["n_chars"]) == ("Anping", "county", 2022, 49)
    assert corpus.problems["report"].tolist() == ["new"]
    tables.check_all(corpus.tables)


def test_tables_of_the_same_texts_are_read_not_computed(folder, monkeypatch):
    found = written(folder)
    monkeypatch.setattr("analysis.workflow.load.tabulate", lambda *a: pytest.fail("computed"))
    corpus = quietly(folder)
    same(corpus.tables, found)
    assert corpus.origin == "read from tables/" and corpus.text("anping.txt") == TEXT


def change_text(folder):
    (folder / "texts" / "anping.txt").write_text(TEXT.replace("45条", "46条"), encoding="utf-8")


def change_reports(folder):
    text = (folder / "reports.csv").read_text(encoding="utf-8").replace("news", "review")
    (folder / "reports.csv").write_text(text, encoding="utf-8")


def change_manifest(key, value):
    def change(folder):
        file = folder / "tables" / "manifest.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {key: value}))

    return change


def remove_manifest(folder):
    (folder / "tables" / "manifest.json").unlink()


def spoil_table(folder):
    (folder / "tables" / "terms.csv").write_text("nothing")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (change_text, r"texts have changed since \(anping.txt\)"),
        (change_reports, "reports.csv has changed"),
        (change_manifest("version", "0.0.1"), "version 0.0.1"),
        (change_manifest("lexicons", {}), "another lexicon"),
        (change_manifest("segmenter", {"version": "9"}), "segmenter"),
        (remove_manifest, "manifest.json: missing"),
        (spoil_table, "terms"),
    ],
)
def test_tables_of_anything_else_are_computed_anew_with_a_warning(folder, change, why):
    written(folder)
    change(folder)
    with pytest.warns(UserWarning, match=why):
        corpus = analysis.load_corpus(folder)
    assert "computed" in corpus.origin
    same(corpus.tables, tabulate(folder)[0])


def test_own_lexicons_need_the_texts(folder, tmp_path_factory):
    written(folder)
    shutil.rmtree(folder / "texts")
    own = tmp_path_factory.mktemp("own")
    (own / "words.csv").write_text("word,note\n常委会会议,\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"another lexicon \(words\); the texts are needed"):
        analysis.load_corpus(folder, lexicons=own)


def test_unusable_folders_are_told(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        analysis.load_corpus(tmp_path / "missing")
    (tmp_path / "tables").mkdir()
    with pytest.raises(CorpusError, match=r"manifest\.json: missing"):
        analysis.load_corpus(tmp_path)


def test_the_version_is_that_of_the_project():
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{analysis.__version__}"' in text


def test_the_digests_load_without_a_problem():
    corpus = quietly(DIGESTS)
    assert corpus.problems.empty and len(corpus.reports) == 12
    assert (corpus.reports["status"] == "included").all()
    texts = {source: corpus.text(source) for source in corpus.reports["source"]}
    for table in (corpus.activities, corpus.refusals):
        for row in table.itertuples():
            assert texts[row.source][row.start : row.end].split() == row.quantity.split(), os.fspath(row.source)
