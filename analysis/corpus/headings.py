"""Headings: the marks that number them, their depth, and which of them a paragraph stands under.

The rules read a text as `lines.fold` gives it, in simplified script with half-width punctuation.
"""

import re
from functools import lru_cache

from .lines import fold
from .script import simplify

_HAN = "一二三四五六七八九十"
# (rank, mark): the order in which official Chinese documents nest their numbering (GB/T 9704-2012, 7.3.3).
_MARKS = (
    (10, re.compile(rf"第[{_HAN}]{{1,3}}(?:部分|章|篇|节)[\s、:]*")),
    (30, re.compile(rf"[{_HAN}]{{1,3}}[、.]\s*")),
    (40, re.compile(rf"[(〔][{_HAN}]{{1,3}}[)〕][、.]?\s*")),
    (50, re.compile(r"\d{1,2}(?:、|\.(?!\d)|[)])\s*")),
    (60, re.compile(r"[(]\d{1,2}[)]\s*|[①-⑳]\s*")),
)
_YEAR = r"(?:20\d\d|二[〇○零O0]..) ?年(?:度)?"
_HALF = (
    rf"(?:{_YEAR}|(?:过去|今后|未来|下)?(?:的)?(?:[一二两三四五]年|一个时期)(?:来|以来)?)的?[\u4e00-\u9fff]{{0,8}}"
    r"(?:回顾|总结|安排|思路|设想|部署|计划|打算|任务|建议|要点|情况|展望|体会|成绩|成效|目标|重点|工作)"
)
_TOP = re.compile(rf"^{_HALF}$|^(?:工作)?(?:回顾|体会|打算|安排)$")
# The heading of a half, or one with a number, that a converter left in one line with the text around: it stands behind
# a sentence, and a blank or what only opens a sentence or a section behind it.
_GLUED = re.compile(
    rf"(?:^|(?<=[。!?;”)])) ?(?:(?:[{_HAN}]{{1,3}}、)?{_HALF}(?= |20\d\d年|[{_HAN}]{{1,2}}、|[(][{_HAN}]{{1,2}}[)]|——)"
    rf"|(?:[{_HAN}]{{1,3}}、|[(][{_HAN}]{{1,3}}[)])[^,。;:!? ]{{2,30}}(?= [^ ]))"
)
_ADDRESS = re.compile(r"(?:各位)?(?:委员|代表|同志)们?[,、]|各位(?:委员|代表)|同志们")
TOP_RANK, LOOSE_RANK = 20, 25
CLOSERS = "”’」』\"')》】]"
_FINAL = "。!?;:…"
_UNFINISHED = ",、"
_INNER = re.compile(r"[。!?;]")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
MAX_LOOSE, MAX_NUMBERED = 36, 70
_HASHES = re.compile(r"#{1,6} ?")
_MARKDOWN = re.compile(r"^#{1,6} ?(?=[^#\s])| ?#{1,6}$|^(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)$")
_PLANS = re.compile(
    r"工作(?:安排|思路|设想|打算|计划|部署|建议)|\d年工作意见|今后|下一步|下一阶段|明年|来年|新一年|新的一年|展望|努力方向|打算|怎么[干办做]"
    r"|(?:主要|重点|目标|工作)任务|今年(?:的)?(?:工作|任务|重点|要)"
    r"|\d年(?:的)?(?:主要|重点)?(?:工作)?(?:任务|重点(?!提案|督办|协商)|要点|计划|建议)"
)
_REVIEWS = re.compile("回顾|总结|成效|过去|(?<!安排)(?<!打算)(?<!思路)情况|(?:工作|任务|履职)(?:亮点|成绩)")
# What a text tells as done, and what it announces.
_DONE = re.compile(r"了(?!解)|已(?!经济)|先后|累计|全年|年来|去年|共(?=[\u4e00-\u9fff]{0,4}\d)")
_COMING = re.compile("将|力争|争取|拟|计划|确保|要(?![求点素件闻害])|进一步|继续|努力|不断|切实|着力|做好|抓好|加强")


@lru_cache(maxsize=4096)  # asked for every count under the heading
def announces_plans(heading: str) -> bool:
    """Whether the text under a heading is planned, not done: 2025年工作安排, but not 工作回顾和打算."""
    return bool(_PLANS.search(_closed_up(heading))) and not reviews(heading)


@lru_cache(maxsize=4096)
def reviews(heading: str) -> bool:
    """Whether a heading looks back: 2024年工作回顾."""
    return bool(_REVIEWS.search(_closed_up(heading)))


def _closed_up(heading: str) -> str:
    """In simplified script, without the blanks that draw a heading out: 工 作 安 排."""
    return "".join(simplify(heading).split())


def tells_of_past(text: str) -> bool:
    """Whether a text, in simplified script, tells more than once what was done, and seldom what is to come: what
    stands under a line of a table of contents, or under 2016年重点工作 in the review of 2016.
    """
    done = len(_DONE.findall(text))
    return done > 1 and done > len(_COMING.findall(text))


