"""How well counts are read: reports invented and annotated by people who did not see the rules (accuracy.py)."""

import accuracy
import pandas as pd
import pytest

from analysis import codes


@pytest.fixture(scope="module")
def measured():
    """The tallies of each report, and of each set."""
    reports, sets, _ = accuracy.measure()
    return reports, sets


def test_offsets_of_the_annotation_point_at_its_quantities():
    for name, rows in accuracy.annotated().groupby("source"):
        text = (accuracy.FOLDER / name).read_text(encoding="utf-8")
        assert [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == list(rows["quantity"])


def test_a_second_coder_tells_what_can_be_wanted():
    """Given the quantities, a second person coded 423 of them: no rule can be expected to agree with the first more."""
    second = pd.read_csv(accuracy.FOLDER / "second_coder.csv", keep_default_na=False)
    both = second.merge(
        accuracy.annotated(),
        on=["source", "start", "end", "quantity"],
        validate="one_to_one",
        suffixes=("", "_first"),
    )
    assert len(both) == len(second)
    same = pd.DataFrame(
        {f: [x == y for x, y in zip(both[f], both[f"{f}_first"], strict=True)] for f in accuracy.FIELDS}
    )
    for field in accuracy.PHRASES:
        same[field] = [accuracy.alike(x, y) for x, y in zip(both[field], both[f"{field}_first"], strict=True)]
    shares = same.mean()
    shares["record"] = same[list(accuracy.RECORD)].all(axis=1).mean()
    print("\nsecond coder, 423 counts\n" + shares.round(3).to_string())
    assert shares["category"] > 0.95 and shares["record"] > 0.9


def test_no_committed_figure_has_fallen(measured):
    """Not by a single count: where a fall is meant, `make accuracy-accept` commits it for all to see."""
    fallen = accuracy.falls(measured[1], accuracy.committed())
    assert not fallen, "\n".join(["`make accuracy` shows them side by side", *fallen])


def test_the_names_written_here_are_those_of_the_code():
    assert set(accuracy.BESIDE) <= set(codes.BESIDE_THE_YEAR) and accuracy.SURE == codes.SURE


def test_no_committed_figure_of_a_kind_of_text_has_fallen():
    fallen = accuracy.falls(accuracy.measure_kinds(), accuracy.committed(accuracy.COMMITTED_KINDS))
    assert not fallen, "\n".join(["`make accuracy` shows them side by side", *fallen])


def test_no_acceptance_goes_below_what_was_once_reached(measured):
    """Of all reports together, and of each."""
    least = {
        "F1": 0.98,
        "object": 0.97,
        "action": 0.86,
        "category": 0.93,
        "actor": 0.97,
        "status": 0.99,
        "record": 0.87,
    }
    reports, sets = (accuracy.figures(tallies) for tallies in (measured[0], accuracy.with_all(measured[1])))
    assert {k: v for k, v in least.items() if sets.loc["all", k] < v} == {}
    assert reports["F1"].min() > 0.94
    assert reports["record"].min() > 0.7


def test_the_gate_sees_one_count_less_in_every_column():
    before = accuracy.committed()
    for column in ("met", "right", *accuracy.FIELDS, "record"):
        now = before.copy()
        now.loc[2, column] -= 1
        said = f"set 2: {column}: {now.loc[2, column]} of {now.loc[2, 'counts']} counts, {before.loc[2, column]} were"
        # One that is not met any more, but still read, is also read where no count is.
        assert accuracy.falls(now, before)[0].startswith(said)
        assert accuracy.falls(before, now) == accuracy.falls(before, before) == []


def test_the_gate_sees_one_count_too_many_and_a_set_that_is_gone():
    before = accuracy.committed()
    more = before.assign(read=before["read"] + (before.index == 3))
    assert accuracy.falls(more, before) == ["set 3: read where no count is: 1, 0 were committed"]
    assert accuracy.falls(before.drop(index=3), before) == ["set 3: not measured"]


def test_counts_by_decision_add_up_and_sure_ones_are_right_more_often():
    met = pd.DataFrame(
        {
            "decided_by": ["object", "hand", "context", "none"],
            "category": [True, True, True, False],
            "record": [True, False, False, False],
        }
    )
    table = accuracy.by_decision(met)
    assert table["counts"].to_dict() == {"object": 1, "hand": 1, "context": 1, "none": 1, "sure": 2, "unsure": 2}
    assert table.loc["sure"].tolist() == [2, 1, 0.5] and table.loc["unsure"].tolist() == [2, 0.5, 0]
