"""What the commands of the command line do and print. Each returns the exit status."""

import os
import shlex
import sys
import warnings
from argparse import Namespace
from pathlib import Path

import pandas as pd

from .. import tables
from ..activities.explain import explain, told
from ..codes import SURE
from ..corpus import read_document, reports_of
from ..corpus.folder.problems import problem_lines
from ..corpus.folder.reports_csv import COLUMNS
from ..language.switch import VARIABLE
from ..lexicons import load_lexicons
from ..tables.corpus_tables import Corpus, CorpusError
from .bundle import bundle, verify
from .check import check
from .corrections_csv import FILE
from .load import corpus_folder, load_corpus, texts_in
from .tabulate import NotWrittenError, tabulate_to

_LINES = 10  # reports that a note lists
_PLACE = ["source", "start", "end"]
_LONGEST_NAME = 255  # bytes; a longer text names no file, and asking for one is an error


def _tell(problems: pd.DataFrame, strict: bool = False) -> bool:
    """Print the problems; whether they are the end of it, because there are some and strict is asked for."""
    for line in problem_lines(problems):
        print(line)
    if strict and len(problems):
        print(f"\nNothing is written, because there are {len(problems)} problems (--strict).")
    return strict and len(problems) > 0


def _tabulate(args: Namespace) -> int:
    folder, out = corpus_folder(args.folder), Path(args.out).expanduser()
    if out.resolve() in (folder.resolve(), *folder.resolve().parents):
        todo = f"use {folder / 'tables'} or another folder"
        raise CorpusError(f"{out}: the tables would be written over the corpus; {todo}")
    if why := tables.may_not_write(out):  # before hours of measuring
        raise CorpusError(why)
    texts = texts_in(args.texts) if args.texts else None
    how = (texts, load_lexicons(args.lexicons, args.engine), args.format, args.workers)
    try:
        tally, manifest, problems = tabulate_to(
            out, folder, *how, progress=True, strict=args.strict, scheduler=args.scheduler
        )
    except NotWrittenError as error:
        why, problems = error.args
        _tell(problems, strict=not why)
        if why:
            raise CorpusError(why) from None
        return 1
    _tell(problems)
    print(("\n" if len(problems) else "") + tally.summary(manifest, problems))
    print(f"{'tables:':<19}{out}")
    return 1 if len(problems) else 0


def _new(args: Namespace) -> int:
    from .new import first, new, told
    from .new_page import write_page

    result = new(args.pile, args.out)
    print(told(result))
    page = write_page(result, first(result.reports))
    print(f"Look through {page}, correct {result.folder / 'reports.csv'} in a spreadsheet, then:")
    print(f"python -m analysis tabulate {shlex.quote(str(result.folder))} --out tables")
    return 1 if (result.sources["status"] != "read").any() or len(result.doubts) else 0


def _check(args: Namespace) -> int:
    folder, texts = corpus_folder(args.folder), texts_in(args.texts) if args.texts else None
    found = check(folder, texts, args.lexicons)
    _tell(found.problems)
    bad, log, sheet, n = len(found.problems), found.corrections, folder / "reports.csv", len(found.documents)
    if found.own_columns:
        own = ", ".join(found.own_columns)
        print(f"Note: reports.csv has columns of your own ({own}); comparisons can group by them.")
    if found.engine:
        what = f"tables/ were measured with the segmenter {found.engine}"
        print(f"Note: {what}; measure others with --engine {found.engine}, as tables of two do not mix.")
    for line in _late(found.anachronisms):
        print(line)
    if log:
        print(f"{FILE}: {sum(entry['applied'] for entry in log)} of {len(log)} corrections apply.")
    measured = tables.holds_tables(folder) or tables.holds_tables(folder / "tables")
    read = "Tables without texts" if measured and not n else f"{n} text{'' if n == 1 else 's'} can be read"
    print(f"{read}; {bad or 'no'} problem{'' if bad == 1 else 's'}.")
    incomplete = found.problems["problem"].str.contains(r"^column .* is missing$|no usable row", regex=True).any()
    if n and (not sheet.is_file() or incomplete):
        what = "is incomplete" if sheet.is_file() else "is not there"
        command = f"python -m analysis new {shlex.quote(str(folder))} --out CORPUS"
        print(f"reports.csv {what}. For a corpus folder with what the texts say: {command}")
        print(f"Its columns: {', '.join(COLUMNS)}")
    return 1 if bad else 0


