"""Which year a text reports on, and where that was found.

The rules read text as `lines.fold` gives it, with the blanks inside dates taken out (`close_dates`).
"""

import re
from collections import Counter
from collections.abc import Sequence

from .. import headings

_ZERO, _DIGITS = "〇○零O0", "〇一二三四五六七八九"
_HAN_YEAR = re.compile(rf"(二[{_ZERO}]|一九)([{_ZERO}一二三四五六七八九])([{_ZERO}一二三四五六七八九])(?=年)")
_INSIDE_DATE = re.compile(r"(?<=[\d年月〇○零一二三四五六七八九]) (?=[\d年月日〇○零O一二三四五六七八九])")
_NAMED = r"(20\d\d|19[5-9]\d)年(?:度)?(?!(?:\d|[一二三四五六七八九十]){1,2}月)"
YEAR = re.compile(rf"(?<!\d){_NAMED}")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d|19[5-9]\d)(?=年)")
# A year that something is measured from or done by is not the one reported on: 自2019年以来, 到2025年, 比2022年.
_FROM_OR_BY = re.compile(r"(?:[自从到至比较于前超]|截至|截止|不晚于|相比|力争)$")
_ONWARDS = re.compile(r"(?:以?来的?(?:[一二两三四五]年)|以来|起|底?前|[至到—~-])")
_REVIEWED = re.compile(r"(?:工作)?(?:回顾|总结|情况|成绩|成效|综述|纪实|回眸|亮点|巡礼|掠影|盘点|答卷|工作报告)")
_GOVERNMENT = "政府工作报告"
_SESSION = re.compile(
    r"(?<!\d)(20\d\d|19[5-9]\d)年(\d{1,2}|[一二三四五六七八九十]{1,2})月[^月。;]{0,5}[^。;\d]{0,6}在[^。;]{2,50}(?:会议|大会)[^。;]{0,4}上"
)
# Below a headline.
_DAY_ALONE = re.compile(r"^[(](20\d\d|19[5-9]\d)年(\d{1,2}|[一二三四五六七八九十]{1,2})月[^月()]{0,4}[)]$")
_READ_ALOUD = 90  # characters of a line that says when and where a report was read
_DELIVERED = re.compile(r"[(](20\d\d|19[5-9]\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?[)]")
_IN_A_NAME = re.compile(r"(?<!\d)(20\d\d|19[5-9]\d)(?!\d)")
_AFTER_BODY = re.compile(r"(?<=政协)(20\d\d)(?=[ :,!?—]|$)")  # 百山市政协2024:…
_PART = re.compile(r"上半年|半年工作|前三季度|[一二三]季度")
_OPENS = re.compile(rf"(?<![\u4e00-\u9fff](?<![协会顾])){_NAMED}")  # 2014年, …政协2014年, 回顾2020年
MAX_HEADING = 30
LATE_SESSION, YEAR_END = 5, 11  # months
_OPENING = 160  # characters in which a short text says which year it is about
# A headline in one line with the text: …委员会2019年工作总结 一年来…
_HEADLINE_INLINE = re.compile(rf"^[^,。;:!?]{{0,30}}?{_NAMED}[^,。;:!?\d]{{0,8}}?{_REVIEWED.pattern}")
_DATED = re.compile(r"^[^,。;]{0,12}?(20\d\d|19[5-9]\d)年\d{1,2}月\d{1,2}日")
_ANNOUNCED = re.compile(r"年(?:度)?[^。;]{0,20}(?:将|拟|计划|打算|安排|要点)")


def close_dates(key: str) -> str:
    """A line without blanks inside its dates, and with years in Han digits as figures: 二〇二四 年 -> 2024年."""
    return _HAN_YEAR.sub(_figures, _INSIDE_DATE.sub("", key) if " " in key else key)


def _figures(found: re.Match[str]) -> str:
    century = "19" if found[1] == "一九" else "20"
    return century + "".join("0" if c in _ZERO else str(_DIGITS.index(c)) for c in (found[2], found[3]))


def years(key: str) -> list[int]:
    """The years that a line names, except those of dates with a month."""
    return [int(y) for y in YEAR.findall(key)]


