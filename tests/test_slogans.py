"""The slogan lexicon and the counting of its entries. Every text here is made up for the test."""

import os
import pickle
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from checks import assert_each
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin

from analysis import lexicons, slogans
from analysis.corpus.records import Report, Segment
from analysis.lexicons import conditions
from analysis.lexicons import slogans as module

DATA = Path(__file__).parents[1] / "data"
UNSEEN = Path(__file__).parent / "data" / "slogans_unseen.csv"
KNOWN = Path(__file__).parent / "data" / "known_phrases.csv"
HEADER = "slogan,variants,family,level,english,year,document,source,note\n"


def entries(*rows):
    return pd.DataFrame(
        [(*r, "")[:2] if isinstance(r, tuple) else (r, "") for r in rows], columns=["slogan", "variants"]
    )


def segment(text, kind="paragraph", paragraph=1, at=0):
    return Segment(kind, text, tuple(range(at, at + len(text))), (), paragraph if kind == "paragraph" else None)


def report(*segments, name="r1"):
    return Report(name, f"{name}.txt", 0, 999, tuple(segments))


def names(matcher, text, **kwargs):
    return [m.slogan for m in matcher.find(text, **kwargs)]


SHIPPED = slogans.load()
MATCHER = slogans.Matcher(SHIPPED)
FEW = slogans.Matcher(
    entries("四个意识", "四个自信", "两个维护", "中国特色社会主义", "习近平新时代中国特色社会主义思想")
)


# --- the lexicon ---------------------------------------------------------------------------------------------------


def test_shipped_lexicon_is_large_sorted_and_complete():
    assert len(SHIPPED) >= 800
    assert list(SHIPPED.columns) == [*module.COLUMNS, "line", "conditions"]
    keys = list(zip(SHIPPED["family"], SHIPPED["slogan"], strict=True))
    assert keys == sorted(keys)
    assert SHIPPED["slogan"].is_unique
    filled = (SHIPPED[["english", "document"]] != "").assign(entries=True, year=SHIPPED["year"].notna())
    print(filled.groupby(SHIPPED["level"]).sum().to_string(), f"all {len(SHIPPED)}", sep="\n")


@pytest.mark.parametrize("column", ["family", "level"])
def test_the_codebook_explains_every_family_and_level_and_no_other(column):
    section = (DATA / "README.md").read_text(encoding="utf-8").partition("### `lexicons/slogans.csv`")[2]
    table = section.partition(f"| {column} |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([a-z/]+)` \|", table, flags=re.M)) == set(SHIPPED[column])


def test_no_form_of_the_shipped_lexicon_stands_twice():
    plain = [module.plain(f) for r in SHIPPED.itertuples() for f, _ in module.forms(r.slogan, r.variants)]
    in_file = [
        (r.slogan, v)
        for r in SHIPPED.itertuples()
        for v in r.variants.split("|")
        if v and v.strip("“”") != r.slogan and module.plain(v) == module.plain(r.slogan)
    ]
    assert in_file == []
    assert len(set(plain)) == len(plain)


def test_source_says_where_each_year_and_each_translation_is_from():
    for row in SHIPPED.itertuples():
        parts = [part.partition(": ") for part in row.source.split("; ") if part]
        assert [p[0] for p in parts] == ["year"] * (row.document != "") + ["english"] * (row.english != ""), row.slogan
        assert all(p[2].removesuffix(", checked") for p in parts), row.slogan


def test_a_year_has_a_document_and_agrees_with_its_date():
    dated = SHIPPED[SHIPPED["year"].notna()]
    assert (dated["document"] != "").all()
    said = dated["document"].str.extract(r"\((?:\D*,)?((?:19|20)\d\d)年")[0]
    assert said.notna().sum() > 40
    assert dated.loc[said.notna() & (said.astype("Int64") != dated["year"]), "slogan"].tolist() == []
    assert dated["year"].between(1930, 2025).all()


def test_translations_are_english():
    assert SHIPPED.loc[SHIPPED["english"].str.contains(r"[\u4e00-\u9fff“”]"), "slogan"].tolist() == []


def test_english_is_there_for_what_everyone_uses_and_a_place_for_what_one_place_uses():
    assert SHIPPED.loc[(SHIPPED["level"] == "central") & (SHIPPED["english"] == ""), "slogan"].tolist() == []
    of_a_place = SHIPPED["level"].isin(["regional", "local"])
    assert SHIPPED.loc[of_a_place & (SHIPPED["note"] == ""), "slogan"].tolist() == []


