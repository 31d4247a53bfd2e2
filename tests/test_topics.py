"""The topic model: planted themes are found again, the same seed gives the same, and it is held against the dictionary."""

import sys

import numpy as np
import pandas as pd
import pytest

from analysis import themes, topics

LEXICON = themes.load()
WORDS = {"ecology": ["湿地", "污水"], "rural": ["农机", "耕地"], "unity": ["侨联", "联谊"]}


@pytest.fixture(scope="module")
def planted():
    """Ninety paragraphs, each with words of one theme and formulas that all have; most words are no keyword."""
    random = np.random.default_rng(0)
    company = {"ecology": ["河道", "水质", "鸟"], "rural": ["种子", "村民", "田"], "unity": ["侨胞", "茶话会", "台湾"]}
    rows, truth = [], {}
    for paragraph in range(1, 91):
        theme = list(WORDS)[paragraph % 3]
        truth["r", paragraph] = theme
        # Every third paragraph has none of the keywords: only the words beside them tell.
        keys = [] if paragraph % 9 < 3 else [WORDS[theme][paragraph % 2]]
        words = [*random.choice(company[theme], 6), *keys * 3, *random.choice(["工作", "推进", "加强"], 4)]
        rows += [("r", paragraph, word, n) for word, n in pd.Series(words).value_counts().sort_index().items()]
    return pd.DataFrame(rows, columns=["report", "paragraph", "term", "n"]), pd.Series(truth)


@pytest.fixture(scope="module")
def fits(planted):
    pytest.importorskip("topica")
    return topics.fit(planted[0], WORDS, seeds=(1, 2, 3))


def test_planted_themes_are_found_again_also_without_their_keywords(planted, fits):
    terms, truth = planted
    found = topics.themes(fits)
    first = found[found["primary"]].set_index(["report", "paragraph"])["theme"]
    assert (first == truth).mean() > 0.9
    bare = [place for place in truth.index if place[1] % 9 < 3]
    assert (first[bare] == truth[bare]).mean() > 0.8
    assert len(bare) == 30 and set(terms["paragraph"]) == set(range(1, 91))


def test_the_table_is_one_of_themes(fits):
    found = topics.themes(fits)
    assert list(found.columns) == ["report", "paragraph", "theme", "primary", "weight"]
    groups = found.groupby(["report", "paragraph"])
    assert groups["primary"].sum().eq(1).all()
    assert groups["weight"].sum().to_numpy() == pytest.approx(1)
    assert found.loc[found["primary"], "weight"].to_numpy() == pytest.approx(groups["weight"].max().to_numpy())


def test_the_same_seed_gives_the_same_and_the_order_of_rows_plays_no_part(planted, fits):
    terms = planted[0]
    again = topics.fit(terms.sample(frac=1, random_state=1), WORDS, seeds=(2,))
    one = fits[fits["seed"] == 2].reset_index(drop=True)
    assert set(map(tuple, again[["paragraph", "theme"]].to_numpy())) == set(
        map(tuple, one[["paragraph", "theme"]].to_numpy())
    )
    pd.testing.assert_frame_equal(topics.fit(terms, WORDS, seeds=(2,)), one)


def test_stability_by_hand():
    rows = [
        (1, p, t, w)
        for p, ws in ((1, (0.9, 0.1)), (2, (0.2, 0.8)))
        for t, w in zip(("rural", "unity"), ws, strict=True)
    ]
    rows += [
        (2, p, t, w)
        for p, ws in ((1, (0.6, 0.4)), (2, (0.7, 0.3)))
        for t, w in zip(("rural", "unity"), ws, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["seed", "paragraph", "theme", "weight"]).assign(report="r")
    found = topics.stability(table).iloc[0]
    assert (found["n_paragraphs"], found["agreement"]) == (2, 0.5)
    # Codes rural ×3, unity ×1: 1 − 3 · 2 / (16 − 10) = 0.
    assert found["alpha"] == pytest.approx(0)


def test_seeds_agree_far_beyond_chance_on_a_clear_case(fits):
    found = topics.stability(fits)
    assert len(found) == 3 and found["alpha"].min() > 0.4 and found["alpha"].max() > 0.8


def test_against_the_dictionary_by_hand():
    codes = {"a": ["rural", "rural", "unity", "none"], "b": ["rural", "unity", "unity", "rural"]}
    one, two = (
        pd.DataFrame({"report": "r", "paragraph": range(1, 5), "theme": c, "primary": True, "weight": 1.0})
        for c in codes.values()
    )
    table = topics.against(one, two).set_index("theme")
    assert table.loc["rural", ["n_dictionary", "n_model", "n_both", "agreement"]].tolist() == [2, 1, 1, 0.5]
    assert table.loc["all", ["n_dictionary", "n_both"]].tolist() == [3, 2] and table.loc["unity", "often"] == "unity"


def test_keywords_are_words_of_one_theme():
    terms = pd.DataFrame({"term": ["湿地", "大气污染", "乡村振兴", "耕地", "协商", "的"]})
    found = topics.keywords(terms, LEXICON)
    assert found["ecology"] == ["大气污染", "湿地"] and "耕地" in found["rural"]
    assert not {"协商", "的"} & {word for words in found.values() for word in words}


def test_too_few_themes_and_a_missing_package_are_said(planted, monkeypatch):
    monkeypatch.setitem(sys.modules, "topica", None)
    with pytest.raises(ImportError, match=r"pip install 'zhengxie-reports\[topics\]'"):
        topics.fit(planted[0], WORDS)


def test_one_theme_is_no_model(planted):
    pytest.importorskip("topica")
    with pytest.raises(ValueError, match="1 theme has keywords"):
        topics.fit(planted[0], {"rural": ["耕地"]})
