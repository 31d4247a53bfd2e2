"""The word lists that rules name: each stands together, says what it is for, and is read by a rule."""

import csv
from collections import Counter
from itertools import groupby
from pathlib import Path

from analysis.lexicons import SHIPPED
from analysis.lexicons.lists import FILES

CODE = Path(__file__).parents[1] / "analysis"
GOVERNING = ("governing", "motion", "nominal", "pivot")  # the long lists; in the others the order is that of trying


def lists() -> list[tuple[str, list[dict[str, str]]]]:
    """(name, rows) of each run of rows of one list."""
    found = []
    for file, (column, _) in FILES.items():
        with (SHIPPED / f"{file}.csv").open(encoding="utf-8-sig", newline="") as lines:
            found += [(name, list(rows)) for name, rows in groupby(csv.DictReader(lines), key=lambda row: row[column])]
    return found


def test_the_rows_of_a_list_stand_together():
    assert [name for name, runs in Counter(name for name, _ in lists()).items() if runs > 1] == []


def test_the_first_row_of_a_list_says_what_it_is_for():
    assert [name for name, rows in lists() if not rows[0]["note"]] == []


def test_verbs_by_how_they_govern_are_sorted():
    verbs = {name: [row["action"] for row in rows] for name, rows in lists() if name in GOVERNING}
    assert {name: sorted(words) for name, words in verbs.items()} == verbs and set(verbs) == set(GOVERNING)


def test_every_list_is_read():
    readers = [*CODE.rglob("*.py"), SHIPPED / "fixed_expressions.csv"]
    code = "\n".join(file.read_text(encoding="utf-8") for file in readers)
    assert [name for name, _ in lists() if f"{{{name}}}" not in code and f'"{name}"' not in code] == []