def test_pinyin_gives_each_character_one_of_its_readings():
    """A row without pinyin fails with what pypinyin proposes, to be read over: it takes some readings wrongly."""

    def wrong(row):
        characters = re.findall(r"[\u4e00-\u9fff]", row.slogan)
        spelled = re.findall(r"[^\W\dA-Z_]+", row.pinyin)
        readings = [
            {*toned, *neutral}  # any syllable may lose its tone in a word: gōng fu
            for toned, neutral in zip(
                pinyin(characters, style=Style.TONE, heteronym=True),
                pinyin(characters, style=Style.NORMAL, heteronym=True),
                strict=True,
            )
        ]
        if len(spelled) == len(characters) and all(s in r for s, r in zip(spelled, readings, strict=True)):
            return None
        return f"slogans.csv:{row.line} {row.slogan}: {row.pinyin or 'none'}; {' '.join(lazy_pinyin(row.slogan, style=Style.TONE))}?"

    assert [fault for row in SHIPPED.itertuples() if (fault := wrong(row))] == []


@pytest.mark.parametrize(
    ("slogan", "spelled"),
    [
        ("长征精神", "cháng zhēng"),
        ("河长制、湖长制", "hé zhǎng zhì"),
        ("有效市场、有为政府", "yǒu wéi"),
        ("执政为民", "wèi mín"),
    ],
)
def test_pinyin_of_characters_with_two_readings(slogan, spelled):
    assert spelled in SHIPPED.set_index("slogan").loc[slogan, "pinyin"]


# slogans_unseen.csv, a row a phrase that a report or news of another body puts in quotation marks; judged to be a
# slogan (and of which level) before it was looked up. found: whether the lexicon had it then. Those missed may have
# been entered since: the share in `found` is the measurement, what is found now is not.
def test_what_was_found_in_unseen_reports_is_still_found():
    unseen = pd.read_csv(UNSEEN).drop_duplicates("phrase")

    def is_found(phrase):
        text = f"推进“{phrase}”。"
        known = sum(len(module.plain(text[m.start : m.end])) for m in MATCHER.find(text))
        return 2 * known >= len(module.plain(phrase))

    table = unseen.groupby("level")["found"].agg(["sum", "size"])
    print(table.to_string(), f"all {unseen['found'].sum()} of {len(unseen)}", sep="\n")
    assert set(unseen["level"]) == set(module.LEVELS)
    assert [p for p in unseen.loc[unseen["found"], "phrase"] if not is_found(p)] == []


# known_phrases.csv, standard phrases of all eras, written down from memory before the list was asked for them and drawn by
# lot into set A, whose gaps were looked at and filled, and set B, whose gaps were only counted.
def test_standard_phrases_are_forms_of_an_entry_of_their_own():
    known = pd.read_csv(KNOWN)
    assert not known["phrase"].duplicated().any() and (known["set"].value_counts() >= 120).all()
    own = {module.plain(form) for r in SHIPPED.itertuples() for form, _ in module.forms(r.slogan, r.variants)}
    found = known["phrase"].map(module.plain).isin(own)
    print(found.groupby([known["set"], known["era"]]).agg(["sum", "size"]).to_string())
    print(found.groupby(known["set"]).mean().to_string())
    assert (found.groupby(known["set"]).mean() >= 0.9).all()


def test_every_form_is_found_as_its_entry():
    """A form that asks for a word in its sentence has the first of them in it, outside of any slogan."""
    asked = {module.plain(row["form"]): row["requires"].partition("|")[0] for row in conditions.load()[0]}
    cases = [
        case
        for row in SHIPPED.itertuples()
        for form, quoted in module.forms(row.slogan, row.variants)
        for word in [asked.get(module.plain(form), "")]
        for case in (
            (f"slogans.csv:{row.line}", f"会议学习了“{form}”({word})。", row.slogan, 1),
            (f"slogans.csv:{row.line}", f"会议学习了{form}({word})。", row.slogan, int(not quoted)),
        )
    ]
    assert_each(lambda _, text, slogan: names(MATCHER, text).count(slogan), cases)


