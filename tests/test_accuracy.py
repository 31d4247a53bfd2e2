"""How well counts are read: reports invented and annotated by people who did not see the rules.

`pytest tests/test_accuracy.py -s` prints the figures that data/README.md gives.
"""

from pathlib import Path

import pandas as pd
import pytest

from analysis import activities, corpus

FOLDER = Path(__file__).parent / "data" / "annotated"
FIELDS = ("object", "action", "category", "actor", "status", "repeat")
RECORD = ("object", "category", "actor", "status")


def alike(ours: str, theirs: str) -> bool:
    """Whether one phrase is the other, or holds it whole; two characters at least."""
    ours, theirs = (t.translate(str.maketrans("", "", "“”‘’《》\"' \n")) for t in (ours, theirs))
    short, long = sorted((ours, theirs), key=len)
    return ours == theirs or (len(short) >= 2 and short in long)


def compared(name: str, expected: pd.DataFrame) -> dict:
    """Of one report: how many counts there are, were read, read right, and right in each field."""
    document = corpus.read_document(FOLDER / name)
    found = [row for report in corpus.reports_of(document) for row in activities.extract(report)[0]]
    tally = dict.fromkeys(("right", "record", *FIELDS, "met"), 0) | {"counts": len(expected), "read": len(found)}
    for want in expected.to_dict("records"):
        row = next((r for r in found if r["start"] < want["end"] and want["start"] < r["end"]), None)
        if row is None:
            continue
        found.remove(row)
        same = {f: alike(row[f], want[f]) for f in ("object", "action")}
        same |= {f: row[f] == want[f] for f in ("category", "actor", "status", "repeat")}
        right = (row["value"], row["bound"], row["unit"]) == (want["value"], want["bound"], want["unit"])
        tally["met"] += 1
        tally["right"] += right
        tally["record"] += right and all(same[f] for f in RECORD)
        for field, held in same.items():
            tally[field] += held
    return tally


@pytest.fixture(scope="module")
def accuracy() -> pd.DataFrame:
    """A row a report, a set of reports, and one for all: F1 (value, bound, unit), the share right in each field, F1 of whole records."""
    gold = pd.read_csv(FOLDER / "counts.csv", keep_default_na=False)
    reports = pd.DataFrame({name: compared(name, rows) for name, rows in gold.groupby("source")}).T
    sets = reports.groupby("set " + gold.groupby("source")["set"].first().astype(str)).sum()
    tallies = pd.concat([reports, sets])
    tallies.loc["all"] = reports.sum()
    table = pd.DataFrame({"counts": tallies["counts"]})
    table["F1"] = 2 * tallies["right"] / (tallies["counts"] + tallies["read"])
    for field in FIELDS:
        table[field] = tallies[field] / tallies["met"]
    table["record"] = 2 * tallies["record"] / (tallies["counts"] + tallies["read"])
    print("\n" + table.round(3).to_string())
    return table


def test_offsets_of_the_annotation_point_at_its_quantities():
    gold = pd.read_csv(FOLDER / "counts.csv", keep_default_na=False)
    for name, rows in gold.groupby("source"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        assert [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == list(rows["quantity"])


def test_a_second_coder_tells_what_can_be_wanted():
    """Given the quantities, a second person coded 423 of them: no rule can be expected to agree with the first more."""
    first = pd.read_csv(FOLDER / "counts.csv", keep_default_na=False)
    second = pd.read_csv(FOLDER / "second_coder.csv", keep_default_na=False)
    both = second.merge(
        first, on=["source", "start", "end", "quantity"], validate="one_to_one", suffixes=("", "_first")
    )
    assert len(both) == len(second)
    same = pd.DataFrame({f: [x == y for x, y in zip(both[f], both[f"{f}_first"], strict=True)] for f in FIELDS})
    for field in ("object", "action"):
        same[field] = [alike(x, y) for x, y in zip(both[field], both[f"{field}_first"], strict=True)]
    shares = same.mean()
    shares["record"] = same[list(RECORD)].all(axis=1).mean()
    print("\nsecond coder, 423 counts\n" + shares.round(3).to_string())
    assert shares["category"] > 0.95 and shares["record"] > 0.9


def test_counts_are_read_in_reports_of_other_hands(accuracy):
    least = {
        "F1": 0.98,
        "object": 0.97,
        "action": 0.86,
        "category": 0.93,
        "actor": 0.97,
        "status": 0.99,
        "record": 0.87,
    }
    assert {k: v for k, v in least.items() if accuracy.loc["all", k] < v} == {}


def test_no_report_is_read_badly(accuracy):
    assert accuracy["F1"].min() > 0.94
    assert accuracy["record"].min() > 0.7
