"""All documents of a corpus into a store, in one process or in several; what the store has is not measured again."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from ...corpus import Documents, UnreadableError
from ...lexicons import Lexicons, load_lexicons
from .measure import Measured, measure
from .store import Store

_LARGEST_BATCH = 16  # documents that a process is given at once

_worker: dict[str, Store | Lexicons] = {}


def measure_all(documents: Documents, lexicons: Lexicons, store: Store, workers: int = 1) -> Iterator[str]:
    """The keys of the documents in the store, in their order, each when it is there.

    workers: processes; the lexicons are read anew in each of several. Raises OSError where the store cannot be written.
    """
    each = [documents[i : i + 1] for i in range(len(documents))]
    if workers == 1 or len(each) < 2:
        yield from (measured_key(one, lexicons, store) for one in each)
        return
    context = multiprocessing.get_context("spawn")  # forking a process that has threads may hang it
    told = (lexicons.folder, lexicons.engine, store.folder)
    with ProcessPoolExecutor(min(workers, len(each)), context, _start_worker, told) as pool:
        yield from pool.map(_in_worker, each, chunksize=max(1, min(_LARGEST_BATCH, len(each) // (4 * workers))))


def measured_key(one: Documents, lexicons: Lexicons, store: Store) -> str:
    """The key of a document that the store has, now if not before."""
    try:
        document = one[0]
    except UnreadableError as error:  # it could be read when the folder was checked
        what, todo = error.args
        key = store.key_of_fault(one.sources[0], what)
        store.put(key, Measured(one.sources[0], problems=((one.sources[0], None, "", what, todo),)))
        return key
    key = store.key(document)
    if store.about(key) is None:
        store.put(key, measure(document, lexicons))
    return key


def _start_worker(lexicons: Path | None, engine: str, folder: Path) -> None:
    known = load_lexicons(lexicons, engine)
    _worker.update(lexicons=known, store=Store(folder, known))


def _in_worker(one: Documents) -> str:
    return measured_key(one, _worker["lexicons"], _worker["store"])  # type: ignore[arg-type]
