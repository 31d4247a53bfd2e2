"""Measuring all documents of a corpus into a store, in one or several processes; what the store has is not
remeasured.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from ...corpus import Documents, UnreadableError
from ...lexicons import Lexicons, load_lexicons
from .measure import Measured, measure
from .store import Store

AT_ONCE = 16  # documents given to a worker: some seconds of work, so that little is lost with it


def measure_all(documents: Documents, lexicons: Lexicons, store: Store, workers: int = 1) -> Iterator[str]:
    """The keys of the documents in the store, in order, each as soon as it is there.

    workers: processes at most. Each first loads lexicons and segmenter, which takes as long as measuring AT_ONCE
    reports, so that fewer reports are measured by this process alone; and none is started before a document comes that
    the store has not. Raises OSError if the store cannot be written.
    """
    workers = min(workers, len(documents) // AT_ONCE)
    if workers < 2:
        yield from (_key(one, lexicons, store) for one in portions(documents, 1))
        return
    context = multiprocessing.get_context("spawn")  # forking a process that has threads may hang it
    some = portions(documents, max(1, min(AT_ONCE, len(documents) // (4 * workers))))
    while some and (keys := _kept(some[0], lexicons, store)):
        yield from keys
        del some[0]
    if not some:
        return
    with ProcessPoolExecutor(workers, context) as pool:
        yield from chain.from_iterable(pool.map(for_workers(lexicons, store.folder), some))


def _kept(some: Documents, lexicons: Lexicons, store: Store) -> list[str]:
    """The keys of some documents if the store has them all, else none."""
    try:
        keys = [store.key(some[i]) for i in range(len(some))]
    except UnreadableError:
        return []
    return keys if all(store.about(key) is not None for key in keys) else []


def portions(documents: Documents, size: int = AT_ONCE) -> list[Documents]:
    """The documents, in portions of a given size."""
    return [documents[i : i + size] for i in range(0, len(documents), size)]


def for_workers(lexicons: Lexicons, store: Path) -> Callable[[Documents], list[str]]:
    """The task of a worker process: measure some documents into the store, and return their keys."""
    return partial(_keys, folder=lexicons.folder, engine=lexicons.engine, store=store)


def _keys(some: Documents, folder: Path | None, engine: str, store: Path) -> list[str]:
    lexicons, kept = _ready(folder, engine, store)
    return [_key(one, lexicons, kept) for one in portions(some, 1)]


@lru_cache(maxsize=1)
def _ready(folder: Path | None, engine: str, store: Path) -> tuple[Lexicons, Store]:
    """What a worker needs for all of its documents."""
    lexicons = load_lexicons(folder, engine)
    gc.freeze()  # what is loaded stays: the collector need not go through it again and again
    return lexicons, Store(store, lexicons)


def _key(one: Documents, lexicons: Lexicons, store: Store) -> str:
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
