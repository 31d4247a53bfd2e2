"""Relations that hold for any text: spaces, script, punctuation and neighbours change no count; no number is lost."""

import csv
import re
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import opencc
from checks import assert_each, assert_none
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import activities
from analysis.codes import STATUSES
from analysis.corpus.records import Report, Segment

with (Path(__file__).parent / "data" / "activity_sentences.csv").open(encoding="utf-8-sig", newline="") as file:
    ROWS = list(csv.DictReader(file))
SENTENCES = [row["sentence"] for row in ROWS]
READ = ("value", "value_high", "bound", "unit", "object", "action", "category", "actor", "status")
NUMERAL = re.compile(r"[0-9]+|[零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+")
ALNUM = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
PIECES = [
    "召开会议", "提案", "委员", "其中", "共", "分别为", "每年", "将", "被省政协采用", "走访企业", "办复率", "第", "届",
    "年", "月", "日", "次", "件", "个", "名", "人次", "万元", "%", "百分之", "成", "余", "多", "约", "近", "以上", "至", "—",
    "-", "、", "，", "。", "；", "：", "(", ")", "“", "”", "《", "》", "0", "1", "28", "3,261", "1.5", "一", "两", "三", "十", "百",
    "千", "万", "亿", "零", "〇", "廿", "几", "数", "一是", "A", "G", " ", "　", "\n", ",", ".", "+", "/", "号", "党的二十大",
]  # fmt: skip
sentences = st.sampled_from(SENTENCES)
# Reading the lexicons and the dictionary takes longer than one example may.
relaxed = settings(deadline=None)
noise = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
paragraphs = st.one_of(sentences, noise, st.lists(st.one_of(sentences, noise), max_size=3).map("".join))


def report(*texts):
    segments = tuple(Segment("paragraph", t, tuple(range(len(t))), (), n) for n, t in enumerate(texts, 1))
    return Report("r", "r.txt", 0, 0, segments)


def read(counts, *more):
    return [tuple(row[field] for field in (*READ, *more)) for row in counts]


def bare(text):
    return "".join(text.split())


# --- spaces and line ends


@st.composite
def spaced(draw):
    """(sentence, the same with spaces and line ends between its characters, never inside a number or a Latin word)."""
    text = bare(draw(sentences))
    free = [
        i
        for i in range(1, len(text))
        if not (ALNUM.match(text[i - 1]) and ALNUM.match(text[i]))
        and not re.fullmatch(r"\d[,.]|[,.]\d", text[i - 1 : i + 1])
    ]
    places = set(draw(st.lists(st.sampled_from(free), max_size=len(free)))) if free else set()
    gaps = {i: draw(st.sampled_from([" ", "\n", "　", "  ", "\n\n", " \n　"])) for i in places}
    return text, "".join(gaps.get(i, "") + c for i, c in enumerate(text))


def broken(raw):
    """A segment of a source with broken lines, as cleaning makes it: joined, and its offsets skip the line ends."""
    kept = [i for i, c in enumerate(raw) if c != "\n"]
    segment = Segment("paragraph", "".join(raw[i] for i in kept), tuple(kept), (), 1)
    return Report("r", "r.txt", 0, len(raw), (segment,))


def places_of(raw, rows):
    """Where the characters of each row stand when white space is left out."""
    return [(len(bare(raw[: row["start"]])), len(bare(raw[: row["end"]]))) for row in rows]


@relaxed
@given(spaced())
def test_spaces_and_line_ends_change_nothing(pair):
    text, raw = pair
    plain, spaced_out = activities.extract(report(text)), activities.extract(broken(raw))
    assert read(spaced_out[0], "quantity") == read(plain[0], "quantity")
    assert [r["reason"] for r in spaced_out[1]] == [r["reason"] for r in plain[1]]
    for before, after in zip(plain, spaced_out, strict=True):
        assert places_of(raw, after) == places_of(text, before)
    for row in spaced_out[0] + spaced_out[1]:
        assert bare(raw[row["start"] : row["end"]]) == row["quantity"]
        assert raw[row["start"]].strip() and raw[row["end"] - 1].strip()


@relaxed
@given(spaced())
def test_line_ends_left_in_a_segment_change_nothing(pair):
    text, raw = pair
    assert read(activities.extract(report(raw))[0]) == read(activities.extract(report(text))[0])


# --- neighbours


@relaxed
@given(paragraphs, paragraphs)
def test_another_paragraph_changes_nothing_but_repeats(a, b):
    alone = {n: activities.extract(report(t)) for n, t in ((1, a), (2, b))}
    counts, refused = activities.extract(report(a, b))
    for n in (1, 2):
        assert read([c for c in counts if c["paragraph"] == n], "start", "end") == read(alone[n][0], "start", "end")
    assert [r["reason"] for r in refused] == [r["reason"] for n in (1, 2) for r in alone[n][1]]


