"""The hints of `data/lexicons/hints.csv`: how many categories they set right, and the table, learnt anew.

    python tests/hints.py             prints what share of the categories is right, set by set, with and without hints
    python tests/hints.py --write     learns from all the counts it may learn from, and writes the table

They are learnt from the sets of tests/data/annotated but 8, the read sets of tests/data/kinds, the sentences of
activity_sentences.csv and the examples of categories.csv. Of these, each set is read with the hints that the others
teach, which says what to expect of a new text; the gate (accuracy.py) reads them with the hints that they taught
themselves. Unread sets and set 8 taught nothing.

A model that can be read: a multinomial logistic regression whose weights are never negative, since a word speaks for a
category or says nothing; with a penalty on their sum and their squares, and whole numbers of tenths. The words are those
of the lexicons, if three texts have them.
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import accuracy
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis import activities, corpus
from analysis.activities.attributes.weighing import most_voted
from analysis.activities.table_rows import place_of
from analysis.corpus.records import Report, Segment
from analysis.lexicons import LEXICONS, SHIPPED, Lexicons, shipped
from analysis.lexicons.hints import ENDING, WITHIN, Hints, Vote, endings

SENTENCES = Path(__file__).parent / "data" / "activity_sentences.csv"
FILE = SHIPPED / "hints.csv"
TEXTS = 3  # that have a word, for it to be learnt
LONGEST = 5
SUM, SQUARES = 0.6, 0.6  # penalties; with less, more rows read no better
STEPS = 250
OPINIONS = ("by_object", "by_sentence", "by_passage", "in_general", "before")  # few, so their sum is not penalised
WORD = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST}}}")


@dataclass(frozen=True)
class Taught:
    """A count: the set and the text it is of, all that is said around it, its category wanted and as the rules have it."""

    set: str
    text: str
    said: frozenset[tuple[str, str]]
    wanted: str
    rules: str


class Recorder(Hints):
    """Hints that say nothing, and note what they are asked."""

    def __init__(self) -> None:
        self.asked: list[frozenset[tuple[str, str]]] = []

    def votes(self, said: Iterable[tuple[str, str]]) -> list[Vote]:
        self.asked.append(frozenset((place, word) for place, text in said for word in words(place, text)))
        return []


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the lexicons, those in the patterns of the rules too."""
    files = [SHIPPED / f"{name}.csv" for name in LEXICONS if name not in ("hints", "slogan_conditions")]
    return frozenset(word for file in files for word in WORD.findall(file.read_text(encoding="utf-8")))


def words(place: str, text: str) -> Iterable[str]:
    """What of the text of a place may be learnt."""
    if place not in WITHIN:
        return endings(text) if place == ENDING else (text,)
    pieces = (text[i : i + n] for i in range(len(text)) for n in range(2, min(LONGEST, len(text) - i) + 1))
    return vocabulary().intersection(pieces)


@cache
def recording() -> tuple[Recorder, Lexicons]:
    """The lexicons with hints that note what they are asked."""
    recorder = Recorder()
    return recorder, replace(shipped(), hints=recorder)


def asked_of(report: Report) -> Iterator[tuple[tuple[int, int], frozenset[tuple[str, str]], str]]:
    """Of each count its place in the source, all that is said around it, and the category by the rules alone."""
    recorder, lexicons = recording()
    recorder.asked.clear()
    for read_ in activities.read(report, lexicons):
        if read_.attributes is not None:
            place = read_.segment.view.span(*place_of(read_.segment, read_.judged.q))
            yield place, recorder.asked.pop(0), read_.attributes.category.code


def of_texts(gold: pd.DataFrame, folder: Path) -> Iterator[Taught]:
    """The annotated counts of texts, as far as they are read."""
    for (name, of_set), expected in gold.groupby(["source", "set"]):
        document = corpus.read_document(folder / str(name))
        found = [
            {"start": start, "end": end, "said": said, "rules": code}
            for report in corpus.reports_of(document)
            for (start, end), said, code in asked_of(report)
        ]
        for want, row in accuracy.paired(expected.to_dict("records"), found):
            yield Taught(str(of_set), str(name), row["said"], want["category"], row["rules"])


def of_sets(unread: bool) -> list[Taught]:
    """The counts of the sets that may be learnt from, or of those that nobody reads."""
    gold = accuracy.annotated()
    taught = list(of_texts(gold[gold["set"].eq(accuracy.UNREAD) == unread], accuracy.FOLDER))
    for folder in sorted(path.parent for path in accuracy.KINDS.glob("*/counts.csv")):
        if folder.name.endswith(accuracy.UNREAD_SETS) == unread:
            counts = pd.read_csv(folder / "counts.csv", keep_default_na=False)
            taught += of_texts(counts.assign(set=folder.name), folder)
    return taught


