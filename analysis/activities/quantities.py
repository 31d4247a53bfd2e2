"""Quantities in running text: number, bound and measure word, before it is asked whether they are counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from .. import lexicons
from .numerals import ARABIC, CHINESE, TAIL, neighbours, scale_of, value_of

OVER, UNDER, ABOUT, EXACT, RANGE = "over", "under", "about", "exact", "range"
_BEFORE = [
    (OVER, r"超过了?|(?<![高赶])超|逾|突破|(?<![突打冲])破|不少于|不低于|不下|至少|(?<![通经])过|上"),
    (UNDER, r"将近|接近|(?<![最附临靠远亲邻])近|不足|不到|不满|至多|最多|不超过|不多于"),
    (ABOUT, r"大约|约计|(?<![预节签特履合邀制公条誓])约|大概|左右"),
]
_BEFORE_RE = re.compile("(?:" + "|".join(f"(?P<{b}>{p})" for b, p in _BEFORE) + r")(?:了|达到?|有)?$")
# The bound may stand before the verb: 至少召开一次, 至多安排6场, 大约在450篇.
_APART = re.compile(
    r"(?:(?P<over>至少|不少于|不低于)|(?P<under>至多|最多)|(?P<about>大约|(?<![预节签特履合邀制公条誓])约(?![谈请见束定会])))[^,。;:!?、\d]{1,6}$"
)
_AFTER_RE = re.compile(r"(?P<over>以上|之多|多(?=[,。;、)]|$)|有余)|(?P<about>左右|上下)|(?P<under>以内|以下)")
_JOINT = re.compile(r"至|到|—{1,2}|-|~")
_PERCENT = re.compile(
    rf"(?P<low>{ARABIC})(?:%?(?:至|到|—{{1,2}}|-|~)(?P<high>{ARABIC}))?(?P<near>[余多])?"
    r"(?P<unit>%|‰|个?百分点)"
)
_FRACTION = re.compile(r"(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])")
_PERCENT_WORD = re.compile(
    rf"百分之(?P<value>{CHINESE}(?:点[零一二三四五六七八九]+)?|百|之百|{ARABIC})(?P<near>[多余])?"
)
_TENTHS = re.compile(
    r"(?P<value>[一二两三四五六七八九1-9])成(?P<half>[半一二三四五六七八九])?(?![立为效果员功就长都熟本品绩份年型套交天色因分])"
)
_NUMBER = re.compile(rf"(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE})")
_BRACKET = re.compile(r"\([次场个件人份项户名册套条篇本]{1,2}\)")


KINDS = "event document person group thing time money weight length area energy percent score grouping".split()


@dataclass(frozen=True)
class Quantity:
    """A number with what belongs to it; positions are in the view's text.

    start, end: the whole quantity; digits_start, digits_end: the numeral alone. kind: the measure word's kind in
    `measures.csv`, "" without one. arabic: written in digits. vague: 数十, 几百: a number word without a numeral.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    value: Decimal | None
    value_high: Decimal | None
    bound: str
    unit: str
    kind: str
    arabic: bool
    vague: bool = False
    numeral: str = ""


class Measures:
    """The measure words of `data/lexicons/measures.csv`."""

    def __init__(self, folder=None):
        rows = lexicons.read("measures", ("measure", "kind", "not_before"), folder)
        self.kind = {r["measure"]: r["kind"] for r in rows}
        file = lexicons.path("measures", folder)
        problems = [
            f"{file}:{r['line']}: column kind: {r['kind']!r}; one of {', '.join(KINDS)} is wanted"
            for r in rows
            if r["kind"] not in KINDS
        ]
        problems += [f"{file}:{r['line']}: column measure: empty" for r in rows if not r["measure"]]
        self._after = {}
        for row in rows:
            try:
                self._after[row["measure"]] = re.compile(row["not_before"]) if row["not_before"] else None
            except re.error as error:
                problems.append(f"{file}:{row['line']}: column not_before: {error}")
        if problems:
            raise lexicons.LexiconError("\n".join(problems))
        self._longest = max(map(len, self.kind))

    def at(self, text: str, position: int) -> str:
        """The longest measure word at a position, "" where there is none."""
        for size in range(self._longest, 0, -1):
            word = text[position : position + size]
            if len(word) == size and word in self.kind:
                after = self._after[word]
                if after is None or not after.match(text, position + size):
                    return word
        return ""


@lexicons.once("measures")
def measures(folder=None) -> Measures:
    """The measure words, read once a folder."""
    return Measures(folder)


def find(text: str, words: Measures) -> list[Quantity]:
    """Every number of the text, in order, not overlapping, with the measure word and bound that belong to it."""
    found: list[Quantity] = []
    position = 0
    while True:
        match = _NUMBER.search(text, position)
        if not match:
            return found
        quantity = _percentage(text, match.start(), found) or _amount(text, match, words, found)
        found.append(quantity)
        position = quantity.end


