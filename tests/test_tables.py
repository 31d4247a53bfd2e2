"""The contract: what is refused, with table, column and row; and files that give back what was written."""

import csv
import json
import os
import re
import subprocess
import sys
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import __version__, tables
from analysis.tables.later import read_file


def corpus():
    """A small set of tables that keep the contract, counted by hand: two reports, one not read."""
    spot = {"report": "a", "source": "a.txt"}
    place = spot | {"start": 0, "end": 20}
    activity = spot | {
        "start": 4,
        "end": 6,
        "paragraph": 1,
        "quantity": "3次",
        "value": 3,
        "bound": "exact",
        "unit": "次",
    }
    activity |= {
        "action": "召开",
        "object": "会议",
        "category": "meeting",
        "actor": "city",
        "status": "done",
        "period": "",
        "decided_by": "object",
        "repeat": False,
    }
    rows = {
        "reports": [
            {**place, "city": "甲", "year": 2024, "sha256": "0", "n_chars": 12, "n_paragraphs": 2, "n_tokens": 4, "status": "included", "region": "西部"},
            {"report": "b", "source": "b.txt", "status": "its text b.txt is missing"},
        ],
        "paragraphs": [
            {**place, "paragraph": 1, "end": 10, "heading": "", "n_chars": 7, "n_formulaic": 4},
            {**place, "paragraph": 2, "start": 11, "heading": "一、做法", "n_chars": 5},
        ],
        "terms": [
            {"report": "a", "paragraph": 1, "term": "会议", "n": 2},
            {"report": "a", "paragraph": 1, "term": "NA", "n": 1},
            {"report": "a", "paragraph": 2, "term": "委员", "n": 1},
        ],
        "activities": [
            activity,
            activity | {"start": 12, "end": 15, "paragraph": 2, "quantity": "3至5次", "value_high": 5, "bound": "range", "object": ""},
            activity | {"start": 10, "end": 11, "paragraph": None, "value": 1.5, "repeat": True},
        ],
        "refusals": [spot | {"start": 1, "end": 2, "quantity": "75", "reason": "time_span"}],
        "slogans": [spot | {"start": 7, "end": 11, "paragraph": None, "slogan": "凝心聚力", "matched": "凝心聚力"}],
        "phrases": [{"phrase": "凝心聚力", "n_chars": 4, "n": 2, "n_reports": 2, "n_cities": 1, "slogan": "", "quoted": 0.5, "reports": "a; b"}],
        "themes": [
            {"report": "a", "paragraph": 1, "theme": "none", "primary": True, "weight": 1},
            {"report": "a", "paragraph": 2, "theme": "rural", "primary": True, "weight": 0.6},
            {"report": "a", "paragraph": 2, "theme": "unity", "primary": False, "weight": 0.4},
        ],
    }  # fmt: skip
    return tables.ordered({name: tables.frame(name, found) for name, found in rows.items()})


def same(a, b):
    assert list(a) == list(b)
    for name in a:
        pd.testing.assert_frame_equal(a[name], b[name])


def test_the_example_keeps_the_contract():
    tables.check_all(corpus())


def test_rows_stand_in_one_order():
    found = corpus()
    assert found["activities"]["start"].tolist() == [4, 10, 12]
    shuffled = {name: table.iloc[::-1] if name != "reports" else table for name, table in found.items()}
    same(tables.ordered(shuffled), found)


@pytest.mark.parametrize("format", tables.FORMATS)
def test_what_is_written_is_read_back(tmp_path, format):
    found = corpus()
    tables.write(found, tmp_path, format, {"rows": {}})
    same(tables.read(tmp_path), found)
    assert tables.holds_tables(tmp_path) and tables.read_manifest(tmp_path).items() >= {"rows": {}}.items()
    assert tables.changed(tmp_path, tables.read_manifest(tmp_path)) == []


def test_files_as_this_version_wrote_them_are_not_checked_again(tmp_path, monkeypatch):
    found = corpus()
    tables.write(found, tmp_path, "csv", {"version": __version__})
    asked = []
    monkeypatch.setattr(tables.storage, "check", lambda name, table: asked.append(name))
    same(tables.read(tmp_path), found)
    assert asked == []
    manifest = tables.read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"version": "0.0.0"}))
    tables.read(tmp_path)
    assert len(asked) == len(found), "by another version"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "themes.csv").write_bytes((tmp_path / "themes.csv").read_bytes() + b"\n")
    tables.read(tmp_path)
    assert len(asked) == 2 * len(found), "changed by hand"


