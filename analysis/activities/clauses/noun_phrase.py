"""The noun phrase that a stretch of words begins with."""

import re

from ...corpus.script import OF_WORDS
from ..numbers import Quantity
from ..numbers.numerals import CHINESE
from .grammar import CONJUNCTIONS, Grammar, Word

# How many words a clause before 的 may have, and the attributes of a person.
_CLAUSE_REACH = 9
_ATTRIBUTES_REACH = 8
# 两级政协委员.
_LEVELS = re.compile("[两三四五]级")
# Parts of speech that end the attributes of a person.
_NO_ATTRIBUTE = frozenset("p ul ug x y".split())
_HOUSEHOLD = re.compile("(?<![到入进每各全落开])户$")


def noun_phrase(words: list[Word], grammar: Grammar, q: Quantity) -> list[Word]:
    """The words of the noun phrase that a stretch begins with; [] where it begins with something else."""
    if words and (words[0].text in grammar.lists["every"]):
        words = words[1:]
    if len(words) > 1 and words[0].text in grammar.lists["ways_of_acting"] and words[1].flag[0] == "v":
        return []  # 174名书面述职
    found = _noun_phrase(words, grammar, q)
    if q.kind == "person" and not any(grammar.names_person(w.text) for w in found):
        return up_to(grammar.pattern("{persons}"), words, grammar) or found
    if q.unit == "户" and not any(_HOUSEHOLD.search(w.text) for w in found):
        return up_to(_HOUSEHOLD, words, grammar) or found
    return found


def _noun_phrase(words: list[Word], grammar: Grammar, q: Quantity) -> list[Word]:
    taken: list[Word] = []
    for i, word in enumerate(words):
        rest = words[i + 1 :]
        if word.text in CONJUNCTIONS:
            return _coordinated(taken, word, rest, grammar, q)
        if word.text == "的":
            return _modified(taken, noun_phrase(rest, grammar, q), grammar, q)
        if taken and (word.flag == "paren" or word.text == "类"):
            taken.append(word)
            continue
        if word.text in grammar.lists["phrase_ends"]:
            break
        if word.text == "被" and not taken and len(rest) > 1 and rest[0].flag[0] == "v":
            return _noun_phrase(rest[1:], grammar, q)  # 被评部门
        compound = not taken and q.kind in ("group", "person", "thing") and _compound(word, rest, grammar)
        if compound or _is_noun(word, grammar, first=not taken) or _describes(word, rest, grammar, first=not taken):
            taken.append(word)
        elif (_is_verb(word) or word.flag in ("d", "m", "t")) and not taken and (de := _de(rest)) is not None:
            return noun_phrase(rest[de + 1 :], grammar, q)  # 反映民生的提案, 一年不参加活动的委员
        elif word.text == "涉及" and not taken and (etc := _etc(rest)) is not None:
            return noun_phrase(rest[etc + 1 :], grammar, q)  # 涉及用地、用水等问题
        else:
            break
        if _is_last_person(word, rest, q, grammar):
            break
    return _without_verbal_tail(taken, grammar, q)


def without_modifiers(noun: str, grammar: Grammar) -> str:
    """A noun without the words before it that do not belong to its name: 各类提案."""
    return grammar.pattern("^{modifiers}+").sub("", noun)


def _coordinated(taken: list[Word], joint: Word, rest: list[Word], grammar: Grammar, q: Quantity) -> list[Word]:
    """提案和信息; of persons both must be persons, and 与 rather opens an adjunct: 委员与部门面商."""
    second = noun_phrase(rest, grammar, q) if taken else []
    if taken and not second and all(w.flag[0] in "il" for w in taken) and (de := _de(rest)) is not None:
        return noun_phrase(rest[de + 1 :], grammar, q)  # 各具特色、贴近群众的工作室
    if not second or joint.text == "与":
        return taken
    persons = grammar.names_person(second[-1].text) or not grammar.names_person(taken[-1].text)
    return [*taken, joint, *second] if q.kind != "person" or persons else taken


def _modified(taken: list[Word], head: list[Word], grammar: Grammar, q: Quantity) -> list[Word]:
    """Of a phrase with 的 the head where what stands before describes it; 委员的提案 stays with its first noun."""
    describes = (
        not taken
        or _relative(taken, grammar)
        or (q.kind == "event" and not q.arabic)
        or _described(taken, head, q, grammar)
    )
    return head or taken if describes else taken


