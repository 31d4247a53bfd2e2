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
from .wholeness import Words, words_of

if TYPE_CHECKING:
    import pandas as pd

_HAN_WORD = re.compile(r"[\u4e00-\u9fff]+")
_ITEMS = re.compile("[、，,]")
_MARKS = dict.fromkeys(map(ord, "“”‘’"))
_BETWEEN = "。"  # stands between the forms of the lexicon where a phrase is looked up in them: no phrase has it
# What is named, however solemnly: a session and what it stands for, a body, a year; what is due to all; whom a report
# thanks, hears and leads, lists of whom are as fixed and as even as formulas.
_NAME = re.compile(
    r"(?:全会|会议|讲话|指示|批示|大会)精神|^中共|^庆祝|(?:省|市|区|县|州)[委府]|人大|政协$|人民政府|法院|检察院|同胞|领导$|要求$|目标$|委员$"
    r"|中全会|届[一二三四五六七]中|党的十|[二三四五六七]中[、全]|年是|之年$|党派|工商联|团体|人士|部队|官兵|解放军|老同志|干警|干部$|工作者|志愿者"
    r"|农民工|退役军人|知识分子|职工|工会|共青团|妇联|残联|红十字会|各位代表|工程$|[江河].岸$"
)
# What is professed is held to, kept, led by, done for or never done.
_PROFESSED = re.compile(
    "坚持|以.{1,4}[促聚带兴养强换]|让|守[住牢]|打[好赢牢]|当好|树立|筑牢|践行|弘扬|永[葆远]|[敢勇善]于|咬定|全力以赴|毫不|始终|[决绝]不"
)
_PROFESSION = 6  # Han characters; a shorter one has mostly lost its end (坚持政府 in 坚持政府引导)
_NUMBER = re.compile("[一二两三四五六七八九十双]")
# 以 and 把 without what is done (坚持以政治建设), a verb or 更多 without its object (全力以赴做好): the end is cut off.
_CUT = re.compile("以[^为促聚带兴养强换推定出保办]+$|把[^为成到在抓放摆]+$|更多$|做好$")
_JOINED = re.compile("[和与及]")  # items of a formula stand side by side
_OPENS = frozenset("v vd d ad p i z".split())  # parts of speech; what is said opens with one of these
_SAYS = frozenset("d i z a ad".split())  # or has one of these further on (韧性强); a verb there may be a noun (云计算)
_KIND = re.compile("..+/(?:n.*|vn|an|j|l|b)")  # a noun of two characters or more, as word/part
_FUNCTION = frozenset("ucqf")  # of particles, conjunctions, measure words, locatives: short in any text
_TERM = 4  # characters; what the segmenter has as one word so long is a term (基础设施)
_RARE = 50  # occurrences in the background that a word is taken to have which is not in its table
_SMALLEST_ITEM = 3  # characters; lists of shorter ones are mostly lists of things (蔬菜、水果)
_WEIGHTS = {
    "spread": 0.3,
    "wording": 0.7,
    "terse": 0.6,
    "professed": 2.2,
    "said": 0.8,
    "three": 0.6,
    "even": 1.2,
    "number": 0.4,
    "quoted": 1.0,
    "joined": -1.2,
    "short": -1.5,
    "name": -2.5,
    "known": -1.0,
}


def formula_scores(phrases: "pd.DataFrame", lexicon: "pd.DataFrame") -> list[float]:
    """A score a phrase; the likelier it is a formula, the higher. Scores of two corpora are not comparable.

    phrases: the table, with `quoted` or without. lexicon: as `load` gives it. A weighted sum of its signals (see
    `signals`). The weights are round numbers near those of a logistic regression on judged phrases
    (benchmarks/README.md).
    """
    return [
        round(sum(_WEIGHTS[name] * value for name, value in found.items()), 4) for found in signals(phrases, lexicon)
    ]


def signals(phrases: "pd.DataFrame", lexicon: "pd.DataFrame") -> list[dict[str, float]]:
    """What tells formulas from other phrases, by name, a phrase; what is left out is 0.

    phrases, lexicon: as of formula_scores.
    spread: log2(1 + C-value), at least 0 (see c_values);
    wording: the mean over its words of the log ratio of a word's share of the entries of the lexicon to its share of
    plain work reports (`background.csv`), from −2 to 2;
    quoted: the share of its occurrences in quotation marks;
    known: 1 if it is, or is a piece of, a form of the lexicon, and so not new;
    and its form (see form).
    """
    import pandas as pd

    wording = Wording(lexicon)
    entries = zip(lexicon["slogan"], lexicon["variants"], strict=True)
    known = _BETWEEN.join(plain(form) for slogan, variants in entries for form, _ in forms(slogan, variants))
    quoted = phrases["quoted"] if "quoted" in phrases else pd.Series(0.0, index=phrases.index)
    return [
        form(phrase)
        | {
            "spread": math.log2(1 + max(0.0, c_value)),
            "wording": wording.of(phrase),
            "quoted": in_quotes,
            "known": float(plain(phrase) in known),
        }
        for phrase, in_quotes, c_value in zip(phrases["phrase"], quoted, c_values(phrases), strict=True)
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


def form(phrase: str) -> dict[str, float]:
    """The signals of its form. Its items are those at commas and 、.

    terse: the share of its words that have one character, less the share of long ones, which are terms;
    professed: 1 if it opens as what is held to, kept or never done does (坚持…, 守住…, 以…促…, 决不…) and is whole;
    number: 1 if a numeral opens it or an item of it (一镇一品);
    joined: 1 if it has 和, 与 or 及;
    name: 1 if it names a body, a session, persons or a year.
    Of several items alone, each 1 if it is so:
    said: another than the first, or the first of equal ones, has a verb, an adjective or an idiom (抢抓机遇、乘势而上),
    and they are no kinds of one thing (研发中心、采购中心);
    three: they are three or more, and said; even: they are of equal length, not short, and said;
    short: each has one or two characters (教育、卫生).
    """
    bare = phrase.translate(_MARKS)
    items = [words for item in _ITEMS.split(bare) if (words := words_of(item, tokens.tag))]
    found = {
        "professed": len(plain(bare)) >= _PROFESSION and not _CUT.search(bare) and _PROFESSED.match(bare),
        "number": any(_NUMBER.match(item[0][0]) for item in items),
        "joined": _JOINED.search(bare),
        "name": _NAME.search(bare),
        **(_form_of_list(items) if len(items) > 1 else {}),
    }
    return {"terse": _terse([word for words in items for word in words])} | {name: 1.0 for name in found if found[name]}


def _form_of_list(items: list[Words]) -> dict[str, bool]:
    sizes = [sum(len(word) for word, _ in item) for item in items]
    saying = [item[0][1] in _OPENS or any(part in _SAYS for _, part in item[1:]) for item in items]
    # A verb before the first of several things belongs to all of them (做好民族、宗教、侨务), and things of a kind end
    # in the same noun (继续教育、社区教育).
    kinds = len({item[-1] for item in items}) == 1 and _KIND.fullmatch("{}/{}".format(*items[0][-1]))
    said = not kinds and (any(saying[1:]) or (saying[0] and len(set(sizes)) == 1))
    return {
        "said": said,
        "three": said and len(items) > 2,
        "even": said and len(set(sizes)) == 1 and sizes[0] >= _SMALLEST_ITEM,
        "short": max(sizes) < _SMALLEST_ITEM,
    }


def _terse(words: Words) -> float:
    short = sum(len(word) == 1 and part[0] not in _FUNCTION for word, part in words)
    return (short - sum(len(word) >= _TERM and part != "i" for word, part in words)) / max(1, len(words))


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
