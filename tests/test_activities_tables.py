"""Tables in texts: what the head of a column says of a number, and the label on the line before."""

import pytest

from analysis import activities, corpus

HEADS = """湖滨市政协2023年工作报告

一年来，市政协围绕中心履行职能，各项工作取得新的进展，现报告如下。

提案办理一览表

年度\t立案（件）\t办结（件）\t满意率（%）
2021\t231\t228\t97.5
2022\t246\t246\t98.1
"""
LINES = """湖滨市政协2023年工作报告

一年来，市政协围绕中心履行职能，各项工作取得新的进展，现报告如下。

提案
230
立案
201
社情民意信息
88
"""
PAGES = """湖滨市政协2023年工作报告

一年来，市政协围绕中心履行职能，各项工作取得新的进展，现报告如下。

提案
12

一年来，市政协举办座谈会，走访企业，收集意见，各专门委员会都有新的进展。
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text: str) -> list[tuple]:
        file = tmp_path / "hubin.txt"
        file.write_text(text, encoding="utf-8")
        rows = [
            row for report in corpus.reports_of(corpus.read_document(file)) for row in activities.extract(report)[0]
        ]
        return [(row["quantity"], row["value"], row["unit"], row["object"], row["category"]) for row in rows]

    return read_text


def test_the_measure_word_may_stand_in_the_head_of_a_column(read):
    assert read(HEADS) == [
        ("231", 231, "件", "提案", "proposal"),
        ("228", 228, "件", "提案", "proposal"),
        ("97.5", 97.5, "%", "满意率", "proposal"),
        ("246", 246, "件", "提案", "proposal"),
        ("246", 246, "件", "提案", "proposal"),
        ("98.1", 98.1, "%", "满意率", "proposal"),
    ]


def test_a_label_and_its_number_may_each_have_a_line(read):
    assert read(LINES) == [
        ("230", 230, "", "提案", "proposal"),
        ("201", 201, "", "提案", "proposal"),
        ("88", 88, "", "社情民意信息", "opinion"),
    ]


def test_one_number_behind_a_heading_may_be_that_of_a_page(read):
    assert read(PAGES) == []


ABOVE = "湖滨市政协2023年工作报告\n\n一年来，市政协围绕中心履行职能，各项工作取得新的进展，现报告如下。\n\n"
ROWS = (("征集提案", "156"), ("立案", "132"), ("界别协商", "6"), ("视察", "9"))
COUNTED = [("156", "提案"), ("132", "提案"), ("6", "界别协商"), ("9", "视察")]


def lines(layout: str) -> str:
    """The rows, each as a layout has it: {a} the label, {b} the number."""
    return ABOVE + "".join(layout.format(a=a, b=b) + "\n" for a, b in ROWS)


@pytest.mark.parametrize(
    "layout",
    [
        "{a}    {b}", "{a}　　{b}", "{a} {b}", "{a}：{b}", "{a}……{b}", "{a}——{b}", "• {a} {b}", "{a}（项） {b}", "{a}（项）\t{b}",
        "| {a} | {b} |", "│{a}　│{b}　│", "{b}\n{a}", "{a}\n{b}",
    ],
)  # fmt: skip
def test_a_label_says_what_its_number_counts(read, layout):
    found = read(lines(layout))
    assert [(quantity, object_) for quantity, _, _, object_, _ in found] == COUNTED
    assert {unit for _, _, unit, _, _ in found} == {"项" if "项" in layout else ""}


@pytest.mark.parametrize("between", [" / ", "▌", " | ", "，", "　　"])
def test_labels_and_numbers_may_share_a_line(read, between):
    found = read(ABOVE + between.join(f"{a}{b}" for a, b in ROWS) + "\n")
    assert [(quantity, object_) for quantity, _, _, object_, _ in found] == COUNTED


def test_numbers_in_brackets_behind_their_labels(read):
    found = read(ABOVE + "、".join(f"{a}（{b}）" for a, b in ROWS) + "。\n")
    assert [(quantity, object_) for quantity, _, _, object_, _ in found] == COUNTED


def test_a_table_of_contents_counts_nothing(read):
    pages = zip(("全体会议", "提案", "视察", "委员培训"), (3, 3, 9, 12), strict=True)
    assert read(ABOVE + "".join(f"{a}……{b}\n" for a, b in pages)) == []


def test_years_behind_labels_count_nothing(read):
    assert read(ABOVE + "政协提案 2021\n政协视察 2022\n") == []


@pytest.mark.parametrize("head", ["工作\t单位\t完成数", "工作\t计量单位\t数量"])
def test_the_measure_word_may_have_a_column(read, head):
    found = read(f"{ABOVE}{head}\n界别协商\t场\t6\n视察\t次\t9\n")
    assert [row[:4] for row in found] == [("6", 6, "场", "界别协商"), ("9", 9, "次", "视察")]


def test_what_was_aimed_at_is_not_counted(read):
    found = read(f"{ABOVE}工作\t目标\t完成\n界别协商\t5\t6\n视察\t8\t9\n")
    assert [row[:4] for row in found] == [("6", 6, "", "界别协商"), ("9", 9, "", "视察")]


def test_blanks_may_part_columns_and_draw_words_apart(read):
    rows = "　单　位　　　提案　　信息\n　农业委员会　　12　　30\n　合　　计　　　26　　63\n"
    assert [row[0] for row in read(ABOVE + rows)] == ["12", "30", "26", "63"]
    assert {row[3] for row in read(ABOVE + rows)} == {"提案", "信息"}


def test_nothing_may_stand_above_the_labels(read):
    rows = "　　　　　　　2022年　　2023年\n界别协商　　　5　　6\n视察　　　　　8　　9\n"
    assert [row[0::3] for row in read(ABOVE + rows)] == [
        ("5", "界别协商"),
        ("6", "界别协商"),
        ("8", "视察"),
        ("9", "视察"),
    ]


def test_a_number_before_its_label_is_told_from_one_behind_it(read):
    tiles = ABOVE + "".join(f"{b}\n{a}\n" for a, b in (("立案", "132"), ("办复", "131"), ("视察", "9")))
    assert [row[0::3] for row in read(tiles)] == [("132", "提案"), ("131", "提案"), ("9", "视察")]


def test_a_measure_word_may_have_a_line(read):
    """The quantity is one, from the number to its measure word, as in a tile of a page."""
    found = read(ABOVE + "提案\n156\n件\n视察\n9\n次\n")
    assert [row[:4] for row in found] == [("156件", 156, "件", "提案"), ("9次", 9, "次", "视察")]


@pytest.mark.parametrize(
    "layout", ["{0}\n{1}\n{2}\n", "| {0} | {1} | {2} |\n", "│{0}　│{1}│ {2}　│\n", "{0}\t{1}\t{2}\n"]
)
def test_shares_and_numbers_stand_under_their_heads(read, layout):
    rows = (("届次", "立案数", "办复率"), ("一次会议", "130", "99.5%"), ("二次会议", "140", "100%"))
    found = read(ABOVE + "提案工作情况\n\n" + "".join(layout.format(*row) for row in rows))
    numbers = [row[0::3] for row in found]
    assert [n for n, _ in numbers] == ["130", "99.5%", "140", "100%"]
    assert [o for n, o in numbers if n.endswith("%")] == ["办复率", "办复率"]
    assert {o for n, o in numbers if not n.endswith("%")} <= {"提案", "立案"}


def test_a_head_of_time_counts_nothing(read):
    rows = (("次别", "会议时间", "实到"), ("一次", "3.12", "130"), ("二次", "3.09", "139"))
    assert [row[0] for row in read(ABOVE + "".join("| " + " | ".join(row) + " |\n" for row in rows))] == ["130", "139"]


def rows(folder, text):
    """quantity unit object status of the counts of a table under a report's head."""
    file = folder / "hubin.md"
    file.write_text(f"{ABOVE}{text}\n", encoding="utf-8")
    found = [row for report in corpus.reports_of(corpus.read_document(file)) for row in activities.extract(report)[0]]
    return [f"{row['quantity']} {row['unit'] or '-'} {row['object']} {row['status']}" for row in found]


