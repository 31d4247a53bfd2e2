"""The object between a verb and its number, the noun of the clause before, and the event behind two numbers."""

from __future__ import annotations

from . import bounds
from .nouns import MODIFIERS, clause_before
from .reading import CONJUNCTIONS, PERSON, Reading
from .words import Actions, Word, words_of

# Words and parts of speech that an object does not begin, or end, with.
_LEADS = frozenset((*CONJUNCTIONS, *"去 来 上 出 到 给 下 入 成 好 到位 完毕".split()))
_LEAD_FLAGS = frozenset("ul uj ug c r d p t m f paren".split())
_TAIL_FLAGS = frozenset("uj d p c".split())
# Behind 等 these name no more than what stands before it: 视察、调研等活动.
_EMPTY_HEADS = ("活动", "工作", "事项", "形式")
_FIELDS = ("方面", "领域", "行业")
_COMING = ("来", "前来", "来到", "莅临", "到访")
# Nouns of one character, which else are measure words or particles.
_SHORT_NOUNS = "课稿树井桥路水"


def object_of(r: Reading, words: list[Word]) -> str:
    """The object between the governing verb and the number: the head behind 等, else the phrase without its lead."""
    chosen = _behind_de(_only_persons(r, _before_coming(_behind_etc(words))))
    while chosen and (chosen[0].text in _LEADS or chosen[0].flag in _LEAD_FLAGS):
        chosen = chosen[1:]
    while chosen and chosen[-1].flag in _TAIL_FLAGS:
        chosen = chosen[:-1]
    if len(chosen) > 1 and (chosen[0].text in _FIELDS or (r.of_persons and chosen[0].text == "会议")):
        chosen = chosen[1:]  # 钢铁等领域企业, 出席会议委员
    if not chosen:
        return ""
    found = r.text[chosen[0].start : chosen[-1].end]
    lead = MODIFIERS.match(found)
    return found[lead.end() :] if lead and lead.end() < len(found) - 1 else found


def noun_before(r: Reading) -> str:
    """The last noun phrase of the clause before."""
    start, stop = clause_before(r)
    words = [w for w in words_of(r.text, start, stop, r.folder) if w.flag != "paren"]
    while words and not _ends_phrase(words):
        words.pop()
    begin = len(words)
    while begin and _in_phrase(words[begin - 1]):
        verb = r.verbs.governing(words[begin - 1]) and not r.verbs.nominal(words[begin - 1])
        if verb and begin < len(words):
            break
        begin -= 1
    return r.text[words[begin].start : words[-1].end] if begin < len(words) else ""


def event_behind(text: str, start: int, verbs: Actions, folder) -> str:
    """组织6期共200余名委员赴河南学习培训: what the persons behind the number of events took part in."""
    run: list[Word] = []
    for word in words_of(text, start, bounds.end(text, start), folder):
        if verbs.nominal(word):
            run.append(word)
        elif run:
            break
    return text[run[0].start : run[-1].end] if run else ""


def _behind_etc(words: list[Word]) -> list[Word]:
    """视察、调研等履职活动: the head behind 等, which names the list; before it where nothing stands behind."""
    at = next((i for i in reversed(range(len(words))) if words[i].text in ("等", "等等")), None)
    if at is None:
        return words
    head = words[at + 1 :]
    return words if "".join(w.text for w in head) in _EMPTY_HEADS else head or words[:at]


def _before_coming(words: list[Word]) -> list[Word]:
    """接待外地政协来访12批: who came."""
    return words[: next((i for i, w in enumerate(words) if i and w.text in _COMING), len(words))]


def _only_persons(r: Reading, words: list[Word]) -> list[Word]:
    """组织委员参加视察160人次: the persons, without what they did; but 获领导批示12人次."""
    if not r.of_persons or not words or words[-1].text == "批示":
        return words
    person = next((i for i, w in enumerate(words) if PERSON.search(w.text)), len(words))
    for i in range(person + 1, len(words)):
        if (r.verbs.verbal(words[i]) or words[i].flag == "p") and not PERSON.search(words[i].text):
            return words[:i]
    return words


def _behind_de(words: list[Word]) -> list[Word]:
    """关于养老的建议: the head behind the last 的."""
    return words[next((i + 1 for i in range(len(words) - 2, 0, -1) if words[i].text == "的"), 0) :]


def _ends_phrase(words: list[Word]) -> bool:
    """Whether the last word can end a noun phrase: a noun, but no measure word, and nothing that 经 governs."""
    last, before = words[-1], words[-2] if len(words) > 1 else None
    if before and (before.flag == "m" or before.text == "经"):
        return False
    if len(last.text) == 1 and last.text not in _SHORT_NOUNS:
        return False
    return last.flag[0] in "nlj" or last.flag == "vn" or last.text[-1] in "”》"


def _in_phrase(word: Word) -> bool:
    return word.flag[0] in "nabljs" or word.flag == "vn" or word.text[0] in "“《"
