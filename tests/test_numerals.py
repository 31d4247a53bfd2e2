"""Numerals to values: hand examples, and round trips from a writer of Chinese numerals of the test's own."""

from decimal import Decimal

from checks import assert_each
from hypothesis import given
from hypothesis import strategies as st

from analysis.activities.numbers import numerals

DIGITS = "零一二三四五六七八九"
TO_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def section(n: int) -> str:
    """1 to 9,999 in Chinese numerals: 2005 is 二千零五."""
    out, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, scale)
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out


def chinese(n: int) -> str:
    """0 to 99,999,999 in Chinese numerals."""
    if n == 0:
        return "零"
    high, low = divmod(n, 10_000)
    out = section(high) + "万" if high else ""
    if low:
        out += ("零" if high and low < 1000 else "") + section(low)
    return out


def spoken(numeral: str) -> str:
    """The everyday form: 十二 for 一十二, 两千 for 二千, 两百 for 二百, 两万 for 二万."""
    for scale in "百千万":
        numeral = numeral.replace("二" + scale, "两" + scale)
    numeral = numeral.replace("十两万", "十二万")
    return numeral.removeprefix("一") if numeral.startswith("一十") else numeral


def test_the_writer_of_this_file():
    assert_each(chinese, [
        (0, "零"), (7, "七"), (10, "一十"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (320, "三百二十"),
        (2005, "二千零五"), (2050, "二千零五十"), (10_000, "一万"), (10_010, "一万零一十"), (120_000, "一十二万"),
        (20_300_405, "二千零三十万零四百零五"), (99_999_999, "九千九百九十九万九千九百九十九"),
    ])  # fmt: skip


def test_the_everyday_forms():
    assert [spoken(chinese(n)) for n in (12, 2200, 20_002, 120_000)] == ["十二", "两千两百", "两万零二", "十二万"]


@given(st.one_of(st.integers(0, 99_999_999), st.integers(0, 9_999), st.integers(0, 99).map(lambda n: n * 10_000)))
def test_chinese_numerals_round_trip(n):
    written = chinese(n)
    forms = {written, spoken(written), written.translate(TO_FORMAL), written.replace("零", "〇")}
    assert {form: numerals.value_of(form) for form in forms} == dict.fromkeys(forms, Decimal(n))


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_arabic_numerals_round_trip(n, cents):
    assert numerals.value_of(str(n)) == numerals.value_of(f"{n:,}") == n
    assert numerals.value_of(f"{n:,}.{cents:02d}") == Decimal(f"{n}.{cents:02d}")


@given(st.text("零〇一二两三四五六七八九十百千万亿廿卅壹贰拾佰仟", min_size=1, max_size=12))
def test_any_run_of_numeral_characters_has_a_value_or_none(run):
    value = numerals.value_of(run)
    assert value is None or value >= 0


def test_values_by_hand():
    assert_each(numerals.value_of, [
        ("两", 2), ("廿八", 28), ("卅", 30), ("三百二", 320), ("三百零二", 302), ("两万五", 25_000), ("一千二", 1200),
        ("二〇二四", 2024), ("一亿二千万", 120_000_000), ("三亿零五", 300_000_005), ("百", 100), ("千", 1000),
        ("1,234,567", 1_234_567), ("0.5", Decimal("0.5")),
    ])  # fmt: skip


def test_runs_that_are_no_number():
    assert_each(numerals.value_of, [(run, None) for run in ("二十十", "一二三四万五六", "三五", "三百四百")])


def test_neighbouring_digits_are_a_range():
    assert_each(
        numerals.neighbours,
        [
            ("三五", (3, 5)),
            ("七八十", (70, 80)),
            ("两三百", (200, 300)),
            ("五三", None),
            ("一九", None),
            ("三十五", None),
        ],
    )


def test_scales_multiply():
    assert [numerals.scale_of(s) for s in ("", "百", "万", "千万", "亿", "万亿")] == [
        1,
        100,
        10**4,
        10**7,
        10**8,
        10**12,
    ]
