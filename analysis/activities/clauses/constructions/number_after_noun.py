"""A quantity behind its noun or its verb: 召开党组会议28次, 深入社区宣讲27次, 立案283件."""

from ...rules import only
from ..grammar import Word, bare
from ..object_phrase import object_of
from ..predicate import predicate, verb_before
from ..reading import Clause, Reading, taken_from
from . import something_before
from .verb_alone import faults_mended, verb_alone


def _no_verb(r: Reading) -> bool:
    """Whether no verb governs what stands before the number: 全体会议3次."""
    return bool(r.left) and r.verb_at is None


def _one_verb(r: Reading) -> bool:
    return _no_verb(r) and r.left[-1].flag == "v" and all(w.flag == "d" for w in r.left[:-1])


def _governed(r: Reading) -> bool:
    return r.verb_at is not None


@only(something_before)
def paper_taken_up(r: Reading) -> Clause | None:
    """信息获上级采用6篇, 被日报刊发9篇: who took the papers up is neither the object nor the verb."""
    if r.q.kind != "document" or not r.pattern("{uptake}").fullmatch(r.left[-1].text):
        return None
    by = next((i for i, w in enumerate(r.left) if w.text in r.grammar.lists["passive"]), None)
    return None if by is None else verb_alone(r, r.left[:by], r.left[-1].text)


@only(something_before)
def verb_with_its_noun(r: Reading) -> Clause | None:
    """修路48公里, 征文156篇: the verb holds the noun that its measure word is of."""
    last = r.left[-1].text
    held = r.pattern("{things_of_verbs}").fullmatch(last) and r.q.kind not in ("money", "percent", "time")
    held = held and (r.q.kind != "event" or last.endswith("班"))  # 办班2期
    return Clause(last[-1], last[:-1]) if held else None


@only(something_before)
def speeches(r: Reading) -> Clause | None:
    """委员在会上发言20人次: speeches are counted, not the speakers; 大会口头发言 is their kind."""
    words = r.left
    if words[-1].text != "发言" or (r.q.kind == "document" and r.q.unit != "条"):
        return None
    start = len(words) - 1
    while start and words[start - 1].text in r.grammar.lists["kinds_of_speech"]:
        start -= 1
    return Clause(r.written_as(words[start:]), "发言")


@only(something_before)
def persons_who_went(r: Reading) -> Clause | None:
    """委员走进社区300人次: of persons who went somewhere the persons are counted, not the place."""
    if r.q.unit not in ("人", "人次"):
        return None
    at = next((i for i, w in enumerate(r.left) if i and r.grammar.motion(w)), None)
    if at is None or not r.grammar.names_person(r.left[at - 1].text):
        return None
    place_only = all(w.flag[0] in "nsf" for w in r.left[at + 1 :])
    if not place_only or any(r.grammar.in_lexicon(w) for w in r.left[:at]):
        return None
    return Clause(r.left[at - 1].text, bare(r.left[at].text))


@only(_one_verb)
def one_verb(r: Reading) -> Clause | None:
    """One verb alone is verb and object (打井31口), or its noun stands elsewhere (立案283件)."""
    verb = r.left[-1].text
    members = r.like_same and r.like_same.clause.object != r.like_same.clause.action  # but 出席104人,列席38人
    attended = members and r.pattern("{attendance}").fullmatch(verb)
    done = r.like_same and r.q.kind in ("group", "thing")
    if len(verb) > 1 and not r.pattern("{done_to_papers}").search(verb) and not attended and not done:
        return Clause(verb, verb)
    return verb_alone(r, [], bare(verb))


@only(_no_verb)
def noun_alone(r: Reading) -> Clause | None:
    """全体会议3次; the verb is the noun's own (专题协商6次), that of the list, or that of the clause before."""
    words, nominal = r.left, r.grammar.nominal
    if len(words) == 1 and nominal(words[0]) and not r.listed:
        action = words[0].text  # 调研9次
    elif r.listed:
        action = _shared_verb(r)
    elif nominal(words[-1]) and r.q.kind == "event" and not r.same:
        action = words[-1].text
    else:
        action = verb_before(r) or _shared_verb(r)
        if not action and nominal(words[-1]) and r.q.kind == "event":
            action = words[-1].text
    object_ = object_of(r, words) or r.phrase
    first = next((w for w in r.right if w.flag not in ("d", "ad")), None)  # 干部9名轮流值守
    acting = r.q.of_persons and not r.listed and first is not None and r.grammar.verbal(first)
    return Clause(object_, (predicate(r.right, r.grammar) if acting else "") or action)


