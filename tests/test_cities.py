"""The case: its tables are what the original pages give, and the digests state the same counts."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from checks import assert_none

import analysis
from analysis import tables
from analysis.codes import INCLUDED
from analysis.workflow.tabulate import tabulate

DATA = Path(__file__).parents[1] / "data"
ORIGINALS = os.environ.get("ORIGINALS")


@pytest.fixture(scope="module")
def cities():
    return analysis.load_corpus(DATA / "cities")


def test_the_tables_keep_the_contract(cities):
    tables.check_all(cities.tables)
    assert cities.problems.empty and len(cities.reports) == 12
    assert (cities.reports["status"] == INCLUDED).all()


def test_the_manifest_counts_the_rows(cities):
    assert cities.manifest["rows"] == {name: len(table) for name, table in cities.tables.items()}


def test_every_source_is_tied_to_its_bytes(cities):
    digests = {source: about["sha256"] for source, about in cities.manifest["sources"].items()}
    assert dict(zip(cities.reports["source"], cities.reports["sha256"], strict=True)) == digests


def test_the_tables_hold_no_running_text(cities):
    """Phrases are cut at 40 characters, and nothing else is longer than a title or a list of nouns."""
    for name, table in cities.tables.items():
        for column in table.select_dtypes(exclude=["number", "bool"]).columns:
            if column not in ("report", "reports", "source", "sha256", "url"):
                longest = table[column].fillna("").str.split(" / ").explode().str.len().max()
                assert longest <= 60, f"{name}.{column}: {longest} characters"


@pytest.mark.skipif(not ORIGINALS, reason="ORIGINALS is not set: the folder of the original pages")
def test_the_tables_are_what_the_originals_give_byte_for_byte(tmp_path):
    found, manifest, problems = tabulate(DATA / "cities", ORIGINALS)
    assert problems.empty
    tables.write(found, tmp_path, "csv", manifest)
    committed = DATA / "cities" / "tables"
    assert sorted(p.name for p in committed.iterdir()) == sorted(p.name for p in tmp_path.iterdir())
    told = "run: python -m analysis tabulate data/cities --texts $ORIGINALS --out data/cities/tables"
    changed = [
        f for f in tables.SCHEMAS if (tmp_path / f"{f}.csv").read_bytes() != (committed / f"{f}.csv").read_bytes()
    ]
    assert not changed, told
    old, new = (json.loads((folder / "manifest.json").read_text()) for folder in (committed, tmp_path))
    assert old | {"python": ""} == new | {"python": ""}, told


@pytest.mark.skipif(not ORIGINALS, reason="ORIGINALS is not set: the folder of the original pages")
def test_every_place_is_where_the_tables_say(cities):
    corpus = analysis.load_corpus(DATA / "cities", texts=ORIGINALS)
    for table in (corpus.activities, corpus.refusals):
        for row in table.itertuples():
            written = corpus.text(row.source)[row.start : row.end]
            assert "".join(written.split()) == "".join(row.quantity.split())


@pytest.fixture(scope="module")
def digests():
    return analysis.load_corpus(DATA / "digests")


def counts(activities, report, columns):
    rows = activities[activities["report"] == report]
    return Counter(zip(*(rows[column] for column in columns), strict=True))


def test_every_digest_states_the_counts_of_its_report(cities, digests):
    columns = ["value", "bound", "unit"]
    bad = []
    for report in cities.reports["report"]:
        retold, original = (counts(c.activities, report, columns) for c in (digests, cities))
        bad += [f"{report}: {count} is not retold" for count in (original - retold).elements()]
        bad += [f"{report}: {count} is not in the original" for count in (retold - original).elements()]
    assert_none(bad)


def test_what_is_retold_in_other_words_is_nearly_always_of_the_same_kind(cities, digests):
    columns = ["value", "bound", "unit", "category"]
    others = sum(
        (counts(digests.activities, report, columns) - counts(cities.activities, report, columns)).total()
        for report in cities.reports["report"]
    )
    assert others <= 3, f"{others} of {len(cities.activities)} counts are of another category where they are retold"


def test_every_report_of_the_case_is_retold(cities, digests):
    assert set(cities.reports["report"]) == set(digests.reports["report"])
