"""What stands between two numbers: a blank inside one, the boundary of two cells, a page number, or nobody can tell."""

import os
import re
import unicodedata
from pathlib import Path

import pytest
from checks import assert_each, assert_none

from analysis import activities, corpus
from analysis.corpus import Document, reports_of
from analysis.corpus.lines import INVISIBLE, narrow
from analysis.corpus.records import Segment
from analysis.corpus.script import plain

TESTS = Path(__file__).parent
HEAD = "政协青禾市委员会2023年工作总结\n\n"


def view(text):
    return Segment("paragraph", text, tuple(range(len(text)))).view.text


def read(body):
    """(counts, refusals) of a report: (quantity, value, unit, object, status) and (numeral, reason)."""
    counts, refused = [], []
    for report in reports_of(Document("a.txt", "a", HEAD + body, "utf-8", "0")):
        found, others = activities.extract(report)
        counts += [(r["quantity"], r["value"], r["unit"], r["object"], r["status"]) for r in found]
        refused += [(r["quantity"], r["reason"]) for r in others if r["start"] >= len(HEAD)]
    return counts, refused


def test_blanks_beside_digits():
    assert_each(
        view,
        [
            ("收集意见1 74条", "收集意见174条"),  # torn
            ("慰问老人3 1 5 0余人", "慰问老人3150余人"),
            ("走访群众1, 120人次，占53. 1%，召开会议3, 5次。", "走访群众1,120人次,占53.1%,召开会议3, 5次。"),
            ("收到提案3 2 6 件，办复率 9 8 % 。", "收到提案326件,办复率98%。"),
            ("走访企业 1 5 家。", "走访企业15家。"),
            ("农工党 1 3 件", "农工党1 3件"),  # perhaps a row of a table
            ("第1 2 次会议召开。", "第1 2次会议召开。"),
            ("捐款1 2.5万元", "捐款1 2.5万元"),  # nobody can tell
            ("附件2 16份", "附件2 16份"),
            ("培训 14 18 期", "培训14 18期"),
            ("第4 9次会议", "第4 9次会议"),
            ("农工党 134 152 件", "农工党134\t152件"),  # cells
            ("2 340名群众参加", "2\t340名群众参加"),
            ("提案\t14\t18", "提案14\t18"),
            ("提案  14  18", "提案14\t18"),
            ("2022 340 2023 366", "2022\t340\t2023\t366"),
            ("|提案|14|18|", "提案14\t18"),
            ("|提案|14件|信息|18条|", "提案14件,信息18条"),
            ("项目\t数量", "项目,数量"),
            ("信息\t340\t条", "信息340条"),
            ("1500万 300人", "1500万\t300人"),
            ("3 万 4 千户", "3万4千户"),
            ("走访群众3 150户，座谈9次。", "走访群众3150户,座谈9次。"),  # torn or thousands: the same
            ("走访群众3 150户", "走访群众3 150户"),  # or a row of a table
            ("走访3 050户", "走访3050户"),  # thousands: no number begins with 0
            ("走访3\u2009150户", "走访3150户"),
        ],
    )


def test_a_narrow_blank_parts_thousands():
    counts, _ = read("走访群众3\u202f150户，资助学生1\u2009200名。")
    assert [c[1] for c in counts] == [3150, 1200]


def test_numbers_of_cells_stay_apart_and_pieces_are_no_counts():
    rows = {
        "编印资料7 6份，走访企业3 4家。": ([("76份", 76, "份"), ("34家", 34, "家")], []),
        "收到提案 14 18 件。": ([], [("14", "broken"), ("18", "broken")]),
        "农工党 134 152 件，民盟 96 108 件。": (
            [("152件", 152, "件"), ("108件", 108, "件")],
            [("134", "no_measure"), ("96", "no_measure")],
        ),
    }
    for body, (counts, refused) in rows.items():
        found, others = read(body)
        assert [c[:3] for c in found] == counts and others == refused, body
        assert not [c for c in found if re.search(r"\d", c[3])]


def test_the_label_of_a_row_is_what_is_counted_and_earlier_columns_are_told_apart():
    for head, row in (("项目\t2022年\t2023年", "专题调研\t9次\t11次"), ("|项目|2022年|2023年|", "|专题调研|9次|11次|")):
        counts, _ = read(f"{head}\n{row}\n\n以上为主要数据，全年工作稳步推进。\n")
        assert counts == [("9次", 9, "次", "专题调研", "earlier"), ("11次", 11, "次", "专题调研", "done")]


def test_a_head_says_what_a_bare_number_counts():
    tab = "表一 历届政协提案统计\n届次\t收到\t立案\n一届\t347\t318\n合计\t2178\t2031\n"
    counts, _ = read(f"{tab}\n以上为主要数据，全年工作稳步推进。\n")
    assert [(c[1], c[3]) for c in counts] == [(n, "提案") for n in (347, 318, 2178, 2031)]
    counts, refused = read(
        "附：历届一览\n届别　　　序号　　　委员　　常委\n第一届　　　7　　　39　　　9\n\n以上为主要数据。\n"
    )
    assert [(c[1], c[3]) for c in counts] == [(39, "委员"), (9, "常委")] and ("7", "no_measure") in refused


