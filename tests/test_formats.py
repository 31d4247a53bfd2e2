"""Files of any kind to text: what is read, what is named and why, within bounds."""

import io
import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pile import mht, page

from analysis import formats
from analysis.formats import Fault, UnreadableError
from analysis.formats.cells import guarded, records, separator, unguarded
from analysis.formats.damage import damage
from analysis.formats.workbooks import sheets_of

TEXT = (
    "政协青禾市委员会常务委员会工作报告\n\n一年来，召开会议12次，收到提案286件，组织委员视察9次，走访群众1500余户。\n"
)


def read(data, name):
    return list(formats.read(data if isinstance(data, bytes) else data.encode(), name))


def why_not(data, name):
    with pytest.raises(UnreadableError) as told:
        read(data, name)
    what, todo = told.value.args
    assert todo
    return what


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_its_decoded_characters(codec, end):
    (part,) = read(TEXT.replace("\n", end).encode(codec), "a.txt")
    assert part.text == TEXT and not part.converted


def test_the_encoding_of_a_page_is_told_by_its_text_not_by_its_code():
    code = "<script>" + "var a = 1;\n" * 3000 + "</script>"
    (part,) = read(page("工作报告", code + TEXT, "gb18030"), "a.html")
    assert "收到提案286件" in part.text and "var a" not in part.text


# Damage, each kind made of a good text; the good one is none.
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("utf-8", "gb18030"), ("gb18030", "utf-8"), ("gb18030", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "big5hkscs")],
)
def test_text_in_a_wrong_encoding_is_damaged(right, wrong):
    assert damage(TEXT) == ""
    assert damage(TEXT.encode(right).decode(wrong, "replace")).startswith("damaged: ")
    half = TEXT * 2 + TEXT.encode(right).decode(wrong, "replace")
    assert damage(half).startswith("damaged: ")


def test_a_few_lost_characters_are_a_note():
    (part,) = read((TEXT * 20).replace("青禾", "青\ufffd", 1), "a.txt")
    assert [what for what, _ in part.notes] == ["1 characters were lost before it was saved (\ufffd, 锟斤拷)"]


def test_markup_in_a_text_is_unseen_and_moves_nothing():
    table = "<table>\n<tr>\n<td>收到提案</td>\n<td>286件</td></tr><tr><td>视察</td><td></td><td>9</td><td>12<br>次</td></tr></table>"
    written = TEXT + table + "<!-- x -->\n<p>一</p>\n\n<p>二</p><script>var n = 5;</script>&nbsp;完&amp;3&times;4&;\n"
    (part,) = read(written, "a.txt")
    assert part.text.startswith(TEXT) and len(part.text) == len(written) and not part.converted
    for word in ("收到提案", "286件", "9</td>"[0], "一", "二", "完"):
        assert part.text.index(word) == written.index(word)
    lines = [line.strip() for line in part.text.replace("\u200b", "").split("\n")]
    assert [re.sub(r"\s+", lambda m: "\t" if "\t" in m[0] else " ", line) for line in lines if line][-5:] == [
        "收到提案\t286件", "视察\t9\t12 次", "一", "二", "完&3×4&;"
    ]  # fmt: skip
    assert read("a < b > c，3<5件\n", "a.txt")[0].text == "a < b > c，3<5件\n"


def test_marks_of_markdown_are_unseen_and_move_nothing():
    text = (
        "---\ntitle: 报告\n---\n# 工作报告\n\n召开**会议**12次。![图](a.png)\n\n| 项目 | 数 |\n| --- | ---: |\n| 提案 | 286件 |\n\n"
        "> - [视察](http://a.cn)9次\n\n***\n\\*注\n"
    )
    (part,) = read(text, "a.md")
    assert part.head == {"title": "报告"} and len(part.text) == len(text) and not part.converted
    assert part.text.replace("\u200b", "") == (
        "\n工作报告\n\n召开会议12次。\n\n| 项目 | 数 |\n| --- | ---: |\n| 提案 | 286件 |\n\n- 视察9次\n\n\n*注\n"
    )
    for word in ("工作报告", "会议", "12", "286件", "视察", "9次"):
        assert part.text.index(word) == text.index(word)


