"""The verb of a stretch of words: the last that governs, or the predicate behind a noun."""

from itertools import pairwise

from ...corpus import sentences
from .grammar import Grammar, Word, bare
from .reading import Reading


def last_verb(words: list[Word], grammar: Grammar, in_list: bool = False) -> str:
    """The governing verb nearest the number; before a list (制定提案培育、重点督办等) the one before the list."""
    if in_list:
        return next(
            (bare(w.text) for i, w in enumerate(words) if grammar.pure(w) or (i == 0 and grammar.governing(w))), ""
        )
    found = [w for w in words if grammar.governing(w) or grammar.pivot(w) or grammar.motion(w)]
    found = found or [w for w in words if w.flag == "v" or grammar.nominal(w)]
    if found and found[-1].text == "到" and (at := words.index(found[-1])) and grammar.verbal(words[at - 1]):
        return bare(words[at - 1].text)  # 下沉到村
    return bare(found[-1].text) if found else ""


def predicate(words: list[Word], grammar: Grammar) -> str:
    """The verb behind a noun: of a passive the verb, not 被; of 进行督办 the verb that 进行 carries."""
    passive = _passive(words, grammar)
    verbal = [w for w in words if grammar.verbal(w)]
    if not passive and verbal and verbal[0].text in grammar.lists["coverbs"]:
        return bare(verbal[-1].text)
    for i, word in enumerate(words[passive:], passive):
        if word.text == "被" or grammar.carries_another(word.text):
            carried = _carried(words, i, grammar)
            if carried or word.text == "被":
                return carried
            if word.text.startswith("作") and (given := _given(words[i + 1 :])):
                return "发言" if given.endswith("发言") else bare(word.text)
        if word.text in grammar.lists["serial"] and i + 1 < len(words):
            continue
        measure = i and words[i - 1].flag == "m" and len(word.text) == 1  # 3位, tagged as a verb
        if grammar.verbal(word) and not measure:
            return "" if word.text in grammar.lists["copulas"] else _doubled(words, i, grammar)
    return ""


def _passive(words: list[Word], grammar: Grammar) -> int:
    """Where 被 stands, 0 where it does not or a predicate stands in a clause before it: 委员发言,建议被采纳."""
    at = next((i for i, w in enumerate(words) if w.text == "被"), 0)
    comma = next((i for i, w in enumerate(words[:at]) if w.text in sentences.CLAUSE), 0)
    return 0 if any(grammar.verbal(w) for w in words[:comma]) else at


def _given(words: list[Word]) -> str:
    """作了大会发言, 作书面交流: the last noun of the clause that 作 begins; "" without one."""
    stop = next((k for k, w in enumerate(words) if w.text in sentences.CLAUSE), len(words))
    return next((w.text for w in reversed(words[:stop]) if w.flag[0] == "n"), "")


def _carried(words: list[Word], i: int, grammar: Grammar) -> str:
    """The verb that 被 or a delexical verb carries, with the verbal noun behind it: 被采纳, 进行跟踪督办."""
    stop = next((k for k in range(i + 1, len(words)) if words[k].text in sentences.CLAUSE), len(words))
    at = next(
        (k for k in range(i + 1, stop) if grammar.verbal(words[k]) and not grammar.carries_another(words[k].text)), None
    )
    if at is None:
        return ""
    return bare(words[at].text + "".join(w.text for w in words[at + 1 : at + 2] if grammar.nominal(w)))


def _doubled(words: list[Word], i: int, grammar: Grammar) -> str:
    """Two verbs of two characters side by side are one: 分解下沉, 领题督办."""
    verb = words[i].text
    behind = words[i + 1] if i + 1 < len(words) and len(verb) > 1 else None
    if behind and len(behind.text) > 1 and grammar.verbal(behind) and not grammar.motion(behind):
        return bare(verb) + bare(behind.text)
    return bare(verb)


def verb_before(r: Reading) -> str:
    """The governing verb of the clause before."""
    start, stop = r.clause_before
    if start < r.sentence or r.text[stop - 1] == "中":
        return ""
    words = r.words(start, stop)
    named = {w for w, after in pairwise(words) if r.grammar.nominal(w) and after.flag[0] == "n"}  # 协商委员会
    found = [w for w in words if r.grammar.governing(w) and w not in named]
    return bare(found[-1].text) if found else ""
