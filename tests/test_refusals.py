"""Why a number is no count: each expression by its example, each rule by a sentence, and lists of one's own."""

from collections import Counter

import pytest

from analysis import lexicons
from analysis.activities import numbers, refusals
from analysis.activities.refusals import inside_expression

SHIPPED = lexicons.shipped()


def judged(text, own=SHIPPED):
    """(number as written, reason, rule) of each number of a text."""
    found = refusals.judge(text, numbers.find(text, own), own)
    return [(text[j.q.start : j.q.end], j.reason, j.rule) for j in found]


@pytest.fixture(scope="module")
def without_slogans(tmp_path_factory):
    """The lexicons without the slogans that hold a fixed expression themselves (三下乡)."""
    folder = tmp_path_factory.mktemp("lexicons")
    head = (lexicons.SHIPPED / "slogans.csv").read_text("utf-8-sig").split("\n")[0]
    (folder / "slogans.csv").write_text(f"{head}\n云溪夜话,,consultation/brand,local,,,,,,\n", encoding="utf-8-sig")
    return lexicons.load_lexicons(folder)


@pytest.mark.parametrize("expression", lexicons.shipped().lists.fixed_expressions, ids=lambda e: e.name)
def test_the_example_of_an_expression_is_found_by_it(expression, without_slogans):
    text = expression.example
    found = inside_expression.find(text, numbers.find(text, without_slogans), without_slogans)
    assert found[0] == (expression.reason, expression.name)


def test_each_rule_and_each_expression_has_a_name_of_its_own_and_says_what_it_is():
    names = [e.name for e in lexicons.shipped().lists.fixed_expressions] + [rule.__name__ for rule in refusals.RULES]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    assert [rule.__name__ for rule in refusals.RULES if not rule.__doc__] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访群众数十次。", [("十次", "vague", "vague")]),
        ("考核得分95分。", [("95分", "", "counted")]),
        ("提高了9分。", [("9分", "no_measure", "score")]),
        ("税收占财政收入72%。", [("72%", "economy", "share_of_economy")]),
        ("提案办复率100%。", [("100%", "", "share_of_own_work")]),
        ("同比增长5.2%。", [("5.2%", "economy", "share_of_something_else")]),
        ("收到提案320,立案283件。", [("320", "", "behind_what_it_measures"), ("283件", "", "counted")]),
        ("走访320农户。", [("320", "", "before_persons_or_papers")]),
        ("得票320。", [("320", "no_measure", "no_measure")]),
        ("见第二版03版。", [("二版", "ordinal", "ordinal"), ("03版", "code", "leading_zero")]),
        ("这是全国45个重点提案之一。", [("45个", "reference", "one_of"), ("一", "word", "word")]),
        ("写好融合、提升两篇文章。", [("两篇", "name", "task")]),
        ("住建部门采纳后改造管网12公里。", [("12公里", "outcome", "carried_out")]),
        ("住建部门采纳后解决问题12个。", [("12个", "", "counted")]),
        ("推动全市整治沟渠30条。", [("30条", "outcome", "brought_about")]),
        ("硬化村道3公里。", [("3公里", "", "physical")]),
        ("高速公路通车3公里。", [("3公里", "economy", "physical")]),
        ("驻村服务120天。", [("120天", "", "time")]),
        ("活动为期5天。", [("5天", "time_span", "time")]),
        ("捐款20万元。", [("20万元", "", "money")]),
        ("财政收入20万元。", [("20万元", "economy", "money")]),
        ("提出五个方面的要求。", [("五个", "grouping", "grouping_noun")]),
        ("全市12个县区参加。", [("12个", "reference", "places_there_anyway")]),
        ("走访12个县区。", [("12个", "", "counted")]),
        ("落实这三项制度。", [("三项", "reference", "demonstrative")]),
        ("督查室、信访局两家联合检查。", [("两家", "reference", "parties_together")]),
        ("推动二次开发。", [("二次", "ordinal", "second")]),
        (
            "收到提案,二次52件,三次61件。",
            [
                ("二次", "ordinal", "second"),
                ("52件", "", "counted"),
                ("三次", "ordinal", "next_of_series"),
                ("61件", "", "counted"),
            ],
        ),
        ("召开一次。", [("一次", "", "one_event")]),
        ("打造一个平台。", [("一个", "article", "one_of_anything")]),
        ("形成一份调研报告。", [("一份", "", "one_made")]),
        ("他是一名优秀委员。", [("一名", "article", "article")]),
        ("履行三项职责。", [("三项", "grouping", "small_grouping")]),
        ("制定三项制度。", [("三项", "", "counted")]),
        ("全市现有古树300棵。", [("300棵", "economy", "held_by_place")]),
        ("接待游客300人次。", [("300人次", "economy", "business")]),
    ],
)
def test_the_rule_that_decides(text, expected):
    assert judged(text) == expected


