"""The second reader of `review --doubtful`: how much of a person's time it saves, and its weights, learnt anew.

    python tests/second_reader.py             prints the tables below
    python tests/second_reader.py --write     learns from all the counts it may learn from, and writes the weights

It learns from the sets of tests/data/annotated and the first three sets of each kind in tests/data/kinds. Left out: each
of these sets is read by a reader that learnt from the others. Unread sets: the fourth of each kind, from which
nothing was learnt, are read by the reader that ships; only sums are printed, since nobody reads their errors.

Of each, the first table says of the counts where the second reader reads another category what share of the rules' is
wrong (wrong), what share its own is right (right), and what share of all the rules' wrong ones these are (found). The
second says how many counts a person must look at to meet half, and four in five, of the wrong categories, and of the
records with anything wrong or that are no count: in the second reader's order, by `decided_by` (its order before
there was a second reader; alike ones as chance has it), and at random. Needs scikit-learn.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import accuracy
import hints
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis import activities, corpus
from analysis.codes import CATEGORIES
from analysis.evidence.quote import in_sentence
from analysis.lexicons import Lexicons
from analysis.workflow.review.second_reader import LEAST, SIZE, STEP, WEIGHTS, doubt, features, second_reading

FOLDS = 5  # of sets: each is read with the hints that the sets of the other four teach
STRENGTH = 0.3  # C of the regression: of .03, .1, .3 and 1 the largest whose weights a byte holds; 1 reads no better
BEFORE = ("general", "none", "weighed", "context", "carried", "object")  # the order of doubt without a second reader
SHARES = (0.5, 0.8)


def read(
    name: str, expected: pd.DataFrame, folder: Path, without: tuple[str, ...], lexicons: Lexicons | None = None
) -> list[dict]:
    """Every count read in a report with its sentence, and `wanted`, its annotated category ("": it is no count)."""
    document = corpus.read_document(folder / name)
    out = []
    for report in corpus.reports_of(document):
        spans = {s.paragraph: s.span(0, len(s.text)) for s in report.segments if s.paragraph}
        for row in activities.extract(report, lexicons)[0]:
            sides = in_sentence(document.text, row["start"], row["end"], spans.get(row["paragraph"]))
            row |= dict(zip(("sentence_before", "sentence_after"), sides, strict=True))
            out += [row | {"wanted": "", "right": False}] if row["status"] not in without else []
    for want, row in accuracy.paired(expected.to_dict("records"), out):
        row |= {"wanted": want["category"], "right": accuracy.same(want, row)["record"]}
    return out


def of_kinds(unread: bool, lexicons: Mapping[str, Lexicons]) -> pd.DataFrame:
    """The counts read in the read or the unread sets of the kinds of text, with `set`; lexicons: by set, if its own."""
    rows = []
    for folder in sorted(path.parent for path in accuracy.KINDS.glob("*/counts.csv")):
        if folder.name.endswith(accuracy.UNREAD_SETS) == unread:
            gold = pd.read_csv(folder / "counts.csv", keep_default_na=False)
            for name, expected in gold.groupby("source"):
                counts = read(str(name), expected, folder, accuracy.BESIDE, lexicons.get(folder.name))
                rows += [{"set": folder.name, **row} for row in counts]
    return pd.DataFrame(rows)


def without_own_hints() -> dict[str, Lexicons]:
    """By set lexicons whose hints it did not teach, so that its errors are as frequent as in a new report."""
    sets = sorted({count.set for count in hints.counts_to_learn_from()} - {hints.SENTENCES.stem})
    parts = [sets[i::FOLDS] for i in range(FOLDS)]
    return {name: lexicons for part in parts for lexicons in [hints.lexicons_without(part)] for name in part}


def to_learn_from() -> pd.DataFrame:
    """The counts read in all sets it may learn from, with `set`."""
    rows, lexicons = [], without_own_hints()
    for name, expected in accuracy.annotated().groupby("source"):
        number = str(expected["set"].iloc[0])
        rows += [{"set": number, **row} for row in read(str(name), expected, accuracy.FOLDER, (), lexicons.get(number))]
    return pd.concat([pd.DataFrame(rows), of_kinds(unread=False, lexicons=lexicons)], ignore_index=True)


def matrix(counts: pd.DataFrame) -> csr_array:
    """A row a count, a column a feature; 1 where the count has it."""
    held = features(counts)
    ends = np.cumsum([0, *map(len, held)])
    return csr_array((np.ones(ends[-1]), np.concatenate(held), ends), shape=(len(counts), SIZE))


def learnt(held: csr_array, wanted: pd.Series) -> np.ndarray:
    """The weights, in STEPs as the file has them, that counts with these features and categories teach."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=500).fit(held, wanted)
    weights = pd.DataFrame(model.coef_.T, columns=model.classes_).reindex(columns=CATEGORIES, fill_value=-2.0)
    return (weights / STEP).round().clip(-128, 127).to_numpy(np.int8)


