"""The noun stands elsewhere: only 共, 累计 and the like before the count (征集提案,共261件); a length of a book."""

import re

from ....corpus import sentences
from ...rules import only
from ..grammar import Word
from ..object_phrase import noun_before, object_of
from ..predicate import last_verb, predicate, verb_before
from ..reading import Clause, Reading, taken_from

_TITLE = re.compile("《[^《》]+》")
_OF_COPIES = "(?:{of_copies}|{putting_out})*"


def _nothing_before(r: Reading) -> bool:
    return not r.left


def _verb_behind(r: Reading) -> str:
    return predicate(r.right, r.grammar) if r.right and r.right[0].flag[0] in "vpd" else ""


@only(_nothing_before)
def total_behind_bracket(r: Reading) -> Clause | None:
    """会议(含全体会议1次、常委会会议5次)共6次: of the noun before the bracket."""
    if not r.same or not re.fullmatch(r"\)[共合总]?计?", r.text[r.same.q.end : r.q.start]):
        return None
    opens = r.text.rfind("(", r.sentence, r.same.q.start)
    words = r.words(sentences.start(r.text, opens), opens) if opens > 0 else []
    counted = any(w.flag == "m" for w in words)
    noun = "" if counted else object_of(r, [w for w in words if not r.grammar.governing(w) or r.grammar.nominal(w)])
    return Clause(noun, last_verb(words, r.grammar), True) if noun else None


@only(_nothing_before)
def label_before_mark(r: Reading) -> Clause | None:
    """视察:6次;座谈会:9次, 视察——6次: the label right before the mark."""
    if r.text[r.left_from - 1 : r.left_from] not in tuple(":—") or r.clause_before[0] < r.sentence:
        return None
    noun = noun_before(r)
    named = noun and not re.search(r"\d", noun) and r.grammar.says_what_is_counted(noun)
    return Clause(noun, "", True) if named else None


@only(_nothing_before)
def worth_of_same(r: Reading) -> Clause | None:
    """送去衣服1万件,价值60万元: the things just counted, by their worth."""
    if r.q.kind != "money" or not r.same or r.same.q.kind in ("money", "percent", "person", "event"):
        return None
    return taken_from(r.same) if r.pattern("{worth}").search(r.written) else None


@only(_nothing_before)
def persons_at_same(r: Reading) -> Clause | None:
    """座谈会12次、300人次: who came to what was just counted."""
    if r.same and r.q.of_persons and re.fullmatch("[、,共计]*", r.text[r.same.q.end : r.q.start]):
        return taken_from(r.same, _verb_behind(r))
    return None


@only(_nothing_before)
def more_of_earlier(r: Reading) -> Clause | None:
    """Of an earlier sentence's noun, where the measure word is the same."""
    return taken_from(r.like_earlier, _verb_behind(r)) if r.like_earlier and r.earlier is not r.same else None


@only(_nothing_before)
def more_of_same(r: Reading) -> Clause | None:
    """Of the noun of the count before, where that stands in the clause before or has the same measure word."""
    if r.same and (r.same.q.end >= r.clause_before[0] or r.like_same):
        return taken_from(r.same, _verb_behind(r))
    return None


@only(_nothing_before)
def noun_of_clause_before(r: Reading) -> Clause | None:
    """征集提案,共261件."""
    noun = noun_before(r)
    if not noun or (r.grammar.names_agent(noun) and r.q.kind != "person"):
        return None
    return Clause(noun, verb_before(r) or _verb_behind(r), True)


@only(_nothing_before)
def nothing_named(r: Reading) -> Clause | None:
    """No noun near: that of an earlier count, whatever its measure word."""
    return taken_from(r.earlier, _verb_behind(r)) if r.earlier else Clause(noun_before(r), _verb_behind(r))


def nothing_but_words_about(r: Reading) -> Clause | None:
    """首批5人赶赴灾区, 分34期: the words before the number are about it; the things are those counted before."""
    if r.is_share:
        return None
    if r.earlier and r.earlier.q.of_persons == r.q.of_persons:
        return taken_from(r.earlier, _verb_behind(r))
    said = r.text[r.sentence : r.left_from] or r.above.text
    named = r.pattern("{counted_in_tables}").findall(said) if said.endswith((":", "：")) else []
    if not named:
        return None
    deed = r.q.kind == "event" and r.grammar.nominal(Word(named[-1], "vn", 0))
    return Clause(named[-1], named[-1] if deed else "", True)  # 历年视察情况:2021年3次


def copies_of_title(r: Reading) -> Clause | None:
    """《湖滨政协》创刊,月出一期,每期300份,共出94期: issues and copies of what was titled before."""
    behind = r.noun_side.rpartition("》")[2]
    if r.q.unit not in r.grammar.lists["units_of_copies"] or not r.pattern(_OF_COPIES).fullmatch(behind):
        return None
    if not behind and r.noun_side:
        return None  # 编发《湖滨政协》12期 has its noun
    titles = list(_TITLE.finditer(r.text, max(0, r.q.start - sentences.REACH), r.q.start))
    if not titles:
        return None
    put_out = r.pattern("{putting_out}$").search(behind)
    of_title = r.earlier is None or r.earlier.q.end <= titles[-1].end() or r.earlier.clause.object == titles[-1][0]
    if not put_out and not of_title:
        return None
    return Clause(titles[-1][0], put_out[0] if put_out else verb_before(r), True)


def length_of_book(r: Reading) -> Clause | None:
    """全书22万字, 印行6000册: of the book that stands in an earlier clause."""
    if r.q.unit not in ("字", "页", "册", "章") or not r.pattern("{of_book}*").fullmatch(r.noun_side):
        return None
    if r.same and r.same.q.kind == "document" and not r.noun_side.startswith(("全书", "该书")):
        return taken_from(r.same, verb_before(r))
    before = r.text[max(r.sentence, r.q.start - sentences.REACH) : r.left_from]
    titles = _TITLE.findall(before)
    if titles:
        return Clause(titles[-1], verb_before(r), True)
    noun = noun_before(r) if before else ""
    return Clause(noun, verb_before(r), True) if noun and not r.same else None
