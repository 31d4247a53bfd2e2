"""A pile of files becomes a corpus folder: nothing lost, doubled, made up or passed over; again, nothing changed by hand is lost."""

import csv
import re

import pandas as pd
import pytest
from pile import build, text_of

from analysis.__main__ import main
from analysis.corpus import scan
from analysis.corpus.copies import clauses
from analysis.corpus.kinds import other_kind
from analysis.tables.corpus_tables import CorpusError
from analysis.workflow.new import new

pytest.importorskip("trafilatura")
pytest.importorskip("docx")
pytest.importorskip("pdfplumber")


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("x") / "pile"
    return folder, build(folder)


@pytest.fixture(scope="module")
def made(pile, tmp_path_factory):
    out = tmp_path_factory.mktemp("y") / "corpus"
    return out, new(pile[0], out)


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def batched(text, size):
    return (text[i : i + size] for i in range(0, len(text), size))


def place(row):
    return f"{row['file']}/{row['part']}" if row["part"] else row["file"]


def test_every_file_is_read_or_named(pile, made):
    (_, told), (out, _) = pile, made
    found = {place(row): row for row in rows(out / "sources.csv")}
    reports = {row["source"]: row["status"] for row in rows(out / "reports.csv")}
    names = {name.replace("\n", "\\n").replace("\x1b", "\\x1b"): says for name, says in told.items() if says != "!part"}
    assert {name.replace("\n", "\\n").replace("\x1b", "\\x1b") for name in found} == set(names)
    for name, row in found.items():
        says = names[name.replace("\n", "\\n").replace("\x1b", "\\x1b")]
        if says.startswith(("!copy", "!no report")):
            assert reports[row["text"]].startswith(says[1:]), name
        elif says.startswith("!"):
            assert says[1:] in row["status"] and row["what_to_do"] and not row["text"], name
        else:
            assert row["status"] == "read" and reports[row["text"]] == "included", name


def test_no_text_is_lost_on_the_way(pile, made):
    (_, told), (out, _) = pile, made
    for row in rows(out / "sources.csv"):
        says = told.get(place(row), "!")
        if not says.startswith("!"):
            given, got = text_of(says), (out / "texts" / row["text"]).read_text(encoding="utf-8")
            given, got = ("".join(clauses(text)) for text in (given, got))
            lost = [piece for piece in map("".join, batched(given, 12)) if piece not in got]
            assert not lost, place(row)


def test_rows_of_tables_are_lines(made):
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (made[0] / "texts").glob("*.txt")}
    for name in ("江沅", "石梁", "颍南"):
        assert "收到提案（件）\t255\t286\n组织视察（次）\t9\t12\n" in texts[name] + "\n", name
    assert "1.围绕中心议政\n2.立足民生履职" in texts["岚港"]
    assert "hits" not in texts["江沅"] and "栏目3" not in texts["江沅"]


def test_what_is_beside_a_text_is_taken_over(made):
    told = {row["source"]: row for row in rows(made[0] / "reports.csv")}
    assert (told["two/2.txt"]["city"], told["two/2.txt"]["year"]) == ("青岭", "2008")
    assert "city sure (column of the sheet)" in told["two/2.txt"]["guessed"]
    assert told["两市/3.txt"]["year"] == "2016" and told["two/1.txt" if "two/1.txt" in told else "two/2.txt"]["year"]
    assert (told["民曲.txt"]["published"], told["民曲.txt"]["publisher"]) == ("2025-02-03", "某某日报")
    assert told["民曲.txt"]["url"] == "https://zx.example.cn/a.html"


def test_the_folder_is_a_corpus_without_a_new_problem(made):
    documents, problems = scan(made[0])
    assert len(documents) and problems.empty


def test_again_what_a_person_changed_stays_and_what_is_new_is_added(pile, made, tmp_path):
    folder, out = tmp_path / "pile", tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(text_of("qilu-page-2021"), encoding="utf-8")
    (folder / "b.txt").write_text(text_of("dongpu-2014"), encoding="utf-8")
    new(folder, out)
    sheet = rows(out / "reports.csv")
    kept = [row | {"city": "改过", "note": "mine"} for row in sheet if row["source"] != "b.txt"]
    pd.DataFrame(kept).to_csv(out / "reports.csv", index=False)
    (out / "texts" / "b.txt").unlink()
    (folder / "c.txt").write_text("转载\n" + text_of("qilu-page-2021") + "\n（完）\n", encoding="utf-8")
    (folder / "d.txt").write_text(text_of("dongpu-2024"), encoding="utf-8")
    result = new(folder, out)
    after = rows(out / "reports.csv")
    assert after[: len(kept)] == kept and {row["source"] for row in after} == {"a.txt", "c.txt", "d.txt"}
    assert all(row["status"].startswith("copy: ") for row in after if row["source"] == "c.txt")
    assert result.added == len(after) - len(kept) and not (out / "texts" / "b.txt").exists()
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert new(folder, out).added == 0
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_folders_of_others_are_refused(tmp_path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "notes.txt").write_text("mine")
    for out in (tmp_path / "theirs", tmp_path / "pile" / "out", tmp_path, tmp_path / "pile"):
        with pytest.raises(CorpusError, match="folder"):
            new(tmp_path / "pile", out)
    assert [p.name for p in (tmp_path / "theirs").iterdir()] == ["notes.txt"]


def test_a_sheet_that_cannot_be_added_to_is_told(tmp_path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(text_of("dongpu-2014"), encoding="utf-8")
    new(tmp_path / "pile", tmp_path / "out")
    sheet = tmp_path / "out" / "reports.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8-sig") + '"open,1\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"row 3: a quotation mark is not closed"):
        new(tmp_path / "pile", tmp_path / "out")


def test_the_command_prints_no_raw_name(pile, tmp_path, capsys):
    assert main(["new", str(pile[0]), "--out", str(tmp_path / "out")]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out and "pipe.txt: not read: a pipe" in out and "look first: " in out
    page = (tmp_path / "out" / "new.html").read_text(encoding="utf-8")
    assert "Look at these first" in page and "\x1b" not in page and re.search(r"scan\.pdf.*scanned PDF", page)


def test_a_scrap_without_a_number_is_no_report(tmp_path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.csv").write_text("city,text\n兰州,见附件\n兰州,召开会议12次。\n", encoding="utf-8")
    result = new(tmp_path / "pile", tmp_path / "out")
    assert result.reports["status"].tolist() == [
        "no report of a consultative conference: a text that names no consultative conference", "included",
    ]  # fmt: skip
    assert result.doubts.empty  # the status says it


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("政协青禾市第八届委员会第四次会议关于常务委员会工作报告的决议\n（2025年1月8日通过）", "a resolution"),
        ("在政协青禾市第八届委员会第四次会议闭幕会上的讲话\n王志强", "a speech"),
        ("政协青禾市委员会2025年工作要点", "a plan of work"),
        ("政协青禾市第八届委员会第四次会议日程安排（草案）", "an agenda"),
        ("政协青禾市第八届委员会委员名单", "a list of names"),
        ("政协青禾市第八届委员会常务委员会工作报告", ""),
        ("市政协传达学习讲话精神\n会议学习了在庆祝大会上的讲话精神。", ""),
        ("青禾市志·政协\n一月，政协委员列席人民代表大会会议，听取政府工作报告。", ""),
        ("政府工作报告\n——在青禾市人民代表大会上\n请政协委员提出意见。", "a government work report"),
    ],
)
def test_what_lies_beside_reports_of_a_conference_is_said(head, kind):
    assert other_kind(f"{head}\n\n一年来，市政协召开会议12次，收到提案286件。\n") == kind
