"""The same tables, byte for byte: whatever Python, locale, order of files, seed of hashes or number of processes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from same_tables import digests

from analysis.corpus.folder import listing
from analysis.workflow.measuring import measure_all
from analysis.workflow.tabulate import tabulate

HERE = Path(__file__).parent
ANNOTATED = HERE / "data" / "annotated"
SOME = ("bailing-2024.txt", "dongpu-2014.txt", "qilu-page-2021.txt", "dongpu-2024.txt")
OLD, NEW = "\U00020089", "\U00031351"  # Han characters of 2001 and of 2022, which Python 3.11 does not know


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("texts")
    for name in SOME:
        shutil.copy(ANNOTATED / name, place)
    return place


@pytest.fixture(scope="module")
def here(folder):
    found = digests(folder)
    assert len(found) == 9
    return found


def test_in_another_locale_and_with_another_seed(folder, here):
    command = [sys.executable, HERE / "same_tables.py", folder]
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env = os.environ | ascii_alone | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(command, env=env, cwd=HERE, capture_output=True, check=True)
    told = [line.split() for line in done.stdout.decode("ascii").splitlines()]
    assert {name: digest for digest, name, _ in told} == here


def test_with_two_processes(folder, here, monkeypatch):
    monkeypatch.setattr(measure_all, "AT_ONCE", 1)
    assert digests(folder, workers=2) == here


def test_in_any_order_of_files(folder, here, monkeypatch):
    asked = []

    def backwards(place):
        asked.append(place)
        return sorted(os.scandir(place), key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr(listing, "os", SimpleNamespace(**vars(os) | {"scandir": backwards}))
    assert digests(folder) == here and asked


def test_a_rare_character_is_read_alike_by_a_python_that_does_not_know_it(tmp_path):
    """Every twelfth character is followed by a rare one, which newer versions of Python know and older ones do not."""
    found = []
    for rare in (OLD, NEW):
        place = tmp_path / f"{ord(rare):x}"
        place.mkdir()
        for name in SOME[:2]:
            text = (ANNOTATED / name).read_text(encoding="utf-8")
            pieces = (text[i : i + 12] for i in range(0, len(text), 12))
            (place / name).write_text(rare.join(pieces), encoding="utf-8")
        tables, _, _ = tabulate(place)
        found.append({name: table.to_csv().replace(rare, OLD) for name, table in tables.items()})
        found[-1].pop("reports")  # the digests of the texts
    assert found[0] == found[1] and found[0]["activities"].count("\n") > 50
