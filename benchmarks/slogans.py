"""How long slogans take: matching with few and many variants, and finding recurring phrases in growing text.

Run it as `python benchmarks/slogans.py`. Each measurement runs in a process of its own, so that its peak memory is its
own. Texts are sentences of words drawn from the digests with slogans strewn in, the same ones every time; the shipped
lexicon gives the 500 variants, and random strings of 4 to 12 characters the rest. Seconds are those of the processor,
so that other programs disturb them little.
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
from analysis.corpus.records import Report, Segment

MEGABYTE = 1_000_000
BYTES_A_CHARACTER = 3
REPORT = 12_000  # characters of a long report
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


def alone(name: str, *arguments: float) -> dict:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, name, *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print both tables and the ratios that tell whether the time depends on what it should."""
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
