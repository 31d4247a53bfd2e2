"""What the head of a column, or a label, says of a number: what is counted, and its measure word."""

import re
from collections.abc import Sequence
from copy import copy

from .clauses.grammar import Grammar, bare
from .clauses.reading import Clause
from .refusals import Judged

# The year of a column; it may be named from that of the report.
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?度?|(?P<this>本年度?|今年|本期)|(?:上年度?|去年|上期)(?:同期)?|同期")
# Heads that say nothing of what is counted, which then stands at the left of the row or in the caption.
_SAYS_NOTHING = re.compile(
    r"(?:工作|实际|全年|本年|累计|今年)?(?:数量?|完成(?:数量?|情况|量)?|实绩|合计|总数|总计|次数|件数|个数|数目)"
    r"|(?:参[加与会训]|受益)?人[数次]|[件次篇条期户场批]数|占?比[例重]?|百分比|[%‰]"
)
# Heads of numbers of pieces: 件数, 案件数, 办复件数; and rates, whose numbers are shares with their sign or not.
_MEASURED = re.compile("(?:(?<![立并撤])案)?([件次篇条期户场批])数$")
_RATE = re.compile("率$")
# Heads of what was added, not of what there is: 同比, 比上年增减.
GROWTH = re.compile("同比|环比|增减|[增减]幅|[比较](?:上年|去年|上期)|^增长")
# Heads of the members who were due, came or stayed away; which sitting it was, the label of the row says.
_CAME = re.compile(r"(?P<verb>[应实]?(?:到会?|出席)|缺席|请假)(?:人[数次]|委员)?")
_OF_PERSONS = re.compile("人[数次]$")
_NUMBER_OF = re.compile(r"(?<=..)(?:总?数量?|总量)$")
# Why a number without a measure word is refused where no column says what it counts.
_FOR_WANT_OF_COLUMN = ("no_measure", "bare_year")
_OF_A_SHARE = ("%", "‰")
_SHARES = re.compile(r"率|占比|比[例重]|[%‰]")  # heads of shares, whose numbers have their sign or not
_UNIT_SAID = re.compile(r"单位[:：]([^()（）]+)")


def under(
    heads: Sequence[Sequence[str]], judged: Sequence[Judged], captions: Sequence[str], grammar: Grammar
) -> tuple[list[Judged], list[Clause | None]]:
    """The numbers with what stands above or before each: those it names are no longer refused; and what these count.

    heads: of each number what may name it, the best first. captions: where else, for each, the noun is looked for that
    a verb alone leaves open.
    """
    out, clauses = list(judged), list[Clause | None]([None] * len(judged))
    for i, (number, names, caption) in enumerate(zip(judged, heads, captions, strict=True)):
        found = next((named for name in names if (named := _named(name, number, grammar))), None)
        if not found and names and _nouns(caption, names[-1], grammar) and _open(number):
            found = (names[-1], "") if says_nothing(names[-1]) else None
        if found:
            (head, unit), around = found, copy(number.around)
            head, unit = _MEASURED.sub("", head) or head, unit or _unit_of(head, caption, grammar)
            if not number.q.unit:
                around.q = number.q._replace(unit=unit, kind=grammar.measures.kind.get(unit, ""))
            out[i] = Judged(around, "", "under_column_head")
            clauses[i] = _clause(head, caption, grammar)
    return out, clauses


def _named(name: str, number: Judged, grammar: Grammar) -> tuple[str, str] | None:
    """The head and the measure word, "" without one, if it says what a number counts: 提案(件) is 提案 and 件."""
    head, _, unit = re.sub(r"[)）]$", "", name).replace("（", "(").partition("(")
    head = name if re.search("[)）]", unit) else head  # 主席(扩大)会议
    measured = unit in grammar.measures.kind
    if number.q.unit in _OF_A_SHARE and _SHARES.search(name):
        return head, ""
    says = measured or _CAME.fullmatch(head) or grammar.says_what_is_counted(_MEASURED.sub("", head) or head)
    return (head, unit if measured else "") if says and _open(number) else None


def says_nothing(head: str) -> bool:
    """Whether a head leaves open what is counted: 数量, 2023年, 同比."""
    return bool(_SAYS_NOTHING.fullmatch(head) or YEAR.fullmatch(head) or GROWTH.search(head))


def _open(number: Judged) -> bool:
    """Whether nothing speaks against a number but the want of a noun or a measure word."""
    wanting = number.rule in _FOR_WANT_OF_COLUMN or number.q.numeral == "0"
    return number.q.arabic and (not number.reason or wanting)


def _nouns(caption: str, head: str, grammar: Grammar) -> list[str]:
    """What a caption says that a table counts, of a head of persons whom."""
    nouns: list[str] = grammar.pattern("{counted_in_tables}").findall(caption)
    return [noun for noun in nouns if grammar.names_person(noun)] if _OF_PERSONS.search(head) else nouns


def _unit_of(head: str, caption: str, grammar: Grammar) -> str:
    """The measure word that the caption says of numbers or shares: 单位：件、%. A head has none (件数)."""
    if _RATE.search(head) and not GROWTH.search(head):
        return "%"
    said = _UNIT_SAID.search(caption)
    if not said or GROWTH.search(head) or _OF_PERSONS.search(head) or _CAME.fullmatch(head):
        return ""
    of_shares = _SHARES.search(head) is not None
    units = [unit for unit in re.split("[、,，/ ]", said[1].strip()) if (unit in _OF_A_SHARE) == of_shares]
    return units[0] if len(units) == 1 and units[0] in grammar.measures.kind else ""


def _clause(head: str, caption: str, grammar: Grammar) -> Clause:
    """提案数 names what is counted; 立案 says what was done to the 提案 of the caption, and 件数 or 占比 nothing."""
    if came := _CAME.fullmatch(head):
        return Clause("委员", came["verb"], by="under_column_head")
    nouns = _nouns(caption, head, grammar)
    if says_nothing(head):
        return Clause(nouns[-1] if nouns else head, "", by="under_column_head")
    head = _NUMBER_OF.sub("", head).removeprefix("已")
    if grammar.pattern("{done_to_proposals}").fullmatch(head):
        return Clause(nouns[-1] if nouns else "提案", head, by="under_column_head")
    words = grammar.words(head, 0, len(head))
    verb = words[0] if words and (grammar.governing(words[0]) or words[0].flag == "v") else None
    if verb is None or grammar.pattern("{counted_in_tables}").fullmatch(head):  # 协商 is counted, 立案 is done
        return Clause(head, "", by="under_column_head")
    noun = head[verb.end :] or (nouns[-1] if nouns else "")
    return Clause(noun or head, bare(verb.text), by="under_column_head")
