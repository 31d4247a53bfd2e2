"""The data folder: every file and column is in the codebook, and every lexicon is valid and in its order."""

import csv
import re
from collections import Counter
from fnmatch import fnmatch
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from checks import assert_each, assert_none

from analysis.codes import ACTORS, BOUNDS, CATEGORIES, REASONS, STATUSES, THEMES
from analysis.corpus import scan
from analysis.lexicons import LEXICONS, load_lexicons
from analysis.lexicons.categories import RANKS
from analysis.tables import SCHEMAS
from analysis.tokens import stopwords

DATA = Path(__file__).parents[1] / "data"
FILES = sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file() and not p.name.startswith("."))
TABLES = [f for f in FILES if f.endswith(".csv")]


def sections():
    """Files (patterns) of each section of the codebook -> its text."""
    parts = re.split(r"^(?=#{1,3} )", (DATA / "README.md").read_text(encoding="utf-8"), flags=re.M)
    found = {}
    for part in parts:
        heading = part.partition("\n")[0]
        if heading.startswith("### "):
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", heading), part)
    return found


def documented(section):
    """The columns that the first table of a section describes, but those that may be absent; a row may tell several."""
    lines = [line for line in section.splitlines() if line.startswith("|") or not line.strip()]
    first = next(list(g) for table, g in groupby(lines, key=lambda line: line.startswith("|")) if table)
    return [
        name.strip(" `") for row in first[2:] if "may be absent" not in row for name in row.split("|")[1].split(",")
    ]


def header(file):
    with (DATA / file).open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines))


def rows(name):
    with (DATA / "lexicons" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(line for line in lines if not line.startswith("#"))]


def test_there_are_tables_to_look_at():
    assert len(TABLES) >= 17 and {f"cities/tables/{name}.csv" for name in SCHEMAS} <= set(TABLES)


def test_the_codebook_describes_every_file_and_nothing_that_is_gone():
    said = sections()
    there = [f for f in FILES if f != "README.md"]
    assert_none(f"describe {f} in data/README.md" for f in there if not any(fnmatch(f, pattern) for pattern in said))
    gone = [p for p in said if "." in p and not any(fnmatch(file, p) for file in FILES)]
    assert_none(f"{pattern} is in data/README.md, but not in data/" for pattern in gone)


def test_the_codebook_describes_the_columns_that_are_there():
    said = sections()
    assert_each(lambda file: sorted(documented(said[file])), [(file, sorted(header(file))) for file in TABLES])


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("cities/tables/activities.csv", [*CATEGORIES, *ACTORS, *BOUNDS, *STATUSES]),
        ("cities/tables/refusals.csv", REASONS),
        ("lexicons/categories.csv", RANKS),
        ("lexicons/themes.csv", THEMES),
    ],
)
def test_the_codebook_names_every_code(file, values):
    said = set(re.findall(r"[a-z_]+", sections()[file]))
    assert set(values) <= said, f"not described: {sorted(set(values) - said)}"


def test_every_lexicon_is_valid():
    load_lexicons()
    assert len(stopwords()) > 100
    assert {f"lexicons/{name}.csv" for name in (*LEXICONS, "stopwords")} == {f for f in TABLES if "lexicons" in f}


def test_a_spreadsheet_shows_the_chinese_of_every_lexicon():
    files = sorted((DATA / "lexicons").glob("*.csv"))
    assert [f.name for f in files if not f.read_bytes().startswith(b"\xef\xbb\xbf") or b"\r" in f.read_bytes()] == []


ORDER = {
    "slogans": lambda r: (r["family"], r["slogan"]),
    "measures": lambda r: (r["kind"], r["measure"]),
    "themes": lambda r: (THEMES.index(r["theme"]), -float(r["weight"]), r["term"]),
}


def test_a_lexicon_is_sorted_and_holds_nothing_twice():
    assert_none(
        f"{name}.csv: {b} is out of order behind {a}"
        for name, key in ORDER.items()
        for a, b in pairwise(map(key, rows(name)))
        if a >= b
    )


@pytest.mark.parametrize("name", ["words", "stopwords"])
def test_a_word_list_is_grouped_and_holds_nothing_twice(name):
    groups = [key for key, _ in groupby(rows(name), key=lambda r: re.match(r"\w+", r["note"])[0])]
    assert [g for g, n in Counter(groups).items() if n > 1] == []
    assert [w for w, n in Counter(r["word"] for r in rows(name)).items() if n > 1] == []


def test_the_ranks_of_the_category_rules_follow_each_other():
    ranks = [RANKS.index(row["rank"]) for row in rows("categories")]
    assert ranks == sorted(ranks)
    assert all(row["sentence"] for row in rows("categories") if row["rank"] == "context")


def test_files_are_utf_8_with_plain_line_ends():
    def well_formed(file):
        data = (DATA / file).read_bytes()
        return b"\r" not in data and data.endswith(b"\n") and "\ufffd" not in data.decode("utf-8")

    assert_each(well_formed, [(file, True) for file in FILES if "tables/" not in file and ".parquet" not in file])


def test_the_digests_have_no_problems():
    documents, problems = scan(DATA / "digests")
    assert problems.empty and len(documents) == 12
