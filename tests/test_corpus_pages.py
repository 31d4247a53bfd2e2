"""Pages of several kinds, written for these tests: what is text, what is heading, what is page."""

import json
import os
import re
import string
from itertools import pairwise
from pathlib import Path

import pytest
from checks import assert_each

from analysis import activities
from analysis.corpus import Document, reports_of, scan, suggest_rows

WIDE = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in ",:;!?()"})
WIDE_DIGITS = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in string.digits + "%"})


def wide(text):
    """Chinese punctuation as it is printed, in full width."""
    return text.translate(WIDE)


def read(text, name="page"):
    return reports_of(Document(f"{name}.txt", name, text, "utf-8", "0" * 64))


def kinds(report):
    return [(s.kind, s.text) for s in report.segments]


def of(report, kind):
    return [s.text for s in report.segments if s.kind == kind]


WORK_REPORT = """政协平凉市第六届委员会常务委员会工作报告
(2024年1月9日在政协平凉市第六届委员会第三次会议上)
主席 周明远
各位委员:
现在,我代表政协平凉市第六届委员会常务委员会,向大会报告工作,请予审议。
2023年工作回顾
去年,常委会办了几件实事,委员们跑遍了全市的乡镇。
一、学习更加扎实
(一)理论学习成为习惯。
全年开展集体学习11次,委员轮流领读。
(二)培训走进乡村。
举办培训班3期,参加者有240余人。
二、协商更有成效
1.选题。围绕河道治理召开协商会5次,收集意见60多条,都交给了承办部门办理。
2.落实。意见采纳率达到85%。
2024年工作安排
新的一年,我们准备把议事室办到每个社区。
各位委员,新的一年已经开始,让我们一起努力。
谢谢大家!
"""


@pytest.mark.parametrize("style", [str, wide])
def test_a_work_report_with_three_levels(style):
    (report,) = read(style(WORK_REPORT))
    under = {s.paragraph: s.headings for s in report.paragraphs}
    assert under[1] == ("2023年工作回顾",)
    assert under[2] == ("2023年工作回顾", "一、学习更加扎实", style("(一)理论学习成为习惯"))
    assert under[3] == ("2023年工作回顾", "一、学习更加扎实", style("(二)培训走进乡村"))
    assert under[4] == ("2023年工作回顾", "二、协商更有成效", "1.选题")
    assert under[5] == ("2023年工作回顾", "二、协商更有成效", "2.落实")
    assert under[6] == under[7] == ("2024年工作安排",)
    assert len(report.paragraphs) == 7
    assert of(report, "furniture") == [
        "主席 周明远",
        style("各位委员:"),
        style("现在,我代表政协平凉市第六届委员会常务委员会,向大会报告工作,请予审议。"),
        style("谢谢大家!"),
    ]
    said = report.meta
    assert (said["city"], said["year"], said["genre"]) == ("平凉市", 2023, "work_report")
    assert said["title"].startswith("政协平凉市第六届委员会常务委员会工作报告")


GOVERNMENT_SITE = """首页 政协概况 机构设置 政协要闻 提案工作 委员风采
您现在的位置: 首页 > 政协要闻 > 正文
庄浪县政协用心办好民生提案
发布时间:2023-11-06 09:30 来源:庄浪县政协办公室 浏览次数:316
【字体:大 中 小】 打印本页 关闭窗口
今年以来,庄浪县政协收到提案132件,立案118件,全部办结。委员们走访了40个村,把群众的话带回了会场。
图为委员在田间了解灌溉情况
下一步,县政协还要请群众给提案打分。
责任编辑:李秀兰
上一篇:县政协组织读书活动
下一篇:没有了
相关阅读
城北社区的议事亭
县政协机关开展植树活动 2023-03-12
主办:庄浪县政协办公室 技术支持:县信息中心
某ICP备12345678号-1
"""


@pytest.mark.parametrize("style", [str, wide])
def test_a_government_page(style):
    (report,) = read(style(GOVERNMENT_SITE))
    assert of(report, "heading") == ["庄浪县政协用心办好民生提案"]
    assert [s.text[:6] for s in report.paragraphs] == [style("今年以来,庄"), style("下一步,县政")]
    assert report.meta["published"] == "2023-11-06"
    assert (report.meta["city"], report.meta["level"]) == ("庄浪县", "county")
    assert report.meta["publisher"] == "庄浪县政协办公室"


