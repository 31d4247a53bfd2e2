"""How right counts are, by kind of text: the figures that the accuracy gate last committed."""

from pathlib import Path

import pandas as pd

_PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = next((p for p in (_PACKAGE / "_accuracy", _PACKAGE.parent / "tests" / "data") if p.is_dir()), None)
UNREAD = 8  # the set of whole reports whose errors nobody who writes rules has read; the other sets flatter
COLUMNS = ("kind", "counts", "F1", "object", "category", "record")


def accuracy() -> pd.DataFrame:
    """Measured accuracy, a row a kind of text; empty where the figures did not come with the package.

    Columns: kind ("reports": whole reports that no rule has learnt from; the others as the folders of tests/data/kinds,
    whose errors have been read), counts (annotated), F1 (2 · right / (counts + read)), object and category (shares
    right of the counts found), record (F1 of records right in every field). Made by `python tests/accuracy.py`.
    """
    if FOLDER is None:
        return pd.DataFrame(columns=list(COLUMNS))
    sets = pd.read_csv(FOLDER / "annotated" / "accuracy.csv", index_col="set")
    kinds = pd.read_csv(FOLDER / "kinds" / "accuracy.csv", index_col="set")
    tallies = pd.concat([sets.loc[[UNREAD]].rename(index={UNREAD: "reports"}), kinds]).rename_axis("kind").reset_index()
    both = tallies["counts"] + tallies["read"]
    return tallies.assign(
        F1=2 * tallies["right"] / both,
        record=2 * tallies["record"] / both,
        object=tallies["object"] / tallies["met"],
        category=tallies["category"] / tallies["met"],
    )[list(COLUMNS)]
