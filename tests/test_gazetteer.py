"""The list of places: what is in it, which place a name means, and where a text names one."""

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

from checks import assert_each, assert_none

from analysis.codes import LEVELS
from analysis.corpus.metadata.gazetteer import mention_before, mentions, named, place_of, places
from analysis.corpus.places import short_name

LIST = Path(__file__).parents[1] / "data" / "places" / "places.csv"


def told(place):
    return place and (place.city, place.level, place.province, place.prefecture)


def test_the_list_has_every_unit_of_today_once():
    today = [p for p in places() if p.until is None]
    assert Counter(p.level for p in today) == {"county": 2846, "prefecture": 333, "province": 34}
    assert len({p.code for p in today}) == len(today)
    assert len({(p.level, p.name, p.province, p.prefecture) for p in places()}) == len(places())
    provinces = {p.short for p in places() if p.level == "province"}
    prefectures = {(p.province, p.city) for p in today if p.level == "prefecture"}
    assert_none(f"{p.name}: no province" for p in today if p.level != "province" and p.province not in provinces)
    assert_none(
        f"{p.name}: {p.prefecture}?" for p in today if p.prefecture and (p.province, p.prefecture) not in prefectures
    )


def test_the_rows_are_well_formed():
    with LIST.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["level"] for row in rows} == set(LEVELS)
    assert_none(row["name"] for row in rows if not row["code"].isdigit() or len(row["code"]) != 6)
    assert_none(
        f"{row['short']}: {row['pinyin']}" for row in rows if not (row["pinyin"].isalpha() and row["pinyin"].isascii())
    )
    assert_none(row["name_en"] for row in rows if not row["name_en"][:1].isupper())
    assert_none(f"{r['name']}: {r['since']} to {r['until']}" for r in rows if r["until"] and r["since"] > r["until"])
    assert_none(r["name"] for r in rows if r["short"] not in (short_name(r["name"]), r["name"].removesuffix("地区")))


def test_english_names():
    def english(name):
        return {p.name_en for p in named(name)}

    assert_each(english, [
        ("陕西省", {"Shaanxi"}), ("山西省", {"Shanxi"}), ("内蒙古自治区", {"Inner Mongolia"}), ("乌鲁木齐市", {"Urumqi"}),
        ("哈尔滨市", {"Harbin"}), ("拉萨市", {"Lhasa"}), ("呼和浩特市", {"Hohhot"}), ("喀什市", {"Kashgar"}), ("西安市", {"Xi'an"}),
        ("六安市", {"Lu'an"}), ("徽县", {"Huixian"}), ("浦东新区", {"Pudong New Area"}), ("长子县", {"Zhangzi"}), ("铅山县", {"Yanshan"}),
        ("新都区", {"Xindu"}), ("吕梁市", {"Luliang"}), ("香港特别行政区", {"Hong Kong"}), ("哈密市", {"Hami"}), ("乐清市", {"Yueqing"}),
    ])  # fmt: skip


def test_which_place_a_name_means():
    def at_the_end(text):
        found = mention_before(text, len(text))
        return found and told(found.place)

    assert_each(at_the_end, [
        ("红古区", ("红古", "county", "甘肃", "兰州")),
        ("甘肃省兰州市红古区", ("红古", "county", "甘肃", "兰州")),
        ("甘肃兰州红古区", ("红古", "county", "甘肃", "兰州")),
        ("分别与柳州市和南宁市", ("南宁", "prefecture", "广西", "")),
        ("被菏泽地区", ("菏泽", "prefecture", "山东", "")),
        ("临夏州", ("临夏", "prefecture", "甘肃", "")),
        ("肃北县", ("肃北", "county", "甘肃", "酒泉")),
        ("内蒙古自治区", ("内蒙古", "province", "", "")),
        ("重庆市长寿区", ("长寿", "county", "重庆", "")),
        ("南京市鼓楼区", ("鼓楼", "county", "江苏", "南京")),
        ("北京朝阳区", ("朝阳", "county", "北京", "")),
        ("朝阳市", ("朝阳", "prefecture", "辽宁", "")),
        ("吉林市", ("吉林", "prefecture", "吉林", "")),
        ("江川县", ("江川", "county", "云南", "玉溪")),
        ("襄樊市", ("襄阳", "prefecture", "湖北", "")),
        ("四川省开县", ("开县", "county", "四川", "万县")),
        *((text, None) for text in ("鼓楼区", "新华区", "朝阳区", "朝阳", "吉林", "宣布", "辞去", "市委转发", "全市", "市县", "青禾市", "")),
    ])  # fmt: skip


def test_parents_tell_namesakes_apart():
    assert told(place_of("鼓楼", "江苏", "徐州")) == ("鼓楼", "county", "江苏", "徐州")
    assert told(place_of("鼓楼区", "江苏省", "徐州市")) == ("鼓楼", "county", "江苏", "徐州")
    assert told(place_of("红古")) == ("红古", "county", "甘肃", "兰州")
    assert told(place_of("重庆", "重庆")) == ("重庆", "province", "", "")
    assert place_of("鼓楼", "江苏") is None and place_of("青禾") is None and place_of("红古", "江苏") is None


def test_places_in_a_text():
    text = "甘肃省兰州市红古区与平凉市的委员走访临夏州，又到鼓楼区、乾县和福建省福州市鼓楼区。"
    found = mentions(text)
    assert [m.place.city for m in found] == ["红古", "平凉", "临夏", "乾县", "鼓楼"]
    assert text[found[0].start : found[0].end] == "甘肃省兰州市红古区" and found[-1].place.prefecture == "福州"


def test_the_list_is_read_once_and_only_when_it_is_asked():
    code = "import analysis.corpus.metadata.gazetteer as g; assert g.places.cache_info().currsize == 0; print(len(g.places()))"
    assert int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) > 5000
    assert places() is places()


def test_a_text_told_twice_holds_its_places_twice():
    text = "兰州市红古区的委员到平凉市走访，全市各县区政协随后召开会议。"
    once, twice = mentions(text), mentions(text * 2)
    assert len(once) == 2 and [(m.place, m.start) for m in twice] == [
        (m.place, m.start + shift) for shift in (0, len(text)) for m in once
    ]
