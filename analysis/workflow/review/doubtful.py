"""Where an hour of checking by hand pays most: unsure or doubted counts, then numbers refused by judgement."""

import pandas as pd

from ...codes import SURE
from ...evidence import evidence
from ...tables.corpus_tables import Corpus, CorpusError
from ..corrections_csv import COLUMNS as CORRECTIONS
from ..corrections_csv import SECOND_READER
from .second_reader import LEAST, doubt, second_reading

DOUBTED = "second reader"  # why a count is listed that is sure by `decided_by`
# Why a number was refused, where it cannot be read for certain or was a matter of judgement: in annotated reports, one
# in four to one in twelve of the latter is a count after all. Dates, ordinals, slogans and the like are next to none.
JUDGED = ("broken", "reference", "economy", "outcome", "no_measure", "grouping")
COLUMNS = dict.fromkeys(CORRECTIONS, "") | {
    "report": "the report",
    **dict.fromkeys(("start", "end"), "place of the quantity"),
    "quantity": "as written",
    "sentence": "the sentence it stands in",
    "column": "category: check the category of this count; add: this number was not counted. To correct another column "
    "of a count, add a row of its own",
    "value": "category: the right one, even if it is that of `expect`, which makes the count sure. add: the fields of "
    "the count, as value=12;unit=次;object=会议;category=meeting; leave it empty if the number is not a count",
    "expect": "what stands there now; do not change it",
    "reason": f"why it is listed; {DOUBTED}: what is counted tells the category, but the second reader doubts it",
    **{"who": "you", "date": "today"},
    SECOND_READER: "the category that the second reader reads, where it is another one; right in half of the cases or "
    "fewer, so decide by the sentence. It may stay where you save this as corrections.csv, and nothing reads it there",
}
FILLED = ("value", "who", "date")


def doubtful(corpus: Corpus) -> pd.DataFrame:
    """Counts and refused numbers that a person should check first, as rows to fill in for corrections.csv.

    corpus: as load_corpus gives it, with its texts. First the counts whose category is unsure (`decided_by`) or doubted
    by the second reader, in the order of its doubt: those where it reads another category, then the others. Then the
    numbers that were refused for a reason of JUDGED, by place. Counts decided by hand are not listed. Not a sample:
    what is found here says nothing about the other counts. Columns: COLUMNS, with value, who and date empty. Raises
    CorpusError if a text is missing.
    """
    if not corpus.files:
        what = "the texts are not here, and without them no sentence can be shown"
        raise CorpusError(f"{corpus.folder}: {what}; put the texts under texts/, or name their folder")
    refused = corpus.refusals
    rows = [
        _counts(corpus),
        *(_rows(_shown(corpus, refused[refused["reason"] == why]), "add", f"refused: {why}") for why in JUDGED),
    ]
    return pd.concat(rows, ignore_index=True)[list(COLUMNS)]


def holds(sheet: pd.DataFrame, counts: pd.DataFrame) -> str:
    """What a table of `doubtful` lists, in lines for a person. counts: all activities of the corpus."""
    kinds = ", ".join(f"{n} {reason}" for reason, n in sheet["reason"].value_counts(sort=False).items())
    unsure, doubted = (~counts["decided_by"].isin(SURE)).sum(), (sheet["reason"] == f"category: {DOUBTED}").sum()
    others = f", the second reader doubts {doubted} more" if doubted else ""
    told = f"{unsure} of {len(counts):,} counts are unsure{others}. This is no sample: it says nothing of the rest."
    lines = [f"{kinds}.", told]
    if another := (sheet[SECOND_READER] != "").sum():
        lines.append(f"Rows read otherwise by the second reader: {another}, the first ones (column `{SECOND_READER}`).")
    return "\n".join(lines)


def _counts(corpus: Corpus) -> pd.DataFrame:
    counts = _shown(corpus, corpus.activities[corpus.activities["decided_by"] != "hand"])
    reading = second_reading(counts)
    unsure = ~counts["decided_by"].isin(SURE)
    counts = counts.join(reading).assign(why=counts["decided_by"].where(unsure, DOUBTED), doubt=doubt(reading))
    listed = counts[unsure | (counts["probability"] < LEAST)].sort_values("doubt", kind="stable")
    return _rows(listed, "category", "category: " + listed["why"])


def _shown(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """The rows with sentence_before and sentence_after."""
    shown = evidence(corpus, found)
    if shown.note:
        raise CorpusError(f"{corpus.folder}: {shown.note}")
    return found.assign(**{side: shown.table[side] for side in ("sentence_before", "sentence_after")})


def _rows(found: pd.DataFrame, column: str, reason: str | pd.Series) -> pd.DataFrame:
    sentences = found["sentence_before"] + found["quantity"] + found["sentence_after"]
    expect = found["category"] if column == "category" else found["quantity"]
    facts = found[["report", "start", "end", "quantity"]].assign(sentence=sentences, column=column, expect=expect)
    other = found.get(SECOND_READER, "")
    return facts.assign(**{SECOND_READER: other}, value="", reason=reason, who="", date="")
