"""Reading a folder: encodings, problems, and what must hold for any text."""

import hashlib
import os
import pickle
import re
import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from checks import assert_each
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.corpus import Document, UnreadableError, read_document, reports_of, scan, suggest_rows
from analysis.corpus.folder.problems import problem_lines
from analysis.corpus.folder.reports_csv import COLUMNS, own_columns
from analysis.corpus.headings import announces_plans
from analysis.corpus.lines import INVISIBLE, LINE, normal, signs_of_emphasis
from analysis.formats.encoding import NotText, decode

SIMPLIFIED = [
    "市政协召开会议", "委员提案261件,全部办结。", "今年以来,县政协组织委员走访企业,收集意见建议。",
    "常委会围绕乡村振兴开展协商,形成调研报告三篇。", "提案办理", "民主监督有成效。",
]  # fmt: skip
TRADITIONAL = [
    "市政協召開會議", "委員提案261件,全部辦結。", "今年以來,縣政協組織委員走訪企業,收集意見建議。",
    "常委會圍繞鄉村振興開展協商,形成調研報告三篇。", "提案辦理", "民主監督有成效。",
]  # fmt: skip


def test_short_texts_are_decoded():
    def decoded(text, codec):
        found, _, broken = decode(text.encode(codec))
        return found.removeprefix("\ufeff"), broken

    codecs = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
    texts = SIMPLIFIED + TRADITIONAL
    assert_each(decoded, [(text, codec, (text, None)) for text in texts for codec in codecs])


def test_short_big5_is_decoded():
    assert_each(lambda text: decode(text.encode("big5")), [(text, (text, "big5", None)) for text in TRADITIONAL])


def test_a_broken_byte_does_not_lose_the_text():
    text = SIMPLIFIED[2] * 20
    for codec in ("utf-8", "gb18030"):
        data = text.encode(codec)
        found, name, broken = decode(data[:101] + b"\xff" + data[101:])
        assert name == codec and 95 <= broken <= 102
        assert found.count(SIMPLIFIED[2]) >= 18 and "\ufffd" in found


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04rest", b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n"])
def test_binary_files_are_told(data):
    with pytest.raises(NotText):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_told(data):
    try:
        text, _, _ = decode(data)
    except NotText:
        return
    assert isinstance(text, str)


def test_line_ends_mark_and_digest(tmp_path):
    data = "\ufeff第一行\r\n第二行\r第三行\n".encode()
    (tmp_path / "x.txt").write_bytes(data)
    document = read_document(tmp_path / "x.txt")
    assert document.text == "第一行\n第二行\n第三行\n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.source, document.name, document.encoding) == ("x.txt", "x", "utf-8")


TEXT = "平凉市政协综述\n去年,平凉市政协走访企业30家,收集意见120条,全部转给有关部门办理。\n"


def corpus(folder, sheet=None, **texts):
    (folder / "texts").mkdir()
    for name, text in texts.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    if sheet is not None:
        (folder / "reports.csv").write_text(sheet, encoding="utf-8-sig")
    return folder


def said(problems):
    return [tuple(p) for p in problems[["file", "row", "problem"]].fillna(0).itertuples(index=False)]


FULL = ",".join(COLUMNS)


def line(**cells):
    return ",".join(str(cells.get(c, "")) for c in COLUMNS)


def test_a_good_corpus_has_no_problems(tmp_path):
    sheet = f"{FULL}\n{line(report='qinghe', source='a.txt', city='平凉', year=2023, genre='review')}\n"
    documents, problems = scan(corpus(tmp_path, sheet, a=TEXT))
    assert problems.empty and len(documents) == 1
    (report,) = reports_of(documents[0])
    assert (report.report, report.source, report.start, report.end) == ("qinghe", "a.txt", 0, len(TEXT))
    assert (report.meta["city"], report.meta["year"], report.meta["title"]) == ("平凉", 2023, "平凉市政协综述")


