"""What `tabulate` costs beside other packages that make a corpus of Chinese texts, on the same reports in one run.

    python -m venv PEERS && PEERS/bin/pip install conc scattertext jieba
    python benchmarks/peers.py FOLDER PEERS/bin/python 40 100

FOLDER: reports.csv and texts/; so many of its reports are drawn with a fixed seed. Each package works in a process of
its own, RUNS times, turn about; the least counts. CPU time of the work alone: importing, and reading the dictionary of
jieba, are not in it, but stand under "start". Memory is the most that the process took (Linux).
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scale import copied

RUNS = 3


class Work(NamedTuple):
    """Lines of Python: what comes before the clock starts, and what is timed."""

    before: str
    timed: str
    packages: tuple[str, ...]


START = """
import json, logging, pathlib, sys, time, warnings
from importlib.metadata import version
warnings.simplefilter("ignore")
folder, out = map(pathlib.Path, sys.argv[1:])
texts = [file.read_text(encoding="utf-8") for file in sorted((folder / "texts").glob("*.txt"))]
def warm():
    import jieba
    jieba.setLogLevel(logging.WARNING)
    jieba.lcut("预热")
    return jieba
"""
END = """
told = {"work": time.process_time() - begin, "start": begin, "made": made}
told["versions"] = {name: version(name) for name in packages}
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps(told | {"megabytes": int(most.split()[1]) * 1024 / 1e6}))
"""
OURS = {
    "jieba.lcut": Work(
        "jieba = warm()", 'made = f"{sum(len(jieba.lcut(text)) for text in texts):,} words"', ("jieba",)
    ),
    "rjieba": Work(
        "import rjieba; rjieba.cut('预热')",
        'made = f"{sum(len(rjieba.cut(text)) for text in texts):,} words"',
        ("rjieba",),
    ),
    "tabulate": Work(
        "from analysis.workflow.tabulate import tabulate_to",
        'found, manifest, problems = tabulate_to(out / "tables", folder, format="parquet")\n'
        "made = f\"{manifest['rows']['terms']:,} rows of words and seven more tables\"",
        (),
    ),
}
# conc takes a pipeline of spaCy by its folder, and switches parts of these names off: for Chinese there is none with
# all of them, so that they are put in to be switched off. jieba then cuts the words, as for the others.
PARTS = "parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler"
THEIRS = {
    "conc": Work(
        "import spacy\nfrom conc.corpus import Corpus\nwarm()\n"
        'nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})\n'
        f'for name in {PARTS}: nlp.add_pipe("sentencizer", name=name)\n'
        'nlp.to_disk(out / "zh")',
        'made = Corpus(name="reports", description="reports").build_from_files(\n'
        '    source_path=str(folder / "texts"), save_path=f"{out}/", model=str(out / "zh"))\n'
        'made = f"{made.token_count:,} words, an index on disk"',
        ("conc", "spacy", "polars", "jieba"),
    ),
    "scattertext": Work(
        "import pandas as pd, scattertext as st\nwarm()\n"
        'table = pd.read_csv(folder / "reports.csv").sort_values("source").assign(text=texts)',
        'table["parsed"] = table["text"].apply(st.chinese_nlp)\n'
        'made = st.CorpusFromParsedDocuments(table, category_col="city", parsed_col="parsed").build()\n'
        'made = f"{made.get_num_terms():,} words and pairs of words by report, in memory"',
        ("scattertext", "jieba"),
    ),
}


def measured(work: Work, python: str, folder: Path) -> dict:
    """What a package says of its work: seconds of CPU, megabytes, versions, and what it made."""
    lines = [START, f"packages = {work.packages}", work.before, "begin = time.process_time()", work.timed, END]
    with TemporaryDirectory() as out:
        done = subprocess.run([python, "-c", "\n".join(lines), folder, out], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{python} failed as above; the first lines of this file say what to install")
    return json.loads(done.stdout.splitlines()[-1])


def main(source: str, python: str, *numbers: str) -> None:
    """Print a line a package and number of reports, as a row of a table in Markdown."""
    versions: dict[str, str] = {}
    print("| reports | package | CPU, s | times jieba.lcut | start, s | MB | made |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for number in map(int, numbers or ("40",)):
        with TemporaryDirectory() as place:
            folder = Path(place) / "corpus"
            copied(Path(source), number, folder)
            both = {name: (work, sys.executable) for name, work in OURS.items()}
            both |= {name: (work, python) for name, work in THEIRS.items()}
            runs = [{name: measured(*how, folder) for name, how in both.items()} for _ in range(RUNS)]
        plain = min(run["jieba.lcut"]["work"] for run in runs)
        for name in both:
            told = min((run[name] for run in runs), key=lambda found: found["work"])
            versions |= told["versions"]
            cells = (
                f"{told['work']:.1f}",
                f"{told['work'] / plain:.2f}",
                f"{told['start']:.1f}",
                f"{told['megabytes']:.0f}",
            )
            print(f"| {number} | {name} | {' | '.join(cells)} | {told['made']} |", flush=True)
    print(", ".join(f"{name} {version}" for name, version in sorted(versions.items())))


if __name__ == "__main__":
    main(*sys.argv[1:])
