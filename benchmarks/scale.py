"""What a whole run costs as corpora grow: `tabulate` on 12, 100, 886 … reports, against plain jieba.lcut of the text.

    python benchmarks/scale.py FOLDER 12 100 886        # reports of this folder, drawn with a fixed seed

No more than the folder has: a report repeated under another name is a copy, which is left out, and counted all the
same it would make whole texts recur, which no corpus does.

Each run is a process of its own with an empty store; two workers. CPU time is that of all its processes, memory that
of the largest. Plain jieba cuts the same text in a process of its own, dictionary not counted. Kilobytes a report: of
the tables (Parquet), and of what is kept beside them for the next run.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from analysis.workflow.measuring.store import place_of

PLAIN = """
import logging, pathlib, sys, time, jieba
jieba.setLogLevel(logging.WARNING)
jieba.lcut("预热")
texts = [file.read_text(encoding="utf-8") for file in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
begin = time.process_time()
for text in texts:
    jieba.lcut(text)
print(time.process_time() - begin)
"""


class Cost(NamedTuple):
    """Of a process and its children: seconds of CPU and of the clock, megabytes of the largest."""

    cpu: float
    clock: float
    megabytes: float


def copied(source: Path, n: int, folder: Path) -> int:
    """Write n reports of a corpus folder into another; return their Han characters, roughly (all characters)."""
    sheet = pd.read_csv(source / "reports.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    order = sheet.to_dict("records")
    if n > len(order):
        raise SystemExit(f"{source}: has {len(order)} reports, not {n}")
    random.Random(1).shuffle(order)
    (folder / "texts").mkdir(parents=True)
    rows, characters = [], 0
    for i, row in enumerate(order[:n]):
        text = (source / "texts" / row["source"]).read_text(encoding="utf-8", errors="replace")
        characters += len(text)
        (folder / "texts" / f"{i:06d}.txt").write_text(text, encoding="utf-8")
        rows.append({"report": f"{i:06d}", "source": f"{i:06d}.txt"} | {c: row[c] for c in ("city", "year", "genre")})
    pd.DataFrame(rows).to_csv(folder / "reports.csv", index=False, encoding="utf-8-sig")
    return characters


def cost(command: list[str]) -> Cost:
    """Run a command and say what it took."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: there were problems, which these texts have
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main(source: str, *numbers: str) -> None:
    """Print a line a corpus, as a row of a table in Markdown."""
    print(
        "| reports | million characters | CPU, s | times plain jieba | clock, s | ms a report | MB | again, CPU, s | "
        "tables, kB a report | kept, kB a report |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for number in map(int, numbers):
        with TemporaryDirectory() as place:
            folder, out = Path(place) / "corpus", Path(place) / "tables"
            characters = copied(Path(source), number, folder)
            told = subprocess.run(
                [sys.executable, "-c", PLAIN, folder / "texts"], capture_output=True, text=True, check=True
            )
            plain = float(told.stdout)
            run = [sys.executable, "-m", "analysis", "tabulate", str(folder), "--out", str(out)]
            run += ["--format", "parquet", "--workers", "2"]
            whole = cost(run)
            again = cost(run)
            ratio, each = whole.cpu / plain, 1000 * whole.cpu / number
            cells = (f"{number:,}", f"{characters / 1e6:.2f}", f"{whole.cpu:.0f}", f"{ratio:.1f}", f"{whole.clock:.0f}")
            cells += (f"{each:.0f}", f"{whole.megabytes:.0f}", f"{again.cpu:.0f}")
            cells += tuple(f"{size_of(where) / 1000 / number:.0f}" for where in (out, place_of(out)))
            print(f"| {' | '.join(cells)} |", flush=True)
            shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
