"""Persons whom no noun names: 120人参加学习, 为260人颁发证书.

What is counted is what they did, or what was done to them.
"""

from __future__ import annotations

import re

from .nouns import noun_phrase
from .predicates import DELEXICAL
from .reading import PERSON, Clause, Reading, taken_from
from .words import Word, bare

_TAKING_PART = re.compile("(?:参加|参与|出席|列席|旁听)了?$")
# Prepositions before those to whom something was done.
_FOR = frozenset("为 对 给 向 替".split())


def bare_persons(r: Reading) -> Clause | None:
    """The clause of persons without a noun on either side; None where there is one, or nothing is said of them."""
    if r.q.unit not in ("人", "人次") or not r.right or any(PERSON.search(w.text) for w in r.left):
        return None
    if r.written[-1:] in _FOR or (r.written.endswith("的") and any(w.text in _FOR for w in r.left)):
        return _done_to(r)
    if len(r.right) > 1 and _TAKING_PART.match(r.right[0].text) and r.right[1].text == "的":
        noun = noun_phrase(r.right[2:], r.verbs, r.q)  # 举行30人参加的座谈会
        return Clause(_text(r, noun), bare(r.right[0].text)) if noun else None
    if r.left and r.verbs.pivot(r.left[-1]) and len(r.right) == 1 and _TAKING_PART.match(r.right[0].text):
        return _drawn(r)
    if r.left and (r.verbs.in_lexicon(r.left[-1]) or r.left[-1].flag == "v"):
        return None
    first = r.right[0]
    if not _TAKING_PART.match(first.text) and not DELEXICAL.match(first.text):
        return None
    noun = noun_phrase(r.right[1:], r.verbs, r.q)
    return Clause(_text(r, noun), bare(first.text)) if noun else None


def _drawn(r: Reading) -> Clause:
    """举办讲座40场,吸引800人参与: those who came to what was just counted."""
    verb = bare(r.left[-1].text)
    held = r.same is not None and r.same.q.kind == "event"
    return taken_from(r.same, verb) if held else Clause(bare(r.right[0].text), verb)


def _done_to(r: Reading) -> Clause | None:
    """为40人平反 counts the verb, 为260人颁发证书 its object."""
    words = [w for w in r.right if w.flag != "ul"]
    words = words[1:] if DELEXICAL.match(words[0].text) else words
    if not words or not (r.verbs.verbal(words[0]) or words[0].flag[0] == "v"):
        return None
    if all(w.flag[0] in "va" for w in words):
        verb = _text(r, words)
        return Clause(verb, verb)
    named = all(w.flag[0] in "vnab" for w in words[1:]) and words[-1].flag[0] == "n"
    noun = words[1:] if named else noun_phrase(words[1:], r.verbs, r.q)
    verb = bare(words[0].text)
    return Clause(_text(r, noun) or verb, verb)


def _text(r: Reading, words: list[Word]) -> str:
    return r.text[words[0].start : words[-1].end] if words else ""