def _late(table: pd.DataFrame) -> list[str]:
    """Reports with slogans from after their time, the first ones each in a line."""
    lines = []
    for (report, written), rows in table.groupby(["report", "written"], sort=False):
        names = (rows["slogan"] + " (" + rows["first_year"].astype(str) + ")").unique()
        lines.append(f"  {report}, written by {written}: {', '.join(names)}")
    if not lines:
        return []
    what = f"Note: {len(lines)} report{'' if len(lines) == 1 else 's'} with slogans from after their time: misdated, "
    what += "edited later, or the words said before they were a slogan (compare.anachronisms has the places)."
    more = [f"  … and {len(lines) - _LINES} more"] if len(lines) > _LINES else []
    return [what, *lines[:_LINES], *more]


def _bundle(args: Namespace) -> int:
    out = Path(args.out).expanduser()
    how = (args.texts, args.lexicons, args.format, args.workers)
    found, problems = bundle(args.folder, out, *how, progress=True, strict=args.strict, engine=args.engine)
    if _tell(problems, args.strict):
        return 1
    rows = ", ".join(f"{name} {len(table):,}" for name, table in found.items())
    print(f"{Path(args.out)}: reports.csv and tables/ without texts. Rows: {rows}.")
    fixed = tables.read_manifest(out / "tables").get("corrections") or []
    if fixed:
        print(f"{FILE} goes with it: {sum(e['applied'] for e in fixed)} of {len(fixed)} corrections are in the tables.")
    print(f"To verify it: python -m analysis verify {shlex.quote(str(out))} --texts FOLDER")
    return 1 if len(problems) else 0


def _verify(args: Namespace) -> int:
    result = verify(args.folder, args.texts, args.lexicons, args.workers, progress=True, engine=args.engine)
    _tell(result.problems)
    for line in (*result.notes, *result.differences):
        print(line)
    if result.differences:
        print(f"{len(result.differences)} of {len(tables.SCHEMAS)} tables differ.")
        return 1
    by_hand = f" with {result.corrected} corrections by hand ({FILE} of the bundle)" if result.corrected else ""
    print(f"All {len(tables.SCHEMAS)} tables are what these texts give{by_hand}, byte for byte.")
    return 0


def _explain(args: Namespace) -> int:
    file = Path(args.text).expanduser()
    is_file = len(os.fsencode(args.text)) <= _LONGEST_NAME and file.is_file()
    texts = reports_of(read_document(file)) if is_file else [args.text]
    lexicons = load_lexicons(args.lexicons)
    table = pd.concat([explain(text, lexicons, args.at) for text in texts], ignore_index=True)
    if table.empty and args.at is not None:
        print(f"No number stands at {args.at}; without --at every number is explained, with its place.")
        return 1
    print(told(table) if len(table) else "No number stands in it.")
    return 0


def _review(args: Namespace) -> int:
    with warnings.catch_warnings(action="ignore"):  # what is passed over is said below, in corpus.origin
        corpus = load_corpus(args.folder, args.texts, args.lexicons, args.workers, progress=True)
    _tell(corpus.problems)
    (_list_doubtful if args.doubtful else _draw)(corpus, args)
    return 1 if len(corpus.problems) else 0


