"""Tagged words of a stretch of text, and the verbs of the genre (`data/lexicons/actions.csv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .. import lexicons, tokens
from .patterns import either

KINDS = ("governing", "nominal", "motion", "pivot")
# Nouns here, whatever else they may be elsewhere.
NOUNS = frozenset("来稿 来信 提案 信息 建议 报告 成果 材料 活动 会议 议案 意见 议题 课题 资金".split())
_ADVERBS = frozenset("分别 先后 全部 共同 联合 认真 积极 圆满 精心 及时 多次 直接".split())
_QUANTIFYING = frozenset("共均已现还曾会仅也又都")
_CONTENT = frozenset("问题 意见 困难 建议 提案 诉求 资金 报告 课题 矛盾 纠纷 材料 企业 项目".split())
_DIRECTIONS = frozenset("去到上出成给入")
_DEEDS = frozenset("实事 好事 难事".split())
_RATES = frozenset("量率数")
_CARRYING = frozenset("开展 组织 进行 举办 举行 参加 参与 完成 实施".split())
_TOTALS = frozenset("累计 共计 合计 总计".split())
_TIMES = frozenset("年度 全年 本年度 上年度 季度 年内 期间".split())
_PEOPLE = re.compile(r"(?:委员|群众|人士|家庭|职工|企业)$")


@dataclass(frozen=True)
class Word:
    """A word with jieba's part of speech; what stands in “ ” or 《 》 is one noun, a bracket is a "paren"."""

    text: str
    flag: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


class Actions:
    """The verbs by kind.

    governing: a verb with its object behind it (召开). nominal: a verb that is as often a noun (调研). motion: of
    going somewhere (深入). pivot: its object is the doer of the next verb (邀请各界人士参加).
    """

    def __init__(self, folder=None):
        self.by_kind: dict[str, set[str]] = {kind: set() for kind in KINDS}
        bad = []
        for row in lexicons.read("actions", ("action", "kind"), folder):
            if row["kind"] in self.by_kind:
                self.by_kind[row["kind"]].add(row["action"])
            else:
                bad.append(
                    f"{lexicons.path('actions', folder)}:{row['line']}: kind {row['kind']!r}; "
                    f"one of {', '.join(KINDS)} is wanted"
                )
        if bad:
            raise lexicons.LexiconError("\n".join(bad))
        self.any = frozenset().union(*self.by_kind.values())

    def governing(self, word: Word) -> bool:
        """Whether a word governs an object."""
        return self._is(word, "governing")

    def nominal(self, word: Word) -> bool:
        """Whether a word is a verb used as a noun."""
        return self._is(word, "nominal")

    def motion(self, word: Word) -> bool:
        """Whether a word is of going somewhere."""
        return self._is(word, "motion")

    def pivot(self, word: Word) -> bool:
        """Whether a word's object acts itself."""
        return self._is(word, "pivot")

    def verbal(self, word: Word) -> bool:
        """Whether a word can be the predicate."""
        return word.flag == "v" or self.in_lexicon(word)

    def in_lexicon(self, word: Word) -> bool:
        """Whether a word is a verb of any kind."""
        return any(self._is(word, kind) for kind in KINDS)

    def pure(self, word: Word) -> bool:
        """Whether a word governs and is no noun: 召开, but not 协商."""
        return self.governing(word) and not self.nominal(word)

    def flag(self, word: str, tagged: str) -> str:
        """The part of speech, with the genre's nouns and verbs put right."""
        if word in NOUNS:
            return "n"
        if word in _TIMES:
            return "t"
        if tagged == "t" and word in self.by_kind["motion"]:
            return "v"  # 前来
        if word == "经":
            return "p"
        if word in _TOTALS or word == "为民":
            return "d"
        if word in self.by_kind["nominal"]:
            return "vn"
        if word in self.by_kind["governing"]:
            return "v"
        if len(word) == 4 and word[:2] in self.any and word[2:] in self.by_kind["governing"]:
            return "vn" if word[2:] in self.by_kind["nominal"] and word[:2] in self.by_kind["nominal"] else "v"
        return tagged

    def parts(self, word: str, flag: str) -> list[tuple[str, str]]:
        """A word of the domain list that holds its own verb, taken apart: 联系|界别群众, 领导|批示."""
        if len(word) >= 3 and word[0] in _QUANTIFYING and word[1:] in self.any:
            return [(word[0], "d"), (word[1:], "v")]  # 共收录
        if len(word) == 3 and word[0] in self.any and word[1:] in _DEEDS:
            return [(word[0], "v"), (word[1:], "n")]  # 办实事
        if len(word) >= 4 and word[:2] in self.by_kind["governing"] and _PEOPLE.search(word[2:]):
            return [(word[:2], "v"), (word[2:], "n")]
        if word in ("出席会议", "列席会议", "参加会议"):
            return [(word[:2], "v"), (word[2:], "n")]
        if len(word) == 4 and word[:2] in _CARRYING and word[2:] in self.by_kind["nominal"]:
            return [(word[:2], "v"), (word[2:], "vn")]  # 开展|调研
        if len(word) == 4 and word[:2] in self.any and word[2:] in _CONTENT:
            return [(word[:2], "v"), (word[2:], "n")]  # 解决|问题, 征求|意见
        if (
            len(word) == 4
            and word[2:] in self.by_kind["governing"] - self.by_kind["nominal"]
            and word[:2] not in self.any
        ):
            return [(word[:2], "d"), (word[2:], "v")]  # 圆满完成, 精心组织
        if len(word) == 4 and word[:2] in _ADVERBS and word[2:] in self.any:
            return [(word[:2], "d"), (word[2:], "v")]
        if len(word) >= 4 and word[-2:] in ("批示", "督办", "采纳") and word[-4:-2] not in self.any:
            return [(word[:-2], "n"), (word[-2:], "v")]
        return [(word, flag)]

    def _is(self, word: Word, kind: str) -> bool:
        text = bare(word.text)
        if text in self.by_kind[kind] or word.text in self.by_kind[kind]:
            return True
        # 领衔督办, 推动解决: two verbs side by side are what the second is.
        return (
            len(text) == 4
            and text not in NOUNS
            and text[2:] not in NOUNS
            and text[:2] in self.any
            and text[2:] in self.by_kind[kind]
        )


