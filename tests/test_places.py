"""Names of cities: short where that is clear, and one place under two names is told."""

from checks import assert_each

from analysis import load_corpus
from analysis.corpus.places import name_cities, short_name, two_names
from analysis.workflow.check import check, suggested


def test_short_names():
    assert_each(short_name, [
        ("平凉市", "平凉"), ("高台县", "高台"), ("红古区", "红古"), ("昌吉州", "昌吉"), ("阿拉善盟", "阿拉善"), ("徽县", "徽县"),
        ("兰州", "兰州"), ("临夏回族自治州", "临夏"), ("文山壮族苗族自治州", "文山"), ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"), ("新疆维吾尔自治区", "新疆"), ("内蒙古自治区", "内蒙古"), ("隆林各族自治县", "隆林"),
        ("浦东新区", "浦东新区"), ("大兴安岭地区", "大兴安岭地区"), ("土默特左旗", "土默特左旗"), ("", ""),
    ])  # fmt: skip


def test_a_city_of_the_text_is_short_where_that_is_clear():
    cases = [
        (["平凉市"], [], ["平凉"]),
        (["平凉市"], ["平凉"], ["平凉"]),
        (["平凉市"], ["平凉市"], ["平凉市"]),
        (["朝阳市", "朝阳区"], [], ["朝阳市", "朝阳区"]),
        (["朝阳区"], ["朝阳"], ["朝阳区"]),
        (["朝阳市"], ["朝阳区"], ["朝阳市"]),
        (["", "高台县"], [], ["", "高台"]),
    ]

    def named(stated, given):
        rows = [{"report": f"s{i}", "city": city} for i, city in enumerate(stated)]
        sheet = [{"report": f"g{i}", "city": city} for i, city in enumerate(given)]
        return [row["city"] for row in name_cities([*rows, *sheet], sheet)]

    assert_each(named, [(stated, given, [*written, *given]) for stated, given, written in cases])


def test_one_place_of_the_list_has_one_name():
    rows = [{"report": name, "city": city, "level": "county", "province": "山西", "prefecture": "太原"} for name, city in
            (("a", "清徐县"), ("b", "清徐"))]  # fmt: skip
    assert [row["city"] for row in name_cities(rows, [])] == ["清徐", "清徐"]
    rows[1] |= {"level": "", "province": "", "prefecture": ""}
    assert [row["city"] for row in name_cities(rows, [])] == ["清徐县", "清徐"]


def test_two_names_of_one_place():
    assert two_names({"平凉": "a", "平凉市": "b", "朝阳市": "c", "朝阳区": "d"})[0][2] == "b"
    assert len(two_names({"朝阳市": "c", "朝阳区": "d"})) == 0
    assert "the 昌吉州 of report a" in two_names({"昌吉州": "a", "昌吉回族自治州": "b"})[0][3]


def test_tables_sheet_and_check_have_the_same_cities(tmp_path):
    for name, city in (("a", "平凉市"), ("b", "平凉市"), ("c", "红古区")):
        text = f"{city}政协召开座谈会2次。\n\n今年，{city}政协组织视察3次，凝心聚力服务高质量发展。\n"
        (tmp_path / f"{name}.txt").write_text(text + name, encoding="utf-8")
    assert suggested(tmp_path)["city"].tolist() == ["平凉", "平凉", "红古"]
    corpus = load_corpus(tmp_path)
    assert corpus.reports["city"].tolist() == ["平凉", "平凉", "红古"]
    assert corpus.phrases["n_cities"].max() == 2
    (tmp_path / "reports.csv").write_text("report,city\na,平凉\nc,红古\n", encoding="utf-8")
    assert load_corpus(tmp_path).reports.set_index("report")["city"].to_dict() == {
        "a": "平凉",
        "b": "平凉",
        "c": "红古",
    }
    assert not check(tmp_path).problems["problem"].str.contains("two places").any()
    (tmp_path / "reports.csv").write_text("report,city\na,平凉市\nb,平凉\nc,红古\n", encoding="utf-8")
    told = check(tmp_path).problems
    assert told[told["problem"].str.contains("two places")]["report"].tolist() == ["a"]
