"""The noun phrase that a stretch of words begins with, and the clause before a count."""

from __future__ import annotations

import re

from . import bounds
from .numerals import CHINESE
from .patterns import either
from .quantity import Quantity
from .reading import CONJUNCTIONS, PERSON, Reading
from .words import Actions, Word

# Words before a noun that do not belong to its name.
MODIFIERS = re.compile(
    "^"
    + either("""
    了 过 出 的 各级各类 各类 各种 各项 一批 一系列 相关 有关 其他 其它 其余 其中 其 全年 我[市县区州]
    本[市县区州] 先后 分别 分批次? 分期 共同 认真 积极 主动 精心 深入 及时 扎实 带头 成功 圆满 大力 统筹 累计 共
    已 将 不断 广泛 重新 进一步 有序 定期 持续 顺利 按[时期] 首次 全部 力争 确保 现有 共有 一年来 五年来 本年度
    年度内
    """)
    + "+"
)
# Words that end a noun phrase.
_ENDS = frozenset("等 分别 共 均 被 获 得到 全部 已 在 为 中 内 上 里 来 就 向".split())
# Bodies that a verb before them names: 劝导组.
_BODIES = frozenset("组 队 员 站 室 点 班 团 小组 工作队 服务队".split())
# How many words a clause before 的 may have, and the attributes of a person.
_CLAUSE_REACH = 9
_ATTRIBUTES_REACH = 8
# Words that open a noun phrase and belong to no name: 各级政协委员.
_LEADS = frozenset("各级 各类 各种 各项 各级各类".split())
# 两级政协委员.
_LEVELS = re.compile("[两三四五]级")
# Parts of speech that end the attributes of a person.
_NO_ATTRIBUTE = frozenset("p ul ug x y".split())
_HOUSEHOLD = re.compile("(?<![到入进每各全落开])户$")
# What a plain verb before it describes: 创新任务, 扶贫项目.
_HEADS = frozenset(
    """
    任务 项目 工程 行动 措施 举措 清单 事项 活动 工作 计划 方案 制度 机制 平台 基地 报告 成果 材料 课题 议题 作品 物资
    用品 资料
    """.split()
)
# Attributes of one character, which are tagged as many things: 5份分报告.
_PREFIXES = frozenset("分 主 总 副 子 小 大 新 老 原 良".split())