WECHAT = """临夏州政协:把协商桌搬到果园里
临夏政协 2024-05-20 18:02 云南
点击蓝字 关注我们

盛夏的果园里,委员和果农围坐在一起,商量滞销怎么办。一个上午,他们列出了七条办法,当场定下了三条。

▲ 委员查看果品分级

临夏州政协副主席说,这样的小协商全年办了36场。

来源 | 临夏政协
编辑 | 马小燕
审核 | 杨志刚
预览时标签不可点
阅读原文
"""


def test_a_wechat_article():
    (report,) = read(wide(WECHAT))
    assert of(report, "heading") == [wide("临夏州政协:把协商桌搬到果园里")]
    assert [s.text[:4] for s in report.paragraphs] == ["盛夏的果", "临夏州政"]
    assert (report.meta["published"], report.meta["publisher"]) == ("2024-05-20", "临夏政协")


PAGE = """第03版:政协 2023年10月12日 星期四
高台县政协
召开九届八次主席会议
本报高台讯(通讯员王秋生)
10月10日,高台县政协召开主席会议,听取了三份调研报告。会议决定下月开展一次视察。
红古区政协为老旧小区办实事
本报红古讯(记者 高娟)10月9日,红古区政协组织委员走进四个小区,现场记下了居民的二十多条意见,并约定了答复的日子。
责任编辑 陈卓
石门县政协视察中小学食堂
10月8日,石门县政协的委员们来到三所学校的食堂,看菜单、问价格、尝饭菜,提出了五条建议。
罗长明 摄影报道
"""


def test_a_newspaper_page_gives_a_report_a_body():
    reports = read(wide(PAGE))
    assert [r.report for r in reports] == ["page-1", "page-2", "page-3"]
    assert [r.meta["city"] for r in reports] == ["高台县", "红古区", "石门县"]
    assert [r.meta["genre"] for r in reports] == ["news"] * 3
    assert [len(r.paragraphs) for r in reports] == [1, 1, 1]
    assert reports[0].meta["title"] == "高台县政协 召开九届八次主席会议"
    text = wide(PAGE)
    assert reports[0].start == 0 and reports[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(reports))
    table = suggest_rows(reports)
    assert text[table["start"][1] :].startswith("红古区政协为老旧小区")


def test_an_article_that_goes_on_from_another_page_is_a_report():
    reports = read(wide(PAGE + "(上接第一版)去年,临汾市政协走访了三十家企业,记下了企业的难处。\n"))
    assert len(reports) == 4 and reports[3].meta["city"] == "临汾市"


def test_a_work_report_that_names_other_bodies_is_one():
    text = WORK_REPORT.replace(
        "一、学习更加扎实", "高台县政协经验得到推广\n高台县政协的做法是先走访、后协商,全市都在学。\n一、学习更加扎实"
    )
    assert len(read(text)) == 1


def test_work_reports_of_several_bodies_in_one_file():
    def speech(city):
        return (
            f"政协{city}第五届委员会常务委员会工作报告\n——2024年1月9日在政协{city}第五届委员会第三次会议上\n王志强\n各位委员：\n"
            f"我代表政协{city}第五届委员会常务委员会，向大会报告工作，请予审议。\n2023年工作回顾\n去年，市政协走访了三十个社区。\n"
        )

    reports = read(speech("平凉市") + speech("天水市"))
    assert [(r.meta["city"], r.meta["year"]) for r in reports] == [("平凉市", 2023), ("天水市", 2023)]
    assert len(read(speech("平凉市") + "学习兰州市政协经验\n市政协去年到兰州市政协学习两次。\n")) == 1


def test_a_body_with_several_headlines_is_one_report():
    text = "高台县政协召开全会\n本报高台讯(记者 王秋生)高台县政协昨天开会。\n高台县政协召开座谈会\n本报高台讯(记者 王秋生)高台县政协今天座谈。\n"
    assert len(read(text)) == 1


WRAPPED = """政协天水市委员会二〇二二年工作总结

  一年来,市政协把协商的桌子摆到河边、地头和
车间,请群众一起出主意。全年召开协商会28次,形
成建议190条,其中有62条进入了部门的工作计划。
我们还和CPPCC
News一起办了专栏,介绍委员的故事,读者反映很好。
— 1 —
  一、围绕发展出主意
  在产业园区,委员们蹲点三周,写出了四份报告,
报告里的数字都来自车间的台账,没有一个是估出来
的。市里据此调整了两项办法。
  二、围绕民生办实事
  委员捐出图书3000册,建起了12个书屋。
"""


