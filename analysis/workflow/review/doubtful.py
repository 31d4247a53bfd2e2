"""Where an hour of checking by hand pays most: unsure counts, then numbers refused by judgement."""

import pandas as pd

from ...evidence import evidence
from ...tables.corpus_tables import Corpus, CorpusError
from ..corrections_csv import COLUMNS as CORRECTIONS

# Why a count is unsure (`decided_by`), those that a look mends most often first.
UNSURE = ("general", "none", "context", "carried")
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
    "reason": "why it is listed",
    **{"who": "you", "date": "today"},
}
FILLED = ("value", "who", "date")


def doubtful(corpus: Corpus) -> pd.DataFrame:
    """Counts and refused numbers that a person should check first, as rows to fill in for corrections.csv.

    corpus: as load_corpus gives it, with its texts. First the counts whose category is unsure, by `decided_by` in the
    order of UNSURE, then the numbers that were refused for a reason of JUDGED; each by place. Not a sample: what is
    found here says nothing about the other counts. Columns: those of corrections.csv, with value, who and date empty.
    Raises CorpusError if a text is missing.
    """
    if not corpus.files:
        what = "the texts are not here, and without them no sentence can be shown"
        raise CorpusError(f"{corpus.folder}: {what}; put the texts under texts/, or name their folder")
    counts, refused = corpus.activities, corpus.refusals
    rows = [
        *(_rows(corpus, counts[counts["decided_by"] == how], "category", f"category: {how}") for how in UNSURE),
        *(_rows(corpus, refused[refused["reason"] == why], "add", f"refused: {why}") for why in JUDGED),
    ]
    return pd.concat(rows, ignore_index=True)[list(CORRECTIONS)]


def _rows(corpus: Corpus, found: pd.DataFrame, column: str, reason: str) -> pd.DataFrame:
    shown = evidence(corpus, found)
    if shown.note:
        raise CorpusError(f"{corpus.folder}: {shown.note}")
    at = shown.table
    sentences = at["sentence_before"] + at["quantity"] + at["sentence_after"]
    expect = found["category"] if column == "category" else found["quantity"]
    facts = found[["report", "start", "end", "quantity"]].assign(sentence=sentences, column=column, expect=expect)
    return facts.assign(value="", reason=reason, who="", date="")
