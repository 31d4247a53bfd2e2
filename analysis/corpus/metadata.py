"""What a text says about itself: body, level, year, genre, title, date and source. What it does not say stays empty."""

import re
from collections import Counter
from collections.abc import Iterable

from . import headings
from .layout.blocks import Block
from .places import RANKS

_HAN = r"[\u4e00-\u9fff]"
_TERM = r"(?:第?[一二三四五六七八九十\d]{1,3}届)?"
_FORMAL = re.compile(rf"政协{_TERM}({_HAN}{{2,12}}?[{RANKS}]){_TERM}(?:委员会|常务委员会)")
_FORMAL_LONG = re.compile(rf"政治协商会议{_TERM}({_HAN}{{2,12}}?[{RANKS}]){_TERM}(?:委员会|常务委员会)")
_BEFORE = re.compile(rf"({_HAN}{{1,10}})政协")
# 全市, 市县, 自治州 … are no names, and no name ends in a particle, a preposition or a verb and its rank (一年来市).
_NO_PLACE = re.compile(
    r"^[省市州县区旗盟]$|^[全各本我该此两几多][省市州县区旗盟]|^自治[州县旗区]$|(?:^|[全各])(?:省市|市县|县市|县区|区县|市区|市州|州市|州县)$"
    r"|[来了的在由为对向与和及各全以从于是把将被给让使年月日级届委助持织作中后前展推动挥绕取请据扣握升彻实好过经到出报入导][省市州县区旗盟]$"
    r"|(?:推进|促进|改进|加强|增强|完善|改善|深化|强化|优化|建立|设立|成立|建设|举行|进行|依托|配合|联合|结合|按照)[省市州县区旗盟]$"
)
_PREFIX_WORD = re.compile(r"^(?:中国|中共|人民|政协|关于|开展|推进|组织|听取|联合|邀请|来自|包括|参加|支持|指导)")
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[5-9]\d)年(?:度)?(?!\d{1,2}月)")
_HAN_YEAR = re.compile(r"二[〇○零]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_REVIEWED = re.compile(r"(?:工作)?(?:回顾|总结|情况|成绩|成效|综述|纪实|回眸|亮点|巡礼|掠影|工作报告)")
_LEVELS = {"省": "province", "自治区": "province", "州": "prefecture", "盟": "prefecture", "地区": "prefecture"}
_LEVELS |= dict.fromkeys("县旗区", "county")  # looked through in order: 地区 before 区
_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})")
_URL = re.compile(r"https?://[^\s,。;)】\]]+")
_SOURCE = re.compile(r"(?:文章来源|信息来源|稿件来源|本文来源|稿源|来源|转自|转载自)\s*[:|]\s*([^\s:|,。)】\]]{2,30})")
_OWNER = re.compile(r"版权所有\s*:?\s*([\u4e00-\u9fff]{2,20})")
_MEDIUM = re.compile(rf"^({_HAN}{{2,12}}(?:报|网|台|社|中心|客户端))[(]")
_SIGNED = re.compile(r"(?:讯|电)\s*[(]|[(](?:[^()]{0,8})(?:记者|通讯员)")
_DATED_LEAD = re.compile(r"^(?:.{0,30}[讯电]\s*(?:[(][^)]{1,30}[)])?\s*)?(?:20\d\d年)?\d{1,2}月\d{1,2}日")


def body_named(line: str) -> str:
    """The place whose conference a headline names, if its name begins where the line or a clause does; else ""."""
    formal = _FORMAL.search(line)
    if formal and not _NO_PLACE.search(formal[1]):
        return formal[1]
    for found in re.finditer(rf"(?:^|[^\u4e00-\u9fff]){_TERM}({_HAN}{{1,9}}?[{RANKS}])政协", line):
        if not _NO_PLACE.search(found[1]):
            return found[1]
    return ""


def body_of(keys: Iterable[str]) -> str:
    """The place whose conference the texts are about: from its formal name, else from what stands before 政协.

    Chinese does not mark where a name begins: of the characters before 政协 those are taken that stand there most of
    the times its last two do. "" where no name is stated, or where the mentions leave its beginning open.
    """
    formal: Counter[str] = Counter()
    runs: list[tuple[str, bool]] = []
    for key in keys:
        for pattern in (_FORMAL, _FORMAL_LONG):
            formal.update(m[1] for m in pattern.finditer(key) if not _NO_PLACE.search(m[1]))
        for found in _BEFORE.finditer(key):
            run = found[1]
            if run[-1] in RANKS[1:] and len(run) > 1:  # 省政协 is most often the superior
                runs.append((run, found.start() == 0 or not "\u4e00" <= key[found.start() - 1] <= "\u9fff"))
    ends = Counter(run[-2:] for run, _ in runs if not _NO_PLACE.search(run[-2:]))
    best = max(formal, key=lambda n: (3 * formal[n] + ends[n[-2:]], len(n)), default="")
    if best and 3 * formal[best] + ends[best[-2:]] >= max(ends.values(), default=0):
        return best
    for end, total in ends.most_common(3):
        if name := _grow(end, [r for r in runs if r[0].endswith(end)], total):
            return name
    return ""


