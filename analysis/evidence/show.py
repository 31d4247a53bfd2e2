"""Rows with their sentences as a table to search in a notebook, and as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

import pandas as pd

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


@dataclass(frozen=True)
class Evidence:
    """Rows with the sentence each stands in: a table to search in a notebook, plain text with print.

    table: report, source, paragraph, start, end, quantity (what is marked), sentence_before, sentence_after, remark;
    the index is that of the rows, and sentence_before + quantity + sentence_after is the sentence, its broken lines
    joined. Both are missing where the text is not at hand. remark: what a reader of the number must know of the row
    ("left out: repeat"); "" mostly. note: a sentence on what could not be shown, and why; "" where all was.
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
