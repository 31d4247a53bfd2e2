"""A second reader of categories, which decides nothing: where it doubts what the rules read, a look pays most.

A linear model (multinomial logistic regression) on the characters around a number, of its object and of its verb, with
the rules' answer among its features. It learnt from the annotated counts of tests/data, and `python
tests/second_reader.py --write` has it learn anew and writes its weights into second_reader.npy. They are whole numbers,
so that it reads alike on every machine.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from ...codes import CATEGORIES
from ...corpus.lines import narrow
from ...corpus.script import simplify

WEIGHTS = Path(__file__).with_name("second_reader.npy")
SIZE = 2**13  # features, of which each n-gram is one by its checksum; twice as many read no better
STEP = 1 / 64  # what 1 in the file weighs
LEAST = 0.7  # a category less likely than this is doubted; in sets left out, one in seven just below it was wrong
NEAR = 12  # characters next to the number, which say more than the rest of its sentence
_DIGITS = re.compile(r"\d+")


def second_reading(counts: pd.DataFrame, weights: np.ndarray | None = None) -> pd.DataFrame:
    """What the second reader says of counts, with their index.

    counts: the columns object, action, unit, category and decided_by of `activities`, and sentence_before and
    sentence_after of `evidence`. weights: a row a feature, a column a code of codes.CATEGORIES, whole numbers of STEPs;
    by default those that were learnt. second_reader: the category it reads, "" where that is the rules'. probability (0
    to 1): how likely it takes the rules' category to be. Of a category that is no code (x_…) it says nothing: "" and
    missing. Raises KeyError for a column that is missing.
    """
    learnt = (_shipped() if weights is None else weights).astype(np.int32)
    steps = np.array([learnt[at].sum(axis=0) for at in features(counts)]).reshape(-1, len(CATEGORIES))
    odds = np.exp((steps - steps.max(axis=1, keepdims=True)) * STEP)
    rules = pd.Index(CATEGORIES).get_indexer(pd.Index(counts["category"]))
    probability = np.where(rules >= 0, odds[np.arange(len(odds)), rules] / odds.sum(axis=1), np.nan)
    best = steps.argmax(axis=1)
    read = np.where((rules < 0) | (rules == best), "", np.array(CATEGORIES)[best])
    return pd.DataFrame({"second_reader": read.astype(object), "probability": probability}, index=counts.index)


def doubt(reading: pd.DataFrame) -> pd.Series:
    """The order in which to look at counts, the lowest first; missing where the second reader says nothing.

    First those where it reads another category, then the others; in both, the less likely before the likelier.
    """
    return reading["probability"] + reading["second_reader"].eq("")


def features(counts: pd.DataFrame) -> list[np.ndarray]:
    """The features that each count has, sorted, as numbers from 0 to SIZE - 1; counts as for `second_reading`."""
    return [
        np.unique([zlib.crc32(feature.encode()) % SIZE for feature in _features(row)])
        for row in counts.to_dict("records")
    ]


@cache
def _shipped() -> np.ndarray:
    return np.load(WEIGHTS, allow_pickle=False)


def _features(count: dict) -> Iterator[str]:
    before, after = (_DIGITS.sub("0", narrow(simplify(count[side]))) for side in ("sentence_before", "sentence_after"))
    yield "any"  # every count has this one: how frequent a category is
    yield from _grams("before", before[-NEAR:], 1, 3)
    yield from _grams("after", after[:NEAR], 1, 3)
    yield from _grams("sentence", f"{before}#{after}", 2, 2)
    yield from _grams("object", f"^{count['object']}$", 1, 3)
    yield from _grams("action", f"^{count['action']}$", 1, 3)
    yield f"unit {count['unit']}"
    rules = count["category"], count["decided_by"]
    yield from (f"category {rules[0]}", f"decided_by {rules[1]}", f"both {' '.join(rules)}")


def _grams(place: str, text: str, shortest: int, longest: int) -> Iterator[str]:
    for n in range(shortest, longest + 1):
        for i in range(len(text) - n + 1):
            yield f"{place} {text[i : i + n]}"