@pytest.mark.parametrize("style", [str, wide])
def test_text_wrapped_like_a_pdf(style):
    (report,) = read(style(WRAPPED))
    assert of(report, "furniture") == ["— 1 —"]
    assert [h for h in of(report, "heading")] == [
        "政协天水市委员会二〇二二年工作总结",
        "一、围绕发展出主意",
        "二、围绕民生办实事",
    ]
    assert len(report.paragraphs) == 3
    first, second, third = report.paragraphs
    assert style("车间,请群众") in first.text and "形成建议190条" in first.text
    assert "CPPCC News一起" in first.text
    assert second.text.endswith("两项办法。") and "估出来的。" in second.text
    assert third.headings == ("二、围绕民生办实事",)
    assert report.meta["year"] == 2022


def test_windows_line_ends_and_full_width_digits():
    text = "全市政协工作综述\n市政协全年办理提案261件,办复率100%。\n委员们说,这件事办得实在。\n".translate(WIDE_DIGITS)
    (report,) = read(text)
    assert "提案261件" in report.paragraphs[0].text and "100%" in report.paragraphs[0].text
    at = report.paragraphs[0].text.index("261")
    start, end = report.paragraphs[0].span(at, at + 3)
    assert text[start:end] == "261".translate(WIDE_DIGITS)


TRADITIONAL = """江陵縣政協工作回顧綜述
過去一年,江陵縣政協共收到提案九十八件,組織視察十二次。委員們走進學校與醫院,聽取居民的意見。
辦公室把每一件提案的辦理情況都寫成了卡片,供委員查閱。
記者 陳志明
"""


def test_traditional_script():
    (report,) = read(wide(TRADITIONAL))
    assert [s.text[:4] for s in report.paragraphs] == ["過去一年", "辦公室把"]
    assert of(report, "furniture") == ["記者 陳志明"]
    assert (report.meta["city"], report.meta["level"]) == ("江陵县", "county")


def test_furniture_lines():
    lines = [
        "打开网易新闻 查看更多图片", "当前位置: 热点新闻", "本报平凉讯(通讯员孙景慧)", "通讯员 苏天泰 张 维", "李旭红 摄影报道",
        "中国昌吉网(记者 高云哲)", "□ 本报记者 张伟 通讯员 李娜", "文|融媒体中心记者 马志娟", "责编 | 江懿栗", ">>上一篇:某市召开会议", "24-12-18", "https://www.example.org/a.htm",
        "委员在河边查看水质。融媒体中心记者 王芳摄", "议事会现场。(资料图片)", "各位委员、同志们:", "第3页 共12页", "(下转第四版)",
        "新华社北京3月4日电(记者 张伟)", "审核:王强 编辑:李丽 校对:赵敏", "Copyright © 2020 某网 All Rights Reserved.", "浏览次数:1024",
    ]  # fmt: skip

    def third(line):
        above, below = (
            "市政协办实事\n去年,市政协组织委员走访了三十个社区。",
            "委员们把意见写进了提案,部门逐条作了答复。",
        )
        (report,) = read(f"{above}\n{line}\n{below}\n")
        return kinds(report)[2], len(report.paragraphs)

    assert_each(third, [(style(line), (("furniture", style(line)), 2)) for line in lines for style in (str, wide)])


def test_names_with_a_telephone_are_furniture():
    (report,) = read(
        "责任编辑 刘海涛　版式 王敏　电话 0531-8519xxxx\n平凉市政协工作总结\n去年，市政协走访了三十个社区。\n"
    )
    assert report.meta["title"] == "平凉市政协工作总结"


def test_sentences_with_the_words_of_furniture_are_text():
    lines = [
        "记者从市政协获悉,今年的提案办理工作已经全部完成,委员们对结果表示满意。",
        "本报讯(记者 张伟)昨天,市政协召开座谈会,请来了二十位企业负责人,听他们讲困难。",
        "会议强调,各单位要按照分工抓好落实。",
        "有委员提出,免责声明和版权归属应当写进合同。会后,司法局采纳了这条意见,并印发了新的范本。企业拿到范本后说,终于有章可循。",
        "委员编辑了三本书,作者都是退休教师。",
        "推荐阅读书目12种,发放图书800册。",
        "提案者说:“来源要查清楚。”",
        "5月20日,市政协组织委员视察摄影展,现场记者很多。",
        "收到提案271件 → 立案236件 → 办复236件",
    ]

    def below_the_first(line):
        (report,) = read(f"市政协办实事\n去年,市政协组织委员走访了三十个社区。\n{line}\n")
        return [s.text for s in report.paragraphs][1:]

    assert_each(below_the_first, [(style(line), [style(line)]) for line in lines for style in (str, wide)])


