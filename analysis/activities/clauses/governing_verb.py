"""The verb that governs a noun before its number: 深入社区宣讲27次, 邀请各界人士参加30人次."""

from itertools import islice

from ..numbers import Quantity
from .grammar import CONJUNCTIONS, Grammar, Word


def governing_verb(words: list[Word], q: Quantity, grammar: Grammar) -> int | None:
    """Where the verb that governs a noun before its number stands; None where there is none."""
    field = _field(words, grammar)
    if field and not _is_light(words[0], grammar):
        at = governing_verb(words[field:], q, grammar) if field < len(words) else None
        return None if at is None else at + field
    for rule in (_pivot, _giving, _bare_event, _organised):
        if (at := rule(words, q, grammar)) is not None:
            return at
    governing = _governing(words, grammar)
    motion = next((i for i in reversed(range(len(words))) if grammar.motion(words[i])), None)
    host = next((i for i, w in enumerate(words[:-1]) if w.text in grammar.lists["hosting"]), None)
    if host is not None and motion is not None and motion > host:
        return host  # 接待兄弟政协来访12批
    if grammar.nominal(words[-1]):
        return _of_verbal_noun(words, governing, motion, grammar)
    if governing:
        return governing[-1]
    return motion if motion is not None else _weak(words, grammar)


def attributive(words: list[Word], i: int, grammar: Grammar) -> bool:
    """调研报告, 学习座谈小组: a verb-noun right before a noun that it cannot govern; but 采纳建议37条."""
    if words[i].text == "联名" and words[i + 1].text.startswith("提案"):
        return True
    if i == 0 and words[0].text in grammar.lists["taking"] and words[1].text in grammar.lists["taken_papers"]:
        return False
    if i == 0 and words[1].text == "资金" and grammar.pattern("{getting}|{giving}").match(words[0].text):
        return False  # 协调资金, 捐赠资金; but 帮扶资金
    return grammar.pattern("{named_by_verbs}").match(words[i + 1].text) is not None


def _field(words: list[Word], grammar: Grammar) -> int:
    """经济建设方面(的)提案: where the noun behind a field begins, 0 without one; a field's words govern nothing."""
    de = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "的"), 0)
    if de:
        return de + 1 if grammar.pattern("{field_ends}$").search(words[de - 1].text) else 0
    field = next((i for i in range(len(words) - 2, 0, -1) if words[i].text in ("方面", "领域", "类")), -1)
    lead = next((w for w in words if w.flag not in ("d", "ad", "t", "p")), words[0])
    governed = lead.flag[0] == "v" or any(grammar.pure(w) for w in words[: field + 1])
    return 0 if governed else field + 1


def _pivot(words: list[Word], q: Quantity, grammar: Grammar) -> int | None:
    """邀请各界人士参加30人次: of persons the verb whose object they are, not what they did."""
    if not q.of_persons:
        return None
    return next(
        (
            i
            for i, word in enumerate(words[:-1])
            if grammar.pivot(word) and any(grammar.names_person(w.text) for w in words[i + 1 :])
        ),
        None,
    )


def _organised(words: list[Word], q: Quantity, grammar: Grammar) -> int | None:
    """组织委员视察企业12家: of things the verb of those who were organised, whose object they are."""
    if q.kind not in ("group", "thing", "document", "weight", "length", "area") or not grammar.pivot(words[0]):
        return None
    person = next((i for i, w in enumerate(words) if i and grammar.names_person(w.text)), len(words))
    verb = next((i for i in range(person + 1, len(words) - 1) if grammar.verbal(words[i])), None)
    named = verb is None or attributive(words, verb, grammar) or any(w.text == "的" for w in words[person:])
    return None if named else verb


def _giving(words: list[Word], q: Quantity, grammar: Grammar) -> int | None:
    """委员爱心捐赠80万元: giving right before the number governs it."""
    last = words[-1]
    return len(words) - 1 if grammar.pattern("{giving}").search(last.text) and grammar.verbal(last) else None


