"""Whose report a text is and which year it is on: from the list of places and a documented order, or not known."""

import pytest
from checks import assert_each

from analysis import load_corpus
from analysis.corpus.layout.blocks import blocks_of, mark_titles
from analysis.corpus.metadata import describe
from analysis.corpus.metadata.year_covered import close_dates


def said(text, source=""):
    blocks = blocks_of(text)
    mark_titles(blocks)
    return describe(blocks, source)


def city(text, source=""):
    found = said(text, source)
    return found["city"], found["city_source"]


def test_the_conference_that_a_headline_names():
    assert_each(city, [
        ("##### 政协兰州市红古区委员会2023年工作报告\n\n一年来,区政协收到提案86件。\n", ("红古区", "title")),
        ("甘肃省兰州市红古区政协2023年工作报告\n\n2023年,红古区政协收到提案86件。\n", ("红古区", "title")),
        ("咸阳市乾县政协召开会议\n\n9月3日,乾县政协召开会议,审议3项议程。\n", ("乾县", "title")),
        ("中国人民政治协商会议第六届徽县委员会工作报告\n一年来,县政协收到提案86件。\n", ("徽县", "title")),
        ("政协第十四届上海市委员会常务委员会工作报告\n一年来,市政协收到提案900件。\n", ("上海市", "title")),
        ("江陵縣政協工作回顧\n過去一年,江陵縣政協共收到提案九十八件。\n", ("江陵县", "title")),
        ("巴音郭楞蒙古自治州政协召开会议\n自治州政协收到提案12件。\n", ("巴音郭楞蒙古自治州", "title")),
        ("南宁市政协到柳州考察\n5月6日,南宁市政协考察组到柳州市政协学习交流,座谈2次。\n", ("南宁市", "title")),
        ("吉林政协召开会议\n省政协收到提案3件。\n", ("吉林省", "title")),
        ("海南州政协召开会议\n州政协收到提案3件。\n", ("海南藏族自治州", "title")),
        ("政协乾县常委会工作报告\n一年来,收到提案86件。\n", ("乾县", "title")),
    ])  # fmt: skip


def test_the_conference_that_a_text_speaks_of():
    assert_each(city, [
        ("数说履职\n去年,平凉市政协召开协商会6次,市政协收到提案180件。全国政协来平凉调研1次。\n", ("平凉市", "text")),
        ("文史工作通报\n玉林市各级政协投稿70篇。市政协网站开通两年。容县政协17篇,博白县政协13篇,陆川县政协8篇。\n", ("玉林市", "text")),
        ("事好商量\n江苏各级政协建起议事室1.9万个。苏州市政协主席说,市政协为此成立了小组。\n", ("苏州市", "text")),
        ("送教下乡\n肃北县盐池湾乡政协委员工作站宣讲80场。\n", ("肃北蒙古族自治县", "text")),
        ("内部刊物\n《政协之窗》是商洛市商州区政协办的刊物,区政协全年印发47期。\n", ("商州区", "text")),
        ("工作回顾\n市政协常委会在中共鹤岗市委领导下,在省政协指导下,召开会议6次。市政协走访12户。\n", ("鹤岗市", "text")),
        ("政府工作报告\n现在,我代表兰州市人民政府,向大会报告工作,请予审议,并请市政协委员提出意见。\n全市建成学校12所。\n", ("兰州市", "text")),
    ])  # fmt: skip


def test_what_stands_around_a_text():
    assert_each(lambda case: city(*case), [
        (("市政协召开常委会会议\n来源:平凉日报\n9月3日,市政协召开会议,平凉各县政协主席列席。\n",), ("平凉市", "page")),
        (("鼓楼区政协视察学校\n来源:南京日报\n9月3日,鼓楼区政协视察学校12所。\n",), ("鼓楼区", "title")),
        (("县政协视察学校\n9月3日,县政协视察学校12所。\n", "安康市/旬阳县/2015.txt"), ("旬阳市", "folder")),
        (("县政协视察学校\n9月3日,县政协视察学校12所。\n", "旬阳县政协2015.txt"), ("旬阳市", "file")),
        (("协商驿站\n长寿2021年起打造驿站39个。\n", "changshou-2025.txt"), ("长寿区", "file")),
        (("市政协视察学校\n9月3日,市政协视察学校12所。\n", "朝阳.txt"), ("朝阳市", "file")),
    ])  # fmt: skip


