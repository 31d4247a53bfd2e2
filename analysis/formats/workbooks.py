"""Tables with a text in each row: .csv, .xlsx, .jsonl and .parquet; the other columns say what the report is."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from .archives import check_members
from .cells import records, unguarded
from .decoded import decoded, undamaged
from .parts import HAN, Fault, Part, UnreadableError
from .plain import read_text

_TEXT = tuple("text fulltext full_text content body 正文 内容 全文 文本 报告正文 报告全文 文章内容 正文内容".split())
_NAMES = {
    "report": ("report", "id", "编号", "文件名"),
    "city": ("city", "城市", "市", "地区", "地方", "地名", "place"),
    "city_en": ("city_en",),
    "province": ("province", "省", "省份", "省区"),
    "level": ("level",),
    "genre": ("genre",),
    "year": ("year", "年", "年份", "年度", "所属年份"),
    "title": ("title", "标题", "题目", "题名", "名称", "报告标题", "文章标题"),
    "publisher": ("publisher", "发布机构", "来源", "信息来源", "发布者", "source_site", "媒体"),
    "published": ("published", "date", "日期", "发布日期", "发布时间", "时间", "pubdate"),
    "url": ("url", "网址", "链接", "地址", "link"),
}
_COLUMN = {name: column for column, names in _NAMES.items() for name in names}
_A_TEXT = 200  # Han characters of the middle cell of a column of texts that is not called so, at least
_OURS = {"report", "source", "start", "end"}
_NUMBERED = re.compile(r"[\s_(（-]*\d{1,2}[)）]?$")
_FULL, _CUT = 30_000, 32_767  # characters, all that a cell of a spreadsheet holds
_WIDEST, _EMPTY_ROWS = 1000, 10_000
_NAME = 30  # characters; a row with a longer cell names no columns
_ABOVE = 10  # rows in which the names of the columns stand, below the title of the table
_WHAT = "no column of texts among {}"
_TODO = "name the column of the texts `text`; where it is no table of reports, take it out of the folder"


def read_csv(data: bytes) -> Iterator[Part | Fault]:
    """The rows of a CSV file."""
    text, _, _ = decoded(data)
    rows: list[tuple[int, list[str]]] = []
    for number, cells, wrong in records(undamaged(text)):
        if wrong:
            yield Fault(str(number), wrong, "look for a quotation mark that is not closed")
        else:
            rows.append((number, [unguarded(cell) for cell in cells]))
    yield from _parts(rows)


def read_xlsx(data: bytes) -> Iterator[Part | Fault]:
    """The rows of every sheet of a workbook that has a column of texts. Raises UnreadableError."""
    found, without = False, list[Fault]()
    book = sheets_of(data)
    several = len(book) > 1
    for name, rows in book.items():
        try:
            for part in _parts(rows):
                found = True
                yield _under(part, name) if several else part
        except UnreadableError as error:
            without += [Fault(name, *error.args)] if rows else []
    if not found:
        raise UnreadableError(without[0].what if without else "an empty workbook", _TODO)
    yield from without


def sheets_of(data: bytes) -> dict[str, list[tuple[int, list[str]]]]:
    """Sheet → its rows (number, cells) of an .xlsx file, empty rows left out. Raises UnreadableError.

    A row ends with its last filled cell; a sheet whose filled cells lie too far apart is not read to its corner.
    """
    import openpyxl

    check_members(data, "workbook")
    again = "open it in a spreadsheet and save it again as .xlsx"
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # the library tells what is wrong with a file in many ways
        raise UnreadableError(f"a damaged workbook ({type(error).__name__})", again) from None
    sheets: dict[str, list[tuple[int, list[str]]]] = {}
    for sheet in book.worksheets:
        rows, empty = [], 0
        try:
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                cells = ["" if value is None else _shown(value) for value in row[:_WIDEST]]
                while cells and not cells[-1].strip():
                    cells.pop()
                empty = 0 if cells else empty + 1
                if empty > _EMPTY_ROWS:  # what lies behind is a stray cell
                    break
                if cells:
                    rows.append((number, cells))
        except Exception as error:
            raise UnreadableError(
                f"a damaged workbook ({type(error).__name__} in sheet {sheet.title})", again
            ) from None
        sheets[sheet.title] = rows
    return sheets


def read_jsonl(data: bytes) -> Iterator[Part | Fault]:
    """The lines of a file of JSON objects."""
    text, _, _ = decoded(data)
    told: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(undamaged(text).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Fault(str(number), f"no JSON ({str(error).split(':')[0]})", "correct the line")
            continue
        if isinstance(record, dict):
            told.append((number, {str(k): "" if v is None else _shown(v) for k, v in record.items()}))
        else:
            yield Fault(str(number), "no JSON object", 'write each line as {"text": …}')
    columns = list(dict.fromkeys(column for _, record in told for column in record))
    yield from _parts([(0, columns), *((n, [record.get(c, "") for c in columns]) for n, record in told)])


def read_parquet(data: bytes) -> Iterator[Part | Fault]:
    """The rows of a Parquet file. Raises UnreadableError."""
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        columns = file.schema_arrow.names
        rows: list[tuple[int, list[str]]] = [(0, columns)]
        for batch in file.iter_batches(batch_size=100) if _may_hold_texts(file) else ():
            for record in batch.to_pylist():
                cells = ["" if record[c] is None else _shown(record[c]) for c in columns]
                rows.append((len(rows), cells))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        what = f"a damaged Parquet file ({type(error).__name__})"
        raise UnreadableError(what, "take it again from where it came from") from None
    yield from _parts(rows)


def _may_hold_texts(file: Any) -> bool:
    """Whether a column of a Parquet file is called one of texts, or has a cell that is long enough for one: of data
    with millions of short cells that is told at once.
    """
    import pyarrow as pa
    from pyarrow import compute

    for field in file.schema_arrow:
        if _NUMBERED.sub("", field.name.strip()).lower() in _TEXT:
            return True
        if pa.types.is_primitive(field.type):
            continue  # numbers and days
        if not (pa.types.is_string(field.type) or pa.types.is_large_string(field.type)):
            return True  # perhaps lists of paragraphs
        if (compute.max(compute.utf8_length(file.read([field.name]).column(0))).as_py() or 0) >= _A_TEXT:
            return True
    return False


def _shown(value: Any) -> str:
    """A cell as text: whole numbers without .0, days without midnight."""
    if isinstance(value, list):  # paragraphs
        return "\n".join(map(_shown, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"[ T]00:00:00$", "", str(value)).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")


def _under(part: Part | Fault, sheet: str) -> Part | Fault:
    return replace(part, name=f"{sheet}/{part.name}")


def _parts(rows: list[tuple[int, list[str]]]) -> Iterator[Part | Fault]:
    """The texts of a table, below the row that names its columns. Raises UnreadableError where it has none."""
    rows = rows[_header(rows) :]
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    at = _text_columns(header, [cells for _, cells in rows[1:]])
    if not at:
        shown = ", ".join(header[:8]) + (" …" if len(header) > 8 else "")
        raise UnreadableError(_WHAT.format(shown) if header else "an empty table", _TODO)
    for number, cells in rows[1:]:
        pieces = [cells[i] for i in at if i < len(cells) and cells[i].strip()]
        # What a cell could not hold goes on in the next one; other pieces are parts of their own.
        text = "".join(piece if len(piece) > _FULL else f"{piece}\n" for piece in pieces).strip()
        if not text:
            if any(cell.strip() for cell in cells):
                yield Fault(str(number), "a row without text", "fill it, or delete the row")
            continue
        try:
            part = read_text(text.encode("utf-8", "replace"))
        except UnreadableError as error:
            yield Fault(str(number), *error.args)
            continue
        notes = part.notes
        if len(pieces[-1]) >= _CUT:
            notes = (
                *notes,
                (f"its text is {_CUT:,} characters long, all that a cell holds: it may be cut", "compare it"),
            )
        if any(cell.strip() for cell in cells[len(header) :]):
            what = "has cells beyond the last named column; they are not read"
            notes = (*notes, (what, "name their columns, or put quotation marks round a cell with commas"))
        plain = part.text.strip("\n") + "\n"
        yield replace(
            part, name=str(number), text=plain, beside=_beside(header, cells, at), notes=notes, converted=True
        )


def _header(rows: list[tuple[int, list[str]]]) -> int:
    """Which row names the columns: of the first ones that with a column of texts, else the first with several cells."""
    top = [[cell.strip().lower() for cell in cells if cell.strip()] for _, cells in rows[:_ABOVE]]
    named = (i for i, cells in enumerate(top) if set(cells) & set(_TEXT) and max(map(len, cells)) <= _NAME)
    return next(named, next((i for i, cells in enumerate(top) if len(cells) > 1), 0))


def _text_columns(header: list[str], rows: list[list[str]]) -> list[int]:
    """The column of the texts: one that is called so, or several (正文1, 正文2), else that of the longest cells."""
    columns = range(len(header))
    for names in (header, [_NUMBERED.sub("", name) for name in header]):
        if called := [i for i in columns if names[i].lower() in _TEXT]:
            return called if names is not header else called[:1]
    if set(header) >= _OURS:
        return []  # a table or a review sheet of this project
    sizes = [_middle(len(HAN.findall(row[i])) for row in rows if i < len(row) and row[i].strip()) for i in columns]
    best = max(columns, key=sizes.__getitem__, default=None)
    return [best] if best is not None and sizes[best] >= _A_TEXT else []


def _middle(sizes: Iterable[int]) -> int:
    ordered = sorted(sizes)
    return ordered[len(ordered) // 2] if ordered else 0


def _beside(header: list[str], cells: list[str], at: list[int]) -> dict[str, str]:
    """What the other columns say, by the names of reports.csv where they are known."""
    told: dict[str, str] = {}
    for i, (name, cell) in enumerate(zip(header, cells, strict=False)):
        value = " ".join(cell.split())
        if i not in at and name and value and len(value) < _CUT:
            told.setdefault(_COLUMN.get(name.lower(), name), value)
    return told