# Two slogans that one entry would give one year: the form, its entry, the year of that entry.
@pytest.mark.parametrize(
    ("form", "slogan", "year"),
    [
        ("依法治国", "依法治国", 1997),
        ("全面依法治国", "全面依法治国", 2014),
        ("有法可依、有法必依、执法必严、违法必究", "有法可依、有法必依、执法必严、违法必究", 1978),
        ("学有所教、劳有所得、病有所医、老有所养、住有所居", "学有所教、劳有所得、病有所医、老有所养、住有所居", 2007),
        ("讲学习、讲政治、讲正气", "讲学习、讲政治、讲正气", 1995),
        ("解放思想、实事求是", "解放思想、实事求是", 1978),
        ("美丽乡村", "美丽乡村", 2008),
        ("和美乡村", "宜居宜业和美乡村", 2022),
        ("林长制", "林长制", 2017),
        ("湖长制", "河长制、湖长制", 2007),
        ("四种形态", "监督执纪“四种形态”", 2015),
        ("基本实现社会主义现代化", "基本实现社会主义现代化", 1992),
        ("中华民族共同体意识", "中华民族共同体意识", 2014),
        ("铸牢中华民族共同体意识", "铸牢中华民族共同体意识", 2017),
        ("人与自然和谐共生", "人与自然和谐共生", 2015),
        ("海洋强国", "海洋强国", 2003),
    ],
)
def test_an_entry_is_one_slogan_with_one_year(form, slogan, year):
    assert names(MATCHER, f"会议学习了{form}。") == [slogan]
    assert SHIPPED.set_index("slogan").loc[slogan, "year"] == year


def test_each_condition_refuses_its_example_which_would_be_counted_without_it():
    bare = slogans.Matcher(SHIPPED.drop(columns="conditions"))
    owner = {
        module.plain(form): (row.slogan, quoted)
        for row in SHIPPED.itertuples()
        for form, quoted in module.forms(row.slogan, row.variants)
    }

    def counted(row):
        if row["form"] == conditions.EVERY:
            return bool(names(bare, row["example"])), bool(names(MATCHER, row["example"]))
        slogan, _ = owner[module.plain(row["form"])]
        return slogan in names(bare, row["example"]), slogan in names(MATCHER, row["example"])

    listed = conditions.load()[0]
    assert_each(counted, [(row, (True, False)) for row in listed])
    assert [row["form"] for row in listed] == sorted(row["form"] for row in listed)


def test_early_occurrences_are_explained_once_and_by_an_entry_with_a_year():
    explained = pd.read_csv(DATA.parent / "benchmarks" / "first_use.csv")
    assert list(explained) == ["report", "slogan", "why", "remark"]
    assert set(explained["why"]) <= {"document", "words", "other"} and explained["remark"].notna().all()
    assert not explained.duplicated(["report", "slogan"]).any()
    assert set(explained["slogan"]) <= set(SHIPPED.loc[SHIPPED["year"].notna(), "slogan"])


def test_judged_occurrences_are_of_the_list_and_most_are_the_slogan():
    """What benchmarks/precision.py drew; it says what it found of it when it is run on the corpus."""
    judged = pd.read_csv(DATA.parent / "benchmarks" / "precision.csv", keep_default_na=False)
    assert list(judged) == ["seed", "draw", "report", "start", "slogan", "matched", "judged"]
    assert not judged.duplicated(["seed", "draw", "report", "start"]).any()
    assert set(judged["judged"]) <= {"slogan", "doubtful", "other"}
    assert set(judged["slogan"]) <= set(SHIPPED["slogan"])
    share = judged["judged"].eq("slogan").groupby([judged["draw"], judged["seed"]]).agg(["mean", "size"])
    print(share.to_string())
    assert (share.loc["hits", "size"] >= 200).all() and (share.loc["entries", "size"] >= 100).all()
    assert (share["mean"].drop("text-1998") >= 0.9).all()
    assert (share.loc["text-1998", "mean"] >= 0.8).all()  # a newspaper: more names and plain words