def _percentage(text: str, start: int, found: list[Quantity]) -> Quantity | None:
    """40%, 百分之九十五, 九成: a share in per cent."""
    floor = found[-1].end if found else 0
    match = _PERCENT.match(text, start)
    if match:
        low, high = value_of(match["low"]), match["high"] and value_of(match["high"])
        unit = match["unit"].removeprefix("个")
        bound = RANGE if high else OVER if match["near"] else EXACT
        return _bounded(
            text,
            floor,
            Quantity(
                start,
                match.end(),
                start,
                match.end(),
                low,
                high or None,
                bound,
                unit,
                "percent",
                True,
                numeral=match[0],
            ),
        )
    if text.startswith("百分百", start):
        whole = Quantity(
            start, start + 3, start, start + 3, Decimal(100), None, EXACT, "%", "percent", False, False, "百分百"
        )
        return _bounded(text, floor, whole)
    if text.startswith("百分之", start) and (match := _PERCENT_WORD.match(text, start)):
        whole, _, decimals = match["value"].partition("点")
        value = value_of(whole)
        if value is not None and decimals:
            value += Decimal("0." + "".join(str(value_of(c)) for c in decimals))
        return _bounded(
            text,
            floor,
            Quantity(
                start,
                match.end(),
                start,
                match.end(),
                value,
                None,
                OVER if match["near"] else EXACT,
                "%",
                "percent",
                False,
                numeral=match[0],
            ),
        )
    if match := _FRACTION.match(text, start):
        value = round(100 * value_of(match["above"]) / value_of(match["below"]), 2)
        share = Quantity(
            start, match.end(), start, match.end(), value, None, EXACT, "%", "percent", False, False, match[0]
        )
        return _bounded(text, floor, share)
    if (match := _TENTHS.match(text, start)) and (not start or text[start - 1] not in "一二三四五六七八九十百千分之"):
        value = value_of(match["value"]) * 10 + value_of((match["half"] or "零").replace("半", "五"))
        return _bounded(
            text,
            floor,
            Quantity(
                start, match.end(), start, match.end(), value, None, EXACT, "%", "percent", False, numeral=match[0]
            ),
        )
    return None


def _amount(text: str, match: re.Match, words: Measures, found: list[Quantity]) -> Quantity:
    start, numeral, arabic = match.start(), match[0], match["arabic"] is not None
    floor = found[-1].end if found else 0
    end = match.end()
    low, high, bound = value_of(numeral), None, EXACT
    if not arabic and (pair := neighbours(numeral)):
        low, high, bound = Decimal(pair[0]), Decimal(pair[1]), RANGE
    tail = TAIL.match(text, end)
    near = (tail["near"] or "") + (tail["near2"] or "")
    if near and not _near_is_real(text, tail.end(), words):
        near, scale = "", 1
    else:
        scale, end = scale_of(tail["scale"] or ""), tail.end()
    # 3至5次, 20—30件: the measure word may stand behind either number.
    first_unit = words.at(text, end)
    range_at = end + len(first_unit) if first_unit and words.kind[first_unit] not in ("time", "grouping") else end
    for at in (end, range_at):
        joint = _JOINT.match(text, at)
        second = joint and _NUMBER.match(text, joint.end())
        if second and (second["arabic"] is not None) == arabic and bound == EXACT and not near:
            tail2 = TAIL.match(text, second.end())
            unit2 = words.at(text, tail2.end())
            value2 = value_of(second[0])
            if unit2 and value2 is not None and low is not None and words.kind[unit2] not in ("grouping",):
                factor = scale_of(tail2["scale"] or "")
                value2 *= factor
                low_scaled = low * (scale if scale != 1 else factor)
                if value2 > low_scaled and (at == end or unit2 == first_unit):
                    low, high, bound, scale, end = low_scaled, value2, RANGE, 1, tail2.end()
                    break
    unit = words.at(text, end)
    kind = words.kind.get(unit, "")
    digits_end = end
    end += len(unit)
    if bracket := unit and _BRACKET.match(text, end):
        end = bracket.end()
    if low is not None:
        low *= scale
        high = high * scale if high is not None else None
    if near and bound != RANGE:
        bound = ABOUT if "来" in near else OVER
    vague = not arabic and numeral[0] in "十百千万亿" and text[start - 1 : start] in ("数", "几") and start > floor
    quantity = Quantity(
        start, end, start, digits_end, low, high, bound, unit, kind, arabic, vague, text[start:digits_end]
    )
    return _bounded(text, floor, quantity)


def _near_is_real(text: str, position: int, words: Measures) -> bool:
    """余, 多, 来, 几 belong to the number where a measure word follows: 50余场次, not 2023来."""
    return bool(words.at(text, position)) or text[position - 1] == "余"


def _bounded(text: str, floor: int, q: Quantity) -> Quantity:
    """Takes in the words before and after the quantity that bound it: 近500场次, 300件以上, 约200人."""
    bound, start, end = q.bound, q.start, q.end
    apart = _APART.search(text, max(floor, start - 12), start)
    if q.kind == "grouping":
        return q
    before = _BEFORE_RE.search(text, max(floor, start - 5), start)
    if (
        before
        and before[0][:1] in ("上", "过", "破")
        and len(before[0]) < 3
        and q.kind != "percent"
        and q.numeral[:1] not in "百千万"
    ):
        before = None  # 上千人次 and 过百件 are bounds, 会上3名 is not
    marks = {before.lastgroup} if before else {apart.lastgroup} if apart else set()
    if before:
        start = before.start()
    after = _AFTER_RE.match(text, end)
    if after and q.unit:
        marks.add(after.lastgroup)
        end = after.end()
    if bound in (OVER, ABOUT, UNDER):
        marks.add(bound)
    if bound != RANGE and marks:
        bound = next(b for b in (OVER, UNDER, ABOUT) if b in marks)
    return replace(q, start=start, end=end, bound=bound)
