"""Persons whom no noun names: 120人参加学习, 为260人颁发证书.

What is counted is what they did, what they became, or what was done to them.
"""

from ....corpus import sentences
from ...rules import only
from ..grammar import bare
from ..noun_phrase import noun_phrase
from ..predicate import last_verb
from ..reading import Clause, Reading, taken_from

# 被省政府聘为, 获聘为, 光荣当选: who appoints may stand before the verb, and an adverb.
_APPOINTED = "(?:被[^,。;、]{0,8}?|获|光荣)?(?P<verb>{appointing})"
_LONGEST_ROLE = 20


def _unnamed(r: Reading) -> bool:
    """Whether persons are counted for whom no noun stands on the left."""
    return r.q.unit in ("人", "人次") and bool(r.right) and not any(r.grammar.names_person(w.text) for w in r.left)


def _served(r: Reading) -> bool:
    """Whether something was done for those counted: 为260人."""
    for_whom = r.grammar.lists["for_whom"]
    behind = r.written.endswith("的") and any(w.text in for_whom for w in r.left)
    return _unnamed(r) and (r.written[-1:] in for_whom or behind)


def _acting(r: Reading) -> bool:
    """Whether those counted are not named, and nothing was done for them."""
    return _unnamed(r) and not _served(r)


def _takes_part(r: Reading) -> bool:
    return r.pattern("{taking_part}了?$").match(r.right[0].text) is not None


def persons_in_role(r: Reading) -> Clause | None:
    """推荐12人为人民陪审员, 5人被聘为监督员: what they are now; but 其中5人 are of the persons counted before."""
    if r.q.unit not in ("人", "名", "位") or any(r.grammar.names_person(w.text) for w in r.left):
        return None
    if r.same and r.same.q.of_persons and "其中" in r.text[r.same.q.end : r.q.start]:
        return None
    appointed = r.pattern(_APPOINTED).match(r.text, r.q.end)
    if not appointed:
        return None
    end = sentences.end(r.text, appointed.end())
    role = [w for w in r.words(appointed.end(), end) if w.flag != "paren" and w.text != "等"]
    if not role or end - appointed.end() > _LONGEST_ROLE or any(r.grammar.pure(w) for w in role):
        return None
    if appointed["verb"] == "为" and role[-1].flag[0] not in "nj":
        return None  # 12人为困难群众送医
    return Clause(r.written_as(role), last_verb(r.left, r.grammar) or appointed["verb"])


@only(_served)
def persons_served(r: Reading) -> Clause | None:
    """为40人平反 counts the verb, 为260人颁发证书 its object."""
    words = [w for w in r.right if w.flag != "ul"]
    words = words[1:] if r.grammar.carries_another(words[0].text) else words
    if not words or not (r.grammar.verbal(words[0]) or words[0].flag[0] == "v"):
        return None
    if all(w.flag[0] in "va" for w in words):
        verb = r.written_as(words)
        return Clause(verb, verb)
    named = all(w.flag[0] in "vnab" for w in words[1:]) and words[-1].flag[0] == "n"
    noun = words[1:] if named else noun_phrase(words[1:], r.grammar, r.q)
    verb = bare(words[0].text)
    return Clause(r.written_as(noun) or verb, verb)


@only(_acting)
def persons_drawn(r: Reading) -> Clause | None:
    """举办讲座40场,吸引800人参与: those who came to what was just counted."""
    if not r.left or not r.grammar.pivot(r.left[-1]) or len(r.right) != 1 or not _takes_part(r):
        return None
    verb = bare(r.left[-1].text)
    if r.same and r.same.q.kind == "event":
        return taken_from(r.same, verb)
    return Clause(bare(r.right[0].text), verb)


@only(_acting)
def persons_taking_part(r: Reading) -> Clause | None:
    """120人参加学习, 举行30人参加的座谈会: what they took part in."""
    first = r.right[0]
    of_event = len(r.right) > 1 and _takes_part(r) and r.right[1].text == "的"
    if not of_event and r.left and (r.grammar.in_lexicon(r.left[-1]) or r.left[-1].flag == "v"):
        return None
    if not _takes_part(r) and not r.grammar.carries_another(first.text):
        return None
    noun = noun_phrase(r.right[2 if of_event else 1 :], r.grammar, r.q)
    return Clause(r.written_as(noun), bare(first.text)) if noun else None
