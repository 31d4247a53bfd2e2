"""Text that was damaged before it was saved: decoded in a wrong encoding, or with its characters replaced."""

import re

from .encoding import FREQUENT, plausibility

_LOST = re.compile("\ufffd+|(?:锟斤拷|斤拷锟|锟斤|斤拷)+")
_OF_LOST = ("\ufffd", "锟斤", "斤拷")  # each of these has one of them in it
_TOO_MUCH = 0.01  # of the characters; a few broken bytes do not spoil a text
_FEW = 3
_SPOILT = 0.1
_USUAL = 0.2  # of the characters of prose that are common ones; 0.4 and more where nothing is wrong
_GOOD = 0.9  # plausibility of Chinese prose is 1.3 and more
# (the encoding that the bytes were taken for, the one that they were in)
_CONFUSED = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("big5hkscs", "utf-8"),
             ("latin-1", "gb18030"), ("cp1252", "gb18030"), ("latin-1", "big5"), ("big5hkscs", "gb18030"))  # fmt: skip
AGAIN = "take the text again from where it came from, or save it again from its source"


def damage(text: str) -> str:
    """What is wrong with a damaged text, "" where nothing is or only a few characters are lost."""
    size = len("".join(text.split())) or 1
    lost = lost_characters(text)
    if lost > _FEW and lost > _TOO_MUCH * size:
        return f"damaged: {lost} of {size} characters are lost (\ufffd, 锟斤拷)"
    spoilt: dict[tuple[str, str], int] = {}
    for line in text.split("\n"):
        if how := _confused(line):
            spoilt[how] = spoilt.get(how, 0) + len(line)
    if spoilt and sum(spoilt.values()) > _SPOILT * size:
        wrong, right = max(spoilt, key=spoilt.__getitem__)
        names = {"gb18030": "GBK", "utf-8": "UTF-8", "big5hkscs": "Big5", "big5": "Big5"}
        return f"damaged: {names.get(right, right)} that was read as {names.get(wrong, 'a Western encoding')}"
    return ""


def lost_characters(text: str) -> int:
    """How many characters of a text are marks of lost ones."""
    if not any(sign in text for sign in _OF_LOST):
        return 0  # as in nearly all
    return sum(len(found[0]) for found in _LOST.finditer(text))


def _confused(line: str) -> tuple[str, str] | None:
    """The two encodings that a line was confused in: its bytes in the first make far better Chinese in the second."""
    if line.isascii() or len(line) < 4 or sum(map(FREQUENT.__contains__, line)) > _USUAL * len(line):
        return None
    if (now := plausibility(line)) >= _GOOD:
        return None
    for wrong, right in _CONFUSED:
        data = line.encode(wrong, "ignore")
        back = data.decode(right, "ignore")
        kept = len(back.encode(right, "ignore")) / len(data) if data else 0
        if (
            kept > 0.8
            and sum("\u4e00" <= c <= "\u9fff" for c in back) >= 3
            and plausibility(back) > max(now + 0.5, 0.9)
        ):
            return wrong, right
    return None
