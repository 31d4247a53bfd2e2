"""A whole HTML page that needs no other file: its frame, contents, tables and way to the pages before and after it."""

import datetime
import re
from html import escape, unescape
from importlib import metadata
from pathlib import Path

from ..language import current, text
from .citation import citation

MARK = '<meta name="generator" content="zhengxie-reports">'
_STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
_NUMBER = re.compile(r"[-−+]?(\d[\d,]*(\.\d+)?|\.\d+)(e[-+]?\d+)?( ?[%‰])?")
_GAPS = frozenset(("", "–", "—", "-", "NaN", "nan", "None", "<NA>", "inf", "…", "..."))


def page(
    title: str,
    body: str,
    notebook: str = "",
    failure: str = "",
    own: str = "",
    before: str = "",
    after: str = "",
) -> str:
    """A whole HTML page; title and failure are plain text, body is HTML, whose h2 with an id are its contents.

    notebook: the name of the one it shows. own: the name of the researcher's folder that it was run on. before, after:
    the names of the notebooks whose pages come before and after it, "" where there is none.
    """
    colours = ""
    if notebook:
        from pygments.formatters import HtmlFormatter

        colours = HtmlFormatter(style="default", nobackground=True).get_style_defs(".highlight")
    broken = f'<p class="failure"><b>{text("page notebook failed")}</b> {escape(failure)}</p>' if failure else ""
    notice = text("page case notice", folder=f"<b>{escape(own)}</b>")
    case = f'<p class="case">{notice}</p>' if own else ""
    source = f"{text('page from', file=f'notebooks/{escape(notebook)}.ipynb')} · " if notebook else ""
    version = f"zhengxie-reports {escape(metadata.version('zhengxie-reports'))}"
    return (
        f'<!DOCTYPE html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">\n{MARK}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{colours}</style>\n</head>\n<body>\n"
        f"{_way(before, after) if notebook else ''}\n{_contents(body)}\n<main>\n{broken}{case}\n{body}\n</main>\n"
        f"{_way(before, after) if notebook else ''}\n"
        f"<footer><p>{text('page cite', citation=escape(citation()))}</p><p>{text('page licence')}</p>"
        f"<p>{source}{version}, {datetime.date.today():%Y-%m-%d}</p></footer>\n</body>\n</html>\n"
    )


def heading(words: str, name: str) -> str:
    """A heading of the second level (plain text) that the contents of a page lead to."""
    return f'<h2 id="{name}">{escape(words)}</h2>'


def _way(before: str, after: str) -> str:
    """Links to the page before, the first page and the page after."""

    def link(name: str, sign: str) -> str:
        said = sign.format(escape(name.replace("_", " ")))
        return f'<a href="{escape(name)}.html">{said}</a>' if name else "<span></span>"

    middle = f'<a href="index.html">{text("page all")}</a>'
    return f'<nav class="way">{link(before, "← {}")}{middle}{link(after, "{} →")}</nav>'


def _contents(body: str) -> str:
    """The headings of a page as links: beside it where there is room, above it and folded where there is not."""
    found = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', body, flags=re.S)
    if len(found) < 2:
        return ""
    words = [re.sub(r"<a class=\"anchor-link\".*?</a>|<[^>]+>", "", inside).strip() for _, inside in found]
    items = "".join(
        f'<li><a href="#{name}">{escape(unescape(said))}</a></li>' for (name, _), said in zip(found, words, strict=True)
    )
    title = text("page contents")
    return (
        f'<nav class="beside" aria-label="{title}"><b>{title}</b><ul>{items}</ul></nav>'
        f'<details class="above"><summary>{title}</summary><ul>{items}</ul></details>'
    )


def with_numbers_right(html: str) -> str:
    """HTML whose tables of data (class dataframe) have the columns of numbers marked, which the style aligns right."""
    return re.sub(r'<table[^>]*class="dataframe".*?</table>', lambda found: _marked(found[0]), html, flags=re.S)


def _marked(table: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(table, "html.parser")
    rows = [list(row.find_all("td")) for row in soup.find_all("tr")]
    width = max(map(len, rows), default=0)
    rows = [row for row in rows if row and len(row) == width]
    # A header ends where its rows do: what stands before are the names of the index.
    heads = [list(row.find_all("th")) for row in soup.select("thead tr")]
    heads = [head[-width:] for head in heads if len(head) >= width and not any(th.get("colspan") for th in head)]
    for column in range(width):
        said = [row[column].get_text().strip() for row in rows]
        filled = [cell for cell in said if cell not in _GAPS]
        if filled and all(map(_NUMBER.fullmatch, filled)):
            for line in [*rows, *heads]:
                line[column]["class"] = "number"
    return str(soup)