def test_own_columns_of_reports_are_kept_and_empty_cells_are_missing(tmp_path):
    tables.write(corpus(), tmp_path)
    reports = tables.read(tmp_path)["reports"]
    assert list(reports)[-1] == "region" and reports["region"].tolist()[0] == "西部"
    assert reports["region"].isna().tolist() == [False, True] and pd.isna(reports["genre"][0])
    assert tables.read(tmp_path)["activities"]["object"].tolist() == ["会议", "会议", ""]


@pytest.mark.parametrize("format", tables.FORMATS)
def test_the_same_tables_give_the_same_bytes_in_another_process(tmp_path, format):
    tables.write(corpus(), tmp_path / "1", format, {"b": 1, "a": "政"})
    code = "import sys; sys.path[:0] = sys.argv[3:]; from test_tables import corpus; from analysis import tables; tables.write(corpus(), sys.argv[1], sys.argv[2], {'a': '政', 'b': 1})"
    here = os.path.dirname(__file__)
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "2"), format, here, os.path.dirname(here)], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})  # fmt: skip
    files = sorted(p.name for p in (tmp_path / "1").iterdir())
    assert len(files) == len(tables.SCHEMAS) + 1
    for name in files:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_csv_is_for_spreadsheets(tmp_path):
    tables.write(corpus(), tmp_path)
    data = (tmp_path / "activities.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[1] == "a,1,a.txt,4,6,3次,3,,exact,次,召开,会议,meeting,city,done,False,,object"
    assert lines[2] == "a,,a.txt,10,11,3次,1.5,,exact,次,召开,会议,meeting,city,done,True,,object"


def test_large_and_fine_numbers_survive(tmp_path):
    found = corpus()
    found["activities"].loc[0, "value"] = 123456789012.0
    found["themes"].loc[1:, "weight"] = [0.6667, 0.3333]
    tables.write(found, tmp_path)
    same(tables.read(tmp_path), found)


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1))
def test_any_text_survives_csv(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("t")
    found = corpus()
    found["slogans"]["matched"] = pd.Series([text], dtype=tables.SCHEMAS["slogans"].columns["matched"].dtype.type)
    tables.write(found, folder)
    assert tables.read(folder)["slogans"]["matched"].tolist() == [text]


def test_writing_one_format_removes_the_other(tmp_path):
    tables.write(corpus(), tmp_path, "csv", {})
    tables.write(corpus(), tmp_path, "parquet", {})
    assert sorted(p.name for p in tmp_path.glob("*.csv")) == []


def theirs(folder):
    (folder / "slogans.csv").write_text("mine")


def foreign_manifest(folder):
    (folder / "manifest.json").write_text('{"name": "an app"}')


def beside_ours(folder):
    tables.write(corpus(), folder, "parquet", {})
    (folder / "slogans.csv").write_text("mine")


def a_folder_inside(folder):
    tables.write(corpus(), folder, "csv", {})
    (folder / "notes").mkdir()


@pytest.mark.parametrize("put", [theirs, foreign_manifest, beside_ours, a_folder_inside])
def test_nothing_of_others_is_overwritten(tmp_path, put):
    out = tmp_path / "out"
    out.mkdir()
    put(out)
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}
    with pytest.raises(ValueError, match="name a new or an empty folder"):
        tables.write(corpus(), out, "csv", {})
    assert {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()} == before


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(ValueError, match="a link"):
        tables.write(corpus(), tmp_path / "out", "csv", {})
    assert not any((tmp_path / "real").iterdir())


@pytest.mark.parametrize("at", range(4))
def test_a_broken_off_run_leaves_the_old_tables(tmp_path, monkeypatch, at):
    out = tmp_path / "out"
    tables.write(corpus(), out, "csv", {"n": 1})
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    found, calls = corpus(), iter(range(99))
    written = pd.DataFrame.to_csv

    def full(self, *args, **kwargs):
        if next(calls) == at:
            raise OSError(28, "No space left on device")
        return written(self, *args, **kwargs)

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(OSError, match="No space left") as told:
        tables.write(found, out, "csv", {"n": 2})
    assert told.value.filename == str(out / f"{list(tables.SCHEMAS)[at]}.csv")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_killed_run_leaves_whole_tables(tmp_path):
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]; from test_tables import corpus; from analysis import tables\n"
        "for n in range(10**6):\n    tables.write(corpus(), sys.argv[1], 'csv', {'n': n}); print(n, flush=True)"
    )
    here, out = os.path.dirname(__file__), tmp_path / "out"
    for pause in (0.003, 0.011, 0.02):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(out), here, os.path.dirname(here)], stdout=subprocess.PIPE
        ) as run:
            run.stdout.readline()
            time.sleep(pause)
            run.kill()
        assert tables.changed(out, tables.read_manifest(out)) == []
        same(tables.read(out), corpus())