def test_a_page_is_its_body():
    (part,) = read(page("青禾市政协工作报告", TEXT * 3, table=True), "a.html")
    lines = part.text.split("\n")
    assert lines[0] == "青禾市政协工作报告" and "收到提案（件）\t255\t286" in lines
    assert "栏目" not in part.text and "ICP" not in part.text
    assert part.head == {"title": "青禾市政协工作报告", "published": "2025-02-03", "publisher": "某某日报"}
    (same,) = read(mht(page("青禾市政协工作报告", TEXT * 3, table=True)), "a.mht")
    assert same.text == part.text and same.head["url"] == "https://zx.example.cn/a.html"


def test_no_paragraph_of_a_body_is_lost():
    lines = [f"　　第{i}项工作，走访了{i}户。" for i in range(1, 40)] + ["（完）"]
    (part,) = read(page("青禾市政协工作报告", "\n".join([*lines[:20], "一、短标题", *lines[20:]])), "a.html")
    got = [line.strip() for line in part.text.split("\n")]
    assert [line.strip() for line in lines[:-1] if line.strip() not in got] == [] and "一、短标题" in got


def test_a_body_that_a_program_shows_later_is_read_and_other_hidden_text_is_not():
    style = '<div id="js_content" style="visibility: hidden; opacity: 0">'
    hidden = '<span style="display:none">盗版9次</span>'
    (part,) = read(
        page("青禾市政协工作报告", TEXT * 3 + hidden).replace(b'<div class="content">', style.encode()), "a.html"
    )
    assert part.text.count("收到提案286件") == 3 and "盗版" not in part.text


def test_the_last_short_lines_of_a_page_are_read():
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("征集提案", 156), ("界别协商会议", 16), ("视察", 4))
    )
    for end in ("", "<p>特此报告。</p>"):
        text = f"<html><body><h1>青禾市政协工作报告</h1><p>{TEXT * 3}</p><table>{rows}</table>{end}</body></html>"
        (part,) = read(text, "a.html")
        assert part.text.rstrip().endswith("视察\t4" if not end else "特此报告。") and "视察\t4" in part.text


@pytest.mark.parametrize(
    "name", ["info.jsp", "content.aspx", "index", "t1.shtml?id=1", "show.php@id=2.htm", "a.doc", "index.html.1"]
)
def test_a_page_is_known_whatever_the_address_ended_in(name):
    (part,) = read(page("青禾市政协工作报告", TEXT * 3), name)
    assert "收到提案286件" in part.text and "栏目" not in part.text
    assert "not read" in why_not(b"\0\1\2", "info.jsp")


def test_a_page_filled_by_a_program_is_named():
    assert "without Chinese text" in why_not(
        "<html><body><script>x</script><div id='app'></div></body></html>", "a.html"
    )


# PDF: where characters stand, not the order in which they are drawn.
def drawn(pages, size=12):
    """A PDF of pages of (left, height, text), drawn in their order."""
    import zhplot
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    font = FontProperties(fname=str(next(Path(zhplot.__file__).parent.rglob("*.ttf"))), size=size)
    out = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(out) as file:
        for page_ in pages:
            figure = Figure(figsize=(600 / 72, 800 / 72))
            for left, height, text in page_:
                figure.text(left / 600, height / 800, text, fontproperties=font, parse_math=False)
            file.savefig(figure)
    return out.getvalue()


@pytest.mark.parametrize("first", [True, False])
def test_marks_of_another_font_stand_where_they_are_drawn(first):
    marks = [(96, 700, "“"), (156, 700, "”")]
    words = [(60, 700, "我们开"), (108, 700, "展爱心"), (168, 700, "活动12次。")]
    (part,) = read(drawn([[*marks, *words] if first else [*words, *marks]]), "a.pdf")
    assert re.sub(r"\s", "", part.text) == "我们开“展爱心”活动12次。" and part.text.count("\n") == 1


