"""HTML of the report: one look for all pages, nothing loaded from elsewhere."""

import datetime
from html import escape
from importlib import metadata
from pathlib import Path

MARK = '<meta name="generator" content="zhengxie-reports">'
_STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def page(title: str, body: str, notebook: str = "", failure: str = "", own: str = "") -> str:
    """A whole HTML page; title and failure are plain text, body is HTML.

    notebook: the name of the one it shows. own: the name of the researcher's folder that it was run on.
    """
    colours = ""
    if notebook:
        from pygments.formatters import HtmlFormatter

        colours = HtmlFormatter(style="default", nobackground=True).get_style_defs(".highlight")
    version = metadata.version("zhengxie-reports")
    top = '<nav><a href="index.html">All notebooks and figures</a></nav>' if notebook else ""
    source = f", from notebooks/{escape(notebook)}.ipynb" if notebook else ""
    broken = f'<p class="failure"><b>This notebook failed.</b> {escape(failure)}</p>' if failure else ""
    case = (
        f'<p class="case">Tables and charts are measured on the folder <b>{escape(own)}</b>. The text between them was '
        "written about the worked case of the project: what it says of cities and figures is not about this folder.</p>"
        if own
        else ""
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{MARK}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{colours}</style>\n</head>\n"
        f"<body>\n{top}{broken}{case}\n<main>\n{body}\n</main>\n"
        f"<footer>zhengxie-reports {escape(version)}{source}, {datetime.date.today():%Y-%m-%d}</footer>\n"
        "</body>\n</html>\n"
    )
