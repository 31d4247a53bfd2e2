"""What is asked of a count to tell its category, with all that is said around it, and the answer."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...corpus import sentences
from ...lexicons.categories import Categories, Rule
from ...lexicons.hints import Hints
from ..clauses.reading import Counted
from ..context import Context


class Category(NamedTuple):
    """code: of the codebook, or one's own. rule: the id of a row of categories.csv, else the name of the rule here."""

    code: str
    decided_by: str
    rule: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked: of what kind is this count?

    topic: the report's title and the headings above. last: the category of the count before it in the sentence, or
    of the one its noun was taken from, "" without one. before: that of the count before it in the paragraph.
    said_since: the text between that count of the sentence and the end of this one's clause, None without one. listed:
    whether only a conjunction parts it from that count.
    """

    around: Context
    count: Counted
    topic: str
    last: str
    before: str
    said_since: str | None
    listed: bool
    rules: Categories
    hints: Hints

    def pattern(self, template: str) -> re.Pattern[str]:
        """The pattern of a template that names word lists."""
        return self.around.pattern(template)

    @property
    def object(self) -> str:
        """What is counted."""
        return self.count.clause.object

    @property
    def of_persons(self) -> bool:
        """Whether those are counted who can do something: 委员, 部门."""
        return self.pattern("{those_who_act}$").search(self.object) is not None

    @property
    def leads(self) -> bool:
        """Whether those counted are led to do something: 组织委员视察."""
        return self.pattern("{leading}").fullmatch(self.action) is not None

    @property
    def noun(self) -> str:
        """What is counted, 意见和建议 as the one thing that it is."""
        return self.pattern("意见(?:{conjunctions}|、)建议").sub("意见建议", self.object)

    @property
    def action(self) -> str:
        """The governing verb."""
        return self.count.clause.action

    @cached_property
    def clause(self) -> str:
        """From the last punctuation mark to the next; of 报告8篇,被采纳 the passive belongs to it."""
        text, end = self.around.text, self.around.clause_end
        return text[self.around.clause_start : sentences.end(text, end + 1) if text.startswith(",被", end) else end]

    @cached_property
    def follows(self) -> str:
        """The rest of the sentence behind persons that are counted before what they do; "" for others."""
        around, after = self.around, self.around.sentence_after
        if self.object and around.text.startswith(self.object, around.q.end):
            return after  # 18名委员参与结对帮扶
        # 组织委员70余人次,视察重点项目; but whom one visits does nothing: 走访委员20名,召开会议
        return re.split(r"\d", after, maxsplit=1)[0] if self.leads else ""

    @property
    def passage(self) -> str:
        """Title, headings and paragraph up to the end of the clause, within reach."""
        return self.topic + self.paragraph

    @property
    def paragraph(self) -> str:
        """The paragraph up to the end of the clause, within reach."""
        return self.around.text[max(0, self.around.q.start - sentences.REACH) : self.around.clause_end]

    @cached_property
    def of_object(self) -> Rule | None:
        """The rule that knows what is counted."""
        return self.rules.first("object", self.object, self.action, self.clause, self.around.sentence)

    @property
    def found(self) -> str:
        """The category by what is counted, "" where no rule knows."""
        return self.of_object.category if self.of_object else ""