def test_places_that_are_only_mentioned_and_what_is_none():
    texts = (
        "会上宣布了表彰决定,王平凉辞去委员职务,市委转发了政协的建议,市政府转发了12件。\n",
        "县政协视察学校\n来源:安康日报\n9月3日,县政协视察学校12所。\n",
        "区政协视察学校\n来源:光明日报\n9月3日,区政协视察学校12所。\n",
        "鼓楼区政协视察学校\n9月3日,鼓楼区政协视察学校12所。\n",
        "朝阳政协视察学校\n9月3日,区政协视察学校12所。\n",
        "各地动态\n平凉市政协召开会议1次。\n天水市政协召开会议1次。\n庆阳市政协召开会议3次。\n",
        "打造“平安政协”\n9月3日,县政协召开会议2次。\n",
        "多党合作政协会议召开\n会议2次,民主监督政协活动3次。\n",
        "老城区政协委员视察\n本市老城区政协委员走访12户,新区政协委员走访3户。\n",
        "青禾市政协工作报告\n青禾市政协收到提案286件,市政协视察12次。\n",
        "赴外地考察\n9月3日,县政协赴浙江省安吉县政协考察,参观3个村。\n",
        "政协工作\n全国政协十四届二次会议开幕,来自甘肃省的委员提交提案18件。\n",
        "市政协走访\n一年来市政协走访12户,全市政协组织学习3次,市县政协联动2次,扎实开展市政协机关建设。\n",
    )
    assert_each(city, [(text, ("", "")) for text in texts])


def test_a_verb_before_a_rank_and_a_conference_not_in_the_list_are_no_place():
    assert_each(city, [
        ("市政协工作报告\n市政协会同县政协调研3次,他曾任县政协主席。\n", ("", "")),
        ("和县政协召开会议\n9月3日,县政协审议3项议程。\n", ("和县", "title")),
        ("工作报告\n安徽省马鞍山市和县政协收到提案86件。\n", ("和县", "text")),
        ("政协清岭县委员会工作报告\n清岭县政协赴外地学习,乾县政协介绍经验。\n", ("", "")),
    ])  # fmt: skip


def test_the_columns_of_a_place_come_from_the_list():
    found = said("甘肃省兰州市红古区政协2023年工作报告\n\n2023年,红古区政协收到提案86件。\n")
    told = [found[c] for c in ("city", "city_en", "province", "prefecture", "level")]
    assert told == ["红古区", "Honggu", "甘肃", "兰州", "county"]
    found = said("政协襄樊市委员会工作总结\n\n1998年,市政协收到提案86件。\n")
    assert (found["city"], found["city_en"], found["level"]) == ("襄阳市", "Xiangyang", "prefecture")


