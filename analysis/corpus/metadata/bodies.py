"""The bodies that a text names with their place (兰州市政协, 政协兰州市委员会) or by their rank alone (市政协).

The rules read text as `lines.fold` gives it. Only places of the gazetteer count.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .gazetteer import Place, chain_before, ranked_names

_N = r"[一二三四五六七八九十\d]"
TERM = rf"(?:第?{_N}{{1,3}}届)"
CONFERENCE = re.compile(r"政协|政治协商会议")
_GOVERNMENT = re.compile(
    r"人民政府|人民代表大会|人大(?=常委会|会议|全会|[一二三四五六七八九十\d])|(?:\d{4}年)?政府工作报告"
    r"|(?<=[省市县区州旗盟])(?:委(?!员|托)|代?[省市县区州旗盟]长)"
)
# What may stand between a place and its conference: 哈密市第二届政协, 玉林市各级政协, 肃北县盐池湾乡政协委员工作站.
_BETWEEN = re.compile(
    rf"(?:{TERM} ?|各级|[市县区]{{1,3}}(?:两级|三级)?|[两三]级|(?<=[县市区旗])[\u4e00-\u9fff]{{2,5}}(?:乡|镇|街道))$"
)
_COMMITTEE = re.compile(rf"{TERM}?([\u4e00-\u9fff]{{2,24}}?){TERM}?(?:(?:常务)?委员会|常委会)")
# A body that is visited, received, learnt from, or named beside the one that acts.
_VISITED = re.compile(r"(?:[赴到与和及同跟向往访对、]|会见|接待|走访|拜访|邀请|陪同|考察|学习|借鉴|来自|欢迎|经)$")
_COMES = re.compile(r"[^。;,!?]{0,10}?(?:[组团]|一行|领导|主席|书记)[^。;,!?]{0,10}?(?:(?<!以)来(?!自)|莅临|到访)")
# Characters after which a name may begin within a sentence; after others a piece of a longer word may look like a name.
_BEFORE_NAME = frozenset(
    "在与和及对向由赴到被为请从受据把让给跟同是以经至于的了将即就也都并或按照应访察习见届日月年时来去上下内间后前者表协会开报共"
)
# Names that are a verb or particle and a rank (市政协会同县政协, 任县政协主席): in a line, only behind their parents.
_ALSO_WORDS = frozenset("会同县 和县 应县 随县 开县 任县 代县 合作市".split())
_RANKS = ("市", "县", "区")
_GENERIC = re.compile(r"(自治区|自治州|地区|[省市州盟县区旗])$")
_RANKED_NAME = re.compile(r"(?!全|各|我|本)[\u4e00-\u9fff]{2,}[省市州盟县区旗]")
_SEVERAL = re.compile(r"(?:[各两多几等]个?|[市县区州旗盟省、级])$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body named with its place in a line.

    found: the places that its name may mean; within: the parents before it. formal: 政协兰州市委员会. acts: it is not
    visited, received or invited. clear: its name begins where a name can. ranked: the name includes its rank.
    """

    start: int
    found: tuple[Place, ...]
    within: tuple[Place, ...]
    formal: bool
    acts: bool
    clear: bool
    ranked: bool


def bodies(key: str) -> Iterator[Body]:
    """The conferences named with their place in a line."""
    for word in CONFERENCE.finditer(key):
        if body := _after(key, word.end()) or _before(key, word.start(), word.end()):
            yield body


def governments(key: str) -> Iterator[Body]:
    """The governments, congresses and Party committees named with their place and its rank in a line."""
    for word in _GOVERNMENT.finditer(key):
        body = _before(key, word.start(), word.end())
        if body and body.ranked:
            yield body


def _after(key: str, at: int) -> Body | None:
    """政协第五届兰州市委员会, 政治协商会议兰州市委员会: the formal name."""
    formal = _COMMITTEE.match(key, at)
    chain = chain_before(key, formal.end(1)) if formal else None
    if formal is None or chain is None or chain[0] != formal.start(1):
        return None
    start, found, within = chain
    return Body(start, found, tuple(within), True, not _VISITED.search(key, max(0, at - 8), at - 2), True, True)


def names_unknown_place(key: str) -> bool:
    """Whether a line has the formal name, 政协清岭县委员会, of a conference whose place is not in the list."""
    formal = (_COMMITTEE.match(key, word.end()) for word in CONFERENCE.finditer(key))
    return any(f and _RANKED_NAME.fullmatch(f[1]) and not chain_before(key, f.end(1)) for f in formal)


def _before(key: str, end: int, after: int) -> Body | None:
    """兰州市政协, 兰州政协, 兰州市第十届政协: a place before the word for a body, which stands at end to after."""
    at, chain = end, chain_before(key, end)
    if chain is None and (between := _BETWEEN.search(key, max(0, end - 8), end)):
        at, chain = between.start(), chain_before(key, between.start())
    if chain is None:
        return None
    start, found, within = chain
    if start and not within and any(p.name in _ALSO_WORDS for p in found):
        return None
    left = key[start - 1 : start]
    ranked = any(key.endswith(name, start, at) for p in found for name in ranked_names(p))
    if not ranked and key[at:end] in _RANKS:
        return None  # 老城 + 区: a rank after a name that is not of this rank
    edge = not "\u4e00" <= left <= "\u9fff"
    clear = edge or left in _BEFORE_NAME or bool(within) if ranked else edge and left not in ("“", "《", '"')
    acts = not (_VISITED.search(key, max(0, start - 4), start) or _COMES.match(key[after : after + 24]))
    return Body(start, found, tuple(within), False, acts, clear, ranked)


_WHOLE = re.compile(r"[全我](省|自治区|市|自治州|州|盟|县|区|旗)(?!政协)")


def ranks_meant(keys: Iterable[str]) -> Counter[str]:
    """How often a text refers to the whole place, per rank: 全市, 我县."""
    found = (m[1] for key in keys for m in _WHOLE.finditer(key))
    return Counter("州" if rank == "自治州" else rank for rank in found)


def ranks_said(keys: Iterable[str]) -> Counter[str]:
    """How often a text refers to a conference by its rank alone, per rank: 市政协 -> 市."""
    said: Counter[str] = Counter()
    for key in keys:
        for word in CONFERENCE.finditer(key):
            rank = _GENERIC.search(key, max(0, word.start() - 3), word.start())
            if rank and not _SEVERAL.search(key, 0, rank.start()) and not chain_before(key, word.start()):
                said["州" if rank[1] == "自治州" else rank[1]] += 1
    return said
