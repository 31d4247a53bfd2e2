"""Texts -> tables: every measurement of a corpus folder, in memory or straight to files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow
from tqdm import tqdm

from .. import tables
from ..corpus import scan
from ..lexicons import Lexicons, load_lexicons
from .manifest import manifest_of
from .measuring.assemble import PHRASES, Assembly
from .measuring.cluster import measure_on
from .measuring.measure_all import measure_all
from .measuring.store import opened, place_of
from .summary import Tally

_PARAMETERS = {"phrases": PHRASES, "slogans": {"nested": False}}


class NotWrittenError(ValueError):
    """No table was written. args: why ("" if there are problems and `strict` was set); the problems."""


def tabulate(
    folder: str | Path,
    texts: str | Path | None = None,
    lexicons: Lexicons | None = None,
    workers: int = 1,
    progress: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict, pd.DataFrame]:
    """Measure every text of a corpus folder.

    folder, texts: as for corpus.scan. lexicons: from load_lexicons, by default the shipped ones. workers: processes.
    progress: bars on stderr if that is a terminal. A corrections.csv in the folder is applied at the end.
    Returns the tables in their written order, checked; the manifest; and the problems (file, row, report, problem,
    what_to_do). A report that could not be read or measured is in `reports` with the reason as its status.
    """
    lexicons = lexicons or load_lexicons()
    pieces: dict[str, list[pd.DataFrame]] = {name: [] for name in tables.SCHEMAS}
    with _measured(Path(folder), texts, lexicons, None, workers, progress) as assembly:
        for name, piece in assembly.pieces(progress):
            if piece is not None:
                pieces[name].append(piece)
    found = {n: pd.concat(some, ignore_index=True) if some else tables.frame(n, []) for n, some in pieces.items()}
    return found, _manifest(Path(folder), lexicons, assembly, {n: len(t) for n, t in found.items()}), assembly.problems


def tabulate_to(
    out: str | Path,
    folder: str | Path,
    texts: str | Path | None = None,
    lexicons: Lexicons | None = None,
    format: str = "csv",
    workers: int = 1,
    progress: bool = False,
    strict: bool = False,
    scheduler: str | None = None,
    left_out: Mapping[str, str] | None = None,
) -> tuple[Tally, dict, pd.DataFrame]:
    """As `tabulate`, but the tables are written to `out` as by tables.write, with forty reports in memory at a time.

    The measurements of each text are kept beside `out` (see store.place_of): an interrupted run is resumed, and a later
    one measures only what has changed. strict: write no table if there is a problem. scheduler: the address of a Dask
    scheduler, whose workers measure instead of local processes (see cluster.py). left_out: tables that are not written,
    and why (see tables.write_pieces).
    Returns the figures for a summary of the tables, the manifest and the problems. Raises NotWrittenError;
    SchedulerError; OSError and ValueError as tables.write does.
    """
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # its own keeps what is freed: forty megabytes in the end
    out, folder, lexicons, tally = Path(out), Path(folder), lexicons or load_lexicons(), Tally()
    told: dict = {}

    def manifest(rows: dict[str, int]) -> dict:
        if strict and len(assembly.problems):
            raise NotWrittenError("", assembly.problems)
        told.update(_manifest(folder, lexicons, assembly, rows))
        return told

    with _measured(folder, texts, lexicons, place_of(out.absolute()), workers, progress, scheduler) as assembly:
        if not assembly.sources:
            raise NotWrittenError(f"{folder}: no text could be read; nothing is written", assembly.problems)
        tables.write_pieces(tally.passing(assembly.pieces(progress)), out, format, manifest, left_out)
    return tally, told, assembly.problems


@contextmanager
def _measured(
    folder: Path,
    texts: str | Path | None,
    lexicons: Lexicons,
    store: Path | None,
    workers: int,
    progress: bool,
    scheduler: str | None = None,
) -> Iterator[Assembly]:
    """The tables of a folder, to be taken while its store is open."""
    if scheduler:  # whose workers have other working directories
        folder, texts = folder.absolute(), texts and Path(texts).absolute()
    documents, problems = scan(folder, texts)
    with opened(store, lexicons) as kept:
        if scheduler:
            found = measure_on(scheduler, documents, lexicons, kept.folder)
        else:
            found = measure_all(documents, lexicons, kept, workers)
        keys = list(tqdm(found, "texts", len(documents), unit="file", disable=None if progress else True))
        assembly = Assembly(folder, documents, keys, kept, lexicons, problems)
        yield assembly
        kept.forget_all_but(set(keys) - assembly.unmeasured)


def _manifest(folder: Path, lexicons: Lexicons, assembly: Assembly, rows: dict[str, int]) -> dict:
    """The manifest of tables whose last piece has come."""
    return manifest_of(folder, lexicons, assembly.sources, _PARAMETERS, rows) | {"corrections": assembly.log}
