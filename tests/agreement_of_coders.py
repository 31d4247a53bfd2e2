"""How far two coders agree on the counts of the same texts, which bounds how well any reader can do.

    python tests/agreement_of_coders.py     prints a row a set that was coded twice, and the rules' figures below

A folder of tests/data/kinds/ with a second_coder.csv beside its counts.csv was coded twice: by the person who wrote its
texts, and by another coder, who had the texts and the codebook and saw neither the first coding nor the rules. The
second may have coded some of the texts; these alone are compared. Phrases, places and records are the same where
accuracy.py says so, so that a figure here and the rules' one mean the same.

    first, second, both   counts of each coder, and those that both marked
    places, F1            2 · both / (first + second); the same of counts whose value, bound and unit are the same, too
    object … repeat       of the counts that both marked, the share with the same field
    same                  of these, the share with value, bound, unit, object, category, actor and status the same
    record                its F1: 2 · such counts / (first + second)
    kappa                 agreement on category beyond chance (Cohen 1960)
"""

from pathlib import Path

import accuracy
import numpy as np
import pandas as pd

SECOND = "second_coder.csv"


def coded(file: Path) -> pd.DataFrame:
    """The counts of one coder as they are, a row a count."""
    return pd.read_csv(file, keep_default_na=False)


def pairs(first: pd.DataFrame, second: pd.DataFrame) -> list[tuple[dict, dict]]:
    """The counts that both marked, text by text: (the first coder's, the second's)."""
    theirs = {name: rows.to_dict("records") for name, rows in second.groupby("source")}
    return [
        pair
        for name, rows in first.groupby("source")
        for pair in accuracy.paired(rows.to_dict("records"), theirs.get(name, []))
    ]


def kappa(ours: list[str], theirs: list[str]) -> float:
    """Cohen's kappa of two codings of the same things; NaN where both coders used one code throughout.

    (observed - expected) / (1 - expected); expected: the agreement if each had given their own codes at random.
    Source: Cohen (1960), Educational and Psychological Measurement 20:37-46.
    """
    x, y = np.array(ours), np.array(theirs)
    expected = sum((x == code).mean() * (y == code).mean() for code in np.union1d(x, y))
    return float(((x == y).mean() - expected) / (1 - expected)) if expected < 1 else float("nan")


def figures(first: pd.DataFrame, second: pd.DataFrame) -> dict[str, float]:
    """A row of the table. Raises ValueError where the coders have no count in common."""
    both = pairs(first, second)
    if not both:
        raise ValueError("the coders have no count in common: are source, start and end those of the same texts?")
    held = pd.DataFrame([accuracy.same(one, other) for one, other in both])
    of = len(first) + len(second)
    return {
        "first": len(first),
        "second": len(second),
        "both": len(both),
        "places": 2 * len(both) / of,
        "F1": 2 * held["right"].sum() / of,
        **{field: held[field].mean() for field in accuracy.FIELDS},
        "same": held["record"].mean(),
        "record": 2 * held["record"].sum() / of,
        "kappa": kappa([one["category"] for one, _ in both], [other["category"] for _, other in both]),
    }


def measure(folder: Path = accuracy.KINDS) -> pd.DataFrame:
    """The figures, a row a set that was coded twice, and of all of them.

    Raises FileNotFoundError where no set of the folder has a second coder.
    """
    firsts, seconds = {}, {}
    for file in sorted(folder.glob(f"*/{SECOND}")):
        second = coded(file)
        first = coded(file.with_name("counts.csv"))
        # Texts of two sets may have the same name.
        firsts[file.parent.name], seconds[file.parent.name] = (
            counts.assign(source=f"{file.parent.name}/" + counts["source"])
            for counts in (first[first["source"].isin(second["source"])], second)
        )
    if not firsts:
        raise FileNotFoundError(f"no {SECOND} in a folder of {folder}: name the second coder's counts of a set so")
    rows = {name: figures(firsts[name], seconds[name]) for name in firsts}
    rows["all"] = figures(pd.concat(firsts.values()), pd.concat(seconds.values()))
    return pd.DataFrame(rows).T.astype({"first": int, "second": int, "both": int}).rename_axis("set")


def main() -> None:
    """Print the coders' tables, and the rules' committed figures of the same sets."""
    table = measure()
    print(f"two coders\n{table.round(3).to_string()}")
    rules = accuracy.with_all(accuracy.committed(accuracy.COMMITTED_KINDS).loc[table.index.drop("all")])
    print(f"\nthe rules against the first coder, as committed\n{accuracy.figures(rules).round(3).to_string()}")


if __name__ == "__main__":
    main()
