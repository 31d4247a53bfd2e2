"""What a blank, a cell boundary or a page break beside a number means: two numbers, one number, or undecidable.

A PDF converter tears a number apart (提案2 86件), a table puts two side by side (提案 260 286), and GB/T 15835
separates thousands by a narrow blank (2 000). Certain cases are joined or kept apart; the rest are marked, so that the
rules on numbers refuse the pieces.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from .lines import TAB, THIN

# Between two numbers in the text that rules read: of two cells; perhaps of one number; of one with a page's furniture
# inside.
APART, UNSURE, BROKEN = TAB, " ", "\f"

_SPACE = re.compile(r"\s+")
_BAR = re.compile(rf" *[|{TAB}][ |{TAB}]*")
_RUN = re.compile(r"(?<![\d.])(?<!\d,)\d[\d.,]*(?:\s+\d[\d.,]*)+")
_GROUP = re.compile(r"\d[\d.,]*")
# A scale that a blank parts from the next number and not from its own: 1200万 300人, but not 3 万 5 千 or 3万 5千.
_WHOLE_SCALE = re.compile(r"[\d.][万亿千百]\s+\d+(?!\d|\s*[千百十])")
# A label with its figure, and the next behind a blank: 会议4次 提案221件.
_FIGURE = r"[+余多]?[万亿]?[\u4e00-\u9fff%]{1,2}\s+(?=[\u4e00-\u9fff])"
_TILE = re.compile(rf"[^\s\d]*\d[\d.,]*{_FIGURE}")
# The end of one is enough to count them, and is looked for without going through the whole label from each of its
# characters.
_TILE_END = re.compile(rf"\d[.,]*{_FIGURE}")
_IN_SENTENCE = re.compile("[,。;!?](?!\\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = "第号件表图章节页版卷"  # 附件1 12份: a number that names stands behind one of these
_MARKS = ",。;:!?、()“”《》-~—/"
_NUMERAL = "0-9〇零一二两三四五六七八九十百千万亿"
_LEFT_OF_BREAK = re.compile(rf"[{_NUMERAL}.,点至到~—-]$")
_RIGHT_OF_BREAK = re.compile(rf"[{_NUMERAL}.,点余多来几%‰+]")
_SIGNED = re.compile(r"[+-]\d")
# A cell that holds a measure word alone.
_UNIT = re.compile(rf"(?:人次|场次|[\u4e00-\u9fff])(?= *(?:[|{TAB}]|$))")
# Where single digits stand apart in a sentence, so does their measure word: 收到提案3 2 6 件.
_SPACED = re.compile(" [\u4e00-\u9fff%]")
# Torn behind its comma or point: 人次1, 120人, 占53. 1%.
_TORN = re.compile(r"[1-9]\d{0,2}, \d{3}(?![\d.,])|\d+\. \d{1,2}(?=[%‰万亿])")
_LONGEST = 4  # a longer number is not put together from pieces of several digits


def read(plain: str, text: str, offsets: Sequence[int], breaks: Sequence[int]) -> dict[int, str]:
    """What the rules read in place of a character; "" for nothing. Unchanged characters have no entry.

    plain: the text with half-width marks, all white space as blanks. text: the same with tabs and narrow blanks.
    offsets: position of each character in the source; breaks: positions preceded by page furniture.
    """
    changed: dict[int, str] = {}
    tiles = not _IN_SENTENCE.search(plain) and len(_TILE_END.findall(plain)) > 1
    for space in _SPACE.finditer(plain):
        start, end = space.span()
        if not _between_words(plain, start, end):
            changed[start] = APART if start > 1 and _WHOLE_SCALE.match(plain, start - 2) else ""
            if tiles and _TILE.match(plain, plain.rfind(" ", 0, start) + 1, end + 1):
                changed[start] = ","
        changed.update(dict.fromkeys(range(start + 1, end), ""))
    if changed or "|" in plain or " " in plain:
        _cells(plain, text, changed)
        for run in _RUN.finditer(plain):
            _numbers(plain, text, offsets, run, changed)
    for at in breaks:
        left, right = at, at
        while left and plain[left - 1].isspace():
            left -= 1
        while plain[right : right + 1].isspace():
            right += 1
        if _LEFT_OF_BREAK.search(plain[max(0, left - 1) : left]) and _RIGHT_OF_BREAK.match(plain, right):
            changed[at] = BROKEN + plain[at]
    return changed


def _between_words(text: str, start: int, end: int) -> bool:
    """A space that parts two numbers or two Latin words is kept: dropping it would make one of them."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _cells(plain: str, text: str, changed: dict[int, str]) -> None:
    """The boundaries of cells: none between a label and its number, a mark between numbers, else a comma."""
    if TAB in text:
        plain = "".join(TAB if t == TAB else p for p, t in zip(plain, text, strict=True))
    elif "|" not in plain:
        return
    start = 0
    for bar in _BAR.finditer(plain):
        cell, following = plain[start : bar.start()].rstrip(), plain[bar.end() : bar.end() + 1]
        start = bar.end()
        if cell and cell[-1] not in _MARKS and _SIGNED.match(plain, bar.end()):
            sign = APART
        elif not cell or not following or cell[-1] in _MARKS or following in _MARKS:
            sign = ""
        elif following.isdigit():
            sign = APART if re.search(r"\d", cell) else ""
        else:
            sign = "" if cell[-1].isdigit() and _UNIT.match(plain, bar.end()) else ","
        changed.update(dict.fromkeys(range(bar.start(), bar.end()), ""))
        changed[bar.start()] = sign