@only(_governed)
def verbs_in_a_row(r: Reading) -> Clause | None:
    """梳理归纳9条: verbs and nothing else before the number."""
    name, rest = _verb(r)
    if not rest or r.q.kind not in ("document", "group") or not all(r.grammar.pure(w) for w in rest):
        return None
    return verb_alone(r, r.left[: r.verb_at], name + _joined(rest))


@only(_governed)
def done_to_earlier_papers(r: Reading) -> Clause | None:
    """合并立案174件: only verbal nouns, and the last of them is done to what was counted before."""
    name, rest = _verb(r)
    if not rest or not r.like_earlier or r.q.kind == "event" or not all(w.flag == "vn" for w in rest):
        return None
    return (
        taken_from(r.like_earlier, name + _joined(rest))
        if r.pattern("{done_to_papers}").search(rest[-1].text)
        else None
    )


@only(_governed)
def same_problems_solved(r: Reading) -> Clause | None:
    """发现问题263个,推动整改251个."""
    rest = _joined(_verb(r)[1])
    if not r.pattern("{done_to_problems}").fullmatch(rest):
        return None
    return taken_from(r.like_same, rest) if r.like_same else faults_mended(r, [], rest)


@only(_governed)
def event_named_by_verbs(r: Reading) -> Clause | None:
    """考察学习4次."""
    name, rest = _verb(r)
    if not rest or r.q.kind != "event" or not all(w.flag == "vn" for w in r.left[r.verb_at :]):
        return None
    return Clause(name + _joined(rest), name + _joined(rest))


@only(_governed)
def object_of_verb(r: Reading) -> Clause | None:
    """召开党组会议28次."""
    name, rest = _verb(r)
    object_ = object_of(r, rest) if rest else ""
    received = name in r.grammar.lists["sending"] and all(_receives(r, w) for w in rest)
    if not object_ or received:
        return None
    return Clause(object_, _what_was_done(name, rest))


@only(_governed)
def verb_helped_to(r: Reading) -> Clause | None:
    """帮助企业融资300万元."""
    name = _what_was_done(*_verb(r))
    helped = any(w.text in r.grammar.lists["helping"] for w in _before_verb(r))
    solved = r.like_same and r.pattern("{done_to_problems}").search(name)
    return Clause(name, name) if helped and not solved else None


@only(_governed)
def governing_verb_alone(r: Reading) -> Clause | None:
    """深入社区宣讲27次, 报送省政协50篇."""
    return verb_alone(r, _before_verb(r), _what_was_done(*_verb(r)))


def _verb(r: Reading) -> tuple[str, list[Word]]:
    """The governing verb with the verbal nouns that continue it, and the words between it and the number.

    The word right before the number is never taken for a part of the verb.
    """
    words = r.left
    at = last = r.verb_at or 0  # asked only where a verb governs
    if _led(r):
        at -= 1  # 推动|解决问题
    elif at + 2 < len(words) and words[at].text in r.grammar.lists["visiting_verbs"] and words[at + 1].text == "慰问":
        last += 1  # 看望|慰问老委员
    while last + 2 < len(words) and r.grammar.nominal(words[at]) and r.grammar.nominal(words[last + 1]):
        last += 1
    return bare(words[at].text) + _joined(words[at + 1 : last + 1]), words[last + 1 :]


def _led(r: Reading) -> bool:
    """Whether a verb stands before the governing one that makes one verb with it: 推动解决, 协调落实."""
    at = r.verb_at or 0
    leads = at > 0 and r.left[at - 1].text in r.grammar.lists["leading_verbs"]
    return leads and r.pattern("{done_to_problems}").fullmatch(r.left[at].text) is not None


def _before_verb(r: Reading) -> list[Word]:
    return r.left[: (r.verb_at or 0) - _led(r)]


def _what_was_done(name: str, rest: list[Word]) -> str:
    """完成议事室建设5个: what was completed was built."""
    return "建设" if name == "完成" and rest and rest[-1].text == "建设" else name


def _joined(words: list[Word]) -> str:
    return "".join(w.text for w in words)


def _shared_verb(r: Reading) -> str:
    """The verb of the count before in the sentence; of a share it is that of what the share was taken of."""
    before = r.earlier if r.same and r.same.q.kind == "percent" else r.same
    return before.clause.action if before else ""


def _receives(r: Reading, word: Word) -> bool:
    return (
        r.grammar.names_agent(word.text)
        or word.flag in ("x", "c", "ns")
        or r.pattern("{modifiers}").fullmatch(word.text) is not None
    )
