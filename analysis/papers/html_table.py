"""A table as HTML that stands alone, by Great Tables."""

from html import escape
from typing import Any

import pandas as pd

from ..language import current
from .printed import Printed

_LOOK: dict[str, Any] = {
    "table_font_names": ["Arial", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "sans-serif"],
    "table_font_size": "13px",
    "table_border_top_color": "#222222",
    "table_border_bottom_color": "#222222",
    "heading_border_bottom_color": "#222222",
    "column_labels_border_top_color": "#222222",
    "column_labels_border_bottom_color": "#222222",
    "column_labels_border_bottom_width": "1px",
    "table_body_hlines_style": "none",
    "table_body_border_bottom_color": "#222222",
    "heading_align": "left",
    "data_row_padding": "3px",
}


def as_html(table: Printed) -> bytes:
    """A page with the table alone; its style is inside, and a part of it can be copied into another page.

    Needs the package great_tables.
    """
    from great_tables import GT, html

    names = [str(i) for i in range(len(table.columns))]  # headings need not differ
    cells = pd.DataFrame(table.rows, columns=names)  # Great Tables escapes these
    made = GT(cells, id="table").cols_label(
        {n: html(escape(c.heading)) for n, c in zip(names, table.columns, strict=True)}
    )
    for align in ("left", "right"):
        made = made.cols_align(
            align, columns=[n for n, c in zip(names, table.columns, strict=True) if c.right == (align == "right")]
        )
    if table.title:
        made = made.tab_header(title=html(escape(table.title)))
    for note in table.notes:
        made = made.tab_source_note(html(escape(note)))
    body = made.tab_options(**_LOOK).as_raw_html()
    page = (
        f'<!DOCTYPE html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(table.title)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode("utf-8")
