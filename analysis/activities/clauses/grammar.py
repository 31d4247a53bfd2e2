"""The grammar that clauses are read with: tagged words, the verbs of the genre by kind, and the word lists."""

import re
from functools import lru_cache
from typing import NamedTuple

from ... import tokens
from ...lexicons import Lexicons

# Of verbs: with the object behind (召开); as often a noun (调研); of going somewhere (深入); whose object acts (邀请).
KINDS = ("governing", "nominal", "motion", "pivot")
CONJUNCTIONS = ("、", "和", "及", "与", "跟", "或", "暨", "以及", "并", "而")
_QUOTED_OR_BRACKETED = re.compile(r"(“[^“”]*”|《[^《》]*》|\([^()]*\))")
# 政协组织 is a body before a mark or a predicate of its own, else 政协 that organises: 市政协组织委员视察.
_BODY_BEHIND = "[,。;:!?、)]|$|{body_goes_on}"


class Word(NamedTuple):
    """A word with jieba's part of speech; what stands in “ ” or 《 》 is one noun, a bracket is a "paren"."""

    text: str
    flag: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def bare(verb: str) -> str:
    """A verb without its aspect particle; 有 of 共有, 现有."""
    return "有" if verb in ("共有", "现有", "拥有", "设有") else verb.rstrip("了过") or verb


