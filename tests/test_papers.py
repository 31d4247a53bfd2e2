"""Tables for papers: each format read back, the same bytes each time, both languages, no formula."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from analysis import compare, language, papers, tables
from analysis.language import halves
from analysis.papers.widths import fitted


@pytest.fixture(autouse=True)
def english():
    with language.using("en", names="chinese"):
        yield


@pytest.fixture
def table():
    """Text that formats read as signs, numbers of each kind, a total that leaves something out."""
    rows = [
        ("哈密", 2023, "meeting", 12345.0, np.nan, "over", "> 12,345 次", "2次 (repeat)", 0.5, 1_234_567, "=1+1"),
        ("A & B_c", 2024, "proposal", 7.0, np.nan, "exact", "7 件", "", 0.00001, 20, "a | b"),
        ("*[x]*", 2024, "proposal", np.nan, np.nan, "", "", "40% (rate)", np.nan, 0, "<b>50% #1 ~ $x^2$ {\\y}"),
    ]
    columns = "city year category value value_high bound count left_out q n_chars objects".split()
    return pd.DataFrame(rows, columns=columns)


def saved(table, tmp_path, form, **more):
    (path,) = papers.save_table(table, "one", [form], folder=tmp_path, **more)
    return path


def test_tables_save_is_the_same_function(table, tmp_path):
    assert tables.save is papers.save_table
    with pytest.raises(AttributeError):
        tables.saved  # noqa: B018
    paths = tables.save(table, "two", ("csv", "md"), folder=tmp_path / "new" / "folder")
    assert [p.name for p in paths] == ["two.csv", "two.md"] and all(p.is_file() for p in paths)


def test_csv_has_numbers_in_full_and_no_formula(table, tmp_path):
    raw = saved(table, tmp_path, "csv").read_bytes()
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0][:4] == ["city", "year", "category", "value"] and rows[0][-2:] == [
        "Han characters",
        "objects counted",
    ]
    assert rows[1][:4] == ["哈密", "2023", "meetings", "12345"] and rows[1][-2:] == ["1234567", "'=1+1"]
    assert rows[2][8] == "1e-05" and rows[3][3] == rows[3][8] == ""


def test_excel_has_numbers_in_view_of_their_headings(table, tmp_path):
    page = openpyxl.load_workbook(saved(table, tmp_path, "xlsx", title="Counts")).active
    assert page["A1"].value == "Counts" and page.freeze_panes == "A3"
    heads = {cell.value: cell.column for cell in page[2]}
    big = page.cell(3, heads["Han characters"])
    assert (big.value, big.number_format, big.alignment.horizontal) == (1_234_567, "#,##0", "right")
    assert page.cell(3, heads["year"]).number_format == "0", "a year has no separator"
    small = page.cell(4, heads["q (false discovery rate)"])
    assert small.value == 0.00001 and small.number_format == "0.0E+00", "not shown as 0"
    assert page.cell(5, heads["value"]).value is None
    formula = page.cell(3, heads["objects counted"])
    assert formula.value == "=1+1" and formula.data_type != "f"
    assert "Left out of these sums" in page.cell(page.max_row, 1).value


def test_word_has_a_real_table(table, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document(str(saved(table, tmp_path, "docx", title="Counts")))
    (grid,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in grid.rows]
    assert cells[0][:3] == ["city", "year", "category"] and len(cells) == 4
    assert cells[1][:4] == ["哈密", "2023", "meetings", "12,345"] and cells[2][8] == "< 0.001"
    assert document.paragraphs[0].text == "Counts"
    assert document.paragraphs[-1].text.startswith("Note. Left out of these sums: 1 repeat, 1 rate;")
    assert grid.cell(1, 3).paragraphs[0].alignment == 2 and grid.cell(1, 0).paragraphs[0].alignment == 0
    xml = zipfile.ZipFile(tmp_path / "one.docx").read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 1, "the headings stand again on each page"


def test_html_shows_the_cells_and_runs_nothing(table, tmp_path):
    pytest.importorskip("great_tables")
    html = pytest.importorskip("lxml.html")
    hostile = table.assign(objects="<script>alert(1)</script>")
    page = html.fromstring(saved(hostile, tmp_path, "html", title="Counts & more").read_bytes().decode())
    assert not page.xpath("//script")
    rows = [[cell.text_content() for cell in row.xpath("./td")] for row in page.xpath("//tbody/tr")]
    assert rows[0][:4] == ["哈密", "2023", "meetings", "12,345"] and rows[0][-1] == "<script>alert(1)</script>"
    assert "gt_right" in page.xpath("//tbody/tr[1]/td[4]/@class")[0]
    assert page.xpath("//td[contains(@class, 'gt_heading')]")[0].text_content().strip() == "Counts & more"
    assert "Left out of these sums" in page.text_content()


def test_markdown_is_a_table_whatever_the_cells_hold(table, tmp_path):
    lines = saved(table, tmp_path, "md", title="Counts").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 5 and {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {12}
    assert lines[0] == "**Counts**" and rows[1].startswith("| :--- | ---: | :--- | ---: |")
    assert r"\<b\>50% \#1 \~ \$x^2\$ \{\\y\}" in rows[4] and lines[-1].startswith("Note.")


def test_latex_has_its_signs_escaped_and_its_cells_in_columns(table, tmp_path):
    for data, environment in ((table, "tabular"), (pd.concat([table] * 20), "longtable")):
        said = saved(data, tmp_path, "tex", title="50 % & more").read_text(encoding="utf-8")
        assert r"\caption{50 \% \& more}" in said and r"\label{tab:one}" in said
        assert said.index(r"\toprule") < said.index(r"\midrule") < said.index(r"\bottomrule")
        for name in set(re.findall(r"\\begin{(\w+)}", said)):
            assert said.count(rf"\begin{{{name}}}") == said.count(rf"\end{{{name}}}") == 1
        assert rf"\begin{{{environment}}}" in said
        form = re.search(rf"\\begin{{{environment}}}{{(.*)}}\n", said)[1]
        columns = len(re.sub(r">?{[^}]*}", "", form))  # one letter each
        body = [line for line in said.splitlines() if line.endswith(r"\\") and line != r"\\"]
        assert {len(re.findall(r"(?<!\\)&", line)) + 1 for line in body} == {columns} == {11}
        bare = re.sub(r"\\[{}\\]", "", said)
        assert bare.count("{") == bare.count("}")
        assert r"\textless{}b\textgreater{}50\% \#1 \textasciitilde{} \$x\textasciicircum{}2\$ \{" in said
        assert "\n*" not in said and r"{*}{[}x]{*}" in said, "what \\\\ before it would take for an option"


def wide(table):
    """As `table`, with columns that no upright page holds."""
    return table.assign(
        theme="生态文明建设与乡村振兴", slogan="铸牢中华民族共同体意识", province="新疆", overdispersion=12.3
    )


@pytest.mark.skipif(not shutil.which("xelatex"), reason="xelatex is not installed")
@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize("shape", [lambda table: table, wide])
def test_latex_compiles_and_fits_its_page(table, tmp_path, rows, shape):
    name = saved(shape(pd.concat([table] * rows)), tmp_path, "tex", title="表").name
    packages = r"\usepackage[a4paper,margin=25mm]{geometry}\usepackage{booktabs,array,longtable,pdflscape}"
    document = rf"\documentclass{{ctexart}}{packages}\begin{{document}}\input{{{name}}}\end{{document}}"
    (tmp_path / "paper.tex").write_text(document, encoding="utf-8")
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240)
    assert run.returncode == 0 and (tmp_path / "paper.pdf").is_file(), run.stdout[-2000:]
    over = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", run.stdout)]
    assert max(over, default=0) < 3, "a line of the table runs over the page"
    assert "Missing character" not in run.stdout


def test_columns_fit_their_page_and_no_number_is_broken(table):
    made = papers.printed.printed(wide(table))
    for room in (90, 144, 200, 220, 500):
        widths = fitted(made.columns, room, 2)
        if widths is None:
            assert room < 200, "numbers and words alone are wider"
            continue
        assert sum(widths) + 2 * len(widths) <= room + 0.01
        for column, given in zip(made.columns, widths, strict=True):
            words = column.printed if column.right else " ".join(column.printed).split()
            assert given >= max((halves(w) for w in words if column.right or w.isascii()), default=0), column.heading
            assert given <= column.wide
    assert fitted(made.columns, 500, 2) == [column.wide for column in made.columns]


def test_wide_tables_stand_across_the_page(table, tmp_path):
    docx = pytest.importorskip("docx")
    for shape, across in ((lambda t: t[["city", "year", "count"]], False), (wide, True)):
        document = docx.Document(str(saved(shape(table), tmp_path, "docx")))
        section, (grid,) = document.sections[0], document.tables
        held = section.page_width - section.left_margin - section.right_margin
        assert (section.page_width > section.page_height) == across
        assert sum(cell.width for cell in grid.rows[1].cells) <= held
        page = openpyxl.load_workbook(saved(shape(table), tmp_path, "xlsx")).active
        assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
        assert page.page_setup.orientation == ("landscape" if across else "portrait")
        assert ("landscape" in saved(shape(table), tmp_path, "tex").read_text(encoding="utf-8")) == across


@pytest.mark.parametrize("form", papers.FORMATS)
def test_the_same_table_gives_the_same_bytes(table, tmp_path, form, monkeypatch):
    pytest.importorskip({"html": "great_tables", "docx": "docx"}.get(form, "openpyxl"))
    first = saved(table, tmp_path / "a", form, title="t").read_bytes()
    later = __import__("time").time() + 90_000
    monkeypatch.setattr("time.time", lambda: later)
    assert saved(table, tmp_path / "b", form, title="t").read_bytes() == first
    if form in ("xlsx", "docx"):
        parts = zipfile.ZipFile(io.BytesIO(first))
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert not re.search(rb"20[2-9]\d-\d\d-\d\dT", parts.read("docProps/core.xml")), "no date of writing"


def test_chinese_all_the_way(table, tmp_path):
    with language.using("zh"):
        said = saved(table, tmp_path, "md", title="表").read_text(encoding="utf-8")
    assert "| 城市 | 年份 | 类别 |" in said and "2次（重复）" in said and "40%（百分率）" in said
    assert "注：合计未计入：重复 1 个、百分率 1 个；不同计量单位从不相加。> 为以上（余、多、以上）。" in said.replace(
        "\\", ""
    )


def test_a_matrix_is_written_with_its_rows_and_names(tmp_path):
    activities = pd.DataFrame({"report": ["r"], "category": ["meeting"], "value": [3], "status": "done"})
    reports = pd.DataFrame({"report": ["r"], "city": ["哈密"], "n_chars": [3000]})
    matrix = compare.coverage(activities, reports)
    head, _, first = saved(matrix, tmp_path, "md").read_text(encoding="utf-8").splitlines()[:3]
    assert head.startswith("| city | meetings | study |") and first.startswith("| 哈密 | stated | not stated |")
    with language.using("zh"):
        head, _, first = saved(matrix, tmp_path, "md").read_text(encoding="utf-8").splitlines()[:3]
    assert head.startswith("| 城市 | 会议 | 学习 |") and first.startswith("| 哈密 | 有记载 | 未记载 |")


def test_numbers_of_a_column_have_the_same_decimals():
    cells = {
        "a": [0.5, 12.34, -0.001],
        "b": [1.0, np.inf, np.nan],
        "year": [2020, 2021, 2022],
        "c": [True, False, True],
    }
    columns = {c.heading: c.printed for c in papers.printed.printed(pd.DataFrame(cells)).columns}
    assert columns["first place"] == ["0.5", "12.3", "> −0.1"] and columns["second place"] == ["1", "∞", "–"]
    assert columns["year"] == ["2020", "2021", "2022"] and columns["c"] == ["yes", "no", "yes"]


def test_what_cannot_be_written_is_said_before_anything_is(table, tmp_path, monkeypatch):
    folder = tmp_path / "none"
    for said, call in {
        "formats: doc is none of csv, xlsx": lambda: papers.save_table(table, "x", "doc", folder=folder),
        "name: 'a/b' may have letters": lambda: papers.save_table(table, "a/b", folder=folder),
        "nothing to write": lambda: papers.save_table(table.head(0), "x", folder=folder),
    }.items():
        with pytest.raises(ValueError, match=re.escape(said)):
            call()
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(
        ImportError, match=r"docx: the package docx is missing; `pip install 'zhengxie-reports\[papers\]'`"
    ):
        papers.save_table(table, "x", ("csv", "docx"), folder=folder)
    assert not folder.exists()


# Measured accuracy


README = Path(__file__).resolve().parents[1] / "README.md"
CODEBOOK = README.parent / "data" / "README.md"
KINDS = {"short excerpts": "excerpt", "news": "news", "gazetteers": "gazetteer", "as scraped": "scraped"}


def rows_of(page, start):
    """The cells of the lines of a Markdown table that begin so."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(start, line)]


