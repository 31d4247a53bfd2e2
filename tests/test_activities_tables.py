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
