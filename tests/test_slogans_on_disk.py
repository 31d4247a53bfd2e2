"""Recurring phrases of a corpus that is larger than what is in memory at once. All texts are made up."""

import random
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import slogans
from analysis.corpus.records import Report, Segment
from analysis.lexicons import Matcher
from analysis.slogans import found, partition, running_text
from analysis.slogans.buckets import Buckets
from analysis.slogans.partition import Parts
from analysis.slogans.running_text import RunningText

LEXICON = pd.DataFrame({"slogan": ["石榴小院"], "variants": ["石榴籽小院"]})
WORDS = "石榴 小院 协商 共建 的 和 全市 、 , 。 “ ” 《 》 推进 民生 问题 凝聚 共识 平台 渠道 家园 幸福 畅通".split()


def drawn(n_reports, n_words, seed=1):
    """Reports of a paragraph each, of words drawn at random, one after the other."""
    draw = random.Random(seed)
    for n in range(n_reports):
        text = "".join(draw.choices(WORDS, k=n_words))
        yield Report(f"r{n}", f"r{n}.txt", 0, 99, (Segment("paragraph", text, tuple(range(len(text))), (), 1),), {})


@pytest.fixture
def tiny(monkeypatch):
    """So little is in memory at once that small texts are in many parts, and their phrases in many tables."""
    for module, name, n in (
        (partition, "AT_ONCE", 16),
        (partition, "STRIDE", 2),
        (running_text, "AT_ONCE", 50),
        (found, "AT_ONCE", 3),
    ):
        monkeypatch.setattr(module, name, n)


@pytest.mark.parametrize("min_chars", [1, 2, 4, 6])
def test_the_parts_change_nothing(min_chars, tiny, request):
    reports = list(drawn(12, 300))
    phrases, within = slogans.recurring(reports, LEXICON, min_chars=min_chars)
    pieces = list(phrases.tables())
    request.getfixturevalue("monkeypatch").undo()
    phrases_at_once, within_at_once = slogans.recurring(reports, LEXICON, min_chars=min_chars)
    [table] = phrases_at_once.tables()
    assert len(pieces) > 3 and {len(piece) for piece in pieces[:-1]} == {3}
    pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), table)
    assert within.tolist() == within_at_once.tolist()


def test_a_string_is_in_one_part_and_no_part_is_large(tiny):
    text = RunningText(drawn(12, 60), None, Matcher(LEXICON))
    divided, whole = Parts(text, 4), text.excerpt(np.arange(text.size))
    places = divided.places()
    part_of = {}
    for number in range(len(divided)):
        own = places[number]
        for string in whole.strings(whole.places(own), np.full(len(own), 4)):
            assert part_of.setdefault(string, number) == number
    assert sum(len(places[number]) for number in range(len(divided))) > 400
    assert len(divided) > 20 and max(len(places[number]) for number in range(len(divided))) < 60


def test_an_excerpt_has_the_clauses_of_its_places_as_the_text_has_them(tiny):
    text = RunningText(drawn(12, 60), None, Matcher(LEXICON))
    whole = text.excerpt(np.arange(text.size))
    assert text.n_windows > 5 and whole.places(np.arange(text.size)).tolist() == list(range(text.size))
    places = np.arange(0, text.size, 97)
    some = text.excerpt(places)
    own = some.places(places)
    assert 0 < some.size < whole.size
    assert some.places_in_text(own).tolist() == places.tolist()
    assert some.report_of(own).tolist() == whole.report_of(places).tolist()
    for mine, theirs in ((some.symbols, whole.symbols), (some.edges, whole.edges)):
        assert mine[own].tolist() == theirs[places].tolist()
    ends = np.flatnonzero(whole.symbols[: whole.size] == 0)
    rest = ends[np.searchsorted(ends, places)] - places
    assert some.strings(own, rest) == whole.strings(places, rest)


def test_what_is_kept_does_not_grow_with_the_texts():
    """Bytes in memory of what was found, when texts are four times as long."""

    def kept(n_words):
        tracemalloc.start()
        found = slogans.recurring(drawn(4, n_words), LEXICON, min_reports=4)
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(found) == 2  # which is kept until here
        return size

    kept(2000), kept(8000)  # words that are met for the first time are remembered
    few, many = kept(2000), kept(8000)
    assert few > 0 and many < few + 20_000


@settings(deadline=None)
@given(st.integers(1, 300), st.lists(st.lists(st.integers(0, 10**6)), max_size=5))
def test_buckets_give_back_what_was_put_in_by_number(n, batches):
    buckets = Buckets(n, np.int64)
    for batch in batches:
        records = np.array(batch, dtype=np.int64)
        buckets.add(records % n, records)
    everything = [record for batch in batches for record in batch]
    assert len(buckets) == n
    for number in range(n):
        assert buckets[number].tolist() == [record for record in everything if record % n == number]