@pytest.mark.parametrize("cell", ["=1+1", "+3次", "-5", "@SUM(A1)", "'=1", "\tx", "'plain"])
def test_no_cell_is_a_formula(tmp_path, cell):
    found = corpus()
    found["slogans"]["matched"] = pd.Series([cell], dtype=tables.SCHEMAS["slogans"].columns["matched"].dtype.type)
    tables.write(found, tmp_path)
    with (tmp_path / "slogans.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [row["matched"] for row in csv.DictReader(file)]
    assert written[0][0] not in "=+-@\t" and tables.read(tmp_path)["slogans"]["matched"].tolist() == [cell]


@pytest.mark.parametrize(
    ("table", "column", "row", "value", "what"),
    [
        ("reports", "report", 1, "a", "twice"),
        ("reports", "genre", 0, "essay", "'essay' is none of work_report"),
        ("reports", "status", 0, "", "is empty"),
        ("reports", "n_chars", 0, 13, "sum over its rows in `paragraphs`"),
        ("reports", "n_tokens", 0, 3, "sum over its rows in `terms`"),
        ("reports", "n_paragraphs", 0, 3, "number of its rows"),
        ("reports", "sha256", 0, None, "is missing"),
        ("reports", "status", 0, "empty", "not an included report"),
        ("paragraphs", "paragraph", 1, 3, "numbered 1, 2, 3"),
        ("paragraphs", "start", 1, 20, "does not come after start"),
        ("paragraphs", "end", 1, 21, "outside the span"),
        ("paragraphs", "n_formulaic", 0, 8, "is more than n_chars"),
        ("slogans", "chain", 0, 0, "is less than 1"),
        ("phrases", "quoted", 0, 1.5, "not a share between 0 and 1"),
        ("paragraphs", "source", 1, "b.txt", "not the source of its report"),
        ("terms", "n", 2, 0, "is less than 1"),
        ("terms", "term", 1, "会议", "twice"),
        ("terms", "report", 1, "c", "not an included report"),
        ("activities", "category", 0, "party", "is none of meeting"),
        ("activities", "bound", 0, "more", "is none of exact"),
        ("activities", "actor", 0, "we", "is none of city"),
        ("activities", "status", 0, "gone", "is none of done"),
        ("activities", "value", 0, None, "is missing"),
        ("activities", "value", 0, -1.0, "not a number of 0 or more"),
        ("activities", "value", 0, float("inf"), "not a number of 0 or more"),
        ("activities", "start", 0, -1, "is less than 0"),
        ("activities", "paragraph", 0, 3, "is not a paragraph of its report"),
        ("activities", "value_high", 0, 5.0, "bound `range`"),
        ("activities", "value_high", 2, 2.0, "less than value"),
        ("refusals", "reason", 0, "because", "is none of date"),
        ("slogans", "matched", 0, "", "is empty"),
        ("phrases", "n_reports", 0, 1, "not the number of ids"),
        ("phrases", "reports", 0, "a; c", "names a report"),
        ("themes", "theme", 0, "sport", "is none of guidance"),
        ("themes", "weight", 0, 0.9, "do not sum to 1"),
        ("themes", "primary", 2, True, "just once"),
        ("themes", "primary", 1, False, "just once"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(table, column, row, value, what):
    found = corpus()
    found[table].loc[row, column] = value
    with pytest.raises(ValueError, match=what) as error:
        tables.check_all(found)
    assert re.match(r"[a-z]+: ", str(error.value)) and "row " in str(error.value)


def test_the_primary_theme_is_the_heaviest():
    found = corpus()
    found["themes"]["primary"] = [True, False, True]
    with pytest.raises(ValueError, match=r"themes: column weight, row 2: .* not the heaviest"):
        tables.check_all(found)


def test_a_paragraph_without_theme_is_refused():
    found = corpus()
    found["themes"] = found["themes"].iloc[1:]
    with pytest.raises(ValueError, match="has no theme"):
        tables.check_all(found)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda t: t.drop(columns="n"), "column n is missing; found report, paragraph, term"),
        (lambda t: t.assign(x=1), "column x is unknown"),
        (lambda t: t[["term", "report", "paragraph", "n"]], "not in the order"),
        (lambda t: t.assign(n=t["n"].astype(float)), "column n is of type float64, not int64"),
        (lambda t: t.assign(n="many"), "column n is of type"),
    ],
)
def test_columns_and_types_are_checked(change, what):
    with pytest.raises(ValueError, match=f"^terms: .*{what}"):
        tables.check("terms", change(corpus()["terms"]))


def test_check_does_not_change_its_argument():
    found, before = corpus(), corpus()
    tables.check_all(found)
    same(found, before)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("a,1,会议,2", "a,1,会议,two", r"terms.csv: column n, row 2: 'two' is not a whole number"),
        ("a,1,会议,2", "a,1,会议,2.5", r"terms.csv: column n, row 2: '2.5' is not a whole number"),
        ("a,1,会议,2", "a,1,会议,", r"terms.csv: column n, row 2: '' is not a whole number"),
        ("a,1,会议,2", "a,1,会议,2,9,9", r"terms.csv: "),
        ("term,n", "word,n", r"terms.csv: terms: column term is missing"),
        ("a,2,委员,1", "a,2,,1", r"terms.csv: terms: column term, row 4: is empty"),
    ],
)
def test_a_file_spoiled_by_hand_is_told_by_file_column_and_line(tmp_path, old, new, what):
    tables.write(corpus(), tmp_path)
    text = (tmp_path / "terms.csv").read_text(encoding="utf-8-sig")
    assert old in text
    (tmp_path / "terms.csv").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=what):
        tables.read(tmp_path)


