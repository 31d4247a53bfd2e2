"""What kind of activity a count is of: the rules of `data/lexicons/categories.csv`, and what is said around them.

`RULES` are asked in turn, and the first that knows decides. Each says too how it knows (`decided_by`): by what is
counted (object), by the count before (carried), by what the passage is about (context), by a last resort (general) or
not at all (none). On unseen reports the first is right far more often than the others.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...corpus import sentences
from ...lexicons.categories import Categories, Rule
from ..clauses.reading import Counted
from ..context import Context
from ..rules import first
from .actor import taken_up

# Papers of several kinds under one number are output: 提案、社情民意信息、大会发言材料43件.
_PAPERS = {"proposal", "opinion", "output"}
# Kinds that a rule knows by more than the noun: a list of nouns does not change them.
_WHOLE = ("endorsement", "platform", "rule", "members", "exchange", "honour", "culture", "stability", "output")
# Kinds in which persons are counted for themselves, whatever they took part in.
_OF_PERSONS = ("members", "contact")
# What is counted with a noun taken over keeps these kinds of its own.
_OWN_KINDS = ("endorsement", "oversight", "honour")
# What is kept up says nothing of what goes on in it: 设立联络站12个,办实事30件.
_LASTING = ("platform",)
_NO_ITEM = "{bodies_as_authors}$|^进"  # 省政协和全国政协信息, 进机关、进村寨宣讲
# A rate of whatever was counted before it; 办复率 and 立案率 are of proposals.
_BARE_RATE = "(?:[^率]{0,4}满意|{handled}|有效|回收|达标)[率度]"


class Category(NamedTuple):
    """code: of the codebook, or one's own. rule: the id of a row of categories.csv, else the name of the rule here."""

    code: str
    decided_by: str
    rule: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked: of what kind is this count?

    topic: the report's title and the headings above. last: the category of the count before it in the sentence, or
    of the one its noun was taken from, "" without one. said_since: the text between that count of the sentence and
    the end of this one's clause, None without one. listed: whether only a conjunction parts it from that count.
    """

    around: Context
    count: Counted
    topic: str
    last: str
    said_since: str | None
    listed: bool
    rules: Categories

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
        around = self.around
        return self.topic + around.text[max(0, around.q.start - sentences.REACH) : around.clause_end]

    @cached_property
    def of_object(self) -> Rule | None:
        """The rule that knows what is counted."""
        return self.rules.first("object", self.object, self.action, self.clause, self.around.sentence)

    @property
    def found(self) -> str:
        """The category by what is counted, "" where no rule knows."""
        return self.of_object.category if self.of_object else ""


def category(question: Question) -> Category:
    """The category of a count; "other" where no rule fits."""
    answer, name = first(RULES, question)
    return answer if answer.rule else answer._replace(rule=name)


def _taken_up_by_others(asked: Question) -> Category | None:
    """报告12篇被采用: papers that somebody else took up are endorsements, proposals excepted."""
    if not taken_up(asked.around, asked.object) or first(RULES[1:], asked)[0].code == "proposal":
        return None
    return Category("endorsement", "object")


def _took_part(asked: Question) -> Category | None:
    """座谈会12次,参加群众300人次: who took part is counted under what they took part in."""
    if not asked.last:
        return None
    present = asked.of_persons and asked.pattern("{drawn_in}").search(asked.action) and asked.last not in _OF_PERSONS
    if not present and asked.object not in asked.around.lists["audiences"]:
        return None
    return Category(asked.last, "carried")


def _rate_of_last(asked: Question) -> Category | None:
    """满意率98%: of what was counted before; 采纳率 is what superiors did with it, proposals excepted."""
    if asked.last in ("", "other") or not asked.pattern(_BARE_RATE).fullmatch(asked.object):
        return None
    return None if asked.found in _OWN_KINDS and asked.last != "proposal" else Category(asked.last, "carried")


def _noun_of_last(asked: Question) -> Category | None:
    """提案300件,立案280件: a noun taken over keeps its category, but what became of it may have one of its own."""
    if not asked.last or not asked.count.clause.carried or asked.found in _OWN_KINDS:
        return None
    # 反映诉求30条,协调解决21条: what was solved is a service, though it was an opinion before.
    solved = asked.found == "service" and asked.pattern("{solving}").search(asked.action)
    return None if solved and asked.last in ("opinion", "inspection", "contact") else Category(asked.last, "carried")


def _what_those_led_do(asked: Question) -> Category | None:
    """组织委员70余人次,视察重点项目: inspection."""
    if asked.found not in ("", "contact") or not asked.leads or not asked.of_persons:
        return None
    return _of_context(asked.rules.first_named(asked.follows))


def _within_something_larger(asked: Question) -> Category | None:
    """就养老服务开展专题调研。召开座谈会6次: what is done within an investigation is of its kind."""
    paragraph = asked.passage.removeprefix(asked.topic)
    return _of_context(asked.rules.first("within", asked.object, asked.action, asked.clause, paragraph))


def _list_of_kinds(asked: Question) -> Category | None:
    """Of several kinds under one number the one with most items, on a tie the first named.

    民主党派、工商联提案 is none: there the list names who filed the proposals.
    """
    items = (part for part in asked.pattern("{conjunctions}|、|等").split(asked.noun) if len(part) > 1)
    parts = [item for item in items if not asked.pattern(_NO_ITEM).search(item)]
    if asked.found in _WHOLE or len(parts) < 2:
        return None
    verbs = [asked.action] + [""] * (len(parts) - 1)
    rules = [asked.rules.first("object", part, verb, part, "") for part, verb in zip(parts, verbs, strict=True)]
    kinds = [rule.category for rule in rules if rule]
    if len(kinds) < 2:
        return None
    if len(set(kinds)) > 1 and set(kinds) <= _PAPERS:
        return Category("output", "object")
    if asked.object.endswith("提案"):
        return _of_object(asked)
    return Category(Counter(kinds).most_common(1)[0][0], "object")


def _of_object(asked: Question) -> Category | None:
    """By what is counted: 提案, 党组会议."""
    rule = asked.of_object
    return Category(rule.category, "object", rule.id) if rule else None


def _next_in_list(asked: Question) -> Category | None:
    """视察3次、活动5次."""
    return Category(asked.last, "carried") if asked.last and asked.listed else None


def _what_persons_do(asked: Question) -> Category | None:
    """18名委员参与结对帮扶: by what is said of them behind."""
    return _of_context(asked.rules.first_named(asked.follows)) if asked.of_persons else None


def _said_since_last(asked: Question) -> Category | None:
    """争取资金30万元,栽种果树60亩: by what is said since the count before, or else of the same kind."""
    if asked.said_since is None or not asked.last or asked.last in _LASTING:
        return None
    return _of_context(asked.rules.last_named(asked.said_since)) or Category(asked.last, "carried")


def _sentence_is_about(asked: Question) -> Category | None:
    """By what the sentence is about."""
    return _of_context(asked.rules.last_named(asked.around.sentence))


def _last_in_sentence(asked: Question) -> Category | None:
    """Nothing else being said, the kind of the count before it in the sentence."""
    return Category(asked.last, "carried") if asked.last else None


def _passage_is_about(asked: Question) -> Category | None:
    """By what heading and paragraph are about."""
    if asked.object in asked.around.lists["of_any_kind"]:
        return None  # 活动: what stands far from it does not tell its kind
    return _of_context(asked.rules.last_named(asked.passage))


def _general(asked: Question) -> Category | None:
    """The last resort: words so general that everything else goes first."""
    rule = asked.rules.first("general", asked.noun, asked.action, asked.clause, asked.around.sentence)
    return Category(rule.category, "general", rule.id) if rule else None


def _no_rule(asked: Question) -> Category:
    """Nothing is known."""
    return Category("other", "none")


def _of_context(rule: Rule | None) -> Category | None:
    return Category(rule.category, "context", rule.id) if rule else None


RULES = (
    _taken_up_by_others,
    _took_part,
    _rate_of_last,
    _noun_of_last,
    _what_those_led_do,
    _within_something_larger,
    _list_of_kinds,
    _of_object,
    _next_in_list,
    _what_persons_do,
    _said_since_last,
    _sentence_is_about,
    _last_in_sentence,
    _passage_is_about,
    _general,
    _no_rule,
)
