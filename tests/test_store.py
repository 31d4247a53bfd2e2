"""What was measured is kept: the next run gives the same tables and measures only what has changed."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import tables
from analysis.corpus import scan
from analysis.lexicons import SHIPPED, load_lexicons
from analysis.workflow.measuring import measure_all
from analysis.workflow.measuring.assemble import StoredReports
from analysis.workflow.measuring.measure import measure
from analysis.workflow.measuring.store import Store, place_of
from analysis.workflow.tabulate import tabulate, tabulate_to

KILLED = Path(__file__).with_name("killed.py")


@pytest.fixture
def folder(tmp_path):
    """Three short reports."""
    texts = tmp_path / "corpus" / "texts"
    texts.mkdir(parents=True)
    for name, n in (("anping", 6), ("heqing", 3), ("yongtai", 12)):
        text = f"{name}政协工作报告\n\n2023年,市政协召开常委会会议{n}次,凝心聚力服务高质量发展。\n\n组织委员走访企业{n}0余家。\n"
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def asked(monkeypatch):
    """The documents that were measured, by name, not taken from the store."""
    names = []

    def noting(document, lexicons):
        names.append(document.name)
        return measure(document, lexicons)

    monkeypatch.setattr(measure_all, "measure", noting)
    return names


@pytest.fixture(scope="module")
def lexicons():
    return load_lexicons()


def tables_in(folder):
    """The bytes of every file."""
    return {file.name: file.read_bytes() for file in sorted(Path(folder).iterdir())}


def parts(out):
    """The texts that are kept."""
    return len(list(place_of(out).glob("??/*.about")))


def test_a_second_run_measures_nothing_and_gives_the_same(lexicons, folder, asked):
    out = folder / "tables"
    tabulate_to(out, folder, lexicons=lexicons)
    first = tables_in(out)
    assert asked == ["anping", "heqing", "yongtai"] and parts(out) == 3
    tabulate_to(out, folder, lexicons=lexicons)
    assert len(asked) == 3 and tables_in(out) == first


def test_straight_to_files_and_through_memory_are_the_same(lexicons, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(measure_all, "AT_ONCE", 1)
    tabulate_to(tmp_path / "straight", folder, lexicons=lexicons, workers=2)
    found, manifest, _ = tabulate(folder, lexicons=lexicons)
    tables.write(found, tmp_path / "memory", manifest=manifest)
    assert tables_in(tmp_path / "straight") == tables_in(tmp_path / "memory")


def test_what_has_changed_is_measured_and_what_is_gone_is_deleted(lexicons, folder, asked):
    out = folder / "tables"
    tabulate_to(out, folder, lexicons=lexicons)
    asked.clear()
    (folder / "texts" / "heqing.txt").write_text("河清政协召开会议4次。\n", encoding="utf-8")
    (folder / "texts" / "anping.txt").unlink()
    (folder / "texts" / "ningyuan.txt").write_text("宁远政协召开会议5次。\n", encoding="utf-8")
    tabulate_to(out, folder, lexicons=lexicons)
    assert asked == ["heqing", "ningyuan"] and parts(out) == 3
    assert tables.read(out)["activities"]["value"].tolist() == [4, 5, 12, 120]


def test_a_second_run_starts_no_workers(lexicons, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(measure_all, "AT_ONCE", 1)
    out = tmp_path / "tables"
    tabulate_to(out, folder, lexicons=lexicons, workers=2)
    before = tables_in(out)

    def refused(*_):
        raise AssertionError("workers were started")

    monkeypatch.setattr(measure_all, "ProcessPoolExecutor", refused)
    tabulate_to(out, folder, lexicons=lexicons, workers=2)
    assert tables_in(out) == before
    (folder / "texts" / "heqing.txt").write_text(
        "另一政协工作报告\n\n2023年,组织委员走访企业20家。\n", encoding="utf-8"
    )
    with pytest.raises(AssertionError, match="started"):
        tabulate_to(out, folder, lexicons=lexicons, workers=2)


def test_a_row_of_reports_csv_measures_its_report_anew(lexicons, folder, asked):
    out = folder / "tables"
    tabulate_to(out, folder, lexicons=lexicons)
    asked.clear()
    (folder / "reports.csv").write_text("report,source,city,year\nyt,yongtai.txt,永泰,2023\n", encoding="utf-8")
    tabulate_to(out, folder, lexicons=lexicons)
    assert asked == ["yongtai"]


def test_another_lexicon_measures_everything_anew(lexicons, folder, asked, tmp_path):
    out, own = folder / "tables", tmp_path / "lexicons"
    own.mkdir()
    tabulate_to(out, folder, lexicons=lexicons)
    (own / "words.csv").write_bytes((SHIPPED / "words.csv").read_bytes() + "聚力服务,\n".encode())
    tabulate_to(out, folder, lexicons=load_lexicons(own))
    assert len(asked) == 6 and parts(out) == 3


def test_a_part_that_is_damaged_is_measured_again(lexicons, folder, asked):
    out = folder / "tables"
    tabulate_to(out, folder, lexicons=lexicons)
    first = tables_in(out)
    about = sorted(place_of(out).glob("??/*.about"))[0]
    about.write_bytes(about.read_bytes()[:-3])
    tabulate_to(out, folder, lexicons=lexicons)
    assert len(asked) == 4 and tables_in(out) == first


def test_a_report_that_failed_is_tried_again(lexicons, folder, monkeypatch):
    out, rows_of = folder / "tables", measure.__globals__["rows_of"]

    def broken(report, lexicons):
        if report.report == "heqing":
            raise RuntimeError("of the moment")
        return rows_of(report, lexicons)

    monkeypatch.setitem(measure.__globals__, "rows_of", broken)
    _, _, problems = tabulate_to(out, folder, lexicons=lexicons)
    assert "could not be measured: RuntimeError: of the moment" in problems["problem"].tolist()
    monkeypatch.undo()
    tabulate_to(out, folder, lexicons=lexicons)
    assert tables.read(out)["reports"]["status"].tolist() == ["included"] * 3


def test_the_texts_that_are_kept_are_no_texts_of_the_corpus(lexicons, folder):
    tabulate_to(folder / "tables", folder, lexicons=lexicons)
    (folder / "texts").rename(folder / "more")  # now every file in the folder may be a text
    assert tabulate(folder, lexicons=lexicons)[1]["sources"].keys() == {
        f"more/{name}.txt" for name in ("anping", "heqing", "yongtai")
    }
    assert (place_of(folder / "tables") / ".gitignore").read_text() == "*\n"


def test_reports_come_out_as_they_went_in(lexicons, folder):
    document = scan(folder)[0][0]
    store, whole = Store(folder / "kept", lexicons), measure(document, lexicons)
    store.put("ab12", whole)
    (report,) = StoredReports(store, [("anping", "ab12", "安平")])
    assert report.paragraphs == whole.reports[0].paragraphs and report.meta == {"city": "安平"}
    assert [p.cut for p in report.paragraphs] == [p.cut for p in whole.reports[0].paragraphs]
    assert {name: list(zip(*columns.values(), strict=True)) for name, columns in store.rows("ab12").items()} == {
        name: [tuple(row.values()) for row in rows] for name, rows in whole.rows.items() if name != "reports"
    }


def test_killed_anywhere_the_tables_are_the_old_or_the_new(lexicons, folder, tmp_path):
    out = folder / "tables"
    tabulate_to(out, folder, lexicons=lexicons)
    old = tables_in(out)
    (folder / "texts" / "anping.txt").write_text("安平政协召开会议7次。\n", encoding="utf-8")
    (folder / "texts" / "ningyuan.txt").write_text("宁远政协召开会议5次。\n", encoding="utf-8")
    tabulate_to(tmp_path / "new", folder, lexicons=lexicons)
    new = tables_in(tmp_path / "new")
    steps = random.Random(1).sample(range(40), 20)
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    seen = []
    for few in (steps[:10], steps[10:]):
        command = [sys.executable, KILLED, folder, out, *map(str, few)]
        told = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
        seen.append(tuple(map(int, told.split())))
        assert tables_in(out) in (old, new)
    assert sum(killed for killed, _ in seen) >= 10
    tabulate_to(out, folder, lexicons=lexicons)
    assert tables_in(out) == new
