"""The command line: what is written, what is said, and the exit status."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import behind, load_corpus, tables
from analysis.__main__ import main
from analysis.corpus import scan
from analysis.workflow.commands import COMMANDS

TEXT = "2023年,安康市政协召开常委会会议6次,收到委员提案120件,凝心聚力服务高质量发展。\n"
OTHER = "2023年,庄浪县政协举办培训班3期,凝心聚力服务高质量发展。\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "anping.txt").write_text(TEXT, encoding="utf-8")
    (folder / "heqing.txt").write_text(OTHER, encoding="utf-8")
    return folder


def run(capsys, *args):
    status = main([str(a) for a in args])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out, said.err


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_tabulate_writes_every_table_and_one_page(capsys, folder, tmp_path):
    status, out, err = run(capsys, "tabulate", folder, "--out", tmp_path / "t")
    assert (status, err) == (0, "")
    found = tables.read(tmp_path / "t")
    assert len(found["activities"]) == 3
    for line in ("files:             2", "reports:           2", "activity counts:   3", "problems:          0"):
        assert line in out
    assert "date 2" in out and str(tmp_path / "t") in out and len(out.splitlines()) < 20


def test_the_same_run_gives_the_same_bytes(capsys, folder, tmp_path):
    for name in "12":
        run(capsys, "tabulate", folder, "--out", tmp_path / name)
    assert tree(tmp_path / "1") == tree(tmp_path / "2") and len(tree(tmp_path / "1")) == 9


def test_parquet_holds_the_same_tables(capsys, folder, tmp_path):
    run(capsys, "tabulate", folder, "--out", tmp_path / "c")
    assert run(capsys, "tabulate", folder, "--out", tmp_path / "p", "--format", "parquet")[0] == 0
    a, b = tables.read(tmp_path / "c"), tables.read(tmp_path / "p")
    assert all(a[name].equals(b[name]) for name in tables.SCHEMAS)


def test_texts_may_live_elsewhere(capsys, folder, tmp_path):
    (tmp_path / "meta").mkdir()
    (tmp_path / "meta" / "reports.csv").write_text("report,source,city\nx,anping,安康\n", encoding="utf-8")
    status, out, _ = run(
        capsys, "tabulate", tmp_path / "meta", "--texts", folder, "--out", tmp_path / "meta" / "tables"
    )
    assert status == 1 and "heqing.txt" in out  # columns and a row are missing, and said to be
    assert tables.read(tmp_path / "meta" / "tables")["reports"]["report"].tolist() == ["x", "heqing"]


def test_problems_are_told_and_the_good_ones_kept(capsys, folder, tmp_path):
    (folder / "empty.txt").write_text("")
    (folder / "scan.pdf").write_bytes(b"%PDF")
    status, out, _ = run(capsys, "tabulate", folder, "--out", tmp_path / "t")
    assert status == 1 and "empty.txt" in out and "scan.pdf (scan): a damaged PDF" in out
    reports = tables.read(tmp_path / "t")["reports"].set_index("report")
    assert reports["status"].to_dict() == {
        "anping": "included", "heqing": "included", "empty": "empty", "scan": reports["status"]["scan"]
    }  # fmt: skip


def test_strict_writes_nothing_where_there_are_problems(capsys, folder, tmp_path):
    assert run(capsys, "tabulate", folder, "--out", tmp_path / "t", "--strict")[0] == 0
    shutil.rmtree(tmp_path / "t")
    (folder / "empty.txt").write_text("")
    for command in ("tabulate", "bundle"):
        status, out, _ = run(capsys, command, folder, "--out", tmp_path / "t", "--strict")
        assert status == 1 and "Nothing is written" in out and not (tmp_path / "t").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["tabulate", "missing", "--out", "t"],
        ["check", "missing"],
        ["bundle", "missing", "--out", "t"],
        ["verify", "missing", "--texts", "corpus"],
        ["verify", "corpus", "--texts", "corpus"],
        ["tabulate", "empty", "--out", "t"],
        ["bundle", "empty", "--out", "t"],
        ["tabulate", "corpus", "--out", "t", "--texts", "missing"],
        ["tabulate", "corpus", "--out", "t", "--lexicons", "missing"],
        ["tabulate", "corpus", "--out", "t", "--lexicons", "bad"],
        ["bundle", "corpus", "--out", "t", "--lexicons", "bad"],
        ["tabulate", "corpus", "--out", "corpus"],
        ["tabulate", "corpus", "--out", "."],
        ["tabulate", "corpus", "--out", "kept"],
        ["tabulate", "corpus", "--out", "corpus/anping.txt"],
        ["bundle", "corpus", "--out", "kept"],
        ["bundle", "corpus", "--out", "corpus"],
    ],
)
def test_what_cannot_be_done_is_a_message_and_status_2(capsys, folder, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "bad", "kept"):
        Path(name).mkdir()
    Path("bad/themes.csv").write_text("theme,term\n")
    Path("kept/reports.csv").write_text("report\nmine\n")
    before = tree(tmp_path)
    status, _, err = run(capsys, *args)
    assert status == 2 and err.startswith(f"{args[0]}: ") and err.count("\n") < 4
    assert tree(tmp_path) == before


@pytest.mark.parametrize("args", [[], ["count"], ["tabulate", "x"], ["tabulate", "x", "--out", "t", "--workers", "0"]])
def test_wrong_usage_is_status_2(capsys, args):
    with pytest.raises(SystemExit) as end:
        main(args)
    assert end.value.code == 2 and "usage:" in capsys.readouterr().err


def test_check_lists_what_tabulate_lists_and_writes_nothing(capsys, folder, tmp_path):
    before = tree(folder)
    status, out, _ = run(capsys, "check", folder)
    assert status == 0 and "python -m analysis new" in out and "reports.csv is not there" in out
    assert tree(folder) == before
    (folder / "empty.txt").write_text("")
    status, out, _ = run(capsys, "check", folder)
    line = next(line for line in out.splitlines() if line.startswith("empty.txt"))
    assert status == 1 and "1 problem." in out
    assert line in run(capsys, "tabulate", folder, "--out", tmp_path / "t")[1]


def test_check_says_which_reports_hold_slogans_from_after_their_time(capsys, folder, tmp_path):
    text = OTHER.replace("凝心聚力", "在以习近平同志为核心的党中央领导下,")
    (folder / "heqing.txt").write_text(f"河清县政协2013年工作总结\n\n{text}", encoding="utf-8")
    status, out, _ = run(capsys, "check", folder)
    assert status == 0 and "Note: 1 report with slogans from after their time" in out
    assert "  heqing, written by 2014: 以习近平同志为核心的党中央 (2016), 高质量发展 (2017)\n" in out
    run(capsys, "tabulate", folder, "--out", tmp_path / "t")
    assert "  heqing, written by 2014" in run(capsys, "check", tmp_path / "t")[1]
    (folder / "heqing.txt").write_text(OTHER, encoding="utf-8")
    assert "after their time" not in run(capsys, "check", folder)[1]


def test_check_tries_the_corrections(capsys, folder):
    head = "report,start,end,quantity,sentence,column,value,expect,reason,who,date"
    good = "anping,,,120件,收到委员,value,121,120,misread,A,2026"
    stale = "anping,,,6次,召开常委会,value,7,8,,A,"
    (folder / "corrections.csv").write_text(f"{head}\n{good}\n{stale}\nnobody,1,2,,,drop,,x,,,\n", encoding="utf-8")
    before = tree(folder)
    status, out, _ = run(capsys, "check", folder)
    assert status == 1 and "corrections.csv: 1 of 3 corrections apply." in out and "2 problems." in out
    assert "corrections.csv, row 3 (anping): not applied: value: '6' stands there, not '8'" in out
    assert "corrections.csv, row 4 (nobody): not applied: no report 'nobody' was measured" in out
    assert tree(folder) == before
    status, said, _ = run(capsys, "tabulate", folder, "--out", folder / "tables")
    assert status == 1 and "corrections:       1 applied, 2 not" in said and "row 3 (anping): not applied" in said


def test_check_tells_the_corrections_of_tables_without_texts(capsys, folder, tmp_path):
    head = "report,start,end,quantity,sentence,column,value,expect,reason,who,date"
    row = "anping,,,120件,收到委员,value,121,120,,,"
    (folder / "corrections.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    status, out, _ = run(capsys, "bundle", folder, "--out", tmp_path / "b")
    assert status == 0 and "1 of 1 corrections are in the tables" in out
    (folder / "corrections.csv").unlink()
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 0 and "what these texts give with 1 corrections by hand" in out
    status, out, _ = run(capsys, "check", tmp_path / "b")
    assert status == 0 and "1 of 1 corrections apply" in out
    (tmp_path / "b" / "corrections.csv").write_text(f"{head}\n", encoding="utf-8")
    status, out, _ = run(capsys, "check", tmp_path / "b")
    assert status == 1 and "changed or removed since the tables were measured" in out


def test_own_columns_are_a_note_and_copies_are_told(capsys, folder, tmp_path):
    (folder / "twin.txt").write_text(TEXT + "\n\n", encoding="utf-8")
    status, out, _ = run(capsys, "check", folder)
    assert (
        status == 1
        and "twin.txt (twin): copy: the same text as anping, kept because it comes first; it is not counted" in out
    )
    assert "copies:            1, not counted: twin" in run(capsys, "tabulate", folder, "--out", tmp_path / "t")[1]
    (folder / "twin.txt").unlink()
    corpus = tmp_path / "new"
    run(capsys, "new", folder, "--out", corpus)
    sheet = corpus / "reports.csv"
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    sheet.write_text("\n".join([lines[0] + ",region", *(f"{one},north" for one in lines[1:])]), encoding="utf-8")
    status, out, _ = run(capsys, "check", corpus)
    assert status == 0 and "Note: reports.csv has columns of your own (region)" in out and "no problems" in out


def test_the_report_is_a_command_too(capsys, tmp_path):
    status, _, err = run(capsys, "report", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert status == 2 and err.startswith("report: ") and "no such folder" in err


def test_a_corpus_folder_is_made_and_has_no_problem(capsys, folder, tmp_path):
    assert run(capsys, "new", folder, "--out", tmp_path / "new")[0] == 0
    written = (tmp_path / "new" / "reports.csv").read_bytes()
    assert scan(tmp_path / "new")[1].empty and written.startswith(b"\xef\xbb\xbfreport,source,start,end,city")
    assert ",安康,".encode() in written and ",庄浪,".encode() in written
    status, out, _ = run(capsys, "check", tmp_path / "new")
    assert status == 0 and "python -m analysis new" not in out


def test_check_holds_tables_against_the_contract(capsys, folder):
    run(capsys, "tabulate", folder, "--out", folder / "tables")
    assert run(capsys, "check", folder)[0] == 0
    assert run(capsys, "check", folder / "tables")[0] == 0
    file = folder / "tables" / "activities.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace(",meeting,", ",party,"), encoding="utf-8")
    status, out, _ = run(capsys, "check", folder)
    assert status == 1 and "column category, row 2" in out and "tabulate" in out


def test_tables_that_lost_rows_or_their_manifest_are_told(capsys, folder, tmp_path):
    run(capsys, "bundle", folder, "--out", tmp_path / "b")
    assert run(capsys, "check", tmp_path / "b")[1].endswith("Tables without texts; no problems.\n")
    file = tmp_path / "b" / "tables" / "activities.csv"
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.index(b"\n") + 1])
    status, out, _ = run(capsys, "check", tmp_path / "b")
    assert status == 1 and "tables/activities.csv: changed after it was measured" in out
    for data, what in [(b"", "empty"), (whole.decode("utf-8-sig").encode("gb18030"), "not UTF-8")]:
        file.write_bytes(data)
        status, out, _ = run(capsys, "check", tmp_path / "b")
        assert status == 1 and what in out and "--texts FOLDER" in out
    file.write_bytes(whole)
    for text in ("[]", '{"corrections": [1]}', '{"sources": {"a": 1}}', '{"rows": 3}'):
        (tmp_path / "b" / "tables" / "manifest.json").write_text(text)
        status, out, _ = run(capsys, "check", tmp_path / "b")
        assert status == 1 and "no manifest" in out and out.count("measure") == 1 and "again" not in out
    (tmp_path / "b" / "tables" / "manifest.json").unlink()
    _, out, _ = run(capsys, "check", tmp_path / "b")
    assert "missing; to measure anew: python -m analysis tabulate" in out and "again" not in out


def test_tables_of_an_earlier_version_can_be_bundled(capsys, folder, tmp_path):
    run(capsys, "tabulate", folder, "--out", tmp_path / "earlier" / "tables")
    file = tmp_path / "earlier" / "tables" / "reports.csv"
    pd.read_csv(file, dtype=str, keep_default_na=False).drop(columns=["city_source", "year_source"]).to_csv(
        file, index=False
    )
    run(capsys, "bundle", tmp_path / "earlier", "--out", tmp_path / "b")
    sheet = pd.read_csv(tmp_path / "b" / "reports.csv", dtype=str)
    assert len(sheet) == len(pd.read_csv(file)) and "city_source" not in sheet


def test_a_value_edited_by_hand_is_told_wherever_the_tables_are_read(capsys, folder, tmp_path):
    bundle, copy = tmp_path / "b", tmp_path / "copy"
    run(capsys, "bundle", folder, "--out", bundle)
    file = bundle / "tables" / "activities.csv"
    whole = file.read_bytes()
    for data in (whole.replace(b",120,", b",121,"), whole.replace(b"\n", b"\r\n"), whole.removeprefix(b"\xef\xbb\xbf")):
        assert data != whole
        file.write_bytes(data)
        told = load_corpus(bundle).problems
        assert told["file"].tolist() == ["tables/activities.csv"] and "changed after" in told["problem"][0]
        assert run(capsys, "check", bundle)[0] == 1
        _, out, _ = run(capsys, "verify", bundle, "--texts", folder)
        assert "tables/activities.csv: changed after it was measured" in out and "1 of 8 tables differ" in out
    file.write_bytes(whole.replace(b",120,", b",121,"))
    assert 121 in load_corpus(bundle).activities["value"].tolist()  # used all the same
    assert run(capsys, "bundle", bundle, "--out", copy, "--format", "parquet")[0] == 1
    assert "activities.csv" in load_corpus(copy).problems["file"][0]  # a copy does not hide it
    file.write_bytes(whole)
    assert load_corpus(bundle).problems.empty and run(capsys, "check", bundle)[0] == 0


def test_where_texts_are_an_edited_table_says_how_to_measure_anew(capsys, folder):
    at = folder / "tables"
    run(capsys, "tabulate", folder, "--out", at)
    file = at / "themes.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    command = f"to measure anew: python -m analysis tabulate {folder} --out {at}"
    assert load_corpus(folder).problems["what_to_do"].tolist() == [command]
    assert command in run(capsys, "check", folder)[1]
    assert main(command.partition("-m analysis ")[2].split()) == 0
    assert load_corpus(folder).problems.empty


def test_an_edited_parquet_file_and_a_manifest_without_digests_are_told(capsys, folder, tmp_path):
    bundle = tmp_path / "b"
    run(capsys, "bundle", folder, "--out", bundle, "--format", "parquet")
    assert load_corpus(bundle).problems.empty
    file = bundle / "tables" / "activities.parquet"
    table = pd.read_parquet(file)
    table.assign(value=table["value"] + 1).to_parquet(file, index=False)
    assert load_corpus(bundle).problems["file"].tolist() == ["tables/activities.parquet"]
    manifest = tables.read_manifest(bundle / "tables")
    del manifest["tables"]
    (bundle / "tables" / "manifest.json").write_text(json.dumps(manifest))
    assert "holds no digests" in load_corpus(bundle).problems["problem"][0]


def test_an_interrupted_run_ends_without_a_traceback(capsys, folder, tmp_path, monkeypatch):
    def stop(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.workflow.commands.tabulate_to", stop)
    status, _, err = run(capsys, "tabulate", folder, "--out", tmp_path / "t")
    assert (status, err) == (2, "tabulate: interrupted\n") and not (tmp_path / "t").exists()


def test_a_folder_that_cannot_be_made_is_named(capsys, folder, tmp_path):
    (tmp_path / "file").write_text("")
    status, _, err = run(capsys, "tabulate", folder, "--out", tmp_path / "file" / "t")
    assert status == 2 and err.startswith(f"tabulate: {tmp_path / 'file' / 't'}: ") and "Errno" not in err


def test_commands_to_copy_are_quoted(capsys, folder, tmp_path):
    _, out, _ = run(capsys, "bundle", folder, "--out", tmp_path / "a b")
    assert f"verify '{tmp_path / 'a b'}' --texts" in out


# Bundles


def test_a_bundle_holds_no_text_and_is_verified(capsys, folder, tmp_path):
    assert run(capsys, "bundle", folder, "--out", tmp_path / "b")[0] == 0
    names = set(tree(tmp_path / "b"))
    assert names == {"reports.csv", "tables/manifest.json", *(f"tables/{n}.csv" for n in tables.SCHEMAS)}
    assert not any(TEXT.strip().encode() in data for data in tree(tmp_path / "b").values())
    assert (tmp_path / "b").stat().st_mode == folder.stat().st_mode  # readable by those it is shared with
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 0 and "byte for byte" in out


def test_a_bundle_of_tables_alone_is_the_same(capsys, folder, tmp_path):
    run(capsys, "bundle", folder, "--out", tmp_path / "b")
    assert run(capsys, "bundle", tmp_path / "b", "--out", tmp_path / "c")[0] == 0
    assert tree(tmp_path / "b") == tree(tmp_path / "c")
    assert run(capsys, "bundle", tmp_path / "b" / "tables", "--out", tmp_path / "d", "--format", "parquet")[0] == 0
    assert tables.read(tmp_path / "d" / "tables")["terms"].equals(tables.read(tmp_path / "b" / "tables")["terms"])


def test_own_lexicons_travel_with_the_bundle(capsys, folder, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "words.csv").write_text("word,note\n凝心聚力服务,\n", encoding="utf-8")
    run(capsys, "bundle", folder, "--out", tmp_path / "b", "--lexicons", tmp_path / "own")
    assert (tmp_path / "b" / "lexicons" / "words.csv").is_file()
    assert "凝心聚力服务" in (tmp_path / "b" / "tables" / "terms.csv").read_text(encoding="utf-8-sig")
    assert run(capsys, "verify", tmp_path / "b", "--texts", folder)[0] == 0
    shutil.rmtree(tmp_path / "b" / "lexicons")
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 1 and "lexicon words: not the one of the bundle" in out and "terms.csv" in out


def test_tables_of_two_engines_are_told_apart(capsys, folder, tmp_path):
    """The tables are the same; the manifest says what cut the words, and what reads them cuts with the same."""
    run(capsys, "tabulate", folder, "--out", tmp_path / "one")
    run(capsys, "tabulate", folder, "--out", folder / "tables", "--engine", "jieba")
    one, two = tree(tmp_path / "one"), tree(folder / "tables")
    assert [name for name in one if one[name] != two[name]] == ["manifest.json"]
    assert tables.read_manifest(folder / "tables")["segmenter"]["segmenter"] == "jieba"
    assert analysis.load_corpus(folder).origin == "read from tables/"
    with pytest.warns(UserWarning, match="with the segmenter jieba 0.42.1, texts would be with rjieba .* do not mix"):
        analysis.load_corpus(folder, engine="rjieba")
    status, out, _ = run(capsys, "check", folder)
    assert status == 0 and "tables/ were measured with the segmenter jieba" in out


def test_verify_measures_with_the_engine_of_the_bundle(capsys, folder, tmp_path):
    run(capsys, "bundle", folder, "--out", tmp_path / "b", "--engine", "jieba")
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 0 and "segmenter" not in out
    _, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder, "--engine", "rjieba")
    assert "made with jieba 0.42.1, the texts were measured with rjieba" in out and "do not mix" in out


def test_verify_names_the_rows_that_differ(capsys, folder, tmp_path):
    run(capsys, "bundle", folder, "--out", tmp_path / "b")
    file = tmp_path / "b" / "tables" / "activities.csv"
    text = file.read_text(encoding="utf-8-sig")
    assert "120件,120," in text
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("120件,120,", "120件,125,").encode())
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 1 and "1 of 8 tables differ" in out
    changed = [line for line in out.splitlines() if line.startswith("  ")]
    assert len(changed) == 2 and "125" in changed[0] and "120, exact" in changed[1]


def test_verify_tells_a_table_that_a_program_saved_again_or_that_is_gone(capsys, folder, tmp_path):
    run(capsys, "bundle", folder, "--out", tmp_path / "b")
    file = tmp_path / "b" / "tables" / "terms.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (tmp_path / "b" / "tables" / "themes.csv").unlink()
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 1 and "terms.csv: rows are the same" in out and "themes.csv: is missing" in out


def test_verify_tells_texts_that_are_others(capsys, folder, tmp_path):
    run(capsys, "bundle", folder, "--out", tmp_path / "b")
    (folder / "anping.txt").write_text(TEXT.replace("6次", "7次"), encoding="utf-8")
    (folder / "heqing.txt").unlink()
    status, out, _ = run(capsys, "verify", tmp_path / "b", "--texts", folder)
    assert status == 1 and "text anping.txt: is another" in out and "text heqing.txt: is missing" in out


def test_a_file_where_a_folder_belongs_is_said_so(capsys, folder, tmp_path):
    text = folder / "anping.txt"
    for command in (
        ["check", text],
        ["tabulate", text, "--out", tmp_path / "t"],
        ["bundle", text, "--out", tmp_path / "b"],
    ):
        status, _, err = run(capsys, *command)
        assert status == 2 and f"{text}: a file; name the folder" in err
    before = text.read_bytes()
    status, _, err = run(capsys, "tabulate", folder, "--out", text)
    assert status == 2 and f"{text}: a file; name a new or an empty folder" in err and text.read_bytes() == before


def test_bundle_of_an_empty_folder_says_what_is_missing(capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    status, _, err = run(capsys, "bundle", tmp_path / "empty", "--out", tmp_path / "b")
    assert status == 2 and "neither texts nor tables" in err and not (tmp_path / "b").exists()


def test_sheets_that_nobody_filled_measure_nothing(capsys, folder, tmp_path):
    run(capsys, "review", folder, "--sample", "3", "--out", tmp_path / "sheet")
    status, out, err = run(capsys, "agreement", tmp_path / "sheet.csv")
    assert status == 2 and "nothing is coded yet" in err
    assert "column right: 3 cells not filled" in out and "We checked" not in out


def test_texts_are_found_after_the_working_folder_changed(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(folder.parent)
    corpus = load_corpus(folder.name)
    monkeypatch.chdir(tmp_path / "..")
    assert behind(corpus, {"category": "proposal"}).table["sentence_before"].notna().all()
    assert corpus.folder == folder and all(file.is_absolute() for file in corpus.files.values())


def test_names_are_imported_when_they_are_asked_for():
    code = (
        "import sys, analysis, analysis.__main__ as command_line; assert 'pandas' not in sys.modules; "
        "from analysis import compare, load_corpus; from analysis.workflow import commands; "
        "assert compare.permutation and 'scipy.stats' not in sys.modules; "
        "assert command_line.FORMATS == commands.tables.FORMATS; assert set(analysis.__all__) <= set(dir(analysis)); "
        "from analysis import *; assert behind is analysis.behind and callable(behind)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        analysis.nothing  # noqa: B018


def test_every_command_does_something(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert {line.split()[0] for line in out.splitlines() if re.match("    [a-z]", line)} == set(COMMANDS)
