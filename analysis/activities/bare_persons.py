"""Persons whom no noun names: 240人参加学习, 为379人颁发证书. What is counted is what they did or what was done to them."""

from __future__ import annotations

import re

from .nouns import noun_phrase
from .predicates import DELEXICAL
from .reading import PERSON, Clause, Reading
from .words import Word, bare

_TAKING_PART = re.compile("(?:参加|参与|出席|列席|旁听)了?$")
# Prepositions before those to whom something was done.
_FOR = frozenset("为 对 给 向 替".split())


def bare_persons(r: Reading) -> Clause | None:
    """The clause of persons without a noun on either side; None where there is one, or nothing is said of them."""
    if r.q.unit not in ("人", "人次") or not r.right or any(PERSON.search(w.text) for w in r.left):
        return None
    if any(w.text in _FOR for w in r.left) and (r.left[-1].text in (*_FOR, "的")):
        return _done_to(r)
    if r.left and (r.verbs.in_lexicon(r.left[-1]) or r.left[-1].flag == "v"):
        return None
    first = r.right[0]
    if not _TAKING_PART.match(first.text) and not DELEXICAL.match(first.text):
        return None
    noun = noun_phrase(r.right[1:], r.verbs, r.q)
    return Clause(_text(r, noun), bare(first.text)) if noun else None


def _done_to(r: Reading) -> Clause | None:
    """为73人平反 counts the verb, 为379人颁发证书 its object."""
    words = r.right[1:] if DELEXICAL.match(r.right[0].text) else r.right
    if not words or not (r.verbs.verbal(words[0]) or words[0].flag[0] == "v"):
        return None
    run = 1
    while run < len(words) and (r.verbs.nominal(words[run]) or words[run].flag == "v"):
        run += 1
    noun = noun_phrase(words[run:], r.verbs, r.q)
    verb = "".join(w.text for w in words[:run])
    return Clause(_text(r, noun) or bare(verb), bare(verb))


def _text(r: Reading, words: list[Word]) -> str:
    return r.text[words[0].start : words[-1].end] if words else ""