def _bare_event(words: list[Word], q: Quantity, grammar: Grammar) -> int | None:
    """多次视察9次, 会上协商4次: behind an adverb, a time or a place a verbal noun is a verb."""
    last = len(words) - 1
    if q.kind != "event" or not last or not grammar.nominal(words[last]):
        return None
    return last if words[last - 1].flag in ("f", "d", "t") or words[last - 1].text == "上" else None


def _governing(words: list[Word], grammar: Grammar) -> list[int]:
    """The places of the verbs that govern by themselves.

    Light verbs before all; else the first verb and those that continue it (梳理形成); else the first verbal noun that
    describes nothing.
    """
    last = len(words) - 1
    pure = [
        i
        for i, w in enumerate(words)
        if grammar.pure(w) or (i == 0 and grammar.governing(w) and not (last and attributive(words, 0, grammar)))
    ]
    relative = bool(pure) and pure[-1] < last and words[pure[-1] + 1].text == "的"
    if relative and (len(pure) > 1 or grammar.nominal(words[last])):
        pure = pure[:-1]  # 梳理企业反映的困难
    light = [i for i in pure if _is_light(words[i], grammar)]
    if light:
        return [*light, *(i for i in pure if i - 2 == light[-1] and _joined(words[i - 1 : i]))]
    if len(pure) == 1 and grammar.motion(words[pure[0]]):
        there = (
            i
            for i in range(pure[0] + 2, last)
            if grammar.nominal(words[i]) and grammar.governing(words[i]) and not attributive(words, i, grammar)
        )
        return [next(there, pure[0])]  # 赴各旗考察民族教育
    if pure:
        run = next((i for i in reversed(pure) if words[pure[0]].text in grammar.lists["helping"]), pure[0])
        while next_verb := next((i for i in (run + 1, run + 2) if i in pure and _joined(words[run + 1 : i])), 0):
            run = next_verb
        return [run]
    free = (
        i for i, w in enumerate(words) if grammar.governing(w) and not (i < last and attributive(words, i, grammar))
    )
    return list(islice(free, 1))


def _joined(between: list[Word]) -> bool:
    """Whether verbs stand side by side, or only a conjunction between them: 编辑、印发文史资料3期."""
    return all(w.text in CONJUNCTIONS and w.text != "或" for w in between)


def _of_verbal_noun(words: list[Word], governing: list[int], motion: int | None, grammar: Grammar) -> int | None:
    """深入社区宣讲27次 counts the verb; 开展宣讲27次 and 机关集中学习44次 count what it names."""
    last = len(words) - 1
    before = [i for i in governing if i < last]
    if motion is not None and not any(i > motion for i in before):
        at = last
        while at - 1 > motion and grammar.nominal(words[at - 1]):
            at -= 1
        return at
    if before:
        return before[-1]
    if governing == [last]:
        return last
    behind_agent = last and (_acts(words[last - 1], grammar) or words[last - 1].flag in ("d", "t", "p"))
    return last if behind_agent else None


def _weak(words: list[Word], grammar: Grammar) -> int | None:
    """Without a governing verb: the first verbal noun that no noun makes part of a name, else the last plain verb."""
    for i, word in enumerate(words[:-1]):
        named = i and words[i - 1].flag[0] in "abn" and not _acts(words[i - 1], grammar)
        if grammar.nominal(word) and not attributive(words, i, grammar) and not named:
            return i
    plain = (
        i
        for i in reversed(range(len(words) - 1))
        if words[i].flag == "v" and not grammar.nominal(words[i]) and not attributive(words, i, grammar)
    )
    return next(plain, None)


def _acts(word: Word, grammar: Grammar) -> bool:
    """Whether a word names who can act."""
    return grammar.names_agent(word.text) or grammar.names_person(word.text)


def _is_light(word: Word, grammar: Grammar) -> bool:
    """Whether a verb opens a clause of its own even behind another."""
    return grammar.pattern("{light}").match(word.text) is not None
