"""Hints: what speaks for a category, when it outvotes the rules, and whether the table is what its texts teach."""

from dataclasses import replace

import hints as made
import numpy as np
import pytest
from scipy.sparse import csr_array

from analysis import activities, lexicons
from analysis.activities.attributes.weighing import STANDING, most_voted
from analysis.activities.explain import explain
from analysis.corpus.records import Report, Segment
from analysis.lexicons.hints import Hints

SENTENCE = "全年发放书包60个。"  # service, by its noun


def hints(folder, *rows):
    (folder / "hints.csv").write_text("\n".join(["place,word,category,weight", *rows, ""]), encoding="utf-8")
    return Hints(folder)


def read(hints_, text=SENTENCE):
    segment = Segment("paragraph", text, tuple(range(len(text))), (), 1)
    report = Report("somewhere-2020", "somewhere.txt", 0, 0, (segment,))
    rows, _ = activities.extract(report, replace(lexicons.shipped(), hints=hints_))
    return [(row["category"], row["decided_by"]) for row in rows]


def test_the_answer_of_the_rules_falls_only_where_another_has_more_votes_than_its_advance():
    assert most_voted([], "study") == "study"
    assert most_voted([("meeting", STANDING)], "study") == "study"
    assert most_voted([("meeting", STANDING), ("meeting", 1)], "study") == "meeting"
    assert most_voted([("meeting", STANDING), ("meeting", 1), ("study", 1)], "study") == "study"


@pytest.mark.parametrize(
    "row",
    ["object,书包,culture,9", "end,包,culture,9", "verb,发放,culture,9", "unit,个,culture,9", "sentence,全年,culture,9",
     "by_object,service,culture,9", "before,,culture,9", "rule,books_given service,culture,9"],
)  # fmt: skip
def test_each_place_has_a_vote(tmp_path, row):
    assert read(hints(tmp_path, row)) == [("culture", "weighed")]
    assert read(hints(tmp_path, row.replace("culture,9", f"culture,{STANDING}"))) == [("service", "object")]


def test_a_word_votes_in_its_own_sentence_and_once(tmp_path):
    own = hints(tmp_path, "sentence,乡村,culture,4")
    assert read(own, "乡村振兴,走进乡村。发放书包60个。") == [("service", "object")]
    assert read(own, "走进乡村,又到乡村,发放书包60个。") == [("service", "object")]


def test_what_outvoted_the_rules_is_told():
    told = explain("选聘民主监督员30人，其中党外人士18人。", at=17)
    why = told[told["step"] == "category"].iloc[0]
    assert why["result"] == "oversight (decided by: weighed)" and why["meaning"].startswith("against the rules")
    assert why["rule"].startswith("weighed: ") and "监督 (sentence +" in why["rule"]


def test_every_bad_row_is_named_with_its_line(tmp_path):
    rows = ("object,书包,service,6", "objekt,书包,service,6", "object,书包,services,6", "object,书,service,6")
    rows += ("verb,发放,service,0", "verb,分发,service,-1", "object,书包,service,7")
    with pytest.raises(lexicons.LexiconError) as error:
        hints(tmp_path, *rows)
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [
        f"{tmp_path / 'hints.csv'}:{n}" for n in range(3, 9)
    ]


def test_a_category_of_the_researcher_is_never_outvoted(tmp_path):
    shipped = (lexicons.SHIPPED / "categories.csv").read_text(encoding="utf-8-sig").splitlines()
    own = 'bags,object,x_bags,书包$,,,,"",'
    (tmp_path / "categories.csv").write_text("\n".join([shipped[0], own, *shipped[1:], ""]), encoding="utf-8")
    (tmp_path / "hints.csv").write_text("place,word,category,weight\nobject,书包,culture,60\n", encoding="utf-8")
    segment = Segment("paragraph", SENTENCE, tuple(range(len(SENTENCE))), (), 1)
    report = Report("somewhere-2020", "somewhere.txt", 0, 0, (segment,))
    rows, _ = activities.extract(report, lexicons.load_lexicons(tmp_path))
    assert [row["category"] for row in rows] == ["x_bags"]


# --- how they are learnt


def test_weights_are_never_negative_and_a_word_that_tells_nothing_has_none():
    """Of 40 counts the first word is in all of one category, the second in none of it, the third in both."""
    held = csr_array(np.array([[1, 0, 1], [0, 1, 1]] * 20, float))
    wanted = np.array([[1, 0], [0, 1]] * 20, float)
    weights = made.regression(held, wanted, np.full((3, 1), made.SUM))
    assert (weights >= 0).all() and weights[0, 0] > 1 < weights[1, 1]
    assert weights[0, 1] == weights[1, 0] == weights[2].max() == 0


def test_the_table_is_what_its_texts_teach_today():
    """Not row by row, since a last digit may differ: by the categories that it gives."""
    taught = list(made.counts_to_learn_from())
    shipped = [
        (row["place"], row["word"], row["category"], int(row["weight"]))
        for row in lexicons.read("hints", ("place", "word", "category", "weight"))
    ]
    categories = [made.with_hints(taught, rows) for rows in (shipped, made.learnt(taught))]
    apart = np.mean([a != b for a, b in zip(*categories, strict=True)])
    assert apart < 0.01, "run `python tests/hints.py --write` and commit the table"
