"""Drawing a sample to check by hand: sure and unsure counts by category, and whole paragraphs."""

import hashlib
from typing import Any

import pandas as pd

from ...codes import SURE
from ...evidence import evidence
from ...tables.corpus_tables import Corpus, CorpusError
from .sheets import COLUMNS, FACTS
from .strata import Stratum, allocate, seal

_KEY = ["source", "start", "end"]
_STRATUM = ["category", "sure"]


def sample(corpus: Corpus, n: int = 100, seed: int = 1) -> pd.DataFrame:
    """A sheet to code: n counts, then a paragraph for every five counts, at least five (column part).

    corpus: as load_corpus gives it, with its texts. Counts are drawn within strata, the sure (`decided_by` in
    codes.SURE) and the unsure counts of a category: in proportion to the stratum, at least one where n allows, and at
    least a third unsure if there are that many (`strata.allocate`). The column stratum records, sealed, the stratum of
    a count and its size, for the weights. If n is below the number of strata, some have no row, and the results do not
    cover them. Paragraphs are drawn from those that contain a number, counted or refused, with equal probability. The
    same corpus, n and seed give
    the same sheet on every machine: rows are ranked by a hash of seed and place (permanent random numbers, Ohlsson
    1995, in Cox et al., Business Survey Methods, ch. 9), so a larger n mostly adds rows to a smaller one.
    Columns: analysis.review.sheets.COLUMNS. Raises CorpusError if a text is missing, or nothing was counted.
    """
    if n < 1:
        raise ValueError(f"sample: n is {n}; draw 1 count or more")
    if not corpus.files:
        what = "the texts are not here, and without them no sentence can be shown"
        raise CorpusError(f"{corpus.folder}: {what}; put the texts under texts/, or name their folder")
    if not len(corpus.activities):
        raise CorpusError(f"{corpus.folder}: no activity count to draw from")
    counts = _ranked(corpus.activities.assign(sure=corpus.activities["decided_by"].isin(SURE)), seed)
    strata = {Stratum(str(category), bool(sure)): rows for (category, sure), rows in counts.groupby(_STRATUM)}
    sizes = {stratum: len(rows) for stratum, rows in strata.items()}
    wanted = allocate(sizes, n)
    drawn = pd.concat([rows.head(wanted[stratum]) for stratum, rows in strata.items()]).sort_values(_KEY)
    rows = [*_counts(corpus, drawn, sizes), *_whole(corpus, max(5, n // 5), seed)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object).map(_plain)


def _plain(value: Any) -> Any:
    """A cell as a person would write it: empty for missing, 75 for 75.0."""
    if pd.isna(value):
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _ranked(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Rows in an order by chance that depends on the seed and on where each stands, on nothing else."""
    places = table[_KEY].itertuples(index=False, name=None)
    digests = [hashlib.sha256("\t".join(map(str, (seed, *place))).encode()).hexdigest() for place in places]
    return table.assign(_rank=digests).sort_values("_rank").drop(columns="_rank")


def _counts(corpus: Corpus, drawn: pd.DataFrame, sizes: dict[Stratum, int]) -> list[dict]:
    shown = evidence(corpus, drawn)
    if shown.note:
        raise CorpusError(f"{corpus.folder}: {shown.note}")
    rows = []
    for row, at in zip(drawn.to_dict("records"), shown.table.to_dict("records"), strict=True):
        sentence = f"{at['sentence_before']}【{at['quantity']}】{at['sentence_after']}"
        facts = {c: row[c] for c in ("report", "paragraph", *_KEY, "quantity", *FACTS)}
        facts["repeat"] = "yes" if row["repeat"] else "no"
        size = sizes[Stratum(row["category"], row["sure"])]
        stratum = seal((row["source"], row["start"], row["end"]), size, row["sure"])
        rows.append({"part": "count", **facts, "sentence": sentence, "stratum": stratum})
    return rows


def _whole(corpus: Corpus, n: int, seed: int) -> list[dict]:
    """Paragraphs in full with 【counted】 and 〖refused〗 numbers marked."""
    numbers: dict[str, list[tuple[int, int, bool]]] = {}
    for table, is_count in ((corpus.activities, True), (corpus.refusals, False)):
        for source, start, end in table[_KEY].itertuples(index=False, name=None):
            numbers.setdefault(source, []).append((start, end, is_count))
    rows = []
    for row in _ranked(corpus.paragraphs, seed).to_dict("records"):
        inside = [x for x in numbers.get(row["source"], ()) if row["start"] <= x[0] and x[1] <= row["end"]]
        if inside:
            counted = sum(is_count for *_, is_count in inside)
            shown = _marked(corpus.text(row["source"]), row["start"], row["end"], sorted(inside))
            facts = {c: row[c] for c in ("report", "paragraph", *_KEY)} | {"sentence": shown}
            rows.append({"part": "paragraph", **facts, "counted": counted, "refused": len(inside) - counted})
        if len(rows) == n:
            break
    return sorted(rows, key=lambda row: tuple(row[c] for c in _KEY))


def _marked(text: str, start: int, end: int, numbers: list[tuple[int, int, bool]]) -> str:
    pieces, at = [], start
    for first, last, counted in numbers:
        if first >= at:
            left, right = "【】" if counted else "〖〗"
            pieces += [text[at:first], left, text[first:last], right]
            at = last
    return "".join(line.strip() for line in "".join([*pieces, text[at:end]]).splitlines())
