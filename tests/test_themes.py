"""Themes: hand examples, relations, the dictionary's contract, and the agreement with the coders."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from unittest import mock

import pytest
from checks import assert_each, assert_none
from hypothesis import given
from hypothesis import strategies as st

from analysis import corpus, lexicons, themes
from analysis.compare.statistics.alpha import krippendorff
from analysis.corpus.records import Report, Segment
from analysis.lexicons.themes import ThemeLexicon

LEXICON = themes.load()
OWN = Path(__file__).parent / "data" / "theme_paragraphs.csv"
with OWN.open(encoding="utf-8-sig", newline="") as file:
    PARAGRAPHS = list(csv.DictReader(file))


def report(*paragraphs, headings=()):
    segments = [
        Segment("paragraph", text, tuple(range(len(text))), headings, n) for n, text in enumerate(paragraphs, 1)
    ]
    return Report("somewhere-2020", "somewhere.txt", 0, 0, tuple(segments))


def primary(text, headings=()):
    return next(iter(themes.weigh(text, headings, LEXICON)))


def own_lexicon(folder, *rows):
    text = "theme,term,weight,requires,excludes,note\n" + "".join(f"{row}\n" for row in rows)
    (folder / "themes.csv").write_text(text, encoding="utf-8")
    return themes.load(folder)


# --- the shipped dictionary


def test_every_theme_has_a_vocabulary():
    counts = Counter(entry.theme for entry in LEXICON.entries)
    assert set(counts) == set(themes.THEMES)
    assert min(counts[t] for t in themes.THEMES) >= 40


def test_own_paragraphs_are_varied():
    assert len(PARAGRAPHS) >= 40
    assert {row["primary"] for row in PARAGRAPHS} == set(themes.THEMES)


def test_agreement_on_own_paragraphs():
    """Sentences of our own, labelled before the dictionary was run on them."""
    got = [primary(row["text"], [row["heading"]] if row["heading"] else []) for row in PARAGRAPHS]
    right = sum(theme == row["primary"] for theme, row in zip(got, PARAGRAPHS, strict=True))
    assert right / len(PARAGRAPHS) >= 0.90


# --- topic and form


def test_one_subject_outweighs_the_form_and_many_do_not():
    assert_each(
        primary,
        [
            ("围绕河道污染治理召开专题协商会,委员们就截污纳管、生态补水提出建议。", "ecology"),
            ("全年召开专题协商会三次、对口协商会五次,协商平台更加多样,协商程序更加规范。", "consultation"),
            ("就养老服务组织视察,提出增设助餐点的提案,推动一批老年人食堂建成。", "livelihood"),
            ("就养老、旅游、治安、农业、文物五个题目分别提出提案,提案办理质量逐年提高。", "advice"),
        ],
    )


def test_the_announced_topic_decides_a_mixed_paragraph():
    rest = "组织委员视察企业和园区,走访学校和医院。"
    assert primary("聚力服务经济发展。" + rest) == "economy"
    assert primary("聚力保障改善民生。" + rest) == "livelihood"


def test_a_heading_tips_the_scales():
    text = "走访企业十家、学校十所,形成一批成果。"
    weights = {h: themes.weigh(text, [h], LEXICON) for h in ("服务产业发展", "增进民生福祉")}
    assert weights["服务产业发展"]["economy"] > weights["增进民生福祉"].get("economy", 0)
    assert weights["增进民生福祉"]["livelihood"] > weights["服务产业发展"].get("livelihood", 0)


def test_greetings_and_empty_paragraphs_have_no_theme():
    texts = ["", "同志们!", "各位委员:", "特此说明如下", "向大会报告工作,请予审议。"]
    assert_each(lambda text: themes.weigh(text, (), LEXICON), [(text, {"none": 1.0}) for text in texts])


# --- counting by hand, with a dictionary of four rows


def test_contributions_by_hand(tmp_path):
    lexicon = own_lexicon(tmp_path, "ecology,河,2,,,", "ecology,运河,1,,,", "organ,制度,1,,,", "none,制度改革,0,,,")
    table = themes.explain("制度改革。河河河河,运河,制度。", (), lexicon)
    body = table[table["place"] == "body"].set_index("term")
    # 河 ×4: 2·√4 = 4; 运河 (not 河 again): 1; 制度 outside the shielded phrase: 1; the opening holds nothing.
    assert body["n"].to_dict() == {"河": 4, "运河": 1, "制度": 1}
    assert body["contribution"].round(6).to_dict() == {
        "河": round(4 / 6, 6),
        "运河": round(1 / 6, 6),
        "制度": round(1 / 6, 6),
    }
    assert themes.weigh("制度改革。河河河河,运河,制度。", (), lexicon) == {"ecology": 0.8333, "organ": 0.1667}


def test_many_subjects_are_damped_by_hand(tmp_path):
    lexicon = own_lexicon(tmp_path, "ecology,河,2,,,", "rural,田,2,,,", "consultation,协商,3,,,")
    # Two subjects of 2 points count 2 · ½ each.
    weights = themes.weigh("请看下文。河,田,协商。", (), lexicon)
    assert weights == {"consultation": 0.6, "ecology": 0.2, "rural": 0.2}


def test_required_and_excluded_terms_look_at_the_sentence(tmp_path):
    lexicon = own_lexicon(tmp_path, "members,培训,2,委员|常委,农民,", "organ,制度,1,,,")
    assert themes.weigh("委员培训和制度。", (), lexicon)["members"] == 0.6667
    assert themes.weigh("培训和制度。", (), lexicon) == {"organ": 1.0}
    assert themes.weigh("培训。委员制度。", (), lexicon) == {"organ": 1.0}
    assert themes.weigh("委员为农民培训。制度。", (), lexicon) == {"organ": 1.0}


def test_a_longer_term_that_does_not_fit_leaves_room_for_the_shorter(tmp_path):
    lexicon = own_lexicon(tmp_path, "members,委员培训,2,常委,,", "organ,培训,1,,,")
    assert themes.weigh("委员培训。", (), lexicon) == {"organ": 1.0}


def test_full_width_marks_are_ascii_marks(tmp_path):
    lexicon = own_lexicon(tmp_path, '"ecology","山,水",1,,,')
    assert themes.weigh("山\uff0c水。", (), lexicon) == {"ecology": 1.0}


def test_opening():
    assert_each(
        themes.opening,
        [
            ("聚力改善民生。组织视察。", "聚力改善民生。"),
            ("(一)聚力改善民生。组织视察。", "聚力改善民生。"),
            ("7月16日,市政协开会。", "市政协开会。"),
            ("甲" * 30 + "," + "乙" * 30 + "。", "甲" * 30),
            ("甲" * 60, "甲" * themes.OPENING),
        ],
    )


# --- relations


@given(st.lists(st.sampled_from([row["text"] for row in PARAGRAPHS]), min_size=1, max_size=3))
def test_one_primary_and_weights_that_sum_to_one(texts):
    rows = themes.classify(report(*texts), LEXICON)
    for n in range(1, len(texts) + 1):
        mine = [row for row in rows if row["paragraph"] == n]
        assert [row["primary"] for row in mine] == [True] + [False] * (len(mine) - 1)
        assert abs(sum(row["weight"] for row in mine) - 1) < 1e-9
        assert all(row["weight"] == round(row["weight"], 4) > 0 for row in mine)
        assert mine[0]["weight"] == max(row["weight"] for row in mine)
        assert len({row["theme"] for row in mine}) == len(mine)


@given(st.integers(2, 6).flatmap(lambda n: st.lists(st.integers(0, 3), min_size=n, max_size=n)))
def test_rounding_puts_no_theme_before_the_primary(apart):
    """Themes of nearly the same weight: thousandths of a per cent apart."""
    scores = [1 + step / 50_000 for step in apart]
    rows = [("body", "", theme, 1, 1, s / sum(scores)) for theme, s in zip(themes.THEMES, scores, strict=False)]
    with mock.patch.object(themes, "_evidence", return_value=rows):
        weights = list(themes.weigh("", [], LEXICON).values())
    assert weights[0] == max(weights)
    assert abs(sum(weights) - 1) < 1e-9


@given(st.text(alphabet="政协提案民生。,!()一1、企业污染 \n", max_size=60))
def test_any_text_gets_exactly_one_primary(text):
    weights = themes.weigh(text, (text,), LEXICON)
    assert abs(sum(weights.values()) - 1) < 1e-9


def test_doubling_a_paragraph_changes_nothing():
    bad = []
    for row in PARAGRAPHS:
        once, twice = (themes.weigh(row["text"] * n, [row["heading"]], LEXICON) for n in (1, 2))
        if once != pytest.approx(twice, abs=2e-4) or next(iter(once)) != next(iter(twice)):
            bad.append(f"{row['text']}: {once}, twice {twice}")
    assert_none(bad)


def test_a_paragraph_does_not_depend_on_the_others():
    texts = [row["text"] for row in PARAGRAPHS]
    together = themes.classify(report(*texts), LEXICON)
    alone = [r | {"paragraph": n} for n, t in enumerate(texts, 1) for r in themes.classify(report(t), LEXICON)]
    assert together == alone


def test_explanation_sums_to_one_and_gives_the_weights():
    for row in PARAGRAPHS:
        table = themes.explain(row["text"], [row["heading"]], LEXICON)
        assert list(table.columns) == themes.EVIDENCE
        if len(table):
            assert table["contribution"].sum() == pytest.approx(1)
            first = table.groupby("theme")["contribution"].sum().idxmax()
            assert first == primary(row["text"], [row["heading"]])


# --- a dictionary of one's own


def test_every_bad_row_is_named_with_its_line(tmp_path):
    with pytest.raises(lexicons.LexiconError) as error:
        own_lexicon(
            tmp_path,
            "ecology,河,2,,,",
            "nature,河,2,,,",
            "ecology,河,1,,,",
            "ecology,,1,,,",
            "rural,田,x,,,",
            "rural,地,-1,,,",
        )
    lines = str(error.value).splitlines()
    assert [line.split("themes.csv:")[1].split(":")[0] for line in lines] == ["3", "4", "5", "6", "7"]
    assert "'nature' is no theme" in lines[0] and "line 2" in lines[1] and "'x'" in lines[3]


def test_a_missing_column_is_named(tmp_path):
    (tmp_path / "themes.csv").write_text("theme,term\necology,河\n", encoding="utf-8")
    with pytest.raises(lexicons.LexiconError, match=r"themes\.csv:1: column weight, requires, excludes, note"):
        themes.load(tmp_path)


# --- agreement with two coders, on the originals


def gold(folder):
    """Source -> line -> the codes that are right, of each line of body text that a coder gave a theme."""
    codes = defaultdict(dict)
    for line in (folder.parent / "gold" / "themes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["primary"] != ["none"]:
            codes[row["source"]][row["line"]] = row["primary"]
    return codes


def found(file, lexicon):
    """Line of a file -> the primary theme of the paragraph it stands in."""
    document = corpus.read_document(file)
    lines = {}
    for one in corpus.reports_of(document):
        codes = {r["paragraph"]: r["theme"] for r in themes.classify(one, lexicon) if r["primary"]}
        for segment in one.paragraphs:
            first, last = (document.text.count("\n", 0, segment.offsets[i]) + 1 for i in (0, -1))
            lines |= {line: codes[segment.paragraph] for line in range(first, last + 1)}
    return lines


def agreement(folder, lexicons):
    """(source, coder's code, code found) of each line; a line that is in no paragraph is found to be none.

    lexicons: source -> dictionary. Where two codes are right and one is found, that one is the coder's.
    """
    for source, right in sorted(gold(folder).items()):
        lines = found(folder / source, lexicons[source])
        for line, codes in right.items():
            code = lines.get(line, "none")
            yield source, code if code in codes else codes[0], code


def figures(rows):
    """Agreement and Krippendorff's alpha; printed with the hits of each source."""
    pairs = [row[1:] for row in rows]
    share, alpha = sum(a == b for a, b in pairs) / len(pairs), krippendorff(pairs)[0]
    print(f"{len(pairs)} lines, agreement {share:.3f}, alpha {alpha:.3f}")
    for source in sorted({row[0] for row in rows}):
        mine = [a == b for name, a, b in rows if name == source]
        print(f"  {source}: {sum(mine)} of {len(mine)}, {sum(mine) / len(mine):.3f}")
    return share, alpha


def test_agreement_with_the_coders(originals):
    share, alpha = figures(list(agreement(originals, defaultdict(lambda: LEXICON))))
    assert share >= 0.80
    assert alpha >= 0.75


def test_agreement_when_a_report_has_brought_in_no_term_of_its_own(originals):
    """Leaving one file out, as far as that can be done with a dictionary that is written and not learnt.

    Every term that stands in this file and in none of the other four is taken away before it is scored: it may have
    been written down because of this file. That takes away too much, since most such terms are everyday words that
    the writer would have had anyway, so that the figure is a lower bound of what the vocabulary brings. It does not
    undo what was learnt about weights and places.
    """
    texts = {path.name: corpus.read_document(path).text for path in originals.glob("*.txt")}
    without = {}
    for source, text in texts.items():
        others = "\n".join(other for name, other in texts.items() if name != source)
        kept = (e for e in LEXICON.entries if e.term not in text or e.term in others)
        without[source] = ThemeLexicon(tuple(kept))
        print(f"  {source}: {len(LEXICON.entries) - len(without[source].entries)} rows taken away")
    share, alpha = figures(list(agreement(originals, without)))
    assert share >= 0.70
    assert alpha >= 0.65