@pytest.mark.skipif("PANEL" not in os.environ, reason="PANEL is not set")
def test_the_panel_holds_no_early_slogan_without_an_explanation(tmp_path):
    """PANEL names the folder of 886 work reports of city governments; every third is asked, the benchmark asks all."""
    for text in sorted(Path(os.environ["PANEL"]).rglob("*.txt"))[::3]:
        shutil.copy(text, tmp_path)
    shutil.copy(Path(os.environ["PANEL"]) / "reports.csv", tmp_path)
    command = [sys.executable, DATA.parent / "benchmarks" / "slogans.py", "first-use", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^odd +[1-9]\d{3}", done.stdout, re.M), done.stdout  # thousands of dated occurrences


CONDITIONS = "form,not_after,not_before,requires,excludes,example,note\n"


def with_conditions(folder, *rows):
    """A matcher of three entries, with conditions."""
    lines = "".join(f"{s},{v},own/brand,local,,,,,\n" for s, v in (("双创", ""), ("强县域", ""), ("五通", "“四化”")))
    (folder / "slogans.csv").write_text(HEADER + lines, encoding="utf-8")
    (folder / "slogan_conditions.csv").write_text(CONDITIONS + "\n".join(rows) + "\n", encoding="utf-8")
    return slogans.Matcher(slogans.load(folder))


def test_neighbours_decide(tmp_path):
    matcher = with_conditions(tmp_path, "双创,双,卫|下,,,,", "强县域,[做增],经济,,,,")
    assert_each(
        lambda text: names(matcher, text),
        [
            ("推进双创升级", ["双创"]),
            ("产量双双创下纪录", []),
            ("国际“双创”卫城市", []),
            ("双“ 双创”佳绩", []),
            ("下一步推进双创,下大力气", ["双创"]),
            ("建设强县域", ["强县域"]),
            ("做强县域、工业", []),
            ("壮大强县域 经济", []),
        ],
    )


def test_the_words_of_the_sentence_decide(tmp_path):
    matcher = with_conditions(tmp_path, "五通,,,一带一路|丝路,村,,", "四化,,,同步,,,")
    assert_each(
        lambda text: names(matcher, text),
        [
            ("丝路沿线实现五通。", ["五通"]),
            ("丝路很长。村民实现五通。", []),
            ("丝路沿线的村实现五通", []),
            ("村里;丝路沿线实现“五通”", ["五通"]),
            ("推进“四化”同步", ["五通"]),
            ("推进四化同步", []),
            ("推进“四化”", []),
        ],
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("双创,,卫[,,,,", "column not_before"),
        ("双创,,,,,,", "no condition"),
        (",双,,,,,", "column form: empty"),
        ("双创,双,,,,,\n双创,单,,,,,", "stands in an earlier row"),
        ("三创,双,,,,,", "三创 is a form of no entry"),
    ],
)
def test_bad_conditions_are_named_with_file_and_line(tmp_path, row, message):
    with pytest.raises(lexicons.LexiconError, match=re.escape(message)) as error:
        with_conditions(tmp_path, row)
    assert f"slogan_conditions.csv:{1 + len(row.splitlines())}:" in str(error.value)


def test_shipped_conditions_ask_nothing_of_an_own_lexicon_without_their_forms(tmp_path):
    (tmp_path / "slogans.csv").write_text(HEADER + "双创,,own/brand,local,,,,,\n", encoding="utf-8")
    assert names(slogans.Matcher(slogans.load(tmp_path)), "双双创下纪录,推进双创") == ["双创"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("甲乙丙,,unity/front,national,,,,,", "level national"),
        ("甲乙丙,,Unity front,central,,,,,", "family Unity front"),
        ("甲乙丙,,unity/front,central,,20-20,,,", "year 20-20"),
        (",,unity/front,central,,,,,", "no slogan"),
        ("甲,,unity/front,central,,,,,", "too short"),
        ("甲乙丙,丁|戊己庚,unity/front,central,,,,,", "丁 is too short"),
        (
            "甲乙丙,“一二三”|一、二三,unity/front,central,,,,,\n子丑寅,一 二三,unity/front,local,,,,,",
            "already stands at line 2",
        ),
        ("甲乙丙,,unity/front", "3 cells"),
    ],
)
def test_bad_rows_are_named_with_file_and_line(tmp_path, line, message):
    (tmp_path / "slogans.csv").write_text(HEADER + line + "\n", encoding="utf-8")
    with pytest.raises(lexicons.LexiconError, match=message) as error:
        slogans.load(tmp_path)
    number = 1 + len(line.split("\n"))
    assert f"slogans.csv:{number}:" in str(error.value)


