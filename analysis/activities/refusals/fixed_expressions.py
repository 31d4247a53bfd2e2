"""Stretches of text whose numbers are never counts: dates, ordinals, names, idioms, slogans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...lexicons.lists import Lists
from ..patterns import either

_C = "[零〇○一二三四五六七八九十]"
_N = r"(?:\d{1,9}|[零〇一二两三四五六七八九十百廿卅]{1,9})"
_YEAR = r"(?:19|20)\d{2}"
_DIGIT = r"[\d零〇一二两三四五六七八九十百千万几数余多]"
_TO = "[-~/至到、—]+"
_MONTH_END = "(?:份|[上中下]旬|底|初|末|间)?"

_CODE = (
    r"(?:https?://|www\.)[A-Za-z0-9_./?=&%:#-]+",
    r"[A-Za-z0-9_.]{1,40}@[A-Za-z0-9_.]+",
    r"(?<![A-Za-z])[A-Za-z]{1,24}-?\d[A-Za-z0-9-]*",  # H7N9
    r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)",  # telephones
    r"(?:邮政编码|邮编|文章字数|阅读次数|浏览次数|点击数|字数):?\d{1,9}",
    r"[〔\[(]\d{4}[〕\])]\d{1,6}号|(?<!\d)\d{1,6}号文|No\.?\d+",  # documents
    r"(?<!\d)\d{1,6}(?:[+/]\d{1,6})+(?:\+?[A-Za-z]+)?|\d\+[A-Za-z0-9+]+",  # 1+2+N
)
_DATE = (
    rf"{_YEAR}(?:年度?)?(?:{_TO}(?:19|20)?\d{{2}}(?:年度?|(?!\d)))+",  # 2017-2021年
    rf"{_YEAR}(?:年度?|[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?(?!\d))(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?)?",
    rf"{_C}{{4}}年度?",
    r"\d{2}-\d{2}-\d{2}",
    r"\d{1,2}月\d{1,2}(?:日|号)?(?:[-~至到、—]+(?:\d{1,2}月)?\d{1,2}[日号])?",  # 3月5日至8日
    rf"\d{{1,2}}(?:[-~至到、]\d{{1,2}})?月{_MONTH_END}(?!份额)",
    r"(?<!\d)\d{1,2}[日号](?=[上下午晚,在至召举、])",
    rf"(?<![个几])(?:十[一二]?|[一二三四五六七八九])月{_MONTH_END}(?:{_N}[日号])?",
    r"\d{1,2}:\d{2}|\d{1,2}时(?:\d{1,2}分|许|整)",
    "[一二三四]季度|前[一二三]季度",
    r"(?<!\d)\d{1,2}日至\d{1,2}日",
    rf"(?<!\d){_YEAR}(?=[、,]?{_YEAR}年)",  # the first of 2020、2021年
    "(?:周|星期)[一二三四五六日]至(?:周|星期)?[一二三四五六日]",
    "(?:周|星期|礼拜)[一二三四五六](?![次场期个篇])",  # but 每周一次
    r"\d{2}年代|[一二三四五六七八九]十年代|十[一二三四五六七八九]世纪|(?<!\d)\d{1,2}世纪",
)
_TIME_SPAN = (
    rf"(?:近|约|超过)?{_N}(?:[多余几]|来)?(?:个)?(?:多)?"
    "(?:周年|年|载|个?月|周|星期|季度|世纪|日内|天内|日夜|昼夜|小时内|分钟内|岁|周岁)(?:以上|以下|来|间|内|多|期|前|后|半)*",
)
_ORDINAL = (
    "(?<![开行办了过])[一二三四五六七八九]次(?:全体)?会议(?=以来|立案|提案|期间|上|后|确定|通过|的)",
    rf"第{_N}届(?:第?{_N}次(?:[、和至]{_N}次){{0,4}})?",
    "(?<=人大|政协)[一二三四五六七八九十]{1,3}次(?:全体)?会议",
    rf"第{_N}[、—至-]第?{_N}",
    rf"第{_N}",
    rf"{_N}届(?:[、至]{_N}届){{0,4}}(?:[一二三四五六七八九十\d]+次)?(?:[、和]{_N}次){{0,4}}",
    rf"{_N}(?:[、和]{_N}){{0,4}}中全会",
    rf"{_N}次(?:、{_N}次){{0,4}}全会",
    rf"{_N}(?:[、和]{_N}){{0,4}}次(?:全体会议精神|全会|会议精神)",
    "(?:十[五六七八九]|二十)大(?:以来|报告|精神|代表|召开|胜利|作出|提出|会议|$|(?=[,。、;和及后]))",
    r"[一二三四五特\d]等(?:奖|功|次)",
    r"(?:[一二三四五]|\d)"
    "(?:级(?!政协|联动|协商|网|书记|平台|组织|委员|人大|党)|期工程|号|中队|大队|审|年级|类(?=[提建]))",
    "[一二三四五六七八九十]五(?:规划|时期|期间|计划|”|普法)|[七八]五普法",
)
# Words that hold a numeral, by the numeral.
_WORD = (
    "一"
    + either(r"""
    致 直 定 样 般 切 旦 律 概 向 贯 再 共 流 体 线 手 把手 同 起 道 步(?!到位) 些 时 度 经 味 举 带 路 心 齐 如 以贯之
    并 边 面 方面 方 系列 揽子 代 生 改 新 脉 目 站 网 府 盘 家(?:人|亲) 号 片 股 点一 点点 点 种 下 半
    席 家之 言 颗 支队伍
    """),
    "(?:统|唯|之|专|划|单|同|如|万|逐|不|归|合|惟|进)一",
    "进一步",
    "九[州泉寨]",
    "三农",
    "四(?:川|方|面|处|周|季|海|肢)",
    "五(?:湖|谷|彩|官|洲|角)",
    "七彩|八方",
    "百(?:姓|花|日|科|货|年|强|业|舸|计|分(?!之))",
    "千家万户|两张皮",
    "千(?:方|秋|家|头|山|军|钧|载|古)",
    "万(?:众|象|家|物|马|水|无|千|全|达|不|里)",
    "两(?:岸|难|侧|面|旁|翼|办|院|会|级|地|江|手|者|头|委)",
    "亿(?:万)|千万(?=[不别要])",
    "十(?:分|足|全|字|佳|有)",
    rf"(?<!{_DIGIT})[百千万]字(?!{_C})",
    "三(?:峡|明|亚|门|沙|角|会|观|甲|国|人行)",
    "六(?:盘|安|合)|五(?:一|四|指)|九(?:江|龙|三学社|寨)",
    "百色|万州|万宁|十堰|双十",
)
_LIST_MARKER = (
    rf"(?:^|(?<=[。;:!?]))\(?{_N}(?:[、)]|\.(?!\d))",  # 1、 (2) 3.
    rf"(?:(?<=[,。;:!?、])|^){_C}(?:是|要|则|为(?=[加强推进抓]))",  # 一是
    "其[一二三四五六](?=[,是:])|[①-⑳]|第[一二三四五六],",
)
_NAME = (
    rf"{_N}"
    + either("""
    位一体 不两 不三 个[一二两] 有[一二三四五六七]有 必[一二三] 化(?=[、同融]) 会一 手抓 步走 步法 统一 结合 到位
    联[动系创] 同[步时]
    """),
    "最多跑一次|两支队伍",
    "(?:政府|年度|列入)的?(?:十|二十|10|20)件(?:民生|惠民|为民)?实事",
    r"说[两几]句|\d{1,2}\.\d版",
    "[四五六几]家班子|[四五六几]套班子|四大班子",
    either("""
    双百 三下乡 三重一大 三会一课 一岗双责 四风 五位一体 四个全面 三严三实 两学一做 八项规定 九二共识 一国两制 五老
    三支一扶
    """),
)
# In order: the first kind that covers a number names its reason.
_STRETCHES = [
    (reason, re.compile("|".join(patterns)))
    for reason, patterns in (
        ("code", _CODE),
        ("date", _DATE),
        ("time_span", _TIME_SPAN),
        ("ordinal", _ORDINAL),
        ("word", _WORD),
        ("list_marker", _LIST_MARKER),
        ("name", _NAME),
    )
]
# What is quoted with a comma or a full stop in it is speech, no name.
_QUOTED = re.compile("“[^“”,。;]{1,40}”|‘[^‘’,。;]{1,40}’|《[^《》]{0,120}》")


def covered(text: str, slogans: Iterable[tuple[int, int]], lists: Lists) -> list[str]:
    """For each character why a number there is no count, "" where nothing says so; the first kind decides.

    slogans: (start, end) of those of the lexicon in the text.
    """
    why = [""] * len(text)
    for start, end, reason in _stretches(text, slogans):
        for i in range(start, end):
            why[i] = why[i] or reason
    return why


def _stretches(text: str, slogans) -> Iterator[tuple[int, int, str]]:
    for start, end in slogans:
        yield start, end, "slogan"
    for found in _QUOTED.finditer(text):
        yield *found.span(), "name"
    for reason, pattern in _STRETCHES:
        for found in pattern.finditer(text):
            yield *found.span(), reason