def test_what_spreadsheets_do_to_a_file_is_read(tmp_path):
    found = corpus()
    tables.write(found, tmp_path)
    for file in tmp_path.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig").replace("True", "TRUE").replace("False", "FALSE")
        file.write_bytes(text.replace(",4,6,", ",4.0,6.0,").replace("\n", "\r\n").encode())
    same(tables.read(tmp_path), found)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"report,paragraph,term,n\n"])
def test_a_file_that_is_no_table_is_told(tmp_path, data):
    tables.write(corpus(), tmp_path)
    (tmp_path / "terms.csv").write_bytes(data)
    with pytest.raises(ValueError, match=r"terms|n_tokens"):
        tables.read(tmp_path)


@pytest.mark.parametrize("format", tables.FORMATS)
def test_tables_that_were_left_out_are_empty_and_are_left_out_again(tmp_path, format):
    found, why = corpus(), {"terms": "too large", "themes": "of no use here"}
    pieces = tables.ordered(found).items()
    tables.write_pieces(pieces, tmp_path / "first", format, lambda rows: {"rows": rows}, left_out=why)
    tables.write(tables.read(tmp_path / "first"), tmp_path / "again", format, tables.read_manifest(tmp_path / "first"))
    assert tables.read_manifest(tmp_path / "again")["left_out"] == why
    assert not (tmp_path / "again" / f"terms.{format}").exists()
    read = tables.read(tmp_path / "again")
    for name in tables.SCHEMAS:
        wanted = found[name].iloc[:0] if name in why else tables.ordered(found)[name]
        assert read[name].attrs.get("left_out") == ({name: why[name]} if name in why else None)
        pd.testing.assert_frame_equal(read[name], wanted.reset_index(drop=True), check_index_type=False)


@pytest.mark.parametrize("format", tables.FORMATS)
def test_a_table_that_is_said_to_be_complete_is_a_whole_file_at_once(tmp_path, format):
    found = tables.ordered(corpus())
    rows = {}

    def pieces():
        for name, table in found.items():
            yield name, table
            yield name, None
            [file] = tmp_path.glob(f".told.*.part/{name}.{format}")
            rows[name] = len(read_file(name, file))

    tables.write_pieces(pieces(), tmp_path / "told", format)
    tables.write_pieces(found.items(), tmp_path / "not_told", format)
    assert rows == {name: len(table) for name, table in found.items()} and sum(rows.values()) > 0
    for name in found:
        assert (tmp_path / "told" / f"{name}.{format}").read_bytes() == (
            tmp_path / "not_told" / f"{name}.{format}"
        ).read_bytes()


def test_a_missing_table_or_manifest_is_told(tmp_path):
    tables.write(corpus(), tmp_path)
    with pytest.raises(ValueError, match=r"manifest.json: missing"):
        tables.read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps([1]))
    with pytest.raises(ValueError, match="no manifest"):
        tables.read_manifest(tmp_path)
    (tmp_path / "themes.csv").unlink()
    with pytest.raises(ValueError, match="table themes is missing"):
        tables.read(tmp_path)


def test_nothing_is_written_that_breaks_the_contract(tmp_path):
    found = corpus()
    found["themes"].loc[0, "weight"] = 0.5
    with pytest.raises(ValueError, match="themes"):
        tables.write(found, tmp_path / "t")
    assert not (tmp_path / "t").exists()


def test_empty_tables_are_tables(tmp_path):
    empty = {name: tables.frame(name, []) for name in tables.SCHEMAS}
    tables.write(empty, tmp_path)
    same(tables.read(tmp_path), empty)
