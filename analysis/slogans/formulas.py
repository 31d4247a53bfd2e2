"""How likely a recurring phrase is a formula, by its wording, its form and how it is used."""

import math
import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import ahocorasick

from .. import tokens
from ..lexicons.slogans import forms, plain
from .wholeness import words_of

if TYPE_CHECKING:
    import pandas as pd

_HAN_WORD = re.compile(r"[\u4e00-\u9fff]+")
_ITEMS = re.compile("[、，,]")
# What is named, however solemnly: a session and what it stands for, a body, persons, a day; and what is due to all.
_NAME = re.compile(
    r"(?:全会|会议|讲话|指示|批示|大会)精神$|^中共|^庆祝|(?:省|市|区|县|州)[委府]|人大|政协$|人民政府|法院|检察院|同胞|领导$|要求$|目标$|委员$"
    r"|中全会|届[一二三四五六七]中|党的十"
)
_SAID = frozenset(["v", "d", "i", "l", "a", "ad"])  # parts of speech; a noun made of a verb (vn) names something
_OPENS = frozenset(["v", "vd", "d", "ad", "p", "i", "l", "z"])  # what is said opens with one of these
_NOUN = re.compile("n|vn|j|b|an|eng")  # what ends a noun phrase
_CLAUSE = 6  # characters; what is shorter is a verb and its object, of which every report is full
_RARE = 50  # occurrences in the background that a word is taken to have which is not in its table
_SMALLEST_ITEM = 3  # characters; lists of shorter ones are mostly lists of things (蔬菜、水果)
_ONCE = 1.2  # occurrences in a report: what is said is said once, what is talked about again and again
_WEIGHTS = {
    "spread": 0.4,
    "wording": 1.5,
    "parallel": 4.0,
    "uneven": 2.0,
    "short": -2.0,
    "things": -1.0,
    "said": 1.0,
    "noun": -1.0,
    "quoted": 3.0,
    "again": -3.0,
    "name": -4.0,
}


def formula_scores(phrases: "pd.DataFrame", lexicon: "pd.DataFrame") -> list[float]:
    """A score a phrase; the likelier it is a formula, the higher. Scores of two corpora are not comparable.

    phrases: the table, with `quoted` or without. lexicon: as `load` gives it. A weighted sum of
    spread: log2(1 + C-value), at least 0 (see c_values);
    wording: the mean over its words of the log ratio of a word's share of the entries of the lexicon to its share of
    plain work reports (`background.csv`), from −2 to 2;
    its form (see form): parallel items, uneven ones, a list of words or of things, one clause, a noun phrase;
    quoted: the share of its occurrences in quotation marks;
    again: how much more often than _ONCE it stands in a report that has it, at most 1;
    name: whether it names a body, a session or a day.
    """
    import pandas as pd

    wording = Wording(lexicon)
    quoted = phrases["quoted"] if "quoted" in phrases else pd.Series(0.0, index=phrases.index)
    given = zip(phrases["phrase"], phrases["n"], phrases["n_reports"], quoted, c_values(phrases), strict=True)
    return [
        round(
            _WEIGHTS["spread"] * math.log2(1 + max(0.0, c_value))
            + _WEIGHTS["wording"] * wording.of(phrase)
            + sum(_WEIGHTS[name] for name in form(phrase))
            + _WEIGHTS["quoted"] * in_quotes
            + _WEIGHTS["again"] * min(1.0, max(0.0, n / n_reports - _ONCE))
            + _WEIGHTS["name"] * bool(_NAME.search(phrase)),
            4,
        )
        for phrase, n, n_reports, in_quotes, c_value in given
    ]


def c_values(phrases: "pd.DataFrame") -> list[float]:
    """log2(n_chars) · (n_reports − mean n_reports of the longer phrases that contain it), a phrase.

    A phrase that stands mostly inside longer ones scores low. Source: Frantzi, Ananiadou & Mima (2000), Int. J. on
    Digital Libraries 3:115-130, with reports for frequency.
    """
    reports = dict(zip(phrases["phrase"], phrases["n_reports"], strict=True))
    around: dict[str, list[int]] = {phrase: [] for phrase in reports}
    automaton = ahocorasick.Automaton()
    for phrase in reports:
        automaton.add_word(phrase, phrase)
    automaton.make_automaton()
    for phrase, n in reports.items():
        for inner in {inner for _, inner in automaton.iter(phrase)} - {phrase}:
            around[inner].append(n)
    longer = {phrase: sum(n) / len(n) if n else 0 for phrase, n in around.items()}
    return [round(math.log2(len(phrase)) * (n - longer[phrase]), 4) for phrase, n in reports.items()]


class Wording:
    """Whether words are those of slogans or those of any report."""

    def __init__(self, lexicon: "pd.DataFrame"):
        self._entries: Counter[str] = Counter()
        for slogan, variants in zip(lexicon["slogan"], lexicon["variants"], strict=True):
            own = {word for form, _ in forms(slogan, variants) for word in _words(form)}
            self._entries.update(own)
        self._n = self._entries.total()
        self._ratio = lru_cache(maxsize=1 << 14)(self._ratio_of)

    def of(self, phrase: str) -> float:
        """The mean of the log ratios of its words; 0 where there are none, or no lexicon."""
        words = _words(phrase) if self._n else []
        return max(-2.0, min(2.0, sum(map(self._ratio, words)) / len(words))) if words else 0.0

    def _ratio_of(self, word: str) -> float:
        background, total = _background()
        share = (background.get(word, _RARE) + _RARE) / total
        return math.log((self._entries[word] + 0.5) / (self._n + 1) / share)


def form(phrase: str) -> set[str]:
    """What its items are: those at commas and 、.

    parallel: of equal length (抢抓机遇、乘势而上), one of which says something: has a verb, an adjective or an idiom;
    uneven: of unequal length, and not all of one or two characters;
    short: words of one or two characters (教育、卫生);
    things: all noun phrases (研发中心、采购中心);
    said: one clause, which a verb, an adverb or a preposition opens (让权力在阳光下运行);
    noun: one noun phrase (重要组成部分).
    """
    items = [item for item in _ITEMS.split(phrase.translate(dict.fromkeys(map(ord, "“”‘’")))) if item]
    tagged = [words_of(item, tokens.tag) for item in items]
    named = bool(tagged) and all(words and words[0][1] not in _OPENS and _NOUN.match(words[-1][1]) for words in tagged)
    if len(items) < 2:
        opens = bool(tagged and tagged[0]) and tagged[0][0][1] in _OPENS
        clause = {"said"} if opens and len(plain(phrase)) >= _CLAUSE else set()
        return {"noun"} if named else clause
    found = {"things"} if named else set()
    if len({len(item) for item in items}) == 1 and len(items[0]) >= _SMALLEST_ITEM:
        return found | ({"parallel"} if any(part in _SAID for words in tagged for _, part in words) else set())
    return found | {"uneven" if max(map(len, items)) >= _SMALLEST_ITEM else "short"}


def _words(phrase: str) -> list[str]:
    return [word for word in tokens.segment(plain(phrase)) if _HAN_WORD.fullmatch(word)]


@lru_cache(maxsize=1)
def _background() -> tuple[dict[str, int], int]:
    """How often work reports of city governments have a word, and all their words together.

    From `background.csv`, whose first row is the total: words that occur a hundred times or more in the 886 reports.
    """
    lines = files(__package__).joinpath("background.csv").read_text(encoding="utf-8").split()[1:]
    (_, total), *rows = (line.split(",") for line in lines)
    return {word: int(n) for word, n in rows}, int(total)