def year_covered(
    titles: Sequence[str], heads: Sequence[str], lead: Sequence[str], text: Sequence[str],
    genre: str, published: str, names: Sequence[str] = (),
) -> tuple[int | None, str]:  # fmt: skip
    """(year, where it is told from): the year that a text reports on; (None, "") where that is open.

    titles, heads, text: lines of the headline, headings, and text; lead: those before the text that say when it was
    read. genre, published: columns of reports. names: of the file and its folders, the nearest first. Asked in turn:

    1. `heading`: the heading over the year behind (2023年工作回顾) or, less one, over the plans (2024年工作安排);
    2. `title`: a review's or a report's year, if the headline has one (2023年工作总结, 百山市政协2023:…);
    3. `session`: a report read in January to May is on the year before, in November or December on its own; the day of
       a work report may stand alone, in brackets;
    4. `date`: news, and what a headline says is of a part of a year (上半年), are of the year they were published in;
    5. `text`: the year of a headline in one line with the text; that of the day with which news begins; the year that
       the first and more than half of at least three mentions name, or the only one that a text names if it begins
       with it, plans for the next year aside;
    6. `file`, `folder`: the one year in its name.
    """
    asked = (
        ("heading", lambda: _of_headings(heads)),
        ("title", lambda: _of_title(titles)),
        ("session", lambda: _of_session([" ".join(titles), *(key for key in lead if len(key) < _READ_ALOUD)], genre)),
        ("date", lambda: int(published[:4]) if published and (genre == "news" or _of_a_part(titles)) else None),
        ("text", lambda: _of_text(text, genre)),
        ("file", lambda: _of_name(names[:1])),
        ("folder", lambda: _of_name(names[1:])),
    )
    return next(((year, where) for where, ask in asked if (year := ask())), (None, ""))


def _of_headings(heads: Sequence[str]) -> int | None:
    for key in heads:
        year = _only_year(key)
        if year and len(key) <= MAX_HEADING and _REVIEWED.search(key) and not headings.announces_plans(key):
            return year
    plans = (_only_year(key) for key in heads if len(key) <= MAX_HEADING and _next_year(key))
    return next((year - 1 for year in plans if year), None)


def _next_year(key: str) -> bool:
    return headings.announces_plans(key) and not re.search("远景|目标|规划|时期", key)


def _only_year(key: str) -> int | None:
    """The one year that a line names, if it is not one that something is told from or up to."""
    found = list(YEAR.finditer(key))
    return int(found[0][1]) if len(found) == 1 and not _aside(key, found[0]) else None


def _aside(key: str, found: re.Match[str]) -> bool:
    before = _FROM_OR_BY.search(key, max(0, found.start() - 3), found.start())
    return bool(before or _ONWARDS.match(key, found.end()))


def _of_title(titles: Sequence[str]) -> int | None:
    headline = " ".join(titles)
    named = set(years(_DELIVERED.sub("", headline)))
    if _GOVERNMENT in headline:  # named by the year of the session
        named = {y - 1 for y in named | {int(y) for y in _DELIVERED.findall(headline)}}
        return named.pop() if len(named) == 1 else None
    bare = {int(y) for y in _AFTER_BODY.findall(headline)}
    if len(named) == 1 and _REVIEWED.search(headline):
        return named.pop()
    return bare.pop() if len(bare) == 1 and named <= bare else None


def _of_a_part(titles: Sequence[str]) -> bool:
    return any(_PART.search(key) for key in titles)


def _of_session(lines: Sequence[str], genre: str) -> int | None:
    for key in lines:
        found = _SESSION.search(key) or (_DAY_ALONE.match(key) if genre == "work_report" else None)
        if found:
            year, month = int(found[1]), _month(found[2])
            return year - 1 if month <= LATE_SESSION else year if month >= YEAR_END else None
    return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else 10 * ("十" in written) + "〇一二三四五六七八九".find(written[-1]) % 10


def _of_text(text: Sequence[str], genre: str) -> int | None:
    first = text[0] if text else ""
    opening = (_DATED if genre == "news" else _HEADLINE_INLINE).match(first)
    if opening and _GOVERNMENT not in opening[0]:
        return int(opening[1])
    named = [int(m[1]) for key in text for m in YEAR.finditer(key) if not _aside(key, m)]
    if not named:
        return None
    year, n = Counter(named).most_common(1)[0]
    if n >= 3 and 2 * n > len(named):
        return year if named[0] == year else None  # else the text looks on more than back
    opens = next((m for m in _OPENS.finditer("".join(text)[:_OPENING])), None)
    if opens is None:
        return None
    year = int(opens[1])
    others = {(int(m[1]), _ANNOUNCED.match(key, m.end()) is not None) for key in text for m in _ANY_YEAR.finditer(key)}
    return year if others <= {(year, False), (year + 1, True)} else None


def _of_name(names: Sequence[str]) -> int | None:
    for name in names:
        found = {int(y) for y in _IN_A_NAME.findall(close_dates(name))}
        if len(found) == 1:
            return found.pop()
    return None
