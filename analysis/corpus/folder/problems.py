"""What is wrong with a corpus folder: a table of every problem and what to do about it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("file", "row", "report", "problem", "what_to_do")
_ENDLESS = re.compile(r"\S{300,}")  # no name of a file is as long
Problem = tuple[str, int | None, str, str, str]  # row: as a spreadsheet numbers it, header = 1; None: of the whole file


def problem_table(problems: Iterable[Problem] = ()) -> "pd.DataFrame":
    """A row for each problem. Columns: COLUMNS; row is a nullable integer."""
    import pandas as pd  # takes a second, which those that measure texts do without

    return pd.DataFrame(list(problems), columns=list(COLUMNS)).astype({"row": "Int64"})


def with_problems(problems: "pd.DataFrame", more: list[Problem]) -> "pd.DataFrame":
    """A table of problems with further ones added."""
    import pandas as pd

    return pd.concat([problems, problem_table(more)], ignore_index=True) if more else problems


def shown(text: str) -> str:
    """Text fit for printing: characters that cannot be printed (line breaks, escape codes) as codes, long cells cut."""
    text = _ENDLESS.sub(lambda found: f"{found[0][:40]}… ({len(found[0]):,} characters)", text)
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def problem_lines(problems: "pd.DataFrame") -> list[str]:
    """A line for each problem: where, which report, what is wrong, what to do."""
    import pandas as pd

    lines = []
    for file, row, report, problem, todo in problems[list(COLUMNS)].itertuples(index=False, name=None):
        where = file + ("" if pd.isna(row) else f", row {row}") + (f" ({report})" if report else "")
        lines.append(shown(f"{where}: {problem}; {todo}"))
    return lines
