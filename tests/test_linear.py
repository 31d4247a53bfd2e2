"""A text four times as long takes about four times as long, whatever it is made of: nothing compares all with all."""

import gc
from dataclasses import replace
from functools import cache
from time import process_time

import pytest

from analysis import activities, slogans, themes, tokens
from analysis.corpus import Document, reports_of
from analysis.corpus.copies import Candidate, find
from analysis.corpus.folder.reports_csv import read_rows
from analysis.lexicons import shipped
from analysis.tables import SCHEMAS, frame
from analysis.workflow.corrections import apply
from analysis.workflow.corrections_csv import COLUMNS
from analysis.workflow.measuring.measure import rows_of

TIMES = 4
# A quadratic step would take 16 times as long; memory and a busy machine make 4 into 6 at times.
MOST = 8
BARELY = 0.02  # seconds: what takes less at the larger size is not told from noise

# Each without a full stop, so that it is one sentence of one paragraph, or in very many lines.
TEXTS = {
    "chains of slogans": "坚定“四个自信”、做到“两个维护”、",
    "slogans side by side": "两个确立两个维护",
    "slogans with a condition": "一带一路,三农工作,",
    "terms of themes": "产业发展,民生改善,生态保护,",
    "terms with a condition": "健康,和谐,监督,教育,困难,资金,安全,",
    "words without a number": "产业发展、民生改善、生态保护、",
    "counts": "召开会议3次,",
    "counts side by side": "3次5件8人",
    "blanks": "3 次 ",
    "numbers torn at the end of a line": "召开会议3\n次",
    "labels and numbers line by line": "会议次数\n3\n",
    "labels and numbers in a line": "提案1,视察2、",
    "labels beside numbers": "提案 3\n视察 9\n",
    "rows of cells line by line": "类别\n3\n9%\n",
    "one unpunctuated word": "发展",
    "headings": "一、发展\n\n",
}
SIZE = {"counts": 1_500, "recurring phrases": 3_000}  # characters; 8,000 in the others
listed = cache(slogans.load)
STEPS = {
    "reading": lambda text, report: reports_of(document(text)),
    "words": lambda text, report: tokens.count(report, shipped()),
    "counts": lambda text, report: activities.extract(report, shipped()),
    "slogans": lambda text, report: slogans.find(report, shipped().matcher),
    "nested slogans": lambda text, report: slogans.find(report, shipped().matcher, nested=True),
    "themes": lambda text, report: themes.classify(report, shipped().themes),
    "recurring phrases": lambda text, report: slogans.recurring_phrases(
        [report, replace(report, report="b")], listed()
    ),
    "copies": lambda text, report: find([Candidate("a", text), Candidate("b", f"乙{text}丙")]),
}


def document(text):
    return Document(source="a.txt", name="a", text=text, encoding="utf-8", sha256="0")


def seconds(work, *given):
    """Processor time; what is collected of earlier work is not its own."""
    gc.collect()
    gc.disable()
    begun = process_time()
    try:
        work(*given)
    finally:
        gc.enable()
    return process_time() - begun


def assert_linear(work, make, size):
    """work(*make(size)) must grow with the size, and no faster; it has three goes, since the machine does other work."""
    tried = []
    for _ in range(3):
        few, many = (seconds(work, *make(n)) for n in (size, TIMES * size))
        if many < max(BARELY, MOST * few):
            return
        tried.append(f"{few:.3f} s, and {many:.3f} s for {TIMES} times as much")
    raise AssertionError("; ".join(tried))


def text_and_report(unit):
    def make(size):
        text = unit * (size // len(unit))
        return text, reports_of(document(text))[0]

    return make


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """Lists are read, and patterns made, before anything is measured."""
    for unit in TEXTS.values():
        for step in STEPS.values():
            step(*text_and_report(unit)(200))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("unit", TEXTS)
def test_in_a_text_of(unit, step):
    assert_linear(STEPS[step], text_and_report(TEXTS[unit]), SIZE.get(step, 8_000))


def corrected(n, sentence, row):
    """What `apply` takes: the tables of a report with n counts, and a row of corrections for each."""
    text = "砚湖市政协工作报告\n\n" + "".join(sentence(i) for i in range(n))
    rows = rows_of(reports_of(document(text))[0], shipped())
    found = {name: frame(name, rows.get(name, [])) for name in SCHEMAS}
    records = found["activities"].to_dict("records")
    return found, [dict.fromkeys(COLUMNS, "") | {"report": "a", "row": i} | row(i, records) for i in range(n)], text


def at(record):
    return {"start": str(record["start"]), "end": str(record["end"])}


def correcting(found, rows, text):
    apply(found, rows, lambda source: text)


def test_corrections_of_many_records():
    def make(n):
        change = {"column": "bound", "value": "over", "expect": "exact"}
        return corrected(n, lambda i: f"召开会议{i + 2}次。", lambda i, records: at(records[i]) | change)

    assert_linear(correcting, make, 300)


def test_corrections_of_one_record_that_disagree():
    """No one or two of them can be left out: `range` without a second value, again and again."""

    def make(n):
        def row(i, records):
            change = {"column": "bound", "value": "range", "expect": "range" if i else "exact"}
            return at(records[0]) | change

        return corrected(n, lambda i: f"召开会议{i + 2}次。" if i < 3 else "", row)

    assert_linear(correcting, make, 300)
    log = apply(*make(40)[:2], lambda source: make(40)[2])[2]
    assert not any(entry["applied"] for entry in log)


def test_own_columns_of_reports_csv(tmp_path):
    def make(n):
        columns = [f"own{i}" for i in range(n)]
        lines = [",".join(["report", *columns]), *(",".join([f"r{i}", *["x"] * n]) for i in range(3))]
        (tmp_path / "reports.csv").write_text("\n".join(lines), encoding="utf-8")
        return (tmp_path,)

    assert_linear(read_rows, make, 2_000)