def test_what_is_drawn_twice_is_read_once():
    (part,) = read(drawn([[(60, 700, "政协工作报告——一年来"), (60.3, 700, "政协工作报告——一年来")]]), "a.pdf")
    assert part.text == "政协工作报告——一年来\n"


def test_columns_are_read_one_after_the_other():
    first = [
        "政协青禾市委员会常务委员会",
        "　　一年来召开会议十二次收到",
        "提案二百件办理社情民意信息",
        "共四十件。",
        "　　组织委员视察九次走访群众",
    ]
    second = [
        "一千五百户提出意见三百条其",
        "中二百条得到采纳。",
        "　　各位委员大家都很努力今后",
        "还要做得更好更实更有成效。",
    ]
    page_ = [(60, 700 - 20 * i, line) for i, line in enumerate(first)]
    page_ += [(320, 700 - 20 * i, line) for i, line in enumerate(second)]
    (part,) = read(drawn([page_]), "a.pdf")
    assert part.text.split("\n") == [
        first[0], "一年来召开会议十二次收到提案二百件办理社情民意信息共四十件。",
        "组织委员视察九次走访群众一千五百户提出意见三百条其中二百条得到采纳。",
        "各位委员大家都很努力今后还要做得更好更实更有成效。", "",
    ]  # fmt: skip


def test_the_head_of_two_pages_is_none_of_their_text():
    pages = [[(60, 760, "青禾市政协文件"), (60, 700, f"　　{text}"), (60, 40, str(i))] for i, text in enumerate(
        ("去年收到提案。", "今年收到提案二百件，办理一百件。"), 1)]  # fmt: skip
    assert read(drawn(pages), "a.pdf")[0].text == "去年收到提案。\n今年收到提案二百件，办理一百件。\n"


# Word.
def test_a_page_laid_out_in_a_table_keeps_its_paragraphs():
    import docx

    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "青禾市政协工作报告"
    frame.add_paragraph("一年来，召开会议12次。")
    inner = frame.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "提案", "286件"
    beside = document.add_table(1, 2)
    beside.cell(0, 0).text, beside.cell(0, 1).text = "要闻", "第一段。\n" + "走访群众很多户。" * 30
    out = io.BytesIO()
    document.save(out)
    lines = read(out.getvalue(), "a.docx")[0].text.split("\n")
    assert lines[:3] == ["青禾市政协工作报告", "一年来，召开会议12次。", "提案\t286件"]
    assert [line for line in lines if line][3:5] == ["要闻", "第一段。"]


# Sheets.
def test_a_title_may_stand_above_the_names_of_the_columns():
    (part,) = read(
        workbook([["各地报告汇编"], [], ["序号", "城市", "年份", "报告全文"], [1, "青禾", 2024, TEXT]]), "a.xlsx"
    )
    assert part.text == TEXT and part.beside == {"序号": "1", "city": "青禾", "year": "2024"}
    (part,) = read(f"标题,栏目,文章\n甲,正文,{TEXT.replace(chr(10), '') * 5}\n", "a.csv")
    assert part.beside == {"title": "甲", "栏目": "正文"}
    (part,) = read("text\n召开会议12次,走访3户\n", "a.csv")
    assert part.text == "召开会议12次\n" and "beyond the last named column" in part.notes[0][0]
    (part,) = read(f"汇编,,\n编号,城市,乙\n1,青禾,{TEXT.replace(chr(10), '') * 5}\n", "a.csv")
    assert part.beside == {"report": "1", "city": "青禾"}


def test_a_text_may_stand_in_several_cells_or_paragraphs():
    header, long = ["city", "正文1", "正文（2）"], "走访群众很多户。" * 4000
    parts = read(workbook([header, ["青禾", TEXT, TEXT], ["东川", long, "又走访9户。"]]), "a.xlsx")
    assert [part.text for part in parts] == [f"{TEXT}\n{TEXT}", f"{long}又走访9户。\n"] and parts[0].beside == {
        "city": "青禾"
    }
    (part,) = read(json.dumps({"content": ["青禾市政协工作报告", "召开会议12次。"]}, ensure_ascii=False), "a.jsonl")
    assert part.text == "青禾市政协工作报告\n召开会议12次。\n"


