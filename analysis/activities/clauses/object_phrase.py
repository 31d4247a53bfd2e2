"""The object between a verb and its number, the noun of the clause before, and the event behind two numbers."""

from ...corpus import sentences
from .grammar import CONJUNCTIONS, Word
from .reading import Reading

_LEAD_FLAGS = frozenset("ul uj ug c r d p t m f paren".split())  # parts of speech that no object begins with
_TAIL_FLAGS = frozenset("uj d p c".split())  # or ends with


def object_of(r: Reading, words: list[Word]) -> str:
    """The object between the governing verb and the number: the head behind 等, else the phrase without its lead."""
    chosen = _behind_de(_only_persons(r, _before_coming(r, _behind_etc(r, words))))
    leads = r.grammar.lists["object_leads"]
    while chosen and (chosen[0].text in leads or chosen[0].text in CONJUNCTIONS or chosen[0].flag in _LEAD_FLAGS):
        chosen = chosen[1:]
    while chosen and chosen[-1].flag in _TAIL_FLAGS:
        chosen = chosen[:-1]
    if len(chosen) > 1 and (
        chosen[0].text in r.grammar.lists["fields"] or (r.q.of_persons and chosen[0].text == "会议")
    ):
        chosen = chosen[1:]  # 钢铁等领域企业, 出席会议委员
    if not chosen:
        return ""
    found = r.written_as(chosen)
    lead = r.pattern("^{modifiers}+").match(found)
    return found[lead.end() :] if lead and lead.end() < len(found) - 1 else found


def noun_before(r: Reading) -> str:
    """The last noun phrase of the clause before."""
    words = [w for w in r.words(*r.clause_before) if w.flag != "paren"]
    while words and not _ends_phrase(r, words):
        words.pop()
    begin = len(words)
    while begin and _in_phrase(words[begin - 1]):
        verb = r.grammar.governing(words[begin - 1]) and not r.grammar.nominal(words[begin - 1])
        if verb and begin < len(words):
            break
        begin -= 1
    return r.written_as(words[begin:])


def event_behind(r: Reading, start: int) -> str:
    """组织6期共200余名委员赴河南学习培训: what the persons behind the number of events took part in."""
    run: list[Word] = []
    for word in r.words(start, sentences.end(r.text, start)):
        if r.grammar.nominal(word):
            run.append(word)
        elif run:
            break
    return r.written_as(run)


def _behind_etc(r: Reading, words: list[Word]) -> list[Word]:
    """视察、调研等履职活动: the head behind 等, which names the list; before it where nothing stands behind."""
    at = next((i for i in reversed(range(len(words))) if words[i].text in ("等", "等等")), None)
    if at is None:
        return words
    head = words[at + 1 :]
    return words if "".join(w.text for w in head) in r.grammar.lists["empty_heads"] else head or words[:at]


def _before_coming(r: Reading, words: list[Word]) -> list[Word]:
    """接待外地政协来访12批: who came."""
    return words[: next((i for i, w in enumerate(words) if i and w.text in r.grammar.lists["coming"]), len(words))]


def _only_persons(r: Reading, words: list[Word]) -> list[Word]:
    """组织委员参加视察160人次: the persons, without what they did; but 获领导批示12人次."""
    if not r.q.of_persons or not words or words[-1].text == "批示":
        return words
    person = next((i for i, w in enumerate(words) if r.grammar.names_person(w.text)), len(words))
    for i in range(person + 1, len(words)):
        if (r.grammar.verbal(words[i]) or words[i].flag == "p") and not r.grammar.names_person(words[i].text):
            return words[:i]
    return words


def _behind_de(words: list[Word]) -> list[Word]:
    """关于养老的建议: the head behind the last 的."""
    return words[next((i + 1 for i in range(len(words) - 2, 0, -1) if words[i].text == "的"), 0) :]


def _ends_phrase(r: Reading, words: list[Word]) -> bool:
    """Whether the last word can end a noun phrase: a noun, but no measure word, and nothing that 经 governs."""
    last, before = words[-1], words[-2] if len(words) > 1 else None
    if before and (before.flag == "m" or before.text == "经"):
        return False
    if len(last.text) == 1 and last.text not in r.grammar.lists["short_nouns"]:
        return False
    return last.flag[0] in "nlj" or last.flag == "vn" or last.text[-1] in "”》"


def _in_phrase(word: Word) -> bool:
    return word.flag[0] in "nabljs" or word.flag == "vn" or word.text[0] in "“《"
