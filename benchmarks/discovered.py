"""How many of the first fifty phrases that discovery finds, and the lexicon lacks, are formulas.

    python benchmarks/discovered.py FOLDER             # all reports of a corpus folder
    python benchmarks/discovered.py FOLDER 11 22       # of the reports in order the 12th and every 22nd after it
    python benchmarks/discovered.py FOLDER 3 11 --half 1   # the same of every second city alone, from the second on
    python benchmarks/discovered.py FOLDER --texts T   # where the texts lie elsewhere

Judged is in `discovered.csv`, twice by whoever judged a phrase first: whether it professes something in a fixed wording
(yes), or is a term, a list of things or a piece (no). Of near-variants the best-ranked counts. A phrase that is not in
that file is named and counts as none.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis import slogans
from analysis.corpus import reports_of, scan
from analysis.lexicons import shipped

FIRST = 50
JUDGED = Path(__file__).with_name("discovered.csv")


def first_phrases(folder: str, texts: str | None, start: int, step: int, half: int | None) -> list[str]:
    """The first new phrases of some reports of a folder."""
    documents, _ = scan(Path(folder), texts)
    if half is not None:
        cities = sorted({document.rows[0]["city"] for document in documents})[half::2]
        documents = [document for document in documents if document.rows[0]["city"] in cities]
    reports = [report for i in range(start, len(documents), step) for report in reports_of(documents[i])]
    lexicon = shipped().slogans
    found = slogans.recurring_phrases(reports, lexicon)
    ranked = slogans.discovery(found, pd.DataFrame({"report": [report.report for report in reports]}), lexicon)
    new = ranked[ranked["slogan"].eq("")].drop_duplicates("group")
    print(
        f"{len(reports)} reports, {len(found)} phrases, {len(new)} that the lexicon lacks and no other is a variant of"
    )
    return new["phrase"].head(FIRST).tolist()


def main() -> None:
    """Print the share of formulas by each judgement and by both."""
    given = argparse.ArgumentParser()
    given.add_argument("folder")
    given.add_argument("start", nargs="?", type=int, default=0)
    given.add_argument("step", nargs="?", type=int, default=1)
    given.add_argument("--half", type=int, choices=(0, 1))
    given.add_argument("--texts")
    asked = given.parse_args()
    phrases = first_phrases(asked.folder, asked.texts, asked.start, asked.step, asked.half)
    judged = pd.read_csv(JUDGED).set_index("phrase").reindex(phrases)
    yes = judged.eq("yes")
    print(f"formulas of the first {len(phrases)}: {yes['first'].sum()} by the first judgement, ", end="")
    print(f"{yes['second'].sum()} by the second, {yes.all(axis=1).sum()} by both")
    print("not judged:", "; ".join(judged.index[judged["first"].isna()]) or "none")


if __name__ == "__main__":
    main()