def test_a_sheet_without_texts_beside_one_with_them_is_named():
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook([["text"], [TEXT]])))
    book.create_sheet("说明").append(["整理人", "某某"])
    book.create_sheet("空")
    out = io.BytesIO()
    book.save(out)
    part, fault = read(out.getvalue(), "a.xlsx")
    assert part.name == "Sheet/2" and (fault.name, fault.what) == ("说明", "no column of texts among 整理人, 某某")


def test_columns_beside_a_text_are_told_by_their_names():
    (part,) = read(f'城市,年份,正文,人口\n青禾,2024,"{TEXT}",35\n', "a.csv")
    assert (part.name, part.text) == ("2", TEXT)
    assert part.beside == {"city": "青禾", "year": "2024", "人口": "35"}


def test_the_column_with_long_texts_is_that_of_the_texts():
    (part,) = read(f'a,b\n1,"{TEXT * 5}"\n', "a.csv")
    assert part.text == (TEXT * 5) and "no column of texts among a, b" in why_not("a,b\n1,2\n", "a.csv")
    assert "no column" in why_not(f'report,source,start,end,sentence\na,a.txt,1,2,"{TEXT * 5}"\n', "sheet.csv")


@pytest.mark.parametrize(
    ("columns", "texts"),
    [
        ({"term": ["会议", "提案"], "n": [6, 120]}, 0),  # words
        ({"city": ["青禾", "安平"], "said": [TEXT * 20] * 2}, 2),
        ({"正文1": ["召开会议12次。"], "正文2": ["提案3件。"]}, 1),
        ({"paragraphs": [[TEXT, TEXT * 20]]}, 1),
        ({"n": [1, 2], "day": pd.to_datetime(["2023-01-01", "2024-01-01"])}, 0),
    ],
)
def test_a_parquet_file_has_texts_where_a_column_is_called_so_or_long(columns, texts):
    data = io.BytesIO()
    pd.DataFrame(columns).to_parquet(data)
    if texts:
        assert len(read(data.getvalue(), "a.parquet")) == texts
    else:
        assert "no column of texts" in why_not(data.getvalue(), "a.parquet")


def test_bad_lines_of_a_sheet_cost_themselves():
    good = json.dumps({"text": TEXT}, ensure_ascii=False)
    found = read(f'{good}\n{{"text": \n[1]\n{good}\n', "a.jsonl")
    assert [(type(one) is Fault, one.name) for one in found] == [(True, "2"), (True, "3"), (False, "1"), (False, "4")]
    found = read(f'text,n\n"open,1\n"{TEXT}",2\n"",3\n', "a.csv")
    assert [(type(one) is Fault, one.name) for one in found] == [(True, "2"), (False, "3"), (True, "4")]


def workbook(rows, **more):
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in more.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_stray_cell_costs_no_memory():
    data = workbook([["year", "text"], [2024, TEXT]], XFD1048576="x")
    (part,) = read(data, "a.xlsx")
    assert part.beside == {"year": "2024"} and part.text == TEXT
    assert sum(len(cells) for _, cells in sheets_of(data)["Sheet"]) == 4


