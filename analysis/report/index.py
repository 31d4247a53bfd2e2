"""The first page of the report: its notebooks, figures and reports, and what is wrong with the folder."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from ..codes import INCLUDED
from ..language import current
from ..tables.corpus_tables import Corpus
from . import explorer
from .notebooks import Run, page

ROWS = 200  # a page with more rows is no longer read; the table itself is one click away


def _table(frame: pd.DataFrame) -> str:
    """A table with its numbers aligned right, at most ROWS rows."""
    number = [pd.api.types.is_numeric_dtype(frame[c]) for c in frame.columns]

    def line(cells: Iterable[str], tag: str) -> str:
        marked = (f'<{tag} class="number">' if n else f"<{tag}>" for n in number)
        return "<tr>" + "".join(f"{m}{c}</{tag}>" for m, c in zip(marked, cells, strict=True)) + "</tr>"

    def show(value: Any) -> str:
        if pd.isna(value):
            return ""
        return f"{value:,}" if isinstance(value, int) and value > 9999 else escape(str(value))

    rows = [line(map(show, row), "td") for row in frame.head(ROWS).astype(object).itertuples(index=False)]
    more = f'<p class="quiet">{len(frame) - ROWS:,} more rows.</p>' if len(frame) > ROWS else ""
    head = line((escape(str(c)) for c in frame.columns), "th")
    return f'<div class="wide"><table><thead>{head}</thead><tbody>\n{chr(10).join(rows)}\n</tbody></table></div>{more}'


def _corpus(corpus: Corpus) -> str:
    """Which reports the tables were measured on, and how much was found in each."""
    reports = corpus.reports
    shown = reports[["report", "city", "city_en", "year", "genre", "n_chars"]].copy()
    for name in ("activities", "slogans"):
        found = getattr(corpus, name).groupby("report").size()
        shown[name] = shown["report"].map(found).fillna(0).astype(int)
    used = reports[reports["status"].eq(INCLUDED)]
    if len(used) < len(reports):
        shown["status"] = reports["status"]
    labels = {"n_chars": "Chinese characters", "city_en": "in English", "activities": "activity counts"}
    return (
        f"<p>{len(used):,} reports on {used['city'].nunique():,} places, {used['n_chars'].sum():,} Chinese characters; "
        f"the tables were {escape(corpus.origin)}.</p>{_table(shown.rename(columns=labels))}"
    )


def _figures(out: Path) -> str:
    """Thumbnails of out/figures, each with the forms in which the figure was saved."""
    cells = []
    for png in sorted((out / "figures").glob("*.png")):
        here = f"figures/{quote(png.stem)}"
        forms = [png.with_suffix(f".{kind}") for kind in ("pdf", "svg", "png", "csv")]
        links = " · ".join(f'<a href="{here}{p.suffix}">{p.suffix[1:].upper()}</a>' for p in forms if p.is_file())
        name = escape(png.stem.replace("-", " ").replace("_", " "))
        cells.append(
            f'<figure><a href="{here}.png"><img src="{here}.png" alt="{name}" loading="lazy"></a>'
            f"<figcaption>{name}<br>{links}</figcaption></figure>"
        )
    if not cells:
        return "<p>No notebook saved a figure.</p>"
    intro = '<p class="quiet">PDF and SVG for papers, PNG for slides, CSV: the numbers drawn.</p>'
    return f'{intro}<div class="figures">{"".join(cells)}</div>'


def index_page(corpus: Corpus, out: Path, runs: Sequence[Run], own: bool = True) -> str:
    """index.html: the notebooks with their questions, the figures, the reports, and all that went wrong.

    It links to explore.html, which is written beside it.

    own: every notebook ran on this corpus; else each ran on the corpus that it names (the worked case).
    """
    rests = (
        "Every number comes from the tables below. The text in the notebooks speaks of the worked case of the project: "
        "read their tables and charts, and write your own."
        if own
        else "This is the worked case: the tables below are those of the digests, twelve reports retold with every "
        "figure kept, so that each count leads to its sentence. Notebooks 01 and 07 run on them; 02 to 06 on the "
        "tables measured on the original reports (data/cities), whose texts are not ours to give."
    )
    parts = [
        "<h1>Reports of political consultative conferences (政协)</h1>",
        "<p>Activity counts, recurring slogans (提法) and themes, compared, in the reports of the folder "
        f"<b>{escape(corpus.folder.name)}</b>. {rests}</p>",
    ]
    explorer.write(corpus, out / "explore.html", current())
    parts.append('<p><a href="explore.html"><b>Explore</b></a>: choose, sort, search and read the sentences.</p>')
    parts += [f'<p class="failure"><b>Failed.</b> {escape(run.failure)}</p>' for run in runs if run.failure]
    parts.append("<h2>Notebooks</h2>\n<table><tbody>")
    for run in runs:
        link = f'<a href="{quote(run.name)}.html">{escape(run.title)}</a>{" <b>failed</b>" if run.failure else ""}'
        parts.append(f"<tr><td>{link}</td><td>{escape(run.question)}</td></tr>")
    parts += ["</tbody></table>", "<h2>Figures</h2>", _figures(out), "<h2>Reports</h2>", _corpus(corpus)]
    files = sorted(p.name for p in (out / "tables").iterdir() if not p.name.startswith("."))
    links = ", ".join(f'<a href="tables/{quote(name)}">{escape(name)}</a>' for name in files)
    parts += [f"<p>Tables: {links}</p>", "<h2>Problems in the folder</h2>"]
    problems = corpus.problems.rename(columns={"what_to_do": "what to do"})
    parts.append(_table(problems) if len(problems) else "<p>None were found.</p>")
    return page("Reports of political consultative conferences", "\n".join(parts))