def bare(verb: str) -> str:
    """A verb without its aspect particle; 有 of 共有, 现有."""
    return "有" if verb in ("共有", "现有", "拥有", "设有") else verb.rstrip("了过") or verb


@lexicons.once("actions")
def actions(folder=None) -> Actions:
    """The verbs, read once a folder."""
    return Actions(folder)


# 政协组织 is a body before a mark or a predicate of its own, else 政协 that organises: 市政协组织委员视察.
_BODY_BEHIND = re.compile(
    "[,。;:!?、)]|$|"
    + either("""
    和 及 与 以及 都 均 共 已 全部 积极 主动 充分 认真 共同 广泛 深入 坚持 发挥 参与 参加 开展 围绕 聚焦 通过 把 将 在
    的 成员 负责人 中
    """)
)
_UNITS = re.compile(r"(“[^“”]*”|《[^《》]*》|\([^()]*\))")


def _continues(words: list[Word], word: str, at: int) -> bool:
    """Whether a word says where a verb of one character leads: 送|去, 实|到."""
    return bool(words) and words[-1].end == at and len(words[-1].text) == 1 and word in _DIRECTIONS


def words_of(text: str, start: int, end: int, folder=None) -> list[Word]:
    """The tagged words of text[start:end], with their places in text."""
    verbs = actions(folder)
    out: list[Word] = []
    position = start
    for piece in _UNITS.split(text[start:end]):
        if not piece:
            continue
        if piece[0] in "“《(" and len(piece) > 2:
            out.append(Word(piece, "paren" if piece[0] == "(" else "n", position))
        else:
            at = position
            for whole, tagged in tokens.tag(piece, folder):
                body = whole == "政协组织" and _BODY_BEHIND.match(text, at + len(whole))
                for word, flag in [(whole, "n")] if body else verbs.parts(whole, tagged):
                    if _continues(out, word, at) and out[-1].text + word in verbs.any:
                        out[-1] = Word(
                            out[-1].text + word, verbs.flag(out[-1].text + word, "v"), out[-1].start
                        )  # 送|去
                    elif word in _RATES and out and out[-1].end == at and out[-1].flag[0] == "v":
                        out[-1] = Word(out[-1].text + word, "n", out[-1].start)  # 播放|量
                    else:
                        out.append(Word(word, verbs.flag(word, flag), at))
                    at += len(word)
        position += len(piece)
    return out
