"""Broken input of six kinds, seeded, for as long as is asked: no command may end in a traceback or write untruth.

    python benchmarks/fuzz.py 600 --seed 1      ten minutes

prints for each kind how many tries there were and in how many something was found, and which try was the slowest; exit
status 1 where anything was found.

    bytes        texts of a folder: bytes changed, cut, doubled, put in another encoding
    lexicons     cells and lines of a lexicon of one's own
    reports.csv  cells and lines of the sheet
    corrections  cells and lines of corrections.csv
    tables       cells, lines and JSON of tables and their manifest, which are then read, checked and verified
    files        a page, a PDF, a Word file, a sheet, an archive …, each with its bytes changed, to text

Each try changes one to five things. What must hold: a command ends with 0, 1 or 2; with 2 it says why; what stands at
the place of a count or a refusal is its quantity; themes of a paragraph weigh 1; a file is text with line feeds alone,
or it is said why not and what to do. A try is named by kind, seed and number, and is made again with --only
KIND:NUMBER; --kinds leaves some kinds out.
"""

import argparse
import contextlib
import csv
import io
import json
import random
import shutil
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

import analysis
from analysis import formats, tables
from analysis.__main__ import main
from analysis.lexicons import LEXICONS, SHIPPED

TEXTS = Path(__file__).resolve().parents[1] / "data" / "digests" / "texts"
ODD = (
    "", "-1", "9" * 400, "1e999", "nan", "=1+1", '"', "\0", "\ufeff", "../../x", "甲" * 3000, "2024", "a.txt", "\r",
    "(.+)+", "{", "|", "é", "𠮷", "-",
)  # fmt: skip
CORRECTIONS = """report,start,end,quantity,sentence,column,value,expect,reason,who,date
a,,,12次,,value,13,12,misprint,x,2026-01-01
"""
SHEET = """report,source,start,end,city,province,level,genre,year,title,status
a,a.txt,,,兰州,甘肃,prefecture,review,2024,甲,included
"""


def changed(data: bytes, draw: random.Random) -> bytes:
    """Bytes with one change: of a byte, a piece, a line or a cell."""
    if not data:
        return draw.choice(ODD).encode("utf-8", "surrogatepass")
    a, b = sorted((draw.randrange(len(data)), min(len(data), draw.randrange(len(data)) + draw.randrange(1, 40))))
    kind = draw.randrange(6)
    if kind == 0:
        return data[:a] + bytes([draw.randrange(256)]) + data[a + 1 :]
    if kind == 1:
        return data[:a] + data[b:]
    if kind == 2:
        return data[:b] + data[a:b] * draw.randrange(1, 4) + data[b:]
    if kind == 3:
        return data[: draw.randrange(len(data))]
    if kind == 4:
        return data.decode("utf-8", "replace").encode(
            draw.choice(["gb18030", "utf-16", "big5", "utf-8-sig"]), "replace"
        )
    lines = data.split(b"\n")
    n = draw.randrange(len(lines))
    cells = lines[n].split(b",")
    cells[draw.randrange(len(cells))] = draw.choice(ODD).encode()
    lines[n] = b",".join(cells)
    return b"\n".join(lines)


def change(file: Path, draw: random.Random) -> None:
    """Change a file one to five times."""
    data = file.read_bytes()
    for _ in range(draw.randrange(1, 6)):
        data = changed(data, draw)
    file.write_bytes(data)