def test_the_start_page_and_captions_have_the_same_figures():
    table = papers.first_readings()
    told = rows_of(README, r"\| (set \d \(|short excerpts|news|gazetteers|reports as scraped)")
    in_print = papers.accuracy.in_print
    assert [[row[1], *row[2:]] for row in told] == [
        [str(one["counts"]), *(in_print(one[name]) for name in ("F1", "object", "category", "record"))]
        for one in table.to_dict("records")
    ]


def test_the_codebook_has_the_same_figures():
    table = papers.first_readings()
    told = rows_of(CODEBOOK, r"\| [^|]*, first look \|")
    for row, one in zip(told, table.to_dict("records"), strict=True):
        of = re.sub(r"(?:, set \d)?, first look$", "", row[0])
        assert (one["set"] if of.isdigit() else KINDS[of]) == (of if of.isdigit() else one["kind"])
        assert row[1:] == [
            str(one["counts"]), *(f"{one[name]:.3f}" for name in ("F1", "object", "category", "actor", "record")), f"`{one['commit']}`",
        ]  # fmt: skip


def test_how_right_counts_are_is_said_for_the_kinds_of_text_at_hand():
    reports = pd.DataFrame({
        "report": list("abcd"), "genre": ["work_report", "news", None, None], "year": [2023, 2023, 1980, 2023],
        "n_chars": [9000, 500, 9000, 800],
    })  # fmt: skip
    kinds = papers.accuracy.kinds
    assert kinds(reports) == ["report", "excerpt", "news", "gazetteer"]
    assert kinds(reports.iloc[:1]) == ["report"] and kinds(reports[["report"]]) == ["report"]
    one = papers.measured(["news"])
    assert one == (
        "Counts were read by rules; in texts that these had not seen: news (1,605 counts): F1 0.94–0.97, right category 0.67–0.85, "
        "whole record right 0.55–0.71"
    )
    table = pd.DataFrame({"category": ["meeting"], "report": ["b"], "warning": [""]})
    said = papers.caption(table, reports)
    assert said.en == f"Reports: 1; 2023; Han characters of body text: 500; news item 1. {one}."
    with language.using("zh"):
        assert said.zh == f"报告 1 篇；2023 年；正文 500 字；新闻报道 1。{papers.measured(['news'])}。"
    assert "F1" not in papers.caption(table, reports, counts=False).en
    assert "F1" not in papers.caption(table.rename(columns={"category": "theme"}), reports).en
