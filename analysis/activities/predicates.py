"""The verb of a stretch of words: the last that governs, or the predicate behind a noun."""

from __future__ import annotations

import re

from . import bounds
from .nouns import clause_before
from .reading import Reading
from .words import Actions, Word, bare, words_of

# Verbs that open a phrase as a preposition does: 11位委员围绕运河经济建言.
_COVERBS = frozenset("围绕 聚焦 针对 结合 依托 利用 通过 按照 来自 带着 本着 立足".split())
_COPULAS = frozenset("是 成为 为 属 属于".split())
_SERIAL = frozenset("在 来 前来 到 被评 经 作".split())
# Verbs that only carry another: 对提案进行督办, 得到批示, 作出答复.
DELEXICAL = re.compile("(?:进行|开展|作出?|做出?|予以|给予|加以|得到|受到|经过)了?$")


def last_verb(words: list[Word], verbs: Actions, in_list: bool = False) -> str:
    """The governing verb nearest the number; before a list (制定提案培育、重点督办等) the one before the list."""
    if in_list:
        return next((bare(w.text) for i, w in enumerate(words) if verbs.pure(w) or (i == 0 and verbs.governing(w))), "")
    found = [w for w in words if verbs.governing(w) or verbs.pivot(w) or verbs.motion(w)]
    found = found or [w for w in words if w.flag == "v" or verbs.nominal(w)]
    if found and found[-1].text == "到" and (at := words.index(found[-1])) and verbs.verbal(words[at - 1]):
        return bare(words[at - 1].text)  # 下沉到村
    return bare(found[-1].text) if found else ""


def predicate(words: list[Word], verbs: Actions) -> str:
    """The verb behind a noun: of a passive the verb, not 被; of 进行督办 the verb that 进行 carries."""
    passive = _passive(words, verbs)
    verbal = [w for w in words if verbs.verbal(w)]
    if not passive and verbal and verbal[0].text in _COVERBS:
        return bare(verbal[-1].text)
    for i, word in enumerate(words[passive:], passive):
        if word.text == "被" or DELEXICAL.match(word.text):
            carried = _carried(words, i, verbs)
            if carried or word.text == "被":
                return carried
            if word.text.startswith("作") and (given := _given(words[i + 1 :])):
                return "发言" if given.endswith("发言") else bare(word.text)
        if word.text in _SERIAL and i + 1 < len(words):
            continue
        measure = i and words[i - 1].flag == "m" and len(word.text) == 1  # 3位, tagged as a verb
        if verbs.verbal(word) and not measure:
            return "" if word.text in _COPULAS else _doubled(words, i, verbs)
    return ""


def _passive(words: list[Word], verbs: Actions) -> int:
    """Where 被 stands, 0 where it does not or a predicate stands in a clause before it: 委员发言,建议被采纳."""
    at = next((i for i, w in enumerate(words) if w.text == "被"), 0)
    comma = next((i for i, w in enumerate(words[:at]) if w.text in bounds.CLAUSE), 0)
    return 0 if any(verbs.verbal(w) for w in words[:comma]) else at


def _given(words: list[Word]) -> str:
    """作了大会发言, 作书面交流: the last noun of the clause that 作 begins; "" without one."""
    stop = next((k for k, w in enumerate(words) if w.text in bounds.CLAUSE), len(words))
    return next((w.text for w in reversed(words[:stop]) if w.flag[0] == "n"), "")


def _carried(words: list[Word], i: int, verbs: Actions) -> str:
    """The verb that 被 or a delexical verb carries, with the verbal noun behind it: 被采纳, 进行跟踪督办."""
    stop = next((k for k in range(i + 1, len(words)) if words[k].text in bounds.CLAUSE), len(words))
    at = next((k for k in range(i + 1, stop) if verbs.verbal(words[k]) and not DELEXICAL.match(words[k].text)), None)
    if at is None:
        return ""
    return bare(words[at].text + "".join(w.text for w in words[at + 1 : at + 2] if verbs.nominal(w)))


def _doubled(words: list[Word], i: int, verbs: Actions) -> str:
    """Two verbs of two characters side by side are one: 分解下沉, 领题督办."""
    verb = words[i].text
    behind = words[i + 1] if i + 1 < len(words) and len(verb) > 1 else None
    doubled = behind and len(behind.text) > 1 and verbs.verbal(behind) and not verbs.motion(behind)
    return bare(verb) + (bare(behind.text) if doubled else "")


def verb_before(r: Reading) -> str:
    """The governing verb of the clause before."""
    start, stop = clause_before(r)
    if start < r.sentence or r.text[stop - 1] == "中":
        return ""
    found = [w for w in words_of(r.text, start, stop, r.folder) if r.verbs.governing(w)]
    return bare(found[-1].text) if found else ""
