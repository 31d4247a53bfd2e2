"""Tables from reports of Chinese political consultative conferences (政协): measure, check, share, verify."""

import argparse
import sys
from collections.abc import Callable

from . import __version__
from .codes import ENGINES

FORMATS, LANGUAGES = ("csv", "parquet"), ("en", "zh")  # of tables and language, which take seconds to import


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, does: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=does, description=does)

    def measuring(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--lexicons", metavar="FOLDER", help=lexicons)
        number = _at_least_one("processes")
        sub.add_argument("--workers", type=number, default=1, metavar="N", help="number of processes (default: 1)")

    def writing(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("folder", metavar="FOLDER", help=folder)
        sub.add_argument("--out", required=True, metavar="FOLDER", help="where to write them")
        sub.add_argument("--texts", metavar="FOLDER", help=away)
        sub.add_argument("--format", choices=FORMATS, default="csv", help="format of the tables (default: csv)")
        sub.add_argument("--strict", action="store_true", help="write nothing if there is a problem")
        sub.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=f"{segmenter} (default: {ENGINES[0]})")
        measuring(sub)

    folder = "a folder with reports.csv and texts/, or of files that contain texts"
    away = "the folder of the texts, if it is not FOLDER/texts"
    segmenter = "segmenter that divides texts into words"
    lexicons = "your own lexicons; for missing files the shipped ones are used"
    sub = command("new", "Make a corpus folder from a pile of files; run again to add what is new.")
    sub.add_argument("pile", metavar="PILE", help="pages, Word files, PDFs, sheets, archives and texts, at any depth")
    sub.add_argument(
        "--out", required=True, metavar="FOLDER", help="the corpus folder: texts/, reports.csv, sources.csv"
    )
    sub = command("tabulate", "Measure the texts of a folder and write the tables.")
    writing(sub)
    cluster = "Dask scheduler (tcp://…) whose workers measure; see docs/cluster.md"
    sub.add_argument("--scheduler", metavar="ADDRESS", help=cluster)
    sub = command("check", "List everything that is wrong with a folder.")
    sub.add_argument("folder", metavar="FOLDER")
    sub.add_argument("--texts", metavar="FOLDER", help=away)
    sub.add_argument("--lexicons", metavar="FOLDER", help="your own lexicons, with which corrections are tried")
    writing(command("bundle", "Write reports.csv and the tables without the texts, to share."))
    sub = command("verify", "Check whether texts reproduce the tables of a bundle.")
    sub.add_argument("folder", metavar="BUNDLE")
    sub.add_argument("--texts", required=True, metavar="FOLDER", help="the folder of the texts")
    sub.add_argument("--engine", choices=ENGINES, help=f"{segmenter} (default: that of the bundle)")
    measuring(sub)
    sub = command("explain", "Explain, number by number, whether and why it is a count, and of what.")
    sub.add_argument("text", metavar="TEXT", help="a sentence, or a file with reports")
    sub.add_argument("--at", type=int, metavar="START", help="only the number at this offset (`start` in the tables)")
    sub.add_argument("--lexicons", metavar="FOLDER", help=lexicons)
    sub = command("review", "Draw counts and paragraphs to check by hand, or list the doubtful ones, as a sheet.")
    sub.add_argument("folder", metavar="FOLDER", help=folder)
    sub.add_argument("--texts", metavar="FOLDER", help=away)
    drawn = "counts to draw (default: 100), at least a third unsure if there are that many"
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--sample", type=_at_least_one("counts"), default=100, metavar="N", help=drawn)
    listed = "instead, list unsure and doubted counts, then numbers refused by judgement, as rows for corrections.csv"
    what.add_argument("--doubtful", action="store_true", help=listed)
    sub.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the sample (default: 1)")
    sheet = "writes SHEET.xlsx and SHEET.csv; overwrites nothing"
    sub.add_argument("--out", required=True, metavar="SHEET", help=sheet)
    measuring(sub)
    sub = command("report", "Run every notebook on a folder and write its results as pages.")
    worked = "as for tabulate, or a folder of tables; default: the worked case"
    sub.add_argument("folder", nargs="?", metavar="FOLDER", help=worked)
    sub.add_argument("--out", default="report", metavar="FOLDER", help="where the pages go (default: report)")
    sub.add_argument(
        "--language", choices=LANGUAGES, help="language of charts, tables and pages (default: REPORT_LANGUAGE or en)"
    )
    sub = command("agreement", "Compute precision, recall and agreement of coders from coded sheets.")
    sub.add_argument("sheets", nargs="+", metavar="SHEET", help="one per coder, .xlsx or .csv")
    sub = command("cite", "Show how to cite the software, with a methods paragraph, in English and Chinese.")
    sub.add_argument("folder", nargs="?", metavar="FOLDER", help="the corpus that was analysed (default: none)")
    return parser


def _at_least_one(things: str) -> Callable[[str], int]:
    """A parser for an option that takes a number of processes or counts."""

    def number(value: str) -> int:
        if not value.isdigit() or int(value) < 1:
            raise argparse.ArgumentTypeError(f"{value} is not a number of {things}; give 1 or more")
        return int(value)

    return number


def main(argv: list[str] | None = None) -> int:
    """The command line. Exit status: 0; 1 if there are problems or differences; 2 if nothing can be done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese must not end the run
    args = _parser().parse_args(argv)
    try:
        from .workflow.commands import COMMANDS  # takes seconds; --version, --help and a wrong option need none of it

        return COMMANDS[args.command](args)
    except (ValueError, OSError) as error:  # CorpusError and LexiconError among them
        told = str(error)
        if isinstance(error, OSError) and error.filename and error.strerror:
            told = f"{error.filename}: {error.strerror}; check path and permissions"
        print(f"{args.command}: {told}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"{args.command}: interrupted", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
