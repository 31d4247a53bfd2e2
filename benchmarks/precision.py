"""How often what the list of slogans counts is the slogan: a sample of a corpus, judged by hand.

`python benchmarks/precision.py FOLDER` draws 200 occurrences from all of them (`hits`) and one occurrence each of 100
entries (`entries`, in which rare entries weigh as much as frequent ones), and prints what share of those judged is the
slogan of its entry said as a slogan, with its 95 % interval (Wilson). `precision.csv` holds the judgements: draw,
report, start (character offset into the text), slogan, matched, judged:

- `slogan`: the entry, said as a slogan, a format or a fixed formula;
- `doubtful`: the words of the entry as ordinary words, or in the name of something;
- `other`: another thing of that name, or a piece of another word.

The draw takes the occurrences with the smallest digests, so that a change of the list changes only the part of the
sample that it touches. Occurrences not yet judged are printed with what stands around them, to be judged and written
down without it; the exit status is then 1.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pandas as pd

from analysis.compare import wilson
from analysis.corpus import scan
from analysis.lexicons import shipped
from analysis.workflow.check import dated

JUDGED = Path(__file__).with_name("precision.csv")
KEY = ["draw", "report", "start", "slogan"]
HITS, ENTRIES = 200, 100
AROUND = 25  # characters on each side, printed for the judge


def digest(*parts: object) -> str:
    """A number that orders occurrences at random, the same way every time."""
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()


def drawn(hits: pd.DataFrame) -> pd.DataFrame:
    """Both draws from a table of slogans, one below the other, with a column draw."""
    order = [digest(*row) for row in hits[["report", "start", "matched"]].itertuples(index=False)]
    hits = hits.assign(order=order).sort_values("order")
    one_each = hits.drop_duplicates("slogan")
    one_each = one_each.assign(order=[digest(slogan) for slogan in one_each["slogan"]]).sort_values("order")
    return pd.concat([hits.head(HITS).assign(draw="hits"), one_each.head(ENTRIES).assign(draw="entries")])


def main() -> int:
    """Print the share of each draw, and what is not judged; the exit status."""
    documents, _ = scan(sys.argv[1])
    hits = dated(documents, shipped()).slogans
    sample = drawn(hits).merge(pd.read_csv(JUDGED)[[*KEY, "judged"]], on=KEY, how="left")
    table = pd.crosstab(sample["draw"], sample["judged"]).reindex(columns=["slogan", "doubtful", "other"], fill_value=0)
    n = table.sum(axis=1)
    low, high = wilson(table["slogan"], n)
    print(table.assign(n=n, share=table["slogan"] / n, low=low, high=high).round(3).to_string())
    unjudged = sample[sample["judged"].isna()]
    wanted = set(unjudged["source"])
    texts = {document.source: document.text for document in documents if document.source in wanted}
    for row in unjudged.itertuples():
        text = texts[row.source]
        before, after = text[max(0, row.start - AROUND) : row.start], text[row.end : row.end + AROUND]
        around = f"{before}[{text[row.start : row.end]}]{after}".replace("\n", " ")
        print(f"{row.draw},{row.report},{row.start},{row.slogan},{row.matched},\t{around}")
    return int(len(unjudged) > 0)


if __name__ == "__main__":
    raise SystemExit(main())
