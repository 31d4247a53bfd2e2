"""Number, bound and measure word: what belongs to a quantity, before it is asked whether it is a count."""

from decimal import Decimal

import pytest
from checks import assert_each
from hypothesis import given
from hypothesis import strategies as st
from test_numerals import chinese, spoken

from analysis import lexicons
from analysis.activities import numbers

HEADER = "measure,kind,not_before,note\n"


def found(text):
    """(quantity, value, bound, unit) of each number of a text; a range has a pair of values."""
    return [
        (
            text[q.start : q.end],
            float(q.value) if q.value_high is None else (float(q.value), float(q.value_high)),
            q.bound,
            q.unit,
        )
        for q in numbers.find(text, lexicons.shipped())
    ]


@given(st.integers(1, 99_999_999), st.sampled_from(["件", "场次", "名", "份", "家"]))
def test_a_number_in_running_text(n, unit):
    for written in (str(n), f"{n:,}", chinese(n), spoken(chinese(n))):
        assert found(f"收到材料{written}{unit},已办结。") == [(written + unit, float(n), "exact", unit)]


@given(st.integers(1, 9_999), st.integers(1, 99), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_scale_behind_digits_multiplies(n, hundredths, scale):
    number = Decimal(n) + Decimal(hundredths) / 100
    assert found(f"筹集{number}{scale[0]}元。") == [(f"{number}{scale[0]}元", float(number * scale[1]), "exact", "元")]


def test_bounds_ranges_and_units():
    rows = [
        ("提案50余件", ("50余件", 50, "over", "件")),
        ("提案五十多件", ("五十多件", 50, "over", "件")),
        ("捐款80余万元", ("80余万元", 800_000, "over", "元")),
        ("捐款1.2万余元", ("1.2万余元", 12_000, "over", "元")),
        ("提案超300件", ("超300件", 300, "over", "件")),
        ("提案300件以上", ("300件以上", 300, "over", "件")),
        ("提案近300件", ("近300件", 300, "under", "件")),
        ("提案不足300件", ("不足300件", 300, "under", "件")),
        ("提案约300件", ("约300件", 300, "about", "件")),
        ("提案300件左右", ("300件左右", 300, "about", "件")),
        ("提案约6000余件", ("约6000余件", 6000, "over", "件")),
        ("提案3至5件", ("3至5件", (3, 5), "range", "件")),
        ("提案3—5件", ("3—5件", (3, 5), "range", "件")),
        ("提案三五件", ("三五件", (3, 5), "range", "件")),
        ("提案1万至2万件", ("1万至2万件", (10_000, 20_000), "range", "件")),
        ("活动36场(次)", ("36场(次)", 36, "exact", "场")),
        ("办复率99.8%", ("99.8%", 99.8, "exact", "%")),
        ("办复率百分之九十五", ("百分之九十五", 95, "exact", "%")),
        ("近八成提案", ("近八成", 80, "under", "%")),
        ("口罩540,", ("540", 540, "exact", "")),
        ("活动3场次", ("3场次", 3, "exact", "场次")),
        ("参加12人次", ("12人次", 12, "exact", "人次")),
    ]
    assert_each(found, ((text, [expected]) for text, expected in rows))


def test_a_word_that_only_ends_like_a_bound_is_none():
    rows = [
        ("附近500人", "exact"),
        ("附近有500人", "exact"),
        ("近有500人", "under"),
        ("至少组织调研5次", "over"),
        ("大约在450篇", "about"),
        ("签约客商5家", "exact"),
        ("约谈干部5人", "exact"),
        ("签约大约在5家", "about"),
        ("高超3人", "exact"),
        ("预约300人", "exact"),
        ("会上3名委员", "exact"),
        ("上千名委员", "over"),
        ("经过5次协商", "exact"),
        ("超过5次协商", "over"),
    ]
    assert_each(lambda text: [bound for _, _, bound, _ in found(text)], ((text, [bound]) for text, bound in rows))


def test_the_longest_measure_word_that_is_no_other_word():
    rows = [
        ("12条建议", "条"),
        ("12条件", ""),
        ("12份额", ""),
        ("12场次", "场次"),
        ("12个百分点", "百分点"),
        ("12次", "次"),
    ]
    assert_each(lambda text: [u for *_, u in found(text)], ((text, [unit]) for text, unit in rows))


@given(st.text("0123456789,.%一二两三十百千万零余多近约超至—-个件场次名元()以上左右。、提案", max_size=40))
def test_quantities_stand_in_order_and_do_not_overlap(text):
    found_in_text = numbers.find(text, lexicons.shipped())
    edges = [edge for q in found_in_text for edge in (q.start, q.digits_start, q.digits_end, q.end)]
    assert edges == sorted(edges)
    assert all(q.bound in ("exact", "over", "under", "about", "range") for q in found_in_text)
    assert all((q.value_high is not None) == (q.bound == "range") for q in found_in_text)


def test_a_bound_of_the_researcher(tmp_path):
    (tmp_path / "particles.csv").write_text("list,word,note\nover_before,多于,\n", encoding="utf-8-sig")
    own_lists = lexicons.load_lexicons(tmp_path)
    bounds = {text: [q.bound for q in numbers.find(text, own_lists)] for text in ("提案多于300件", "提案超300件")}
    assert bounds == {"提案多于300件": ["over"], "提案超300件": ["exact"]}


def own(folder, *rows, header=HEADER):
    (folder / "measures.csv").write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8-sig")
    return lexicons.load_lexicons(folder)


def test_a_measure_word_of_the_researcher(tmp_path):
    words = own(tmp_path, "件,document,,", "挂,thing,面,ours")
    assert [(q.value, q.unit, q.kind) for q in numbers.find("送去鞭炮12挂", words)] == [(12, "挂", "thing")]
    assert [q.unit for q in numbers.find("12挂面", words)] == [""]
    assert [q.unit for q in numbers.find("送去鞭炮12挂", lexicons.shipped())] == [""]


def test_every_bad_pattern_of_a_measure_word_is_named(tmp_path):
    with pytest.raises(lexicons.LexiconError) as error:
        own(tmp_path, "件,document,(套,", "# a comment", "份,document,,", "项,document,[目,")
    file = tmp_path / "measures.csv"
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [f"{file}:2", f"{file}:5"]


def test_a_measure_word_table_without_its_columns(tmp_path):
    with pytest.raises(lexicons.LexiconError, match=r"measures\.csv:1: column not_before is missing"):
        own(tmp_path, "件,document", header="measure,kind\n")


def test_a_row_with_a_cell_too_many(tmp_path):
    with pytest.raises(lexicons.LexiconError, match=r"measures\.csv:3: 5 cells where the header has 4"):
        own(tmp_path, "件,document,,", "份,document,额,a,b")


def test_a_kind_that_no_rule_knows_is_named(tmp_path):
    with pytest.raises(lexicons.LexiconError, match=r"measures\.csv:2"):
        own(tmp_path, "件,documnet,,")


def test_an_empty_measure_word_is_named(tmp_path):
    with pytest.raises(lexicons.LexiconError, match=r"measures\.csv:3"):
        own(tmp_path, "件,document,,", ",document,,")


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("千", "百"), ("万", "千"), ("亿", "千万")]))
def test_two_scales_in_one_number(a, b, scales):
    factor = {"百": 100, "千": 1_000, "万": 10_000, "千万": 10**7, "亿": 10**8}
    value = a * factor[scales[0]] + b * factor[scales[1]]
    assert found(f"走访{a}{scales[0]}{b}{scales[1]}户。") == [(f"{a}{scales[0]}{b}{scales[1]}户", value, "exact", "户")]