def test_broken_sentences_are_joined():
    pairs = [
        ("全市政协组织委员走进社区,建", "立了9个工作站,请居民议事。"),
        ("会议审议了《关于加强河道", "治理的调研报告》,并作了部署。"),
        ("市政协在全市的街道和乡镇建", "了30个议事室,全部挂牌。"),
        ("委员们走访了企业、学校和", "医院,带回了五十条意见。"),
        ("本报平凉讯 12月3日,市政协开会听取企业发", "展情况的通报。"),
    ]

    def joined(before, after):
        text = f"市政协办实事\n\n开头的一段话,说的是去年的事情。\n\n{before}\n\n{after}\n"
        (report,) = read(text)
        paragraph = report.paragraphs[1]
        return paragraph.text, "".join(text[i] for i in paragraph.offsets)

    assert_each(joined, [(before, after, (before + after, before + after)) for before, after in pairs])


def test_headings_are_not_glued_to_the_text_below():
    heads = [
        "强化组织领导 推动工作落实",
        "把牢政治方向",
        "民之所望履职所向",
        "为了群众",
        "服务大局有作为",
        "丰富协商实践,汇聚各方力量",
        "力求化解难题",
    ]
    bodies = [
        "为了让群众少跑路,委员把办公桌搬到了村里。",
        "过去一年,委员走访了三十个村。",
        "着力解决难事,全年办结提案90件。",
    ]

    def kept_apart(head, body):
        (report,) = read(wide(f"市政协年度综述\n开头的一段话,说的是去年的事情。\n{head}\n{body}\n"))
        return of(report, "heading")[1:], report.paragraphs[-1].text

    assert_each(kept_apart, [(head, body, ([wide(head)], wide(body))) for head in heads for body in bodies])


def test_bold_type_of_markdown_is_no_text():
    text = "政协青禾市委员会工作报告\n\n## 一、协商\n\n全年召开会议**12次**，**收到提案**共**156**件，举办**讲堂 88**期；\n2 ** 3 = 8。\n"
    (report,) = reports_of(Document("a.txt", "a", text, "utf-8", "0"))
    said = " ".join(segment.text for segment in report.segments)
    assert "会议12次，收到提案共156件，举办讲堂 88期" in said and "2 ** 3" in said
    counts, _ = activities.extract(report)
    assert [(row["value"], text[row["start"] : row["end"]]) for row in counts] == [
        (12, "12次"), (156, "156**件"), (88, "88**期"),
    ]  # fmt: skip
    assert [row["quantity"] for row in counts] == ["12次", "156件", "88期"]


def test_emphasis_of_any_kind_is_no_text():
    text = "青禾市政协开展视察*4*次，提交`12`件提案，走访__30__家企业，推进2*3*4模式，立案5件*。\n"
    (report,) = reports_of(Document("a.txt", "a", text, "utf-8", "0"))
    (paragraph,) = report.paragraphs
    assert paragraph.text == "青禾市政协开展视察4次，提交12件提案，走访30家企业，推进2*3*4模式，立案5件*。"
    counts, _ = activities.extract(report)
    assert [text[row["start"] : row["end"]] for row in counts] == ["4*次", "12`件", "30__家", "5件"]


def test_a_title_ends_where_text_or_a_table_begins():
    def title(below):
        (report,) = read(f"政协青禾市委员会2018年工作情况\n{below}\n收到提案276件,立案260件。\n")
        return report.meta["title"]

    assert_each(
        title,
        [
            (below, "政协青禾市委员会2018年工作情况")
            for below in (
                "2018年,市政协共召开党组会议\n18次,学习会26次",
                "2018年,市政协召开会议18次,学习会26次",
                "全年,委员们走访了三十个村",
                "| 类别 | 数量 |\n| 视察 | 5次 |",
                "类别\t件数\n信息\t30",
            )
        ],
    )


def test_a_count_before_a_mark_goes_on_with_its_noun():
    (report,) = read("青禾市政协2018年工作情况\n2018年,市政协共召开党组会议\n18次,学习会26次。\n")
    assert [s.text for s in report.paragraphs] == ["2018年,市政协共召开党组会议18次,学习会26次。"]