def _described(taken: list[Word], head: list[Word], q: Quantity, grammar: Grammar) -> bool:
    """23名品学兼优、家庭困难的学生, 12件内容相近的提案: persons or papers behind 的, none before it."""
    heads = {"person": "{persons}", "document": "{papers}$"}.get(q.kind)
    if heads is None:
        return False
    return [any(grammar.pattern(heads).search(w.text) for w in part) for part in (taken, head)] == [False, True]


def _relative(taken: list[Word], grammar: Grammar) -> bool:
    """涉及民生的提案: a clause before 的, and the head behind it; 高质量的 and 重大的 describe too."""
    if any(w.text.endswith(("质量", "水平")) or (_is_verb(w) and not grammar.nominal(w)) for w in taken):
        return True
    return all(w.flag[0] in "abmdzil" for w in taken)


def _is_verb(word: Word) -> bool:
    return word.flag == "v"


def _is_noun(word: Word, grammar: Grammar, first: bool) -> bool:
    """Nouns, their attributes, titles and verbal nouns; a verb that governs only where it is the first word."""
    if grammar.nominal(word):
        return True
    if not first and _is_verb(word) and grammar.governing(word):
        return False
    if word.text[0] in "“《":
        return True
    noun = (
        word.flag[0] in "nabjlzis"
        or word.text in ("年度", "全年", "季度")
        or word.flag in ("vn", "eng", "an", "f", "x")
    )
    return noun and re.match(f"[{OF_WORDS}]", word.text) is not None


def _describes(word: Word, rest: list[Word], grammar: Grammar, first: bool) -> bool:
    """Whether a word that is no noun belongs to the name behind it: 劝导组, 创新任务, 分报告, 两级政协委员."""
    if not rest:
        return False
    if word.text in grammar.lists["prefixes"] or _LEVELS.fullmatch(word.text):
        return rest[0].flag[0] in "nvj"
    if word.flag == "m" and len(word.text) > 1 and not re.search(CHINESE + r"|\d", word.text):
        return rest[0].flag[0] == "n"  # 良种, a noun that is tagged as a numeral
    if not _is_verb(word):
        return False
    return (first and rest[0].text in grammar.lists["units_of_people"]) or (
        not grammar.in_lexicon(word) and rest[0].text in grammar.lists["described_by_verbs"]
    )


def _compound(word: Word, rest: list[Word], grammar: Grammar) -> bool:
    """制造企业, 种植大户: a verb right before a noun that it describes."""
    return (
        word.flag[0] == "v"
        and bool(rest)
        and grammar.pattern("{heads_of_compounds}").fullmatch(rest[0].text) is not None
    )


def up_to(head: re.Pattern[str], words: list[Word], grammar: Grammar) -> list[Word]:
    """高考优秀生, 驻鄂全国政协委员, 脱贫不稳定户: the words up to a head, where none of them is a predicate."""
    for i, word in enumerate(words[:_ATTRIBUTES_REACH]):
        if head.search(word.text):
            return words[: i + 1]
        resident = word.text == "驻" and i + 1 < len(words) and words[i + 1].flag[0] == "n"
        if (
            word.flag in _NO_ATTRIBUTE
            or (word.flag == "d" and word.text != "不")
            or (grammar.in_lexicon(word) and not grammar.nominal(word) and not resident)
        ):
            return []
    return []


def _de(rest: list[Word]) -> int | None:
    """Where 的 stands behind a short clause; None where it does not."""
    return next((k for k, w in enumerate(rest[:_CLAUSE_REACH]) if w.text == "的"), None)


def _etc(words: list[Word]) -> int | None:
    """Where 等 stands in the clause; None where it does not."""
    return next((k for k, w in enumerate(words) if w.text == "等"), None)


def _is_last_person(word: Word, rest: list[Word], q: Quantity, grammar: Grammar) -> bool:
    """25名委员参加: behind a person, or a household counted in 户, nothing more is taken in but persons."""
    household = word.text.endswith("户")
    if q.kind != "person" and not (q.unit == "户" and household):
        return False
    if not grammar.names_person(word.text) and not household:
        return False
    return not rest or not (grammar.names_person(rest[0].text) or rest[0].text in (*CONJUNCTIONS, "的"))


def _without_verbal_tail(taken: list[Word], grammar: Grammar, q: Quantity) -> list[Word]:
    """Without what was done to them: 293件立案提案办理, 30名委员视察."""
    while len(taken) > 1 and grammar.nominal(taken[-1]):
        host = taken[-2].text
        if not (q.kind == "document" and host.endswith("提案")) and not (
            q.kind == "person" and grammar.names_person(host)
        ):
            break
        taken = taken[:-1]
    return taken
