"""Whether a string that recurs is a phrase by itself: its edges, and what is vocabulary or a piece of a larger one."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from ..lexicons.slogans import LISTERS, QUOTES

Tag = Callable[[str], list[tuple[str, str]]]

PAIRS = dict(["“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "()", "【】", "[]"])
_CLOSERS = {v: k for k, v in PAIRS.items()}
COMMA = frozenset("，,")
_CLAUSE_END = COMMA | {"\0"}
MARKS = frozenset(LISTERS) | set(PAIRS) | set(_CLOSERS) | set("\"'—-–~～|")
# Function words that lean on what lies outside the phrase, locatives that close a frame opened before it (在…中), and
# words that point to the place or the case at hand (全市, 各项, 有关): they open or close no phrase.
_PLACES = "全市 全州 全县 全区 全省 我市 我州 我县 我区 我省 市 州 县 区 省".split()
_POINTING = "作为 以及 各项 各类 各级 有关 相关 两级".split()
_NOT_FIRST = frozenset([*"把将被与同的地得了着过和及等之中上下内外们性并而且也还是有所者后前在", *_POINTING, *_PLACES])
_LEANING = "的地得和与及以在把将对为向从由被让使按于不更也并而且是之所给到跟同第各每本该等了有暨中上下内外前后党们"
_NOT_LAST = frozenset([*_LEANING, "以及", *_PLACES])

_NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿"
_NUMBERS_ONLY = re.compile(
    rf"(?:第?[{_NUMERALS}.]+|年|月|日|号|时|分|点|上午|下午|上半|下半|届|次|期|周年|余|多|约|近|个|件|项|名|人|场|条|篇|份|户|元"
    r"|中全会|全会|全体会议|常委会|会议|代表大会|全国|委员会|成立|召开|至|到|和|以来|期间|、|，|,|—|-)+"
)
# Parts of speech (of jieba) that can be the head of a noun phrase, or hold one: set phrases (i, l) do.
_NOMINAL = re.compile(r"n|vn|an|j|s$|f$|t$|b$|i$|l$|x$|eng")
_MODIFIED = re.compile(r"n(?!r)|vn|an|j|b$|a$|m$|q$|s$")  # what a modifier right before it belongs to, or is itself
_NOUN = re.compile(r"n(?!r)|j")
# Verbs whose object is the subject of another verb (兼语, or a clause as object).
_PIVOTAL = frozenset("使 让 令 确保 保证 促使 推动 促进 引导 引领 带领 带动 组织 动员 支持 鼓励 帮助".split())
# Words that are common here and stand in jieba's dictionary under a wrong part of speech (as adverb, verb, name, noun).
_PARTS = {"难点": "n", "抓手": "n", "诉求": "n", "坚强": "a", "落实": "v", "关心": "v"}
# Bodies, persons, meetings, papers and kinds of work: what a report names, not what it professes.
_NAMED = re.compile(
    r"(?:会议|全会|座谈会|协商会|大会|常委会|委员会|中心组|小组|[察员]组|机关|部门|单位|组织|团体|委员|成员|人士|干部|领导同志"
    r"|队伍|主席|书记|总书记|同志|代表|群众|党派|工商联|工作室|联络站|读书班|报告|制度|情况|方案|规则|工作|活动|事项|时期|周年|[党政]府?委)$"
)
# What was done on a day: the record of an activity is no formula, however often it recurs.
_RECORDED = tuple("召开 举办 举行 出席 参加 审议 传达 通过 听取 成立 印发 收到 开展 提出 组织 会议 邀请".split())
# They make a predicate stronger and leave its wording as it is: 坚决做到“两个维护” says what 做到“两个维护” says.
INTENSIFIERS = frozenset(
    (
        "深入 大力 扎实 积极 主动 持续 认真 切实 着力 不断 充分 广泛 全面 坚决 共同 努力 始终 更加 进一步 深刻 自觉 "
        "坚定 有效 有力 加快 先后 严格 牢牢 深化 强化 加强"
    ).split()
)


def trim(text: str, a: int, b: int, good: np.ndarray, joined: str, starts: np.ndarray) -> tuple[int, int]:
    """Shrink text[a:b] until both edges hold; each step takes something off, so it ends."""
    while a < b:
        lone = _unpaired(text, a, b)
        if not good[a] or (text[a] in MARKS and (text[a] not in PAIRS or a in lone)):
            a += 1
        elif not good[b] or (text[b - 1] in MARKS and (text[b - 1] not in _CLOSERS or b - 1 in lone)):
            b -= 1
        elif lone:
            at = lone[0]
            a, b = (at + 1, b) if b - at > at - a else (a, at)
        elif text[a : (first := next((k for k in range(a + 1, b) if good[k]), b))] in _NOT_FIRST:
            a = first
        elif text[(last := next((k for k in range(b - 1, a, -1) if good[k]), a)) : b] in _NOT_LAST:
            b = last
        elif text[a] in PAIRS and not _unpaired(text, a + 1, b - 1):  # brackets around the whole
            a, b = a + 1, b - 1
            break
        elif rest := _ragged_list(text, a, b, joined, starts) or _ragged_clause(text, a, b, joined, starts):
            a, b = rest
        else:
            break
    return a, b


def _ragged_list(text: str, a: int, b: int, joined: str, starts: np.ndarray) -> tuple[int, int] | None:
    """A narrower span where the first or last item of a list has lost characters to the outside.

    Items of a fixed list are of equal length; an outer one that is shorter, next to a Chinese character, is cut off.
    """
    items = text[a:b].split("、")
    if len(items) < 2:
        return None

    def touches_han(offset: int) -> bool:
        return sum("一" <= joined[s + offset : s + offset + 1] <= "鿿" for s in starts) * 2 > len(starts)

    inner = items[1] if len(items) > 2 else None
    if a + starts[0] and touches_han(a - 1) and len(items[0]) < len(inner or items[1]):
        return a + len(items[0]) + 1, b
    if touches_han(b) and len(items[-1]) < len(items[-2] if len(items) > 2 else items[0]):
        return a, b - len(items[-1]) - 1
    return None


def _ragged_clause(text: str, a: int, b: int, joined: str, starts: np.ndarray) -> tuple[int, int] | None:
    """A narrower span where chance has joined the end of a clause to the beginning of another (工作,促进)."""
    commas = [i for i in range(a, b) if text[i] in COMMA]
    if not commas:
        return None
    if commas[0] - a < 4:
        return commas[0] + 1, b
    whole = sum(joined[s + b] in _CLAUSE_END for s in starts) * 2 > len(starts)
    return None if whole else (a, commas[-1])


def _unpaired(text: str, a: int, b: int) -> list[int]:
    open_at: list[int] = []
    lone = []
    for i in range(a, b):
        if text[i] in PAIRS:
            open_at.append(i)
        elif text[i] in _CLOSERS:
            if open_at and text[open_at[-1]] == _CLOSERS[text[i]]:
                open_at.pop()
            else:
                lone.append(i)
    return sorted(lone + open_at)


def idle(phrase: str, tag: Tag) -> bool:
    """Vocabulary rather than a phrase.

    Numbers, dates and numbered meetings; names of persons; a single word of the segmenter, or a short one that is
    only made stronger (大力推进); a predicate without its object (组织开展), a preposition without its predicate
    (始终与市委); a term of two short nouns (工作方案); names of bodies, posts, meetings and kinds of work
    (政协各参加单位); the record of an activity (召开座谈会). What holds a list mark or quotation marks is a wording of
    its own and only tested for the first three. The parts of speech are jieba's.
    """
    if _NUMBERS_ONLY.fullmatch(phrase) or not re.search("[一-鿿]{2}", re.sub(f"[{LISTERS}]", "", phrase)):
        return True
    words = [(word, part) for word, part in _tagged(phrase, tag) if word not in MARKS]
    if len(words) == 1 or all(part.startswith("nr") for _, part in words):
        return True
    if set(phrase) & set(LISTERS + QUOTES):
        return False
    parts = [part for _, part in words]
    plain = [word for word, _ in words if word not in INTENSIFIERS]
    prepositions = [i for i, part in enumerate(parts) if part == "p"]
    return (
        (len(plain) < 2 and len("".join(plain)) < 4)
        or not any(_NOMINAL.match(part) for part in parts)
        or (bool(prepositions) and not any(part.startswith("v") for part in parts[prepositions[-1] + 1 :]))
        or (len(parts) == 2 and len(phrase) < 5 and all(re.match("n|vn|j|b$", part) for part in parts))
        or parts[-1] in ("d", "ad")
        or words[-1][0] in INTENSIFIERS
        or words[0][0].startswith(_RECORDED)
        or bool(_NAMED.search(phrase))
    )


def cut_off(joined: str, starts: Sequence[int], size: int, edges: np.ndarray, tag: Tag, slogan=(False, False)) -> bool:
    """Whether in half of its occurrences or more the phrase is, for one and the same reason, a piece of a larger one.

    A Chinese phrase ends in its head, and its modifiers come first: what stands right before or after the phrase
    tells what has been cut from it (see _lacks_left and _lacks_right). slogan: whether it holds a slogan of the
    lexicon, and whether it ends in one. A slogan has its modifiers in it, and its end is an end.
    """
    first, last = int(starts[0]), int(starts[0]) + size
    own = [(word, part) for word, part in _tagged(joined[first:last], tag) if word not in MARKS]
    holds, ends = slogan
    reasons = []
    for start in starts:
        right = _word_from(joined, start + size, edges)
        then = _word_from(joined, start + size + 1, edges) if right == "、" else ""
        left = _lacks_left(own, _part(tag, _word_to(joined, start, edges), -1))
        after = _lacks_right(own, right, _part(tag, right, 0), _part(tag, then, 0))
        reasons.append([*(found and not holds for found in left), *(found and not ends for found in after)])
    return bool(own) and bool((2 * np.sum(reasons, axis=0) >= len(starts)).any())


def _lacks_left(own: list[tuple[str, str]], part: str) -> tuple[bool, ...]:
    """After a noun or an adjective: a noun without its modifier, a relative clause without its subject.

    难点问题 in 热点难点问题; 关注的问题 in 群众关注的问题. own: words and parts of speech of the phrase; part: the part
    of speech of the word before it.
    """
    modified = bool(_MODIFIED.match(part))
    parts = [p for _, p in own]
    return modified and bool(_MODIFIED.match(parts[0])), modified and parts[:2] == ["v", "uj"]


def _lacks_right(own: list[tuple[str, str]], word: str, part: str, then: str) -> tuple[bool, ...]:
    """Before a noun without 的 or a mark: a modifier, or a verb without its object; and three other beginnings.

    新时代政协 in 新时代政协工作, 深入推进 in 深入推进改革; a verb that 的 follows (群众关注 in 群众关注的问题);
    a verb whose object does something that is cut off (确保工作 in 确保工作有序推进); a verb with the first only of
    several objects (落实中央 in 落实中央、省委决定). word, part: what follows the phrase; then: the part of
    speech after 、.
    """
    (first, _), (_, last) = own[0], own[-1]
    verb = any(p[0] in "vi" for _, p in own[:-1])
    return (
        bool(_MODIFIED.match(part)),
        word == "的" and last == "v",
        first in _PIVOTAL and part in ("d", "p", "v"),
        verb and bool(_NOUN.match(last) and _NOUN.match(then)),
    )


def _part(tag: Tag, word: str, which: int) -> str:
    return _tagged(word, tag)[which][1] if word and word not in MARKS and not set(word) & MARKS else ""


def _tagged(text: str, tag: Tag) -> list[tuple[str, str]]:
    return [(word, _PARTS.get(word, part)) for word, part in tag(text)]


def _word_from(joined: str, start: int, edges: np.ndarray) -> str:
    """The word that begins at start; "" at the end of a clause."""
    end = start
    while joined[end] != "\0" and (end == start or not edges[end]):
        end += 1
    return joined[start:end]


def _word_to(joined: str, end: int, edges: np.ndarray) -> str:
    """The word that ends at end; "" at the beginning of a clause."""
    start = end
    while start > 0 and joined[start - 1] != "\0" and (start == end or not edges[start]):
        start -= 1
    return joined[start:end]