def test_one_place_has_one_name_in_a_corpus(tmp_path):
    texts = {
        "a": "江川县政协召开会议\n3月2日,江川县政协召开会议2次。\n",
        "b": "玉溪市江川区政协召开会议\n3月2日,江川区政协召开会议2次。\n",
        "c": "南京市鼓楼区政协召开会议\n3月2日,鼓楼区政协召开会议2次。\n",
        "d": "徐州市鼓楼区政协召开会议\n3月2日,鼓楼区政协召开会议3次。\n",
        "e": "青禾市政协召开会议\n3月2日,青禾市政协召开会议3次。\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    reports = load_corpus(tmp_path).reports.astype(object).fillna("")
    assert reports["city"].tolist() == ["江川", "江川", "南京鼓楼区", "徐州鼓楼区", ""]
    assert reports["prefecture"].tolist() == ["玉溪", "玉溪", "南京", "徐州", ""]
    assert reports["city_source"].tolist() == ["title"] * 4 + [""]


def test_a_city_written_by_hand_stays_and_the_list_adds_what_it_knows(tmp_path):
    (tmp_path / "a.txt").write_text("政协工作\n走访12户,捐款3次。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("徐州市鼓楼区政协召开会议\n3月2日,鼓楼区政协召开会议3次。\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("政协工作\n走访13户,捐款3次。\n", encoding="utf-8")
    sheet = "report,city,level,year,city_source\na,红古,,2020,guess\nb,鼓楼,,,\nc,红古,prefecture,,\n"
    (tmp_path / "reports.csv").write_text(sheet, encoding="utf-8")
    reports = load_corpus(tmp_path).reports.astype(object).fillna("").set_index("report")
    columns = ["city", "city_en", "province", "prefecture", "level", "city_source"]
    assert reports.loc["a", columns].tolist() == ["红古", "Honggu", "甘肃", "兰州", "county", "reports.csv"]
    assert reports.loc["b", columns].tolist() == ["鼓楼", "Gulou", "江苏", "徐州", "county", "reports.csv"]
    assert reports.loc["c", columns].tolist() == ["红古", "", "", "", "prefecture", "reports.csv"]
    assert reports["year_source"].tolist() == ["reports.csv", "", ""]


def year(text, source=""):
    found = said(text, source)
    return found["year"], found["year_source"]


BODY = "市政协走访了三十个社区,收集了居民的意见。\n"


def test_the_year_covered():
    assert_each(lambda case: year(*case), [
        ((f"市政协工作报告\n一、2023年工作回顾\n{BODY}二、2024年工作安排\n准备走访学校。\n",), (2023, "heading")),
        ((f"市政协工作报告\n一、过去五年和2022年工作总结\n{BODY}",), (2022, "heading")),
        ((f"市政协工作报告\n一、主要成绩\n{BODY}二、2024年工作安排\n准备走访学校。\n",), (2023, "heading")),
        ((f"市政协二〇二一年工作总结\n{BODY}",), (2021, "title")),
        ((f"市政协二Ｏ二四年工作报告\n{BODY}",), (2024, "title")),
        ((f"市政协 2024 年工作综述\n{BODY}",), (2024, "title")),
        ((f"市政协2021年至2022年工作总结\n{BODY}",), (None, "")),
        ((f"市政协工作报告\n(2024年1月9日在市政协五届三次会议上)\n{BODY}",), (2023, "session")),
        ((f"市政协工作报告\n(二〇二四年一月九日在市政协五届三次会议上)\n{BODY}",), (2023, "session")),
        ((f"市政协工作报告\n(2021年12月21日在市政协五届三次会议上)\n{BODY}",), (2021, "session")),
        ((f"市政协常委会工作报告\n(二〇〇九年二月十一日)\n{BODY}",), (2008, "session")),
        ((f"市政协工作报告\n王晓明\n(2024年1月9日)\n{BODY}",), (2023, "session")),
        ((f"市政协视察学校\n(2024年1月9日)\n{BODY}",), (None, "")),
        (("市2003年政府工作报告\n全市建成学校12所。\n",), (2002, "title")),
        ((f"市政协开会\n发布时间: 2025 年 1 月 15 日\n1 月 14 日,{BODY}",), (2025, "date")),
        (("履职掠影\n2022年,市政协走访30户。2022年6月调研。到2025年再建3个,2022年又建2个,2022年获奖。\n",), (2022, "text")),
        (("履职掠影\n2014年,市政协走访30户,又访12户。\n",), (2014, "text")),
        (("履职掠影\n自2019年以来,市政协走访30户。\n",), (None, "")),
        ((BODY, "平凉/2019/报告.txt"), (2019, "folder")),
        ((BODY, "平凉2018.txt"), (2018, "file")),
        ((BODY, "平凉2018-2022.txt"), (None, "")),
        ((BODY,), (None, "")),
    ])  # fmt: skip


def test_who_speaks_and_the_address_are_no_title_and_tell_a_work_report():
    address = "现在,我代表常务委员会,向大会报告工作,请予审议。请列席会议的同志提出意见。\n"

    def titled(text):
        found = said(text)
        return found["title"], found["genre"]

    assert_each(titled, [
        (f"在政协乾县第五届委员会第二次会议上的报告\n张远\n张晓远\n(2024年1月9日)\n{address}{BODY}",
         ("在政协乾县第五届委员会第二次会议上的报告 张远", "work_report")),
        (f"乾县县长张晓远\n各位委员:\n{address}{BODY}", ("", "work_report")),
        (f"――2024年1月9日在政协乾县第五届委员会第二次会议上\n乾县政协主席 张晓远\n{BODY}",
         ("2024年1月9日在政协乾县第五届委员会第二次会议上", "")),
        (f"乾县政协工作回顾\n常委会\n(2024年1月9日)\n{BODY}", ("乾县政协工作回顾 常委会", "review")),
    ])  # fmt: skip


def test_dates_are_closed():
    assert_each(close_dates, [
        ("2024 年 1 月 5 日", "2024年1月5日"), ("二〇二四 年", "2024年"), ("二Ｏ二四年".replace("Ｏ", "O"), "2024年"), ("二○一九年", "2019年"),
        ("一九九八年", "1998年"), ("提案 286 件", "提案 286 件"), ("第 3 次 12 户", "第 3 次 12 户"),
    ])  # fmt: skip


@pytest.mark.parametrize("sign", ["# ", "##### ", "###"])
def test_markdown_signs_are_no_part_of_a_title_or_a_heading(tmp_path, sign):
    text = f"{sign}兰州市红古区政协综述\n\n{sign}一、协商议政\n\n区政协召开协商会6次,提出建议12条。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.reports["title"].tolist() == ["兰州市红古区政协综述"]
    assert corpus.paragraphs["heading"].tolist() == ["一、协商议政"]
