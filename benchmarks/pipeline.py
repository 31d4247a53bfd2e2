"""What a whole run costs, recurring phrases and the writing of tables included, against plain `jieba.lcut`.

    python benchmarks/pipeline.py FOLDER            # a corpus folder, two workers
    python benchmarks/pipeline.py FOLDER 1          # in one process

CPU time of all processes, and the most memory of the parent and of a worker. jieba cuts the same body text afterwards,
in the same run; what loading it takes is not counted.
"""

import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis import slogans
from analysis.corpus import reports_of, scan
from analysis.workflow.tabulate import tabulate_to


def timed(work: Callable[..., Any], seconds: list[float]) -> Callable[..., Any]:
    """The same function, which adds the CPU seconds of each call to a list."""

    def run(*given: Any, **named: Any) -> Any:
        begin = time.process_time()
        found = work(*given, **named)
        seconds.append(time.process_time() - begin)
        return found

    return run


def peak(who: int) -> float:
    """The most memory of this process, or of the largest of its children, in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def main(folder: str, workers: str = "2") -> None:
    """Print a line a part: seconds, and how often that is plain jieba."""
    phrases: list[float] = []
    slogans.recurring_phrases = timed(slogans.recurring_phrases, phrases)
    with tempfile.TemporaryDirectory() as out:
        _, manifest, _ = tabulate_to(Path(out) / "tables", folder, workers=int(workers))
    spent, of_workers = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_of_workers = of_workers.ru_utime + of_workers.ru_stime
    memory = f"{peak(resource.RUSAGE_SELF):.0f} MB, of a worker {peak(resource.RUSAGE_CHILDREN):.0f} MB"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("WARN")
    jieba.lcut("预热")
    plain = size = 0.0
    for document in scan(folder)[0]:
        texts = [segment.text for report in reports_of(document) for segment in report.paragraphs]
        size += sum(map(len, texts))
        begin = time.process_time()
        for text in texts:
            jieba.lcut(text)
        plain += time.process_time() - begin
    print(f"{manifest['rows']['reports']} reports, {manifest['rows']['phrases']} phrases, {size:,.0f} characters")
    print(f"most memory of the parent {memory}")
    parts = {"all of it": spent + cpu_of_workers, "workers": cpu_of_workers, "parent": spent, "phrases": sum(phrases)}
    for part, seconds in (parts | {"plain jieba": plain}).items():
        print(f"{part:<14}{seconds:8.1f} s {seconds / plain:7.2f} times plain jieba")


if __name__ == "__main__":
    main(*sys.argv[1:])