class Grammar:
    """Words of a text with their parts of speech as the genre uses them, and what kind of verb a word is.

    lists: the word lists that rules name. Built once for the lexicons in use (`grammar_of`).
    """

    def __init__(self, lexicons: Lexicons):
        self.lists, self.measures, self._lexicons = lexicons.lists, lexicons.measures, lexicons
        self.pattern = lexicons.lists.pattern
        self._kinds = {kind: self.lists[kind] for kind in KINDS}
        self._verbs = frozenset().union(*self._kinds.values())
        # The same stretches are asked for again and again: before one number and behind another, by several rules.
        self._tagged = lru_cache(maxsize=8192)(lambda text: tokens.tag(text, lexicons))
        self._is = lru_cache(maxsize=65536)(self._is_of_kind)
        self._is_body = self.pattern(_BODY_BEHIND).match

    def says_what_is_counted(self, label: str) -> bool:
        """Whether a label or the head of a column says what is counted, without a measure word: 立案, 办结数."""
        if self.pattern("{column_heads}(?:总?数量?|总量)?$").search(label):
            return True
        about = self.pattern("{heads_of_no_count}$").search(label)
        return about is None and self._lexicons.categories.first("object", label, "", label, "") is not None

    def governing(self, word: Word) -> bool:
        """Whether a word governs an object."""
        return self._is(word.text, "governing")

    def nominal(self, word: Word) -> bool:
        """Whether a word is a verb used as a noun."""
        return self._is(word.text, "nominal")

    def motion(self, word: Word) -> bool:
        """Whether a word is of going somewhere."""
        return self._is(word.text, "motion")

    def pivot(self, word: Word) -> bool:
        """Whether a word's object acts itself."""
        return self._is(word.text, "pivot")

    def verbal(self, word: Word) -> bool:
        """Whether a word can be the predicate."""
        return word.flag == "v" or self.in_lexicon(word)

    def in_lexicon(self, word: Word) -> bool:
        """Whether a word is a verb of any kind."""
        return any(self._is(word.text, kind) for kind in self._kinds)

    def pure(self, word: Word) -> bool:
        """Whether a word governs and is no noun: 召开, but not 协商."""
        return self.governing(word) and not self.nominal(word)

    def names_person(self, text: str) -> bool:
        """Whether a text names persons who can be counted."""
        return self.pattern("{persons}").search(text) is not None

    def names_agent(self, text: str) -> bool:
        """Whether a text ends in who can act: 市政协, 委员们."""
        return self.pattern("{agents}们?$").search(text) is not None

    def names_somebody(self, text: str, flag: str) -> bool:
        """Whether a text is a person's name, perhaps with a title, and no word of the language (方案).

        flag: how its last word is tagged.
        """
        found = self.pattern(r"(?:{titles}|、)*(?P<name>{surnames}[\u4e00-\u9fff]{1,2}){titles}?").fullmatch(text)
        return found is not None and (flag == "nr" or not tokens.in_dictionary(found["name"], self._lexicons))

    def carries_another(self, verb: str) -> bool:
        """Whether a verb only carries the one behind it: 对提案进行督办."""
        return self.pattern("{delexical}了?$").match(verb) is not None

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """The tagged words of text[start:end], with their places in text."""
        out: list[Word] = []
        position = start
        for piece in _QUOTED_OR_BRACKETED.split(text[start:end]):
            if not piece:
                continue
            if piece[0] in "“《(" and len(piece) > 2:
                out.append(Word(piece, "paren" if piece[0] == "(" else "n", position))
            else:
                self._add(out, text, piece, position)
            position += len(piece)
        return out

    def _add(self, out: list[Word], text: str, piece: str, at: int) -> None:
        """Add the words of a piece of the text that begins at a place."""
        for whole, tagged in self._tagged(piece):
            body = whole == "政协组织" and self._is_body(text, at + len(whole))
            for word, flag in [(whole, "n")] if body else self._parts(whole, tagged):
                last = out[-1] if out and out[-1].end == at else None
                if (
                    last
                    and len(last.text) == 1
                    and word in self.lists["directions"]
                    and last.text + word in self._verbs
                ):
                    out[-1] = Word(last.text + word, self._flag(last.text + word, "v"), last.start)  # 送|去
                elif last and last.flag[0] == "v" and word in self.lists["measured_by_amount"]:
                    out[-1] = Word(last.text + word, "n", last.start)  # 播放|量
                else:
                    out.append(Word(word, self._flag(word, flag), at))
                at += len(word)

    def _flag(self, word: str, tagged: str) -> str:
        """The part of speech, with the genre's nouns and verbs put right."""
        if word in self.lists["genre_nouns"]:
            return "n"
        if word in self.lists["times"]:
            return "t"
        if tagged == "t" and word in self._kinds["motion"]:
            return "v"  # 前来
        if word == "经":
            return "p"
        if word in self.lists["totals"] or word == "为民":
            return "d"
        if word in self._kinds["nominal"]:
            return "vn"
        if word in self._kinds["governing"]:
            return "v"
        if len(word) == 4 and word[:2] in self._verbs and word[2:] in self._kinds["governing"]:
            return "vn" if word[2:] in self._kinds["nominal"] and word[:2] in self._kinds["nominal"] else "v"
        return tagged

    def _parts(self, word: str, flag: str) -> list[tuple[str, str]]:
        """A word of the domain list that holds its own verb, taken apart: 联系|界别群众, 领导|批示."""
        lists, verbs = self.lists, self._verbs
        governing, nominal = self._kinds["governing"], self._kinds["nominal"]
        if len(word) < 3:
            return [(word, flag)]
        head, tail = word[:2], word[2:]
        if word[0] in lists["quantifying_adverbs"] and word[1:] in verbs:
            return [(word[0], "d"), (word[1:], "v")]  # 共收录
        if len(word) == 3 and word[0] in verbs and word[1:] in lists["deeds"]:
            return [(word[0], "v"), (word[1:], "n")]  # 办实事
        if len(word) < 4:
            return [(word, flag)]
        if head in verbs and word not in verbs and self.pattern("{verb_objects}$").search(tail):
            return [(head, "v"), (tail, "n")]
        if word in ("出席会议", "列席会议", "参加会议"):
            return [(head, "v"), (tail, "n")]
        if len(word) == 4 and head in lists["carrying"] and tail in nominal:
            return [(head, "v"), (tail, "vn")]  # 开展|调研
        if len(word) == 4 and head in lists["carrying"] and tail in lists["events"]:
            return [(head, "v"), (tail, "n")]  # 举办|活动
        if len(word) == 4 and head in verbs and tail in lists["contents"]:
            return [(head, "v"), (tail, "n")]  # 解决|问题, 征求|意见
        if len(word) == 4 and tail in governing and tail not in nominal and head not in verbs:
            return [(head, "d"), (tail, "v")]  # 圆满完成, 精心组织
        if len(word) == 4 and head in lists["manner_adverbs"] and tail in verbs:
            return [(head, "d"), (tail, "v")]
        if word[-2:] in ("批示", "督办", "采纳") and word[-4:-2] not in verbs:
            return [(word[:-2], "n"), (word[-2:], "v")]
        return [(word, flag)]

    def _is_of_kind(self, written: str, kind: str) -> bool:
        text, verbs = bare(written), self._kinds[kind]
        if text in verbs or written in verbs:
            return True
        # 领衔督办, 推动解决: two verbs side by side are what the second is.
        nouns = self.lists["genre_nouns"]
        return (
            len(text) == 4
            and text not in nouns
            and text[2:] not in nouns
            and text[:2] in self._verbs
            and text[2:] in verbs
        )


@lru_cache(maxsize=4)
def grammar_of(lexicons: Lexicons) -> Grammar:
    """The grammar of the lexicons in use, built once."""
    return Grammar(lexicons)