def left_out(counts: pd.DataFrame) -> pd.DataFrame:
    """`second_reading` of each set by a reader that learnt from the others."""
    held, is_count = matrix(counts), counts["wanted"].ne("")
    out = []
    for name in counts["set"].unique():
        own = counts["set"].eq(name)
        others = (is_count & ~own).to_numpy()
        out.append(second_reading(counts[own], learnt(held[others], counts["wanted"][others])))
    return pd.concat(out).loc[counts.index]


def disagreements(counts: pd.DataFrame, reading: pd.DataFrame) -> pd.DataFrame:
    """What it is worth that the second reader reads another category, of all counts, the sure and the unsure ones.

    counts: with wanted, category and decided_by; only those that are counts are looked at. reading: of these counts.
    """
    table = counts.join(reading)[counts["wanted"].ne("")]
    table = table.assign(
        wrong=table["category"].ne(table["wanted"]),
        right=table["second_reader"].eq(table["wanted"]),
        kind=np.where(table["decided_by"].isin(accuracy.SURE), "sure", "unsure"),
    )
    rows = {}
    for name, part in [("all", table), *table.groupby("kind")]:
        other = part[part["second_reader"].ne("")]
        rows[name] = {
            "counts": len(part),
            "wrong_in_all": part["wrong"].sum(),
            "another": len(other),
            "wrong": other["wrong"].mean(),
            "right": other["right"].mean(),
            "found": other["wrong"].sum() / part["wrong"].sum(),
        }
    return pd.DataFrame(rows).T


def looked_at(rank: pd.Series, wrong: pd.Series, share: float) -> float:
    """How many counts must be looked at, the lowest rank first, to meet a share of those that are wrong.

    Those of one rank stand in an order by chance: of n, w of them wrong, the k-th wrong is met after k(n + 1)/(w + 1).
    Raises ValueError if none is wrong.
    """
    if not wrong.any():
        raise ValueError("looked_at: nothing is wrong in these counts")
    ranks = wrong.groupby(rank, dropna=False).agg(["size", "sum"])
    wanted, seen = np.ceil(share * wrong.sum()), 0
    for n, w in ranks.itertuples(index=False):
        if w >= wanted:
            break
        seen, wanted = seen + n, wanted - w
    return float(seen + wanted * (n + 1) / (w + 1))


def hours(counts: pd.DataFrame, reading: pd.DataFrame) -> pd.DataFrame:
    """How many counts must be looked at in each order, for each of SHARES of the wrong categories and wrong records."""
    is_count = counts["wanted"].ne("")
    wrong = {"category": counts["category"].ne(counts["wanted"])[is_count], "record": ~counts["right"]}
    orders = {
        "second reader": doubt(reading),
        "decided_by": counts["decided_by"].map(BEFORE.index),
        "at random": pd.Series(0, counts.index),
    }
    columns = {f"{what} {share:.0%}": (of, share) for what, of in wrong.items() for share in SHARES}
    return pd.DataFrame(
        {
            column: [looked_at(rank[of.index], of, share) for rank in orders.values()]
            for column, (of, share) in columns.items()
        },
        index=list(orders),
    ).round()


def listed(counts: pd.DataFrame, reading: pd.DataFrame) -> str:
    """How many of the counts `review --doubtful` lists because of either reader, and what they hold."""
    table = counts[counts["wanted"].ne("")]
    wrong = table["category"].ne(table["wanted"])
    doubted = reading["probability"][table.index] < LEAST
    unsure = ~table["decided_by"].isin(accuracy.SURE)
    told = [
        f"{what}: {int(of.sum()):,} of {len(of):,} counts hold {wrong[of].sum() / wrong.sum():.0%} of the wrong categories"
        for what, of in {"unsure": unsure, "doubted": doubted, "either": unsure | doubted}.items()
    ]
    return "; ".join(told)


def main(args: list[str]) -> None:
    """Print the tables, or learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"learn anew, and write {WEIGHTS.name}")
    counts = to_learn_from()
    if parser.parse_args(args).write:
        taught = counts[counts["wanted"].ne("")]
        np.save(WEIGHTS, learnt(matrix(taught), taught["wanted"]), allow_pickle=False)
        print(f"{WEIGHTS}: learnt from {len(taught):,} counts")
        return
    second = of_kinds(unread=True, lexicons={})
    for title, of, reading in (
        ("Left out", counts, left_out(counts)),
        ("Unread sets", second, second_reading(second)),
    ):
        print(f"{title}\n{disagreements(of, reading).round(3).to_string()}\n\n{hours(of, reading).to_string()}")
        print(f"\n{listed(of, reading)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
