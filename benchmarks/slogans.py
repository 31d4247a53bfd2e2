"""How long slogans take: matching with few and many variants, and finding recurring phrases in growing text.

Run it as `python benchmarks/slogans.py`. Each measurement runs in a process of its own, so that its peak memory is its
own. Texts are sentences of words drawn from the digests with slogans strewn in, the same ones every time; the shipped
lexicon gives the 500 variants, and random strings of 4 to 12 characters the rest. Seconds are those of the processor,
so that other programs disturb them little.

`python benchmarks/slogans.py first-use FOLDER` asks the years of the lexicon: which slogans stand in reports of a
corpus that were written before the year of their first use (see compare.anachronisms). Each such slogan of a report
must have its explanation in `first_use.csv`. What has none is printed with its place, and the exit status is 1; so it
is where what is no fault of the document is more than ALLOWED of the dated occurrences.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pandas as pd

from analysis import slogans, tokens
from analysis.compare import anachronisms
from analysis.corpus import scan
from analysis.corpus.records import Report, Segment
from analysis.lexicons import shipped
from analysis.workflow.check import dated

MEGABYTE = 1_000_000
BYTES_A_CHARACTER = 3
REPORT = 12_000  # characters of a long report
EXPLAINED = Path(__file__).with_name("first_use.csv")
ALLOWED = 0.002  # of the dated occurrences: early ones that do not come from an edited or misdated document
DIGESTS = Path(__file__).parents[1] / "data" / "digests" / "texts"


def vocabulary() -> list[str]:
    """The words of the digests in the order of the files, so that a draw from them has their frequencies."""
    whole = "".join(file.read_text(encoding="utf-8") for file in sorted(DIGESTS.glob("*.txt")))
    return [word for word in tokens.segment(whole) if tokens.is_term(word)]


def text(characters: int, lexicon: pd.DataFrame, seed: int = 0) -> str:
    """Random sentences; about one slogan in 50 characters, as in the reports of the case."""
    draw = random.Random(seed)
    known, words = list(lexicon["slogan"]), vocabulary()
    out, size = [], 0
    while size < characters:
        sentence = "".join(draw.choices(words, k=draw.randint(8, 18))) + draw.choice(known)
        sentence += draw.choice("，，、。")
        out.append(sentence)
        size += len(sentence)
    return "".join(out)[:characters]


def variants(n: int, lexicon: pd.DataFrame) -> pd.DataFrame:
    """A lexicon of n forms: the shipped canonical ones first, then random ones."""
    draw, characters = random.Random(1), "".join(vocabulary())
    forms = list(lexicon["slogan"])[:n]
    seen = set(forms)
    while len(forms) < n:
        form = "".join(draw.choices(characters, k=draw.randint(4, 12)))
        if form not in seen:
            seen.add(form)
            forms.append(form)
    return pd.DataFrame({"slogan": forms, "variants": ""})


def reports(characters: int, lexicon: pd.DataFrame) -> list[Report]:
    """The text in reports of REPORT characters, paragraphs of 300."""
    whole, out = text(characters, lexicon), []
    for number, at in enumerate(range(0, len(whole), REPORT)):
        body = whole[at : at + REPORT]
        pieces = [body[i : i + 300] for i in range(0, len(body), 300)]
        segments = [Segment("paragraph", p, tuple(range(len(p))), (), k) for k, p in enumerate(pieces, 1)]
        out.append(Report(f"r{number}", f"r{number}.txt", 0, REPORT, tuple(segments)))
    return out


def peak() -> float:
    """Peak memory of this process so far, megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def match(n: int, megabytes: float) -> dict:
    """Build the automaton of n variants and match megabytes of text, report by report."""
    shipped = slogans.load()
    lexicon = variants(n, shipped)
    whole = text(int(megabytes * MEGABYTE / BYTES_A_CHARACTER), shipped)
    pieces = [whole[i : i + REPORT] for i in range(0, len(whole), REPORT)]
    before, start = peak(), time.process_time()
    matcher = slogans.Matcher(lexicon)
    built = time.process_time()
    found = sum(len(matcher.find(piece)) for piece in pieces)
    return {
        "variants": n,
        "megabytes": megabytes,
        "build s": built - start,
        "match s": time.process_time() - built,
        "found": found,
        "peak MB": peak(),
        "of it before": before,
    }


