"""README.zh.md says what README.md says: the same parts, commands, numbers and links, in the same order."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"\]\(([^)]+)\)")
_NAME = re.compile(r"`([^`\n]+)`")
_SECTION = re.compile(r"^## .*$", re.MULTILINE)


@pytest.fixture(scope="module")
def pages():
    return [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]


def code(text):
    """The lines of commands and code, without their comments."""
    lines = [line for line in text.splitlines() if line.startswith("    ")]
    return [line.partition(" #")[0].strip() for line in lines]


def rows(text):
    """The numbers of each row of a table; those of the first column name a row."""
    found = [line.split("|")[2:-1] for line in text.splitlines() if line.startswith("| ")]
    return [sorted(_NUMBER.findall(" ".join(row))) for row in found]  # sorted: the languages order them differently


@pytest.mark.parametrize("part", [code, rows, lambda t: sorted(set(_LINK.findall(t)) - {"README.zh.md", "README.md"})])
def test_both_have_the_same(part, pages):
    english, chinese = map(part, pages)
    assert english and english == chinese


def test_both_have_the_same_sections_with_the_same_names_of_files_and_commands(pages):
    english, chinese = map(_SECTION.split, pages)
    assert len(english) == len(chinese)
    for one, other in zip(english, chinese, strict=True):
        assert set(_NAME.findall(one)) == set(_NAME.findall(other))


def test_each_leads_to_the_other(pages):
    assert "README.zh.md" in _LINK.findall(pages[0]) and "README.md" in _LINK.findall(pages[1])