def _grow(name: str, runs: list[tuple[str, bool]], total: int) -> str:
    bounded = sum(run == name and edge for run, edge in runs)
    while True:
        longer = Counter(run[-len(name) - 1] for run, _ in runs if len(run) > len(name) and run.endswith(name))
        char, n = longer.most_common(1)[0] if longer else ("", 0)
        if n < max(0.6 * total, min(2, total)) or char == "届":  # 二届哈密市政协: the term is not the name
            break
        name = char + name
        bounded = sum(run == name and edge for run, edge in runs)
    sure = bounded > 0 or (total >= 3 and len(name) > 2)
    return name if sure and len(name) <= 10 and not _NO_PLACE.search(name) and not _PREFIX_WORD.match(name) else ""


def describe(blocks: list[Block]) -> dict:
    """The columns city to url of the reports table, "" or None (year) where the text does not say."""
    text = [b for b in blocks if b.kind != "furniture"]
    page = [b.key for b in blocks if b.kind == "furniture" and b.cue not in ("list", "caption", "greeting")]
    titles = [b for b in text if b.kind == "title"]
    headline = " ".join(b.key for b in titles)
    # A headline counts beside each mention in the text: a body of which it speaks is what the report is about.
    named = [n for b in titles if (n := body_named(b.key))]
    greetings = [b.key for b in blocks if b.cue == "greeting"]
    city = named[0] if named else body_of([*greetings, *(b.key for b in text)])
    published = _published(blocks)
    genre = _genre(blocks, text, headline)
    return {
        "city": city,
        "city_en": "",
        "province": "",
        "level": _level(city, text),
        "genre": genre,
        "year": _year(text, headline, genre, published),
        "title": _title(titles),
        "publisher": next((m[1] for each in (_SOURCE, _OWNER, _MEDIUM) for k in page if (m := each.search(k))), ""),
        "published": published,
        "url": next((m[0] for k in page if "上一" not in k and "下一" not in k and (m := _URL.search(k))), ""),
    }


def _title(titles: list[Block]) -> str:
    """The title lines in order, without one that repeats another or a part of it."""
    squeezed = [re.sub(r"\s", "", b.key) for b in titles]
    kept = [
        b.text for i, b in enumerate(titles)
        if not any(i != j and squeezed[i] in other and (len(squeezed[i]) < len(other) or j < i)
                   for j, other in enumerate(squeezed))
    ]  # fmt: skip
    return " ".join(kept)


def _level(city: str, text: list[Block]) -> str:
    level = next((level for end, level in _LEVELS.items() if city.endswith(end)), "")
    if level or not city:
        return level
    # 市 may be either: a prefecture has counties or districts with conferences of their own, a county has townships.
    below = re.compile(r"市、?[县区]{1,2}(?:[(][县区市]+[)])?(?:两级)?政协|[县区]{1,2}政协|各[县区]|两级政协")
    return "prefecture" if any(below.search(b.key) for b in text) else ""


def _year(text: list[Block], headline: str, genre: str, published: str) -> int | None:
    """The year a report covers: the heading that looks back names it; else the title of a report on a year; else the
    year that half of at least three mentions agree on, if no later one is named as often; news cover their own year.
    """
    for block in text:
        looks_back = block.kind == "heading" and headings.looks_at_year(block.key) and _REVIEWED.search(block.key)
        if looks_back and (named := _years(block.key)):
            return named[0]
    if _REVIEWED.search(headline) and len(set(_years(headline))) == 1:
        return _years(headline)[0]
    if genre == "news" and published:
        return int(published[:4])
    counts = Counter(y for b in text for y in _years(b.key))
    if counts:
        year, n = counts.most_common(1)[0]
        if n >= 3 and n > sum(counts.values()) / 2:
            return year
    return None


def _years(key: str) -> list[int]:
    digits = "〇一二三四五六七八九"
    han = [int("20" + "".join(str(max(0, digits.find(c))) for c in pair)) for pair in _HAN_YEAR.findall(key)]
    return [int(y) for y in _YEAR.findall(key)] + han


def _published(blocks: list[Block]) -> str:
    """The first date of the page's own labels, ISO 8601; lists of links have dates of other pages."""
    for block in blocks:
        if block.kind == "furniture" and block.cue in ("label", "byline", "page", "dateline"):
            found = _DATE.search(block.key)
            if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
                return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return ""


def _genre(blocks: list[Block], text: list[Block], headline: str) -> str:
    tops = [b.key for b in text if b.kind == "heading" and headings.looks_at_year(b.key)]
    looks_back = any(re.search("回顾|总结|成绩", k) for k in tops)
    looks_on = any(re.search("安排|思路|部署|任务|打算|计划", k) for k in tops)
    greeted = any("报告" in b.key for b in blocks if b.cue == "greeting")
    if "工作报告" in headline or (looks_back and looks_on) or greeted:
        return "work_report"
    body = [b for b in text if b.kind == "paragraph"]
    size = sum(len(b.key) for b in body)
    signed = any(b.cue == "dateline" for b in blocks) or bool(body and _SIGNED.search(body[0].key[:40]))
    if body and size < 1500 and (signed or _DATED_LEAD.match(body[0].key)):
        return "news"
    if re.search("综述|纪实|巡礼|回眸|回顾|总结|掠影|亮点|答卷", headline) or (
        size >= 1500 and re.search("一年来|近年来|今年以来|过去一年|年来", "".join(b.key for b in body))
    ):
        return "review"
    return ""
