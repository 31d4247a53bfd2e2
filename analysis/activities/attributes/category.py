"""What kind of activity a count is of: the rules of `data/lexicons/categories.csv`, and what is said around them.

`RULES` are asked in turn, and the first that knows decides. Each says too how it knows (`decided_by`): by what is
counted (object), by the count before (carried), by what the passage is about (context), by a last resort (general) or
not at all (none). On unseen reports the first is right far more often than the others.
"""

from collections import Counter

from ...lexicons.categories import Rule
from ..rules import first
from .inquiry import part_of_inquiry
from .others import taken_up
from .question import Category, Question
from .weighing import weighed

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
# What says who the members are, and not what they do; "" where there is no verb.
_MADE_UP_OF = "|占|有|为|是|设|任|兼任|组成|包括|含"
# A rate of whatever was counted before it; 办复率 and 立案率 are of proposals.
_BARE_RATE = "(?:[^率]{0,4}满意|{handled}|有效|回收|达标)[率度]"


def category(question: Question) -> Category:
    """The category of a count; "other" where no rule fits."""
    answer, name = first(RULES, question)
    answer = answer if answer.rule else answer._replace(rule=name)
    found = weighed(question, answer, {place: rule(question) for place, rule in _OPINIONS.items()})
    # The kinds of a list are counted, as the codebook has it, and not weighed.
    return answer if name == _list_of_kinds.__name__.lstrip("_") else found


def _taken_up_by_others(asked: Question) -> Category | None:
    """报告12篇被采用: papers that somebody else took up are endorsements, proposals excepted."""
    if not taken_up(asked.around, asked.object) or first(RULES[1:], asked)[0].code == "proposal":
        return None
    return Category("endorsement", "object")


def _part_of_membership(asked: Question) -> Category | None:
    """委员138名。男性112人,民革3人,工会界5人: who the persons counted before are, until something is done."""
    q = asked.count.q
    of_them = q.of_persons or (asked.last == "members" and q.kind == "percent")
    if asked.before != "members" or not of_them or not asked.pattern(_MADE_UP_OF).fullmatch(asked.action):
        return None
    return Category("members", "carried")


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
    """提案300件,立案280件: a noun taken over keeps its category, but what became of it may have one of its own.

    So has a noun of the clause before that was not counted there: 视察4次;提案:12件.
    """
    taken = asked.count.clause
    if not asked.last or not taken.carried or asked.found in _OWN_KINDS or (asked.found and not taken.source):
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
    """就养老服务开展专题调研。发放问卷600份: what is done within an investigation is of its kind."""
    return _of_context(asked.rules.first("within", asked.object, asked.action, asked.clause, asked.paragraph))


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


def _under_head(asked: Question) -> Category | None:
    """委员 39, 活动 8: of a column only its head tells, not the labels of its rows."""
    if asked.count.clause.by != "under_column_head":
        return None
    return Category("other", "none") if asked.object in asked.around.lists["of_any_kind"] else _general(asked)


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
    """By what heading and paragraph speak of most: far from the count, how near a word stands says little."""
    if asked.object in asked.around.lists["of_any_kind"]:
        return None  # 活动: what stands far from it does not tell its kind
    return _of_context(asked.rules.most_named(asked.passage))


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
    _part_of_membership,
    _took_part,
    _rate_of_last,
    _noun_of_last,
    _what_those_led_do,
    _within_something_larger,
    part_of_inquiry,
    _list_of_kinds,
    _of_object,
    _under_head,
    _next_in_list,
    _what_persons_do,
    _said_since_last,
    _sentence_is_about,
    _last_in_sentence,
    _passage_is_about,
    _general,
    _no_rule,
)

# What rules say by themselves, by the place that it has among the hints.
_OPINIONS = {
    "by_object": _of_object,
    "by_sentence": _sentence_is_about,
    "by_passage": _passage_is_about,
    "in_general": _general,
}