def discover(megabytes: float) -> dict:
    """Recurring phrases in megabytes of text."""
    shipped = slogans.load()
    texts = reports(int(megabytes * MEGABYTE / BYTES_A_CHARACTER), shipped)
    slogans.recurring_phrases(texts[:1], shipped)  # loads the segmenter, once
    before, start = peak(), time.process_time()
    found = slogans.recurring_phrases(texts, shipped)
    seconds = time.process_time() - start
    return {"megabytes": megabytes, "s": seconds, "phrases": len(found), "peak MB": peak(), "of it before": before}


def first_use(folder: str) -> int:
    """Print early occurrences by half of the corpus and by entry, and what is not explained; the exit status.

    The halves are the reports of even and of odd place in the order of the files: rules and years were looked for on
    the even ones.
    """
    documents, _ = scan(folder)
    lexicon = shipped()
    corpus = dated(documents, lexicon)
    early = anachronisms(corpus, lexicon=lexicon.slogans)
    known = pd.read_csv(EXPLAINED)
    early = early.merge(known[["report", "slogan", "why"]], on=["report", "slogan"], how="left")
    half = {report: ("even", "odd")[i % 2] for i, report in enumerate(corpus.reports["report"])}
    with_year = set(lexicon.slogans.loc[lexicon.slogans["year"].notna(), "slogan"])
    hits = corpus.slogans[corpus.slogans["slogan"].isin(with_year)]
    with_date = corpus.reports.loc[corpus.reports["year"].notna(), "report"]
    n = hits[hits["report"].isin(with_date)]["report"].map(half).value_counts()
    table = pd.crosstab(early["report"].map(half), early["why"].fillna("unexplained"))
    table.insert(0, "dated", n)
    table["early %"] = 100 * table.iloc[:, 1:].sum(axis=1) / table["dated"]
    table["not the document's %"] = table["early %"] - 100 * table.get("document", 0) / table["dated"]
    print(table.round(3).to_string(), end="\n\n")
    entries = early.groupby(["slogan", "first_year", "why"], dropna=False)
    print(entries.agg(n=("report", "size"), reports=("report", "nunique")).sort_values("n").iloc[::-1].to_string())
    unexplained = early[early["why"].isna()]
    print(unexplained[["report", "slogan", "first_year", "matched", "start"]].to_string() if len(unexplained) else "")
    gone = known.merge(early, on=["report", "slogan"], how="left", indicator=True)
    gone = gone.loc[gone["_merge"] == "left_only", ["report", "slogan"]]
    print(f"explained, but there no more:\n{gone.to_string()}" if len(gone) else "")
    return int(len(unexplained) > 0 or (table["not the document's %"] > 100 * ALLOWED).any())


def alone(name: str, *arguments: float) -> dict:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, name, *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print both tables and the ratios that tell whether the time depends on what it should."""
    if sys.argv[1:2] == ["first-use"]:
        raise SystemExit(first_use(sys.argv[2]))
    if len(sys.argv) > 1:
        name, *arguments = sys.argv[1:]
        one = match(int(arguments[0]), float(arguments[1])) if name == "match" else discover(float(arguments[0]))
        print(json.dumps(one))
        return
    few, many = alone("match", 500, 10), alone("match", 100_000, 10)
    print(pd.DataFrame([few, many]).round(2).to_string(index=False))
    print(f"matching with 100,000 variants takes {many['match s'] / few['match s']:.2f} times as long as with 500\n")
    sizes = [alone("discover", megabytes) for megabytes in (0.5, 1, 2, 4)]
    print(pd.DataFrame(sizes).round(2).to_string(index=False))
    steps = ", ".join(f"{b['s'] / a['s']:.2f}" for a, b in pairwise(sizes))
    print(f"each doubling of the text takes {steps} times as long (linear: 2)")


if __name__ == "__main__":
    main()
