"""A replication bundle: the tables without the texts, to share; and checking whether texts reproduce its tables."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import tables
from ..codes import ENGINES
from ..corpus.folder import reports_csv
from ..corpus.folder.listing import text_files
from ..lexicons import LEXICONS, load_lexicons
from ..lexicons.files import own_names
from ..tables.corpus_tables import CorpusError
from ..tables.swap import write_folder
from .check import suggested, write_suggested
from .corrections_csv import FILE
from .load import corpus_folder, load_corpus, texts_in
from .manifest import differences, engine_of
from .tabulate import tabulate

SHOWN = 5  # differing rows of a table that are told


def bundle(
    folder: str | Path,
    out: str | Path,
    texts: str | Path | None = None,
    lexicons: str | Path | None = None,
    format: str = "csv",
    workers: int = 1,
    progress: bool = False,
    strict: bool = False,
    engine: str = ENGINES[0],
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Write reports.csv, tables/ with the manifest, and lexicons/ if you use your own, into the folder `out`.

    corrections.csv is included, and the tables have the corrections applied; rows that could not be applied are among
    the problems. Tables are measured on the texts; if the folder has none, its tables are copied.
    A folder without reports.csv gets one from what was found in the texts. strict: write nothing if there are problems.
    engine: the segmenter, one of codes.ENGINES.
    Returns the tables and the problems. Raises CorpusError, LexiconError, ValueError.
    """
    out = Path(out).expanduser()
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise CorpusError(f"{out}: is there already; name a new or an empty folder for the bundle")
    folder = corpus_folder(folder)
    root = texts_in(texts or folder)
    has_texts = bool(text_files(root, root == folder, []))
    at = folder if tables.holds_tables(folder) else folder / "tables"
    if not has_texts and not at.is_dir():
        raise CorpusError(f"{folder}: neither texts nor tables; put reports in it")
    with tempfile.TemporaryDirectory() as place:
        stage = Path(place) / "bundle"  # a temporary folder is readable by its owner alone, a bundle is to be shared
        stage.mkdir()
        copies = [] if at == folder else [(folder / name, stage / name) for name in (FILE, reports_csv.FILE)]
        if lexicons is not None:  # the researcher's own: without them nobody could measure the same
            load_lexicons(lexicons)
            (stage / "lexicons").mkdir()
            copies += [(Path(lexicons) / name, stage / "lexicons" / name) for name in own_names(LEXICONS)]
        for file, copy in copies:
            if file.is_file():
                shutil.copyfile(file, copy)
        sheet = stage / reports_csv.FILE
        if has_texts and at != folder:
            if not sheet.is_file():
                write_suggested(suggested(folder, root), sheet)
            known = load_lexicons(None if lexicons is None else stage / "lexicons", engine)
            found, manifest, problems = tabulate(stage, root, known, workers, progress)
        else:
            corpus = load_corpus(folder, lexicons=lexicons)
            found, manifest, problems = tables.read(at), corpus.manifest, corpus.problems
            if not sheet.is_file():
                write_suggested(found["reports"].drop(columns=list(reports_csv.COMPUTED), errors="ignore"), sheet)
        if not (strict and len(problems)):
            tables.write(found, stage / "tables", format, manifest)
            write_folder(out, lambda place: shutil.copytree(stage, place, dirs_exist_ok=True))
    return found, problems


@dataclass(frozen=True)
class Verification:
    """Whether texts reproduced the tables of a bundle.

    differences: a line for each table that differs, with the first rows that do. notes: what may explain a difference
    (another version, lexicon or text). problems: those of the texts. corrected: corrections by hand that were applied,
    since the tables include them.
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
    engine: str | None = None,
) -> Verification:
    """Measure the texts according to the bundle's reports.csv, and compare every table byte for byte.

    The corrections.csv of the bundle is applied to the result, as it was when the bundle was made; one beside the texts
    is not read.
    lexicons: by default those in the bundle, else the shipped ones. engine: the segmenter, one of codes.ENGINES;
    default: the one used for the bundle. Parquet files whose rows agree count as equal, because their bytes depend on
    the library that wrote them. Raises CorpusError, LexiconError, ValueError.
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
    known = load_lexicons(lexicons, engine or engine_of(then))
    found, now, problems = tabulate(folder, texts_in(texts), known, workers, progress)
    format = "parquet" if (folder / "tables" / "reports.parquet").is_file() else "csv"
    with tempfile.TemporaryDirectory() as stage:
        fresh = Path(stage) / "tables"
        tables.write(found, fresh, format, now)
        lines = [_difference(folder / "tables", fresh, f"{name}.{format}") for name in tables.SCHEMAS]
    notes = [f"tables/{file}: changed after it was measured" for file in tables.changed(folder / "tables", then)]
    corrected = sum(entry["applied"] for entry in now["corrections"])
    return Verification(tuple(filter(None, lines)), (*notes, *differences(then, now)), problems, corrected)


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
