"""Where a form of a slogan is none, by its neighbours and sentence: `data/lexicons/slogan_conditions.csv`."""

import re
from pathlib import Path
from typing import NamedTuple

from ..corpus import sentences
from .files import LexiconError, Row, path, read_file
from .patterns import checked

NAME = "slogan_conditions"
COLUMNS = ("form", "not_after", "not_before", "requires", "excludes", "example", "note")
NEEDED = ("form",)
PATTERNS = COLUMNS[1:5]
EVERY = "*"  # in place of a form: what is asked of every form
_NEAR = 20  # characters on either side in which a neighbour is looked for
_MARKS = re.compile(r"[\s“”‘’\"'「」『』〝〞＂＇]+")
_STOPS = "。!?;！？；\n"


class Condition(NamedTuple):
    """What must hold around a form for it to be the slogan; None where nothing is asked.

    not_after, not_before: what may not stand right before and right after it, quotation marks and spaces passed over.
    requires, excludes: what its sentence must hold and must not hold (as far as `sentences.REACH` on either side), the
    form itself taken out.
    """

    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    excludes: re.Pattern[str] | None

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the form at text[start:end] is the slogan."""
        if self.not_after and self.not_after.search(_MARKS.sub("", text[max(0, start - _NEAR) : start])):
            return False
        if self.not_before and self.not_before.match(_MARKS.sub("", text[end : end + _NEAR])):
            return False
        if self.requires is None and self.excludes is None:
            return True
        first, last = sentences.start(text, start, _STOPS), sentences.end(text, end, _STOPS)
        around = _MARKS.sub("", text[first:start]) + "\0" + _MARKS.sub("", text[end:last])
        required = self.requires is None or self.requires.search(around) is not None
        return required and not (self.excludes and self.excludes.search(around))


def load(folder: str | Path | None = None) -> tuple[list[Row], dict[str, Condition]]:
    """The rows of the researcher's own slogan_conditions.csv in `folder` or of the shipped one, and form -> condition.

    Columns: COLUMNS; of these a file must have those of NEEDED. The row of the form EVERY is asked of every form,
    besides its own. Raises LexiconError that lists every bad row with its file and line: no form, a form named twice,
    no condition, a pattern that is no regular expression.
    """
    file = path(NAME, folder)
    rows = read_file(file, COLUMNS, needed=NEEDED)
    found: dict[str, Condition] = {}
    bad = []
    for row in rows:
        where = f"{file}:{row['line']}"
        if not row["form"]:
            bad.append(f"{where}: column form: empty; write the form or delete the row")
        elif row["form"] in found:
            bad.append(f"{where}: column form: {row['form']} stands in an earlier row; make one of them")
        if not any(row[column] for column in PATTERNS):
            bad.append(f"{where}: no condition; fill one of {', '.join(PATTERNS)} or delete the row")
        patterns: dict[str, re.Pattern[str] | None] = {}
        for column in PATTERNS:
            try:
                pattern = checked(row[column]) if row[column] else None
                ends = pattern is not None and column == "not_after"
                patterns[column] = re.compile(f"(?:{row[column]})$") if ends else pattern
            except re.error as error:
                bad.append(f"{where}: column {column}: {error}")
                patterns[column] = None
        found[row["form"]] = Condition(**patterns)
    if bad:
        raise LexiconError("\n".join(bad))
    return rows, found
