"""Figures as they are printed: their size, in grey, for colour-blind readers, at any number of cities, byte for byte."""

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.artist import Artist
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from PIL import Image
from test_plots import outside, overlaps

from analysis import language, papers, plots
from analysis.language.texts import lists
from analysis.plots import layout
from analysis.plots.marks import Signs
from analysis.plots.matrices import STATES
from analysis.plots.style import BLUE, DARK, MUTED, ORANGE, TONES, ink, luminance, pale

# Linear RGB as a reader without the cones for green sees it, at full severity. Source: Machado, Oliveira & Fernandes
# (2009), IEEE Trans. Vis. Comput. Graph. 15:1291-1298, table of deuteranomaly 1.0.
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
ROOT = Path(__file__).resolve().parents[1]
WARNINGS = ["", "under 2,000 characters", "fewer than 5 hits", "genres mixed: news+review"]


@pytest.fixture(autouse=True)
def english():
    with language.using("en", names="chinese"):
        yield


def linear(colour):
    return np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)])


def lightness(luminance):
    """L* of CIE 1976, 0 black to 100 white."""
    return 116 * np.cbrt(luminance) - 16 if luminance > 0.008856 else 903.3 * luminance


def in_grey(colour):
    return lightness(luminance(colour))


def without_green(colour):
    return lightness(np.clip(DEUTERANOPIA @ linear(colour), 0, 1) @ [0.2126, 0.7152, 0.0722])