def _draw(corpus: Corpus, args: Namespace) -> None:
    from . import review  # SciPy, which the other commands do without

    sheet = review.sample(corpus, args.sample, args.seed)
    files = review.write_sheet(sheet, args.out)
    counts, paragraphs = ((sheet["part"] == part).sum() for part in ("count", "paragraph"))
    drawn = f"{counts} of {len(corpus.activities):,} counts and {paragraphs} paragraphs (seed {args.seed})"
    print(f"Tables: {corpus.origin}.\n{files[0]}, {files[1]}: {drawn}.")
    sure = corpus.activities["decided_by"].isin(SURE)
    strata = corpus.activities["category"].where(sure, corpus.activities["category"] + " (unsure)")
    is_drawn = pd.MultiIndex.from_frame(corpus.activities[_PLACE]).isin(pd.MultiIndex.from_frame(sheet[_PLACE]))
    if left := sorted(set(strata) - set(strata[is_drawn])):
        print(f"Not drawn from: {', '.join(left)}; a larger sample includes them.")
    if fixed := int(corpus.corrections["applied"].sum()):
        print(f"Note: {FILE} is applied ({fixed} rows); the sheet measures the counts as corrected.")
    print("Fill the coloured columns of one of the two; the page `columns` says how. Give each coder a copy of it.")
    print("Then: python -m analysis agreement SHEET…")


def _list_doubtful(corpus: Corpus, args: Namespace) -> None:
    from . import review
    from .review.doubtful import COLUMNS, FILLED, holds

    sheet = review.doubtful(corpus)
    if sheet.empty:
        print("No count is in doubt, and no number was refused by judgement; no sheet is written.")
        return
    files = review.write_sheet(sheet, args.out, COLUMNS, FILLED)
    print(f"Tables: {corpus.origin}.\n{files[0]}, {files[1]}: {holds(sheet, corpus.activities)}")
    print(f"Fill `value`, delete rows without one, and save the rest as {FILE}, or at the end of it.")
    print("The page `columns` says how to fill them.")


def _agreement(args: Namespace) -> int:
    from . import review

    sheets, files = {}, [Path(file).expanduser().resolve() for file in args.sheets]
    if twice := next((file for file in files if files.count(file) > 1), None):
        raise ValueError(f"{twice}: given twice, and each sheet is one coder; name each once")
    for file in args.sheets:
        try:
            sheets[file] = review.read_sheet(file)
        except (ValueError, OSError) as error:
            print(f"agreement: {error}", file=sys.stderr)
    if not sheets:
        return 2
    found = review.agreement(sheets)
    for line in review.problem_lines(found.problems):
        print(line)
    if not found.cells["coded"].any() and not found.recall["coded"].any():
        print("agreement: nothing is coded yet; fill the coloured columns of the sheets", file=sys.stderr)
        return 2
    for title, table in (("Precision", found.precision), ("Cells", found.cells), ("Recall", found.recall)):
        print(f"\n{title}\n{table.round(3).to_string(index=False, na_rep='')}")
    if len(sheets) > 1:
        print(f"\nAgreement on category\n{found.alpha.round(3).to_string(index=False, na_rep='')}")
    print(f"\n{found.sentence}")
    return 1 if len(sheets) < len(files) or len(found.problems) else 0


def _report(args: Namespace) -> int:
    from .publish import write_report  # runs notebooks, which the other commands do without

    if args.language:
        os.environ[VARIABLE] = args.language  # for the notebooks too, each of which is a process of its own
    try:
        failures = write_report(args.folder, args.out)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("analysis"):
            raise
        todo = "pip install 'PACKAGE[notebooks]', where PACKAGE is the wheel or the project's folder"
        print(f"report: {error.name} is not installed; run: {todo}", file=sys.stderr)
        return 2
    for failure in failures:
        print(f"report: {failure}", file=sys.stderr)
    print(f"{Path(args.out) / 'index.html'} is written" + (f"; {len(failures)} part(s) failed" if failures else ""))
    return 1 if failures else 0


def _cite(args: Namespace) -> int:
    from .cite import cite

    print(cite(args.folder))
    return 0


_RUN = (_new, _tabulate, _check, _bundle, _verify, _explain, _review, _agreement, _report, _cite)
COMMANDS = {run.__name__.removeprefix("_"): run for run in _RUN}
