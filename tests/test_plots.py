"""Figures: what is saved, that Chinese shows, that nothing overlaps, that gaps look like gaps."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from analysis import compare, language, plots
from analysis.plots.maps import scale
from analysis.plots.style import HATCH, style

CITIES = ["哈密", "鹤岗", "昌吉", "克拉玛依", "嘉峪关", "平凉", "临夏", "天水"]
SLOGANS = ["凝聚共识", "双向发力", "铸牢中华民族共同体意识", "有事好商量"]


@pytest.fixture(autouse=True)
def english():
    with language.using("en", names="chinese"):
        yield


@pytest.fixture
def reports():
    rows = [(f"r{i}", city, 3_000 + 900 * i, "included") for i, city in enumerate(CITIES)]
    rows.append(("none", "无文市", None, "no text"))
    return pd.DataFrame(rows, columns=["report", "city", "n_chars", "status"])


@pytest.fixture
def slogans():
    hits = [(f"r{i}", s) for i in range(len(CITIES)) for j, s in enumerate(SLOGANS) for _ in range((3 * i + 5 * j) % 9)]
    return pd.DataFrame(hits, columns=["report", "slogan"])


@pytest.fixture
def rates(slogans, reports):
    return compare.rates(slogans, reports, feature=None)


@pytest.fixture
def totals():
    rows = [
        ("哈密", "meeting", "次", 20.0, np.nan, "over", "> 20 次"),
        ("鹤岗", "meeting", "次", 28.0, np.nan, "exact", "28 次"),
        ("昌吉", "meeting", "次", np.nan, np.nan, "", ""),
        ("哈密", "study", "场次", 3.0, 5.0, "range", "3–5 场次"),
        ("鹤岗", "study", "场次", 500.0, np.nan, "under", "< 500 场次"),
        ("昌吉", "study", "场次", 60.0, np.nan, "about", "≈ 60 场次"),
    ]
    columns = ["city", "category", "unit", "value", "value_high", "bound", "count"]
    return pd.DataFrame(rows, columns=columns).assign(warning=["", "2 kinds of object", "", "", "", ""])


@pytest.fixture
def shares():
    rng = np.random.default_rng(3)
    themes = ["guidance", "consultation", "advice", "economy", "livelihood", "unity", "rural", "culture", "none"]
    rows = []
    for city in CITIES:
        for theme, share in zip(themes, rng.dirichlet(np.ones(len(themes))), strict=True):
            rows.append((city, theme, round(share * 40), 1, 40, 4000, share, share / 2, min(1, share * 2), ""))
    columns = ["city", "theme", "n", "n_reports", "n_paragraphs", "n_chars", "share", "low", "high", "warning"]
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture
def words():
    rows = [
        (c, f"词语{i}{j}", 9 - j, 0, 500, 1, 3, 5000, 2 - j / 8, 4 - j / 3, 0.5, "")
        for i, c in enumerate(CITIES[:5])
        for j in range(9)
    ]
    columns = "city term n n_rest n_tokens n_reports n_paragraphs n_chars log_odds z dispersion warning"
    return pd.DataFrame(rows, columns=columns.split())


def every_chart(slogans, reports, totals, shares, words):
    """Each kind of chart, at the widths that make sense."""
    by_slogan = compare.rates(slogans, reports)
    square = compare.similarity(slogans, reports)
    activities = pd.DataFrame(
        {"report": ["r0", "r1"], "category": ["meeting", "study"], "value": [3, 0], "status": "done"}
    )
    return {
        "dots": plots.dots(compare.rates(slogans, reports, feature=None)),
        "facets": plots.dots(by_slogan, facet="slogan", width="double"),
        "ratios": plots.dots(compare.contrasts(slogans, reports, feature=None)),
        "shares": plots.dots(shares[shares["theme"] == "advice"]),
        "bubbles": plots.matrix_dots(by_slogan),
        "bubbles_single": plots.matrix_dots(by_slogan, width="single"),
        "coverage": plots.heatmap(compare.coverage(activities, reports)),
        "heat": plots.heatmap(compare.matrix(shares), title="Share", percent=True),
        "similarity": plots.heatmap(square, width="single"),
        "map": plots.map2d(square),
        "bars": plots.bars(totals),
        "bars_single": plots.bars(totals, width="single"),
        "themes": plots.dots(shares, facet="theme", width="double"),
        "paths": plots.paths(compare.by_year(slogans, dated(reports))),
        "paths_single": plots.paths(compare.by_year(slogans, dated(reports)), width="single"),
        "two_sided": plots.two_sided(both_sides(words), "哈密"),
        "network": plots.network(square.loc[CITIES, CITIES]),
        "lengths": plots.lengths(_described(reports)),
        "lengths_single": plots.lengths(_described(reports), width="single"),
        "keyness": plots.keyness(words),
        "keyness_single": plots.keyness(words, width="single"),
    }


def dated(reports):
    """The reports over four years, the third of which has none."""
    years = [2019, 2020, 2022, 2023] * 2 + [2019]
    return reports.assign(year=pd.array(years, dtype="Int64"))


def both_sides(words):
    """Every second word stands in the others more often."""
    sign = np.where(np.arange(len(words)) % 2, -1, 1)
    return words.assign(z=words["z"].abs().clip(lower=2.5) * sign, log_odds=words["log_odds"].abs() * sign)


def _described(reports):
    """The reports with genre and year; two of one city and year, one without genre, city and year."""
    genre = ["work_report", "news", "review", "work_report", "news", "news", None, "review", "news"]
    table = reports.assign(genre=genre, year=pd.array([2024] * 8 + [None], dtype="Int64"))
    table.loc[[0, 3], "city"] = "哈密"
    return table.assign(city=table["city"].where(table["report"] != "r6"))


def words_of(fig):
    """Visible texts that stand level, with their boxes in pixels; the chart has been laid out already."""
    never = {id(label) for ax in fig.axes for label in _not_drawn(ax)}
    found = [t for t in fig.findobj(Text) if t.get_visible() and t.get_text().strip() and not t.get_rotation()]
    return [(t.get_text(), t.get_window_extent()) for t in found if id(t) not in never]


def _not_drawn(ax):
    """Tick labels beyond the limits of an axis, and those of axes switched off."""
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not ax.axison or not low <= tick.get_loc() <= high:
                yield from (tick.label1, tick.label2)


def overlaps(fig):
    """Pairs of texts that share more than a hair's breadth."""
    texts = words_of(fig)
    pairs = []
    for i, (a, box) in enumerate(texts):
        for b, other in texts[i + 1 :]:
            wide = min(box.x1, other.x1) - max(box.x0, other.x0)
            high = min(box.y1, other.y1) - max(box.y0, other.y0)
            if wide > 0.5 and high > 1.5:
                pairs.append((a, b))
    return pairs


