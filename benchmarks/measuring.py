"""What measuring reports costs, part by part, against plain `jieba.lcut` and rjieba of the same text in the same run.

    python benchmarks/measuring.py FOLDER           # every text below it
    python benchmarks/measuring.py FOLDER 40        # 40 of them, drawn with a fixed seed
    python benchmarks/measuring.py FOLDER 40 jieba  # with the reference engine

CPU time of one process. Importing, reading the lexicons and the segmenters' dictionaries is not counted. Recurring
phrases, which need all reports at once, and the writing of tables are not in it.
"""

import random
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rjieba

from analysis import activities, corpus, slogans, themes, tokens
from analysis.lexicons import load_lexicons

T = TypeVar("T")


def main(folder: str, number: str = "", engine: str = "rjieba") -> None:
    """Print a line a part: seconds, and how often that is plain jieba."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    files = sorted(Path(folder).rglob("*.txt"))
    if number:
        files = sorted(random.Random(1).sample(files, int(number)))
    lexicons = load_lexicons(engine=engine)
    tokens.segment("预热", lexicons)
    tokens.tag("龘靐预热", lexicons)
    jieba.setLogLevel("WARN")
    jieba.lcut("预热")
    seconds: dict[str, float] = {}

    def timed(part: str, work: Callable[[], T]) -> T:
        begin = time.process_time()
        done = work()
        seconds[part] = time.process_time() - begin
        return done

    reports = timed("corpus", lambda: [r for f in files for r in corpus.reports_of(corpus.read_document(f))])
    timed("views", lambda: [(s.narrow, s.view) for report in reports for s in report.segments])
    timed("activities", lambda: [activities.extract(report, lexicons) for report in reports])
    timed("terms", lambda: [tokens.count(report, lexicons) for report in reports])
    timed("slogans", lambda: [slogans.find(report, lexicons.matcher, lexicons=lexicons) for report in reports])
    timed("themes", lambda: [themes.classify(report, lexicons.themes) for report in reports])
    measured = sum(seconds.values())
    texts = [segment.text for report in reports for segment in report.segments]
    timed("plain jieba", lambda: [jieba.lcut(text) for text in texts])
    timed("plain rjieba", lambda: [rjieba.cut(text) for text in texts])
    print(f"{len(files)} files, {len(reports)} reports, {sum(map(len, texts)):,} characters, words by {engine}")
    for part, spent in ({"all of it": measured} | seconds).items():
        print(f"{part:<14}{spent:8.2f} s {spent / seconds['plain jieba']:7.2f} times plain jieba")


if __name__ == "__main__":
    main(*sys.argv[1:])
