"""Counts of several years: which words say so, how far they reach, and what sums do with them."""

import pandas as pd
from checks import assert_each

from analysis import activities, compare
from analysis.corpus.records import Report, Segment


def periods(text, headings=(), **meta):
    segment = Segment("paragraph", text, tuple(range(len(text))), headings, 1)
    rows, _ = activities.extract(Report("somewhere-2024", "somewhere.txt", 0, 0, (segment,), meta))
    return [row["period"] for row in rows]


def test_words_of_several_years_and_their_reach():
    assert_each(
        lambda text: periods(text, year=2024),
        [
            ("五年来，共收到提案1200件。", ["五年来"]),
            ("十五年间，出版文史资料22辑。", ["十五年间"]),
            ("过去的五年，召开常委会会议26次、主席会议68次。", ["过去的五年"] * 2),
            ("县政协近三年编报社情民意信息300条。", ["近三年"]),
            ("换届以来，开展视察40次。", ["换届以来"]),
            ("七届政协常委会成立以来，召开座谈会33次。", ["七届政协常委会成立以来"]),
            ("“十三五”期间，开展调研50次。", ["“十三五”期间"]),
            ("自2021年以来，开展协商活动88场。", ["2021年以来"]),
            ("近年来，县政协捐资助学120万元。", ["近年来"]),
            # A year is no period of several years, nor is what follows a session, nor a plan's name.
            ("一年来，召开主席会议12次。", [""]),
            ("2024年以来，开展协商活动8场。", [""]),
            ("五届三次会议以来，收到提案210件。", [""]),
            ("今年，围绕五年行动计划开展调研6次。", [""]),
            ("二〇二三年工作回顾：召开会议6次。", [""]),
            # The nearest words hold, for the rest of the paragraph where they open a sentence.
            ("五年来，我们重视协商。召开座谈会20次。", ["五年来"]),
            ("五年来，我们重视协商。今年，召开座谈会20次。", [""]),
            ("五年来，收到提案900件，今年收到210件。", ["五年来", ""]),
            ("委员们回顾了五年来的变化。召开座谈会20次。", [""]),
        ],
    )


def test_headings_and_title_hold_where_the_paragraph_says_nothing():
    text = "召开座谈会20次。"
    assert periods(text, ("一、过去五年工作回顾", "（一）协商")) == ["过去五年"]
    assert periods(text, ("过去五年", "2024年工作")) == [""]
    assert periods(text, title="六届市政协工作回顾") == ["届市政协工作回顾"]
    assert periods("今年召开座谈会20次。", ("过去五年工作回顾",)) == [""]


def test_a_year_that_is_not_known_may_be_any():
    assert periods("2021年以来，开展协商活动88场。") == ["2021年以来"]


def test_another_paragraph_changes_nothing():
    texts = ["五年来，我们重视协商。", "召开座谈会20次。"]
    segments = tuple(Segment("paragraph", t, tuple(range(len(t))), (), n) for n, t in enumerate(texts, 1))
    rows, _ = activities.extract(Report("somewhere", "somewhere.txt", 0, 0, segments))
    assert [row["period"] for row in rows] == [""]


def test_sums_leave_counts_of_several_years_out_and_say_so():
    text = "五年来，收到提案900件。今年，收到提案210件。"
    segment = Segment("paragraph", text, tuple(range(len(text))), (), 1)
    rows, _ = activities.extract(Report("a", "a.txt", 0, 0, (segment,)))
    reports = pd.DataFrame({"report": ["a"], "city": ["甲"], "year": [2024], "n_chars": [3000]})
    one = compare.totals(pd.DataFrame(rows), reports)
    assert one["value"].tolist() == [210]
    assert one["left_out"].tolist() == ["900件 (several years: 五年来)"]
    assert "1 of several years" in compare.basis(one)
    listed = compare.counts_table(pd.DataFrame(rows), reports)
    assert listed["period"].tolist() == ["五年来", ""]
    both = compare.totals(pd.DataFrame(rows), reports, include=["years", "part"])
    assert both["value"].tolist() == [1110]


def test_words_with_brackets_of_their_own_are_told_in_full():
    text = "自2018年(五届一次会议)以来，收到提案900件。"
    segment = Segment("paragraph", text, tuple(range(len(text))), (), 1)
    rows, _ = activities.extract(Report("a", "a.txt", 0, 0, (segment,), {"year": 2024}))
    reports = pd.DataFrame({"report": ["a"], "city": ["甲"], "year": [2024], "n_chars": [3000]})
    table = compare.totals(pd.DataFrame(rows), reports)
    assert table["left_out"].tolist() == ["900件 (several years: 2018年(五届一次会议)以来)"]
    assert "1 of several years" in compare.basis(table)
