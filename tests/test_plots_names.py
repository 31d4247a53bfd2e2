"""Names of cities as people write them are drawn as they are, whatever signs stand in them."""

import pandas as pd
import pytest

from analysis import compare, plots

# The second is no mathematics that can be read, and was an error.
NAMES = ("$x_1$城", r"$\q$县", "美元$市", r"a\frac{b}", "a^b_c%&#~{}", "Хами", "قۇمۇل")


@pytest.fixture(scope="module")
def tables():
    reports = pd.DataFrame(
        {"report": [f"r{i}" for i in range(len(NAMES))], "city": NAMES, "genre": "work_report", "year": 2024}
    )
    reports = reports.assign(n_chars=[9000 + 10 * i for i in range(len(NAMES))], status="included")
    hits = pd.DataFrame(
        {"report": list(reports["report"]) * 2, "slogan": ["甲$乙$"] * len(NAMES) + ["丙"] * len(NAMES)}
    )
    return reports, hits


def texts(fig):
    return "".join(str(text.get_text()) for text in fig.findobj(lambda artist: hasattr(artist, "get_text")))


@pytest.mark.parametrize("chart", ["lengths", "dots", "matrix_dots", "heatmap"])
def test_every_name_is_drawn_and_saved(chart, tables, tmp_path):
    reports, hits = tables
    rates = compare.rates(hits, reports, feature="slogan" if chart != "dots" else None)
    square = pd.crosstab(hits["slogan"], hits["report"].map(dict(zip(reports["report"], reports["city"], strict=True))))
    table = {"lengths": reports, "dots": rates, "matrix_dots": rates, "heatmap": square.T}[chart]
    fig = getattr(plots, chart)(table)
    said = texts(fig).replace("\n", "")
    assert [name for name in NAMES if name not in said] == []
    assert all(path.stat().st_size for path in plots.save(fig, "names", data=table, folder=tmp_path))
