"""What a text says about itself: body, level, year, genre, title, date and source. What it does not say stays empty."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from .. import headings
from ..headings import unmarked
from ..layout.blocks import Block
from .gazetteer import Place, today
from .reporting import reporting_place
from .year_covered import close_dates, year_covered

_LABELS = ("label", "byline", "dateline", "place", "page", "foot", "legal")
_LEAD = 12  # blocks at the top that may say when a report was read

_HAN = r"[\u4e00-\u9fff]"
_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})")
_URL = re.compile(r"https?://[^\s,。;)】\]]+")
_SOURCE = re.compile(r"(?:文章来源|信息来源|稿件来源|本文来源|稿源|来源|转自|转载自)\s*[:|]\s*([^\s:|,。)】\]]{2,30})")
_OWNER = re.compile(r"版权所有\s*:?\s*([\u4e00-\u9fff]{2,20})")
_MEDIUM = re.compile(rf"^({_HAN}{{2,12}}(?:报|网|台|社|中心|客户端))[(]")
_SIGNED = re.compile(r"(?:讯|电)\s*[(]|[(](?:[^()]{0,8})(?:记者|通讯员)")
_READ_AT = re.compile(r"^[(—―-]*[^,。;]{0,14}在[^,。;]{6,40}(?:会议|大会)上[)]?$")
_DATED_LEAD = re.compile(r"^(?:.{0,30}[讯电]\s*(?:[(][^)]{1,30}[)])?\s*)?(?:20\d\d年)?\d{1,2}月\d{1,2}日")


def describe(blocks: list[Block], source: str = "") -> dict:
    """The columns city to url of the reports table, with prefecture, city_source and year_source; "" or None (year)
    where the text does not state it.

    source: path of the file, consulted last. city is a full name (平凉市), which places.name_cities shortens; province,
    prefecture, level and city_en come from the list of places. city_source, year_source: where city and year were
    found, as in reporting.reporting_place and year_covered.year_covered.
    """
    keys = {id(b): close_dates(unmarked(b.key)) for b in blocks}
    text = [b for b in blocks if b.kind != "furniture"]
    page = [keys[id(b)] for b in blocks if b.kind == "furniture" and b.cue not in ("list", "caption", "greeting")]
    titles = [b for b in text if b.kind == "title"]
    headlines = [keys[id(b)] for b in titles]
    speech = [keys[id(b)] for b in blocks if b.cue == "greeting"]
    body = [keys[id(b)] for b in text if b.kind != "title"]
    labels = [keys[id(b)] for b in blocks if b.kind == "furniture" and b.cue in _LABELS]
    place, city_source = reporting_place(headlines, [*speech, *body], labels, source)
    published = _published(blocks, keys)
    genre = _genre(blocks, text, keys, " ".join(headlines))
    path = PurePosixPath(source)
    heads = [keys[id(b)] for b in text if b.kind == "heading"]
    lead = [keys[id(b)] for b in blocks[:_LEAD] if b.kind != "title"]
    names = (path.stem, *reversed(path.parts[:-1])) if source else ()
    year, year_source = year_covered(headlines, heads, lead, body, genre, published, names)
    return {
        **columns_of(place),
        "genre": genre,
        "year": year,
        "title": _title(titles),
        "publisher": next((m[1] for each in (_SOURCE, _OWNER, _MEDIUM) for k in page if (m := each.search(k))), ""),
        "published": published,
        "url": next((m[0] for k in page if "上一" not in k and "下一" not in k and (m := _URL.search(k))), ""),
        "city_source": city_source,
        "year_source": year_source,
    }


def columns_of(place: Place | None) -> dict[str, str]:
    """The columns city, city_en, province, prefecture and level of a place in the list; empty if it is not known."""
    if place is None:
        return dict.fromkeys(("city", "city_en", "province", "prefecture", "level"), "")
    now = today(place)
    return {
        "city": now.name,
        "city_en": now.name_en,
        "province": now.province or now.short,
        "prefecture": now.prefecture,
        "level": now.level,
    }


def _title(titles: list[Block]) -> str:
    """The title lines in order, without one that repeats another or a part of it."""
    squeezed = [re.sub(r"\s", "", unmarked(b.key)) for b in titles]
    kept = [
        unmarked(b.text) for i, b in enumerate(titles)
        if not any(i != j and squeezed[i] in other and (len(squeezed[i]) < len(other) or j < i)
                   for j, other in enumerate(squeezed))
    ]  # fmt: skip
    return " ".join(kept).lstrip("—―- ")


def _published(blocks: list[Block], keys: Mapping[int, str]) -> str:
    """The first date of the page's own labels, ISO 8601; lists of links have dates of other pages."""
    for block in blocks:
        if block.kind == "furniture" and block.cue in ("label", "byline", "page", "dateline"):
            found = _DATE.search(keys[id(block)])
            if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
                return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return ""


def _genre(blocks: list[Block], text: list[Block], keys: Mapping[int, str], headline: str) -> str:
    tops = [keys[id(b)] for b in text if b.kind == "heading" and headings.looks_at_year(keys[id(b)])]
    looks_back = any(re.search("回顾|总结|成绩", k) for k in tops)
    looks_on = any(re.search("安排|思路|部署|任务|打算|计划", k) for k in tops)
    greeted = any("报告" in b.key for b in blocks if b.cue == "greeting")
    if "工作报告" in headline or (looks_back and looks_on) or greeted:
        return "work_report"
    body = [keys[id(b)] for b in text if b.kind == "paragraph"]
    size = sum(map(len, body))
    signed = any(b.cue == "dateline" for b in blocks) or bool(body and _SIGNED.search(body[0][:40]))
    if body and size < 1500 and (signed or _DATED_LEAD.match(body[0])):
        return "news"
    if size >= 1500 and any(_READ_AT.search(keys[id(b)]) for b in text if b.kind == "title"):
        return "work_report"
    if re.search("综述|纪实|巡礼|回眸|回顾|总结|掠影|亮点|答卷", headline) or (
        size >= 1500 and re.search("一年来|近年来|今年以来|过去一年|年来", "".join(body))
    ):
        return "review"
    return ""