def table(text):
    """The same table with tabs, as Markdown, and with bars alone."""
    lines = [line.split() for line in text.split("\n")]
    marked = [f"|{'|'.join(cells)}|" for cells in lines]
    marked.insert(1, "|---" * len(lines[0]) + "|")
    return ["\n".join("\t".join(cells) for cells in lines), "\n".join(marked), "\n".join(map(" | ".join, lines))]


HEADS_OF_EVERY_KIND = {
    "项目 2022年 2023年 增减\n提案 170 180 10\n视察 8 9 1": [
        "170 - 提案 earlier", "180 - 提案 done", "10 - 提案 increase",
        "8 - 视察 earlier", "9 - 视察 done", "1 - 视察 increase",
    ],
    "指标 本年 上年 同比增长\n提案（件） 180 170 5.9%\n信息（条） 90 60 50%": [
        "180 件 提案 done", "170 件 提案 earlier", "5.9% % 提案 increase",
        "90 条 信息 done", "60 条 信息 earlier", "50% % 信息 increase",
    ],
    "界别 人数 占比\n中共 98 32.9%\n民革 12 4.0%": [
        "98 - 委员 done", "32.9% % 委员 done", "12 - 委员 done", "4.0% % 委员 done",
    ],
    "会议 应到 实到\n常委会会议 45 41": ["45 - 委员 done", "41 - 委员 done"],
    "活动名称 参加人数 次数\n界别协商 120 6": ["120 - 界别协商 done", "6 - 界别协商 done"],
}  # fmt: skip


@pytest.mark.parametrize("text", HEADS_OF_EVERY_KIND)
def test_heads_of_growth_of_persons_and_of_years(tmp_path, text):
    """The line above the table is a sentence, which lends no noun."""
    for layout in table(text):
        assert rows(tmp_path, layout) == HEADS_OF_EVERY_KIND[text], layout


def test_a_caption_may_name_the_noun_and_the_measure_word(tmp_path):
    body = "类别\t数量\t占比\n经济类\t60\t42.9\n民生类\t80\t57.1"
    counted = ["60 件 提案 done", "42.9 % 提案 done", "80 件 提案 done", "57.1 % 提案 done"]
    assert rows(tmp_path, f"表1 2023年提案分类统计（单位：件、%）\n{body}") == counted
    assert rows(tmp_path, f"2023年提案分类统计\n单位：件、%\n{body}") == counted


def test_heads_may_hold_the_measure_word_or_be_rates(tmp_path):
    body = "承办系统\t件数\t办复件数\t面复率\n农业\t51\t50\t96.1"
    counted = ["51 - 提案 done", "50 - 提案 done", "96.1 % 面复率 done"]
    assert rows(tmp_path, f"提案办理情况：\n{body}") == counted


def test_a_minus_in_a_cell_is_no_range(tmp_path):
    assert rows(tmp_path, "项目\t2023年\t同比\n提案\t180\t-3%") == ["180 - 提案 done", "3% % 提案 increase"]