def run(*command: object) -> None:
    """Run a command; raises AssertionError where it ends as none may."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(part) for part in command])
    assert status in (0, 1, 2), f"status {status}"
    assert status < 2 or err.getvalue().strip(), "2 without a word"
    assert "Traceback" not in out.getvalue() + err.getvalue(), "a traceback is printed"


def true(folder: Path) -> None:
    """Raise AssertionError where tables of a folder of texts say what is not so."""
    corpus = analysis.load_corpus(folder)
    texts = {source: corpus.text(source) for source in corpus.files}
    for table in (corpus.activities[~corpus.activities["decided_by"].eq("hand")], corpus.refusals):
        for source, start, end, quantity in table[["source", "start", "end", "quantity"]].itertuples(index=False):
            assert source not in texts or texts[source][start:end] == quantity, (source, start, quantity)
    weights = corpus.themes.groupby(["report", "paragraph"])["weight"].sum()
    assert ((weights - 1).abs() < 1e-6).all(), "weights"


@cache
def whole_files() -> dict[str, bytes]:
    """Name -> a good file of each kind."""
    import docx
    import openpyxl
    from matplotlib.figure import Figure

    text = "政协青禾市委员会工作报告\n\n一年来，召开会议12次，收到提案286件。\n" * 9
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = (
        f"<html><head><title>报告</title></head><body>{lines}<table><tr><td>提案<td>9件</table></body></html>".encode()
    )
    mht = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n"
    document, book, figure = docx.Document(), openpyxl.Workbook(), Figure()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.add_table(2, 2).cell(0, 1).text = "286件"
    book.active.append(["city", "text"])
    book.active.append(["青禾", text])
    figure.text(0.1, 0.5, "12345 abc")
    out = {suffix: io.BytesIO() for suffix in ("docx", "xlsx", "pdf", "parquet", "zip")}
    document.save(out["docx"])
    book.save(out["xlsx"])
    figure.savefig(out["pdf"], format="pdf")
    pd.DataFrame({"text": [text]}).to_parquet(out["parquet"])
    with zipfile.ZipFile(out["zip"], "w") as archive:
        archive.writestr("a.txt", text)
        archive.writestr("b.docx", out["docx"].getvalue())
    plain = {"txt": text.encode(), "md": text.encode(), "html": page, "mht": mht + page + b"\n--B--\n"}
    plain |= {"csv": f'city,text\n青禾,"{text}"\n'.encode(), "jsonl": json.dumps({"text": text}).encode()}
    return {f"a.{suffix}": data for suffix, data in plain.items()} | {f"a.{k}": v.getvalue() for k, v in out.items()}


def attempt(kind: str, folder: Path, draw: random.Random) -> None:
    """One try: a small corpus, something broken in it, and the commands that meet it."""
    if kind == "files":
        name, data = draw.choice(sorted(whole_files().items()))
        for _ in range(draw.randrange(1, 6)):
            data = changed(data, draw)
        with contextlib.suppress(formats.UnreadableError):
            for part in formats.read(data, name):
                assert isinstance(part, formats.Fault) or (part.text.strip() and "\r" not in part.text), name
        return
    text = draw.choice(sorted(TEXTS.glob("*.txt"))).read_text(encoding="utf-8")
    start = draw.randrange(max(1, len(text) - 400))
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "a.txt").write_text("政协工作综述\n\n" + text[start : start + 400], encoding="utf-8")
    (folder / "texts" / "b.txt").write_text("县政协2023年工作报告\n\n召开会议12次，提案30件。\n", encoding="utf-8")
    (folder / "reports.csv").write_text(SHEET, encoding="utf-8")
    (folder / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    if kind == "bytes":
        change(folder / "texts" / "a.txt", draw)
    elif kind in ("reports.csv", "corrections"):
        change(folder / ("reports.csv" if kind == "reports.csv" else "corrections.csv"), draw)
    elif kind == "lexicons":
        own = folder / "lexicons"
        own.mkdir()
        name = draw.choice(LEXICONS)
        with (SHIPPED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
        with (own / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *draw.sample(rows, min(len(rows), 8))])
        change(own / f"{name}.csv", draw)
        run("tabulate", folder, "--out", folder / "tables", "--lexicons", own)
        return
    else:
        run("bundle", folder, "--out", folder.with_name("bundle"))
        place = folder.with_name("bundle") / "tables"
        change(place / draw.choice([f"{name}.csv" for name in tables.SCHEMAS] + [tables.MANIFEST] * 4), draw)
        run("check", folder.with_name("bundle"))
        run("verify", folder.with_name("bundle"), "--texts", folder)
        run("review", folder.with_name("bundle"), "--sample", "5", "--out", folder.with_name("sheet"))
        return
    run("check", folder)
    run("tabulate", folder, "--out", folder / "tables")
    with contextlib.suppress(ValueError):  # no text can be read, which is said
        true(folder)


KINDS = ("bytes", "lexicons", "reports.csv", "corrections", "tables", "files")


def tried(kind: str, seed: int, number: int) -> str:
    """What went wrong in a try, "" where nothing did."""
    place = Path(tempfile.mkdtemp())
    try:
        attempt(kind, place / "corpus", random.Random(f"{kind} {seed} {number}"))
        return ""
    except BaseException as error:  # whatever it is, it is what is looked for
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)[-3:])
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="KIND:NUMBER")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    if args.only:
        kind, _, number = args.only.partition(":")
        raise SystemExit(tried(kind, args.seed, int(number)) or None)
    tries: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    end, number, slowest = time.monotonic() + args.seconds, 0, (0.0, "")
    while time.monotonic() < end:
        for kind in args.kinds:
            begun = time.process_time()
            told = tried(kind, args.seed, number)
            slowest = max(slowest, (time.process_time() - begun, f"{kind}:{number}"))
            tries[kind] += 1
            if told:
                bad[kind] += 1
                print(f"--- {kind}:{number}\n{told}", flush=True)
        number += 1
    for kind in args.kinds:
        print(f"{kind:<12} {tries[kind]:>6} tries {bad[kind]:>4} found")
    print("slowest: {1}, {0:.1f} s of CPU; {2:.0f} s in all".format(*slowest, time.process_time()))
    raise SystemExit(1 if sum(bad.values()) else 0)
