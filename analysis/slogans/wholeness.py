"""Whether a string that recurs is a phrase by itself: its edges, and what is vocabulary or a piece of a larger one."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ..lexicons.slogans import LISTERS, QUOTES

Tag = Callable[[str], list[tuple[str, str]]]
Words = list[tuple[str, str]]  # each with its part of speech

PAIRS = dict(["“”", "‘’", "「」", "『』", "《》", "〈〉", "（）", "()", "【】", "[]"])
CLOSERS = {v: k for k, v in PAIRS.items()}
LIST_MARK = "、"
COMMA = frozenset("，,")
MARKS = frozenset(LISTERS) | set(PAIRS) | set(CLOSERS) | set("\"'—-–~～|")
# Function words that lean on what lies outside the phrase, locatives that close a frame opened before it (在…中), and
# words that point to the place or the case at hand (全市, 各项, 有关): they open or close no phrase.
_PLACES = "全市 全州 全县 全区 全省 我市 我州 我县 我区 我省 市 州 县 区 省".split()
_POINTING = "作为 以及 各项 各类 各级 有关 相关 两级".split()
NOT_FIRST = frozenset([*"把将被与同的地得了着过和及等之中上下内外们性并而且也还是有所者后前在", *_POINTING, *_PLACES])
_LEANING = "的地得和与及以在把将对为向从由被让使按于不更也并而且是之所给到跟同第各每本该等了有暨中上下内外前后党们"
NOT_LAST = frozenset([*_LEANING, "以及", *_PLACES])

_NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿"
_NUMBERS_ONLY = re.compile(
    rf"(?:第?[{_NUMERALS}.]+|年|月|日|号|时|分|点|上午|下午|上半|下半|届|次|期|周年|余|多|约|近|个|件|项|名|人|场|条|篇|份|户|元"
    r"|中全会|全会|全体会议|常委会|会议|代表大会|全国|委员会|成立|召开|至|到|和|以来|期间|、|，|,|—|-)+"
)
_TWO_HAN = re.compile(f"[一-鿿][{LISTERS}]*[一-鿿]")
_LISTING = frozenset(LISTERS + QUOTES)
# Parts of speech (of jieba) that can be the head of a noun phrase, or hold one: set phrases (i, l) do.
_NOMINAL = re.compile(r"n|vn|an|j|s$|f$|t$|b$|i$|l$|x$|eng")
_MODIFIED = re.compile(r"n(?!r)|vn|an|j|b$|a$|m$|q$|s$")  # what a modifier right before it belongs to, or is itself
_NOUN = re.compile(r"n(?!r)|j")
_TERM = re.compile("n|vn|an|j|b$")
_SHORT_TERM = re.compile("n|vn|j|b$")
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


def idle(phrase: str, words: Words) -> bool:
    """Vocabulary rather than a phrase.

    Numbers, dates and numbered meetings; names of persons; a single word of the segmenter, or a short one that is
    only made stronger (大力推进); a predicate without its object (组织开展), a preposition without its predicate
    (始终与市委); a term of two short nouns (工作方案); names of bodies, posts, meetings and kinds of work
    (政协各参加单位); the record of an activity (召开座谈会). What holds a list mark or quotation marks is a wording of
    its own and only tested for the first three. words: of `words_of`.
    """
    return idle_by_characters(phrase) or idle_by_words(phrase, words)


def idle_by_characters(phrase: str) -> bool:
    """Whether it is idle, as far as can be told before its words are known, which takes longer to find out."""
    if _NUMBERS_ONLY.fullmatch(phrase) or not _TWO_HAN.search(phrase):
        return True
    return _LISTING.isdisjoint(phrase) and bool(_NAMED.search(phrase))


def idle_by_words(phrase: str, words: Words) -> bool:
    """Whether one that is not idle by its characters is so by its words."""
    if len(words) == 1 or all(part.startswith("nr") for _, part in words):
        return True
    if not _LISTING.isdisjoint(phrase):
        return False
    parts = [part for _, part in words]
    plain = [word for word, _ in words if word not in INTENSIFIERS]
    prepositions = [i for i, part in enumerate(parts) if part == "p"]
    return (
        (len(plain) < 2 and len("".join(plain)) < 4)
        or not any(_NOMINAL.match(part) for part in parts)
        or (bool(prepositions) and not any(part.startswith("v") for part in parts[prepositions[-1] + 1 :]))
        or (len(parts) == 2 and len(phrase) < 5 and all(map(_SHORT_TERM.match, parts)))
        or parts[-1] in ("d", "ad")
        or words[-1][0] in INTENSIFIERS
        or words[0][0].startswith(_RECORDED)
    )


def words_of(text: str, tag: Tag) -> Words:
    """The words of a text without marks, each with its part of speech, which is jieba's."""
    return [(word, _PARTS.get(word, part)) for word, part in tag(text) if word not in MARKS]


class Beside(NamedTuple):
    """What stands right beside a string in half of its occurrences or more.

    noun_before: a noun or an adjective; noun_after the same. of_after: 的. predicate_after: an adverb, a preposition or
    a verb. noun_after_mark: 、 and a noun.
    """

    noun_before: bool
    noun_after: bool
    of_after: bool
    predicate_after: bool
    noun_after_mark: bool


def a_piece(words: Words, beside: Beside, slogan: bool, ends_in_slogan: bool) -> bool:
    """Whether a string of these words is mostly, and for one and the same reason, a piece of a larger phrase.

    A Chinese phrase ends in its head, and its modifiers come first: what stands beside it tells what has been cut from
    it. slogan, ends_in_slogan: whether it holds a slogan of the lexicon, which has its modifiers in it, and whether it
    ends in one, whose end is an end.
    On the left, after a noun: a noun without its modifier (难点问题 in 热点难点问题), a relative clause without its
    subject (关注的问题 in 群众关注的问题). On the right, before a noun without 的 or a mark: a modifier, or a verb
    without its object (新时代政协 in 新时代政协工作, 深入推进 in 深入推进改革); a verb that 的 follows (群众关注 in
    群众关注的问题); a verb whose object does something that is cut off (确保工作 in 确保工作有序推进); a verb with the
    first only of several objects (落实中央 in 落实中央、省委决定).
    """
    if not words or not any(beside):
        return False
    (first_word, first), (_, last) = words[0], words[-1]
    if beside.noun_before and not slogan and (modified(first) or [part for _, part in words[:2]] == ["v", "uj"]):
        return True
    if ends_in_slogan:
        return False
    return (
        beside.noun_after
        or (beside.of_after and last == "v")
        or (beside.predicate_after and first_word in _PIVOTAL)
        or (beside.noun_after_mark and noun(last) and any(part[0] in "vi" for _, part in words[:-1]))
    )


def modified(part: str) -> bool:
    """Whether a modifier right before a word of this part of speech belongs to it, or it is one itself."""
    return bool(_MODIFIED.match(part))


def noun(part: str) -> bool:
    """Whether it is the part of speech of a noun."""
    return bool(_NOUN.match(part))