def test_a_picture_may_stand_inside_a_broken_sentence():
    (report,) = read(
        "市政协办实事\n去年,市政协走访了三十个社区。委员们听取了民营企业发\n点击查看更多图片\n展情况的通报,提出了建议。\n"
    )
    assert len(report.paragraphs) == 1 and "企业发展情况" in report.paragraphs[0].text
    assert of(report, "furniture") == ["点击查看更多图片"]


def test_a_numbered_year_is_the_year():
    (report,) = read(
        "平凉市政协常委会工作报告\n一、2023年工作回顾\n市政协走访了三十个社区。\n二、2024年工作安排\n准备走访学校。\n"
    )
    assert (report.meta["year"], report.meta["genre"]) == (2023, "work_report")


def test_heading_lines_that_follow_each_other_are_one_level():
    (report,) = read(
        "一段话说明来由,为后面的内容开头。\n坚持党的领导\n把牢正确方向\n委员学习了四次。\n着力改革创新\n丰富协商实践\n委员协商了五次。\n"
    )
    assert [s.headings for s in report.paragraphs] == [
        (),
        ("坚持党的领导 把牢正确方向",),
        ("着力改革创新 丰富协商实践",),
    ]


def test_numbered_counts_are_text_to_the_last():
    (report,) = read(
        "市政协综述\n(一)服务群众\n1.组织义诊3次。\n2.捐赠图书2000册。\n3.结对帮扶56户。\n(二)联系企业\n走访了三十家企业。\n"
    )
    assert len(report.paragraphs) == 4 and report.paragraphs[3].headings == ("(二)联系企业",)


def test_a_last_line_without_an_end_mark_is_text_if_it_counts():
    (report,) = read("市政协综述\n去年,市政协走访了三十个社区。\n全年办复提案98件\n")
    assert report.paragraphs[-1].text == "全年办复提案98件"


def test_the_year_of_a_title():
    def year(title):
        (report,) = read(f"{title}\n市政协走访了三十个社区,收集了居民的意见。\n")
        return report.meta["year"]

    assert_each(
        year,
        [
            ("政协平凉市委员会2022年工作回眸", 2022),
            ("平凉市政协二〇二一年工作总结", 2021),
            ("平凉市政协2021年至2022年工作总结", None),
            ("平凉市政协工作总结(2024年1月9日)", None),
            ("【年终盘点】平凉市政协2023：把事商量好", 2023),
            ("2023年平凉市政协全国两会2024：看点", None),
            ("2024年,市政协这样交出答卷", 2024),
            ("平凉市政协上半年工作亮点\n2021-07-20　来源：平凉日报", 2021),
            ("平凉市政协工作亮点\n2021-07-20　来源：平凉日报", None),
        ],
    )


def test_the_year_of_a_text_without_headline():
    def year(text):
        (report,) = read(text)
        return report.meta["year"], report.meta["year_source"]

    unknown = (None, "")
    assert_each(
        year,
        [
            ("政协青禾市委员会二〇一九年工作总结　　一年来,市政协召开会议4次。", (2019, "text")),
            ("政协青禾市委员会2015年工作总结 一年来,召开会议4次。2016年工作打算:开展视察6次。", (2015, "text")),
            ("2019年,市政协召开会议6次。2020年,市政协将开展视察5次。", (2019, "text")),
            ("2019年,市政协召开会议6次。2020年,市政协召开会议5次。", unknown),
            ("2019年,市政协将召开会议6次。", unknown),
            ("2024年3月18日,青禾市政协会议召开。会议应到委员210名,实到198名。", (2024, "text")),
        ],
    )


def test_a_headline_may_end_in_an_exclamation_mark():
    (report,) = read("市政协工作总结全文来了！\n政协平凉市委员会工作总结\n去年，市政协走访了三十个社区。\n")
    assert report.meta["title"] == "市政协工作总结全文来了！ 政协平凉市委员会工作总结"


def test_counts_one_to_a_line_are_text():
    (report,) = read("数说履职\n开头的一段话,说的是去年的事情。\n征集提案261件\n召开协商会30次\n反映信息180条\n")
    assert [s.text for s in report.paragraphs][1:] == ["征集提案261件", "召开协商会30次", "反映信息180条"]


ORIGINALS = os.environ.get("ORIGINALS")