def spoiled(data, how):
    if how == "truncated":
        return data[: len(data) // 2]
    flag, at = (b"\x01", 6) if how == "encrypted" else (b"\x63", 8)
    out = bytearray(data)
    for sign, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        place = out.find(sign)
        while place >= 0:
            out[place + at + shift : place + at + shift + 1] = flag
            place = out.find(sign, place + 4)
    return bytes(out)


@pytest.mark.parametrize(
    ("how", "what"), [("truncated", "a damaged"), ("encrypted", "with a password"), ("odd", "a damaged")]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_a_spoiled_file_is_a_sentence(how, what, name):
    assert what in why_not(spoiled(workbook([["text"], [TEXT]]), how), name)


def test_a_bomb_is_not_unpacked():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w", force_zip64=True) as file,
    ):
        for _ in range(formats.LARGEST // 2**20 + 1):
            file.write(bytes(2**20))
    for name in ("a.zip", "a.xlsx", "a.docx"):
        assert "unpacks to" in why_not(out.getvalue(), name)


def test_an_archive_is_what_is_in_it():
    inner, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.txt", TEXT)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../青禾/a.txt", TEXT)
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("old.doc", b"\xd0\xcf\x11\xe0")
    found = read(out.getvalue(), "a.zip")
    assert [one.name for one in found] == ["青禾/a.txt", "inner.zip/b.txt", "old.doc"]
    assert isinstance(found[2], Fault) and "old Word file" in found[2].what


def packed(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return out.getvalue()


def test_an_archive_without_files_and_a_file_without_bytes_are_named():
    assert (
        why_not(packed(), "a.zip") == why_not(packed("__MACOSX/._a.txt"), "a.zip") == "a zip file without a file in it"
    )
    assert {why_not(b"", f"a{suffix}") for suffix in formats.READ} == {"empty"}


def test_what_a_saved_page_in_an_archive_is_made_of_is_named_once():
    found = read(packed("青禾/页.html", "青禾/页_files/a.js", "青禾/页_files/b/c.html", "别_files/a.txt"), "a.zip")
    assert [(one.name, isinstance(one, Fault)) for one in found] == [
        ("青禾/页_files", True), ("青禾/页.html", False), ("别_files/a.txt", False),
    ]  # fmt: skip


def test_names_packed_on_a_chinese_windows_are_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("X" * 8, TEXT)
    data = out.getvalue().replace(b"X" * 8, "青禾.txt".encode("gb18030"))
    assert [one.name for one in read(data, "a.zip")] == ["青禾.txt"]


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(sorted(formats.READ | {".doc", ".wps", "", ".xml"})))
def test_any_bytes_are_read_or_told(data, suffix):
    for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"PAR1", b"<html>"):
        try:
            for part in formats.read(start + data, f"a{suffix}"):
                assert isinstance(part, Fault) or (part.text.strip() and "\r" not in part.text)
        except UnreadableError as error:
            assert len(error.args) == 2 and all(error.args)


# Cells of CSV.
def test_an_open_quotation_mark_costs_its_line():
    text = 'a,b\n1,"x\n2,y\n3,"z, z"\n4,"two\nlines"\n5,u"v\n'
    found = [(number, cells, bool(wrong)) for number, cells, wrong in records(text)]
    assert found == [
        (1, ["a", "b"], False), (2, [], True), (3, ["2", "y"], False), (4, ["3", "z, z"], False),
        (5, ["4", "two\nlines"], False), (6, ["5", 'u"v'], False),
    ]  # fmt: skip


def test_a_long_cell_is_a_cell():
    assert [cells for _, cells, _ in records(f"a\n{'x' * 200_000}\n")][1] == ["x" * 200_000]


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\0", codec="utf-8")), min_size=2, max_size=3)))
def test_what_csv_writes_is_read_back(rows):
    import csv

    rows = [["name", "other", "third"], *([*row, ""][:3] for row in rows)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    assert separator(out.getvalue()) == ","
    assert [cells for _, cells, _ in records(out.getvalue())] == rows


@given(st.text())
def test_a_guarded_cell_is_given_back(cell):
    assert unguarded(guarded(cell)) == cell and not guarded(cell).startswith(("=", "+", "-", "@"))


def test_a_missing_library_is_told(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "pypdfium2, which reads .pdf files, is not installed" in why_not(b"%PDF-1.4", "a.pdf")


def test_nothing_is_imported_before_it_is_needed():
    import subprocess
    import sys

    code = "import sys, analysis.formats; print(sorted({'trafilatura', 'docx', 'pdfplumber', 'lxml', 'openpyxl'} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True).stdout == "[]\n"