def test_a_word_holds_the_whole_numeral():
    assert judged("同一百名委员座谈。")[0][1:] != ("word", "word")
    assert judged("看法同一。") == [("一", "word", "word")]


def test_an_expression_ends_at_a_mark():
    """Only clauses with a number are looked at; what stands in others changes nothing."""
    alone = judged("召开会议28次")
    assert judged("二十大以来,召开会议28次")[-1:] == judged("全市上下,召开会议28次") == alone


def test_in_furniture_no_number_counts():
    found = refusals.judge("召开会议28次", numbers.find("召开会议28次", SHIPPED), SHIPPED, furniture=True)
    assert [(j.reason, j.rule) for j in found] == [("furniture", "furniture")]


def own(folder, file, *rows, header="list,word,note"):
    (folder / f"{file}.csv").write_text("\n".join((header, *rows, "")), encoding="utf-8-sig")
    return folder


def test_a_list_of_the_researcher_replaces_the_shipped_one(tmp_path):
    folder = own(tmp_path, "expressions", "grouping_nouns,愿景,ours", "words_with_numerals,一会儿,")
    lists = lexicons.load_lexicons(folder)
    assert judged("提出12个愿景。", lists) == [("12个", "grouping", "grouping_noun")]
    assert judged("提出12个愿景。") == [("12个", "", "counted")]
    assert judged("提出12个方面。", lists) == [("12个", "", "counted")]  # 方面 stands in the shipped list alone
    assert judged("等一会儿。", lists) == [("一", "word", "word")]
    assert judged("驻村服务120天。", lists) == judged(
        "驻村服务120天。"
    )  # a list that the file lacks is the shipped one


def test_a_list_that_no_rule_reads_is_named_with_file_and_line(tmp_path):
    folder = own(tmp_path, "expressions", "grouping_nouns,愿景,", "groupings,愿景,")
    with pytest.raises(lexicons.LexiconError) as error:
        lexicons.load_lexicons(folder)
    assert str(error.value).startswith(f"{folder / 'expressions.csv'}:3: column list: no rule reads 'groupings'")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("data,年号,{numeral}年,", "column reason: 'data'; one of date"),
        ("date,year-word,{numeral}年,", "column name: 'year-word'"),
        ("date,year_word,{numerals}年,", "column template: no list is named numerals"),
        ("date,year_word,({numeral}年,", "column template: missing )"),
        ("date,year_word,,", "column template: empty"),
    ],
)
def test_a_bad_fixed_expression_is_named_with_file_and_line(row, fault, tmp_path):
    file = tmp_path / "fixed_expressions.csv"
    file.write_text(f"reason,name,template,example\ndate,year,{{numeral}}年,\n{row}\n", encoding="utf-8")
    with pytest.raises(lexicons.LexiconError) as error:
        lexicons.load_lexicons(tmp_path)
    assert str(error.value).startswith(f"{file}:3: {fault}")