def _numbers(plain: str, text: str, offsets: Sequence[int], run: re.Match[str], changed: dict[int, str]) -> None:
    """The blanks of a run of numbers: 2 000 and 2 86件 are one, 260 286 are two, of 12 15 nobody can tell."""
    groups = list(_GROUP.finditer(plain, run.start(), run.end()))
    single = groups[:1]
    for last, group in pairwise(groups):
        at = last.end()
        if group.start() - at > 1 or text[at] == TAB or offsets[at + 1] - offsets[at] > 1:
            changed[at] = APART  # a cell, or blanks that set columns apart
            _one_or_more(plain, text, single, changed)
            single = []
        single.append(group)
    _one_or_more(plain, text, single, changed)


def _one_or_more(plain: str, text: str, groups: list[re.Match[str]], changed: dict[int, str]) -> None:
    """What the single blanks between groups of digits are."""
    sign = _sign(plain, text, groups) if len(groups) > 1 else ""
    for group in groups[1:]:
        changed[group.start() - 1] = sign


def _sign(plain: str, text: str, groups: list[re.Match[str]]) -> str:
    digits = [group[0] for group in groups]
    start, end = groups[0].start(), groups[-1].end()
    before, after = plain[start - 1 : start], plain[end : end + 1]
    thousands = re.fullmatch(r"[1-9]\d{0,2}(?: \d{3})+", " ".join(digits)) is not None
    thin = all(text[group.start() - 1] == THIN for group in groups[1:])
    if thousands and (thin or any(group[0] == "0" for group in digits[1:])):
        return ""  # no number begins with 0, and nothing else is parted by a narrow blank
    if any(_YEAR.fullmatch(group) for group in digits):
        return APART
    if _SPACED.match(plain, end) and _letters(plain, start, digits):
        return ""
    if "\u4e00" <= before <= "\u9fff" and _TORN.match(plain, start):
        return ""
    whole = all(group.isdigit() for group in digits)
    length, glued = sum(map(len, digits)), bool(after.strip()) and after not in _MARKS
    letters = len(groups) > 2 and all(len(group) == 1 for group in digits)
    if whole and glued and letters and before not in tuple(_NUMBERED):
        return ""
    if before and before not in _MARKS + " |" + _NUMBERED:
        # 资料1 560条, in a sentence: thousands set apart or a number torn apart, it is the same.
        sure = _IN_SENTENCE.search(plain) if thousands else length <= _LONGEST
        return "" if whole and glued and sure else UNSURE
    if not whole or (length > _LONGEST and min(map(len, digits)) > 1):
        return APART
    if thousands and whole and glued and before in ",、" and _IN_SENTENCE.search(plain):
        return ""  # 接待客人85批,1 062人: no line begins here
    marker = not start or before in "。;:!?"  # 1 120名委员: the first is the number of the line
    return APART if marker and len(groups) == 2 and len(digits[0]) < len(digits[1]) > 2 else UNSURE


def _letters(plain: str, start: int, digits: list[str]) -> bool:
    """Whether a sentence is set with a blank between characters: 1 2 次; but not 第1 2 次, nor a row of a table."""
    before = plain[:start].rstrip()[-1:]
    follows_word = "\u4e00" <= before <= "\u9fff" and before not in _NUMBERED
    single = digits[0] != "0" and all(len(group) == 1 for group in digits)
    return single and follows_word and _IN_SENTENCE.search(plain) is not None