def contrast(a, b):
    dark, light = sorted([luminance(a), luminance(b)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("seen", [in_grey, without_green])
def test_colours_that_mean_something_differ_in_lightness(seen):
    for scale in (TONES, [STATES[state] for state in ("stated", "zero", "not stated")]):
        levels = [seen(colour) for colour in scale]
        assert levels == sorted(levels), "in order from dark to light"
        assert min(b - a for a, b in itertools.pairwise(levels)) >= 10
    assert seen("white") - seen(BLUE) > 40 and seen("white") - seen(ORANGE) > 30, "marks on paper"


def test_lightness_by_hand():
    assert (in_grey("white"), in_grey("black")) == (pytest.approx(100), 0)
    assert in_grey("#777777") == pytest.approx(50, abs=0.2)
    assert without_green("#777777") == pytest.approx(in_grey("#777777"), abs=0.1), "grey is grey to everybody"
    assert contrast("white", "black") == pytest.approx(21)


def test_text_reads_on_every_ground():
    assert min(contrast(colour, "white") for colour in (DARK, MUTED)) >= 4.5
    for level in range(256):
        assert contrast(ink((level / 255,) * 3), (level / 255,) * 3) >= 4.5


def test_all_text_of_all_charts_has_contrast_and_size():
    for name, fig in charts(12, "double").items():
        for said in fig.findobj(Text):
            if said.get_text().strip():
                assert said.get_fontsize() >= 7, f"{name}: {said.get_text()}"
        loose = [t for ax in fig.axes for t in ax.texts if t.get_text().strip()]
        if name not in ("heatmap", "network"):  # whose numbers stand on colours: tested above
            assert all(contrast(t.get_color(), "white") >= 4.5 for t in loose), name


# Any number of cities


def cities(n):
    return [f"市{chr(0x4E00 + 37 * i)}" for i in range(n)]


def named(n):
    return cities(n) if isinstance(n, int) else n


def rates(n, features=("协商", "提案")):
    """n: so many cities, or their names."""
    rows = [
        (city, f, i % 7, 1, 2500, 4.0 * (i % 7), 2.0 * (i % 7), 6.0 * (i % 7) + 3, WARNINGS[(i + j) % 4])
        for i, city in enumerate(named(n)) for j, f in enumerate(features)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns="city slogan n n_reports n_chars rate low high warning".split())


def totals(n, stated=1.0):
    rows = []
    for i, city in enumerate(named(n)):
        for j, unit in enumerate(("件", "次", "名")):
            known = (i * 3 + j) % 10 < stated * 10
            kind = ("exact", "over", "under", "about")[i % 4]
            value = 30.0 * (i + 1) * 10**j if known else np.nan
            rows.append(
                (city, "meeting", unit, value, np.nan, kind if known else "", f"{value:,.0f} {unit}", WARNINGS[i % 4])
            )
    return pd.DataFrame(rows, columns="city category unit value value_high bound count warning".split())


def charts(n, width):
    names, n = named(n), len(named(n))
    one = rates(names, ("协商",)).drop(columns="slogan")
    square = pd.DataFrame(
        np.exp(-np.abs(np.subtract.outer(np.arange(n), np.arange(n))) / 3), index=names, columns=names
    )
    years = [one.assign(year=year, rate=one["rate"] * (1 + (year % 3) / 4)) for year in (2019, 2020, 2021)]
    paths = pd.concat(years).sort_values(["city", "year"], kind="stable")
    paths = paths[["city", "year", *(c for c in paths if c not in ("city", "year"))]]
    reports = pd.DataFrame({"report": names, "city": names, "year": 2020, "n_chars": range(900, 900 + 40 * n, 40)})
    reports["genre"] = [("work_report", "review", "news")[i % 3] for i in range(n)]
    body = pd.DataFrame({"report": np.repeat(names, 2), "start": [0, 500] * n, "end": [500, 1000] * n})
    hits = pd.DataFrame({"report": np.repeat(names, 3), "start": [10, 400, 990] * n})
    return {
        "dots": plots.dots(one, width=width),
        "facets": plots.dots(rates(names), facet="slogan", width=width),
        "bubbles": plots.matrix_dots(rates(names), width=width),
        "turned": plots.matrix_dots(rates(names), "city", "slogan", width=width),
        "bars": plots.bars(totals(names), width=width),
        "sparse": plots.bars(totals(names, 0.3), width=width),
        "heatmap": plots.heatmap(square, title="Cosine", width=width),
        "network": plots.network(square, width=width),
        "map": plots.map2d(square, width=width),
        "paths": plots.paths(paths, width=width),
        "lengths": plots.lengths(reports, width=width),
        "dispersion": plots.dispersion(hits, body, reports, "city", width=width),
    }


@pytest.mark.parametrize("width", ["85mm", "178mm"])
@pytest.mark.parametrize("n", [3, 12, 44, 200])
def test_every_chart_fits_at_any_number_of_cities(n, width):
    for name, fig in charts(n, width).items():
        wide, high = fig.get_size_inches() * 25.4
        assert not overlaps(fig), f"{name}: {overlaps(fig)[:3]}"
        assert not outside(fig), f"{name}: {outside(fig)[:3]}"
        assert wide == pytest.approx(float(width[:-2])) and high <= 240, f"{name} is {high:.0f} mm high"
        if n == 200:
            said = "\n".join(t.get_text() for t in fig.findobj(Text))
            assert "see the table" in said or all(city in said for city in cities(n)), (
                f"{name} hides what it leaves out"
            )


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        for name, fig in charts(12, "single").items():
            plots.save(fig, name, pd.DataFrame({"x": [1]}), tmp_path / folder, formats=("pdf", "svg"), dpi=72)
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


RUN = """
import sys
import pandas as pd
from analysis import plots, tables
rows = [("哈密", 3, 1, 9000, 3.3, 1.1, 6.0, ""), ("平凉", 9, 1, 9000, 10.0, 5.0, 15.0, "fewer than 5 hits")]
table = pd.DataFrame(rows, columns="city n n_reports n_chars rate low high warning".split())
plots.save(plots.dots(table), "one", table, sys.argv[1], formats=("pdf", "svg", "png", "tiff"))
tables.save(table, "two", ("csv", "xlsx", "tex", "md"), folder=sys.argv[1])
"""


def test_two_runs_give_the_same_bytes(tmp_path):
    """Of the order of sets and of the clock nothing may be seen in a file."""
    for seed in ("1", "2"):
        command = [sys.executable, "-c", RUN, str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT)
    files = sorted((tmp_path / "1").iterdir())
    assert len(files) == 10
    for file in files:
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes(), file.name


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts is not installed")
def test_every_font_of_every_chart_is_embedded(tmp_path):
    for name, fig in charts(3, "85mm").items():
        pdf = plots.save(fig, name, pd.DataFrame({"x": [1]}), tmp_path, formats="pdf")[0]
        told = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
        head, _, *fonts = told.splitlines()
        at = slice(head.index("emb"), head.index("emb") + 3)
        assert fonts and all(font[at] == "yes" and "TrueType" in font for font in fonts), f"{name}: {told}"


# Formats


@pytest.mark.parametrize("dpi", [300, 600, 1200])
def test_pixels_have_their_number_and_no_transparency(tmp_path, dpi):
    table = rates(3, ("协商",))
    fig = plots.dots(table, width="85mm")
    for path in plots.save(fig, "one", table, tmp_path, formats=("png", "tiff"), dpi=dpi)[:2]:
        with Image.open(path) as image:
            assert image.mode == "RGB" and image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
            assert image.size[0] == int(85 / 25.4 * dpi)


def test_nothing_drawn_is_transparent():
    """EPS has no transparency: what has it would be drawn full."""
    for name, fig in charts(12, "double").items():
        assert not [a for a in fig.findobj(Artist) if a.get_visible() and a.get_alpha() not in (None, 0, 1)], name
    assert pale("#000000", 0.6) == "#666666" and pale("#ff0000", 1) == "#ff0000"


def test_text_of_an_svg_is_text_unless_outlines_are_asked_for(tmp_path):
    table = rates(3, ("协商",))
    fig = plots.dots(table)
    svg = plots.save(fig, "one", table, tmp_path, formats="svg")[0].read_text(encoding="utf-8")
    assert f">{cities(3)[0]}" in svg and "'Noto Sans SC'" in svg and "zhplot" not in svg
    svg = plots.save(fig, "one", table, tmp_path, formats="svg", outlines=True)[0].read_text(encoding="utf-8")
    assert "<text" not in svg and svg.count("<use") > 20


def test_eps_has_its_fonts_and_no_date(tmp_path):
    table = rates(3, ("协商",))
    files = [plots.save(plots.dots(table), "one", table, tmp_path / n, formats="eps")[0] for n in "ab"]
    eps, again = (file.read_bytes() for file in files)
    assert eps.startswith(b"%!PS-Adobe-3.0 EPSF") and b"/FontType 3" in eps and b"CreationDate" not in eps
    assert eps == again


@pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")
def test_eps_shows_its_text(tmp_path):
    """Chinese fonts that Matplotlib embeds as Type 42 stay blank in Ghostscript, and so in print."""
    table = rates(3, ("协商",))
    eps = plots.save(plots.dots(table, title=""), "one", table, tmp_path, formats="eps")[0]
    drawn = tmp_path / "drawn.png"
    asked = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dEPSCrop", "-sDEVICE=pnggray", "-r200", f"-sOutputFile={drawn}", eps]
    subprocess.run(asked, check=True)
    with Image.open(drawn) as picture:
        names = np.asarray(picture)[: picture.height // 2, : picture.width // 8]
    assert (names < 128).mean() > 0.01, "no names of cities at the left edge"


def test_what_cannot_be_saved_is_said_before_anything_is(tmp_path):
    table = rates(3, ("协商",))
    fig = plots.dots(table)
    with pytest.raises(ValueError, match="formats: jpg is none of pdf, svg, png, eps, tiff"):
        plots.save(fig, "one", table, tmp_path, formats=("pdf", "jpg"))
    with pytest.raises(ValueError, match="dpi: 30 is not between 72 and 2400"):
        plots.save(fig, "one", table, tmp_path, dpi=30)
    assert not list(tmp_path.iterdir())


# Captions


def test_caption_and_alternative_text_travel_with_every_figure(tmp_path):
    table = totals(12).assign(n_reports=1, n_chars=3000, left_out="", n_records=1)
    fig = plots.bars(table)
    pdf, svg, png, _, page = plots.save(fig, "one", table, tmp_path)
    said, alt = plots.read_caption(png)
    assert said.startswith("Reports: 12; Han characters of body text: 36,000. Nothing is left out of these sums;")
    assert "Of 36 rows carry a warning: under 2,000 characters (9)" in said
    assert "whole reports (1,930 counts): F1 0.97" in said, "a chart of counts says how right they are"
    assert alt == "Lines from 0 to each total, a panel for each kind and unit. city: 12; category: 1; unit: 3."
    root = ElementTree.parse(svg).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img" and root.find(f"{space}title").text == "one"
    for one in (said, alt, "报告 12 篇；正文 36,000 字。", "从 0 到各合计数的横线"):
        assert one in root.find(f"{space}desc").text
        assert one in page.read_text(encoding="utf-8").replace("\\", "")
        assert one.encode("utf-16-be")[:40] in pdf.read_bytes().replace(b"\\(", b"(").replace(b"\\)", b")")
    assert page.read_text(encoding="utf-8").startswith(f"![{alt}](one.png)")
    with language.using("zh"):
        plots.save(plots.bars(table), "one", table, tmp_path)
    assert plots.read_caption(png)[1].startswith("从 0 到各合计数的横线，每类每计量单位一幅。城市 12 个")
    (tmp_path / "odd.png").write_bytes(b"x")
    assert plots.read_caption(tmp_path / "odd.png") == ("", "")


def test_a_caption_of_ones_own(tmp_path):
    table = rates(3, ("协商",))
    fig = plots.dots(table)
    png = plots.save(fig, "one", table, tmp_path, caption="Slogans of three cities.")[2]
    said, alt = plots.read_caption(png)
    assert said == "Slogans of three cities." and alt.startswith("Dots with 95 % intervals, a line each. city: 3")
    reports = pd.DataFrame({"report": ["a", "b"], "city": cities(2), "year": 2021, "n_chars": 4000})
    made = plots.caption(table, reports, title=("Slogans", "提法"))
    said, alt = plots.read_caption(plots.save(fig, "one", table, tmp_path, caption=made)[2])
    assert said.startswith(
        "Slogans. Reports: 2; places: 2; 2021; Han characters of body text: 8,000. Intervals are of 95 %."
    )
    assert made.zh.startswith("提法。报告 2 篇；地方 2 个；2021 年；正文 8,000 字。区间为 95% 置信区间。")
    assert alt.startswith("Dots with 95 % intervals")


def test_every_chart_has_an_alternative_text():
    for name, fig in charts(3, "double").items():
        said = papers.caption(rates(3), chart=fig.get_label())
        assert said.alt_en and said.alt_zh, name
    drawn = {name for name in plots.__all__ if hasattr(getattr(plots, name), "__wrapped__")}
    assert len(drawn) >= 13 and {f"alt {name}" for name in drawn} <= set(lists()["text"])


# Width, font, letters


def test_widths():
    assert layout.inches_wide("single") == pytest.approx(85 / 25.4)
    assert layout.inches_wide("14.5 cm") == layout.inches_wide("145mm") == pytest.approx(145 / 25.4)
    for wrong in ("85", "mm", "wide", "30mm", "2000mm", "-85mm"):
        with pytest.raises(ValueError, match="width"):
            layout.inches_wide(wrong)


def test_a_font_of_ones_own_stands_before_the_chinese_one(tmp_path):
    table = rates(3, ("协商",))
    try:
        plots.use(font="DejaVu Serif")
        pdf = plots.save(plots.dots(table), "serif", table, tmp_path)[0].read_bytes()
        assert b"DejaVuSerif" in pdf and b"NotoSansSC" in pdf, "Latin in the one, Chinese in the other"
        with pytest.raises(ValueError, match="'No Such Font' is not installed"):
            plots.use(font="No Such Font")
        with pytest.raises(ValueError, match="no file"):
            plots.use(font=str(tmp_path / "none.ttf"))
    finally:
        plots.use(font="")
    assert b"DejaVuSerif" not in plots.save(plots.dots(table), "sans", table, tmp_path)[0].read_bytes()


def test_letters_stand_before_the_titles_of_panels_alone():
    fig = plots.letters(plots.dots(rates(3), facet="slogan", width="double"))
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["a  协商", "b  提案"]
    fig = plots.letters(plots.heatmap(pd.DataFrame(np.eye(3)), title="Share"))
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["a", ""], "the scale of colours is no panel"


def test_lines_are_cut_at_blanks_and_between_chinese_characters():
    assert layout.wrap("two words here", 0.5) == "two words\nhere"
    assert layout.wrap("习近平新时代，思想", 0.41) == "习近平新\n时代，思\n想"
    assert layout.wrap("one\ntwo", 5) == "one\ntwo"


# Warnings


def legend_of(fig):
    return [t.get_text() for block in fig.legends for t in block.get_texts()]


def test_each_kind_of_warning_drawn_has_its_entry_and_no_other():
    fig = plots.dots(rates(12, ("协商",)).drop(columns="slogan"))
    (entry,) = legend_of(fig)
    assert entry.replace("\n", " ").split() == (
        "with a warning: ¹ under 2,000 characters ² fewer than 5 hits ³ genres mixed".split()
    )
    names = [t.get_text() for t in fig.axes[0].get_yticklabels()]
    assert sum("¹" in n for n in names) == sum("²" in n for n in names) == 3
    one = rates(4, ("协商",)).drop(columns="slogan").assign(warning=["", "", "fewer than 5 hits", ""])
    fig = plots.dots(one)
    assert legend_of(fig) == ["fewer than 5 hits"], "one kind: hollow says it"
    hollow = [line for line in fig.axes[0].lines if line.get_marker() == "o" and line.get_markerfacecolor() == "white"]
    assert len(hollow) == 1
    assert not plots.dots(one.assign(warning="")).legends


def test_what_holds_of_a_whole_line_stands_at_its_name():
    short, few = "under 2,000 characters", "fewer than 5 hits"
    signs = Signs([short, f"{short}; {few}", "", few], ["甲", "甲", "乙", "乙"])
    assert (signs.at("甲"), signs.at("乙")) == (" *", "")
    assert [signs.fill(w) for w in (short, f"{short}; {few}", "", few)] == [BLUE, "white", BLUE, "white"]
    assert [h.get_label() for h in signs.handles()] == [few, f"* {short}"]


def test_what_all_marks_carry_is_said_once():
    signs = Signs(["under 2,000 characters"] * 3)
    assert signs.of("under 2,000 characters") == "" and signs.fill("under 2,000 characters") == BLUE
    assert [h.get_label() for h in signs.handles()] == ["all: under 2,000 characters"]


def test_a_plane_that_keeps_too_little_says_so():
    far = pd.DataFrame(np.eye(6), index=cities(6), columns=cities(6))
    said = "\n".join(t.get_text() for t in plots.map2d(far).findobj(Text))
    assert "may mislead" in said.replace("\n", " ")


def test_paths_leave_gaps_and_refuse_two_paths_in_one():
    one = pd.DataFrame(
        {"slogan": "协商", "year": [2019, 2020, 2021, 2022], "rate": [3, 4, np.nan, 5.0], "n_chars": 9000}
    )
    one = one.assign(low=one["rate"] - 1, high=one["rate"] + 1, warning=["", "", "no text", ""])
    (ax,) = plots.paths(one).axes
    runs = [list(line.get_xdata()) for line in ax.lines if line.get_marker() in ("None", "")]
    assert [2019, 2020] in runs and not [r for r in runs if 2020 in r and 2022 in r], "no line over a year without text"
    assert len(ax.collections) == 1, "a band over the two years, none over the one"
    with pytest.raises(ValueError, match="several rows for '协商'"):
        plots.paths(pd.concat([one.assign(city="甲"), one.assign(city="乙")])[["slogan", "city", *one.columns[1:]]])


def test_dispersion_stands_hits_where_they_are():
    body = pd.DataFrame({"report": ["a", "a"], "start": [100, 160], "end": [150, 200]})
    hits = pd.DataFrame({"report": ["a", "a", "a"], "start": [100, 150, 20]})
    fig = plots.dispersion(hits, body, pd.DataFrame({"report": ["a", "b"]}))
    (ax,) = fig.axes
    places = sorted(segment[0][0] for segment in ax.collections[1].get_segments())
    assert places == [0, 0.5], "one at the start, one in the middle; the one before the text is no body text"
    assert ax.get_yticklabels()[0].get_text() == "a  n = 2"
    assert "No hit: b" in "\n".join(t.get_text() for t in fig.findobj(Text))


def test_two_sides_of_one_group():
    rows = [
        ("甲", "交流", 9, 1, 1.0, 3.0, 0.01),
        ("甲", "界别", 1, 9, -1.0, -3.0, 0.02),
        ("甲", "空", 5, 5, 0.1, 2.5, 0.4),
    ]
    table = pd.DataFrame(rows, columns="city term n n_rest log_odds z q".split()).assign(warning="")
    names = [t.get_text() for t in plots.two_sided(table, "甲").axes[0].get_yticklabels()]
    assert names == ["界别  1 : 9", "交流  9 : 1"], "by q on both sides"
    with pytest.raises(ValueError, match="'乙' is not in the table"):
        plots.two_sided(table, "乙")


def test_two_cities_of_one_english_name_are_both_named():
    names = pd.Index(["伊春", "宜春", "哈密"], name="city")
    square = pd.DataFrame([[1, 0.1, 0.2], [0.1, 1, 0.3], [0.2, 0.3, 1]], index=names, columns=names)
    with language.using("en", names="english"):
        said = [t.get_text() for t in plots.map2d(square, width="85mm").findobj(Text)]
    assert said.count("Yichun") == 2 and said.count("Hami") == 1
