"""The tables of the panel, measured anew: python data/panel/measure.py TEXTS [--workers N]

TEXTS: the folder of the 886 work reports of city governments, which belong to their publishers and are not here;
reports.csv has their names and digests. Writes tables/ and words.parquet beside this file.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from analysis import tables
from analysis.workflow.tabulate import tabulate_to

HERE = Path(__file__).parent
GENRE = "reports of governments: the rules for counts were made for reports of consultative conferences"
LEFT_OUT = {"activities": GENRE, "refusals": GENRE, "terms": "for its size; words.parquet has the sums of each year"}
LEAST = 5  # reports in which a word stands; the others are 63 in a hundred of the words and 1.4 % of the text
CITIES = 16  # more than a third of them: phrases that fewer have are those of a few cities, and far too many to keep


def words(terms: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Words by year: columns term, year, n, n_reports; of words in LEAST reports or more, sorted by term."""
    sums = terms.groupby(["term", "report"], as_index=False, observed=True)["n"].sum()
    sums = sums[sums.groupby("term", observed=True)["report"].transform("size") >= LEAST]
    year = sums["report"].map(reports.set_index("report")["year"]).astype("int16")
    groups = sums.assign(year=year, term=sums["term"].astype("string")).groupby(["term", "year"], as_index=False)
    return groups.agg(n=("n", "sum"), n_reports=("n", "size")).astype({"n": "int32", "n_reports": "int16"})


def main() -> None:
    """Measure, and write what is kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        made = Path(folder) / "tables"
        found, manifest, problems = tabulate_to(
            made, HERE, args.texts, format="parquet", workers=args.workers, progress=True
        )
        columns = ["report", "term", "n"]
        terms = parquet.read_table(made / "terms.parquet", columns=columns).to_pandas(strings_to_categorical=True)
        kept = tables.read(made)
    sums, different, whole = words(terms, kept["reports"]), terms["term"].nunique(), terms["n"].sum()
    spread = kept["phrases"]["n_cities"] >= CITIES
    kept["phrases"] = kept["phrases"][spread].reset_index(drop=True)
    manifest["parameters"]["phrases"] = manifest["parameters"]["phrases"] | {"min_cities": CITIES}
    for name in LEFT_OUT:
        kept[name] = tables.frame(name, [])
    pieces = tables.ordered(kept).items()
    tables.write_pieces(pieces, HERE / "tables", "parquet", lambda rows: manifest | {"rows": rows}, LEFT_OUT)
    parquet.write_table(
        pa.Table.from_pandas(sums, preserve_index=False),
        HERE / "words.parquet", compression="zstd", compression_level=19, row_group_size=len(sums),
    )  # fmt: skip
    print(found.summary(manifest, problems))
    kept_words, text = sums["term"].nunique() / different, sums["n"].sum() / whole
    print(f"words.parquet:     {kept_words:.1%} of the different words, {text:.1%} of the text")


if __name__ == "__main__":
    main()
