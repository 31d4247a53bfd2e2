"""Precision, recall and agreement of coders, from coded review sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ...compare.statistics import wilson
from ...compare.statistics.alpha import krippendorff
from .coded import PROBLEM_COLUMNS, read_codes
from .sheets import FACTS

ALL = "all"
KINDS = {True: "sure", False: "unsure"}  # rows of precision, as ALL is; no category has these names
_TOGETHER = (*KINDS.values(), ALL)
_STRATUM = ["category", "sure"]


@dataclass(frozen=True)
class Agreement:
    """Results of coded sheets; shares are 0 to 1, low and high a 95% interval, missing where nothing is coded.

    precision: sheet, category (then `sure`, `unsure` and `all` of them), stratum_size (counts in the corpus that it
    represents), drawn, coded, right, precision, low, high; a count is right only if all of it is, so this is the
    strictest measure. A count is sure if its category was found from what is counted, or set by a person (`decided_by`
    in codes.SURE). cells: sheet, cell (`count`: whether it is an activity count at all; then each of its columns, for
    those that are), coded, right, share, low, high; weighted like `all`. recall: sheet, drawn (paragraphs), coded,
    stated, missed, recall, low, high. alpha: sheets, coders, counts (coded by two or more), agreement (share of pairs
    of codings that agree), alpha. coincidences: the matrix behind it. problems: sheet, row, column, problem,
    what_to_do. sentence: for the methods section of a paper.
    """

    precision: pd.DataFrame = field(repr=False)
    cells: pd.DataFrame = field(repr=False)
    recall: pd.DataFrame = field(repr=False)
    alpha: pd.DataFrame = field(repr=False)
    coincidences: pd.DataFrame = field(repr=False)
    problems: pd.DataFrame = field(repr=False)
    sentence: str


def agreement(sheets: Mapping[str, pd.DataFrame]) -> Agreement:
    """Evaluate coded sheets, each coder's separately, and the coders against each other.

    sheets: name -> sheet, as sample gives it and read_sheet reads it; not modified. Two sheets of the same sample give
    alpha; the coders saw the computed category, so it is an upper bound for coders who did not.
    Each coded row is weighted by the counts of its stratum (category, sure or not) in the corpus / its coded rows;
    strata without any are excluded from `sure`, `unsure` and `all`. The interval is Wilson's with Kish's effective
    sample size (sum w)^2 / sum w^2 (Kish 1965, Survey Sampling, 11.7; Franco et al. 2019, J. Survey Statistics and
    Methodology 7:334-364), which falls as weights become more unequal.
    Recall is a ratio over paragraphs, whose counts are found or missed together: Wilson's interval with the effective
    number of counts r(1 - r) / var(r), var linearised for clusters (Cochran 1977, Sampling Techniques, 3.12), never
    above the counts stated; if all or none are found, var is uninformative and the counts are treated as independent. A
    single coded paragraph gives no interval. Cells that are empty or cannot be used are among the problems.
    Raises ValueError if no sheet can be used.
    """
    problems: list[tuple] = []
    codes = {name: found for name, sheet in sheets.items() if (found := read_codes(name, sheet, problems)) is not None}
    if not codes:
        told = "; ".join(f"{sheet}: column {column} is missing" for sheet, _, column, *_ in problems)
        raise ValueError(f"{told or 'no sheet'}; name sheets that `review` wrote")
    _hold_together(codes, problems)
    precision = pd.concat([_precision(name, counts) for name, (counts, _) in codes.items()], ignore_index=True)
    cells = pd.concat([_cells(name, counts) for name, (counts, _) in codes.items()], ignore_index=True)
    recall = pd.DataFrame([_recall(name, paragraphs) for name, (_, paragraphs) in codes.items()])
    alpha, matrix = _alpha([counts for counts, _ in codes.values()])
    table = pd.DataFrame(problems, columns=list(PROBLEM_COLUMNS)).astype({"row": "Int64"})
    return Agreement(precision, cells, recall, alpha, matrix, table, _sentence(precision, cells, recall, alpha))


def _hold_together(codes: dict[str, tuple], problems: list[tuple]) -> None:
    """Say where sheets are not of one sample: counts with another quantity or category do not enter alpha."""
    known: dict[tuple, tuple] = {}
    for name, (counts, _) in codes.items():
        own = {row["key"]: (row["quantity"], row["category"]) for row in counts.to_dict("records")}
        if known and own and not known.keys() & own.keys():
            todo = "give sheets of the same sample to have alpha"
            problems.append((name, None, "start", f"shares no count with {next(iter(codes))}", todo))
        if other := {key for key, facts in own.items() if known.get(key, facts) != facts}:
            what = "have another quantity or category than in a sheet before"
            problem = f"{len(other)} counts {what}; not used for alpha"
            problems.append((name, None, "category", problem, "give sheets of the same sample"))
            counts.loc[[key in other for key in counts["key"]], "label"] = None
        known = own | known
    keys = {name: set(counts["key"]) for name, (counts, _) in codes.items()}
    for name, drawn in keys.items():
        sample = set().union(*(other for other in keys.values() if other & drawn))
        if lost := len(sample - drawn):
            problem = f"{lost} counts of another sheet are not in this one, or not used; its precision leaves them out"
            problems.append((name, None, "start", problem, "restore the rows from the sheet that was drawn"))


def _share(right: pd.Series, weights: np.ndarray) -> tuple[float, float, float]:
    """A weighted share with its interval."""
    if not len(right):
        return (float("nan"),) * 3
    share = float((right.astype(float) * weights).sum() / weights.sum())
    effective = weights.sum() ** 2 / (weights**2).sum()
    low, high = wilson(min(share, 1.0) * effective, effective)
    return share, float(low), float(high)


def _weights(counts: pd.DataFrame) -> np.ndarray:
    return (counts["stratum_size"] / counts.groupby(_STRATUM)["category"].transform("size")).to_numpy(float)


def _precision(name: str, counts: pd.DataFrame) -> pd.DataFrame:
    rows = []
    kinds = [(kind, drawn) for sure, kind in KINDS.items() if len(drawn := counts[counts["sure"] == sure])]
    for category, drawn in [*counts.groupby("category"), *kinds, (ALL, counts)]:
        done = drawn[drawn["right"].notna()]
        size = _speaks_for(done if category in _TOGETHER else drawn)
        share = _share(done["right"], _weights(done))
        rows.append((name, category, size, len(drawn), len(done), int(done["right"].sum()), *share))
    columns = ["sheet", "category", "stratum_size", "drawn", "coded", "right", "precision", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _speaks_for(counts: pd.DataFrame) -> int:
    """How many counts of the corpus the strata of these have."""
    return int(counts.drop_duplicates(_STRATUM)["stratum_size"].sum())


def _cells(name: str, counts: pd.DataFrame) -> pd.DataFrame:
    coded = counts[counts["right"].notna()]
    weights = _weights(coded)
    is_count = coded["is_count"].astype(bool)
    rows = [(name, "count", len(coded), int(is_count.sum()), *_share(is_count, weights))]
    for cell in FACTS:
        right = ~coded.loc[is_count, "wrong"].map(lambda wrong, cell=cell: cell in wrong).astype(bool)
        rows.append((name, cell, len(right), int(right.sum()), *_share(right, weights[is_count.to_numpy()])))
    return pd.DataFrame(rows, columns=["sheet", "cell", "coded", "right", "share", "low", "high"])


def _recall(name: str, paragraphs: pd.DataFrame) -> dict:
    done = paragraphs[paragraphs["stated"].notna()]
    stated, missed = done["stated"].to_numpy(float), done["missed"].to_numpy(float)
    total, m = stated.sum(), len(done)
    share = 1 - missed.sum() / total if total else float("nan")
    low = high = float("nan")
    if total and m > 1:
        spread = m / (m - 1) * (((stated - missed) - share * stated) ** 2).sum() / total**2
        effective = min(total, share * (1 - share) / spread) if spread > 0 else total
        low, high = map(float, wilson(share * effective, effective))
    sizes = {"drawn": len(paragraphs), "coded": m, "stated": int(total), "missed": int(missed.sum())}
    return {"sheet": name, **sizes, "recall": share, "low": low, "high": high}


def _alpha(sheets: list[pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    labelled = [counts[counts["label"].notna()] for counts in sheets]
    units: dict[tuple, list[str]] = {}
    for counts in labelled:
        for key, label in zip(counts["key"], counts["label"], strict=True):
            units.setdefault(key, []).append(label)
    alpha, matrix = krippendorff(units.values())
    n = sum(len(labels) > 1 for labels in units.values())
    same = float(np.trace(matrix) / matrix.to_numpy().sum()) if n else float("nan")
    row = {"sheets": len(sheets), "coders": sum(len(counts) > 0 for counts in labelled), "counts": n}
    return pd.DataFrame([row | {"agreement": same, "alpha": alpha}]), matrix


def _sentence(precision: pd.DataFrame, cells: pd.DataFrame, recall: pd.DataFrame, alpha: pd.DataFrame) -> str:
    whole = precision[precision["category"] == ALL].reset_index(drop=True)
    at_all = cells.loc[cells["cell"] == "count", "share"].tolist()
    strata = precision[~precision["category"].isin(_TOGETHER)].groupby("sheet", sort=False)["stratum_size"].sum()
    total = strata.max() if len(strata) else 0
    kinds = precision[precision["category"].isin(KINDS.values())]
    known = "those whose category is told by what is counted or by a person (sure) apart from the others (unsure)"
    apart = f", {known}," if set(kinds["category"]) == {*KINDS.values()} else ""
    parts = [
        f"We checked the automatic coding by hand on {whole['drawn'].max():,} of {total:,} activity counts, drawn at "
        f"random within categories{apart or ','} and on {recall['drawn'].max():,} whole paragraphs"
    ]
    for i in range(len(whole)):
        who = f"coder {i + 1}" if len(whole) > 1 else "the coder"
        p, r = whole.iloc[i], recall.iloc[i]
        told = f"{who}: precision not yet coded"
        if p["coded"]:
            some = "" if p["coded"] == p["drawn"] else f" ({p['drawn'] - p['coded']:,} not yet coded)"
            told = (
                f"{who} found {p['right']:,} of {p['coded']:,} counts right in every cell{some}, a precision of "
                f"{_with_interval(p['precision'], p)} weighted by stratum, which speaks for {p['stratum_size']:,} of "
                f"{total:,} counts ({at_all[i]:.3f} are activity counts at all)"
            )
            both = kinds[(kinds["sheet"] == p["sheet"]) & (kinds["coded"] > 0)]
            if len(both) > 1:
                each = [
                    f"{_with_interval(row['precision'], row)} where {row['category']}" for _, row in both.iterrows()
                ]
                told += f", {' and '.join(each)}"
        if r["stated"]:
            found = f"{r['stated'] - r['missed']:,} of {r['stated']:,} counts stated in {r['coded']:,} paragraphs"
            told += f", and {found} were found, a recall of {_with_interval(r['recall'], r)}"
        else:
            told += ", recall not yet coded" if not r["coded"] else ", and the paragraphs state no count to find"
        parts.append(told)
    a = alpha.iloc[0]
    if a["counts"] and a["alpha"] == a["alpha"]:
        parts.append(
            f"on category, seen by the coders as computed, {a['coders']:.0f} coders agreed with Krippendorff's "
            f"alpha = {a['alpha']:.3f} (nominal, {a['counts']:.0f} counts coded by two or more)"
        )
    elif a["counts"]:
        parts.append("Krippendorff's alpha is not defined, because only one category was used")
    elif a["sheets"] > 1:
        parts.append("agreement between coders not yet coded")
    return "; ".join(parts) + "."


def _with_interval(share: float, row: pd.Series) -> str:
    none = pd.isna(row["low"])
    told = "no interval from one paragraph" if none else f"95% interval {row['low']:.3f} to {row['high']:.3f}"
    return f"{share:.3f} ({told})"
