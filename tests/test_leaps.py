"""A look at the first character changes nothing that a pattern finds."""

import re
from pathlib import Path

import pytest
from checks import assert_none
from hypothesis import given
from hypothesis import strategies as st

from analysis.lexicons import shipped
from analysis.lexicons.leaps import beginnings, leaping

TEXTS = sorted((Path(__file__).parent / "data" / "annotated").glob("*.txt"))[:6]
# Alternatives, sets, repeats, looks around, anchors, what may be empty, groups and flags.
PATTERNS = [
    r"(?:ab|[b-d]a?|\d+)b", r"a*b", r"(?:a|b)*", r"(?<=a)b|c(?!a)", r"^a|b$", r"[^a]b", r".b|a", r"(?P<x>a|bc)|(?P<y>\d)",
    r"(a)\1|b", r"(?i:A)b", r"(?:(?=a)|b)c?a", r"\s?a|-b", r"[\]a-]b|c{2}", r"(?>ab?|c)b", r"a|", r"(?:)b|a",
]  # fmt: skip


def places(pattern, text):
    return [(found.span(), found.lastgroup, found.groups()) for found in re.finditer(pattern, text)]


@given(st.sampled_from(PATTERNS), st.text(alphabet="abcA12 -]", max_size=12))
def test_what_is_found_is_the_same(pattern, text):
    assert places(leaping(pattern), text) == places(pattern, text)


@given(st.sampled_from(PATTERNS), st.text(alphabet="abcA12 -]", max_size=12))
def test_whatever_is_found_begins_as_told(pattern, text):
    told = beginnings(pattern)
    assert told is None or all(found[0][:1] in told for found in re.finditer(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "told"),
    [("(?:ab|[0-9])c", set("a0123456789")), ("(?<=a)b", {"b"}), ("a*b", {"a", "b"})]
    + [(pattern, None) for pattern in (r"\d", "[^a]b", "a*", "(?i)a", "[\u4e00-\u9fff]")],
)
def test_beginnings_are_told_where_they_are_few(pattern, told):
    assert beginnings(pattern) == told


def test_every_fixed_expression_finds_the_same_in_reports():
    text = "\n".join(file.read_text(encoding="utf-8") for file in TEXTS)
    lists = shipped().lists
    place = re.compile(r"\{([a-z_]+)\}")
    plain = {e.name: place.sub(lists._any, e.template) for e in lists.fixed_expressions}
    assert sum(len(places(pattern, text)) for pattern in plain.values()) > 200
    assert_none(name for name, pattern in plain.items() if places(leaping(pattern), text) != places(pattern, text))


@pytest.mark.parametrize("pattern", ["abc", "[ab]c", "ab|cd", "(?:ab|c)d", "a*", "(?:a|)", "[^a]b"])
def test_what_leaps_by_itself_or_cannot_stays_as_it_is(pattern):
    assert leaping(pattern) == pattern


def test_a_look_is_put_before_a_mixed_alternation():
    assert leaping(r"(?:ab|[0-9])c") == r"(?=[0-9a])(?:(?:ab|[0-9])c)"