def outside(fig):
    """Texts that run over the edge of the figure."""
    width, height = fig.get_size_inches() * fig.dpi
    return [t for t, b in words_of(fig) if b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_chart_in_both_languages_is_readable(language, slogans, reports, totals, shares, words):
    plots.use(language)
    for name, fig in every_chart(slogans, reports, totals, shares, words).items():
        assert not overlaps(fig), f"{name}: {overlaps(fig)[:3]}"
        assert not outside(fig), f"{name}: {outside(fig)[:3]}"
        sizes = [t.get_fontsize() for t in fig.findobj(Text) if t.get_text().strip()]
        assert min(sizes) >= 7, f"{name} has text of {min(sizes)} pt"
        assert round(fig.get_size_inches()[0] * 25.4) in (85, 178), name
    assert not plt.get_fignums(), "figures left open are shown twice in a notebook"


def test_the_overlap_check_sees_an_overlap(rates):
    fig = plots.dots(rates)
    fig.axes[0].text(0, 3, "covers another")
    fig.axes[0].text(0, 3, "is covered")
    assert ("covers another", "is covered") in overlaps(fig)


def test_a_dense_chart_stays_readable():
    n = 60
    rate = pd.DataFrame({"city": [f"城市{i}自治州" for i in range(n)], "n": range(n), "n_reports": 1, "n_chars": 9000})
    rate = rate.assign(rate=rate["n"] / 0.9, low=rate["n"] / 2, high=rate["n"] * 2.0, warning="")
    assert not overlaps(plots.dots(rate))
    square = pd.DataFrame(
        np.full((30, 30), 0.5) + np.eye(30) / 2,
        index=[f"城市{i}" for i in range(30)],
        columns=[f"城市{i}" for i in range(30)],
    )
    assert not overlaps(plots.heatmap(square)), "numbers that do not fit their cells are left out"
    long = rate.head(8).assign(slogan=[f"学思想强党性重实践建新功第{i}号" for i in range(8)])
    assert not overlaps(plots.dots(long, facet="slogan", width="double"))


def test_lengths_by_genre_the_longest_first(reports):
    fig = plots.lengths(_described(reports))
    (ax,) = fig.axes
    names = [label.get_text() for label in ax.get_yticklabels()][::-1]
    # Two work reports of 哈密 2024 keep their ids apart, as does a report without a city.
    assert names == ["r3", "r0", "天水 2024", "昌吉 2024", "平凉 2024", "嘉峪关 2024", "鹤岗 2024", "r6"]
    assert [bar.get_width() for bar in ax.patches][::-1] == [5700, 3000, 9300, 4800, 7500, 6600, 3900, 8400]
    colours = {bar.get_width(): bar.get_facecolor() for bar in ax.patches}
    assert colours[5700] == colours[3000] != colours[9300], "one colour a genre"
    assert "No text: 无文市" in _all_text(fig) and "genre unknown" in _all_text(fig)
    only = plots.lengths(_described(reports).tail(1))
    assert not only.axes[0].patches, "a report that was not read has no bar"
    with pytest.raises(ValueError, match="genre is missing"):
        plots.lengths(reports.assign(year=2024))


def test_the_two_languages_differ(rates, reports):
    plots.use("zh")
    assert "每万汉字" in _all_text(plots.dots(rates))
    plots.use("en")
    assert "Per 10,000 Han characters" in _all_text(plots.dots(rates))
    assert plots.label("meeting", "category") == "meetings"
    assert plots.label("culture", "theme") == plots.label("culture", "category")
    plots.use("zh")
    assert (plots.label("organ", "theme"), plots.label("organ", "category")) == ("机关建设", "机关")
    assert plots.label("自定", "theme") == "自定", "a code of one's own stands as it is"
    with pytest.raises(ValueError, match="'fr' is none of"):
        plots.use("fr")


def _all_text(fig):
    return "\n".join(t.get_text() for t in fig.findobj(Text))


# Glyphs


def test_a_missing_glyph_added_later_is_an_error_when_saved(rates, tmp_path):
    fig = plots.dots(rates)
    fig.axes[0].set_title("\U0001f9ff")
    with pytest.raises(plots.MissingGlyphError, match="no font has"):
        plots.save(fig, "chart", rates, tmp_path)


def test_the_font_behind_covers_what_noto_lacks(rates):
    plots.dots(rates.assign(city=[c + "10⁻³" for c in rates["city"]]))


# Saving


def test_save_writes_a_figure_with_its_data_and_caption(rates, tmp_path):
    paths = plots.save(plots.dots(rates), "slogans-by-city", rates, tmp_path / "new" / "folder")
    assert [p.name for p in paths] == [f"slogans-by-city.{kind}" for kind in ("pdf", "svg", "png", "csv", "md")]
    pdf, svg, png, table, _ = paths
    assert pdf.read_bytes().startswith(b"%PDF") and b"<svg" in svg.read_bytes() and png.read_bytes()[1:4] == b"PNG"
    assert table.read_bytes().startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark to show Chinese"
    back = pd.read_csv(
        table, encoding="utf-8-sig", keep_default_na=False, na_values={"rate": "", "low": "", "high": ""}
    )
    pd.testing.assert_frame_equal(back, rates, check_dtype=False)
    assert b"NotoSansSC" in pdf.read_bytes() and b"/FontFile2" in pdf.read_bytes(), (
        "TrueType, so that text can be selected"
    )
    width, _ = plt.imread(io.BytesIO(png.read_bytes())).shape[1::-1]
    assert width == int(85 / 25.4 * 300), "300 dots an inch over one column"


def test_save_keeps_the_rows_of_a_matrix(slogans, reports, tmp_path):
    square = compare.similarity(slogans, reports)
    table = plots.save(plots.heatmap(square), "likeness", square, tmp_path)[3]
    assert pd.read_csv(table, encoding="utf-8-sig", index_col="city").index.tolist() == [*CITIES, "无文市"]


def test_two_saves_give_the_same_bytes(slogans, reports, tmp_path):
    for folder in ("a", "b"):
        square = compare.similarity(slogans, reports)
        plots.save(plots.heatmap(square), "heat", square, tmp_path / folder)
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


@pytest.mark.parametrize("name", ["", "../up", "a/b", "fig.png", "a b", "-x"])
def test_save_refuses_a_name_that_is_none(name, rates, tmp_path):
    with pytest.raises(ValueError, match="letters, digits"):
        plots.save(plots.dots(rates), name, rates, tmp_path)
    assert not list(tmp_path.iterdir())


def test_save_goes_where_the_environment_says(rates, tmp_path, monkeypatch):
    monkeypatch.setenv("FIGURES", str(tmp_path / "chosen"))
    assert plots.save(plots.dots(rates), "提法", rates)[0] == tmp_path / "chosen" / "提法.pdf"


def test_a_chart_leaves_the_settings_of_others_alone(rates):
    before = dict(plt.rcParams)
    plots.dots(rates)
    assert {k for k in style() if plt.rcParams[k] != before[k]} == set()


# Marks


def test_dots_show_gaps_bases_and_order(rates):
    fig = plots.dots(rates)
    ax = fig.axes[0]
    names = [t.get_text() for t in ax.get_yticklabels()]
    assert "No text: 无文市" in _all_text(fig) and len(names) == len(CITIES), "without text it is named, not drawn"
    largest = rates.sort_values("rate").dropna(subset="rate").iloc[-1]
    assert names[-1] == f"{largest['city']}  n = {largest['n']}"
    assert "texts of 3,000–9,300 characters" in _all_text(fig)


def test_dots_take_a_title_for_their_axis(rates):
    assert "Per 10,000" in _all_text(plots.dots(rates))
    named = _all_text(plots.dots(rates, title="Per paragraph"))
    assert "Per paragraph" in named and "Per 10,000" not in named and "texts of" in named


def test_an_axis_of_ratios_has_numbers_beside_the_one():
    table = pd.DataFrame(
        {"city": ["甲", "乙"], "ratio": [1.5, 2.5], "low": [1.1, 1.4], "high": [2.2, 4.5], "warning": ""}
    )
    ax = plots.dots(table).axes[0]
    low, high = ax.get_xlim()
    shown = [t for t in ax.get_xticks() if low <= t <= high]
    assert {1, 2} <= set(shown) and ax.get_xscale() == "log"


def test_an_interval_that_goes_on_is_cut_with_an_arrow(rates):
    assert "interval goes on" not in _all_text(plots.dots(rates))
    long = rates.assign(high=[1e6, *rates["high"].iloc[1:]])
    fig = plots.dots(long)
    assert "interval goes on" in _all_text(fig)
    assert fig.axes[0].get_xlim()[1] < 1e4


def test_dots_want_one_row_a_mark(slogans, reports):
    with pytest.raises(ValueError, match="give facet="):
        plots.dots(compare.rates(slogans, reports))
    with pytest.raises(ValueError, match="no rate, share or ratio"):
        plots.dots(reports)


def test_bars_tell_the_bounds_apart(totals):
    fig = plots.bars(totals)
    shown = _all_text(fig)
    for word in ("at least", "at most", "about", "range", "exact", "none stated", "28 *", "* several kinds of object"):
        assert word in shown
    marks = {line.get_marker() for ax in fig.axes for line in ax.lines}
    assert {"o", ">", "<", "D", "|"} <= marks
    only = plots.bars(totals[totals["bound"] == "exact"])
    assert "at least" not in _all_text(only), "the legend holds what is drawn"


@pytest.mark.parametrize("largest", [0.5, 1, 5, 7, 1234567])
def test_the_ticks_of_bars_say_where_they_stand(largest):
    table = pd.DataFrame([("甲", largest, np.nan, "exact", str(largest), "")], columns=BARS)
    fig = plots.bars(table)
    fig.draw_without_rendering()
    axis = fig.axes[0].xaxis
    shown = [float(label.get_text().replace(",", "").replace("M", "e6")) for label in axis.get_ticklabels()]
    assert shown == pytest.approx(list(axis.get_ticklocs()))


BARS = ["city", "value", "value_high", "bound", "count", "warning"]


def test_bars_tell_what_was_not_read_from_what_is_not_stated():
    rows = [
        ("甲", "件", 3, "exact", "3 件", 1, "", ""),
        ("甲", "次", 4, "exact", "4 次", 1, "", ""),
        ("乙", "件", np.nan, "", "", 1, "", ""),
        ("乙", "次", 9, "exact", "9 次", 1, "", ""),
        ("丙", "件", 8, "exact", "8 件", 1, "", ""),
        ("丙", "次", np.nan, "", "", 0, "", "no text"),
        ("丁", "件", np.nan, "", "", 1, "900件 (several years: 五年来)", ""),
        ("丁", "次", 2, "exact", "2 次", 1, "", ""),
        ("戊", "件", np.nan, "", "", 1, "", ""),
        ("戊", "次", np.nan, "", "", 1, "", ""),
        ("甲", "名", np.nan, "", "", 1, "", ""),
    ]
    names = ["city", "unit", "value", "bound", "count", "n_reports", "left_out", "warning"]
    table = pd.DataFrame(rows, columns=names).assign(value_high=np.nan)
    fig = plots.bars(table[["city", "unit", "value", "value_high", *names[3:]]])
    said = [t.get_text() for ax in fig.axes for t in ax.texts]
    assert sorted(said) == sorted(["3", "4", "9", "8", "2", "none stated", "not extracted", "left out, see the table"])
    assert "State none of these: 戊" in _all_text(fig) and "Stated by none: 名" in _all_text(fig)


def test_a_panel_of_which_all_is_left_out_is_named_not_drawn():
    rows = [("甲", "件", 3.0, "exact", "3 件", ""), ("乙", "件", 4.0, "exact", "4 件", "")]
    rows += [("甲", "次", np.nan, "", "", "9次 (plan)"), ("乙", "次", np.nan, "", "", "")]
    table = pd.DataFrame(rows, columns="city unit value bound count left_out".split()).assign(value_high=np.nan)
    table = table[["city", "unit", "value", "value_high", "bound", "count", "left_out"]].assign(warning="")
    fig = plots.bars(table)
    assert [ax.get_title(loc="left") for ax in fig.axes if ax.axison] == ["件"]
    assert "left out of every sum, see the table: 次" in _all_text(fig) and "State none" not in _all_text(fig)


@pytest.mark.parametrize("most", [1, 2, 3, 7, 16])
def test_the_scale_of_counts_has_whole_numbers_only(most):
    table = pd.DataFrame([[0, most], [most, 0]], index=["甲", "乙"], columns=["甲", "乙"])
    ticks = plots.heatmap(table).axes[1].get_yticks()
    assert len(ticks) > 1 and (ticks == ticks.round()).all()
    ticks = plots.heatmap(table / most / 2).axes[1].get_yticks()
    assert (ticks != ticks.round()).any(), "shares keep their fractions"


def test_gaps_of_a_heatmap_are_hatched(slogans, reports):
    square = compare.similarity(slogans, reports)
    hatched = [p for p in plots.heatmap(square).axes[0].patches if p.get_hatch() == HATCH]
    assert len(hatched) == 2 * len(square) - 1, "one row and one column of a city without text"
    full = plots.heatmap(square.loc[CITIES, CITIES])
    assert not [p for p in full.axes[0].patches if p.get_hatch()]
    assert [t.get_text() for t in full.legends[0].get_texts()] == ["with itself"]
    assert [p.get_xy() for p in full.axes[0].patches] == [(i - 0.5, i - 0.5) for i in range(len(CITIES))], "diagonal"


def test_numbers_stand_in_cells_where_they_fit(shares):
    table = compare.matrix(shares)
    shown = [t.get_text() for t in plots.heatmap(table, percent=True).axes[0].texts]
    assert len(shown) == len(CITIES) * 9
    assert shown[0] == f"{table.iloc[0, 0] * 100:.0f}"
    wide = pd.DataFrame(np.random.default_rng(1).random((2, 60)))
    assert not plots.heatmap(wide, width="single").axes[0].texts


def test_heatmap_refuses_what_it_cannot_colour():
    with pytest.raises(ValueError, match="'perhaps' is neither a number"):
        plots.heatmap(pd.DataFrame({"meeting": ["stated", "perhaps"]}))


def test_map_keeps_plane_distances_and_leaves_out_the_unknown(slogans, reports):
    points = np.array([[0.0, 0], [3, 0], [3, 4], [1, 1]])
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    found, kept = scale(apart)
    np.testing.assert_allclose(np.linalg.norm(found[:, None] - found[None], axis=2), apart, atol=1e-9)
    assert kept == pytest.approx(1)
    assert "not on the map (no hit): 无文市" in _all_text(plots.map2d(compare.similarity(slogans, reports)))
    with pytest.raises(ValueError, match="2 groups have a profile"):
        plots.map2d(
            compare.similarity(
                slogans,
                reports[reports["city"].isin(CITIES[:2])].pipe(
                    lambda r: pd.concat([r, reports.iloc[2:].assign(status="no text")])
                ),
            )
        )


def test_map_labels_of_points_in_one_spot_do_not_overlap():
    names = [f"城市{i}" for i in range(10)]
    square = pd.DataFrame(0.5, index=names, columns=names)
    square.iloc[:6, :6] = 0.999
    square = square.where(~np.eye(10, dtype=bool), 1.0)
    assert not overlaps(plots.map2d(square))


def test_an_empty_table_is_refused_in_words(rates):
    for draw in (plots.dots, plots.bars, plots.heatmap, plots.paths, plots.keyness, plots.matrix_dots, plots.map2d):
        with pytest.raises(ValueError, match="nothing to draw"):
            draw(rates.head(0))


def test_width_is_checked(rates):
    with pytest.raises(ValueError, match="'triple' is none of single, middle, double, slide"):
        plots.dots(rates, width="triple")


def test_only_words_that_stand_out_are_drawn(words):
    """A dot's interval is log-odds less and plus 1.96 of its standard error, which is log-odds over z."""
    weak = words.assign(z=words["z"].where(words["city"] == words["city"].iloc[0], 1.5))
    first, *others = [ax for ax in plots.keyness(weak).axes if ax.axison]
    assert first.get_yticklabels() and not first.texts
    assert [[t.get_text() for t in ax.texts] for ax in others] == [["none that stand out"]] * len(others)
    assert not [ax for ax in others if ax.collections or len(ax.get_yticks())]
    with pytest.raises(ValueError, match="no word stands out"):
        plots.keyness(words.assign(z=1.9))


def test_every_column_of_panels_has_a_numbered_axis(words):
    """Where the last line of panels is not full, the panels above the gap are the lowest of their column."""
    fig = plots.keyness(words, top=3)
    shown = [ax for ax in fig.axes if ax.axison]
    assert len(shown) == 5, "four in the first line, one below"
    numbered = [any(t.get_visible() and t.get_text() for t in ax.get_xticklabels()) for ax in shown]
    assert numbered == [False, True, True, True, True]
