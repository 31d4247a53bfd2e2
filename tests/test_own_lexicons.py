"""Lexicons of somebody else: whatever stands in them, they are read or told with file and line, and no text hangs."""

import csv
import re
import time

import pytest
from checks import assert_none
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.__main__ import main
from analysis.lexicons import LEXICONS, SHIPPED, LexiconError, load_lexicons
from analysis.lexicons.patterns import checked

ENDLESS = ("(.+)+", "(a|b|ab)*c", "(?:委员|委员会)+x", ".*a.*b.*c", "(x+x+)+y", "(?:.|a)+b", "(?>a+)+b", "(?=(a+)+b)a")
HARMLESS = (
    "召开.*会议",
    "(?:委员|政协)+",
    "[一二三]+次",
    "a{1000}",
    ".*a.*b",
    "(?:省|市)(?:政协)?.{0,20}",
    "(?<!不)开",
)
# Where a pattern may stand: file, and a row with {} for it.
PLACES = {
    "categories": "id,rank,category,object,action,clause,sentence,example\nmine,object,meeting,{},,,,\n",
    "slogan_conditions": "form,not_after,requires\n强县域,{0},\n",
    "measures": "measure,kind,not_before\n个,thing,{}\n",
    "persons": "list,word\npersons,{}\n",
    "fixed_expressions": "reason,name,template,example\nname,mine,{},\n",
}


def write(folder, name, text):
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", PLACES)
def test_a_pattern_that_could_keep_a_text_busy_is_told_with_its_line(name, tmp_path):
    for pattern in ENDLESS:
        write(tmp_path, name, PLACES[name].replace("{0}", "{}").replace("{}", f'"{pattern}"'))
        with pytest.raises(LexiconError, match=rf"{name}\.csv:2: column .*more than [\d,]+ ways.*give repeats an end"):
            load_lexicons(tmp_path)


def test_harmless_patterns_and_all_shipped_ones_are_taken():
    assert_none(p for p in HARMLESS if not isinstance(checked(p), re.Pattern))
    assert load_lexicons(SHIPPED).digests == load_lexicons().digests


@pytest.mark.parametrize("pattern", ["(" * 3000 + ")" * 3000, "a{99999999999999999999}", "(", "[", "(?P<1>a)", "\\"])
def test_what_is_no_pattern_is_a_sentence(pattern, tmp_path):
    write(tmp_path, "measures", PLACES["measures"].format(f'"{pattern}"'))
    with pytest.raises(LexiconError, match=r"measures\.csv:2: column not_before: \w"):
        load_lexicons(tmp_path)


atoms = st.sampled_from(["a", "b", ".", "[ab]", "ab", "(?!b)", "$"])
repeats = st.sampled_from(["*", "+", "?", "{0,3}", "{2,}", "*?", "{0,30}", "{1,12}"])
shapes = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, repeats).map(lambda p: f"(?:{p[0]}){p[1]}"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: f"(?:{'|'.join(p)})"),
    ),
    max_leaves=6,
)


@settings(max_examples=60, derandomize=True)
@given(shapes)
def test_no_pattern_that_is_taken_is_busy_for_long(pattern):
    try:
        found = checked(pattern + "c")
    except re.error:
        return
    start = time.process_time()  # of this process alone: what else the machine does has no part in it
    for text in ("a" * 60, "ab" * 30, "a" * 30 + "b" * 30):
        found.search(text)
    assert time.process_time() - start < 5, pattern


@pytest.mark.parametrize("name", [n for n in LEXICONS if n != "slogans"])
def test_a_file_of_column_names_is_told(name, tmp_path, capsys):
    header = next(line for line in (SHIPPED / f"{name}.csv").open(encoding="utf-8-sig") if not line.startswith("#"))
    write(tmp_path, name, header)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("市政协召开会议3次。\n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--lexicons", str(tmp_path)]) == 2
    assert re.search(rf"{name}\.csv:1: column names and no row; add rows", capsys.readouterr().err)


def test_absurd_files_are_told(tmp_path):
    absurd = {
        "words": ["word\n" + "议" * 500 + "\n", "word,word\n甲乙,丙丁\n", "word\n\0\n", ""],
        "themes": ["theme,term,weight\neconomy,甲乙,nan\n", "theme,term,weight\neconomy,甲乙,1e9\n"],
        "measures": ["measure,kind,not_before\n,,\n"],
        "slogans": ["slogan,family,level\n" + "好" * 140_000 + ",a,local\n"],
    }
    for name, texts in absurd.items():
        for text in texts:
            write(tmp_path, name, text)
            with pytest.raises(LexiconError, match=rf"{name}\.csv"):
                load_lexicons(tmp_path)
        (tmp_path / f"{name}.csv").unlink()


def test_every_shipped_list_has_rows():
    for name in LEXICONS:
        with (SHIPPED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) > 1, name
