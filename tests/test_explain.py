"""Why a number is a count, or none: each step names the rule that decided it, in Python and on the command line."""

import pytest

from analysis import activities, lexicons
from analysis.__main__ import main
from analysis.activities.explain import COLUMNS, explain, told
from analysis.corpus import read_document, reports_of

TEXT = "2023年召开党组会议28次。\n征集提案261件，其中立案233件。"


def step(table, quantity, name):
    (row,) = table[(table["quantity"] == quantity) & (table["step"] == name)].to_dict("records")
    return row


def test_every_number_is_told_with_its_place_and_the_rules_that_decided():
    table = explain(TEXT)
    assert list(table.columns) == list(COLUMNS)
    assert all(TEXT[r.start : r.end] == r.quantity for r in table.itertuples())
    assert list(dict.fromkeys(table["quantity"])) == ["2023", "28次", "261件", "233件"]
    refused = step(table, "2023", "refused")
    assert refused["result"] == "date" and refused["rule"] and refused["meaning"]
    clause = step(table, "28次", "clause")
    assert (clause["result"], clause["rule"]) == ("召开 党组会议", "object_of_verb")
    assert step(table, "233件", "clause")["result"].endswith("taken from what stands before")
    assert "decided by: object" in step(table, "28次", "category")["result"]
    assert [step(table, "28次", name)["result"] for name in ("actor", "status")] == ["city", "done"]


def test_every_rule_that_decides_says_what_it_means(originals):
    silent = set()
    for file in sorted(originals.glob("*.txt")):
        for report in reports_of(read_document(file)):
            table = explain(report)
            silent |= set(table.loc[(table["rule"] != "") & (table["meaning"] == ""), "rule"])
    assert silent == set()


def test_what_is_explained_is_what_the_tables_hold(originals):
    """The same numbers, in the same order, with the same category and the same reason for refusing."""
    for file in sorted(originals.glob("*.txt")):
        for report in reports_of(read_document(file)):
            counts, refused = activities.extract(report)
            table = explain(report)
            told_of = table[table["step"] == "category"]
            assert told_of["start"].tolist() == [row["start"] for row in counts]
            assert [r.split()[0] for r in told_of["result"]] == [row["category"] for row in counts]
            assert table.loc[table["step"] == "refused", "result"].tolist() == [row["reason"] for row in refused]


def test_one_place_alone():
    at = TEXT.index("261")
    assert set(explain(TEXT, at=at)["quantity"]) == {"261件"} == set(explain(TEXT, at=at + 1)["quantity"])
    assert explain(TEXT, at=0)["step"].tolist() == ["number", "refused"]
    assert explain(TEXT, at=len(TEXT)).empty and explain("没有数字。").empty and told(explain("")) == ""


def test_lexicons_of_ones_own_are_used(tmp_path):
    header = lexicons.path("measures").read_text("utf-8-sig")
    (tmp_path / "measures.csv").write_text(header + "爿,thing,,ours\n", encoding="utf-8")
    table = explain("捐赠竹子12爿。", lexicons.load_lexicons(tmp_path))
    assert step(table, "12爿", "number")["result"] == "12, exact, measure word 爿 (thing)"


@pytest.mark.parametrize("as_file", [False, True])
def test_the_command_explains_a_sentence_or_a_file(as_file, tmp_path, capsys):
    (tmp_path / "text.txt").write_text(f"某市政协工作报告\n\n{TEXT}\n", encoding="utf-8")
    assert main(["explain", str(tmp_path / "text.txt") if as_file else TEXT]) == 0
    said = capsys.readouterr().out
    assert "28次  (" in said and "[object_of_verb]" in said and "date" in said


def test_the_command_says_where_there_is_nothing_to_explain(capsys):
    assert main(["explain", "没有数字。"]) == 0
    assert capsys.readouterr().out == "No number stands in it.\n"
    assert main(["explain", "召开会议28次。" * 200, "--at", "1"]) == 1
    assert "No number stands at 1" in capsys.readouterr().out