@relaxed
@given(paragraphs)
def test_a_paragraph_that_stands_twice_repeats_its_facts(text):
    counts, _ = activities.extract(report(text, text))
    second = [c for c in counts if c["paragraph"] == 2]
    for row in second:
        if row["unit"] != "%" and row["value"] >= 10:
            assert row["repeat"], row
    assert not [c for c in activities.extract(report(text))[0][:1] if c["repeat"]]


# --- no number is lost


def numerals_outside(text):
    """Numerals that do not lie in exactly one row of the two tables."""
    counts, refused = activities.extract(report(text))
    rows = [range(r["start"], r["end"]) for r in counts + refused]
    return [
        (m.start(), m[0])
        for m in NUMERAL.finditer(text)
        if any(sum(i in r for r in rows) != 1 for i in range(*m.span()))
    ]


def test_every_numeral_of_a_sentence_lies_in_exactly_one_table():
    assert_each(numerals_outside, [(unicodedata.normalize("NFKC", text), []) for text in SENTENCES])


@settings(deadline=None, max_examples=200)
@given(noise)
def test_every_numeral_of_any_text_lies_in_exactly_one_table(text):
    assert numerals_outside(text) == []


@relaxed
@given(paragraphs)
def test_rows_stand_in_order_and_slice_to_their_quantity(text):
    counts, refused = activities.extract(report(text))
    rows = sorted(counts + refused, key=lambda r: r["start"])
    assert all(a["end"] <= b["start"] for a, b in pairwise(rows))
    assert [bare(text[r["start"] : r["end"]]) for r in rows] == [r["quantity"] for r in rows]
    assert counts == sorted(counts, key=lambda r: r["start"])
    for row in counts:
        assert (row["value_high"] is None) == (row["bound"] != "range")
        assert row["status"] in STATUSES and row["actor"] in ("city", "system", "other")


@relaxed
@given(st.text(max_size=60))
def test_any_text_is_read(text):
    counts, refused = activities.extract(report(text))
    assert len(counts) + len(refused) <= len(text)


# --- script and punctuation


S2T = opencc.OpenCC("s2t")


def to_traditional(text):
    """Character by character, as a plain converter does it."""
    return "".join(map(S2T.convert, text))


def test_traditional_script_gives_the_same_records():
    def all_of(text):
        counts, refused = activities.extract(report(text))
        assert [bare(text[r["start"] : r["end"]]) for r in counts] == [r["quantity"] for r in counts]
        return read(counts, "start", "end"), [r["reason"] for r in refused], len(text)

    assert_each(all_of, [(to_traditional(text), all_of(text)) for text in SENTENCES])


WIDEN = {c: c + 0xFEE0 for c in range(0x21, 0x7F) if not chr(c).isalpha()}


def folded(counts):
    return [tuple(unicodedata.normalize("NFKC", str(v)) for v in row) for row in read(counts, "quantity")]


def test_full_and_half_width_forms_give_the_same_records():
    def counts(text):
        return folded(activities.extract(report(text))[0])

    plain = {text: counts(text) for text in SENTENCES}
    half = [(unicodedata.normalize("NFKC", text), wanted) for text, wanted in plain.items()]
    assert_each(counts, half + [(text.translate(WIDEN), wanted) for text, wanted in plain.items()])


def test_corner_quotes_give_the_same_records():
    def counts(text):
        return read(activities.extract(report(text))[0])

    quoted = [text for text in SENTENCES if "“" in text]
    assert quoted
    assert_each(counts, [(text.translate(str.maketrans("“”", "「」")), counts(text)) for text in quoted])


# --- effort


def calls(text):
    """Function calls, of Python and of C, that one extraction makes: the same in every run, unlike seconds."""
    made = report(text)
    n = 0

    def count(frame, event, argument):
        nonlocal n
        n += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        activities.extract(made)
    finally:
        sys.setprofile(before)
    return n


def test_effort_grows_with_the_text_and_not_with_its_square():
    units = [
        "1", "一", "百", "一、", "“", "第", "政协", "2023年", "（一）",
        "28次、", "召开会议2次，", "召开会议2次。", "1个",
    ]  # fmt: skip
    activities.extract(report("召开会议2次。"))  # reads the lexicons
    bad = []
    for unit in units:
        small, large = (calls(unit * (n // len(unit))) for n in (400, 1600))
        if large > 4.5 * small + 2000:
            bad.append(f"{unit}: {small} calls for 400 characters, {large} for 1,600")
    assert_none(bad)
