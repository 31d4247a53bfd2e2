"""Whether given texts give the tables of a bundle."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import tables
from ..lexicons import load_lexicons
from ..tables.corpus_tables import CorpusError
from .load import texts_in
from .measuring.manifest import differences
from .measuring.tabulate import tabulate

SHOWN = 5  # differing rows of a table that are told


@dataclass(frozen=True)
class Verification:
    """Whether texts gave the tables of a bundle.

    differences: a line for each table that differs, with its first rows. notes: what else explains a difference
    (another version, lexicon or text). problems: of the texts. corrected: corrections by hand that were applied, since
    the tables are what the texts give with them.
    """

    differences: tuple[str, ...]
    notes: tuple[str, ...]
    problems: pd.DataFrame
    corrected: int = 0


def verify(
    folder: str | Path,
    texts: str | Path,
    lexicons: str | Path | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Verification:
    """Measure the texts as the bundle's reports.csv tells, and compare every table byte for byte.

    The corrections.csv of the bundle is applied to what the texts give, as it was when the bundle was made; one that
    lies beside the texts is not read.
    lexicons: by default those in the bundle, else the shipped ones. Parquet files whose rows agree are the same,
    because their bytes depend on the library that wrote them. Raises CorpusError, LexiconError, ValueError.
    """
    folder = Path(folder).expanduser()
    if not (folder / "tables").is_dir():
        raise CorpusError(f"{folder}: no bundle, it has no tables/; `python -m analysis bundle` makes one")
    try:
        then = tables.read_manifest(folder / "tables")
    except ValueError as error:
        raise CorpusError(f"{error}; make the bundle again with `python -m analysis bundle`") from None
    if lexicons is None and (folder / "lexicons").is_dir():
        lexicons = folder / "lexicons"
    found, now, problems = tabulate(folder, texts_in(texts), load_lexicons(lexicons), workers, progress)
    format = "parquet" if (folder / "tables" / "reports.parquet").is_file() else "csv"
    with tempfile.TemporaryDirectory() as stage:
        tables.write(found, stage, format, now)
        lines = [_difference(folder / "tables", Path(stage), f"{name}.{format}") for name in tables.SCHEMAS]
    corrected = sum(entry["applied"] for entry in now["corrections"])
    notes = [f"tables/{file}: changed after it was measured" for file in tables.changed(folder / "tables", then)]
    notes += differences(then, now)
    return Verification(tuple(filter(None, lines)), tuple(notes), problems, corrected)


def _difference(bundle: Path, fresh: Path, file: str) -> str:
    """What differs in a table, "" where nothing does."""
    if not (bundle / file).is_file():
        return f"{file}: is missing in the bundle"
    if (bundle / file).read_bytes() == (fresh / file).read_bytes():
        return ""
    try:
        old, new = (_cells(place / file) for place in (bundle, fresh))
    except (ValueError, OSError) as error:
        return f"{file}: cannot be read ({error})"
    if list(old) != list(new):
        return f"{file}: its columns are {', '.join(old.columns)}; they should be {', '.join(new.columns)}"
    both = old.merge(new, how="outer", indicator="_where", on=list(old))
    gone, come = both[both["_where"] == "left_only"], both[both["_where"] == "right_only"]
    if not len(gone) and not len(come) and len(old) == len(new):
        rows = "rows are the same, in another order or written otherwise"
        return "" if file.endswith(".parquet") and old.equals(new) else f"{file}: {rows}; a program has saved it again"
    lines = [f"{file}: rows only in the bundle: {len(gone)}, only in what the texts give: {len(come)}"]
    for sign, part in (("-", gone), ("+", come)):
        for row in part.drop(columns="_where").head(SHOWN).to_numpy().tolist():
            lines.append(f"  {sign} {', '.join(filter(None, row))}")
    return "\n".join(lines)


def _cells(file: Path) -> pd.DataFrame:
    """A table as text, whatever is in it."""
    if file.suffix == ".parquet":
        table = pd.read_parquet(file)
        return table.astype(object).where(table.notna(), "").astype(str)
    return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
