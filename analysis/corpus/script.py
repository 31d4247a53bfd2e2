"""Scripts and code points, so that reports in either script, or garbled by a PDF converter, are read alike."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

# Radicals and strokes that converters of PDF write for the characters that look like them, and these characters.
# Source: Unicode 15, EquivalentUnifiedIdeograph.txt; the Kangxi radicals are decomposed by Unicode's own NFKC.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄"
    "⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西"
    "见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎",
)
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
_PLAIN = str.maketrans(*_RADICALS) | {
    c: form for c in _COMPATIBLE if len(form := unicodedata.normalize("NFKC", chr(c))) == 1
}
_PLAIN[ord("⾭")] = "青"
_NOT_PLAIN = frozenset(map(chr, _PLAIN))  # few texts have any; a set tells sooner than a pattern or a translation
# What stands for a zero: the letter O and the sign ○ in a number, and a digit 0 among numerals of words (二0二四年).
# Looked for by its last character, as one set is searched faster than two alternatives.
_ZERO_AT = re.compile("[OＯoｏ○0０](?:(?<![0０])|(?<=[〇零一二三四五六七八九].))")
_IN_WORDS = re.compile("[〇零一二三四五六七八九][〇零一二三四五六七八九0０OＯoｏ○]{2,}(?![0-9A-Za-z])")
_IN_DIGITS = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ\d])\d[\dOＯoｏ○]*[OＯoｏ○][\dOＯoｏ○]*(?=[\u4e00-\u9fff%％,，、。;；)）]|$)"
)
_ZEROS = "0０OＯoｏ○"
# For a set of characters: those of words. Rare Han characters are named, since a Python knows those alone as words'
# that its Unicode has, and the two planes hold no others.
OF_WORDS = "\\w\U00020000-\U0003fffd"
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]")


# Words of Hong Kong and Taiwan, as OpenCC leaves them, and those used here; of one length, and none a word here too.
_WORDS = dict(
    pair.split("=")
    for pair in (
        "资讯=信息 讯息=信息 视讯=视频 网路=网络 软体=软件 硬体=硬件 透过=通过 专案=专项 简讯=短信 宣导=宣传 提报=上报"
    ).split()
)
_ELSEWHERE = re.compile("|".join(_WORDS))


def plain(text: str) -> str:
    """The text with plain characters for radicals, compatibility ideographs and stand-ins for zero, one to one.

    ⼆百⼋⼗件 is 二百八十件, 二O二四年 is 二〇二四年, 1OO件 is 100件. NFKC would change ㎡ and ①, too.
    """
    text = text if _NOT_PLAIN.isdisjoint(text) else text.translate(_PLAIN)
    if _ZERO_AT.search(text):
        text = _IN_WORDS.sub(lambda m: _with_zeros(m[0], "〇"), text)
        text = _IN_DIGITS.sub(lambda m: _with_zeros(m[0], "0", "OＯoｏ○"), text)
    return text


def _with_zeros(number: str, zero: str, signs: str = _ZEROS) -> str:
    return "".join(zero if c in signs else c for c in number)


def simplify(text: str) -> str:
    """The text in simplified script and plain characters, of the same length, so that offsets stay valid.

    Where one character has two readings, the word decides (瞭解 is 了解, 瞭望 stays). Besides the script, only a few
    words of Hong Kong and Taiwan for what is counted or done here are changed (資訊 is 信息, 透過 is 通过). A text
    without any exclusively traditional character stays as it is: 乾县 keeps its 乾, which is 干 elsewhere. Taiwan's 著
    for 着 stays, as it cannot be distinguished from 原著 and the like. Source: OpenCC, hk2s, which knows the characters
    of Hong Kong (衞) beside those of the standard (https://github.com/BYVoid/OpenCC).
    """
    simplified = _is_simplified(text)
    if not simplified or _ZERO_AT.search(text):
        text = plain(text)
        simplified = _is_simplified(text)
    if simplified:
        return text  # most are: OpenCC need not be asked
    convert = _converter().convert
    found = convert(text)
    if len(found) != len(text):  # no word of OpenCC 1.4.2 gets longer or shorter; no later one may move the others
        found = "".join(s if len(s := convert(c)) == 1 else c for c in text)
    changed = {a for a, b in zip(text, found, strict=True) if a != b} if found != text else ()
    return text if all(map(_is_simplified, changed)) else _ELSEWHERE.sub(lambda m: _WORDS[m[0]], found)


def _is_simplified(text: str) -> bool:
    """Whether the standard set of simplified script has every character; it has 後 by mistake."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return "後" not in text


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc  # slow to load, and needed for texts alone

    return opencc.OpenCC("hk2s")
