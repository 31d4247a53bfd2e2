"""Corrections by hand: what they change, and that none is applied to anything but what it was written for."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis import tables
from analysis.lexicons import load_lexicons
from analysis.workflow.bundle import bundle, verify
from analysis.workflow.corrections import LOG, apply, problems_of
from analysis.workflow.corrections_csv import COLUMNS, EDITABLE, FILE, read_corrections
from analysis.workflow.tabulate import tabulate

TEXT = """安平市政协一年来的履职

2023年,安平市政协召开常委会会议6次,收到委员提案120件。全年召开座谈会6次。

组织委员走访企业30余家,收集意见建议45条。书画院现有馆藏十六匣。
"""


@pytest.fixture(scope="module")
def lexicons():
    return load_lexicons()


def corpus_in(folder):
    (folder / "texts").mkdir()
    (folder / "texts" / "anping.txt").write_text(TEXT, encoding="utf-8")
    head = "report,source,start,end,city,city_en,province,level,genre,year,title,publisher,published,url,sha256"
    (folder / "reports.csv").write_text(f"{head}\nanping,anping.txt{',' * 13}\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path):
    return corpus_in(tmp_path)


def correct(folder, *rows, encoding="utf-8-sig"):
    """Write corrections.csv; a row is a dict, its report `anping` where it says nothing else."""
    with (folder / FILE).open("w", encoding=encoding, newline="") as out:
        sheet = csv.DictWriter(out, COLUMNS)
        sheet.writeheader()
        sheet.writerows({"report": "anping"} | row for row in rows)


def at(quantity, nth=0):
    start = [m.start() for m in re.finditer(quantity, TEXT)][nth]
    return {"start": start, "end": start + len(quantity)}


def held(found, place):
    (row,) = found["activities"].query("start == @place['start'] and end == @place['end']").to_dict("records")
    return {c: None if v != v else v for c, v in row.items()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory, lexicons):
    """The tables without a correction."""
    found, manifest, problems = tabulate(corpus_in(tmp_path_factory.mktemp("plain")), lexicons=lexicons)
    assert problems.empty and manifest[FILE] is None and manifest["corrections"] == []
    assert found["activities"]["quantity"].tolist() == ["6次", "120件", "6次", "30余家", "45条"]
    return found


def test_a_sentence_may_be_copied_with_the_quotation_mark_that_closes_it(tmp_path, lexicons):
    (tmp_path / "a.txt").write_text("工作报告\n\n主席说：“全年召开座谈会6次。”委员走访企业30余家。\n", encoding="utf-8")
    place = {"report": "a", "quantity": "6次", "sentence": "主席说：“全年召开座谈会6次。”"}
    correct(tmp_path, place | {"column": "category", "value": "x_talk", "expect": "meeting"})
    found, _, problems = tabulate(tmp_path, lexicons=lexicons)
    assert problems.empty
    assert found["activities"].loc[found["activities"]["quantity"] == "6次", "category"].tolist() == ["x_talk"]


def test_a_column_is_corrected_at_its_place_and_nothing_else(folder, lexicons, plain):
    correct(
        folder,
        at("120件")
        | {"column": "value", "value": "125", "expect": "120", "reason": "misread", "who": "A", "date": "d"},
        {"quantity": "6次", "sentence": "全年召开座谈会", "column": "category", "value": "x_talk"}
        | {"expect": held(plain, at("6次", 1))["category"]},
    )
    found, manifest, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty
    assert held(found, at("120件")) == held(plain, at("120件")) | {"value": 125}
    talk = held(found, at("6次", 1))
    assert (talk["category"], talk["decided_by"]) == ("x_talk", "hand")
    first, second = manifest["corrections"]
    assert (first["row"], first["from"], first["to"], first["applied"]) == (2, "120", "125", True)
    assert [first[c] for c in ("reason", "who", "date")] == ["misread", "A", "d"]
    assert (second["start"], second["end"]) == tuple(at("6次", 1).values())
    others = found["activities"]["quantity"].isin(["30余家", "45条"])
    assert found["activities"][others].equals(plain["activities"][others])
    assert found["refusals"].equals(plain["refusals"])


def test_every_column_can_be_corrected(folder, lexicons, plain):
    values = {"value": "7", "value_high": "9", "bound": "range", "unit": "场", "object": "会", "action": "办"}
    values |= {"category": "study", "actor": "system", "status": "plan", "repeat": "TRUE", "period": "五年来"}
    assert set(values) == set(EDITABLE)
    old = held(plain, at("6次"))
    shown = {c: "" if v is None else str(v) for c, v in old.items()}
    correct(folder, *(at("6次") | {"column": c, "value": v, "expect": shown[c]} for c, v in values.items()))
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty
    wanted = values | {"value": 7.0, "value_high": 9.0, "repeat": True}
    assert {c: held(found, at("6次"))[c] for c in EDITABLE} == wanted


def test_a_dropped_count_is_refused_as_corrected(folder, lexicons, plain):
    correct(folder, {"quantity": "45 条", "sentence": "意见 建议45条", "column": "drop", "expect": "45条"})
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty and len(found["activities"]) == len(plain["activities"]) - 1
    (refusal,) = found["refusals"].query("reason == 'corrected'").to_dict("records")
    place = at("45条")
    assert refusal == {"report": "anping", "source": "anping.txt", **place, "quantity": "45条", "reason": "corrected"}


@pytest.mark.parametrize("place", [at("十六匣"), {"quantity": "十六匣", "sentence": "书画院现有"}])
def test_an_added_count_takes_the_place_of_its_refusal(folder, lexicons, plain, place):
    refused = plain["refusals"]
    there = (refused["start"] < at("十六匣")["end"]) & (refused["end"] > at("十六匣")["start"])
    assert there.sum() == 1
    correct(folder, place | {"column": "add", "expect": "十六匣", "value": "value=16;unit=匣;object=馆藏"})
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty and len(found["refusals"]) == len(refused) - 1
    record = held(found, at("十六匣"))
    assert (record["paragraph"], record["value"], record["unit"], record["object"]) == (2, 16, "匣", "馆藏")
    assert [record[c] for c in ("bound", "category", "decided_by", "actor", "status", "repeat", "action")] == [
        "exact", "other", "hand", "city", "done", False, "",
    ]  # fmt: skip


BAD = [
    ({"report": "no"}, "no report 'no'"),
    ({"column": "values"}, "no column 'values'"),
    ({"expect": "119"}, "'120' stands there, not '119'"),
    ({"value": "many"}, "'many' is not a number"),
    ({"value": "-1"}, "not a number"),
    ({"value": "1e999"}, "not a number"),
    ({"start": 3}, "no record fits"),
    ({"start": "x"}, "not a whole number"),
    ({"quantity": "121件"}, "no record fits"),
    ({"sentence": "全年"}, "no record fits"),
    ({"start": "", "end": ""}, "names no place"),
    ({"start": "", "end": "", "quantity": "6次", "sentence": "召开"}, "2 places fit"),
    ({"column": "category", "value": "party", "expect": "proposal"}, "category 'party' is unknown"),
    ({"column": "bound", "value": "more", "expect": "exact"}, "bound 'more' is unknown"),
    ({"column": "bound", "value": "range", "expect": "exact"}, "value_high"),
    ({"column": "repeat", "value": "no", "expect": "False"}, "neither True nor False"),
    ({"column": "drop", "expect": ""}, "expect is empty"),
    ({"column": "drop", "expect": "121件"}, "no"),
    ({"column": "add", "expect": "120件", "value": "value=1"}, "a record stands there already"),
    ({"column": "add", **at("十六匣"), "expect": "十七匣", "value": "value=1"}, "no quantity fits"),
    ({"column": "add", **at("十六匣"), "expect": "十六匣", "value": "unit=匣"}, "has no value"),
    ({"column": "add", **at("十六匣"), "expect": "十六匣", "value": "value=16;size=3"}, "is not a field"),
    ({"column": "add", **at("十六匣"), "expect": "十六匣", "value": "value=16;bound=range"}, "value_high"),
    ({"column": "add", "start": 0, "end": 10**9, "expect": "十六匣", "value": "value=16"}, "no quantity fits"),
    ({"column": "add", "start": "", "end": "", "quantity": "六匣", "sentence": "馆藏", "expect": "六匣"}, "no quantity"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "what"), BAD)
def test_a_row_that_cannot_be_applied_is_named_and_the_others_count(folder, plain, row, what):
    good = at("45条") | {"column": "value", "value": "46", "expect": "45"}
    correct(folder, at("120件") | {"column": "value", "value": "1", "expect": "120"} | row, good)
    read, _ = read_corrections(folder)
    counts, refused, log = apply(plain, read, lambda source: TEXT)
    ((file, number, report, problem, todo),) = problems_of(log)
    assert (file, number, report) == (FILE, 2, row.get("report", "anping"))
    assert "not applied" in problem and what in problem and todo
    assert [entry["applied"] for entry in log] == [False, True]
    found = {"activities": counts}
    assert held(found, at("45条"))["value"] == 46 and held(found, at("120件")) == held(plain, at("120件"))
    assert len(counts) == len(plain["activities"]) and refused.equals(plain["refusals"])


def test_a_report_that_is_not_there_is_a_problem_and_no_report(folder, lexicons):
    correct(folder, {"report": "no"} | at("120件") | {"column": "drop", "expect": "120件"})
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert problems[["file", "row", "report"]].values.tolist() == [[FILE, 2, "no"]]
    assert found["reports"]["report"].tolist() == ["anping"]


def test_a_text_that_has_changed_is_told(folder, lexicons):
    correct(folder, at("120件") | {"column": "drop", "expect": "120件"})
    (folder / "texts" / "anping.txt").write_text(TEXT.replace("120件", "180件"), encoding="utf-8")
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert "has changed" in problems["problem"][0] and "180件" in found["activities"]["quantity"].tolist()


def test_what_is_right_by_now_is_told(folder, lexicons):
    correct(folder, at("120件") | {"column": "value", "value": "120", "expect": "12"})
    assert "delete the row" in tabulate(folder, lexicons=lexicons)[2]["what_to_do"][0]


def test_rows_follow_each_other(folder, lexicons):
    step = at("120件") | {"column": "value"}
    correct(folder, step | {"value": "121", "expect": "120"}, step | {"value": "122", "expect": "121"})
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty and held(found, at("120件"))["value"] == 122


@pytest.mark.parametrize(
    ("told", "applied", "left"),
    [
        ([("bound", "over", "exact"), ("bound", "range", "over")], [True, False], ("over", 6, None)),
        ([("bound", "range", "exact"), ("bound", "over", "range")], [True, True], ("over", 6, None)),
        ([("value_high", "8", ""), ("bound", "over", "exact")], [False, True], ("over", 6, None)),
        (
            [("value_high", "8", ""), ("value", "9", "6"), ("bound", "range", "exact")],
            [True, False, True],
            ("range", 6, 8),
        ),
        ([("bound", "range", "exact"), ("unit", "场", "次")], [False, True], ("exact", 6, None)),
    ],
)
def test_only_the_rows_that_leave_a_half_range_are_rejected(folder, lexicons, told, applied, left):
    place = at("6次")
    correct(folder, *({**place, "column": c, "value": v, "expect": e} for c, v, e in told))
    found, manifest, problems = tabulate(folder, lexicons=lexicons)
    assert [entry["applied"] for entry in manifest["corrections"]] == applied
    record = held(found, place)
    assert (record["bound"], record["value"], record["value_high"]) == left
    assert problems["problem"].str.contains("value_high").sum() == applied.count(False)


def test_a_second_drop_names_the_first(folder, lexicons):
    drop = {**at("120件"), "column": "drop", "expect": "120件"}
    correct(folder, drop, {**drop, "column": "unit", "value": "条", "expect": "件"}, drop)
    _, manifest, problems = tabulate(folder, lexicons=lexicons)
    assert [entry["applied"] for entry in manifest["corrections"]] == [True, False, False]
    assert problems["problem"].tolist() == ["not applied: row 2 dropped this record"] * 2


def test_what_was_dropped_and_added_again_can_be_corrected_and_dropped(folder, lexicons):
    place = at("120件")
    drop, change = {"column": "drop", "expect": "120件"}, {"column": "bound", "value": "range", "expect": "exact"}
    add = {"column": "add", "expect": "120件", "value": "value=120;unit=件"}
    correct(folder, *(place | row for row in (drop, add, change, add)))
    found, manifest, _ = tabulate(folder, lexicons=lexicons)
    assert [entry["applied"] for entry in manifest["corrections"]] == [True, True, False, False]
    assert held(found, place)["category"] == "other"  # the added record, not the one before


def test_rows_are_read_with_the_separator_a_spreadsheet_wrote(folder, lexicons):
    correct(folder, at("120件") | {"column": "value", "value": "121", "expect": "120"})
    (folder / FILE).write_bytes((folder / FILE).read_bytes().replace(b",", b";"))
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert problems.empty and held(found, at("120件"))["value"] == 121


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        ("报告,列\n甲,乙\n".encode(), "column report, column, value, expect is missing"),
        (b"report,column,value,expect,colour\n", "colour is unknown"),
        (b"report,column,value,expect\nanping,value,1,2,3\n", "5 cells"),
        (b"%PDF-1.7", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_told(folder, lexicons, plain, data, what):
    (folder / FILE).write_bytes(data)
    found, _, problems = tabulate(folder, lexicons=lexicons)
    assert set(problems["file"]) == {FILE} and what in problems["problem"][0]
    assert all(found[name].equals(plain[name]) for name in found)


def test_a_loaded_corpus_tells_what_was_corrected(folder):
    good = at("120件") | {"column": "value", "value": "125", "expect": "120"}
    correct(folder, good, good | {"expect": "7"})
    computed = analysis.load_corpus(folder)
    assert computed.corrections["applied"].tolist() == [True, False] and list(computed.corrections) == list(LOG)
    tables.write(computed.tables, folder / "tables", "csv", computed.manifest)
    read = analysis.load_corpus(folder)
    assert read.origin == "read from tables/"
    assert read.corrections.equals(computed.corrections) and read.problems.equals(computed.problems)
    assert len(read.problems) == 1 and read.activities.equals(computed.activities)
    correct(folder, good)
    with pytest.warns(UserWarning, match=r"corrections\.csv has changed"):
        assert len(analysis.load_corpus(folder).corrections) == 1
    shutil.rmtree(folder / "texts")
    away = analysis.load_corpus(folder)
    assert "which hold what it said then" in away.problems["problem"][0] and len(away.corrections) == 2


def test_a_bundle_carries_the_corrections_and_is_verified_with_them(folder, tmp_path):
    correct(folder, at("120件") | {"column": "drop", "expect": "120件"})
    bundle(folder, tmp_path / "b")
    bundle(tmp_path / "b", tmp_path / "c")
    for place in (tmp_path / "b", tmp_path / "c"):
        assert (place / FILE).read_bytes() == (folder / FILE).read_bytes()
        assert analysis.load_corpus(place).corrections["applied"].tolist() == [True]
        result = verify(place, folder / "texts")
        assert not result.differences and not result.notes
    (tmp_path / "b" / FILE).unlink()
    result = verify(tmp_path / "b", folder / "texts")
    assert any(note.startswith(FILE) for note in result.notes) and len(result.differences) == 2


def test_the_codebook_describes_every_column():
    text = (Path(__file__).parents[1] / "data" / "README.md").read_text(encoding="utf-8")
    section = text.split("### corrections.csv")[1].split("\n### ")[0]
    said = [c for line in section.splitlines() if line.startswith("| `") for c in line.split("|")[1].split(",")]
    assert [c.strip(" `") for c in said] == list(COLUMNS)
    assert {c for c in LOG if c not in COLUMNS} | set(EDITABLE) <= set(re.findall(r"`(\w+)`", section))


CELLS = st.sampled_from(["", "1", "9", "6", "120", "range", "exact", "over", "meeting", "x_a", "False", "True", "plan",
                         "120件", "6次", "十六匣", "value=3", "value=3;bound=range;value_high=2", "=", "nan"])  # fmt: skip
ROWS = st.fixed_dictionaries(
    {
        "report": st.sampled_from(["anping", "no", ""]),
        "column": st.sampled_from([*EDITABLE, "drop", "add", ""]),
        "quantity": st.sampled_from(["", "120件", "6次", "十六匣"]),
        "sentence": st.sampled_from(["", "收到", "全年", "馆藏"]),
        "value": CELLS,
        "expect": CELLS,
        "place": st.sampled_from([{}, at("120件"), at("6次"), at("十六匣"), {"start": 0, "end": 1}, {"start": 9, "end": 2}]),
    }
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, max_size=6))
def test_whatever_the_rows_say_the_contract_holds_and_rejected_rows_change_nothing(plain, rows):
    full = [
        {c: str(row["place"].get(c, row.get(c, ""))) for c in COLUMNS} | {"row": n} for n, row in enumerate(rows, 2)
    ]
    before = {name: table.copy() for name, table in plain.items()}
    counts, refused, log = apply(plain, full, lambda source: TEXT)
    tables.check_all(tables.ordered(plain | {"activities": counts, "refusals": refused}))
    assert all(plain[name].equals(before[name]) for name in plain)
    assert len(problems_of(log)) + sum(entry["applied"] for entry in log) == len(rows)
    again = apply(plain, [row for row, entry in zip(full, log, strict=True) if entry["applied"]], lambda source: TEXT)
    assert again[0].equals(counts) and again[1].equals(refused)