def test_all_problems_are_found_at_once_and_the_rest_is_read(tmp_path):
    sheet = "\n".join([
        FULL + ",population",
        line(report="good", source="a.txt", start=0, end=20) + ",",
        line(report="good", source="b.txt") + ",",
        line(report="lost", source="gone.txt") + ",",
        line(report="far", source="a.txt", start=20, end=99999) + ",",
        line(report="over", source="a.txt", start=10, end=30) + ",",
        line(report="word", source="a.txt", start="x", end=30) + ",",
        line(report="year", source="c.txt", year="last", sha256="00") + ",",
        line(source="a.txt") + ",",
        "one,two,three" + "," * 20 + "x",
        line(report="void", source="e.txt") + ",",
    ])  # fmt: skip
    folder = corpus(tmp_path, sheet, a=TEXT, b=TEXT, c=TEXT, e="  \n")
    (folder / "texts" / "pic.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "texts" / "report.docx").write_bytes(b"PK\x03\x04")
    (folder / "texts" / "x.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    documents, problems = scan(folder)
    found = {(f, r): p for f, r, p in said(problems)} | {(p.file, p.report): p.problem for p in problems.itertuples()}
    for place, word in {
        ("b.txt", "b"): "the same text as year", ("reports.csv", 3): "row 2", ("reports.csv", 4): "gone.txt", ("reports.csv", 5): "99999",
        ("reports.csv", 6): "overlaps", ("reports.csv", 7): "start x", ("reports.csv", 9): "no report id", ("reports.csv", 10): "cells",
        ("e.txt", 0): "empty", ("pic.txt", 0): "picture", ("report.docx", 0): "damaged Word file", ("x.doc", 0): "old Word file",
    }.items():  # fmt: skip
        assert word in found[place], place
    assert {"year last is not a year", "sha256 is not that of c.txt: the text has changed"} <= set(problems["problem"])
    assert all(problems["what_to_do"].str.len() > 5)
    ids = [r.report for d in documents for r in reports_of(d)]
    assert ids == ["good", "b", "year"]


def test_two_files_of_one_name_keep_apart(tmp_path):
    for part in ("x", "y"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "qinghe.txt").write_text(TEXT, encoding="utf-8")
    documents, problems = scan(tmp_path)
    assert documents.sources == ["x/qinghe.txt", "y/qinghe.txt"]
    assert [r.report for d in documents for r in reports_of(d)] == ["x-qinghe", "y-qinghe"]
    same = "copy: the same text as x-qinghe, kept because it comes first"
    assert said(problems) == [("y/qinghe.txt", 0, same)]  # that they have one name is none


def test_a_copy_in_another_encoding_is_told_and_another_text_is_not(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(("\r\n" + TEXT.replace("\n", "\r\n")).encode("gb18030"))
    other = TEXT.replace(
        "走访企业30家,收集意见120条,全部转给有关部门办理", "办理提案58件,召开协商会7次,参加的委员有两百多人"
    )
    (tmp_path / "c.txt").write_text(other, encoding="utf-8")
    documents, problems = scan(tmp_path)
    assert len(documents) == 3
    assert said(problems) == [("b.txt", 0, "copy: the same text as a, kept because it comes first")]


def test_a_page_saved_with_its_tags_is_told(tmp_path):
    documents, problems = scan(corpus(tmp_path, None, a=f'<P class="x">{TEXT}</P>', b="政协 a < b > c"))
    assert said(problems) == [("a.txt", 0, "holds HTML tags; they are passed over, rows of its tables are lines")]
    seen = [document.text.replace("\u200b", "").strip("\n") for document in documents]
    assert seen == [TEXT.strip("\n"), "政协 a < b > c"]


def test_a_column_of_ones_own_is_no_problem_but_a_misspelt_one_is(tmp_path):
    sheet = f"{FULL},region,density\n{line(report='qinghe', source='a.txt')},north,5\n"
    documents, problems = scan(corpus(tmp_path, sheet, a=TEXT))
    assert problems.empty and documents[0].rows[0]["region"] == "north"
    (tmp_path / "reports.csv").write_text(sheet.replace(",year,", ",yeer,"), encoding="utf-8")
    assert [p for *_, p in said(scan(tmp_path)[1])] == ["unknown column yeer"]


def test_a_split_does_not_take_the_name_of_a_file(tmp_path):
    page = TEXT + "天水县政协召开会议\n本报天水讯(记者 王秋生)天水县政协昨天开会,商量了三件事。\n"
    (tmp_path / "p.txt").write_text(page, encoding="utf-8")
    (tmp_path / "p-1.txt").write_text(TEXT, encoding="utf-8")
    documents, problems = scan(tmp_path)
    ids = [r.report for d in documents for r in reports_of(d)]
    assert len(ids) == len(set(ids)) == 3 and len(problems) == 2


def test_rows_say_where_reports_stand(tmp_path):
    text = TEXT + TEXT.replace("平凉", "天水")
    sheet = "\n".join(
        [FULL, line(report="second", source="a.txt", start=len(TEXT)), line(report="first", source="a", end=len(TEXT))]
    )
    documents, problems = scan(corpus(tmp_path, sheet, a=text))
    assert problems.empty
    reports = reports_of(documents[0])
    assert [(r.report, r.start, r.end) for r in reports] == [("first", 0, len(TEXT)), ("second", len(TEXT), len(text))]
    assert [r.meta["city"] for r in reports] == ["平凉市", "天水市"]
    assert all(r.start <= o < r.end for r in reports for s in r.segments for o in s.offsets)


def test_rows_without_places_in_one_file_are_not_guessed(tmp_path):
    sheet = "\n".join([FULL, line(report="one", source="a.txt"), line(report="two", source="a.txt")])
    documents, problems = scan(corpus(tmp_path, sheet, a=TEXT))
    assert len(problems) >= 2 and [r.report for r in reports_of(documents[0])] == ["a"]


def test_a_folder_of_tables_has_no_documents(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "reports.csv").write_text(f"{FULL}\n{line(report='q', source='q.txt')}\n", encoding="utf-8")
    documents, problems = scan(tmp_path)
    assert len(documents) == 0 and problems.empty


def test_texts_may_be_elsewhere(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "reports.csv").write_text(f"{FULL}\n{line(report='q', source='a.txt')}\n", encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(TEXT, encoding="utf-8")
    documents, problems = scan(tmp_path, other)
    assert problems.empty and [r.report for r in reports_of(documents[0])] == ["q"]


@pytest.mark.parametrize("sheet", ["", "\n\n", "city\n平凉\n", '"open\n', "a;a.txt\n", "\x00"])
def test_a_bad_sheet_never_stops_the_reading(tmp_path, sheet):
    documents, problems = scan(corpus(tmp_path, sheet, a=TEXT))
    assert len(documents) == 1 and not problems.empty


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_sheet_is_read_with_the_separator_a_spreadsheet_wrote(tmp_path, mark):
    sheet = f"{FULL}\n{line(report='q', source='a.txt', city='平凉')}\n".replace(",", mark)
    documents, problems = scan(corpus(tmp_path, sheet, a=TEXT))
    assert problems.empty and reports_of(documents[0])[0].meta["city"] == "平凉"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_utf8_is_told_and_the_others_are_read(tmp_path):
    folder = corpus(tmp_path, None, a=TEXT)
    with open(os.fsencode(folder / "texts") + "/报告.txt".encode("gb18030"), "w", encoding="utf-8") as file:
        file.write(TEXT)
    documents, problems = scan(folder)
    assert documents.sources == ["a.txt"]
    assert said(problems) == [("报告.txt", 0, "not read: its name or folder is not UTF-8")]


def test_a_sheet_in_gb18030_is_read_and_told(tmp_path):
    folder = corpus(tmp_path, None, a=TEXT)
    sheet = f"{FULL}\n{line(report='q', source='a.txt', city='平凉市', title='政协工作综述')}\n"
    (folder / "reports.csv").write_bytes(sheet.encode("gb18030"))
    documents, problems = scan(folder)
    assert said(problems) == [("reports.csv", 0, "not UTF-8 but gb18030")]
    assert reports_of(documents[0])[0].meta["city"] == "平凉市"


def test_no_folder_and_no_texts_are_told(tmp_path):
    assert len(scan(tmp_path / "nowhere")[1]) == 1
    assert len(scan(tmp_path)[1]) == 1
    with pytest.raises(UnreadableError):
        read_document(tmp_path / "nowhere.txt")


def test_documents_are_read_when_asked_for_and_travel(tmp_path):
    folder = corpus(tmp_path, None, a=TEXT, b=TEXT)
    documents, _ = scan(folder)
    copy = pickle.loads(pickle.dumps(documents))
    (folder / "texts" / "b.txt").write_text(TEXT + "新的一段,后来添上的。\n", encoding="utf-8")
    assert copy[1].text != documents[0].text and [d.name for d in copy[1:]] == ["b"]


def test_suggested_rows_can_be_written_and_read_again(tmp_path):
    text = TEXT + "天水县政协召开会议\n本报天水讯(记者 王秋生)天水县政协昨天开会,商量了三件事。\n"
    folder = corpus(tmp_path, None, a=text)
    first = [r for d in scan(folder)[0] for r in reports_of(d)]
    rows = suggest_rows(first)
    assert tuple(rows.columns) == COLUMNS and len(rows) == 2
    rows.to_csv(folder / "reports.csv", index=False, encoding="utf-8-sig")
    documents, problems = scan(folder)
    assert problems.empty
    again = [r for d in documents for r in reports_of(d)]
    assert {r.meta["city_source"] for r in first} == {"title"} and {r.meta["city_source"] for r in again} == {
        "reports.csv"
    }
    told = {"city_source": "", "year_source": ""}
    assert [replace(r, meta=r.meta | told) for r in again] == [replace(r, meta=r.meta | told) for r in first]
    assert suggest_rows([]).empty


PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\r", "\f", "\u3000\u3000", " ", "\xa0", "\u200b", "\u2028", "。", ",", ":", "“", "”", "《", "》", "(", ")",
        "一、", "(一)", "1.", "2023年工作回顾", "各位委员:", "平凉市政协", "天水县政协召开会议", "本报天水讯(记者 王秋生)", "(接一版)",
        "查看更多图片", "24-12-18", "...", "上一篇:", "热门资讯", "摄", "\uff11\uff12", "\uff0c", "CPPCC", "News", "委员走访企业30家",
        "去年,市政协组织委员走进社区,听取居民意见,形成建议六十条,交给有关部门逐条研究办理,并向委员反馈了结果。", "建", "立了", "的",
    ]
)  # fmt: skip


def check(text):
    document = Document("x.txt", "x", text, "utf-8", "")
    reports = reports_of(document)
    seen = []
    for report in reports:
        assert [s.paragraph for s in report.paragraphs] == list(range(1, len(report.paragraphs) + 1))
        for segment in report.segments:
            assert len(segment.text) == len(segment.offsets) > 0
            assert all(a < b for a, b in pairwise(segment.offsets))
            assert segment.text == "".join(normal(text[i]) for i in segment.offsets)
            assert "\n" not in segment.text and segment.text == segment.text.strip()
            assert report.start <= segment.offsets[0] and segment.offsets[-1] < report.end
            seen.extend(i for i in segment.offsets if not text[i].isspace())
    emphasis = {i for line in re.finditer(LINE, text) for i in signs_of_emphasis(text, *line.span())}
    unread = emphasis | {i for i, c in enumerate(text) if c.isspace() or c in INVISIBLE}
    assert sorted(seen) == [i for i in range(len(text)) if i not in unread]
    assert reports[0].start == 0 and reports[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(reports))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("各位委员:\n热门资讯\n24-12-18\n")
def test_every_character_is_in_one_segment_of_pages(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_every_character_is_in_one_segment_of_any_text(text):
    check(text)


def test_work_grows_with_the_text_alone():
    """The lines a rule looks at are counted, not timed: twice the text, twice the work."""
    import sys

    def steps(text):
        calls = 0

        def count(frame, event, arg):
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count)
        try:
            check(text)
        finally:
            sys.setprofile(None)
        return calls

    page = "平凉市政协综述\n" + "".join(
        f"第{i}次走访\n去年,市政协走访企业{i}家,听取意见,没有\n遗漏。\n推荐\n24-12-18\n" for i in range(60)
    )
    assert steps(page * 4) < 2.6 * steps(page * 2)


def test_headings_that_announce_plans():
    assert_each(
        announces_plans,
        [
            ("二、2025年工作安排", True),
            ("今后五年工作建议", True),
            ("下一步打算", True),
            ("怎么干", True),
            ("一、2024年工作回顾", False),
            ("工作回顾和打算", False),
            ("2020年重点提案交办会", False),
            ("深化民主监督", False),
        ],
    )


def test_what_is_no_text_is_named_and_never_opened(tmp_path):
    away, folder = tmp_path / "away", tmp_path / "folder"
    (away / "more").mkdir(parents=True)
    (away / "x.txt").write_text(TEXT, encoding="utf-8")
    (folder / "d.txt").mkdir(parents=True)
    (folder / "d.txt" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "out.txt").symlink_to(away / "x.txt")
    (folder / "dir").symlink_to(away)
    (folder / "lost.txt").symlink_to(away / "gone.txt")
    (folder / "inside.txt").symlink_to(folder / "d.txt" / "a.txt")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (folder / "~$a.docx").write_bytes(b"x")
    (folder / "README.md").write_text("notes")
    (folder / ".DS_Store").write_bytes(b"x")
    os.mkfifo(folder / "pipe.txt")
    documents, problems = scan(folder)
    assert documents.sources == ["d.txt/a.txt", "inside.txt"]
    assert {p.file: p.problem for p in problems.itertuples()} == {
        "d.txt": "a folder, not a file; what is in it is read",
        "out.txt": "not read: a link that leaves the folder",
        "dir": "not read: a link that leaves the folder",
        "lost.txt": "not read: a link that leads nowhere",
        "inside.txt": "copy: the same text as a, kept because it comes first",
        ".hidden.txt": "not read: a hidden file",
        "~$a.docx": "not read: a program has its document open",
        "README.md": "not read: notes on the folder by their name",
        "pipe.txt": "not read: a pipe",
    }


def test_what_a_saved_page_is_made_of_is_named_once(tmp_path):
    for name in ("a.html", "a_files/b.html", "a_files/c.js", "b.files/d.txt", "页.jsp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    documents, problems = scan(tmp_path)
    assert documents.sources == ["a.html", "b.files/d.txt"]
    assert "页.jsp" in problems["file"].tolist()  # a text under the name of a page is named
    problems = problems[problems["file"] != "页.jsp"]
    problems = problems[~problems["problem"].str.startswith("copy: ")]
    assert problems[["file", "problem"]].to_numpy().tolist() == [
        ["a_files", "not read: what the saved page a.html is made of"]
    ]


def test_one_bad_cell_of_the_sheet_costs_its_row(tmp_path):
    long = "字" * 140_000
    sheet = (
        f'report,source,start,title\na,a.txt,,"open\nb,b.txt,{"9" * 5000},\nc,c.txt,,"{long}"\nd,d.txt,,"two\nlines"\n'
    )
    texts = {
        name: TEXT.replace("青禾", place) for name, place in zip("abcd", ("青禾", "东川", "白鹭", "松石"), strict=True)
    }
    documents, problems = scan(corpus(tmp_path, sheet, **texts))
    rows = {document.source: [row["title"] for row in document.rows] for document in documents}
    assert rows == {"a.txt": [], "b.txt": [], "c.txt": [long], "d.txt": ["two\nlines"]}
    told = [(p.row, p.problem[:40]) for p in problems.itertuples() if p.file == "reports.csv" and p.row != 1]
    assert told == [(2, "a quotation mark is not closed; the line"), (3, f"start {'9' * 34}")]
    assert own_columns(tmp_path) == []
    assert max(map(len, problem_lines(problems))) < 400


def test_copies_are_found_in_a_time_that_grows_with_the_text():
    from analysis.corpus.copies import Candidate, find

    def steps(n):
        made = 0

        def count(frame, event, arg):
            nonlocal made
            made += event == "line"
            return count

        many = "开会一次，走访两户。" * n
        sys.settrace(count)
        try:
            found = find([Candidate("a", many + "甲"), Candidate("b", "乙" + many)])
        finally:
            sys.settrace(None)
        assert [copy.how for copy in found] == ["near"]
        return made

    assert steps(16_000) < 5 * steps(4_000)


# A report and what sites make of it. The last two are other reports, whatever they share.
@pytest.mark.parametrize(
    ("make", "how"),
    [
        (lambda text: text, "same"),
        (lambda text: "来源：青禾日报\n" + text.replace("，", ",") + "（责任编辑：小王）", "near"),
        (lambda text: text.replace("提案", "提 案"), "same"),
        (lambda text: text[: len(text) // 3], "part"),
        (lambda text: text.replace("青禾", "东川"), None),
        (lambda text: text.replace("2023", "2022"), None),
    ],
)
def test_copies_are_told_from_other_reports(make, how):
    from analysis.corpus.copies import Candidate, find

    text = "青禾市政协2023年工作综述\n" + "".join(
        f"第{i}项，召开会议{i * 7 % 31}次，办理提案{i * 13 % 97}件。\n" for i in range(40)
    )
    other = make(text)

    def candidate(name, text):
        return Candidate(name, text, "东川" if "东川" in text else "青禾", 2022 if "2022" in text else 2023)

    assert [(c.report, c.how) for c in find([candidate("a", text), candidate("b", other)])] == (
        [("b", how)] if how else []
    )


def test_a_page_of_several_gives_way_to_its_reports():
    from analysis.corpus.copies import Candidate, find

    reports = [
        "".join(f"{place}第{i}项，走访{i * k}户，收到{place}提案{i + k}件。" for i in range(30))
        for place, k in (("东川", 3), ("白鹭", 5), ("松石", 7))
    ]
    page = Candidate("page", "\n".join(reports))
    parts = [Candidate(name, text) for name, text in zip("abc", reports, strict=True)]
    assert [(c.report, c.how) for c in find([page, *parts])] == [("page", "page")]
    assert [(c.report, c.how) for c in find([page, parts[0]])] == [("a", "part")]


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 40)), max_size=30), st.integers(1, 2**58))
def test_pairs_that_may_be_copies_are_those_counted_one_by_one(texts, spread):
    """Numbers far apart, so that they lie in several ranges."""
    from analysis.corpus.copies import candidates

    shared = Counter()
    for number in set().union(*texts):
        members = [i for i, text in enumerate(texts) if number in text]
        several = combinations(members, 2) if len(members) <= 20 else ((members[0], i) for i in members[1:])
        shared.update(several)
    wanted = sorted((i, j) for (i, j), n in shared.items() if n >= 0.15 * min(len(texts[i]), len(texts[j])))
    sketches = (np.array(sorted(n * spread for n in text), dtype=np.uint64) for text in texts)
    assert candidates(sketches) == wanted


def test_the_panel_has_no_copies():
    folder = os.environ.get("PANEL")
    if not folder:
        pytest.skip("PANEL names no folder of other reports")
    assert not scan(folder)[1]["problem"].str.startswith("copy: ").any()
