"""Keyword in context: every occurrence of a slogan or any other string, one line each, the keyword aligned."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from ..corpus.script import simplify
from ..lexicons import Matcher
from ..lexicons.slogans import plain
from ..tables.corpus_tables import Corpus
from .quote import evidence

COLUMNS = ("report", "paragraph", "source", "start", "end", "left", "keyword", "right")
SORTS = ("report", "left", "right")
_STYLE = (
    "<style>.kwic{max-height:32em;overflow:auto}.kwic table{border-collapse:collapse}"
    ".kwic td,.kwic th{padding:.1em .4em;white-space:nowrap;text-align:left}"
    ".kwic td.left{text-align:right}.kwic mark{font-weight:bold}</style>"
)


@dataclass(frozen=True)
class Concordance:
    """The lines of a keyword in context: aligned in a notebook and with print.

    table: report, paragraph (missing outside body text), source, start, end (offsets of the occurrence in the source,
    which lead to its paragraph), left, keyword, right; left and right are missing if the text is not available.
    width: half-width characters of context shown on each side; the table holds the whole sentence.
    note: one sentence that says which texts are missing; "" where none is.
    """

    table: pd.DataFrame = field(repr=False)
    width: int
    note: str

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return f"{len(self):,} lines in {self.table['report'].nunique():,} reports (to read them here: print)"

    def __str__(self) -> str:
        if not len(self):
            return "The keyword stands nowhere."
        places = [f"{report} {paragraph}".strip() for report, paragraph, *_ in self._lines()]
        room = max(map(display_width, places))
        lines = [
            f"{place}{_room(place, room)}  {_room(left, self.width)}{left}【{keyword}】{right}"
            for place, (*_, left, keyword, right) in zip(places, self._lines(), strict=True)
        ]
        return "\n".join([*lines, *filter(None, [self.note])])

    def _repr_html_(self) -> str:
        if not len(self):
            return "<p>The keyword stands nowhere.</p>"
        rows = [
            f'<tr title="{escape(f"{source} {start}–{end}")}"><td>{escape(report)}</td><td>{paragraph}</td>'
            f'<td class="left">{escape(left)}</td><td><mark>{escape(keyword)}</mark></td><td>{escape(right)}</td></tr>'
            for report, paragraph, source, start, end, left, keyword, right in self._lines()
        ]
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f'{_STYLE}<div class="kwic"><table><tbody>\n' + "\n".join(rows) + f"\n</tbody></table>{note}</div>"

    def _lines(self) -> Iterator[tuple]:
        """(report, ¶paragraph, source, start, end, left, keyword, right), the contexts cut to the width."""
        for r in self.table.astype(object).where(self.table.notna(), None).to_dict("records"):
            paragraph = "" if r["paragraph"] is None else f"¶{r['paragraph']}"
            left = _fit((r["left"] or "")[::-1], self.width)[::-1]
            right = _fit(r["right"] or "", self.width)
            yield r["report"], paragraph, r["source"], r["start"], r["end"], left, r["keyword"], right


def kwic(corpus: Corpus, keyword: str, sort: str = "report", width: int = 40) -> Concordance:
    """Every occurrence of a keyword with its context in the sentence.

    corpus: as load_corpus gives it. keyword: an entry of the slogan lexicon, found in all its forms (the rows of
    corpus.slogans, including headings); or any other string, found in body text regardless of quotation marks and
    spaces within it; in either script, whatever that of the text. sort: "report" (the order of the corpus), "left" (by
    what precedes the keyword, read backwards from it) or "right" (by what follows), which groups the usual wordings.
    width: half-width characters of context shown on each side (a Chinese character takes two).
    Without the texts an entry's lines have no context and the note says so; another string finds nothing then.
    Raises ValueError for any other sort, or a keyword of fewer than two characters.
    """
    if sort not in SORTS:
        raise ValueError(f"sort: {sort!r} is none of {', '.join(SORTS)}")
    keyword = simplify(keyword)
    if len(plain(keyword)) < 2:
        raise ValueError(f"keyword: {keyword!r} is too short; write two characters or more")
    matcher = Matcher(pd.DataFrame({"slogan": [keyword], "variants": [""]}))
    rows = corpus.slogans[corpus.slogans["slogan"] == keyword]
    note = ""
    if rows.empty:
        rows, note = _in_body(corpus, keyword, matcher)
    found = evidence(corpus, rows)
    table = found.table.rename(columns={"quantity": "keyword", "sentence_before": "left", "sentence_after": "right"})
    table = _on(table, matcher)
    if sort != "report":
        read = table[sort].fillna("").map(lambda text: plain(text)[:: -1 if sort == "left" else 1])
        table = table.loc[read.sort_values(kind="stable").index]
    return Concordance(table[list(COLUMNS)].reset_index(drop=True), width, " ".join(filter(None, [found.note, note])))


def _on(table: pd.DataFrame, matcher: Matcher) -> pd.DataFrame:
    """The lines aligned on the keyword itself where a longer form of it stands: 深刻领悟“两个确立”的决定性意义."""
    cut = [next(iter(matcher.find(simplify(form))), None) for form in table["keyword"]]
    pieces = [
        (form[: m.start], form[m.start : m.end], form[m.end :]) if m else ("", form, "")
        for form, m in zip(table["keyword"], cut, strict=True)
    ]
    before, middle, after = (pd.Series([p[i] for p in pieces], index=table.index, dtype=object) for i in range(3))
    return table.assign(left=table["left"] + before, keyword=middle, right=after + table["right"])


def _in_body(corpus: Corpus, keyword: str, matcher: Matcher) -> tuple[pd.DataFrame, str]:
    """Occurrences of any string in the body paragraphs, and which texts could not be searched."""
    rows, absent = [], []
    for source, paragraphs in corpus.paragraphs.groupby("source", sort=False):
        try:
            text = corpus.text(str(source))
        except ValueError:
            absent.append(str(source))
            continue
        for p in paragraphs.to_dict("records"):
            for m in matcher.find(simplify(text[p["start"] : p["end"]])):
                start, end = p["start"] + m.start, p["start"] + m.end
                rows.append((p["report"], p["paragraph"], source, start, end, "".join(text[start:end].split())))
    names = ["report", "paragraph", "source", "start", "end", "matched"]
    table = pd.DataFrame(rows, columns=names).astype({"paragraph": "Int64", "start": "int64", "end": "int64"})
    shown = ", ".join(absent[:5]) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")
    told = (
        f"{keyword} is not an entry of the slogan lexicon that occurs, and without the text it cannot be searched for"
    )
    return table, f"{told}: {shown}." if absent else ""


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _room(text: str, width: int) -> str:
    """The spaces that fill a text up to a width."""
    return " " * (width - display_width(text))


def _fit(text: str, width: int) -> str:
    """The beginning of a text that fits."""
    while display_width(text) > width:
        text = text[:-1]
    return text