def test_pinyin_of_another_length_is_named(tmp_path):
    lines = "slogan,family,level,pinyin\n甲乙丙,own/brand,local,jiǎ yǐ\n甲乙+,own/brand,local,jiǎ yǐ +\n"
    (tmp_path / "slogans.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(lexicons.LexiconError, match=r"slogans\.csv:2: pinyin jiǎ yǐ: one syllable") as error:
        slogans.load(tmp_path)
    assert "slogans.csv:3" not in str(error.value)


def test_every_bad_row_is_reported_at_once(tmp_path):
    (tmp_path / "slogans.csv").write_text(HEADER + "甲乙,,x,y,,,,,\n丙丁,,1,central,,,,,\n", encoding="utf-8-sig")
    with pytest.raises(lexicons.LexiconError) as error:
        slogans.load(tmp_path)
    assert "slogans.csv:2: level y" in str(error.value)
    assert "slogans.csv:3: family 1" in str(error.value)


def test_a_list_of_ones_own_needs_three_columns(tmp_path):
    file = tmp_path / "slogans_added.csv"
    file.write_text("slogan,family,level\n甲乙丙丁,own/brand,local\n", encoding="utf-8")
    own = slogans.load(tmp_path).iloc[-1]
    assert own["slogan"] == "甲乙丙丁" and own["variants"] == own["english"] == "" and pd.isna(own["year"])
    file.write_text("slogan,english\n甲乙丙丁,\n", encoding="utf-8")
    with pytest.raises(lexicons.LexiconError, match="column family, level is missing"):
        slogans.load(tmp_path)


def test_own_lexicon_replaces_the_shipped_one(tmp_path):
    (tmp_path / "slogans.csv").write_text(HEADER + "甲乙丙丁,,own/brand,local,,2024,,,\n", encoding="utf-8")
    own = slogans.load(tmp_path)
    assert own["slogan"].tolist() == ["甲乙丙丁"]
    assert own["year"].tolist() == [2024]


# --- matching ------------------------------------------------------------------------------------------------------


def test_each_part_of_a_chain_counts():
    assert names(FEW, "全体委员增强“四个意识”、坚定“四个自信”、做到“两个维护”。") == [
        "四个意识",
        "四个自信",
        "两个维护",
    ]
    assert names(FEW, "全体委员增强四个意识,坚定 四个自信、做到「两个维护」。") == ["四个意识", "四个自信", "两个维护"]


def test_nested_slogans_count_only_when_asked():
    text = "学习习近平新时代中国特色社会主义思想,走中国特色社会主义道路。"
    long, short = "习近平新时代中国特色社会主义思想", "中国特色社会主义"
    assert names(FEW, text) == [long, short]
    assert names(FEW, text, nested=True) == [long, short, short]


def test_nested_forms_of_one_entry_count_once():
    matcher = slogans.Matcher(entries(("有事好商量", "有事好商量、遇事好商量|遇事好商量")))
    assert names(matcher, "坚持有事好商量、遇事好商量。", nested=True) == ["有事好商量"]


def test_overlapping_slogans_share_no_character():
    matcher = slogans.Matcher(entries("甲乙丙丁", "丙丁戊己庚"))
    assert names(matcher, "甲乙丙丁戊己庚") == ["丙丁戊己庚"]


def test_numbers_and_clauses_bound_a_slogan():
    assert_each(
        lambda text: len(FEW.find(text)),
        [
            ("十四个意识", 0),
            ("第四个意识", 0),
            ("二十四个意识形态阵地", 0),
            ("统一“四个意识”", 1),
            ("统一四个意识", 1),
            ("1.四个意识", 1),
            ("“四个意识”", 1),
            ("四 个意 识", 1),
            ("四个,意识", 0),
            ("四个、意识", 0),
        ],
    )


def test_formulas_in_digits():
    matcher = slogans.Matcher(entries("1158工作法", "1+3"))
    assert_each(
        lambda text: len(matcher.find(text)),
        [("实行1158工作法", 1), ("编号11158工作法", 0), ("1+3", 1), ("1+3+N", 0), ("2+1+3", 0), ("1+30", 0)],
    )


def test_list_marks_between_equal_parts():
    written = [
        "共商共建共享",
        "共商、共建、共享",
        "共商,共建,共享",
        "共商 共建 共享",
        "“共商”“共建”“共享”",
        "共商/共建·共享",
    ]
    matcher = slogans.Matcher(entries("共商共建共享"))
    assert_each(
        lambda text: [(m.slogan, text[m.start : m.end]) for m in matcher.find(text)],
        [(text, [("共商共建共享", text)]) for text in written],
    )


def test_a_slogan_is_not_pieced_together_across_a_clause():
    matcher = slogans.Matcher(entries("协商议政格局", "不忘初心、牢记使命"))
    assert names(matcher, "开展协商,议政格局更宽。") == []
    assert names(matcher, "不忘初心牢记使命") == names(matcher, "不忘初心,牢记使命") == ["不忘初心、牢记使命"]


def test_a_form_in_quotation_marks_counts_only_when_quoted():
    matcher = slogans.Matcher(entries(("社会稳定总目标", "“总目标”"), ("金点子", "“金点子”")))
    assert names(matcher, "聚焦“总目标”,实现发展总目标,献上金点子和「金点子」。") == ["社会稳定总目标", "金点子"]


@pytest.mark.parametrize(
    ("text", "matched"),
    [("增强“四个意识”,", "增强“四个意识”"), ("“走出去”“请进来”方式", "“走出去”“请进来”"), ("「两个维护」", "两个维护")],
)
def test_matched_text_takes_quotation_marks_in_pairs(text, matched):
    matcher = slogans.Matcher(entries("增强四个意识", "走出去、请进来", "两个维护"))
    (match,) = matcher.find(text)
    assert text[match.start : match.end] == matched


def test_rows_of_a_report():
    rows = slogans.find(
        report(
            segment("坚定四个自信", "heading", at=0),
            segment("做到“两个维护”。", paragraph=1, at=10),
            segment("两个维护 分享到", "furniture", at=30),
        ),
        FEW,
    )
    assert rows == [
        {
            "report": "r1",
            "paragraph": None,
            "source": "r1.txt",
            "start": 2,
            "end": 6,
            "slogan": "四个自信",
            "matched": "四个自信",
            "chain": None,
        },
        {
            "report": "r1",
            "paragraph": 1,
            "source": "r1.txt",
            "start": 13,
            "end": 17,
            "slogan": "两个维护",
            "matched": "两个维护",
            "chain": None,
        },
    ]


def test_a_slogan_broken_over_lines_keeps_its_place_in_the_source():
    source = "做到两个\n  维护。"
    offsets = tuple(i for i, c in enumerate(source) if not c.isspace())
    broken = Segment("paragraph", "".join(source[i] for i in offsets), offsets, (), 1)
    (row,) = slogans.find(report(broken), FEW)
    assert (row["matched"], source[row["start"] : row["end"]]) == ("两个维护", "两个\n  维护")


def test_doubling_the_text_doubles_the_count():
    one = segment("增强“四个意识”,坚定四个自信,增强四个意识。")
    once, twice = slogans.find(report(one), FEW), slogans.find(report(one, one), FEW)
    assert len(once) == 3
    assert len(twice) == 6


def test_an_empty_lexicon_finds_nothing_and_a_matcher_travels():
    assert slogans.Matcher(entries()).find("四个意识") == []
    assert names(pickle.loads(pickle.dumps(FEW)), "四个意识") == ["四个意识"]


@given(
    st.lists(
        st.sampled_from(["四个意识", "两个维护", "习近平新时代中国特色社会主义思想", "开展调研", "。", ","]), max_size=8
    ),
    st.data(),
)
def test_spaces_and_quotes_inside_change_no_count(pieces, data):
    text = "委".join(pieces)
    marks = data.draw(
        st.lists(st.sampled_from([" ", "“", "”", "「", "\u3000", ""]), min_size=len(text), max_size=len(text))
    )
    noisy = "".join(c + m for c, m in zip(text, marks, strict=True))
    assert names(FEW, noisy) == names(FEW, text)


@given(st.text(alphabet="四个意识两维护十第“”、, 中", max_size=40))
def test_matches_are_apart_and_in_order(text):
    found = FEW.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(module.plain(text[m.start : m.end]) == m.slogan for m in found)


# --- the originals -------------------------------------------------------------------------------------------------


@pytest.mark.skipif("ORIGINALS" not in os.environ, reason="ORIGINALS is not set")
def test_counts_on_the_originals_equal_a_plain_search():
    plain = [
        "两个确立",
        "四个意识",
        "四个自信",
        "两个维护",
        "习近平新时代中国特色社会主义思想",
        "专门协商机构",
        "访惠聚",
        "四下基层",
    ]
    text = "".join(p.read_text(encoding="utf-8") for p in sorted(Path(os.environ["ORIGINALS"]).glob("*.txt")))
    counts = pd.Series(names(MATCHER, text, nested=True)).value_counts()
    for slogan in plain:
        assert counts[slogan] == "".join(text.split()).count(slogan) > 0