def unmarked(text: str) -> str:
    """A line without the Markdown signs of a heading: ## 一、协商议政 ##."""
    return _MARKDOWN.sub("", text) if "#" in text or "**" in text or "__" in text else text


def mark(text: str) -> tuple[int, bool, int] | None:
    """Rank, whether it is the first of its series, and length of the number that a text begins with."""
    signs = _HASHES.match(text)
    for rank, pattern in _MARKS:
        if (found := pattern.match(text, signs.end() if signs else 0)) and found.end() < len(text):
            digits = re.findall(rf"[{_HAN}]+|\d+|[①-⑳]", found.group())
            return rank, digits[0] in ("一", "1", "①"), found.end()
    return None


def looks_at_year(text: str) -> bool:
    """Whether a heading, numbered or not, is about the past or the coming year."""
    found = mark(text)
    return is_top(text[found[2] :] if found else text)


def is_top(text: str) -> bool:
    """Whether a heading opens one of the two halves of a work report: the past year, the coming year."""
    bare = unmarked(text)
    return len(bare) <= 24 and bool(_TOP.match(bare.rstrip(":")))


def glued(text: str) -> list[int]:
    """Where headings that stand in one line with text begin and end: the edges of 二、2024年工作安排 2024年,…."""
    found = [place for heading in _GLUED.finditer(text) for place in heading.span()]
    return [place for place in found if 0 < place < len(text)]


def closed(text: str) -> bool:
    """Whether the text ends like a sentence, a clause of a list or an announcement (colon)."""
    bare = text.rstrip(CLOSERS + " ")
    return text.endswith("...") or (bare or text)[-1:] in _FINAL or (text[-1:] == "." and len(text) > 1)


def looks_like_heading(text: str, limit: int = MAX_LOOSE) -> bool:
    """Whether a line is short, has one or two clauses, no end mark, and words in it."""
    return (
        len(text) <= limit
        and not closed(text)
        and text[-1] not in _UNFINISHED
        and not _INNER.search(text)
        and text.count(",") <= 2
        and len(_WORD.findall(text)) >= 2
    )


def numbered_heading(text: str) -> bool:
    """Whether a line is numbered, with at most one sentence, and not too long for a heading."""
    found = mark(text)
    return found is not None and len(text) <= MAX_NUMBERED and not _INNER.search(text[found[2] : -1])


def numbered_sentence(text: str) -> str:
    """The sentence after a number, up to its end mark; "" if there is no number or the sentence is long."""
    found = mark(text)
    if not found:
        return ""
    end = _INNER.search(text, found[2], MAX_NUMBERED)
    return text[: end.start()] if end else ""


def paths(entries: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The headings each entry stands under, outermost first.

    entries: (kind, text) in reading order, kind being "title", "heading" or "paragraph". Titles stand over the whole
    report and are in no path. Consecutive heading lines without a number are one heading. A paragraph
    that begins with a number stands under its own first sentence.
    """
    keys = [fold(text) for _, text in entries]
    stack: list[tuple[int, str]] = []
    found, previous = [], None
    for (kind, text), key, rank in zip(entries, keys, _ranks(entries, keys), strict=True):
        if rank is None:
            if kind == "paragraph" and _ADDRESS.match(key):  # a speech addresses its hearers where a part begins
                stack = [above for above in stack if above[0] <= TOP_RANK]
            found.append(() if kind == "title" else tuple(t for _, t in stack))
            previous = None
            continue
        loose = kind == "heading" and mark(key) is None and not is_top(key)
        section = label = unmarked(text[: len(key.rstrip("。:") if kind == "heading" else numbered_sentence(key))])
        if loose and previous == rank and stack and stack[-1][0] == rank:
            section = f"{stack[-1][1]} {label}"
        stack = [above for above in stack if above[0] < rank]
        outer = tuple(t for _, t in stack)
        stack.append((rank, section))
        found.append(outer if kind == "heading" else (*outer, label))
        previous = rank if loose else None
    return found


def _ranks(entries: list[tuple[str, str]], keys: list[str]) -> list[int | None]:
    """Depth of each entry that opens a section, None for the others, read backwards: a heading without a number
    stands above a numbering that starts after it and below one that goes on after it."""
    ranks: list[int | None] = [None] * len(entries)
    following = None
    for i in range(len(entries) - 1, -1, -1):
        kind, text = entries[i][0], keys[i]
        if kind == "title" or (kind == "paragraph" and not numbered_sentence(text)):
            continue
        if kind == "heading" and is_top(text):
            ranks[i], following = TOP_RANK, None
            continue
        found = mark(text)
        if found:
            ranks[i] = found[0]
            following = None if found[0] < TOP_RANK else (found[0] - 5 if found[1] else found[0] + 5)
        else:
            ranks[i] = following or LOOSE_RANK
    return ranks
