"""The words that say a count covers several years (五年来), so that nobody takes it for that of one."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ...corpus import sentences
from ...lexicons.lists import Lists
from ..context import Context

_FEW = r"(?<![\d〇零一二三四五六七八九十第])(?:[二三]?十[一二三四五六七八九]?|[二两三四五六七八九几]|[2-9]|[1-3]\d)"
# What says so, by name, in the order in which it is tried at a place.
SEVERAL = {
    "past_years": "{past}的?" + _FEW + "多?个?年(?:{since_years}|时间)?",
    "years_since": _FEW + "多?个?年{since_years}",
    "years_summed_up": _FEW + "年(?={summing_up})",
    "recent_years": "{recent_years}",
    "five_year_plan": "“?{five_year_plans}”?{during}",
    "term": r"(?:[本上]|[一二三四五六七八九十]+|\d+)届[^,。;:!?\d次]{0,8}?{of_term}",
    "term_by_name": "{terms}",
    "since_it_was_founded": "{founded}[^,。;:!?]{0,2}以来",
    "since_a_year": r"(?<!\d)(?:19|20)\d\d年[^,。;:!?]{0,16}?以来",
}
_SEVERAL_YEARS = "|".join(f"(?P<{name}>{template})" for name, template in SEVERAL.items())
# A session opens the year that is reported on: 五届二次会议以来.
_ONE_YEAR = r"{one_year}|(?<!\d)(?:19|20)\d\d年(?!代)|届[^,。;:!?]{0,4}次[^,。;:!?]{0,6}以来"
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
# What opens a sentence frames all that follows, but not as an attribute: 五年来, not 五年来的变化.
_SENTENCE = re.compile(f"([^{sentences.CLAUSE}]{{0,14}})[^{sentences.SENTENCE}]*[{sentences.SENTENCE}]?")
_ATTRIBUTE = re.compile(r"年(?:多?来|间|以来)?的(?!(?:[一二两三四五六七八九十]|\d+)年)")


class Period(NamedTuple):
    """words: of several years, as the view has them; "" for the report's own year. rule: where they stand (sentence,
    opening, heading, title) and what says so; "none" where nothing does.
    """

    words: str
    rule: str


class Periods:
    """What the counts of a segment cover.

    headings: those above it, outermost first. title: the report's. year: the one it reports on, where that is known:
    "2022年以来" covers several years in a report on 2024 and one in a report on 2022.
    """

    def __init__(self, text: str, headings: Sequence[str], title: str, year: int | None, lists: Lists):
        self._year, self._lists = year, lists
        above = self._last(title, "title")
        for heading in headings:
            above = self._last(heading, "heading") or above
        self._starts, self._periods = [-1], [above or Period("", "none")]
        for sentence in _SENTENCE.finditer(text):
            opening = None if _ATTRIBUTE.search(sentence[1]) else self._last(sentence[1], "opening")
            if opening is not None:
                self._starts.append(sentence.start())
                self._periods.append(opening)

    def of(self, around: Context) -> Period:
        """What a count covers.

        The nearest words hold: those before the quantity in its sentence, those that open a sentence of the paragraph
        before it, then headings and title; other paragraphs never, so that none changes what another says. A year of
        its own (今年, 2024年) ends what was said before.
        """
        said = self._last(around.sentence_before, "sentence")
        return said or self._periods[bisect_left(self._starts, around.sentence_start) - 1]

    def _last(self, text: str, place: str) -> Period | None:
        """The last period that a text names; None where it names none."""
        several = list(self._lists.pattern(_SEVERAL_YEARS).finditer(text))
        found = [(m.end(), "" if self._single(m[0]) else m[0], m.lastgroup) for m in several]
        for m in self._lists.pattern(_ONE_YEAR).finditer(text):
            if not any(s.start() <= m.start() < s.end() for s in several):
                found.append((m.end(), "", "one_year"))
        if not found:
            return None
        _, words, rule = max(found)
        return Period(words, f"{place}: {rule}")

    def _single(self, words: str) -> bool:
        """2024年以来 in a report on 2024."""
        since = _YEAR.search(words)
        return since is not None and self._year is not None and int(since[0]) >= self._year