def test_figures_with_their_labels_set_apart_by_blanks():
    counts, _ = read("全年情况如下。\n\n提案 提交221件 立案198件 办复190件\n\n工作稳步推进。\n")
    assert [(c[0], c[3]) for c in counts] == [("221件", "提案"), ("198件", "提案"), ("190件", "提案")]


def test_a_page_number_inside_a_number_or_before_its_measure_word():
    counts, refused = read("　　全年共举办委员讲堂、读书活动1\n— 7 —\n4场，慰问老人52名。\n")
    assert [c[0] for c in counts] == ["52名"]
    assert sorted(refused) == [("1", "broken"), ("4", "broken"), ("7", "furniture")]
    counts, _ = read("　　全年共举办委员讲堂、读书活动14\n— 7 —\n场，慰问老人52名。\n")
    assert [c[:3] for c in counts] == [("14", 14, "场"), ("52名", 52, "名")]


# --- every number of a text


NUMERAL = re.compile(r"[0-9]+|[零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+")
UNITS = re.compile(r"千(?=[瓦米克卡])|万(?=千瓦|吨)|百(?=分点)")  # a part of the measure word


def texts():
    """Folders with texts: of the tests, the digests and, where they are at hand, the originals and what lies beside."""
    folders = [TESTS / "data" / "annotated", TESTS.parent / "data" / "digests" / "texts"]
    if os.environ.get("ORIGINALS"):
        originals = Path(os.environ["ORIGINALS"])
        folders += [originals, originals.parent / "gold" / "excerpts", originals.parent / "cases"]
        panel = sorted((originals.parent / "panel" / "texts").glob("*.txt"))[::40]
        return [f for folder in folders for f in sorted(folder.rglob("*.txt"))] + panel
    return [f for folder in folders for f in sorted(folder.rglob("*.txt"))]


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in INVISIBLE)


def faults(file):
    """The numerals of a file that do not lie in exactly one row, and the rows that do not slice to their quantity."""
    try:
        document = corpus.read_document(file)
    except ValueError:
        return  # damaged text, which is told elsewhere
    covered = [0] * len(document.text)
    for report in reports_of(document):
        for row in [row for table in activities.extract(report) for row in table]:
            piece = document.text[row["start"] : row["end"]]
            if folded(piece) != folded(row["quantity"]):
                yield f"{file.name}:{row['start']}: {piece!r} is {row['quantity']!r}"
            for place in range(row["start"], row["end"]):
                covered[place] += 1
    text = narrow(plain(document.text))
    for numeral in NUMERAL.finditer(text):
        if any(
            covered[i] != 1
            for i in range(*numeral.span())
            if not UNITS.match(text, i) and not text.startswith("千瓦", i)
        ):
            yield f"{file.name}:{numeral.start()}: {text[max(0, numeral.start() - 8) : numeral.end() + 8]!r}"


@pytest.mark.parametrize("file", texts(), ids=lambda file: file.stem)
def test_every_number_of_a_text_is_in_exactly_one_table(file):
    assert_none(faults(file))


# --- how a text is laid out


def wrapped(text, columns):
    """The text in lines of as many columns; a Han character takes two."""
    lines, width = [""], 0
    for char in text:
        width += 1 if char < "\u2000" else 2
        if width > columns:
            lines.append("")
            width = 2
        lines[-1] += char
    return "\n".join(lines)


def test_a_title_does_not_take_the_first_line_of_a_short_text_wrapped_by_hand():
    text = "一年来，市政协坚持围绕中心、服务大局，认真履行各项职能，共收到提案214件，经审查立案198件，办复率达到96%，"
    text += "组织委员视察11次，走访企业34家，召开专题协商会7次，形成调研报告16篇。"
    for body in (wrapped(text, 64), wrapped("　　" + text, 64)):
        (report,) = reports_of(Document("a.txt", "a", HEAD + body + "\n", "utf-8", "0"))
        assert report.meta["title"] == HEAD.strip()
        (paragraph,) = report.paragraphs
        assert paragraph.text == text
        assert len(activities.extract(report)[0]) == 7


def test_rows_of_a_table_are_text_also_at_the_foot():
    counts, _ = read("全年工作如下。\n\n项目\t数量\n提案\t214件\n信息\t340条\n")
    assert [(c[0], c[3]) for c in counts] == [("214件", "提案"), ("340条", "信息")]


def test_digits_at_the_end_of_one_row_and_the_beginning_of_the_next_stay_apart():
    _, refused = read("年度 提案 信息\n\n2022 198 340\n2023 214 366\n")
    assert not [number for number, _ in refused if len(number) > 4]
