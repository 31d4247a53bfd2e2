"""What reading counts costs: CPU time of `activities.extract`, against cutting the same text into words with plain
jieba, and against the code of another commit in the same run.

    python benchmarks/extraction.py                 # today's code
    python benchmarks/extraction.py 06ce9d5         # and that of a commit, turn about

Texts: data/digests and the annotated reports of tests/data. Reading the files, the lexicons and the segmenter's
dictionary is not counted. Each figure is the least of five runs, each in a process of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted([*(ROOT / "data/digests/texts").glob("*.txt"), *(ROOT / "tests/data/annotated").glob("*.txt")])
RUNS = 5


def measure() -> tuple[float, float, int]:
    """CPU seconds of reading the counts of all texts and of cutting them into words, and how many counts there are."""
    import jieba

    from analysis import activities, corpus

    jieba.setLogLevel("WARN")
    reports = [report for file in FILES for report in corpus.reports_of(corpus.read_document(file))]
    texts = [segment.text for report in reports for segment in report.segments]
    jieba.lcut("预热")
    activities.extract(reports[0])
    begin = time.process_time()
    for text in texts:
        jieba.lcut(text)
    cut = time.process_time()
    counts = sum(len(activities.extract(report)[0]) for report in reports)
    return time.process_time() - cut, cut - begin, counts


def run(checkout: Path) -> list[float]:
    """The figures of `measure` with the code of a checkout. PYTHONPATH: what it needs and today's code does not."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(checkout), os.environ.get("PYTHONPATH", "")])}
    found = subprocess.run([sys.executable, __file__, "--measure"], env=env, stdout=subprocess.PIPE, text=True)
    if found.returncode:
        sys.exit(f"the code in {checkout} does not run here (above): put packages that it needs on PYTHONPATH")
    return [float(figure) for figure in found.stdout.split()]


def told(name: str, runs: list[list[float]]) -> float:
    """Print the least of the runs; return the seconds of extraction."""
    seconds, cut, counts = (min(figures) for figures in zip(*runs, strict=True))
    print(f"{name:<10}{seconds:6.2f} s   {seconds / cut:5.2f} times plain jieba   {counts:,.0f} counts")
    return seconds


def main() -> None:
    """Time today's code, and that of a commit beside it."""
    commit = sys.argv[1] if len(sys.argv) > 1 else None
    if commit is None:
        told("today", [run(ROOT) for _ in range(RUNS)])
        return
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "checkout"
        subprocess.run(["git", "worktree", "add", "--detach", "--quiet", other, commit], cwd=ROOT, check=True)
        try:
            pairs = [(run(ROOT), run(other)) for _ in range(RUNS)]
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", other], cwd=ROOT, check=True)
    today, then = (
        told(name, list(runs)) for name, runs in zip(("today", commit), zip(*pairs, strict=True), strict=True)
    )
    print(f"today takes {today / then:.2f} of the time of {commit}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--measure"]:
        print(*measure())
    else:
        main()
