"""Names of cities as people write them are drawn, or shortened; whole in the data, and never over each other."""

import warnings

import numpy as np
import pandas as pd
import pytest
from test_plots import outside, overlaps
from test_plots_print import charts

from analysis import compare, language, plots
from analysis.plots import labels

# The second is no mathematics that can be read, and was an error.
NAMES = ("$x_1$城", r"$\q$县", "美元$市", r"a\frac{b}", "a^b_c%&#~{}", "Хами", "قۇمۇل")
ODD = {
    "long": [
        "内蒙古自治区呼伦贝尔市" * 12 + "甲",
        "内蒙古自治区呼伦贝尔市" * 12 + "乙",
        "A long name of a place " * 6,
        "x" * 130,
    ],
    "scripts": ["🏙️城市", "👨\u200d👩\u200d👧市", "ئۈرۈمچى شەھىرى", "ལྷ་ས་གྲོང་ཁྱེར།"],
    "lines": ["甲\n市", "乙\r\n市\n\n县", "\t丙", r"$\q$县 a^b_c%&#~{}"],
}


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


@pytest.mark.parametrize("kind", ODD)
def test_odd_names_are_drawn_or_shortened_in_every_chart(kind, width="85mm"):
    with warnings.catch_warnings(), language.using("en", names="chinese"):
        warnings.filterwarnings("ignore", message="no font has")
        for name, fig in (charts(ODD[kind], width) | others(ODD[kind], width)).items():
            assert not overlaps(fig), f"{name}: {overlaps(fig)[:3]}"
            assert not outside(fig), f"{name}: {outside(fig)[:3]}"


def others(names, width):
    """The charts that draw names elsewhere than at rows: words, a page on a city, degrees of a scale."""
    signs = [(c, t, 9, 1, s * (1 + k / 9), s * (3.0 + k), 0.01, "") for c in names for k, t in enumerate(names)
             for s in ((-1) ** k,)]  # fmt: skip
    words = pd.DataFrame(signs, columns="city term n n_rest log_odds z q warning".split())
    heat = pd.DataFrame({"slogan": names, "n_reports": 9, "share": np.linspace(0.1, 0.9, len(names)), "low": 0.05})
    rows = [{"panel": "counts", "item": "meeting", "value": 3, "note": "3 次, 7 个"}]
    for panel in ("slogans", "words", "nearest"):
        rows += [{"panel": panel, "item": n, "value": 0.2 + i / 10, "others": i} for i, n in enumerate(names)]
    rows += [{"panel": "basis", "item": n, "value": 3000, "others": 12, "note": "review 2024"} for n in names]
    page = (
        pd.DataFrame(rows).assign(city=names[0], low=np.nan, high=np.nan, warning="").fillna({"note": "", "others": 0})
    )
    return {
        "keyness": plots.keyness(words, width=width),
        "two_sided": plots.two_sided(words, names[0], width=width),
        "temperature": plots.temperature(heat.assign(high=0.95, warning=""), width=width),
        "profile": plots.profile(page),
    }


def test_a_short_name_is_one_of_its_own_and_the_data_has_it_whole(tmp_path):
    names = ["市" * 60 + "中" + "区" * 60, "市" * 60 + "东" + "区" * 60, "短市"]
    with labels.fitting_names(20, {ord(sign) for sign in "市区中东短 ()2"}):
        short = [labels.label(name, "city") for name in names]
        assert [labels.label(name, "city") for name in names] == short, "the same name is shortened alike each time"
    assert len(set(short)) == 3 and short[2] == "短市"
    assert (
        all(language.halves(name) <= 20 for name in short) and short[0].startswith("市市市") and short[0].endswith("区")
    )
    table = pd.DataFrame({"city": names, "rate": 3.0, "low": 2.0, "high": 4.0, "warning": ""})
    data = plots.save(plots.dots(table), "one", table, tmp_path)[3]
    assert pd.read_csv(data, encoding="utf-8-sig")["city"].tolist() == names


def test_a_sign_that_no_font_has_is_drawn_as_its_number_and_told():
    table = pd.DataFrame({"city": ["😀", "\U0001f9ff县"], "rate": 3.0, "low": 2.0, "high": 4.0, "warning": ""})
    with pytest.warns(UserWarning, match=r"no font has '\U0001f9ff' \(U\+1F9FF\).*plots.use\(font=") as told:
        fig = plots.dots(table)
    assert len(told) == 1 and "[U+1F9FF]县" in texts(fig)