def of_sentences() -> list[Taught]:
    """The counts of invented sentences and of the examples of rules, whose first count is told."""
    taught = []
    with SENTENCES.open(encoding="utf-8-sig", newline="") as file:
        told = [(row["sentence"], row["heading"], row["expected"].split("|")) for row in csv.DictReader(file)]
    wanted = [(s, h, [count.split(";")[5].strip() for count in counts if count.strip()]) for s, h, counts in told]
    wanted += [(rule.example, "", [rule.category]) for rule in shipped().categories]
    for sentence, heading, categories in wanted:
        segment = Segment("paragraph", sentence, tuple(range(len(sentence))), (heading,) if heading else (), 1)
        counts = list(asked_of(Report("somewhere-2020", "somewhere.txt", 0, 0, (segment,))))
        for (_, said, rules), category in zip(counts, categories, strict=False):
            taught.append(Taught(SENTENCES.stem, sentence, said, category, rules))
    return taught


def learnt(taught: list[Taught]) -> list[tuple[str, str, str, int]]:
    """(place, word, category, weight) that the counts teach, by place and word."""
    texts = defaultdict(set)
    for count in taught:
        for key in count.said:
            texts[key].add(count.text)
    keys = sorted(key for key, of in texts.items() if len(of) >= TEXTS or key[0] in OPINIONS)
    codes = sorted({count.wanted for count in taught})
    at = {key: i for i, key in enumerate(keys)}
    rows = [sorted(at[key] for key in count.said if key in at) for count in taught]
    ends = np.cumsum([0, *map(len, rows)])
    held = csr_array((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), len(keys)))
    wanted = np.array([[count.wanted == code for code in codes] for count in taught], float)
    penalty = np.array([[0.0 if key[0] in OPINIONS else SUM] for key in keys])
    weights = (10 * regression(held, wanted, penalty)).round().astype(int)
    return [(*keys[i], codes[j], int(weights[i, j])) for i, j in np.argwhere(weights)]


def regression(held: csr_array, wanted: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """The weights, a row a word, a column a category: accelerated proximal gradient steps."""
    across = held.T.tocsr()
    spectral = np.ones(held.shape[1])
    for _ in range(30):  # the largest singular value bounds the step
        spectral = across @ (held @ spectral)
        spectral /= np.linalg.norm(spectral)
    bound = 0.5 * np.linalg.norm(held @ spectral) ** 2 + SQUARES
    weights = ahead = np.zeros((held.shape[1], wanted.shape[1]))
    pace = 1.0
    for _ in range(STEPS):
        sums = held @ ahead
        odds = np.exp(sums - sums.max(axis=1, keepdims=True))
        off = odds / odds.sum(axis=1, keepdims=True) - wanted
        before, weights = weights, np.maximum(ahead - (across @ off + SQUARES * ahead + penalty) / bound, 0)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, pace = weights + (pace - 1) / faster * (weights - before), faster
    return weights


def write(rows: list[tuple[str, str, str, int]], file: Path) -> None:
    """The table, for the lexicons to read."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("place", "word", "category", "weight"), *rows])


@cache
def counts_to_learn_from() -> tuple[Taught, ...]:
    """All that may teach: of reports and invented."""
    return (*of_sets(unread=False), *of_sentences())


def lexicons_without(sets: Iterable[str]) -> Lexicons:
    """The lexicons with the hints that all sets but these teach: what to read these with to see how well hints do."""
    left_out = set(sets)
    with TemporaryDirectory() as folder:
        write(learnt([count for count in counts_to_learn_from() if count.set not in left_out]), Path(folder, FILE.name))
        return replace(shipped(), hints=Hints(folder))


def with_hints(taught: list[Taught], rows: list[tuple[str, str, str, int]]) -> list[str]:
    """The categories of counts with the hints of these rows."""
    votes = defaultdict(list)
    for place, word, category, weight in rows:
        votes[place, word].append((category, weight))
    return [most_voted((vote for key in count.said for vote in votes[key]), count.rules) for count in taught]


def shares(taught: list[Taught], categories: list[str]) -> pd.DataFrame:
    """A row a set: counts, and what share of the categories is right, by the rules alone and with hints."""
    right = [(t.set, t.rules == t.wanted, code == t.wanted) for t, code in zip(taught, categories, strict=True)]
    of = pd.DataFrame(right, columns=["set", "rules", "hints"]).groupby("set")
    return of.mean().assign(counts=of.size())[["counts", "rules", "hints"]]


def main(args: list[str]) -> None:
    """Print the shares, or learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"learn anew, and write {FILE.name}")
    told = parser.parse_args(args)
    taught = counts_to_learn_from()
    rows = learnt(list(taught))
    if told.write:
        write(rows, FILE)
        print(f"{FILE}: {len(rows):,} rows, learnt from {len(taught):,} counts")
        return
    left_out = []
    for name in sorted({count.set for count in taught} - {SENTENCES.stem}):
        own, others = ([count for count in taught if (count.set == name) == is_own] for is_own in (True, False))
        left_out.append(shares(own, with_hints(own, learnt(others))))
    unread = of_sets(unread=True)
    print(f"each set with the hints that the others teach\n{pd.concat(left_out).round(3).to_string()}")
    print(f"\nunread\n{shares(unread, with_hints(unread, rows)).round(3).to_string()}")


if __name__ == "__main__":
    main(sys.argv[1:])