@pytest.mark.skipif(not ORIGINALS, reason="ORIGINALS names no folder of original reports")
class TestOriginals:
    def gold(self):
        lines = (Path(ORIGINALS).parent / "gold" / "themes.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def test_lines_are_text_or_page_as_the_gold_says_and_in_the_right_report(self):
        documents, problems = scan(ORIGINALS)
        assert problems.empty
        where, order = {}, {}
        for document in documents:
            starts = [0, *(i + 1 for i, c in enumerate(document.text) if c == "\n")]
            reports = reports_of(document)
            order[document.source] = len(reports)
            for report in reports:
                for segment in report.segments:
                    for offset in segment.offsets:
                        where[document.source, offset] = (segment.kind, report.report)
            for row in (g for g in self.gold() if g["source"] == document.source):
                start = starts[row["line"] - 1]
                at = next(i for i in range(start, len(document.text)) if (document.source, i) in where)
                where[document.source, "line", row["line"]] = where[document.source, at]
        gold = self.gold()
        found = {(g["source"], g["line"]): where[g["source"], "line", g["line"]] for g in gold}
        wrong = [(g["source"], g["line"]) for g in gold
                 if (g["primary"] == ["none"]) == (found[g["source"], g["line"]][0] == "paragraph")]  # fmt: skip
        # The one that is left is the thanks at the end of a speech, a paragraph without a theme.
        assert wrong == [("karamay-2019.txt", 75)]
        pairs = {(g["source"], g["report"], found[g["source"], g["line"]][1]) for g in gold}
        assert len(pairs) == len({(s, r) for s, r, _ in pairs}) == len({(s, f) for s, _, f in pairs}) == 12
        assert order["gansu-page-2022.txt"] == 8


LAID_OUT = """政协云溪市委员会2023年工作总结
一、2023年工作回顾
2023年,市政协紧扣全市中心工作,召开常委会会议6次、主席会议12次,围绕河道治理、老旧小区改造、职业教育等组织专题协商8次,形成调研报告26份,提出意见建议190条。
全年收到提案286件,经审查立案241件,办复率100%,组织委员走访企业和社区35个,征集社情民意信息310条,被省政协采用42条。
举办委员培训班3期,培训委员240人次,开展义诊、送法下乡等活动18场,惠及群众3600人,捐款捐物折合人民币120万元,建成委员工作室31个。
二、2024年工作安排
2024年,组织专题调研9次,开展民主监督4次,办好委员讲堂12期,每季度走访界别群众2次,建设协商议事室20个,编辑文史资料2辑,培训委员260人次。
"""
COLUMNS = 60  # a Chinese character takes two


def wrapped(paragraph):
    """The paragraph in lines as a converter breaks them: full, but never within a number."""
    lines = [""]
    for word in re.findall(r"\d[\d.]*%?|.[,。、]*", paragraph):
        if sum(1 if c.isascii() else 2 for c in wide(lines[-1] + word)) > COLUMNS:
            lines.append("")
        lines[-1] += word
    return lines


def laid_out(first="", others="", between="\n", page=""):
    """The report wrapped: first, others: indents of the lines of a paragraph; page: what stands after each 6th line."""
    lines = []
    for paragraph in LAID_OUT.splitlines():
        for n, line in enumerate(wrapped(paragraph)):
            lines.append((others if n else first) + line)
            if page and len(lines) % 6 == 0:
                lines.append(page)
    return wide(between.join(lines) + "\n")


def facts(text):
    fields = ("quantity", "object", "action", "category", "actor", "status")
    return [tuple(row[f] for f in fields) for report in read(text) for row in activities.extract(report)[0]]


@pytest.mark.parametrize(
    "text",
    [
        laid_out(),
        laid_out(first="　　"),
        laid_out(others="　　"),
        laid_out(first="    ", others="        "),
        laid_out(first="        ", others="    "),
        laid_out(others="　　", between="\n\n"),
        laid_out(first="　　", between="\n\n"),
        laid_out(first="　　", page="— 5 —\n云溪市政协工作总结"),
        wide(LAID_OUT.replace("\n", "")),
        wide(LAID_OUT.replace("\n", " ")),
        wide(LAID_OUT.replace("安排\n", "安排").replace("回顾\n", "回顾")),
    ],
    ids=[
        "wrapped",
        "indented",
        "hanging",
        "hanging on a margin",
        "indented on a margin",
        "hanging, spaced",
        "indented, spaced",
        "with running heads",
        "in one line",
        "in one line, with blanks",
        "headings glued to the text",
    ],
)
def test_the_layout_changes_no_count(text):
    as_written = facts(wide(LAID_OUT))
    assert facts(text) == as_written
    assert [fact[-1] for fact in as_written] == ["done"] * 17 + ["plan"] * 7
