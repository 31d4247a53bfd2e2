"""From a row of a table to its sentence in the report: a table to search, or plain text."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from ..tables.corpus_tables import Corpus
from .locate import located

TABLE_COLUMNS = (
    "report", "source", "paragraph", "start", "end", "quantity", "sentence_before", "sentence_after", "remark",
)  # fmt: skip
SHOWN = 50  # rows on the page at once; the others are in it, hidden, so that ten thousand do not freeze it
_STYLE = (
    "<style>.evidence div{max-height:32em;overflow:auto}.evidence table{border-collapse:collapse;width:100%}"
    ".evidence th,.evidence td{text-align:left!important;vertical-align:top;padding:.25em .6em;white-space:nowrap}"
    ".evidence td+td+td{min-width:20em;white-space:normal}.evidence mark{font-weight:bold}</style>"
)
# Inline handlers find their table by its place: ids would have to be random, and scripts are not always run.
_FILTER = (
    "const e=this.closest('.evidence'),q=e.querySelector('input').value.trim().toLowerCase();let n=0;"
    "for(const r of e.querySelectorAll('tbody tr')){const hit=r.textContent.toLowerCase().includes(q);n+=hit;"
    "r.hidden=!hit||n>+e.dataset.rows}"
    "e.querySelector('output').textContent=n;e.querySelector('button').hidden=n<=+e.dataset.rows"
)
_MORE = f"this.closest('.evidence').dataset.rows=+this.closest('.evidence').dataset.rows+{SHOWN};" + _FILTER
_END = re.compile("[。！？!?][”’」』）)]*")
_BREAK = re.compile(r"[ \t\u3000]*\n\s*")


@dataclass(frozen=True)
class Evidence:
    """Rows with the sentence each stands in: a table to search in a notebook, plain text with print.

    table: report, source, paragraph, start, end, quantity (what is marked), sentence_before, sentence_after, remark;
    the index is that of the rows, and sentence_before + quantity + sentence_after is the sentence, its broken lines
    joined. Both are missing if the text is not available. remark: what a reader of the number must know about the row
    ("left out: repeat"); mostly "". note: a sentence on what could not be shown, and why; "" if everything was.
    """

    table: pd.DataFrame = field(repr=False)
    note: str

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        told = int(self.table["sentence_before"].notna().sum())
        return f"{told:,} of {len(self):,} rows with their sentence (to read them here: print)"

    def __str__(self) -> str:
        if not len(self):
            return self.note or "No rows to show."
        lines = [
            f"{place}  {before}{f'【{quantity}】' if quantity else ''}{after}{f' [{remark}]' if remark else ''}"
            for place, _, _, quantity, before, after, remark in self._rows()
        ]
        return "\n".join([*lines, *filter(None, [self.note])])

    def _rows(self) -> Iterator[tuple]:
        """(place, report, paragraph, quantity, before, after, remark) of each row, ready to print."""
        for r in self.table.astype(object).where(self.table.notna(), None).to_dict("records"):
            paragraph = "" if r["paragraph"] is None else f" ¶{r['paragraph']}"
            before, after = r["sentence_before"], r["sentence_after"]
            if before is None:
                before, after = "", f" ({r['source']}, {r['start']}–{r['end']})"
            place = r["report"] + paragraph
            yield place, r["report"], paragraph.strip(), r["quantity"], before, after, r["remark"]

    def _repr_html_(self) -> str:
        if not len(self):
            return f"<p>{escape(self.note or 'No rows to show.')}</p>"
        lines = [
            f"<tr{' hidden' if i >= SHOWN else ''}><td>{escape(report)}</td><td>{paragraph}</td>"
            f"<td>{escape(before)}<mark>{escape(quantity)}</mark>{escape(after)}"
            f"{f' <em>[{escape(remark)}]</em>' if remark else ''}</td></tr>"
            for i, (_, report, paragraph, quantity, before, after, remark) in enumerate(self._rows())
        ]
        hidden = "" if len(lines) > SHOWN else " hidden"
        return (
            f'{_STYLE}<div class="evidence" data-rows="{SHOWN}">'
            f'<p><input type="search" placeholder="filter" aria-label="filter the rows" oninput="{escape(_FILTER)}"> '
            f"<output>{len(lines)}</output> of {len(lines)} rows</p>"
            "<div><table><thead><tr><th>report</th><th>paragraph</th><th>sentence</th></tr></thead>\n<tbody>\n"
            + "\n".join(lines)
            + f'\n</tbody></table></div><button type="button" onclick="{escape(_MORE)}"{hidden}>{SHOWN} more</button>'
            + (f"<p>{escape(self.note)}</p>" if self.note else "")
            + "</div>"
        )


def evidence(corpus: Corpus, rows: pd.DataFrame) -> Evidence:
    """Each row in its sentence, with the item marked: what a count, and so a point of a chart, rests on.

    corpus: as load_corpus gives it. rows: rows of its activities, refusals, slogans, themes, terms or phrases, or of
    tables made from them that kept report and place (`locate.located`); not modified. A theme is shown by the opening
    of its paragraph; a word or phrase gives a row per occurrence, all under the index of its row. A column `remark` is
    kept. A sentence ends at 。！？ or with its paragraph; a number outside body text is shown in its line. If a text is
    not available, or does not have the item at that place (rows of another corpus), the row keeps its place without a
    sentence, and the note says so. Raises ValueError for a column that is missing.
    """
    rows = located(corpus, rows)
    before: list[str | None] = [None] * len(rows)
    after = before.copy()
    numbers: list[int | None] = [None] * len(rows)
    absent: dict[str, int] = {}
    other: dict[str, int] = {}
    for name, places in rows.groupby("source", sort=False).indices.items():
        source = str(name)
        spans = _spans(corpus.paragraphs, source)
        try:
            text = corpus.text(source)
        except ValueError:
            text, absent[source] = None, len(places)
        for i in places:
            start, end, quantity = (rows[c].iloc[i] for c in ("start", "end", "quantity"))
            held = _around(spans, start, end)
            numbers[i] = held and held[2]
            if text is None:
                continue
            if quantity and _is_there(text[start:end], str(quantity)):
                before[i], after[i] = in_sentence(text, int(start), int(end), held and held[:2])
            else:
                other[source] = other.get(source, 0) + 1
    table = rows[["report", "source", "start", "end", "quantity"]].assign(
        paragraph=rows.get("paragraph", pd.Series(numbers, index=rows.index, dtype="Int64")),
        sentence_before=pd.Series(before, index=rows.index, dtype=object),
        sentence_after=pd.Series(after, index=rows.index, dtype=object),
        remark=rows.get("remark", ""),
    )
    return Evidence(table[list(TABLE_COLUMNS)], _note(absent, other))


def _spans(paragraphs: pd.DataFrame, source: str) -> list[tuple[int, int, int]]:
    """(start, end, number) of the paragraphs of a source, in the order of the text."""
    own = paragraphs.loc[paragraphs["source"] == source, ["start", "end", "paragraph"]].sort_values("start")
    return list(own.itertuples(index=False, name=None))


def _around(spans: list[tuple[int, int, int]], start: int, end: int) -> tuple[int, int, int] | None:
    """The paragraph that holds a place, None outside body text."""
    i = bisect_right(spans, (start, float("inf"), 0)) - 1
    return spans[i] if i >= 0 and end <= spans[i][1] else None


def _is_there(written: str, quantity: str) -> bool:
    """Whether the characters of the quantity stand in the text in this order; cleaning may have taken some out."""
    rest = iter("".join(unicodedata.normalize("NFKC", written).split()))
    return all(c in rest for c in unicodedata.normalize("NFKC", quantity) if not c.isspace())


def in_sentence(text: str, start: int, end: int, paragraph: tuple[int, int] | None) -> tuple[str, str]:
    """What precedes and follows text[start:end] in its sentence, within the paragraph or else the line."""
    first, last = paragraph or (text.rfind("\n", 0, start) + 1, end + len(text[end:].partition("\n")[0]))
    for stop in _END.finditer(text, first, start):
        first = stop.end()
    closing = _END.search(text, end, last)
    after = text[end : closing.end() if closing else last]
    # Broken lines are joined without a space, as Chinese is written.
    return _BREAK.sub("", text[first:start]).strip(), _BREAK.sub("", after).strip()


def _note(absent: dict[str, int], other: dict[str, int]) -> str:
    """One sentence on what could not be shown; "" where all was."""
    parts = []
    if absent:
        parts.append(
            f"the text of {_few(absent)} is not here, only tables measured on it (source, start and end of each row "
            "say where to look); put the texts under texts/, or name their folder: load_corpus(folder, texts=…)"
        )
    if other:
        parts.append(f"the text of {_few(other)} has something else at that place: the rows are of another corpus")
    message = "; ".join(parts)
    return f"{message[0].upper()}{message[1:]}." if message else ""


def _few(sources: dict[str, int]) -> str:
    """The first five sources, each with its number of rows."""
    named = [f"{source} ({n:,} row{'s' if n > 1 else ''})" for source, n in list(sources.items())[:5]]
    return ", ".join(named) + (f" and {len(sources) - 5} more" if len(sources) > 5 else "")
