"""The accuracy gate: how well counts are read in annotated reports today, beside the figures that were committed.

    python tests/accuracy.py             prints today's figures of each set; exit status 1 where one has fallen
    python tests/accuracy.py --accept    writes today's figures to accuracy.csv

The reports of tests/data/annotated/ were invented and annotated by people who had not seen the rules (counts.csv).
accuracy.csv holds numbers of counts, a row a set, so that a fall of a single count is seen:

    counts, read     how many were annotated, and how many were read
    met              annotated counts at whose place one was read
    right, record    of these, with value, bound and unit right; with object, category, actor and status right as well
    object … repeat  of those met, with this field right

F1 is 2 · right / (counts + read); the record's is the same of `record`; a field's share is of the counts met.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from analysis import activities, corpus

FOLDER = Path(__file__).parent / "data" / "annotated"
COMMITTED = FOLDER / "accuracy.csv"
# Texts as people have them, a folder a kind, by writers who did not know the rules; their errors have been read since.
# Written here, since this is run on the code of earlier commits, too, which has no such names (data/README.md).
BESIDE = ("increase", "earlier")
SURE = ("object", "hand")
KINDS = FOLDER.parent / "kinds"
UNREAD_SETS = ("_5",)  # how the names of those sets of KINDS end whose errors nobody reads who writes rules
COMMITTED_KINDS = KINDS / "accuracy.csv"
PHRASES = ("object", "action")
FIELDS = (*PHRASES, "category", "actor", "status", "repeat")
RECORD = ("object", "category", "actor", "status")
UNREAD = 8  # the set whose errors nobody who writes rules has read
TALLIES = ("counts", "read", "met", "right", *FIELDS, "record")


def alike(ours: str, theirs: str) -> bool:
    """Whether one phrase is the other, or holds it whole; two characters at least."""
    ours, theirs = (t.translate(str.maketrans("", "", "“”‘’《》\"' \n")) for t in (ours, theirs))
    short, long = sorted((ours, theirs), key=len)
    return ours == theirs or (len(short) >= 2 and short in long)


def annotated() -> pd.DataFrame:
    """The annotated counts, a row a count."""
    return pd.read_csv(FOLDER / "counts.csv", keep_default_na=False)


def paired(wanted: list[dict], found: list[dict]) -> list[tuple[dict, dict]]:
    """Each wanted count that one was found at the place of, with that one: the first that overlaps, each once."""
    left = list(found)
    pairs = []
    for want in wanted:
        row = next((r for r in left if r["start"] < want["end"] and want["start"] < r["end"]), None)
        if row is not None:
            left.remove(row)
            pairs.append((want, row))
    return pairs


def same(want: dict, row: dict) -> dict[str, bool]:
    """What of a count is the same: each field, value with bound and unit (`right`), and all of it (`record`)."""
    fields = {f: alike(row[f], want[f]) if f in PHRASES else row[f] == want[f] for f in FIELDS}
    right = all(row[f] == want[f] for f in ("value", "bound", "unit"))
    return {"right": right, **fields, "record": right and all(fields[f] for f in RECORD)}


def compared(
    name: str, expected: pd.DataFrame, folder: Path = FOLDER, without: tuple[str, ...] = ()
) -> tuple[dict, list[dict]]:
    """The tallies of one report, and of each count met how its category was decided, and whether it and all is right."""
    document = corpus.read_document(folder / name)
    found = [row for report in corpus.reports_of(document) for row in activities.extract(report)[0]]
    found = [row for row in found if row["status"] not in without]
    tally = dict.fromkeys(TALLIES, 0) | {"counts": len(expected), "read": len(found)}
    decided = []
    for want, row in paired(expected.to_dict("records"), found):
        held = same(want, row)
        tally["met"] += 1
        for field, right in held.items():
            tally[field] += right
        decided.append(
            {"decided_by": row.get("decided_by", ""), "category": held["category"], "record": held["record"]}
        )
    return tally, decided


def measure() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """(tallies, a row a report; tallies, a row a set; a row a count met: set, decided_by, category and record right)."""
    gold = annotated()
    tallies, decided = {}, []
    for name, rows in gold.groupby("source"):
        tallies[name], more = compared(name, rows)
        decided += [{"set": rows["set"].iloc[0], **one} for one in more]
    reports = pd.DataFrame(tallies).T
    sets = reports.groupby(gold.groupby("source")["set"].first()).sum()
    return reports, sets.rename_axis("set"), pd.DataFrame(decided)


def measure_kinds() -> pd.DataFrame:
    """Tallies, a row a kind of text.

    Increases and figures of an earlier time, which these annotations leave out, are not taken for reads.
    """
    rows = {}
    for folder in sorted(path.parent for path in KINDS.glob("*/counts.csv")):
        gold = pd.read_csv(folder / "counts.csv", keep_default_na=False)
        tallies = [compared(str(name), expected, folder, BESIDE)[0] for name, expected in gold.groupby("source")]
        rows[folder.name] = pd.DataFrame(tallies).sum()
    return pd.DataFrame(rows).T.rename_axis("set")


def by_decision(met: pd.DataFrame) -> pd.DataFrame:
    """How many counts, and the shares of them with category and with the whole record right, by `decided_by`.

    met: as `measure` gives it. The last rows are the sure counts and the unsure ones together.
    """
    sure = met["decided_by"].isin(SURE).map({True: "sure", False: "unsure"})
    shares = [
        met.groupby(how)[["category", "record"]].mean().assign(counts=met.groupby(how).size())
        for how in (met["decided_by"], sure)
    ]
    return pd.concat(shares)[["counts", "category", "record"]].rename_axis("decided by")


def figures(tallies: pd.DataFrame) -> pd.DataFrame:
    """F1, the share right in each field and the F1 of whole records, of a table of tallies."""
    of = tallies["counts"] + tallies["read"]
    table = pd.DataFrame({"F1": 2 * tallies["right"] / of})
    for field in FIELDS:
        table[field] = tallies[field] / tallies["met"]
    return table.assign(record=2 * tallies["record"] / of)


def with_all(sets: pd.DataFrame) -> pd.DataFrame:
    """The sets with their sum below them."""
    return pd.concat([sets, sets.sum().to_frame("all").T])


def committed(file: Path = COMMITTED) -> pd.DataFrame:
    """The tallies that were accepted last."""
    return pd.read_csv(file, index_col="set")


def falls(now: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    """A line for each tally of a set that is worse than before: fewer counts right, or more read where there is none."""
    lines = [f"set {name}: not measured" for name in before.index.difference(now.index)]
    for name in before.index.intersection(now.index):
        for column in ("met", "right", *FIELDS, "record"):
            a, b = before.loc[name, column], now.loc[name, column]
            if b < a:
                lines.append(f"set {name}: {column}: {b} of {now.loc[name, 'counts']} counts, {a} were committed")
        a, b = (table.loc[name, "read"] - table.loc[name, "met"] for table in (before, now))
        if b > a:
            lines.append(f"set {name}: read where no count is: {b}, {a} were committed")
    return lines


def beside(now: pd.DataFrame, before: pd.DataFrame) -> str:
    """Today's figures of each set and of all, a change since the committed ones in brackets."""
    today, then = figures(with_all(now)), figures(with_all(before)).reindex([*now.index, "all"])
    shown = today.map("{:.3f}".format)
    for column in today:
        change = (today[column] - then[column]).round(4)
        shown[column] += [f" ({c:+.4f})" if abs(c) > 0 else "" for c in change]
    shown.insert(0, "counts", with_all(now)["counts"])
    return shown.rename_axis("set").to_string()


def main(args: list[str]) -> int:
    """Print, and accept if asked to; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="commit today's figures to accuracy.csv")
    accept = parser.parse_args(args).accept
    _, now, met = measure()
    before = committed()
    print(beside(now, before))
    kinds, kinds_before = measure_kinds(), committed(COMMITTED_KINDS)
    print(f"\nby kind of text\n{beside(kinds, kinds_before)}")
    for of, counts in (("all sets", met), (f"set {UNREAD}", met[met["set"] == UNREAD])):
        print(f"\nright by how the category was decided, {of}\n{by_decision(counts).round(3).to_string()}")
    if accept:
        now.to_csv(COMMITTED)
        kinds.to_csv(COMMITTED_KINDS)
        print(f"\nwritten to {COMMITTED.name}")
        return 0
    worse = falls(now, before) + falls(kinds, kinds_before)
    if worse:
        print("\nfallen (make accuracy-accept keeps today's figures, if that is meant)", *worse, sep="\n")
    elif not (now.equals(before) and kinds.equals(kinds_before)):
        print("\nnothing has fallen, something has changed: make accuracy-accept keeps today's figures")
    return bool(worse)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