def noun_phrase(words: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    """The words of the noun phrase that a stretch begins with; [] where it begins with something else."""
    if words and (words[0].text in _LEADS):
        words = words[1:]
    found = _noun_phrase(words, verbs, q)
    if q.kind == "person" and not any(PERSON.search(w.text) for w in found):
        return _up_to(PERSON, words, verbs) or found
    if q.unit == "户" and not any(_HOUSEHOLD.search(w.text) for w in found):
        return _up_to(_HOUSEHOLD, words, verbs) or found
    return found


def _noun_phrase(words: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    taken: list[Word] = []
    for i, word in enumerate(words):
        rest = words[i + 1 :]
        if word.text in CONJUNCTIONS:
            return _coordinated(taken, word, rest, verbs, q)
        if word.text == "的":
            return _modified(taken, noun_phrase(rest, verbs, q), verbs, q)
        if taken and (word.flag == "paren" or word.text == "类"):
            taken.append(word)
            continue
        if word.text in _ENDS:
            break
        if _is_noun(word, verbs, first=not taken) or _describes(word, rest, verbs, first=not taken):
            taken.append(word)
        elif (_is_verb(word) or word.flag == "d") and not taken and (de := _de(rest)) is not None:
            return noun_phrase(rest[de + 1 :], verbs, q)  # 反映民生的提案
        elif word.text == "涉及" and not taken and (etc := _etc(rest)) is not None:
            return noun_phrase(rest[etc + 1 :], verbs, q)  # 涉及用地、用水等问题
        else:
            break
        if _is_last_person(word, rest, q):
            break
    return _without_verbal_tail(taken, verbs, q)


def clause_before(r: Reading) -> tuple[int, int]:
    """(start, end) of the clause before the quantity's own; the sentence before where it opens its sentence."""
    stop = r.left_from
    while stop and r.text[stop - 1] in bounds.CLAUSE + "、和及与…":
        stop -= 1
    return bounds.start(r.text, stop), stop


def _coordinated(taken: list[Word], joint: Word, rest: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    """提案和信息; of persons both must be persons, and 与 rather opens an adjunct: 委员与部门面商."""
    second = noun_phrase(rest, verbs, q) if taken else []
    if taken and not second and all(w.flag[0] in "il" for w in taken) and (de := _de(rest)) is not None:
        return noun_phrase(rest[de + 1 :], verbs, q)  # 各具特色、贴近群众的工作室
    if not second or joint.text == "与":
        return taken
    persons = PERSON.search(second[-1].text) or not PERSON.search(taken[-1].text)
    return [*taken, joint, *second] if q.kind != "person" or persons else taken


def _modified(taken: list[Word], head: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    """Of a phrase with 的 the head where what stands before describes it; 委员的提案 stays with its first noun."""
    describes = (
        not taken or _relative(taken, verbs) or (q.kind == "event" and not q.arabic) or _described(taken, head, q)
    )
    return head or taken if describes else taken


def _described(taken: list[Word], head: list[Word], q: Quantity) -> bool:
    """23名品学兼优、家庭困难的学生: persons behind 的, none before it."""
    persons = [any(PERSON.search(w.text) for w in part) for part in (taken, head)]
    return q.kind == "person" and persons == [False, True]


def _relative(taken: list[Word], verbs: Actions) -> bool:
    """涉及民生的提案: a clause before 的, and the head behind it; 高质量的 and 重大的 describe too."""
    if any(w.text.endswith(("质量", "水平")) or (_is_verb(w) and not verbs.nominal(w)) for w in taken):
        return True
    return all(w.flag[0] in "abmdzil" for w in taken)


def _is_verb(word: Word) -> bool:
    return word.flag == "v"


def _is_noun(word: Word, verbs: Actions, first: bool) -> bool:
    """Nouns, their attributes, titles and verbal nouns; a verb that governs only where it is the first word."""
    if verbs.nominal(word):
        return True
    if not first and _is_verb(word) and verbs.governing(word):
        return False
    if word.text[0] in "“《":
        return True
    noun = (
        word.flag[0] in "nabjlzis"
        or word.text in ("年度", "全年", "季度")
        or word.flag in ("vn", "eng", "an", "f", "x")
    )
    return noun and not re.match(r"\W", word.text[0])


def _describes(word: Word, rest: list[Word], verbs: Actions, first: bool) -> bool:
    """Whether a word that is no noun belongs to the name behind it: 劝导组, 创新任务, 分报告, 两级政协委员."""
    if not rest:
        return False
    if word.text in _PREFIXES or _LEVELS.fullmatch(word.text):
        return rest[0].flag[0] in "nvj"
    if word.flag == "m" and len(word.text) > 1 and not re.search(CHINESE + r"|\d", word.text):
        return rest[0].flag[0] == "n"  # 良种, a noun that is tagged as a numeral
    if not _is_verb(word):
        return False
    return (first and rest[0].text in _BODIES) or (not verbs.in_lexicon(word) and rest[0].text in _HEADS)


def _up_to(head: re.Pattern, words: list[Word], verbs: Actions) -> list[Word]:
    """高考优秀生, 驻鄂全国政协委员, 脱贫不稳定户: the words up to a head, where none of them is a predicate."""
    for i, word in enumerate(words[:_ATTRIBUTES_REACH]):
        if head.search(word.text):
            return words[: i + 1]
        resident = word.text == "驻" and i + 1 < len(words) and words[i + 1].flag[0] == "n"
        if (
            word.flag in _NO_ATTRIBUTE
            or (word.flag == "d" and word.text != "不")
            or (verbs.in_lexicon(word) and not verbs.nominal(word) and not resident)
        ):
            return []
    return []


def _de(rest: list[Word]) -> int | None:
    """Where 的 stands behind a short clause; None where it does not."""
    return next((k for k, w in enumerate(rest[:_CLAUSE_REACH]) if w.text == "的"), None)


def _etc(words: list[Word]) -> int | None:
    """Where 等 stands in the clause; None where it does not."""
    return next((k for k, w in enumerate(words) if w.text == "等"), None)


def _is_last_person(word: Word, rest: list[Word], q: Quantity) -> bool:
    """25名委员参加: behind a person, or a household counted in 户, nothing more is taken in but persons."""
    household = word.text.endswith("户")
    if q.kind != "person" and not (q.unit == "户" and household):
        return False
    if not PERSON.search(word.text) and not household:
        return False
    return not rest or not (PERSON.search(rest[0].text) or rest[0].text in (*CONJUNCTIONS, "的"))


def _without_verbal_tail(taken: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    """Without what was done to them: 293件立案提案办理, 30名委员视察."""
    while len(taken) > 1 and verbs.nominal(taken[-1]):
        host = taken[-2].text
        if not (q.kind == "document" and host.endswith("提案")) and not (q.kind == "person" and PERSON.search(host)):
            break
        taken = taken[:-1]
    return taken
