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


def test_counts_are_read_in_reports_of_other_hands(accuracy):
    least = {"F1": 0.98, "object": 0.93, "action": 0.83, "category": 0.88, "actor": 0.95, "status": 0.97, "record": 0.8}
    assert {k: v for k, v in least.items() if accuracy.loc["all", k] < v} == {}


def test_no_report_is_read_badly(accuracy):
    assert accuracy["F1"].min() > 0.95
    assert accuracy["record"].min() > 0.6
