"""Checking by hand: the sample, the sheet as a file, and what coded sheets say."""

from itertools import combinations

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import load_corpus
from analysis.__main__ import main
from analysis.codes import SURE
from analysis.compare import wilson
from analysis.workflow import review
from analysis.workflow.review import agreement, krippendorff, problem_lines, read_sheet, sample, write_sheet
from analysis.workflow.review.sheets import CODER, COLUMNS
from analysis.workflow.review.strata import Stratum, allocate, proportional, seal, unseal

TEXT = """东湖市政协2021年工作综述

过去一年，东湖市政协召开常委会会议12次，提交提案80件。委员走访企业30余家。

东湖市政协还在这一年里先后为全体委员和机关干部举办培训班3期。又向省政协报送信息近
20条，开展专题调研6次。

=召开主席会议5次，举办读书班2期，立案提案70件，全市生产总值增长5%。

我们学习两会精神。这一年没有别的数字。

天气晴好。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "donghu.txt").write_text(TEXT, encoding="utf-8")
    return load_corpus(folder)


@pytest.fixture(scope="module")
def mixed(corpus):
    """The same, but its first counts are unsure, each for another reason."""
    how = ["context", "carried", "none", "general", "hand"]
    activities = corpus.activities.assign(decided_by=how + ["object"] * (len(corpus.activities) - len(how)))
    return type(corpus)(**{**vars(corpus), "activities": activities})


def sheet_of(rows, paragraphs=(), source="a"):
    """A coded sheet: rows of (category, size of stratum, right, other cells), paragraphs of (counted, stated, missed).

    A size below 0 is that of unsure counts.
    """
    out = []
    for i, (category, size, right, *more) in enumerate(rows):
        facts = {"part": "count", "source": source, "start": 10 * i, "end": 10 * i + 2, "quantity": "3次", "value": 3}
        facts |= {"bound": "exact", "unit": "次", "category": category, "repeat": "no"}
        facts |= {"stratum": seal((source, 10 * i, 10 * i + 2), abs(size), size > 0)}
        out.append(facts | {"right": right} | (more[0] if more else {}))
    for i, (counted, stated, missed) in enumerate(paragraphs):
        place = {"part": "paragraph", "source": "a", "start": 1000 + i, "end": 2000 + i, "counted": counted}
        out.append(place | {"counts_coder": stated, "missed_coder": missed})
    return pd.DataFrame(out, columns=list(COLUMNS), index=range(2, len(out) + 2))


def unit_lists(*coders):
    return [[v for v in unit if v != "*"] for unit in zip(*coders, strict=True)]


# Published examples. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: A (binary), B (nominal), C
# (nominal, missing values; the data "C" of R's irr::kripp.alpha too). The last is the computational example of the
# encyclopedia article on Krippendorff's alpha: three coders, 15 units, values missing.
PUBLISHED = [
    (("0100000010", "1110010000"), 0.095),
    (("aabbdcccedda", "babbbccceddd"), 0.692),
    (("123321412***", "1233224125*3", "*333234225 1*".replace(" ", ""), "12332441251*"), 0.743),
    (("*****3412113 3*3".replace(" ", ""), "1*213343*******", "**21344*2113 3*4".replace(" ", "")), 0.691),
]


@pytest.mark.parametrize("coders, alpha", PUBLISHED)
def test_alpha_is_that_of_the_literature(coders, alpha):
    assert round(krippendorff(unit_lists(*coders))[0], 3) == alpha


def test_the_coincidence_matrix_counts_pairs_within_units():
    _, matrix = krippendorff([["a", "a"], ["a", "b"], ["a", "b", "b"], ["a"]])
    # aa: 2; ab: 1 + 1; in the unit of three each pair counts half: ab 2 * 1/2 = 1 either way, bb 2 * 1/2 = 1
    assert matrix.loc["a", "a"] == 2 and matrix.loc["a", "b"] == matrix.loc["b", "a"] == 2 and matrix.loc["b", "b"] == 1
    assert matrix.to_numpy().sum() == 2 + 2 + 3


def test_alpha_is_one_where_all_agree_and_undefined_without_variation():
    assert krippendorff([["a", "a"], ["b", "b"]])[0] == 1
    assert np.isnan(krippendorff([["a", "a"], ["a", "a"]])[0]) and np.isnan(krippendorff([["a"], ["b"]])[0])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from([1, 2, 3, None]), min_size=3, max_size=3), min_size=2, max_size=12))
def test_alpha_is_that_of_the_package(units):
    package = pytest.importorskip("krippendorff")
    told = [[v for v in unit if v is not None] for unit in units]
    alpha, _ = krippendorff(told)
    if len({v for unit in told if len(unit) > 1 for v in unit}) < 2:
        assert np.isnan(alpha)
        return
    data = np.array([[np.nan if v is None else v for v in unit] for unit in units], dtype=float).T
    assert alpha == pytest.approx(package.alpha(reliability_data=data, level_of_measurement="nominal"))


STRATA = st.builds(Stratum, st.sampled_from("abcdefghij"), st.booleans())


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(STRATA, st.integers(1, 200), min_size=1), st.integers(1, 300))
def test_allocation_gives_n_counts_and_a_third_of_them_unsure_where_there_are_so_many(sizes, n):
    out = allocate(sizes, n)
    total, unsure = sum(sizes.values()), sum(size for stratum, size in sizes.items() if not stratum.sure)
    assert sum(out.values()) == min(n, total) and all(0 <= out[name] <= sizes[name] for name in sizes)
    drawn = sum(k for stratum, k in out.items() if not stratum.sure)
    assert drawn >= min(unsure, min(n, total) // 3) and drawn >= min(n, total) * unsure / total - 0.5
    for kind in (True, False):
        within = {stratum: k for stratum, k in out.items() if stratum.sure is kind}
        assert not within or sum(within.values()) < len(within) or min(within.values()) >= 1


def test_allocation_is_proportional_within_sure_and_unsure():
    assert proportional({"a": 60, "b": 30, "c": 10}, 10) == {"a": 6, "b": 3, "c": 1}
    assert proportional({"a": 98, "b": 1, "c": 1}, 10) == {"a": 8, "b": 1, "c": 1}
    assert proportional({"a": 5, "b": 3, "c": 1}, 2) == {"a": 1, "b": 1, "c": 0}
    sizes = {Stratum("a", True): 600, Stratum("b", True): 300, Stratum("a", False): 80, Stratum("c", False): 20}
    assert list(allocate(sizes, 90).values()) == [40, 20, 24, 6]  # a tenth is unsure: a third is drawn
    sizes |= {Stratum("c", False): 920}
    assert list(allocate(sizes, 190).values()) == [60, 30, 8, 92]  # more than a third: its share


@given(st.integers(1, 10**6), st.booleans(), st.text(max_size=9), st.integers(0, 10**6))
def test_a_seal_is_opened_at_its_place_alone(size, sure, source, start):
    place = (source, start, start + 2)
    assert unseal(tuple(map(str, place)), seal(place, size, sure)) == (size, sure)
    assert unseal((source, start + 1, start + 2), seal(place, size, sure)) is None


def test_a_sample_shows_counts_in_their_sentence_and_paragraphs_whole(corpus):
    before = corpus.activities.copy()
    table = sample(corpus, n=100)
    pd.testing.assert_frame_equal(corpus.activities, before)
    assert list(table.columns) == list(COLUMNS) and (table[list(CODER)] == "").all(axis=None)
    counts, paragraphs = (table[table["part"] == part] for part in ("count", "paragraph"))
    assert len(counts) == len(corpus.activities)  # fewer than 100: all of them
    row = counts[counts["quantity"] == "30余家"].iloc[0]
    assert row["sentence"] == "委员走访企业【30余家】。" and (row["value"], row["bound"]) == (30, "over")
    second = next(s for s in paragraphs["sentence"] if "培训班" in s)
    assert second.endswith("举办培训班【3期】。又向省政协报送信息【近20条】，开展专题调研【6次】。")
    third = paragraphs[paragraphs["sentence"].str.contains("生产总值")].iloc[0]
    assert "〖5%〗" in third["sentence"] and (third["counted"], third["refused"]) == (3, 1)
    assert not paragraphs["sentence"].str.contains("天气").any()  # no number in it


def test_a_sample_keeps_the_stratum_of_each_count_without_showing_it(mixed):
    table = sample(mixed, n=100)
    counts = table[table["part"] == "count"]
    places = zip(counts["source"], counts["start"], counts["end"], strict=True)
    found = [unseal(place, seal) for place, seal in zip(places, counts["stratum"], strict=True)]
    known = mixed.activities["decided_by"].isin(SURE)
    assert [sure for _, sure in found] == known.tolist() and known.sum() == len(known) - 4
    sizes = mixed.activities.groupby(["category", known]).size()
    assert [size for size, _ in found] == [sizes[key] for key in zip(counts["category"], known, strict=True)]
    shown = table.drop(columns="stratum").astype(str)
    assert not shown.isin([*mixed.activities["decided_by"].unique(), "sure", "unsure"]).any(axis=None)
    assert counts["stratum"].nunique() == len(counts)
    few = sample(mixed, n=6)
    opened = [
        unseal((r["source"], r["start"], r["end"]), r["stratum"])
        for r in few[few["part"] == "count"].to_dict("records")
    ]
    assert sum(not sure for _, sure in opened) == round(6 * 4 / len(known))


def test_the_seed_decides(corpus):
    places = [tuple(sample(corpus, 4, seed).query("part == 'count'")["start"]) for seed in (1, 1, 2, 3, 4)]
    assert places[0] == places[1] and len(set(places)) > 1 and all(len(p) == 4 for p in places)


def test_without_texts_nothing_is_drawn(corpus):
    with pytest.raises(ValueError, match="texts are not here"):
        sample(type(corpus)(**{**vars(corpus), "files": {}}))
    with pytest.raises(ValueError, match="no activity count"):
        sample(type(corpus)(**{**vars(corpus), "activities": corpus.activities.head(0)}))


def test_both_files_read_the_same_and_text_is_no_formula(corpus, tmp_path):
    table = sample(corpus)
    xlsx, csv = write_sheet(table, tmp_path / "new" / "a.v2")
    assert (xlsx.name, csv.name) == ("a.v2.xlsx", "a.v2.csv") and csv.read_bytes().startswith(b"\xef\xbb\xbf")
    a, b = read_sheet(xlsx), read_sheet(csv)
    pd.testing.assert_frame_equal(a, b)
    assert list(a.index) == list(range(2, len(table) + 2)) and a["sentence"].tolist() == table["sentence"].tolist()
    page = openpyxl.load_workbook(xlsx)["review"]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    with pytest.raises(FileExistsError, match="may hold codings"):
        write_sheet(table, tmp_path / "new" / "a.v2.csv")


@pytest.mark.parametrize("encoding, comma", [("utf-8", ";"), ("gb18030", ","), ("utf-16", "\t")])
def test_a_sheet_is_read_as_spreadsheets_save_it(corpus, tmp_path, encoding, comma):
    table = sample(corpus)
    table.to_csv(tmp_path / "a.csv", index=False, encoding=encoding, sep=comma)
    assert read_sheet(tmp_path / "a.csv")["sentence"].tolist() == table["sentence"].tolist()


def test_precision_is_weighted_by_stratum_with_the_interval_of_wilson():
    coded = sheet_of([("meeting", 80, "yes"), ("meeting", 80, "no"), ("study", 20, "是"), ("study", 20, "Yes")])
    table = agreement({"a": coded}).precision.set_index("category")
    assert table["precision"].to_dict() == {
        "meeting": 0.5, "study": 1, "sure": pytest.approx(0.8 * 0.5 + 0.2), "all": pytest.approx(0.8 * 0.5 + 0.2)
    }  # fmt: skip
    assert (table.loc["meeting", "low"], table.loc["meeting", "high"]) == tuple(map(float, wilson(1, 2)))
    effective = 100**2 / (40**2 * 2 + 10**2 * 2)
    assert table.loc["all", "low"] == pytest.approx(float(wilson(0.6 * effective, effective)[0]))
    assert table["stratum_size"].to_dict() == {"meeting": 80, "study": 20, "sure": 100, "all": 100}


def test_sure_and_unsure_counts_have_a_precision_each_and_their_weight_in_all():
    """90 sure meetings, half right, and 10 unsure ones, none right: drawn 2 and 2, and the plain share is not it."""
    rows = [("meeting", 90, "yes"), ("meeting", 90, "no"), ("meeting", -10, "no"), ("meeting", -10, "no")]
    found = agreement({"a": sheet_of([*rows, ("study", -5, "yes")])})
    table = found.precision.set_index("category")
    assert table["stratum_size"].to_dict() == {"meeting": 100, "study": 5, "sure": 90, "unsure": 15, "all": 105}
    assert table["precision"].round(6).to_dict() == {
        "meeting": 0.45, "study": 1, "sure": 0.5, "unsure": round(5 / 15, 6), "all": round(50 / 105, 6)
    }  # fmt: skip
    effective = 15**2 / (5**2 * 3)
    assert table.loc["unsure", "low"] == pytest.approx(float(wilson(effective / 3, effective)[0]))
    for told in ("0.500 (95% interval", "where sure and 0.333", "(sure) apart from the others (unsure)"):
        assert told in found.sentence
    uncoded = agreement({"a": sheet_of([*rows[:2], ("meeting", -10, "")])})
    assert uncoded.precision.set_index("category")["stratum_size"].to_dict() == {
        "meeting": 100, "sure": 90, "unsure": 0, "all": 90
    }  # fmt: skip
    assert "where sure" not in uncoded.sentence and "speaks for 90 of 100 counts" in uncoded.sentence


def test_over_all_samples_the_weighted_precision_is_that_of_the_corpus():
    """Every sample that can be drawn: 2 of 4 meetings (3 right) and the one honour (wrong); the plain share is not it."""
    weighted, plain = [], []
    for pair in combinations(("yes", "yes", "yes", "no"), proportional({"meeting": 4, "honour": 1}, 3)["meeting"]):
        coded = sheet_of([("meeting", 4, right) for right in pair] + [("honour", 1, "no")])
        row = agreement({"a": coded}).precision.iloc[-1]
        weighted.append(row["precision"])
        plain.append(row["right"] / row["coded"])
    assert len(weighted) == 6 and np.mean(weighted) == pytest.approx(3 / 5) and np.mean(plain) == pytest.approx(1 / 2)


def test_equal_weights_give_the_plain_share():
    coded = sheet_of([("meeting", 20, "yes"), ("meeting", 20, "no"), ("study", 10, "yes")])
    row = agreement({"a": coded}).precision.iloc[-1]
    assert (row["precision"], row["low"], row["high"]) == pytest.approx((2 / 3, *map(float, wilson(2, 3))))


def test_cells_tell_a_wrong_cell_from_what_is_no_count():
    rows = [("meeting", 4, "yes"), ("meeting", 4, "no", {"unit_coder": "场"}), ("meeting", 4, "no")]
    rows += [("meeting", 4, "no", {"category_coder": "study", "value_coder": "4"})]
    table = agreement({"a": sheet_of(rows)}).cells.set_index("cell")
    assert table.loc["count", ["coded", "right"]].tolist() == [4, 3]
    assert table.loc["unit", ["coded", "right"]].tolist() == [3, 2] and table.loc["unit", "share"] == 2 / 3
    assert table["right"].to_dict() | {"count": 3, "category": 2, "value": 2, "bound": 3} == table["right"].to_dict()


def test_recall_is_over_paragraphs_whose_counts_hang_together():
    even = agreement({"a": sheet_of([], [(9, 10, 1)] * 4)}).recall.iloc[0]
    clustered = agreement({"a": sheet_of([], [(10, 10, 0)] * 3 + [(6, 10, 4)])}).recall.iloc[0]
    assert even["recall"] == clustered["recall"] == 0.9 and (even["stated"], even["missed"]) == (40, 4)
    assert (even["low"], even["high"]) == pytest.approx(tuple(map(float, wilson(36, 40))))
    # residuals 1, 1, 1, -3 of 40: var = 4/3 * 12 / 1600 = 0.01, so 0.09 / 0.01 = 9 effective counts
    assert (clustered["low"], clustered["high"]) == pytest.approx(tuple(map(float, wilson(8.1, 9))))
    perfect = agreement({"a": sheet_of([], [(5, 5, 0), (2, 2, 0)])}).recall.iloc[0]
    assert (perfect["recall"], perfect["low"]) == (1, pytest.approx(float(wilson(7, 7)[0])))
    assert np.isnan(agreement({"a": sheet_of([], [(5, 5, 0)])}).recall.iloc[0]["low"])


def test_alpha_takes_corrections_and_refusals_as_the_coders_categories():
    a = sheet_of([("meeting", 9, "yes"), ("meeting", 9, "yes"), ("study", 9, "no"), ("study", 9, "yes")])
    b = sheet_of(
        [("meeting", 9, "yes"), ("meeting", 9, "no", {"category_coder": "study"}), ("study", 9, "no"), ("study", 9, "")]
    )
    found = agreement({"a": a, "b": b})
    assert found.alpha.loc[0, ["coders", "counts"]].tolist() == [2, 3]
    assert found.alpha.loc[0, "alpha"] == krippendorff([["m", "m"], ["m", "s"], ["n", "n"]])[0]
    assert list(found.coincidences.index) == ["meeting", "no count", "study"]
    assert f"alpha = {found.alpha.loc[0, 'alpha']:.3f}" in found.sentence


def test_the_sentence_has_the_numbers_and_says_what_is_not_coded():
    coded = sheet_of([("meeting", 40, "yes"), ("meeting", 40, "no")], [(9, 10, 1), (5, 5, 0)])
    found = agreement({"a": coded})
    p, r = found.precision.iloc[-1], found.recall.iloc[0]
    for told in ("2 of 40", "2 whole paragraphs", "1 of 2", "0.500", f"{p['low']:.3f} to {p['high']:.3f}", "14 of 15"):
        assert told in found.sentence
    assert f"{r['recall']:.3f} (95% interval {r['low']:.3f} to {r['high']:.3f})" in found.sentence
    empty = agreement({"a": sheet_of([("meeting", 40, "")], [(9, "", "")])})
    assert empty.sentence.count("not yet coded") == 2 and found.sentence.count(".\n") == 0
    assert (
        len(empty.problems) == 3
        and "agreement between coders not yet coded"
        in agreement({"a": sheet_of([("meeting", 4, "")]), "b": sheet_of([("meeting", 4, "")])}).sentence
    )


def test_the_sentence_gives_the_base_of_each_coder():
    rows = [("meeting", 130, "yes"), ("study", 10, "yes")]
    some = [rows[0], ("study", 10, "")]
    told = agreement({"a": sheet_of(rows), "b": sheet_of(some)}).sentence
    assert "on 2 of 140 activity counts" in told
    assert told.index("which speaks for 140 of 140 counts") < told.index("which speaks for 130 of 140 counts")


@pytest.mark.parametrize(
    "row, column",
    [
        (("meeting", 4, "perhaps"), "right"),
        (("meeting", 4, "yes", {"value_coder": "7"}), "right"),
        (("meeting", 4, "no", {"category_coder": "meetings"}), "category_coder"),
        (("meeting", 4, "no", {"value_coder": "three"}), "value_coder"),
        (("meeting", 4, "no", {"bound_coder": "-"}), "bound_coder"),
        (("meeting", 4, "yes", {"stratum": seal(("a", 0, 2), 4, True)}), "stratum"),  # that of another row
        (("meeting", 4, "yes", {"stratum": "4"}), "stratum"),
        (("meeting", 4, "yes", {"part": "counts"}), "part"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_and_the_rest_kept(row, column):
    found = agreement({"a": sheet_of([("study", 4, "yes"), row])})
    assert found.problems[["sheet", "row", "column"]].to_numpy().tolist() == [["a", 3, column]]
    assert found.precision.set_index("category").loc["study", "right"] == 1
    assert f"a, row 3, column {column}: " in problem_lines(found.problems)[0]


@pytest.mark.parametrize("stated, missed", [("x", 0), (3, 4), (9, 1), (3, -1), (2.5, 0)])
def test_paragraphs_that_do_not_add_up_are_not_used(stated, missed):
    found = agreement({"a": sheet_of([], [(5, 5, 0), (5, stated, missed)])})
    assert found.recall.loc[0, ["coded", "stated"]].tolist() == [1, 5] and found.problems["row"].tolist() == [3]


def test_a_place_twice_and_another_sample_are_told():
    a = sheet_of([("meeting", 4, "yes")])
    twice = agreement({"a": pd.concat([a, a.set_axis([3])])})
    assert twice.precision.iloc[-1]["coded"] == 1 and twice.problems["row"].tolist() == [3]
    other = agreement({"a": a, "b": sheet_of([("meeting", 4, "yes")], source="b")}).problems
    assert "shares no count with a" in other["problem"].iloc[0]
    changed = agreement({"a": a, "b": a.assign(category="study")})
    assert changed.alpha.loc[0, "counts"] == 0 and "1 counts have another" in changed.problems["problem"].iloc[0]


def test_rows_that_a_coder_deleted_are_told():
    whole = sheet_of([("meeting", 4, "yes"), ("study", 4, "no"), ("study", 4, "no")])
    found = agreement({"a": whole, "b": whole.iloc[:1], "c": sheet_of([("meeting", 4, "yes")], source="b")})
    told = found.problems[found.problems["problem"].str.contains("not in this one")]
    assert told["sheet"].tolist() == ["b"] and told["problem"].iloc[0].startswith("2 counts")


def test_sheets_that_are_none_are_told():
    with pytest.raises(ValueError, match="right"):
        agreement({"a": pd.DataFrame({"part": []})})
    found = agreement({"a": sheet_of([("study", 4, "yes")]), "b": pd.DataFrame({"x": [1]})})
    assert found.problems["sheet"].tolist() == ["b"] and len(found.recall) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_cell_of_a_coder_ends_the_run(data):
    cells = st.one_of(st.none(), st.text(max_size=4), st.floats(), st.booleans(), st.sampled_from(["yes", "no", "-"]))
    sheet = sheet_of([("study", 4, "yes"), ("meeting", 4, "no")], [(5, 5, 0)]).astype(object)
    for column in data.draw(st.lists(st.sampled_from(list(COLUMNS)), max_size=4)):
        sheet[column] = pd.Series([data.draw(cells) for _ in sheet.index], index=sheet.index, dtype=object)
    found = agreement({"a": sheet, "b": sheet})
    assert found.sentence.endswith(".") and isinstance(problem_lines(found.problems), list)


def test_the_doubtful_are_listed_by_doubt_as_corrections_that_apply(mixed, tmp_path):
    table = review.doubtful(mixed)
    counts = mixed.activities
    first = [f"category: {how}" for how in ("general", "none", "context", "carried")]
    assert set(first) <= set(table["reason"][:-1]) <= {*first, "category: second reader"}
    assert table["reason"].iloc[-1] == "refused: economy"  # the dates and 两会 are beyond doubt
    at = counts.set_index("start").loc[table["start"][:-1]]
    assert table["expect"].tolist() == [*at["category"], "5%"] and not at["decided_by"].eq("hand").any()
    assert table["sentence"].iloc[-1].endswith("全市生产总值增长5%。") and (table["value"] == "").all()
    # Filled as its columns say, every row applies, and what was confirmed is sure.
    filled = table.assign(value=table["expect"].where(table["column"] == "category", "value=5;unit=%;category=other"))
    (tmp_path / "donghu.txt").write_text(TEXT, encoding="utf-8")
    filled.to_csv(tmp_path / "corrections.csv", index=False, encoding="utf-8-sig")
    mended = load_corpus(tmp_path)
    assert mended.corrections["applied"].tolist() == [True] * 5 and mended.problems.empty  # second_reader may stay
    assert review.doubtful(mended).empty
    assert mended.activities["decided_by"].eq("hand").sum() == 5 and len(mended.activities) == len(counts) + 1


def test_the_command_line_lists_the_doubtful(capsys, tmp_path):
    folder = tmp_path / "c"
    folder.mkdir()
    title = "南湖市政协2022年工作综述\n\n"
    (folder / "a.txt").write_text(f"{title}召开座谈会12次，参加群众300人次。\n", encoding="utf-8")
    status, out, _ = run(capsys, "review", folder, "--doubtful", "--out", tmp_path / "d")
    assert status == 0 and "1 of 2 counts are unsure" in out and "1 category: carried." in out
    written = read_sheet(tmp_path / "d.xlsx")
    assert written["sentence"].tolist() == ["召开座谈会12次，参加群众300人次。"]
    (folder / "a.txt").write_text(f"{title}召开常委会会议4次。\n", encoding="utf-8")
    status, out, _ = run(capsys, "review", folder, "--doubtful", "--out", tmp_path / "none")
    assert status == 0 and "No count is in doubt" in out and not (tmp_path / "none.csv").exists()
    with pytest.raises(SystemExit):
        main(["review", str(folder), "--doubtful", "--sample", "5", "--out", "s"])


def run(capsys, *args):
    status = main([str(a) for a in args])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out, said.err


def test_the_command_line_from_sample_to_sentence(capsys, corpus, tmp_path):
    status, out, err = run(capsys, "review", corpus.folder, "--sample", 6, "--seed", 3, "--out", tmp_path / "s")
    assert status == 0 and "6 of" in out and "seed 3" in out
    status, _, err = run(capsys, "review", corpus.folder, "--out", tmp_path / "s")
    assert status == 2 and "may hold codings" in err
    status, out, err = run(capsys, "agreement", tmp_path / "s.xlsx")
    assert status == 2 and "6 cells not filled, rows 2–7" in out and "nothing is coded yet" in err
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    page = book["review"]
    at = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        if page.cell(row, 1).value == "count":
            page.cell(row, at["right"]).value = "yes"
        else:
            page.cell(row, at["counts_coder"]).value = page.cell(row, at["counted"]).value
            page.cell(row, at["missed_coder"]).value = 0
    book.save(tmp_path / "coder.xlsx")
    book.save(tmp_path / "second.xlsx")
    status, out, err = run(capsys, "agreement", tmp_path / "coder.xlsx", tmp_path / "." / "coder.xlsx")
    assert (status, out) == (2, "") and "coder.xlsx: given twice" in err
    status, out, _ = run(capsys, "agreement", tmp_path / "coder.xlsx", tmp_path / "second.xlsx")
    assert status == 0 and "6 of 6" in out and "recall of 1.000" in out


def test_the_command_line_on_bad_input(capsys, tmp_path):
    (tmp_path / "bad.xlsx").write_text("no workbook")
    (tmp_path / "bad.csv").write_bytes(b"\xff\x00\xfe%PDF")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    for name in ("bad.xlsx", "bad.csv", "empty.csv", "other.csv", "absent.csv", "."):
        status, _, err = run(capsys, "agreement", tmp_path / name)
        assert status == 2 and str(tmp_path) in err
    (tmp_path / "t").mkdir()
    assert run(capsys, "review", tmp_path / "t", "--out", tmp_path / "s")[0] == 2
    assert run(capsys, "review", tmp_path / "none", "--out", tmp_path / "s")[0] == 2
    with pytest.raises(SystemExit):
        main(["review", str(tmp_path), "--out", "s", "--sample", "0"])
