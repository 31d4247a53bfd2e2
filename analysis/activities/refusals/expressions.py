"""The fixed expressions that hold numbers: dates, ordinals, words, names, and what they look like.

`EXPRESSIONS` has them in the order in which they decide: where two of them hold a numeral, the reason of the first.
To add one: a row with its reason, its name and a template (`lexicons.lists`), beside those of its reason.
"""

from typing import NamedTuple

_C = "[零〇○一二三四五六七八九十]"
_N = r"(?:\d{1,9}|[零〇一二两三四五六七八九十百廿卅]{1,9})"
_YEAR = r"(?:19|20)\d{2}"
_DIGIT = r"[\d零〇一二两三四五六七八九十百千万几数余多]"
_TO = "[-~/至到、—]+"


class Expression(NamedTuple):
    """Why its numbers are no counts, what it is called, an example, and a template that finds it."""

    reason: str
    name: str
    example: str
    template: str


EXPRESSIONS = (
    Expression("code", "web_address", "www.hami.gov.cn/2024", r"(?:https?://|www\.)[A-Za-z0-9_./?=&%:#-]+"),
    Expression("code", "mail_address", "zx2024@hami.gov.cn", r"[A-Za-z0-9_.]{1,40}@[A-Za-z0-9_.]+"),
    Expression("code", "letters_with_digits", "H7N9", r"(?<![A-Za-z])[A-Za-z]{1,24}-?\d[A-Za-z0-9-]*"),
    Expression("code", "telephone", "0937-6226111", r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)"),
    Expression("code", "label_of_page", "邮编:735100", r"{page_labels}:?\d{1,9}"),
    Expression("code", "document_number", "〔2024〕12号", r"[〔\[(]\d{4}[〕\])]\d{1,6}号|(?<!\d)\d{1,6}号文|No\.?\d+"),
    Expression("code", "formula", "1+2+N", r"(?<!\d)\d{1,6}(?:[+/]\d{1,6})+(?:\+?[A-Za-z]+)?|\d\+[A-Za-z0-9+]+"),
    Expression(
        "date", "years_from_to", "2017-2021年", rf"{_YEAR}(?:年度?)?(?:{_TO}(?:19|20)?\d{{2}}(?:年度?|(?!\d)))+"
    ),
    Expression(
        "date",
        "year",
        "2024年3月5日",
        rf"{_YEAR}(?:年度?|[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?(?!\d))(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?)?",
    ),
    Expression("date", "year_in_words", "二〇二四年", rf"{_C}{{4}}年度?"),
    Expression("date", "day_in_digits", "24-03-05", r"\d{2}-\d{2}-\d{2}"),
    Expression(
        "date",
        "day_of_month",
        "3月5日至8日",
        r"\d{1,2}月\d{1,2}(?:日|号)?(?:[-~至到、—]+(?:\d{1,2}月)?\d{1,2}[日号])?",
    ),
    Expression("date", "month", "3月上旬", r"\d{1,2}(?:[-~至到、]\d{1,2})?月{parts_of_month}?(?!份额)"),
    Expression("date", "day", "5日上午", r"(?<!\d)\d{1,2}[日号](?=[,、]|{behind_day})"),
    Expression(
        "date",
        "month_in_words",
        "三月底",
        "(?<![个几])(?:十[一二]?|[一二三四五六七八九])月{parts_of_month}?" + f"(?:{_N}[日号])?",
    ),
    Expression("date", "time_of_day", "9:30", r"\d{1,2}:\d{2}|\d{1,2}时(?:\d{1,2}分|许|整)"),
    Expression("date", "quarter", "三季度", "[一二三四]季度|前[一二三]季度"),
    Expression("date", "years_listed", "2020,2021年", rf"(?<!\d){_YEAR}(?=[、,]?{_YEAR}年)"),
    Expression("date", "weekdays_from_to", "周一至周五", "{week}[一二三四五六日]至{week}?[一二三四五六日]"),
    Expression("date", "weekday", "周三", "{week}[一二三四五六](?!{measures_by_week})"),
    Expression(
        "date",
        "decade",
        "80年代",
        r"\d{2}年代|[一二三四五六七八九]十年代|十[一二三四五六七八九]世纪|(?<!\d)\d{1,2}世纪",
    ),
    Expression(
        "time_span",
        "time_span",
        "近三年来",
        f"{{before_time_span}}?{_N}(?:[多余几]|来)?个?多?{{time_spans}}{{behind_time_span}}*",
    ),
    Expression(
        "ordinal",
        "session_meant",
        "三次会议以来",
        "(?<![开行办了过])[一二三四五六七八九]次(?:全体)?会议(?={behind_session})",
    ),
    Expression("ordinal", "numbered_term", "第十四届", rf"第{_N}届(?:第?{_N}次(?:[、和至]{_N}次){{0,4}})?"),
    Expression(
        "ordinal", "session_of_body", "政协三次会议", "(?<=人大|政协)[一二三四五六七八九十]{1,3}次(?:全体)?会议"
    ),
    Expression("ordinal", "ordinals_from_to", "第3至第5", rf"第{_N}[、—至-]第?{_N}"),
    Expression("ordinal", "ordinal", "第三", rf"第{_N}"),
    Expression(
        "ordinal",
        "term",
        "十四届三次",
        rf"{_N}届(?:[、至]{_N}届){{0,4}}(?:[一二三四五六七八九十\d]+次)?(?:[、和]{_N}次){{0,4}}",
    ),
    Expression("ordinal", "plenum_of_committee", "三中全会", rf"{_N}(?:[、和]{_N}){{0,4}}中全会"),
    Expression("ordinal", "plenum", "四次全会", rf"{_N}次(?:、{_N}次){{0,4}}全会"),
    Expression(
        "ordinal",
        "spirit_of_session",
        "三次全体会议精神",
        rf"{_N}(?:[、和]{_N}){{0,4}}次(?:全体会议精神|全会|会议精神)",
    ),
    Expression(
        "ordinal", "congress", "二十大精神", "(?:十[五六七八九]|二十)大(?:{behind_congress}|$|(?=[,。、;和及后]))"
    ),
    Expression("ordinal", "grade", "一等奖", r"[一二三四五特\d]等{graded}"),
    Expression("ordinal", "rank", "二期工程", r"(?:[一二三四五]|\d)(?:级(?!{acting_levels})|{numbered})"),
    Expression("ordinal", "five_year_plan", "九五规划", "[一二三四五六七八九十]五{five_year}|[七八]五普法"),
    Expression("word", "word", "统一", "{words_with_numerals}"),
    Expression("word", "length_of_text", "千字文", rf"(?<!{_DIGIT})[百千万]字(?!{_C})"),
    Expression("list_marker", "marker", "1、", rf"(?:^|(?<=[。;:!?]))\(?{_N}(?:[、)]|\.(?!\d))"),
    Expression("list_marker", "item", "一是", rf"(?:(?<=[,。;:!?、])|^){_C}{{item_openers}}"),
    Expression("list_marker", "item_of_same", "其一,", "其[一二三四五六](?=[,是:])|[①-⑳]|第[一二三四五六],"),
    Expression("name", "motto", "三位一体", f"{_N}{{behind_numeral_of_motto}}"),
    Expression("name", "edition", "2.0版", r"\d{1,2}\.\d版"),
    Expression("name", "name", "三下乡", "{names_with_numerals}"),
)
