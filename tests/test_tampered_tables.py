"""Tables that somebody changed are read or refused with a sentence that names file, column and row."""

import pytest

from analysis import tables
from analysis.__main__ import main
from analysis.workflow.tabulate import tabulate_to


@pytest.fixture
def measured(tmp_path):
    (tmp_path / "a.txt").write_text("县政协2023年工作报告\n\n召开会议12次，提案30件。\n", encoding="utf-8")
    tabulate_to(tmp_path / "tables", tmp_path)
    return tmp_path / "tables"


@pytest.mark.parametrize("cell", ["1.5", "1e999", "9" * 40, "-1e300", "18446744073709551615"])
def test_a_number_that_is_none_of_its_column(measured, cell, capsys):
    file = measured / "terms.csv"
    head, first, *rest = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join([head, first, rest[0].rpartition(",")[0] + f",{cell}", *rest[1:]]), encoding="utf-8-sig")
    with pytest.raises(ValueError, match=r"terms\.csv: (terms: )?column n, row 3: "):
        tables.read(measured)
    assert main(["check", str(measured)]) == 2
    assert "column n, row 3" in capsys.readouterr().err
