"""The first page of the report: what the reports show, the notebooks, figures and tables, and what is wrong."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from ..codes import INCLUDED
from ..language import label, text
from ..papers.accuracy import latest
from ..tables.corpus_tables import Corpus
from .findings import Q, findings, number
from .notebooks import Run
from .page import heading, page

ROWS = 200  # a page with more rows is no longer read; the table itself is one click away


def _table(frame: pd.DataFrame) -> str:
    """A table with its numbers aligned right, at most ROWS rows."""
    numeric = [pd.api.types.is_numeric_dtype(frame[c]) for c in frame.columns]

    def line(cells: Iterable[str], tag: str) -> str:
        marked = (f'<{tag} class="number">' if n else f"<{tag}>" for n in numeric)
        return "<tr>" + "".join(f"{m}{c}</{tag}>" for m, c in zip(marked, cells, strict=True)) + "</tr>"

    def show(value: Any) -> str:
        if pd.isna(value):
            return ""
        if isinstance(value, float):
            return f"{value:.2f}"
        return f"{value:,}" if isinstance(value, int) and value > 9999 else escape(str(value))

    rows = [line(map(show, row), "td") for row in frame.head(ROWS).astype(object).itertuples(index=False)]
    more = f'<p class="quiet">{text("page more rows", n=len(frame) - ROWS)}</p>' if len(frame) > ROWS else ""
    head = line((escape(str(c)) for c in frame.columns), "th")
    return f'<div class="wide"><table><thead>{head}</thead><tbody>\n{chr(10).join(rows)}\n</tbody></table></div>{more}'


def _findings(corpus: Corpus, runs: Sequence[Run]) -> str:
    """What the reports show, a sentence a point, each topic with the notebook that has more."""
    points: dict[str, list[str]] = {}
    for found in findings(corpus):
        points.setdefault(found.topic, []).append(found.sentence)
    parts = []
    for topic, sentences in points.items():
        run = next((run for run in runs if run.name.endswith(f"_{topic}")), None)
        name = run.name.replace("_", " ") if run else ""
        link = f' <a href="{quote(run.name)}.html">{escape(text("page more", name=name))}</a>' if run else ""
        said = [*map(escape, sentences[:-1]), escape(sentences[-1]) + link]
        parts.append(f"<dt>{text(f'topic {topic}')}</dt>" + "".join(f"<dd>{each}</dd>" for each in said))
    return f'<dl class="findings">{"".join(parts)}</dl><p class="quiet">{text("page findings note", q=Q)}</p>'


def _accuracy() -> str:
    """How right counts are by kind of text."""
    table = latest()
    shown = table.assign(kind=table["kind"].map(lambda kind: label(kind, "kind")))
    names = {c: text(f"page {c}") for c in ("kind", "object", "category", "record")}
    names |= {"counts": text("page annotated")}
    note = f'<p class="quiet">{text("page accuracy note")}</p>'
    return heading(text("page accuracy"), "accuracy") + _table(shown.rename(columns=names)) + note


def _corpus(corpus: Corpus) -> str:
    """Which reports the tables were measured on, and how much was found in each."""
    reports = corpus.reports
    shown = reports[["report", "city", "city_en", "year", "genre", "n_chars"]].copy()
    shown["genre"] = shown["genre"].map(lambda code: "" if pd.isna(code) else label(code, "genre"))
    for name in ("activities", "slogans"):
        found = getattr(corpus, name).groupby("report").size()
        shown[name] = shown["report"].map(found).fillna(0).astype(int)
    used = reports[reports["status"].eq(INCLUDED)]
    if len(used) < len(reports):
        shown["status"] = reports["status"]
    names = {c: text(f"page {c}") for c in ("report", "city", "year", "genre", "activities", "slogans", "status")}
    held = text(
        "page held",
        reports=number("report", len(used)),
        places=number("place", used["city"].nunique()),
        chars=f"{used['n_chars'].sum():,}",
        origin=escape(corpus.origin),
    )
    names |= {"city_en": text("page english"), "n_chars": text("page chars")}
    return f"<p>{held}</p>{_table(shown.rename(columns=names))}"


def _figures(out: Path, runs: Sequence[Run]) -> str:
    """Thumbnails of out/figures, each with what it shows, its notebook, caption and the forms in which it was saved."""
    from ..plots import read_caption

    told = {name: (run.name, *said) for run in runs for name, said in run.figures.items()}
    cells = []
    for png in sorted((out / "figures").glob("*.png")):
        here = f"figures/{quote(png.stem)}"
        forms = [png.with_suffix(f".{kind}") for kind in ("pdf", "svg", "png", "csv", "md")]
        links = " · ".join(f'<a href="{here}{p.suffix}">{p.suffix[1:].upper()}</a>' for p in forms if p.is_file())
        notebook, title, said = told.get(png.stem, ("", "", ""))
        caption, alt = map(escape, read_caption(png))
        more = f"<details><summary>{text('caption')}</summary>{caption}</details>" if caption else ""
        title = escape(title or png.stem.replace("-", " ").replace("_", " "))
        whole = f'<a href="{quote(notebook)}.html">{title}</a>' if notebook else title
        alt = alt or escape(said) or title
        cells.append(
            f'<figure><a href="{here}.png"><img src="{here}.png" alt="{alt}"></a>'
            f"<figcaption><b>{whole}</b><span>{escape(said)}</span>{links}{more}</figcaption></figure>"
        )
    if not cells:
        return f"<p>{text('page no figure')}</p>"
    return f'<p class="quiet">{text("page forms")}</p><div class="figures">{"".join(cells)}</div>'


def _notebooks(runs: Sequence[Run]) -> str:
    lines = []
    for run in runs:
        failed = f" <b>{text('page marked failed')}</b>" if run.failure else ""
        link = f'<a href="{quote(run.name)}.html">{escape(run.title)}</a>{failed}'
        lines.append(f"<dt>{link}</dt><dd>{escape(_first(run.question))}</dd>")
    return f'<dl class="notebooks">{"".join(lines)}</dl>'


def _first(said: str) -> str:
    """The first sentence."""
    return re.split(r"(?<=[.?!])\s|(?<=[。？！])", said, maxsplit=1)[0]


def _problems(corpus: Corpus) -> str:
    names = {c: text(f"page {c}") for c in ("file", "row", "report", "problem")}
    problems = corpus.problems.rename(columns=names | {"what_to_do": text("page what to do")})
    return _table(problems) if len(problems) else f"<p>{text('page no problem')}</p>"


def index_page(corpus: Corpus, out: Path, runs: Sequence[Run], own: bool = True) -> str:
    """index.html: what the reports show, how right it is, the notebooks, figures and tables, and all that went wrong.

    It links to explore.html, which `explorer.write` writes.

    own: every notebook ran on this corpus; else each ran on the corpus that it names (the worked case).
    """
    about = text("page about", folder=f"<b>{escape(corpus.folder.name)}</b>")
    files = sorted(p.name for p in (out / "tables").iterdir() if not p.name.startswith("."))
    links = ", ".join(f'<a href="tables/{quote(name)}">{escape(name)}</a>' for name in files)
    failed = [
        f'<p class="failure"><b>{text("page failed")}</b> {escape(run.failure)}</p>' for run in runs if run.failure
    ]
    parts = [
        f"<h1>{text('page title')}</h1>",
        f"<p>{about}</p>",
        f'<p class="explore"><a href="explore.html"><b>{text("page explore")}</b></a>{text("page explore what")}</p>',
        *failed,
        heading(text("page findings"), "findings"),
        _findings(corpus, runs),
        f'<p class="case">{text("page own" if own else "page case")}</p>',
        heading(text("page notebooks"), "notebooks"),
        _notebooks(runs),
        heading(text("page figures"), "figures"),
        _figures(out, runs),
        _accuracy(),
        heading(text("page reports"), "reports"),
        _corpus(corpus),
        f"<p>{text('page tables', links=links)}</p>",
        heading(text("page problems"), "problems"),
        _problems(corpus),
    ]
    return page(text("page title"), "\n".join(parts))
