"""Measuring all documents of a corpus into a store, on the workers of a Dask cluster.

Only paths and names of parts go over the network: a worker reads a text in place and writes its part into the store, so
both must be in folders that all machines see under the same path.
"""

from collections.abc import Iterator
from pathlib import Path

from ...corpus import Documents
from ...lexicons import Lexicons
from .measure_all import for_workers, portions

_RETRIES = 5  # times that a task is given to another worker when its own is lost


class SchedulerError(ValueError):
    """The cluster cannot be reached: where, why, and what to do."""


def measure_on(address: str, documents: Documents, lexicons: Lexicons, store: Path) -> Iterator[str]:
    """The keys of the documents in the store, in order, each as soon as it is there.

    address: of the scheduler, as `dask scheduler` prints it (tcp://…). The workers read the lexicons themselves and
    need the same version of this package. If a worker is lost, only what it had not yet written is lost.
    Raises SchedulerError.
    """
    try:
        from distributed import Client
    except ImportError:
        what = "a cluster needs an extra that is not installed: pip install 'zhengxie-reports[cluster]'"
        raise SchedulerError(what) from None
    try:
        client = Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise SchedulerError(f"{address}: no scheduler answers there ({error}); start one: dask scheduler") from None
    with client:
        work = for_workers(lexicons, store)
        for task in client.map(work, portions(documents), pure=False, retries=_RETRIES):
            yield from task.result()
