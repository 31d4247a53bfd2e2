"""Slogans on the original pages: counts against a plain search, and how many quoted slogans are found.

Run with `ORIGINALS=folder python -m pytest -s tests/test_slogans_originals.py`; -s prints the figures. The pages were
read while the lexicon was made, so its coverage here is a best case; that of discovery, which knows no list, is not.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis import slogans
from analysis.corpus import reports_of, scan
from analysis.lexicons.slogans import plain
from analysis.slogans.discovery import candidate

HERE = Path(__file__).parent
LEXICON = slogans.load()
MATCHER = slogans.Matcher(LEXICON)

PLAIN = (
    "两个确立 四个意识 四个自信 两个维护 习近平新时代中国特色社会主义思想 中国特色社会主义 专门协商机构 访惠聚 四下基层 高质量发展 "
    "乡村振兴 一带一路 铸牢中华民族共同体意识 中国式现代化 民族团结一家亲 最大同心圆 第一议题 全过程人民民主 大团结大联合 书香政协"
).split()


@pytest.fixture(scope="module")
def reports(originals):
    documents, _ = scan(HERE.parent / "data" / "cities", originals)
    return [report for document in documents for report in reports_of(document)]


@pytest.fixture(scope="module")
def texts(reports):
    """Paragraphs and headings: where slogans are counted."""
    return [s.text for report in reports for s in report.segments if s.kind in ("paragraph", "heading")]


def test_counts_equal_a_plain_search_but_for_other_forms(texts):
    """Each occurrence written as the entry is found by both; every difference is another form, and is printed."""
    found = {slogan: Counter() for slogan in PLAIN}
    for text in texts:
        for m in MATCHER.find(text, nested=True):
            if m.slogan in found:
                found[m.slogan]["".join(text[m.start : m.end].split())] += 1
    for slogan, forms in found.items():
        searched = sum("".join(text.split()).count(slogan) for text in texts)
        assert sum(n for form, n in forms.items() if slogan in form) == searched > 0, slogan
        others = {form: n for form, n in forms.items() if slogan not in form}
        if others:
            print(f"\n{slogan}: {forms.total()} counted, {searched} by a plain search; the others are {others}", end="")


def quoted(texts, wanted):
    """Every place of a wanted phrase between “ and ”: (text, start, end)."""
    for text in texts:
        for m in re.finditer("“([^“”]{2,60})”", text):
            if plain(m[1]) in wanted:
                yield text, m.start(1), m.end(1)


def covered(text, start, end, spans) -> bool:
    """Half of the quoted characters or more lie in slogans."""
    inside = {i for a, b in spans for i in range(max(a, start), min(b, end))}
    marks = [i for i in range(start, end) if plain(text[i])]
    return 2 * sum(i in inside for i in marks) >= len(marks)


def spans_of(phrases):
    """A function from a text to where any of the phrases stand in it."""
    matcher = slogans.Matcher(pd.DataFrame({"slogan": list(phrases), "variants": ""}))
    return lambda text: [(m.start, m.end) for m in matcher.find(text)]


def test_share_of_the_quoted_slogans_that_is_found(reports, texts):
    """Of the phrases in “ ” that a reader judged to be slogans, those the lexicon or discovery without it finds."""
    with (HERE / "data" / "quoted_slogans.csv").open(encoding="utf-8") as lines:
        judged = {plain(row["phrase"]): row["phrase"] for row in csv.DictReader(lines)}
    alone = slogans.recurring_phrases(reports, LEXICON.head(0))
    candidates = {plain(phrase) for phrase in judged.values() if candidate(phrase)}
    ways = {
        "lexicon": lambda text: [(m.start, m.end) for m in MATCHER.find(text)],
        "discovery without a lexicon": spans_of(alone["phrase"]),
    }
    found = {way: set() for way in ways}
    seen = set()
    for text, start, end in quoted(texts, judged):
        key = plain(text[start:end])
        seen.add(key)
        for way, spans in ways.items():
            if covered(text, start, end, spans(text)):
                found[way].add(key)
    found["quotation marks without a lexicon"] = candidates & seen
    assert seen == set(judged), f"not between quotation marks on the pages: {set(judged) - seen}"
    either = set.union(*found.values())
    for way, keys in [*found.items(), ("either", either)]:
        print(f"\n{way}: {len(keys)} of {len(judged)} quoted slogans ({len(keys) / len(judged):.3f})", end="")
    print("\nmissed:", "、".join(judged[key] for key in judged if key not in either))
    all_quoted = {m[1] for text in texts for m in re.finditer("“([^“”]{2,60})”", text)}
    kept = {plain(phrase) for phrase in all_quoted if candidate(phrase)}
    print(
        f"\nof {len(kept)} candidates by quotation marks {len(kept & seen)} are slogans ({len(kept & seen) / len(kept):.3f})"
    )
    assert len(found["lexicon"]) >= 0.8 * len(judged)
    assert len(either) >= 0.9 * len(judged)
    assert len(kept & seen) >= 0.6 * len(kept)