@given(st.integers(1, 99), st.integers(1, 99))
def test_digits_behind_a_scale(thousands, rest):
    number = f"{thousands}万零{rest}元"
    assert found(f"捐款{number}。") == [(number, thousands * 10_000 + rest, "exact", "元")]


def test_scales_signs_falling_ranges_and_money():
    rows = [
        ("13万2千余人次", ("13万2千余人次", 132_000, "over", "人次")),
        ("3千5百万元", ("3千5百万元", 35_000_000, "exact", "元")),
        ("3千5百余万元", ("3千5百余万元", 35_000_000, "over", "元")),
        ("3万5千至4万户", ("3万5千至4万户", (35_000, 40_000), "range", "户")),
        ("5千米", ("5千米", 5, "exact", "千米")),
        ("1000+人次", ("1000+人次", 1000, "over", "人次")),
        ("≥20次", ("≥20次", 20, "over", "次")),
        ("低于20次", ("低于20次", 20, "under", "次")),
        ("不大于20次", ("不大于20次", 20, "under", "次")),
        ("<td>20次", ("20次", 20, "exact", "次")),
        ("95%至90%", ("95%至90%", (90, 95), "range", "%")),
        ("95-90%", ("95-90%", (90, 95), "range", "%")),
        ("30至20人", ("30至20人", (20, 30), "range", "人")),
        ("5000至3万元", ("5000至3万元", (5000, 30_000), "range", "元")),
        ("12元5角8分", ("12元5角8分", 12.58, "exact", "元")),
        ("20万元人民币", ("20万元人民币", 200_000, "exact", "元")),
    ]
    assert_each(lambda text: found(text)[0], rows)
    assert [q[1] for q in found("投资3亿2024年")] == [300_000_000, 2024]
