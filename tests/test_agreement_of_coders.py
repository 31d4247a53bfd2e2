"""Two coders' counts of the same texts, and how far they agree (agreement_of_coders.py)."""

import math

import accuracy
import agreement_of_coders as coders
import pandas as pd
import pytest

from analysis import codes, corpus

CODED_TWICE = sorted(accuracy.KINDS.glob(f"*/{coders.SECOND}"))


@pytest.mark.parametrize("file", CODED_TWICE, ids=lambda file: file.parent.name)
def test_a_second_coder_marks_quantities_of_the_texts_in_codes_of_the_codebook(file):
    second = coders.coded(file)
    assert list(second) == list(coders.coded(file.with_name("counts.csv")))
    for name, rows in second.groupby("source"):
        text = corpus.read_document(file.parent / str(name)).text
        assert [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == list(rows["quantity"])
        assert rows["start"].is_monotonic_increasing and (rows["end"].shift() <= rows["start"])[1:].all()
    allowed = {"category": codes.CATEGORIES, "actor": codes.ACTORS, "status": codes.STATUSES, "bound": codes.BOUNDS}
    assert {column: set(second[column]) - set(known) for column, known in allowed.items()} == {
        c: set() for c in allowed
    }
    assert (second["value_high"].astype(str) != "").eq(second["bound"] == "range").all()


def test_two_coders_find_nearly_the_same_counts_and_agree_beyond_chance():
    sets = coders.measure()
    assert list(sets.index) == [*(file.parent.name for file in CODED_TWICE), "all"]
    assert sets["places"].min() > 0.9 and sets["kappa"].min() > 0.8
    assert (
        sets.loc["all", ["first", "second", "both"]].tolist()
        == sets.drop("all")[["first", "second", "both"]].sum().tolist()
    )
    assert (sets["kappa"] < sets["category"]).all() and (sets["record"] <= sets["F1"]).all()


def test_kappa():
    """scikit-learn 1.9.1: cohen_kappa_score of the same codes."""
    ours = ["meeting"] * 4 + ["study"] * 3 + ["proposal"] * 3
    theirs = ["meeting"] * 3 + ["study"] * 4 + ["proposal"] * 2 + ["study"]
    assert coders.kappa(ours, theirs) == coders.kappa(theirs, ours) == pytest.approx(0.7014925373134329)
    assert coders.kappa(ours, ours) == 1
    assert math.isnan(coders.kappa(["study"] * 3, ["study"] * 3))


def _counts(*rows):
    columns = [
        "source",
        "start",
        "end",
        "value",
        "bound",
        "unit",
        "action",
        "object",
        "category",
        "actor",
        "status",
        "repeat",
    ]
    return pd.DataFrame(rows, columns=columns)


ONE = ("a.txt", 2, 4, 3, "exact", "次", "召开", "主席会议", "meeting", "city", "done", False)
TWO = ("a.txt", 9, 11, 5, "exact", "件", "立案", "提案", "proposal", "city", "done", False)
THREE = ("b.txt", 2, 4, 7, "over", "场", "开展", "协商会", "consultation", "system", "done", False)


def test_a_coder_agrees_with_himself():
    row = coders.figures(_counts(ONE, TWO, THREE), _counts(ONE, TWO, THREE))
    assert {name: share for name, share in row.items() if name not in ("first", "second", "both")} == dict.fromkeys(
        ["places", "F1", *accuracy.FIELDS, "same", "record", "kappa"], 1.0
    )


def test_figures_by_hand():
    """Of three and two counts both marked two: one has another category, and an object that holds the first's whole."""
    other = (*TWO[:7], "委员提案", "output", *TWO[9:])
    row = coders.figures(_counts(ONE, TWO, THREE), _counts(ONE, other))
    assert (row["first"], row["second"], row["both"]) == (3, 2, 2)
    assert row["places"] == row["F1"] == 4 / 5 and row["object"] == 1
    assert row["category"] == row["same"] == 1 / 2 and row["record"] == 2 / 5
    # Expected by chance: 1/2 · 1/2 for meeting, 1/2 · 0 for the others.
    assert row["kappa"] == pytest.approx((1 / 2 - 1 / 4) / (1 - 1 / 4))
    with pytest.raises(ValueError, match="no count in common"):
        coders.figures(_counts(ONE), _counts(THREE))


def test_texts_that_the_second_did_not_code_are_left_out(tmp_path):
    (tmp_path / "news").mkdir()
    with pytest.raises(FileNotFoundError, match="second_coder"):
        coders.measure(tmp_path)
    _counts(ONE, TWO, THREE).to_csv(tmp_path / "news" / "counts.csv", index=False)
    _counts(THREE).to_csv(tmp_path / "news" / coders.SECOND, index=False)
    table = coders.measure(tmp_path)
    assert table.loc["news", ["first", "second", "both", "F1", "object"]].tolist() == [1, 1, 1, 1, 1]
