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
        sub.add_argument("--workers", type=number, default=1, metavar="N", help="processes (default: 1)")

    def writing(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("folder", metavar="FOLDER", help=folder)
        sub.add_argument("--out", required=True, metavar="FOLDER", help="where they go")
        sub.add_argument("--texts", metavar="FOLDER", help=away)
        sub.add_argument("--format", choices=FORMATS, default="csv", help="of the tables (default: csv)")
        sub.add_argument("--strict", action="store_true", help="write nothing where there is a problem")
        sub.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=f"{segmenter} (default: {ENGINES[0]})")
        measuring(sub)

    folder = "reports.csv with texts/, or a folder of files with texts"
    away = "the folder of the texts, where it is not FOLDER/texts"
    segmenter = "what cuts texts into words"
    lexicons = "lexicons of your own; files it lacks are the shipped ones"
    sub = command("new", "Make a corpus folder of a pile of files; run again, add what is new.")
    sub.add_argument("pile", metavar="PILE", help="pages, Word files, PDFs, sheets, archives and texts, at any depth")
    sub.add_argument(
        "--out", required=True, metavar="FOLDER", help="the corpus folder: texts/, reports.csv, sources.csv"
    )
    sub = command("tabulate", "Measure the texts of a folder and write the tables.")
    writing(sub)
    cluster = "a Dask scheduler (tcp://…), whose workers measure; docs/cluster.md says how"
    sub.add_argument("--scheduler", metavar="ADDRESS", help=cluster)
    sub = command("check", "List everything that is wrong with a folder.")
    sub.add_argument("folder", metavar="FOLDER")
    sub.add_argument("--texts", metavar="FOLDER", help=away)
    sub.add_argument("--lexicons", metavar="FOLDER", help="lexicons of your own, with which corrections are tried")
    writing(command("bundle", "Write reports.csv and the tables without the texts, to share."))
    sub = command("verify", "Say whether texts give the tables of a bundle.")
    sub.add_argument("folder", metavar="BUNDLE")
    sub.add_argument("--texts", required=True, metavar="FOLDER", help="the folder of the texts")
    sub.add_argument("--engine", choices=ENGINES, help=f"{segmenter} (default: what the bundle was made with)")
    measuring(sub)
    sub = command("explain", "Say, number by number, why it is a count or none, and of what.")
    sub.add_argument("text", metavar="TEXT", help="a sentence, or a file with reports")
    sub.add_argument("--at", type=int, metavar="START", help="only the number at this place, as in the tables")
    sub.add_argument("--lexicons", metavar="FOLDER", help=lexicons)
    sub = command("review", "Draw counts and paragraphs to check by hand, or list the doubtful ones, as a sheet.")
    sub.add_argument("folder", metavar="FOLDER", help=folder)
    sub.add_argument("--texts", metavar="FOLDER", help=away)
    drawn = "counts to draw (default: 100), a third of them unsure if there are so many"
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--sample", type=_at_least_one("counts"), default=100, metavar="N", help=drawn)
    listed = "no sample: unsure counts, then numbers refused by judgement, as rows to fill for corrections.csv"
    what.add_argument("--doubtful", action="store_true", help=listed)
    sub.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, another sample (default: 1)")
    sheet = "writes SHEET.xlsx and SHEET.csv; overwrites nothing"
    sub.add_argument("--out", required=True, metavar="SHEET", help=sheet)
    measuring(sub)
    sub = command("report", "Run every notebook on a folder and write its results as pages.")
    worked = "as for tabulate, or tables; without it the worked case"
    sub.add_argument("folder", nargs="?", metavar="FOLDER", help=worked)
    sub.add_argument("--out", default="report", metavar="FOLDER", help="where the pages go (default: report)")
    sub.add_argument("--language", choices=LANGUAGES, help="of charts, tables, pages (default: REPORT_LANGUAGE or en)")
    sub = command("agreement", "Precision, recall and agreement of coders from sheets that were filled.")
    sub.add_argument("sheets", nargs="+", metavar="SHEET", help="one for each coder, .xlsx or .csv")
    sub = command("cite", "Say how to cite the software, with a paragraph for the methods, in English and Chinese.")
    sub.add_argument("folder", nargs="?", metavar="FOLDER", help="the corpus it was used on (default: none)")
    return parser


def _at_least_one(things: str) -> Callable[[str], int]:
    """How many processes or counts an option asks for."""

    def number(value: str) -> int:
        if not value.isdigit() or int(value) < 1:
            raise argparse.ArgumentTypeError(f"{value} is no number of {things}; give 1 or more")
        return int(value)

    return number


def main(argv: list[str] | None = None) -> int:
    """The command line. Exit status: 0; 1 where there are problems or differences; 2 where nothing can be done."""
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
